"""A real JupyterLab for the browser tests: its own folder, settings, workspaces and free port."""

import contextlib
import os
import sys
from pathlib import Path
from types import SimpleNamespace

from tests.browser.browsers import running


@contextlib.contextmanager
def jupyterlab(folder):
    """Run JupyterLab on the new folder `folder/root`; give its `url`, `token` and `root`."""
    folder = Path(folder)
    root = folder / "root"
    root.mkdir(parents=True)
    command = [
        *(sys.executable, "-m", "jupyterlab", "--no-browser", "--allow-root"),
        "--ServerApp.ip=127.0.0.1",
        "--ServerApp.port=0",  # any that is free
        f"--ServerApp.root_dir={root}",
        # Lets a test call JupyterLab's own commands by name (window.jupyterapp).
        "--LabApp.expose_app_in_browser=True",
        # These would ask a package index and JupyterLab's own address.
        "--LabApp.extension_manager=readonly",
        "--LabApp.news_url=None",
        "--LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate",
    ]
    environment = {
        **os.environ,
        "JUPYTER_NO_CONFIG": "1",  # settings and workspaces are in an empty folder then
        "JUPYTER_DATA_DIR": str(folder / "data"),
        "JUPYTER_RUNTIME_DIR": str(folder / "runtime"),
        "IPYTHONDIR": str(folder / "ipython"),
    }
    with running(command, folder, "runtime/jpserver-*.json", env=environment) as where:
        yield SimpleNamespace(url=where["url"].rstrip("/"), token=where["token"], root=root)
