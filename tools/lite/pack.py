"""Packs: the Python that the lessons need, thinned out, in one compressed file for the browser."""

import gzip
import json
import re
import zipfile

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


def thin(wheel):
    """Return {path: bytes} of a wheel's files without those that no lesson needs."""
    with zipfile.ZipFile(wheel) as archive:
        names = [name for name in archive.namelist() if not name.endswith("/")]
        files = {name: archive.read(name) for name in names if not UNUSED.search(name)}
    if FONTS in files:
        files[FONTS] = _fonts_there(files)
    return files


def _fonts_there(files):
    """Return matplotlib's list of its fonts without those that are not there.

    The first formula in a picture asks for one of them; matplotlib then says in the reader's cell
    that it builds its list anew, and spends a moment on it at every visit.
    """
    fonts = json.loads(files[FONTS])
    for kind in ("afmlist", "ttflist"):
        fonts[kind] = [f for f in fonts[kind] if f"matplotlib/mpl-data/{f['fname']}" in files]
    return json.dumps(fonts).encode()


def packed(files):
    """Return {path: bytes} as one compressed block that site/live/python.mjs takes apart.

    Four bytes say how long the table of contents is; the table, as JSON, holds path and size of
    each file; then the files follow, one after the other.
    """
    names = sorted(files)
    table = json.dumps([[name, len(files[name])] for name in names]).encode()
    whole = len(table).to_bytes(4, "little") + table + b"".join(files[name] for name in names)
    return gzip.compress(whole, compresslevel=9, mtime=0)


def unpacked(block):
    """Return {path: bytes} of a pack."""
    whole = gzip.decompress(block)
    start = 4 + int.from_bytes(whole[:4], "little")
    files = {}
    for name, size in json.loads(whole[4:start]):
        files[name] = whole[start : start + size]
        start += size
    return files
