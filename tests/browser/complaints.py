"""What a page complains of: console errors, uncaught exceptions, requests to elsewhere."""

import re
from urllib.parse import urlsplit

# Complaints that are not ours, each with its reason. Every entry is looked at again when the lock
# changes; a complaint that is not matched here fails the test.
NOT_OURS = (
    # jupyterlite-pyodide-kernel, installed to build the site, brings a labextension that only
    # JupyterLite can load; JupyterLab says so and goes on.
    r"@jupyterlite/services doesn't exist in shared scope",
    # JupyterLab asks whether a language server is installed; none is, and none is needed.
    r"404 \(Not Found\) \(http://127\.0\.0\.1:\d+/lsp/status\?\d+\)$",
    # JupyterLab's debugger asks each new kernel for its breakpoints; a notebook that is closed
    # before the answer leaves the question open.
    r"Could not restore the debugger state: Canceled future for debug_request",
)


class Complaints:
    """Collect the complaints of one Playwright page from now on."""

    def __init__(self, page, server_url):
        self.server = urlsplit(server_url).netloc
        self.heard = []
        page.on("console", self._console)
        page.on("pageerror", lambda error: self.heard.append(f"uncaught: {error}"))
        page.on("websocket", lambda socket: self._address(socket.url))
        page.on("crash", lambda _: self.heard.append("the page crashed"))
        # Only heard: what intercepts a request also turns the browser's cache off. The refusing is
        # done by ARGUMENTS in browsers.py.
        page.on("request", lambda request: self._address(request.url))

    def all(self):
        """Return what was heard, without what is known not to be ours."""
        return [said for said in self.heard if not any(re.search(p, said) for p in NOT_OURS)]

    def _console(self, message):
        if message.type == "error":
            self.heard.append(f"console: {message.text} ({message.location['url']})")

    def _address(self, url):
        """Note an address that is neither the server's nor within the browser."""
        parts = urlsplit(url)
        if parts.scheme not in ("data", "blob", "about") and parts.netloc != self.server:
            self.heard.append(f"a request left the machine: {url}")
