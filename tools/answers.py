"""Print the answers to the predictions and the wrong lines of the hunts, for whoever teaches.

    python -m tools.answers        every lesson
    python -m tools.answers 05     one of them

No notebook holds them. The site's pages do, folded: a click opens them before Python is there.
"""

import argparse
import re
from pathlib import Path

import nbformat

from helpers.exercises.content.hunts import HUNTS, find
from helpers.exercises.content.lessons import LESSONS
from helpers.exercises.content.questions import question

NOTEBOOKS = Path(__file__).resolve().parent.parent / "notebooks"


def of_prediction(name):
    """Return the answer of a prediction, as Markdown."""
    asked = question(name)
    return f"**{asked['answer']}**\n\n{asked['reveal']}"


def of_hunt(name):
    """Return where the mistake of a program is, as Markdown."""
    program = find(name)
    said = []
    for n in sorted(program.wrong):
        before, reply, after = program.lines[n - 1]
        said += [f"**Line {n}.** {reply}", _code(before)]
        if after != before:
            said += ["It should say", _code(after)]
    said += [f"**The story.** {program.story}", f"*Found in:* {program.found_in}."]
    said += [f"**What would have caught it.** {program.moral}", _code(program.catch)]
    return "\n\n".join(said)


def _code(text):
    return f"```python\n{text.strip()}\n```"


def answers(lesson):
    """Return the answers of one lesson as Markdown: of its predictions, and of its hunts.

    A prediction stands under its name and the heading below which the lesson asks it.

    >>> print(answers("00").splitlines()[0])
    # Lesson 00
    """
    (path,) = NOTEBOOKS.glob(f"{lesson}_*.ipynb")
    parts, heading = [f"# Lesson {lesson}"], ""
    for cell in nbformat.read(path, as_version=4).cells:
        if cell.cell_type == "markdown":
            heading = [heading, *re.findall(r"^#+ (.+)$", cell.source, re.MULTILINE)][-1]
        elif asked := re.match(r'predict\("(.+)"\)', cell.source):
            name = asked[1]
            parts += [f"## {name} · {heading}", question(name)["question"], of_prediction(name)]
    for name in LESSONS[lesson].hunts:
        parts += [f"## {HUNTS[name].title}", of_hunt(name)]
    return "\n\n".join(parts) + "\n"


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("lesson", nargs="?", choices=LESSONS, help="such as 05; default: all")
    asked = parser.parse_args().lesson
    print("\n".join(map(answers, [asked] if asked else LESSONS)), end="")
