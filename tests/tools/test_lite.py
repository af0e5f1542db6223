"""The server of the built site; its parts are tested where a browser shows them."""

import gzip
import urllib.request

from tools.lite.serve import SiteServer


def test_the_server_counts_what_it_sends_compressed(tmp_path):
    page = tmp_path / "index.html"
    page.write_text("<p>" + 10_000 * "a")
    with SiteServer(tmp_path) as server, urllib.request.urlopen(f"{server.url}/") as answer:
        body = answer.read()
    assert gzip.decompress(body) == page.read_bytes()
    assert server.asked == [("index.html", len(body))]
    assert len(body) < 200
