"""The parts of `make site` that need neither a browser nor the network."""

import gzip
import json
import zipfile

import pytest

from tests.repository.files import ROOT
from tools.lite.measure import LIMITS, too_large
from tools.lite.offline import NOT_KEPT, write_service_worker
from tools.lite.pack import packed, thin, unpacked
from tools.lite.serve import SiteServer, sent


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


def test_the_list_of_fonts_names_those_that_are_left(tmp_path):
    path = tmp_path / "matplotlib-1.0-py3-none-any.whl"
    there, gone = "fonts/ttf/DejaVuSans.ttf", "fonts/ttf/DejaVuSans-BoldOblique.ttf"
    fonts = {"ttflist": [{"fname": there}, {"fname": gone}], "afmlist": [{"fname": gone}]}
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("matplotlib/fontlist.json", json.dumps(fonts))
        for name in (there, gone):
            archive.writestr(f"matplotlib/mpl-data/{name}", "")
    left = json.loads(thin(path)["matplotlib/fontlist.json"])
    assert left == {"ttflist": [{"fname": there}], "afmlist": []}


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
    assert too_large(fine | {"sent_mb": 31.0}) == ["sent_mb is 31.0, the limit is 18.2"]


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
