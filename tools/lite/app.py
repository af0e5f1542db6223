"""JupyterLite itself: built with its own command, then thinned out."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

KERNEL = "@jupyterlite/pyodide-kernel-extension"
# What the lessons show widgets, slides and code with. Whatever else happens to be installed where
# the site is built stays out of it.
EXTENSIONS = (
    "@jupyter-widgets/jupyterlab-manager",
    "anywidget",
    "@deathbeds/jupyterlab-fonts",  # jupyterlab-slideshow does not load without it
    "jupyterlab-slideshow",
    "jupyterlab_pygments",
    KERNEL,
)
APPS = ("lab", "notebooks")
# Read by no page of these two applications.
UNUSED = (
    "**/*.map",
    "**/*.eot",
    "**/fa-*.svg",
    "**/fa-*.ttf",
    "**/fa-*.woff",
    "lab/favicon.ico",
    "rspack.config*.js",
    "build/third-party-licenses.json",
    "**/static/third-party-licenses.json",
    "jupyterlite.schema.v0.json",
    "doc",
    "static/pyodide/*.whl",
    f"extensions/{KERNEL}/static/pypi/*.whl",
    f"extensions/{KERNEL}/static/schema",
)


def configure(lite_dir):
    """Write what `jupyter lite build` reads: which applications, which extensions, no maps."""
    labextensions = Path(sys.prefix) / "share" / "jupyter" / "labextensions"
    missing = [name for name in EXTENSIONS if not (labextensions / name).is_dir()]
    if missing:
        raise FileNotFoundError(f"not installed in {labextensions}: {', '.join(missing)}")
    config = {
        "apps": list(APPS),
        "contents": ["files"],
        "federated_extensions": [str(labextensions / name) for name in EXTENSIONS],
        "ignore_sys_prefix": True,
        "no_libarchive": True,
        "no_sourcemaps": True,
        "no_unused_shared_packages": True,
    }
    text = json.dumps({"LiteBuildConfig": config}, indent=1)
    (lite_dir / "jupyter_lite_config.json").write_text(text, encoding="utf-8")


def build_app(lite_dir, dist):
    """Build JupyterLite from `lite_dir` into `dist`; RuntimeError holds what it said."""
    configure(lite_dir)
    shutil.rmtree(dist, ignore_errors=True)
    command = [sys.executable, "-m", "jupyterlite_core", "build", "--output-dir", str(dist)]
    # The same commit gives the same bytes: JupyterLite writes this date where it writes dates.
    environment = {**os.environ, "SOURCE_DATE_EPOCH": "1767225600", "JUPYTER_NO_CONFIG": "1"}
    run = subprocess.run(command, cwd=lite_dir, env=environment, capture_output=True, text=True)
    if run.returncode:
        said = f"{run.stdout[-3000:]}\n{run.stderr[-3000:]}"
        raise RuntimeError(f"jupyter lite build stopped:\n{said}")


def thin_app(dist):
    """Remove what no page reads."""
    for pattern in UNUSED:
        for path in dist.glob(pattern):
            shutil.rmtree(path) if path.is_dir() else path.unlink()
