"""Tell the service worker which files the site has, so that it can keep them for offline."""

import hashlib
import json
from pathlib import Path

PLACE = "const FILES = {};"
# The worker itself is kept by the browser; the measures are for people.
NOT_KEPT = {"service-worker.js", "measure.json"}
# JupyterLite has a service worker of its own; of its folder the pages need only these.
SHARED = ("lab/static/pyodide/pyodide.", "lab/files/")


def write_service_worker(site, dist):
    """Write service-worker.js with path and hash of every file of `dist`.

    Parameters
    ----------
    site : Path
        The folder of its source.
    dist : Path
        The built site; nothing may change in it afterwards.

    Raises
    ------
    ValueError
        When the source has no place for the list.
    """
    source = (Path(site) / "service-worker.js").read_text(encoding="utf-8")
    if source.count(PLACE) != 1:
        raise ValueError(f"service-worker.js must hold {PLACE!r} once")
    files = {}
    # Python first: it is the largest, and no lesson does without it.
    for path in sorted(Path(dist).rglob("*"), key=lambda path: ("pyodide" not in path.parts, path)):
        name = path.relative_to(dist).as_posix()
        ours = not name.startswith("lab/") or name.startswith(SHARED)
        if path.is_file() and ours and name not in NOT_KEPT:
            files[name] = hashlib.sha256(path.read_bytes()).hexdigest()[:16]
    listed = f"const FILES = {json.dumps(files, separators=(',', ':'))};"
    worker = Path(dist) / "service-worker.js"
    worker.write_text(source.replace(PLACE, listed), encoding="utf-8")
