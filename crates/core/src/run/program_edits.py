"""Goes into program.py where weights were set by hand."""
EDITS = [${EDITS}]  # step, place among all weights and biases, new value


def set_parameter(index, value):
    """The place counts layer by layer: weights row by row, then biases."""
    for w, b in zip(weights, biases):
        for array in (w, b):
            if 0 <= index < array.size:
                array.flat[index] = value
            index -= array.size

