"""The pages to read before Python starts: on a phone and on a laptop, in light and in dark."""

from pathlib import Path

import pytest

from tests.browser import screenshots
from tests.browser.complaints import Complaints
from tests.browser.live_page import violations
from tests.notebooks.lessons import PATHS

pytestmark = pytest.mark.browser

SCREENS = {"phone": (390, 844, 2), "laptop": (1366, 768, 1)}
PAGES = ["index.html", *(f"read/{path.stem}.html" for path in PATHS), "read/teaching.html"]

# What sticks out to the right, except inside what scrolls by itself.
STICKING_OUT = """() => [...document.querySelectorAll('body *')].filter(e => {
    const box = e.getBoundingClientRect();
    return box.width > 1 && box.right > innerWidth + 1
        && !e.parentElement.closest('.formula, .scroll, pre, .hidden');
}).map(e => e.outerHTML.slice(0, 120))"""
# The height of a formula on its line, in lines of its text; a table has as many as it has rows.
HEIGHTS = """() => [...document.querySelectorAll('math')].filter(
    m => m.checkVisibility()
).map(m => {
    const box = m.getBoundingClientRect(), line = parseFloat(getComputedStyle(m).fontSize);
    const rows = Math.max(1, ...[...m.querySelectorAll('mtable')].map(t => t.children.length));
    return {height: box.height / line / rows, width: box.width, text: m.textContent};
})"""
# Signs that stand on another line than the formula they belong to.
TORN = """() => [...document.querySelectorAll('.math > .keep')].filter(
    keep => keep.checkVisibility() && keep.getClientRects().length > 1
).map(keep => keep.textContent)"""
# A formula that the browser has drawn smaller than its parts has lost them.
UNDRAWN = """() => [...document.querySelectorAll('mi, mn, mtext, mfrac, mtable')].filter(e => {
    const box = e.getBoundingClientRect();
    return e.checkVisibility() && e.textContent.trim() && (box.width < 1 || box.height < 1);
}).map(e => e.outerHTML)"""


# Python waits for a sign of the reader, as it does for who saves data: here are the still pages.
SAVES_DATA = "Object.defineProperty(navigator, 'connection', { value: { saveData: true } })"


@pytest.fixture(scope="module", params=SCREENS)
def reader(request, chromium, site):
    """Return a page of this screen's size with what it complains of; pictures stand still."""
    width, height, scale = SCREENS[request.param]
    page = chromium.new_page(
        viewport={"width": width, "height": height},
        device_scale_factor=scale,
        reduced_motion="reduce",
        base_url=site.url,
    )
    page.add_init_script(SAVES_DATA)
    page.screen = request.param
    page.complaints = Complaints(page, site.url)
    yield page
    page.close()


@pytest.mark.parametrize("name", PAGES)
def test_a_page_fits_its_screen_and_draws_all_it_has(reader, name):
    reader.complaints.heard.clear()
    reader.emulate_media(color_scheme="light")
    reader.goto(name)
    reader.evaluate(
        """async () => {
            for (const picture of document.images) picture.loading = 'eager';
            await Promise.all([...document.images].map(picture => picture.decode()));
            await document.fonts.ready;
        }"""
    )
    if reader.locator("#lesson").count():
        reader.locator(".live-status").wait_for()
    picture = f"page-{Path(name).stem}-{reader.screen}"
    screenshots.take(reader, picture, full_page=True)
    # When the page has come alive, test_live_pages.py asks again.
    assert violations(reader) == []
    assert reader.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert reader.evaluate(STICKING_OUT) == []
    assert reader.evaluate("[...document.images].every(i => i.naturalWidth > 0)")
    formulas = reader.evaluate(HEIGHTS)
    odd = [f for f in formulas if not (0.4 < f["height"] < 6 and f["width"] > 3)]
    assert odd == []
    assert reader.evaluate(UNDRAWN) == []
    assert reader.evaluate(TORN) == []
    if formulas:
        # document.fonts.check is true for a font that is not even declared.
        assert reader.evaluate("[...document.fonts].map(f => f.status)") == ["loaded"]
    reader.emulate_media(color_scheme="dark")
    screenshots.take(reader, f"{picture}-dark", full_page=True)
    ground = reader.evaluate("getComputedStyle(document.body).backgroundColor")
    assert ground == "rgb(18, 22, 27)"
    assert violations(reader) == []
    assert reader.complaints.all() == []


def test_the_keyboard_finds_the_text_first_and_what_is_wide_or_folded_is_within_reach(reader):
    reader.goto("read/01_from_scores_to_probabilities.html")
    reader.keyboard.press("Tab")
    focused = reader.evaluate(
        """() => { const e = document.activeElement, box = e.getBoundingClientRect();
        return [e.textContent, box.top >= 0, getComputedStyle(e).outlineWidth]; }"""
    )
    assert focused == ["Skip to the text", True, "3px"]
    fold = reader.locator(".asked details").first
    before = fold.bounding_box()["height"]
    fold.locator("summary").click()
    assert fold.bounding_box()["height"] > before + 20
    # A wide derivation scrolls by itself.
    wide = "[...document.querySelectorAll('.formula')].filter(f => f.scrollWidth > f.clientWidth)"
    moved = reader.evaluate(
        f"{wide}.map((f) => {{ f.scrollLeft = 1e4; return [f.scrollLeft > 0, scrollX]; }})"
    )
    assert moved[:1] == ([[True, 0]] if reader.screen == "phone" else [])


def test_it_can_be_read_without_its_style(reader):
    reader.route("**/style.css", lambda route: route.abort())
    reader.goto("read/03_the_jacobian.html")
    assert reader.get_by_role("heading", level=1).is_visible()
    assert reader.evaluate("document.querySelectorAll('math').length") > 50
    reader.unroute("**/style.css")
