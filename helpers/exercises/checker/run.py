"""Call a reader's function so that nothing it does escapes: errors, prints, endless loops.

What it leaves behind in the kernel is put back.
"""

from __future__ import annotations

import builtins
import contextlib
import inspect
import io
import linecache
import operator
import signal
import sys
import threading
import time
import traceback
import warnings
from collections.abc import Callable, Iterable
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
    replaced: tuple[str, ...] = ()  # names of NumPy that the call had put something else under

    @property
    def stopped(self) -> bool:
        """Whether the call was cut off, so that further calls make no sense."""
        return isinstance(self.error, TimeUp | KeyboardInterrupt)


@contextlib.contextmanager
def time_limit(seconds: float | None, function: Callable):
    """Raise TimeUp in this thread once `seconds` are over; None is no limit.

    On Unix and in the main thread an alarm does it, elsewhere (Windows, Pyodide) a trace function.
    Not ended: one long call inside NumPy (interrupt the kernel) and, where there are no alarms, a
    loop that catches everything (on the live page: *Stop*, which keeps the code).
    """
    code = getattr(inspect.unwrap(function), "__code__", None)
    main = threading.current_thread() is threading.main_thread()
    alarms = code and main and hasattr(signal, "setitimer") and sys.platform != "emscripten"
    if seconds is None or sys.gettrace() is not None:  # a debugger is at work: leave it alone
        yield
    elif alarms and not signal.getitimer(signal.ITIMER_REAL)[0]:
        before = signal.signal(signal.SIGALRM, lambda number, frame: _end(frame, code))
        # Again and again, as the loop may catch the error: in the end it is raised outside its try.
        signal.setitimer(signal.ITIMER_REAL, seconds, 0.01)
        try:
            yield
        finally:
            signal.setitimer(signal.ITIMER_REAL, 0)
            signal.signal(signal.SIGALRM, before)
    else:
        sys.settrace(_watch(time.perf_counter() + seconds, function))
        try:
            yield
        finally:
            sys.settrace(None)


def _end(frame, code):
    # Where the function has ended already, what runs is what comes after it.
    if any(f.f_code is code for f, _ in traceback.walk_stack(frame)):
        raise TimeUp


def _watch(end: float, function: Callable) -> Callable:
    """Return a tracer that looks at the clock at each step of the reader's own code.

    That shares its globals with `function`: an import inside it runs at full speed.
    """
    own = getattr(inspect.unwrap(function), "__globals__", None)

    def trace(frame, event, arg):
        if own is not None and frame.f_globals is not own:
            return None
        frame.f_trace_opcodes = True  # `while True: pass` on one line makes no line events
        if time.perf_counter() > end:
            raise TimeUp
        return trace

    return trace


def call(function: Callable, args: tuple, seconds: float | None = TIME_LIMIT) -> Called:
    """Call the function on copies of the arguments and tell what happened; never raises.

    What it prints is held back and kept for the report: some twenty inputs are tried, and the
    print of the one that fails is the one wanted.
    """
    mine = tuple(map(_copied, args))
    outcome = Called()
    prints = io.StringIO()
    prints.close = lambda: None  # it stays open, whatever the function does to stdout
    with (
        warnings.catch_warnings(record=True) as caught,
        # What underflows is 0, and NumPy itself does not speak of it.
        np.errstate(all="warn", under="ignore"),
        figures_closed(),
        numpy_restored() as replaced,
    ):
        warnings.simplefilter("always")
        try:
            with (
                contextlib.redirect_stdout(prints),
                contextlib.redirect_stderr(prints),
                input_refused(),
                time_limit(seconds, function),
            ):
                value = function(*mine)
            if inspect.iscoroutine(value):
                value.close()  # or Python warns on stderr that it was never awaited
            outcome.shares_memory = _shares(value, mine)
            outcome.value = _kept(value)
        except BaseException as error:
            outcome.line = _line(error, function)
            outcome.error = error.with_traceback(None)  # else it keeps the reader's frames alive
    outcome.replaced = tuple(replaced)
    pairs = enumerate(zip(args, mine, strict=True))  # numbers cannot be changed in place
    arrays = ((i, a, b) for i, (a, b) in pairs if isinstance(a, np.ndarray))
    outcome.changed = tuple(i for i, a, b in arrays if not np.array_equal(a, b))
    warned = (str(w.message) for w in caught if not issubclass(w.category, ResourceWarning))
    outcome.warned = tuple(dict.fromkeys(warned))
    outcome.printed = prints.getvalue()
    return outcome


def _kept(value: object) -> object:
    """Copy arrays, also those of a tuple: a function may hand out the same buffer at every call."""
    if type(value) in (tuple, list):
        return type(value)(map(_copied, value))
    return _copied(value)


def _copied(value: object) -> object:
    return value.copy() if isinstance(value, np.ndarray) else value


def _shares(value: object, args: tuple) -> bool:
    results = _arrays(value if type(value) in (tuple, list) else [value])
    return any(np.may_share_memory(r, a) for r in results for a in _arrays(args))


def _arrays(values: Iterable) -> list[np.ndarray]:
    return [v for v in values if isinstance(v, np.ndarray)]


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


@contextlib.contextmanager
def numpy_restored():
    """Put names of NumPy back (`np.exp = ...`); yields the list of those that had to be.

    >>> with numpy_restored() as replaced:
    ...     np.exp = np.log
    >>> replaced, float(np.exp(0.0))
    (['exp'], 1.0)
    """
    before = dict(vars(np))
    replaced: list[str] = []
    try:
        yield replaced
    finally:
        now = vars(np)
        same = len(now) == len(before)
        if not (same and all(map(operator.is_, now.values(), before.values()))):  # in C: 600 names
            replaced += [name for name, value in before.items() if now.get(name) is not value]
            now.update({name: before[name] for name in replaced})


@contextlib.contextmanager
def figures_closed():
    """Close the figures opened meanwhile; matplotlib is not imported for it."""
    before = _figures()
    try:
        yield
    finally:
        for number in _figures() - before:
            sys.modules["matplotlib.pyplot"].close(number)


def _figures() -> set[int]:
    pyplot = sys.modules.get("matplotlib.pyplot")
    return set() if pyplot is None else set(pyplot.get_fignums())


@contextlib.contextmanager
def input_refused():
    """Let `input()` raise an error that says why, instead of waiting for an answer."""
    before = builtins.input

    def refused(prompt: object = "") -> str:
        raise RuntimeError("input() has nobody to ask: the function gets all it needs as arguments")

    builtins.input = refused
    try:
        yield
    finally:
        builtins.input = before
