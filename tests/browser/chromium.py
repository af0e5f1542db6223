"""Where Chromium is on this machine, and how it is started."""

import shutil

from tests.browser.find import find_browser

NAMES = ("chromium", "chromium-browser", "google-chrome", "chrome")
APPLICATIONS = (
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
)
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
REMEDY = (
    "The browser tests need Chromium, and there is none on this machine.\n"
    "  Debian, Ubuntu: sudo apt install chromium\n"
    "  macOS:          brew install --cask chromium\n"
    "  elsewhere:      CHROMIUM=/path/to/chromium make test-browser"
)


def find_chromium(environment=None, which=shutil.which, applications=APPLICATIONS):
    """Return the path of Chromium; FileNotFoundError says how to get one."""
    return find_browser("CHROMIUM", NAMES, applications, REMEDY, environment, which)
