"""A page read strictly: what is open is closed, and nothing stands where it may not."""

from html.parser import HTMLParser

VOID = {"area", "br", "col", "hr", "img", "input", "link", "meta", "source", "wbr"}
# What would end a paragraph, and so tear it apart.
BLOCKS = {"p", "div", "ul", "ol", "dl", "pre", "table", "figure", "details", "section", "h2", "h3"}
# MathML Core, as far as formulas use it. Anything else is not drawn as it is meant.
CORE = {
    "math", "mrow", "mi", "mn", "mo", "mtext", "mspace", "msqrt", "mstyle", "mphantom", "mtable",
    "mtr", "mtd", "mfrac", "msub", "msup", "munder", "mover", "mroot", "msubsup", "munderover",
}  # fmt: skip
# Here a dollar sign or a backslash is meant.
VERBATIM = {"pre", "code", "script", "style", "title"}


class Element:
    """An element with its attributes, children, and the text directly in it."""

    def __init__(self, tag, attributes, parent):
        self.tag, self.parent = tag, parent
        self.attributes = dict(attributes)
        self.children, self.pieces = [], []

    def find(self, *tags, style=None):
        """Return all elements below with one of these tags, or of this class."""
        found = []
        for child in self.children:
            classes = (child.attributes.get("class") or "").split()
            if (not tags or child.tag in tags) and (style is None or style in classes):
                found.append(child)
            found += child.find(*tags, style=style)
        return found

    def words(self, without=()):
        """Return the text within, without that in elements of these tags."""
        if self.tag in without:
            return ""
        return "".join(p if isinstance(p, str) else p.words(without) for p in self.pieces)


class Page(HTMLParser):
    """A page, with what is wrong about its form in `wrong`."""

    def __init__(self, path):
        super().__init__(convert_charrefs=True)
        self.path = path
        self.wrong = []
        self.root = self._here = Element("#", [], None)
        self.feed(path.read_text(encoding="utf-8"))
        self.close()
        if self._here is not self.root:
            self.wrong.append(f"{self._here.tag} is not closed")

    def handle_decl(self, declaration):
        """Note the doctype."""
        self.doctype = declaration

    def handle_starttag(self, tag, attributes):
        """Open an element."""
        names = [name for name, _ in attributes]
        if len(set(names)) < len(names):
            self.wrong.append(f"{tag} has an attribute twice: {names}")
        if tag in BLOCKS and self._within("p"):
            self.wrong.append(f"{tag} stands in a paragraph")
        if tag == "a" and self._within("a"):
            self.wrong.append("a link stands in a link")
        element = Element(tag, attributes, self._here)
        self._here.children.append(element)
        self._here.pieces.append(element)
        if tag not in VOID:
            self._here = element

    def handle_endtag(self, tag):
        """Close it."""
        if tag != self._here.tag:
            self.wrong.append(f"/{tag} closes {self._here.tag}")
        self._here = self._here.parent or self.root

    def handle_data(self, data):
        """Take text."""
        self._here.pieces.append(data)

    def find(self, *tags, style=None):
        """Return all elements with one of these tags, or of this class."""
        return self.root.find(*tags, style=style)

    def ids(self):
        """Return every id."""
        return [e.attributes["id"] for e in self.root.find() if "id" in e.attributes]

    def _within(self, tag):
        element = self._here
        while element and element.tag != tag:
            element = element.parent
        return element is not None


def wrong_in(math):
    """Return what is wrong about a formula; nothing if it can be drawn."""
    wrong = [f"{part.tag} is not drawn" for part in math.find() if part.tag not in CORE]
    for part in math.find("mi", "mn", "mo", "mtext"):
        # A brace that is open on one side has an empty fence on the other.
        if part.attributes.get("fence") != "true" and not part.words().strip(" "):
            wrong.append(f"an empty {part.tag}")
    if "$" in math.words() or "\\" in math.words():
        wrong.append(f"TeX is left: {math.words()}")
    return wrong
