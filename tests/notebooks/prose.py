"""The numbers that a lesson's prose states, and the numbers that its code has computed.

Prose is what stands in Markdown cells and in the strings of a prediction. A number in it is held
when the same digits come out of a code cell of the lesson, by rounding; see test_prose.py.
"""

import ast
import re

from helpers.exercises.content.questions import question
from tests.notebooks.lessons import calls, code, markdown, nodes, output_texts

# What is no statement about a value: code, link targets, tags, sources, and names like float16.
NOT_STATED = (
    r"```.*?```",
    r"`[^`]*`",
    r"(?<=\])\([^)]*\)",
    r"<[^>]+>",
    r"\b(issues?|pull requests?|PR|question|section|chapter|page|exercise|lessons?|RFC)s? "
    r"#?\d[\d.]*((,| and| or|, and) \d[\d.]*)*",
    r"\b(Stack Overflow|Stack Exchange|Cross Validated|arXiv|doi),? \d[\w./]*",
    r"#\d+",
    r"\bAbout \d+ minutes\b",
    r"\b(1[89]|20)\d\d\b(?!\.\d)",
    r"_\{[^}]*\}",
)
# Powers of ten as mathematics writes them, to be read as 1.5e4; 10^4 alone is 1e4.
POWERS = (
    (r"(?<=[\d.])\s*(?:\\times|\\cdot|×|·)\s*10\^\{?(-?\d+)\}?", r"e\1"),
    (r"(?<![\w.])10\^\{?(-?\d+)\}?", r"1e\1"),
)
SIGN = r"(?:(?:(?<=[\s(\[=,{$|;:])|^)-)?"  # not the minus of a subtraction
NUMBER = re.compile(
    SIGN + r"(?<![\w.^\\])\d+(?:\.\d+)?(?:[eE][-+]?\d+)?(?![\w]|\.\d)(?:\s*\\?%)?", re.MULTILINE
)
COMPUTED = re.compile(r"(?<![\w.])[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?(?![\w])")
PER_CENT = re.compile(r"(?<![\w.])[-+]?\d+(?:\.\d+)?(?=\s?%)")


def prose(notebook):
    """Return the (cell id, text) pairs of everything that is said in words, without code."""
    said = [(cell.id, cell.source) for cell in markdown(notebook)]
    for cell in code(notebook):
        for call in calls(cell, "predict"):
            parts = question(call.args[0].value)
            parts = [*parts.values(), *parts.get("options", [])]
            said += [(cell.id, part if isinstance(part, str) else repr(part)) for part in parts]
    return [(cell, without(NOT_STATED[:4], text)) for cell, text in said]


def without(patterns, text):
    for pattern in patterns:
        text = re.sub(pattern, " ", text, flags=re.DOTALL)
    return text


def stated(text):
    """Return the numbers of a text that look computed: more than a small count."""
    text = re.sub(r"(?<=\d)(\\,|\{,\})(?=\d{3})", "", without(NOT_STATED, text)).replace("−", "-")
    for pattern, plain in POWERS:
        text = re.sub(pattern, plain, text)
    computed = re.compile(r"[.eE]|[1-9]\d\d")
    return [number for number in NUMBER.findall(text) if computed.search(number)]


def agrees(number, value):
    """Return whether `value`, rounded to the digits of a number as written, is this number."""
    digits = number.rstrip("% \\").removeprefix("-")
    if number.startswith("-") and not value < 0:
        return False
    size = abs(value) * (100 if number.endswith("%") else 1)
    mantissa, _, power = digits.lower().partition("e")
    decimals = len(mantissa.partition(".")[2])
    if power:
        return f"{size:.{decimals}e}" == f"{mantissa}e{int(power):+03d}"
    return f"{size:.{decimals}f}" == digits


def computed(notebook):
    """Return every number that code cells print or are given, predictions left out.

    A prediction states an answer; it does not compute one.
    """
    values = set()
    for cell in code(notebook):
        if calls(cell, "predict"):
            continue
        for text in output_texts(cell):
            text = text.replace("−", "-")
            values.update(map(float, COMPUTED.findall(text)))
            # 96.9% is 0.969 as well: printed with Python's "%", stated with a per cent sign.
            values.update(round(float(found) / 100, 12) for found in PER_CENT.findall(text))
        literals = [
            ast.unparse(n) for n in nodes(cell) if isinstance(n, (ast.Constant, ast.UnaryOp))
        ]
        values.update(float(text) for text in literals if COMPUTED.fullmatch(text))
    return values


def unheld(notebook, listed=()):
    """Return (cell id, number as written) of what no cell computes and no entry lists."""
    values = computed(notebook)
    return [
        (cell, number)
        for cell, text in prose(notebook)
        for number in stated(text)
        if (cell, number) not in listed and not any(agrees(number, value) for value in values)
    ]
