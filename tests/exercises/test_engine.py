"""Whatever a reader's function does ends up in the verdict, and nothing else happens."""

import contextlib
import signal
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from fractions import Fraction

import matplotlib.pyplot as plt
import numpy as np
import pytest

from helpers.exercises import check
from helpers.exercises.checker.run import call, time_limit
from helpers.exercises.content.exercises import EXERCISES
from tests.exercises.conftest import said


def naive(z):
    return np.exp(z) / np.exp(z).sum()


def reference(name):
    return EXERCISES[name].reference


def test_a_stub_is_not_attempted():
    def dots(z): ...

    def documented(z):
        """Return softmax of z."""

    def returns_dots(z):
        return ...

    def todo(z):
        raise NotImplementedError("later")

    def half(z):
        exps = ...
        return exps / exps.sum()

    def added(z):
        return z + ...

    for function in (dots, documented, returns_dots, todo, half, added, ...):
        verdict = check("softmax", function)
        assert verdict.status == "not attempted", function
        assert "Given a vector z of shape (K,)" in repr(verdict)


def test_an_error_is_told_with_its_line():
    def raises(z):
        total = z.sum()
        return total.nonsense

    verdict = check("softmax", raises)
    assert verdict.status == "error"
    facts = dict(verdict.facts)
    assert "AttributeError" in facts["your function raised"]
    assert facts["in"] == "line 3: `return total.nonsense`"
    assert __file__ not in repr(verdict)


class Mute(Exception):
    def __str__(self):
        raise RuntimeError("no words")


def raising(error):
    def raises(z):
        raise error

    return raises


def forgot(z):
    p = naive(z)  # noqa: F841


def again(z):
    return again(z)


def asks(z):
    return float(input("temperature?"))


def checks(z):
    return check("softmax", checks)


async def waits(z):
    return naive(z)


def yields(z):
    yield naive(z)


@pytest.mark.parametrize(
    ("function", "status", "words"),
    [
        (forgot, "wrong", "is there a return"),
        (again, "error", "RecursionError"),
        (asks, "error", "input() has nobody to ask"),
        (checks, "error", "check: called by the function that it checks"),
        (waits, "wrong", "a coroutine; expected a NumPy array"),
        (yields, "wrong", "a generator; expected a NumPy array"),
        (lambda z: 10**400, "wrong", "a number too large for a float"),
        (raising(SystemExit(3)), "error", "SystemExit: 3"),
        (raising(Mute()), "error", "Mute"),
        (raising(StopIteration()), "error", "StopIteration"),
    ],
)
def test_what_goes_wrong_is_told_in_words(function, status, words):
    verdict = check("softmax", function)
    assert verdict.status == status
    assert words in repr(verdict)
    assert check("softmax", naive).status == "right"


def on_one_line(z):
    while True: pass  # noqa: E701  # fmt: skip


def swallows_exceptions(z):
    while True:
        try:
            z = z + 1
        except Exception:
            continue


def swallows_everything(z):
    while True:
        try:
            z = np.exp(0 * z)
        except:  # noqa: E722
            continue


def swallows_an_endless_recursion(z):
    with contextlib.suppress(RecursionError):
        again(z)
    while True:
        z = z + 1


@pytest.mark.parametrize(
    "endless",
    [
        on_one_line,
        swallows_exceptions,
        pytest.param(swallows_everything, marks=pytest.mark.posix),
        pytest.param(swallows_an_endless_recursion, marks=pytest.mark.posix),
    ],
)
def test_an_endless_loop_is_stopped(endless):
    begin = time.perf_counter()
    verdict = check("softmax", endless, seconds=0.1)
    assert time.perf_counter() - begin < 5
    assert verdict.status == "error"
    assert "did not end within 0.1 s" in repr(verdict)
    assert signal.getitimer(signal.ITIMER_REAL)[0] == 0


@pytest.mark.parametrize("endless", [on_one_line, swallows_exceptions])
def test_an_endless_loop_is_stopped_where_there_are_no_alarms(endless):
    with ThreadPoolExecutor(1) as other:
        verdict = other.submit(check, "softmax", endless, seconds=0.1).result(5)
        assert "did not end within 0.1 s" in repr(verdict)
        assert other.submit(sys.gettrace).result() is None


@pytest.mark.posix
def test_an_alarm_that_comes_after_the_function_has_ended_is_not_heard():
    with time_limit(0.05, naive):
        time.sleep(0.2)


def test_an_import_inside_is_no_endless_loop(tmp_path, monkeypatch):
    (tmp_path / "slow_to_come.py").write_text("import time\ntime.sleep(0.5)\n")
    monkeypatch.syspath_prepend(tmp_path)

    def imports(z):
        import slow_to_come  # noqa: F401

        return naive(z)

    assert check("softmax", imports, seconds=0.2).status == "right"


def test_what_a_function_leaves_behind_is_put_back():
    exp = np.exp

    def patches(z):
        np.exp = np.log
        return z

    def draws(z):
        plt.figure()
        return naive(z)

    def closes(z):
        sys.stdout.close()
        return naive(z)

    plt.figure()
    before = plt.get_fignums()
    assert "something else in the place of np.exp; it was put back" in said("softmax", patches)
    assert np.exp is exp
    assert check("softmax", draws).status == "right"
    assert plt.get_fignums() == before
    plt.close("all")
    assert check("softmax", closes).status == "right"


def test_a_function_that_remembers_its_first_call_is_not_right():
    kept = {}

    def remembers(z):
        if kept and np.array_equal(kept["z"], z):
            return kept["p"]
        p = naive(z)
        if not kept:
            kept.update(z=z, p=p * 2)
        return p

    text = said("softmax", remembers)
    assert "The answers were right once. The same input, given a second time" in text


def test_an_answer_is_asked_for_once_and_twice_if_it_is_right():
    counted = []
    for times, result in ((1, lambda z: z), (2, naive)):
        counted.clear()
        check("softmax", lambda z, result=result: counted.append(1) or result(z))
        assert len(counted) == times * len(EXERCISES["softmax"].cases)


def test_underflow_is_as_silent_as_in_numpy():
    assert "underflow" not in said("stable_softmax", reference("stable_softmax"))


def test_an_interrupt_stops_at_once():
    calls = []

    def interrupted(z):
        calls.append(z)
        raise KeyboardInterrupt

    verdict = check("softmax", interrupted)
    assert verdict.status == "error"
    assert "interrupted" in repr(verdict)
    assert len(calls) == 1


def test_the_time_limit_leaves_the_tracer_of_a_debugger_alone():
    def tracer(frame, event, arg):
        return None

    before = sys.gettrace()
    sys.settrace(tracer)
    try:
        outcome = call(naive, (np.ones(2),))
        assert sys.gettrace() is tracer
    finally:
        sys.settrace(before)
    assert outcome.error is None


def test_prints_are_held_back_and_shown_for_the_failing_input(capsys):
    def prints(z):
        print("sum is", z.sum())
        print("to stderr", file=sys.stderr)
        return z

    verdict = check("softmax", prints)
    assert capsys.readouterr() == ("", "")
    assert dict(verdict.facts)["you printed"] == "sum is 0.0 to stderr"


@pytest.mark.parametrize("value", [np.ones(3), 3.0, None, "softmax"])
def test_a_value_in_place_of_the_function(value):
    verdict = check("softmax", value)
    assert verdict.status == "error"
    assert 'check("softmax", f), not check("softmax", f(z))' in said("softmax", value)


def test_an_unknown_name_lists_the_near_ones():
    verdict = check("sofmax_rows", naive)
    assert verdict.status == "error"
    assert "softmax_rows" in repr(verdict).split("Did you mean")[1]
    assert "log_softmax" in said("", naive)
    assert check(naive, "softmax").status == "error"
    assert "comes first" in said(naive, "softmax")


@pytest.mark.parametrize("function", [lambda: 1, lambda a, b: a, lambda *, x: x])
def test_wrong_parameters(function):
    verdict = check("softmax", function)
    assert verdict.status == "error"
    assert "called with 1 argument, (z); yours takes (" in repr(verdict)


def test_two_parameters_are_wanted_and_may_be_keyword_only():
    text = said("softmax_with_temperature", naive)
    assert "called with 2 arguments, (z, temperature); yours takes (z)" in text
    tempered = lambda *, temperature, z: naive(z / temperature)  # noqa: E731
    assert check("softmax_with_temperature", tempered).status == "right"


ODD = {
    "text": "p",
    "n = 0": np.zeros((0, 3)),
    "nan": np.nan,
    "complex": 1j,
    "object": np.array([None]),
    "bool": True,
    "function": np.exp,
    "two Nones": (None, None),
    "nested": ((0.5, 0.5), (0.5, 0.5)),
    "empty tuple": (),
    "masked": np.ma.masked_array([1.0, 2.0], [True, False]),
}


# One exercise with a single array, one with two results of which one is a number.
@pytest.mark.parametrize("name", ["softmax_jacobian", "fused_loss"])
@pytest.mark.parametrize("odd", ODD)
def test_odd_values_are_wrong_and_nothing_is_raised(name, odd, capsys):
    verdict = check(name, lambda *args: ODD[odd])
    assert (verdict.status, verdict.mistake) == ("wrong", None), verdict
    assert capsys.readouterr() == ("", "")


@pytest.mark.filterwarnings("ignore:the matrix subclass:PendingDeprecationWarning")
@pytest.mark.parametrize(
    "kind",
    [np.asmatrix, np.ma.masked_array, lambda p: p.astype(str), lambda p: p.astype(object)],
)
def test_right_numbers_in_something_else_than_an_array_are_not_right(kind):
    assert check("softmax", lambda z: kind(naive(z))).status == "wrong"


@pytest.mark.parametrize(
    ("kind", "remark"),
    [
        (list, "You return a list, and it was read as an array"),
        (tuple, "You return a tuple"),
        (lambda p: [Fraction(float(v)) for v in p], "You return a list"),
        (np.float32, "You compute in float32"),
    ],
)
def test_right_numbers_in_another_form_are_right_with_a_remark(kind, remark):
    verdict = check("softmax", lambda z: kind(naive(z.astype(float))))
    assert verdict.status == "right"
    assert remark in repr(verdict)


def test_shapes_come_first():
    facts = check("softmax_rows", lambda z: np.exp(z).sum(axis=1)).facts
    assert [label for label, _ in facts][:3] == ["z", "expected shape", "got shape"]
    assert dict(facts)["got shape"] == "(1,)"


def test_the_smallest_failing_input_is_reported():
    def wrong_from_three_on(z):
        return naive(z) if len(z) < 3 else naive(z) + 1

    assert dict(check("softmax", wrong_from_three_on).facts)["z"].startswith("[1, 2, 3] ")


def test_a_difference_beyond_the_shown_digits_and_a_narrower_format_are_shown():
    facts = dict(check("softmax", lambda z: naive(z) * (1 + 1e-7)).facts)
    assert facts["worst entry"] == "[0]: expected 0.5, got 0.50000005"
    facts = dict(check("stable_softmax", lambda z: np.zeros(z.shape, np.float16)).facts)
    assert facts["stored as"] == "float16: fewer digits than the input has"


def test_strict_floating_point_settings_of_the_reader_do_not_matter():
    with np.errstate(all="raise"):
        verdict = check("stable_softmax", naive)
    assert verdict.mistake == "no-shift"


def test_a_function_among_the_arguments_is_described_and_says_which_shape_it_takes():
    facts = dict(check("numerical_jacobian", lambda f, z: np.eye(len(z)) * 3.0).facts)
    assert facts["f"] == "A @ z with A = [[1, -2]]"
    assert facts["z"] == "[0.5, 0.25]  (float64, shape (2,))"
    verdict = check("numerical_jacobian", lambda f, z: f(z + 1e-5 * np.eye(len(z))))
    assert verdict.status == "error"
    raised = dict(verdict.facts)["your function raised"]
    assert raised == "ValueError: f: expected z of shape (2,), got shape (2, 2)"


@pytest.mark.parametrize("z", [[1, 2], np.array([1, 2]), np.array([1.0, 2.0], np.float16)])
def test_hidden_functions_take_lists_whole_numbers_and_short_floats(z):
    cases = EXERCISES["numerical_jacobian"].cases
    hidden = {f.__name__: f for f, point in cases if len(point) == 2}
    assert len(hidden) >= 4
    for f in hidden.values():
        assert np.asarray(f(z)).dtype == np.float64
        np.testing.assert_array_equal(f(z), f(np.array([1.0, 2.0])))


def picks(Z, labels):
    return reference("batch_cross_entropy")(labels, Z.astype(float))


def turned(x, k, i, W):
    return reference("row_derivative")(W, x, i, k)


@pytest.mark.parametrize(
    ("name", "function", "wanted", "taken"),
    [
        ("batch_cross_entropy", picks, "(labels, Z)", "(Z, labels)"),
        ("row_derivative", turned, "(W, x, i, k)", "(x, k, i, W)"),
    ],
)
def test_arguments_in_another_order_are_told(name, function, wanted, taken):
    verdict = check(name, function)
    assert (verdict.status, verdict.mistake) == ("known mistake", "arguments-in-another-order")
    text = said(name, function)
    assert f"is called with {wanted}, in this order; yours takes {taken}" in text


def shifted_in_place(z):
    z[...] = z - z.max()
    return naive(z)


def overwritten_weights(W, dW, learning_rate, l2):
    W -= learning_rate * (dW + l2 * W)  # with whole numbers NumPy raises
    return W


def overwritten_by_another_name(W, dW, learning_rate, l2):
    new = W
    new[...] = W - learning_rate * (dW + l2 * W)  # whole numbers are cut
    return new


def emptied(z):
    z[...] = 0
    return z


IN_PLACE = "changes-its-argument"


@pytest.mark.parametrize(
    ("name", "function", "argument", "mistake"),
    [
        ("stable_softmax", shifted_in_place, "z", IN_PLACE),
        ("sgd_step", overwritten_weights, "W", IN_PLACE),
        ("sgd_step", overwritten_by_another_name, "W", "24-integer-dtype"),
        ("softmax", emptied, "z", None),
    ],
)
def test_an_argument_that_is_changed_is_told_and_the_hidden_inputs_survive(
    name, function, argument, mistake
):
    verdict = check(name, function)
    assert (verdict.status, verdict.mistake) == ("known mistake" if mistake else "wrong", mistake)
    text = said(name, function)
    assert f"changes {argument} itself" in text
    still = "Whole numbers come out differently still" in text
    assert still is (function is overwritten_weights)
    assert check(name, reference(name)).status == "right"
