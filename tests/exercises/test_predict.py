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


def test_running_the_cell_again_shows_the_committed_state_after_a_restart_too(restart):
    guess(asked(), "yes")
    for _ in range(2):
        again = asked()
        assert (again.committed, again.draft, again.problem) == (True, "yes", "")
        assert again.reveal
        restart()


def test_a_draft_survives_a_restart_uncommitted(restart):
    asked().draft = "no $x$"
    restart()
    again = asked()
    assert (again.committed, again.draft, again.reveal) == (False, "no $x$", "")


def test_clear_forgets_and_hides(restart):
    widget = guess(asked(), "yes")
    widget.clear()
    restart()
    for one in (widget, asked()):
        assert (one.committed, one.draft, one.guess, one.reveal, one.outcome) == (False, *[""] * 4)


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


@pytest.mark.parametrize(
    "kept",
    [
        "{",
        '{"draft": 3, "committed": true}',
        '{"committed": true}',
        '{"draft": "gone", "committed": true}',
    ],
)
def test_a_stored_answer_that_does_not_fit_starts_afresh(kept, answers):
    answers.mkdir()
    (answers / "prediction-t-options.json").write_text(kept)
    widget = asked()
    assert ("could not be read" in widget.problem) is (kept == "{")
    assert (widget.committed, widget.draft, widget.reveal) == (False, "", "")
    assert guess(widget, "yes").committed
    assert widget.problem == ""


def test_a_place_that_cannot_be_written_is_told_and_the_guess_stands(answers):
    answers.write_text("a file where the directory should be")
    widget = guess(asked(), "yes")
    assert widget.committed
    assert "could not be saved" in widget.problem
    assert asked().committed


def test_the_stored_text_does_not_depend_on_answers():
    before = asked()._repr_mimebundle_()
    after = guess(asked(), "yes")._repr_mimebundle_()
    for data, _ in (before, after):
        assert data["text/plain"] == "Predict: Does $p<q$ hold?\n  ( ) yes\n  ( ) no $x$"
        assert "- ○ no $x$" in data["text/markdown"]
        assert "application/vnd.jupyter.widget-view+json" in data
        assert "image/png" not in data
    assert before[0]["text/markdown"] == after[0]["text/markdown"]


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
