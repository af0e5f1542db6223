"""Compile the lessons' Python once, here, rather than in every reader's browser.

Only the very Python that runs in the browser writes bytecode that it will read, so it is started
in Chromium.
"""

import base64
import hashlib
import io
import shutil
import tempfile
import zipfile
from pathlib import Path

from playwright.sync_api import sync_playwright

from tests.browser.chromium import ARGUMENTS, find_chromium
from tools.lite.serve import SiteServer

# Sources that a reader may want to see, in an error or with `softmax??`. The rest of the packages
# goes into the site as bytecode alone: numpy's sources would be 0.8 MB more.
READ = ("helpers/",)
# No lesson calls these itself, so nobody asks them for help. matplotlib fills in its docstrings
# while it is imported: that was a fifth of its import.
WITHOUT_DOCSTRINGS = ("PIL/", "contourpy/", "dateutil/", "matplotlib/", "mpl_toolkits/", "psygnal/",
                      "packaging/", "pygments/", "pyparsing/", "typing_extensions.py")  # fmt: skip

_LOAD = """async () => {
    const { loadPyodide } = await import("./pyodide.mjs");
    const lockFileContents = await (await fetch("pyodide-lock.json")).text();
    const pyodide = await loadPyodide({ indexURL: location.href, lockFileContents });
    const sources = await (await fetch("sources.zip")).arrayBuffer();
    pyodide.unpackArchive(sources, "zip", { extractDir: "/sources" });
    return pyodide.runPython(await (await fetch("compile.py")).text());
}"""

# Hash-based and not checked: the reader's Python takes the bytecode as it is.
_BYTECODE = '''
import base64, io, pathlib, py_compile, zipfile

def bytecode(source, path, optimize=-1):
    given, made = pathlib.Path("/source.py"), pathlib.Path("/source.pyc")
    given.write_bytes(source)
    unchecked = py_compile.PycInvalidationMode.UNCHECKED_HASH
    py_compile.compile(given, made, path, True, optimize, unchecked)
    return made.read_bytes()
'''

_COMPILE = '''
root = pathlib.Path("/sources")
out = io.BytesIO()
with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
    for name in WANTED:
        optimize = 2 if name.startswith(WITHOUT_DOCSTRINGS) else -1
        path = f"{SITE_PACKAGES}/{name}"
        archive.writestr(name, bytecode((root / name).read_bytes(), path, optimize))
base64.b64encode(out.getvalue()).decode()
'''
_SETTINGS = f"""
SITE_PACKAGES = "/lib/python3.14/site-packages"
WITHOUT_DOCSTRINGS = {WITHOUT_DOCSTRINGS!r}
"""

# Starts Python as a page does, in the folder that is served.
_START = """async (script) => {
    const { startPython } = await import("./live/python.mjs");
    return (await startPython(() => {})).runPython(script);
}"""

# Pyodide's own archive holds sources alone, and Python would compile them at every start.
_LIBRARY = '''
import sys
import numpy.random  # which cells of most lessons import
place = next(path for path in sys.path if path.endswith(".zip"))
loaded = {getattr(module, "__file__", None) for module in list(sys.modules.values())}
out = io.BytesIO()
with zipfile.ZipFile(place) as library, zipfile.ZipFile(out, "w") as archive:
    for name in library.namelist():
        data, path = library.read(name), f"{place}/{name}"
        if path in loaded:
            name, data = name + "c", bytecode(data, path)
        entry = zipfile.ZipInfo(name)  # without the time of day
        archive.writestr(entry, data, zipfile.ZIP_DEFLATED, compresslevel=9)
base64.b64encode(out.getvalue()).decode()
'''


def compiled_library(site):
    """Return the archive of Python's own modules, those that the start imports as bytecode.

    With sources alone a visit took 4.9 s of one processor in the worker until a panel moved; with
    the bytecode it takes 3.0 s. What only a reader's cell may import stays source, which is half
    as large.

    Parameters
    ----------
    site : Path
        The site, whose live/ can start Python with the archive of sources.
    """
    return base64.b64decode(_in_chromium(site, _START, _BYTECODE + _LIBRARY))


def compiled(files, distribution, cache):
    """Return `files` with bytecode beside or instead of each Python source.

    Parameters
    ----------
    files : dict
        {path below site-packages: bytes}.
    distribution : list of Path
        The files of Pyodide itself.
    cache : Path
        A folder that keeps what was compiled: only what changed is compiled again.
    """
    cache = Path(cache)
    cache.mkdir(parents=True, exist_ok=True)
    scripts = _SETTINGS + _BYTECODE + _COMPILE
    parts = [scripts.encode(), *(Path(path).read_bytes() for path in distribution)]
    python = hashlib.sha256(b"".join(parts)).digest()
    kept = {name: cache / _key(python, name, files[name]) for name in _sources(files)}
    missing = [name for name, path in kept.items() if not path.is_file()]
    if missing:
        for name, data in _ask_chromium(files, missing, distribution).items():
            kept[name].write_bytes(data)
    return _placed(files, {name: path.read_bytes() for name, path in kept.items()})


def _sources(files):
    return [name for name in files if name.endswith(".py")]


def _key(python, name, source):
    """Return a file name that changes with whatever the bytecode depends on."""
    return hashlib.sha256(b"\0".join([python, name.encode(), source])).hexdigest()


def _placed(files, bytecode):
    placed = {name: data for name, data in files.items() if not name.endswith(".py")}
    for name in _sources(files):
        folder, _, leaf = name.rpartition("/")
        if name.startswith(READ):
            placed[name] = files[name]
            placed[f"{folder}/__pycache__/{leaf[:-3]}.cpython-314.pyc"] = bytecode[name]
        else:
            placed[name + "c"] = bytecode[name]
    return placed


def _ask_chromium(files, wanted, distribution):
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for path in distribution:
            shutil.copy(path, folder)
        sources = io.BytesIO()
        with zipfile.ZipFile(sources, "w") as archive:
            for path in wanted:
                archive.writestr(path, files[path])
        (folder / "sources.zip").write_bytes(sources.getvalue())
        script = f"{_SETTINGS}WANTED = {wanted!r}\n{_BYTECODE}{_COMPILE}"
        (folder / "compile.py").write_text(script, encoding="utf-8")
        answer = _in_chromium(folder, _LOAD)
    with zipfile.ZipFile(io.BytesIO(base64.b64decode(answer))) as archive:
        return dict(zip(wanted, map(archive.read, archive.namelist())))


def _in_chromium(folder, function, argument=None):
    """Return what a JavaScript function returns in a page beside the files of `folder`."""
    with SiteServer(folder) as server, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_chromium(), args=ARGUMENTS)
        page = browser.new_page()
        page.set_default_timeout(300_000)
        page.route(f"{server.url}/", lambda route: route.fulfill(body="", content_type="text/html"))
        page.goto(f"{server.url}/")
        answer = page.evaluate(function, argument)
        browser.close()
    return answer
