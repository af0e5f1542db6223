"""A card's record stands in a file and in the browser, the newer wins, and nothing is raised."""

import json
import shutil
import threading
from functools import partial

import pytest
from scipy.special import log_softmax, softmax

from helpers.exercises import check, hunt, my_answers, my_notebooks, predict
from helpers.exercises.cards.predict import Prediction
from helpers.exercises.checker.store import default_store
from tools.drive import tell

NAME = "prediction-t-kept"
HUB = {"JUPYTERHUB_SERVICE_PREFIX": "/x/", "JUPYTERHUB_USER": "ann"}
COMMIT, CLEAR = {"do": "commit", "draft": "no"}, {"do": "clear"}


def asked():
    return Prediction("t-kept", "Is it?", options=["yes", "no"], answer="yes", reveal="It is.")


def listing():
    return hunt("eight-times")  # lines 5 and 8 may be accused


def shown(one):
    """Return what the browser shows of a card's answers."""
    apart = ("kept", "told", "problem", "layout")
    return {k: v for k, v in one.get_state().items() if not k.startswith("_") and k not in apart}


def from_browser(one, **record):
    tell(one, {"do": "take back", "record": record})
    return one


def write(answers, name, text):
    answers.mkdir(exist_ok=True)
    (answers / f"{name}.json").write_text(text)


def on_disk(answers, name=NAME):
    return json.loads((answers / f"{name}.json").read_text())


@pytest.mark.parametrize(
    ("make", "sent", "record"),
    [
        (asked, [COMMIT], {"draft": "no", "committed": True}),
        (asked, [{"draft": "no"}], {"draft": "no", "committed": False}),
        (
            *(listing, [*({"do": "pick", "line": line} for line in (3, 6, 3, 8)), {"do": "hint"}]),
            {"picks": "6 3 8", "hint": True, "gave_up": False},
        ),
        (
            *(listing, [{"do": "pick", "line": 3}, {"do": "give up"}]),
            {"picks": "3", "hint": False, "gave_up": True},
        ),
    ],
)
def test_what_a_reader_does_comes_back_from_file_and_browser_until_it_is_cleared(
    make, sent, record, answers, restart
):
    one = make()
    fresh, (text, _) = shown(one), one._repr_mimebundle_()
    for content in sent:
        tell(one, content) if "do" in content else one.set_state(content)
    answered = shown(one)
    assert answered != fresh
    assert {**one.kept, "at": None} == {**record, "at": None}
    assert on_disk(answers, one.kept_as) == one.kept
    after, _ = one._repr_mimebundle_()
    assert "application/vnd.jupyter.widget-view+json" in after
    for kind in ("text/plain", "text/markdown"):
        assert text[kind] == after[kind], "the stored text is the same for every reader"
    for _ in range(2):
        again = make()
        assert (shown(again), again.kept, again.problem) == (answered, one.kept, "")
        restart()
    one = make()
    tell(one, CLEAR)
    assert set(one.kept) == {"at"}, "a cleared answer leaves nothing but its time"
    restart()
    assert shown(one) == shown(make()) == fresh
    newer = {**record, "at": 2**52}
    assert shown(from_browser(one, **newer)) == answered
    assert one.kept == on_disk(answers, one.kept_as) == newer


def test_a_file_that_cannot_be_read_or_written_is_told_and_the_answer_stands(answers, restart):
    write(answers, NAME, "{")
    one = asked()
    assert "could not be read" in one.problem
    tell(one, COMMIT)
    assert (one.problem, on_disk(answers)) == ("", one.kept)
    restart()
    shutil.rmtree(answers)
    answers.write_text("a file where the directory should be")
    one = asked()
    tell(one, COMMIT)
    assert "could not be saved" in one.problem
    assert shown(asked()) == shown(one)


@pytest.mark.parametrize(
    ("make", "record"),
    [
        *((asked, record) for record in (None, [], {"draft": "yes"})),
        *((asked, {"draft": "yes", "at": at}) for at in ("5", True, -1, 2**60, float("nan"))),
        (asked, {"draft": "perhaps", "committed": True, "at": 5}),
        (asked, {"draft": ["yes"], "at": 5}),
        *((listing, {"picks": picks, "at": 5}) for picks in (3, "99", "three", "3 -1")),
    ],
)
def test_a_record_that_does_not_fit_changes_nothing(make, record, answers, restart):
    one = make()
    fresh = shown(one)
    tell(one, {"do": "take back", "record": record})
    assert (shown(one), one.kept) == (fresh, {})
    assert not answers.exists()
    if record and record.get("at") == 5:  # in a file any time is replaced
        write(answers, one.kept_as, json.dumps(record))
        restart()
        assert shown(make()) == fresh


def test_an_answer_is_newer_than_one_that_did_not_fit():
    """The browser would send that one again and again, and keep no other."""
    one = from_browser(asked(), at=2**52, draft="an option of before", committed=True)
    tell(one, COMMIT)
    assert one.kept["at"] > 2**52


def test_what_a_browser_sends_is_taken_one_by_one():
    """JupyterLab has traits and messages handled in two threads."""
    one = asked()
    for act, content in ((one.set_state, {"draft": "yes"}), (partial(tell, one), COMMIT)):
        before = one.kept
        other = threading.Thread(target=act, args=(content,))
        with one._one_by_one:
            other.start()
            other.join(0.1)
            assert one.kept == before
        other.join()
        assert one.kept != before


def test_each_change_is_newer_than_the_last_and_than_a_clock_that_is_ahead():
    one = asked()
    times = []
    for change in (
        lambda: setattr(one, "draft", "yes"),
        one.commit,
        lambda: one.keep({}),
        lambda: from_browser(one, draft="no", committed=False, at=2**52),
        lambda: setattr(one, "draft", "yes"),
    ):
        change()
        times.append(one.kept["at"])
    assert times == sorted(set(times))


def test_the_older_of_two_records_loses_and_one_from_before_there_were_times_to_all(answers):
    write(answers, NAME, '{"draft": "yes", "committed": true}')
    one = asked()
    assert (one.draft, one.reveal != "", one.kept["at"]) == ("yes", True, 1)
    assert "at" not in on_disk(answers), "what is only shown is not written"
    assert from_browser(one, draft="no", committed=True, at=1).draft == "yes"
    assert from_browser(one, draft="no", committed=False, at=2).draft == "no"
    assert one.reveal == ""


@pytest.mark.parametrize(
    ("environment", "machine", "owner"),
    [
        ({}, "", ""),
        (HUB, "", "ann"),
        # Binder's users are made anew at each launch: the browser is what stays.
        ({"BINDER_REPO_URL": "x", **HUB}, "/x/", ""),
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
    assert my_notebooks().machine == machine
    monkeypatch.setenv("SOFTMAX_LESSONS_ANSWERS", "off")  # then the browser keeps nothing either
    assert (asked().kept_as, asked().machine, my_answers().in_browser) == ("", "", False)


def test_an_answer_is_listed_under_the_lesson_that_asks_it_now():
    asked = my_answers().asked
    assert asked["prediction-05-chance"][0] == "04-chance"
    assert asked["prediction-01-ratio"][0] == "01-ratio"
    assert "z_1" in asked["prediction-00-growth"][1]
    assert predict("04-chance").kept_as == "prediction-05-chance"


def test_what_is_solved_is_kept_at_the_first_time_and_told_to_any_card_that_is_shown(answers):
    check("softmax", softmax)  # no card has to be shown for it
    first = on_disk(answers, "solved-softmax")
    assert first["solved"] is True
    one = asked()
    tell(one, COMMIT)  # which is told by the card itself
    check("softmax", softmax)
    assert (on_disk(answers, "solved-softmax"), one.told) == (first, {})
    check("log_softmax", lambda z: z)
    assert one.told == {}
    check("log_softmax", log_softmax)
    assert one.get_state(["told"]) == {
        "told": {"solved-log_softmax": on_disk(answers, "solved-log_softmax")}
    }


def test_my_answers_lists_loads_and_forgets_what_the_files_hold_whoever_wrote_them(
    answers, restart
):
    card = my_answers()
    assert card.stored == {}
    good = {"draft": "no", "committed": True, "at": 7}
    for records in ({"y": {"at": "now"}, "x": 3, NAME: good}, [1]):
        tell(card, {"do": "load", "records": records})
    tell(card, {"do": "something else"})
    assert card.stored == {NAME: good}
    assert [path.name for path in answers.iterdir()] == [f"{NAME}.json"]
    assert on_disk(answers) == good
    assert asked().kept == good
    check("softmax", softmax)
    default_store().set("hints-softmax", {"opened": 2})
    write(answers, "broken", "{")
    write(answers, NAME, '{"draft": "yes", "at": 8}')  # by another kernel
    card = my_answers()
    assert set(card.stored) == {NAME, "solved-softmax"}
    assert card.stored[NAME] == {"draft": "yes", "at": 8}
    tell(card, {"do": "forget"})
    restart()
    assert (asked().draft, asked().kept["at"] > 8) == ("", True)
    assert default_store().get("hints-softmax") == {}
    assert all(set(record) <= {"at"} for record in my_answers().stored.values())
