"""Targets of a classification: class indices, or distributions over the classes."""

import numpy as np

from helpers._probabilities import first, read_probabilities, shown
from helpers._reduction import products


def read_labels(labels, classes, shape=None, name="labels"):
    """`labels` as an array of class indices, each from 0 to classes - 1."""
    try:
        labels = np.asarray(labels)
    except ValueError as error:
        raise ValueError(f"{name}: expected a regular array of integers ({error})") from None
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
    bad = (labels < 0) | (labels >= classes)
    if bad.any():
        index = first(bad)
        where = f" at index {shown(index)}" if index else ""
        raise ValueError(
            f"{name}: expected class indices from 0 to {classes - 1} for K = {classes} classes, "
            f"got {labels[index]}{where}; classes are counted from 0"
        )
    return labels.astype(np.intp)


def read_target(target, prediction, prediction_name, name="target"):
    """`target` as class indices, one dimension below `prediction`, or as float64 distributions."""
    if prediction.ndim not in (1, 2):
        raise ValueError(
            f"{prediction_name}: expected shape (K,) or (n, K), got shape {prediction.shape}"
        )
    rows, classes = prediction.shape[:-1], prediction.shape[-1]
    if classes == 0:
        raise ValueError(
            f"{prediction_name}: expected at least one class, got shape {prediction.shape}"
        )
    try:
        shape = np.shape(target)
    except ValueError as error:
        raise ValueError(f"{name}: expected a regular array ({error})") from None
    if shape == rows:
        return read_labels(target, classes, rows, name)
    if shape != prediction.shape:
        raise ValueError(
            f"{name}: expected class indices of shape {rows} or distributions of shape "
            f"{prediction.shape} beside {prediction_name} of shape {prediction.shape}, "
            f"got shape {shape}"
        )
    return read_probabilities(target, name).astype(np.float64)


def surprise_at(target, log_p):
    """Give -sum_j y_j log p_j for each row; class indices pick without building y."""
    if target.ndim < log_p.ndim:
        picked = np.take_along_axis(log_p, target[..., None], axis=-1)[..., 0]
    else:
        picked = products(target, log_p).sum(axis=-1)
    return 0.0 - picked  # where -picked would make -0.0 of 0


def distribution(target, shape):
    """Write class indices as one-hot rows of `shape`; distributions are there already."""
    if target.shape == shape:
        return target
    y = np.zeros(shape)
    np.put_along_axis(y, target[..., None], 1.0, axis=-1)
    return y
