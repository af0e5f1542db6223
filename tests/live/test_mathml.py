from xml.etree import ElementTree

import numpy as np
import pytest

from helpers.live import mathml as m


def words(piece):
    return "".join(ElementTree.fromstring(f"<x>{piece}</x>").itertext())


@pytest.mark.parametrize(
    ("x", "digits", "shown"),
    [
        (-0.25, 1, "−0.2"),
        (-0.001, 2, "0.00"),
        (3, 2, "3"),
        (np.float64(2), 1, "2.0"),
        (-7, 1, "−7"),
        (-np.inf, 2, "−∞"),
        (0.0, 0, "0"),
    ],
)
def test_numbers(x, digits, shown):
    assert words(m.num(x, digits)) == shown


def test_a_whole_formula_is_well_formed_escaped_and_of_what_browsers_draw_by_themselves():
    power = m.exp(m.num(-1.0, 1))
    share = m.frac(power, m.total([m.var("a"), m.sup(m.var("<b>", "&"), m.num(2))]))
    whole = m.math(
        m.var("p", "k"),
        m.op("="),
        m.mark(share, 12),
        m.op("<"),
        m.listed([m.num(1), m.num(2)]),
        m.under(m.text("a & b"), m.text("k < j")),
        alttext='p "k" < 1',
    )
    root = ElementTree.fromstring(whole)
    assert (root.tag, root.attrib["alttext"]) == ("math", 'p "k" < 1')
    assert words(whole) == "pk=e−1.0a+<b>&2<(1,2)a & bk < j"
    marked = [e.attrib["class"] for e in root.iter() if "class" in e.attrib]
    assert marked == ["sx-class sx-class-2"]
    core = {"math", "mrow", "mi", "mn", "mo", "mtext", "mfrac", "msub", "msup", "munder"}
    assert {e.tag for e in root.iter()} <= core
