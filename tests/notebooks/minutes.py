"""How long a lesson takes, by a rule: what its first cell and the lists of lessons say.

Calibrated on the walk of a reader who met the course for the first time and took 13 hours for all
of it. Formulas count as words, so 100 words a minute is slow reading, with a pencil in the hand.
"""

from tests.notebooks.lessons import calls, is_optional

WORDS_A_MINUTE = 100
PREDICTION, EXERCISE, HUNT, PANEL, CODE = 1, 7, 3, 2, 0.5


def minutes(notebook):
    """Return the minutes of a lesson without its optional parts, exercises included."""
    total = 0.0
    for cell in notebook.cells:
        if is_optional(cell):
            continue
        if cell.cell_type == "markdown":
            total += len(cell.source.split()) / WORDS_A_MINUTE
        elif calls(cell, "predict"):
            total += PREDICTION
        elif calls(cell, "check"):
            total += EXERCISE
        elif calls(cell, "hunt"):
            total += HUNT
        elif any("image/png" in output.get("data", {}) for output in cell.outputs):
            total += PANEL
        else:
            total += CODE
    return total
