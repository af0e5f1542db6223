"""The lessons as they came: what git has of them, however they were edited since."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

from helpers.exercises.checker import store

IN_BROWSER = sys.platform == "emscripten"
_NAME = re.compile(r"[\w][\w .()-]*\.ipynb")


def folder() -> Path | None:
    """Return the folder of the lessons, which is where the kernel started."""
    # On the site Python is imported before it is told where it is.
    return Path.cwd() if IN_BROWSER else store._START


def is_name(name: object) -> bool:
    """Whether this is the name of a notebook, with no way out of the folder."""
    return isinstance(name, str) and _NAME.fullmatch(name) is not None


def original_of(name: object) -> str | None:
    """Return the text of a lesson as the last commit has it.

    Parameters
    ----------
    name : str
        Such as "01_from_scores_to_probabilities.ipynb".

    Returns
    -------
    str or None
        None where there is no git, no commit, or no lesson of this name in it.
    """
    here = folder()
    if IN_BROWSER or here is None or not is_name(name):
        return None
    try:
        run = subprocess.run(
            ["git", "-C", str(here), "show", f"HEAD:./{name}"], capture_output=True, timeout=20
        )
        text = run.stdout.decode("utf-8")
    except (OSError, subprocess.SubprocessError, UnicodeDecodeError):
        return None
    return text if run.returncode == 0 and sources(text) is not None else None


def sources(text: str) -> list | None:
    """Return what a notebook says, without outputs: pairs (type, source); None if it is none.

    >>> sources('{"nbformat": 4, "cells": [{"cell_type": "code", "source": ["1 +", " 1"]}]}')
    [('code', '1 + 1')]
    """
    try:
        notebook = json.loads(text)
        if not isinstance(notebook["nbformat"], int):
            return None
        return [(cell["cell_type"], "".join(cell["source"])) for cell in notebook["cells"]]
    except (ValueError, TypeError, KeyError, RecursionError):
        return None
