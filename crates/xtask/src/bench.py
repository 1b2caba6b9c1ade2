"""Prints the seconds that training on one sample takes in NumPy.

A 2-25-50-25-2 network of sigmoids, mean squared error on one-hot targets, one update of the weights
per sample, biases left alone: the default settings of the playground, written as a student writes
them, one class for a layer and `np.dot` on vectors.
"""

import time

import numpy as np

SIZES = [2, 25, 50, 25, 2]
LEARNING_RATE = 0.01
TRAIN = 1400
PASSES = 4


class Layer:
    """A fully connected layer that remembers its last output and its last delta."""

    def __init__(self, n_in, n_out):
        self.weights = np.random.randn(n_in, n_out) * np.sqrt(1 / n_out)
        self.bias = np.random.rand(n_out) * 0.1
        self.output = None
        self.delta = None

    def forward(self, x):
        self.output = 1 / (1 + np.exp(-(np.dot(x, self.weights) + self.bias)))
        return self.output

    def slope(self):
        return self.output * (1 - self.output)


def train(layers, x, target):
    """One sample, one update."""
    output = x
    for layer in layers:
        output = layer.forward(output)
    layers[-1].delta = (target - output) * layers[-1].slope()
    for layer, following in zip(layers[-2::-1], layers[:0:-1]):
        layer.delta = np.dot(following.weights, following.delta) * layer.slope()
    previous = x
    for layer in layers:
        layer.weights += layer.delta * np.atleast_2d(previous).T * LEARNING_RATE
        previous = layer.output


def moons(n):
    """Two interleaved half circles with noise, and their one-hot classes."""
    angle = np.linspace(0, np.pi, n // 2)
    outer = np.column_stack([np.cos(angle), np.sin(angle)])
    inner = np.column_stack([1 - np.cos(angle), 0.5 - np.sin(angle)])
    points = np.vstack([outer, inner]) + np.random.randn(n, 2) * 0.2
    return points, np.eye(2)[np.repeat([0, 1], n // 2)]


np.random.seed(0)
points, targets = moons(TRAIN)
layers = [Layer(n_in, n_out) for n_in, n_out in zip(SIZES, SIZES[1:])]

start = time.perf_counter()
for _ in range(PASSES):
    for point, target in zip(points, targets):
        train(layers, point, target)
print((time.perf_counter() - start) / (PASSES * TRAIN))
