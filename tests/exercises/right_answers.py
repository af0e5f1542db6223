"""Right answers in the styles people write, by exercise: none may be held against its style.

Chosen are those that come furthest from the solution: in their digits, in what they return (a
float, a list, an array of no axes), in what they take, or in what NumPy says on the way.
"""

import math

import numpy as np
from scipy import special

from helpers import functions, gradcheck, losses

log_softmax, expit = special.log_softmax, special.expit


def softmax(z):
    return special.softmax(np.asarray(z, float), axis=-1)


def with_loops(z):
    powers = [math.exp(float(v) - float(max(z))) for v in z]
    return np.array([power / sum(powers) for power in powers])


def jacobian(z):
    p = list(enumerate(softmax(z)))
    return np.array([[p_i * (1 - p_i) if i == j else -p_i * p_j for j, p_j in p] for i, p_i in p])


def central(f, z, h):
    return np.stack([(f(z + h * e) - f(z - h * e)) / (2 * h) for e in np.eye(len(z))], axis=1)


def finite_differences(z):
    return central(softmax, z, 1e-5)


def surprises(y, p):
    """Adds up in Python, whose own logarithm raises at 0."""
    return sum(y_k * (-math.log(p_k) if p_k > 0 else math.inf) for y_k, p_k in zip(y, p) if y_k > 0)


def logit_only(w, b, x, y, eta, n):
    """Both steps together move z by eta (a - y) (x^2 + 1)."""
    z, found = w * x + b, []
    for _ in range(n + 1):
        found.append(expit(z))
        z = z - eta * (found[-1] - y) * (x * x + 1)
    return np.asarray(found)


def softmax_by_ratios(f):
    Z = np.array([[3, 1, 2], [1003, 1001, 1003], [-999, -1000, -1000]])
    P = f(Z)
    ratios = np.allclose(P / P[:, :1], np.exp(Z - Z[:, :1]))
    return ratios and np.allclose(P.sum(axis=1), 1) and bool((P > 0).all())


RIGHT = {
    "softmax": [
        lambda z: np.array([math.exp(v) for v in z]) / sum(math.exp(v) for v in z),
        lambda z: np.r_[softmax(z)[:-1], 1 - softmax(z)[:-1].sum()],
    ],
    "softmax_with_temperature": [
        lambda z, T: with_loops([v / T for v in z]),
        lambda z, t=1.0, *, axis=-1: functions.softmax(z, temperature=t, axis=axis),
    ],
    "sigmoid_as_softmax": [lambda s: 1 - 1 / (1 + np.exp(s)), lambda s: 0.5 * (1 + np.tanh(s / 2))],
    "logits_for": [np.log, lambda p: np.array([math.log(v) + 7 for v in p])],
    "stable_softmax": [
        with_loops,
        lambda z: np.exp(np.log(np.exp(z - z.max())) - np.log(np.exp(z - z.max()).sum())),
    ],
    "softmax_rows": [
        lambda z: np.array([with_loops(row) for row in z]),
        lambda z: (e := np.exp(z.T - z.max(axis=1))).T / e.sum(axis=0)[:, None],
    ],
    "logsumexp": [
        np.logaddexp.reduce,
        lambda z: float(functions.logsumexp(z)),
        lambda z: np.array(np.logaddexp.reduce(z)),
    ],
    "log_softmax": [lambda z: np.array([v - special.logsumexp(z - z.max()) for v in z - z.max()])],
    "plogp": [
        lambda p: np.array([v * math.log(v) if v > 0 else 0.0 for v in p]),
        lambda p: np.nan_to_num(p * np.log(p)),
    ],
    "softmax_jacobian": [jacobian, finite_differences],
    "batch_jacobian": [lambda Z: np.array([jacobian(z) for z in Z])],
    "softmax_vjp": [lambda z, g: g @ jacobian(z)],
    "numerical_jacobian": [
        lambda f, z: central(f, z, 1e-3),
        lambda f, z: central(f, z, 1e-8),
        lambda f, z: np.stack([f(z + 1e-20j * e).imag / 1e-20 for e in np.eye(len(z))], axis=1),
    ],
    "row_derivative": [
        lambda W, x, i, k: np.array([finite_differences(W @ x)[i, k] * v for v in x])
    ],
    "weight_derivative": [
        lambda W, x: gradcheck.numerical_jacobian(
            lambda V: functions.softmax(V @ x.astype(float)), W.astype(float)
        )
    ],
    "weight_gradient": [lambda W, x, g: (g @ jacobian(W @ x)).reshape(-1, 1) @ x.reshape(1, -1)],
    "input_gradient": [lambda W, x, g: ((g @ jacobian(W @ x))[:, None] * W).sum(axis=0)],
    "entropy": [
        lambda p: float(-sum(v * math.log(v) for v in p if v)),
        lambda p: -np.nansum(p * np.log(p)),
        lambda p: -np.log(np.prod(p**p)),
    ],
    "cross_entropy": [surprises, lambda y, p: -np.nansum(y * np.log(p))],
    "batch_cross_entropy": [
        lambda labels, Z: sum(special.logsumexp(z) - z[k] for k, z in zip(labels, Z)) / len(labels)
    ],
    "binary_cross_entropy": [
        lambda y, z: np.array([np.logaddexp(0, -v if k else v) for k, v in zip(y, z)])
    ],
    "squared_error_gradient": [
        lambda w, b, x, y: ((a := expit(w * x + b)) - y) * (a - a**2) * np.array([x, 1.0])
    ],
    "cross_entropy_neuron_gradient": [
        lambda w, b, x, y: tuple((expit(w * x + b) - y) * f for f in (x, 1))
    ],
    "outputs_per_epoch": [logit_only],
    "softmax_squared_error_gradient": [
        lambda z, y: np.einsum("i,ij->j", softmax(z) - y, finite_differences(z))
    ],
    "logits_gradient": [lambda z, y: np.exp(z - special.logsumexp(z)) - y],
    "batch_gradient": [
        lambda W, b, X, labels: [
            np.einsum("nk,nd->kd", D := softmax(X @ W.T + b) - np.eye(len(b))[labels], X) / len(X),
            np.average(D, axis=0),
        ]
    ],
    "regularised_gradient": [
        lambda W, X, Y, l2: np.einsum("nk,nd->kd", softmax(X @ W.T) - Y, X) / len(Y) + W * l2
    ],
    "fused_loss": [
        lambda Z, labels: [
            losses.categorical_cross_entropy_from_logits(labels, Z),
            losses.categorical_cross_entropy_from_logits_gradient(labels, Z),
        ]
    ],
    "smoothed_gradient": [
        lambda z, k, eps: np.array(
            [v - eps / len(z) - (1 - eps) * (i == k) for i, v in enumerate(softmax(z))]
        )
    ],
    "network_forward": [
        lambda X, W1, b1, W2, b2: [h := expit(np.dot(X, W1.T) + b1), softmax(h @ W2.T + b2)]
    ],
    "hidden_delta": [lambda S2, W2, h: ((W2.T @ S2.T) * (h * (1 - h)).T).T],
    "network_gradients": [
        lambda X, h, S1, S2: [
            g
            for D, A in ((S1, X), (S2, h))
            for g in ((D[:, :, None] * A[:, None, :]).mean(axis=0), D.mean(axis=0))
        ]
    ],
    "sgd_step": [
        lambda W, dW, rate, l2: np.array(
            [[w - rate * (g + l2 * w) for w, g in zip(*rows)] for rows in zip(W, dW)]
        )
    ],
    "batch_accuracy": [
        lambda P, labels: float((P[np.arange(len(P)), labels] == P.max(axis=1)).mean())
    ],
    "overconfidence": [lambda P, labels: (P.max(axis=1) - (P.argmax(axis=1) == labels)).mean()],
    "softmax_assertion": [softmax_by_ratios],
    "gradient_assertion": [
        lambda loss, gradient, W: np.allclose(
            gradient(W), gradcheck.numerical_gradient(loss, W.astype(float)), rtol=1e-4, atol=1e-6
        )
    ],
}
