import pytest

from helpers.live import picture
from tests.live.pictures import decode


def draw(figure):
    """Draw one line."""
    figure.subplots().plot([1, 2])


def test_a_picture_has_alt_text_still_and_no_controls():
    shown = picture(draw, alt="A line from 1 to 2.", size=(3, 2))
    data, metadata = shown._repr_mimebundle_()
    assert data["text/plain"] == "A line from 1 to 2."
    assert metadata["image/png"]["alt"] == shown.view.alt == "A line from 1 to 2."
    assert decode(data["image/png"]).shape == (200, 300, 3)  # no note: nothing would move
    assert shown.children == (shown.view,)
    assert not shown.view.has_text


def test_a_picture_needs_words_and_a_function():
    for alt in ("", "  ", None, 3):
        with pytest.raises(ValueError, match="alt: expected a sentence"):
            picture(draw, alt=alt)
    with pytest.raises(TypeError, match="draw: expected a function"):
        picture([1, 2], alt="A line.")


def test_a_picture_that_is_drawn_again_shows_what_its_names_were():
    """In a notebook a cell further down may use the names of `draw` for something else."""
    drawn, cell = [], {}
    exec("def draw(figure):\n    drawn.append(losses)", cell)
    cell |= {"drawn": drawn, "losses": [1.8, 1.5]}
    shown = picture(cell["draw"], alt="The loss falls.")
    cell["losses"] = []
    shown.view.dark = True
    assert decode(shown.png)[0, 0].tolist() == [17, 17, 17]
    assert drawn == [[1.8, 1.5], [1.8, 1.5]]
