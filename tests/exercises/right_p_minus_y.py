"""Right answers in the styles people write: p minus y."""

import numpy as np
from scipy import special

from helpers import functions, losses, network


def logsumexp_differences(z, y):
    """Central differences of logsumexp(z) - y · z, the shorter road."""
    h, eye = 1e-6, np.eye(len(z))
    top = np.max(z)
    loss = lambda d: special.logsumexp(z - top + d) - y @ d  # noqa: E731
    return np.array([(loss(h * e) - loss(-h * e)) / (2 * h) for e in eye])


def entry_by_entry(z, y):
    p = special.softmax(z)
    return np.array([p[k] - y[k] for k in range(len(z))])


def one_example_after_another(W, b, X, labels):
    dW, db = np.zeros(W.shape), np.zeros(len(b))
    for x, k in zip(X, labels):
        p = special.softmax(W @ x + b)
        p[k] -= 1
        dW += np.outer(p, x)
        db += p
    return dW / len(X), db / len(X)


def with_a_column_of_ones(W, b, X, labels):
    X1 = np.hstack([X, np.ones((len(X), 1))])
    W1 = np.hstack([W, b[:, None]])
    D = special.softmax(X1 @ W1.T, axis=1) - np.eye(len(W))[labels]
    G = D.T @ X1 / len(X)
    return G[:, :-1], G[:, -1]


def by_einsum(W, b, X, labels):
    Y = (labels[:, None] == np.arange(len(b))).astype(float)
    D = (special.softmax(np.einsum("kd,nd->nk", W, X) + b, axis=-1) - Y) / len(Y)
    return np.einsum("nk,nd->kd", D, X), np.einsum("nk->k", D)


def transposed_throughout(W, b, X, labels):
    Z = W @ X.T + b.reshape(-1, 1)
    D = special.softmax(Z, axis=0)
    D[labels, range(len(labels))] -= 1
    return D @ X / X.shape[0], np.mean(D, axis=1)


def through_the_network(W, b, X, labels):
    Y = losses.one_hot(labels, len(W))
    return network.loss_and_gradients([network.Layer(W, b)], X, Y)[1][0]


def regularised_example_by_example(W, X, Y, l2):
    total = np.zeros(W.shape)
    for x, y in zip(X, Y):
        total = total + np.outer(special.softmax(W @ x) - y, x) + l2 * W
    return total / len(X)


def regularised_in_two_lines(W, X, Y, l2):
    dW = (functions.softmax(X @ W.T) - Y).T.dot(X) / X.shape[0]
    dW += W * l2
    return dW


def fused_by_rows(Z, labels):
    loss, G = 0.0, np.zeros(Z.shape)
    for i, (z, k) in enumerate(zip(Z, labels)):
        loss += special.logsumexp(z) - z[k]
        G[i] = special.softmax(z)
        G[i, k] -= 1
    return loss / len(Z), G / len(Z)


def fused_by_one_hot(Z, labels):
    Y = np.eye(Z.shape[1])[labels]
    log_p = special.log_softmax(Z, axis=1)
    return -np.vdot(Y, log_p) / len(Z), (np.exp(log_p) - Y) / len(Z)


def smoothed_by_where(z, label, eps):
    K = len(z)
    y = np.where(np.arange(K) == label, 1 - eps + eps / K, eps / K)
    return special.softmax(z) - y


RIGHT = {
    "logits_gradient": [
        logsumexp_differences,
        entry_by_entry,
        lambda z, y: np.subtract(special.softmax(z), y),
        lambda z, y: np.exp(z - special.logsumexp(z)) - y,
        lambda z, y: y * -1.0 + functions.softmax(z),
    ],
    "batch_gradient": [
        one_example_after_another,
        with_a_column_of_ones,
        by_einsum,
        transposed_throughout,
        through_the_network,
    ],
    "regularised_gradient": [
        regularised_example_by_example,
        regularised_in_two_lines,
        lambda W, X, Y, l2: l2 * W - (Y - special.softmax(X @ W.T, axis=1)).T @ X / len(X),
        lambda W, X, Y, l2: (
            np.einsum("nk,nd->kd", special.softmax(X @ W.T, axis=1) - Y, X) / len(Y) + W * l2
        ),
        lambda W, X, Y, l2: (
            (X.T @ (special.softmax(X @ W.T, axis=1) - Y)).T / len(X) + l2 / 2 * 2 * W
        ),
    ],
    "fused_loss": [
        fused_by_rows,
        fused_by_one_hot,
        lambda Z, labels: (
            np.mean(special.logsumexp(Z, axis=1) - Z[np.arange(len(Z)), labels]),
            (special.softmax(Z, axis=1) - np.eye(Z.shape[1])[labels]) / len(Z),
        ),
        lambda Z, labels: [
            losses.categorical_cross_entropy_from_logits(labels, Z),
            losses.categorical_cross_entropy_from_logits_gradient(labels, Z),
        ],
        lambda Z, labels: (
            -np.take_along_axis(special.log_softmax(Z, axis=1), labels[:, None], axis=1).mean(),
            (special.softmax(Z, axis=1) - (labels[:, None] == np.arange(Z.shape[1]))) / len(Z),
        ),
    ],
    "smoothed_gradient": [
        smoothed_by_where,
        lambda z, k, eps: special.softmax(z) - ((1 - eps) * np.eye(len(z))[k] + eps / len(z)),
        lambda z, k, eps: (
            (1 - eps) * (special.softmax(z) - np.eye(len(z))[k])
            + eps * (special.softmax(z) - 1 / len(z))
        ),
        lambda z, k, eps: special.softmax(z) - losses.smooth_labels(losses.one_hot(k, len(z)), eps),
        lambda z, k, eps: np.array(
            [v - eps / len(z) - (1 - eps) * (i == k) for i, v in enumerate(special.softmax(z))]
        ),
    ],
}
