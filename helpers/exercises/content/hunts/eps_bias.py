"""A gradient that vanishes where the network is most wrong: an eps inside the logarithm."""

from helpers.exercises.checker.exercise import Hunt

HUNT = Hunt(
    name="eps-bias",
    symptom="vanishing-pull",
    title="The worst mistakes teach nothing",
    lines=(
        (
            "def loss_at(gap):",
            "One example, two classes. The wrong class leads by `gap`: the larger, the worse.",
        ),
        ("    z = np.array([0.0, gap])", "The true class comes first, with the logit 0."),
        (
            "    return -np.log(softmax(z)[0] + 1e-7)",
            "Where p is far below 1e-7, the sum is 1e-7 whatever p is. The loss is flat there, and"
            " a flat loss has no gradient.",
            "    return -log_softmax(z)[0]",
        ),
        ("",),
        ("gaps = np.linspace(0, 40, 81)", "From undecided to very wrong, in steps of a half."),
        (
            "h = 1e-4",
            "A fair step for a central difference, as in lesson 03. With 1e-3 or 1e-5 the curve is"
            " the same.",
        ),
        (
            "gradients = np.array([(loss_at(g + h) - loss_at(g - h)) / (2 * h) for g in gaps])",
            "The central difference. It tells the truth about the loss that it is given: where that"
            " one is flat, the answer is 0.",
        ),
        (
            'print("gradient at 10, 20, 30 and 40:", gradients[20::20].round(3) + 0.0)',
            "Every twentieth entry from index 20 on: the leads of 10, 20, 30 and 40.",
        ),
    ),
    hint="The true gradient is p − y. For a large lead it should be close to 1. Near a lead of 16"
    " something else takes over: how large is p there?",
    story="`log(p + ε)` never gives inf, and that is why it is so popular. Its price is paid where"
    " it matters: as soon as p is well below ε, the loss stands still at −log ε, and the examples"
    " that are most wrong stop pulling. Clipping does the same, and more abruptly. Both are the"
    " subject of reports about widely used libraries.",
    found_in="keras issue 17634; added twice: tensorflow pull request 41595",
    catch="assert abs(gradients[-1] - 1) < 1e-3",
    moral="A test of the gradient at an example that is *very* wrong. Tests near the middle pass.",
    drawing="""\
def draw(figure):
    axes = figure.subplots()
    axes.plot(gaps, gradients)
    axes.set(xlabel="lead of the wrong class", ylabel="gradient of the loss")

picture(draw, alt=f"The gradient at 10, 20, 30 and 40: {gradients[20::20].round(3) + 0.0}")""",
)
