"""What the five sources hold is taught: each claim by the cell that teaches it, and its numbers."""

import re

import nbformat
import numpy as np
import pytest

from helpers import (
    categorical_cross_entropy,
    categorical_cross_entropy_from_logits,
    cross_entropy,
    softmax,
    softmax_jacobian,
    softmax_weight_derivative,
)
from tests.notebooks.lessons import PATHS

# Source, lesson, id of the cell that teaches it, and what that cell must say.
TAUGHT = [
    ("000", "01", "facts", r"lies between 0 and 1, and they add up to 1.*order is kept"),
    ("000", "02", "formats", r"exponential reaches both ends"),
    ("000", "02", "shift", r"multiply above and below by.*C = -\\max_j z_j"),
    ("000", "02", "shift-why", r"Every exponent \$z_k \+ C\$ is at most 0"),
    ("000", "03", "case-same", r"quotient rule with both facts.*p_i\\,\(1 - p_i\)"),
    ("000", "03", "case-other", r"-\\,p_i\\, p_j"),
    ("000", "03", "kronecker", r"Kronecker delta.*p_i\\,\(\\delta_\{ij\} - p_j\)"),
    ("000", "05", "entropy-intro", r"cross-entropy.*-\\sum_k y_k \\log p_k"),
    ("000", "05", "one-hot-intro", r"one term of the sum survives"),
    ("000", "05", "batch-intro", r"pick the log-probability of the true class in every row"),
    ("001", "03", "published-reads", r"Inputs where outputs belong.*A row is overwritten"),
    ("001", "03", "why-matrix", r"more than one answer"),
    ("001", "03", "kronecker", r"\\operatorname\{diag\}\(p\) - p\\,p\^\\top"),
    ("001", "02", "rows-intro", r"batch of \$n\$ examples.*keepdims=True"),
    ("002", "05", "binary-intro", r"binary.*categorical"),
    ("002", "05", "same-form", r"different origins.*same form"),
    ("003", "04", "zero", r"= 0\$\$"),
    ("003", "04", "layer", r"\| \$W\$ \| \(K, d\) \|"),
    ("003", "04", "chain", r"denominator of every"),
    ("003", "04", "colours-intro", r"network that names colours"),
    ("003", "04", "chain", r"\\sum_\{k=1\}\^\{K\}.*forgot this sum"),
    ("003", "04", "chain-steps", r"p_j\\,\(\\delta_\{ji\} - p_i\)\\; x"),
    ("004", "01", "two-classes", r"sigmoid becomes when there are more than two classes"),
    ("004", "01", "six-reads", r"index 5, takes 0\.864.*0\.000787"),
    ("004", "05", "textbook-reads", r"-\\log 0\.5 = 0\.6931"),
    ("004", "05", "sum-mean-reads", r"1\.22282 and 0\.407606"),
    ("000", "07", "first-road-steps", r"p_j - y_j"),
    ("000", "07", "batch-code", r"dZ\[np\.arange\(n\), labels\] -= 1\n    dZ /= n"),
    ("000", "07", "batch", r"its own loss.*\\frac1n \\sum_\{i=1\}\^n L_i"),
    ("000", "07", "every-example-reads", r"Every example has a say in every weight"),
    ("000", "07", "regularisation", r"term that is forgotten.*\+ \\lambda W"),
    ("000", "08", "mistakes", r"regularisation in the loss but not in the gradient"),
    ("001", "08", "hidden-intro", r"Three layers.*W_1 x \+ b_1.*W_2 h \+ b_2"),
    ("001", "08", "backward-hidden", r"\\Delta_2 W_2.*\\odot H \\odot \(1 - H\).*b_1"),
    ("001", "08", "backward-intro", r"\\Delta_2\^\\top H.*b_2"),
    ("001", "09", "program-overwritten-row", r"gradient\[i\]"),
    ("002", "06", "se-derivation", r"\(a - y\) \\cdot \\sigma'\(z\) \\cdot x"),
    ("002", "06", "ce-derivation", r"\(a - y\)\\, x && \\text\{it cancels\}.*= a - y"),
    ("002", "06", "sigma-prime", r"at most 1/4.*both\*\* ends"),
    ("002", "06", "learned", r"vanishes at both ends.*The factor cancels"),
    ("002", "07", "first-road", r"sums over all outputs .*\$q\$ runs.*two cases"),
    ("002", "07", "first-road-steps", r"because \} \\sum_q y_q = 1"),
    ("002", "07", "cost-intro", r"a whole matrix.*\$K\$ subtractions"),
    ("002", "07", "cost-reads", r"K\^2\$ entries"),
    ("004", "07", "fused", r"two steps.*fused"),
    ("004", "08", "evidence-intro", r"weighted sum.*for\* class.*against\* it.*pmatrix"),
    ("004", "08", "evidence-pictures-intro", r"One colour is evidence for.*the other.*against"),
]


@pytest.mark.parametrize(("source", "lesson", "cell", "says"), TAUGHT)
def test_the_claim_is_taught(source, lesson, cell, says):
    (path,) = (path for path in PATHS if path.stem.startswith(lesson))
    cells = {c["id"]: c["source"] for c in nbformat.read(path, 4)["cells"]}
    assert re.search(says, cells[cell], re.DOTALL), f"source {source}: {cells[cell]}"


def test_the_six_classes_of_source_004():
    p = softmax([1, 1, 2, 4, 6, 8])
    published = [7.87e-4, 7.87e-4, 2.14e-3, 1.58e-2, 0.117, 0.864]
    np.testing.assert_allclose(p, published, rtol=5e-3)
    assert p.argmax() == 5


def test_the_running_example_and_its_jacobian():
    p = softmax([1.0, 2.0, 3.0])
    np.testing.assert_allclose(p, [0.0900, 0.2447, 0.6652], atol=5e-5)
    J = softmax_jacobian([1.0, 2.0, 3.0])
    np.testing.assert_allclose(J, np.diag(p) - np.outer(p, p), atol=1e-15)


def test_the_derivative_of_source_003():
    W, x = np.array([[1.0, -0.5], [0.0, 0.8], [-0.6, 0.3]]), np.array([0.7, -1.2])
    p, D = softmax(W @ x), softmax_weight_derivative(W, x)
    for j in range(3):
        for i in range(3):
            np.testing.assert_allclose(D[j, i], p[j] * ((i == j) - p[i]) * x, atol=1e-15)


def test_the_losses_of_source_004():
    Z, Y = np.array([[1.0, 2.0, 3.0]] * 3), np.array([[0.0, 0.0, 1.0]] * 3)
    assert round(float(categorical_cross_entropy(Y, softmax(Z), reduction="sum")), 5) == 1.22282
    assert round(float(categorical_cross_entropy_from_logits([2, 2, 2], Z)), 6) == 0.407606
    assert round(float(cross_entropy([1, 0, 0], [0.5, 0.4, 0.1])), 4) == 0.6931
