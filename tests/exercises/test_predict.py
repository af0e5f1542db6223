"""A prediction hides its answer until the guess is committed, and remembers it."""

import pytest

from helpers.exercises import predict
from helpers.exercises.cards.predict import Prediction
from helpers.exercises.content.questions import all_questions
from tools.drive import tell

REVEAL = "It **surely holds**: `p` and $p<q$.\n\nAlways."


def asked():
    options = {"options": ["yes", "no $x$"], "answer": "yes"}
    return Prediction("t-options", "Does $p<q$ hold?", **options, reveal=REVEAL)


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
        widget.keep({})
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


@pytest.mark.parametrize("name", all_questions())
def test_a_question_of_the_course_has_one_answer_among_different_options(name):
    stored = all_questions()[name]
    assert stored["answer"] in stored["options"]
    assert len(set(stored["options"])) == len(stored["options"]) >= 2
    assert stored["question"].strip()
    assert stored["reveal"].strip()
    assert predict(name).options[0][0] == stored["options"][0]


def test_a_name_that_no_question_has_is_answered_with_the_nearest():
    with pytest.raises(ValueError, match="name: no question .* called '01-ratoi'; there is 01-rat"):
        predict("01-ratoi")
