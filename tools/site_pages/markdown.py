"""Markdown cells as HTML: with anchors, with formulas as MathML, with links within the site.

Temml translates the formulas, in one node process for the whole build (site/formulas.mjs): a page
needs no script to show them.
"""

import atexit
import functools
import json
import re
import subprocess
from html import escape
from urllib.parse import quote, unquote

from markupsafe import Markup
from mistune import HTMLRenderer, create_markdown
from pygments import highlight
from pygments.formatters import HtmlFormatter
from pygments.lexers import get_lexer_by_name

from tools import node

PLUGINS = ("strikethrough", "table", "url", "task_lists", "def_list", "math")
FORMATTER = HtmlFormatter(nowrap=True)
# A formula in a line, with the brackets before it and the signs after it.
IN_LINE = re.compile(
    r'([(\[“]*)<span class="math">((?:<math\b.*?</math>)+)</span>([.,;:?!)\]”’]*(?:-\w+)?)'
)


@functools.cache
def _temml():
    command = [node.PROGRAM, "formulas.mjs"]
    process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, **node.TEXT)
    # The end of its input is the end of the process.
    atexit.register(process.communicate)
    return process


def to_mathml(tex, display=False):
    """Return a formula as MathML.

    One that stands in a line, if it is long, is given as several `math` elements side by side, so
    that the line can break after a relation. A ValueError holds what Temml refuses.

    >>> to_mathml("z_1")
    '<math><msub><mi>z</mi><mn>1</mn></msub></math>'
    """
    process = _temml()
    process.stdin.write(json.dumps({"tex": tex, "display": display}) + "\n")
    process.stdin.flush()
    answer = json.loads(process.stdout.readline())
    if "refused" in answer:
        raise ValueError(f"{answer['refused']}, in the formula ${' '.join(tex.split())}$")
    return answer["mathml"]


class Writer(HTMLRenderer):
    """Writes the cells of one page, and remembers its headings as (level, anchor, HTML).

    A link may lead to a lesson or to a heading that comes later, and the site may not have it:
    tests/site asks.
    """

    def __init__(self):
        super().__init__(escape=False, allow_harmful_protocols=False)
        self.headings = []
        self._markdown = create_markdown(renderer=self, plugins=PLUGINS)

    def html(self, text):
        """Return Markdown text as HTML."""
        return Markup(IN_LINE.sub(_kept_together, self._markdown(text)))

    def line(self, text):
        """Return one line of Markdown as HTML without a paragraph around it."""
        return Markup(self.html(text).strip().removeprefix("<p>").removesuffix("</p>"))

    def heading(self, text, level):
        """Return a heading with an anchor, named as JupyterLab does: its words, - for blanks."""
        anchor = Markup(text).striptags().replace(" ", "-")
        self.headings.append((level, anchor, Markup(text)))
        link = f'<a class="anchor" href="#{quote(anchor)}" aria-label="Link to this heading">#</a>'
        if level == 1:
            link = ""
        return f'<h{level} id="{escape(anchor)}">{text}{link}</h{level}>\n'

    def link(self, text, url, title=None):
        """Return a link; one to a notebook leads to the page of that lesson."""
        path, mark, anchor = url.partition("#")
        if re.fullmatch(r"([\w.-]+\.ipynb)?", path):
            # Not through mistune: it takes the colon of an anchor for the end of a protocol.
            place = path.replace(".ipynb", ".html") + mark + quote(unquote(anchor))
            return f"<a{self.render_attrs({'href': place, 'title': title})}>{text}</a>"
        return super().link(text, url, title)

    def block_math(self, body):
        """Return a formula on a line of its own, which scrolls by itself when it is too wide."""
        return f'<p><span class="formula">{to_mathml(body, display=True)}</span></p>\n'

    def inline_math(self, body):
        """Return a formula within a line."""
        return f'<span class="math">{to_mathml(body)}</span>'

    def block_code(self, code, info=None):
        """Return code with its colours."""
        return coloured(code, (info or "text").split()[0])

    def table(self, text):
        """Return a table in a frame that scrolls by itself when the table is too wide."""
        return f'<div class="scroll"><table>\n{text}</table></div>\n'

    def table_cell(self, text, align=None, head=False):
        """Return a cell of a table; a heading says that it is one of its column."""
        # A heading without words names no column.
        tag, scope = ("th", ' scope="col"') if head and text.strip() else ("td", "")
        return f"  <{tag}{scope}>{text}</{tag}>\n"


def _kept_together(found):
    """Keep brackets and full stops on the line of the formula they belong to.

    Browsers break a line between a formula and what follows it, even a comma.
    """
    pieces = re.split("(?<=</math>)(?=<math)", "".join(found.groups()))
    kept = (
        piece if re.fullmatch("<math.*</math>", piece) else f'<span class="keep">{piece}</span>'
        for piece in pieces
    )
    return f'<span class="math">{"".join(kept)}</span>'


def coloured(code, language="ipython3"):
    """Return code as HTML with the classes of its colours."""
    shown = highlight(code, get_lexer_by_name(language), FORMATTER)
    return f'<pre class="code"><code>{shown.rstrip()}</code></pre>\n'
