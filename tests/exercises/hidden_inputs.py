"""Conditions that some hidden input of an exercise breaks, by exercise.

Where none did, a function that is right under the condition alone would pass for right.
"""

CONDITIONS = {
    "softmax": (
        "z.size <= 6; z.size == 3; z.size > 1; (z >= 0).all(); abs(z).max() < 50; "
        "len(set(z.tolist())) == z.size; (np.diff(z) >= 0).all()"
    ),
    "softmax_with_temperature": "temperature >= 1; temperature > 0.3; temperature <= 1",
    "sigmoid_as_softmax": (
        "np.ndim(u) > 0; np.ndim(u) > 0 or u == 0; np.size(u) == 1; abs(np.asarray(u)).max() < 17"
    ),
    "logits_for": "p.min() > 1e-3; len(p) < 5",
    "stable_softmax": "np.isfinite(z).all(); z.max() < 10000.0; z.min() > -2000",
    "softmax_rows": "z.shape[0] > 1; z.shape[1] > 1; np.isfinite(z).all(); len(z) < 3",
    "logsumexp": "np.ptp(z) == 0; z.min() > -500",
    "log_softmax": "np.ptp(z) < 1000; np.ptp(z) < 11400",
    "plogp": "((p == 0) | (p > 1e-295)).all()",
    "softmax_jacobian": (
        "len(z) != 1; len(z) != 2; len(z) <= 6; len(set(z.tolist())) == len(z); "
        "abs(z).max() < 900; np.ptp(z) < 40"
    ),
    "batch_jacobian": "Z.shape[0] > 1; len(Z) < 7",
    "softmax_vjp": "len(z) < 10; abs(z).max() < 900",
    "numerical_jacobian": (
        "len(f(z)) == len(z); len(f(z)) != len(z); len(z) > 1; np.isclose(f(z).sum(), 1)"
    ),
    "row_derivative": "i == k; i != k",
    "weight_derivative": "len(W) < 4",
    "entropy": "(p > 0).all(); len(p) < 10; (p < 1e-06).sum() == 0; np.ptp(p) == 0",
    "cross_entropy": "(y > 0).all(); y.max() == 1; y.max() < 1; p.min() > 1e-250",
    "batch_cross_entropy": "len(labels) == 1; len(labels) != Z.shape[1]; abs(Z).max() < 600",
    "binary_cross_entropy": "abs(z).max() < 700; (y == 0).any(); abs(z).min() > 20",
    "squared_error_gradient": "y in (0, 1); y == 0; x == 1; isinstance(w, float)",
    "cross_entropy_neuron_gradient": "y in (0, 1); abs(w * x + b) < 30; x != 0",
    "outputs_per_epoch": "epochs > 0; epochs < 100; learning_rate > 0",
    "softmax_squared_error_gradient": "y.max() == 1; abs(z).max() < 700; len(z) < 7",
    "logits_gradient": "y.max() == 1; y.max() < 1; abs(z).max() < 700; len(z) > 1",
    "batch_gradient": "len(X) > 1; len(X) == len(b); abs(W).max() < 700",
    "regularised_gradient": "l2 > 0; l2 < 1; Y.max() == 1",
    "fused_loss": "len(Z) == 1; abs(Z).max() < 600",
    "smoothed_gradient": "eps > 0; eps < 1; len(z) > 2; label == len(z) - 1; abs(z).max() < 700",
    "network_forward": "len(X) > 1; abs(W1).max() < 700; abs(W2).max() < 700",
    "hidden_delta": "len(H) == 1; H.min() > 0 and H.max() < 1",
    "network_gradients": "X.shape == H.shape; X.shape != H.shape; len(X) == 1",
    "sgd_step": "l2 > 0; learning_rate > 0; abs(W).max() < 1000.0",
    "batch_accuracy": (
        "len(labels) > 1; P.shape[1] == 2; P.max(axis=1).min() > 0.5; "
        "(P.argmax(axis=1) == labels).all()"
    ),
    "overconfidence": (
        "len(labels) > 1; P.shape[1] == 2; P.max(axis=1).min() > 0.5; "
        "(P.argmax(axis=1) == labels).any()"
    ),
    "softmax_assertion": "f.right; not f.right",
    "gradient_assertion": "gradient.right; not gradient.right; W.size < 12",
}
