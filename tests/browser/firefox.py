"""The Firefox that people have, driven over WebDriver BiDi (https://www.w3.org/TR/webdriver-bidi/).

Playwright 1.65 knows it as the channel "moz-firefox", but sends it commands that the ESR of 2026
does not know yet (emulation.setMediaFeaturesOverride). When it does, Playwright's pages can take
the place of this.
"""

import contextlib
import itertools
import json

import websocket

from tests.browser.browsers import find, running

PATIENCE = 240  # seconds
# Whatever is not on this machine is sent to a port where nobody listens. That is all: a Firefox
# that is driven turns its updates and reports off by itself.
PREFERENCES = {
    "network.proxy.type": 1,
    "network.proxy.http": "127.0.0.1",
    "network.proxy.http_port": 9,
    "network.proxy.ssl": "127.0.0.1",
    "network.proxy.ssl_port": 9,
}


class Firefox:
    """One tab of a Firefox that listens at `url`; `events` keeps its requests and errors."""

    def __init__(self, url):
        # Firefox refuses who names an origin: that would be a page, and no page may do this.
        self.socket = websocket.create_connection(url, timeout=PATIENCE, suppress_origin=True)
        self.numbers, self.events = itertools.count(1), []
        self.command("session.new", capabilities={})
        self.command("session.subscribe", events=["network.beforeRequestSent", "log.entryAdded"])
        self.tab = self.command("browsingContext.getTree")["contexts"][0]["context"]

    def command(self, method, **parameters):
        """Send one command and return its result; RuntimeError says why it was refused."""
        number = next(self.numbers)
        self.socket.send(json.dumps({"id": number, "method": method, "params": parameters}))
        while (answer := json.loads(self.socket.recv())).get("id") != number:
            self.events.append(answer)
        if answer["type"] == "error":
            raise RuntimeError(f"{method}: {answer['error']}: {answer['message']}")
        return answer["result"]

    def go(self, address):
        """Open an address and wait until its page is loaded."""
        self.command("browsingContext.navigate", context=self.tab, url=address, wait="complete")

    def evaluate(self, expression):
        """Return the value of an expression of JavaScript, awaited, as JSON carries it."""
        result = self.command(
            "script.evaluate",
            expression=f"(async () => JSON.stringify(await ({expression})) ?? 'null')()",
            target={"context": self.tab},
            awaitPromise=True,
        )
        if result["type"] == "exception":
            raise RuntimeError(f"{expression}\n{result['exceptionDetails']['text']}")
        return json.loads(result["result"]["value"])

    def wait(self, expression):
        """Wait until an expression is true in the page."""
        pause = "new Promise((resolve) => setTimeout(resolve, 100))"
        self.evaluate(f"(async () => {{ while (!({expression})) await {pause}; }})()")

    def press(self, key):
        """Press and release one key; special ones have a code point of their own in WebDriver."""
        steps = [{"type": "keyDown", "value": key}, {"type": "keyUp", "value": key}]
        keyboard = {"type": "key", "id": "keyboard", "actions": steps}
        self.command("input.performActions", context=self.tab, actions=[keyboard])


@contextlib.contextmanager
def new_firefox(profile):
    """Give a session with a Firefox that has no window and the empty folder `profile`."""
    lines = [f"user_pref({json.dumps(k)}, {json.dumps(v)});" for k, v in PREFERENCES.items()]
    (profile / "user.js").write_text("\n".join(lines), encoding="utf-8")
    command = [find("FIREFOX"), "--headless", "--no-remote", "--profile", str(profile)]
    command += ["--width", "1366", "--height", "768", "--remote-debugging-port", "0"]
    with running([*command, "about:blank"], profile, "WebDriverBiDiServer.json") as where:
        session = Firefox(f"ws://{where['ws_host']}:{where['ws_port']}/session")
        with contextlib.closing(session.socket):
            yield session
