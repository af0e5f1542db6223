"""What the five sources hold is taught: each claim in a cell of its own."""

import pytest

from tests.notebooks.lessons import PATHS, read

# Source, lesson, id of the cell that teaches the claim, and the formulas or the code that it has to
# hold. What is claimed in words stands beside it: the cell may say it in any words.
TAUGHT = [
    ("000", "01", "facts"),  # between 0 and 1, they add up to 1, the order is kept
    ("000", "02", "formats"),  # the exponential reaches both ends of a format
    ("000", "02", "shift", r"C = -\max_j z_j"),
    ("000", "02", "shift-why", "$z_i + C$"),  # is at most 0
    ("000", "03", "case-same", r"p_i\,(1 - p_i)"),  # by the quotient rule
    ("000", "03", "case-other", r"-\,p_i\, p_j"),
    ("000", "03", "kronecker", r"p_i\,(\delta_{ij} - p_j)"),
    ("000", "04", "entropy-intro", r"-\sum_k y_k \log p_k"),
    ("000", "04", "one-hot-intro"),  # one term of the sum survives
    ("000", "04", "batch-intro"),  # pick the log-probability of the true class in every row
    ("000", "06", "first-road-steps", "p_j - y_j"),
    ("000", "07", "batch-code", "S[np.arange(n), labels] -= 1\n    S /= n"),
    ("000", "07", "batch", r"\frac1n \sum_{r=1}^n L_r"),  # every example has its own loss
    ("000", "07", "every-example-reads"),  # every example has a say in every weight
    ("000", "07", "regularisation", r"+ \lambda W"),  # the term that is forgotten
    ("000", "07", "regularisation-reads"),  # regularisation in the loss but not in the gradient
    ("001", "03", "published-reads"),  # inputs where outputs belong; a row is overwritten
    ("001", "03", "why-matrix"),  # more than one answer
    ("001", "03", "kronecker", r"\operatorname{diag}(p) - p\,p^\top"),
    ("001", "02", "rows-intro", "keepdims=True"),  # a batch of n examples
    ("001", "09", "hidden-intro", "W_1 x + b_1", "W_2 h + b_2"),  # three layers
    ("001", "09", "backward-hidden", r"S_2\, W_2", r"\odot H \odot (1 - H)", "b_1"),
    ("001", "09", "backward-intro", r"S_2^\top H", "b_2"),
    ("001", "10", "program-overwritten-row", "gradient[i]"),
    ("002", "04", "binary-intro"),  # the binary and the categorical one
    ("002", "04", "same-form"),  # different origins, the same form
    ("002", "05", "se-derivation", r"(a - y) \cdot \sigma'(z) \cdot x"),
    ("002", "05", "ce-derivation", r"(a - y)\, x", "= a - y"),  # the factor cancels
    ("002", "05", "sigma-prime"),  # at most 1/4, and small at both ends
    ("002", "05", "learned"),  # it vanishes at both ends; the factor cancels
    ("002", "06", "first-road", "$i$"),  # a sum over all outputs, in two cases
    ("002", "06", "first-road-steps", r"\sum_i y_i = 1"),
    ("002", "06", "cost-intro"),  # a whole matrix against K subtractions
    ("002", "06", "cost-reads", "K^2$ entries"),
    ("003", "07", "zero", r"\frac{\partial p(a)}{\partial w}", "= 0$$"),  # as it was asked
    ("003", "07", "layer", "| $W$ | (K, d) |"),
    ("003", "07", "zero-cure", r"p_i\,(\delta_{ik} - p_k)\; x"),
    ("003", "07", "chain", r"\sum_{l=1}^{K}"),  # every denominator; published code forgot the sum
    ("003", "07", "tensor"),  # a network that names colours
    ("004", "01", "two-classes"),  # what the sigmoid becomes for more than two classes
    ("004", "01", "six-reads", "0.864", "0.000787"),
    ("004", "04", "textbook-reads", r"-\log 0.5 = 0.6931"),
    ("004", "04", "sum-mean-reads", "1.22282", "0.407606"),
    ("004", "06", "fused"),  # two steps fused
    ("004", "08", "evidence-intro"),  # a weighted sum of evidence for and against a class
    ("004", "08", "evidence-pictures-intro"),  # one colour for, the other against
]
CELLS = {(path.stem[:2], cell.id): cell.source for path in PATHS for cell in read(path).cells}


@pytest.mark.parametrize("claim", TAUGHT, ids=lambda claim: " ".join(claim[:3]))
def test_the_claim_is_taught(claim):
    _, lesson, cell, *formulas = claim
    assert [formula for formula in formulas if formula not in CELLS[lesson, cell]] == []
