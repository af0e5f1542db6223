"""Right answers in the styles people write, by exercise: none may be held against its style."""

import math

import numpy as np
from scipy import special, stats

import helpers
from helpers import functions, gradcheck, information, jacobians, losses, network

log_softmax, expit = special.log_softmax, special.expit


def softmax(z):
    return special.softmax(np.asarray(z, float), axis=-1)


# Softmax and logarithms


def with_loops(z):
    top = -math.inf
    for v in z:
        top = max(top, float(v))
    total = 0.0
    for v in z:
        total += math.exp(float(v) - top)
    out = np.zeros(len(z))
    for k in range(len(z)):
        out[k] = math.exp(float(z[k]) - top) / total
    return out


# Jacobians


def two_loops(z):
    p = softmax(z)
    J = np.zeros((len(z), len(z)))
    for i in range(len(z)):
        for j in range(len(z)):
            if i == j:
                J[i][j] = p[i] * (1 - p[i])
            else:
                J[i][j] = -p[i] * p[j]
    return J


def column_vector(z):
    s = softmax(z).reshape(-1, 1)
    return np.diagflat(s) - np.dot(s, s.T)


def by_columns(z):
    """Each column is J @ e, without the matrix (jvp)."""
    p = softmax(z)
    return np.column_stack([p * (e - p @ e) for e in np.eye(len(z))])


def finite_differences(z):
    h, eye = 1e-5, np.eye(len(z))
    return np.array([(softmax(z + h * e) - softmax(z - h * e)) / (2 * h) for e in eye]).T


def numerical(h):
    """Central differences with copies, in a loop over an array made beforehand."""

    def code(f, z):
        J = np.zeros((len(f(z)), len(z)))
        for j in range(len(z)):
            up, down = z.astype(float), z.astype(float)
            up[j] += h
            down[j] -= h
            J[:, j] = (f(up) - f(down)) / (2 * h)
        return J

    return code


def moved_and_moved_back(f, z):
    z, columns = np.array(z, float), []
    for j in range(z.size):
        old = z[j]
        z[j] = old + 1e-5
        up = f(z)
        z[j] = old - 1e-5
        down = f(z)
        z[j] = old
        columns.append((up - down) / 2e-5)
    return np.transpose(columns)


def complex_columns(f, z):
    return np.stack([f(z + 1e-20j * e).imag / 1e-20 for e in np.eye(len(z))], axis=1)


# Losses


def surprises(y, p):
    """Adds up in Python, whose own logarithm raises at 0."""
    return sum(y_k * (-math.log(p_k) if p_k > 0 else math.inf) for y_k, p_k in zip(y, p) if y_k > 0)


# A neuron


def sigmoid(z):
    return 1 / (1 + math.exp(-z))


def through_the_ground_floor(w, b, x, y):
    a = functions.sigmoid(w * x + b)
    s = losses.mean_squared_error_gradient(y, a) * a * (1 - a)
    return s * x, s


def with_arrays_for_both(w, b, x, y):
    theta, X = np.array([w, b]), np.array([x, 1])
    return X * (expit(theta @ X) - y)


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
        a[epoch] = functions.sigmoid(w * x + b)
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


# Gradients p - y


def transposed_throughout(W, b, X, labels):
    Z = W @ X.T + b.reshape(-1, 1)
    D = special.softmax(Z, axis=0)
    D[labels, range(len(labels))] -= 1
    return D @ X / X.shape[0], np.mean(D, axis=1)


def through_the_network(W, b, X, labels):
    Y = losses.one_hot(labels, len(W))
    return network.loss_and_gradients([network.Layer(W, b)], X, Y)[1][0]


def fused_by_one_hot(Z, labels):
    Y = np.eye(Z.shape[1])[labels]
    log_p = log_softmax(Z, axis=1)
    return -np.vdot(Y, log_p) / len(Z), (np.exp(log_p) - Y) / len(Z)


# A network


def forward_by_columns(X, W1, b1, W2, b2):
    h = expit(W1 @ X.T + b1[:, None])
    return h.T, special.softmax(W2 @ h + b2[:, None], axis=0).T


def forward_by_the_floor(X, W1, b1, W2, b2):
    _, h, Z = network.forward([network.Layer(W1, b1), network.Layer(W2, b2)], X)
    return h, functions.softmax(Z)


def forward_with_a_stable_sigmoid(X, W1, b1, W2, b2):
    z = X @ W1.T + b1
    e = np.exp(-np.abs(z))
    h = np.where(z >= 0, 1 / (1 + e), e / (1 + e))
    return [h, np.exp(log_softmax(h @ W2.T + b2, axis=1))]


# Assertions


def softmax_by_helpers(f):
    Z = np.array([[1.0, 2.0, 3.0], [2000.0, 1999.0, 2001.0], [-2000.0, -2001.0, -2002.0]])
    whole = np.array([[1, 2], [3, 3]])
    return all(np.allclose(f(z), functions.softmax(z)) for z in (Z, whole))


def softmax_by_ratios(f):
    Z = np.array([[3, 1, 2], [1003, 1001, 1003], [-999, -1000, -1000]])
    P = f(Z)
    sums = np.allclose(P.sum(axis=1), 1)
    ratios = np.allclose(P / P[:, :1], np.exp(Z - Z[:, :1]))
    return sums and ratios and bool((P > 0).all())


def softmax_on_random_logits(f):
    rng = np.random.default_rng(0)
    for n, K in ((1, 1), (3, 3), (4, 2), (2, 7)):
        Z = rng.normal(size=(n, K)) + 1000.0 * rng.integers(-3, 4, size=(n, 1))
        for z in (Z, Z.astype(int)):
            if not np.allclose(f(z), softmax(z), rtol=1e-4):
                return False
    return f(np.array([[0, 0]])).tolist() == [[0.5, 0.5]]


def gradient_by_helpers(loss, gradient, W):
    numerical = gradcheck.numerical_gradient(loss, W.astype(float))
    return np.allclose(gradient(W), numerical, rtol=1e-4, atol=1e-6)


def gradient_moved_and_moved_back(loss, gradient, W):
    W, h = W.astype(float), 1e-4
    wanted = gradient(W)
    for at in np.ndindex(W.shape):
        old = W[at]
        W[at] = old + h
        up = loss(W)
        W[at] = old - h
        down = loss(W)
        W[at] = old
        if abs((up - down) / (2 * h) - wanted[at]) > 1e-3:
            return False
    return True


def gradient_by_richardson(loss, gradient, W):
    def central(h):
        steps = h * np.eye(W.size).reshape(-1, *W.shape)
        return np.array([(loss(W + s) - loss(W - s)) / (2 * h) for s in steps])

    return np.allclose((4 * central(5e-4) - central(1e-3)) / 3, gradient(W).ravel(), atol=1e-6)


RIGHT = {
    "softmax": [
        lambda z: np.array([math.exp(v) for v in z]) / sum(math.exp(v) for v in z),
        lambda z: 1 / np.exp(z[None, :] - z[:, None]).sum(axis=1),
        lambda z: np.r_[softmax(z)[:-1], 1 - softmax(z)[:-1].sum()],
        with_loops,
        functions.softmax,
    ],
    "softmax_with_temperature": [
        lambda z, T: with_loops([v / T for v in z]),
        lambda z, t: special.softmax(z / t),
        lambda z, t=1.0, *, axis=-1: functions.softmax(z, temperature=t, axis=axis),
    ],
    "sigmoid_as_softmax": [
        functions.sigmoid,
        lambda s: np.exp(s) / (1 + np.exp(s)),
        lambda s: 1 - 1 / (1 + np.exp(s)),
        lambda s: 0.5 * (1 + np.tanh(s / 2)),
        lambda s: np.exp(s / 2) / (np.exp(s / 2) + np.exp(-s / 2)),
    ],
    "logits_for": [
        np.log,
        lambda p: np.array([math.log(v) + 7 for v in p]),
        lambda p: np.log(p / p.max()),
        lambda p: log_softmax(np.log(p)),
    ],
    "stable_softmax": [
        with_loops,
        functions.softmax,
        lambda z: np.exp(log_softmax(z.astype(float))),
        lambda z: np.exp(np.log(np.exp(z - z.max())) - np.log(np.exp(z - z.max()).sum())),
    ],
    "softmax_rows": [
        lambda z: np.array([with_loops(row) for row in z]),
        lambda z: np.apply_along_axis(special.softmax, 1, z),
        lambda z: (e := np.exp(z.T - z.max(axis=1))).T / e.sum(axis=0)[:, None],
        functions.softmax,
    ],
    "logsumexp": [
        lambda z: z.max() + math.log(sum(math.exp(v) for v in z - z.max())),
        np.logaddexp.reduce,
        lambda z: float(functions.logsumexp(z)),
        lambda z: np.array(np.logaddexp.reduce(z)),
    ],
    "log_softmax": [
        lambda z: z - z.max() - np.log(np.exp(z - z.max()).sum()),
        lambda z: np.array([v - special.logsumexp(z - z.max()) for v in z - z.max()]),
        lambda z: log_softmax(log_softmax(z)),  # twice does no harm
        functions.log_softmax,
    ],
    "plogp": [
        lambda p: -special.entr(p),
        lambda p: np.array([v * math.log(v) if v > 0 else 0.0 for v in p]),
        lambda p: np.nan_to_num(p * np.log(p)),
    ],
    "softmax_jacobian": [
        two_loops,
        column_vector,
        by_columns,
        finite_differences,
        jacobians.softmax_jacobian,
    ],
    "batch_jacobian": [
        jacobians.softmax_jacobian,
        lambda Z: np.array([two_loops(z) for z in Z]),
        lambda Z: np.apply_along_axis(lambda z: column_vector(z), 1, Z),
    ],
    "softmax_vjp": [
        lambda z, g: g @ two_loops(z),
        lambda z, g: (p := softmax(z)) * g - p * (p @ g),
        lambda z, g: jacobians.softmax_vjp(z.astype(float), g.astype(float)),
        lambda z, upstream: softmax(z) * (upstream - np.average(upstream, weights=softmax(z))),
    ],
    "numerical_jacobian": [
        *[numerical(h) for h in (1e-3, 1e-5, 1e-8)],
        moved_and_moved_back,
        complex_columns,
        lambda f, z: gradcheck.numerical_jacobian(f, z.astype(float)),
    ],
    "row_derivative": [
        lambda W, x, i, k: by_columns(W @ x)[k, i] * x,
        lambda W, x, i, k: np.array([finite_differences(W @ x)[i, k] * v for v in x]),
        lambda W, x, i, k: jacobians.softmax_weight_derivative(W, x)[i, k],
    ],
    "weight_derivative": [
        lambda W, x: np.kron(two_loops(W @ x), x).reshape(len(W), len(W), len(x)),
        lambda W, x: np.tensordot(column_vector(W @ x), x, axes=0),
        lambda W, x: gradcheck.numerical_jacobian(
            lambda V: functions.softmax(V @ x.astype(float)), W.astype(float)
        ),
        jacobians.softmax_weight_derivative,
    ],
    "weight_gradient": [
        lambda W, x, g: np.einsum("i,ik,j->kj", g, column_vector(W @ x), x),
        lambda W, x, g: (g @ two_loops(W @ x)).reshape(-1, 1) @ x.reshape(1, -1),
        lambda W, x, g: np.tensordot(g, jacobians.softmax_weight_derivative(W, x), axes=1),
    ],
    "input_gradient": [
        lambda W, x, g: g @ two_loops(W @ x) @ W,
        lambda W, x, g: jacobians.softmax_vjp(W @ x, g) @ W,
        lambda W, x, g: ((g @ two_loops(W @ x))[:, None] * W).sum(axis=0),
    ],
    "entropy": [
        lambda p: special.entr(p).sum(),
        stats.entropy,
        lambda p: float(-sum(v * math.log(v) for v in p if v)),
        lambda p: -np.nansum(p * np.log(p)),
        lambda p: -np.log(np.prod(p**p)),
        lambda p: np.log(len(p)) - special.rel_entr(p, 1 / len(p)).sum(),
        information.entropy,
    ],
    "cross_entropy": [
        surprises,
        lambda y, p: -(y[y > 0] @ np.log(p[y > 0])),
        lambda y, p: -np.nansum(y * np.log(p)),
        lambda y, p: special.entr(y).sum() + special.rel_entr(y, p).sum(),
        lambda y, p: information.cross_entropy(y, p),
    ],
    "batch_cross_entropy": [
        lambda labels, Z: -(np.eye(Z.shape[1])[labels] * log_softmax(Z, axis=1)).sum(axis=1).mean(),
        lambda labels, Z: -np.take_along_axis(log_softmax(Z, axis=1), labels[:, None], 1).mean(),
        lambda labels, Z: sum(special.logsumexp(z) - z[k] for k, z in zip(labels, Z)) / len(labels),
        lambda labels, Z: -np.diag(functions.log_softmax(Z)[:, labels]).mean(),
        losses.categorical_cross_entropy_from_logits,
    ],
    "binary_cross_entropy": [
        lambda y, z: np.maximum(z, 0) - z * y + np.log1p(np.exp(-np.abs(z))),
        lambda y, z: -special.log_expit(np.where(y > 0, z, -z)),
        lambda y, z: np.array([np.logaddexp(0, -v if k else v) for k, v in zip(y, z)]),
        lambda y, z: helpers.binary_cross_entropy_from_logits(y, z, reduction="none"),
    ],
    "squared_error_gradient": [
        through_the_ground_floor,
        lambda w, b, x, y: ((a := sigmoid(w * x + b)) - y) * (a - a**2) * np.array([x, 1.0]),
        lambda w, b, x, y: (x * (d := ((a := expit(w * x + b)) - y) * a * (1 - a)), d),
    ],
    "cross_entropy_neuron_gradient": [
        with_arrays_for_both,
        lambda w, b, x, y: ((d := functions.sigmoid(w * x + b) - y) * x, d),
        lambda w, b, x, y: tuple((sigmoid(w * x + b) - y) * f for f in (x, 1)),
    ],
    "outputs_per_epoch": [list_appended, array_filled, logit_only],
    "softmax_squared_error_gradient": [
        lambda z, y: (softmax(z) - y) @ column_vector(z),
        lambda z, y: np.einsum("i,ij->j", softmax(z) - y, finite_differences(z)),
        lambda z, y: jacobians.softmax_vjp(z, softmax(z) - y),
        lambda z, y: (p := special.softmax(z)) * (p - y - np.dot(p, p - y)),
    ],
    "logits_gradient": [
        lambda z, y: np.array([p_k - y_k for p_k, y_k in zip(softmax(z), y)]),
        lambda z, y: np.exp(z - special.logsumexp(z)) - y,
        lambda z, y: y * -1.0 + functions.softmax(z),
    ],
    "batch_gradient": [
        lambda W, b, X, labels: [
            np.einsum("nk,nd->kd", D := softmax(X @ W.T + b) - np.eye(len(b))[labels], X) / len(X),
            np.average(D, axis=0),
        ],
        transposed_throughout,
        through_the_network,
    ],
    "regularised_gradient": [
        lambda W, X, Y, l2: (functions.softmax(X @ W.T) - Y).T.dot(X) / X.shape[0] + W * l2,
        lambda W, X, Y, l2: l2 * W - (Y - softmax(X @ W.T)).T @ X / len(X),
        lambda W, X, Y, l2: np.einsum("nk,nd->kd", softmax(X @ W.T) - Y, X) / len(Y) + W * l2,
    ],
    "fused_loss": [
        fused_by_one_hot,
        lambda Z, labels: (
            np.mean(special.logsumexp(Z, axis=1) - Z[np.arange(len(Z)), labels]),
            (softmax(Z) - (labels[:, None] == np.arange(Z.shape[1]))) / len(Z),
        ),
        lambda Z, labels: [
            losses.categorical_cross_entropy_from_logits(labels, Z),
            losses.categorical_cross_entropy_from_logits_gradient(labels, Z),
        ],
    ],
    "smoothed_gradient": [
        lambda z, k, eps: softmax(z) - ((1 - eps) * np.eye(len(z))[k] + eps / len(z)),
        lambda z, k, eps: (
            (1 - eps) * (softmax(z) - np.eye(len(z))[k]) + eps * (softmax(z) - 1 / len(z))
        ),
        lambda z, k, eps: softmax(z) - losses.smooth_labels(losses.one_hot(k, len(z)), eps),
        lambda z, k, eps: np.array(
            [v - eps / len(z) - (1 - eps) * (i == k) for i, v in enumerate(softmax(z))]
        ),
    ],
    "network_forward": [
        forward_by_columns,
        forward_by_the_floor,
        forward_with_a_stable_sigmoid,
        lambda X, W1, b1, W2, b2: (h := expit(np.dot(X, W1.T) + b1), softmax(h @ W2.T + b2)),
    ],
    "hidden_delta": [
        lambda S2, W2, h: np.einsum("nk,kh->nh", S2, W2) * (h - h**2),
        lambda S2, W2, h: np.array([(W2.T @ d) * a * (1 - a) for d, a in zip(S2, h)]),
        lambda S2, W2, h: ((W2.T @ S2.T) * (h * (1 - h)).T).T,
    ],
    "network_gradients": [
        lambda X, h, S1, S2: [
            np.einsum("nh,nd->hd", S1, X) / len(X),
            np.mean(S1, 0),
            (h.T @ S2).T / len(X),
            S2.sum(axis=0) / len(X),
        ],
        lambda X, h, S1, S2: ((S1 / len(X)).T @ X, S1.mean(0), (S2 / len(X)).T @ h, S2.mean(0)),
        lambda X, h, S1, S2: tuple(
            g
            for D, A in ((S1, X), (S2, h))
            for g in ((D[:, :, None] * A[:, None, :]).mean(axis=0), D.mean(axis=0))
        ),
    ],
    "sgd_step": [
        lambda W, dW, rate, l2: (1 - rate * l2) * W - rate * dW,
        lambda W, dW, rate, l2: np.add(W, -rate * np.add(dW, l2 * W)),
        lambda W, dW, rate, l2: np.array(
            [[w - rate * (g + l2 * w) for w, g in zip(*rows)] for rows in zip(W, dW)]
        ),
    ],
    "batch_accuracy": [
        lambda P, labels: float((P[np.arange(len(P)), labels] == P.max(axis=1)).mean()),
        lambda P, labels: np.count_nonzero(P.argsort(axis=1)[:, -1] == labels) / len(labels),
        lambda P, labels: 1 - np.count_nonzero(np.argmax(P, 1) - labels) / P.shape[0],
    ],
    "overconfidence": [
        lambda P, labels: (P.max(axis=1) - (P.argmax(axis=1) == labels)).mean(),
        lambda P, labels: np.mean(np.sort(P)[:, -1]) - np.mean(np.argmax(P, -1) == labels),
        lambda P, labels: np.average(
            P.max(axis=1) - np.isclose(P[np.arange(len(P)), labels], P.max(axis=1))
        ),
    ],
    "softmax_assertion": [
        softmax_by_helpers,
        softmax_by_ratios,
        softmax_on_random_logits,
    ],
    "gradient_assertion": [
        gradient_by_helpers,
        gradient_moved_and_moved_back,
        gradient_by_richardson,
    ],
}
