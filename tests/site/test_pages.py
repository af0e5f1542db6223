"""The built pages: whole, linked, with words for every picture and every formula drawn."""

import base64
import io
import json
import re
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit

import pytest
from PIL import Image

from helpers.exercises.content.lessons import MOVED, TAKEN_FROM
from tests.notebooks.lessons import EACH, PATHS, markdown, read
from tests.repository.files import placeholders
from tests.site.conftest import REPOSITORY, parsed
from tools.links import links
from tools.site_pages.build import HERE

NAMES = EACH["ids"]
ADDRESSES = ["index.html", *(f"read/{name}.html" for name in NAMES), "read/teaching.html"]
LINKS = links(REPOSITORY)
CITED = {"creativecommons.org", "doi.org", "arxiv.org"}  # licences and papers
# The whole of the outside world that a reader may be sent to, and nothing is fetched from it.
OUTSIDE = CITED | {urlsplit(address).netloc for address in LINKS.values()}
LIVE = {"live/live.js", "live/live.css"}  # bundled by the build of the whole site
FORMULA = re.compile(r"\$\$.+?\$\$|(?<!\$)\$[^$]+\$(?!\$)", re.DOTALL)
# MathML Core, as far as formulas use it. Anything else is not drawn as it is meant.
CORE = (
    "mrow, mi, mn, mo, mtext, mspace, msqrt, mstyle, mphantom, mtable, mtr, mtd, mfrac, msub, msup,"
    "munder, mover, mroot, msubsup, munderover"
)
# Here a dollar sign or a backslash is meant.
VERBATIM = ["pre", "code", "script", "style", "title"]

every_page = pytest.mark.parametrize("address", ADDRESSES)
every_lesson = pytest.mark.parametrize("path", **EACH)


def ids(page):
    return [element["id"] for element in page.select("[id]")]


def targets(page):
    """Return (element, address) of everything that leads somewhere."""
    names = ("href", "src", "srcset", "action", "poster", "data")
    return [(e, e[name]) for name in names for e in page.select(f"[{name}]")]


def test_every_lesson_has_its_page_and_the_files_are_small(site, pages):
    assert sorted(pages) == sorted([*ADDRESSES, *(f"read/{old}.html" for old in MOVED)])
    assert TAKEN_FROM.keys() <= set(NAMES)
    assert set(TAKEN_FROM.values()) <= {*NAMES, *MOVED}
    sizes = {p.relative_to(site).as_posix(): p.stat().st_size for p in site.rglob("*.*")}
    assert sizes["index.html"] + sizes["read/style.css"] + sizes["read/math.woff2"] < 150_000
    assert {n: s for n, s in sizes.items() if "/pictures/" in n and s > 60_000} == {}
    assert {n: s for n, s in sizes.items() if n.endswith(".html") and s > 250_000} == {}


@every_page
def test_a_page_has_one_title_and_headings_and_pictures_in_order(site, pages, address):
    page = pages[address]
    assert (site / address).read_text(encoding="utf-8").startswith("<!DOCTYPE html>")
    assert len(ids(page)) == len(set(ids(page)))
    assert page.html["lang"] == "en"
    assert [len(page.find_all(tag)) for tag in ("title", "main", "footer", "h1")] == [1] * 4
    levels = [int(h.name[1]) for h in page.find_all(re.compile(r"^h[1-6]$"))]
    assert levels[0] == 1
    assert all(b - a <= 1 for a, b in zip(levels, levels[1:]))
    for picture in page.find_all("img"):
        assert picture["alt"].strip()
        with Image.open((site / address).parent / picture["src"]) as opened:
            assert opened.size == (int(picture["width"]), int(picture["height"])), picture["src"]


@every_lesson
def test_what_a_lesson_stores_is_on_its_page(site, pages, path):
    page, cells = pages[f"read/{path.stem}.html"], read(path).cells
    shown = [pre.get_text().strip() for pre in page.find_all("pre")]
    code = [cell for cell in cells if cell.cell_type == "code" and cell.source.strip()]
    outputs = [output for cell in code for output in cell.outputs]
    said = [output.text.strip() for output in outputs if output.output_type == "stream"]
    assert [text for text in [*(c.source.strip() for c in code), *said] if text not in shown] == []

    drawn = [output for output in outputs if "image/png" in output.get("data", {})]
    pictures = page.find_all("img")
    assert len(pictures) == len(drawn) > 0
    for picture, output in zip(pictures, drawn):
        assert picture["alt"] == output.metadata["image/png"]["alt"]
        png = Image.open(io.BytesIO(base64.b64decode(output.data["image/png"])))
        with Image.open(site / "read" / picture["src"]) as webp:
            assert webp.convert("RGB").tobytes() == png.convert("RGB").tobytes()

    asked = [cell for cell in code if re.match(r"(predict|hunt)\(\"", cell.source)]
    cards = page.select("div.asked")
    assert len(cards) == len(asked) > 0
    for card in cards:
        (fold,) = card.find_all("details")
        assert "open" not in fold.attrs
        assert len(fold.get_text()) > 80, fold
        assert "Run this cell" not in card.get_text()


@every_lesson
def test_every_formula_of_the_text_is_drawn(pages, path):
    cells = [cell.source for cell in markdown(read(path))]
    for source, div in zip(cells, pages[f"read/{path.stem}.html"].select("div.text"), strict=True):
        without_code = re.sub(r"```.*?```|`[^`]*`", "", source, flags=re.DOTALL)
        drawn = div.select(":is(.math, .formula):has(math)")
        assert len(drawn) == len(FORMULA.findall(without_code)), source


@every_page
def test_formulas_are_sound_and_no_tex_is_left(pages, address):
    page = pages[address]
    assert page.select(f"math :not({CORE})") == []
    # A brace that is open on one side has an empty fence on the other.
    signs = page.select("math :is(mi, mn, mo, mtext):not([fence=true])")
    assert [sign for sign in signs if not sign.get_text().strip(" ")] == []
    # A text in a formula is set in the font of the page.
    held = "".join(sign.get_text() for sign in page.select("math :is(mi, mn, mo)"))
    assert set(held) <= set((HERE / "math.txt").read_text(encoding="utf-8"))
    # A browser breaks the line between a formula and a comma after it.
    after = [str(formula.next_sibling) for formula in page.select(".math")]
    assert [text for text in after if text.startswith(tuple(".,;:?!)"))] == []
    said = [text for text in page.find_all(string=True) if not text.find_parent(VERBATIM)]
    assert re.search(r"\$|\\[A-Za-z]", "".join(said)) is None


@every_page
def test_every_link_leads_somewhere_and_nothing_is_fetched_from_elsewhere(site, pages, address):
    page = pages[address]
    for element, target in targets(page):
        parts = urlsplit(target)
        file = ((site / address).parent / unquote(parts.path)).resolve()
        place = file.relative_to(site).as_posix() if parts.path and not parts.netloc else address
        if parts.scheme == "data":
            continue
        if parts.netloc:
            assert parts.scheme == "https", target
            assert parts.netloc in OUTSIDE, target
            assert element.name == "a" or element["rel"] == ["canonical"], target
        elif place == "lab/lab/index.html":
            assert Path(parse_qs(parts.query)["path"][0]).stem in NAMES, target
        else:
            assert place in {*ADDRESSES, *LIVE} or not place.endswith(".html"), target
            assert place in LIVE or (site / place).is_file(), target
            assert not parts.fragment or unquote(parts.fragment) in ids(pages[place]), target
            assert element.name != "a" or element.get_text().strip() or element.img, target
    assert page.find(["iframe", "object", "embed"]) is None
    # The start, the list of cells, and live.js.
    assert len(page.find_all("script")) == (0 if address == "read/teaching.html" else 3)


@every_lesson
def test_a_lesson_opens_elsewhere_leads_to_the_next_and_knows_its_earlier_names(pages, path):
    n, page = PATHS.index(path), pages[f"read/{path.stem}.html"]
    for at, before in ((pages["index.html"], ""), (page, "../")):
        hrefs = [target for _, target in targets(at)]
        assert f"{before}lab/lab/index.html?path={path.name}" in hrefs
        assert any("mybinder.org" in href and path.name in href for href in hrefs)
    near = {rel: [a["href"] for a in page.select(f"a[rel={rel}]")] for rel in ("prev", "next")}
    assert near["prev"] == [f"{name}.html" for name in NAMES[:n][-1:]]
    assert near["next"] == [f"{name}.html" for name in NAMES[n + 1 :][:1]]

    contents = [unquote(a["href"]) for a in page.select(".side a")]
    assert contents == [f"#{heading['id']}" for heading in page.find_all("h2")] != []

    about = json.loads(page.select_one("#lesson").string)
    names = [path.stem, *(old for old, new in MOVED.items() if new == path.stem)]
    assert about["kept_as"] == [f"{name}.ipynb" for name in names]
    giver = TAKEN_FROM.get(path.stem)
    assert list(about["earlier"]) == names[1:] + ([giver] if giver else [])


def test_the_cells_that_a_lesson_took_over_are_named_and_those_that_stayed_are_not(pages):
    def earlier(name):
        return json.loads(pages[f"read/{name}.html"].select_one("#lesson").string)["earlier"]

    assert len(earlier("09_hidden_layer")["08_digits"]) > 10
    weights = earlier("07_weights_and_batches")
    assert "imports" in weights["04_weights"]
    assert "ex-batch" in weights["07_p_minus_y"]
    assert "imports" not in weights["07_p_minus_y"]  # that cell of 06_p_minus_y is still there


@pytest.mark.parametrize(("old", "new"), MOVED.items())
def test_an_old_address_leads_to_the_lesson_and_is_listed_nowhere(site, pages, old, new):
    page = pages[f"read/{old}.html"]
    assert page.a["href"] == f"{new}.html"
    assert page.select_one("[rel=canonical]")["href"] == f"{LINKS['site']}read/{new}.html"
    for listing in ("sitemap.xml", "index.html"):
        assert old not in (site / listing).read_text(encoding="utf-8")


def test_a_search_engine_finds_title_description_and_place(site, pages):
    found = set()
    for address in ADDRESSES:
        metas = pages[address].select("meta[content]")
        named = {meta.get("name") or meta.get("property"): meta["content"] for meta in metas}
        title = pages[address].title.get_text()
        found |= {title, named["description"]}
        assert 40 <= len(named["description"]) <= 300, address
        assert "$" not in named["description"] + title
        assert named["og:title"] in title
        where = LINKS["site"] + address.replace("index.html", "")
        assert named["og:url"] == where
        assert (site / named["og:image"].removeprefix(LINKS["site"])).is_file()
        assert f"<loc>{where}</loc>" in (site / "sitemap.xml").read_text(encoding="utf-8")
    assert len(found) == 2 * len(ADDRESSES)


def test_without_a_public_address_no_link_needs_one(made, tmp_path):
    made()
    pages = {path.name: parsed(path) for path in tmp_path.rglob("*.html")}
    assert pages.keys() == {"index.html", "01_made.html", "teaching.html"}
    for name, page in pages.items():
        assert {urlsplit(target).netloc for _, target in targets(page)} <= {"", *CITED}, name
        assert not any("Binder" in a.get_text() for a in page.find_all("a")), name
        assert placeholders(str(page)) == [], name
    assert not list(tmp_path.rglob("sitemap.xml"))
