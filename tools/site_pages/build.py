"""Puts the pages together: templates, lessons, pictures, one style sheet, one font."""

import re
import shutil
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from helpers.exercises.content.lessons import MOVED, TAKEN_FROM
from tools.links import links
from tools.site_pages.cells import Lesson, reserved
from tools.site_pages.markdown import Writer
from tools.site_pages.needs import needs

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]


def build(dist, root=ROOT, repository=None):
    """Write the front page, every lesson as a page, and what they need, into `dist`.

    Without a public address, `repository`, the pages show no link that needs it.
    """
    read = dist / "read"
    shutil.rmtree(read, ignore_errors=True)
    shutil.copytree(HERE / "assets", read)
    (read / "pictures").mkdir()
    for name in ("panel.webp", "panel.png"):  # the moving picture of README.md, and one at rest
        shutil.copy(root / "docs" / name, read)

    lessons = [Lesson(path) for path in sorted((root / "notebooks").glob("*.ipynb"))]
    templates = Environment(
        loader=FileSystemLoader([HERE / "templates", ROOT / "site" / "live"]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    # Keys in their own order, and no space that a browser does not need.
    templates.policies["json.dumps_kwargs"] = {"separators": (",", ":")}
    templates.globals |= {"links": links(repository), "lessons": lessons}

    def write(address, template, **values):
        base = "../" * address.count("/")  # from the page to the root of the site
        page = templates.get_template(template).render(address=address, base=base, **values)
        (dist / address).write_text(page, encoding="utf-8", newline="\n")

    for lesson in lessons:
        body, styles = lesson.html(templates.get_template("cell.html"))
        for picture in lesson.pictures:
            target = read / "pictures" / picture.file
            picture.image.save(target, lossless=True, quality=60, method=4)
        values = {"lesson": lesson, "headings": lesson.headings, "live": live(lesson, lessons)}
        write(f"read/{lesson.name}.html", "lesson.html", body=body, styles=styles, **values)
        for old in lesson.former:
            write(f"read/{old}.html", "moved.html", lesson=lesson)
    room = reserved("index", "softmax-bars")
    write("index.html", "front.html", questions=questions(lessons[0]), room=room)
    teaching = Writer()
    body = teaching.html((root / "docs" / "teaching.md").read_text(encoding="utf-8"))
    # No script finds out here which code is too wide and scrolls: the keyboard gets to all.
    body = body.replace('<pre class="code">', Markup('<pre class="code" tabindex="0">'))
    write("read/teaching.html", "teaching.html", headings=teaching.headings, body=body)
    if templates.globals["links"]["site"]:
        write("sitemap.xml", "sitemap.xml")


def live(lesson, lessons):
    """Return what the JavaScript of a lesson's page has to know."""
    mine = [cell.id for cell in lesson.code]
    # The name of a lesson: the cells here that a reader's edits may name so.
    earlier = dict.fromkeys(lesson.former, mine)
    if giver := TAKEN_FROM.get(lesson.name):
        # A cell that still stands there is that lesson's own: each has its "imports".
        there = [at for at in lessons if at.name == MOVED.get(giver, giver)]
        stayed = {cell.id for at in there for cell in at.code}
        earlier[giver] = [cell for cell in mine if cell not in stayed]
    cells = [cell for cell in lesson.code if cell.source.strip()]
    return {
        "name": lesson.name,
        "notebook": f"../lab/files/{lesson.path.name}",
        "kept_as": [f"{name}.ipynb" for name in (lesson.name, *lesson.former)],
        "earlier": earlier,
        "cells": [
            {
                "id": cell.id,
                "code": cell.source,
                "needs": needed,
                # A panel, a question or a hunt is stored as a picture or as its words.
                "widget": any(
                    {"image/png", "text/markdown"} & output.get("data", {}).keys()
                    for output in cell.outputs
                ),
                "fails": "raises-exception" in cell.metadata.get("tags", []),
            }
            for cell, needed in zip(cells, needs([cell.source for cell in cells]))
        ],
    }


def questions(first):
    """Return the first lesson's table of questions and answers, with links from the root."""
    source = "".join(cell.source for cell in first.cells if cell.id == "questions")
    rows = [row for row in source.splitlines() if row.startswith("|")]
    return Markup(re.sub(r'href="(?=\d\d_)', 'href="read/', Writer().html("\n".join(rows))))
