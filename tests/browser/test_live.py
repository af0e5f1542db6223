"""A live panel in a real JupyterLab in Chromium: pictures, words, pointer, keys, theme, names."""

from pathlib import Path

import pytest

TESTS = Path(__file__).resolve().parents[1] / "live"
SETUP = f"import sys\nsys.path.insert(0, {str(TESTS)!r})\nfrom demo_panel import DemoPanel"
PICTURE = ".sx-picture[src]"
FLOOD = """([x, y0, y1, moves]) => {
    const area = document.querySelector(".sx-area");
    const fire = (type, y) => area.dispatchEvent(new PointerEvent(type, {
        bubbles: true, pointerId: 7, button: 0, clientX: x, clientY: y }));
    fire("pointerdown", y0);
    for (let i = 1; i <= moves; i++) fire("pointermove", y0 + (y1 - y0) * i / moves);
    fire("pointerup", y1);
}"""

pytestmark = pytest.mark.browser


@pytest.fixture
def demo(run_cells):
    """Return the lab with the demo panel shown and its first picture there."""
    lab = run_cells(SETUP, "DemoPanel()")
    lab.page.wait_for_selector(PICTURE)
    lab.wait_idle()
    return lab


def alt(page):
    return page.get_attribute(PICTURE, "alt")


def frame(page):
    """Return how many pictures the kernel has drawn for this panel."""
    return int(page.get_attribute(".sx-live", "data-frame"))


def until_alt(page, words):
    page.wait_for_function(
        "([s, words]) => document.querySelector(s).alt.includes(words)",
        arg=[PICTURE, words],
        timeout=10_000,
    )


def at(page, x, y):
    """Return the page coordinates of data (x, y) in the demo's left axes."""
    box = page.locator(".sx-area").bounding_box()
    low, high = -0.4 - 0.14, 2.4 + 0.14  # matplotlib's margins around three bars
    return (
        box["x"] + box["width"] * (x - low) / (high - low),
        box["y"] + box["height"] * (6.5 - y) / 13,
    )


def test_the_panel_is_shown_in_natural_size_with_its_numbers_as_alt(demo):
    picture = demo.page.locator(PICTURE)
    assert "p = (0.090, 0.245, 0.665)" in alt(demo.page)
    box = picture.bounding_box()
    assert (box["width"], box["height"]) == (800, 320)
    assert demo.page.locator(".sx-text").inner_text() == (
        "z = (1.0, 2.0, 3.0), p = (0.090, 0.245, 0.665)"
    )
    assert demo.page.locator(".sx-formula math mfrac").count() == 1
    assert demo.errors() == []


def test_a_key_on_a_slider_changes_picture_alt_text_and_formula_together(demo):
    page = demo.page
    before = page.get_attribute(PICTURE, "src")
    page.get_by_role("slider", name="z₁").focus()
    page.keyboard.press("ArrowRight")
    until_alt(page, "z = (1.1, 2.0, 3.0)")
    assert page.get_attribute(PICTURE, "src") != before
    assert page.locator(".sx-text").inner_text() in alt(page)
    assert "1.1" in page.locator(".sx-formula").inner_text()


def test_a_bar_is_dragged_with_the_mouse_even_beyond_the_axes(demo):
    page = demo.page
    assert page.locator(".sx-area").evaluate("area => area.style.cursor") == "ns-resize"
    page.mouse.move(*at(page, 1, 1.5))
    page.mouse.down()
    page.mouse.move(*at(page, 1, 4.0), steps=5)
    until_alt(page, "z = (1.0, 4.0, 3.0)")
    page.mouse.move(*at(page, 1, 30.0), steps=5)
    page.mouse.up()
    until_alt(page, "z = (1.0, 6.0, 3.0)")
    assert page.get_by_role("slider", name="z₂").get_attribute("aria-valuenow") == "6.0"


def test_a_flood_of_moves_draws_few_pictures_and_the_last_is_the_last(demo):
    page = demo.page
    x, y0 = at(page, 0, 0.5)
    _, y1 = at(page, 0, 5.0)
    before = frame(page)
    page.evaluate(FLOOD, [x, y0, y1, 100])
    until_alt(page, "z = (5.0, 2.0, 3.0)")
    page.wait_for_timeout(500)  # nothing that was asked before comes after the last
    assert "z = (5.0, 2.0, 3.0)" in alt(page)
    drawn = frame(page) - before
    print(f"{drawn} pictures drawn for 102 reports of the pointer")
    assert drawn <= 20


def test_the_picture_answers_arrow_keys_and_the_notebook_does_not(demo):
    page = demo.page
    cell = "() => window.jupyterapp.shell.currentWidget.content.activeCellIndex"
    page.focus(PICTURE)
    active = page.evaluate(cell)
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowUp")
    until_alt(page, "z = (1.0, 2.1, 3.0)")
    assert page.evaluate(cell) == active
    described = page.get_attribute(PICTURE, "aria-describedby")
    assert "choose a logit" in page.locator(f"#{described}").text_content()


def test_every_control_has_a_name_and_is_reached_and_pressed_by_keyboard(demo):
    page = demo.page
    page.locator(".sx-controls .noUi-handle").first.focus()
    controls = [("slider", "z₁"), ("slider", "z₂"), ("slider", "z₃"), ("combobox", "format")]
    controls += [("checkbox", "subtract the maximum"), ("button", "Turn the signs")]
    named = [page.get_by_role(role, name=name) for role, name in (*controls, ("button", "Reset"))]
    for control in (*named, page.locator(PICTURE)):
        here = "e => e === document.activeElement"
        # Between two sliders stands the number of the first.
        assert any(control.evaluate(here) or page.keyboard.press("Tab") for _ in range(3)), control
    flip, reset = named[-2:]
    flip.press("Enter")
    until_alt(page, "z = (-1.0, -2.0, -3.0)")
    reset.press("Space")
    until_alt(page, "z = (1.0, 2.0, 3.0)")


def test_the_dark_theme_gets_a_dark_picture_of_the_same_size_at_the_same_place(demo):
    page = demo.page
    before = page.locator(PICTURE).bounding_box()
    demo.command("apputils:change-theme", theme="JupyterLab Dark")
    page.wait_for_selector(".sx-live[data-dark='true']")
    corner = """() => {
        const img = document.querySelector(".sx-picture"), c = document.createElement("canvas");
        c.getContext("2d").drawImage(img, 0, 0);
        return [...c.getContext("2d").getImageData(2, 2, 1, 1).data];
    }"""
    page.wait_for_function(f"() => ({corner})()[0] < 40")
    assert page.locator(PICTURE).bounding_box() == before
    demo.command("apputils:change-theme", theme="JupyterLab Light")
    page.wait_for_selector(".sx-live[data-dark='false']")
    assert page.evaluate(corner) == [255, 255, 255, 255]


def test_an_exception_is_said_in_the_panel_and_taken_back_at_the_next_success(run_cells):
    broken = (
        "class Broken(DemoPanel):\n"
        "    def update(self, values):\n"
        "        if values['z1'] > 1: raise ValueError('too much for me')\n"
        "        return super().update(values)\n"
        "Broken()"
    )
    page = run_cells(SETUP, broken).page
    page.wait_for_selector(PICTURE)
    handle = page.get_by_role("slider", name="z₁")
    handle.focus()
    page.keyboard.press("ArrowRight")
    alert = page.locator(".sx-error")
    alert.wait_for(state="visible")
    assert alert.inner_text() == "ValueError: too much for me"
    assert "z = (1.0, 2.0, 3.0)" in alt(page)
    page.keyboard.press("ArrowLeft")
    alert.wait_for(state="hidden")
