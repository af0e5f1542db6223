"""A page read, and what is wrong about its form or about a formula in it."""

import re

from bs4 import BeautifulSoup

TAG = re.compile(r"</?[a-z]\w*")
# What would end a paragraph and so tear it apart, and a link in a link.
TORN = "p :is(p, div, ul, ol, dl, pre, table, figure, details, section, h2, h3), a a"
# MathML Core, as far as formulas use it. Anything else is not drawn as it is meant.
CORE = {
    "math", "mrow", "mi", "mn", "mo", "mtext", "mspace", "msqrt", "mstyle", "mphantom", "mtable",
    "mtr", "mtd", "mfrac", "msub", "msup", "munder", "mover", "mroot", "msubsup", "munderover",
}  # fmt: skip


def parsed(path):
    """Return a page as BeautifulSoup reads it, if a browser would have nothing to guess."""

    def twice(attributes, name, value):
        raise AssertionError(f"{path}: the attribute {name} stands twice, in {attributes}")

    text = path.read_text(encoding="utf-8")
    page = BeautifulSoup(text, "html.parser", on_duplicate_attribute=twice)
    # Where an end is missing or in the wrong place, BeautifulSoup puts one.
    assert TAG.findall(str(page)) == TAG.findall(text), path
    assert page.select(TORN) == [], path
    return page


def wrong_in(math):
    """Return what is wrong about a formula; nothing if it can be drawn."""
    wrong = [f"{part.name} is not drawn" for part in math.find_all() if part.name not in CORE]
    for part in math.find_all(["mi", "mn", "mo", "mtext"]):
        # A brace that is open on one side has an empty fence on the other.
        if part.get("fence") != "true" and not part.get_text().strip(" "):
            wrong.append(f"an empty {part.name}")
    return wrong
