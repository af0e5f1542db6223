"""One epoch of stochastic gradient descent, fast.

It does what ``helpers.network.loss_and_gradients`` does, many times over: the arguments have been
checked, all arrays of a mini-batch are made once, and every step fills them again. Tests hold the
two together.
"""

import numpy as np

from helpers.network.layers import Layer

_UNSHARED = 262_144


class Parameters:
    """The layers' weights and biases in one flat array, the weights first.

    A step then takes a few operations for all layers together.
    """

    def __init__(self, layers):
        self.sizes = (layers[0].W.shape[1], *(len(layer.b) for layer in layers))
        self.flat = np.concatenate([W.ravel() for W, _ in layers] + [b for _, b in layers])
        self.weights = self.flat[: sum(W.size for W, _ in layers)]
        self.layers = self._views()

    def copy(self):
        """Return the same numbers in memory of their own."""
        return Parameters(self.layers)

    def _views(self):
        layers, at, bias_at = [], 0, self.weights.size
        for inputs, outputs in zip(self.sizes[:-1], self.sizes[1:]):
            W = self.flat[at : at + inputs * outputs].reshape(outputs, inputs)
            layers.append(Layer(W, self.flat[bias_at : bias_at + outputs]))
            at, bias_at = at + W.size, bias_at + outputs
        return layers


class Batch:
    """The arrays of a mini-batch of so many rows.

    A row is an example, except in the logits: there it is a class, because numpy adds up and
    divides faster across many rows than along short ones.
    """

    def __init__(self, parameters, step, rows):
        *hidden, (self.W, self.b) = parameters.layers
        *hidden_steps, (self.dW, self.db) = step.layers
        self.outputs = [np.empty((rows, len(b))) for _, b in hidden]
        self.hidden_S = [np.empty((rows, len(b))) for _, b in hidden]
        self.slopes = [np.empty((rows, len(b))) for _, b in hidden]
        self.hidden = list(zip(hidden, hidden_steps))
        self.top = np.empty((len(self.b), rows))
        self.row, self.ones = np.empty((1, rows)), np.ones(rows)

    def fill_step(self, X, Y, rate, squared):
        """Write `rate` times the gradient of the mean loss, without the l2 term; `Y` is (K, n)."""
        h = X
        for i, ((W, b), _) in enumerate(self.hidden):
            h = np.matmul(h, W.T, out=self.outputs[i])
            h += b
            sigmoid_in_place(h)
        S = self._top_S(h, Y, rate / len(X), squared)
        np.matmul(S, h, out=self.dW)
        np.matmul(S, self.ones, out=self.db)
        S, W = S.T, self.W
        for i in range(len(self.hidden) - 1, -1, -1):
            h, slope = self.outputs[i], self.slopes[i]
            below = np.matmul(S, W, out=self.hidden_S[i])
            np.subtract(1.0, h, out=slope)
            slope *= h
            below *= slope
            (W, _), (dW, db) = self.hidden[i]
            np.matmul(below.T, self.outputs[i - 1] if i else X, out=dW)
            np.matmul(self.ones, below, out=db)
            S = below

    def _top_S(self, h, Y, share, squared):
        """Return `share` times dL_r/dz of every example r, as columns."""
        p, row = self.top, self.row
        np.matmul(self.W, h.T, out=p)
        p += self.b[:, None]
        p -= np.maximum.reduce(p, axis=0, keepdims=True, out=row)
        np.exp(p, out=p)
        p /= np.add.reduce(p, axis=0, keepdims=True, out=row)
        if squared:
            g = p - Y
            g -= np.add.reduce(p * g, axis=0, keepdims=True, out=row)
            p *= g
        else:
            p -= Y
        p *= share
        return p


def sigmoid_in_place(z):
    """Write 1 / (1 + exp(-z)) over z. Where exp overflows, 1 / inf = 0 is right."""
    np.negative(z, out=z)
    np.exp(z, out=z)
    z += 1.0
    np.reciprocal(z, out=z)


def batch_slices(rows, batch_size):
    """Cut so many rows into as few batches of at most `batch_size` as do, of equal size or nearly.

    A last batch of the few rows left over would let each of them weigh many times what the others
    weigh: with 3 digits in it, the accuracy after an epoch jumps by several percent.
    """
    steps = -(-rows // batch_size)
    size, longer = divmod(rows, steps)
    edges = [i * size + min(i, longer) for i in range(steps + 1)]  # as np.array_split
    return [slice(start, stop) for start, stop in zip(edges[:-1], edges[1:])]


@np.errstate(all="ignore")
def descend(parameters, X, Y, *, batch_size, learning_rate, l2, loss):
    """Take one step for each mini-batch, changing `parameters`."""
    Y = np.ascontiguousarray(Y.T)
    step = parameters.copy()
    slices = batch_slices(len(X), batch_size)
    sizes = {part.stop - part.start for part in slices}
    batches = {rows: Batch(parameters, step, rows) for rows in sizes}
    squared = loss == "squared_error"
    for part in slices:
        batch = batches[part.stop - part.start]
        batch.fill_step(X[part], Y[:, part], learning_rate, squared)
        # W - r (dW + l2 W) = (1 - r l2) W - r dW
        if l2:
            parameters.weights *= 1.0 - learning_rate * l2
        parameters.flat -= step.flat


def logits_of_rows(layers, X):
    """Compute the logits of many rows.

    Beyond some 260,000 products OpenBLAS shares a matrix product between threads. So small, they
    gain nothing, and on a busy machine they wait for each other for tens of milliseconds.
    """
    *hidden, (W, b) = layers
    rows = max(1, _UNSHARED // max(W.size for W, _ in layers))
    result = np.empty((len(X), len(b)))
    with np.errstate(all="ignore"):
        for start in range(0, len(X), rows):
            h = X[start : start + rows]
            for below, bias in hidden:
                h = h @ below.T
                h += bias
                sigmoid_in_place(h)
            np.matmul(h, W.T, out=result[start : start + rows])
        result += b
    return result
