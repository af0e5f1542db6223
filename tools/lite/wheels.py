"""Fetch what site/wheels.lock names, and stop at the first file with another hash."""

import hashlib
import subprocess
import sys
import tempfile
import zipfile
from dataclasses import dataclass
from pathlib import Path

BUNDLE = "open-webui"
FOLDER = "open_webui/frontend/pyodide/"
# The wheels run in the browser: pure Python for any platform, whatever Python builds the site.
ANYWHERE = ["--platform", "any", "--implementation", "py", "--abi", "none"]
ANYWHERE += ["--python-version", "3.14", "--ignore-requires-python"]


class WrongHash(Exception):
    """A file is not the one that the lock names."""


@dataclass(frozen=True)
class Locked:
    """One line of the lock."""

    origin: str
    name: str
    version: str
    sha256: str

    @property
    def pattern(self):
        """The start of the file's name; files of the distribution have theirs as it is."""
        if self.is_wheel:
            return f"{self.name.replace('-', '_')}-{self.version}-"
        return self.name

    @property
    def is_wheel(self):
        """Whether this is a Python package."""
        return not self.name.endswith((".mjs", ".wasm", ".zip"))


def read_lock(path):
    """Return the lines of a lock as `Locked`; ValueError names a line that is not one."""
    entries = []
    for number, line in enumerate(Path(path).read_text(encoding="utf-8").splitlines(), start=1):
        if not line.strip() or line.startswith("#"):
            continue
        words = line.split()
        if len(words) != 4 or words[0] not in ("index", "inside") or len(words[3]) != 64:
            raise ValueError(
                f"{path}, line {number}: expected origin, name, version and sha256, got {line!r}"
            )
        entries.append(Locked(*words))
    return entries


def verified(path, entry):
    """Return the path of a file when its hash is the locked one; WrongHash names it otherwise."""
    found = hashlib.sha256(Path(path).read_bytes()).hexdigest()
    if found != entry.sha256:
        raise WrongHash(
            f"{entry.name} {entry.version}: {Path(path).name} has sha256 {found},"
            f" and site/wheels.lock says {entry.sha256}"
        )
    return Path(path)


def fetch(lock, cache):
    """Return {name: path} of every locked file; what the cache lacks is downloaded with pip.

    Raises
    ------
    WrongHash
        When a file, downloaded now or earlier, is not the locked one.
    RuntimeError
        When pip cannot get one; the message holds what pip said.
    """
    cache = Path(cache)
    cache.mkdir(parents=True, exist_ok=True)
    entries = read_lock(lock)
    inside = [entry for entry in entries if entry.origin == "inside"]
    # The bundle is 106 MB: not asked for when everything that comes out of it is there already.
    wanted = [e for e in entries if e.origin == "index" and e.name != BUNDLE]
    if not all(_cached(cache, entry) for entry in inside):
        bundle = next(entry for entry in entries if entry.name == BUNDLE)
        _download([bundle], cache)
        _unpack(verified(_cached(cache, bundle), bundle), cache)
    _download([entry for entry in wanted if not _cached(cache, entry)], cache)
    return {entry.name: verified(_cached(cache, entry), entry) for entry in wanted + inside}


def _cached(cache, entry):
    found = sorted(cache.glob(entry.pattern + ("*.whl" if entry.is_wheel else "")))
    return found[0] if found else None


def _download(entries, cache):
    if not entries:
        return
    lines = [f"{e.name}=={e.version} --hash=sha256:{e.sha256}\n" for e in entries]
    with tempfile.TemporaryDirectory() as folder:
        requirements = Path(folder) / "requirements.txt"
        requirements.write_text("".join(lines), encoding="utf-8")
        command = [sys.executable, "-m", "pip", "download", "-q", "--disable-pip-version-check"]
        command += ["--no-deps", "--require-hashes", "--only-binary", ":all:", *ANYWHERE]
        command += ["-d", str(cache), "-r", str(requirements)]
        run = subprocess.run(command, capture_output=True, text=True)
    if run.returncode:
        names = ", ".join(f"{entry.name} {entry.version}" for entry in entries)
        said = f"pip could not get what site/wheels.lock names ({names}):\n{run.stderr}"
        raise RuntimeError(said)


def _unpack(bundle, cache):
    with zipfile.ZipFile(bundle) as archive:
        for name in archive.namelist():
            leaf = name.removeprefix(FOLDER)
            if name.startswith(FOLDER) and leaf.endswith((".whl", ".mjs", ".wasm", ".zip")):
                (cache / leaf).write_bytes(archive.read(name))
    bundle.unlink()  # what is needed of it is unpacked
