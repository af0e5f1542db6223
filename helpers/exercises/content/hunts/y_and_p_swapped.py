"""A loss that is always infinite: the logarithm of the target."""

from helpers.exercises.checker.exercise import Hunt

HUNT = Hunt(
    name="y-and-p-swapped",
    symptom="infinite-forecast",
    title="Infinite, whatever the forecast",
    lines=(
        (
            "def score(forecast, outcome):",
            "Here it would help too to exchange the two names, since both calls give the forecast"
            " first: you found the place. The line below is the plainer one to change.",
            "def score(forecast, outcome):",
        ),
        (
            "    terms = forecast * np.log(outcome)",
            "The logarithm belongs to the belief, the weight is what really came. The outcome is"
            " one-hot, and log 0 is −inf.",
            "    terms = outcome * np.log(forecast)",
        ),
        (
            "    return -terms.sum(axis=1).mean()",
            "A sum over the classes, a mean over the days, one minus sign. All as it should be.",
        ),
        ("",),
        (
            "week = np.array([[0.7, 0.2, 0.1], [0.1, 0.3, 0.6], [0.3, 0.4, 0.3]])",
            "Three days, forecasts of sun, mist and rain. Each row sums to 1, and none of the"
            " numbers is 0: good for logarithms.",
        ),
        (
            "came = np.eye(3)[[0, 2, 1]]  # sun, then rain, then mist",
            "Rows of the identity matrix: the one-hot form of sun, rain, mist.",
        ),
        ("blind = np.full((3, 3), 1 / 3)", "The forecast of somebody who knows nothing."),
        ('print(f"forecast {score(week, came):.4f}")', "The arguments come in the order of `def`."),
        (
            'print(f"guessing {score(blind, came):.4f}")',
            "A good idea: compare with chance, which is log 3. It ought to be finite.",
        ),
    ),
    hint="Which of the two arrays holds zeros? Follow it to the place where a zero hurts.",
    story="Cross-entropy is not symmetric, and nothing in the shapes says which argument is which."
    " Nielsen's book devotes an exercise to the question what happens when the roles of y and a"
    " are exchanged. With one-hot targets you are lucky: the answer is inf. With smoothed labels"
    " it is a finite number that looks plausible, and lowest where the model is certain: the"
    " smoothing is lost.",
    found_in="Nielsen, Neural Networks and Deep Learning, chapter 3, an exercise",
    catch="assert np.isclose(score(blind, came), np.log(3))",
    moral="Guessing evenly costs log K. One line says whether both arguments are in their places.",
)
