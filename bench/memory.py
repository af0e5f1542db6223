"""Resident memory of a kernel before, during and after the whole of lesson 01.

    python -m bench.memory                          # or another notebook:
    python -m bench.memory notebooks/02_*.ipynb
"""

import os
import sys
from pathlib import Path

import psutil
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError

from bench.timing import machine, progress, table
from tools.normalise import OwnKernel
from tools.notebook_form import read

LESSON = Path(__file__).resolve().parent.parent / "notebooks"
LESSON /= "01_from_scores_to_probabilities.ipynb"


def memory_by_cell(path):
    """Return resident megabytes of a fresh kernel, then after each of the notebook's code cells."""
    notebook = read(path)
    client = NotebookClient(
        notebook,
        timeout=300,
        kernel_manager_class=OwnKernel,
        resources={"metadata": {"path": str(path.parent)}},
    )
    with client.setup_kernel(env={**os.environ, "SOFTMAX_LESSONS_ANSWERS": "off"}):
        kernel = psutil.Process(client.km.provisioner.pid)
        used = [kernel.memory_info().rss]
        for index, cell in enumerate(notebook.cells):
            if cell.cell_type == "code":
                client.execute_cell(cell, index)
                used.append(kernel.memory_info().rss)
    return [bytes_ / 1e6 for bytes_ in used]


def main(arguments=None):
    paths = [Path(p).resolve() for p in (sys.argv[1:] if arguments is None else arguments)]
    rows = []
    for path in paths or [LESSON]:
        progress(f"running {path.name}")
        try:
            used = memory_by_cell(path)
        except CellExecutionError as problem:
            sys.exit(f"{path.name} does not run: {problem.ename}: {problem.evalue}")
        shown = [used[0], used[1], used[-1], max(used)]
        rows.append([path.stem, *(f"{mb:.0f}" for mb in shown)])
    print(f"\nResident memory of a kernel; {machine()}")
    table(["", "fresh MB", "after imports MB", "after the lesson MB", "highest MB"], rows)


if __name__ == "__main__":
    main()
