"""Run notebooks from top to bottom and store them in normal form (`make notebooks`).

    python -m tools.normalise                      every lesson
    python -m tools.normalise notebooks/01*.ipynb  these
    python -m tools.normalise --check              say what is not in normal form; run nothing
"""

import argparse
import os
import re
import sys
import time
from pathlib import Path

import nbformat
from jupyter_client.kernelspec import KernelSpec
from jupyter_client.manager import AsyncKernelManager
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError, CellTimeoutError, DeadKernelError

from tools.notebook_form import normalised, read, serialise
from tools.pictures import keep_old_pictures

ROOT = Path(__file__).resolve().parent.parent
LESSONS = ROOT / "notebooks"
SECONDS_PER_CELL = 300


class OwnKernel(AsyncKernelManager):
    """A kernel in the Python that runs this command, whatever kernels the user has registered."""

    @property
    def kernel_spec(self):
        """Return how to start it."""
        command = [sys.executable, "-m", "ipykernel_launcher", "-f", "{connection_file}"]
        command.append("--log-level=40")  # its warning about encryption would stand in every run
        return KernelSpec(argv=command, display_name="Python 3 (ipykernel)", language="python")


def execute(notebook, folder):
    """Return the notebook run from top to bottom in a fresh kernel started in `folder`.

    Stored predictions of whoever runs this must not get into the lesson, nor the lesson's into
    theirs: answers are kept in memory only.
    """
    # allow_errors stays off: a cell that must fail carries the tag raises-exception.
    client = NotebookClient(
        notebook,
        timeout=SECONDS_PER_CELL,
        kernel_manager_class=OwnKernel,
        record_timing=False,
        store_widget_state=False,
        resources={"metadata": {"path": str(folder)}},
    )
    client.execute(env={**os.environ, "SOFTMAX_LESSONS_ANSWERS": "off"})
    return notebook


def renewed(path):
    """Return the text that the notebook at `path` has after a run."""
    old = read(path)
    new = nbformat.from_dict(old)
    for cell in new.cells:
        if cell.cell_type == "code":
            cell.outputs, cell.execution_count = [], None
    new = execute(new, path.parent)
    for cell in new.cells:
        if cell.cell_type == "code" and cell.execution_count is None:
            cell.execution_count = 0  # an empty cell: the kernel is never asked
    new = normalised(new)
    keep_old_pictures(old, new)
    return serialise(new)


def write(path, text):
    """Replace the file in one step, so that an interrupted run leaves the old one."""
    fresh = path.with_name(path.name + ".new")
    fresh.write_text(text, encoding="utf-8", newline="\n")
    os.replace(fresh, path)


def main(arguments=None):
    """Run or check the notebooks; return 0 when all is well, 1 when something is not."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("notebooks", nargs="*", type=Path, help="default: every lesson")
    parser.add_argument("--check", action="store_true", help="report the form; run nothing")
    options = parser.parse_args(arguments)
    paths = options.notebooks or sorted(LESSONS.glob("*.ipynb"))
    if not paths:
        print(f"There is no notebook in {LESSONS}.", file=sys.stderr)
        return 1
    return max(_check(path) if options.check else _renew(path) for path in paths)


def _check(path):
    try:
        in_form = path.read_text(encoding="utf-8") == serialise(normalised(read(path)))
    except (OSError, ValueError) as problem:
        print(f"{path}: {problem}", file=sys.stderr)
        return 1
    if not in_form:
        print(f"{path} is not in normal form: make notebooks puts it there", file=sys.stderr)
    return 0 if in_form else 1


def _renew(path):
    start = time.perf_counter()
    print(f"{path.name}: running ...", flush=True)
    try:
        text = renewed(path)
        changed = text != path.read_text(encoding="utf-8")
        if changed:
            write(path, text)
    except (CellExecutionError, CellTimeoutError, DeadKernelError, OSError, ValueError) as problem:
        words = re.sub(r"\x1b\[[0-9;]*m", "", str(problem))  # a traceback comes in colours
        print(f"{path.name} is left as it was: {words}", file=sys.stderr)
        return 1
    word = "changed" if changed else "as before"
    print(f"{path.name}: {word}, {time.perf_counter() - start:.1f} s", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
