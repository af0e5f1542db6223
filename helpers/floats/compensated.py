"""softmax with the digits that the plain shift loses."""

import numpy as np

from helpers.arguments import read_array, require_finite_top


def compensated_softmax(z):
    """Compute softmax with the rounding error of the shift put back: right to a few ulp.

    Parameters
    ----------
    z : array_like, shape (K,), (n, K) or more dimensions, classes last
        Logits. Worked out in float64; -inf masks a class.

    Returns
    -------
    ndarray of float64, same shape as `z`

    Raises
    ------
    ValueError
        If `z` has no classes, or a row's largest logit is infinite.
    TypeError
        If `z` holds anything but real numbers.

    Notes
    -----
    d = z - m is rounded, and exp turns the rounding error e = (z - m) - d, up to 6e-14 near
    d = -700, into a relative error. Knuth's TwoSum gives e exactly (Muller et al., Handbook of
    Floating-Point Arithmetic, 2nd ed., section 4.3.2), and exp(d + e) = exp(d) (1 + e) up to
    e^2 / 2. Summing K terms is left plain.

    Examples
    --------
    The plain shift is 40 ulp off here:

    >>> from helpers import softmax
    >>> from helpers.floats import compensated_softmax, exact_softmax, ulp_error
    >>> z = [0.1, -700.0]
    >>> ulp_error(softmax(z), exact_softmax(z))[1] > 40
    np.True_
    >>> ulp_error(compensated_softmax(z), exact_softmax(z))[1] < 1
    np.True_
    """
    z = read_array(z).astype(np.float64)
    if z.ndim == 0 or z.shape[-1] == 0:
        raise ValueError(
            f"z: expected logits of shape (K,) or (n, K) with K >= 1, got shape {z.shape}"
        )
    m = z.max(axis=-1, keepdims=True)
    require_finite_top(m, z, z.ndim - 1)
    with np.errstate(all="ignore"):
        d = z - m
        back = d - z  # -m as d has it
        e = (z - (d - back)) - (m + back)
        exps = np.exp(d)
        exps += np.where(exps > 0.0, exps * e, 0.0)  # a masked class has no e
        return exps / exps.sum(axis=-1, keepdims=True)
