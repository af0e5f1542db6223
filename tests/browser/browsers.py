"""The browsers of this machine: where they are, and how they start so that they ask nobody else."""

import contextlib
import json
import os
import shutil
import subprocess
import time

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
# Whatever is not on this machine is sent to a port where nobody listens. Playwright by itself adds
# what keeps Chromium from asking the world, and no sandbox: in a container root has none.
ARGUMENTS = ["--disable-gpu", "--disable-quic", "--proxy-server=http://127.0.0.1:9"]


def find(browser):
    """Return the path of "CHROMIUM" or "FIREFOX"; the variable of that name has the first word.

    FileNotFoundError says how to get one.
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
def running(command, folder, announced, **options):
    """Run a program; give what it writes as JSON into folder/announced when it listens; end it.

    RuntimeError holds the end of what it said, in folder/log, if it does not come to that.
    """
    log = folder / "log"
    with log.open("w") as output:
        process = subprocess.Popen(
            command, stdin=subprocess.DEVNULL, stdout=output, stderr=output, **options
        )
    try:
        said, end = None, time.monotonic() + SECONDS_TO_START
        while said is None:
            if process.poll() is not None or time.monotonic() > end:
                raise RuntimeError(f"{command[0]} did not start:\n{log.read_text()[-4000:]}")
            time.sleep(0.2)
            with contextlib.suppress(StopIteration, ValueError):  # not there, or half of it
                said = json.loads(next(folder.glob(announced)).read_text(encoding="utf-8"))
        yield said
    finally:
        process.terminate()
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(SECONDS_TO_END)
        process.kill()
        process.wait()
