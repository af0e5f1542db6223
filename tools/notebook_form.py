"""The normal form of a stored notebook: one text for one content, so that differences are small."""

import copy

import nbformat

METADATA = {
    "kernelspec": {
        "display_name": "Python 3 (ipykernel)",
        "language": "python",
        "name": "python3",
    },
    # No version number: it would change with every reader's Python.
    "language_info": {
        "file_extension": ".py",
        "mimetype": "text/x-python",
        "name": "python",
        "pygments_lexer": "ipython3",
    },
}
WIDGET_VIEW = "application/vnd.jupyter.widget-view+json"
# What a lesson needs of a cell's metadata. Editors and kernels leave more behind.
CELL_METADATA = ("deletable", "editable", "jupyter", "slideshow", "tags")


def read(path):
    """Return the notebook in the file at `path`; raise ValueError, naming it, when it is none."""
    try:
        notebook = nbformat.v4.upgrade(nbformat.read(path, as_version=4))
        nbformat.validate(notebook)
    except (ValueError, KeyError, TypeError, AttributeError, nbformat.ValidationError) as problem:
        raise ValueError(f"{path} is not a notebook: {problem}") from problem
    return notebook


def serialise(notebook):
    """Return the text of a notebook: indented by one, every letter as itself, one newline last."""
    return nbformat.v4.writes(notebook) + "\n"


def normalised(notebook):
    """Return a copy of the notebook in normal form; what was computed stays as it is.

    A widget keeps its picture and text but not the view that only a running kernel can show.
    """
    new = copy.deepcopy(notebook)
    new.metadata = METADATA
    for cell in new.cells:
        # True is what editable and deletable mean when they are absent.
        kept = {name: cell.metadata.get(name, True) for name in CELL_METADATA}
        cell.metadata = {name: value for name, value in kept.items() if value not in (True, [])}
        cell.source = cell.source.rstrip("\n")
        if cell.cell_type == "code":
            for output in cell.outputs:
                output.get("data", {}).pop(WIDGET_VIEW, None)
                output.get("metadata", {}).pop(WIDGET_VIEW, None)
            cell.outputs = [output for output in cell.outputs if output.get("data") != {}]
    return new
