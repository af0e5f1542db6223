"""What a reply says of a function is true of it: seen by reading the words."""

from collections import namedtuple
from fractions import Fraction
from functools import partial

import numpy as np
import pytest

from helpers.exercises import check
from helpers.exercises.content.exercises import EXERCISES
from tests.exercises.conftest import flat
from tests.exercises.right_answers import jacobian, log_softmax, softmax

Gradients = namedtuple("Gradients", "dW db")


def right(name):
    return EXERCISES[name].reference


of_rows, of_batch = right("row_derivative"), right("batch_cross_entropy")


def naive(z):
    return np.exp(z) / np.exp(z).sum()


def changed(name, change):
    """Return a function that gives the right answers after a change, parts one by one."""
    if EXERCISES[name].parts:
        return lambda *args: change(*right(name)(*args))
    return lambda *args: change(right(name)(*args))


of_slopes, of_softmax = partial(changed, "numerical_jacobian"), partial(changed, "softmax")


def swapped(name, *order):
    """Return a function that is right for its arguments in another order, under the right names."""
    parameters = ", ".join(EXERCISES[name].parameters)
    return eval(f"lambda {parameters}: code({', '.join(order)})", {"code": right(name)})


def raising(error):
    def raises(z):
        raise error

    return raises


def stub(z): ...


def documented(z):
    """Return softmax of z."""


def nonsense(z):
    total = z.sum()
    return total.nonsense


class Mute(Exception):
    def __str__(self):
        raise RuntimeError("no words")


def forgot(z):
    p = naive(z)  # noqa: F841


def again(z):
    return again(z)


async def waits(z):
    return naive(z)


def patches(z):
    np.exp = np.log
    return z


def remembers(z, kept={}):  # noqa: B006
    times = kept[z.tobytes()] = kept.get(z.tobytes(), 0) + 1
    return naive(z) * times


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


def shift_without_use(z):
    shifted = z - z.max()  # noqa: F841
    return naive(z)


def sums_like_z(z):
    out = np.zeros((len(z), len(z)), z.dtype)
    out[...] = np.diag(softmax(z)) + np.outer(softmax(z), softmax(z))
    return out


def by_another_shift(z):
    exps = np.exp(z - max([0.0, *z]))
    return exps / sum(exps)


def twice(labels, Z):
    return -log_softmax(softmax(Z), axis=1)[np.arange(len(labels)), labels].mean()


def without_log(labels, Z):
    return sum(-p[k] for k, p in zip(labels, softmax(Z))) / len(labels)


def wrong_by_the_rows_of_its_weights(W, x, upstream):
    return right("input_gradient")(W, x, upstream) * (1 if len(W) == 1 else -1) + len(W) - 1


def small_terms_off(p):
    terms = right("plogp")(p)
    return np.where(np.abs(terms) < 1e-7, terms * (1 + 1e-6), terms)


NOT_ITS_VALUE = 'check("softmax", f), not check("softmax", f(z))'
ONE = "called with 1 argument, (z); yours takes ("
TURNED = "(W, x, i, k), in this order; yours takes (x, k, i, W)"
ORDER = "arguments-in-another-order"
BY_THE_SUM = "Your answers are those of “divided by the sum”. Most often: You divide"
SLIP = "hidden inputs. The smallest that shows it"
NO_RETURN = "None: is there a return on every path?"
POINTS = "your function raised ValueError: f: expected z of shape (2,), got shape (2, 2)"
NUMBERS, REAL = "expected a NumPy array or a number", "expected real numbers"
DB_IS_OFF = (
    "db: expected [0.982, -0.982] db: got [1.232, -0.732] db: worst entry [0]: expected 0.982, "
    "got 1.232 right dW"
)
TWO = "2 results: dW of shape (2, 2), db of shape (2,); return dW, db"
NESTED = ((0.5, 0.5), (0.5, 0.5))
ODD = ("p", np.zeros((0, 3)), np.nan, 1j, True, np.exp, (None, None), NESTED, ())
FILLED_LATER = (
    "softmax_jacobian", "batch_jacobian", "row_derivative", "weight_derivative", "input_gradient",
    "weight_gradient", "softmax_squared_error_gradient",
)  # fmt: skip
ZERO = "Most often: Everything is 0. Either the array of the result is never filled"
TWICE = "Most often: Everything is 0: f is asked twice at the same point"
HALF = "Most often: Everything is about half as large"
NO_NAME = ("smoothed_gradient", "hidden_delta", "batch_cross_entropy", "sigmoid_as_softmax")
# A slip in the body is no order of arguments.
SLIPS = (
    ("regularised_gradient", "W Y X l2"),
    ("squared_error_gradient", "w b y x"),
    ("squared_error_gradient", "y x w b"),
    ("binary_cross_entropy", "z y"),
)


# Exercise, function, mistake or status, and what is told.
@pytest.mark.parametrize(
    ("name", "function", "outcome", "told"),
    [
        ("softmax", np.ones(3), "error", NOT_ITS_VALUE),
        ("softmax", None, "error", NOT_ITS_VALUE),
        ("sofmax_rows", naive, "error", "Did you mean: softmax_rows"),
        ("", naive, "error", "log_softmax"),
        (naive, "softmax", "error", "comes first"),
        ("softmax", lambda: 1, "error", ONE),
        ("softmax", lambda a, b: a, "error", ONE),
        ("softmax", lambda *, x: x, "error", ONE),
        ("softmax_with_temperature", naive, "error", "2 arguments, (z, temperature); yours takes"),
        ("softmax_with_temperature", lambda *, temperature, z: naive(z / temperature), "right", ""),
        (
            "batch_cross_entropy",
            lambda Z, labels: of_batch(labels, Z),
            ORDER,
            "yours takes (Z, lab",
        ),
        ("row_derivative", lambda x, k, i, W: of_rows(W, x, i, k), ORDER, TURNED),
        *[
            ("softmax", f, "not attempted", "Given a vector z of shape (K,)")
            for f in (stub, documented, raising(NotImplementedError("later")), ..., lambda z: ...)
        ],
        ("softmax", lambda z: z + ..., "not attempted", "Replace the ... by your code"),
        ("softmax", lambda z: (...).sum(), "not attempted", "Replace the ... by your code"),
        # What goes wrong.
        ("softmax", forgot, "wrong", "is there a return"),
        ("softmax", nonsense, "error", "AttributeError"),
        ("softmax", nonsense, "error", "in line 3: return total.nonsense hint"),
        ("numerical_jacobian", lambda f, z: f(z + np.eye(len(z))), "error", POINTS),
        ("softmax", again, "error", "RecursionError"),
        ("softmax", lambda z: input("temperature?"), "error", "input() has nobody to ask"),
        (
            "softmax",
            lambda z: check("softmax", naive),
            "error",
            "check: called by the function that",
        ),
        ("softmax", waits, "wrong", "a coroutine; expected a NumPy array"),
        ("softmax", lambda z: (yield naive(z)), "wrong", "a generator; expected a NumPy array"),
        ("softmax", lambda z: 10**400, "wrong", "a number too large for a float"),
        ("softmax", raising(SystemExit(3)), "error", "SystemExit: 3"),
        ("softmax", raising(Mute()), "error", "Mute"),
        ("softmax", raising(StopIteration()), "error", "StopIteration"),
        ("softmax", patches, "wrong", "in the place of np.exp; it was put back"),
        ("softmax", remembers, "wrong", "right once. The same input, given a second time"),
        ("softmax", raising(KeyboardInterrupt()), "error", "The kernel was interrupted"),
        ("softmax", lambda z: np.multiply(z, 0, out=z), "wrong", "changes z itself"),
        ("stable_softmax", shifted_in_place, "changes-its-argument", "changes z itself"),
        ("sgd_step", overwritten_weights, "changes-its-argument", "changes W itself"),
        ("sgd_step", overwritten_weights, "changes-its-argument", "Whole numbers come out diff"),
        ("sgd_step", overwritten_by_another_name, "24-integer-dtype", "changes W itself"),
        # Right numbers in another form.
        ("batch_gradient", changed("batch_gradient", Gradients), "right", ""),
        ("softmax", of_softmax(list), "right", "You return a list, and it was read as an array"),
        ("softmax", of_softmax(tuple), "right", "You return a tuple"),
        ("softmax", of_softmax(lambda p: [*map(Fraction, p.tolist())]), "right", "return a list"),
        ("softmax", of_softmax(np.float32), "right", "You compute in float32"),
        *[(n, swapped(n, *order.split()), "wrong", SLIP) for n, order in SLIPS],
        # A name speaks of the answers and not of the code.
        ("softmax", lambda z: z / sum(z), "divided-by-the-sum", BY_THE_SUM),
        ("stable_softmax", shift_without_use, "no-shift", "although max is in your code: is what"),
        ("stable_softmax", by_another_shift, "16-shift-by-max(0,max)", ""),
        ("batch_cross_entropy", twice, "1-double-softmax", ""),
        ("batch_cross_entropy", without_log, "3-nll-of-probabilities", ""),
        ("softmax_jacobian", lambda z: jacobian(z).sum(axis=1), "5-gradient-vector", ""),
        # Another mistake on whole numbers does not hide the first, nor lend its name.
        ("softmax_jacobian", sums_like_z, "plus-the-outer-product", "Whole numbers come out diff"),
        ("softmax_jacobian", lambda z: jacobian(z) * (2 - (z.dtype.kind == "f")), "wrong", SLIP),
        # Nobody is accused of what they did not do.
        *[(n, changed(n, np.zeros_like), "12-zero-by-quotient-rule", ZERO) for n in FILLED_LATER],
        *[(n, changed(n, np.zeros_like), "wrong", f"{n}: wrong Right on") for n in NO_NAME],
        ("softmax_vjp", changed("softmax_vjp", np.zeros_like), "5-gradient-vector", ZERO),
        ("softmax_vjp", lambda z, g: g - softmax(z) @ g, "factor-p-forgotten", ""),
        ("softmax", lambda z: np.exp(z - z.max()), "divided-by-the-max", "not divided at all"),
        ("softmax", lambda z: np.full(z.shape, 1e308), "wrong", "wrong Your answers do not sum to"),
        ("softmax_jacobian", lambda z: np.sin(np.outer(z, z) + 1), "wrong", "wrong Right on 0 of"),
        ("numerical_jacobian", of_slopes(np.zeros_like), "both-points-are-one-array", TWICE),
        ("numerical_jacobian", of_slopes(lambda J: J / 2), "one-sided-divided-by-2h", HALF),
        ("batch_accuracy", lambda P, k: np.mean(P.argmax == k), "value-for-class", "No example"),
        ("input_gradient", wrong_by_the_rows_of_its_weights, "wrong", "gradient: wrong Right on"),
        ("plogp", small_terms_off, "wrong", "plogp: wrong Right on"),
        ("stable_softmax", right("stable_softmax"), "right", "and the sum >= 1. solution("),
        ("stable_softmax", shifted_in_place, "changes-its-argument", "every class makes. hint("),
        ("sgd_step", lambda W, dW, rate, l2: dW - rate * (W + l2 * dW), "wrong", SLIP),
        ("cross_entropy", lambda y, p: -p @ np.log(np.where(y, y, 1)), "29-y-and-p-swapped", ""),
    ],
)
def test_what_is_said_of_a_function(name, function, outcome, told):
    with np.errstate(all="raise"):  # a reader's own settings do not matter
        verdict = check(name, function)
    assert (verdict.mistake or verdict.status) == outcome, verdict
    assert told in flat(verdict)
    assert __file__ not in flat(verdict)
    if name in EXERCISES:  # the hidden inputs are as they were
        assert check(name, right(name)).status == "right"


def of_parts(told):
    """Return the facts of batch_gradient's first input, from the last argument to the end."""
    return f"labels [1] (int64, shape (1,)) {told} hint("


@pytest.mark.parametrize(
    ("name", "change", "told"),
    [
        ("softmax", lambda p: -p, "the right ones with the other sign"),
        ("softmax", lambda p: 3 * p, "Your answers are 3 times the right ones"),
        ("softmax", lambda p: p * len(p), "K times the right ones, where K is the length of a row"),
        ("softmax", lambda p: p + 0.25, "Each row of your answers is off by one constant"),
        ("softmax", lambda p: p**1.5, "do not sum to 1 along the last axis"),
        ("softmax", lambda p: p[None], "only the shape is another"),
        ("softmax", lambda p: np.r_[p[:-1], p[-1] + 0.1], "Only the last entry of each row"),
        ("softmax", lambda p: p if len(p) < 3 else p[::-1] ** 2, "right for K = 1 and 2, and"),
        ("softmax_rows", np.transpose, "the right ones, transposed"),
        ("softmax_jacobian", np.tril, "Only what is above the diagonal is wrong"),
        ("softmax_jacobian", lambda J: J + np.eye(len(J)), "Only the diagonal is wrong"),
        ("entropy", lambda h: h / 4, "Your answers are 0.25 times the right ones"),
        # The smallest input that fails is shown.
        ("softmax_rows", lambda p: p.sum(axis=1), "got shape (1,)"),
        ("softmax", lambda p: p + (len(p) > 2), "z [1, 2, 3] (float64, shape (3,))"),
        ("softmax", lambda p: p * (1 + 1e-7), "worst entry [0]: expected 0.5, got 0.50000005"),
        ("stable_softmax", np.float16, "stored as float16: fewer digits than the input has"),
        ("numerical_jacobian", lambda J: J + 0.5, "f A @ z with A = [[1, -2]] z [0.5, 0.25]"),
        # Of several results, each is told by its name.
        ("squared_error_gradient", lambda *both: np.array(both)[:, None], "2 results: "),
        *[
            ("batch_gradient", change, of_parts(told))
            for change, told in (
                (lambda dW, db: (dW.ravel(), db), "dW got (4,), expected (2, 2)"),
                (lambda dW, db: (dW, 0.5), "db got (), expected (2,)"),
                (lambda dW, db: (dW, ["a"]), "db got a list that is no array of real numbers"),
                (lambda dW, db: (dW, None), f"db got {NO_RETURN}"),
                (lambda dW, db: dW + 0.5, f"expected {TWO} got one result of shape (2, 2)"),
                (lambda dW, db: (1.0, 2.0, 3.0), f"expected {TWO} got 3 results"),
                (lambda dW, db: [1.0], f"expected {TWO} got 1 result"),
                (lambda dW, db: None, f"expected {TWO} got {NO_RETURN}"),
                (lambda dW, db: 3.0, f"expected {TWO} got one result (a number)"),
                (lambda dW, db: {"dW": 1}, f"expected {TWO} got a dict; {NUMBERS}"),
                (lambda dW, db: db + 1j, f"expected {TWO} got an array of complex128; {REAL}"),
            )
        ],
        ("batch_gradient", lambda dW, db: (dW, db + 0.25), of_parts(DB_IS_OFF)),
        ("batch_gradient", lambda dW, db: (dW - 1.5, db - 1.5), "got -1.009 also wrong db hint"),
        ("batch_gradient", lambda dW, db: (dW.astype(int), db), "int64: whole numbers only dW: wo"),
        # Odd values, and right numbers in something else than an array.
        *[(n, lambda *p, v=v: v, "") for n in ("softmax_jacobian", "fused_loss") for v in ODD],
        *[("softmax", kind, "got a") for kind in (np.asmatrix, np.ma.masked_array)],
        *[("softmax", lambda p, t=t: p.astype(t), "got an array of") for t in (str, object)],
    ],
)
@pytest.mark.filterwarnings("ignore:the matrix subclass:PendingDeprecationWarning")
def test_where_no_mistake_is_known_the_reply_says_how_the_answers_differ(name, change, told):
    verdict = check(name, changed(name, change))
    assert (verdict.status, verdict.mistake) == ("wrong", None), verdict
    assert told in flat(verdict)
