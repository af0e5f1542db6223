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
from tools.normalise import read
from tools.site_pages.markdown import Writer, coloured

HEIGHTS = Path(__file__).resolve().parents[2] / "site" / "live" / "heights.json"
# A function that a cell calls by its name, and its first argument where that is a text.
CALL = re.compile(r'(?<![\w.])(\w+)\((?:"([^"]+)")?')
STYLE = re.compile(r"<style>(.*?)</style>", re.DOTALL)
Picture = namedtuple("Picture", "file alt image")  # which a cell has stored


class Lesson:
    """One stored notebook, of the form that tests/notebooks/test_rules.py holds.

    `pictures` are all that it stores, and `headings` those of its `Writer`, once `html` was called.
    """

    def __init__(self, path):
        self.path, self.name, self.number = path, path.stem, path.stem[:2]
        self.former = [old for old, new in MOVED.items() if new == self.name]
        self.cells = read(path).cells
        self.code = [cell for cell in self.cells if cell.cell_type == "code"]
        first = self.cells[0].source
        question = first.splitlines()[0].removeprefix("# ")
        self.minutes = int(re.search(r"About (\d+) minutes", first)[1])
        goals = [goal.rstrip(";.") for goal in re.findall(r"^- (.+)", first, re.MULTILINE)]
        self.title, *self.goals = map(Writer().line, [question, *goals])
        self.pictures = []

    def html(self, template):
        """Return the cells as HTML, written by templates/cell.html, and their style sheets.

        A ValueError names the cell that cannot be shown.
        """
        writer, written = Writer(), []
        self.headings = writer.headings
        for cell in self.cells:
            try:
                written.append(self._cell(cell, template, writer.html))
            except Exception as problem:
                words = f"{type(problem).__name__}: {problem}"
                raise ValueError(f"{self.path}, cell {cell.id}: {words}") from problem
        whole = "".join(written)
        return Markup(STYLE.sub("", whole)), list(dict.fromkeys(STYLE.findall(whole)))

    def _cell(self, cell, template, markdown):
        pictures = {
            n: self._picture(cell.id, n, output)
            for n, output in enumerate(cell.get("outputs", []))
            if "image/png" in output.get("data", {})
        }
        self.pictures += pictures.values()
        return template.render(
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

    def _picture(self, cell_id, n, output):
        alt = output.metadata["image/png"]["alt"]
        image = Image.open(io.BytesIO(base64.b64decode(output.data["image/png"])))
        suffix = f"-{n}" if n else ""
        return Picture(f"{self.number}-{cell_id}{suffix}.webp", alt, image)


def reserved(page, cell):
    """Return the style that keeps the room that `tools.lite.heights` has measured for a widget."""
    wide, narrow = json.loads(HEIGHTS.read_text("utf-8")).get(page, {}).get(cell, (0, 0))
    return Markup(f' style="--wide: {wide}px; --narrow: {narrow}px"' if wide else "")
