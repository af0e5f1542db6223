"""A small lesson that keeps every rule, for tests that break one at a time."""

from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

from tools.notebook_form import normalised, serialise

TITLE = """# Why does it sum to 1?

**About 5 minutes.** You need numpy.

You will be able to

- see it;
- say it;
- show it."""
END = """## What you learned

- It sums to 1.

## Mistakes people really make

- Forgetting it.

## Roads not taken

- None.

## Next

[The next lesson](02_next.ipynb)"""


def said(text, kind="fragment"):
    return new_markdown_cell(text, metadata={"slideshow": {"slide_type": kind}})


def run(source, *outputs, kind="fragment", tags=()):
    metadata = {"slideshow": {"slide_type": kind}}
    if tags:
        metadata["tags"] = list(tags)
    return new_code_cell(source, execution_count=1, metadata=metadata, outputs=list(outputs))


def value(text, **more):
    data = {"text/plain": text, **more}
    return new_output("execute_result", data, execution_count=1)


def printed(text, name="stdout"):
    return new_output("stream", text=text, name=name)


def failure():
    return new_output("error", ename="ValueError", evalue="no", traceback=["no"])


def lesson(*cells):
    """Return the small lesson with `cells` in its middle."""
    return normalised(
        new_notebook(
            cells=[
                said(TITLE, "slide"),
                run("import numpy as np", kind="skip"),
                run("np.ones(2) / 2", value("array([0.5, 0.5])")),
                *cells,
                said(END, "slide"),
            ]
        )
    )


def stored(folder, notebook):
    """Store a notebook as lesson 01 of a folder that has a lesson 02, and return its path."""
    (folder / "02_next.ipynb").write_text("{}")
    path = folder / "01_fake.ipynb"
    path.write_text(serialise(notebook), encoding="utf-8")
    return path
