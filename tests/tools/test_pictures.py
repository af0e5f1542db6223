"""A stored picture stays when the new one shows the same, and goes when anything has changed."""

import base64
import io

import numpy as np
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output
from PIL import Image

from tools.pictures import keep_old_pictures


def png(pixels, level=6):
    file = io.BytesIO()
    Image.fromarray(pixels).save(file, "PNG", compress_level=level)
    return base64.b64encode(file.getvalue()).decode()


WHITE = np.full((100, 100, 3), 255, np.uint8)
A_SHADE_OFF = WHITE - np.uint8(3)
A_DOT_OFF = WHITE.copy()
A_DOT_OFF[0, :3] = 0
A_BAR_OFF = WHITE.copy()
A_BAR_OFF[:10, :30] = 0


def shown(picture, source="draw()", text="z = 1", stream=None):
    outputs = [new_output("execute_result", {"image/png": picture, "text/plain": text})]
    if stream:
        outputs.append(new_output("stream", name="stdout", text=stream))
    return new_notebook(cells=[new_code_cell(source, id="a", outputs=outputs)])


OLD, DOT, NEW = png(WHITE, 0), png(A_DOT_OFF), png(A_SHADE_OFF, 9)


@pytest.mark.parametrize(
    ("old", "stays"),
    [
        (shown(OLD), True),
        (shown(DOT), True),
        (shown(OLD, source="draw(2)"), False),
        (shown(OLD, text="z = 2"), False),
        (shown(OLD, stream="a"), False),
        (shown(png(A_BAR_OFF)), False),
        (shown(png(WHITE[:50])), False),
        (new_notebook(cells=[new_markdown_cell("x", id="a")]), False),
        (new_notebook(), False),
    ],
)
def test_the_old_bytes_stay_where_nothing_has_changed(old, stays):
    new = shown(NEW)
    keep_old_pictures(old, new)
    kept = old if stays else shown(NEW)
    assert new.cells[0].outputs[0].data == kept.cells[0].outputs[0].data
