"""Build the whole course as a static site into dist/site/ (`make site`)."""

import hashlib
import json
import os
import shutil
import sys
import tempfile
from pathlib import Path
from urllib.parse import urlsplit

import nbformat

from tools import node
from tools.links import address, links
from tools.lite.pyodide import distribution
from tools.lite.python import build_python
from tools.lite.serve import ROOT, SITE
from tools.moved import write_moved
from tools.site_pages.build import build as build_pages

WHEELS = ROOT / ".cache" / "site" / "wheels"
# JupyterLite has a service worker of its own; of its folder the pages need only these.
SHARED = ("lab/static/pyodide/pyodide", "lab/files/")


def build():
    """Build the pages into dist/site, what makes them live into live/, JupyterLite into lab/."""
    repository = address()
    base = urlsplit(links(repository)["site"] or "").path or "/"
    build_app(SITE / "lab", base)
    live = SITE / "live"
    shutil.rmtree(live, ignore_errors=True)
    build_python(ROOT, SITE / "lab" / "static" / "pyodide", live)
    node.run(node.PROGRAM, "build.mjs", live)
    build_pages(SITE, ROOT, repository)
    write_service_worker(SITE)


def build_app(dist, base):
    """Build the second door: JupyterLite with all lessons, and Pyodide beside it, into `dist`.

    Everything particular to the lessons is in site/lite/, in JupyterLite's own configuration
    files. Before the pages came alive JupyterLite was built at the root of the site and kept the
    reader's notebooks under that path, `base`: they are found again.
    """
    shutil.rmtree(dist, ignore_errors=True)
    with tempfile.TemporaryDirectory(prefix="softmax-lessons-") as name:
        project = Path(name)
        shutil.copytree(ROOT / "site" / "lite", project, dirs_exist_ok=True)
        settings = project / "jupyter-lite.json"
        config = json.loads(settings.read_text(encoding="utf-8"))
        config["jupyter-config-data"]["contentsStorageName"] = f"JupyterLite Storage - {base}"
        settings.write_text(json.dumps(config), encoding="utf-8")
        (project / "files").mkdir()
        for lesson in sorted((ROOT / "notebooks").glob("*.ipynb")):
            # A server hands out each text in one piece, and JupyterLab's table of contents needs
            # that; on disk it is a list of lines, and JupyterLite hands out what is on disk.
            whole = json.dumps(nbformat.read(lesson, as_version=4))
            (project / "files" / lesson.name).write_text(whole, encoding="utf-8")
        # A reader's own copy under an old name is in the browser, and goes before this file.
        write_moved(project / "files", ROOT / "notebooks")
        distribution(ROOT, project / "static" / "pyodide", WHEELS)
        # The same commit gives the same bytes: this date is written where dates are.
        environment = {**os.environ, "SOURCE_DATE_EPOCH": "1767225600", "JUPYTER_NO_CONFIG": "1"}
        command = (sys.executable, "-m", "jupyterlite_core", "build", "--output-dir", dist)
        node.run(*command, cwd=project, env=environment)


def write_service_worker(dist):
    """Write service-worker.js with path and hash of each file to keep for offline."""
    worker = dist / "service-worker.js"
    worker.unlink(missing_ok=True)  # the browser keeps it by itself
    files = {}
    # Python first: it is the largest, and no lesson does without it.
    for path in sorted(dist.rglob("*"), key=lambda path: ("pyodide" not in path.parts, path)):
        name = path.relative_to(dist).as_posix()
        if path.is_file() and (not name.startswith("lab/") or name.startswith(SHARED)):
            files[name] = hashlib.sha256(path.read_bytes()).hexdigest()[:16]
    code = (ROOT / "site" / "service-worker.js").read_text(encoding="utf-8")
    listed = f"const FILES = {json.dumps(files, separators=(',', ':'))};"
    worker.write_text(code.replace("const FILES = {};", listed), encoding="utf-8")


if __name__ == "__main__":
    build()
