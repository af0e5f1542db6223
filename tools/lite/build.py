"""Build the whole course as a static site into dist/site/ (`make site`)."""

import shutil
import sys
from pathlib import Path
from urllib.parse import urlsplit

from tools import node, site_pages
from tools.links import address, links
from tools.lite.app import build_app
from tools.lite.offline import write_service_worker
from tools.lite.python import build_python

ROOT = Path(__file__).resolve().parents[2]
DIST = ROOT / "dist" / "site"
CACHE = ROOT / ".cache" / "site"


def build(root=ROOT, dist=DIST, cache=CACHE):
    """Build the pages into `dist`, what makes them live into live/, and JupyterLite into lab/."""
    repository = address(root=root)
    base = urlsplit(links(repository)["site"] or "").path or "/"
    build_app(root, dist / "lab", cache / "wheels", base)
    live = dist / "live"
    shutil.rmtree(live, ignore_errors=True)
    build_python(root, dist / "lab" / "static" / "pyodide", live, cache)
    print(f"JavaScript, compressed: {node.run('build.mjs', live).strip()}")
    site_pages.build(dist, root, repository)
    write_service_worker(root / "site", dist)


def main():
    """Build."""
    build()
    return 0


if __name__ == "__main__":
    sys.exit(main())
