"""Every module keeps the rules of the house, and every rule finds a module that breaks it.

A rule takes a module's name and its syntax tree, and returns in words what breaks it. What ruff can
hold stands in pyproject.toml; CONTRIBUTING.md says the rules in prose.
"""

import ast
import re
import subprocess
import sys
from functools import cache

import pytest

from tests.repository.files import ROOT, tracked

# What the modules of a package may import beside the standard library and the package itself. The
# longest package that a module's name begins with counts. What stands outside imports as it likes.
MAY_IMPORT = {
    "helpers": {"numpy"},
    "helpers.live": {"helpers", "numpy", "matplotlib", "ipywidgets", "anywidget", "traitlets"},
    "helpers.panels": {"helpers", "helpers.live", "numpy", "matplotlib"},
    # What is checked, and the engine that checks it: no widget, no picture.
    "helpers.exercises.checker": {"helpers", "helpers.exercises.content", "numpy"},
    "helpers.exercises.content": {"helpers", "helpers.exercises.checker", "numpy"},
    "helpers.exercises": {
        *("helpers", "helpers.exercises.checker", "helpers.exercises.content"),
        *("numpy", "anywidget", "traitlets"),
    },
    "site": {"helpers.live", "IPython", "comm", "ipywidgets", "traitlets", "pyodide"},
}
# These words in a docstring claim speed; what stands beside them must say how much.
CLAIM = re.compile(r"\b(fast|faster|fastest|quick|quicker|cheap|cheaper|cached?|caches)\b", re.I)
FIGURE = re.compile(r"\d[\d.,]*(?: and \d[\d.,]*)?\s?(?:ms|µs|s\b|seconds|times|MB|kB)")


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
def imports(tree):
    """Return the dotted name of everything that is imported, in functions too."""
    found = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found += [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            found += [f"{node.module}.{alias.name}" for alias in node.names]
    return found


def package_of(name):
    """Return the package above whose rules hold for a module; else the first part of its name."""
    while name not in MAY_IMPORT and "." in name:
        name = name.rpartition(".")[0]
    return name


def upward_imports(module, tree):
    own = package_of(module)
    allowed = MAY_IMPORT.get(own, set()) | {own, *sys.stdlib_module_names}
    found = set(map(package_of, imports(tree))) - allowed
    return found if own in MAY_IMPORT else set()


def private_imports(module, tree):
    return [name for name in imports(tree) if re.search(r"(^|\.)_[^_]", name)]


def claims_without_figure(module, tree):
    """Return the docstrings, of module and classes, that claim speed and state no figure."""
    classes = [node for node in tree.body if isinstance(node, ast.ClassDef)]
    words = {
        getattr(node, "name", module.rpartition(".")[2]): ast.get_docstring(node) or ""
        for node in (tree, *classes)
    }
    if not module.startswith("helpers.live") or FIGURE.search("\n".join(words.values())):
        return []
    spoken = {name: f"{name} {said}".replace("_", " ") for name, said in words.items()}
    return [name for name, said in spoken.items() if CLAIM.search(said)]


def numbered_name(module, tree):
    """A module that is named after a lesson's number says nothing of what it holds."""
    return re.findall(r"lesson_?\d|[._][01]\d(?:[._]|$)", module)


# Rule, a module's name, its source, and how often that breaks the rule.
CASES = [
    (upward_imports, "helpers.losses.new", "import math, numpy.linalg, helpers.floats", 0),
    (upward_imports, "helpers.losses.new", "import scipy.special", 1),
    (upward_imports, "helpers.losses.new", "def f():\n    from helpers import panels", 1),
    (upward_imports, "helpers.exercises.checker.new", "import matplotlib.colors", 1),
    (upward_imports, "helpers.panels.new", "from tests.live import pictures", 1),
    (upward_imports, "tools.new", "import nbformat, helpers.panels", 0),
    (private_imports, "tests.test_a", "from helpers.a import _c", 1),
    (private_imports, "tests.test_a", "import helpers._a.c, __main__", 1),
    (claims_without_figure, "helpers.live.new", '"""A fast way."""', 1),
    (claims_without_figure, "helpers.live.new", '"""A fast way: 2 ms, not 6."""', 0),
    (numbered_name, "tests.test_lesson_03", "", 1),
]


@pytest.mark.parametrize(("rule", "module", "text", "count"), CASES)
def test_a_rule_finds_what_breaks_it(rule, module, text, count):
    assert len(rule(module, ast.parse(text))) == count


@pytest.mark.parametrize("rule", dict.fromkeys(case[0] for case in CASES))
def test_every_module_keeps_the_rule(rule):
    found = {name: rule(name, tree) for name, tree in modules().items()}
    assert {name: wrong for name, wrong in found.items() if wrong} == {}


def test_a_public_name_means_one_thing():
    where = {}
    for module, tree in modules().items():
        # Content is data: every exercise has a reference and every hunt a program of its own.
        if module.startswith("helpers.") and not module.startswith("helpers.exercises.content."):
            for node in tree.body:
                if isinstance(node, (ast.FunctionDef, ast.ClassDef)):
                    where.setdefault(node.name, set()).add(module)
    assert where["softmax"] == {"helpers.functions"}
    assert {n: m for n, m in where.items() if len(m) > 1 and not n.startswith("_")} == {}


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
        ("bench/new.py", "import numpy as np\n\nnp._core.add\n", "SLF001"),
        ("tests/new.py", "def f(widget):\n    widget._handle_custom_msg({}, [])\n", "SLF001"),
    ],
)
def test_ruff_finds_what_the_house_does_not_do(path, text, rule):
    said = ruff("--select", "TID,SLF", "--stdin-filename", path, "-", text=text)
    assert [line.split()[1] for line in said] == [rule][: bool(rule)]


def printed(code, path=ROOT):
    """Return what a fresh Python prints, which begins its search for modules in `path`."""
    command = [sys.executable, "-c", f"import sys; sys.path[:0] = [{str(path)!r}]\n{code}"]
    run = subprocess.run(command, capture_output=True, text=True, cwd=ROOT)
    assert run.stderr == ""
    return run.stdout


def test_the_engine_of_the_checker_brings_no_widget_and_no_picture():
    heavy = {"matplotlib", "ipywidgets", "anywidget", "IPython", "scipy", "PIL"}
    code = f"from helpers.exercises import check, hint, solution\nprint({heavy} & set(sys.modules))"
    assert printed(code) == "set()\n"


IMPORT_ALL = """
import importlib, os, pkgutil, socket
os.environ['MPLBACKEND'] = 'agg'  # reading an undecided backend would import pyplot
import matplotlib
before = dict(matplotlib.rcParams)
def connect(*arguments): print('a connection')
socket.socket.connect = connect
package = importlib.import_module({package!r})
for module in pkgutil.walk_packages(package.__path__, {package!r} + '.'):
    importlib.import_module(module.name)
if dict(matplotlib.rcParams) != before: print('rcParams')
for heavy in ('matplotlib.pyplot', 'scipy'):
    if heavy in sys.modules: print(heavy)
"""
RUDE = """
import matplotlib.pyplot, scipy, socket
matplotlib.rcParams['font.size'] = 7
socket.socket().connect(('localhost', 1))
"""


def test_importing_everything_touches_neither_rcparams_nor_the_network(tmp_path):
    assert printed(IMPORT_ALL.format(package="helpers")) == ""
    (tmp_path / "rude").mkdir()
    (tmp_path / "rude" / "call.py").write_text(RUDE)
    found = printed(IMPORT_ALL.format(package="rude"), tmp_path)
    assert found.splitlines() == ["a connection", "rcParams", "matplotlib.pyplot", "scipy"]
