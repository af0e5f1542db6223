"""Pyodide and the wheels that the lessons import, in one folder with a lock file that is true.

Nothing is fetched from Pyodide's own host. The wheel that [tool.site] in pyproject.toml names
carries Pyodide itself and the packages that are compiled for it. What is plain Python comes in the
versions, and with the hashes, of requirements.txt, and `helpers` from this repository.
"""

import json
import re
import shutil
import subprocess
import sys
import tempfile
import tomllib
import zipfile
from email import message_from_string
from hashlib import sha256
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name, parse_wheel_filename

CARRIED = "open_webui/frontend/pyodide/"
LIBRARY = "python_stdlib.zip"
CORE = ("pyodide.mjs", "pyodide.asm.mjs", "pyodide.asm.wasm", LIBRARY)
LOCK = "pyodide-lock.json"
# The kernel's own needs; the rest follows from what the wheels require.
KERNEL = ("ipython", "micropip")
# Their JavaScript is a JupyterLab extension; nothing imports their Python.
NOT_IMPORTED = {"jupyterlab-widgets", "widgetsnbextension", "jupyterlab", "jupyterlab-slideshow"}
# Pure wheels are the same everywhere; these options take them wherever the site is built.
ANYWHERE = ("--platform", "any", "--implementation", "py", "--abi", "none", "--python-version")


def distribution(root, folder, cache):
    """Write Pyodide, every wheel and pyodide-lock.json into `folder`.

    `jupyter lite build` expects it at static/pyodide of its project. Downloads are kept in `cache`
    from one build to the next; pip compares their hashes each time, and RuntimeError holds what it
    said when it cannot get a file.
    """
    folder.mkdir(parents=True)
    cache.mkdir(parents=True, exist_ok=True)
    (carrier,) = download([carrier_line(root)], cache, "3.14")
    with zipfile.ZipFile(carrier) as archive:
        lock = json.loads(archive.read(CARRIED + LOCK))
        python = ".".join(lock["info"]["python"].split(".")[:2])
        carried = {name for name in archive.namelist() if name.endswith(".whl")}
        compiled = {
            name: entry
            for name, entry in lock["packages"].items()
            if CARRIED + entry["file_name"] in carried
        }
        own = own_wheel(root, folder)
        packages = {"softmax-lessons": entry_of(own, python)}
        pending = [*packages["softmax-lessons"]["depends"], *KERNEL]
        lines = locked_lines(root)
        while pending:
            name = pending.pop()
            if name in packages or name in NOT_IMPORTED:
                continue
            if name in compiled:
                entry = compiled[name]
                (folder / entry["file_name"]).write_bytes(
                    archive.read(CARRIED + entry["file_name"])
                )
            else:
                (wheel,) = download([lines[name]], cache, python)
                entry = entry_of(shutil.copy(wheel, folder), python)
            packages[name] = entry
            pending += map(canonicalize_name, entry["depends"])
        for name in CORE:
            (folder / name).write_bytes(archive.read(CARRIED + name))
    for entry in packages.values():
        entry["depends"] = [d for d in map(canonicalize_name, entry["depends"]) if d in packages]
    lock["packages"] = dict(sorted(packages.items()))
    (folder / LOCK).write_text(json.dumps(lock, indent=1), encoding="utf-8")


def carrier_line(root):
    """Return the line of pyproject.toml that names the wheel which carries Pyodide."""
    pyproject = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))
    return pyproject["tool"]["site"]["pyodide"]


def locked_lines(root):
    """Return {name: line with version and hashes} of requirements.txt, for pip."""
    text = (root / "requirements.txt").read_text(encoding="utf-8").replace("\\\n", " ")
    found = re.findall(r"^([\w.-]+)(==\S+)[^\n]*?((?: +--hash=\S+)+)", text, re.MULTILINE)
    return {canonicalize_name(name): f"{name}{version}{hashes}" for name, version, hashes in found}


def download(lines, cache, python):
    """Return the wheels that the lines of requirements name; only what `cache` lacks is fetched."""
    with tempfile.TemporaryDirectory(prefix="softmax-lessons-") as name:
        requirements = Path(name) / "requirements.txt"
        requirements.write_text("\n".join(lines), encoding="utf-8")
        wheels = Path(name) / "wheels"
        command = [sys.executable, "-m", "pip", "download", "-q", "--disable-pip-version-check"]
        command += ["--no-deps", "--require-hashes", "--only-binary", ":all:", *ANYWHERE, python]
        command += ["--ignore-requires-python", "-d", str(wheels), "-r", str(requirements)]
        kept = ["--no-index", "--find-links", str(cache)]
        for more in (kept, []):
            run = subprocess.run([*command, *more], capture_output=True, text=True)
            if not run.returncode:
                return [Path(shutil.copy(wheel, cache)) for wheel in sorted(wheels.glob("*.whl"))]
    raise RuntimeError(f"pip could not get {', '.join(lines)}:\n{run.stderr}")


def entry_of(wheel, python):
    """Return what pyodide-lock.json says about one wheel.

    Some requirements depend on `python`, the version in the browser: ``"3.14"``.
    """
    wheel = Path(wheel)
    name, version, _, _ = parse_wheel_filename(wheel.name)
    with zipfile.ZipFile(wheel) as archive:
        names = archive.namelist()
        (metadata,) = (n for n in names if re.fullmatch(r"[^/]+\.dist-info/METADATA", n))
        fields = message_from_string(archive.read(metadata).decode())
    platform = {
        "extra": "",
        "os_name": "posix",
        "platform_system": "Emscripten",
        "python_full_version": f"{python}.0",
        "python_version": python,
        "sys_platform": "emscripten",
    }
    needed = map(Requirement, fields.get_all("Requires-Dist", []))
    packages = (re.fullmatch(r"(?:(\w+)/.*|(\w+)\.py)", n) for n in names)
    return {
        "depends": [
            canonicalize_name(each.name)
            for each in needed
            if each.marker is None or each.marker.evaluate(platform)
        ],
        "file_name": wheel.name,
        "imports": sorted({match[1] or match[2] for match in packages if match}),
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
        ignored = shutil.ignore_patterns("__pycache__", ".answers", ".ipynb_checkpoints")
        shutil.copytree(root / "helpers", Path(name) / "helpers", ignore=ignored)
        for file in ("pyproject.toml", "README.md", "LICENSE", "LICENSE-text"):
            shutil.copy(root / file, name)
        command = [sys.executable, "-m", "pip", "wheel", "-q", "--disable-pip-version-check"]
        command += ["--no-deps", "--no-build-isolation", "-w", str(folder), name]
        run = subprocess.run(command, capture_output=True, text=True)
    if run.returncode:
        raise RuntimeError(f"the project's own wheel could not be built:\n{run.stderr}")
    (wheel,) = folder.glob("softmax_lessons-*.whl")
    return wheel
