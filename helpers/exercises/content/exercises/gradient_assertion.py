"""The condition of an assert that tells a right gradient from a wrong one."""

import numpy as np

from helpers.exercises.checker.exercise import Exercise, Mistake
from helpers.exercises.content.exercises.batch_loss import log_softmax, softmax
from helpers.exercises.content.exercises.ways import drawn, f32, f64


class Of:
    """A function of weights of one shape, with words that describe it."""

    def __init__(self, words, code, shape):
        self.__name__, self._code, self._shape = words, code, shape

    def __call__(self, W):
        """Give its value, computed in float64."""
        W = np.array(W, np.float64)
        if W.shape != self._shape:
            raise ValueError(f"expected W of shape {self._shape}, got shape {W.shape}")
        return self._code(W)


def pair(loss, gradient, W, *, right):
    """Give a case: a loss and a gradient as (words, code), and where to compare them."""
    claimed = Of(*gradient, W.shape)
    claimed.right = right
    return Of(*loss, W.shape), claimed, W


SQUARE = ("the sum of W * W", lambda W: (W * W).sum())
CUBE = ("the sum of W ** 3", lambda W: (W**3).sum())
STEEP = ("100000 times the square of the sum of W", lambda W: 1e5 * W.sum() ** 2)
STEEP_BY_HAND = ("200000 times the sum of W, for each", lambda W: np.full(W.shape, 2e5 * W.sum()))
LINEAR = ("3 W[0, 0] - 2 W[0, 1]", lambda W: 3 * W[0, 0] - 2 * W[0, 1])
TARGET = np.array([[0.5, -1.0, 2.0], [1.5, 0.25, -0.5]])
AWAY = ("half the sum of (W - T) ** 2", lambda W: 0.5 * ((W - TARGET) ** 2).sum())


class Layer:
    """Mean cross-entropy of a softmax layer, with a penalty of l2 / 2 times the squares."""

    def __init__(self, seed, n, shape, l2):
        K, d = shape
        self.X = drawn(seed, (n, d), 1.0)
        self.labels = np.arange(n) % K
        self.n, self.l2 = n, l2
        self.W = drawn(seed + 1, shape, 1.0)
        words = f"mean cross-entropy of a softmax layer, {n} examples"
        if l2:
            words += f", plus {l2} / 2 times the sum of W * W"
        self.loss = (words, self._loss)

    def _loss(self, W):
        entries = log_softmax(self.X @ W.T)[np.arange(self.n), self.labels]
        return -entries.mean() + 0.5 * self.l2 * (W * W).sum()

    def errors(self, W):
        """Give p - y for each example."""
        return softmax(self.X @ W.T) - np.eye(len(W))[self.labels]

    def data(self, W):
        """Give the gradient of the cross-entropy alone."""
        return self.errors(W).T @ self.X / self.n

    def asks(self, words, code, *, right=False):
        """Give the case that puts this gradient beside the loss."""
        return pair(self.loss, (words, code), self.W, right=right)


TWO = Layer(31, 4, (2, 2), 0.0)
THREE = Layer(33, 5, (3, 2), 0.1)
WIDE = Layer(35, 6, (3, 4), 0.5)


def _last_left_out(W):
    G = THREE.data(W) + THREE.l2 * W
    G[-1] = 0.0
    return G


def _one_entry_off(W):
    G = WIDE.data(W) + WIDE.l2 * W
    G[-1, -1] *= 2
    return G


CASES = [
    pair(SQUARE, ("2 * W", lambda W: 2 * W), f64([1.5]), right=True),
    pair(SQUARE, ("W", lambda W: W), f64([1.5]), right=False),
    pair(SQUARE, ("-2 * W", lambda W: -2 * W), f64([1.5]), right=False),
    pair(CUBE, ("3 * W ** 2", lambda W: 3 * W**2), f64([-2]), right=True),
    pair(
        LINEAR,
        ("[[3, -2]], everywhere", lambda W: np.array([[3.0, -2.0]])),
        f64([0.5, 1]),
        right=True,
    ),
    pair(
        LINEAR,
        ("[[3, 2]], everywhere", lambda W: np.array([[3.0, 2.0]])),
        f64([0.5, 1]),
        right=False,
    ),
    pair(
        LINEAR,
        ("[[-2, 3]], everywhere", lambda W: np.array([[-2.0, 3.0]])),
        f64([0.5, 1]),
        right=False,
    ),
    pair(STEEP, STEEP_BY_HAND, f64([0, 0]), right=True),
    pair(STEEP, STEEP_BY_HAND, f64([1e-5, 0]), right=True),
    TWO.asks("(p - y).T @ X / n", TWO.data, right=True),
    TWO.asks("(p - y).T @ X, without / n", lambda W: TWO.n * TWO.data(W)),
    TWO.asks("(y - p).T @ X / n", lambda W: -TWO.data(W)),
    TWO.asks("X.T @ (p - y) / n, transposed", lambda W: TWO.data(W).T),
    THREE.asks("(p - y).T @ X / n + l2 * W", lambda W: THREE.data(W) + 0.1 * W, right=True),
    THREE.asks("(p - y).T @ X / n, without the penalty", THREE.data),
    THREE.asks("(p - y).T @ X / n + 2 * l2 * W", lambda W: THREE.data(W) + 0.2 * W),
    THREE.asks("(p - y).T @ X / n + l2 / 2 * W", lambda W: THREE.data(W) + 0.05 * W),
    THREE.asks("(p - y).T @ X / n / n + l2 * W", lambda W: THREE.data(W) / THREE.n + 0.1 * W),
    THREE.asks("a right one, but 0 for the last class", _last_left_out),
    pair(
        AWAY,
        ("W - T", lambda W: W - TARGET),
        f32([0, 0, 0], [0, 0, 0]),
        right=True,
    ),
    pair(
        AWAY,
        ("2 * (W - T)", lambda W: 2 * (W - TARGET)),
        f32([0, 0, 0], [0, 0, 0]),
        right=False,
    ),
    WIDE.asks("(p - y).T @ X / n + l2 * W", lambda W: WIDE.data(W) + 0.5 * W, right=True),
    WIDE.asks(
        "((p - y) * p * (1 - p)).T @ X / n + l2 * W",
        lambda W: (
            (WIDE.errors(W) * (p := softmax(WIDE.X @ W.T)) * (1 - p)).T @ WIDE.X / WIDE.n + 0.5 * W
        ),
    ),
    WIDE.asks("a right one, but twice as large in its last entry", _one_entry_off),
]


def central(loss, W, h=1e-5):
    """Give the numerical gradient by central differences, in float64."""
    found, W = np.zeros(W.shape), W.astype(np.float64)
    for at in np.ndindex(W.shape):
        step = np.zeros(W.shape)
        step[at] = h
        found[at] = (loss(W + step) - loss(W - step)) / (2 * h)
    return found


def _one_sided(loss, W, h):
    found, W = np.zeros(W.shape), W.astype(np.float64)
    for at in np.ndindex(W.shape):
        step = np.zeros(W.shape)
        step[at] = h
        found[at] = (loss(W + step) - loss(W)) / h
    return found


def _compares(numerical, test):
    """Give the answer that compares a numerical gradient with the one by hand."""
    return lambda loss, gradient, W: bool(test(numerical(loss, W), gradient(W)))


def _alike(one, other):
    return np.allclose(one, other, rtol=1e-4, atol=1e-6)


def _asserts(loss, gradient, W):
    assert gradient.right
    return True


ROOMS = ((1e-5, 1e-8), (1e-4, 1e-6), (1e-3, 1e-5))

MISTAKES = (
    Mistake(
        "always-true",
        (lambda loss, gradient, W: True,),
        "You say True of every gradient. Compute the gradient numerically from the loss, and "
        "compare the two.",
    ),
    Mistake(
        "always-false",
        (lambda loss, gradient, W: False,),
        "You say False of every gradient, of right ones too. Allow for the error of the "
        "difference quotient: `np.allclose`.",
    ),
    Mistake(
        "true-for-false",
        (lambda loss, gradient, W: not gradient.right,),
        "You return True where the two disagree and False where they agree. The condition of an "
        "assert is what must hold.",
    ),
    Mistake(
        "exactly-equal",
        tuple(
            _compares(lambda f, W, h=h: central(f, W, h), np.array_equal)
            for h in (1e-4, 1e-5, 1e-6)
        )
        + tuple(
            _compares(
                lambda f, W, h=h: central(f, W, h),
                lambda a, b: np.allclose(a, b, rtol=0, atol=1e-15),
            )
            for h in (1e-4, 1e-5, 1e-6)
        ),
        "You compare to the last digit. A numerical gradient has about ten digits, so right "
        "gradients differ from it a little. `np.allclose` leaves room for that.",
    ),
    Mistake(
        "asserts-itself",
        (_asserts,),
        "You assert, so that a wrong gradient stops your function with an AssertionError. Return "
        "the condition: the assert stands where your function is called.",
    ),
    Mistake(
        "zero-over-zero",
        tuple(
            _compares(central, lambda a, b, r=r: (abs(a - b) / (abs(a) + abs(b))).max() < r)
            for r in (1e-3, 1e-5)
        ),
        "You divide by the sizes of the two gradients. Where both are 0 that is 0/0, nan, and nan "
        "is below no bound. `np.allclose` does not divide.",
    ),
    Mistake(
        "one-sided-difference",
        tuple(
            _compares(
                lambda f, W, h=h: _one_sided(f, W, h),
                lambda a, b, r=room: np.allclose(a, b, rtol=r[0], atol=r[1]),
            )
            for h in (1e-4, 1e-5, 1e-6, 1e-7)
            for room in ROOMS
        ),
        "You take the difference to loss(W) on one side only. Its error is of order h, not h * h, "
        "so right gradients of a curved loss look wrong. Go up and down, and divide by 2h.",
    ),
    Mistake(
        "one-sided-divided-by-2h",
        (
            _compares(lambda f, W: _one_sided(f, W, 1e-5) / 2, _alike),
            _compares(lambda f, W: central(f, W) / 2, _alike),
        ),
        "Your numerical gradient is half as large as it should be: from W to W + h the way is h, "
        "from W - h to W + h it is 2h.",
    ),
    Mistake(
        "division-by-2-forgotten",
        (_compares(lambda f, W: 2 * central(f, W), _alike),),
        "Your numerical gradient is twice too large. From W - h to W + h the way is 2h, so the "
        "difference must be divided by 2h.",
    ),
    Mistake(
        "sums-only",
        (
            _compares(central, lambda a, b: np.isclose(a.sum(), b.sum(), rtol=1e-4, atol=1e-6)),
            _compares(
                central,
                lambda a, b: np.allclose(a.sum(axis=0), b.sum(axis=0), rtol=1e-4, atol=1e-6),
            ),
            _compares(
                central,
                lambda a, b: np.allclose(a.sum(axis=1), b.sum(axis=1), rtol=1e-4, atol=1e-6),
            ),
        ),
        "You compare sums of the entries, as moving all weights at once does too. For a softmax "
        "layer the sum over the classes is 0 whatever the factor. Compare entry by entry.",
    ),
    Mistake(
        "length-only",
        (
            _compares(
                central,
                lambda a, b: np.isclose(np.linalg.norm(a), np.linalg.norm(b), rtol=1e-4, atol=1e-6),
            ),
            _compares(central, lambda a, b: _alike(abs(a), abs(b))),
        ),
        "You compare sizes: lengths, or absolute values. A gradient with the other sign has the "
        "same, and a step against it makes the loss larger.",
    ),
    Mistake(
        "direction-only",
        (
            _compares(
                central,
                lambda a, b: (a * b).sum() >= (1 - 1e-6) * np.linalg.norm(a) * np.linalg.norm(b),
            ),
            _compares(central, lambda a, b: _alike(np.sign(a.round(6)), np.sign(b.round(6)))),
        ),
        "You compare directions or signs. A gradient that is n times too large points the same "
        "way, and is not the gradient of this loss.",
    ),
    Mistake(
        "one-entry-only",
        (
            _compares(central, lambda a, b: _alike(a[0, 0], b[0, 0])),
            _compares(central, lambda a, b: _alike(a[-1, -1], b[-1, -1])),
            _compares(central, lambda a, b: _alike(a[0], b[0])),
            _compares(central, lambda a, b: np.isclose(a, b, rtol=1e-4, atol=1e-6).any()),
            _compares(central, lambda a, b: _alike(np.diag(a), np.diag(b))),
        ),
        "You compare some of the entries. A class may have been left out, or the weights for one "
        "input: move each weight, `np.ndindex(W.shape)`.",
    ),
    Mistake(
        "too-much-room",
        tuple(
            _compares(central, lambda a, b, r=r: np.allclose(a, b, rtol=0, atol=r))
            for r in (1.0, 0.5, 0.3)
        )
        + tuple(
            _compares(central, lambda a, b, r=r: np.allclose(a, b, rtol=r, atol=1e-6))
            for r in (1.0, 0.5)
        ),
        "You allow so large a difference that a forgotten penalty or a wrong factor passes. A "
        "right gradient agrees to six digits or more.",
    ),
    Mistake(
        "transposed",
        (
            _compares(
                lambda f, W: central(f, W).T, lambda a, b: a.shape == b.shape and _alike(a, b)
            ),
        ),
        "Your numerical gradient is transposed. Entry [i, j] is what happens to the loss when "
        "`W[i, j]` moves.",
    ),
)


EXERCISE = Exercise(
    name="gradient_assertion",
    statement=(
        "Given a function `loss`, which takes weights of shape (K, d) and returns a number, a "
        "function `gradient`, which takes the same and claims to return the derivative of that "
        "loss, shape (K, d), and weights `W`, floats of shape (K, d), return True if the two "
        "agree at W, entry by entry, and False if they do not. Wrong ones are off by a tenth of "
        "the largest entry or more. Use central differences: others are too far off for some of "
        "the right ones. What you return is the condition of an assert: return it, and do not "
        "assert yourself."
    ),
    shown="You can judge any gradient, whoever derived it: all that you need is its loss.",
    reference=lambda loss, gradient, W: gradient.right,
    cases=CASES,
    hints=(
        "For each entry of W: move it by a small h up and down, and leave all the others where "
        "they are. How does the loss change?",
        "Start with `numerical = np.zeros(W.shape)`, and for each `at in np.ndindex(W.shape)` "
        "make a `step`, zeros of this shape with h at this place. Its entry is `(loss(W + step) - "
        "loss(W - step)) / (2 * h)`.",
        "`return np.allclose(gradient(W), numerical)` compares every entry and allows for the "
        "rounding. A step of 1e-5 is fine.",
    ),
    solution="""
def gradient_assertion(loss, gradient, W):
    h = 1e-5
    numerical = np.zeros(W.shape)
    for at in np.ndindex(W.shape):
        step = np.zeros(W.shape)
        step[at] = h
        numerical[at] = (loss(W + step) - loss(W - step)) / (2 * h)
    return np.allclose(gradient(W), numerical)
""",
    why=(
        "The loss is computed twice for each weight, and the derivation is not used at all: that "
        "makes it a witness. Every weight is moved by itself, so that nothing cancels, and the "
        "comparison leaves room for rounding and for nothing else."
    ),
    mistakes=MISTAKES,
)
