"""The built site: versions from one place, hashes from the locks, bytes that are counted."""

import contextlib
import hashlib
import urllib.request
import zipfile
from urllib.error import HTTPError

import pytest

from tests.repository.files import PYPROJECT, ROOT, text_of, tracked
from tools.lite.measure import sent
from tools.lite.pyodide import download, entry_of
from tools.lite.serve import SiteServer

PINNED = [line.split("==")[1] for line in PYPROJECT["project"]["optional-dependencies"]["site"]]
CARRIER = PYPROJECT["tool"]["site"]["pyodide"].split()[0]


@pytest.mark.parametrize("version", [*sorted({f"=={version}" for version in PINNED}), CARRIER])
def test_a_version_stands_in_no_other_file(version):
    texts = {path.relative_to(ROOT).as_posix(): text_of(path) or "" for path in tracked()}
    holding = {name for name, text in texts.items() if version in text}
    locks = {"requirements.txt", "tools/classroom/requirements.txt"}
    assert holding - locks == {"pyproject.toml"}


@pytest.fixture
def wheel(tmp_path):
    """Return a wheel with a package and a module."""
    path = tmp_path / "ipython-1.0-py3-none-any.whl"
    with zipfile.ZipFile(path, "w") as archive:
        for name in ("a_thing/b/c.py", "single.py", "a_thing-1.0.data/data/share/x.js"):
            archive.writestr(name, "")
        archive.writestr("ipython-1.0.dist-info/METADATA", "Metadata-Version: 2.4\n")
    return path


def test_an_entry_says_what_the_wheel_and_the_installed_package_say(wheel):
    entry = entry_of(wheel)
    assert (entry["name"], entry["version"], entry["file_name"]) == ("ipython", "1.0", wheel.name)
    assert {"traitlets", "stack-data"} <= set(entry["depends"])
    # Needed on other platforms, by older Pythons, or by an extra.
    others = {"pexpect", "psutil", "typing-extensions", "matplotlib"}
    assert others.isdisjoint(entry["depends"])
    assert entry["imports"] == ["a_thing", "single"]
    assert entry["sha256"] == hashlib.sha256(wheel.read_bytes()).hexdigest()


def test_a_wheel_with_another_hash_stops_the_build_and_is_named(wheel, tmp_path, monkeypatch):
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    monkeypatch.setenv("PIP_FIND_LINKS", str(tmp_path))
    line = f"ipython==1.0 --hash=sha256:{hashlib.sha256(b'another').hexdigest()}"
    with pytest.raises(RuntimeError, match=r"(?s)DO NOT MATCH THE HASHES.*ipython==1\.0"):
        download([line], tmp_path)


def test_what_is_sent_is_counted_as_a_host_would_compress_it(tmp_path):
    page, pack = tmp_path / "index.html", tmp_path / "a.pack"
    page.write_text("<p>" + 10_000 * "a")
    pack.write_bytes(1000 * b"a")
    with SiteServer(tmp_path) as server:
        for name in ("index.html", "a.pack", "missing.js"):
            with contextlib.suppress(HTTPError):
                urllib.request.urlopen(f"{server.url}/{name}").close()
    assert 1000 < sent(server.asked) < 1200
