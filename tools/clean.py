"""Remove what the commands of the Makefile made; the readers' answers are left alone."""

import shutil
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
MADE = (
    ".venv",
    "dist",
    "build",
    "site/node_modules",
    ".cache",
    ".pytest_cache",
    ".hypothesis",
    ".ruff_cache",
)


def main(root=ROOT):
    """Delete the folders in MADE, and every cache that Python or Jupyter left in the source."""
    doomed = [root / name for name in MADE] + list(root.glob("*.egg-info"))
    for path in doomed:
        shutil.rmtree(path, ignore_errors=True)
    for name in ("__pycache__", ".ipynb_checkpoints"):
        for path in root.rglob(name):
            shutil.rmtree(path, ignore_errors=True)


if __name__ == "__main__":
    main()
