"""The condition of an assert that tells a right softmax from a wrong one."""

import numpy as np

from helpers.exercises.checker.exercise import Exercise, Mistake
from helpers.exercises.content.exercises.batch_loss import exps, log_softmax, softmax


class Claimed:
    """A function of a matrix that claims to be the softmax of each row.

    It gets floats as float64, and whole numbers as they come. Where NumPy stops it, its result is
    nan.
    """

    def __init__(self, words, right, code):
        self.__name__, self.right, self._code = words, right, code

    def __call__(self, Z):
        """Give what it claims to be the softmax of each row."""
        Z = np.array(Z)
        if Z.ndim != 2:
            raise ValueError(f"f: expected a matrix of shape (n, K), got shape {Z.shape}")
        with np.errstate(all="ignore"):
            try:
                return self._code(Z.astype(np.float64) if Z.dtype.kind == "f" else Z)
            except ValueError:  # shapes that do not go together
                return np.full(Z.shape, np.nan)


def right(words, code):
    """Give a right softmax; whole numbers become floats first."""
    return Claimed(words, True, lambda Z: code(Z.astype(np.float64)))


def wrong(words, code):
    """Give a wrong one."""
    return Claimed(words, False, code)


def _unshifted(Z, axis=1):
    powers = np.exp(Z)
    return powers / powers.sum(axis=axis, keepdims=True)


def _by_loop(Z):
    out = np.empty(Z.shape)
    for i, z in enumerate(Z):
        powers = np.exp(z - z.max())
        out[i] = powers / powers.sum()
    return out


def _powers_in_float32(Z):
    powers = np.exp((Z - Z.max(axis=1, keepdims=True)).astype(np.float32))
    return powers / powers.sum(axis=1, keepdims=True)


def _stored_like(Z):
    out = np.zeros_like(Z)
    out[...] = softmax(Z)
    return out


def _over_sum(powers):
    return powers / powers.sum(axis=1, keepdims=True)


FUNCTIONS = (
    right("exp(Z - row maximum), divided by its row sum", softmax),
    wrong("divides the scores by their row sum, without exp", _over_sum),
    wrong("softmax along axis 0, so that the columns sum to 1", lambda Z: softmax(Z, axis=0)),
    wrong("exp(Z) divided by its row sum, without a shift", _unshifted),
    wrong("softmax, and softmax again of the result", lambda Z: softmax(softmax(Z))),
    wrong(
        "subtracts one maximum, that of the whole matrix", lambda Z: _over_sum(np.exp(Z - Z.max()))
    ),
    wrong(
        "shifts the numerator and not the denominator",
        lambda Z: exps(Z) / np.exp(Z).sum(axis=1, keepdims=True),
    ),
    wrong("divides by the row sums without keepdims", lambda Z: exps(Z) / exps(Z).sum(axis=1)),
    wrong("stores a right result in an array like Z: np.zeros_like(Z)", _stored_like),
    right("exp of log_softmax", lambda Z: np.exp(log_softmax(Z))),
    right("a loop over the rows", _by_loop),
    right(
        "entry j of a row is 1 / sum over k of exp(z_k - z_j)",
        lambda Z: 1 / np.exp(Z[:, None, :] - Z[:, :, None]).sum(axis=2),
    ),
    right("a right softmax whose powers are float32", _powers_in_float32),
    right("a shift by the row maximum and 1 more", lambda Z: _over_sum(exps(Z) / np.e)),
    wrong(
        "subtracts the row maxima without keepdims",
        lambda Z: _over_sum(np.exp(Z - Z.max(axis=1))),
    ),
    wrong("divides by the sum of the whole matrix", lambda Z: exps(Z) / exps(Z).sum()),
    wrong(
        "shifts by the row maximum or by 0, whichever is larger",
        lambda Z: _over_sum(np.exp(Z - np.maximum(Z.max(axis=1, keepdims=True), 0))),
    ),
    wrong(
        "clips the scores at -500 and 500 and does not shift", lambda Z: softmax(Z.clip(-500, 500))
    ),
    wrong("puts 0 where an unshifted softmax is nan", lambda Z: np.nan_to_num(_unshifted(Z))),
    wrong(
        "a sigmoid of each entry, divided by the row sum",
        lambda Z: _over_sum(0.5 + 0.5 * np.tanh(Z / 2)),
    ),
    wrong("powers of 2 in place of powers of e", lambda Z: softmax(Z * np.log(2))),
    wrong(
        "1 at the largest entry of each row, 0 elsewhere",
        lambda Z: np.eye(Z.shape[1])[Z.argmax(axis=1)],
    ),
    wrong(
        "the softmax of the first row, for every row",
        lambda Z: np.tile(softmax(Z[:1]), (len(Z), 1)),
    ),
    wrong("the logarithm of softmax", lambda Z: log_softmax(Z)),
)

# Logits to try, for the pieces of wrong answers below.
P = np.array([[0.2, 0.3, 0.5], [0.7, 0.1, 0.2], [0.1, 0.6, 0.3]])
MODERATE = (
    np.log(P),
    np.array([[1.0, 2.0, 3.0], [0.0, -1.0, 2.0]]),
    np.array([[1.0, 3.0], [2.0, 0.5]]),
)
LARGE = np.log(P) + 2000.0
FAR = np.log(P) + np.array([[0.0], [2000.0], [-2000.0]])
UPWARDS = np.log(P) + np.array([[0.0], [1000.0], [2000.0]])
WHOLE = np.array([[1, 2, 3], [3, 0, 1], [2000, 2001, -2000]])
ALL = (*MODERATE, LARGE, FAR, -FAR, WHOLE)


def _close(f, Z, **options):
    return np.allclose(f(Z), softmax(Z), **options)


def _sums(f, Z, axis=1):
    return np.allclose(f(Z).sum(axis=axis), 1)


def _everywhere(test, *inputs):
    """Give the answer that holds a test to be passed on all these logits."""
    return lambda f: all(test(f, Z) for Z in inputs)


def _asserts(f):
    assert f.right
    return True


MISTAKES = (
    Mistake(
        "always-true",
        (lambda f: True,),
        "You say True of every function. A test that nothing fails catches nothing: compute "
        "f(Z) for a Z of your choice, and compare.",
    ),
    Mistake(
        "always-false",
        (lambda f: False,),
        "You say False of every function, of right ones too. Compare with `np.allclose`: floats "
        "that went different ways differ in their last digits.",
    ),
    Mistake(
        "true-for-false",
        (lambda f: not f.right,),
        "You return True for the wrong functions and False for the right ones. The condition of "
        "an assert is what must hold.",
    ),
    Mistake(
        "exactly-equal",
        (
            lambda f: all(np.array_equal(f(Z), softmax(Z)) for Z in ALL),
            lambda f: all(np.array_equal(f(Z), softmax(Z)) for Z in MODERATE),
        ),
        "You compare with `==`. Right functions that compute in another order differ in the last "
        "digits. `np.allclose` leaves room for that.",
    ),
    Mistake(
        "asserts-itself",
        (_asserts,),
        "You assert, so that a wrong softmax stops your function with an AssertionError. Return "
        "the condition: the assert stands where your function is called.",
    ),
    Mistake(
        "sums-only",
        (
            _everywhere(_sums, *ALL),
            _everywhere(_sums, *MODERATE),
            _everywhere(lambda f, Z: _sums(f, Z) and (f(Z) >= 0).all(), *ALL),
            _everywhere(lambda f, Z: _sums(f, Z) and (f(Z) >= 0).all(), *MODERATE),
            _everywhere(_sums, LARGE),
            _everywhere(_sums, FAR),
        ),
        "You look at the sums of the rows and not at the values. One half for everybody sums to 1 "
        "as well. Compare with numbers that you know.",
    ),
    Mistake(
        "order-only",
        (
            _everywhere(
                lambda f, Z: _sums(f, Z) and (f(Z).argmax(axis=1) == Z.argmax(axis=1)).all(), *ALL
            ),
            _everywhere(
                lambda f, Z: _sums(f, Z) and (f(Z).argmax(axis=1) == Z.argmax(axis=1)).all(),
                *MODERATE,
            ),
        ),
        "You look at the sums of the rows and at the largest entry. Softmax twice passes that, and "
        "so do powers of 2. Compare the values.",
    ),
    Mistake(
        "22-wrong-axis",
        (
            _everywhere(lambda f, Z: _sums(f, Z, axis=0), *ALL),
            _everywhere(lambda f, Z: np.allclose(f(Z), softmax(Z, axis=0)), *ALL),
            _everywhere(lambda f, Z: np.allclose(f(Z), softmax(Z, axis=0)), MODERATE[0]),
        ),
        "Your condition holds where the columns sum to 1 (axis 0). It is the rows that are "
        "distributions: `axis=1`.",
        "pytorchfundamentals#21 (a course)",
    ),
    Mistake(
        "one-row-only",
        (
            _everywhere(_close, *(Z[i : i + 1] for Z in ALL for i in range(len(Z)))),
            _everywhere(_close, *(Z[i : i + 1] for Z in (*MODERATE, LARGE) for i in range(len(Z)))),
            _everywhere(_close, np.array([[1.0, 2.0, 3.0]])),
            _everywhere(_close, np.array([[1, 2, 3]])),
            _everywhere(_close, LARGE[:1], MODERATE[1][:1]),
        ),
        "You try one row at a time. What goes wrong between rows, such as one maximum for all of "
        "them, shows only where several rows come together.",
    ),
    Mistake(
        "moderate-logits-only",
        (_everywhere(_close, *MODERATE), _everywhere(_close, MODERATE[0], WHOLE[:2])),
        "Your logits are all moderate. Without a shift they work as well as with one; only logits "
        "of a thousand or two, of both signs, tell the two apart.",
    ),
    Mistake(
        "rows-alike",
        (
            _everywhere(_close, *MODERATE, LARGE),
            _everywhere(_close, *MODERATE, LARGE, WHOLE[:2]),
            _everywhere(_close, *MODERATE, LARGE, np.log(P) - 2000.0),
            _everywhere(_close, *MODERATE, LARGE, np.log(P) - 2000.0, WHOLE[:2]),
        ),
        "All rows of each of your matrices are about equally large, so that one maximum would do "
        "for all. Put a row near 2000 beside one near 0.",
    ),
    Mistake(
        "no-row-far-below-0",
        (_everywhere(_close, *MODERATE, UPWARDS, WHOLE[:2]), _everywhere(_close, UPWARDS)),
        "No row of yours lies far below 0. There the shift must be negative, and a shift that "
        "never goes below 0 gives 0/0.",
    ),
    Mistake(
        "24-integer-dtype",
        (
            _everywhere(_close, *MODERATE, LARGE, FAR),
            _everywhere(_close, FAR),
        ),
        "Your logits are all floats. Give whole numbers as well, `np.array([[1, 2, 3]])`: a "
        "result stored in an array like Z is cut to 0 there.",
        "Stack Overflow 36738754",
    ),
    Mistake(
        "only-0-and-1",
        (
            _everywhere(_close, np.array([[2000.0, 0.0], [0.0, 2000.0], [-2000.0, 0.0]])),
            _everywhere(_close, np.array([[1000.0, 0.0, -1000.0], [-1000.0, 0.0, 1000.0]])),
            _everywhere(_close, np.array([[2000, 0], [0, 2000], [-2000, -4000]])),
        ),
        "Your logits are so far apart that all the results are 0 or 1. Another base than e gives "
        "the same there. Let some logits of a row lie close together.",
    ),
    Mistake(
        "one-entry-is-enough",
        (
            _everywhere(lambda f, Z: np.isclose(f(Z), softmax(Z)).any(), *ALL),
            _everywhere(lambda f, Z: np.isclose(f(Z), softmax(Z)).any(), *MODERATE),
            _everywhere(lambda f, Z: np.isclose(f(Z)[0], softmax(Z)[0]).all(), *ALL),
            _everywhere(lambda f, Z: np.isclose(f(Z)[0, 0], softmax(Z)[0, 0]), *ALL),
        ),
        "You are content when some of the entries are right. All of them must be: `np.allclose`, "
        "or `.all()`.",
    ),
    Mistake(
        "too-much-room",
        (
            _everywhere(lambda f, Z: _close(f, Z, atol=0.5), *ALL),
            _everywhere(lambda f, Z: _close(f, Z, atol=0.3), *ALL),
            _everywhere(lambda f, Z: _close(f, Z, atol=0.2), *ALL),
        ),
        "You allow so large a difference that wrong values pass. Six right digits are no more "
        "than a right function gives.",
    ),
)


EXERCISE = Exercise(
    name="softmax_assertion",
    statement=(
        "Given a function `f` that claims to be the softmax of each row of a matrix, return True "
        "if it is right and False if it is not. It takes an array of shape (n, K), floats or "
        "whole numbers, finite and of any size, and returns one of the same shape. You choose "
        "what to give it. It never raises: where NumPy would stop with an error, it returns nan. "
        "What you return is the condition of an assert: return it, and do not assert yourself."
    ),
    shown="You have a test that no wrong softmax of this course gets past.",
    reference=lambda f: f.right,
    cases=[(f,) for f in FUNCTIONS],
    hints=(
        "Choose a matrix whose softmax you know, call f, and compare with `np.allclose`. Then ask "
        "of each program of this lesson: would it pass?",
        "Start from the answer: the softmax of `np.log(P)` is P, if the rows of P sum to 1, and "
        "adding a number to a row changes nothing. Add 0 to one row, 2000 to the next and -2000 "
        "to a third.",
        "Try whole numbers too: each entry of `f(np.array([[0, 0]]))` must be 0.5. Join the two "
        "conditions by `and`.",
    ),
    solution="""
def softmax_assertion(f):
    P = np.array([[0.2, 0.3, 0.5], [0.7, 0.1, 0.2], [0.1, 0.6, 0.3]])
    halves = f(np.array([[0, 0]]))
    rows = f(np.log(P) + [[0.0], [2e3], [-2e3]])
    return np.allclose(rows, P) and np.allclose(halves, 0.5)
""",
    why=(
        "Softmax undoes the logarithm, and a constant added to a row drops out, so the right "
        "answer is known beforehand. Rows far apart, above and below 0, need each its own shift; "
        "a square matrix lets a wrong axis and a missing keepdims through without an error, and "
        "then the values are wrong; whole numbers show a result that is cut off."
    ),
    mistakes=MISTAKES,
)
