"""What a lesson defines under a name that helpers has too is the same function."""

import ast

import numpy as np
import pytest

import helpers
from helpers import cost, digits, floats, network, neuron
from tests.notebooks.lessons import EACH, code, notebook_of, read, run

ROOMS = helpers, cost, digits, floats, network, neuron
TAUGHT = {n: value for room in ROOMS for n, value in vars(room).items() if callable(value)}
# For each taught name, the shapes of its arguments in classes K and inputs d; p is a distribution.
# A name that is missing here fails below.
ARGUMENTS = {
    "softmax": ["K"],
    "log_softmax": ["K"],
    "logsumexp": ["K"],
    "sigmoid": ["K"],
    "softmax_jacobian": ["K"],
    "cross_entropy": ["p", "p"],
    "softmax_weight_derivative": ["Kd", "d", "K"],
    "softmax_weight_vjp": ["Kd", "d", "K", "K"],
}
TOLERANCE = 1e-12


def drawn(name, random):
    """Return random arguments of a function, moderate: where every correct formula agrees."""
    sizes = dict(zip("Kd", random.integers(1, 8, size=2)))
    return tuple(
        random.dirichlet(np.ones(sizes["K"]))
        if shape == "p"
        else random.normal(size=[sizes[letter] for letter in shape])
        for shape in ARGUMENTS[name]
    )


def definitions(notebook):
    """Yield (cell id, name, function) of every definition in a notebook, in its order."""
    space = {}
    for cell in code(notebook):
        for node in ast.parse(cell.source).body:
            if isinstance(node, (ast.Import, ast.ImportFrom, ast.FunctionDef)):
                exec(compile(ast.Module([node], []), f"cell {cell.id}", "exec"), space)
            if isinstance(node, ast.FunctionDef):
                yield cell.id, node.name, space[node.name]


def differences(notebook):
    """Return in words where a notebook's definitions and those of helpers part."""
    wrong = []
    for cell, name, function in definitions(notebook):
        if name in TAUGHT and name not in ARGUMENTS:
            wrong.append(f"cell {cell}: {name} is in helpers; say in ARGUMENTS how to compare")
        elif name in TAUGHT:
            random = np.random.default_rng(0)
            for _ in range(20):
                arguments = drawn(name, random)
                ours, theirs = TAUGHT[name](*arguments), function(*arguments)
                if np.shape(ours) != np.shape(theirs) or not np.allclose(
                    ours, theirs, rtol=TOLERANCE, atol=TOLERANCE
                ):
                    wrong.append(f"cell {cell}: {name}{arguments} is {theirs}, in helpers {ours}")
                    break
    return wrong


@pytest.mark.parametrize("path", **EACH)
def test_taught_definitions_equal_helpers(path):
    assert differences(read(path)) == []


@pytest.mark.parametrize("body", ["np.exp(z) / np.exp(z).sum()", "np.exp(z)", "np.exp(z)[:1]"])
def test_a_wrong_definition_is_named(body):
    wrong = differences(notebook_of(run(f"import numpy as np\ndef softmax(z):\n    return {body}")))
    assert [": softmax(" in words for words in wrong] == [True] * (".sum()" not in body)


def test_a_name_of_helpers_that_nobody_compares_is_named(monkeypatch):
    monkeypatch.delitem(ARGUMENTS, "sigmoid")
    (wrong,) = differences(notebook_of(run("def sigmoid(s):\n    return s")))
    assert "ARGUMENTS" in wrong
