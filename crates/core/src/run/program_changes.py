"""Goes into program.py where something was changed on the way."""
CHANGES = [${CHANGES}]  # step, setting or place among all weights and biases, new value


def change(step, rate):
    """Makes the changes of this step; returns the learning rate."""
    for at, what, value in CHANGES:
        if at == step:
            if what == "learning_rate":
                rate = value
            else:
                set_parameter(what, value)
    return rate


def set_parameter(index, value):
    """The place counts layer by layer: weights row by row, then biases."""
    for w, b in zip(weights, biases):
        for array in (w, b):
            if 0 <= index < array.size:
                array.flat[index] = value
            index -= array.size


