import re
from importlib.resources import files

import matplotlib
import pytest

from helpers.live import look
from helpers.live.look import class_colour, class_style, style

CSS = files("helpers.live").joinpath("figure.css").read_text("utf-8")


def luminance(colour):
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return sum(w * c for w, c in zip((0.2126, 0.7152, 0.0722), linear))


def contrast(one, other):
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def test_ten_classes_differ_in_colour_hatch_and_marker():
    for kinds in (look.CLASS_COLOURS, look.CLASS_HATCHES, look.CLASS_MARKERS):
        assert len(kinds) == len(set(kinds)) == 10


def test_the_style_repeats_from_ten_on():
    assert class_style(13) == class_style(3)
    assert class_colour(10) == look.CLASS_COLOURS[0]


@pytest.mark.parametrize(("dark", "page"), [(False, "#ffffff"), (True, "#111111")])
def test_edges_hatches_and_classes_in_formulas_stand_out_from_the_page(dark, page):
    with style(dark):
        assert matplotlib.rcParams["figure.facecolor"] in (page, page[1:])
        assert contrast("#" + class_style(0)["edgecolor"].lstrip("#"), page) >= 7
    for k in range(10):
        colours = re.search(rf"\.sx-class-{k} {{ color: light-dark\((#\w{{6}}), (#\w{{6}})", CSS)
        assert contrast(colours[1 + dark], page) >= 4.5, k
    where = '.sx-live[data-dark="true"] .sx-formula' if dark else ".sx-formula"
    assert f"\n{where} {{ color-scheme: {'dark' if dark else 'light'}; }}" in CSS


def test_the_readers_own_settings_neither_matter_nor_change():
    with matplotlib.rc_context({"font.size": 33, "axes.grid": False, "lines.linewidth": 9}):
        before = dict(matplotlib.rcParams)
        with style():
            assert matplotlib.rcParams["font.size"] == 11
            assert matplotlib.rcParams["axes.grid"] is True
        with pytest.raises(KeyError), style(dark=True):
            raise KeyError("while drawing")
        assert dict(matplotlib.rcParams) == before
