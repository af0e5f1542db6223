"""Cells and outputs as short calls, for tests that make a notebook of their own."""

from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

from tools.notebook_form import normalised


def said(text):
    return new_markdown_cell(text, metadata={"slideshow": {"slide_type": "fragment"}})


def run(source, *outputs, kind="fragment"):
    metadata = {"slideshow": {"slide_type": kind}}
    return new_code_cell(source, execution_count=1, metadata=metadata, outputs=list(outputs))


def value(text):
    return new_output("execute_result", {"text/plain": text}, execution_count=1)


def printed(text, name="stdout"):
    return new_output("stream", text=text, name=name)


def notebook_of(*cells):
    return normalised(new_notebook(cells=list(cells)))
