"""The normal form of a stored notebook: one text for one content, so that differences are small."""

import copy

import nbformat

KERNELSPEC = {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"}
# No version number: it would change with every reader's Python.
LANGUAGE = {
    "file_extension": ".py",
    "mimetype": "text/x-python",
    "name": "python",
    "pygments_lexer": "ipython3",
}
WIDGET_VIEW = "application/vnd.jupyter.widget-view+json"
# What a lesson needs of a cell's metadata. Editors and kernels leave more behind.
CELL_METADATA = ("deletable", "editable", "jupyter", "slideshow", "tags")


def read(path):
    """Return the notebook in the file at `path`.

    Raises
    ------
    ValueError
        When the file is not a notebook; the message names it.
    """
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

    Code cells that have been run are numbered 1 to n, and a widget keeps its picture and text but
    not the view that only a running kernel can show.
    """
    new = copy.deepcopy(notebook)
    new.metadata = nbformat.from_dict({"kernelspec": KERNELSPEC, "language_info": LANGUAGE})
    number = 0
    for cell in new.cells:
        # True is what editable and deletable mean when they are absent.
        kept = {name: cell.metadata.get(name, True) for name in CELL_METADATA}
        kept = {name: value for name, value in kept.items() if value not in (True, [])}
        cell.metadata = nbformat.from_dict(kept)
        cell.source = cell.source.rstrip("\n")
        if cell.cell_type == "code":
            number += 1
            if cell.execution_count is not None:
                cell.execution_count = number
            cell.outputs = _outputs(cell.outputs, cell.execution_count)
    return new


def _outputs(outputs, execution_count):
    new = []
    for output in outputs:
        if output.output_type == "stream" and new and new[-1].get("name") == output.name:
            new[-1].text += output.text
            continue
        if "data" in output:
            output.data.pop(WIDGET_VIEW, None)
            output.metadata.pop(WIDGET_VIEW, None)
            if not output.data:
                continue
        if output.output_type == "execute_result":
            output.execution_count = execution_count
        new.append(output)
    return new
