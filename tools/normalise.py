"""Run notebooks from top to bottom and store them in normal form (`make notebooks`).

python -m tools.normalise                      every lesson
python -m tools.normalise notebooks/01*.ipynb  these
"""

import base64
import io
import os
import re
import sys
from pathlib import Path

import numpy as np
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError, DeadKernelError
from PIL import Image

from tools.notebook_form import normalised, read, serialise

LESSONS = Path(__file__).resolve().parent.parent / "notebooks"
# Letters are drawn a shade differently from one machine to the next. Measured in shades of 255,
# and in the part of all pixels that may differ by more than that.
SHADES = 16
PART_OF_PIXELS = 0.002


def renewed(path):
    """Return the text that the notebook at `path` has after a run in a fresh kernel."""
    old = normalised(read(path))
    # allow_errors stays off: a cell that must fail carries the tag raises-exception.
    client = NotebookClient(
        normalised(old),  # a copy, which it fills
        kernel_name="python3",
        extra_arguments=["--log-level=40"],  # its warning about encryption would stand in each run
        coalesce_streams=True,
        timeout=300,
        resources={"metadata": {"path": str(path.parent)}},
    )
    # Stored predictions of whoever runs this must not get into the lesson, nor the lesson's into
    # theirs: answers are kept in memory only.
    new = normalised(client.execute(env={**os.environ, "SOFTMAX_LESSONS_ANSWERS": "off"}))
    keep_old_pictures(old, new)
    return serialise(new)


def keep_old_pictures(old, new):
    """Put the old PNG bytes back into `new` where a cell's code, text and picture are the same.

    So a commit shows real changes. Both are notebooks in normal form.
    """
    before = {cell.id: cell for cell in old.cells}
    for cell in new.cells:
        was = before.get(cell.id)
        if was and was.source == cell.source and _words(was) == _words(cell):
            for one, other in zip(_pictures(was), _pictures(cell)):
                if same_picture(one["image/png"], other["image/png"]):
                    other["image/png"] = one["image/png"]


def same_picture(one, other):
    """Return whether two base64 PNGs show the same to the eye."""
    files = (io.BytesIO(base64.b64decode(png)) for png in (one, other))
    first, second = (np.asarray(Image.open(file).convert("RGBA"), int) for file in files)
    if first.shape != second.shape:
        return False
    apart = np.abs(first - second).max(axis=-1)
    return (apart > SHADES).mean() <= PART_OF_PIXELS


def _pictures(cell):
    outputs = cell.get("outputs", [])
    return [output.data for output in outputs if "image/png" in output.get("data", {})]


def _words(cell):
    """Return all that the cell said: its streams, and of its other outputs what is no picture."""
    outputs = cell.get("outputs", [])
    return [
        output.get("text") or {**output.get("data", {}), "image/png": None} for output in outputs
    ]


def main(paths):
    """Run the notebooks, or every lesson; return 0 when all is well, 1 when something is not."""
    bad = 0
    for path in map(Path, paths or sorted(LESSONS.glob("*.ipynb"))):
        try:
            text = renewed(path)
            same = text == path.read_text(encoding="utf-8")
        except (CellExecutionError, DeadKernelError, OSError, ValueError) as problem:
            words = re.sub(r"\x1b\[[0-9;]*m", "", str(problem))  # a traceback comes in colours
            print(f"{path} is left as it was: {words}", file=sys.stderr)
            bad = 1
            continue
        path.write_text(text, encoding="utf-8", newline="\n")
        print(f"{path.name}: {'as before' if same else 'changed'}", flush=True)
    return bad


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
