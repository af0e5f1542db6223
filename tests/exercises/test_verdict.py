"""A verdict reads well as text and as HTML, and is the same on every machine and run."""

import re
from xml.etree import ElementTree

import numpy as np
import pytest

from helpers import softmax
from helpers.exercises import check, hint, solution
from helpers.exercises.content.exercises import EXERCISES


def raises(z):
    raise ValueError("<b>1 < 2 & 3</b>", object())


def stub(z): ...


FUNCTIONS = {
    "not attempted": stub,
    "right": softmax,
    "known mistake": np.exp,
    "wrong": lambda z: z * 3,
    "error": raises,
}


def outline(html):
    """Return the tree of an output; fail if a tag is not closed in order."""
    return ElementTree.fromstring(f"<div>{html}</div>")


@pytest.mark.parametrize("status", FUNCTIONS)
def test_each_status_is_said_in_text_and_in_html_with_hints_and_a_solution_to_open(status):
    verdict, again = (check("softmax", FUNCTIONS[status]) for _ in range(2))
    assert verdict.status == status
    head, *_, last = repr(verdict).splitlines()
    icon, words = re.fullmatch(r"(.) softmax: (.+)", head).groups()
    html = verdict._repr_html_()
    assert icon in html
    assert f"<strong>{words}</strong>" in html
    wanted = "solution" if status == "right" else "hint"
    assert last.startswith(f'  {wanted}("softmax") ')
    assert (repr(again), again._repr_html_()) == (repr(verdict), html)
    tree = outline(html)
    hints = [tree.find(".//details" + "/details" * depth + "/summary").text for depth in range(3)]
    assert hints == ["Hint 1", "Hint 2", "Hint 3"], "each stands inside the one before"
    assert [node.text for node in tree.iter("summary")] == [*hints, "Show a solution"]
    assert not {"script", "iframe", "img", "link"} & {node.tag for node in tree.iter()}
    assert not [a for node in tree.iter() for a in node.attrib if a.startswith("on") or a == "open"]
    # Colours are those of the theme.
    colours = re.findall(r"(?<![\w-])(?:color|background):([^;}\"]+)", html)
    assert len(colours) > 5
    theme = re.compile(r"inherit|none|var\(--[\w-]+(,\s*.+)?\)")
    assert all(map(theme.fullmatch, colours))


def test_what_came_from_the_reader_is_escaped():
    html = check("softmax", raises)._repr_html_()
    assert "<b>1" not in html
    assert "&lt;b&gt;1 &lt; 2 &amp; 3&lt;/b&gt;" in html
    assert "0x" not in html, "memory addresses do not show"
    assert "<x>" not in check("<x>", softmax)._repr_html_()


def test_hints_come_one_by_one_then_the_solution_is_named(restart):
    exercise = EXERCISES["softmax"]
    for number, text in enumerate(exercise.hints, start=1):
        restart()  # remembered on disk
        shown = hint("softmax")
        assert repr(shown).startswith(f"softmax, hint {number} of 3: ")
        assert text.replace("`", "") in repr(shown)
        outline(shown._repr_html_())
    for _ in range(2):
        assert 'solution("softmax")' in repr(hint("softmax"))
    assert "hint 1" in repr(hint("plogp")), "those of another exercise are still to come"


@pytest.mark.parametrize("kept", ['{"opened": "x"}', '{"opened": -3}', "[]", "{"])
def test_damaged_memory_of_hints_starts_again(kept, answers):
    answers.mkdir()
    (answers / "hints-softmax.json").write_text(kept)
    assert "hint 1 of 3" in repr(hint("softmax"))


def test_a_solution_shows_its_code_and_why():
    shown = solution("softmax_rows")
    assert "def softmax_rows(z):\n    exps" in repr(shown)
    assert EXERCISES["softmax_rows"].why in repr(shown)
    assert "<pre><code>def softmax_rows(z):" in shown._repr_html_()


@pytest.mark.parametrize(("function", "name"), [(hint, "sofmax"), (solution, ""), (hint, None)])
def test_an_unknown_name_says_which_there_are(function, name):
    with pytest.raises(ValueError, match=r"name: no exercise is called .*softmax"):
        function(name)
