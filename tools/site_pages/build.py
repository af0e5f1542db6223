"""Puts the pages together: templates, lessons, pictures, one style sheet, one font."""

import json
import re
import shutil
from pathlib import Path
from urllib.parse import urlencode
from xml.sax.saxutils import escape

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from helpers.exercises.content.lessons import MOVED, TAKEN_FROM
from tools.links import FIRST_LESSON, links
from tools.site_pages.cells import Cells, anchors, reserved
from tools.site_pages.lesson import DESCRIPTION, lessons
from tools.site_pages.markdown import Writer, plain

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
# Written beside the pages they belong to; the moving picture is the one of README.md.
ASSETS = ("style.css", "math.woff2", "OFL.txt")
PANEL = "docs/panel.webp"
PANEL_STILL = "docs/panel.png"
# The front page is a live page with one cell, whose code it does not show.
FRONT_PANEL = {
    "id": "softmax-bars",
    "code": "from helpers.panels import softmax_bars\nsoftmax_bars()",
    "needs": [],
    "widget": True,
    "fails": False,
}


def build(dist, root=ROOT, repository=None):
    """Write the front page, every lesson as a page, and what they need, into `dist`.

    Parameters
    ----------
    dist : pathlib.Path
        The folder of the site. An index.html that is there, JupyterLite's own, is replaced.
    root : pathlib.Path
        The repository.
    repository : str or None
        Its public address, as `tools.links.address` returns it; without one the pages show no link
        that needs it.

    Returns
    -------
    list of pathlib.Path
        The pages, without those under a lesson's earlier name, which only lead to the new one.

    Raises
    ------
    ValueError
        When a lesson cannot become a page; the message names it.
    """
    return _Build(Path(dist), Path(root), repository).pages()


class _Build:
    def __init__(self, dist, root, repository):
        self.dist, self.root = dist, root
        self.lessons = lessons(root / "notebooks")
        self.links = links(repository)
        self.titles = {lesson.name: self._title(lesson) for lesson in self.lessons}
        self.anchors = {lesson.name: anchors(lesson) for lesson in self.lessons}
        self.templates = Environment(
            loader=FileSystemLoader(HERE / "templates"),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        self.templates.globals |= {
            "links": self.links,
            "lessons": self.lessons,
            "titles": self.titles,
            "jupyterlab": jupyterlab,
            "binder": self._binder,
            "start": Markup((ROOT / "site" / "live" / "start.js").read_text(encoding="utf-8")),
            "panel": Path(PANEL).name,
            "panel_still": Path(PANEL_STILL).name,
        }

    def pages(self):
        read = self.dist / "read"
        shutil.rmtree(read, ignore_errors=True)
        (read / "pictures").mkdir(parents=True)
        for name in ASSETS:
            shutil.copyfile(HERE / "assets" / name, read / name)
        for name in (PANEL, PANEL_STILL):
            shutil.copyfile(self.root / name, read / Path(name).name)
        written = [self._front()]
        for n, lesson in enumerate(self.lessons):
            for picture in lesson.pictures.values():
                (read / "pictures" / picture.file).write_bytes(picture.webp())
            written.append(self._lesson(n, lesson))
        written.append(self._teaching())
        for old, new in MOVED.items():
            if new in self.titles:
                title = plain(self.titles[new])
                self._write(f"read/{old}.html", "moved.html", name=new, title=title)
        if self.links["site"]:
            self._sitemap(written)
        return written

    def _front(self):
        return self._write(
            "index.html",
            "front.html",
            title="Softmax and cross-entropy, under your hand",
            description="Move a logit and watch softmax answer: an interactive course on softmax"
            " and cross-entropy that runs in your browser, with every step derived and every"
            " number computed.",
            questions=self._questions(),
            reserved=Markup(reserved("index", FRONT_PANEL["id"])),
            live=_as_script({"name": "front", "notebook": None, "cells": [FRONT_PANEL]}),
            hours=round(sum(lesson.minutes for lesson in self.lessons) / 60),
            base="",
        )

    def _lesson(self, n, lesson):
        writer = Writer(lesson.name, self.anchors)
        cells = Cells(lesson, writer)
        body = cells.html()
        before = [old for old, new in MOVED.items() if new == lesson.name]
        goals = "; ".join(plain(Writer().line(goal)) for goal in lesson.goals)
        return self._write(
            f"read/{lesson.name}.html",
            "lesson.html",
            title=plain(self.titles[lesson.name]),
            description=_shortened(f"You will be able to {goals}." if goals else "A lesson."),
            lesson=lesson,
            body=Markup(body),
            styles=Markup("\n".join(cells.styles)),
            live=_as_script(
                {
                    "name": lesson.name,
                    "notebook": f"../lab/files/{lesson.path.name}",
                    "kept_as": [f"{name}.ipynb" for name in (lesson.name, *before)],
                    "earlier": self._earlier(lesson, before),
                    "cells": cells.code(),
                }
            ),
            contents=_contents(writer),
            before=self.lessons[n - 1] if n else None,
            after=self.lessons[n + 1] if n + 1 < len(self.lessons) else None,
            base="../",
        )

    def _earlier(self, lesson, names):
        """Return {name of a lesson: ids of the cells here that a reader's edits may name so}."""
        mine = code_ids(lesson)
        places = dict.fromkeys(names, mine)
        giver = TAKEN_FROM.get(lesson.name)
        if giver:
            # A cell that still stands there is that lesson's own: each has its "imports".
            stayed = [code_ids(at) for at in self.lessons if at.name == MOVED.get(giver, giver)]
            places[giver] = [cell for cell in mine if cell not in sum(stayed, [])]
        return places

    def _teaching(self):
        writer = Writer()
        source = self.root / "docs" / "teaching.md"
        try:
            body = writer.html(source.read_text(encoding="utf-8"))
        except ValueError as problem:
            raise ValueError(f"{source}: {problem}") from problem
        # No script finds out here which code is too wide and scrolls: the keyboard gets to all.
        body = body.replace('<pre class="code">', '<pre class="code" tabindex="0">')
        return self._write(
            "read/teaching.html",
            "teaching.html",
            title=plain(next(text for level, _, text in writer.headings if level == 1)),
            description="How to give these lessons as lectures, with your own numbers, and as"
            " homework.",
            body=Markup(body),
            contents=_contents(writer),
            base="../",
        )

    def _write(self, address, template, **values):
        path = self.dist / address
        text = self.templates.get_template(template).render(address=address, **values)
        path.write_text(text, encoding="utf-8", newline="\n")
        return path

    def _sitemap(self, pages):
        names = [path.relative_to(self.dist).as_posix() for path in pages]
        addresses = [self.links["site"] + name.removesuffix("index.html") for name in names]
        rows = "\n".join(f"<url><loc>{escape(address)}</loc></url>" for address in addresses)
        text = (
            '<?xml version="1.0" encoding="UTF-8"?>\n'
            f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n{rows}\n</urlset>\n'
        )
        (self.dist / "sitemap.xml").write_text(text, encoding="utf-8", newline="\n")

    def _questions(self):
        """Return the first lesson's table of questions and answers, with links from the root."""
        first = self.lessons[0]
        source = "".join(cell.source for cell in first.cells if cell.id == "questions")
        rows = [row for row in source.splitlines() if row.startswith("|")]
        html = Writer(first.name, self.anchors).html("\n".join(rows))
        return Markup(re.sub(r'href="(?=\d\d_)', 'href="read/', html))

    def _title(self, lesson):
        try:
            return Markup(Writer().line(lesson.question))
        except ValueError as problem:
            raise ValueError(f"{lesson.path}, its title: {problem}") from problem

    def _binder(self, lesson):
        return self.links["binder"].replace(FIRST_LESSON, f"notebooks/{lesson.path.name}")


def code_ids(lesson):
    """Return the ids of a lesson's code cells."""
    return [cell.id for cell in lesson.cells if cell.cell_type == "code"]


def jupyterlab(lesson):
    """Return the address, from the root of the site, where JupyterLab opens a lesson."""
    return f"lab/lab/index.html?{urlencode({'path': lesson.path.name})}"


def _as_script(value):
    """Return a value as JSON that can stand in a script element."""
    return Markup(json.dumps(value).replace("<", "\\u003c"))


def _contents(writer):
    return [(anchor, Markup(text)) for level, anchor, text in writer.headings if level == 2]


def _shortened(text):
    if len(text) <= DESCRIPTION:
        return text
    return text[: text.rindex(" ", 0, DESCRIPTION - 1)].rstrip(",;:") + "…"
