"""A prediction hides its answer until the guess is committed, and remembers it."""

import threading

import pytest

from helpers.exercises import predict
from helpers.exercises.checker.store import Store
from tools.drive import tell

ASKED = {"question": "Does $p<q$ hold?", "reveal": "It **surely holds**: `p` and $p<q$.\n\nAlways."}


def options(name="t-options", **more):
    return predict(name, **ASKED, options=["yes", "no $x$"], answer="yes", **more)


def number(name="t-number", **more):
    return predict(name, **ASKED, number=True, answer=11.09, **more)


def guess(widget, draft):
    widget.draft = draft
    widget.commit()
    return widget


def test_the_reveal_is_not_even_sent_before_the_commit():
    widget = options()
    assert "surely" not in str(widget.get_state())
    guess(widget, "yes")
    first = "<p>It <strong>surely holds</strong>: <code>p</code> and $p&lt;q$.</p>"
    assert widget.reveal == first + "<p>Always.</p>"
    assert "surely" in str(widget.get_state())


def test_a_guess_is_compared():
    assert guess(options(), "yes").agrees is True
    widget = guess(options("other"), "no $x$")
    assert widget.agrees is False
    assert widget.guess == "no $x$"
    assert "Not so. The answer: yes" in widget.outcome


def test_a_number_is_compared():
    assert guess(number(), "11,1").agrees is True
    assert guess(number("b", within=0.0), "11,1").agrees is False
    assert "1.09 too low" in guess(number("c"), "10").outcome


def test_words_are_compared_and_escaped():
    widget = predict("t-text", **ASKED, text=True, answer="entropy")
    guess(widget, "<b>Entropy</b>")
    assert widget.guess == "&lt;b&gt;Entropy&lt;/b&gt;"
    assert widget.agrees is False


@pytest.mark.parametrize("make", [options, number])
@pytest.mark.parametrize("draft", ["", "   "])
def test_nothing_cannot_be_committed(make, draft):
    widget = make()
    guess(widget, draft)
    assert not widget.committed
    assert widget.reveal == ""
    assert "first" in widget.problem


def test_a_bad_number_is_refused_in_words_and_a_good_one_clears_them():
    widget = guess(number(), "abc")
    assert not widget.committed
    assert "“abc” is not a number" in widget.problem
    guess(widget, "3")
    assert widget.committed
    assert widget.problem == ""


def test_a_keystroke_that_arrives_after_the_commit_changes_nothing(restart):
    widget = guess(number(), "11.1")
    widget.set_state({"draft": "11.12"})
    restart()
    for one in (widget, number()):
        assert (one.draft, one.guess, one.committed) == ("11.1", "11.1", True)
    assert widget.kept["draft"] == "11.1"


def test_a_commit_that_is_refused_while_a_keystroke_is_kept_stays_refused(monkeypatch):
    """JupyterLab has the two handled in two threads, and keeping the keystroke takes a while."""
    widget = number()
    keeping, refused = threading.Event(), threading.Event()
    keep = Store.set

    def slow(self, name, value):
        keeping.set()
        refused.wait(0.3)
        keep(self, name, value)

    def commit():
        keeping.wait()
        tell(widget, {"do": "commit", "draft": "abc"})
        refused.set()

    monkeypatch.setattr(Store, "set", slow)
    other = threading.Thread(target=commit)
    other.start()
    widget.set_state({"draft": "abc"})
    other.join()
    assert "“abc” is not a number" in widget.problem


def test_what_is_none_of_the_options_is_refused():
    assert not guess(options(), "perhaps").committed


def test_running_the_cell_again_shows_the_committed_state_after_a_restart_too(restart):
    guess(options(), "yes")
    for _ in range(2):
        again = options()
        assert (again.committed, again.draft, again.agrees) == (True, "yes", True)
        assert again.reveal
        restart()


@pytest.mark.parametrize(("make", "draft"), [(options, "no $x$"), (number, "3.")])
def test_a_draft_survives_a_restart_uncommitted(make, draft, restart):
    make().draft = draft
    restart()
    again = make()
    assert (again.committed, again.draft, again.reveal) == (False, draft, "")


def test_clear_forgets_and_hides(restart):
    widget = guess(options(), "yes")
    widget.clear()
    restart()
    for one in (widget, options()):
        assert (one.committed, one.draft, one.guess, one.reveal, one.outcome) == (False, *[""] * 4)
        assert one.agrees is None


def test_the_browser_commits_with_the_draft_it_shows():
    widget = number()
    tell(widget, {"do": "commit", "draft": "11.09"})
    assert widget.committed
    tell(widget, {"do": "commit", "draft": "5"})
    assert widget.draft == "11.09", "what is committed stands"
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
    widget = options()
    assert ("could not be read" in widget.problem) is (kept == "{")
    assert (widget.committed, widget.draft, widget.reveal) == (False, "", "")
    assert guess(widget, "yes").committed
    assert widget.problem == ""


def test_a_place_that_cannot_be_written_is_told_and_the_guess_stands(answers):
    answers.write_text("a file where the directory should be")
    widget = guess(options(), "yes")
    assert widget.committed
    assert "could not be saved" in widget.problem
    assert options().committed


def test_the_stored_text_does_not_depend_on_answers():
    before = options()._repr_mimebundle_()
    after = guess(options(), "yes")._repr_mimebundle_()
    for data, _ in (before, after):
        assert data["text/plain"] == "Predict: Does $p<q$ hold?\n  ( ) yes\n  ( ) no $x$"
        assert "- ○ no $x$" in data["text/markdown"]
        assert "application/vnd.jupyter.widget-view+json" in data
        assert "image/png" not in data
    assert before[0]["text/markdown"] == after[0]["text/markdown"]
    assert repr(number()) == "Predict: Does $p<q$ hold?\n  your guess: ____"


@pytest.mark.parametrize(
    ("error", "message", "change"),
    [
        (TypeError, "name: expected text, got int", {"name": 3}),
        (ValueError, "name: expected some text", {"name": " "}),
        (TypeError, "question: expected text", {"question": None}),
        (ValueError, "reveal: expected some text", {"reveal": ""}),
        (ValueError, "exactly one of", {"number": True}),
        (ValueError, "exactly one of", {"options": None}),
        (TypeError, "options: expected a list of texts", {"options": "yes"}),
        (TypeError, "options: expected a list of texts", {"options": [1, 2]}),
        (ValueError, "options: expected two or more", {"options": ["yes"]}),
        (ValueError, "all different", {"options": ["yes", "yes"]}),
        (ValueError, "answer: expected one of the options", {"answer": "maybe"}),
        (TypeError, "answer: expected a number", {"options": None, "number": True}),
        (ValueError, "nan", {"options": None, "number": True, "answer": float("nan")}),
    ],
)
def test_a_question_that_cannot_be_asked_says_why(error, message, change):
    arguments = {"name": "t", **ASKED, "options": ["yes", "no"], "answer": "yes", **change}
    with pytest.raises(error, match=message):
        predict(**arguments)
