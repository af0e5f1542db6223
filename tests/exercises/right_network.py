"""Right answers in the styles people write: network."""

import numpy as np
from scipy import special

from helpers import functions, network


def forward_by_rows(X, W1, b1, W2, b2):
    h = np.array([special.expit(W1 @ x + b1) for x in X])
    return h, np.array([special.softmax(W2 @ row + b2) for row in h])


def forward_by_columns(X, W1, b1, W2, b2):
    h = special.expit(W1 @ X.T + b1[:, None])
    return h.T, special.softmax(W2 @ h + b2[:, None], axis=0).T


def forward_by_the_floor(X, W1, b1, W2, b2):
    _, h, Z = network.forward([network.Layer(W1, b1), network.Layer(W2, b2)], X)
    return h, functions.softmax(Z)


def forward_with_a_stable_sigmoid(X, W1, b1, W2, b2):
    z = X @ W1.T + b1
    h = np.where(
        z >= 0, 1 / (1 + np.exp(-np.abs(z))), np.exp(-np.abs(z)) / (1 + np.exp(-np.abs(z)))
    )
    log_p = special.log_softmax(h @ W2.T + b2, axis=1)
    return [h, np.exp(log_p)]


def delta_by_loops(delta2, W2, h):
    out = np.zeros(h.shape)
    for i in range(len(h)):
        for m in range(h.shape[1]):
            back = sum(delta2[i, k] * W2[k, m] for k in range(len(W2)))
            out[i, m] = back * h[i, m] * (1 - h[i, m])
    return out


def gradients_by_loops(X, h, delta1, delta2):
    dW1, db1 = np.zeros((delta1.shape[1], X.shape[1])), np.zeros(delta1.shape[1])
    dW2, db2 = np.zeros((delta2.shape[1], h.shape[1])), np.zeros(delta2.shape[1])
    for i in range(len(X)):
        dW1 += np.outer(delta1[i], X[i])
        db1 += delta1[i]
        dW2 += np.outer(delta2[i], h[i])
        db2 += delta2[i]
    return [g / len(X) for g in (dW1, db1, dW2, db2)]


def gradients_averaged_first(X, h, delta1, delta2):
    delta1, delta2 = delta1 / len(X), delta2 / len(X)
    return delta1.T @ X, delta1.sum(axis=0), delta2.T @ h, delta2.sum(0)


def step_on_a_copy(W, dW, learning_rate, l2):
    new = W.astype(float)
    new -= learning_rate * dW
    new -= learning_rate * l2 * W
    return new


def accuracy_by_counting(P, labels):
    right = 0
    for row, k in zip(P, labels):
        if list(row).index(max(row)) == k:
            right += 1
    return right / len(labels)


RIGHT = {
    "network_forward": [
        forward_by_rows,
        forward_by_columns,
        forward_by_the_floor,
        forward_with_a_stable_sigmoid,
        lambda X, W1, b1, W2, b2: (
            h := functions.sigmoid(np.dot(X, W1.T) + b1),
            functions.softmax(np.einsum("nh,kh->nk", h, W2) + b2),
        ),
    ],
    "hidden_delta": [
        delta_by_loops,
        lambda delta2, W2, h: np.einsum("nk,kh->nh", delta2, W2) * (h - h**2),
        lambda delta2, W2, h: np.multiply(np.matmul(delta2, W2), h * (1.0 - h)),
        lambda delta2, W2, h: np.array([(W2.T @ d) * a * (1 - a) for d, a in zip(delta2, h)]),
        lambda delta2, W2, h: ((W2.T @ delta2.T) * (h * (1 - h)).T).T,
    ],
    "network_gradients": [
        gradients_by_loops,
        gradients_averaged_first,
        lambda X, h, d1, d2: (
            (X.T @ d1).T / len(X),
            d1.sum(axis=0) / len(X),
            (h.T @ d2).T / len(X),
            d2.sum(axis=0) / len(X),
        ),
        lambda X, h, d1, d2: (
            np.einsum("nh,nd->hd", d1, X) / len(X),
            np.mean(d1, 0),
            np.einsum("nk,nh->kh", d2, h) / len(X),
            np.mean(d2, 0),
        ),
        lambda X, h, d1, d2: tuple(
            g
            for D, A in ((d1, X), (d2, h))
            for g in ((D[:, :, None] * A[:, None, :]).mean(axis=0), D.mean(axis=0))
        ),
    ],
    "sgd_step": [
        step_on_a_copy,
        lambda W, dW, rate, l2: (1 - rate * l2) * W - rate * dW,
        lambda W, dW, rate, l2: W - rate * dW - rate * l2 * W,
        lambda W, dW, rate, l2: np.add(W, -rate * np.add(dW, l2 * W)),
        lambda W, dW, rate, l2: np.array(
            [[w - rate * (g + l2 * w) for w, g in zip(*rows)] for rows in zip(W, dW)]
        ),
    ],
    "batch_accuracy": [
        accuracy_by_counting,
        lambda P, labels: np.mean(np.argmax(P, axis=-1) == labels),
        lambda P, labels: float((P[np.arange(len(P)), labels] == P.max(axis=1)).mean()),
        lambda P, labels: np.count_nonzero(P.argsort(axis=1)[:, -1] == labels) / len(labels),
        lambda P, labels: 1 - np.count_nonzero(np.argmax(P, 1) - labels) / P.shape[0],
    ],
}
