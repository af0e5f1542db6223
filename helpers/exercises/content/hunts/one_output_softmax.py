"""All predictions 1: softmax over a single output."""

from helpers.exercises.checker.exercise import Hunt

HUNT = Hunt(
    name="one-output-softmax",
    symptom="everybody-buys",
    title="Everybody buys, for certain",
    lines=(
        ("rng = np.random.default_rng(5)", "It fixes the random numbers. Any seed shows the same."),
        ("visits = rng.normal(size=(200, 3))", "200 visitors of a shop, three numbers about each."),
        (
            "bought = (visits @ [1.5, -2.0, 0.5] > 0).astype(float)",
            "1 or 0. The rule is linear, so one layer can learn it completely.",
        ),
        ("w = np.zeros((3, 1))", "Three inputs, one output: for a yes or no one number is enough."),
        ("for _ in range(100):", "Plenty for so small a problem, as the mended program shows."),
        (
            "    a = softmax(visits @ w)[:, 0]",
            "A softmax shares 1 among the classes of a row. Here each row has a single entry, and"
            " it gets all of it: always exactly 1.",
            "    a = sigmoid(visits @ w)[:, 0]",
        ),
        (
            "    w -= 0.5 * visits.T @ (a - bought)[:, None] / len(visits)  # a - y, lesson 05",
            "The gradient for a sigmoid with cross-entropy, with the mean over the visitors. Shapes"
            " (3, 200) and (200, 1) give (3, 1), as they must.",
        ),
        ('print("first five", *a[:5].round(4))', "It shows what was computed."),
        (
            'print("accuracy  ", ((a > 0.5) == bought).mean())',
            "Right: yes above one half, and the share of correct answers. If everybody is said to"
            " buy, it is the share of those who do.",
        ),
    ),
    hint="The predictions don't depend on `w` at all. Which line could produce the same number for"
    " every visitor and every weight?",
    story="*Classification, so softmax at the end*: with two classes and one output unit that is"
    " always e^z / e^z = 1. Nothing fails, the accuracy is the share of the positive class, and no"
    " number of epochs helps. It is asked again and again. One output goes with sigmoid; softmax"
    " wants two outputs. The two agree, as lesson 01 showed, if the second logit is 0.",
    found_in="Stack Overflow 53628622, keras issue 126",
    catch="assert len(np.unique(a)) > 1",
    moral="Different inputs should get different answers. The first thing to look at in any"
    " classifier that doesn't learn.",
)
