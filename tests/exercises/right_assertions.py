"""Right answers in the styles people write: assertions, and the overconfidence."""

import numpy as np
from scipy import special

from helpers import functions, gradcheck


def softmax_by_helpers(f):
    Z = np.array([[1.0, 2.0, 3.0], [2000.0, 1999.0, 2001.0], [-2000.0, -2001.0, -2002.0]])
    whole = np.array([[1, 2], [3, 3]])
    return all(np.allclose(f(z), functions.softmax(z)) for z in (Z, whole))


def softmax_by_ratios(f):
    Z = np.array([[3, 1, 2], [1003, 1001, 1003], [-999, -1000, -1000]])
    P = f(Z)
    sums = np.allclose(P.sum(axis=1), 1)
    ratios = np.allclose(P / P[:, :1], np.exp(Z - Z[:, :1]))
    return sums and ratios and bool((P > 0).all())


def softmax_by_asserts_caught(f):
    Z = np.array([[0, 1, 2], [5000, 5002, 5001], [-4999, -5002, -5000]])
    try:
        np.testing.assert_allclose(f(Z), special.softmax(Z, axis=1), rtol=1e-5)
    except AssertionError:
        return False
    return True


def softmax_by_hand(f):
    for shift in (0, 1500, -1500):
        P = f(np.array([[shift, shift + 1], [1, 0], [3, 3]]))
        wanted = [[0.26894142, 0.73105858], [0.73105858, 0.26894142], [0.5, 0.5]]
        if np.isnan(P).any() or abs(P - wanted).max() > 1e-6:
            return False
    return True


def softmax_on_random_logits(f):
    rng = np.random.default_rng(0)
    for n, K in ((1, 1), (3, 3), (4, 2), (2, 7)):
        Z = rng.normal(size=(n, K)) + 1000.0 * rng.integers(-3, 4, size=(n, 1))
        for z in (Z, Z.astype(int)):
            if not np.allclose(f(z), special.softmax(z, axis=1), rtol=1e-4):
                return False
    return f(np.array([[0, 0]])).tolist() == [[0.5, 0.5]]


def gradient_by_helpers(loss, gradient, W):
    numerical = gradcheck.numerical_gradient(loss, W.astype(float))
    return np.allclose(gradient(W), numerical, rtol=1e-4, atol=1e-6)


def gradient_moved_and_moved_back(loss, gradient, W):
    W, h = W.astype(float), 1e-4
    wanted = gradient(W)
    for k in range(W.shape[0]):
        for i in range(W.shape[1]):
            old = W[k, i]
            W[k, i] = old + h
            up = loss(W)
            W[k, i] = old - h
            down = loss(W)
            W[k, i] = old
            if abs((up - down) / (2 * h) - wanted[k, i]) > 1e-3:
                return False
    return True


def gradient_by_relative_error(loss, gradient, W):
    steps = 1e-6 * np.eye(W.size).reshape(-1, *W.shape)
    numerical = np.array([(loss(W + s) - loss(W - s)) / 2e-6 for s in steps]).reshape(W.shape)
    off = np.linalg.norm(gradient(W) - numerical)
    return off <= 1e-4 * (np.linalg.norm(gradient(W)) + np.linalg.norm(numerical)) + 1e-8


def gradient_at_the_largest(loss, gradient, W):
    h, off = 1e-5, []
    for at in np.ndindex(*W.shape):
        up, down = W.copy(), W.copy()
        up[at] += h
        down[at] -= h
        off.append(gradient(W)[at] - (loss(up) - loss(down)) / (2 * h))
    return np.abs(off).max() < 1e-4


def gradient_by_richardson(loss, gradient, W):
    def central(h):
        steps = h * np.eye(W.size).reshape(-1, *W.shape)
        return np.array([(loss(W + s) - loss(W - s)) / (2 * h) for s in steps])

    return np.allclose((4 * central(5e-4) - central(1e-3)) / 3, gradient(W).ravel(), atol=1e-6)


def overconfidence_by_loop(P, labels):
    total = 0.0
    for row, k in zip(P, labels):
        total += max(row) - (list(row).index(max(row)) == k)
    return total / len(labels)


RIGHT = {
    "softmax_assertion": [
        softmax_by_helpers,
        softmax_by_ratios,
        softmax_by_asserts_caught,
        softmax_by_hand,
        softmax_on_random_logits,
    ],
    "gradient_assertion": [
        gradient_by_helpers,
        gradient_moved_and_moved_back,
        gradient_by_relative_error,
        gradient_at_the_largest,
        gradient_by_richardson,
    ],
    "overconfidence": [
        overconfidence_by_loop,
        lambda P, labels: (P.max(axis=1) - (P.argmax(axis=1) == labels)).mean(),
        lambda P, labels: np.mean(np.sort(P)[:, -1]) - np.mean(np.argmax(P, -1) == labels),
        lambda P, labels: (
            P.max(1).sum() / len(P) - np.count_nonzero(P.argmax(1) == labels) / len(P)
        ),
        lambda P, labels: np.average(
            P.max(axis=1) - np.isclose(P[np.arange(len(P)), labels], P.max(axis=1))
        ),
    ],
}
