"""What TeX writes in rows and columns: aligned steps, cases, matrices."""

from dataclasses import dataclass

from tools.site_pages.tex.atoms import mo, row


@dataclass(frozen=True)
class Environment:
    """How an environment is set: its class in style.css, its fences, large or small."""

    style: str
    fences: tuple = ("", "")
    display: bool = False


_ALIGNED = Environment("aligned", display=True)
ENVIRONMENTS = {
    **dict.fromkeys(("aligned", "align", "align*", "split", "alignat*"), _ALIGNED),
    **dict.fromkeys(("gathered", "gather", "gather*"), Environment("gathered", display=True)),
    "cases": Environment("cases", ("{", "")),
    "matrix": Environment("matrix"),
    "smallmatrix": Environment("matrix"),
    "array": Environment("matrix"),
    "pmatrix": Environment("matrix", ("(", ")")),
    "bmatrix": Environment("matrix", ("[", "]")),
    "vmatrix": Environment("matrix", ("|", "|")),
    "Vmatrix": Environment("matrix", ("‖", "‖")),
}


def table(name, rows):
    """Return rows of cells, each a list of atoms, as this environment sets them."""
    environment = ENVIRONMENTS[name]
    if rows and rows[-1] == [[]]:
        rows = rows[:-1]
    width = max((len(cells) for cells in rows), default=0)
    lines = "".join(_line(cells, width, environment) for cells in rows)
    large = ' displaystyle="true"' if environment.display else ""
    grid = f'<mtable class="{environment.style}"{large}>{lines}</mtable>'
    if not any(environment.fences):
        return grid
    opening, closing = (
        mo(sign, form=form, fence="true", stretchy="true", symmetric="true") if sign else ""
        for sign, form in zip(environment.fences, ("prefix", "postfix"))
    )
    return f"<mrow>{opening}{grid}{closing}</mrow>"


def _line(cells, width, environment):
    shown = []
    for n in range(width):
        atoms = cells[n] if n < len(cells) else []
        # In aligned steps the second column goes on where the first ends: = a, + b.
        after = "ord" if environment is _ALIGNED and n % 2 else None
        shown.append(f"<mtd>{row(atoms, after)}</mtd>")
    return f"<mtr>{''.join(shown)}</mtr>"
