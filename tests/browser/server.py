"""A real JupyterLab for the browser tests: its own folder, settings, workspaces and free port."""

import json
import os
import secrets
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

from tests.browser.processes import end

SECONDS_TO_START = 60
# What a reader is asked on the first day; a test has no one to answer.
SETTINGS = {
    "@jupyterlab/apputils-extension/notification.jupyterlab-settings": {
        "fetchNews": "false",
        "checkForUpdates": False,
    },
}


class JupyterServer:
    """JupyterLab serving `folder/root`; `url`, `token` and `root` say where it is."""

    def __init__(self, folder):
        self.folder = Path(folder)
        self.root = self.folder / "root"
        self.root.mkdir(parents=True)
        self.token = secrets.token_hex(16)
        self.port = _free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.log = self.folder / "jupyter.log"
        for name, content in SETTINGS.items():
            path = self.folder / "settings" / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(json.dumps(content))

    def start(self):
        """Start the server and wait until it answers; RuntimeError holds the end of its log."""
        command = [
            *(sys.executable, "-m", "jupyterlab", "--no-browser", "--allow-root"),
            "--ServerApp.ip=127.0.0.1",
            f"--ServerApp.port={self.port}",
            "--ServerApp.port_retries=0",
            f"--IdentityProvider.token={self.token}",
            f"--ServerApp.root_dir={self.root}",
            # Lets a test call JupyterLab's own commands by name (window.jupyterapp).
            "--LabApp.expose_app_in_browser=True",
            # The extension manager would ask a package index.
            "--LabApp.extension_manager=readonly",
        ]
        environment = {
            **os.environ,
            "JUPYTER_CONFIG_DIR": str(self.folder / "config"),
            "JUPYTER_NO_CONFIG": "1",
            "JUPYTER_DATA_DIR": str(self.folder / "data"),
            "JUPYTER_RUNTIME_DIR": str(self.folder / "runtime"),
            "JUPYTERLAB_SETTINGS_DIR": str(self.folder / "settings"),
            "JUPYTERLAB_WORKSPACES_DIR": str(self.folder / "workspaces"),
            "IPYTHONDIR": str(self.folder / "ipython"),
        }
        with self.log.open("w") as log:
            self.process = subprocess.Popen(
                command, stdin=subprocess.DEVNULL, stdout=log, stderr=log, env=environment
            )
        end = time.monotonic() + SECONDS_TO_START
        while not self._answers():
            if self.process.poll() is not None or time.monotonic() > end:
                self.stop()
                raise RuntimeError("JupyterLab did not start:\n" + self.log.read_text()[-4000:])
            time.sleep(0.2)
        return self

    def stop(self):
        """Stop the server, which stops its kernels."""
        end(self.process)

    def ask(self, path, method="GET"):
        """Return what the server's interface at `path` answers, as Python data."""
        permission = {"Authorization": f"token {self.token}"}
        request = urllib.request.Request(
            f"{self.url}/api/{path}", method=method, headers=permission
        )
        with urllib.request.urlopen(request, timeout=30) as answer:
            text = answer.read()
        return json.loads(text) if text else None

    def stop_kernels(self):
        """Shut every kernel down, so that the next test starts with none."""
        for session in self.ask("sessions"):
            self.ask(f"sessions/{session['id']}", "DELETE")

    def _answers(self):
        try:
            self.ask("status")
        except OSError:
            return False
        return True


def _free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]
