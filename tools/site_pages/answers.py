"""What a lesson tells you after you have committed a guess; here it is folded away until then."""

from dataclasses import dataclass

from helpers.exercises.checker.words import rounded
from helpers.exercises.content.hunts import find
from helpers.exercises.content.questions import all_questions


@dataclass(frozen=True)
class Answer:
    """An answer as Markdown, and what its fold is called."""

    text: str
    fold: str


def of_prediction(name):
    """Return the answer of a prediction; None if its question stands in the cell itself."""
    known = all_questions().get(name)
    if known is None:
        return None
    answer = known.get("answer")
    said = "" if answer is None else answer if isinstance(answer, str) else rounded(answer)
    text = f"**{said}**\n\n{known['reveal']}" if said else known["reveal"]
    return Answer(text, "Guess first, then look at the answer")


def of_hunt(name):
    """Return where the mistake of a program is; ValueError if there is no such program."""
    program = find(name)
    said = []
    for n in sorted(program.wrong):
        before, reply, after = program.lines[n - 1]
        said += [f"**Line {n}.** {reply}", _code(before)]
        if after != before:
            said += ["It should say", _code(after)]
    said += [f"**The story.** {program.story}", f"*Found in:* {program.found_in}."]
    said += [f"**What would have caught it.** {program.moral}", _code(program.catch)]
    return Answer("\n\n".join(said), "Look first, then see the line")


def _code(text):
    return f"```python\n{text.strip()}\n```"


# By the function that asks.
ANSWERS = {"predict": of_prediction, "hunt": of_hunt}
