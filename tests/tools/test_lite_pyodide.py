"""Pyodide's folder: versions from one place, hashes from the locks, a lock file that is true."""

import hashlib
import re
import zipfile

import pytest

from tests.repository.files import PYPROJECT, ROOT, locked, text_of, tracked
from tools.lite.pyodide import carrier_line, download, entry_of, locked_lines

PINNED = dict(line.split("==") for line in PYPROJECT["project"]["optional-dependencies"]["site"])
CARRIER = carrier_line(ROOT)


def test_the_wheel_that_carries_pyodide_is_named_once_with_its_hash():
    assert re.fullmatch(r"open-webui==[\d.]+ --hash=sha256:[0-9a-f]{64}", CARRIER)


VERSIONS = [*sorted({f"=={version}" for version in PINNED.values()}), CARRIER.split()[0]]


@pytest.mark.parametrize("version", VERSIONS)
def test_a_version_stands_in_no_other_file(version):
    texts = {path.relative_to(ROOT).as_posix(): text_of(path) or "" for path in tracked()}
    holding = {name for name, text in texts.items() if version in text}
    locks = {"requirements.txt", "tools/classroom/requirements.txt"}
    assert holding - locks == {"pyproject.toml"}


def test_every_line_of_the_lock_is_found_with_its_hashes():
    lines = locked_lines(ROOT)
    assert set(locked()) == set(lines)
    assert all(re.search(r"==\S+( +--hash=sha256:[0-9a-f]{64})+$", line) for line in lines.values())


@pytest.fixture
def wheel(tmp_path):
    """Return a wheel with a package, a module, and requirements that depend on the platform."""
    metadata = "Metadata-Version: 2.4\nName: A.thing\nVersion: 1.0\n" + "".join(
        f"Requires-Dist: {needed}\n"
        for needed in (
            "comm>=0.1",
            'pexpect; sys_platform != "emscripten"',
            'typing_extensions>=4; python_version < "3.12"',
            'js_thing; sys_platform == "emscripten"',
            'pytest; extra == "test"',
        )
    )
    path = tmp_path / "cache" / "a_thing-1.0-py3-none-any.whl"
    path.parent.mkdir()
    with zipfile.ZipFile(path, "w") as archive:
        for name in ("a_thing/__init__.py", "a_thing/b/c.py", "single.py"):
            archive.writestr(name, "")
        archive.writestr("a_thing-1.0.dist-info/METADATA", metadata)
        archive.writestr("a_thing-1.0.dist-info/WHEEL", "Wheel-Version: 1.0\n")
        archive.writestr("a_thing-1.0.data/data/share/x.js", "")
    return path


def test_an_entry_says_what_the_wheel_says(wheel):
    entry = entry_of(wheel)
    assert entry["name"] == "a-thing"
    assert entry["version"] == "1.0"
    assert entry["file_name"] == wheel.name
    assert entry["depends"] == ["comm", "js-thing"]
    assert entry["imports"] == ["a_thing", "single"]
    assert entry["sha256"] == hashlib.sha256(wheel.read_bytes()).hexdigest()


def test_a_wheel_with_another_hash_stops_the_build_and_is_named(wheel, monkeypatch):
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    monkeypatch.setenv("PIP_FIND_LINKS", str(wheel.parent))
    line = f"a-thing==1.0 --hash=sha256:{hashlib.sha256(wheel.read_bytes()).hexdigest()}"
    with zipfile.ZipFile(wheel, "a") as archive:
        archive.writestr("a_thing/changed.py", "on the way")
    with pytest.raises(RuntimeError, match=r"(?s)DO NOT MATCH THE HASHES.*a-thing==1\.0"):
        download(line, wheel.parent)
