"""The parts of `make site` that need neither a browser nor the network."""

import gzip
import json
import urllib.request
import zipfile

from tests.repository.files import ROOT
from tools.lite.build import write_service_worker
from tools.lite.measure import LIMITS, too_large
from tools.lite.python import packed, thin
from tools.lite.serve import SiteServer


def test_a_pack_is_a_table_of_contents_and_then_the_files():
    block = packed({"ü.txt": b"two", "a/b.py": b"x = 1\n", "a/empty": b""})
    whole = gzip.decompress(block)
    start = 4 + int.from_bytes(whole[:4], "little")
    assert json.loads(whole[4:start]) == [["a/b.py", 6], ["a/empty", 0], ["ü.txt", 3]]
    assert whole[start:] == b"x = 1\ntwo"


def test_a_wheel_is_thinned_of_what_no_lesson_opens_and_the_list_of_fonts_with_it(tmp_path):
    path = tmp_path / "thing-1.0-py3-none-any.whl"
    there, gone = "fonts/ttf/DejaVuSans.ttf", "fonts/ttf/DejaVuSans-BoldOblique.ttf"
    fonts = {"ttflist": [{"fname": there}, {"fname": gone}], "afmlist": [{"fname": gone}]}
    kept = ["thing/__init__.py", "thing-1.0.dist-info/METADATA", "matplotlib/pyplot.py",
            "thing-1.0.dist-info/entry_points.txt", f"matplotlib/mpl-data/{there}"]  # fmt: skip
    dropped = ["thing/tests/x.py", "thing/x.pyi", "thing-1.0.dist-info/RECORD",
               "matplotlib/_tri.a.so", "matplotlib/backends/backend_qtagg.py",
               f"matplotlib/mpl-data/{gone}"]  # fmt: skip
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("matplotlib/fontlist.json", json.dumps(fonts))
        for name in kept + dropped:
            archive.writestr(name, "")
    files = thin(path)
    assert json.loads(files.pop("matplotlib/fontlist.json")) == {
        "ttflist": [{"fname": there}], "afmlist": [],
    }  # fmt: skip
    assert set(files) == set(kept)


def test_the_service_worker_knows_every_file_and_changes_with_each(tmp_path):
    def written(page):
        (tmp_path / "sub" / "page.html").write_text(page)
        write_service_worker(ROOT / "site" / "service-worker.js", tmp_path)
        return (tmp_path / "service-worker.js").read_text()

    (tmp_path / "sub").mkdir()
    first = written("<p>one")
    assert 'const FILES = {"sub/page.html":' in first
    assert written("<p>one") == first != written("<p>two")


def test_limits_that_are_passed_are_said():
    fine = dict.fromkeys(LIMITS, 1.0)
    assert too_large(fine) == []
    assert too_large(fine | {"sent_mb": 31.0}) == ["sent_mb"]


def test_the_server_counts_what_it_sends_compressed(tmp_path):
    page = tmp_path / "index.html"
    page.write_text("<p>" + 10_000 * "a")
    with SiteServer(tmp_path) as server, urllib.request.urlopen(f"{server.url}/") as answer:
        body = answer.read()
    assert gzip.decompress(body) == page.read_bytes()
    assert server.asked == [("index.html", len(body))]
    assert len(body) < 200
