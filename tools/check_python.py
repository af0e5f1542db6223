"""Stop with a sentence when this Python cannot make the virtual environment.

Written so that even an old Python can run it: no f-strings, no annotations.
"""

import importlib.util
import sys

OLDEST = (3, 11)


def complaint(version, has_ensurepip):
    """Return what is wrong with this Python, or an empty string."""
    found = ".".join(str(part) for part in version[:3])
    if tuple(version[:2]) < OLDEST:
        return (
            "This course needs Python %d.%d or newer, and this is %s.\n"
            "Install a newer one and name it: make lab PYTHON=python3.12" % (OLDEST + (found,))
        )
    if not has_ensurepip:
        return (
            "Python's venv module cannot make an environment here: ensurepip is missing.\n"
            "On Debian and Ubuntu: sudo apt install python%d.%d-venv" % tuple(version[:2])
        )
    return ""


if __name__ == "__main__":
    sys.exit(complaint(sys.version_info, importlib.util.find_spec("ensurepip") is not None) or 0)
