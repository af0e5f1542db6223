"""Write requirements.txt: every package with its hashes, for every platform, no index addresses."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
ARGUMENTS = (
    "pip compile pyproject.toml --all-extras --universal --python-version 3.11"
    " --fork-strategy fewest --generate-hashes --no-emit-index-url --no-header -q"
    " -o requirements.txt --upgrade"
).split()

if __name__ == "__main__":
    sys.exit(subprocess.run([sys.executable, "-m", "uv", *ARGUMENTS], cwd=ROOT).returncode)
