"""A card's record stands in a file and in the browser, the newer wins, and nothing is raised."""

import json
import socket

import pytest
from scipy.special import softmax

from helpers.exercises import check, hunt, my_answers, my_notebooks, predict
from helpers.exercises.cards import kept as widget
from helpers.exercises.checker.store import default_store
from tools.drive import tell

NAME = "prediction-t-kept"


def asked(name="t-kept"):
    return predict(name, "Does it hold?", options=["yes", "no"], answer="yes", reveal="It holds.")


def listing():
    return hunt("eight-times")  # lines 5 and 8 may be accused


def committed(one):
    one.draft = "no"
    one.commit()


def found(one):
    for line in (3, 3, 8):
        one.pick(line)
    one.show_hint()


def given_up(one):
    one.pick(3)
    one.give_up()


# What a reader does with a card, and what is kept of it.
EACH = pytest.mark.parametrize(
    ("make", "act", "record"),
    [
        (asked, committed, {"draft": "no", "committed": True}),
        (asked, lambda one: one.set_state({"draft": "no"}), {"draft": "no", "committed": False}),
        (listing, found, {"picks": "3 8", "hint": True, "gave_up": False}),
        (listing, given_up, {"picks": "3", "hint": False, "gave_up": True}),
    ],
)


def shown(one):
    """Return what the browser shows of a card's answers."""
    apart = ("kept", "told", "problem", "layout")
    return {k: v for k, v in one.get_state().items() if not k.startswith("_") and k not in apart}


def from_browser(one, **record):
    tell(one, {"do": "take back", "record": record})
    return one


def on_disk(answers, name=NAME):
    return json.loads((answers / f"{name}.json").read_text())


@EACH
def test_what_a_reader_does_is_shown_when_the_cell_runs_again_and_after_a_restart(
    make, act, record, answers, restart
):
    one = make()
    act(one)
    assert {**one.kept, "at": None} == {**record, "at": None}
    assert on_disk(answers, one.kept_as) == one.kept
    for _ in range(2):
        again = make()
        assert (shown(again), again.kept, again.problem) == (shown(one), one.kept, "")
        restart()


@EACH
@pytest.mark.parametrize("do", ["clear", "forget"])
def test_what_is_cleared_is_hidden_and_comes_back_from_the_browser_alone(
    make, act, record, do, answers, restart
):
    one = make()
    fresh = shown(one)
    act(one)
    answered = shown(one)
    tell(one, {"do": do})
    assert set(one.kept) == {"at"}, "a cleared answer leaves nothing but its time"
    restart()
    assert shown(one) == shown(make()) == fresh != answered
    newer = {**record, "at": 2**52}
    assert shown(from_browser(one, **newer)) == answered
    assert one.kept == on_disk(answers, one.kept_as) == newer


@EACH
def test_a_place_that_cannot_be_written_is_told_and_the_answer_stands(make, act, record, answers):
    answers.write_text("a file where the directory should be")
    one = make()
    act(one)
    assert "could not be saved" in one.problem
    assert shown(make()) == shown(one)


@EACH
def test_the_stored_text_is_the_same_for_every_reader(make, act, record):
    one = make()
    before, _ = one._repr_mimebundle_()
    act(one)
    after, _ = one._repr_mimebundle_()
    assert "application/vnd.jupyter.widget-view+json" in before
    assert "image/png" not in before
    for kind in ("text/plain", "text/markdown"):
        assert before[kind] == after[kind]


@pytest.mark.parametrize(
    ("make", "record"),
    [
        (asked, None),
        (asked, []),
        (asked, {"at": 5}),
        (asked, {"draft": "yes"}),
        (asked, {"draft": "yes", "at": "5"}),
        (asked, {"draft": "yes", "at": True}),
        (asked, {"draft": "yes", "at": -1}),
        (asked, {"draft": "yes", "at": 2**60}),
        (asked, {"draft": "yes", "at": float("nan")}),
        (asked, {"draft": "perhaps", "committed": True, "at": 5}),
        (asked, {"draft": ["yes"], "at": 5}),
        (asked, {"draft": "y" * 5000, "at": 5}),
        (asked, {"draft": "yes", "at": 5, **{str(i): i for i in range(30)}}),
        *[(listing, {"picks": picks, "at": 5}) for picks in (3, "99", "three", "3 -1")],
    ],
)
def test_a_record_that_does_not_fit_changes_nothing(make, record, answers):
    one = make()
    fresh = shown(one)
    tell(one, {"do": "take back", "record": record})
    assert (shown(one), one.kept) == (fresh, {})
    assert not answers.exists()
    answers.mkdir()
    if record and record.get("at") == 5:  # in a file any time is replaced
        (answers / f"{one.kept_as}.json").write_text(json.dumps(record))
        assert shown(make()) == fresh


def test_a_damaged_file_is_told_until_the_next_answer(answers):
    answers.mkdir()
    (answers / f"{NAME}.json").write_text("{")
    one = asked()
    assert "could not be read" in one.problem
    committed(one)
    assert (one.problem, one.committed) == ("", True)


def test_each_change_is_newer_than_the_last_and_than_a_clock_that_is_ahead():
    one = asked()
    assert (one.kept_as, one.kept) == (NAME, {})
    times = []
    for change in (
        lambda: setattr(one, "draft", "yes"),
        one.commit,
        one.clear,
        lambda: from_browser(one, draft="no", committed=False, at=2**52),
        lambda: setattr(one, "draft", "yes"),
    ):
        change()
        times.append(one.kept["at"])
    assert times == sorted(set(times))
    from_browser(one, draft="none of the options", at=2**52 + 9)
    one.clear()
    assert one.kept["at"] > 2**52 + 9


def test_the_older_of_two_records_loses():
    one = asked()
    one.draft = "yes"
    one.commit()
    from_browser(one, draft="no", committed=True, at=one.kept["at"] - 1)
    assert one.draft == "yes"
    from_browser(one, draft="no", committed=False, at=one.kept["at"] + 10_000)
    assert (one.draft, one.committed, one.reveal) == ("no", False, "")


def test_a_record_from_before_there_were_times_loses_to_any_other(answers):
    answers.mkdir()
    (answers / f"{NAME}.json").write_text('{"draft": "yes", "committed": true}')
    one = asked()
    assert (one.committed, one.kept["at"]) == (True, 1)
    assert from_browser(one, draft="no", committed=True, at=2).draft == "no"


def test_with_the_store_off_the_browser_keeps_nothing(monkeypatch):
    monkeypatch.setenv("SOFTMAX_LESSONS_ANSWERS", "off")
    assert (asked().kept_as, my_answers().in_browser) == ("", False)


@pytest.mark.parametrize(
    ("environment", "machine", "owner"),
    [
        ({}, "", ""),
        ({"JUPYTERHUB_USER": "ann"}, "", "ann"),
        # Binder's users are made anew at each launch: the browser is what stays.
        ({"BINDER_REPO_URL": "x", "JUPYTERHUB_USER": "ann"}, socket.gethostname(), ""),
        ({"BINDER_REPO_URL": "x", "JUPYTERHUB_SERVICE_PREFIX": "/user/x/"}, "/user/x/", ""),
    ],
)
def test_edits_are_kept_on_binder_alone_and_records_belong_to_the_user_of_a_hub(
    environment, machine, owner, monkeypatch
):
    for variable in ("BINDER_REPO_URL", "JUPYTERHUB_SERVICE_PREFIX", "JUPYTERHUB_USER"):
        monkeypatch.delenv(variable, raising=False)
    for variable, value in environment.items():
        monkeypatch.setenv(variable, value)
    assert (asked().machine, asked().owner, my_answers().owner) == (machine, owner, owner)
    assert my_notebooks().binder is bool(machine)
    assert my_notebooks().place == (machine or "here")


def test_an_answer_is_listed_under_the_lesson_that_asks_it_now():
    questions = my_answers().questions
    assert questions["prediction-05-chance"] == "04-chance"
    assert questions["prediction-01-ratio"] == "01-ratio"
    assert predict("04-chance")._name == "prediction-05-chance"


def test_a_solved_exercise_is_kept_and_the_first_time_counts(answers, monkeypatch):
    monkeypatch.setattr(widget, "_shown", set())  # no prediction has to be shown for it
    check("softmax", lambda z: z)
    assert not answers.exists()
    assert check("softmax", softmax).status == "right"
    first = on_disk(answers, "solved-softmax")
    assert check("softmax", softmax).status == "right"
    assert on_disk(answers, "solved-softmax") == first
    assert first["solved"] is True


def test_what_is_solved_reaches_the_browser_by_any_prediction_that_is_shown():
    one, changes = asked(), []
    one.observe(changes.append, "told")
    check("softmax", lambda z: z)
    assert one.told == {}
    check("softmax", softmax)
    check("softmax", softmax)
    assert len(changes) == 1
    assert [(name, record["solved"]) for name, record in one.told.items()] == [
        ("solved-softmax", True)
    ]
    # It is state: a view that opens later finds it there.
    assert one.get_state(["told"])["told"] == one.told


def test_my_answers_lists_what_the_files_hold_whoever_wrote_them(answers):
    assert my_answers().stored == {}
    asked().draft = "yes"
    check("softmax", softmax)
    default_store().set("hints-softmax", {"opened": 2})
    (answers / "broken.json").write_text("{")
    assert set(my_answers().stored) == {NAME, "solved-softmax"}
    assert "z_1" in my_answers().titles["prediction-00-growth"]


def test_loaded_records_reach_the_files_and_bad_ones_do_not(answers):
    good = {"draft": "no", "committed": True, "at": 7}
    card = my_answers()
    for records in ({NAME: good, "x": 3, "y": {"at": "now"}}, [1]):
        tell(card, {"do": "load", "records": records})
    tell(card, {"do": "something else"})
    assert card.stored == {NAME: good}
    assert on_disk(answers) == good
    assert asked().committed


def test_forget_everything_leaves_no_answer_and_no_opened_hint(answers, restart):
    one = asked()
    one.draft = "yes"
    one.commit()
    default_store().set("hints-softmax", {"opened": 2})
    tell(my_answers(), {"do": "forget"})
    restart()
    assert asked().draft == ""
    assert default_store().get("hints-softmax") == {}
    assert all(set(record) <= {"at"} for record in my_answers().stored.values())
