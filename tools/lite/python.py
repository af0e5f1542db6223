"""The Python of the site: Pyodide, and two packs with everything that the lessons import."""

import json
import shutil
import subprocess
import sys
import tempfile
from hashlib import sha256
from pathlib import Path

from tools.lite.app import KERNEL
from tools.lite.pack import packed, thin
from tools.lite.precompile import compiled
from tools.lite.wheels import fetch

DISTRIBUTION = ("pyodide.mjs", "pyodide.asm.mjs", "pyodide.asm.wasm", "python_stdlib.zip")
# No package is ever loaded one by one, so the list of those that could be is empty.
LOCK = {
    "info": {
        "abi_version": "2026_0",
        "arch": "wasm32",
        "platform": "emscripten_5_0_3",
        "python": "3.14.0",
        "version": "314.0.3",
    },
    "packages": {},
}
# In this order, while JupyterLab is still loading: the kernel first, then what lessons import.
IMPORTS = (
    ("kernel", "import pyodide_kernel, piplite.piplite"),
    ("numpy", "import numpy"),
    (
        "matplotlib",
        "import matplotlib.figure, matplotlib.backends.backend_agg, matplotlib_as_on_the_desk",
    ),
    ("widgets", "import ipywidgets, anywidget"),
    ("lessons", "import helpers.panels, helpers.exercises"),
)
# What needs no compiled module and no kernel: a browser keeps an image of it, see site/image.mjs.
PLAIN = (
    "import IPython.core.interactiveshell, IPython.core.application, IPython.core.shellapp,"
    " IPython.core.displayhook, IPython.core.displaypub, IPython.core.history, comm, psygnal,"
    " typing_extensions, pyparsing, dateutil.rrule, dateutil.relativedelta, packaging.version,"
    " unittest, importlib.metadata, decimal, fractions, gzip, xml.dom.minidom, gc; gc.collect()"
)


def build_python(root, folder, cache):
    """Write Pyodide, the packs and what starts them into `folder`.

    Parameters
    ----------
    root : Path
        The repository.
    folder : Path
        What becomes static/pyodide/ of the site.
    cache : Path
        Where wheels and bytecode are kept from one build to the next.
    """
    folder.mkdir(parents=True)
    files = fetch(root / "site" / "wheels.lock", cache / "wheels")
    for name in DISTRIBUTION:
        shutil.copy(files[name], folder)
    (folder / "pyodide-lock.json").write_text(json.dumps(LOCK, indent=1), encoding="utf-8")
    wheels = [path for path in files.values() if path.suffix == ".whl"]
    contents = {}
    for wheel in sorted(wheels) + _kernel_wheels():
        contents |= thin(wheel)
    contents |= _stand_ins(root / "site" / "python")
    ours = thin(_own_wheel(root))
    both = compiled(
        contents | ours,
        [folder / name for name in (*DISTRIBUTION, "pyodide-lock.json")],
        cache / "bytecode",
    )
    # Two packs: a reader who comes back after a lesson was mended fetches the small one anew.
    own = {name: data for name, data in both.items() if name in ours or name.startswith("helpers/")}
    rest = {name: data for name, data in both.items() if name not in own}
    names = [_write(folder, "python", rest), _write(folder, "lessons", own)]
    for name in ("python.mjs", "start.mjs", "image.mjs"):
        shutil.copy(root / "site" / name, folder)
    made_of = [files[name].read_bytes() for name in DISTRIBUTION]
    made_of += [PLAIN.encode(), names[0].encode()]
    version = sha256(b"".join(made_of)).hexdigest()[:12]
    lines = [f"export const packs = {json.dumps(names)};"]
    lines += [f"export const imports = {json.dumps(IMPORTS)};"]
    lines += [f"export const plain = {json.dumps(PLAIN)};"]
    lines += [f'export const version = "{version}";', ""]
    (folder / "packs.mjs").write_text("\n".join(lines), encoding="utf-8")


def _write(folder, name, files):
    block = packed(files)
    path = folder / f"{name}-{sha256(block).hexdigest()[:12]}.pack"
    path.write_bytes(block)
    return path.name


def _kernel_wheels():
    """Return the wheels that JupyterLite's Python kernel brings, held by requirements.txt."""
    extension = Path(sys.prefix) / "share" / "jupyter" / "labextensions" / KERNEL
    wheels = sorted((extension / "static" / "pypi").glob("*.whl"))
    return [path for path in wheels if not path.name.startswith("widgetsnbextension")]


def _stand_ins(folder):
    """Return our own small files for packages that have no use in a browser's tab."""
    found = sorted(path for path in folder.rglob("*.py"))
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in found}


def _own_wheel(root):
    """Return the project's own wheel, built from a copy: setuptools writes beside its source."""
    folder = Path(tempfile.mkdtemp(prefix="softmax-lessons-"))
    source = folder / "source"
    ignored = shutil.ignore_patterns("__pycache__", ".answers", ".ipynb_checkpoints")
    shutil.copytree(root / "helpers", source / "helpers", ignore=ignored)
    for path in root.iterdir():
        if path.is_file() and path.suffix in (".toml", ".md", "") and path.name != "Makefile":
            shutil.copy(path, source)
    command = [sys.executable, "-m", "pip", "wheel", "-q", "--disable-pip-version-check"]
    command += ["--no-deps", "--no-build-isolation", "-w", str(folder), str(source)]
    run = subprocess.run(command, capture_output=True, text=True)
    if run.returncode:
        raise RuntimeError(f"the project's own wheel could not be built:\n{run.stderr}")
    (wheel,) = folder.glob("*.whl")
    return wheel
