"""The widget of the bug hunt hides its answer until the line is found."""

import html
import re
import sys

import pytest

from helpers.exercises import hunt
from helpers.exercises.cards.hunt import highlighted, outcome
from helpers.exercises.content.hunts import HUNTS
from tools.drive import tell

NAME = "eight-times"  # lines 5 and 8 may be accused, 8 is mended
RIGHT, OTHER, WRONG = 8, 5, 3
MODULE = sys.modules["helpers.exercises.cards.hunt"]


@pytest.mark.parametrize("name", HUNTS)
def test_the_lines_at_fault_alone_bring_the_story_and_the_listing_is_the_program(name, monkeypatch):
    monkeypatch.setattr(MODULE, "_story", lambda program: program.story + program.found_in)
    program, widget = HUNTS[name], hunt(name)
    listing = program.program.split("\n")
    plain = [html.unescape(re.sub(r"</?span[^>]*>", "", line)) for line in widget.lines]
    assert plain == listing
    text = "".join(f"\n{n:3}  {line}".rstrip(" ") for n, line in enumerate(listing, 1))
    assert repr(widget) == f"Which line is wrong? {program.title}{text}"
    assert widget._repr_mimebundle_()[0]["text/markdown"].count("```") == 2
    for line in range(1, len(listing) + 1):
        widget.keep({})
        widget.receive({"do": "hint"})
        widget.pick(line)
        sent = str({k: v for k, v in widget.get_state().items() if not k.startswith("_")})
        told = ("that is it" in widget.reply, program.story[:30] in sent, program.found_in in sent)
        there = (widget.solved, bool(widget.found), bool(widget.changes))
        assert set(told + there) == {line in program.wrong}


@pytest.mark.parametrize("line", [RIGHT, OTHER])
def test_the_line_that_is_found_brings_the_mended_program_and_the_story(line):
    widget = hunt(NAME)
    widget.pick(WRONG)
    assert widget.reply.startswith("<p>✗ <strong>Not line 3.</strong> The types as one-hot rows")
    assert (widget.picked, widget.current, widget.solved) == ([WRONG], WRONG, False)
    widget.pick(line)
    assert (widget.picked, widget.found) == ([WRONG], [OTHER, RIGHT])
    ((changed, code),) = widget.changes
    assert changed == RIGHT
    assert code.endswith("/ len(Y)")
    assert outcome(HUNTS["sum-for-mean"].program) in widget.story
    assert outcome(HUNTS["sum-for-mean"].mended) in widget.story
    assert "nn-from-scratch issue 13" in widget.story
    assert "numerical_gradient(loss_of, W)" in widget.story
    kept = widget.kept
    widget.pick(WRONG)  # other lines may be asked about afterwards
    assert widget.reply.startswith("<p><strong>Line 3.</strong>")
    assert (widget.current, widget.solved, widget.kept) == (WRONG, True, kept)


def test_messages_of_the_browser_are_picks_hints_giving_up_and_lines_that_exist():
    widget = hunt(NAME)
    fresh = widget.get_state()
    for line in (0, 99, "3"):
        with pytest.raises((TypeError, ValueError), match="line: expected an integer"):
            widget.pick(line)
    tell(widget, {"do": "something else"})
    assert widget.get_state() == fresh
    tell(widget, {"do": "pick", "line": WRONG})
    tell(widget, {"do": "hint"})
    assert widget.picked == [WRONG]
    assert "The same factor everywhere" in widget.hint
    tell(widget, {"do": "give up"})
    assert "It is line 5 or 8." in widget.reply
    assert (widget.current, widget.solved) == (OTHER, True)
    assert widget.story
    widget.pick(WRONG)
    tell(widget, {"do": "give up"})
    assert widget.reply.startswith("<p><strong>Line 3."), "it was given up already"


def test_comments_and_keywords_are_marked_and_text_in_quotes_is_not():
    (line,) = highlighted("if a < 1: print('for # in', \"not\")  # or")
    assert line == (
        '<span class="keyword">if</span> a &lt; 1: print(\'for # in\', "not")  '
        '<span class="comment"># or</span>'
    )


def test_an_outcome_is_escaped_and_programs_have_a_name_space_of_their_own():
    assert outcome("") == ""
    assert outcome("left = 1\nprint('a < b')") == "<pre>a &lt; b</pre>"
    said = "NameError: name &#x27;left&#x27; is not defined"
    assert outcome("left") == f"<p>The program could not be run here ({said}).</p>"
    drawing = "picture(lambda figure: None, alt='a \"b\"')"
    assert outcome("", drawing).endswith('alt="a &quot;b&quot;">')
