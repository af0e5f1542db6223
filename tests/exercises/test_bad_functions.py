"""Whatever a reader's function does ends up in the verdict, and nothing else happens."""

import sys
import time

import numpy as np
import pytest

from helpers.exercises import check
from helpers.exercises.run import call


def naive(z):
    return np.exp(z) / np.exp(z).sum()


def test_a_stub_is_not_attempted():
    def dots(z): ...

    def empty(z):
        pass

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

    for function in (dots, empty, documented, returns_dots, todo, half, added, ...):
        verdict = check("softmax", function)
        assert verdict.status == "not attempted", function
        assert "Given a vector z of shape (K,)" in repr(verdict)


def test_a_forgotten_return_is_no_stub():
    def forgot(z):
        p = naive(z)  # noqa: F841

    verdict = check("softmax", forgot)
    assert verdict.status == "wrong"
    assert "is there a return" in repr(verdict)


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


@pytest.mark.parametrize(
    "error",
    [SystemExit(3), ValueError("x"), Mute(), GeneratorExit(), MemoryError(), StopIteration()],
    ids=lambda e: type(e).__name__,
)
def test_any_exception_is_caught(error):
    def raises(z):
        raise error

    verdict = check("softmax", raises)
    assert verdict.status == "error"
    assert type(error).__name__ in repr(verdict)


def test_endless_recursion_is_caught():
    def again(z):
        return again(z)

    assert "RecursionError" in repr(check("softmax", again))


@pytest.mark.parametrize("broad", [False, True])
def test_an_endless_loop_is_stopped(broad):
    def on_one_line(z):
        while True: pass  # noqa: E701  # fmt: skip

    def swallowing(z):
        while True:
            try:
                z = z + 1
            except Exception:
                continue

    begin = time.perf_counter()
    verdict = check("softmax", swallowing if broad else on_one_line, seconds=0.1)
    assert time.perf_counter() - begin < 5
    assert verdict.status == "error"
    assert "did not end within 0.1 s" in repr(verdict)
    assert sys.gettrace() is None


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


def test_right_numbers_that_change_the_argument_are_not_right():
    def in_place(z):
        z[...] = z - z.max()
        return naive(z)

    verdict = check("stable_softmax", in_place)
    assert (verdict.status, verdict.mistake) == ("known mistake", "changes-its-argument")
    assert "changes z itself" in repr(verdict)


def test_wrong_numbers_that_change_the_argument_are_told_both():
    def in_place(z):
        z[...] = 0
        return z

    verdict = check("softmax", in_place)
    assert verdict.status == "wrong"
    assert "changes z itself" in repr(verdict)


def test_the_hidden_inputs_survive_a_function_that_changes_them():
    def spoils(z):
        z *= 0
        return z

    check("softmax", spoils)
    assert check("softmax", naive).status == "right"


def test_one_buffer_for_all_calls_is_judged_call_by_call():
    buffer = np.zeros(30)

    def reuses(z):
        out = buffer[: len(z)]
        out[...] = naive(z)
        return out

    assert check("softmax", reuses).status == "right"


@pytest.mark.parametrize(
    "value",
    [np.ones(3), [0.1, 0.9], 3.0, None, "softmax", {"a": 1}],
    ids=lambda v: type(v).__name__,
)
def test_a_value_in_place_of_the_function(value):
    verdict = check("softmax", value)
    assert verdict.status == "error"
    assert 'check("softmax", f), not check("softmax", f(z))' in repr(verdict).replace("\n  ", " ")


def test_an_unknown_name_lists_the_near_ones():
    verdict = check("sofmax_rows", naive)
    assert verdict.status == "error"
    assert "softmax_rows" in repr(verdict).split("Did you mean")[1]
    assert "log_softmax" in repr(check("", naive))


def test_swapped_arguments():
    verdict = check(naive, "softmax")
    assert verdict.status == "error"
    assert "comes first" in repr(verdict)


@pytest.mark.parametrize("function", [lambda: 1, lambda a, b: a, lambda *, z: z])
def test_wrong_parameters(function):
    verdict = check("softmax", function)
    assert verdict.status == "error"
    assert "called with 1 argument, (z)" in repr(verdict)


def test_two_parameters_wanted():
    assert "called with 2 arguments, (z, temperature); yours takes (z)" in repr(
        check("softmax_with_temperature", naive)
    )


def test_a_coroutine_and_a_generator_are_not_arrays():
    async def waits(z):
        return naive(z)

    def yields(z):
        yield naive(z)

    assert "a coroutine; expected a NumPy array" in repr(check("softmax", waits))
    assert "a generator; expected a NumPy array" in repr(check("softmax", yields))


@pytest.mark.parametrize(
    "value",
    [10**400, True, "p", [], [[1], [2, 3]], np.array([]), np.float64(1), np.array("p"), object()],
    ids=["huge", "bool", "text", "empty", "ragged", "n=0", "scalar", "text array", "object"],
)
def test_odd_values_are_wrong(value):
    assert check("softmax_rows", lambda z: value).status == "wrong"


def test_shapes_come_first():
    facts = check("softmax_rows", lambda z: np.exp(z).sum(axis=1)).facts
    labels = [label for label, _ in facts]
    assert labels[:3] == ["z", "expected shape", "got shape"]
    assert dict(facts)["got shape"] == "(1,)"


def test_the_smallest_failing_input_is_reported():
    def wrong_from_three_on(z):
        return naive(z) if len(z) < 3 else naive(z) + 1

    assert dict(check("softmax", wrong_from_three_on).facts)["z"].startswith("[1, 2, 3] ")


def test_a_difference_beyond_the_shown_digits_is_shown_with_more():
    verdict = check("softmax", lambda z: naive(z) * (1 + 1e-7))
    worst = dict(verdict.facts)["worst entry"]
    assert worst == "[0]: expected 1, got 1.0000001"


def test_a_narrower_format_is_named():
    facts = dict(check("stable_softmax", lambda z: np.zeros(z.shape, np.float16)).facts)
    assert facts["stored as"] == "float16: fewer digits than the input has"


def test_strict_floating_point_settings_of_the_reader_do_not_matter():
    with np.errstate(all="raise"):
        verdict = check("stable_softmax", naive)
    assert verdict.mistake == "no-shift"
