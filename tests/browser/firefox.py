"""Firefox on this machine: where it is, and how it is started so that it asks nobody else."""

import re
import shutil
import subprocess
import tempfile
import threading
from pathlib import Path

from tests.browser.bidi import Bidi
from tests.browser.find import find_browser
from tests.browser.processes import end

NAMES = ("firefox-esr", "firefox")
APPLICATIONS = ("/Applications/Firefox.app/Contents/MacOS/firefox",)
REMEDY = (
    "The course is tested in Firefox too, and there is none on this machine.\n"
    "  Debian:  sudo apt install firefox-esr\n"
    "  Ubuntu:  sudo snap install firefox\n"
    "  macOS:   brew install --cask firefox\n"
    "  elsewhere: FIREFOX=/path/to/firefox make test-browser\n"
    'Everything but Firefox: make test-browser ARGS="-k \'not firefox\'"'
)

# Whatever is not on this machine is sent to a port where nobody listens.
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


def find_firefox(environment=None, which=shutil.which, applications=APPLICATIONS):
    """Return the path of Firefox; FileNotFoundError says how to get one."""
    return find_browser("FIREFOX", NAMES, applications, REMEDY, environment, which)


class Firefox:
    """A running Firefox with an empty profile and no window, as a context manager."""

    def __enter__(self):
        self.profile = tempfile.TemporaryDirectory(prefix="firefox-", ignore_cleanup_errors=True)
        lines = (f"user_pref({_js(name)}, {_js(value)});" for name, value in PREFERENCES.items())
        Path(self.profile.name, "user.js").write_text("\n".join(lines), encoding="utf-8")
        arguments = ["--headless", "--no-remote", "--profile", self.profile.name]
        arguments += ["--width", "1366", "--height", "768", "--remote-debugging-port", "0"]
        self.process = subprocess.Popen(
            [find_firefox(), *arguments, "about:blank"],
            stderr=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            text=True,
        )
        try:
            self.bidi = Bidi(self._address() + "/session")
        except BaseException:
            self.__exit__()
            raise
        return self.bidi

    def __exit__(self, *error):
        if hasattr(self, "bidi"):
            self.bidi.close()
        end(self.process)
        self.process.stderr.close()
        self.profile.cleanup()

    def _address(self):
        said = []
        for line in self.process.stderr:
            said.append(line)
            found = re.search(r"WebDriver BiDi listening on (ws://\S+)", line)
            if found:
                # A full pipe would stop the browser.
                threading.Thread(target=self.process.stderr.read, daemon=True).start()
                return found[1]
        raise RuntimeError(f"Firefox ended before it listened:\n{''.join(said)}")


def _js(value):
    return str(value).lower() if isinstance(value, bool) else repr(value)
