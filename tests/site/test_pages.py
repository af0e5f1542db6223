"""The built pages: whole, linked, with words for every picture and every formula drawn."""

import io
import json
import re
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit

import pytest
from PIL import Image

from helpers.exercises.content.lessons import MOVED, TAKEN_FROM
from tests.notebooks.lessons import EACH, PATHS
from tests.repository.files import placeholders
from tests.site.conftest import REPOSITORY, read_pages
from tests.site.page import VERBATIM, Page, wrong_in
from tools.links import links
from tools.notebook_form import read
from tools.site_pages import build
from tools.site_pages.lesson import Lesson

LINKS = links(REPOSITORY)
# The whole of the outside world that a reader may be sent to, and nothing is fetched from it.
OUTSIDE = {urlsplit(address).netloc for address in LINKS.values()}
CITED = {"creativecommons.org", "doi.org", "arxiv.org"}  # licences and papers
OUTSIDE |= CITED
FETCHED = {("img", "src"), ("source", "srcset"), ("link", "href"), ("script", "src")}
FORMULA = re.compile(r"\$\$.+?\$\$|(?<!\$)\$[^$]+\$(?!\$)", re.DOTALL)


def each_page(pages):
    assert len(pages) == len(PATHS) + 2
    return pages.items()


def test_every_lesson_has_its_page_and_the_front_page_replaces_jupyterlites(site, pages):
    expected = {f"read/{path.stem}.html" for path in PATHS}
    assert set(pages) == expected | {"index.html", "read/teaching.html"}
    assert "JupyterLite's own" not in (site / "index.html").read_text(encoding="utf-8")


def test_pages_are_well_formed(pages):
    for address, page in each_page(pages):
        assert page.wrong == [], address
        assert page.doctype == "DOCTYPE html", address
        assert len(page.ids()) == len(set(page.ids())), address
        assert [html.attributes.get("lang") for html in page.find("html")] == ["en"], address
        for tag in ("title", "main", "footer", "h1"):
            assert len(page.find(tag)) == 1, (address, tag)


def test_headings_go_down_one_level_at_a_time(pages):
    for address, page in each_page(pages):
        levels = [int(h.tag[1]) for h in page.find("h1", "h2", "h3", "h4", "h5", "h6")]
        assert levels[0] == 1, address
        assert all(b - a <= 1 for a, b in zip(levels, levels[1:])), address


def test_every_picture_has_words_and_a_size_and_is_there(site, pages):
    for address, page in each_page(pages):
        for picture in page.find("img"):
            given = picture.attributes
            assert given["alt"].strip(), address
            file = (site / address).parent / given["src"]
            with Image.open(file) as opened:
                assert opened.size == (int(given["width"]), int(given["height"])), file


@pytest.mark.parametrize("path", **EACH)
def test_every_stored_picture_is_shown_pixel_by_pixel_with_its_words(site, pages, path):
    lesson = Lesson(path)
    page = pages[f"read/{path.stem}.html"]
    shown = {img.attributes["src"]: img.attributes["alt"] for img in page.find("img")}
    outputs = [o for cell in read(path).cells for o in cell.get("outputs", [])]
    assert len(shown) == sum("image/png" in o.get("data", {}) for o in outputs) > 0
    for picture in lesson.pictures.values():
        assert shown[f"pictures/{picture.file}"] == picture.alt
        with Image.open(site / "read" / "pictures" / picture.file) as webp:
            png = Image.open(io.BytesIO(picture.png))
            assert webp.convert("RGB").tobytes() == png.convert("RGB").tobytes()


@pytest.mark.parametrize("path", **EACH)
def test_every_formula_of_the_text_is_drawn(pages, path):
    cells = [cell.source for cell in read(path).cells if cell.cell_type == "markdown"]
    texts = [re.sub(r"```.*?```|`[^`]*`", "", source, flags=re.DOTALL) for source in cells]
    shown = pages[f"read/{path.stem}.html"].find("div", style="text")
    assert len(shown) == len(cells)
    for source, div in zip(texts, shown):
        drawn = div.find(style="math") + div.find(style="formula")
        assert len(drawn) == len(FORMULA.findall(source)), source
        assert all(span.find("math") for span in drawn)


def test_formulas_are_sound_and_no_tex_is_left(pages):
    count = 0
    for address, page in each_page(pages):
        for math in page.find("math"):
            count += 1
            assert wrong_in(math) == [], f"{address}: {math.words()}"
        said = page.root.words(without=VERBATIM)
        assert re.search(r"\$|\\[A-Za-z]", said) is None, address
    assert count > 700


def test_code_and_outputs_are_shown_as_they_are_stored(pages):
    for path in PATHS:
        shown = [pre.words() for pre in pages[f"read/{path.stem}.html"].find("pre")]
        for cell in read(path).cells:
            if cell.cell_type != "code" or not cell.source.strip():
                continue
            assert cell.source.strip() in (text.strip() for text in shown), (path.stem, cell.id)
            for output in cell.outputs:
                if output.output_type == "stream":
                    assert output.text.rstrip() in shown, (path.stem, cell.id)


def test_every_prediction_and_hunt_folds_its_answer(pages):
    folded = 0
    for path in PATHS:
        page = pages[f"read/{path.stem}.html"]
        asked = [c for c in read(path).cells if re.match(r"(predict|hunt)\(\"", c.source)]
        cards = page.find("div", style="asked")
        assert len(cards) == len(asked), path.stem
        for card in cards:
            (fold,) = card.find("details")
            assert "open" not in fold.attributes
            assert len(fold.words()) > 80, fold.words()
            assert "Run this cell" not in card.words()
            folded += 1
    assert folded > 30


def addresses(page):
    """Return (element, attribute, address) of everything that leads somewhere."""
    for element in page.find():
        for name in ("href", "src", "srcset", "action", "poster", "data"):
            if name in element.attributes:
                yield element, name, element.attributes[name]


LIVE = {"live/live.js", "live/live.css"}


def test_every_link_leads_somewhere(site, pages):
    names = {path.name for path in PATHS}
    inside = 0
    for address, page in each_page(pages):
        for element, _, target in addresses(page):
            parts = urlsplit(target)
            if parts.scheme == "data":
                continue
            if parts.netloc:
                assert parts.scheme == "https", target
                assert parts.netloc in OUTSIDE, f"{address}: {target}"
                continue
            inside += 1
            file = ((site / address).parent / unquote(parts.path)).resolve()
            place = file.relative_to(site).as_posix() if parts.path else address
            if place == "lab/lab/index.html":
                assert parse_qs(parts.query)["path"][0] in names, target
                continue
            if place in LIVE:  # bundled by the build of the whole site
                continue
            assert (site / place).is_file(), f"{address}: {target}"
            assert Path(place).stem not in MOVED, f"{address}: {target} is an earlier name"
            if parts.fragment:
                assert unquote(parts.fragment) in pages[place].ids(), f"{address}: {target}"
            assert element.tag != "a" or element.words().strip() or element.find("img"), target
    assert inside > 200


def test_nothing_is_fetched_from_elsewhere(site, pages):
    for address, page in each_page(pages):
        for element, name, target in addresses(page):
            if (element.tag, name) in FETCHED and element.attributes.get("rel") != "canonical":
                assert not urlsplit(target).netloc, f"{address}: {target}"
        assert page.find("iframe", "object", "embed") == [], address
        scripts = [script.attributes for script in page.find("script")]
        live = address != "read/teaching.html"
        source = "live/live.js" if address == "index.html" else "../live/live.js"
        assert [given.get("src") for given in scripts if "src" in given] == [source] * live, address
        assert len(scripts) == (3 if live else 0), address
    sheet = (site / "read" / "style.css").read_text(encoding="utf-8")
    assert "@import" not in sheet
    assert re.findall(r"url\(([^)]*)\)", sheet) == ['"math.woff2"']


def test_each_lesson_opens_in_jupyterlab_and_on_binder_from_the_front_page_and_its_own(pages):
    for path in PATHS:
        for address, before in (("index.html", ""), (f"read/{path.stem}.html", "../")):
            targets = [target for _, _, target in addresses(pages[address])]
            assert f"{before}lab/lab/index.html?path={path.name}" in targets
            assert any("mybinder.org" in t and path.name in t for t in targets)


def test_lessons_follow_each_other(pages):
    names = [path.stem for path in PATHS]
    for before, after in zip(names, names[1:]):
        forward = [a for a in pages[f"read/{before}.html"].find("a")
                   if a.attributes.get("rel") == "next"]  # fmt: skip
        back = [a for a in pages[f"read/{after}.html"].find("a")
                if a.attributes.get("rel") == "prev"]  # fmt: skip
        assert [a.attributes["href"] for a in forward] == [f"{after}.html"]
        assert [a.attributes["href"] for a in back] == [f"{before}.html"]


def live_data(pages, name):
    """Return what the page of a lesson tells its script."""
    scripts = pages[f"read/{name}.html"].find("script")
    (data,) = [script for script in scripts if script.attributes.get("id") == "lesson"]
    return json.loads(data.words())


def test_the_names_that_lessons_had_are_free_and_those_that_they_have_are_there():
    names = {path.stem for path in PATHS}
    assert not names & set(MOVED)
    assert set(MOVED.values()) | set(TAKEN_FROM) <= names
    assert set(TAKEN_FROM.values()) <= names | set(MOVED)


@pytest.mark.parametrize(("old", "new"), MOVED.items())
def test_an_old_address_leads_to_the_lesson_and_is_listed_nowhere(site, pages, old, new):
    page = Page(site / "read" / f"{old}.html")
    assert page.wrong == []
    assert page.doctype == "DOCTYPE html"
    (link,) = page.find("a")
    assert link.attributes["href"] == f"{new}.html"
    assert f"read/{new}.html" in pages
    (script,) = page.find("script")
    assert f'location.replace("{new}.html" + location.search + location.hash)' in script.words()
    # With a script running, a reload by itself would lose the place in the page.
    (still,) = page.find("noscript")
    assert [m.attributes["content"] for m in still.find("meta")] == [f"0; url={new}.html"]
    refreshing = [m for m in page.find("meta") if "http-equiv" in m.attributes]
    assert refreshing == still.find("meta")
    places = [a.attributes for a in page.find("link") if a.attributes.get("rel") == "canonical"]
    assert [given["href"] for given in places] == [f"{LINKS['site']}read/{new}.html"]
    for listing in ("sitemap.xml", "index.html"):
        assert old not in (site / listing).read_text(encoding="utf-8")


def test_a_page_knows_where_its_cells_were_kept_before(pages):
    for path in PATHS:
        about = live_data(pages, path.stem)
        names = [path.stem, *(old for old, new in MOVED.items() if new == path.stem)]
        assert about["kept_as"] == [f"{name}.ipynb" for name in names]
        giver = TAKEN_FROM.get(path.stem)
        assert list(about["earlier"]) == names[1:] + ([giver] if giver else [])
    hidden = live_data(pages, "09_hidden_layer")["earlier"]["08_digits"]
    assert "imports" not in hidden  # that cell of 08_digits is still there
    assert len(hidden) > 10
    weights = live_data(pages, "07_weights_and_batches")["earlier"]
    assert "imports" in weights["04_weights"]
    assert "ex-batch" in weights["07_p_minus_y"]
    assert "imports" not in weights["07_p_minus_y"]


def test_a_search_engine_finds_title_description_and_place(site, pages):
    titles, descriptions = set(), set()
    for address, page in each_page(pages):
        given = [meta.attributes for meta in page.find("meta")]
        named = {a.get("name") or a.get("property"): a.get("content") for a in given}
        (title,) = page.find("title")
        titles.add(title.words())
        descriptions.add(named["description"])
        assert 40 <= len(named["description"]) <= 300, address
        assert "$" not in named["description"] + title.words()
        assert named["og:title"] in title.words()
        where = LINKS["site"] + address.replace("index.html", "")
        assert named["og:url"] == where
        assert (site / named["og:image"].removeprefix(LINKS["site"])).is_file()
        assert f"<loc>{where}</loc>" in (site / "sitemap.xml").read_text(encoding="utf-8")
    assert len(titles) == len(descriptions) == len(pages)


def test_without_a_public_address_no_link_needs_one(tmp_path):
    build(tmp_path)
    pages = read_pages(tmp_path)
    for address, page in each_page(pages):
        outside = {urlsplit(target).netloc for _, _, target in addresses(page)}
        assert outside <= {"", *CITED}, address
        assert page.wrong == [], address
        assert not any("Binder" in a.words() for a in page.find("a")), address
        assert placeholders(page.path.read_text(encoding="utf-8")) == [], address
    assert not (tmp_path / "sitemap.xml").exists()


def test_pages_are_small(site):
    sizes = {p.relative_to(site).as_posix(): p.stat().st_size for p in site.rglob("*.*")}
    front = sizes["index.html"] + sizes["read/style.css"] + sizes["read/math.woff2"]
    assert front < 150_000
    assert {n: s for n, s in sizes.items() if n.endswith(".html") and s > 250_000} == {}
    assert {n: s for n, s in sizes.items() if "/pictures/" in n and s > 60_000} == {}
