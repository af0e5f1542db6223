"""TeX becomes MathML through Temml, in pieces that a line can break between, or stops the build."""

import re

import pytest

from tools.site_pages.markdown import to_mathml


def words(mathml):
    return re.sub(r"<[^>]*>|\u2061", "", mathml)


def test_a_formula_says_what_its_tex_says_and_a_long_one_may_break_after_its_relations():
    assert words(to_mathml(r"\frac{e^{z_k}}{\sum_j e^{z_j}}")) == "ezk∑jezj"
    assert 'display="block"' in to_mathml("z", display=True)
    assert to_mathml("z = (1, 2)").count("<math>") == 1
    pieces = to_mathml(r"\operatorname{logsumexp}(z + c) = \operatorname{logsumexp}(z) + c")
    assert pieces.count("<math>") == 2
    assert words(pieces) == "logsumexp(z+c)=logsumexp(z)+c"


def test_no_settings_of_temml_stand_in_the_style_of_an_empty_cell():
    assert "level:" not in to_mathml(r"\begin{aligned} a &= b && c \\ &= d \end{aligned}", True)


@pytest.mark.parametrize("tex", ["", "  ", r"\unheardof", r"\frac{1}", "{a", r"\left( a", "a & b"])
def test_what_cannot_be_set_is_refused_with_the_formula_and_the_next_one_is_set(tex):
    with pytest.raises(ValueError, match=re.escape(f"in the formula ${' '.join(tex.split())}$")):
        to_mathml(tex)
    assert words(to_mathml("z_1")) == "z1"
