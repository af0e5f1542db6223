"""Right answers in the styles people write: neuron."""

import math

import numpy as np
from scipy import special

from helpers import functions, jacobians, losses
from tests.exercises.styles import column_vector, finite_differences, softmax, two_loops


def sigmoid(z):
    return 1 / (1 + math.exp(-z))


def loss(w, b, x, y):
    return (special.expit(w * x + b) - y) ** 2 / 2


def in_three_factors(w, b, x, y):
    z = w * x + b
    dL_da = special.expit(z) - y
    da_dz = special.expit(z) * special.expit(-z)
    return dL_da * da_dz * x, dL_da * da_dz * 1


def with_math(w, b, x, y):
    a = sigmoid(w * x + b)
    return (a - y) * (a - a**2) * x, (a - y) * (a - a**2)


def through_the_ground_floor(w, b, x, y):
    a = functions.sigmoid(w * x + b)
    s = losses.mean_squared_error_gradient(y, a) * a * (1 - a)
    return s * x, s


def complex_step(w, b, x, y):
    def L(w, b):
        return (1 / (1 + np.exp(-(w * x + b))) - y) ** 2 / 2

    h = 1e-30
    return L(w + 1j * h, b).imag / h, L(w, b + 1j * h).imag / h


def in_an_array(w, b, x, y):
    a = special.expit(w * x + b)
    return (a - y) * a * (1 - a) * np.array([x, 1.0])


def by_cases(w, b, x, y):
    a = sigmoid(w * x + b)
    s = y * (a - 1) + (1 - y) * a
    return s * x, s


def both_terms(w, b, x, y):
    z = w * x + b
    s = -y * special.expit(-z) + (1 - y) * special.expit(z)
    return [s * x, s]


def with_arrays_for_both(w, b, x, y):
    theta, X = np.array([w, b]), np.array([x, 1])
    return X * (special.expit(theta @ X) - y)


def list_appended(w, b, x, y, learning_rate, epochs):
    outputs = [sigmoid(w * x + b)]
    while len(outputs) <= epochs:
        error = outputs[-1] - y
        w -= learning_rate * error * x
        b -= learning_rate * error
        outputs.append(sigmoid(w * x + b))
    return np.array(outputs)


def array_filled(w, b, x, y, eta, n):
    a = np.empty(n + 1)
    for epoch in range(n + 1):
        a[epoch] = special.expit(w * x + b)
        step = eta * (a[epoch] - y)
        w, b = w - step * x, b - step
    return a


def logit_only(w, b, x, y, eta, n):
    """Both steps together move z by eta (a - y) (x^2 + 1)."""
    z, found = w * x + b, []
    for _ in range(n + 1):
        found.append(1 / (1 + np.exp(-z)))
        z = z - eta * (found[-1] - y) * (x * x + 1)
    return np.asarray(found)


def recursive(w, b, x, y, eta, n):
    a = sigmoid(w * x + b)
    if n == 0:
        return np.array([a])
    rest = recursive(w - eta * (a - y) * x, b - eta * (a - y), x, y, eta, n - 1)
    return np.concatenate(([a], rest))


def history_as_a_dict(w, b, x, y, eta, n):
    state, history = {"w": float(w), "b": float(b)}, {}
    for t in range(n + 1):
        history[t] = functions.sigmoid(state["w"] * x + state["b"])
        g = losses.binary_cross_entropy_from_logits_gradient(y, state["w"] * x + state["b"])
        state = {"w": state["w"] - eta * g * x, "b": state["b"] - eta * g}
    return np.array(list(history.values()))


RIGHT = {
    "squared_error_gradient": [
        in_three_factors,
        with_math,
        through_the_ground_floor,
        complex_step,
        in_an_array,
    ],
    "cross_entropy_neuron_gradient": [
        by_cases,
        both_terms,
        with_arrays_for_both,
        lambda w, b, x, y: ((d := functions.sigmoid(w * x + b) - y) * x, d),
        lambda w, b, x, y: tuple((special.expit(w * x + b) - y) * f for f in (x, 1)),
    ],
    "outputs_per_epoch": [
        list_appended,
        array_filled,
        logit_only,
        recursive,
        history_as_a_dict,
    ],
    "softmax_squared_error_gradient": [
        lambda z, y: two_loops(z) @ (softmax(z) - y),
        lambda z, y: (softmax(z) - y) @ column_vector(z),
        lambda z, y: np.einsum("i,ij->j", softmax(z) - y, finite_differences(z)),
        lambda z, y: jacobians.softmax_vjp(z, softmax(z) - y),
        lambda z, y: (p := special.softmax(z)) * (p - y - np.dot(p, p - y)),
    ],
}
