"""The Python of the live pages: two packs with everything that the lessons import, thinned out."""

import gzip
import json
import re
import shutil
import zipfile
from hashlib import sha256

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
# Never opened by the lessons. Hashes are checked before anything is taken out.
UNUSED = re.compile(
    r"(^|/)(tests?|sphinxext|_examples|sample_data|_tkagg|__pycache__)/"
    r"|\.(pyi|pyx|pxd|c|h|hpp|f90|lib|a|map|exe|typed|afm|toml|in|build|src|inc)$"
    r"|\.dist-info/(?!METADATA|entry_points)"
    r"|^[^/]+\.data/"
    r"|^matplotlib/backends/(web_backend/|qt_|_backend_(gtk|tk)|backend_(gtk|mac|nbagg|pdf|pgf|ps"
    r"|qt|svg|template|tk|web|wx|cairo)|_tkagg|_macosx)"
    r"|^matplotlib/mpl-data/(images|plot_directive|stylelib|kpsewhich)"
    r"|^matplotlib/mpl-data/fonts/(afm|pdfcorefonts|ttf/(DejaVuSerif|DejaVuSansMono-|DejaVuSans-BoldOblique))"
    r"|^dateutil/zoneinfo/.*gz"
    r"|^mpl_toolkits/(axes_grid1|axisartist)/"
    r"|^numpy/(f2py|distutils|_pyinstaller|_core/(lib|include))/"
    r"|^matplotlib/(_qhull|_tri)\..*so$"
    r"|^matplotlib/testing/"
    r"|^numpy/polynomial/|^numpy/linalg/lapack_lite\.|^numpy/(conftest|typing/mypy_plugin)"
    # Pictures are written as PNG; Pillow looks for the formats that are there.
    r"|^PIL/(?!Bmp|Gif|Jpeg|Png|Ppm)\w+ImagePlugin\.py"
    r"|^PIL/_(avif|imagingcms|imagingft|imagingmorph|imagingtk|webp)\."
    r"|^PIL/(Image(Cms|Grab|Morph|Qt|Tk|Win)|PdfParser)\."
    r"|^pygments/(lexers|formatters|styles)/(?!__init__|_mapping|python|default|html|terminal)"
    r"|^pygments/(cmdline|sphinxext)\."
    r"|^IPython/(lib/latextools|sphinxext|extensions)|^IPython/testing/(?!__init__|skipdoctest)"
    r"|^contourpy/util/|^dateutil/tz/win|^pyparsing/(diagram|tools)/"
    # matplotlib compares versions; the rest is for installers.
    r"|^packaging/(?!__init__|_structures|version)"
    # Ours in site/python/ stand in its place: there is no terminal.
    r"|^IPython/terminal/(?!pt_inputhooks/__init__)|^micropip/"
    r"|^anywidget/(labextension|nbextension)/"
)
FONTS = "matplotlib/fontlist.json"


def build_python(root, pyodide, folder, cache):
    """Write the packs, Python's own modules and what starts them into `folder`, the site's live/.

    `pyodide` is what `tools.lite.pyodide.distribution` has written; `cache` keeps bytecode from one
    build to the next.
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
    # Our own small files for packages that have no use in a browser's tab.
    stand_ins = root / "site" / "python"
    for path in sorted(stand_ins.rglob("*.py")):
        contents[path.relative_to(stand_ins).as_posix()] = path.read_bytes()
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


def thin(wheel):
    """Return {path: bytes} of a wheel's files without those that no lesson needs."""
    with zipfile.ZipFile(wheel) as archive:
        names = [name for name in archive.namelist() if not name.endswith("/")]
        files = {name: archive.read(name) for name in names if not UNUSED.search(name)}
    if FONTS in files:
        # The first formula in a picture would ask for a font that is gone; matplotlib then says in
        # the reader's cell that it builds its list anew, and spends a moment on it at every visit.
        fonts = json.loads(files[FONTS])
        for kind in ("afmlist", "ttflist"):
            fonts[kind] = [f for f in fonts[kind] if f"matplotlib/mpl-data/{f['fname']}" in files]
        files[FONTS] = json.dumps(fonts).encode()
    return files


def packed(files):
    """Return {path: bytes} as one compressed block that site/live/python.mjs takes apart.

    Four bytes say how long the table of contents is; the table, as JSON, holds path and size of
    each file; then the files follow, one after the other.
    """
    names = sorted(files)
    table = json.dumps([[name, len(files[name])] for name in names]).encode()
    whole = len(table).to_bytes(4, "little") + table + b"".join(files[name] for name in names)
    return gzip.compress(whole, compresslevel=9, mtime=0)
