"""Answers that are almost right: by exercise, when they are, and ways of being near it."""

import numpy as np
from scipy import special

softmax = special.softmax


def square(M):
    return M.shape[0] == M.shape[1]


# Right where one of these holds for the exercise's arguments, wrong elsewhere.
CONDITIONS = {
    "softmax": (
        "z.dtype == 'float64'; z.dtype != 'float32'; z.size <= 6; z.size == 3; z.size > 1; "
        "(z >= 0).all(); abs(z).max() < 50; len(set(z.tolist())) == z.size"
    ),
    "stable_softmax": (
        "z.dtype != 'float16'; np.isfinite(z).all(); z.max() < 10000.0; z.min() > -2000; "
        "z.dtype != 'int64'"
    ),
    "softmax_rows": (
        "square(z); not square(z); z.shape[0] > 1; z.shape[1] > 1; np.isfinite(z).all()"
    ),
    "plogp": "p.dtype == 'float64'",
    "softmax_jacobian": (
        "len(z) != 1; len(z) != 2; len(z) <= 6; len(set(z.tolist())) == len(z); "
        "abs(z).max() < 900; z.dtype != 'float32'; z.dtype != 'int64'; np.ptp(z) < 40"
    ),
    "batch_jacobian": "square(Z); not square(Z); Z.shape[0] > 1; len(Z) < 7",
    "softmax_vjp": "len(z) < 10; upstream.dtype != 'int64'; abs(z).max() < 900",
    "numerical_jacobian": "len(f(z)) == len(z); len(f(z)) != len(z); len(z) > 1",
    "row_derivative": "i == k; i != k; square(W); not square(W)",
    "weight_derivative": "square(W); not square(W); len(W) < 4",
    "weight_gradient": "not square(W); square(W); W.dtype != 'int64'",
    "input_gradient": "not square(W); square(W)",
    "entropy": "(p > 0).all(); len(p) < 10; (p < 1e-06).sum() == 0",
    "cross_entropy": "(y > 0).all(); y.max() == 1; y.max() < 1; p.min() > 1e-250",
    "batch_cross_entropy": (
        "len(labels) == 1; len(labels) != Z.shape[1]; abs(Z).max() < 600; Z.dtype != 'float32'"
    ),
    "binary_cross_entropy": "abs(z).max() < 700; y.dtype != 'int64'; (y == 0).any()",
    "squared_error_gradient": "y in (0, 1); y == 0; x == 1; isinstance(w, float)",
    "cross_entropy_neuron_gradient": "y in (0, 1); abs(w * x + b) < 30; x != 0",
    "outputs_per_epoch": "epochs > 0; epochs < 100; learning_rate > 0",
    "softmax_squared_error_gradient": (
        "y.max() == 1; abs(z).max() < 700; len(z) < 7; z.dtype != 'float32'"
    ),
    "logits_gradient": (
        "y.max() == 1; y.max() < 1; abs(z).max() < 700; z.dtype != 'int64'; len(z) > 1"
    ),
    "batch_gradient": "len(X) > 1; square(W); not square(W); len(X) == len(b); abs(W).max() < 700",
    "regularised_gradient": "l2 > 0; l2 < 1; Y.max() == 1; square(W); not square(W)",
    "fused_loss": "len(Z) == 1; square(Z); abs(Z).max() < 600",
    "smoothed_gradient": "eps > 0; eps < 1; len(z) > 2; label == len(z) - 1; abs(z).max() < 700",
    "network_forward": (
        "len(X) > 1; abs(W1).max() < 700; abs(W2).max() < 700; square(W1) and square(W2)"
    ),
    "hidden_delta": "square(W2); not square(W2); len(H) == 1; H.min() > 0 and H.max() < 1",
    "network_gradients": "X.shape == H.shape; X.shape != H.shape; len(X) == 1",
    "sgd_step": "l2 > 0; learning_rate > 0; W.dtype != 'int64'; abs(W).max() < 1000.0",
    "batch_accuracy": "len(labels) > 1; P.shape[1] == 2; P.max(axis=1).min() > 0.5",
    "overconfidence": (
        "len(labels) > 1; P.shape[1] == 2; P.max(axis=1).min() > 0.5; "
        "(P.argmax(axis=1) == labels).any()"
    ),
    "softmax_assertion": "f.right; not f.right",
    "gradient_assertion": (
        "gradient.right; not gradient.right; square(W); W.size < 12; W.dtype == 'float64'"
    ),
}


def conditions(name, parameters):
    """Return the conditions of an exercise as functions of its arguments."""
    texts = CONDITIONS[name].split("; ") if name in CONDITIONS else ()
    return [eval(f"lambda {', '.join(parameters)}: {text}") for text in texts]


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
        lambda z: np.max(z) + np.log(len(z)),
        lambda z: special.logsumexp(z[np.isfinite(z) & (z > -500)]) if (z > -500).any() else 0.0,
    ],
    "log_softmax": [
        lambda z: np.maximum(special.log_softmax(z), -1e3),
        lambda z: np.log(softmax(z.astype(np.longdouble))).astype(float),
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
