"""What a page has to know about a lesson: its question, its minutes, its pictures."""

import base64
import binascii
import io
import re
from dataclasses import dataclass

from PIL import Image, UnidentifiedImageError

from tools.notebook_form import read

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


class Lesson:
    """One stored notebook; a ValueError that names it when it cannot become a page.

    Parameters
    ----------
    path : pathlib.Path
        The notebook, such as notebooks/01_from_scores_to_probabilities.ipynb.

    Attributes
    ----------
    name, number : str
        The name of the file without its ending, and the two digits that it begins with.
    cells : list
        The cells of the notebook.
    question : str
        The title, as Markdown.
    minutes : int
        How long it takes.
    goals : list of str
        What you will be able to do: the list in the first cell, as Markdown.
    pictures : dict of (str, int) to Picture
        Every stored picture, by the cell's id and the output's place in it.
    """

    def __init__(self, path):
        self.path, self.name = path, path.stem
        self.cells = read(path).cells
        self.number = self._found(r"\d\d(?=_)", self.name, "a name that begins with two digits")
        first = self.cells[0].source if self.cells else ""
        self.question = self._found(r"# (.+)", first, "the title, '# ...', first").strip()
        self.minutes = int(self._found(r"(?s).*\*\*About (\d+) minutes", first, "its minutes"))
        self.goals = [g.rstrip(";.") for g in re.findall(r"^- (.+)", first, re.MULTILINE)]
        self.pictures = {
            (cell.id, n): self._picture(cell.id, n, output)
            for cell in self.cells
            for n, output in enumerate(cell.get("outputs", []))
            if "image/png" in output.get("data", {})
        }

    def _found(self, pattern, text, what):
        found = re.match(pattern, text)
        if not found:
            raise ValueError(f"{self.path}: expected {what}, got {text[:60]!r}")
        return found[found.re.groups]

    @property
    def cover(self):
        """The first picture; None if the lesson has none."""
        return next(iter(self.pictures.values()), None)

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
    """Return the lessons in a folder, in their order; ValueError names one that is none."""
    found = [Lesson(path) for path in sorted(folder.glob("*.ipynb"))]
    if not found:
        raise ValueError(f"there is no notebook in {folder}")
    return found
