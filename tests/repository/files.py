"""The repository as data: its root, its tracked files, and what its files of dependencies say."""

import re
import subprocess
import tomllib
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PYPROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


@cache
def tracked():
    """Return the paths that git holds or would hold: tracked, or new and not ignored."""
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    names = subprocess.run(command, cwd=ROOT, capture_output=True, check=True).stdout
    paths = (ROOT / name for name in names.decode().split("\0") if name)
    return [path for path in paths if path.is_file()]


def ran(*command, folder=ROOT):
    """Run a command that has to succeed; its result has `stdout` and `stderr`."""
    run = subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=120)
    assert run.returncode == 0, run.stderr
    return run


@cache
def text_of(path):
    """Return a file's text; None for pictures and other bytes."""
    try:
        return path.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        return None


def locked(file="requirements.txt"):
    """Return {name: version} of a lock."""
    text = (ROOT / file).read_text(encoding="utf-8")
    return dict(re.findall(r"^([\w.-]+)==(\S+)", text, re.MULTILINE))


PLACEHOLDER = re.compile(
    r"example\.(?:invalid|com|org|net)"
    r"|//[^/\s\"')]+/owner/|//owner\.|/gh/owner/"
    r"|<(?:the |your )?(?:address|name|url|host|owner)\b[^>=]*>"
    r"|\b(?:TODO|FIXME|TBD|lorem ipsum)\b|\byour[-_](?:name|org|user|repo)",
    re.IGNORECASE,
)


def placeholders(text):
    """Return every word that stands where a decision is missing, in what a reader sees."""
    return [found[0] for found in PLACEHOLDER.finditer(text)]
