"""A loss that stops at 1.461: softmax before a loss that applies softmax itself."""

from helpers.exercises.checker.exercise import Hunt

HUNT = Hunt(
    name="double-softmax",
    symptom="stuck-loss",
    title="The loss that stops at 1.461",
    lines=(
        (
            "rng = np.random.default_rng(3)",
            "It fixes the random numbers, so that a run can be repeated. Any seed shows the same.",
        ),
        (
            "pictures, labels = rng.normal(size=(10, 10)), np.arange(10)",
            "Ten pictures of 10 pixels, one of each class. To learn ten examples by heart before"
            " anything else is a sound test, and 10 inputs are enough for it.",
        ),
        (
            "def loss_of(W):",
            "The loss as a function of the weights, which is what can be differentiated.",
        ),
        (
            "    outputs = softmax(pictures @ W)",
            "These are probabilities, and the next line asks for logits: softmax is taken twice."
            " The loss sees ten scores between 0 and 1 and can't make much of them. You may change"
            " line 5 in place of this one.",
            "    outputs = pictures @ W",
        ),
        (
            "    return categorical_cross_entropy_from_logits(labels, outputs)",
            "This loss asks for logits, as its name says, and is given probabilities: softmax is"
            " taken twice. You may change either line: a loss that takes probabilities would do"
            " here. To hand over the logits in line 4 is better, since it is finite for any of"
            " them.",
            "    return categorical_cross_entropy_from_logits(labels, outputs)",
        ),
        (
            "W, losses = np.zeros((10, 10)), []",
            "Zeros are a fair start for a single layer: the loss before the first step is log 10, "
            "chance.",
        ),
        (
            "for _ in range(40):",
            "Is it too short? Try more steps: it gets closer to the same floor, never below it.",
        ),
        (
            "    W -= 30.0 * numerical_gradient(loss_of, W)",
            "The gradient is exact enough, and a smaller rate, or one a few times as large, ends "
            "at the same floor.",
        ),
        ("    losses.append(loss_of(W))", "After every step, for the first and the last."),
        (
            "accuracy = (np.argmax(pictures @ W, axis=1) == labels).mean()",
            "Softmax keeps the order, so the largest logit is the largest probability. The"
            " accuracy is true, and that is what hides the mistake.",
        ),
        (
            'print(f"step 1: {losses[0]:.3f}, step 40: {losses[-1]:.3f}, accuracy {accuracy:.0%}")',
            "It shows what was computed.",
        ),
    ),
    hint="The ten examples are all classified correctly, so the logits are fine. What is the best"
    " that the loss can do with what it is given?",
    story="Probabilities lie between 0 and 1. Taken as logits, the best they can say is 1 for the"
    " true class and 0 for the others. A second softmax makes e / (e + K − 1) of that, and the"
    " loss stops at log(1 + (K − 1)/e): 0.313 for two classes, 0.551 for three, 1.461 for ten,"
    " 3.622 for a hundred. So the place where a loss stops tells you K. Accuracy looks fine,"
    " which is why this one lives for years: it was in the code of a research project, in an"
    " example of a library, in a cookbook, and in a language model written from scratch.",
    found_in="CGES issue 1, tflearn pull request 562, tensorflow_cookbook issue 86,"
    " llama-from-scratch issue 5",
    catch="assert loss_of(100 * np.linalg.pinv(pictures)) < 1e-6",
    moral="Hand the loss weights that are right beyond doubt (here the pseudo-inverse gives each"
    " picture the logit 100 at its own class). If it isn't near 0 then, the loss is wrong.",
    drawing="""\
def draw(figure):
    axes = figure.subplots()
    axes.plot(range(1, len(losses) + 1), losses)
    axes.set(xlabel="step", ylabel="loss", ylim=(0, 2))

picture(draw, alt=f"The loss after step 1: {losses[0]:.3f}, after step 40: {losses[-1]:.3f}")""",
)
