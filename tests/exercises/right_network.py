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


def hidden_by_loops(S2, W2, h):
    out = np.zeros(h.shape)
    for r in range(len(h)):
        for j in range(h.shape[1]):
            back = sum(S2[r, k] * W2[k, j] for k in range(len(W2)))
            out[r, j] = back * h[r, j] * (1 - h[r, j])
    return out


def gradients_by_loops(X, h, S1, S2):
    dW1, db1 = np.zeros((S1.shape[1], X.shape[1])), np.zeros(S1.shape[1])
    dW2, db2 = np.zeros((S2.shape[1], h.shape[1])), np.zeros(S2.shape[1])
    for r in range(len(X)):
        dW1 += np.outer(S1[r], X[r])
        db1 += S1[r]
        dW2 += np.outer(S2[r], h[r])
        db2 += S2[r]
    return [g / len(X) for g in (dW1, db1, dW2, db2)]


def gradients_averaged_first(X, h, S1, S2):
    S1, S2 = S1 / len(X), S2 / len(X)
    return S1.T @ X, S1.sum(axis=0), S2.T @ h, S2.sum(0)


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
        hidden_by_loops,
        lambda S2, W2, h: np.einsum("nk,kh->nh", S2, W2) * (h - h**2),
        lambda S2, W2, h: np.multiply(np.matmul(S2, W2), h * (1.0 - h)),
        lambda S2, W2, h: np.array([(W2.T @ d) * a * (1 - a) for d, a in zip(S2, h)]),
        lambda S2, W2, h: ((W2.T @ S2.T) * (h * (1 - h)).T).T,
    ],
    "network_gradients": [
        gradients_by_loops,
        gradients_averaged_first,
        lambda X, h, S1, S2: (
            (X.T @ S1).T / len(X),
            S1.sum(axis=0) / len(X),
            (h.T @ S2).T / len(X),
            S2.sum(axis=0) / len(X),
        ),
        lambda X, h, S1, S2: (
            np.einsum("nh,nd->hd", S1, X) / len(X),
            np.mean(S1, 0),
            np.einsum("nk,nh->kh", S2, h) / len(X),
            np.mean(S2, 0),
        ),
        lambda X, h, S1, S2: tuple(
            g
            for D, A in ((S1, X), (S2, h))
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
