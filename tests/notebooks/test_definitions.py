"""What a lesson defines under a name that helpers has too is the same function."""

import ast

import numpy as np
import pytest
from nbformat.v4 import new_notebook

import helpers
from helpers import cost, digits, floats, network, neuron
from tests.notebooks.lessons import EACH, code, read, run

ROOMS = helpers, cost, digits, floats, network, neuron
TAUGHT = {n: value for room in ROOMS for n, value in vars(room).items() if callable(value)}
# What helpers has in another form only.
TAUGHT["softmax_weight_vjp"] = lambda W, x, b, upstream: np.tensordot(
    upstream, helpers.softmax_weight_derivative(W, x, b), 1
)
# For each taught name, the shapes of its arguments in classes K and inputs d; p is a distribution.
ARGUMENTS = {
    "softmax": "K",
    "log_softmax": "K",
    "logsumexp": "K",
    "sigmoid": "K",
    "softmax_jacobian": "K",
    "cross_entropy": "p p",
    "softmax_weight_derivative": "Kd d K",
    "softmax_weight_vjp": "Kd d K K",
}


def drawn(shapes, random):
    """Return random arguments, moderate: where every correct formula agrees."""
    sizes = dict(zip("Kd", random.integers(1, 8, size=2)))
    return [
        random.dirichlet(np.ones(sizes["K"]))
        if shape == "p"
        else random.normal(size=[sizes[letter] for letter in shape])
        for shape in shapes.split()
    ]


def compare(notebook):
    """Compare each definition in a notebook with the function of helpers that has its name."""
    space, random = {}, np.random.default_rng(0)
    for cell in code(notebook):
        for node in ast.parse(cell.source).body:
            if isinstance(node, (ast.Import, ast.ImportFrom, ast.FunctionDef)):
                exec(ast.unparse(node), space)
            if isinstance(node, ast.FunctionDef) and node.name in TAUGHT:
                assert node.name in ARGUMENTS, "say how to compare it"
                for _ in range(20):
                    arguments = drawn(ARGUMENTS[node.name], random)
                    np.testing.assert_allclose(
                        space[node.name](*arguments),
                        TAUGHT[node.name](*arguments),
                        rtol=1e-12,
                        atol=1e-12,
                        strict=True,
                        err_msg=f"cell {cell.id}: {node.name}{arguments}",
                    )


@pytest.mark.parametrize("path", **EACH)
def test_taught_definitions_equal_helpers(path):
    compare(read(path))


@pytest.mark.parametrize("body", ["np.exp(z)", "np.exp(z)[:1]"])
def test_a_wrong_definition_is_named(body, monkeypatch):
    cell = run(f"import numpy as np\ndef softmax(z):\n    return {body}")
    wrong = new_notebook(cells=[cell])
    with pytest.raises(AssertionError, match=f"cell {cell.id}: softmax"):
        compare(wrong)
    monkeypatch.delitem(ARGUMENTS, "softmax")
    with pytest.raises(AssertionError, match="say how to compare"):
        compare(wrong)
