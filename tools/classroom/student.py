"""One student of the load test: logs in, starts a server, runs a lesson, moves a slider."""

import asyncio
import json
import time
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

import httpx
import psutil
from jupyter_client.session import Session
from jupyter_server.services.kernels.connection.base import (
    deserialize_msg_from_ws_v1,
    serialize_msg_to_ws_v1,
)
from tornado.httpclient import HTTPRequest
from tornado.websocket import websocket_connect

MOVES = 60
EVERY = 0.25  # seconds between two moves
PATIENCE = 10.0  # seconds to wait for the last pictures
PROTOCOL = "v1.kernel.websocket.jupyter.org"  # what JupyterLab asks for


@dataclass
class Student:
    """What happened to one student; times in seconds since the class began."""

    name: str
    folder: Path  # where the student's server and kernel run
    ready: float | None = None  # the server shows its page
    ran: float | None = None  # every cell was run
    latencies: list = field(default_factory=list)  # from a move to its picture
    memory: float | None = None  # MiB of the server and the kernel
    lost: str = ""  # why the lesson ended early


def of_processes(folder, use):
    """Return `use(process)` of every process that runs in a folder or below it."""
    found = []
    for process in psutil.process_iter():
        with suppress(psutil.Error):  # another user's, or gone meanwhile
            if Path(process.cwd()).is_relative_to(folder):
                found.append(use(process))
    return found


def memory(folder):
    """Return the memory in MiB of the processes in a folder.

    Where the system says it (Linux), a page that several processes share counts as its share for
    each (PSS); elsewhere only what is a process's own counts (USS).
    """
    used = of_processes(folder, lambda process: process.memory_full_info())
    return sum(getattr(each, "pss", each.uss) for each in used) / 2**20


class Kernel:
    """A kernel's messages over an open websocket, and the first slider of its first panel."""

    def __init__(self, socket):
        self.socket = socket
        self.session = Session()
        self.slider = None  # its comm id and its state; one whose steps are all alike

    def send(self, kind, content):
        """Send a message and return its id."""
        message = self.session.msg(kind, content)
        packed = serialize_msg_to_ws_v1(message, "shell", self.session.pack)
        self.socket.write_message(packed, binary=True)
        return message["msg_id"]

    async def read(self):
        """Return the next message: its kind, the id of the message that it answers, its content."""
        data = await self.socket.read_message()
        if data is None:
            raise RuntimeError(f"the kernel's socket was closed (code {self.socket.close_code})")
        _, parts = deserialize_msg_from_ws_v1(data)
        header, parent, _, content = (json.loads(part) for part in parts[:4])
        kind = header["msg_type"]
        if kind == "status" and content["execution_state"] in ("restarting", "dead"):
            raise RuntimeError("the kernel died")
        if kind == "comm_open" and self.slider is None:
            state = content["data"].get("state", {})
            if state.get("_model_name") in ("FloatSliderModel", "IntSliderModel"):
                self.slider = content["comm_id"], state
        return kind, parent.get("msg_id"), content

    async def run(self, code):
        """Run a cell to its end; raise RuntimeError when it raises."""
        asked = self.send("execute_request", {"code": code})
        while True:
            kind, parent, content = await self.read()
            if (kind, parent) == ("error", asked):
                words = f"{content['ename']}: {content['evalue']}"
                raise RuntimeError(f"the cell {code.splitlines()[0]!r} answered {words}")
            if (kind, parent) == ("status", asked) and content["execution_state"] == "idle":
                return

    async def moves(self, latencies):
        """Move the slider again and again; put into a list how many seconds each picture took.

        A latency counts from when the move was due to the message with its own picture, so a
        client or a kernel that is behind counts too.
        """
        if self.slider is None:
            raise RuntimeError("the lesson has no panel with a slider")
        slider, state = self.slider
        low, step = state["min"], state["step"]
        places = round((state["max"] - low) / step) + 1
        here = round((state["value"] - low) / step)
        due = {}  # id of a move's message -> when it was due

        async def push():
            began = time.perf_counter()
            for number in range(MOVES):
                moment = began + number * EVERY
                await asyncio.sleep(moment - time.perf_counter())
                value = low + (here + 1 + number) % places * step
                data = {"method": "update", "state": {"value": value}, "buffer_paths": []}
                due[self.send("comm_msg", {"comm_id": slider, "data": data})] = moment

        pushing = asyncio.ensure_future(push())
        try:
            while len(latencies) < MOVES:
                _, parent, content = await self.read()
                # The PNG itself travels beside the state.
                shown = ["png"] in content.get("data", {}).get("buffer_paths", ())
                if shown and parent in due:
                    latencies.append(time.perf_counter() - due.pop(parent))
        finally:
            pushing.cancel()


async def log_in(client, name, password):
    """Log in on the hub's own page, which then starts the server, and wait until it is there."""
    await client.get("/hub/login")
    token = client.cookies.get("_xsrf", path="/hub/")
    form = {"username": name, "password": password, "_xsrf": token}
    (await client.post("/hub/login", data=form)).raise_for_status()
    # The page that waits for the server listens to these events; the last says how it ended.
    token = {"_xsrf": client.cookies.get("_xsrf", path="/hub/")}
    events = await client.get(f"/hub/api/users/{name}/server/progress", params=token)
    last = json.loads(events.text.rpartition("data:")[2])
    if not last.get("ready"):
        raise RuntimeError(f"the server did not start: {last.get('message')}")
    (await client.get(f"/user/{name}/lab/tree/notebooks")).raise_for_status()


async def open_kernel(client, name, lesson):
    """Open a notebook's session as JupyterLab does, and return its Kernel."""
    base = f"/user/{name}/"
    path = f"notebooks/{lesson}"
    body = {"path": path, "name": lesson, "type": "notebook", "kernel": {"name": "python3"}}
    headers = {"X-XSRFToken": client.cookies.get("_xsrf", path=base)}
    answer = await client.post(f"{base}api/sessions", json=body, headers=headers)
    kernel = answer.raise_for_status().json()["kernel"]["id"]
    asked = client.build_request("GET", f"{base}api/kernels/{kernel}/channels")
    address = str(asked.url.copy_with(scheme="ws"))
    headers = {"Cookie": asked.headers["Cookie"], "Origin": str(client.base_url).rstrip("/")}
    request = HTTPRequest(address, headers=headers, connect_timeout=60)
    return Kernel(await websocket_connect(request, subprotocols=[PROTOCOL]))


async def attend(student, address, password, lesson, cells, seconds):
    """Take a student through the cells of a lesson, in so many seconds at most.

    What goes wrong is said in `student.lost`.
    """
    begun = time.perf_counter()
    try:
        async with (
            asyncio.timeout(seconds),
            httpx.AsyncClient(
                base_url=address, follow_redirects=True, timeout=200.0, trust_env=False
            ) as client,
        ):
            await log_in(client, student.name, password)
            student.ready = time.perf_counter() - begun
            kernel = await open_kernel(client, student.name, lesson)
            for cell in cells:
                await kernel.run(cell)
            student.ran = time.perf_counter() - begun
            # What is missing in the list by then is a failure of the class.
            with suppress(TimeoutError):
                await asyncio.wait_for(kernel.moves(student.latencies), MOVES * EVERY + PATIENCE)
    except TimeoutError:
        student.lost = f"not done after {seconds} s"
    except Exception as error:
        student.lost = f"{type(error).__name__}: {error}"
