"""A notebook at each name that a lesson had, which says where the lesson is now.

    python -m tools.moved FOLDER

Old links to a lesson in JupyterLab name its file. The site has these notebooks, and Binder's image:
links to both went round. In a clone they would only stand between the lessons.
"""

import json
import sys
from pathlib import Path

from nbformat.v4 import new_markdown_cell, new_notebook

from helpers.exercises.content.lessons import MOVED
from tools.normalise import read


def write_moved(folder, lessons):
    """Write a notebook for each old name into `folder`; a reader's copy that is there stays."""
    for old, new in MOVED.items():
        path = folder / f"{old}.ipynb"
        if path.exists():
            continue
        lesson = read(lessons / f"{new}.ipynb")
        title = lesson.cells[0].source.splitlines()[0].removeprefix("# ")
        words = f"# This lesson has moved\n\nIt is now here: [{title}]({new}.ipynb)"
        cell = new_markdown_cell(words, id="moved")
        # With the lessons' kernel: without one JupyterLab would ask for it.
        stub = new_notebook(cells=[cell], metadata=lesson.metadata)
        path.write_text(json.dumps(stub), encoding="utf-8")


if __name__ == "__main__":
    here = Path(sys.argv[1])
    write_moved(here, here)
