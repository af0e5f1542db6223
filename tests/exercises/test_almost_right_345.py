"""Functions that are almost right, on the derivatives and losses of lessons 03 to 05."""

import numpy as np
import pytest
from scipy import special

from helpers.exercises import check
from helpers.exercises.catalogue import EXERCISES


def right(name):
    return EXERCISES[name].reference


def changed(name, change):
    """Answer right, then change the answer."""
    return lambda *args: change(np.array(right(name)(*args)))


def only(name, condition, otherwise=lambda value: value * 0.0 - 7.0):
    """Answer right where the condition on the arguments holds, something else elsewhere."""

    def code(*args):
        value = np.array(right(name)(*args))
        return value if condition(*args) else otherwise(value)

    return code


def jacobian(z):
    return right("softmax_jacobian")(z)


ALMOST = {
    "softmax_jacobian": [
        only("softmax_jacobian", lambda z: len(z) != 1),
        only("softmax_jacobian", lambda z: len(z) != 2),
        only("softmax_jacobian", lambda z: len(z) <= 6),
        only("softmax_jacobian", lambda z: len(set(z.tolist())) == len(z)),
        only("softmax_jacobian", lambda z: np.abs(z).max() < 900),
        only("softmax_jacobian", lambda z: z.dtype != np.float32),
        only("softmax_jacobian", lambda z: z.dtype != np.int64),
        only("softmax_jacobian", lambda z: np.ptp(z) < 40),
        changed("softmax_jacobian", lambda J: J + 1e-6),
        changed("softmax_jacobian", lambda J: np.round(J, 6)),
        changed("softmax_jacobian", lambda J: np.triu(J)),
        changed("softmax_jacobian", lambda J: J[::-1]),
        changed("softmax_jacobian", lambda J: J.astype(np.float32)),
        changed("softmax_jacobian", lambda J: J[None]),
        changed("softmax_jacobian", lambda J: J.ravel()),
        changed("softmax_jacobian", lambda J: J + 0j),
    ],
    "batch_jacobian": [
        only("batch_jacobian", lambda Z: Z.shape[0] == Z.shape[1]),
        only("batch_jacobian", lambda Z: Z.shape[0] != Z.shape[1]),
        only("batch_jacobian", lambda Z: Z.shape[0] > 1),
        only("batch_jacobian", lambda Z: len(Z) < 7),
        lambda Z: np.array([jacobian(z) for z in Z[:3]]),
        lambda Z: [jacobian(z) for z in Z],
        changed("batch_jacobian", lambda J: J[::-1]),
    ],
    "softmax_vjp": [
        only("softmax_vjp", lambda z, g: len(z) < 10),
        only("softmax_vjp", lambda z, g: g.dtype != np.int64),
        only("softmax_vjp", lambda z, g: abs(z).max() < 900),
        lambda z, g: jacobian(z) @ np.sign(g),
        lambda z, g: (g / max(abs(g).sum(), 1)) @ jacobian(z),
        changed("softmax_vjp", lambda v: v[:, None]),
    ],
    "numerical_jacobian": [
        only("numerical_jacobian", lambda f, z: len(f(z)) == len(z)),
        only("numerical_jacobian", lambda f, z: len(f(z)) != len(z)),
        only("numerical_jacobian", lambda f, z: len(z) > 1),
        lambda f, z: special.softmax(z)[:, None] * (np.eye(len(z)) - special.softmax(z)),
        changed("numerical_jacobian", lambda J: J + 2e-5),
        changed("numerical_jacobian", lambda J: J * 1.001),
        changed("numerical_jacobian", lambda J: J[:, ::-1]),
    ],
    "row_derivative": [
        only("row_derivative", lambda W, x, j, i: i == j),
        only("row_derivative", lambda W, x, j, i: i != j),
        only("row_derivative", lambda W, x, j, i: W.shape[0] == W.shape[1]),
        only("row_derivative", lambda W, x, j, i: W.shape[0] != W.shape[1]),
        changed("row_derivative", lambda v: v[::-1]),
    ],
    "weight_derivative": [
        only("weight_derivative", lambda W, x: W.shape[0] == W.shape[1]),
        only("weight_derivative", lambda W, x: W.shape[0] != W.shape[1]),
        only("weight_derivative", lambda W, x: len(W) < 4),
        changed("weight_derivative", lambda D: D[::-1]),
    ],
    "weight_gradient": [
        only("weight_gradient", lambda W, x, g: W.shape[0] != W.shape[1]),
        only("weight_gradient", lambda W, x, g: W.shape[0] == W.shape[1]),
        only("weight_gradient", lambda W, x, g: W.dtype != np.int64),
        changed("weight_gradient", lambda D: D / len(D)),
    ],
    "input_gradient": [
        only("input_gradient", lambda W, x, g: W.shape[0] != W.shape[1]),
        only("input_gradient", lambda W, x, g: W.shape[0] == W.shape[1]),
        changed("input_gradient", lambda v: v[None]),
        changed("input_gradient", lambda v: v * 1.00001),
    ],
    "entropy": [
        only("entropy", lambda p: (p > 0).all()),
        only("entropy", lambda p: len(p) < 10),
        only("entropy", lambda p: (p < 1e-6).sum() == 0),
        lambda p: np.log(len(p)),
        changed("entropy", lambda h: h[None]),
        changed("entropy", lambda h: h + 1e-12),
    ],
    "cross_entropy": [
        only("cross_entropy", lambda y, p: (y > 0).all()),
        only("cross_entropy", lambda y, p: y.max() == 1),
        only("cross_entropy", lambda y, p: y.max() < 1),
        only("cross_entropy", lambda y, p: p.min() > 1e-250),
        lambda y, p: min(right("cross_entropy")(y, p), 100.0),
    ],
    "batch_cross_entropy": [
        only("batch_cross_entropy", lambda labels, Z: len(labels) == 1),
        only("batch_cross_entropy", lambda labels, Z: len(labels) != Z.shape[1]),
        only("batch_cross_entropy", lambda labels, Z: np.abs(Z).max() < 600),
        only("batch_cross_entropy", lambda labels, Z: Z.dtype != np.float32),
        lambda labels, Z: right("batch_cross_entropy")(np.sort(labels), Z),
        lambda labels, Z: min(right("batch_cross_entropy")(labels, Z), 300.0),
    ],
    "binary_cross_entropy": [
        only("binary_cross_entropy", lambda y, z: np.abs(z).max() < 700),
        only("binary_cross_entropy", lambda y, z: y.dtype != np.int64),
        only("binary_cross_entropy", lambda y, z: (y == 0).any()),
        lambda y, z: np.minimum(right("binary_cross_entropy")(y, z), 700.0),
        lambda y, z: np.maximum(0.0, (1 - 2 * y) * z),
    ],
}
CASES = [
    pytest.param(name, function, id=f"{name}-{i}")
    for name, functions in ALMOST.items()
    for i, function in enumerate(functions)
]


@pytest.mark.parametrize(("name", "function"), CASES)
def test_an_almost_right_function_is_not_right(name, function):
    verdict = check(name, function)
    assert verdict.status == "wrong", verdict
    assert verdict.mistake is None
    assert dict(verdict.facts)


def test_all_exercises_of_lessons_03_to_05_are_tried():
    assert set(ALMOST) == {n for n, e in EXERCISES.items() if e.lesson in ("03", "04", "05")}
