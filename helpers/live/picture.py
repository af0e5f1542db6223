"""A still picture for a lesson, shown like a panel: alternative text, dark theme, stored PNG."""

from types import FunctionType

from helpers.live.panel import Panel


class Picture(Panel):
    """A figure without controls; see `picture`."""

    moves = False

    def __init__(self, draw, *, alt, size):
        if not isinstance(draw, FunctionType):
            raise TypeError(f"draw: expected a function draw(figure), got {draw!r}")
        if not isinstance(alt, str) or not alt.strip():
            raise ValueError(f"alt: expected a sentence for what the picture shows, got {alt!r}")
        # As it is now: it is called again after cells that give its names new values.
        present = draw.__code__, dict(draw.__globals__), draw.__name__, draw.__defaults__
        self._paint = FunctionType(*present, draw.__closure__)
        self._paint.__kwdefaults__ = draw.__kwdefaults__
        self.title, self.size = alt, size
        super().__init__()

    def build(self, figure):
        """Draw all of it: nothing will change."""
        self._paint(figure)
        return []

    def update(self, values):
        """Return the alternative text."""
        return self.title


def picture(draw, *, alt, size=(8.0, 3.2)):
    """Show a still figure in the lessons' style.

    Parameters
    ----------
    draw : function
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
        If `draw` is no function, or `alt` is empty.

    Examples
    --------
    >>> shown = picture(lambda figure: figure.subplots().plot([1, 2]), alt="A line from 1 to 2.")
    >>> shown.text
    'A line from 1 to 2.'
    """
    return Picture(draw, alt=alt, size=size)
