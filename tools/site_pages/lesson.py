"""What a page has to know about a lesson: its question, its minutes, its pictures."""

import ast
import base64
import binascii
import io
import re
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from PIL import Image, UnidentifiedImageError

from tools.notebook_form import read

MINUTES = re.compile(r"\*\*About (\d+) minutes")
# A search engine shows about this much of a description.
DESCRIPTION = 300


@dataclass(frozen=True)
class Picture:
    """A picture that a cell has stored."""

    file: str
    alt: str
    png: bytes
    width: int
    height: int

    def webp(self):
        """Return the same pixels in fewer bytes."""
        target = io.BytesIO()
        Image.open(io.BytesIO(self.png)).save(target, "WEBP", lossless=True, quality=60, method=4)
        return target.getvalue()


@dataclass(frozen=True)
class Lesson:
    """One stored notebook; a ValueError that names it when it cannot become a page.

    Parameters
    ----------
    path : pathlib.Path
        The notebook, such as notebooks/01_from_scores_to_probabilities.ipynb.
    """

    path: Path

    @property
    def name(self):
        """The name of the file without its ending."""
        return self.path.stem

    @property
    def number(self):
        """The two digits that the name begins with."""
        if not re.match(r"\d\d_", self.name):
            raise ValueError(f"{self.path}: the name of a lesson begins with two digits")
        return self.name[:2]

    @cached_property
    def cells(self):
        """The cells of the notebook."""
        return read(self.path).cells

    @cached_property
    def question(self):
        """The title, as Markdown."""
        found = re.match(r"# (.+)", self._first)
        if not found:
            raise ValueError(f"{self.path}: the first cell has to begin with the title, '# ...'")
        return found[1].strip()

    @cached_property
    def minutes(self):
        """How long the lesson takes."""
        found = MINUTES.search(self._first)
        if not found:
            raise ValueError(f"{self.path}: the first cell does not say '**About ... minutes'")
        return int(found[1])

    @cached_property
    def goals(self):
        """What you will be able to do: the list in the first cell, as Markdown."""
        return [goal.rstrip(";.") for goal in re.findall(r"^- (.+)", self._first, re.MULTILINE)]

    @cached_property
    def panels(self):
        """The names of the panels that the lesson imports."""
        return {
            alias.asname or alias.name
            for cell in self.cells
            if cell.cell_type == "code" and "helpers.panels" in cell.source
            for node in ast.walk(ast.parse(cell.source))
            if isinstance(node, ast.ImportFrom) and node.module == "helpers.panels"
            for alias in node.names
        }

    @cached_property
    def pictures(self):
        """Every stored picture, by the cell's id and the output's place in it."""
        return {
            (cell.id, n): self._picture(cell.id, n, output)
            for cell in self.cells
            if cell.cell_type == "code"
            for n, output in enumerate(cell.outputs)
            if "image/png" in output.get("data", {})
        }

    @property
    def cover(self):
        """The first picture; None if the lesson has none."""
        return next(iter(self.pictures.values()), None)

    @cached_property
    def _first(self):
        if not self.cells or self.cells[0].cell_type != "markdown":
            raise ValueError(f"{self.path}: the first cell has to be the title, in Markdown")
        return self.cells[0].source

    def _picture(self, cell_id, n, output):
        where = f"{self.path}, cell {cell_id}"
        alt = output.metadata.get("image/png", {}).get("alt", "").strip()
        if not alt:
            raise ValueError(f"{where}: a picture without alt text; show it with helpers.live")
        try:
            png = base64.b64decode("".join(output.data["image/png"]), validate=False)
            with Image.open(io.BytesIO(png)) as picture:
                width, height = picture.size
        except (binascii.Error, UnidentifiedImageError) as problem:
            raise ValueError(f"{where}: its picture cannot be read: {problem}") from problem
        suffix = f"-{n}" if n else ""
        safe = re.sub(r"[^\w-]", "_", cell_id)
        return Picture(f"{self.number}-{safe}{suffix}.webp", alt, png, width, height)


def lessons(folder):
    """Return the lessons in a folder, in their order.

    Raises
    ------
    ValueError
        If there is none, or one of them is no notebook; the message names it.
    """
    found = [Lesson(path) for path in sorted(folder.glob("*.ipynb"))]
    if not found:
        raise ValueError(f"there is no notebook in {folder}")
    for lesson in found:
        # All that the other pages need to know; what is wrong shows here, with its name.
        _ = (lesson.number, lesson.question, lesson.minutes, lesson.pictures)
    return found
