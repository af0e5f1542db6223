"""A class of N students on a real JupyterHub, all at the same moment (`make class N=10`).

    python -m tools.classroom 10             lesson 01
    python -m tools.classroom 10 --lesson 04

Each student logs in, starts a server, opens a kernel, runs every code cell of the lesson, and moves
a slider of its first panel 60 times, four times a second. The hub has the settings of
jupyterhub_config.py; it listens on this machine only, has a password of its own, and is stopped
with all it started at the end. Exit status 1 when a student is lost, a picture does not come, or
the 95th percentile from move to picture is above half a second.
"""

import argparse
import asyncio
import json
import os
import secrets
import signal
import socket
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager
from pathlib import Path

import httpx
import psutil

from tools.classroom.student import MOVES, Student, attend, memory, processes
from tools.classroom.table import counted, failures, table, verdict
from tools.node import PROGRAM

HERE = Path(__file__).resolve().parent
NOTEBOOKS = HERE.parents[1] / "notebooks"
MOST = 500
MEMORY = 220  # MiB that a student needs, rounded up: more students than fit are not begun


def students_asked(text):
    """Return how many students to start, read from the command line."""
    if not text.isdecimal() or not 1 <= int(text) <= MOST:
        raise argparse.ArgumentTypeError(
            f"expected a whole number of students from 1 to {MOST}, got {text!r}"
        )
    return int(text)


def lesson_asked(text):
    """Return (file name, code cells) of the lesson whose name begins with this number."""
    found = sorted(NOTEBOOKS.glob(f"{text}_*.ipynb")) if text.isalnum() else []
    if len(found) != 1:
        names = ", ".join(path.name[:2] for path in sorted(NOTEBOOKS.glob("*.ipynb")))
        raise argparse.ArgumentTypeError(f"expected one of {names}, got {text!r}")
    cells = json.loads(found[0].read_text(encoding="utf-8"))["cells"]
    code = ("".join(cell["source"]) for cell in cells if cell["cell_type"] == "code")
    return found[0].name, [source for source in code if source.strip()]


def free_ports(count):
    """Return the first of a row of free ports."""
    for first in range(12000, 32000, 1000):
        try:
            for port in range(first, first + count):
                with socket.create_server(("127.0.0.1", port)):
                    pass
        except OSError:
            continue
        return first
    raise RuntimeError(f"no {count} free ports in a row between 12000 and 32000")


@contextmanager
def hub(folder, ports, password):
    """Run a hub in a folder and yield it; whatever happens, nothing that it started stays."""
    at = [f"http://127.0.0.1:{port}" for port in range(ports, ports + 3)]
    command = [sys.executable, "-m", "jupyterhub", "-f", str(HERE / "jupyterhub_config.py")]
    command += [f"--JupyterHub.bind_url={at[0]}", f"--JupyterHub.hub_bind_url={at[1]}"]
    command += [f"--ConfigurableHTTPProxy.api_url={at[2]}"]
    # Where the hub finds its own command, its proxy, and Node.
    found = (Path(sys.prefix) / "bin", Path(sys.prefix) / "node_modules" / ".bin", PROGRAM.parent)
    environment = os.environ | {
        "CLASS_PASSWORD": password,
        "CLASS_PORTS": str(ports + 2),  # users are counted from 1
        "PATH": os.pathsep.join([*map(str, found), os.environ.get("PATH", "")]),
        "PYTHONPATH": str(HERE.parents[1]),
    }
    with (folder / "hub.log").open("w") as log:
        running = subprocess.Popen(
            command, cwd=folder, env=environment, stdin=subprocess.DEVNULL,
            stdout=log, stderr=subprocess.STDOUT, start_new_session=True,
        )  # fmt: skip
    try:
        yield running, at[0]
    finally:
        stop(running, folder)


def stop(running, folder):
    """End a hub and every process in its folder: servers and kernels have sessions of their own.

    Without asking first: a hub that is asked takes a second a student, and nothing is kept.
    """
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)  # a second Ctrl+C leaves nothing behind
    running.kill()
    running.wait()
    while rest := processes(folder):
        for process in rest:
            try:
                process.kill()
            except psutil.NoSuchProcess:
                continue
        psutil.wait_procs(rest, timeout=5)
    signal.signal(signal.SIGINT, before)


async def wait_for(running, address, folder, seconds=60):
    """Wait until a hub answers; raise RuntimeError with its last words when it does not."""
    end = time.monotonic() + seconds
    async with httpx.AsyncClient(trust_env=False) as client:
        while running.poll() is None and time.monotonic() < end:
            try:
                if (await client.get(f"{address}/hub/health")).status_code == 200:
                    return
            except httpx.HTTPError:
                pass
            await asyncio.sleep(0.2)
    raise RuntimeError(f"the hub did not start:\n{last_words(folder)}")


def last_words(folder, lines=15):
    """Return the end of a hub's log."""
    return "\n".join((folder / "hub.log").read_text(errors="replace").splitlines()[-lines:])


def progress(students, seconds):
    """Return one line: how far the class is."""
    count = len(students)
    up = sum(s.ready is not None for s in students)
    ran = sum(s.ran is not None for s in students)
    answered = sum(s.answered for s in students)
    lost = sum(bool(s.lost) for s in students)
    return (
        f"{seconds:4.0f} s: {up}/{count} servers up, {ran}/{count} lessons run, "
        f"{answered}/{count * MOVES} moves answered" + (f", {lost} LOST" if lost else "")
    )


async def lesson(students, running, address, password, notebook, folder):
    """Let all students begin at once, show how far they are, and end in any case."""
    await wait_for(running, address, folder)
    deadline = 180 + 10 * len(students)
    begun = time.monotonic()
    places = [folder / "students" / s.name for s in students]
    if os.geteuid() == 0:  # in a container, say; a real hub for a class is better not root's
        for place in places:
            (place / ".jupyter").mkdir(parents=True)
            settings = place / ".jupyter" / "jupyter_server_config.json"
            settings.write_text('{"ServerApp": {"allow_root": true}}')
    tasks = [
        asyncio.ensure_future(attend(s, address, password, notebook, place))
        for s, place in zip(students, places)
    ]
    waiting = set(tasks)
    while waiting and time.monotonic() - begun < deadline and running.poll() is None:
        _, waiting = await asyncio.wait(waiting, timeout=5)
        print(progress(students, time.monotonic() - begun), flush=True)
    print("measuring the memory", flush=True)
    ended = "the hub ended" if running.poll() is not None else f"not done after {deadline} s"
    for student, task in zip(students, tasks):
        if not task.done():
            task.cancel()
            student.lost = ended
    for student, place in zip(students, places):
        student.memory = memory(place)


def main(arguments=None):
    """Hold the class and say how it went; 1 when it did not go well."""
    parser = argparse.ArgumentParser(prog="make class", description=__doc__.partition("\n")[0])
    parser.add_argument("students", metavar="N", nargs="?", default="10", type=students_asked)
    parser.add_argument("--lesson", default="01", type=lesson_asked)
    options = parser.parse_args(arguments)
    count = options.students
    if os.name != "posix":
        return "JupyterHub does not run on Windows: run this on the machine that is to be the hub."
    free = psutil.virtual_memory().available / 2**20
    if count * MEMORY > free:
        return f"N: {count} students need about {count * MEMORY} MiB, and {free:.0f} MiB are free."
    # `kill` and a closed terminal end the test as Ctrl+C does, also when it runs in the background.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    for ending in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(ending, lambda *_: signal.raise_signal(signal.SIGINT))
    students = [Student(f"student{number:03}") for number in range(1, count + 1)]
    name = options.lesson[0]
    print(f"{counted(count)}, {name}, {cores()} cores, {free:.0f} MiB free", flush=True)
    try:
        wrong = hold(students, options.lesson)
    except KeyboardInterrupt:
        return "\nStopped; nothing is left running."
    except RuntimeError as error:
        return str(error)
    print(table(students))
    print(verdict(students, cores(), free, wrong))
    return int(bool(wrong))


def hold(students, notebook):
    """Hold a class in a temporary folder and return what went wrong, in sentences."""
    password = secrets.token_urlsafe()
    # Not in TMPDIR, which is long on a Mac: the path of a socket has at most 107 characters.
    place = tempfile.TemporaryDirectory(prefix="class-", dir="/tmp", ignore_cleanup_errors=True)
    with place as name:
        folder = Path(name).resolve()
        with hub(folder, free_ports(len(students) + 3), password) as (running, address):
            asyncio.run(lesson(students, running, address, password, notebook, folder))
        wrong = failures(students, MOVES)
        if wrong:
            print(f"The hub's last words:\n{last_words(folder)}\n")
        return wrong


def cores():
    """Return how many processors this process may use."""
    allowed = getattr(os, "sched_getaffinity", None)
    return len(allowed(0)) if allowed else os.cpu_count()


if __name__ == "__main__":
    sys.exit(main())
