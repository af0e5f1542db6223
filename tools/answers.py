"""Print the answers to the predictions and the wrong lines of the hunts, for whoever teaches.

    python -m tools.answers        every lesson
    python -m tools.answers 05     one of them

They stand in no file, so that no student comes across them.
"""

import argparse
import sys

from helpers.exercises.content.hunts import HUNTS
from helpers.exercises.content.lessons import LESSONS
from helpers.exercises.content.questions import questions_of


def answers(lesson):
    """Return the answers of one lesson as text.

    Parameters
    ----------
    lesson : str
        Such as "05".

    Returns
    -------
    str
        Each question with its answer and what is told after it; each hunt with its wrong lines.

    Raises
    ------
    ValueError
        When there is no such lesson; the message lists them.

    Examples
    --------
    >>> print(answers("00").splitlines()[0])
    # Lesson 00
    """
    if lesson not in LESSONS:
        raise ValueError(f"lesson: expected one of {', '.join(LESSONS)}, got {lesson!r}")
    lines = [f"# Lesson {lesson}"]
    for name, asked in questions_of(lesson).items():
        lines += ["", f"## {name}", "", asked["question"], ""]
        lines += [f"**{asked['answer']}** {asked['reveal']}"]
    for name in LESSONS[lesson].hunts:
        hunt = HUNTS[name]
        code = hunt.program.split("\n")
        lines += ["", f"## {hunt.title}", ""]
        lines += [f"Line {n}: `{code[n - 1].strip()}`" for n in sorted(hunt.wrong)]
        lines += ["", hunt.story]
    return "\n".join(lines) + "\n"


def main(arguments=None):
    """Print what is asked for; return 0, or 2 for a lesson that does not exist."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("lessons", nargs="*", help="such as 05; default: every lesson")
    try:
        texts = [answers(lesson) for lesson in parser.parse_args(arguments).lessons or LESSONS]
    except ValueError as problem:
        print(problem, file=sys.stderr)
        return 2
    print("\n".join(texts), end="")
    return 0


if __name__ == "__main__":
    sys.exit(main())
