"""TeX becomes MathML that says the same, or is refused by name."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.site.page import Page, wrong_in
from tools.site_pages.tex import TexError, to_mathml
from tools.site_pages.tex.commands import COMMANDS
from tools.site_pages.tex.tables import ENVIRONMENTS

SPACE = "\N{NO-BREAK SPACE}"


def words(mathml):
    return re.sub(r"<[^>]*>", "", mathml).replace("&lt;", "<").replace("&gt;", ">")


@pytest.mark.parametrize(
    ("tex", "said"),
    [
        ("z_1", "z1"),
        ("p_k = 0.6652", "pk=0.6652"),
        ("65504", "65504"),
        ("x_12", "x12"),
        (r"-\max_j z_j", "−maxjzj"),
        (r"\frac{e^{z_k}}{\sum_{j=1}^{K} e^{z_j}}", "ezk∑j=1Kezj"),
        (r"\operatorname{softmax}(z + c)_k", "softmax(z+c)k"),
        (r"g'(z) = a\, g(z)", "g′(z)=ag(z)"),
        (r"f''_i", "fi′′"),
        (r"\|x\|_2", "‖x‖2"),
        (r"\text{a rule, } e^{-z} \text{ too}", f"a{SPACE}rule,{SPACE}e−z{SPACE}too"),
        (r"\text{if $i = j$ only}", f"if{SPACE}i=j{SPACE}only"),
        (r"\text{50\%}", "50%"),
        (r"\mathrm{KL}(y \,\|\, p)", "KL(y‖p)"),
        (r"J^\top", "J⊤"),
        (r"a < b > c", "a<b>c"),
        (r"\hat y, \bar{z}, \tilde\pi", "y^,z‾,π~"),
        (r"\begin{cases} 1 & i = j \\ 0 & \text{else} \end{cases}", "{1i=j0else"),
        (r"\begin{pmatrix} a & b \\ c & d \end{pmatrix}", "(abcd)"),
        (r"\left( \frac{1}{2} \right]", "(12]"),
        (r"\left. f \right|_{x=0}", "f|x=0"),
        (r"\underbrace{a + b}_{\text{both}}", "a+b⏟both"),
        (r"\mathbb{R}^K, \mathbf{x}, \boldsymbol{\theta}", "ℝK,𝐱,θ"),
        (r"\sqrt[3]{x} \sqrt y", "x3y"),
        (r"a \not= b", "a≠b"),
        (r"1 % a comment", "1"),
        (r"\binom{n}{k}", "(nk)"),
        ("{a}", "a"),
    ],
)
def test_a_formula_says_what_its_tex_says(tex, said):
    assert words(to_mathml(tex)) == said


def test_a_minus_after_nothing_or_a_relation_is_a_sign():
    assert to_mathml("-1").count('form="prefix"') == 1
    mathml = to_mathml("a = -b - c")
    assert re.findall(r'form="(\w+)"[^>]*>([=−])', mathml) == [
        ("infix", "="), ("prefix", "−"), ("infix", "−"),
    ]  # fmt: skip


def test_limits_stand_below_in_a_displayed_formula_and_beside_in_a_line():
    assert "<munder>" in to_mathml(r"\max_j z_j", display=True)
    assert "<msub>" in to_mathml(r"\max_j z_j")
    assert "<munderover>" in to_mathml(r"\sum_{j=1}^K", display=True)
    assert "<munderover>" in to_mathml(r"\sum\limits_{j=1}^K")
    # Within a fraction the formula is small, and in its numerator the limits stand beside.
    assert "<munder>" not in to_mathml(r"\frac{1}{\sum_j z_j}", display=True)


def test_a_function_stands_apart_from_its_argument_but_not_from_a_bracket():
    assert "mspace" in to_mathml(r"\log p")
    assert "mspace" in to_mathml(r"a \log (p)")
    assert "mspace" not in to_mathml(r"\log(p)")


def test_aligned_steps_go_in_columns():
    mathml = to_mathml(r"\begin{aligned} a &= b && \text{why} \\ &= c \end{aligned}", display=True)
    rows = re.findall(r"<mtr>(.*?)</mtr>", mathml)
    assert len(rows) == 2
    assert [row.count("<mtd>") for row in rows] == [4, 4]
    assert 'class="aligned" displaystyle="true"' in mathml


def test_a_long_formula_in_a_line_may_break_after_its_relations():
    pieces = to_mathml(r"\operatorname{logsumexp}(z + c) = \operatorname{logsumexp}(z) + c")
    assert pieces.count("<math>") == 2
    assert words(pieces) == "logsumexp(z+c)=logsumexp(z)+c"
    assert to_mathml("z = (1, 2, 3)").count("<math>") == 1


@pytest.mark.parametrize(
    ("tex", "why"),
    [
        ("", "empty"),
        ("   ", "empty"),
        (r"\unheardof", r"\unheardof is not known"),
        (r"\frac{1}", "ends where"),
        ("{a", "ends where }"),
        ("a}", "} stands where"),
        ("a_1_2", "_ stands twice"),
        ("a^b^c", "stands twice"),
        (r"\left( a", "expected"),
        (r"\left a b \right)", "no delimiter"),
        (r"\begin{aligned} a \end{cases}", "closed by"),
        (r"\begin{tikzpicture} a \end{tikzpicture}", "environment tikzpicture"),
        (r"\begin{aligned} a", "ends where"),
        (r"\text{a", "not closed"),
        (r"\text{\alpha}", "command stands in the words"),
        (r"\not\alpha", "not known"),
        ("a & b", "& stands where"),
        ("§", "means nothing"),
    ],
)
def test_what_cannot_be_set_is_refused_with_the_formula(tex, why):
    with pytest.raises(TexError, match=re.escape(why)) as refused:
        to_mathml(tex)
    assert f"in the formula ${' '.join(tex.split())}$" in str(refused.value)


TOKENS = st.sampled_from(
    [f"\\{name}" for name in COMMANDS]
    + [f"\\begin{{{name}}}" for name in ENVIRONMENTS]
    + [f"\\end{{{name}}}" for name in ENVIRONMENTS]
    + list("{}{}{}()[]|_^'&=+-,.<> 0123xyzK") + [r"\\", r"\right", r"\sum", r"\log", r"\alpha"]
)  # fmt: skip


@given(st.lists(TOKENS, max_size=12).map("".join), st.booleans())
def test_anything_is_either_refused_or_well_formed(tmp_path_factory, tex, display):
    try:
        mathml = to_mathml(tex, display)
    except TexError:
        return
    path = tmp_path_factory.getbasetemp() / "formula.html"
    path.write_text(mathml, encoding="utf-8")
    page = Page(path)
    assert page.wrong == []
    # An argument may be empty; what is there has to be drawable.
    assert [wrong for math in page.find("math") for wrong in wrong_in(math)] == []
