"""Whatever a reader's function does ends up in the verdict, and nothing else happens."""

import contextlib
import signal
import sys
import time
from concurrent.futures import ThreadPoolExecutor

import matplotlib.pyplot as plt
import numpy as np
import pytest

from helpers.exercises import check
from helpers.exercises.checker.run import call, time_limit
from helpers.exercises.content.exercises import EXERCISES


def naive(z):
    return np.exp(z) / np.exp(z).sum()


def again(z):
    return again(z)


def on_one_line(z):
    while True: pass  # noqa: E701  # fmt: skip


def swallows(kind):
    def loops(z):
        while True:
            try:
                z = np.exp(0 * z)
            except kind:
                continue

    return loops


def swallows_an_endless_recursion(z):
    with contextlib.suppress(RecursionError):
        again(z)
    while True:
        z = z + 1


@pytest.mark.parametrize(
    "endless",
    [
        on_one_line,
        swallows(Exception),
        pytest.param(swallows(BaseException), marks=pytest.mark.posix),
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


@pytest.mark.parametrize("endless", [on_one_line, swallows(Exception)])
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
    plt.figure()
    before = plt.get_fignums()
    assert check("softmax", lambda z: plt.figure() and naive(z)).status == "right"
    assert plt.get_fignums() == before
    plt.close("all")
    assert check("softmax", lambda z: sys.stdout.close() or naive(z)).status == "right"


def test_an_answer_is_asked_for_once_and_twice_if_it_is_right():
    counted = []
    for times, result in ((1, lambda z: z), (2, naive)):
        counted.clear()
        check("softmax", lambda z, result=result: counted.append(1) or result(z))
        assert len(counted) == times * len(EXERCISES["softmax"].cases)


def test_the_time_limit_leaves_the_tracer_of_a_debugger_alone():
    before, tracer = sys.gettrace(), lambda frame, event, arg: None
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


@pytest.mark.parametrize("z", [[1, 2], np.array([1, 2]), np.array([1.0, 2.0], np.float16)])
def test_hidden_functions_take_lists_whole_numbers_and_short_floats(z):
    cases = EXERCISES["numerical_jacobian"].cases
    hidden = {f.__name__: f for f, point in cases if len(point) == 2}
    assert len(hidden) >= 4
    for f in hidden.values():
        assert np.asarray(f(z)).dtype == np.float64
        np.testing.assert_array_equal(f(z), f(np.array([1.0, 2.0])))


def test_one_buffer_handed_out_again_and_again_does_not_spoil_what_was_checked():
    buffer = np.zeros(2)
    calls = [call(lambda v: (np.add(v, 0, out=buffer), v), (v,)) for v in (1.0, 2.0)]
    assert [called.value[0].tolist() for called in calls] == [[1.0, 1.0], [2.0, 2.0]]
