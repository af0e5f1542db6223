"""A gradient off by exactly n: the loss is a mean, its gradient a sum."""

from helpers.exercises.checker.exercise import Hunt

HUNT = Hunt(
    name="sum-for-mean",
    symptom="eight-times",
    title="Eight times too much",
    lines=(
        ("rng = np.random.default_rng(1)", "It fixes the random numbers. Any seed shows the same."),
        (
            "drops, types = rng.normal(size=(8, 3)), rng.integers(4, size=8)",
            "Eight drops of blood, three measurements each, four blood types.",
        ),
        (
            "Y = np.eye(4)[types]",
            "The types as one-hot rows, shape (8, 4). Row i has its 1 at the type of drop i, so"
            " that p − y fits.",
        ),
        ("def loss_of(W):", "The loss as a function of the weights."),
        (
            "    return -(Y * log_softmax(drops @ W)).sum(axis=1).mean()",
            "A sum over the classes, a mean over the drops. It and the gradient disagree, so you"
            " may change either. With `.sum()` here they would agree, but the step would grow with"
            " the batch.",
            "    return -(Y * log_softmax(drops @ W)).sum(axis=1).mean()",
        ),
        ("",),
        ("def gradient_of(W):", "Its gradient, by hand."),
        (
            "    return drops.T @ (softmax(drops @ W) - Y)",
            "The product adds up the contributions of all eight drops. The loss is their mean, so"
            " 1/n is missing.",
            "    return drops.T @ (softmax(drops @ W) - Y) / len(Y)",
        ),
        ("",),
        ("W = rng.normal(size=(3, 4))", "Some weights. A gradient check works at any."),
        (
            "print((gradient_of(W) / numerical_gradient(loss_of, W)).round(3))",
            "Gradient by hand over numerical gradient, entry by entry: 1 if all is well. The second"
            " one follows the loss above, faithfully.",
        ),
    ),
    hint="The same factor everywhere. Which quantity in this program has that value?",
    story="A factor that is the same in every entry is no mistake of the chain rule: it is a sum"
    " where a mean is meant, or the other way round. Training works all the same, with a learning"
    " rate that is n times as large as you think, until somebody changes the batch size. A"
    " published page prints both numbers for one batch, 1.22282 and 0.407606, and does not say"
    " that they differ by 3. A well-known network from scratch failed a reader's gradient check"
    " for this reason among others.",
    found_in="Stack Overflow 62420501, nn-from-scratch issue 13",
    catch="assert np.allclose(gradient_of(W), numerical_gradient(loss_of, W), atol=1e-6)",
    moral="The gradient check. Look at the *ratio* when it fails: its value names the culprit.",
)
