"""Run notebooks from top to bottom and store them in normal form (`make notebooks`).

The normal form is one text for one content, so that differences are small.

python -m tools.normalise                      every lesson
python -m tools.normalise notebooks/01*.ipynb  these
"""

import copy
import os
import re
import sys
from pathlib import Path

import nbformat
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError, DeadKernelError

LESSONS = Path(__file__).resolve().parent.parent / "notebooks"
METADATA = {
    "kernelspec": {
        "display_name": "Python 3 (ipykernel)",
        "language": "python",
        "name": "python3",
    },
    # No version number: it would change with every reader's Python.
    "language_info": {
        "file_extension": ".py",
        "mimetype": "text/x-python",
        "name": "python",
        "pygments_lexer": "ipython3",
    },
}
WIDGET_VIEW = "application/vnd.jupyter.widget-view+json"


def read(path):
    """Return the notebook in the file at `path`; raise ValueError, naming it, when it is none."""
    try:
        notebook = nbformat.v4.upgrade(nbformat.read(path, as_version=4))
        nbformat.validate(notebook)
    except (ValueError, KeyError, TypeError, AttributeError, nbformat.ValidationError) as problem:
        raise ValueError(f"{path} is not a notebook: {problem}") from problem
    return notebook


def serialise(notebook):
    """Return the text of a notebook: indented by one, every letter as itself, one newline last."""
    return nbformat.v4.writes(notebook) + "\n"


def normalised(notebook):
    """Return a copy of the notebook in normal form; what was computed stays as it is.

    A widget keeps its picture and text but not the view that only a running kernel can show.
    """
    new = copy.deepcopy(notebook)
    new.metadata = METADATA
    for cell in new.cells:
        # What a lesson needs; editors and kernels leave more behind.
        kept = {name: cell.metadata.get(name) for name in ("jupyter", "slideshow", "tags")}
        cell.metadata = {name: value for name, value in kept.items() if value}
        cell.source = cell.source.rstrip("\n")
        for output in cell.get("outputs", []):
            output.get("data", {}).pop(WIDGET_VIEW, None)
    return new


def renewed(path):
    """Return the text that the notebook at `path` has after a run in a fresh kernel."""
    # allow_errors stays off: a cell that must fail carries the tag raises-exception.
    client = NotebookClient(
        normalised(read(path)),
        extra_arguments=["--log-level=40"],  # its warning about encryption would stand in each run
        coalesce_streams=True,
        timeout=300,
        resources={"metadata": {"path": str(path.parent)}},
    )
    # Stored predictions of whoever runs this must not get into the lesson, nor the lesson's into
    # theirs: answers are kept in memory only.
    ran = client.execute(env={**os.environ, "SOFTMAX_LESSONS_ANSWERS": "off"})
    return serialise(normalised(ran))


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
