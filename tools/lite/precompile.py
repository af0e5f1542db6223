"""Compile the lessons' Python once, here, rather than in every reader's browser.

Only the very Python that runs in the browser writes bytecode that it will read: site/pyodide.mjs
runs it under Node.
"""

import hashlib
import io
import json
import tempfile
import zipfile
from pathlib import Path

from tools import node
from tools.lite.pyodide import CORE, LIBRARY

SITE_PACKAGES = "/lib/python3.14/site-packages"
LIBRARY_PLACE = "/lib/python314.zip"
# Sources that a reader may want to see, in an error or with `softmax??`. The rest of the packages
# goes into the site as bytecode alone: numpy's sources would be 0.8 MB more.
READ = "helpers/"
# No lesson calls these itself, so nobody asks them for help. matplotlib fills in its docstrings
# while it is imported: that was a fifth of its import.
WITHOUT_DOCSTRINGS = tuple(
    f"{SITE_PACKAGES}/{name}"
    for name in ("PIL/", "contourpy/", "dateutil/", "matplotlib/", "mpl_toolkits/", "psygnal/",
                 "packaging/", "pygments/", "pyparsing/", "typing_extensions.py")
)  # fmt: skip

# Hash-based and not checked: the reader's Python takes the bytecode as it is.
_COMPILE = f"""
import json, os, py_compile
os.chdir({SITE_PACKAGES!r})
unchecked = py_compile.PycInvalidationMode.UNCHECKED_HASH
for n, (path, optimize) in enumerate(json.load(open("jobs.json"))):
    py_compile.compile(f"{{n}}.py", f"{{n}}.pyc", path, True, optimize, unchecked)
"""
_LOADED = """
import json, sys
import numpy.random  # which cells of most lessons import
json.dumps([getattr(module, "__file__", None) for module in list(sys.modules.values())])
"""


def bytecode(sources, pyodide, cache):
    """Return {path in the browser: bytecode} of {path: source}, by the Python in `pyodide`.

    The folder `cache` keeps what was compiled: only what changed is compiled again.
    """
    cache.mkdir(parents=True, exist_ok=True)
    parts = [_COMPILE.encode(), *((pyodide / name).read_bytes() for name in CORE)]
    python = hashlib.sha256(b"".join(parts)).digest()
    kept, jobs = {}, []
    for path, source in sources.items():
        optimize = 2 if path.startswith(WITHOUT_DOCSTRINGS) else -1
        key = [python, path.encode(), str(optimize).encode(), source]
        kept[path] = cache / hashlib.sha256(b"\0".join(key)).hexdigest()
        if not kept[path].is_file():
            jobs.append((path, optimize))
    if jobs:
        with tempfile.TemporaryDirectory(dir=cache) as name:
            folder = Path(name)
            (folder / "jobs.json").write_text(json.dumps(jobs), encoding="utf-8")
            for n, (path, _) in enumerate(jobs):
                (folder / f"{n}.py").write_bytes(sources[path])
            node.run("pyodide.mjs", pyodide, folder, _COMPILE)
            for n, (path, _) in enumerate(jobs):
                (folder / f"{n}.pyc").rename(kept[path])
    return {path: at.read_bytes() for path, at in kept.items()}


def compiled(files, pyodide, cache):
    """Return {path below site-packages: bytes} with bytecode beside or instead of each source."""
    sources = {f"{SITE_PACKAGES}/{name}": files[name] for name in files if name.endswith(".py")}
    made = bytecode(sources, pyodide, cache)
    placed = {}
    for name, data in files.items():
        folder, _, leaf = name.rpartition("/")
        if name.startswith(READ) or not name.endswith(".py"):
            placed[name] = data
        if name.endswith(".py"):
            pyc = f"{folder}/__pycache__/{leaf[:-3]}.cpython-314.pyc"
            placed[pyc if name.startswith(READ) else name + "c"] = made[f"{SITE_PACKAGES}/{name}"]
    return placed


def compiled_library(packages, imports, pyodide, cache):
    """Return the archive of Python's own modules, those that the start imports as bytecode.

    Pyodide's own archive holds sources alone: a visit took 4.9 s of one processor in the worker
    until a panel moved, and with the bytecode it takes 3.0 s. What only a reader's cell may import
    stays source, which is half as large. `packages` is {path below site-packages: bytes} of what
    the page has, `imports` the code with which it starts.
    """
    with tempfile.TemporaryDirectory() as name:
        for path, data in packages.items():
            (Path(name) / path).parent.mkdir(parents=True, exist_ok=True)
            (Path(name) / path).write_bytes(data)
        loaded = json.loads(node.run("pyodide.mjs", pyodide, name, imports + _LOADED))
    with zipfile.ZipFile(pyodide / LIBRARY) as archive:
        library = {f"{LIBRARY_PLACE}/{name}": archive.read(name) for name in archive.namelist()}
    made = bytecode({path: library[path] for path in loaded if path in library}, pyodide, cache)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for path, source in library.items():
            name = path.removeprefix(f"{LIBRARY_PLACE}/") + ("c" if path in made else "")
            entry = zipfile.ZipInfo(name)  # without the time of day
            data = made.get(path, source)
            archive.writestr(entry, data, zipfile.ZIP_DEFLATED, compresslevel=9)
    return out.getvalue()
