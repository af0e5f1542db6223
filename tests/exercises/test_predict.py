"""A prediction hides its answer until the guess is committed, and remembers it."""

import threading

import pytest

from helpers.exercises import predict
from helpers.exercises.checker.store import Store
from tools.drive import tell

ASKED = {"question": "Does $p<q$ hold?", "reveal": "It **surely holds**: `p` and $p<q$.\n\nAlways."}


def asked(name="t-options"):
    return predict(name, **ASKED, options=["yes", "no $x$"], answer="yes")


def guess(widget, draft):
    widget.draft = draft
    widget.commit()
    return widget


def test_the_reveal_is_not_even_sent_before_the_commit():
    widget = asked()
    assert "surely" not in str(widget.get_state())
    guess(widget, "yes")
    first = "<p>It <strong>surely holds</strong>: <code>p</code> and $p&lt;q$.</p>"
    assert widget.reveal == first + "<p>Always.</p>"
    assert "surely" in str(widget.get_state())


def test_a_guess_is_compared():
    assert "That is it" in guess(asked(), "yes").outcome
    widget = guess(asked("other"), "no $x$")
    assert (widget.guess, widget.outcome) == ("no $x$", "<p>✗ Not so. The answer: yes</p>")


@pytest.mark.parametrize("draft", ["", "   ", "perhaps"])
def test_what_is_none_of_the_options_cannot_be_committed(draft):
    widget = guess(asked(), draft)
    assert (widget.committed, widget.reveal) == (False, "")
    assert widget.problem == "Choose one first."
    assert guess(widget, "yes").committed
    assert widget.problem == ""


def test_a_choice_that_arrives_after_the_commit_changes_nothing(restart):
    widget = guess(asked(), "yes")
    widget.set_state({"draft": "no $x$"})
    restart()
    for one in (widget, asked()):
        assert (one.draft, one.guess, one.committed) == ("yes", "yes", True)
    assert widget.kept["draft"] == "yes"


def test_a_commit_that_is_refused_while_a_choice_is_kept_stays_refused(monkeypatch):
    """JupyterLab has the two handled in two threads, and keeping the choice takes a while."""
    widget = asked()
    keeping, refused = threading.Event(), threading.Event()
    keep = Store.set

    def slow(self, name, value):
        keeping.set()
        refused.wait(0.3)
        keep(self, name, value)

    def commit():
        keeping.wait()
        tell(widget, {"do": "commit", "draft": "perhaps"})
        refused.set()

    monkeypatch.setattr(Store, "set", slow)
    other = threading.Thread(target=commit)
    other.start()
    widget.set_state({"draft": "yes"})
    other.join()
    assert widget.problem == "Choose one first."


def test_the_browser_commits_with_the_draft_it_shows():
    widget = asked()
    tell(widget, {"do": "commit", "draft": "yes"})
    assert widget.committed
    tell(widget, {"do": "commit", "draft": "no $x$"})
    assert widget.draft == "yes", "what is committed stands"
    tell(widget, {"do": "clear"})
    assert not widget.committed
    tell(widget, {"do": "something else"})
    assert not widget.committed


def test_the_stored_text_is_the_question_with_its_options():
    data, _ = asked()._repr_mimebundle_()
    assert data["text/plain"] == "Predict: Does $p<q$ hold?\n  ( ) yes\n  ( ) no $x$"
    assert "- ○ no $x$" in data["text/markdown"]


@pytest.mark.parametrize(
    ("error", "message", "change"),
    [
        (TypeError, "name: expected text, got int", {"name": 3}),
        (ValueError, "name: expected some text", {"name": " "}),
        (TypeError, "question: expected text", {"question": None}),
        (ValueError, "reveal: expected some text", {"reveal": ""}),
        (TypeError, "options: expected a list of texts", {"options": None}),
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
