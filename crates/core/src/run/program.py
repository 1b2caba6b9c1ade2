"""The network of Backprop Playground, in NumPy, with the settings of one run.

Needs numpy and scikit-learn. Prints the same log as the playground.
"""
import numpy as np
from scipy.special import expit, ndtr  # sigmoid and normal distribution; scipy comes with scikit-learn
${IMPORT}
from sklearn.model_selection import train_test_split

LAYERS = ${layers}
LEARNING_RATE = ${learningRate}
TRAIN_BIAS = ${trainBias}
EPOCHS = ${epochs}  # the last number in the log
LOG_EVERY = ${LOG_EVERY}
LEAK = ${leakySlope}  # slope of leaky_relu below 0

# Every activation f(z), and its derivative from z and y = f(z).
${ACTIVATIONS}

ACTIVATIONS = [${activation}] * (len(LAYERS) - 2) + [${outputActivation}]

X, label = ${POINTS}
X_train, X_test, label_train, label_test = train_test_split(
    X, label, test_size=${testSize}, random_state=${splitSeed})
onehot_train = np.eye(2)[label_train]

random = np.random.RandomState(${networkSeed})
weights, biases = [], []
for fan_in, fan_out in zip(LAYERS[:-1], LAYERS[1:]):
    weights.append(random.randn(fan_in, fan_out) * np.sqrt(1 / fan_out))
    biases.append(random.rand(fan_out) * 0.1)

${OPTIMIZER}


${CHANGING}
def forward(x):
    """z of every layer, and a of every layer beginning with the input."""
    zs, activities = [], [x]
    for w, b, (f, _) in zip(weights, biases, ACTIVATIONS):
        zs.append(activities[-1] @ w + b)
        activities.append(f(zs[-1]))
    return zs, activities


def learn(x, target, rate):
    """One sample, one update. The error is (target - output), so the update is added."""
    zs, activities = forward(x)
    deltas = [None] * len(weights)
    error = ${LOSS_ERROR}
    for i in reversed(range(len(weights))):
        deltas[i] = error * ACTIVATIONS[i][1](zs[i], activities[i + 1])
        error = weights[i] @ deltas[i]
    for w, b, a, delta in zip(weights, biases, activities, deltas):
        descend(w, np.outer(a, delta), rate)
        if TRAIN_BIAS:
            descend(b, delta, rate)


step, rate = 0, LEARNING_RATE
for epoch in range(EPOCHS + 1):
    for x, target in zip(X_train, onehot_train):
${CHANGE}
        learn(x, target, rate)
        step += 1
    if epoch % LOG_EVERY == 0:
        mse = ${LOSS}
        accuracy = np.mean(forward(X_test)[1][-1].argmax(axis=1) == label_test)
        print(f"Epoch: #{epoch}, MSE: {mse:f}")
        print(f"Accuracy: {accuracy * 100:.2f}%", flush=True)
