"""Call a reader's function so that nothing it does escapes: errors, prints, endless loops.

What it leaves behind in the kernel is put back.
"""

import builtins
import contextlib
import inspect
import io
import operator
import signal
import sys
import threading
import time
import traceback
import warnings
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from types import CodeType

import numpy as np

#: Seconds one call may take. Hidden inputs are small: a right answer needs about a millisecond,
#: ten times that in Pyodide.
TIME_LIMIT = 3.0


class TimeUp(BaseException):
    """Raised inside the reader's function; not an Exception, so that theirs do not swallow it."""


@dataclass(eq=False)
class Called:
    """What one call did: a value or an error, and what it left behind."""

    args: tuple  # as they were before it
    value: object = None
    error: BaseException | None = None
    line: str = ""  # where in the reader's code the error was raised, in words
    changed: tuple[int, ...] = ()  # which arguments were changed in place
    warned: tuple[str, ...] = ()
    printed: str = ""
    replaced: Sequence[str] = ()  # names of NumPy that the call had put something else under
    right: bool = False

    @property
    def stopped(self) -> bool:
        """Whether the call was cut off, so that further calls make no sense."""
        return isinstance(self.error, TimeUp | KeyboardInterrupt)


def code_of(function: Callable) -> CodeType | None:
    """Return the code of a function, below its decorators; None for what is built in."""
    return getattr(inspect.unwrap(function), "__code__", None)


@contextlib.contextmanager
def time_limit(seconds: float | None, function: Callable):
    """Raise TimeUp in this thread once `seconds` are over; None is no limit.

    On Unix and in the main thread an alarm does it, elsewhere (Windows, Pyodide) a trace function.
    Not ended: one long call inside NumPy (interrupt the kernel) and, where there are no alarms, a
    loop that catches everything (on the live page: *Stop*, which keeps the code).
    """
    code, own = code_of(function), getattr(inspect.unwrap(function), "__globals__", None)
    main = threading.current_thread() is threading.main_thread()
    alarms = code and main and hasattr(signal, "setitimer") and sys.platform != "emscripten"
    if seconds is None or sys.gettrace() is not None:  # a debugger is at work: leave it alone
        yield
    elif alarms and not signal.getitimer(signal.ITIMER_REAL)[0]:

        def end(number, frame):
            # Where the function has ended already, what runs is what comes after it.
            if any(f.f_code is code for f, _ in traceback.walk_stack(frame)):
                raise TimeUp

        before = signal.signal(signal.SIGALRM, end)
        # Again and again, as the loop may catch the error: in the end it is raised outside its try.
        signal.setitimer(signal.ITIMER_REAL, seconds, 0.01)
        try:
            yield
        finally:
            signal.setitimer(signal.ITIMER_REAL, 0)
            signal.signal(signal.SIGALRM, before)
    else:
        over = time.perf_counter() + seconds

        def watch(frame, event, arg):
            # The reader's own code shares its globals; an import inside it runs at full speed.
            if own is not None and frame.f_globals is not own:
                return None
            frame.f_trace_opcodes = True  # `while True: pass` on one line makes no line events
            if time.perf_counter() > over:
                raise TimeUp
            return watch

        sys.settrace(watch)
        try:
            yield
        finally:
            sys.settrace(None)


def call(function: Callable, args: tuple, seconds: float | None = TIME_LIMIT) -> Called:
    """Call the function on copies of the arguments and tell what happened; never raises.

    What it prints is held back and kept for the report: some twenty inputs are tried, and the
    print of the one that fails is the one wanted.
    """
    mine = tuple(map(_copied, args))
    outcome = Called(args)
    prints = io.StringIO()
    prints.close = lambda: None  # it stays open, whatever the function does to stdout
    with (
        warnings.catch_warnings(record=True) as caught,
        # What underflows is 0, and NumPy itself does not speak of it.
        np.errstate(all="warn", under="ignore"),
        kernel_restored() as replaced,
    ):
        warnings.simplefilter("always")
        try:
            with (
                contextlib.redirect_stdout(prints),
                contextlib.redirect_stderr(prints),
                time_limit(seconds, function),
            ):
                value = function(*mine)
            if inspect.iscoroutine(value):
                value.close()  # or Python warns on stderr that it was never awaited
            several = type(value) in (tuple, list)
            # Copies: a function may return the same buffer at every call.
            outcome.value = type(value)(map(_copied, value)) if several else _copied(value)
        except BaseException as error:
            outcome.line = _line(error, function)
            outcome.error = error.with_traceback(None)  # else it keeps the reader's frames alive
    outcome.replaced = replaced
    outcome.changed = tuple(
        i for i, (a, b) in enumerate(zip(args, mine, strict=True))
        if isinstance(a, np.ndarray) and not np.array_equal(a, b)
    )  # fmt: skip
    warned = (str(w.message) for w in caught if not issubclass(w.category, ResourceWarning))
    outcome.warned = tuple(dict.fromkeys(warned))
    outcome.printed = prints.getvalue()
    return outcome


def _copied(value: object) -> object:
    return value.copy() if isinstance(value, np.ndarray) else value


def _line(error: BaseException, function: Callable) -> str:
    """Say which line of the reader's own code raised; paths would differ between machines."""
    code = code_of(function)
    frames = traceback.extract_tb(error.__traceback__)
    frames = [f for f in frames if code and f.filename == code.co_filename]
    if not frames:
        return ""
    last = frames[-1]
    where = f"line {last.lineno - code.co_firstlineno + 1}"
    if last.lineno < code.co_firstlineno or last.name != code.co_name:
        where = f"`{last.name}`"
    return f"{where}: `{last.line}`" if last.line else where


@contextlib.contextmanager
def kernel_restored():
    """Put NumPy's names back, which are yielded, close figures, and refuse `input()` meanwhile."""
    names, figures, asks = dict(vars(np)), _figures(), builtins.input
    replaced: list[str] = []
    builtins.input = _refused
    try:
        yield replaced
    finally:
        builtins.input = asks
        for number in _figures() - figures:
            sys.modules["matplotlib.pyplot"].close(number)
        now = vars(np)
        same = len(now) == len(names)
        if not (same and all(map(operator.is_, now.values(), names.values()))):  # in C: 600 names
            replaced += [name for name, value in names.items() if now.get(name) is not value]
            now.update({name: names[name] for name in replaced})


def _figures() -> set[int]:
    pyplot = sys.modules.get("matplotlib.pyplot")  # it is not imported for this
    return set() if pyplot is None else set(pyplot.get_fignums())


def _refused(prompt: object = "") -> str:
    raise RuntimeError("input() has nobody to ask: the function gets all it needs as arguments")
