"""The Python side of a page that comes alive: runs cells, and carries comms to the page.

The worker calls `start` once, then `run`, `receive` and `complete`. Every answer goes through the
function that `start` was given, as JSON with the binary buffers beside it.
"""

import builtins
import io
import json
import sys
import time
from base64 import b64encode

import comm
from comm.base_comm import BaseComm
from IPython.core.displayhook import DisplayHook
from IPython.core.displaypub import DisplayPublisher
from IPython.core.interactiveshell import InteractiveShell
from ipywidgets import Widget
from pyodide.ffi import to_js
from traitlets.config import Config

from helpers.live import figure

VIEW = "application/vnd.jupyter.widget-view+json"
# A cell that prints more than this is cut short: the page would stand still.
MOST_TEXT = 100_000
_post = None  # set by start(): post(text of JSON, list of bytes)
_now = {"parent": "", "cell": None}


def _say(kind, buffers=(), **more):
    sys.stdout.flush()
    sys.stderr.flush()
    _send({"kind": kind, **more}, buffers)


def _send(message, buffers=()):
    # A picture may come as bytes.
    text = json.dumps({**_now, **message}, default=lambda png: b64encode(png).decode())
    _post(text, to_js([bytes(b) for b in buffers or ()]))


class PageComm(BaseComm):
    """A comm whose other end is in the page."""

    def publish_msg(self, msg_type, data=None, metadata=None, buffers=None, **keys):
        """Send a message to the page."""
        content = {"comm_id": self.comm_id, "data": data or {}, **keys}
        _say(msg_type, buffers, content=content, metadata=metadata or {})


class Publisher(DisplayPublisher):
    """`display(...)`, `update_display(...)`, `clear_output(...)`."""

    def publish(self, data, metadata=None, *, transient=None, update=False, **kwargs):
        """Send what is displayed to the page."""
        more = {"metadata": metadata or {}, "update": update, "transient": transient or {}}
        _say("display", data=data, **more)

    def clear_output(self, wait=False):
        """Ask the page to remove the outputs of this cell."""
        _say("clear", wait=wait)


class Hook(DisplayHook):
    """The value of a cell's last line."""

    def compute_format_data(self, result):
        """Return what shows the value; of a widget not its still, which nobody would see here."""
        still = {"image/png"} if isinstance(result, Widget) else None
        return self.shell.display_formatter.format(result, exclude=still)

    def write_output_prompt(self):
        """Write no number: the page shows none."""

    def write_format_data(self, format_dict, md_dict=None):
        """Send the value to the page."""
        _say("result", data=format_dict, metadata=md_dict or {})


class Stream(io.TextIOBase):
    """stdout or stderr of the cell that runs, sent to the page in pieces."""

    encoding = "utf-8"

    def __init__(self, name):
        self.name = name
        self.begin()

    def begin(self):
        """Count from nothing, for a new cell."""
        self._pending, self._sent, self._last = [], 0, 0.0

    def write(self, text):
        """Take text; it goes out at once, or together with what follows within 50 ms."""
        room = MOST_TEXT - self._sent
        if text and room > 0:
            self._pending.append(text[:room])
            self._sent += len(text)
            if len(text) >= room:
                self._pending.append("\n… more was printed than a page can show.\n")
            if time.monotonic() - self._last > 0.05:
                self.flush()
        return len(text)

    def flush(self):
        """Send what waits."""
        if self._pending:
            text, self._pending = "".join(self._pending), []
            self._last = time.monotonic()
            _send({"kind": "stream", "name": self.name, "text": text})


def _show_error(*args, **kwargs):
    kind, value, tb = sys.exc_info()
    shell = InteractiveShell.instance()
    lines = shell.InteractiveTB.structured_traceback(kind, value, tb, tb_offset=1)
    _say("error", ename=kind.__name__, evalue=str(value), traceback=lines)


def _no_input(prompt=""):
    raise RuntimeError("input() is not available on this page: put the value into the code instead")


def start(post, dark, pixel_ratio):
    """Take the page as the screen and as the other end of all comms."""
    global _post
    _post = post
    figure.PAGE.update(dark=dark, pixel_ratio=pixel_ratio)
    comm.create_comm = PageComm
    sys.stdout, sys.stderr = Stream("stdout"), Stream("stderr")
    builtins.input = _no_input
    shell = InteractiveShell.instance(
        config=Config(HistoryManager={"enabled": False}),
        colors="nocolor",
        displayhook_class=Hook,
        display_pub_class=Publisher,
    )
    shell.showtraceback = shell.showsyntaxerror = _show_error


async def run(cell, code):
    """Run one cell; what it says goes to the page as it comes, under the name `cell`."""
    _now["cell"] = cell
    sys.stdout.begin()
    sys.stderr.begin()
    shell = InteractiveShell.instance()
    result = await shell.run_cell_async(
        code, store_history=True, transformed_cell=shell.transform_cell(code)
    )
    _say("done", ok=bool(result.success))


def receive(text, buffers):
    """Give a comm's message to its widget, and say when it has been dealt with."""
    message = json.loads(text)
    message["buffers"] = [b.to_memoryview() for b in buffers]
    _now["parent"] = message["id"]
    try:
        getattr(comm.get_comm_manager(), message["kind"])(None, None, message)
    finally:
        _say("idle")
        _now["parent"] = ""


def complete(identity, code, cursor):
    """Say which names could stand at the cursor."""
    line = code[code.rfind("\n", 0, cursor) + 1 : cursor]
    text, matches = InteractiveShell.instance().complete("", line, len(line))
    _say("completed", id=identity, text=text, matches=matches[:200])
