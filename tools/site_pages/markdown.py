"""Markdown cells as HTML: with anchors, with formulas as MathML, with links within the site.

Temml translates the formulas, in one node process for the whole build (site/formulas.mjs): a page
needs no script to show them.
"""

import atexit
import functools
import json
import re
from difflib import get_close_matches
from html import escape, unescape
from urllib.parse import quote, unquote

from mistune import HTMLRenderer
from nbconvert.filters.markdown_mistune import MarkdownWithMath
from pygments import highlight
from pygments.formatters import HtmlFormatter
from pygments.lexers import get_lexer_by_name

from tools import node

FORMATTER = HtmlFormatter(nowrap=True)
# A formula in a line, with the brackets before it and the signs after it.
IN_LINE = re.compile(
    r'([(\[“]*)<span class="math">((?:<math\b.*?</math>)+)</span>([.,;:?!)\]”’]*(?:-\w+)?)'
)


@functools.cache
def _temml():
    process = node.start("formulas.mjs")
    # The end of its input is the end of the process.
    atexit.register(process.communicate)
    return process


@functools.cache
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
    """Writes the cells of one page, and remembers its headings.

    Parameters
    ----------
    name : str or None
        The name of the lesson that the page shows.
    lessons : dict of str to dict
        The `anchors` of every lesson, by its name: a link to a heading has to lead to one. What
        is not among them is not looked at.

    Attributes
    ----------
    headings : list of (level, anchor, text)
    anchors : dict of str to str
        The anchor of a heading as JupyterLab names it -> as the page names it.
    """

    def __init__(self, name=None, lessons=None):
        super().__init__(escape=False, allow_harmful_protocols=False)
        self.name, self.lessons = name, lessons or {}
        self.headings, self.anchors = [], {}
        self._tex = {}  # a formula as it is written here -> its TeX
        self._markdown = MarkdownWithMath(renderer=self)

    def html(self, text):
        """Return Markdown text as HTML."""
        return IN_LINE.sub(_kept_together, self._markdown(text))

    def line(self, text):
        """Return one line of Markdown as HTML without a paragraph around it."""
        return re.sub(r"^<p>(.*)</p>\n?$", r"\1", self.html(text).strip(), flags=re.DOTALL)

    def heading(self, text, level, **attributes):
        """Return a heading with an anchor, named by its words with - for blanks.

        That is JupyterLab's name too, except that JupyterLab takes formulas as TeX.
        """
        anchor = base = re.sub(r"\s+", "-", plain(text).strip())
        taken = {known for _, known, _ in self.headings}
        number = 1
        while anchor in taken:
            number += 1
            anchor = f"{base}-{number}"
        self.headings.append((level, anchor, text))
        in_tex = text
        for formula, tex in self._tex.items():
            in_tex = in_tex.replace(formula, escape(f"${tex}$"))
        # Of several with one name JupyterLab goes to the first.
        self.anchors.setdefault(plain(in_tex).replace(" ", "-"), anchor)
        link = f'<a class="anchor" href="#{quote(anchor)}" aria-label="Link to this heading">#</a>'
        if level == 1:
            link = ""
        return f'<h{level} id="{escape(anchor)}">{text}{link}</h{level}>\n'

    def link(self, text, url, title=None):
        """Return a link; one to a notebook leads to the page of that lesson."""
        path, _, anchor = url.partition("#")
        if re.fullmatch(r"[\w.-]+\.ipynb", path):
            # Whether there is such a page, tests/site asks: a lesson is written before the next.
            name = path.removesuffix(".ipynb")
            url = f"{name}.html{self._place(name, anchor)}"
        elif url.startswith("#"):
            url = self._place(self.name, anchor)
        elif "://" not in url:
            raise ValueError(f"a link leads to {unquote(url)}, which is not on the site")
        return super().link(text, url, title)

    def sanitize_url(self, url):
        """Let a page's own name pass: a colon in its anchor is not the end of a protocol."""
        if re.match(r"[\w.-]+\.html(#|$)", url):
            return url
        return super().sanitize_url(url)

    def _place(self, name, anchor):
        """Return the end of a link to a heading, which the notebook names as JupyterLab does."""
        known = self.lessons.get(name)
        if not anchor or known is None:
            return f"#{anchor}" if anchor else ""
        anchor = unquote(anchor)
        if anchor not in known:
            meant = "".join(f"; is #{near} meant?" for near in get_close_matches(anchor, known, 1))
            raise ValueError(f"a link leads to #{anchor}, no heading of {name}.ipynb{meant}")
        return f"#{quote(known[anchor])}"

    def image(self, text, url, title=None):
        """Refuse a picture: those of the lessons are drawn by their cells."""
        raise ValueError(f"the picture {url[:60]} stands in a Markdown cell; draw it in a cell")

    def block_math(self, body):
        """Return a formula on a line of its own, which scrolls by itself when it is too wide."""
        return f'<span class="formula">{to_mathml(body, display=True)}</span>'

    def inline_math(self, body):
        """Return a formula within a line."""
        written = f'<span class="math">{to_mathml(body)}</span>'
        self._tex[written] = body
        return written

    def latex_environment(self, name, body):
        """Return a formula that begins with its environment, without dollar signs."""
        return self.block_math(f"\\begin{{{name}}}{body}\\end{{{name}}}")

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
        style = f' class="{align}"' if align else ""
        return f"  <{tag}{scope}{style}>{text}</{tag}>\n"


def _kept_together(found):
    """Keep brackets and full stops on the line of the formula they belong to.

    Browsers break a line between a formula and what follows it, even a comma.
    """
    before, formula, after = found.groups()
    parts = re.findall(r"<math\b.*?</math>", formula)
    whole = list(parts)
    whole[0] = before + whole[0]
    whole[-1] += after
    kept = (
        new if new == old else f'<span class="keep">{new}</span>' for new, old in zip(whole, parts)
    )
    return f'<span class="math">{"".join(kept)}</span>'


def coloured(code, language="ipython3"):
    """Return code as HTML with the classes of its colours."""
    shown = highlight(code, get_lexer_by_name(language), FORMATTER)
    return f'<pre class="code"><code>{shown.rstrip()}</code></pre>\n'


def plain(html):
    """Return the words of a piece of HTML."""
    return unescape(re.sub(r"<[^>]*>", "", html)).replace("\N{NO-BREAK SPACE}", " ")
