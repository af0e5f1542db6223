"""WebDriver BiDi, the W3C's protocol with which any browser can be driven over one socket.

Playwright drives a Firefox of its own making only; this drives the one that people have. The
commands are those of https://www.w3.org/TR/webdriver-bidi/.
"""

import itertools
import json
import time

import websocket


class Bidi:
    """A session with a browser that listens at `url`; what it reports is kept in `events`.

    Raises
    ------
    RuntimeError
        If the browser refuses a command; the text names the command and gives its reason.
    """

    def __init__(self, url, patience=60):
        # Firefox refuses who names an origin: that would be a page, and no page may do this.
        self.socket = websocket.create_connection(url, timeout=patience, suppress_origin=True)
        self.numbers, self.events = itertools.count(1), []
        self.command("session.new", capabilities={})
        self.tab = self.command("browsingContext.getTree")["contexts"][0]["context"]

    def close(self):
        """End the socket; the browser lives on."""
        self.socket.close()

    def command(self, method, **parameters):
        """Send one command and return its result; events that come meanwhile are kept."""
        number = next(self.numbers)
        self.socket.send(json.dumps({"id": number, "method": method, "params": parameters}))
        while True:
            answer = json.loads(self.socket.recv())
            if answer.get("id") == number:
                break
            self.events.append(answer)
        if answer["type"] == "error":
            raise RuntimeError(f"{method}: {answer['error']}: {answer['message']}")
        return answer["result"]

    def listen(self, *names):
        """Have the browser report these events from now on."""
        self.command("session.subscribe", events=list(names))

    def go(self, address):
        """Open an address; do not wait for it."""
        self.command("browsingContext.navigate", context=self.tab, url=address, wait="none")

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

    def wait(self, expression, seconds):
        """Wait until an expression is true; TimeoutError names it.

        It may fail meanwhile: while a page is on its way, what it asks for is not there yet.
        """
        end = time.monotonic() + seconds
        said = "it is false"
        while time.monotonic() < end:
            try:
                if self.evaluate(f"Boolean({expression})"):
                    return
            except RuntimeError as error:
                said = str(error)
            time.sleep(0.1)
        raise TimeoutError(f"not within {seconds} s: {expression}\n{said}")

    def press(self, key):
        """Press and release one key; special ones have a code point of their own in WebDriver."""
        steps = [{"type": "keyDown", "value": key}, {"type": "keyUp", "value": key}]
        keyboard = {"type": "key", "id": "keyboard", "actions": steps}
        self.command("input.performActions", context=self.tab, actions=[keyboard])
