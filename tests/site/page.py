"""A page read, and what is wrong about its form or about a formula in it."""

from html.parser import HTMLParser

from bs4 import BeautifulSoup

VOID = {"area", "br", "col", "hr", "img", "input", "link", "meta", "source", "wbr"}
# What would end a paragraph, and so tear it apart.
BLOCKS = {"p", "div", "ul", "ol", "dl", "pre", "table", "figure", "details", "section", "h2", "h3"}
# MathML Core, as far as formulas use it. Anything else is not drawn as it is meant.
CORE = {
    "math", "mrow", "mi", "mn", "mo", "mtext", "mspace", "msqrt", "mstyle", "mphantom", "mtable",
    "mtr", "mtd", "mfrac", "msub", "msup", "munder", "mover", "mroot", "msubsup", "munderover",
}  # fmt: skip


def parsed(path):
    """Return a page as BeautifulSoup reads it, leniently."""
    return BeautifulSoup(path.read_text(encoding="utf-8"), "html.parser")


class Form(HTMLParser):
    """Reads a page strictly; `wrong` says what a browser would have to guess."""

    def __init__(self, text):
        super().__init__()
        self.open, self.wrong = [], []
        self.feed(text)
        self.close()
        self.wrong += [f"{tag} is not closed" for tag in self.open]

    def handle_starttag(self, tag, attributes):
        names = [name for name, _ in attributes]
        if len(set(names)) < len(names):
            self.wrong.append(f"{tag} has an attribute twice: {names}")
        if (tag in BLOCKS and "p" in self.open) or (tag == "a" and "a" in self.open):
            self.wrong.append(f"{tag} stands in {self.open}")
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        if not self.open or self.open.pop() != tag:
            self.wrong.append(f"/{tag} closes something else")


def wrong_in(math):
    """Return what is wrong about a formula; nothing if it can be drawn."""
    wrong = [f"{part.name} is not drawn" for part in math.find_all() if part.name not in CORE]
    for part in math.find_all(["mi", "mn", "mo", "mtext"]):
        # A brace that is open on one side has an empty fence on the other.
        if part.get("fence") != "true" and not part.get_text().strip(" "):
            wrong.append(f"an empty {part.name}")
    if "$" in math.get_text() or "\\" in math.get_text():
        wrong.append(f"TeX is left: {math.get_text()}")
    return wrong
