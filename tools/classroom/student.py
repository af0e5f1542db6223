"""One student of the load test: logs in, starts a server, runs a lesson, moves a slider."""

import asyncio
import json
import time
from dataclasses import dataclass, field

import httpx
import psutil
from tornado.httpclient import HTTPRequest
from tornado.websocket import websocket_connect

from tools.classroom.kernel import PROTOCOL, Kernel, Lost

MOVES = 60
EVERY = 0.25  # seconds between two moves
PATIENCE = 10.0  # seconds to wait for a picture


@dataclass
class Student:
    """What happened to one student; times in seconds since the class began."""

    name: str
    ready: float | None = None  # the server shows its page
    ran: float | None = None  # every cell was run
    answered: int = 0  # moves with a picture
    latencies: list = field(default_factory=list)
    # Processor seconds of the student's server and kernel at those two moments and at the end.
    work: list = field(default_factory=list)
    memory: float = 0.0  # MiB of both
    lost: str = ""  # why the lesson ended early


def processes(folder):
    """Return the processes that run in a folder or below it."""
    found = []
    for process in psutil.process_iter():
        try:
            if f"{process.cwd()}/".startswith(f"{folder}/"):
                found.append(process)
        except psutil.Error:  # another user's, or gone meanwhile
            continue
    return found


def total(folder, use):
    """Return the sum of `use(process)` over the processes in a folder."""
    found = 0.0
    for process in processes(folder):
        try:
            found += use(process)
        except psutil.Error:
            continue
    return found


def processor_seconds(folder):
    """Return the processor time that the processes in a folder have used so far."""
    return total(folder, lambda process: sum(process.cpu_times()[:2]))


def memory(folder):
    """Return the memory in MiB of the processes in a folder.

    Where the system says it (Linux), a page that several processes share counts as its share for
    each (PSS); elsewhere only what is a process's own counts (USS).
    """

    def use(process):
        used = process.memory_full_info()
        return getattr(used, "pss", used.uss)

    return total(folder, use) / 2**20


async def log_in(client, name, password):
    """Log in on the hub's own page, which then starts the server, and wait until it is there."""
    page = await client.get("/hub/login")
    form = {"username": name, "password": password, "_xsrf": client.cookies.get("_xsrf", "")}
    page = await client.post("/hub/login", data=form)
    if page.status_code != 200 or "/hub/login" in str(page.url):
        raise Lost(f"the hub answered the login with status {page.status_code} at {page.url.path}")
    # The page that waits for the server listens to these events.
    address = f"/hub/api/users/{name}/server/progress"
    token = xsrf(client, "/hub/")
    async with client.stream("GET", address, params={"_xsrf": token}) as events:
        async for line in events.aiter_lines():
            event = json.loads(line.removeprefix("data:")) if line.startswith("data:") else {}
            if event.get("failed"):
                raise Lost(f"the server did not start: {event.get('message')}")
            if event.get("ready"):
                break
    page = await client.get(f"/user/{name}/lab/tree/notebooks")
    if page.status_code != 200:
        raise Lost(f"the server's page answered with status {page.status_code}")


def xsrf(client, path):
    """Return the token against forged requests of the hub, or of a server, by its path."""
    return next((c.value for c in client.cookies.jar if (c.name, c.path) == ("_xsrf", path)), "")


async def open_kernel(client, name, lesson):
    """Open a notebook's session as JupyterLab does, and return its Kernel."""
    base = f"/user/{name}/"
    path = f"notebooks/{lesson}"
    body = {"path": path, "name": lesson, "type": "notebook", "kernel": {"name": "python3"}}
    headers = {"X-XSRFToken": xsrf(client, base)}
    answer = await client.post(f"{base}api/sessions", json=body, headers=headers)
    if answer.status_code != 201:
        raise Lost(f"the kernel did not start: status {answer.status_code}")
    here = client.base_url.copy_with(
        scheme="ws", path=f"{base}api/kernels/{answer.json()['kernel']['id']}/channels"
    )
    cookies = "; ".join(f"{c.name}={c.value}" for c in client.cookies.jar if base == c.path)
    headers = {"Cookie": cookies, "Origin": str(client.base_url).rstrip("/")}
    request = HTTPRequest(str(here), headers=headers, connect_timeout=60)
    return Kernel(await websocket_connect(request, subprotocols=[PROTOCOL]))


async def attend(student, address, password, notebook, folder):
    """Take a student through the lesson; what goes wrong is said in `student.lost`.

    The hub has an `address` and a `password`, the `notebook` a file name and code cells, and
    `folder` is where the student's server and kernel run.
    """
    begun = time.perf_counter()
    lesson, cells = notebook
    try:
        async with httpx.AsyncClient(
            base_url=address, follow_redirects=True, timeout=200.0, trust_env=False
        ) as client:
            await log_in(client, student.name, password)
            student.ready = time.perf_counter() - begun
            student.work.append(await asyncio.to_thread(processor_seconds, folder))
            kernel = await open_kernel(client, student.name, lesson)
        for cell in cells:
            await kernel.run(cell)
        student.ran = time.perf_counter() - begun
        student.work.append(await asyncio.to_thread(processor_seconds, folder))

        def answered():
            student.answered += 1

        student.latencies = await kernel.moves(MOVES, EVERY, PATIENCE, answered)
        student.work.append(await asyncio.to_thread(processor_seconds, folder))
    except Lost as error:
        student.lost = str(error)
    except Exception as error:
        student.lost = f"{type(error).__name__}: {error}"
