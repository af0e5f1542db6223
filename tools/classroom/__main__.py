"""A class of N students on a real JupyterHub, all at the same moment (`make class N=10`).

    python -m tools.classroom 10             lesson 01
    python -m tools.classroom 10 --lesson 04

Each student logs in, starts a server, opens a kernel, runs every code cell of the lesson, and moves
a slider of its first panel 60 times, four times a second. The hub has the settings of
docs/classroom/jupyterhub_config.py; it listens on this machine only, has a password of its own, and
is stopped with all it started at the end. Exit status 1 when a student is lost, a picture does not
come, or the 95th percentile from move to picture is above half a second.
"""

import argparse
import asyncio
import os
import random
import secrets
import signal
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager, suppress
from pathlib import Path

import httpx
import psutil

from tools.classroom.student import Student, attend, memory, of_processes
from tools.classroom.table import failures, table
from tools.node import PROGRAM
from tools.normalise import read

COURSE = Path(__file__).resolve().parents[2]
SETTINGS = COURSE / "docs" / "classroom" / "jupyterhub_config.py"
LESSONS = {path.name[:2]: path for path in sorted(COURSE.glob("notebooks/*.ipynb"))}
MEMORY = 220  # MiB that a student needs, rounded up: more students than fit are not begun
PORTS = range(12000, 32000)  # below those that systems draw themselves


@contextmanager
def hub(folder, ports, password):
    """Run a hub in a folder and yield its address; what it started is stopped in any case."""
    at = [f"http://127.0.0.1:{port}" for port in range(ports, ports + 3)]
    command = [sys.executable, "-m", "jupyterhub", "-f", str(SETTINGS)]
    command += [f"--JupyterHub.bind_url={at[0]}", f"--JupyterHub.hub_bind_url={at[1]}"]
    command += [f"--ConfigurableHTTPProxy.api_url={at[2]}"]
    # In a container, say; a real hub for a class is better not root's.
    command += ["--Spawner.cmd=['jupyterhub-singleuser', '--allow-root']"]
    programs = (f"{sys.prefix}/bin", f"{sys.prefix}/node_modules/.bin", str(PROGRAM.parent))
    environment = os.environ | {
        "CLASS_PASSWORD": password,
        "CLASS_PORTS": str(ports + 2),  # users are counted from 1
        "PATH": ":".join([*programs, os.environ["PATH"]]),  # the hub's command, its proxy, Node
        "PYTHONPATH": str(COURSE),
    }
    with (folder / "hub.log").open("w") as log:
        running = subprocess.Popen(
            command, cwd=folder, env=environment, stdin=subprocess.DEVNULL,
            stdout=log, stderr=subprocess.STDOUT, start_new_session=True,
        )  # fmt: skip
    try:
        wait_for(at[0], running, folder)
        yield at[0]
    finally:
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # no second Ctrl+C leaves something
        # Servers and kernels have sessions of their own, so every process in the folder is ended.
        # Without asking first: a hub that is asked takes a second a student, and nothing is kept.
        while rest := of_processes(folder, lambda process: process.kill() or process):
            psutil.wait_procs(rest, timeout=5)


def wait_for(address, running, folder):
    """Wait until a hub answers; raise RuntimeError with its last words when it does not."""
    deadline = time.monotonic() + 60
    while running.poll() is None and time.monotonic() < deadline:
        with suppress(httpx.HTTPError):
            if httpx.get(f"{address}/hub/health", trust_env=False).is_success:
                return
        time.sleep(0.2)
    raise RuntimeError(f"the hub did not start:\n{last_words(folder)}")


def last_words(folder):
    """Return the end of a hub's log."""
    return "\n".join((folder / "hub.log").read_text(errors="replace").splitlines()[-15:])


async def hold(students, address, password, lesson):
    """Let all students begin at once, show how far they are, and measure their memory."""
    cells = [cell.source for cell in read(lesson).cells if cell.cell_type == "code"]
    deadline = 180 + 10 * len(students)
    begun = time.monotonic()
    waiting = [
        asyncio.ensure_future(attend(s, address, password, lesson.name, cells, deadline))
        for s in students
    ]
    while waiting:
        _, waiting = await asyncio.wait(waiting, timeout=5)
        up = sum(s.ready is not None for s in students)
        ran = sum(s.ran is not None for s in students)
        passed = time.monotonic() - begun
        print(f"{passed:4.0f} s: {up} servers up, {ran} lessons run", flush=True)
    print("measuring the memory", flush=True)
    for student in students:
        student.memory = memory(student.folder) or None


def class_of(count, lesson):
    """Return the students of a class that was held in a temporary folder."""
    password = secrets.token_urlsafe()
    # Not in TMPDIR, which is long on a Mac: the path of a socket has at most 107 characters.
    place = tempfile.TemporaryDirectory(prefix="class-", dir="/tmp", ignore_cleanup_errors=True)
    with place as name:
        folder = Path(name).resolve()
        names = [f"student{number:03}" for number in range(1, count + 1)]
        students = [Student(name, folder / "students" / name) for name in names]
        # A port in the row that is taken is a rare thing; then no hub answers within the minute.
        with hub(folder, random.choice(PORTS[: -count - 3]), password) as address:
            asyncio.run(hold(students, address, password, lesson))
        if failures(students):
            print(f"The hub's last words:\n{last_words(folder)}\n")
        return students


def main(arguments=None):
    """Hold the class and say how it went; 1 when it did not go well."""
    parser = argparse.ArgumentParser(prog="make class", description=__doc__.partition("\n")[0])
    parser.add_argument("students", metavar="N", nargs="?", default=10, type=int)
    parser.add_argument("--lesson", default="01", choices=LESSONS)
    options = parser.parse_args(arguments)
    count, lesson = options.students, LESSONS[options.lesson]
    free = psutil.virtual_memory().available / 2**20
    most = int(free // MEMORY)
    if not 1 <= count <= most:
        parser.error(f"N: expected 1 to {most} students, for {MEMORY} MiB each, got {count}")
    # `kill` and a closed terminal end the test as Ctrl+C does, also when it runs in the background.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    for ending in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(ending, lambda *_: signal.raise_signal(signal.SIGINT))
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    print(f"{count} students, {lesson.name}, {cores} cores, {free:.0f} MiB free", flush=True)
    try:
        students = class_of(count, lesson)
    except KeyboardInterrupt:
        return "\nStopped; nothing is left running."
    except RuntimeError as error:
        return str(error)
    print(table(students))
    wrong = failures(students)
    said = "does not carry" if wrong else "carries"
    print(f"This machine {said} a class of {count}.", *wrong, sep="\n")
    return int(bool(wrong))


if __name__ == "__main__":
    sys.exit(main())
