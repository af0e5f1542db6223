"""What a panel says about its present values."""

from typing import NamedTuple


class Reading(NamedTuple):
    """A line of text and, if any, a formula as MathML."""

    text: str
    formula: str | None = None


def reading_of(panel):
    """Bring the panel's artists up to date and return what it says.

    Parameters
    ----------
    panel : Panel
        With artists built.

    Returns
    -------
    Reading

    Raises
    ------
    TypeError
        If the panel's `update` returns no text.
    """
    values = panel.values
    said = panel.update(values)
    if isinstance(said, str):
        said = Reading(said, panel.formula(values))
    if not isinstance(said, Reading) or not said.text:
        raise TypeError(
            f"{type(panel).__name__}.update: expected a line of text or a Reading, got {said!r}"
        )
    return said
