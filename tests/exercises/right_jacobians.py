"""Right answers in the styles people write: jacobians."""

import math

import autograd
import autograd.numpy as anp
import numpy as np
from scipy import differentiate, special

from helpers import functions, gradcheck, jacobians
from tests.exercises.styles import (
    by_columns,
    column_vector,
    filled_diagonal,
    finite_differences,
    softmax,
    two_loops,
)


def from_log_softmax(z):
    p = np.exp(special.log_softmax(z))
    return p[:, None] * (np.eye(len(z)) - p)


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
        lambda z, g: jacobians.softmax_vjp(z.astype(float), g.astype(float)),
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
}
