"""Right answers to the exercises of lessons 03 to 05, in the styles people write, are right."""

import math

import autograd
import autograd.numpy as anp
import numpy as np
import pytest
from scipy import differentiate, optimize, special, stats

import helpers
from helpers import functions, gradcheck, information, jacobians, losses
from helpers.exercises import check
from helpers.exercises.catalogue import EXERCISES


def softmax(z):
    return special.softmax(np.asarray(z, float), axis=-1)


def two_loops(z):
    p = softmax(z)
    J = np.zeros((len(z), len(z)))
    for i in range(len(z)):
        for j in range(len(z)):
            if i == j:
                J[i][j] = p[i] * (1 - p[i])
            else:
                J[i][j] = -p[i] * p[j]
    return J


def column_vector(z):
    s = softmax(z).reshape(-1, 1)
    return np.diagflat(s) - np.dot(s, s.T)


def by_columns(z):
    """Each column is J @ e, without the matrix (jvp)."""
    p = softmax(z)
    return np.column_stack([p * (e - p @ e) for e in np.eye(len(z))])


def from_log_softmax(z):
    p = np.exp(special.log_softmax(z))
    return p[:, None] * (np.eye(len(z)) - p)


def finite_differences(z):
    h, eye = 1e-5, np.eye(len(z))
    return np.array([(softmax(z + h * e) - softmax(z - h * e)) / (2 * h) for e in eye]).T


def complex_step(z):
    def p(z):
        e = np.exp(z - np.max(z.real))
        return e / e.sum()

    eye = np.eye(len(z))
    return np.stack([p(z + 1e-20j * e).imag / 1e-20 for e in eye], axis=1)


def with_autograd(z):
    def p(z):
        e = anp.exp(z - anp.max(z))
        return e / anp.sum(e)

    return autograd.jacobian(p)(z.astype(float))


def filled_diagonal(z):
    p = softmax(z)
    J = -np.multiply.outer(p, p)
    J[np.diag_indices(len(z))] += p
    return J


def batch_by_loop(Z):
    out = np.empty((*Z.shape, Z.shape[1]))
    for i, z in enumerate(Z):
        out[i] = two_loops(z)
    return out


def batch_by_einsum(Z):
    p = softmax(Z)
    return np.einsum("ni,ij->nij", p, np.eye(Z.shape[1])) - np.einsum("ni,nj->nij", p, p)


def batch_by_matmul(Z):
    p = softmax(Z)
    J = -(p[:, :, None] @ p[:, None, :])
    k = np.arange(Z.shape[1])
    J[:, k, k] += p
    return J


def vjp_by_sums(z, g):
    p = [math.exp(v) for v in special.log_softmax(z)]
    n = len(p)
    return np.array([sum(g[i] * p[i] * ((i == j) - p[j]) for i in range(n)) for j in range(n)])


def vjp_by_autograd(z, g):
    def loss(z):
        e = anp.exp(z - anp.max(z))
        return anp.dot(g.astype(float), e / anp.sum(e))

    return autograd.grad(loss)(z.astype(float))


def numerical(h, move=lambda z: z.astype(float)):
    """Central differences with copies, in a loop over an array made beforehand."""

    def code(f, z):
        J = np.zeros((len(f(z)), len(z)))
        for j in range(len(z)):
            up, down = move(z), move(z)
            up[j] += h
            down[j] -= h
            J[:, j] = (f(up) - f(down)) / (2 * h)
        return J

    return code


def moved_and_moved_back(f, z):
    z, columns = np.array(z, float), []
    for j in range(z.size):
        old = z[j]
        z[j] = old + 1e-5
        up = f(z)
        z[j] = old - 1e-5
        down = f(z)
        z[j] = old
        columns.append((up - down) / 2e-5)
    return np.transpose(columns)


def richardson(f, z):
    def central(h):
        return np.array([(f(z + h * e) - f(z - h * e)) / (2 * h) for e in np.eye(len(z))]).T

    return (4 * central(5e-4) - central(1e-3)) / 3


def complex_columns(f, z):
    return np.stack([f(z + 1e-20j * e).imag / 1e-20 for e in np.eye(len(z))], axis=1)


def scipys(f, z):
    def many(z):  # scipy asks for many points at once, along the last axis
        flat = z.reshape(len(z), -1)
        out = np.stack([f(v) for v in flat.T], axis=1)
        return out.reshape(len(out), *z.shape[1:])

    return differentiate.jacobian(many, z.astype(float)).df


def two_cases(W, x, j, i):
    p = softmax(W @ x)
    return p[j] * (1 - p[j]) * x if i == j else -p[j] * p[i] * x


def delta(W, x, g):
    return g @ two_loops(W @ x)


def weight_gradient_by_einsum(W, x, g):
    return np.einsum("j,ji,m->im", g, column_vector(W @ x), x)


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


def surprises(y, p):
    return sum(y_k * -math.log(p_k) for y_k, p_k in zip(y, p) if y_k > 0)


def batch_by_one_hot(labels, Z):
    one_hot = np.eye(Z.shape[1])[labels]
    return -(one_hot * special.log_softmax(Z, axis=1)).sum(axis=1).mean()


def batch_along_axis(labels, Z):
    log_p = special.log_softmax(Z, axis=1)
    return -np.take_along_axis(log_p, labels[:, None], axis=1).mean()


def batch_in_a_loop(labels, Z):
    return sum(special.logsumexp(z) - z[k] for k, z in zip(labels, Z)) / len(labels)


def binary_by_cases(y, z):
    return np.maximum(z, 0) - z * y + np.log1p(np.exp(-np.abs(z)))


def binary_as_two_classes(y, z):
    log_p = special.log_softmax(np.stack([np.zeros(len(z)), z], axis=1), axis=1)
    return -log_p[np.arange(len(y)), y.astype(int)]


RIGHT = {
    "softmax_jacobian": [
        two_loops,
        column_vector,
        by_columns,
        from_log_softmax,
        finite_differences,
        complex_step,
        with_autograd,
        filled_diagonal,
        jacobians.softmax_jacobian,
        lambda z: gradcheck.numerical_jacobian(functions.softmax, z.astype(float), step=1e-5),
        lambda z: (p := softmax(z)) * np.eye(len(z)) - p * p[:, None],
    ],
    "batch_jacobian": [
        batch_by_loop,
        batch_by_einsum,
        batch_by_matmul,
        jacobians.softmax_jacobian,
        lambda Z: np.array([filled_diagonal(z) for z in Z]),
        lambda Z: np.apply_along_axis(lambda z: column_vector(z), 1, Z),
    ],
    "softmax_vjp": [
        vjp_by_sums,
        vjp_by_autograd,
        lambda z, g: g @ two_loops(z),
        lambda z, g: column_vector(z).T @ g,
        lambda z, g: np.einsum("i,ij->j", g, from_log_softmax(z)),
        lambda z, g: (p := softmax(z)) * g - p * (p @ g),
        lambda z, g: jacobians.softmax_vjp(functions.softmax(z.astype(float)), g.astype(float)),
        lambda z, upstream: softmax(z) * (upstream - np.average(upstream, weights=softmax(z))),
    ],
    "numerical_jacobian": [
        *[numerical(10.0**-k) for k in range(3, 9)],
        numerical(2.0**-17, lambda z: np.array(z, np.float64)),
        moved_and_moved_back,
        richardson,
        complex_columns,
        scipys,
        lambda f, z: gradcheck.numerical_jacobian(f, z.astype(float)),
    ],
    "row_derivative": [
        lambda W, x, j, i: two_loops(W @ x)[j, i] * x,
        lambda W, x, j, i: by_columns(W @ x)[i, j] * x,
        lambda W, x, j, i: np.array([finite_differences(W @ x)[j, i] * v for v in x]),
        lambda W, x, j, i: jacobians.softmax_weight_derivative(W, x)[j, i],
        two_cases,
    ],
    "weight_derivative": [
        lambda W, x: np.einsum("ji,m->jim", two_loops(W @ x), x),
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
        lambda W, x, g: delta(W, x, g)[:, None] * x,
        lambda W, x, g: delta(W, x, g).reshape(-1, 1) @ x.reshape(1, -1),
        lambda W, x, g: np.tensordot(g, jacobians.softmax_weight_derivative(W, x), axes=1),
    ],
    "input_gradient": [
        add_up,
        lambda W, x, g: delta(W, x, g) @ W,
        lambda W, x, g: np.einsum("i,im->m", delta(W, x, g), W),
        lambda W, x, g: g @ (column_vector(W @ x) @ W),
        lambda W, x, g: (delta(W, x, g)[:, None] * W).sum(axis=0),
    ],
    "entropy": [
        lambda p: -special.xlogy(p, p).sum(),
        lambda p: special.entr(p).sum(),
        stats.entropy,
        lambda p: float(-sum(v * math.log(v) for v in p if v)),
        lambda p: -(p * np.log(np.where(p == 0, 1, p))).sum(),
        lambda p: -np.nansum(p * np.log(p)),
        lambda p: -np.dot(p[p > 0], np.log(p[p > 0])),
        information.entropy,
    ],
    "cross_entropy": [
        surprises,
        lambda y, p: -special.xlogy(y, p).sum(),
        lambda y, p: -(y[y > 0] @ np.log(p[y > 0])),
        lambda y, p: -np.nansum(y * np.log(p)),
        lambda y, p: special.entr(y).sum() + special.rel_entr(y, p).sum(),
        lambda y, p: -np.log(p, where=y > 0, out=np.zeros(len(p))) @ y,
        lambda y, p: information.cross_entropy(y, p),
    ],
    "batch_cross_entropy": [
        batch_by_one_hot,
        batch_along_axis,
        batch_in_a_loop,
        lambda labels, Z: (
            -special.log_softmax(special.log_softmax(Z, axis=1), axis=1)[
                range(len(labels)), labels
            ].mean()
        ),
        lambda labels, Z: np.mean(
            np.logaddexp.reduce(Z, axis=1) - Z[np.arange(len(labels)), labels]
        ),
        lambda labels, Z: -np.diag(functions.log_softmax(Z)[:, labels]).mean(),
        losses.categorical_cross_entropy_from_logits,
    ],
    "binary_cross_entropy": [
        binary_by_cases,
        binary_as_two_classes,
        lambda y, z: np.logaddexp(0, np.where(y == 1, -z, z)),
        lambda y, z: -special.log_expit(np.where(y > 0, z, -z)),
        lambda y, z: y * np.logaddexp(0, -z) + (1 - y) * np.logaddexp(0, z),
        lambda y, z: np.array([np.logaddexp(0, -v if k else v) for k, v in zip(y, z)]),
        lambda y, z: helpers.binary_cross_entropy_from_logits(y, z, reduction="none"),
    ],
}
CASES = [
    pytest.param(name, function, id=f"{name}-{i}")
    for name, functions_ in RIGHT.items()
    for i, function in enumerate(functions_)
]


@pytest.mark.parametrize(("name", "function"), CASES)
def test_a_right_function_is_right_in_any_style(name, function):
    verdict = check(name, function)
    assert verdict.status == "right", verdict
    assert verdict.mistake is None


def test_every_exercise_of_lessons_03_to_05_is_answered_in_five_styles():
    names = {name for name, e in EXERCISES.items() if e.lesson in ("03", "04", "05")}
    assert names == set(RIGHT)
    assert all(len(codes) >= 5 for codes in RIGHT.values())


def test_one_sided_differences_of_a_library_are_not_central_ones():
    verdict = check(
        "numerical_jacobian", lambda f, z: optimize.approx_fprime(z, f).reshape(-1, len(z))
    )
    assert verdict.mistake == "one-sided-difference", verdict
