"""Cut an array into pieces that stay in the processor's cache.

Every pass over a piece then runs at the cache's speed, and temporaries cost no trip to memory.
"""

import numpy as np

_BYTES = 1 << 19  # of one piece: what goes in and what comes out fit a level-2 cache of 1 MiB
_LINE = 64  # bytes that memory hands over at once
_FEW = 16


def apply(function, out, z, *options):
    """Call function(out_piece, z_piece, *options) until `out` is filled.

    `z` has shape (..., K), classes last; `out` too, or (..., 1). Pieces have one or two dimensions.
    """
    if z.ndim == 1 or (z.ndim == 2 and z.nbytes <= _BYTES and not _thin(z)):
        function(out, z, *options)
    elif z.ndim == 2:
        _apply_rows(function, out, z, options)
    elif z.flags.c_contiguous and out.flags.c_contiguous:
        classes = z.shape[-1]
        _apply_rows(function, out.reshape(-1, out.shape[-1]), z.reshape(-1, classes), options)
    else:
        for out_part, z_part in zip(out, z, strict=True):
            apply(function, out_part, z_part, *options)


def _thin(z):
    """Say whether the rows are many and short: numpy is fast across many, slow along short."""
    return z.shape[-1] <= _FEW and z.size > 64 * z.shape[-1]


def _apply_rows(function, out, z, options):
    rows, classes = z.shape
    turn = _thin(z) and abs(z.strides[1]) < abs(z.strides[0])
    step = max(_LINE // z.itemsize, _BYTES // (classes * z.itemsize))
    for start in range(0, rows, step):
        source, target = z[start : start + step], out[start : start + step]
        if not turn and target.flags.c_contiguous:
            function(target, source, *options)
            continue
        # Along the columns of a wide array every step lands on another page: work elsewhere.
        result = np.empty(target.shape, target.dtype, order="F")
        function(result, np.asfortranarray(source) if turn else source, *options)
        target[...] = result
