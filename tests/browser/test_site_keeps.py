"""What a reader wrote is there after closing the tab, and the site after the network is gone."""

import json

import pytest

from tests.browser.site import stored
from tools.lite import visit

pytestmark = pytest.mark.browser

LESSON = "00_start_here.ipynb"
MINE = "# mine\n6 * 7"


def first_code_cell():
    return next(i for i, cell in enumerate(stored(LESSON)) if cell["cell_type"] == "code")


def ready(reader):
    """Wait until the buttons that need a running notebook are there."""
    reader.page.wait_for_function(
        "() => window.jupyterapp?.commands.hasCommand('lessons:original')", timeout=2 * visit.MINUTE
    )
    return reader


def test_an_edit_is_there_after_closing_the_tab(new_reader):
    index = first_code_cell()
    reader = new_reader().open(LESSON)
    reader.edit(index, MINE)
    # Nobody presses save: the site does, within seconds.
    reader.page.wait_for_function(
        f"() => {visit.NOTEBOOK}.context.model.dirty === false", timeout=visit.MINUTE / 2
    )
    reader.page.close()
    again = new_reader().open(LESSON)
    assert again.source(index) == MINE


def test_who_comes_back_finds_pictures_and_not_errors(new_reader):
    """A widget dies with its kernel; what was saved holds the picture that it showed."""
    reader = new_reader().open(visit.LESSON)
    visit.run_to_first_panel(reader.page)
    visit.move_first_slider(reader.page)
    reader.wait_idle()
    reader.save()
    reader.page.close()
    again = new_reader().open(visit.LESSON)
    picture = again.page.locator(".jp-OutputArea-output img").first
    picture.scroll_into_view_if_needed()
    assert picture.evaluate("img => img.naturalWidth") > 100
    assert again.complaints.all() == []


def test_an_edit_is_there_after_a_reload_right_after_it(new_reader):
    index = first_code_cell()
    reader = new_reader().open(LESSON)
    reader.edit(index, MINE)
    reader.save()
    reader.page.reload()
    reader.open(LESSON)
    assert reader.source(index) == MINE


def test_the_original_comes_back_when_asked_for_and_only_then(new_reader):
    index = first_code_cell()
    original = "".join(stored(LESSON)[index]["source"])
    reader = ready(new_reader().open(LESSON))
    reader.edit(index, MINE)
    reader.save()
    button = reader.page.get_by_role("button", name="Get the original back")
    reader.page.once("dialog", lambda dialog: dialog.dismiss())
    button.click()
    assert reader.source(index) == MINE
    reader.page.once("dialog", lambda dialog: dialog.accept())
    button.click()
    text = f"{visit.NOTEBOOK}.content.model.sharedModel.cells[i].getSource()"
    reader.page.wait_for_function(f"i => !{text}.startsWith('# mine')", arg=index)
    assert reader.source(index) == original
    reader.page.close()
    again = new_reader().open(LESSON)
    assert again.source(index) == original
    assert again.complaints.all() == []


def test_a_reader_can_take_the_lesson_away_as_a_file(new_reader, tmp_path):
    index = first_code_cell()
    reader = ready(new_reader().open(LESSON))
    reader.edit(index, MINE)
    with reader.page.expect_download() as waiting:
        reader.page.get_by_role("button", name="Download my version").click()
    assert waiting.value.suggested_filename == LESSON
    waiting.value.save_as(tmp_path / LESSON)
    notebook = json.loads((tmp_path / LESSON).read_text(encoding="utf-8"))
    assert "".join(notebook["cells"][index]["source"]) == MINE


def test_after_the_first_visit_every_lesson_opens_with_the_network_off(new_reader):
    reader = new_reader().open(LESSON)
    visit.settle(reader.page)
    reader.page.close()
    new_reader.context.set_offline(True)
    offline = new_reader().page
    # A lesson that was not opened before: its file, its packages and its page are all there.
    seconds = visit.first_move(offline, reader.server.url)
    print(f"\nwith the network off: {seconds:.1f} s")
    offline.goto(f"{reader.server.url}/")
    assert offline.locator("h1").inner_text()
    assert offline.locator("a[href*='01_from_scores']").count()
