"""What a lesson and its cells were called before: old links lead on, kept edits are found."""

from helpers.exercises.content.lessons import MOVED, TAKEN_FROM


def earlier_names(name):
    """Return the names that a lesson had before.

    >>> earlier_names("06_p_minus_y")
    ['07_p_minus_y']
    """
    return [old for old, new in MOVED.items() if new == name]


def earlier_places(lesson, lessons):
    """Return the names of lessons under which cells of this one may be kept, each with the cells.

    Parameters
    ----------
    lesson : tools.site_pages.lesson.Lesson
    lessons : list of tools.site_pages.lesson.Lesson
        All of today.

    Returns
    -------
    dict of str to list of str
        The ids of the code cells that stood in a lesson of that name. A cell that still stands in
        the lesson which gave others away is that lesson's own (each has its "imports").
    """
    mine = _code(lesson)
    places = dict.fromkeys(earlier_names(lesson.name), mine)
    giver = TAKEN_FROM.get(lesson.name)
    if giver:
        stayed = {id for at in lessons if at.name == MOVED.get(giver, giver) for id in _code(at)}
        places[giver] = [id for id in mine if id not in stayed]
    return places


def _code(lesson):
    return [cell.id for cell in lesson.cells if cell.cell_type == "code"]
