"""What the arrow keys set: each function returns control values, or None for other keys."""

ACROSS = ("ArrowLeft", "ArrowRight")
DOWN = ("ArrowUp", "ArrowDown")


def choose(key, values, name, count, keys=ACROSS):
    """Choose the neighbour before or after, round the end."""
    if key not in keys:
        return None
    return {name: (values[name] + (-1, 1)[keys.index(key)]) % count}


def step(key, values, *, across=None, up=None):
    """Change a number: `across` and `up` say which one, and how much more right and up make it."""
    for change, less, more in ((across, *ACROSS), (up, *reversed(DOWN))):
        if change and key in (less, more):
            name, size = change
            return {name: values[name] + (size if key == more else -size)}
    return None


def choose_cell(key, values, rows, columns):
    """Choose a neighbour of the cell, round the edges."""
    row, column = values["cell"]
    if key in ACROSS:
        return {"cell": (row, (column + (-1, 1)[ACROSS.index(key)]) % columns)}
    if key in DOWN:
        return {"cell": ((row + (-1, 1)[DOWN.index(key)]) % rows, column)}
    return None
