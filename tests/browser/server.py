"""A real JupyterLab for the browser tests: its own folder, settings, workspaces and free port."""

import contextlib
import json
import os
import secrets
import socket
import sys
import urllib.request
from pathlib import Path
from types import SimpleNamespace

from tests.browser.browsers import running

# What a reader is asked on the first day; a test has no one to answer.
SETTINGS = {"fetchNews": "false", "checkForUpdates": False}
PLACE = "settings/@jupyterlab/apputils-extension/notification.jupyterlab-settings"


@contextlib.contextmanager
def jupyterlab(folder):
    """Run JupyterLab on the new folder `folder/root`; give its `url`, `token` and `root`."""
    folder = Path(folder)
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    server = SimpleNamespace(
        url=f"http://127.0.0.1:{port}", token=secrets.token_hex(16), root=folder / "root"
    )
    server.root.mkdir(parents=True)
    settings = folder / PLACE
    settings.parent.mkdir(parents=True)
    settings.write_text(json.dumps(SETTINGS))
    command = [
        *(sys.executable, "-m", "jupyterlab", "--no-browser", "--allow-root"),
        "--ServerApp.ip=127.0.0.1",
        f"--ServerApp.port={port}",
        "--ServerApp.port_retries=0",
        f"--IdentityProvider.token={server.token}",
        f"--ServerApp.root_dir={server.root}",
        # Lets a test call JupyterLab's own commands by name (window.jupyterapp).
        "--LabApp.expose_app_in_browser=True",
        # The extension manager would ask a package index.
        "--LabApp.extension_manager=readonly",
    ]
    environment = {
        **os.environ,
        "JUPYTER_NO_CONFIG": "1",
        "JUPYTER_DATA_DIR": str(folder / "data"),
        "JUPYTERLAB_SETTINGS_DIR": str(folder / "settings"),
        "JUPYTERLAB_WORKSPACES_DIR": str(folder / "workspaces"),
        "IPYTHONDIR": str(folder / "ipython"),
    }

    def answers():
        with contextlib.suppress(OSError):
            return urllib.request.urlopen(f"{server.url}/api/", timeout=30).status == 200

    with running(command, folder / "jupyter.log", answers, env=environment):
        yield server
