"""What a browser hands back is checked, the newer record wins, and nothing is raised."""

import json

import pytest
from scipy.special import softmax

from helpers.exercises import check, my_answers, predict
from helpers.exercises.cards import kept as widget
from helpers.exercises.cards.kept import checked
from helpers.exercises.checker.store import default_store
from tools.drive import tell

NAME = "prediction-t-kept"


def asked(name="t-kept"):
    return predict(name, "Does it hold?", options=["yes", "no"], answer="yes", reveal="It holds.")


def from_browser(one, **record):
    tell(one, {"do": "take back", "record": record})
    return one


def on_disk(answers, name=NAME):
    return json.loads((answers / f"{name}.json").read_text())


def test_a_record_of_the_browsers_is_shown_and_stored_on_a_new_machine(answers):
    one = from_browser(asked(), draft="no", committed=True, at=1000)
    assert (one.committed, one.draft) == (True, "no")
    assert "It holds." in one.reveal
    assert on_disk(answers) == {"draft": "no", "committed": True, "at": 1000}


def test_the_browser_hears_of_every_change_and_each_is_newer_than_the_last():
    one = asked()
    assert (one.kept_as, one.kept) == (NAME, {})
    times = []
    for change in (lambda: setattr(one, "draft", "yes"), one.commit, one.clear):
        change()
        times.append(one.kept["at"])
    assert times == sorted(set(times))
    assert set(one.kept) == {"at"}, "a cleared answer leaves nothing but its time"


def test_the_older_of_two_records_loses():
    one = asked()
    one.draft = "yes"
    one.commit()
    from_browser(one, draft="no", committed=True, at=one.kept["at"] - 1)
    assert one.draft == "yes"
    from_browser(one, draft="no", committed=False, at=one.kept["at"] + 10_000)
    assert (one.draft, one.committed, one.reveal) == ("no", False, "")


def test_a_clock_that_is_ahead_does_not_make_later_answers_older():
    ahead = 2**52
    one = from_browser(asked(), draft="no", committed=False, at=ahead)
    one.draft = "yes"
    assert one.kept["at"] > ahead


@pytest.mark.parametrize(
    "record",
    [
        None,
        [],
        {"at": 5},
        {"draft": "yes"},
        {"draft": "yes", "at": "5"},
        {"draft": "yes", "at": True},
        {"draft": "yes", "at": -1},
        {"draft": "yes", "at": 2**60},
        {"draft": "yes", "at": float("nan")},
        {"draft": "perhaps", "committed": True, "at": 5},
        {"draft": ["yes"], "at": 5},
        {"draft": "y" * 5000, "at": 5},
    ],
)
def test_a_record_that_does_not_fit_changes_nothing(record, answers):
    one = asked()
    tell(one, {"do": "take back", "record": record})
    assert (one.committed, one.draft, one.kept) == (False, "", {})
    assert not answers.exists()
    one.draft = "yes"
    one.commit()
    assert one.committed


def test_forgetting_begins_afresh():
    one = from_browser(asked(), draft="no", committed=True, at=1000)
    tell(one, {"do": "forget"})
    assert (one.committed, one.draft, one.reveal) == (False, "", "")
    assert asked().draft == ""


def test_a_record_from_before_there_were_times_loses_to_any_other(answers):
    answers.mkdir()
    (answers / f"{NAME}.json").write_text('{"draft": "yes", "committed": true}')
    one = asked()
    assert (one.committed, one.kept["at"]) == (True, 1)
    assert from_browser(one, draft="no", committed=True, at=2).draft == "no"


def test_with_the_store_off_the_browser_keeps_nothing(monkeypatch):
    monkeypatch.setenv("SOFTMAX_LESSONS_ANSWERS", "off")
    assert (asked().kept_as, my_answers().in_browser) == ("", False)


def test_edits_are_kept_by_the_browser_on_binder_alone(monkeypatch):
    monkeypatch.delenv("BINDER_REPO_URL", raising=False)
    assert asked().machine == ""
    monkeypatch.setenv("BINDER_REPO_URL", "https://example.invalid/x")
    monkeypatch.delenv("JUPYTERHUB_SERVICE_PREFIX", raising=False)
    assert asked().machine == widget.socket.gethostname() != ""
    monkeypatch.setenv("JUPYTERHUB_SERVICE_PREFIX", "/user/x-abc/")
    assert asked().machine == "/user/x-abc/"


def test_records_belong_to_the_user_of_a_hub(monkeypatch):
    for variable in ("BINDER_REPO_URL", "JUPYTERHUB_USER"):
        monkeypatch.delenv(variable, raising=False)
    assert (asked().owner, my_answers().owner) == ("", "")
    monkeypatch.setenv("JUPYTERHUB_USER", "ann")
    assert (asked().owner, my_answers().owner) == ("ann", "ann")
    # Binder's users are made anew at each launch: the browser is what stays.
    monkeypatch.setenv("BINDER_REPO_URL", "https://example.invalid/x")
    assert (asked().owner, my_answers().owner) == ("", "")


def test_an_answer_is_listed_under_the_lesson_that_asks_it_now():
    questions = my_answers().questions
    assert questions["prediction-05-chance"] == "04-chance"
    assert questions["prediction-01-ratio"] == "01-ratio"
    assert predict("04-chance")._name == "prediction-05-chance"


def test_what_fits_is_returned_as_it_is():
    record = {"at": 1, "draft": "é", "committed": False, "tries": 2}
    assert checked(record) == record
    assert checked({str(i): i for i in range(30)} | {"at": 1}) is None


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
    shown = my_answers()
    assert shown.stored == {}
    asked().draft = "yes"
    check("softmax", softmax)
    default_store().set("hints-softmax", {"opened": 2})
    (answers / "broken.json").write_text("{")
    assert set(my_answers().stored) == {NAME, "solved-softmax"}
    assert "z_1" in shown.titles["prediction-00-growth"]


def test_loaded_records_reach_the_files_and_bad_ones_do_not(answers):
    good = {"draft": "no", "committed": True, "at": 7}
    shown = my_answers()
    records = {NAME: good, "x": 3, "y": {"at": "now"}}
    tell(shown, {"do": "load", "records": records})
    assert shown.stored == {NAME: good}
    assert on_disk(answers) == good
    assert asked().committed
    tell(shown, {"do": "load", "records": [1]})
    tell(shown, {"do": "something else"})
    assert shown.stored == {NAME: good}


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


def test_the_stored_text_is_the_same_for_every_reader():
    before = my_answers()._repr_mimebundle_()[0]
    asked().draft = "yes"
    after = my_answers()._repr_mimebundle_()[0]
    assert before["text/plain"] == after["text/plain"]
    assert before["text/markdown"] == after["text/markdown"]
