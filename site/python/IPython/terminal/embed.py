"""IPython's __init__ wants `embed`; its own would load a whole terminal, with prompt_toolkit."""


def embed(**options):
    """Say that a shell cannot be opened inside a cell."""
    raise RuntimeError("embed() needs a terminal, and a browser's tab has none")
