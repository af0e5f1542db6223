"""A prediction hides its answer until the guess is committed, and remembers it."""

import pytest

from helpers.exercises import predict
from tools.drive import tell

ASKED = {"question": "Does $p<q$ hold?", "reveal": "It **surely holds**: `p` and $p<q$.\n\nAlways."}


def asked():
    return predict("t-options", **ASKED, options=["yes", "no $x$"], answer="yes")


def guess(widget, draft):
    widget.draft = draft
    widget.commit()
    return widget


def test_the_reveal_is_not_even_sent_before_the_commit_and_says_whether_the_guess_was_right():
    widget = asked()
    assert "surely" not in str(widget.get_state())
    data, _ = widget._repr_mimebundle_()
    assert "Does $p<q$ hold?\n\n- ○ yes\n- ○ no $x$" in data["text/markdown"]
    told = "<hr><p>It <strong>surely holds</strong>: <code>p</code> and $p&lt;q$.</p><p>Always.</p>"
    for draft, said in (("yes", "✓ That is it."), ("no $x$", "✗ Not so. The answer: yes")):
        mine = f"<p>Your guess: <strong>{draft}</strong></p><p>{said}</p>"
        assert guess(widget, draft).reveal == mine + told
        widget.clear()
        assert widget.reveal == ""


@pytest.mark.parametrize("draft", ["", "   ", "perhaps"])
def test_what_is_none_of_the_options_cannot_be_committed(draft):
    widget = guess(asked(), draft)
    assert (widget.reveal, widget.problem) == ("", "Choose one first.")
    assert guess(widget, "yes").reveal
    assert widget.problem == ""


def test_the_browser_commits_what_it_shows_and_a_choice_that_comes_later_changes_nothing():
    widget = asked()
    widget.set_state({"draft": "yes"})
    tell(widget, {"do": "commit", "draft": "no $x$"})
    stands = widget.reveal
    assert "Not so" in stands
    for act in (
        lambda: widget.set_state({"draft": "yes"}),
        lambda: tell(widget, {"do": "commit", "draft": "yes"}),
        lambda: tell(widget, {"do": "something else"}),
    ):
        act()
        assert (widget.draft, widget.reveal) == ("no $x$", stands)
        assert {**widget.kept, "at": 0} == {"draft": "no $x$", "committed": True, "at": 0}


@pytest.mark.parametrize(
    ("error", "message", "change"),
    [
        (TypeError, "name: expected text, got int", {"name": 3}),
        (ValueError, "name: expected some text", {"name": " "}),
        (TypeError, "question: expected text", {"question": None}),
        (ValueError, "reveal: expected some text", {"reveal": ""}),
        (TypeError, "options: expected a list of texts", {"options": "yes"}),
        (TypeError, "options: expected a list of texts", {"options": [1, 2]}),
        (ValueError, "options: expected two or more", {"options": ["yes"]}),
        (ValueError, "all different", {"options": ["yes", "yes"]}),
        (ValueError, "answer: expected one of the options", {"answer": "maybe"}),
    ],
)
def test_a_question_that_cannot_be_asked_says_why(error, message, change):
    arguments = {"name": "t", **ASKED, "options": ["yes", "no"], "answer": "yes", **change}
    with pytest.raises(error, match=message):
        predict(**arguments)
