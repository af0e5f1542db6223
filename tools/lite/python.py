"""The Python of the live pages: two packs with everything that the lessons import, thinned out.

All of it is compiled once, here, rather than in every reader's browser: a visit took 4.9 s of one
processor in the worker until a panel moved, and 3.0 s since Python's own modules are compiled too.
Only the very Python that runs in the browser writes bytecode that it will read: site/pyodide.mjs
runs `tools.lite.compiling` under Node.
"""

import gzip
import json
import re
import shutil
import tempfile
import zipfile
from hashlib import sha256
from pathlib import Path

from tools import node
from tools.lite import compiling
from tools.lite.pyodide import LIBRARY

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
    r"/(tests?|sphinxext|_examples|sample_data)/"
    r"|\.(pyi|pxd|a|typed|afm|build)$"
    r"|\.dist-info/(?!METADATA|entry_points)"
    r"|^[^/]+\.data/"
    r"|^matplotlib/(testing/|_qhull|_tri\.)"
    r"|^matplotlib/backends/(web_backend|qt_|_backend_(gtk|tk)|backend_(gtk|mac|nbagg|pdf|pgf|ps"
    r"|qt|svg|template|tk|web|wx|cairo)|_tkagg)"
    r"|^matplotlib/mpl-data/(images|plot_directive|stylelib|kpsewhich|fonts/pdfcorefonts"
    r"|fonts/ttf/(DejaVuSerif|DejaVuSansMono-|DejaVuSans-BoldOblique))"
    r"|^mpl_toolkits/(axes_grid1|axisartist)/"
    r"|^(contourpy/util|dateutil/(zoneinfo/.*gz|tz/win)|pyparsing/(diagram|tools))"
    r"|^numpy/(f2py|_pyinstaller|_core/(lib|include)|polynomial|linalg/lapack_lite|conftest"
    r"|typing/mypy_plugin)"
    # Pictures are written as PNG; Pillow looks for the formats that are there.
    r"|^PIL/(?!Bmp|Gif|Jpeg|Png|Ppm)\w+ImagePlugin\.py"
    r"|^PIL/(_imaging(cms|ft|morph|tk)|_avif|_webp|Image(Cms|Grab|Morph|Qt|Tk|Win)|PdfParser)\."
    r"|^pygments/(lexers|formatters|styles)/(?!__init__|_mapping|python|default|html|terminal)"
    # Ours in site/python/ stand in the place of the terminal: there is none.
    r"|^IPython/(lib/latextools|extensions|testing/(?!__init__|skipdoctest)"
    r"|terminal/(?!pt_inputhooks/__init__))"
    # matplotlib compares versions; the rest is for installers.
    r"|^packaging/(?!__init__|_structures|version)"
    r"|^anywidget/(labextension|nbextension)/"
)


def build_python(root, pyodide, folder):
    """Write the packs, Python's own modules and what starts them into `folder`, the site's live/.

    `pyodide` is what `tools.lite.pyodide.distribution` has written.
    """
    folder.mkdir(parents=True)
    with tempfile.TemporaryDirectory(prefix="softmax-lessons-") as name:
        packages = Path(name)
        for wheel in pyodide.glob("*.whl"):
            if not wheel.name.startswith(LEFT_OUT):
                with zipfile.ZipFile(wheel) as archive:
                    wanted = [name for name in archive.namelist() if not UNUSED.search(name)]
                    archive.extractall(packages, wanted)
        # Our own small files for packages that have no use in a browser's tab.
        shutil.copytree(root / "site" / "python", packages, dirs_exist_ok=True)
        shutil.copy(root / "site" / "live" / "page_shell.py", packages)
        drop_fonts(packages / "matplotlib")
        imports = "\n".join(line for _, line in IMPORTS)
        code = f"{Path(compiling.__file__).read_text(encoding='utf-8')}\ncompile_all({imports!r})"
        node.run(node.PROGRAM, "pyodide.mjs", pyodide, packages, code)
        library = files_of(packages / "library")
        shutil.rmtree(packages / "library")
        files = files_of(packages)
    with zipfile.ZipFile(folder / LIBRARY, "w") as archive:
        for path, data in library.items():
            # An entry of its own is without the time of day.
            archive.writestr(zipfile.ZipInfo(path), data, zipfile.ZIP_DEFLATED, compresslevel=9)
    # Two packs: a reader who comes back after a lesson was mended fetches the small one anew.
    ours = ("helpers/", "softmax_lessons-", "page_shell.")
    lessons = {path: files.pop(path) for path in [*files] if path.startswith(ours)}
    packs = [write_pack("python", files, folder), write_pack("lessons", lessons, folder)]
    shutil.copy(root / "site" / "live" / "worker.mjs", folder)
    exported = f"packs = {json.dumps(packs)}, imports = {json.dumps(IMPORTS)}"
    (folder / "packs.mjs").write_text(f"export const {exported};\n", encoding="utf-8")


def drop_fonts(matplotlib):
    """Take the fonts that are gone out of matplotlib's list, or each visit would make it anew."""
    path = matplotlib / "fontlist.json"
    fonts = json.loads(path.read_text(encoding="utf-8"))
    for kind in ("afmlist", "ttflist"):
        fonts[kind] = [f for f in fonts[kind] if (matplotlib / "mpl-data" / f["fname"]).is_file()]
    path.write_text(json.dumps(fonts), encoding="utf-8")


def files_of(folder):
    """Return {path: bytes} of every file below a folder, in order."""
    paths = sorted(path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths}


def write_pack(name, files, folder):
    """Write one compressed block that site/live/worker.mjs takes apart; return its name and size.

    Four bytes say how long the table of contents is; the table, as JSON, holds path and size of
    each file; then the files follow, one after the other.
    """
    table = json.dumps([[path, len(data)] for path, data in files.items()]).encode()
    whole = len(table).to_bytes(4, "little") + table + b"".join(files.values())
    block = gzip.compress(whole, compresslevel=9, mtime=0)
    path = folder / f"{name}-{sha256(block).hexdigest()[:12]}.pack"
    path.write_bytes(block)
    return path.name, len(block)
