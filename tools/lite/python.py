"""The Python of the live pages: two packs with everything that the lessons import."""

import json
import shutil
from hashlib import sha256

from tools.lite.pack import packed, thin
from tools.lite.precompile import compiled, compiled_library
from tools.lite.pyodide import LIBRARY, LOCK

# No lesson imports these: 8 MB of completion by jedi, fonts' other formats, time zones, a terminal.
LEFT_OUT = ("fonttools-", "jedi-", "micropip-", "parso-", "prompt_toolkit-", "pytz-", "wcwidth-")
# In this order, before the first cell: what the page's shell and the lessons import.
IMPORTS = (
    ("IPython", "import IPython.core.interactiveshell, bdb"),
    ("numpy", "import numpy"),
    ("matplotlib", "import matplotlib.figure, matplotlib.backends.backend_agg"),
    ("widgets", "import ipywidgets, anywidget"),
    ("lessons", "import helpers.panels, helpers.exercises"),
)


def build_python(root, pyodide, folder, cache):
    """Write the packs, Python's own modules and what starts them into `folder`.

    Parameters
    ----------
    root : Path
        The repository.
    pyodide : Path
        Pyodide and all wheels, as `tools.lite.pyodide.distribution` writes them.
    folder : Path
        What becomes live/ of the site, beside lab/ that holds Pyodide.
    cache : Path
        Where bytecode is kept from one build to the next.
    """
    folder.mkdir(parents=True)
    # No package is ever loaded one by one, so the list of those that could be is empty.
    lock = json.loads((pyodide / LOCK).read_text(encoding="utf-8")) | {"packages": {}}
    (folder / LOCK).write_text(json.dumps(lock), encoding="utf-8")
    (own,) = pyodide.glob("softmax_lessons-*.whl")
    contents = {}
    wheels = {path for path in pyodide.glob("*.whl") if not path.name.startswith(LEFT_OUT)}
    for wheel in sorted(wheels - {own}):
        contents |= thin(wheel)
    contents |= _stand_ins(root / "site" / "python")
    ours = thin(own)
    both = compiled(contents | ours, pyodide, cache / "bytecode")
    # Two packs: a reader who comes back after a lesson was mended fetches the small one anew.
    own = {name: data for name, data in both.items() if name in ours or name.startswith("helpers/")}
    rest = {name: data for name, data in both.items() if name not in own}
    names = [_write(folder, "python", rest), _write(folder, "lessons", own)]
    for name in ("worker.mjs", "python.mjs", "page_shell.py"):
        shutil.copy(root / "site" / "live" / name, folder)
    lines = [f"export const packs = {json.dumps(names)};"]
    lines += [f"export const imports = {json.dumps(IMPORTS)};", ""]
    (folder / "packs.mjs").write_text("\n".join(lines), encoding="utf-8")
    code = "\n".join(line for _, line in IMPORTS)
    library = compiled_library(both, code, pyodide, cache / "bytecode")
    (folder / LIBRARY).write_bytes(library)


def _write(folder, name, files):
    block = packed(files)
    path = folder / f"{name}-{sha256(block).hexdigest()[:12]}.pack"
    path.write_bytes(block)
    return path.name, len(block)


def _stand_ins(folder):
    """Return our own small files for packages that have no use in a browser's tab."""
    found = sorted(path for path in folder.rglob("*.py"))
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in found}
