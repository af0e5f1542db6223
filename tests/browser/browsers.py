"""The browsers of this machine: where they are, and how they start so that they ask nobody else."""

import contextlib
import json
import os
import shutil
import subprocess
import tempfile
import time
from pathlib import Path

from tests.browser.bidi import Bidi

SECONDS_TO_START, SECONDS_TO_END = 60, 20
# What a browser may be called: a program in the PATH, or where a Mac keeps it.
NAMES = {
    "CHROMIUM": (
        *("chromium", "chromium-browser", "google-chrome", "chrome"),
        "/Applications/Chromium.app/Contents/MacOS/Chromium",
        "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    ),
    "FIREFOX": ("firefox-esr", "firefox", "/Applications/Firefox.app/Contents/MacOS/firefox"),
}
REMEDIES = {
    "CHROMIUM": """The browser tests need Chromium, and there is none on this machine.
  Debian, Ubuntu: sudo apt install chromium
  macOS:          brew install --cask chromium
  elsewhere:      CHROMIUM=/path/to/chromium make test-browser""",
    "FIREFOX": """The course is tested in Firefox too, and there is none on this machine.
  Debian:  sudo apt install firefox-esr
  Ubuntu:  sudo snap install firefox
  macOS:   brew install --cask firefox
  elsewhere: FIREFOX=/path/to/firefox make test-browser
Everything but Firefox: make test-browser ARGS="-k 'not firefox'\"""",
}
# No sandbox: in a container root has none. The rest keeps Chromium from asking the world.
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    # Whatever is not on this machine is sent to a port where nobody listens.
    "--proxy-server=http://127.0.0.1:9",
]
# The same for Firefox.
PREFERENCES = {
    "network.proxy.type": 1,
    "network.proxy.http": "127.0.0.1",
    "network.proxy.http_port": 9,
    "network.proxy.ssl": "127.0.0.1",
    "network.proxy.ssl_port": 9,
    "network.proxy.no_proxies_on": "127.0.0.1, localhost",
    "app.update.enabled": False,
    "browser.shell.checkDefaultBrowser": False,
    "datareporting.policy.dataSubmissionEnabled": False,
    "toolkit.telemetry.enabled": False,
}


def find(browser):
    """Return the path of "CHROMIUM" or "FIREFOX"; the variable of that name has the first word.

    Raises
    ------
    FileNotFoundError
        If there is none; the text says how to get one.
    """
    named = os.environ.get(browser)
    for name in [named] if named else NAMES[browser]:
        if path := shutil.which(name):
            return path
    wrong = f"{browser} is {named!r}, and there is no such program.\n" if named else ""
    raise FileNotFoundError(wrong + REMEDIES[browser])


def launch_chromium(playwright):
    """Return a running Chromium, as Playwright drives it."""
    return playwright.chromium.launch(executable_path=find("CHROMIUM"), args=ARGUMENTS)


@contextlib.contextmanager
def running(command, log, ready, **options):
    """Run a program, wait until `ready()` is true, and end it; RuntimeError holds the log's end."""
    with log.open("w") as output:
        process = subprocess.Popen(
            command, stdin=subprocess.DEVNULL, stdout=output, stderr=output, **options
        )
    try:
        end = time.monotonic() + SECONDS_TO_START
        while not ready():
            if process.poll() is not None or time.monotonic() > end:
                raise RuntimeError(f"{command[0]} did not start:\n{log.read_text()[-4000:]}")
            time.sleep(0.2)
        yield
    finally:
        process.terminate()
        try:
            process.wait(SECONDS_TO_END)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


@contextlib.contextmanager
def firefox():
    """Give a session with a Firefox that has an empty profile and no window.

    Playwright 1.65 knows the Firefox that people have as the channel "moz-firefox", but sends it
    commands that the ESR of 2026 does not know yet (emulation.setMediaFeaturesOverride). When it
    does, Playwright's pages can take the place of this and of `Bidi`.
    """
    with tempfile.TemporaryDirectory(prefix="firefox-", ignore_cleanup_errors=True) as folder:
        profile = Path(folder)
        lines = [f"user_pref({json.dumps(k)}, {json.dumps(v)});" for k, v in PREFERENCES.items()]
        (profile / "user.js").write_text("\n".join(lines), encoding="utf-8")
        command = [find("FIREFOX"), "--headless", "--no-remote", "--profile", folder]
        command += ["--width", "1366", "--height", "768", "--remote-debugging-port", "0"]
        # Firefox writes there where it listens.
        address = profile / "WebDriverBiDiServer.json"
        with running([*command, "about:blank"], profile / "log", address.is_file):
            where = json.loads(address.read_text(encoding="utf-8"))
            with contextlib.closing(
                Bidi(f"ws://{where['ws_host']}:{where['ws_port']}/session")
            ) as session:
                yield session
