"""Write the locks: every package with its hashes, for every platform, no index addresses."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
# What to lock, and where: the course, and a hub for a class of it in the same versions.
LOCKS = (
    ("pyproject.toml", "--all-extras", "-o", "requirements.txt"),
    (
        *("pyproject.toml", "tools/classroom/requirements.in", "-c", "requirements.txt"),
        *("-o", "tools/classroom/requirements.txt"),
    ),
)
OPTIONS = (
    # One version of each package for every platform and every Python from 3.11 on.
    *("--upgrade", "--universal", "--python-version", "3.11", "--fork-strategy", "fewest"),
    *("--generate-hashes", "--no-emit-index-url", "--no-header", "-q"),
)


def main():
    """Run uv, which the lock itself holds, for one lock after the other."""
    for lock in LOCKS:
        command = [sys.executable, "-m", "uv", "pip", "compile", *lock, *OPTIONS]
        done = subprocess.run(command, cwd=ROOT, check=False)
        if done.returncode:
            return done.returncode
    return 0


if __name__ == "__main__":
    sys.exit(main())
