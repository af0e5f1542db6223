"""The wrong answers of the table of misconceptions, as readers write them."""

import numpy as np
from scipy import special


def softmax(z):
    return special.softmax(z, axis=-1)


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


def from_zero(z):
    top = 0.0
    for v in z:
        top = max(top, v)
    e = np.exp(z - top)
    return e / e.sum()


def integer_dtype(f, z):
    J = np.zeros((len(f(z)), len(z)))
    for j in range(len(z)):
        up, down = z.copy(), z.copy()
        up[j] += 1e-5
        down[j] -= 1e-5
        J[:, j] = (f(up) - f(down)) / 2e-5
    return J


# Mistake, exercise, and an answer in another style than the code that the exercise knows it by.
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
    ("5-gradient-vector", "softmax_jacobian", gradient_vector),
    ("6-inputs-for-outputs", "softmax_jacobian", z_in_place_of_p),
    ("7-overwritten-row", "softmax_jacobian", published),
    ("16-shift-by-max(0,max)", "stable_softmax", from_zero),
    ("24-integer-dtype", "numerical_jacobian", integer_dtype),
    (
        "25-sum-for-mean",
        "batch_cross_entropy",
        lambda labels, Z: sum(special.logsumexp(z) - z[k] for z, k in zip(Z, labels)),
    ),
]
