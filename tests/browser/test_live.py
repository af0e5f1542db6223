"""A live panel in a real JupyterLab in Chromium: pictures, words, pointer, keys, theme, names."""

import pytest
from playwright.sync_api import expect

from tests.browser.lab import Lab

SETUP = "from helpers.panels import overflow_steps, softmax_bars"
PICTURE = ".sx-picture[src]"
BROKEN = """panel = softmax_bars()
class Broken(type(panel)):
    def update(self, values):
        if values["z1"] > 1: raise ValueError("too much for me")
        return super().update(values)
panel.__class__ = Broken
panel"""
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
    """Return the lab with three bars shown and their first picture there."""
    lab = run_cells(SETUP, "softmax_bars()")
    lab.page.wait_for_selector(PICTURE)
    lab.wait_idle()
    return lab


def alt(page):
    return page.get_attribute(PICTURE, "alt")


def until_alt(page, words):
    page.locator(f'{PICTURE}[alt*="{words}"]').wait_for(timeout=10_000)


def at(page, x, y):
    """Return the page coordinates of data (x, y) in the left axes."""
    box = page.locator(".sx-area").bounding_box()
    across, down = (x + 0.6) / 3.2, (6.8 - y) / 13.6  # from -0.6 to 2.6, from 6.8 to -6.8
    return box["x"] + box["width"] * across, box["y"] + box["height"] * down


def test_picture_alt_text_and_formula_are_shown_and_answer_a_key_on_a_slider_together(demo):
    page = demo.page
    before = page.get_attribute(PICTURE, "src")
    box = page.locator(PICTURE).bounding_box()
    assert (box["width"], box["height"]) == (800, 300)
    assert "p = (0.090, 0.245, 0.665)" in alt(page)
    assert page.locator(".sx-formula math mfrac").count() == 2
    assert demo.errors() == []
    page.get_by_role("slider", name="z₁").press("ArrowRight")
    until_alt(page, "z = (1.1, 2.0, 3.0)")
    assert page.get_attribute(PICTURE, "src") != before
    assert page.locator(".sx-text").inner_text() in alt(page)
    assert "1.1" in page.locator(".sx-formula").inner_text().replace("\n", "")


def test_a_formula_that_is_too_wide_scrolls_and_the_keyboard_gets_there(demo):
    formula = demo.page.locator(".sx-formula")
    assert formula.get_attribute("tabindex") is None
    formula.evaluate("f => { f.style.maxWidth = '9em' }")
    demo.page.get_by_role("slider", name="z₁").press("ArrowRight")
    expect(formula).to_have_attribute("tabindex", "0")
    assert formula.evaluate("f => getComputedStyle(f).overflowX") == "auto"


def test_a_bar_is_dragged_with_the_mouse_even_beyond_the_axes(demo):
    page = demo.page
    assert page.locator(".sx-area").evaluate("area => area.style.cursor") == "ns-resize"
    page.mouse.move(*at(page, 1, 1.5))
    page.mouse.down()
    page.mouse.move(*at(page, 1, 4.0), steps=5)
    until_alt(page, "z = (1.0, 4.0, 3.0)")
    page.mouse.move(*at(page, 1, 30.0), steps=5)
    page.mouse.up()
    until_alt(page, "z = (1.0, 5.0, 3.0)")
    assert page.get_by_role("slider", name="z₂").get_attribute("aria-valuenow") == "5.0"


def test_a_flood_of_moves_draws_few_pictures_and_the_last_is_the_last(demo):
    page = demo.page
    x, y0 = at(page, 0, 0.5)
    _, y1 = at(page, 0, 4.5)
    before = page.get_attribute(".sx-live", "data-frame")  # pictures that the kernel has drawn
    page.evaluate(FLOOD, [x, y0, y1, 100])
    until_alt(page, "z = (4.5, 2.0, 3.0)")
    page.wait_for_timeout(500)  # nothing that was asked before comes after the last
    assert "z = (4.5, 2.0, 3.0)" in alt(page)
    drawn = int(page.get_attribute(".sx-live", "data-frame")) - int(before)
    print(f"{drawn} pictures drawn for 102 reports of the pointer")
    assert drawn <= 20


def test_the_picture_answers_arrow_keys_and_the_notebook_does_not(demo):
    page = demo.page
    cell = "() => window.jupyterapp.shell.currentWidget.content.activeCellIndex"
    page.focus(PICTURE)
    active = page.evaluate(cell)
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowUp")
    until_alt(page, "z = (1.1, 2.0, 3.0)")
    assert page.evaluate(cell) == active
    assert "choose a class" in page.get_attribute(PICTURE, "title")


def test_every_control_has_a_name_and_is_reached_and_pressed_by_keyboard(run_cells):
    page = run_cells(SETUP, "overflow_steps()").page
    page.wait_for_selector(PICTURE)
    start = alt(page)
    page.locator(".sx-controls .noUi-handle").first.focus()
    controls = [("slider", "z₁"), ("slider", "z₂"), ("slider", "z₃"), ("combobox", "format")]
    controls += [("checkbox", "shift by C"), ("button", "Reset")]
    named = [page.get_by_role(role, name=name) for role, name in controls]
    for control in named:
        here = "e => e === document.activeElement"
        # Between two sliders stands the number of the first.
        assert any(control.evaluate(here) or page.keyboard.press("Tab") for _ in range(3)), control
    box, reset = named[-2:]
    box.press("Space")
    expect(page.locator(PICTURE)).not_to_have_attribute("alt", start)
    reset.press("Enter")
    until_alt(page, start)


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


def test_a_picture_that_comes_out_of_sight_on_a_dark_page_is_there_when_it_is_seen(
    lab_page, jupyter
):
    lab = Lab(lab_page, jupyter)
    lab.close()
    lab.open("notebooks/05_squared_error_or_cross_entropy.ipynb")
    lab.set_theme("dark")
    lab.run_all()
    panels = lab_page.locator(".sx-live")
    for panel in (panels.first, panels.last):
        panel.scroll_into_view_if_needed()
        expect(panel).to_have_attribute("data-dark", "true")
        assert panel.locator("img").bounding_box()["height"] > 300
    lab.close()


def test_an_exception_is_said_in_the_panel_and_taken_back_at_the_next_success(run_cells):
    page = run_cells(SETUP, BROKEN).page
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
