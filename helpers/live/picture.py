"""A still picture for a lesson, shown like a panel: alternative text, dark theme, stored PNG."""

from types import FunctionType

from helpers.live.panel import Panel


class Picture(Panel):
    """A figure without controls; see `picture`."""

    moves = False

    def __init__(self, draw, *, alt, size=(8.0, 3.2)):
        if not callable(draw):
            raise TypeError(f"draw: expected a function draw(figure), got {draw!r}")
        if not isinstance(alt, str) or not alt.strip():
            raise ValueError(f"alt: expected a sentence for what the picture shows, got {alt!r}")
        self._paint, self._words, self.size = _with_present_names(draw), alt, size
        self.title = alt
        super().__init__()

    def build(self, figure):
        """Draw all of it: nothing will change."""
        self._paint(figure)
        return []

    def update(self, values):
        """Return the alternative text."""
        return self._words


def _with_present_names(draw):
    """Return `draw` as it is now: it is called again after cells that give its names new values."""
    if not isinstance(draw, FunctionType):
        return draw
    names = dict(draw.__globals__)
    kept = FunctionType(draw.__code__, names, draw.__name__, draw.__defaults__, draw.__closure__)
    kept.__kwdefaults__ = draw.__kwdefaults__
    return kept


def picture(draw, *, alt, size=(8.0, 3.2)):
    """Show a still figure in the lessons' style.

    Parameters
    ----------
    draw : callable
        `draw(figure)` creates axes and artists; called again when the page's theme changes.
    alt : str
        A sentence that says what the picture shows, with its numbers.
    size : tuple of float
        Width and height in inches; one inch is 100 CSS pixels.

    Returns
    -------
    Panel
        Ready to be the last line of a cell.

    Raises
    ------
    TypeError, ValueError
        If `draw` cannot be called, or `alt` is empty.

    Examples
    --------
    >>> shown = picture(lambda figure: figure.subplots().plot([1, 2]), alt="A line from 1 to 2.")
    >>> shown.text
    'A line from 1 to 2.'
    """
    return Picture(draw, alt=alt, size=size)
