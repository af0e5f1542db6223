"""What exercises and hunts are made of: plain data, so that adding one is adding data only."""

import functools
import inspect
import re
from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np

from helpers.arguments import read_count


@dataclass(frozen=True)
class Tolerance:
    """How close is close: (relative, absolute) for each float format the inputs come in.

    A naive answer in float16 is several per cent off without being wrong, so each format has its
    own pair. The narrowest float among the arguments decides.
    """

    float64: tuple[float, float] = (1e-9, 1e-300)
    float32: tuple[float, float] = (1e-4, 1e-38)
    float16: tuple[float, float] = (3e-2, 1e-6)

    def of(self, args: tuple) -> tuple[float, float]:
        """Return (rtol, atol) for these arguments."""
        return getattr(self, float_format(args))


def float_format(args: tuple) -> str:
    """Return the name of the narrowest format of floats among the arguments."""
    formats = {np.asarray(a).dtype.char for a in args}  # `dtype.name` takes 9 µs
    return "float16" if "e" in formats else "float32" if "f" in formats else "float64"


#: For logarithms, where the natural error is that of the logits: absolute, not relative.
LOGARITHMS = Tolerance(float64=(1e-9, 1e-9), float32=(1e-4, 1e-3), float16=(1e-2, 5e-2))


#: For probabilities: 1 minus the others is as right as a quotient, and exact only to the last digit
#: of 1.
PROBABILITIES = Tolerance(float64=(1e-9, 1e-15), float32=(1e-4, 4e-7), float16=(3e-2, 2e-3))


@dataclass(frozen=True)
class Mistake:
    """A wrong answer that people really give."""

    id: str  # a name, before it the number of those that are known from textbooks and forums
    codes: tuple[Callable, ...]  # each way of writing it that gives other numbers
    sentence: str  # what was done and why it goes wrong; backticks mark code
    found_in: str = "a slip every class makes"
    called: str = ""  # the name in words, where the id without its hyphens would not read well

    @property
    def name(self) -> str:
        """The id in words, without its number."""
        return self.called or re.sub(r"^\d+ ", "", self.id.replace("-", " "))


@dataclass(frozen=True, eq=False)
class Exercise:
    """One exercise: what is asked, how it is checked, what goes wrong, and help in three steps."""

    name: str  # the name given to `check`
    statement: str  # what is asked, with the shapes and formats it promises
    shown: str  # what a reader has shown once their function is right
    reference: Callable  # the right answer in float64; a tuple when there are several
    cases: list[tuple]  # hidden inputs: arrays, numbers, or functions with a telling `__name__`
    hints: tuple[str, str, str]  # each says more than the one before
    solution: str  # its source
    why: str  # why it is one
    mistakes: tuple[Mistake, ...]
    tolerance: Tolerance = field(default_factory=Tolerance)
    normal_form: Callable | None = None  # brings answers that count as equal to one form
    compared_as: str = ""  # what the normal form is, in words
    parts: tuple[str, ...] = ()  # what the results are called, where there are several

    def __post_init__(self) -> None:
        # The reported failure is the first, so the order decides that it is also the smallest.
        self.cases.sort(key=lambda args: sum(np.size(a) for a in args))

    @property
    def parameters(self) -> tuple[str, ...]:
        """Names of the arguments, as the statement uses them."""
        return tuple(inspect.signature(self.reference).parameters)

    @functools.cached_property
    def labels(self) -> list[bool]:
        """Say of each argument whether it is whole numbers in all inputs, as labels are."""
        return [all(column) for column in zip(*map(_whole, self.cases), strict=True)]

    def has_floats(self, args: tuple) -> bool:
        """Say whether no other argument than the labels is whole numbers."""
        return _whole(args) == self.labels


def _whole(args: tuple) -> list[bool]:
    return [isinstance(a, np.ndarray) and a.dtype.kind in "iu" for a in args]


@dataclass(frozen=True)
class Hunt:
    """A small program with one mistake that somebody published, and all that is said about it.

    Of its lines (code, reply) is right: the reply says what it does, and why that is fine.
    (code, reply, mended) may be accused: the reply says why, and `mended` what it should say. An
    empty line is ("",).
    """

    name: str  # the mistake, as exercises name it where they know it
    symptom: str  # a name that a cell can show without telling the answer ("stuck-loss")
    title: str  # the symptom in a few words, shown before the mistake is found
    lines: tuple[tuple[str, ...], ...]
    hint: str  # where to look, without the line
    story: str  # where it was found, and what it does to people
    found_in: str
    catch: str  # code that runs after the program, passes for the mended one, and would have failed
    moral: str  # a sentence about that code
    drawing: str = ""  # code of the cell below the program, which draws what it has computed

    @property
    def program(self) -> str:
        """The program as it stands in the notebook."""
        return "\n".join(line[0] for line in self.lines)

    @property
    def mended(self) -> str:
        """The program without the mistake."""
        return "\n".join(line[2] if len(line) == 3 else line[0] for line in self.lines)

    @property
    def wrong(self) -> frozenset[int]:
        """The numbers of the lines that may be accused, counted from 1."""
        return frozenset(n for n, line in enumerate(self.lines, 1) if len(line) == 3)

    def reply(self, number: int) -> str:
        """Return what is said of this line; TypeError or ValueError if there is no such line."""
        line = self.lines[read_count(number, "line", at_most=len(self.lines)) - 1]
        return line[1] if len(line) > 1 else "An empty line does nothing, right or wrong."
