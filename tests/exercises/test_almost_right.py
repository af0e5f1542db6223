"""Functions that are almost right are never called right."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import special

from helpers.exercises import check
from helpers.exercises.catalogue import EXERCISES
from helpers.exercises.compare import widened

softmax = special.softmax


def only(condition, right, otherwise=lambda *args: args[0] * 0.0):
    """Right where the condition on the first argument holds, zeros elsewhere."""
    return lambda *args: right(*args) if condition(args[0]) else otherwise(*args)


def rows(z):
    return softmax(z, axis=1)


ALMOST = {
    "softmax": [
        only(lambda z: z.dtype == np.float64, softmax),
        only(lambda z: z.dtype != np.float32, softmax),
        only(lambda z: z.size <= 6, softmax),
        only(lambda z: z.size == 3, softmax),
        only(lambda z: z.size > 1, softmax),
        only(lambda z: (z >= 0).all(), softmax),
        only(lambda z: np.abs(z).max() < 50, softmax),
        only(lambda z: len(set(z.tolist())) == z.size, softmax),
        lambda z: softmax(z) + 1e-3,
        lambda z: softmax(z) * (1 + 1e-6),
        lambda z: np.round(softmax(z), 6),
        lambda z: softmax(z).astype(np.float32),
        lambda z: softmax(z)[None, :],
        lambda z: softmax(z).tolist(),
        lambda z: np.sort(softmax(z)),
        lambda z: softmax(z) + 0j,
        lambda z: np.asmatrix(softmax(z)),
        lambda z: np.ma.masked_array(softmax(z)),
        lambda z: np.array([str(v) for v in softmax(z)]),
        lambda z: np.array(softmax(z), dtype=object),
    ],
    "softmax_with_temperature": [
        lambda z, t: softmax(z / t) if t >= 1 else softmax(z),
        lambda z, t: softmax(z / np.sqrt(t * t + 1e-6)),
        lambda z, t: softmax(z // t),
    ],
    "sigmoid_as_softmax": [
        lambda s: special.expit(s) if np.ndim(s) else 0.5,
        lambda s: special.expit(np.atleast_1d(s)),
        lambda s: float(special.expit(s)) if np.ndim(s) == 0 else special.expit(s[:1]),
        lambda s: np.clip(special.expit(s), 1e-7, 1 - 1e-7),
    ],
    "logits_for": [
        lambda p: np.log(p) + np.arange(len(p)) * 1e-6,
        lambda p: np.log(p + 1e-12),
        lambda p: np.log(p)[::-1],
    ],
    "stable_softmax": [
        only(lambda z: z.dtype != np.float16, softmax),
        only(lambda z: np.isfinite(z).all(), softmax),
        only(lambda z: z.max() < 1e4, softmax),
        only(lambda z: z.min() > -2000, softmax),
        only(lambda z: z.dtype != np.int64, softmax, lambda z: z + np.nan),
    ],
    "softmax_rows": [
        only(lambda z: z.shape[0] == z.shape[1], rows),
        only(lambda z: z.shape[0] != z.shape[1], rows),
        only(lambda z: z.shape[0] > 1, rows),
        only(lambda z: z.shape[1] > 1, rows),
        only(lambda z: np.isfinite(z).all(), rows),
        lambda z: rows(z).T,
        lambda z: rows(z).ravel(),
        lambda z: rows(z[:2]),
    ],
    "logsumexp": [
        lambda z: special.logsumexp(z)[None],
        lambda z: np.max(z) + np.log(len(z)),
        lambda z: special.logsumexp(z) * (1 + 1e-6),
        lambda z: special.logsumexp(z[np.isfinite(z) & (z > -500)]) if (z > -500).any() else 0.0,
    ],
    "log_softmax": [
        lambda z: np.maximum(special.log_softmax(z), -1e3),
        lambda z: np.log(softmax(z.astype(np.longdouble))).astype(float),
        lambda z: special.log_softmax(z) + 1e-6,
    ],
    "plogp": [
        lambda p: special.xlogy(p, p + 1e-300),
        lambda p: special.xlogy(p, p).astype(np.float32),
        lambda p: np.where(p > 1e-9, special.xlogy(p, p), 0),
        only(lambda p: p.dtype == np.float64, lambda p: special.xlogy(p, p), lambda p: p * np.nan),
    ],
}
CASES = [
    pytest.param(name, function, id=f"{name}-{i}")
    for name, functions in ALMOST.items()
    for i, function in enumerate(functions)
]


@pytest.mark.filterwarnings("ignore:the matrix subclass:PendingDeprecationWarning")
@pytest.mark.parametrize(("name", "function"), CASES)
def test_an_almost_right_function_is_not_right(name, function):
    verdict = check(name, function)
    assert verdict.status in ("wrong", "error"), verdict
    assert verdict.mistake is None
    assert dict(verdict.facts)


@settings(max_examples=60, deadline=None)
@given(
    name=st.sampled_from(sorted(EXERCISES)),
    case=st.integers(0, 30),
    entry=st.integers(0, 100),
    size=st.floats(1e-5, 1e5) | st.sampled_from([float("nan"), float("inf"), float("-inf")]),
    sign=st.sampled_from([-1, 1]),
)
def test_one_entry_moved_on_one_input_is_found(name, case, entry, size, sign):
    exercise = EXERCISES[name]
    args = exercise.cases[case % len(exercise.cases)]
    if exercise.normal_form and np.size(args[0]) == 1:
        return  # with one class every logit is right

    def moved(*mine):
        answer = exercise.reference(*widened(mine))
        several = list(answer) if exercise.parts else [answer]
        i = entry % len(several)
        value = np.array(several[i])
        same = all(
            np.array_equal(a, m) and np.asarray(a).dtype == np.asarray(m).dtype
            for a, m in zip(args, mine, strict=True)
        )
        if same:
            flat = value.reshape(-1)
            at = entry % flat.size
            scale = max(1.0, abs(flat[at])) if np.isfinite(flat[at]) else 1.0
            flat[at] = flat[at] + sign * size * scale if np.isfinite(flat[at]) else 0.0
        several[i] = value[()]
        return tuple(several) if exercise.parts else several[0]

    with np.errstate(all="ignore"):
        verdict = check(name, moved)
    narrow = any(np.asarray(a).dtype.itemsize < 8 for a in args)
    if not narrow or not size < 0.2:  # a narrow format forgives what it cannot hold
        assert verdict.status != "right"
