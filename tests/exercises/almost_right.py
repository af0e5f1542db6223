"""Answers that are almost right: by exercise, when they are, and ways of being near it."""

import numpy as np
from scipy import special

softmax = special.softmax


def square(M):
    return M.shape[0] == M.shape[1]


# Right where this holds for the arguments, wrong elsewhere.
CONDITIONS = {
    "softmax": [
        lambda z: z.dtype == np.float64,
        lambda z: z.dtype != np.float32,
        lambda z: z.size <= 6,
        lambda z: z.size == 3,
        lambda z: z.size > 1,
        lambda z: (z >= 0).all(),
        lambda z: np.abs(z).max() < 50,
        lambda z: len(set(z.tolist())) == z.size,
    ],
    "stable_softmax": [
        lambda z: z.dtype != np.float16,
        lambda z: np.isfinite(z).all(),
        lambda z: z.max() < 1e4,
        lambda z: z.min() > -2000,
        lambda z: z.dtype != np.int64,
    ],
    "softmax_rows": [
        lambda z: z.shape[0] == z.shape[1],
        lambda z: z.shape[0] != z.shape[1],
        lambda z: z.shape[0] > 1,
        lambda z: z.shape[1] > 1,
        lambda z: np.isfinite(z).all(),
    ],
    "plogp": [
        lambda p: p.dtype == np.float64,
    ],
    "softmax_jacobian": [
        lambda z: len(z) != 1,
        lambda z: len(z) != 2,
        lambda z: len(z) <= 6,
        lambda z: len(set(z.tolist())) == len(z),
        lambda z: np.abs(z).max() < 900,
        lambda z: z.dtype != np.float32,
        lambda z: z.dtype != np.int64,
        lambda z: np.ptp(z) < 40,
    ],
    "batch_jacobian": [
        lambda Z: Z.shape[0] == Z.shape[1],
        lambda Z: Z.shape[0] != Z.shape[1],
        lambda Z: Z.shape[0] > 1,
        lambda Z: len(Z) < 7,
    ],
    "softmax_vjp": [
        lambda z, g: len(z) < 10,
        lambda z, g: g.dtype != np.int64,
        lambda z, g: abs(z).max() < 900,
    ],
    "numerical_jacobian": [
        lambda f, z: len(f(z)) == len(z),
        lambda f, z: len(f(z)) != len(z),
        lambda f, z: len(z) > 1,
    ],
    "row_derivative": [
        lambda W, x, i, k: i == k,
        lambda W, x, i, k: i != k,
        lambda W, x, i, k: W.shape[0] == W.shape[1],
        lambda W, x, i, k: W.shape[0] != W.shape[1],
    ],
    "weight_derivative": [
        lambda W, x: W.shape[0] == W.shape[1],
        lambda W, x: W.shape[0] != W.shape[1],
        lambda W, x: len(W) < 4,
    ],
    "weight_gradient": [
        lambda W, x, g: W.shape[0] != W.shape[1],
        lambda W, x, g: W.shape[0] == W.shape[1],
        lambda W, x, g: W.dtype != np.int64,
    ],
    "input_gradient": [
        lambda W, x, g: W.shape[0] != W.shape[1],
        lambda W, x, g: W.shape[0] == W.shape[1],
    ],
    "entropy": [
        lambda p: (p > 0).all(),
        lambda p: len(p) < 10,
        lambda p: (p < 1e-6).sum() == 0,
    ],
    "cross_entropy": [
        lambda y, p: (y > 0).all(),
        lambda y, p: y.max() == 1,
        lambda y, p: y.max() < 1,
        lambda y, p: p.min() > 1e-250,
    ],
    "batch_cross_entropy": [
        lambda labels, Z: len(labels) == 1,
        lambda labels, Z: len(labels) != Z.shape[1],
        lambda labels, Z: np.abs(Z).max() < 600,
        lambda labels, Z: Z.dtype != np.float32,
    ],
    "binary_cross_entropy": [
        lambda y, z: np.abs(z).max() < 700,
        lambda y, z: y.dtype != np.int64,
        lambda y, z: (y == 0).any(),
    ],
    "squared_error_gradient": [
        lambda w, b, x, y: y in (0, 1),
        lambda w, b, x, y: y == 0,
        lambda w, b, x, y: x == 1,
        lambda w, b, x, y: isinstance(w, float),
    ],
    "cross_entropy_neuron_gradient": [
        lambda w, b, x, y: y in (0, 1),
        lambda w, b, x, y: abs(w * x + b) < 30,
        lambda w, b, x, y: x != 0,
    ],
    "outputs_per_epoch": [
        lambda w, b, x, y, rate, epochs: epochs > 0,
        lambda w, b, x, y, rate, epochs: epochs < 100,
        lambda w, b, x, y, rate, epochs: rate > 0,
    ],
    "softmax_squared_error_gradient": [
        lambda z, y: y.max() == 1,
        lambda z, y: np.abs(z).max() < 700,
        lambda z, y: len(z) < 7,
        lambda z, y: z.dtype != np.float32,
    ],
    "logits_gradient": [
        lambda z, y: y.max() == 1,
        lambda z, y: y.max() < 1,
        lambda z, y: np.abs(z).max() < 700,
        lambda z, y: z.dtype != np.int64,
        lambda z, y: len(z) > 1,
    ],
    "batch_gradient": [
        lambda W, b, X, labels: len(X) > 1,
        lambda W, b, X, labels: square(W),
        lambda W, b, X, labels: not square(W),
        lambda W, b, X, labels: len(X) == len(b),
        lambda W, b, X, labels: np.abs(W).max() < 700,
    ],
    "regularised_gradient": [
        lambda W, X, Y, l2: l2 > 0,
        lambda W, X, Y, l2: l2 < 1,
        lambda W, X, Y, l2: Y.max() == 1,
        lambda W, X, Y, l2: square(W),
        lambda W, X, Y, l2: not square(W),
    ],
    "fused_loss": [
        lambda Z, labels: len(Z) == 1,
        lambda Z, labels: square(Z),
        lambda Z, labels: np.abs(Z).max() < 600,
    ],
    "smoothed_gradient": [
        lambda z, label, eps: eps > 0,
        lambda z, label, eps: eps < 1,
        lambda z, label, eps: len(z) > 2,
        lambda z, label, eps: label == len(z) - 1,
        lambda z, label, eps: np.abs(z).max() < 700,
    ],
    "network_forward": [
        lambda X, W1, b1, W2, b2: len(X) > 1,
        lambda X, W1, b1, W2, b2: np.abs(W1).max() < 700,
        lambda X, W1, b1, W2, b2: np.abs(W2).max() < 700,
        lambda X, W1, b1, W2, b2: square(W1) and square(W2),
    ],
    "hidden_delta": [
        lambda S2, W2, h: square(W2),
        lambda S2, W2, h: not square(W2),
        lambda S2, W2, h: len(h) == 1,
        lambda S2, W2, h: h.min() > 0 and h.max() < 1,
    ],
    "network_gradients": [
        lambda X, h, S1, S2: X.shape == h.shape,
        lambda X, h, S1, S2: X.shape != h.shape,
        lambda X, h, S1, S2: len(X) == 1,
    ],
    "sgd_step": [
        lambda W, dW, rate, l2: l2 > 0,
        lambda W, dW, rate, l2: rate > 0,
        lambda W, dW, rate, l2: W.dtype != np.int64,
        lambda W, dW, rate, l2: np.abs(W).max() < 1e3,
    ],
    "batch_accuracy": [
        lambda P, labels: len(labels) > 1,
        lambda P, labels: P.shape[1] == 2,
        lambda P, labels: P.max(axis=1).min() > 0.5,
    ],
    "overconfidence": [
        lambda P, labels: len(labels) > 1,
        lambda P, labels: P.shape[1] == 2,
        lambda P, labels: P.max(axis=1).min() > 0.5,
        lambda P, labels: (P.argmax(axis=1) == labels).any(),
    ],
    "softmax_assertion": [
        lambda f: f.right,
        lambda f: not f.right,
    ],
    "gradient_assertion": [
        lambda loss, gradient, W: gradient.right,
        lambda loss, gradient, W: not gradient.right,
        lambda loss, gradient, W: square(W),
        lambda loss, gradient, W: W.size < 12,
        lambda loss, gradient, W: W.dtype == np.float64,
    ],
}

# Right but for this.
NEAR = {
    "softmax": [
        lambda z: np.sort(softmax(z)),
        lambda z: softmax(z) * (1 + 1e-6),
    ],
    "softmax_with_temperature": [
        lambda z, t: softmax(z / t) if t >= 1 else softmax(z),
        lambda z, t: softmax(z / np.sqrt(t * t + 1e-6)),
        lambda z, t: softmax(z // t),
    ],
    "sigmoid_as_softmax": [
        lambda s: special.expit(s) if np.ndim(s) else 0.5,
        lambda s: special.expit(np.atleast_1d(s)),
        lambda s: float(special.expit(s)) if np.ndim(s) == 0 else special.expit(s[:1]),
        lambda s: np.clip(special.expit(s), 1e-7, 1 - 1e-7),
    ],
    "logits_for": [
        lambda p: np.log(p) + np.arange(len(p)) * 1e-6,
        lambda p: np.log(p + 1e-12),
        lambda p: np.log(p)[::-1],
    ],
    "softmax_rows": [
        lambda z: softmax(z, axis=1).T,
        lambda z: softmax(z, axis=1).ravel(),
        lambda z: softmax(z[:2], axis=1),
    ],
    "logsumexp": [
        lambda z: special.logsumexp(z)[None],
        lambda z: np.max(z) + np.log(len(z)),
        lambda z: special.logsumexp(z) * (1 + 1e-6),
        lambda z: special.logsumexp(z[np.isfinite(z) & (z > -500)]) if (z > -500).any() else 0.0,
    ],
    "log_softmax": [
        lambda z: np.maximum(special.log_softmax(z), -1e3),
        lambda z: np.log(softmax(z.astype(np.longdouble))).astype(float),
        lambda z: special.log_softmax(z) + 1e-6,
    ],
    "plogp": [
        lambda p: special.xlogy(p, p + 1e-300),
        lambda p: special.xlogy(p, p).astype(np.float32),
        lambda p: np.where(p > 1e-9, special.xlogy(p, p), 0),
    ],
    "numerical_jacobian": [
        lambda f, z: softmax(z)[:, None] * (np.eye(len(z)) - softmax(z)),
    ],
    "entropy": [lambda p: np.log(len(p))],
    "binary_cross_entropy": [lambda y, z: np.maximum(0.0, (1 - 2 * y) * z)],
    "batch_accuracy": [lambda P, labels: 1.0, lambda P, labels: True],
    "overconfidence": [lambda P, labels: 0.0],
}

# What is done to one result of a right answer.
CHANGES = {
    "off by a little": lambda v: v + 3e-5,
    "off by a factor": lambda v: v * 1.001,
    "one axis more": lambda v: np.asarray(v)[None],
    "complex": lambda v: v + 0j,
    "as text": str,
    "cut to four digits": lambda v: np.round(v, 4) + 2e-6,
}
