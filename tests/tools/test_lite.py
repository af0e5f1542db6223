"""The built site: versions from one place, hashes from the locks, bytes that are counted."""

import contextlib
import hashlib
import urllib.request
import zipfile
from urllib.error import HTTPError

import pytest

from tests.repository.files import PYPROJECT, ROOT, text_of, tracked
from tools.lite.measure import sent
from tools.lite.pyodide import carrier_line, download, entry_of
from tools.lite.serve import SiteServer

PINNED = [line.split("==")[1] for line in PYPROJECT["project"]["optional-dependencies"]["site"]]
METADATA = """Metadata-Version: 2.4
Name: A.thing
Version: 1.0
Requires-Dist: comm>=0.1
Requires-Dist: pexpect; sys_platform != "emscripten"
Requires-Dist: typing_extensions>=4; python_version < "3.12"
Requires-Dist: js_thing; sys_platform == "emscripten"
Requires-Dist: pytest; extra == "test"
"""


@pytest.mark.parametrize(
    "version", [*sorted({f"=={version}" for version in PINNED}), carrier_line(ROOT).split()[0]]
)
def test_a_version_stands_in_no_other_file(version):
    texts = {path.relative_to(ROOT).as_posix(): text_of(path) or "" for path in tracked()}
    holding = {name for name, text in texts.items() if version in text}
    locks = {"requirements.txt", "tools/classroom/requirements.txt"}
    assert holding - locks == {"pyproject.toml"}


@pytest.fixture
def wheel(tmp_path):
    """Return a wheel with a package, a module, and requirements that depend on the platform."""
    path = tmp_path / "a_thing-1.0-py3-none-any.whl"
    with zipfile.ZipFile(path, "w") as archive:
        for name in ("a_thing/b/c.py", "single.py", "a_thing-1.0.data/data/share/x.js"):
            archive.writestr(name, "")
        archive.writestr("a_thing-1.0.dist-info/METADATA", METADATA)
        archive.writestr("a_thing-1.0.dist-info/WHEEL", "Wheel-Version: 1.0\n")
    return path


def test_an_entry_says_what_the_wheel_says(wheel):
    entry = entry_of(wheel)
    assert (entry["name"], entry["version"], entry["file_name"]) == ("a-thing", "1.0", wheel.name)
    assert entry["depends"] == ["comm", "js-thing"]
    assert entry["imports"] == ["a_thing", "single"]
    assert entry["sha256"] == hashlib.sha256(wheel.read_bytes()).hexdigest()


def test_a_wheel_with_another_hash_stops_the_build_and_is_named(wheel, tmp_path, monkeypatch):
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    monkeypatch.setenv("PIP_FIND_LINKS", str(tmp_path))
    line = f"a-thing==1.0 --hash=sha256:{hashlib.sha256(b'another').hexdigest()}"
    with pytest.raises(RuntimeError, match=r"(?s)DO NOT MATCH THE HASHES.*a-thing==1\.0"):
        download(line, tmp_path)


def test_what_is_sent_is_counted_as_a_host_would_compress_it(tmp_path):
    page, pack = tmp_path / "index.html", tmp_path / "a.pack"
    page.write_text("<p>" + 10_000 * "a")
    pack.write_bytes(1000 * b"a")
    with SiteServer(tmp_path) as server:
        for name in ("index.html", "a.pack", "missing.js"):
            with contextlib.suppress(HTTPError):
                urllib.request.urlopen(f"{server.url}/{name}").close()
    assert 1000 < sent(server.asked) < 1200
