"""Where a browser is on this machine."""

import os
import shutil
from pathlib import Path


def find_browser(variable, names, applications, remedy, environment=None, which=shutil.which):
    """Return the path of a browser; FileNotFoundError says how to get one.

    Parameters
    ----------
    variable : str
        The environment variable that may hold the path; it goes before everything else.
    names : sequence of str
        What the program may be called in the PATH.
    applications : sequence of str
        Where a Mac keeps it.
    remedy : str
        What the error tells the reader to do.
    environment, which
        In place of `os.environ` and `shutil.which`, for the tests.
    """
    environment = os.environ if environment is None else environment
    named = environment.get(variable)
    if named:
        if Path(named).is_file() or which(named):
            return named
        raise FileNotFoundError(f"{variable} is {named!r}, and there is no such file.\n{remedy}")
    for name in names:
        path = which(name)
        if path:
            return path
    for path in applications:
        if Path(path).is_file():
            return path
    raise FileNotFoundError(remedy)
