"""Serve dist/site on this machine, as a static host would (`make serve`)."""

import contextlib
import functools
import http.server
import sys
import threading
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SITE = ROOT / "dist" / "site"
# What Python does not know, or takes from Windows' registry.
TYPES = {".js": "text/javascript", ".mjs": "text/javascript", ".wasm": "application/wasm"}


class Handler(http.server.SimpleHTTPRequestHandler):
    """Static files, which a browser may keep for ten minutes without asking again."""

    protocol_version = "HTTP/1.1"
    extensions_map = http.server.SimpleHTTPRequestHandler.extensions_map | TYPES

    def send_head(self):
        """Send a file whole, always: JupyterLite gives all of its files one and the same date."""
        self.server.asked.append(Path(self.translate_path(self.path)))
        del self.headers["If-Modified-Since"]
        return super().send_head()

    def end_headers(self):
        """Say what GitHub Pages says of every file."""
        self.send_header("Cache-Control", "max-age=600")
        super().end_headers()

    def log_message(self, *arguments):
        """Say nothing: one page asks for two hundred files."""


class SiteServer(http.server.ThreadingHTTPServer):
    """A server of one folder on this machine; `asked` lists the files that were asked for."""

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
