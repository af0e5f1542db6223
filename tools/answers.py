"""Print the answers to the predictions and the wrong lines of the hunts, for whoever teaches.

    python -m tools.answers        every lesson
    python -m tools.answers 05     one of them

They stand in no file, so that no student comes across them.
"""

import argparse

from helpers.exercises.content.hunts import HUNTS
from helpers.exercises.content.lessons import LESSONS
from helpers.exercises.content.questions import questions_of


def answers(lesson):
    """Return the answers of one lesson as text: of its predictions, and its hunts' wrong lines.

    >>> print(answers("00").splitlines()[0])
    # Lesson 00
    """
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
    """Print what is asked for."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("lesson", nargs="?", choices=LESSONS, help="such as 05; default: all")
    asked = parser.parse_args(arguments).lesson
    print("\n".join(answers(lesson) for lesson in ([asked] if asked else LESSONS)), end="")


if __name__ == "__main__":
    main()
