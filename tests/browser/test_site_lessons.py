"""Every lesson runs from top to bottom in the browser's own Python, and says what is stored."""

import statistics

import pytest

from tests.browser.site import LESSONS, SILENT, differences, stored, texts

pytestmark = pytest.mark.browser

# The kernel's time for a move, taken in the kernel itself: set a slider, and have the picture.
MOVES = """
import time, helpers.panels
panel = helpers.panels.softmax_bars()
took = []
for i in range(60):
    start = time.perf_counter()
    panel.set(**{next(iter(panel.values)): 0.1 * (i % 20)})
    took.append(time.perf_counter() - start)
print(*took)
"""


def test_every_cell_that_is_silent_in_the_browser_speaks_elsewhere():
    cells = {(lesson, cell["id"]): cell for lesson in LESSONS for cell in stored(lesson)}
    for place in SILENT:
        ((kind, text),) = texts(cells[place])
        assert kind == "stdout"
        assert "encountered in" in text


def test_there_is_a_page_for_every_lesson():
    assert len(LESSONS) == 10


@pytest.mark.parametrize("lesson", LESSONS)
def test_every_text_output_in_the_browser_equals_the_stored_one(site_page, lesson):
    site_page.open(lesson).run_all()
    cells = site_page.cells()
    code = [cell for cell in cells if cell["cell_type"] == "code"]
    assert all(cell["execution_count"] for cell in code)
    assert differences(lesson, cells) == []
    assert site_page.complaints.all() == []


@pytest.mark.alone
def test_the_kernel_needs_at_most_30_ms_for_a_move(site_page):
    site_page.open("01_from_scores_to_probabilities.ipynb")
    site_page.edit(1, MOVES)
    site_page.run_cell(1)
    text = "".join(site_page.cells()[1]["outputs"][0]["text"])
    took = [1000 * float(word) for word in text.split()]
    print(f"\nmedian of {len(took)} moves in the browser: {statistics.median(took):.1f} ms")
    assert len(took) == 60
    assert statistics.median(took) <= 30
