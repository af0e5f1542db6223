"""The cells of a lesson as HTML: what they say, what their code is, what it has put out."""

import ast
import json
import re
from contextlib import contextmanager
from functools import cache
from html import escape
from pathlib import Path

import helpers.panels
from tools.answers import of_hunt, of_prediction
from tools.site_pages.markdown import Writer, coloured
from tools.site_pages.needs import needs

HEIGHTS = Path(__file__).resolve().parents[2] / "site" / "live" / "heights.json"
STYLE = re.compile(r"<style>(.*?)</style>", re.DOTALL)
ANSI = re.compile(r"\x1b\[[0-9;]*m")
# What predict() and its like say last in a stored notebook. On a page there is nothing to run.
RUN = re.compile(r"\n*\*Run this cell([^*]*)\*\s*$")
# By the function that asks: what the folded answer is called, and what it is.
ANSWERS = {
    "predict": ("Guess first, then look at the answer", of_prediction),
    "hunt": ("Look first, then see the line", of_hunt),
}


class Cells:
    """Writes the cells of one lesson with a `tools.site_pages.markdown.Writer`."""

    def __init__(self, lesson, writer):
        self.lesson, self.writer = lesson, writer
        self.styles = []  # the style sheets that outputs brought along, each once

    def html(self):
        """Return the whole lesson; ValueError names notebook and cell where one cannot be shown."""
        written = []
        for cell in self.lesson.cells:
            with named(self.lesson, cell):
                written.append(self._cell(cell))
        return "\n".join(written)

    def code(self):
        """Return what a live page has to know of each code cell, in the order of `html`."""
        cells = [c for c in self.lesson.cells if c.cell_type == "code" and c.source.strip()]
        return [
            {
                "id": cell.id,
                "code": cell.source,
                "needs": needed,
                "widget": any(_is_live(output) for output in cell.outputs),
                "fails": "raises-exception" in cell.metadata.get("tags", []),
            }
            for cell, needed in zip(cells, needs([cell.source for cell in cells]))
        ]

    def _cell(self, cell):
        mark = " optional" if "optional" in cell.metadata.get("tags", []) else ""
        if cell.cell_type == "markdown":
            return f'<div class="text{mark}">\n{self.writer.html(cell.source)}</div>'
        if cell.cell_type != "code" or not cell.source.strip():
            return ""
        shown = [self._output(cell, n, output) for n, output in enumerate(cell.outputs)]
        stored = f'<div class="stored"{reserved(self.lesson.name, cell.id)}>{"".join(shown)}</div>'
        code = coloured(cell.source)
        if cell.metadata.get("jupyter", {}).get("source_hidden"):  # folded in JupyterLab too
            fold = f"<summary>Show the program</summary>{code}"
            code = f'<details class="program">{fold}</details>'
        return f'<div class="cell{mark}" id="cell-{escape(cell.id)}">\n{code}{stored}</div>'

    def _output(self, cell, n, output):
        if output.output_type == "stream":
            return _said(output.text, "errors" if output.name == "stderr" else "said")
        if output.output_type == "error":
            return _said(ANSI.sub("", "\n".join(output.traceback)), "errors")
        data = output.data
        if "image/png" in data:
            return self._figure(cell, self.lesson.pictures[cell.id, n])
        if "text/markdown" in data:
            return self._asked(cell, data["text/markdown"])
        if "text/html" in data:
            return self._card(cell, data["text/html"])
        if "text/plain" in data:
            return _said(data["text/plain"], "value")
        raise ValueError(f"nothing can be shown of an output of {', '.join(data)}")

    def _figure(self, cell, picture):
        note = ""
        if calls(cell.source).keys() & set(helpers.panels.__all__):
            note = "<figcaption>It stands still until Python has started.</figcaption>"
        # The file itself is the large picture for a small screen.
        return (
            f'<figure><a href="pictures/{picture.file}" title="The picture alone">'
            f'<img src="pictures/{picture.file}" alt="{escape(picture.alt)}"'
            f' width="{picture.width}" height="{picture.height}" loading="lazy">'
            f"</a>{note}</figure>\n"
        )

    def _asked(self, cell, text):
        """Return what a cell asks you to do, with the answer folded if there is one."""
        asked = self.writer.html(RUN.sub("\n", text))
        kind = "card"
        for function, name in calls(cell.source).items():
            if function in ANSWERS:
                kind = "card asked"
                fold, answer = ANSWERS[function]
                said = f"<summary>{fold}</summary>{self.writer.html(answer(name))}"
                asked += f"<details>{said}</details>"
        if RUN.search(text):
            asked += '<p class="note">You can answer here when Python has started.</p>'
        return f'<div class="{kind}">{asked}</div>\n'

    def _card(self, cell, html):
        for style in STYLE.findall(html):
            if style not in self.styles:
                self.styles.append(style)
        shown = STYLE.sub("", html)
        if re.search(r"<img(?![^>]*\salt=)", shown):
            raise ValueError("a picture in its HTML output has no alt text")
        note = ""
        if calls(cell.source).keys() & {"check", "hint"}:
            note = '<p class="note">Edit the code above and run this cell to have it checked.</p>'
        return f'<div class="card">{shown}{note}</div>\n'


@contextmanager
def named(lesson, cell):
    """Add notebook and cell to what a ValueError says."""
    try:
        yield
    except ValueError as problem:
        raise ValueError(f"{lesson.path}, cell {cell.id}: {problem}") from problem


def anchors(lesson):
    """Return the anchors of a lesson's headings: as JupyterLab names it -> as the page does."""
    writer = Writer()
    for cell in lesson.cells:
        if cell.cell_type == "markdown":
            with named(lesson, cell):
                writer.html(cell.source)
    return writer.anchors


@cache
def heights():
    """Return the heights that `tools.lite.heights` has measured: page -> cell -> two numbers."""
    return json.loads(HEIGHTS.read_text(encoding="utf-8"))


def reserved(page, cell):
    """Return the style that keeps the room for a live widget, in wide and in narrow windows."""
    wide, narrow = heights().get(page, {}).get(cell, (0, 0))
    return f' style="--wide: {wide}px; --narrow: {narrow}px"' if wide else ""


def _is_live(output):
    """Say whether an output is the stored form of a widget: a panel, a question, a hunt."""
    return bool({"image/png", "text/markdown"} & set(output.get("data", {})))


def _said(text, kind):
    return f'<pre class="{kind}">{escape(text.rstrip())}</pre>\n'


def calls(source):
    """Return the functions that a piece of code calls by name: name -> first argument.

    The argument is None where it is no constant.

    >>> calls("check('softmax', f(x))")
    {'check': 'softmax', 'f': None}
    """
    try:
        nodes = ast.walk(ast.parse(source))
    except SyntaxError:
        return {}
    return {
        node.func.id: getattr(node.args[0], "value", None) if node.args else None
        for node in nodes
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
    }
