"""Numbers and sentences as text and as HTML."""

import numpy as np
import pytest

from helpers.exercises.checker import words

MARKED = "**a** `<b>`\n\n$p<q & r$ <em>c</em>"
MARKED_UP = "<p><strong>a</strong> <code>&lt;b&gt;</code></p><p>$p&lt;q &amp; r$ <em>c</em></p>"


@pytest.mark.parametrize(
    ("write", "given", "text"),
    [
        (words.rounded, -0.0, "0"),
        (words.rounded, 0.66524, "0.6652"),
        (words.rounded, 1e-300, "1e-300"),
        (words.rounded, np.float16(11.09), "11.09"),
        (words.rounded, True, "True"),
        (words.array, np.arange(10), "[0, 1, 2, 3, 4, 5, 6, 7, …]"),
        (words.array, np.zeros((0, 3)), "[]"),
        (words.described, np.ones((1, 1), np.float16), "[[1]]  (float16, shape (1, 1))"),
        (words.described, 0.5, "0.5"),
        (words.one_line, "<object at 0x7f00aa>\n  x", "<object> x"),
        (words.one_line, "x" * 1000, "x" * 159 + "…"),
        (words.escaped, "a < b, `x < 1`", "a &lt; b, <code>x &lt; 1</code>"),
        (words.marked_up, MARKED, MARKED_UP),
        (words.marked_up, "$$a ** b ** c$$", "<p>$$a ** b ** c$$</p>"),
        (words.marked_up, "*a b*, 2*3*4, 2 * 3 * 4", "<p><em>a b</em>, 2*3*4, 2 * 3 * 4</p>"),
        (words.plain, "*a* 2*3*4", "a 2*3*4"),
        (words.plain, "<em>a</em> **b** $p<q$, p > q &amp; r", "a b $p<q$, p > q & r"),
    ],
)
def test_numbers_arrays_and_sentences(write, given, text):
    assert write(given) == text
