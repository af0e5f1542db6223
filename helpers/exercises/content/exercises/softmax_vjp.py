"""An upstream gradient, carried back through softmax."""

from helpers.exercises.checker.exercise import Exercise, Mistake
from helpers.exercises.content.exercises.jacobians import (
    DERIVATIVES,
    jacobian,
    merged,
    put_to_use,
)
from helpers.exercises.content.exercises.ways import FAR, as_like, drawn, f32, f64, shifted, whole


def _reference(z, upstream):
    return upstream @ jacobian(shifted(z))


def _of(code):
    """Give a code of (z, upstream) from one of (p, upstream)."""
    return lambda z, upstream: code(shifted(z), upstream)


#: What people do to p and the upstream gradient g; lesson 07 meets these as its s.
PRODUCTS = (
    Mistake(
        "8-elementwise-for-matrix",
        (lambda p, g: g * p * (1 - p),),
        "You multiply the upstream gradient by p(1 - p), entry by entry, as for a sigmoid. Every "
        "logit moves every probability, so the chain rule sums over all of them: `upstream @ J`.",
        "AI SE 25608",
    ),
    Mistake(
        "9-missing-a(1-a)",
        (lambda p, g: g @ jacobian(p) * p * (1 - p), lambda p, g: (p - g) * p * (1 - p)),
        "There is a factor p(1 - p) too many. The derivative of softmax is in the "
        "vector-Jacobian product already, and in p - y it has cancelled against the loss.",
        "DeepLearnToolbox#113",
        called="an extra a(1 - a)",
    ),
    Mistake(
        "10-a-y-with-mse",
        (lambda p, g: p - g, lambda p, g: g - p),
        "You subtract, as if the upstream gradient were the target y. p - y is the gradient of "
        "softmax and cross-entropy together; here the loss may be any, and g is its gradient.",
        "AI SE 24020",
        called="p - y with any loss",
    ),
    Mistake(
        "factor-p-forgotten",
        (lambda p, g: g - (g * p).sum(),),
        "",
    ),
    Mistake(
        "factor-p-only-once",
        (lambda p, g: g * p - (g * p).sum(),),
        "The factor p_j belongs to both terms: p_j (g_j - sum of g_i p_i). In yours it is missing "
        "in front of the sum, so the result does not sum to 0.",
    ),
    Mistake(
        "mean-without-weights",
        (lambda p, g: p * (g - g.mean()), lambda p, g: p * (g - g.sum())),
        "You compare g with its plain mean or sum. The average must be taken over the "
        "distribution: the sum of g_i p_i.",
    ),
)

EXERCISE = Exercise(
    name="softmax_vjp",
    statement=(
        "Given logits `z` of shape (K,), any finite floats or whole numbers, thousands included, "
        "and the gradient `upstream` of a loss with respect to p = softmax(z), shape (K,), return "
        "the gradient of the loss with respect to z, shape (K,)."
    ),
    shown="You carry a gradient back through softmax, as backpropagation does.",
    reference=_reference,
    cases=[
        (f64(0), f64(2)),
        (f64(0, 0), f64(1, -1)),
        (f64(1, 3), f64(1, 0)),
        (f64(1, 3), f64(2, 2)),
        (f64(-900, -901), f64(3, 1)),
        (f64(1, 2, 3), f64(1, -2, 0.5)),
        (whole(1, 2, 3), f64(0.5, 1, -1)),
        (whole(3, 1, 2), whole(1, 0, 2)),
        (f32(0.5, -1, 2), f32(1, -2, 0.5)),
        (f64(2, 2, 2), f64(0, 0, -3)),
        (f64(0, 0, 50), f64(1, 2, 3)),
        (f64(1000, 999, -1000), f64(1, 2, 3)),
        (f64(1, 0, 0, 1), f64(4, -1, 0, 2)),
        (drawn(36, 6, 1.0), drawn(37, 6, 2.0)),
        (drawn(38, 10, 2.0), drawn(39, 10, 2.0)),
        *((z, f64(*range(1, len(z) + 1))) for z in FAR),
    ],
    tolerance=DERIVATIVES,
    hints=(
        "The chain rule sums over all the outputs: the derivative with respect to z_j is the sum "
        "over i of upstream_i times J[i, j].",
        "That is `upstream @ J` with the Jacobian of exercise 1, a right answer already. To do "
        "without the matrix, put p_i(1 - p_i) and -p_i p_j into the sum.",
        "It becomes p_j (g_j - average), where the average is the sum of g_i p_i: "
        "`p * (upstream - (upstream * p).sum())`.",
    ),
    solution="""
def softmax_vjp(z, upstream):
    exps = np.exp(z - z.max())
    p = exps / exps.sum()
    return p * (upstream - (upstream * p).sum())
""",
    why=(
        "The sum over i of g_i p_i (1 if i = j, else 0) is g_j p_j, and the sum of g_i p_i p_j is "
        "p_j times one number for all j. No matrix, and K steps in place of K * K."
    ),
    mistakes=(
        *merged(
            *put_to_use(
                lambda code: lambda z, upstream: upstream @ code(z),
                "4-diagonal-only",
                "12-zero-by-quotient-rule",
            ),
            *put_to_use(_of, of=PRODUCTS),
        ),
        Mistake(
            "5-gradient-vector",
            (lambda z, upstream: upstream * jacobian(shifted(z)).sum(axis=1),),
            "Everything is 0. Either the array of the result is never filled, or the entries of J "
            "are added up before the upstream gradient weighs them: each row of J sums to 0.",
            "Stack Overflow 36279904",
        ),
        Mistake(
            "not-summed",
            (
                lambda z, upstream: upstream[:, None] * jacobian(shifted(z)),
                lambda z, upstream: upstream * jacobian(shifted(z)),
            ),
            "You multiply J by the upstream gradient, but do not sum over the outputs. `*` works "
            "entry by entry; `upstream @ J` multiplies and sums.",
        ),
        Mistake(
            "upstream-never-used",
            (
                lambda z, upstream: jacobian(shifted(z)),
                lambda z, upstream: shifted(z) * (1 - shifted(z)),
            ),
            "Your result does not depend on `upstream`. The derivatives of softmax must be "
            "weighed with it and summed over the outputs.",
        ),
        Mistake(
            "24-integer-dtype",
            (lambda z, upstream: as_like(z, _reference(z, upstream)),),
            "Your result is stored in an array made like `z`. When `z` holds whole numbers, so "
            "does that array, and what stands behind the point is cut off. Make it a float array.",
            "Stack Overflow 36738754",
        ),
    ),
)
