"""A gradient off by a multiple of the weights: half the penalty in one place, all in another."""

from helpers.exercises.checker.exercise import Hunt

HUNT = Hunt(
    name="half-reg",
    symptom="a-tenth-off",
    title="Off by a tenth of each weight",
    lines=(
        ("rng, l2 = np.random.default_rng(6), 0.1", "Repeatable random numbers, and λ = 0.1."),
        ("x = rng.normal(size=(12, 4))", "Twelve credit applications, four numbers about each."),
        ("paid = rng.choice([0.0, 1.0], size=12)", "The labels: paid back, 1, or not, 0."),
        ("def loss_of(w):", "The loss as a function of the weights."),
        (
            "    data = binary_cross_entropy_from_logits(paid, x @ w)",
            "Binary cross-entropy, lesson 04's: a mean over the applications, computed from the"
            " logits without overflow.",
        ),
        (
            "    return data + 0.5 * l2 * (w @ w)",
            "With this factor 0.5 the derivative of the penalty is l2 · w. Line 9 has twice that."
            " You may change either: without the 0.5 they would agree too.",
            "    return data + 0.5 * l2 * (w @ w)",
        ),
        ("def gradient_of(w):", "Its gradient, by hand."),
        (
            "    data = x.T @ (sigmoid(x @ w) - paid) / len(x)  # a - y, lesson 05",
            "The gradient of binary cross-entropy behind a sigmoid, with the mean over the"
            " applications: all there.",
        ),
        (
            "    return data + 2 * l2 * w",
            "That is the derivative of l2 · w², and the loss has *half* of that: its 0.5 cancels"
            " the 2.",
            "    return data + l2 * w",
        ),
        ("w = rng.normal(size=4)", "Some weights. A gradient check works at any."),
        (
            "print(((gradient_of(w) - numerical_gradient(loss_of, w)) / w).round(4) + 0.0)",
            "The difference of both gradients as a multiple of the weight: 0 if all is well.",
        ),
    ),
    hint="The difference is proportional to the weight itself. So the part that comes from the data"
    " is right.",
    story="Some books write λ‖w‖², others λ/2 ‖w‖². Both are fine, if loss and gradient come from"
    " the same book. Published solutions of a famous course mix them, because the lecture notes"
    " had one and the assignment the other, and readers reported it both ways round. The network"
    " learns, with another λ than its author believes.",
    found_in="cs231n.github.io issue 89, CS231n-Spring-2017 issue 3, bruceoutdoors/CS231n issue 9",
    catch="assert np.allclose(gradient_of(w), numerical_gradient(loss_of, w), atol=1e-6)",
    moral="Check the gradient with λ ≠ 0, and with a λ that is large enough: at 5e-6 both gradients"
    " agree to four decimals, right or wrong.",
)
