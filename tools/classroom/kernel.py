"""A kernel behind a websocket, as a notebook's page talks to it: cells, widgets, moves."""

import asyncio
import json
import time

from jupyter_client.session import Session
from jupyter_server.services.kernels.connection.base import (
    deserialize_msg_from_ws_v1,
    serialize_msg_to_ws_v1,
)

PROTOCOL = "v1.kernel.websocket.jupyter.org"  # what JupyterLab asks for
PREFIX = "IPY_MODEL_"


class Lost(RuntimeError):
    """What ended a student's lesson, in a sentence."""


class Kernel:
    """A kernel's messages over an open websocket, with the states of its widgets.

    Parameters
    ----------
    socket : object
        An open websocket: `read_message` is a coroutine and returns None when it is closed,
        `write_message` sends bytes.
    """

    def __init__(self, socket):
        self.socket = socket
        self.session = Session()
        self.models = {}  # comm id -> state of a widget
        self.expected = {}  # id of a message -> (what answers it, future)
        self.lost = None
        self.listener = asyncio.ensure_future(self.listen())

    async def listen(self):
        """Read messages until the socket closes, which fails everything that still waits."""
        try:
            while data := await self.socket.read_message():
                _, parts = deserialize_msg_from_ws_v1(data)
                header, parent, _, content = (json.loads(part) for part in parts[:4])
                self.read(header["msg_type"], parent.get("msg_id"), content)
            code = getattr(self.socket, "close_code", None)
            raise Lost("the kernel's socket was closed" + (f" (code {code})" if code else ""))
        except Exception as error:
            self.lost = error if isinstance(error, Lost) else Lost(f"a message: {error!r}")
            for _, future in self.expected.values():
                if not future.done():
                    future.set_exception(self.lost)

    def read(self, kind, parent, content):
        """Take one message: keep widgets' states, and answer who waits for it."""
        if kind == "status" and content["execution_state"] in ("restarting", "dead"):
            raise Lost("the kernel died")
        data = content.get("data", {})
        if kind in ("comm_open", "comm_msg"):
            self.models.setdefault(content["comm_id"], {}).update(data.get("state", {}))
        answers, future = self.expected.get(parent, (None, None))
        if future and not future.done() and answers(kind, content):
            future.set_result((time.perf_counter(), content))

    def send(self, kind, content, answers):
        """Send a message and return a future of (time, content) of what `answers` accepts."""
        if self.lost:
            raise self.lost
        message = self.session.msg(kind, content)
        future = asyncio.get_running_loop().create_future()
        self.expected[message["msg_id"]] = answers, future
        packed = serialize_msg_to_ws_v1(message, "shell", self.session.pack)
        self.socket.write_message(packed, binary=True)
        return future

    async def run(self, code):
        """Run a cell; raise Lost when it raises."""
        content = {"code": code, "silent": False, "store_history": True, "user_expressions": {}}
        content |= {"allow_stdin": False, "stop_on_error": True}
        done = self.send("execute_request", content, lambda kind, _: kind == "execute_reply")
        _, reply = await done
        if reply["status"] != "ok":
            words = f"{reply.get('ename')}: {reply.get('evalue')}"
            raise Lost(f"the cell {code.splitlines()[0]!r} answered {words}")

    def panel(self):
        """Return (slider, picture), ids of the widgets of the first panel that has a slider."""
        for state in self.models.values():
            if "sx-panel" in state.get("_dom_classes", ()):
                parts = self.inside(state)
                sliders = [p for p in parts if "Slider" in self.models[p].get("_model_name", "")]
                # The PNG itself travels beside the state.
                pictures = [p for p in parts if "frame" in self.models[p]]
                if sliders and pictures:
                    return sliders[0], pictures[0]
        raise Lost("the lesson has no panel with a slider")

    def inside(self, state):
        """Return the ids of the widgets in a box, and in the boxes in it."""
        ids = [child.removeprefix(PREFIX) for child in state.get("children", ())]
        return [each for i in ids for each in (i, *self.inside(self.models[i]))]

    async def moves(self, count, every, patience, said):
        """Move a slider `count` times, every so many seconds; return the latencies in seconds.

        A latency counts from when the move was due to the message with its own picture, so a
        client or a kernel that is behind counts too. `said` is called at each picture.
        """
        slider, picture = self.panel()
        state = self.models[slider]
        low, step = state["min"], state["step"]
        places = round((state["max"] - low) / step) + 1
        here = round((state["value"] - low) / step)

        def answers(kind, content):
            paths = content.get("data", {}).get("buffer_paths") or []
            shown = kind == "comm_msg" and content["comm_id"] == picture and ["png"] in paths
            if shown:
                said()
            return shown

        began = time.perf_counter()
        waiting = []
        for number in range(count):
            due = began + number * every
            await asyncio.sleep(due - time.perf_counter())
            value = low + (here + 1 + number) % places * step
            data = {"method": "update", "state": {"value": value}, "buffer_paths": []}
            sent = self.send("comm_msg", {"comm_id": slider, "data": data}, answers)
            waiting.append((due, sent))
        done, missing = await asyncio.wait([sent for _, sent in waiting], timeout=patience)
        if missing:
            raise Lost(f"{len(missing)} of {count} pictures did not come within {patience} s")
        return [sent.result()[0] - due for due, sent in waiting]
