"""Pyodide and the wheels that the lessons import, in one folder with a lock file that is true.

Nothing is fetched from Pyodide's own host. The wheel that [tool.site] in pyproject.toml names
carries Pyodide itself and the packages that are compiled for it. What is plain Python comes in the
versions, and with the hashes, of requirements.txt, and `helpers` from this repository.
"""

import json
import re
import shutil
import sys
import tempfile
import tomllib
import zipfile
from hashlib import sha256
from importlib import metadata
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name, parse_wheel_filename

from tools.node import run

PYTHON = "3.14"
CARRIED = "open_webui/frontend/pyodide/"
LIBRARY = "python_stdlib.zip"
CORE = ("pyodide.mjs", "pyodide.asm.mjs", "pyodide.asm.wasm", LIBRARY)
LOCK = "pyodide-lock.json"
# The kernel's own needs; the rest follows from what the wheels require.
KERNEL = {"ipython", "micropip"}
# Their JavaScript is a JupyterLab extension; nothing imports their Python.
NOT_IMPORTED = {"jupyterlab-widgets", "widgetsnbextension", "jupyterlab", "jupyterlab-slideshow"}
# On what some requirements depend.
PLATFORM = {"python_version": PYTHON, "sys_platform": "emscripten"}
PIP = (sys.executable, "-m", "pip", "-q", "--disable-pip-version-check")
# Pure wheels are the same everywhere; these options take them wherever the site is built.
ANYWHERE = (
    *("--no-deps", "--require-hashes", "--only-binary", ":all:", "--ignore-requires-python"),
    *("--platform", "any", "--implementation", "py", "--abi", "none", "--python-version", PYTHON),
)


def distribution(root, folder, cache):
    """Write Pyodide, every wheel and pyodide-lock.json into `folder`.

    `jupyter lite build` expects it at static/pyodide of its project. Downloads are kept in `cache`
    from one build to the next; pip compares their hashes each time, and RuntimeError holds what it
    said when it cannot get a file.
    """
    folder.mkdir(parents=True)
    cache.mkdir(parents=True, exist_ok=True)
    pyproject = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))
    (carrier,) = download([pyproject["tool"]["site"]["pyodide"]], cache)
    packages, pure, pending = {}, set(), {*required("softmax-lessons"), *KERNEL}
    with zipfile.ZipFile(carrier) as archive:
        carried = zipfile.Path(archive, CARRIED)
        for name in CORE:
            (folder / name).write_bytes((carried / name).read_bytes())
        lock = json.loads((carried / LOCK).read_text(encoding="utf-8"))
        while pending := pending - NOT_IMPORTED - packages.keys() - pure:
            name = pending.pop()
            entry = lock["packages"].get(name)
            if entry and (carried / entry["file_name"]).exists():
                wheel = (carried / entry["file_name"]).read_bytes()
                (folder / entry["file_name"]).write_bytes(wheel)
                entry["depends"] = [canonicalize_name(needed) for needed in entry["depends"]]
                packages[name] = entry
                pending |= {*entry["depends"]}
            else:
                pure.add(name)
                pending |= {*required(name)}
    text = (root / "requirements.txt").read_text(encoding="utf-8")
    lines = {line[1]: line[0] for line in re.finditer(r"(?m)^(\S+)==.*(?:\n +.*)*", text)}
    wheels = [shutil.copy(wheel, folder) for wheel in download([*map(lines.get, pure)], cache)]
    for wheel in (own_wheel(root, folder), *map(Path, wheels)):
        entry = entry_of(wheel)
        packages[entry["name"]] = entry
    for entry in packages.values():
        entry["depends"] = [needed for needed in entry["depends"] if needed in packages]
    lock["packages"] = dict(sorted(packages.items()))
    (folder / LOCK).write_text(json.dumps(lock, indent=1), encoding="utf-8")


def required(name):
    """Return what a package, as it is installed here, requires in the browser."""
    each = map(Requirement, metadata.requires(name) or [])
    return [
        canonicalize_name(needed.name)
        for needed in each
        if needed.marker is None or needed.marker.evaluate(PLATFORM)
    ]


def download(lines, cache):
    """Return the wheels that lines of requirements name; they are fetched if `cache` lacks one."""
    with tempfile.TemporaryDirectory(prefix="softmax-lessons-") as name:
        requirements, wheels = Path(name, "requirements.txt"), Path(name, "wheels")
        requirements.write_text("\n".join(lines), encoding="utf-8")
        wanted = (*PIP, "download", *ANYWHERE, "-d", wheels, "-r", requirements)
        try:
            run(*wanted, "--no-index", "--find-links", cache)
        except RuntimeError:
            run(*wanted)
        return [Path(shutil.copy(wheel, cache)) for wheel in wheels.iterdir()]


def entry_of(wheel):
    """Return what pyodide-lock.json says about the wheel of a package that is installed here."""
    name, version, _, _ = parse_wheel_filename(wheel.name)
    with zipfile.ZipFile(wheel) as archive:
        modules = (re.fullmatch(r"(\w+)(/.*|\.py)", path) for path in archive.namelist())
        imports = sorted({module[1] for module in modules if module})
    return {
        "depends": required(name),
        "file_name": wheel.name,
        "imports": imports,
        "install_dir": "site",
        "name": name,
        "package_type": "package",
        "sha256": sha256(wheel.read_bytes()).hexdigest(),
        "unvendored_tests": False,
        "version": str(version),
    }


def own_wheel(root, folder):
    """Return the project's own wheel, built from a copy: setuptools writes beside its source."""
    with tempfile.TemporaryDirectory(prefix="softmax-lessons-") as name:
        shutil.copytree(root / "helpers", Path(name) / "helpers")
        for file in ("pyproject.toml", "README.md", "LICENSE", "LICENSE-text"):
            shutil.copy(root / file, name)
        run(*PIP, "wheel", "--no-deps", "--no-build-isolation", "-w", str(folder), name)
    (wheel,) = folder.glob("softmax_lessons-*.whl")
    return wheel
