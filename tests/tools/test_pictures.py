"""A stored picture stays when the new one shows the same, and goes when anything has changed."""

import base64
import io

import numpy as np
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output
from PIL import Image

from tools.pictures import keep_old_pictures, same_picture


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


@pytest.mark.parametrize("other", [WHITE, A_SHADE_OFF, A_DOT_OFF], ids=["same", "shade", "dot"])
def test_same_to_the_eye(other):
    assert same_picture(png(WHITE, 0), png(other, 9))


@pytest.mark.parametrize("other", [A_BAR_OFF, WHITE[:50]], ids=["bar", "size"])
def test_not_the_same(other):
    assert not same_picture(png(WHITE), png(other))


@pytest.mark.parametrize("bad", ["", "AAAA", "not base64!"])
def test_what_is_no_picture_is_not_the_same(bad):
    assert not same_picture(bad, png(WHITE))
    assert not same_picture(png(WHITE), bad)


def shown(picture, source="draw()", text="z = 1", stream=None):
    outputs = [new_output("execute_result", {"image/png": picture, "text/plain": text})]
    if stream:
        outputs += [new_output("stream", name="stdout", text=part) for part in stream]
    return new_notebook(cells=[new_code_cell(source, id="a", outputs=outputs)])


def after(old, new):
    keep_old_pictures(old, new)
    return new.cells[0].outputs[0].data["image/png"]


OLD, NEW = png(WHITE, 0), png(A_SHADE_OFF, 9)


def test_the_old_bytes_stay():
    assert after(shown(OLD), shown(NEW)) == OLD
    assert after(shown(OLD, stream=["a", "b"]), shown(NEW, stream=["ab"])) == OLD


@pytest.mark.parametrize(
    "old",
    [
        shown(OLD, source="draw(2)"),
        shown(OLD, text="z = 2"),
        shown(OLD, stream=["a"]),
        shown(png(A_BAR_OFF)),
        new_notebook(cells=[new_markdown_cell("x", id="a")]),
        new_notebook(),
    ],
)
def test_the_new_bytes_come_when_anything_changed(old):
    assert after(old, shown(NEW)) == NEW
