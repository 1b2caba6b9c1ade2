"""Makes the reference numbers in this folder: `python make.py` rewrites every JSON file.

Needs the versions in versions.json. The runs are the chapter's program, sample by sample; the
deltas in `first_step` have its sign, (target - output) * f'. Floats are written at full precision.
"""
import json
import pathlib

import numpy as np
import sklearn
from scipy.special import expit, ndtr
from sklearn.datasets import make_circles, make_moons
from sklearn.model_selection import train_test_split

HERE = pathlib.Path(__file__).parent
LEAK = 0.01

ACTIVATIONS = {
    "linear": (lambda z: z, lambda z, y: np.ones_like(z)),
    "sigmoid": (lambda z: 1 / (1 + np.exp(-z)), lambda z, y: y * (1 - y)),
    "tanh": (np.tanh, lambda z, y: 1 - y * y),
    "relu": (lambda z: np.maximum(z, 0), lambda z, y: (z > 0) * 1.0),
    "leaky_relu": (lambda z: np.where(z > 0, z, LEAK * z), lambda z, y: np.where(z > 0, 1.0, LEAK)),
    "elu": (lambda z: np.where(z > 0, z, np.expm1(np.minimum(z, 0))), lambda z, y: np.where(z > 0, 1.0, y + 1)),
    "gelu": (lambda z: z * ndtr(z), lambda z, y: ndtr(z) + z * np.exp(-z * z / 2) / np.sqrt(2 * np.pi)),
    "softplus": (lambda z: np.logaddexp(0, z), lambda z, y: expit(z)),
    "silu": (lambda z: z * expit(z), lambda z, y: expit(z) * (1 + z * (1 - expit(z)))),
}


def write(name, value):
    (HERE / f"{name}.json").write_text(json.dumps(value) + "\n")


def points(samples, noise, data_seed, split_seed, test_size, make=make_moons):
    x, label = make(n_samples=samples, noise=noise, random_state=data_seed)
    train, test = train_test_split(np.arange(samples), test_size=test_size, random_state=split_seed)
    return x, label, train, test


def data_file(name, make=make_moons, more={}, **settings):
    x, label, train, test = points(**settings, make=lambda **what: make(**what, **more))
    write(name, settings | more | {
        "x": x.tolist(), "label": label.tolist(),
        "train_index": train.tolist(), "test_index": test.tolist(),
    })


def random_file():
    random = np.random.RandomState(0)
    write("mt19937", {
        "seed": 0,
        "randn_7": random.randn(7).tolist(),
        "rand_3": random.rand(3).tolist(),
        "randn_2": random.randn(2).tolist(),
        "permutation_10": random.permutation(10).tolist(),
    })


def activations_file():
    z = np.linspace(-6, 6, 25)
    write("activations", {"z": z.tolist()} | {
        name: {"value": f(z).tolist(), "derivative": slope(z, f(z)).tolist()}
        for name, (f, slope) in ACTIVATIONS.items()
    })


def himmelblau_file():
    def gradient(x, y):
        a, b = x * x + y - 11, x + y * y - 7
        return np.array([4 * x * a + 2 * b, 2 * a + 4 * y * b])

    def rows(start, rate):
        place = np.array(start)
        for step in range(200):
            x, y = place
            value = (x * x + y - 11) ** 2 + (x + y * y - 7) ** 2
            place = place - rate * gradient(x, y)
            if step % 20 == 19:
                yield [step, *place.tolist(), float(value)]

    starts = [[1.0, 0.0], [-4.0, 0.0], [4.0, 0.0], [-2.0, 2.0]]
    write("himmelblau", [
        {"start": start, "learning_rate": 0.01, "rows_step_x_y_f": list(rows(start, 0.01))} for start in starts
    ])


class Network:
    def __init__(self, sizes, seed, hidden, output):
        random = np.random.RandomState(seed)
        self.weights, self.biases, self.m = [], [], {}
        for fan_in, fan_out in zip(sizes[:-1], sizes[1:]):
            self.weights.append(random.randn(fan_in, fan_out) * np.sqrt(1 / fan_out))
            self.biases.append(random.rand(fan_out) * 0.1)
        self.activations = [ACTIVATIONS[hidden]] * (len(sizes) - 2) + [ACTIVATIONS[output]]

    def forward(self, x):
        zs, ys = [], [x]
        for w, b, (f, _) in zip(self.weights, self.biases, self.activations):
            zs.append(ys[-1] @ w + b)
            ys.append(f(zs[-1]))
        return zs, ys

    def learn(self, x, target, rate, train_bias, momentum=None):
        zs, ys = self.forward(x)
        deltas, error = [None] * len(zs), target - ys[-1]
        for i in reversed(range(len(zs))):
            deltas[i] = error * self.activations[i][1](zs[i], ys[i + 1])
            error = self.weights[i] @ deltas[i]
        for w, b, y, delta in zip(self.weights, self.biases, ys, deltas):
            for array, step in (w, np.outer(y, delta)), (b, delta):
                if momentum is not None:
                    m = self.m.setdefault(id(array), np.zeros_like(array))
                    m[...] = momentum * m + step
                    step = m
                if train_bias or array is w:
                    array += rate * step
        return ys[1:], deltas

    def corners(self):
        return [w[0, 0] for w in self.weights]

    def sums(self):
        return [w.sum() for w in self.weights]


def run_file(name, **changes):
    config = {
        "samples": 2000, "noise": 0.2, "data_seed": 100, "split_seed": 42, "test_size": 0.3,
        "sizes": [2, 25, 50, 25, 2], "hidden_activation": "sigmoid", "output_activation": "sigmoid",
        "network_seed": 0, "learning_rate": 0.01, "epochs": 50, "log_every": 10, "train_bias": False,
    } | changes
    data = {key: config[key] for key in ("samples", "noise", "data_seed", "split_seed", "test_size")}
    x, label, train, test = points(**data)
    onehot = np.eye(2)[label]
    network = Network(
        config["sizes"], config["network_seed"], config["hidden_activation"], config["output_activation"])
    before, corners, log, first = network.sums(), network.corners(), [], None
    for epoch in range(config["epochs"] + 1):
        for i in train:
            outputs, deltas = network.learn(
                x[i], onehot[i], config["learning_rate"], config["train_bias"], config.get("momentum"))
            if first is None:
                first = {
                    "input": x[i].tolist(), "target": onehot[i].tolist(),
                    "outputs": [y.tolist() for y in outputs], "deltas": [d.tolist() for d in deltas],
                    "weight_00_before": corners, "weight_00_after": network.corners(),
                }
        if epoch % config["log_every"] == 0:
            mse = np.mean((onehot[train] - network.forward(x[train])[1][-1]) ** 2)
            accuracy = np.mean(network.forward(x[test])[1][-1].argmax(axis=1) == label[test])
            log.append([epoch, float(mse), float(accuracy)])
    grid = [[x1, x2] for x2 in (-1.0, 0.0, 1.0) for x1 in (-1.0, 0.0, 1.0, 2.0)]
    write(name, {
        "config": config, "log_epoch_mse_accuracy": log, "first_step": first,
        "weight_sum_before": before, "weight_sum_after": network.sums(),
        "predict_grid": grid, "predict": [network.forward(np.array(p))[1][-1].tolist() for p in grid],
    })


if __name__ == "__main__":
    write("versions", {"numpy": np.__version__, "scikit-learn": sklearn.__version__})
    random_file()
    activations_file()
    himmelblau_file()
    data_file("moons_100", samples=2000, noise=0.2, data_seed=100, split_seed=42, test_size=0.3)
    data_file("moons_small", samples=11, noise=0.1, data_seed=1, split_seed=0, test_size=0.3)
    data_file("circles_small", make_circles, {"factor": 0.6}, samples=11, noise=0.1, data_seed=1, split_seed=0,
              test_size=0.3)
    run_file("run_chapter", epochs=1000)
    run_file("run_train_bias", epochs=200, train_bias=True)
    run_file("run_momentum", samples=400, hidden_activation="tanh", train_bias=True, optimizer="momentum",
             momentum=0.8)
    run_file("run_tanh", hidden_activation="tanh", network_seed=1)
    run_file("run_relu", hidden_activation="relu", network_seed=2, learning_rate=0.005)
    run_file("run_leaky", hidden_activation="leaky_relu", network_seed=4, learning_rate=0.005)
