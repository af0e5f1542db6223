"""Cut an array into pieces that stay in the processor's cache.

Every pass over a piece then runs at the cache's speed, and temporaries cost no trip to memory.
"""

import numpy as np

_ELEMENTS = 1 << 16  # half a megabyte of float64: in and out fit a level-2 cache of 1 MiB
_FEW = 16


def apply(function, out, z, *options):
    """Call function(out_piece, z_piece, *options) until `out` is filled.

    `z` has shape (..., K), classes last; `out` too, or (..., 1). Pieces have one or two dimensions.
    """
    if z.ndim == 1 or (z.ndim == 2 and z.size <= _ELEMENTS and not _thin(z)):
        function(out, z, *options)
    elif z.ndim == 2:
        _apply_rows(function, out, z, options)
    elif z.flags.c_contiguous and out.flags.c_contiguous:
        _apply_rows(function, out.reshape(-1, out.shape[-1]), z.reshape(-1, z.shape[-1]), options)
    else:
        for out_part, z_part in zip(out, z, strict=True):
            apply(function, out_part, z_part, *options)


def _thin(z):
    """Many short rows: numpy is slow along short rows, and fast across many."""
    return z.ndim > 1 and z.shape[-1] <= _FEW and z.size > 64 * z.shape[-1]


def _apply_rows(function, out, z, options):
    rows, classes = z.shape
    turn = _thin(z) and abs(z.strides[1]) < abs(z.strides[0])
    step = max(8, _ELEMENTS // classes)
    for start in range(0, rows, step):
        source, target = z[start : start + step], out[start : start + step]
        if turn:
            source = np.asfortranarray(source)
            turned = np.empty((len(source), target.shape[-1]), source.dtype, order="F")
            function(turned, source, *options)
            target[...] = turned
        else:
            function(target, source, *options)
