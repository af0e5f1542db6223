"""Every lesson's page comes alive, says what is stored, and loses nothing of the reader's."""

import json

import pytest
from playwright.sync_api import expect

from tests.browser.live_page import MINUTE, LivePage, violations
from tests.browser.site import LESSONS, differences, forget
from tools.lite.serve import SITE

pytestmark = pytest.mark.browser
FIRST = LESSONS[1]
# A lesson and the name that it had.
MOVED = "04_cross_entropy", "05_cross_entropy"
FULL = "Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError') }"
CLOSED = "Object.defineProperty(window, 'localStorage', { get() { throw new Error('closed') } })"


@pytest.fixture
def fresh(page, site):
    """Return a page for a reader who was never here before."""
    return LivePage(page, site)


@pytest.mark.parametrize("lesson", LESSONS)
def test_every_widget_comes_alive_and_every_output_is_the_stored_one(live, lesson):
    live.open(lesson).ready()
    for name in live.widgets():
        live.see(name)
    formulas = live.page.locator(".sx-formula")
    wide = "all => all.filter((f) => f.scrollWidth > f.clientWidth).map((f) => f.textContent)"
    assert formulas.evaluate_all(wide) == []
    assert live.page.evaluate("window.liveCells.every((cell) => cell.turn <= 1)")
    assert violations(live.page) == []
    # Mathematics in questions and replies is typeset.
    live.page.wait_for_function(
        "[...document.querySelectorAll('.live .sl-predict')]"
        ".every((card) => !/[$][^$]+[$]/.test(card.innerText))"
    )
    assert differences(lesson, live.run_all()) == []
    assert live.complaints.all() == []


@pytest.mark.parametrize("place", ["?a=b#What-you-learned", ""])
def test_an_old_address_keeps_the_place_in_the_page_or_leads_on_without_script(
    chromium, site, place
):
    new, old = MOVED
    page = chromium.new_page(java_script_enabled=bool(place))
    page.goto(f"{site.url}/read/{old}.html{place}")
    page.wait_for_url(f"{site.url}/read/{new}.html{place}")
    assert page.locator("h2:target").count() == bool(place)
    page.go_back()
    assert page.url == "about:blank"
    page.close()


def test_an_edit_survives_under_the_name_that_the_lesson_had_and_the_original_comes_back(live):
    new, old = "09_hidden_layer", "08_digits"
    imports, cell, *_ = live.open(f"{new}.ipynb").about["cells"]
    editor = live.page.locator(".cm-content")
    live.page.evaluate(
        "(records) => Object.assign(localStorage, records)",
        {
            f"softmax-lessons-edits/1/{lesson}/{name}": json.dumps({"at": 1, "code": code})
            for lesson, name, code in (
                (old, cell["id"], "mine = 1"),
                (new, cell["id"], 3),  # not what this page has written
                (old, imports["id"], "of_a_cell_that_did_not_move = 1"),
            )
        }
        | {f"running/softmax-lessons-edits/1/{old}/{cell['id']}": "1"},
    )
    live.page.reload()
    editor.wait_for()
    assert editor.all_inner_texts() == ["mine = 1"]
    assert "did not come to its end" in live.cell(cell["id"]).inner_text()
    live.write(cell["id"], "mine = 2")
    live.page.reload()
    editor.wait_for()
    assert editor.all_inner_texts() == ["mine = 2"]
    with live.page.expect_download() as download:
        live.button("Download as notebook")
    notebook = json.loads(download.value.path().read_text(encoding="utf-8"))
    expected = json.loads((SITE / "lab" / "files" / f"{new}.ipynb").read_text(encoding="utf-8"))
    mine = next(c for c in expected["cells"] if c["id"] == cell["id"])
    mine.update(source="mine = 2", outputs=[], execution_count=None)
    assert notebook == expected
    live.cell(cell["id"]).get_by_role("button", name="Get the original back").click()
    assert editor.inner_text() == cell["code"]
    left = live.page.evaluate("Object.keys(localStorage)")
    assert left == [f"softmax-lessons-edits/1/{old}/{imports['id']}"]
    live.page.reload()
    live.page.locator(".live-status").wait_for()
    assert editor.count() == 0


def test_what_ran_before_a_change_is_stale_through_others_too(live):
    live.open(FIRST).ready().see("bars")
    code = {cell["id"]: cell["code"] for cell in live.about["cells"]}
    live.run("total", code["total"])
    live.run("z", "z = 3")
    stale = live.page.locator(".cell.stale")
    assert stale.evaluate_all("cells => cells.map((c) => c.id)") == ["cell-powers", "cell-total"]
    assert stale.get_by_text("run it again").count() == 2


def test_a_folded_program_is_opened_by_keyboard_changed_and_run(live):
    live.open(LESSONS[10]).ready()
    name = "program-double-softmax"
    program = live.cell(name).locator(".program")
    code, run = program.locator("pre.code"), program.get_by_role("button", name="Run")
    assert not code.is_visible()
    assert run.count() == 0
    assert live.cell(name).locator(".stored").is_visible()
    # What is said of it is seen, and on paper the program.
    live.page.evaluate("name => liveCells.find((c) => c.about.id === name).say('said')", name)
    assert live.cell(name).get_by_text("said", exact=True).is_visible()
    assert not code.is_visible()
    live.page.emulate_media(media="print")
    assert code.is_visible()
    live.page.emulate_media(media="screen")
    program.locator("summary").press("Enter")
    assert code.is_visible()
    assert violations(live.page) == []
    live.run(name, "print(6 * 7)")
    assert "42" in live.cell(name).locator(".said").inner_text()
    program.locator("summary").press("Enter")
    assert "42" in live.cell(name).locator(".said").inner_text()
    # What the reader has changed is shown the next time.
    live.page.reload()
    assert program.locator(".cm-content").inner_text() == "print(6 * 7)"


@pytest.mark.parametrize("script", [FULL, CLOSED])
def test_storage_that_is_full_or_refused_is_said_and_the_page_works(live, script):
    live.page.add_init_script(script)
    name = live.open(FIRST).ready().about["cells"][1]["id"]
    live.run(name, "print(40 + 2)")
    assert "keeps no edits" in live.page.locator(".live-status p").inner_text()
    assert "42" in live.cell(name).locator(".said").inner_text()


def test_a_pack_that_does_not_arrive_is_said_and_the_text_stays(fresh):
    fresh.page.route("**/*.pack", lambda route: route.abort())
    fresh.open(FIRST)
    fresh.page.locator(".live-status[data-step=failed]").wait_for(timeout=MINUTE)
    assert "could not start" in fresh.page.locator(".live-status p").inner_text()
    assert fresh.page.locator("main .cell figure img").count() > 0


def test_an_edit_in_another_tab_is_said_and_kept_when_that_tab_is_closed_at_once(live, site):
    live.open(FIRST)
    other = LivePage(live.page.context.new_page(), site).open(FIRST)
    name = live.about["cells"][1]["id"]
    other.page.evaluate("localStorage.other = 'not of this course'; localStorage.clear()")
    other.write(name, "theirs = 1")
    other.page.close()
    live.cell(name).get_by_text("Another tab has changed this cell").wait_for()
    live.page.reload()
    assert live.cell(name).locator(".cm-content").inner_text() == "theirs = 1"
    assert live.complaints.all() == []


SHIFTS = """window.shifted = 0;
new PerformanceObserver((list) => {
    for (const { hadRecentInput, value } of list.getEntries())
        if (!hadRecentInput) window.shifted += value;
}).observe({ type: "layout-shift", buffered: true });"""


def open_without_a_jump(fresh, address):
    fresh.page.add_init_script(SHIFTS)
    fresh.open(address).ready()
    fresh.page.locator(".live:not(.waiting)").first.wait_for(timeout=MINUTE)
    fresh.page.wait_for_timeout(1000)
    assert fresh.page.evaluate("window.shifted") <= 0.01


def test_the_front_page_has_a_live_panel_and_no_buttons_of_a_lesson(fresh):
    open_without_a_jump(fresh, "index.html")
    fresh.see("softmax-bars")
    picture = fresh.page.locator("img.sx-picture")
    before = picture.get_attribute("src")
    fresh.page.locator(".noUi-handle").first.press("ArrowRight")
    expect(picture).not_to_have_attribute("src", before)
    assert fresh.page.locator(".live-status button").count() == 0
    assert violations(fresh.page) == []
    assert fresh.complaints.all() == []


def test_a_page_opens_without_a_network_after_the_first_visit(fresh):
    open_without_a_jump(fresh, FIRST)
    fresh.page.locator("html[data-kept='0']").wait_for(timeout=2 * MINUTE)
    fresh.page.context.set_offline(True)
    fresh.open(LESSONS[2]).ready()
    fresh.see(fresh.widgets()[0])


# Where a cell stands on the screen, read after a frame: in it the page takes back what a panel
# above gains or loses in height.
PLACE = """cell => new Promise((resolve) => {
    requestAnimationFrame(() => setTimeout(() => resolve(cell.getBoundingClientRect().top)));
})"""


def test_the_line_that_the_reader_looks_at_stays_when_panels_above_come_alive(live):
    live.open(FIRST)
    last = live.cell(live.widgets()[-1])
    last.evaluate("cell => cell.scrollIntoView({block: 'center'})")
    top = last.evaluate(PLACE)
    live.ready()
    live.page.locator(".live:not(.waiting)").nth(1).wait_for(timeout=MINUTE)
    live.page.wait_for_timeout(1000)  # those that come later may not move it either
    assert abs(last.evaluate(PLACE) - top) <= 1


def test_a_browser_without_room_says_that_the_course_is_not_kept(fresh):
    quota = {"origin": fresh.server.url, "quotaSize": 3_000_000}
    fresh.page.context.new_cdp_session(fresh.page).send("Storage.overrideQuotaForOrigin", quota)
    fresh.open(FIRST).ready()
    fresh.page.locator(".live-status p").get_by_text("no room left to keep the course").wait_for(
        timeout=2 * MINUTE
    )
    fresh.see(fresh.widgets()[0])


def test_a_changed_cell_that_did_not_end_waits_for_the_reader_after_a_reload(live):
    live.open(FIRST).ready()
    imports = live.about["cells"][0]["id"]
    live.run(imports, "while True: pass", wait=None)
    live.page.locator(f"[id='cell-{imports}'][aria-busy]").wait_for()
    live.open(FIRST).ready()
    assert "did not come to its end" in live.cell(imports).inner_text()
    live.run(live.about["cells"][1]["id"], "print('free')")


KEEP_IN_JUPYTERLAB = """([name, file]) => new Promise((resolve) => {
    const asked = indexedDB.open(name);
    asked.onupgradeneeded = () =>
        asked.result.createObjectStore("files").put({ name: file }, file);
    asked.onsuccess = () => { asked.result.close(); resolve(); };
})"""


@pytest.mark.parametrize(("lesson", "kept"), [(FIRST, FIRST), [f"{name}.ipynb" for name in MOVED]])
def test_a_notebook_that_jupyterlab_keeps_is_named_as_it_was_then(live, lesson, kept):
    live.open(lesson)
    assert live.page.get_by_text("Your own version in JupyterLab").count() == 0
    live.page.evaluate(KEEP_IN_JUPYTERLAB, ["JupyterLite Storage - /", kept])
    live.page.reload()
    link = live.page.get_by_role("link", name="Your own version in JupyterLab")
    assert link.get_attribute("href").endswith(f"?path={kept}")


def test_a_link_opens_a_panel_with_its_values_and_the_button_copies_it(live):
    live.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    live.page.goto(
        f"{live.server.url}/read/01_from_scores_to_probabilities.html?z=5,2,-3#cell-bars"
    )
    line = live.cell("bars").locator(".sx-text")
    line.get_by_text("z = (5.0, 2.0, −3.0)").wait_for(timeout=2 * MINUTE)
    live.cell("bars").get_by_role("button", name="Copy link").click()
    live.cell("bars").get_by_text("The link is copied.").wait_for()
    copied = live.page.evaluate("() => navigator.clipboard.readText()")
    assert copied.endswith("?z1=5&z2=2&z3=-3#bars"), copied
    live.cell("bars").get_by_role("button", name="Run").click()
    live.cell("bars").get_by_role("button", name="Copy link").wait_for(state="hidden")
    live.page.goto(copied.replace("z2=2", "z2=99"))
    live.cell("bars").get_by_text("z2: expected one finite number").wait_for(timeout=2 * MINUTE)
    line.get_by_text("z = (1.0, 2.0, 3.0)").wait_for()


def test_a_panel_on_a_dark_page_is_drawn_dark_at_once(live):
    live.page.emulate_media(color_scheme="dark")
    live.open(FIRST).ready().see("bars")
    panel = live.cell("bars").locator(".sx-live")
    assert panel.get_attribute("data-dark") == "true"
    assert panel.get_attribute("data-frame") == "1", "it was drawn for a light page first"
    assert violations(live.page) == []


@pytest.fixture(scope="module")
def phone(chromium, site):
    """Return a live page on a telephone that shows its first panel."""
    screen = {"width": 390, "height": 844}
    page = chromium.new_page(viewport=screen, device_scale_factor=2, has_touch=True)
    live = LivePage(page, site).open(FIRST).ready()
    live.see("bars")
    yield live
    page.close()


def test_a_phone_shows_sharp_panels_whose_letters_can_be_read(phone):
    picture = phone.cell("bars").locator("img.sx-picture")
    box = picture.bounding_box()
    # The smallest letters of a panel are 9 points at 100 dots an inch: 12.5 px in 800.
    assert 12.5 * box["width"] / 800 >= 9
    # As many pixels as the screen has, in the proportions of the page.
    width, height = picture.evaluate("img => [img.naturalWidth, img.naturalHeight]")
    assert width == 2 * 800
    assert box["width"] / box["height"] == pytest.approx(width / height, rel=0.01)
    assert phone.page.evaluate("document.documentElement.scrollWidth") <= 390
    beyond = """panel => [...panel.querySelectorAll("*")].filter((e) => !e.closest(".sx-stage")
        && e.clientWidth && e.getBoundingClientRect().right > innerWidth + 1)
        .map((e) => e.outerHTML.slice(0, 100))"""
    assert phone.cell("bars").locator(".sx-panel").evaluate(beyond) == []


def test_a_finger_scrolls_the_page_except_where_it_drags_a_bar(phone):
    page, cell = phone.page, phone.cell("bars")
    devtools = page.context.new_cdp_session(page)

    def swipe(x, y, by):
        touch = {"type": "touchStart", "touchPoints": [{"x": x, "y": y}]}
        devtools.send("Input.dispatchTouchEvent", touch)
        for step in range(1, 11):
            touch = {"type": "touchMove", "touchPoints": [{"x": x, "y": y + by * step / 10}]}
            devtools.send("Input.dispatchTouchEvent", touch)
        page.wait_for_timeout(200)  # a finger that rests before it leaves gives no momentum
        devtools.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})

    said = cell.locator(".sx-text").inner_text
    before, top = said(), page.evaluate("scrollY")
    box = cell.locator("img.sx-picture").bounding_box()
    swipe(box["x"] + 5, box["y"] + 5, -200)  # beside the bars
    page.wait_for_function("top => scrollY > top + 100", arg=top)
    assert said() == before
    phone.see("bars")
    # Not scrollY: panels above it that come alive change that.
    top = cell.evaluate(PLACE)
    box = cell.locator(".sx-area").first.bounding_box()
    swipe(box["x"] + box["width"] / 6, box["y"] + box["height"] / 2, -60)
    cell.locator(".sx-text", has_not_text=before).wait_for()
    assert abs(cell.evaluate(PLACE) - top) <= 1, "the page scrolled under a finger that drags"


@pytest.fixture(scope="module")
def awake(site, site_context):
    """Return a live page with Python started and the name of a cell, for all the tests below."""
    page = site_context.new_page()
    forget(page, site)
    live = LivePage(page, site).open(FIRST).ready()
    yield live, live.about["cells"][1]["id"]
    page.close()


FROM_SOURCE = """
import sys
places = [getattr(module, "__file__", None) or "" for module in list(sys.modules.values())]
print([place for place in places if ".zip/" in place and not place.endswith(".pyc")])
"""


# The code of a cell, how it ends, and what the cell says then; it never says more than a page can
# show. The first needs a panel's modules: what of them was not compiled when the site was built?
SAID = [
    (FROM_SOURCE, "ok", "[]"),
    ("for n in range(10**6): print(n)", "ok", "more was printed than a page can show"),
    ("if True:\n1", "error", "IndentationError: expected an indented block"),
    ("input()", "error", "input() is not available on this page"),
]


@pytest.mark.parametrize(("code", "end", "words"), SAID)
def test_what_a_cell_says(awake, code, end, words):
    live, name = awake
    live.see(live.widgets()[0])
    live.run(name, code, end)
    said = live.cell(name).locator(".outputs").inner_text()
    assert words in said
    assert len(said) < 110_000


# An endless loop; a worker that is gone; a cell that reads beyond the end of WebAssembly's memory.
ENDLESS, BEYOND = "while True: pass", "import ctypes; ctypes.string_at(2**32 - 9)"
GONE = "window.lessonsPython.worker.dispatchEvent(new ErrorEvent('error', {message: 'gone'}))"


@pytest.mark.parametrize(
    ("code", "script", "button"),
    [
        (ENDLESS, "0", "Stop"),
        ("print('mine')", GONE, "Start Python again"),
        (BEYOND, "0", "Start Python again"),
    ],
)
def test_python_is_stopped_or_ends_and_starts_again_and_the_code_is_still_there(
    awake, code, script, button
):
    live, name = awake
    live.run(name, code, wait=None)
    live.page.evaluate(script)
    live.button(button)
    live.ready()
    assert live.cell(name).locator(".cm-content").inner_text() == code
    live.run(name, "print('alive')")
    assert "alive" in live.cell(name).locator(".said").inner_text()
