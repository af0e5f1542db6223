"""Every module keeps the rules of the house, and every rule finds a module that breaks it."""

import ast
import subprocess
import sys
from functools import cache

import pytest

from tests.repository import house
from tests.repository.files import ROOT, tracked


@cache
def modules():
    """Return {dotted name: syntax tree} of our Python files."""
    found = {}
    for path in tracked():
        if path.suffix == ".py":
            name = ".".join(path.relative_to(ROOT).with_suffix("").parts)
            found[name.removesuffix(".__init__")] = ast.parse(path.read_text("utf-8"))
    return found


@cache
def our_names():
    return house.own_names(modules().values())


def foreign(module, tree):
    own = our_names() | house.own_names([tree])
    return house.foreign_private_names(module, tree, own)


def broken(rule, *, within=""):
    """Return {module: what breaks the rule} of every module whose name begins with `within`."""
    found = {name: rule(name, tree) for name, tree in modules().items() if name.startswith(within)}
    return {name: wrong for name, wrong in found.items() if wrong}


# Rule, a module's name, its source, and how often that breaks the rule.
CASES = [
    (house.upward_imports, "helpers.losses.new", "import math, numpy.linalg, helpers.floats", 0),
    (house.upward_imports, "helpers.losses.new", "import scipy.special", 1),
    (house.upward_imports, "helpers.losses.new", "def f():\n    from helpers import panels", 1),
    (house.upward_imports, "helpers.exercises.checker.new", "import matplotlib.colors", 1),
    (house.upward_imports, "helpers.panels.new", "from tests.live import demo_panel", 1),
    (house.upward_imports, "tools.new", "import nbformat, helpers.panels", 0),
    (house.borrowed_private_names, "helpers.a.b", "from helpers.a._c import d", 0),
    (house.borrowed_private_names, "tests.test_a", "from helpers.a import _c", 1),
    (foreign, "bench.a", "import numpy as np\nnp._core.add", 1),
    (foreign, "bench.a", "def f(widget):\n    widget._handle_custom_msg({}, [])", 1),
    (foreign, "bench.a", "self._place = 1\nself._place\nrow._replace(a=1)", 0),
    (house.lesson_numbers, "tests.test_lesson_03", "", 1),
    (house.lesson_numbers, "tests.panels.test_float16", "", 0),
    (house.claims_without_figure, "helpers.live.new", '"""A fast way."""', 1),
    (house.claims_without_figure, "helpers.live.new", '"""A fast way: 2 ms, not 6."""', 0),
]


@pytest.mark.parametrize(("rule", "module", "text", "count"), CASES)
def test_a_rule_finds_what_breaks_it(rule, module, text, count):
    assert len(rule(module, ast.parse(text))) == count


def test_no_module_imports_what_stands_above_it():
    assert broken(house.upward_imports) == {}


def test_no_module_imports_a_private_name_of_another_package():
    assert broken(house.borrowed_private_names) == {}


def test_no_private_interface_of_another_project_is_used():
    assert broken(foreign) == {}


def test_no_module_is_named_after_a_lessons_number():
    assert broken(house.lesson_numbers) == {}


def ruff(*arguments, text=""):
    """Return what ruff says, a line for each complaint."""
    command = [sys.executable, "-m", "ruff", "check", "-q", "--output-format", "concise"]
    run = subprocess.run(
        [*command, *arguments], cwd=ROOT, input=text, capture_output=True, text=True
    )
    assert run.stderr == ""
    return run.stdout.splitlines()


def test_ruff_finds_nothing():
    assert ruff("--no-cache") == []


@pytest.mark.parametrize(
    ("path", "text", "rule"),
    [
        ("helpers/panels/new.py", "import numpy as np\n\nnp.exp(2)\n", "TID251"),
        ("helpers/panels/parts/new.py", "from math import log\n\nlog(2)\n", "TID251"),
        ("helpers/losses/new.py", "import numpy as np\n\nnp.exp(2)\n", None),
        ("helpers/losses/new.py", "from .targets import one_hot\n", "TID252"),
    ],
)
def test_ruff_finds_a_formula_in_a_panel_and_an_import_that_is_not_in_full(path, text, rule):
    said = ruff("--select", "TID", "--stdin-filename", path, "-", text=text)
    assert [line.split()[1] for line in said] == [rule][: bool(rule)]


def test_a_module_that_claims_speed_says_how_much():
    assert broken(house.claims_without_figure, within="helpers.live") == {}


def test_a_public_name_means_one_thing():
    # Content is data: every exercise has a reference and every hunt a program of its own.
    data = "helpers.exercises.content."
    floors = {n: tree for n, tree in modules().items() if n.startswith("helpers")}
    assert house.shared_names({n: t for n, t in floors.items() if not n.startswith(data)}) == {}
    twice = {"a": ast.parse("def f(): ..."), "b": ast.parse("class f: ...")}
    assert house.shared_names(twice) == {"f": ["a", "b"]}


def python(code, *paths):
    """Return what a fresh Python prints, and its complaints."""
    command = [sys.executable, "-c", f"import sys; sys.path[:0] = {list(map(str, paths))}\n{code}"]
    run = subprocess.run(command, capture_output=True, text=True, cwd=ROOT)
    return run.stdout.strip(), run.stderr


@pytest.mark.parametrize(
    ("statement", "brings"),
    [
        ("import helpers", []),
        ("from helpers.exercises import check, hint, solution", []),
        ("import helpers.live", ["IPython", "PIL", "anywidget", "ipywidgets", "matplotlib"]),
    ],
)
def test_what_an_import_brings_with_it(statement, brings):
    heavy = {"matplotlib", "ipywidgets", "anywidget", "IPython", "scipy", "PIL"}
    print_it = f"print(sorted({heavy} & set(sys.modules)))"
    printed, complaints = python(f"{statement}\n{print_it}", ROOT)
    assert complaints == ""
    assert printed == str(brings)


IMPORT_ALL = """
import importlib, os, pkgutil, socket
os.environ['MPLBACKEND'] = 'agg'  # reading an undecided backend would import pyplot
import matplotlib
before = dict(matplotlib.rcParams)
def connect(*arguments): print('a module opened a connection')
socket.socket.connect = connect
package = importlib.import_module({package!r})
for module in pkgutil.walk_packages(package.__path__, {package!r} + '.'):
    importlib.import_module(module.name)
if dict(matplotlib.rcParams) != before: print('a module changed rcParams')
if 'matplotlib.pyplot' in sys.modules: print('a module imported pyplot')
"""


def test_importing_everything_touches_neither_rcparams_nor_the_network():
    assert python(IMPORT_ALL.format(package="helpers"), ROOT) == ("", "")


def test_a_module_that_touches_them_is_found(tmp_path):
    (tmp_path / "rude").mkdir()
    (tmp_path / "rude" / "__init__.py").write_text("")
    (tmp_path / "rude" / "call.py").write_text(
        "import matplotlib.pyplot, socket\nmatplotlib.rcParams['font.size'] = 7\n"
        "socket.socket().connect(('localhost', 1))\n"
    )
    printed, complaints = python(IMPORT_ALL.format(package="rude"), tmp_path)
    assert complaints == ""
    assert [line.split()[2] for line in printed.splitlines()] == ["opened", "changed", "imported"]
