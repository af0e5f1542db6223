"""Call a reader's function so that nothing it does escapes: errors, prints, endless loops."""

from __future__ import annotations

import contextlib
import inspect
import io
import linecache
import sys
import time
import traceback
import warnings
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

#: Seconds one call may take. Hidden inputs are small: a right answer needs about a millisecond,
#: ten times that in Pyodide.
TIME_LIMIT = 3.0


class TimeUp(BaseException):
    """Raised inside the reader's function; not an Exception, so that theirs do not swallow it."""


@dataclass
class Called:
    """What one call did: a value or an error, and what it left behind."""

    value: object = None
    error: BaseException | None = None
    line: str = ""  # where in the reader's code the error was raised, in words
    changed: tuple[int, ...] = ()  # which arguments were changed in place
    shares_memory: bool = False
    warned: tuple[str, ...] = ()
    printed: str = ""

    @property
    def stopped(self) -> bool:
        """Whether the call was cut off, so that further calls make no sense."""
        return isinstance(self.error, TimeUp | KeyboardInterrupt)


@contextlib.contextmanager
def time_limit(seconds: float | None):
    """Raise TimeUp in this thread once `seconds` are over; None is no limit.

    A trace function is the one way that works in a kernel on Linux, macOS, Windows and in
    Pyodide alike (alarms need Unix, watchdog threads need threads). It looks at the clock at each
    step of Python; one long call inside NumPy is not cut: interrupt the kernel for that.
    """
    # No limit is wanted, or a debugger is at work: leave it alone.
    if seconds is None or sys.gettrace() is not None:
        yield
        return
    end = time.perf_counter() + seconds

    def trace(frame, event, arg):
        frame.f_trace_opcodes = True  # `while True: pass` on one line makes no line events
        if time.perf_counter() > end:
            raise TimeUp
        return trace

    sys.settrace(trace)
    try:
        yield
    finally:
        sys.settrace(None)


def call(function: Callable, args: tuple, seconds: float | None = TIME_LIMIT) -> Called:
    """Call the function on copies of the arguments and tell what happened; never raises.

    What it prints is held back and kept for the report: some twenty inputs are tried, and the
    print of the one that fails is the one wanted.
    """
    mine = tuple(np.copy(a) if isinstance(a, np.ndarray) else a for a in args)
    outcome = Called()
    prints = io.StringIO()
    with warnings.catch_warnings(record=True) as caught, np.errstate(all="warn"):
        warnings.simplefilter("always")
        try:
            with (
                contextlib.redirect_stdout(prints),
                contextlib.redirect_stderr(prints),
                time_limit(seconds),
            ):
                value = function(*mine)
            if inspect.iscoroutine(value):
                value.close()  # or Python warns on stderr that it was never awaited
            outcome.shares_memory = _shares(value, mine)
            outcome.value = _kept(value)
        except BaseException as error:
            outcome.line = _line(error, function)
            outcome.error = error.with_traceback(None)  # else it keeps the reader's frames alive
    pairs = zip(args, mine, strict=True)
    outcome.changed = tuple(i for i, (a, b) in enumerate(pairs) if not _same(a, b))
    outcome.warned = tuple(dict.fromkeys(str(w.message) for w in caught))
    outcome.printed = prints.getvalue()
    return outcome


def _kept(value: object) -> object:
    """Copy arrays, also those of a tuple: a function may hand out the same buffer at every call."""
    if type(value) in (tuple, list):
        return type(value)(_kept(v) if isinstance(v, np.ndarray) else v for v in value)
    return value.copy() if isinstance(value, np.ndarray) else value


def _shares(value: object, args: tuple) -> bool:
    arrays = [a for a in args if isinstance(a, np.ndarray)]
    results = value if type(value) in (tuple, list) else [value]
    return any(
        np.may_share_memory(r, a) for r in results if isinstance(r, np.ndarray) for a in arrays
    )


def _same(before: object, after: object) -> bool:
    if not isinstance(before, np.ndarray):
        return True  # numbers cannot be changed in place
    return before.shape == after.shape and np.array_equal(before, after)


def _line(error: BaseException, function: Callable) -> str:
    """Say which line of the reader's own code raised; paths would differ between machines."""
    code = getattr(inspect.unwrap(function), "__code__", None)
    file = code.co_filename if code else None
    frames = [f for f in traceback.extract_tb(error.__traceback__) if f.filename == file]
    if not frames:
        return ""
    last = frames[-1]
    source = linecache.getline(last.filename, last.lineno).strip()
    where = f"line {last.lineno - code.co_firstlineno + 1}"
    if last.lineno < code.co_firstlineno or last.name != code.co_name:
        where = f"`{last.name}`"
    return f"{where}: `{source}`" if source else where
