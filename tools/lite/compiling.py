"""What the browser's Python runs under Node while the site is built: compile all it has.

Bytecode is hash-based and not checked: the reader's Python takes it as it is.
"""

import importlib.util
import os
import py_compile
import sys
import zipfile

SITE, LIBRARY = "/lib/python3.14/site-packages", "/lib/python314.zip"
# Sources that a reader may want to see, in an error or with `softmax??`. The rest of the packages
# goes into the site as bytecode alone: numpy's sources would be 0.8 MB more.
READ = f"{SITE}/helpers/"
# No lesson calls these itself, so nobody asks them for help. matplotlib fills in its docstrings
# while it is imported: that was a fifth of its import.
WITHOUT_DOCSTRINGS = tuple(
    f"{SITE}/{name}"
    for name in ("PIL/", "contourpy/", "dateutil/", "matplotlib/", "mpl_toolkits/", "psygnal/",
                 "packaging/", "pygments/", "pyparsing/", "typing_extensions.py")
)  # fmt: skip


def compile_all(imports):
    """Compile every package, and of Python's own modules, in library/, those that the start needs.

    What only a reader's cell may import stays source, which is half as large.
    """
    sys.dont_write_bytecode = True
    for folder, _, names in os.walk(SITE):
        for name in sorted(names):
            if name.endswith(".py"):
                compile_file(f"{folder}/{name}", f"{folder}/{name}")
    exec(f"{imports}\nimport numpy.random  # which cells of most lessons import")
    zipfile.ZipFile(LIBRARY).extractall(f"{SITE}/library")
    loaded = {getattr(module, "__file__", None) or "" for module in sys.modules.values()}
    for path in sorted(loaded):
        if path.startswith(LIBRARY):
            compile_file(path.replace(LIBRARY, f"{SITE}/library"), path)


def compile_file(path, known_as):
    """Put bytecode in place of a source, or beside it where a reader may want to see it."""
    read = path.startswith(READ)
    to = importlib.util.cache_from_source(path) if read else f"{path}c"
    optimize = 2 if path.startswith(WITHOUT_DOCSTRINGS) else -1
    unchecked = py_compile.PycInvalidationMode.UNCHECKED_HASH
    py_compile.compile(path, to, known_as, True, optimize, unchecked)
    if not read:
        os.remove(path)
