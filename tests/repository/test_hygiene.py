"""What no file of this repository may hold, and what every module keeps to."""

import ast
import re
import subprocess
import sys

import pytest

from tests.repository.files import ROOT, text_of, tracked

# Hosts of package registries and of networks that serve their files. Written in pieces, because
# this file may not hold them either.
REGISTRIES = [
    "py" + "pi.org",
    "py" + "thonhosted.org",
    "anaconda" + ".org",
    "anaconda" + ".com",
    "npm" + "js.org",
    "npm" + "js.com",
    "yarn" + "pkg.com",
    "js" + "delivr.net",
    "un" + "pkg.com",
    "cdn" + "js.com",
    "cloudflare" + ".com",
    "skypack" + ".dev",
    "esm" + ".sh",
]
LARGEST_FILE = 3_000_000
# Lines of code, docstrings and comments not counted; about 150 is the aim.
LONGEST_MODULE = {"helpers": 200, "tools": 170, "bench": 170, "tests": 260}
# Panels that compute something themselves, because that is what they show.
SHOWN = {
    "likelihood.py": "writes a tiny likelihood as a power of ten",
    "softmax_bars.py": "draws the powers of e between the logits and the probabilities",
    "log_of_softmax.py": "draws the road that breaks off, the logarithm of a stored probability",
    "simplex.py": "turns the point under the pointer back into logits",
}


def modules(folder):
    return sorted((ROOT / folder).rglob("*.py"))


def test_git_lists_the_files():
    names = {path.relative_to(ROOT).as_posix() for path in tracked()}
    assert {"Makefile", "pyproject.toml", "tests/repository/test_hygiene.py"} <= names
    assert not any(name.startswith((".venv/", "dist/")) for name in names)


def test_no_file_names_a_package_registry():
    pattern = re.compile("|".join(re.escape(host) for host in REGISTRIES), re.IGNORECASE)
    found = {p.relative_to(ROOT).as_posix(): pattern.search(text_of(p) or "") for p in tracked()}
    assert {name for name, match in found.items() if match} == set()


def test_no_file_names_an_address_inside_some_network():
    pattern = re.compile(r"https?://(10|192\.168|172\.(1[6-9]|2\d|3[01]))\.\d+")
    assert [p.name for p in tracked() if pattern.search(text_of(p) or "")] == []


def test_no_file_is_large():
    assert [p.name for p in tracked() if p.stat().st_size > LARGEST_FILE] == []


def test_text_files_end_in_one_newline_and_have_unix_line_ends():
    wrong = []
    for path in tracked():
        text = text_of(path)
        if text and not path.is_symlink() and path.suffix not in {".svg"}:
            last = text.endswith("\n") and not text.endswith("\n\n")
            if b"\r\n" in path.read_bytes() or not last:
                wrong.append(path.relative_to(ROOT).as_posix())
    assert wrong == []


def lines_of_code(text):
    tree = ast.parse(text)
    lines = set()
    for node in ast.walk(tree):
        if isinstance(node, (ast.stmt, ast.expr)):
            lines |= {node.lineno, node.end_lineno}
    documented = (ast.Module, ast.ClassDef, ast.FunctionDef)
    for node in ast.walk(tree):
        if isinstance(node, documented) and ast.get_docstring(node) is not None:
            lines -= set(range(node.body[0].lineno, node.body[0].end_lineno + 1))
    return len(lines)


def test_lines_of_code_leave_out_words():
    assert lines_of_code('"""A\nB"""\n\n# c\ndef f():\n    """D."""\n    return 1\n') == 2


@pytest.mark.parametrize("folder", LONGEST_MODULE)
def test_modules_stay_small(folder):
    lengths = {path.name: lines_of_code(text_of(path)) for path in modules(folder)}
    assert {name: n for name, n in lengths.items() if n > LONGEST_MODULE[folder]} == {}


def test_the_ground_floor_needs_numpy_alone():
    code = (
        "import sys\n"
        "import helpers.functions\n"
        "heavy = {'matplotlib', 'ipywidgets', 'anywidget', 'IPython', 'scipy', 'PIL'}\n"
        "print(sorted(heavy & set(sys.modules)))"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "[]"


GROUND = sorted((ROOT / "helpers").glob("*.py"))
STANDARD = set(sys.stdlib_module_names)


@pytest.mark.parametrize("path", GROUND, ids=lambda path: path.stem)
def test_ground_floor_modules_import_numpy_and_each_other_only(path):
    names = set()
    for node in ast.walk(ast.parse(text_of(path))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        if isinstance(node, ast.ImportFrom):
            names.add(node.module)
    upper = {name for name in names if name.startswith("helpers.") and name.count(".") > 1}
    other = {name.partition(".")[0] for name in names} - STANDARD - {"numpy", "helpers"}
    packages = {p.parent.name for p in (ROOT / "helpers").glob("*/__init__.py")}
    upper |= {name for name in names if name.removeprefix("helpers.") in packages}
    assert (upper, other) == (set(), set())


def test_importing_everything_touches_neither_rcparams_nor_the_network():
    code = """
import os, pkgutil, importlib, socket
os.environ['MPLBACKEND'] = 'agg'  # reading an undecided backend would import pyplot
import matplotlib
before = dict(matplotlib.rcParams)
def no(*arguments, **options): raise AssertionError('a module opened a connection')
socket.socket.connect = no
import helpers
for module in pkgutil.walk_packages(helpers.__path__, 'helpers.'):
    importlib.import_module(module.name)
assert dict(matplotlib.rcParams) == before
import sys
assert 'matplotlib.pyplot' not in sys.modules
"""
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert run.returncode == 0, run.stderr


def test_panels_hold_no_formulas():
    """A panel calls the ground floor: it neither exponentiates nor takes logarithms itself."""
    formula = re.compile(r"\b(np|numpy|math)\.(exp|expm1|log|log1p|log2|logaddexp)\b")
    found = {path.name: formula.findall(text_of(path)) for path in modules("helpers/panels")}
    assert {name for name, formulas in found.items() if formulas} == set(SHOWN)
