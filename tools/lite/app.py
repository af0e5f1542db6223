"""The second door: JupyterLab in the browser, as `jupyter lite build` makes it.

Everything particular to the lessons is in site/lite/, in JupyterLite's own configuration files.
"""

import json
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import nbformat

from tools.lite.pyodide import distribution
from tools.moved import write_moved


def build_app(root, dist, cache, base="/"):
    """Build JupyterLite with all lessons, and Pyodide beside it, into `dist`.

    Parameters
    ----------
    root : Path
        The repository.
    dist : Path
        Where to; a folder that is there is replaced. Lessons are then at
        ``lab/index.html?path=<file>`` below it.
    cache : Path
        Where downloads are kept from one build to the next.
    base : str
        The path of the site on its host. Up to version 0.1 JupyterLite was built at the root of
        the site and kept the reader's notebooks under that path: they are found again.

    Raises
    ------
    RuntimeError
        When JupyterLite does not build; it holds what it said.
    """
    shutil.rmtree(dist, ignore_errors=True)
    with tempfile.TemporaryDirectory(prefix="softmax-lessons-") as name:
        project = Path(name)
        shutil.copytree(root / "site" / "lite", project, dirs_exist_ok=True)
        settings = project / "jupyter-lite.json"
        config = json.loads(settings.read_text(encoding="utf-8"))
        config["jupyter-config-data"]["contentsStorageName"] = f"JupyterLite Storage - {base}"
        settings.write_text(json.dumps(config), encoding="utf-8")
        (project / "files").mkdir()
        for lesson in sorted((root / "notebooks").glob("*.ipynb")):
            # A server hands out each text in one piece, and JupyterLab's table of contents needs
            # that; on disk it is a list of lines, and JupyterLite hands out what is on disk.
            whole = json.dumps(nbformat.read(lesson, as_version=4))
            (project / "files" / lesson.name).write_text(whole, encoding="utf-8")
        # A reader's own copy under an old name is in the browser, and goes before this file.
        write_moved(project / "files", root / "notebooks")
        distribution(root, project / "static" / "pyodide", cache)
        command = [sys.executable, "-m", "jupyterlite_core", "build", "--output-dir", str(dist)]
        # The same commit gives the same bytes: this date is written where dates are.
        environment = {**os.environ, "SOURCE_DATE_EPOCH": "1767225600", "JUPYTER_NO_CONFIG": "1"}
        run = subprocess.run(
            command, cwd=project, env=environment, capture_output=True, text=True
        )
    if run.returncode:
        raise RuntimeError(f"jupyter lite build: {run.stdout[-3000:]}\n{run.stderr[-3000:]}")
