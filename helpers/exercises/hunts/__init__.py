"""The programs of the bug hunt by name, in the order of the lesson: one module each, all data."""

from difflib import get_close_matches
from importlib import import_module

from helpers.exercises.hunts.program import Hunt

# In the lesson's order. A module is called like its program, with _ for -.
NAMES = (
    "nll-of-probabilities",
    "y-and-p-swapped",
    "double-softmax",
    "shift-cures-log-0",
    "eps-no-op",
    "eps-bias",
    "integer-dtype",
    "one-output-softmax",
    "shift-numerator-only",
    "wrong-axis",
    "no-keepdims",
    "shift-by-batch-max",
    "bias-summed-over-classes",
    "overwritten-row",
    "elementwise-for-matrix",
    "sum-for-mean",
    "half-reg",
    "forgotten-regularisation",
)


def _module(name):
    return import_module(f"{__name__}.{name.replace('-', '_')}")


HUNTS: dict[str, Hunt] = {name: _module(name).HUNT for name in NAMES}


SYMPTOMS: dict[str, Hunt] = {program.symptom: program for program in HUNTS.values()}


def find(name):
    """Return the program with this mistake, or with this symptom.

    Parameters
    ----------
    name : str
        The mistake, such as "double-softmax", or the symptom, such as "stuck-loss", which does
        not tell the answer.

    Returns
    -------
    Hunt

    Raises
    ------
    TypeError
        If the name is no text.
    ValueError
        If no program has this name; the message lists the nearest symptoms.

    Examples
    --------
    >>> find("stuck-loss").title
    'The loss that stops at 1.461'
    """
    if not isinstance(name, str):
        raise TypeError(f"name: expected text such as 'stuck-loss', got {type(name).__name__}")
    program = SYMPTOMS.get(name) or HUNTS.get(name)
    if program is None:
        near = get_close_matches(name, SYMPTOMS, n=3, cutoff=0.4) or SYMPTOMS
        raise ValueError(f"name: no program is called {name!r}; there is {', '.join(near)}")
    return program
