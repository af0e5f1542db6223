"""Run notebooks from top to bottom and store them in normal form (`make notebooks`).

python -m tools.normalise                      every lesson
python -m tools.normalise notebooks/01*.ipynb  these
"""

import os
import re
import sys
from pathlib import Path

from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError, DeadKernelError

from tools.notebook_form import normalised, read, serialise

LESSONS = Path(__file__).resolve().parent.parent / "notebooks"


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
