"""The predictions of the course by name, out of the cells, so that no reveal stands in them."""

from difflib import get_close_matches
from importlib import import_module

from helpers.exercises.content.lessons import LESSONS


def question(name):
    """Return what `predict` needs to ask the question of this name.

    Parameters
    ----------
    name : str
        Such as "01-ratio": the lesson, and a word.

    Returns
    -------
    dict
        `question`, `options`, `answer`, `reveal`, and `kept_as` where it has moved.

    Raises
    ------
    ValueError
        If the course has no question of this name; the message lists the nearest.

    Examples
    --------
    >>> question("01-ratio")["answer"]
    'It stays the same.'
    """
    known = all_questions()
    if name not in known:
        near = ", ".join(get_close_matches(str(name), known, n=3, cutoff=0.4)) or ", ".join(known)
        raise ValueError(f"name: no question of the course is called {name!r}; there is {near}")
    return known[name]


def all_questions():
    """Return every question of the course: name -> what `predict` needs."""
    found = {}
    for lesson in LESSONS:
        found |= questions_of(lesson)
    return found


def questions_of(lesson):
    """Return the questions of one lesson, such as "01"."""
    return import_module(f"{__name__}.{LESSONS[lesson].questions}").QUESTIONS
