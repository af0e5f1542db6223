"""The parts of `make site` that need neither a browser nor the network."""

import gzip
import hashlib
import zipfile

import pytest

from tests.repository.files import PYPROJECT, ROOT, canonical, required
from tools.lite.build import joined
from tools.lite.measure import LIMITS, too_large
from tools.lite.offline import NOT_KEPT, write_service_worker
from tools.lite.pack import packed, thin, unpacked
from tools.lite.serve import SiteServer, sent
from tools.lite.wheels import Locked, WrongHash, fetch, read_lock, verified

LOCK = ROOT / "site" / "wheels.lock"


def locked(path, name="thing", version="1.0", origin="index"):
    return Locked(origin, name, version, hashlib.sha256(path.read_bytes()).hexdigest())


def test_a_file_with_another_hash_stops_the_build_and_is_named(tmp_path):
    path = tmp_path / "thing-1.0-py3-none-any.whl"
    path.write_bytes(b"as released")
    entry = locked(path)
    assert verified(path, entry) == path
    path.write_bytes(b"as changed on the way")
    with pytest.raises(WrongHash, match=r"thing 1\.0: thing-1\.0-py3-none-any\.whl has sha256"):
        verified(path, entry)


def test_the_whole_build_stops_at_a_cached_wheel_that_was_changed(tmp_path):
    path = tmp_path / "thing-1.0-py3-none-any.whl"
    path.write_bytes(b"as released")
    entry = locked(path)
    lock = tmp_path / "wheels.lock"
    lock.write_text(f"{entry.origin} {entry.name} {entry.version} {entry.sha256}\n")
    assert fetch(lock, tmp_path) == {"thing": path}
    path.write_bytes(b"something else")
    with pytest.raises(WrongHash, match="thing"):
        fetch(lock, tmp_path)


@pytest.mark.parametrize(
    "line", ["index thing 1.0", "elsewhere thing 1.0 " + 64 * "0", "index thing 1.0 abc"]
)
def test_a_line_that_is_no_line_is_named(tmp_path, line):
    path = tmp_path / "wheels.lock"
    path.write_text(f"# a comment\n{line}\n")
    with pytest.raises(ValueError, match="line 2"):
        read_lock(path)


def test_the_lock_is_complete_and_has_what_the_project_requires():
    versions = {entry.name: entry.version for entry in read_lock(LOCK)}
    wanted = required(PYPROJECT["project"]["dependencies"])
    in_browser = {canonical(n) for n in wanted} - {"jupyterlab", "jupyterlab-slideshow"}
    assert in_browser <= set(versions)
    assert versions["numpy"].startswith("2.4.")  # as pyproject.toml asks
    assert versions["ipywidgets"].startswith("8.1.")
    assert versions["anywidget"].startswith("0.11.")
    assert len(versions) == len(read_lock(LOCK))


def test_a_pack_holds_what_was_put_in():
    files = {"a/b.py": b"x = 1\n", "a/empty": b"", "ü.txt": bytes(range(256))}
    assert unpacked(packed(files)) == files
    assert packed(files) == packed(dict(reversed(files.items())))
    assert gzip.decompress(packed({}))[:4] == (2).to_bytes(4, "little")


def test_a_wheel_is_thinned_of_what_no_lesson_opens(tmp_path):
    path = tmp_path / "thing-1.0-py3-none-any.whl"
    kept = {"thing/__init__.py": "", "thing-1.0.dist-info/METADATA": "Name: thing",
            "thing-1.0.dist-info/entry_points.txt": "", "matplotlib/pyplot.py": ""}  # fmt: skip
    dropped = {"thing/tests/x.py": "", "thing/x.pyi": "", "thing-1.0.dist-info/RECORD": "",
               "matplotlib/_tri.a.so": "", "matplotlib/backends/backend_qtagg.py": ""}  # fmt: skip
    with zipfile.ZipFile(path, "w") as archive:
        for name, text in (kept | dropped).items():
            archive.writestr(name, text)
    assert set(thin(path)) == set(kept)


def test_texts_of_a_lesson_are_joined_and_nothing_else_is():
    cell = {"cell_type": "code", "source": ["a\n", "b"], "outputs": [
        {"output_type": "stream", "text": ["1\n", "2\n"]},
        {"output_type": "display_data",
         "data": {"text/plain": ["x", "y"], "application/json": [1, 2], "image/png": "iVB"}},
    ]}  # fmt: skip
    joined({"cells": [cell]})
    assert cell["source"] == "a\nb"
    assert cell["outputs"][0]["text"] == "1\n2\n"
    data = {"text/plain": "xy", "application/json": [1, 2], "image/png": "iVB"}
    assert cell["outputs"][1]["data"] == data


def test_the_service_worker_knows_every_file_and_changes_with_each(tmp_path):
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub" / "page.html").write_text("<p>one")
    (tmp_path / "measure.json").write_text("{}")
    write_service_worker(ROOT / "site", tmp_path)
    first = (tmp_path / "service-worker.js").read_text()
    assert '"sub/page.html":' in first
    assert not any(f'"{name}"' in first for name in NOT_KEPT)
    write_service_worker(ROOT / "site", tmp_path)
    assert (tmp_path / "service-worker.js").read_text() == first
    (tmp_path / "sub" / "page.html").write_text("<p>two")
    write_service_worker(ROOT / "site", tmp_path)
    assert (tmp_path / "service-worker.js").read_text() != first


def test_a_worker_without_a_place_for_the_list_is_refused(tmp_path):
    (tmp_path / "service-worker.js").write_text("// nothing here\n")
    with pytest.raises(ValueError, match="const FILES"):
        write_service_worker(tmp_path, tmp_path)


def test_limits_that_are_passed_are_said():
    fine = dict.fromkeys(LIMITS, 1.0)
    assert too_large(fine) == []
    assert too_large(fine | {"sent_mb": 31.0}) == ["sent_mb is 31.0, the limit is 30"]


def test_the_server_counts_what_it_sends_compressed(tmp_path):
    page = tmp_path / "index.html"
    page.write_text("<p>" + 10_000 * "a")
    assert len(sent(page)) < 200
    assert gzip.decompress(sent(page)) == page.read_bytes()
    server = SiteServer(tmp_path)
    server.note(page, 7)
    server.server_close()
    assert server.asked == [("index.html", 7)]
    assert server.url.startswith("http://127.0.0.1:")
