"""Write requirements.txt: every package with its hashes, for every platform, no index addresses."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
ARGUMENTS = (
    *("pip", "compile", "pyproject.toml", "--all-extras", "-o", "requirements.txt", "--upgrade"),
    # One version of each package for every platform and every Python from 3.11 on.
    *("--universal", "--python-version", "3.11", "--fork-strategy", "fewest"),
    *("--generate-hashes", "--no-emit-index-url", "--no-header", "-q"),
)


def main():
    """Run uv, which the lock itself holds."""
    command = [sys.executable, "-m", "uv", *ARGUMENTS]
    return subprocess.run(command, cwd=ROOT, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
