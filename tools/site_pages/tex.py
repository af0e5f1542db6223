r"""TeX formulas as MathML, when the site is built: the page needs no script to show them.

Temml translates them, in one node process for the whole build (see site/formulas.mjs).
"""

import atexit
import functools
import json

from tools import node


class TexError(ValueError):
    """A formula that Temml refuses."""


@functools.cache
def _temml():
    process = node.start("formulas.mjs")
    atexit.register(_end, process)
    return process


def _end(process):
    process.stdin.close()  # the end of its input is the end of the process
    process.stdout.close()
    process.wait()


@functools.cache
def to_mathml(tex, display=False):
    r"""Return a formula as MathML.

    Parameters
    ----------
    tex : str
        What stands between the dollar signs.
    display : bool
        Whether it stands on a line of its own. A long formula within a line is given as several
        `math` elements, side by side, so that the line can break after a relation.

    Returns
    -------
    str

    Raises
    ------
    TexError
        When something in the formula is unknown or does not fit together; it holds the formula.

    Examples
    --------
    >>> to_mathml("z_1")
    '<math><msub><mi>z</mi><mn>1</mn></msub></math>'
    """
    process = _temml()
    process.stdin.write(json.dumps({"tex": tex, "display": display}) + "\n")
    process.stdin.flush()
    answer = json.loads(process.stdout.readline())
    if "refused" in answer:
        raise TexError(f"{answer['refused']}, in the formula ${' '.join(tex.split())}$")
    return answer["mathml"]
