"""Serve dist/site as a static host would: right types, compressed (`make serve`)."""

import contextlib
import functools
import gzip
import http.server
import sys
import threading
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SITE = ROOT / "dist" / "site"
# What Python does not know, or takes from Windows' registry.
TYPES = {".js": "text/javascript", ".mjs": "text/javascript", ".wasm": "application/wasm"}
# What a host compresses on the way; the rest is compressed already.
COMPRESSED = (".css", ".html", ".ico", ".ipynb", ".js", ".json", ".mjs", ".svg", ".wasm",
              ".webmanifest")  # fmt: skip


@functools.cache
def compressed(path, modified):
    """Return a file of this age as a host sends it; it is compressed once."""
    return gzip.compress(path.read_bytes(), 6, mtime=0)


class Handler(http.server.SimpleHTTPRequestHandler):
    """Static files, compressed where that helps."""

    protocol_version = "HTTP/1.1"
    extensions_map = http.server.SimpleHTTPRequestHandler.extensions_map | TYPES

    def do_GET(self):
        """Send a file, or the page of a folder; without its slash, a folder is redirected."""
        path = Path(self.translate_path(self.path))
        if path.is_dir():
            if not self.path.partition("?")[0].endswith("/"):
                return super().do_GET()
            path /= "index.html"
        if not path.is_file():
            return self.send_error(404)
        modified = path.stat().st_mtime_ns
        packed = path.suffix in COMPRESSED
        body = compressed(path, modified) if packed else path.read_bytes()
        self.send_response(200)
        self.send_header("Cache-Control", "max-age=600")  # as on GitHub Pages
        self.send_header("ETag", f'"{modified}"')
        self.send_header("Content-Type", self.guess_type(path))
        self.send_header("Content-Length", str(len(body)))
        if packed:
            self.send_header("Content-Encoding", "gzip")
        self.end_headers()
        self.wfile.write(body)
        self.server.asked.append((path.relative_to(self.directory).as_posix(), len(body)))

    def log_message(self, *arguments):
        """Say nothing: one page asks for two hundred files."""


class SiteServer(http.server.ThreadingHTTPServer):
    """A server of one folder on this machine; `asked` lists (path, bytes sent)."""

    daemon_threads = True
    request_queue_size = 128

    def __init__(self, folder=SITE, port=0):
        self.asked = []
        handler = functools.partial(Handler, directory=str(folder))
        super().__init__(("127.0.0.1", port), handler)
        self.url = f"http://127.0.0.1:{self.server_port}"

    def handle_error(self, request, client_address):
        """Ignore a browser that closed its tab half-way."""
        if not isinstance(sys.exc_info()[1], ConnectionError):
            super().handle_error(request, client_address)

    def __enter__(self):
        threading.Thread(target=self.serve_forever, daemon=True).start()
        return self

    def __exit__(self, *exception):
        self.shutdown()
        self.server_close()


if __name__ == "__main__":
    try:
        server = SiteServer(port=8000)
    except OSError:
        server = SiteServer()  # the port is taken: any other
    print(f"The lessons: {server.url}/   (Ctrl-C ends)", flush=True)
    with contextlib.suppress(KeyboardInterrupt):
        server.serve_forever()
