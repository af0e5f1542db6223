"""What an exercise is made of: plain data, so that adding one is adding data only."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np


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
        formats = {np.asarray(a).dtype for a in args}
        for name in ("float16", "float32"):
            if np.dtype(name) in formats:
                return getattr(self, name)
        return self.float64


#: For logarithms, where the natural error is that of the logits: absolute, not relative.
LOGARITHMS = Tolerance(float64=(1e-9, 1e-9), float32=(1e-4, 1e-3), float16=(1e-2, 5e-2))


#: For probabilities: 1 minus the others is as right as a quotient, and exact only to the last digit
#: of 1.
PROBABILITIES = Tolerance(float64=(1e-9, 1e-15), float32=(1e-4, 4e-7), float16=(3e-2, 2e-3))


@dataclass(frozen=True)
class Mistake:
    """A wrong answer that people really give.

    Parameters
    ----------
    id : str
        Number and name in the table of misconceptions ("18-shift-cures-log-0"), or a name of our
        own when the table has none.
    codes : tuple of callable
        Every way of writing the mistake that gives other numbers; each has the exercise's
        parameters.
    sentence : str
        What was done and why it goes wrong. Backticks mark code.
    found_in : str
        Where people made it; for names of our own an honest "a slip every class makes".
    called : str
        The name in words, where the id without its hyphens would not read well.
    """

    id: str
    codes: tuple[Callable, ...]
    sentence: str
    found_in: str = "a slip every class makes"
    called: str = ""

    @property
    def name(self) -> str:
        """The id in words, without its number."""
        if self.called:
            return self.called
        words = self.id.split("-")
        return " ".join(words[1:] if words[0].isdigit() else words)


@dataclass(frozen=True)
class Exercise:
    """One exercise: what is asked, how it is checked, what goes wrong, and help in three steps.

    Parameters
    ----------
    name : str
        The name given to ``check``.
    statement : str
        What is asked, with the shapes and formats it promises.
    shown : str
        What a reader has shown once their function is right.
    reference : callable
        The right answer, computed in float64; a tuple of answers when there are several.
    cases : list of tuple
        Hidden inputs: each a tuple of positional arguments: arrays, numbers, or functions whose
        ``__name__`` describes them. Kept from the smallest to the largest.
    hints : tuple of str
        Three, each saying more than the one before.
    solution, why : str
        Source of a solution, and why it is one.
    mistakes : tuple of Mistake
    tolerance : Tolerance
    normal_form : callable, optional
        Brings answers that count as equal to one form before they are compared.
    compared_as : str
        What the normal form is, in words.
    parts : tuple of str
        What the results are called, where the function returns several; empty for one.
    """

    name: str
    statement: str
    shown: str
    reference: Callable
    cases: list[tuple]
    hints: tuple[str, str, str]
    solution: str
    why: str
    mistakes: tuple[Mistake, ...]
    tolerance: Tolerance = field(default_factory=Tolerance)
    normal_form: Callable | None = None
    compared_as: str = ""
    parts: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        # The reported failure is the first, so the order decides that it is also the smallest.
        self.cases.sort(key=lambda args: sum(np.size(a) for a in args))

    @property
    def parameters(self) -> tuple[str, ...]:
        """Names of the arguments, as the statement uses them."""
        return tuple(inspect.signature(self.reference).parameters)
