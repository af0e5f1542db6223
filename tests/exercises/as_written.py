"""The wrong answers of the table of misconceptions, as readers write them."""

import numpy as np
from scipy import special


def softmax(z):
    return special.softmax(z, axis=-1)


def diagonal_only(z):
    s = softmax(z)
    return s * (1 - s)


def gradient_vector(z):
    p = softmax(z)
    out = []
    for i in range(len(z)):
        out.append(sum(p[i] * ((i == j) - p[j]) for j in range(len(z))))
    return np.array(out)


def published(z):
    p = softmax(z)
    gradient = np.zeros(len(z))
    for i in range(len(p)):
        for j in range(len(z)):
            if i == j:
                gradient[i] = p[i] * (1 - z[i])
            else:
                gradient[i] = -p[i] * z[j]
    return gradient


def z_in_place_of_p(z):
    J = np.zeros((len(z), len(z)))
    for i in range(len(z)):
        for j in range(len(z)):
            J[i, j] = z[i] * (1 - z[i]) if i == j else -z[i] * z[j]
    return J


def extra_derivative(W, x, upstream):
    p = softmax(W @ x)
    s = p * (upstream - p @ upstream)
    return np.outer(s * p * (1 - p), x)


def p_minus_1(z):
    p = softmax(z)
    J = -np.outer(p, p)
    for i in range(len(z)):
        J[i, i] = p[i] - 1
    return J


def one_w_for_all(W, x, i, k):
    e, S = np.exp(0.0), len(W) * np.exp(0.0)
    return (x * e * S - e * len(W) * x * e) / S**2


def own_logit_only(W, x, i, k):
    p = softmax(W @ x)
    return p[i] * (1 - p[i]) * x if i == k else np.zeros(len(x))


def from_zero(z):
    top = 0.0
    for v in z:
        top = max(top, v)
    e = np.exp(z - top)
    return e / e.sum()


def batch_max(Z):
    e = np.exp(Z - np.max(Z))
    return e / np.sum(e, axis=1, keepdims=True)


def clipped(labels, Z):
    p = np.clip(softmax(Z), 1e-8, 1 - 1e-8)
    return np.mean([-np.log(q[k]) for q, k in zip(p, labels)])


def wrong_axis(Z):
    p = special.softmax(Z, axis=0)
    return np.array([np.diag(q) - np.outer(q, q) for q in p])


def no_keepdims(Z):
    e = np.exp(Z - Z.max(axis=1, keepdims=True))
    p = e / e.sum(axis=1)
    return np.array([np.diag(q) - np.outer(q, q) for q in p])


def integer_dtype(f, z):
    J = np.zeros((len(f(z)), len(z)))
    for j in range(len(z)):
        up, down = z.copy(), z.copy()
        up[j] += 1e-5
        down[j] -= 1e-5
        J[:, j] = (f(up) - f(down)) / 2e-5
    return J


# Mistake, exercise, and an answer.
KNOWN = [
    (
        "1-double-softmax",
        "batch_cross_entropy",
        lambda k, Z: -special.log_softmax(softmax(Z), axis=1)[np.arange(len(k)), k].mean(),
    ),
    (
        "3-nll-of-probabilities",
        "batch_cross_entropy",
        lambda labels, Z: sum(-p[k] for k, p in zip(labels, softmax(Z))) / len(labels),
    ),
    ("4-diagonal-only", "softmax_jacobian", diagonal_only),
    ("4-diagonal-only", "softmax_jacobian", lambda z: np.diag(diagonal_only(z))),
    ("5-gradient-vector", "softmax_jacobian", gradient_vector),
    ("6-inputs-for-outputs", "softmax_jacobian", z_in_place_of_p),
    (
        "6-inputs-for-outputs",
        "softmax_jacobian",
        lambda z: np.diag(softmax(z)) - np.outer(softmax(z), z),
    ),
    ("7-overwritten-row", "softmax_jacobian", published),
    ("8-elementwise-for-matrix", "softmax_vjp", lambda z, upstream: upstream * diagonal_only(z)),
    ("9-missing-a(1-a)", "weight_gradient", extra_derivative),
    ("10-a-y-with-mse", "weight_gradient", lambda W, x, g: np.outer(softmax(W @ x) - g, x)),
    ("11-p-1-for-p(1-p)", "softmax_jacobian", p_minus_1),
    ("12-zero-by-quotient-rule", "row_derivative", one_w_for_all),
    ("13-forgot-the-denominator", "row_derivative", own_logit_only),
    ("13-forgot-the-denominator", "softmax_jacobian", lambda z: np.diag(softmax(z))),
    (
        "15-shift-numerator-only",
        "stable_softmax",
        lambda z: np.exp(z - z.max()) / np.sum(np.exp(z)),
    ),
    ("16-shift-by-max(0,max)", "stable_softmax", from_zero),
    ("17-shift-by-batch-max", "softmax_rows", batch_max),
    ("18-shift-cures-log-0", "log_softmax", lambda z: np.log(softmax(z))),
    ("19-zero-log-zero", "entropy", lambda p: -np.sum(p * np.log(p))),
    ("20-eps-no-op", "batch_cross_entropy", clipped),
    ("21-eps-bias", "cross_entropy", lambda y, p: -np.sum(y * np.log(p + 1e-12))),
    ("22-wrong-axis", "batch_jacobian", wrong_axis),
    ("23-no-keepdims", "batch_jacobian", no_keepdims),
    ("24-integer-dtype", "numerical_jacobian", integer_dtype),
    (
        "25-sum-for-mean",
        "batch_cross_entropy",
        lambda labels, Z: sum(special.logsumexp(z) - z[k] for z, k in zip(Z, labels)),
    ),
    ("29-y-and-p-swapped", "cross_entropy", lambda y, p: -np.sum(p * np.log(y))),
]
