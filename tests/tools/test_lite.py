"""The parts of `make site` that need neither a browser nor the network."""

import gzip
import urllib.request

from tests.repository.files import ROOT
from tools.lite.build import write_service_worker
from tools.lite.serve import SiteServer


def test_the_service_worker_knows_every_file_and_changes_with_each(tmp_path):
    def written(page):
        (tmp_path / "sub" / "page.html").write_text(page)
        write_service_worker(ROOT / "site" / "service-worker.js", tmp_path)
        return (tmp_path / "service-worker.js").read_text()

    (tmp_path / "sub").mkdir()
    first = written("<p>one")
    assert 'const FILES = {"sub/page.html":' in first
    assert written("<p>one") == first != written("<p>two")


def test_the_server_counts_what_it_sends_compressed(tmp_path):
    page = tmp_path / "index.html"
    page.write_text("<p>" + 10_000 * "a")
    with SiteServer(tmp_path) as server, urllib.request.urlopen(f"{server.url}/") as answer:
        body = answer.read()
    assert gzip.decompress(body) == page.read_bytes()
    assert server.asked == [("index.html", len(body))]
    assert len(body) < 200
