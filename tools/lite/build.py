"""Build the whole course as a static site into dist/site/ (`make site`)."""

import json
import shutil
import sys
import tempfile
from pathlib import Path

from tools import site_pages
from tools.lite.app import APPS, KERNEL, build_app, thin_app
from tools.lite.measure import MEGABYTE, measure, report, too_large
from tools.lite.offline import write_service_worker
from tools.lite.python import IMPORTS, build_python
from tools.lite.serve import sent

ROOT = Path(__file__).resolve().parents[2]
DIST = ROOT / "dist" / "site"
CACHE = ROOT / ".cache" / "site"
JUPYTERLAB = 2_600_000  # bytes of a lesson and its page without Python, as sent


def build(root=ROOT, dist=DIST, cache=CACHE):
    """Build the site into `dist` and return what `measure` says about it."""
    site = root / "site"
    with tempfile.TemporaryDirectory(prefix="softmax-lessons-") as name:
        lite = Path(name)
        (lite / "files").mkdir()
        for lesson in sorted((root / "notebooks").glob("*.ipynb")):
            text = json.dumps(joined(json.loads(lesson.read_text(encoding="utf-8"))))
            (lite / "files" / lesson.name).write_text(text, encoding="utf-8")
        for config in ("jupyter-lite.json", "overrides.json"):
            shutil.copy(site / config, lite)
        build_python(root, lite / "static" / "pyodide", cache)
        build_app(lite, dist)
    thin_app(dist)
    connect(site, dist)
    _pages(dist)
    write_service_worker(site, dist)
    measured = measure(dist)
    (dist / "measure.json").write_text(json.dumps(measured, indent=1), encoding="utf-8")
    _pages(dist)  # once more: the front page says what was measured
    write_service_worker(site, dist)
    return measured


def joined(notebook):
    """Return a notebook with each text in one piece, as a Jupyter server hands it out.

    On disk a text may be a list of lines; JupyterLite gives the page what is on disk, and the
    table of contents of this JupyterLab stumbles over a list.
    """
    for cell in notebook["cells"]:
        cell["source"] = "".join(cell["source"])
        for output in cell.get("outputs", []):
            if "text" in output:
                output["text"] = "".join(output["text"])
            for kind, value in output.get("data", {}).items():
                if isinstance(value, list) and not kind.endswith("json"):
                    output["data"][kind] = "".join(value)
    return notebook


def _pages(dist):
    site_pages.build(dist)
    # JupyterLite reads its settings from every index.html between a lesson's page and the root.
    front = dist / "index.html"
    config = '<script id="jupyter-config-data" type="application/json">{}</script>'
    text = front.read_text(encoding="utf-8").replace("</head>", f"{config}\n</head>", 1)
    front.write_text(text, encoding="utf-8")


def connect(site, dist):
    """Point the kernel at our start of Python, and put our script into both applications."""
    (worker,) = dist.glob(f"extensions/{KERNEL}/static/comlink.worker.*.js")
    kernel = worker.relative_to(dist).as_posix()
    # Modules are evaluated in this order: Python is on its way when the kernel's code is read.
    text = f'import "./start.mjs";\nimport "../../{kernel}";\n'
    (dist / "static" / "pyodide" / "worker.mjs").write_text(text, encoding="utf-8")
    config = dist / "jupyter-lite.json"
    settings = json.loads(config.read_text(encoding="utf-8"))
    plugin = settings["jupyter-config-data"]["litePluginSettings"][f"{KERNEL}:kernel"]
    plugin |= {"pyodideUrl": "./static/pyodide/start.mjs", "pipliteUrls": []}
    # A picture of 8 kB in the place of one of 300.
    settings["jupyter-config-data"]["faviconUrl"] = "./icon-120x120.png"
    config.write_text(json.dumps(settings), encoding="utf-8")
    icons = dist / "static" / "favicons"
    icons.mkdir()
    for name in ("favicon-notebook.ico", "favicon-busy-1.ico"):  # asked for, and not there
        shutil.copy(dist / "icon-120x120.png", icons / name)
    script = (site / "begin.js").read_text(encoding="utf-8")
    for name, value in _facts(dist, kernel).items():
        script = script.replace("{{" + name + "}}", value)
    style = (site / "begin.css").read_text(encoding="utf-8")
    for app in APPS:
        page = dist / app / "index.html"
        before, head, after = page.read_text(encoding="utf-8").partition('<meta charset="utf-8">')
        if not head:
            raise ValueError(f"{page}: no place for our script; JupyterLite has changed")
        icon = '<link rel="icon" href="../icon-120x120.png">'
        ours = f"{head}\n{icon}\n<style>{style}</style>\n<script>{script}</script>"
        page.write_text(before + ours + after, encoding="utf-8")


def _facts(dist, kernel):
    python = sum(len(sent(path)) for path in (dist / "static" / "pyodide").glob("*"))
    config = json.loads((dist / "jupyter-lite.json").read_text(encoding="utf-8"))
    return {
        "kernel": kernel,
        "steps": json.dumps(["fetching", "booted", "unpacked", *(step for step, _ in IMPORTS)]),
        "version": config["jupyter-config-data"]["appVersion"],
        # What is told to the reader; a test holds it to what is sent.
        "megabytes": str(round((python + JUPYTERLAB) / MEGABYTE)),
    }


def main():
    """Build, and print sizes and times."""
    measured = build()
    print(report(measured))
    passed = too_large(measured)
    for line in passed:
        print(f"TOO LARGE: {line}", file=sys.stderr)
    return bool(passed)


if __name__ == "__main__":
    sys.exit(main())
