"""The programs of the bug hunt by name: a new one is a new module, named in `content.lessons`."""

from difflib import get_close_matches
from importlib import import_module

from helpers.exercises.checker.exercise import Hunt
from helpers.exercises.content.lessons import LESSONS

HUNTS: dict[str, Hunt] = {
    name: import_module(f"{__name__}.{name.replace('-', '_')}").HUNT
    for lesson in LESSONS.values()
    for name in lesson.hunts
}
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
