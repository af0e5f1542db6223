"""A penalty that changes nothing: it is in the loss, and not in the gradient."""

from helpers.exercises.checker.exercise import Hunt

HUNT = Hunt(
    name="forgotten-regularisation",
    symptom="idle-penalty",
    title="The penalty that punishes nobody",
    lines=(
        ("def fit(x, y, l2):", "Data, labels 0 or 1, and λ, which is called l2 as in lesson 07."),
        ("    w = np.zeros(x.shape[1])", "Zeros are a fair start for a single layer."),
        (
            "    for _ in range(200):",
            "200 steps, the same number for every λ. With more of them all three fits would go on"
            " growing, in the same way.",
        ),
        (
            "        a = sigmoid(x @ w)",
            "One output and a sigmoid: right for yes or no.",
        ),
        (
            "        gradient = x.T @ (a - y) / len(y)",
            "The gradient of the data's part, with its 1/n. The penalty's part, l2 · w, is"
            " missing, so λ never reaches the weights.",
            "        gradient = x.T @ (a - y) / len(y) + l2 * w",
        ),
        (
            "        w -= 0.5 * gradient",
            "You could add the penalty's gradient, l2 · w, here as well: some libraries do, and"
            " call it weight decay. Somewhere it has to be.",
            "        w -= 0.5 * gradient",
        ),
        (
            "    loss = binary_cross_entropy_from_logits(y, x @ w) + 0.5 * l2 * (w @ w)",
            "Binary cross-entropy, lesson 04's, and the penalty with its 0.5. The *value* is right:"
            " it grows with λ. But who uses it?",
        ),
        ("    return w, loss", "Both."),
        ("",),
        ("x = np.random.default_rng(7).normal(size=(60, 5))", "60 tenants, five numbers each."),
        (
            "y = (x @ [2.0, -1.0, 0.5, 0.0, 0.0] > 0).astype(float)",
            "Who moved out. The last two numbers have nothing to do with it.",
        ),
        ("for l2 in (0.0, 0.1, 1.0):", "From no penalty to a heavy one."),
        ("    w, loss = fit(x, y, l2)", "A fresh fit for each λ."),
        (
            '    print(f"λ = {l2}   loss {loss:7.4f}   length of w {np.linalg.norm(w):.4f}")',
            "It shows what was computed.",
        ),
    ),
    hint="The loss depends on λ, the weights do not. By which way could λ reach them?",
    story="A page about the gradient of softmax ends with the words that one must not forget the"
    " regularisation term. People do: it changes the loss that is printed, and nobody prints the"
    " weights. In a C++ library the term was added to the gradient after the gradient had been"
    " handed on, and a user noticed that the training was the same to the last digit whatever"
    " penalty was chosen.",
    found_in="opennn issue 241; a Chinese blog post on the derivative of softmax warns of it",
    catch="assert np.linalg.norm(fit(x, y, 1.0)[0]) < np.linalg.norm(fit(x, y, 0.0)[0])",
    moral="Turn a knob to its end and look whether anything happens.",
)
