"""The widget of the bug hunt hides its answer until the line is found, and remembers the picks."""

import html
import json
import re
import sys

import pytest

from helpers.exercises import hunt
from helpers.exercises.cards.hunt import Listing, Outcome, highlighted, outcome
from helpers.exercises.content.hunts import HUNTS
from tools.drive import tell

NAME = "eight-times"  # lines 5 and 8 may be accused, 8 is mended
RIGHT, OTHER, WRONG = 8, 5, 3


EMPTY = ([], [], False, "", "")


def state(widget):
    return (widget.picked, widget.found, widget.solved, widget.hint, widget.story)


@pytest.mark.parametrize("name", HUNTS)
def test_neither_line_nor_story_is_sent_before_the_line_is_found(name):
    program, widget = HUNTS[name], hunt(name)
    widget.pick(next(n for n in range(1, 99) if n not in program.wrong))
    widget.show_hint()
    sent = str({k: v for k, v in widget.get_state().items() if not k.startswith("_")})
    assert program.story[:30] not in sent
    assert program.found_in not in sent
    assert highlighted(program.mended) != widget.lines == highlighted(program.program)
    assert widget.found == widget.changes == []


@pytest.mark.parametrize("name", HUNTS)
def test_exactly_the_lines_at_fault_are_accepted(name, monkeypatch):
    monkeypatch.setattr(Listing, "_solve", lambda self: self.set_trait("solved", True))
    program = HUNTS[name]
    for line in range(1, len(program.lines) + 1):
        widget = hunt(name)
        widget.pick(line)
        assert widget.solved is (line in program.wrong)
        assert ("that is it" in widget.reply) is widget.solved
        widget.clear()


def test_a_wrong_line_is_told_so_with_what_it_does():
    widget = hunt(NAME)
    widget.pick(WRONG)
    assert widget.reply.startswith("<p>✗ <strong>Not line 3.</strong> The types as one-hot rows")
    assert (widget.picked, widget.current, widget.solved) == ([WRONG], WRONG, False)


@pytest.mark.parametrize("line", [RIGHT, OTHER])
def test_the_line_that_is_found_brings_the_mended_program_and_the_story(line):
    widget = hunt(NAME)
    widget.pick(line)
    assert widget.found == [OTHER, RIGHT]
    ((changed, code),) = widget.changes
    assert changed == RIGHT
    assert code.endswith("/ len(Y)")
    assert outcome(HUNTS["sum-for-mean"].program).as_html() in widget.story
    assert outcome(HUNTS["sum-for-mean"].mended).as_html() in widget.story
    assert "nn-from-scratch issue 13" in widget.story
    assert "numerical_gradient(loss_of, W)" in widget.story


def test_other_lines_may_be_asked_about_afterwards():
    widget = hunt(NAME)
    widget.pick(RIGHT)
    widget.pick(WRONG)
    assert widget.reply.startswith("<p><strong>Line 3.</strong>")
    assert (widget.picked, widget.solved, widget._picks) == ([], True, [RIGHT])


def test_giving_up_shows_the_lines_and_the_story():
    widget = hunt(NAME)
    widget.give_up()
    assert "It is line 5 or 8." in widget.reply
    assert widget.solved
    assert widget.story
    widget.pick(WRONG)
    widget.give_up()
    assert widget.reply.startswith("<p><strong>Line 3."), "it was given up already"


@pytest.mark.parametrize("line", [0, 99, "3"])
def test_a_line_that_does_not_exist_is_refused_and_nothing_changes(line):
    widget = hunt(NAME)
    with pytest.raises((TypeError, ValueError), match="line: expected an integer"):
        widget.pick(line)
    assert state(widget) == EMPTY


def test_messages_of_the_browser_are_picks_hints_giving_up_and_clearing():
    widget = hunt(NAME)
    for line in (0, 99, "3", None, True, 2.0, [3]):
        tell(widget, {"do": "pick", "line": line})
    tell(widget, {"do": "something else"})
    tell(widget, {})
    assert state(widget) == EMPTY
    tell(widget, {"do": "pick", "line": WRONG})
    tell(widget, {"do": "hint"})
    assert widget.picked == [WRONG]
    assert "The same factor everywhere" in widget.hint
    tell(widget, {"do": "give up"})
    assert widget.solved
    tell(widget, {"do": "clear"})
    assert state(widget) == EMPTY


def test_picks_survive_running_the_cell_again_and_a_restart(restart):
    widget = hunt(NAME)
    widget.pick(WRONG)
    widget.pick(WRONG)
    widget.show_hint()
    restart()
    again = hunt(NAME)
    assert (again.picked, again.solved, bool(again.hint)) == ([WRONG], False, True)
    again.pick(RIGHT)
    restart()
    last = hunt(NAME)
    assert (last.picked, last.found, last._picks) == ([WRONG], [OTHER, RIGHT], [WRONG, RIGHT])
    assert last.story


def test_giving_up_survives_a_restart_and_clearing_too(restart):
    hunt(NAME).give_up()
    restart()
    widget = hunt(NAME)
    assert widget.solved
    widget.clear()
    restart()
    assert state(hunt(NAME)) == EMPTY


def test_a_pick_survives_a_program_that_fails(monkeypatch, restart):
    module = sys.modules["helpers.exercises.cards.hunt"]

    def broken(program, drawing):
        raise ZeroDivisionError("<b>no</b>")

    monkeypatch.setattr(module, "outcome", broken)
    widget = hunt(NAME)
    widget.pick(RIGHT)
    assert widget.solved
    assert "could not be run here (ZeroDivisionError: &lt;b&gt;no&lt;/b&gt;)" in widget.story
    assert "nn-from-scratch issue 13" in widget.story
    monkeypatch.undo()


NO_PICKS = ['{"picks": 3}', '{"picks": "99"}', '{"picks": "three"}', '{"picks": "3 -1"}', "{}"]


@pytest.mark.parametrize("record", NO_PICKS)
def test_a_record_that_does_not_fit_changes_nothing(record, answers):
    answers.mkdir()
    (answers / f"hunt-{NAME}.json").write_text(record)
    widget = hunt(NAME)
    assert state(widget) == EMPTY
    widget.pick(WRONG)
    assert widget.take_back(json.loads(record)) is False
    assert widget.picked == [WRONG]


def test_what_the_browser_kept_comes_back():
    widget = hunt(NAME)
    record = {"picks": f"{WRONG} {RIGHT}", "hint": True, "gave_up": False, "at": 2**52}
    tell(widget, {"do": "take back", "record": record})
    assert (widget.picked, widget.solved) == ([WRONG], True)
    assert widget.kept == record


def test_a_place_that_cannot_be_written_is_told_and_the_pick_stands(answers):
    answers.write_text("a file where the directory should be")
    widget = hunt(NAME)
    widget.pick(WRONG)
    assert widget.picked == [WRONG]
    assert "could not be saved" in widget.problem


@pytest.mark.parametrize("name", HUNTS)
def test_the_stored_text_and_the_html_are_the_listing_and_tell_nothing(name, monkeypatch):
    monkeypatch.setattr(Listing, "_solve", lambda self: None)
    program, widget = HUNTS[name], hunt(name)
    before, _ = widget._repr_mimebundle_()
    listing = program.program.split("\n")
    expected = [f"{n:3}  {line}".rstrip() for n, line in enumerate(listing, 1)]
    title = f"Which line is wrong? {program.title}"
    assert before["text/plain"].split("\n") == [title, *expected]
    assert "application/vnd.jupyter.widget-view+json" in before
    widget.show_hint()
    widget.pick(min(program.wrong))
    after, _ = widget._repr_mimebundle_()
    assert before["text/plain"] == after["text/plain"]
    assert before["text/markdown"] == after["text/markdown"]
    assert before["text/markdown"].count("```") == 2
    plain = [html.unescape(re.sub(r"</?span[^>]*>", "", line)) for line in widget.lines]
    assert plain == listing


def test_comments_and_keywords_are_marked_and_text_in_quotes_is_not():
    (line,) = highlighted("if a < 1: print('for # in', \"not\")  # or")
    assert line == (
        '<span class="keyword">if</span> a &lt; 1: print(\'for # in\', "not")  '
        '<span class="comment"># or</span>'
    )


def test_an_outcome_is_escaped():
    assert Outcome("a < b\n").as_html() == "<pre>a &lt; b</pre>"
    assert Outcome("", b"x", 'a "b"').as_html().endswith('alt="a &quot;b&quot;">')
    assert Outcome("").as_html() == ""


def test_programs_have_their_own_name_space():
    assert outcome("left = 1\nprint(left)").printed == "1\n"
    with pytest.raises(NameError):
        outcome("print(left)")
    assert outcome("").printed == ""
