"""What every function of arrays keeps to, whatever it computes: formats, rows, edges, warnings."""

from functools import partial

import numpy as np
import pytest

from helpers import functions, information, jacobians, losses

N, K = 20, 30
RNG = np.random.default_rng(3)
Z = RNG.normal(0.0, 4.0, (N, K))
GOOD = {
    "z": Z,
    "p": RNG.dirichlet(np.ones(K), N),
    "y": RNG.dirichlet(np.ones(K), N),
    "target": Z.argmin(axis=1),
    "a": Z[::-1].copy(),
    "upstream": RNG.normal(size=(N, K)),
    "W": RNG.normal(size=(K, 3)),
    "b": RNG.normal(size=K),
    "x": RNG.normal(size=(N, 3)),
}
for array in GOOD.values():
    array.flags.writeable = False

each = partial(partial, reduction="none")
# The argument whose format the result has comes last. Where it is z, it may hold a nan.
CASES = {
    functions.softmax: "z",
    partial(functions.softmax, temperature=0.25): "z",
    functions.log_softmax: "z",
    partial(functions.log_softmax, temperature=0.25): "z",
    functions.logsumexp: "z",
    functions.sigmoid: "z",
    jacobians.softmax_jacobian: "z",
    jacobians.softmax_vjp: "upstream z",
    jacobians.softmax_weight_derivative: "x b W",
    information.surprise: "p",
    information.entropy: "p",
    information.cross_entropy: "y p",
    information.kl_divergence: "y p",
    partial(losses.smooth_labels, epsilon=0.1): "y",
    each(losses.mean_squared_error): "y a",
    each(losses.binary_cross_entropy): "y p",
    each(losses.binary_cross_entropy_from_logits): "y z",
    each(losses.categorical_cross_entropy): "target p",
    losses.categorical_cross_entropy_gradient: "target p",
    each(losses.categorical_cross_entropy_from_logits): "target z",
    losses.categorical_cross_entropy_from_logits_gradient: "target z",
}
OF_LOGITS = [function for function, names in CASES.items() if names.endswith("z")]


def named(function):
    return getattr(function, "func", function).__name__


def call(function, **changes):
    """Call a function with its good arguments, some of them changed."""
    return function(**{name: changes.get(name, GOOD[name]) for name in CASES[function].split()})


def rows(function, chosen):
    """Call a function with some rows of its arguments alone."""
    names = set(CASES[function].split()) - {"W", "b"}
    return call(function, **{name: GOOD[name][chosen] for name in names})


@pytest.mark.parametrize("kind", ["float16", "float32", "float64", "int8", ">f4", ">f8", "list"])
@pytest.mark.parametrize("function", CASES, ids=named)
def test_the_format_is_kept_and_everything_else_worked_out_in_more_digits(function, kind):
    name = CASES[function].split()[-1]
    given = GOOD[name].astype("float64" if kind == "list" else kind, order="F")
    if kind == "int8" and name in ("p", "y"):
        given = np.eye(K, dtype=kind)[:N]
    given.flags.writeable = False
    result = call(function, **{name: given.tolist() if kind == "list" else given})
    form = np.dtype("float64" if kind in ("int8", "list") else kind).newbyteorder("=")
    assert result.dtype == form
    exact = call(function, **{name: given.astype("float64")})
    if getattr(function, "func", function).__module__ == "helpers.functions":
        eps, few = np.finfo(result.dtype).eps, 1 if kind == "float16" else 100
        np.testing.assert_allclose(result, exact, rtol=few * eps, atol=2.0**-24 if few == 1 else 0)
    elif form != "float64":  # worked out in float64 and rounded once
        np.testing.assert_array_equal(result, exact.astype(form))
    else:
        np.testing.assert_allclose(result, exact, rtol=1e-13)


@pytest.mark.parametrize("function", CASES, ids=named)
def test_a_batch_is_each_row_on_its_own_and_no_rows_give_no_rows(function):
    whole = rows(function, slice(None))
    of_mean = 1 / N if named(function).endswith("gradient") else 1
    for r in (0, N - 1):
        alone = rows(function, slice(r, r + 1))[0]
        np.testing.assert_allclose(of_mean * alone, whole[r], rtol=1e-14)
    nothing = rows(function, slice(0))
    assert (nothing.shape, nothing.dtype) == ((0, *whole.shape[1:]), whole.dtype)


@pytest.mark.parametrize("function", OF_LOGITS, ids=named)
def test_nan_stays_in_its_row(function):
    z = Z.copy()
    z[3] = np.nan
    result, expected = call(function, z=z), call(function)
    assert np.isnan(result[3]).all()
    np.testing.assert_array_equal(np.delete(result, 3, 0), np.delete(expected, 3, 0))


@pytest.mark.parametrize("name", ["float16", "float32", "float64"])
@pytest.mark.parametrize("function", OF_LOGITS, ids=named)
def test_nothing_warns_even_where_numpy_is_told_to_raise(function, name):
    info, z = np.finfo(name), Z.astype(name)
    z[0] = np.linspace(-2000, 2000, K)
    z[1] = info.max
    z[2] = np.linspace(-1, 1, K, dtype=name) * info.max
    z[3] = info.smallest_subnormal
    z[4, 1:] = -np.inf
    z[5, 1:] = np.nan
    with np.errstate(all="raise"):
        result = call(function, z=z)
    assert np.isnan(result).any(axis=tuple(range(1, result.ndim))).nonzero()[0].tolist() == [5]
