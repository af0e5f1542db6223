from xml.etree import ElementTree

import numpy as np
import pytest

from helpers.live import mathml as m


def words(piece):
    return "".join(ElementTree.fromstring(f"<x>{piece}</x>").itertext())


@pytest.mark.parametrize(
    ("x", "digits", "shown"),
    [
        (1.5, 2, "1.50"),
        (-0.25, 1, "−0.2"),
        (-0.001, 2, "0.00"),
        (3, 2, "3"),
        (-3, 2, "−3"),
        (np.float16(2), 1, "2.0"),
        (np.int64(-7), 1, "−7"),
        (np.inf, 2, "∞"),
        (-np.inf, 2, "−∞"),
        (float("nan"), 2, "nan"),
        (0.0, 0, "0"),
    ],
)
def test_numbers(x, digits, shown):
    assert words(m.num(x, digits)) == shown


@pytest.mark.parametrize("bad", ["1", None, [1.0], np.zeros(2)])
def test_a_number_must_be_one(bad):
    with pytest.raises(TypeError, match="x: expected a number"):
        m.num(bad)


def test_a_whole_formula_is_well_formed_and_carries_its_words():
    whole = m.math(
        m.var("p", "k"),
        m.op("="),
        m.mark(
            m.frac(m.exp(m.num(-1.0, 1)), m.total([m.var("a"), m.sup(m.var("b"), m.num(2))])), 2
        ),
        m.op("<"),
        m.listed([m.num(1), m.num(2)]),
        m.text("a & b"),
        alttext='p "k" < 1',
    )
    root = ElementTree.fromstring(whole)
    assert root.tag == "math"
    assert root.attrib["alttext"] == 'p "k" < 1'
    assert words(whole) == "pk=e−1.0a+b2<(1,2)a & b"
    assert [e.attrib["class"] for e in root.iter() if "class" in e.attrib] == [
        "sx-class sx-class-2"
    ]


def test_only_elements_that_browsers_draw_by_themselves_are_used():
    core = {"math", "mrow", "mi", "mn", "mo", "mtext", "mfrac", "msub", "msup"}
    whole = m.math(m.frac(m.exp(m.var("z", 1)), m.paren(m.num(-2))), m.text("x"), alttext="x")
    assert {e.tag for e in ElementTree.fromstring(whole).iter()} <= core


def test_letters_are_escaped():
    assert words(m.var("<script>", "&")) == "<script>&"
    assert words(m.under(m.var("a"), "k < j")) == "ak < j"
    assert "<script>" not in m.var("<script>", "&")


def test_what_cannot_be_marked_or_said_is_an_error():
    with pytest.raises(ValueError, match="k: expected a class index from 0, got -1"):
        m.mark(m.var("z"), -1)
    with pytest.raises(ValueError, match="alttext: expected the formula"):
        m.math(m.var("z"), alttext="")
