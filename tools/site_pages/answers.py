"""What a lesson tells you after you have committed a guess; here it is folded away until then."""

from helpers.exercises.checker.words import rounded
from helpers.exercises.content.hunts import find
from helpers.exercises.content.questions import question


def of_prediction(name):
    """Return the answer of a prediction, as Markdown."""
    asked = question(name)
    answer = asked["answer"]
    said = answer if isinstance(answer, str) else rounded(answer)
    return f"**{said}**\n\n{asked['reveal']}"


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


# By the function that asks: what the fold is called, and what it holds.
ANSWERS = {
    "predict": ("Guess first, then look at the answer", of_prediction),
    "hunt": ("Look first, then see the line", of_hunt),
}
