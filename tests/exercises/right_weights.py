"""Right answers in the styles people write: weights."""

import numpy as np

from helpers import functions, gradcheck, jacobians
from tests.exercises.styles import (
    by_columns,
    column_vector,
    filled_diagonal,
    finite_differences,
    softmax,
    two_loops,
)


def two_cases(W, x, i, k):
    p = softmax(W @ x)
    return p[i] * (1 - p[i]) * x if k == i else -p[i] * p[k] * x


def s(W, x, g):
    return g @ two_loops(W @ x)


def weight_gradient_by_einsum(W, x, g):
    return np.einsum("i,ik,j->kj", g, column_vector(W @ x), x)


def weight_gradient_by_differences(W, x, g):
    grad, h = np.zeros(W.shape), 1e-5
    for at in np.ndindex(W.shape):
        ends = []
        for sign in (1, -1):
            moved = W.astype(float)
            moved[at] += sign * h
            ends.append(g @ softmax(moved @ x))
        grad[at] = (ends[0] - ends[1]) / (2 * h)
    return grad


def add_up(W, x, g):
    p, grad = softmax(W @ x), np.zeros(len(x))
    for k in range(len(W)):
        grad += p[k] * (g[k] - np.dot(g, p)) * W[k]
    return grad


RIGHT = {
    "row_derivative": [
        lambda W, x, i, k: two_loops(W @ x)[i, k] * x,
        lambda W, x, i, k: by_columns(W @ x)[k, i] * x,
        lambda W, x, i, k: np.array([finite_differences(W @ x)[i, k] * v for v in x]),
        lambda W, x, i, k: jacobians.softmax_weight_derivative(W, x)[i, k],
        two_cases,
    ],
    "weight_derivative": [
        lambda W, x: np.einsum("ik,j->ikj", two_loops(W @ x), x),
        lambda W, x: np.tensordot(column_vector(W @ x), x, axes=0),
        lambda W, x: np.kron(filled_diagonal(W @ x), x).reshape(len(W), len(W), len(x)),
        lambda W, x: np.array([[J * x for J in row] for row in two_loops(W @ x)]),
        lambda W, x: gradcheck.numerical_jacobian(
            lambda V: functions.softmax(V @ x.astype(float)), W.astype(float)
        ),
        jacobians.softmax_weight_derivative,
    ],
    "weight_gradient": [
        weight_gradient_by_einsum,
        weight_gradient_by_differences,
        lambda W, x, g: s(W, x, g)[:, None] * x,
        lambda W, x, g: s(W, x, g).reshape(-1, 1) @ x.reshape(1, -1),
        lambda W, x, g: np.tensordot(g, jacobians.softmax_weight_derivative(W, x), axes=1),
    ],
    "input_gradient": [
        add_up,
        lambda W, x, g: s(W, x, g) @ W,
        lambda W, x, g: np.einsum("k,kj->j", s(W, x, g), W),
        lambda W, x, g: g @ (column_vector(W @ x) @ W),
        lambda W, x, g: (s(W, x, g)[:, None] * W).sum(axis=0),
    ],
}
