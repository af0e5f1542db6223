"""The rules of the house, each as a function of a module's name and its syntax tree.

A rule returns what breaks it, in words; an empty list is a module that keeps it. CONTRIBUTING.md
says the rules in prose. What ruff can hold stands in pyproject.toml.
"""

import ast
import re
import sys
from functools import cache
from typing import NamedTuple

OURS = ("helpers", "tools", "bench", "tests", "conftest")
DRAWING = {"numpy", "matplotlib", "ipywidgets", "anywidget", "traitlets"}
# Each floor, the packages on it, and what it may import beside the standard library and itself.
# The longest package that a module's name begins with decides its floor.
FLOORS = {
    "ground": (("helpers",), {"numpy"}),
    "live": (("helpers.live",), {"ground", *DRAWING}),
    "panels": (("helpers.panels",), {"ground", "live", "numpy", "matplotlib"}),
    # What is checked, and the engine that checks it: no widget, no picture.
    "engine": (
        ("helpers.exercises.checker", "helpers.exercises.content"),
        {"ground", "numpy"},
    ),
    "cards": (
        ("helpers.exercises", "helpers.exercises.cards"),
        {"ground", "engine", "numpy", "anywidget", "traitlets"},
    ),
    "page": (("site",), {"live", "IPython", "comm", "ipywidgets", "traitlets", "pyodide"}),
    "outside": (
        ("tools", "bench", "tests", "conftest"),
        {"ground", "live", "panels", "engine", "cards"},
    ),
}
# The documented methods of a named tuple begin with an underscore, so as not to clash with fields.
NAMED_TUPLE = {"_replace", "_asdict", "_fields", "_make", "_field_defaults"}
# These words in a docstring claim speed; what stands beside them must say how much.
CLAIM = re.compile(r"\b(fast|faster|fastest|quick|quicker|cheap|cheaper|cached?|caches)\b", re.I)
FIGURE = re.compile(r"\d[\d.,]*(?: and \d[\d.,]*)?\s?(?:ms|µs|s\b|seconds|times|MB|kB)")


class Import(NamedTuple):
    """An import: the module, the name taken from it (or None), the line, and what it is called."""

    module: str
    name: str | None
    line: int
    called: str


@cache
def imports(tree):
    """Return every import of a module, those inside functions too."""
    found = []
    for node in ast.walk(tree):
        if isinstance(node, (ast.Import, ast.ImportFrom)):
            for name, called in ((alias.name, alias.asname) for alias in node.names):
                called = called or name.partition(".")[0]
                module, taken = name, None
                if isinstance(node, ast.ImportFrom):
                    module, taken = node.module or "", name
                found.append(Import(module, taken, node.lineno, called))
    return found


def floor_of(module):
    """Return the floor of a module of ours; of another project's, its first name."""
    parts = module.split(".")
    for length in range(len(parts), 0, -1):
        package = ".".join(parts[:length])
        for floor, (packages, _) in FLOORS.items():
            if package in packages:
                return floor
    return parts[0]


def upward_imports(module, tree):
    """Return the imports of what stands on a floor that this module's floor may not see."""
    own = floor_of(module)
    allowed = FLOORS[own][1] | {own, *sys.stdlib_module_names}
    wrong = []
    for found in imports(tree):
        # from helpers import panels imports a package, and so does import helpers.panels.
        seen = {floor_of(found.module), floor_of(f"{found.module}.{found.name}")}
        # What stands outside imports other projects as it likes: pytest, nbformat, Playwright.
        other = seen - allowed if own != "outside" else (seen & set(FLOORS)) - allowed
        wrong += [f"line {found.line}: {own} may not import {floor}" for floor in sorted(other)]
    return wrong


def borrowed_private_names(module, tree):
    """Return what is imported with a leading underscore from outside its own package."""
    wrong = []
    for module_from, name, line, _ in imports(tree):
        parts = module_from.split(".") + ([name] if name else [])
        for place, part in enumerate(parts):
            if part.startswith("_") and not part.startswith("__"):
                owner = ".".join(parts[:place])
                if not owner or not f"{module}.".startswith(f"{owner}."):
                    wrong.append(f"line {line}: {'.'.join(parts)} is private to {owner}")
    return wrong


def own_names(trees):
    """Return every name with a leading underscore that our code defines."""
    own = set(NAMED_TUPLE)
    for tree in trees:
        for node in ast.walk(tree):
            if isinstance(node, (ast.FunctionDef, ast.ClassDef)):
                own.add(node.name)
            elif isinstance(node, (ast.Name, ast.Attribute)) and isinstance(node.ctx, ast.Store):
                own.add(node.id if isinstance(node, ast.Name) else node.attr)
    return own


def foreign_private_names(module, tree, own):
    """Return the private attributes of other projects that a module uses.

    An attribute with a leading underscore is another project's when the name before it was
    imported from there, or when nothing in our code defines it (`own`).
    """
    foreign = {i.called for i in imports(tree) if i.module.partition(".")[0] not in OURS}
    wrong = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and re.match("_(?!_)", node.attr):
            first = node.value
            while isinstance(first, ast.Attribute):
                first = first.value
            borrowed = isinstance(first, ast.Name) and first.id in foreign
            if node.attr not in own or (borrowed and node.attr not in NAMED_TUPLE):
                wrong.append(node.attr)
    return wrong


def lesson_numbers(module, tree=None):
    """Return the parts of a module's name that hold a lesson's number."""
    numbered = re.compile(r"lesson_?\d|(^|_)[01]\d(_|$)")
    return [part for part in module.split(".") if numbered.search(part)]


def claims_without_figure(module, tree):
    """Return the docstrings, of module and classes, that claim speed and state no figure."""
    classes = [node for node in ast.walk(tree) if isinstance(node, ast.ClassDef)]
    words = {
        getattr(node, "name", module.rpartition(".")[2]): ast.get_docstring(node) or ""
        for node in (tree, *classes)
    }
    if FIGURE.search("\n".join(words.values())):
        return []
    spoken = {name: f"{name} {said}".replace("_", " ") for name, said in words.items()}
    return [name for name, said in spoken.items() if CLAIM.search(said)]


def shared_names(modules):
    """Return {public function or class: modules that define it}, where several do.

    `modules` maps the names of modules to their trees.
    """
    where = {}
    for module, tree in modules.items():
        for node in tree.body:
            if isinstance(node, (ast.FunctionDef, ast.ClassDef)) and not node.name.startswith("_"):
                where.setdefault(node.name, set()).add(module)
    return {name: sorted(places) for name, places in where.items() if len(places) > 1}
