"""Read every argument of the course, and say what is wrong with the bad ones.

Each reader takes a value and the name it goes by, and returns it in one form; or it raises the
error that fits, with one message for all floors: "name: expected ..., got ...". A `ValueError`
means a wrong shape or value, a `TypeError` a wrong kind.
"""

import contextlib
import math
import operator

import numpy as np

FORMATS = ("float16", "float32", "float64")
_FLOATS = frozenset(np.dtype(name) for name in FORMATS)

# Wide enough for numbers typed with four digits and for the steps of a numerical gradient, narrow
# enough to catch logits, counts, percentages and the wrong axis.
SUM_TOLERANCE = 1e-3
HALF_SUM_TOLERANCE = 1e-2  # float16 has three digits


# Arrays


def read_regular(x, name):
    """Return `x` as an array of any kind."""
    try:
        return np.asarray(x)
    except ValueError as error:
        raise ValueError(
            f"{name}: expected numbers in a regular array, got rows of unequal length ({error})"
        ) from None


def read_array(x, name="z"):
    """Return `x` as float16, float32 or float64; whole numbers and truth values as float64."""
    x = read_regular(x, name)
    if x.dtype in _FLOATS:
        return x
    kind = x.dtype.newbyteorder("=")  # files written elsewhere may hold their bytes in reverse
    if kind in _FLOATS:
        return x.astype(kind)
    if kind.kind in "iub":
        return x.astype(np.float64)
    raise TypeError(
        f"{name}: expected real numbers (float16, float32, float64, integers or booleans), "
        f"got dtype {x.dtype}"
    )


def read_finite(x, name):
    """Return `x` as float64, every number finite."""
    x = read_array(x, name)
    require(np.isfinite(x), x, name, "finite numbers")
    return x.astype(np.float64, copy=False)


def read_row(z):
    """Return the logits of one example, of shape (K,) with at least one class."""
    z = read_array(z)
    if z.ndim != 1 or z.size == 0:
        raise ValueError(f"z: expected logits of shape (K,) with K >= 1, got shape {z.shape}")
    return z


def read_classes(z, axis=-1):
    """Return logits with classes along `axis`, and that axis from 0 to z.ndim - 1."""
    z = read_array(z)
    if z.ndim == 0:
        raise ValueError(
            f"z: expected at least one dimension, such as logits of shape (K,) or (n, K), "
            f"got the single number {z}; for two classes see sigmoid"
        )
    try:
        index = operator.index(axis)
    except TypeError:
        raise TypeError(f"axis: expected an integer, got {axis!r}") from None
    if not -z.ndim <= index < z.ndim:
        raise np.exceptions.AxisError(index, z.ndim, f"axis, with z of shape {z.shape}")
    axis = index % z.ndim
    if z.shape[axis] == 0:
        raise ValueError(f"z: expected at least one class along axis {axis}, got shape {z.shape}")
    return z, axis


def require_same_shape(value, name, model, model_name):
    """Refuse to broadcast: (n,) beside (n, 1) would silently become (n, n)."""
    if value.shape != model.shape:
        raise ValueError(
            f"{name}: expected the shape {model.shape} of {model_name}, got shape {value.shape}"
        )


def require(good, array, name, expected):
    """Refuse an array with an entry that is not `good`; conditions have nan fail."""
    if not good.all():
        index = tuple(int(i) for i in np.argwhere(~good)[0])
        place = index[0] if len(index) == 1 else index  # as a reader writes it: 2, not (2,)
        where = f" at index {place}" if index else ""
        value = array[index]
        value = f"{value:.6g}" if array.dtype.kind == "f" else value
        raise ValueError(f"{name}: expected {expected}, got {value}{where}")


def require_finite_top(top, z, axis):
    """Refuse rows of `z` whose largest logit, in `top`, is infinite: they have no softmax."""
    infinite = np.isinf(top)
    if np.count_nonzero(infinite):  # half the time of any(), which shows for short rows
        require((z != np.inf) | ~infinite, z, "z", "logits below inf")
        rows = f"a largest logit above -inf in every row along axis {axis}"
        require(~infinite.squeeze(axis), top.squeeze(axis), "z", rows)


# Single numbers and words


def read_number(value, name, *, above=None, at_least=None, at_most=None):
    """Return one finite number between the bounds as a Python float; `at_most` has `at_least`."""
    number = value
    if type(value) is not float:
        number = np.asarray(value)
        if number.dtype.kind not in "fiub":
            raise TypeError(f"{name}: expected a number, got {value!r}")
        if number.shape != ():
            raise ValueError(f"{name}: expected one finite number, got shape {number.shape}")
        number = float(number)
    good, limits = True, ""
    if above is not None:
        good, limits = number > above, f" above {above:g}"
    elif at_most is not None:
        good, limits = at_least <= number <= at_most, f" from {at_least:g} to {at_most:g}"
    elif at_least is not None:
        good, limits = number >= at_least, f" of at least {at_least:g}"
    if not (good and math.isfinite(number)):
        raise ValueError(f"{name}: expected one finite number{limits}, got {value!r}")
    return number


def read_count(value, name, at_least=1, at_most=None):
    """Return `value` as a Python integer from `at_least` to `at_most`."""
    try:
        count = operator.index(value)
    except TypeError:
        count = None
    if count is None or isinstance(value, bool):
        raise TypeError(f"{name}: expected an integer, got {value!r}")
    if count < at_least:
        raise ValueError(f"{name}: expected an integer of at least {at_least}, got {count}")
    if at_most is not None and count > at_most:
        raise ValueError(f"{name}: expected an integer of at most {at_most}, got {count}")
    return count


def read_counts(values, name, shortest):
    """Return a sequence of at least `shortest` integers, each 1 or more, as a tuple."""
    try:
        values = tuple(values)
    except TypeError:
        raise TypeError(
            f"{name}: expected a sequence of integers such as (64, 32, 10), got {values!r}; "
            "a single one is written (32,)"
        ) from None
    if len(values) < shortest:
        raise ValueError(f"{name}: expected at least {shortest} integers, got {values!r}")
    return tuple(read_count(value, f"{name}[{i}]") for i, value in enumerate(values))


def read_choice(value, name, choices):
    """Return `value`, one of the strings of `choices`."""
    if not isinstance(value, str) or value not in choices:
        *others, last = (f'"{choice}"' for choice in choices)
        raise ValueError(f"{name}: expected {', '.join(others)} or {last}, got {value!r}")
    return value


def read_format(dtype, name="dtype"):
    """Return float16, float32 or float64 as a numpy dtype, from a dtype or a name."""
    with contextlib.suppress(TypeError):  # what is no dtype at all
        found = np.dtype(dtype)
        if dtype is not None and found.name in FORMATS:
            return found.newbyteorder("=")
    raise TypeError(f"{name}: expected one of {', '.join(FORMATS)}, got {dtype!r}")


# Probabilities and targets


def read_probabilities(p, name="p"):
    """Return distributions, classes last, as floats: every row non-negative and summing to 1."""
    p = read_array(p, name)
    if p.ndim == 0 or p.shape[-1] == 0:
        raise ValueError(
            f"{name}: expected probabilities of shape (K,) or (n, K) with at least one class, "
            f"got shape {p.shape}"
        )
    tolerance = HALF_SUM_TOLERANCE if p.dtype == np.float16 else SUM_TOLERANCE
    good = (p >= 0.0) & (p <= 1.0 + tolerance)
    require(good, p, name, "probabilities between 0 and 1")
    sums = p.sum(axis=-1, dtype=np.float64)
    rows = f"a sum of 1 in every row (within {tolerance:g}), as softmax makes it of logits"
    require(np.abs(sums - 1.0) <= tolerance, sums, name, rows)
    return p


def read_probability(p, name="p"):
    """Return `p` of any shape as floats, every element a probability of its own."""
    p = read_array(p, name)
    require((p >= 0.0) & (p <= 1.0), p, name, "probabilities between 0 and 1")
    return p


def read_labels(labels, classes, shape=None, name="labels"):
    """Return class indices, each from 0 to classes - 1, as integers; None: to any."""
    labels = read_regular(labels, name)
    if labels.size == 0 and labels.dtype == np.float64:
        labels = labels.astype(np.intp)  # what numpy makes of []
    if labels.dtype.kind not in "iu":
        raise TypeError(
            f"{name}: expected integers, the indices of the true classes, got dtype {labels.dtype}"
        )
    if shape is not None and labels.shape != shape:
        raise ValueError(
            f"{name}: expected one class index for each row, shape {shape}, "
            f"got shape {labels.shape}"
        )
    good, expected = labels >= 0, "class indices from 0"
    if classes is not None:
        good &= labels < classes
        expected += f" to {classes - 1} for K = {classes} classes"
    require(good, labels, name, expected)
    return labels.astype(np.intp)


def read_target(target, prediction, prediction_name, name="target"):
    """Return class indices, one dimension below `prediction`, or distributions as float64."""
    if prediction.ndim not in (1, 2) or prediction.shape[-1] == 0:
        raise ValueError(
            f"{prediction_name}: expected shape (K,) or (n, K) with K >= 1, "
            f"got shape {prediction.shape}"
        )
    rows = prediction.shape[:-1]
    target = read_regular(target, name)
    if target.shape == rows:
        return read_labels(target, prediction.shape[-1], name=name)
    if target.shape != prediction.shape:
        raise ValueError(
            f"{name}: expected class indices of shape {rows} or distributions of shape "
            f"{prediction.shape} beside {prediction_name} of shape {prediction.shape}, "
            f"got shape {target.shape}"
        )
    return read_probabilities(target, name).astype(np.float64)
