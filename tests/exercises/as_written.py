"""The wrong answers of the table of misconceptions, as readers write them."""

import numpy as np
from scipy import special


def softmax(z):
    e = np.exp(z - np.max(z))
    return e / np.sum(e)


def rows(Z):
    e = np.exp(Z - Z.max(axis=1, keepdims=True))
    return e / e.sum(axis=1, keepdims=True)


def double_softmax(labels, Z):
    return -special.log_softmax(rows(Z), axis=1)[np.arange(len(labels)), labels].mean()


def nll_of_probabilities(labels, Z):
    total = 0.0
    for k, p in zip(labels, rows(Z)):
        total -= p[k]
    return total / len(labels)


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


def half_mended(z):
    p = softmax(z)
    return np.diag(p) - np.outer(p, z)


def z_in_place_of_p(z):
    J = np.zeros((len(z), len(z)))
    for i in range(len(z)):
        for j in range(len(z)):
            J[i, j] = z[i] * (1 - z[i]) if i == j else -z[i] * z[j]
    return J


def elementwise(z, upstream):
    p = softmax(z)
    return upstream * (p * (1 - p))


def extra_derivative(W, x, upstream):
    p = softmax(W @ x)
    s = p * (upstream - p @ upstream)
    return np.outer(s * p * (1 - p), x)


def a_minus_y(W, x, upstream):
    return np.outer(softmax(W @ x) - upstream, x)


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


def numerator_only(z):
    return np.exp(z - z.max()) / np.sum(np.exp(z))


def from_zero(z):
    top = 0.0
    for v in z:
        top = max(top, v)
    e = np.exp(z - top)
    return e / e.sum()


def batch_max(Z):
    e = np.exp(Z - np.max(Z))
    return e / np.sum(e, axis=1, keepdims=True)


def log_of_softmax(z):
    return np.log(softmax(z))


def zero_log_zero(p):
    return -np.sum(p * np.log(p))


def clipped(labels, Z):
    p = np.clip(rows(Z), 1e-8, 1 - 1e-8)
    return np.mean([-np.log(q[k]) for q, k in zip(p, labels)])


def eps_inside(y, p):
    return -np.sum(y * np.log(p + 1e-12))


def wrong_axis(Z):
    e = np.exp(Z - Z.max(axis=0))
    p = e / e.sum(axis=0)
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


def summed(labels, Z):
    return sum(special.logsumexp(z) - z[k] for z, k in zip(Z, labels))


def swapped(y, p):
    return -np.sum(p * np.log(y))


KNOWN = [
    (1, "batch_cross_entropy", "1-double-softmax", double_softmax),
    (3, "batch_cross_entropy", "3-nll-of-probabilities", nll_of_probabilities),
    (4, "softmax_jacobian", "4-diagonal-only", diagonal_only),
    (4, "softmax_jacobian", "4-diagonal-only", lambda z: np.diag(diagonal_only(z))),
    (5, "softmax_jacobian", "5-gradient-vector", gradient_vector),
    (6, "softmax_jacobian", "6-inputs-for-outputs", half_mended),
    (6, "softmax_jacobian", "6-inputs-for-outputs", z_in_place_of_p),
    (7, "softmax_jacobian", "7-overwritten-row", published),
    (8, "softmax_vjp", "8-elementwise-for-matrix", elementwise),
    (9, "weight_gradient", "9-missing-a(1-a)", extra_derivative),
    (10, "weight_gradient", "10-a-y-with-mse", a_minus_y),
    (11, "softmax_jacobian", "11-p-1-for-p(1-p)", p_minus_1),
    (12, "row_derivative", "12-zero-by-quotient-rule", one_w_for_all),
    (13, "row_derivative", "13-forgot-the-denominator", own_logit_only),
    (13, "softmax_jacobian", "13-forgot-the-denominator", lambda z: np.diag(softmax(z))),
    (15, "stable_softmax", "15-shift-numerator-only", numerator_only),
    (16, "stable_softmax", "16-shift-by-max(0,max)", from_zero),
    (17, "softmax_rows", "17-shift-by-batch-max", batch_max),
    (18, "log_softmax", "18-shift-cures-log-0", log_of_softmax),
    (19, "entropy", "19-zero-log-zero", zero_log_zero),
    (20, "batch_cross_entropy", "20-eps-no-op", clipped),
    (21, "cross_entropy", "21-eps-bias", eps_inside),
    (22, "batch_jacobian", "22-wrong-axis", wrong_axis),
    (23, "batch_jacobian", "23-no-keepdims", no_keepdims),
    (24, "numerical_jacobian", "24-integer-dtype", integer_dtype),
    (25, "batch_cross_entropy", "25-sum-for-mean", summed),
    (29, "cross_entropy", "29-y-and-p-swapped", swapped),
]
