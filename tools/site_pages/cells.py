"""A lesson as HTML: what its cells say, what their code is, what it has put out."""

import base64
import io
import json
import re
from collections import namedtuple
from pathlib import Path

from markupsafe import Markup
from PIL import Image

import helpers.panels
from helpers.exercises.content.lessons import MOVED
from tools.answers import of_hunt, of_prediction
from tools.notebook_form import read
from tools.site_pages.markdown import Writer, coloured

HEIGHTS = Path(__file__).resolve().parents[2] / "site" / "live" / "heights.json"
# A function that a cell calls by its name, and its first argument where that is a text.
CALL = re.compile(r'(?<![\w.])(\w+)\((?:"([^"]+)")?')
STYLE = re.compile(r"<style>(.*?)</style>", re.DOTALL)
SHOWN = {"image/png", "text/markdown", "text/html", "text/plain"}


Picture = namedtuple("Picture", "file alt image")  # which a cell has stored


class Lesson:
    """One stored notebook; a ValueError that names it when it cannot become a page.

    `pictures` are all that it stores, and `headings` those of its `Writer`, once `html` was called.
    """

    def __init__(self, path):
        self.path, self.name = path, path.stem
        self.former = [old for old, new in MOVED.items() if new == self.name]
        self.cells = read(path).cells
        self.code = [cell for cell in self.cells if cell.cell_type == "code"]
        self.number = self._found(r"\d\d(?=_)", self.name, "a name that begins with two digits")
        first = self.cells[0].source if self.cells else ""
        question = self._found(r"# (.+)", first, "the title, '# ...', first")
        self.minutes = int(self._found(r"(?s).*\*\*About (\d+) minutes", first, "its minutes"))
        goals = [goal.rstrip(";.") for goal in re.findall(r"^- (.+)", first, re.MULTILINE)]
        try:
            self.title, *self.goals = map(Writer().line, [question, *goals])
        except ValueError as problem:
            raise ValueError(f"{path}, its title or goals: {problem}") from problem
        self.pictures = []

    def _found(self, pattern, text, what):
        found = re.match(pattern, text)
        if not found:
            raise ValueError(f"{self.path}: expected {what}, got {text[:60]!r}")
        return found[found.re.groups]

    def html(self, template):
        """Return the cells as HTML, written by templates/cell.html, and their style sheets."""
        writer, written = Writer(), []
        self.headings = writer.headings
        for cell in self.cells:
            try:
                written.append(self._cell(cell, template, writer.html))
            except (ValueError, OSError) as problem:
                raise ValueError(f"{self.path}, cell {cell.id}: {problem}") from problem
        whole = "".join(written)
        return Markup(STYLE.sub("", whole)), list(dict.fromkeys(STYLE.findall(whole)))

    def _cell(self, cell, template, markdown):
        pictures = {}
        for n, output in enumerate(cell.get("outputs", [])):
            data = output.get("data", {})
            if data and not SHOWN & data.keys():
                raise ValueError(f"nothing can be shown of an output of {', '.join(data)}")
            if "image/png" in data:
                pictures[n] = self._picture(cell.id, n, output)
        self.pictures += pictures.values()
        shown = template.render(
            cell=cell,
            pictures=pictures,
            called=dict(CALL.findall(cell.source)),
            panels=helpers.panels.__all__,
            room=reserved(self.name, cell.id),
            markdown=markdown,
            coloured=coloured,
            of_prediction=of_prediction,
            of_hunt=of_hunt,
        )
        if re.search(r"<img(?![^>]*\salt=)", shown):
            raise ValueError("a picture in its HTML output has no alt text")
        return shown

    def _picture(self, cell_id, n, output):
        alt = output.metadata.get("image/png", {}).get("alt", "").strip()
        if not alt:
            raise ValueError("a picture without alt text; show it with helpers.live")
        image = Image.open(io.BytesIO(base64.b64decode(output.data["image/png"])))
        suffix = f"-{n}" if n else ""
        return Picture(f"{self.number}-{cell_id}{suffix}.webp", alt, image)


def reserved(page, cell):
    """Return the style that keeps the room that `tools.lite.heights` has measured for a widget."""
    wide, narrow = json.loads(HEIGHTS.read_text("utf-8")).get(page, {}).get(cell, (0, 0))
    return Markup(f' style="--wide: {wide}px; --narrow: {narrow}px"' if wide else "")
