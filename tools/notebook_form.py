"""The normal form of a stored notebook: one text for one content, so that differences are small."""

import hashlib
import json

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
# What editors and kernels leave behind and no reader needs.
CELL_LITTER = ("execution", "ExecuteTime", "collapsed", "scrolled", "trusted", "vscode", "id")


def read(path):
    """Return the notebook in the file at `path`, every cell with an id of its own.

    Raises
    ------
    ValueError
        When the file is not a notebook of format 4; the message names it.
    """
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
        if data["nbformat"] != 4:
            raise ValueError(f"its format is {data['nbformat']!r}, expected 4")
        notebook = nbformat.v4.rwbase.rejoin_lines(nbformat.from_dict(data))
        notebook.nbformat_minor = 5
        # Before nbformat looks at it: nbformat would give random ids.
        give_ids(notebook.cells)
        nbformat.validate(notebook)
    except (ValueError, KeyError, TypeError, AttributeError, nbformat.ValidationError) as problem:
        raise ValueError(f"{path} is not a notebook: {problem}") from problem
    return notebook


def serialise(notebook):
    """Return the text of a notebook: indented by one, every letter as itself, one newline last."""
    split = nbformat.v4.rwbase.split_lines(nbformat.from_dict(notebook))
    return json.dumps(split, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def normalised(notebook):
    """Return a copy of the notebook in normal form; what was computed stays as it is.

    Code cells that have been run are numbered 1 to n, cell ids are kept where they are unique,
    and a widget keeps its picture and text but not the view that only a running kernel can show.
    """
    new = nbformat.from_dict(json.loads(json.dumps(notebook)))
    new.metadata = nbformat.from_dict({"kernelspec": KERNELSPEC, "language_info": LANGUAGE})
    new.nbformat, new.nbformat_minor = 4, 5
    give_ids(new.cells)
    number = 0
    for cell in new.cells:
        cell.metadata = _cell_metadata(cell.metadata)
        cell.source = cell.source.rstrip("\n")
        if cell.cell_type != "code":
            continue
        number += 1
        if cell.execution_count is not None:
            cell.execution_count = number
        cell.outputs = _outputs(cell.outputs, cell.execution_count)
    return new


def give_ids(cells):
    """Give every cell an id of its own: the one it has if it is free, else one from its words."""
    taken = set()
    for cell in cells:
        wanted, attempt = cell.get("id"), 0
        while not wanted or wanted in taken:
            seed = f"{attempt}\n{cell.cell_type}\n{cell.source}"
            wanted = hashlib.sha256(seed.encode()).hexdigest()[:8]
            attempt += 1
        taken.add(wanted)
        cell.id = wanted


def _cell_metadata(metadata):
    kept = {name: value for name, value in metadata.items() if name not in CELL_LITTER}
    # True is what both mean when they are absent; JupyterLab's slide menu writes them anyway.
    for name in ("editable", "deletable"):
        if kept.get(name) is True:
            del kept[name]
    if not kept.get("tags", True):
        del kept["tags"]
    return nbformat.from_dict(kept)


def _outputs(outputs, execution_count):
    new = []
    for output in outputs:
        output.pop("transient", None)
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
