"""A network that learns: layers, their forward and backward pass, and training.

Every layer computes W h + b. The hidden ones then bend with a sigmoid; the last gives logits. With
no hidden layer this is softmax regression. All of it works in float64, whatever comes in.
"""

from helpers.network.passes import Layer, forward, initial_layers, loss_and_gradients, probabilities
from helpers.network.training import LOSSES, Epoch, Training
