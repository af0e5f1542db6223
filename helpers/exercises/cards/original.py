"""The lessons as they came, however they were edited since: from git, or from the installation."""

from __future__ import annotations

import contextlib
import json
import re
import subprocess
import sys
from pathlib import Path

from helpers.exercises.checker import store

IN_BROWSER = sys.platform == "emscripten"
_NAME = re.compile(r"[\w][\w .()-]*\.ipynb")


def folder() -> Path:
    """Return the folder of the lessons, which is where the kernel started."""
    # On the site Python is imported before it is told where it is.
    return Path.cwd() if IN_BROWSER else store.START


def is_name(name: object) -> bool:
    """Whether this is the name of a notebook, with no way out of the folder."""
    return isinstance(name, str) and _NAME.fullmatch(name) is not None


def original_of(name: object) -> str | None:
    """Return the text of a lesson as it came; None where no place has a lesson of this name.

    The first that is there counts: what the repository of the folder has, then that of the
    installed package (the folder is a copy), then the lessons that came with the installed wheel.
    In a repository the branch it follows comes before its own commits: nbgitpuller, which brings
    lessons to a class, commits what students have edited.
    """
    if IN_BROWSER or not is_name(name):
        return None
    for place in (folder(), _SOURCE / "notebooks"):
        for commit in ("@{upstream}", "HEAD"):
            command = ["git", "-C", str(place), "show", f"{commit}:./{name}"]
            how = {"capture_output": True, "check": True, "timeout": 20, "encoding": "utf-8"}
            with contextlib.suppress(OSError, subprocess.SubprocessError, ValueError):
                return subprocess.run(command, **how).stdout
    with contextlib.suppress(OSError, ValueError):
        return (_INSTALLED / name).read_text("utf-8")
    return None


#: Where the package was installed from, if it is a repository that is used in place.
_SOURCE = Path(__file__).resolve().parents[3]
#: Where a wheel of this project puts its lessons (data-files in pyproject.toml).
_INSTALLED = Path(sys.prefix) / "share" / "softmax-lessons"


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
