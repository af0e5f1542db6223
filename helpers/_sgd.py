"""One epoch of stochastic gradient descent, fast.

It does what `helpers.network.loss_and_gradients` does, many times over: the arguments have been
checked, all arrays of a mini-batch are made once, and every step fills them again. Tests hold the
two together.
"""

import numpy as np

from helpers._layers import Layer


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
    """The arrays of a mini-batch of so many rows."""

    def __init__(self, parameters, gradient, rows):
        self.rows = rows
        self.steps = list(zip(parameters.layers, gradient.layers))
        self.outputs = [np.empty((rows, size)) for size in parameters.sizes[1:]]
        self.slopes = [np.empty((rows, size)) for size in parameters.sizes[1:-1]]
        self.deltas = [np.empty((rows, size)) for size in parameters.sizes[1:-1]]
        self.column = np.empty((rows, 1))

    def fill_gradient(self, X, Y, squared):
        """Write the gradient of the mean loss, without the l2 term, for the present weights."""
        self._forward(X)
        delta = self._top_delta(Y, squared)
        for i in range(len(self.steps) - 1, -1, -1):
            (W, _), (dW, db) = self.steps[i]
            h = self.outputs[i - 1] if i else X
            np.matmul(delta.T, h, out=dW)
            np.add.reduce(delta, axis=0, out=db)
            if i:
                below, slope = self.deltas[i - 1], self.slopes[i - 1]
                np.matmul(delta, W, out=below)
                np.subtract(1.0, h, out=slope)
                slope *= h
                below *= slope
                delta = below

    def _forward(self, X):
        h, last = X, len(self.steps) - 1
        for i, ((W, b), _) in enumerate(self.steps):
            z = np.matmul(h, W.T, out=self.outputs[i])
            z += b
            if i < last:
                sigmoid_in_place(z)
            h = z

    def _top_delta(self, Y, squared):
        """Turn the logits into dL/dZ, in their place."""
        p, column = self.outputs[-1], self.column
        np.maximum.reduce(p, axis=1, keepdims=True, out=column)
        p -= column
        np.exp(p, out=p)
        np.add.reduce(p, axis=1, keepdims=True, out=column)
        if not squared:
            p /= column
            p -= Y
            p /= self.rows
            return p
        p /= column
        g = p - Y
        g -= np.add.reduce(p * g, axis=1, keepdims=True, out=column)
        p *= g
        p /= self.rows
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
    gradient = parameters.copy()
    slices = batch_slices(len(X), batch_size)
    sizes = {part.stop - part.start for part in slices}
    batches = {rows: Batch(parameters, gradient, rows) for rows in sizes}
    squared = loss == "squared_error"
    for part in slices:
        batches[part.stop - part.start].fill_gradient(X[part], Y[part], squared)
        # W - r (dW + l2 W) = (1 - r l2) W - r dW
        if l2:
            parameters.weights *= 1.0 - learning_rate * l2
        gradient.flat *= learning_rate
        parameters.flat -= gradient.flat
