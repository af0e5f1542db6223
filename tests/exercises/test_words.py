"""Numbers and sentences as text and as HTML."""

import numpy as np
import pytest

from helpers.exercises.checker.words import (
    array,
    described,
    escaped,
    marked_up,
    one_line,
    plain,
    rounded,
)


@pytest.mark.parametrize(
    ("value", "text"),
    [(-0.0, "0"), (1e-300, "1e-300"), (np.float16(11.09), "11.09"), (True, "True")],
)
def test_numbers(value, text):
    assert rounded(value) == text


def test_arrays_are_cut_and_keep_their_brackets():
    assert array(np.arange(10)) == "[0, 1, 2, 3, 4, 5, 6, 7, …]"
    assert array(np.zeros((0, 3))) == "[]"
    assert described(np.ones((1, 1), np.float16)) == "[[1]]  (float16, shape (1, 1))"
    assert described(0.5) == "0.5"


def test_messages_lose_addresses_and_length():
    assert one_line("<object at 0x7f00aa>\n  x") == "<object> x"
    assert len(one_line("x" * 1000)) == 160


def test_sentences_become_html():
    assert escaped("a < b, `x < 1`") == "a &lt; b, <code>x &lt; 1</code>"
    assert marked_up("**a** `<b>`\n\n$p<q & r$ <em>c</em>") == (
        "<p><strong>a</strong> <code>&lt;b&gt;</code></p><p>$p&lt;q &amp; r$ <em>c</em></p>"
    )
    assert marked_up("$$a ** b ** c$$") == "<p>$$a ** b ** c$$</p>"
    assert marked_up("*a b*, **c**, 2*3*4, 2 * 3 * 4") == (
        "<p><em>a b</em>, <strong>c</strong>, 2*3*4, 2 * 3 * 4</p>"
    )
    assert plain("*a* 2*3*4") == "a 2*3*4"
    assert plain("<em>a</em> **b** $p<q$, p > q &amp; r") == "a b $p<q$, p > q & r"
