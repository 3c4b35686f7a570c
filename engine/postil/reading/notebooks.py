"""Jupyter notebooks: their code cells, joined in order."""

from __future__ import annotations

from collections.abc import Iterator

from postil.reading.fields import Fields, wrong
from postil.reading.jsontext import decode
from postil.reading.newlines import unified

NOTEBOOK_SUFFIX = ".ipynb"


def read_notebook(data: bytes) -> tuple[str, str]:
    """The code of a notebook and the name of its language.

    Cells are kept apart by an empty line, so that a comment at the end of one is not taken for a remark on
    the next.

    Raises:
        MalformedError: it is no JSON.
        FieldError: it is JSON but no notebook.
    """
    notebook = decode(data.removeprefix(b"\xef\xbb\xbf"))
    if not isinstance(notebook, dict):
        raise wrong(notebook, "the notebook", "an object")
    cells = [
        _source(cell, index) for index, cell in enumerate(_cells(notebook)) if cell.get("cell_type") == "code"
    ]
    code = "\n\n".join(cell.rstrip("\n") for cell in cells if cell.strip())
    return code + "\n" if code else "", _language(notebook)


def _cells(notebook: Fields) -> Iterator[Fields]:
    """All cells; before version 4 they stand in worksheets."""
    sheets = notebook.get("worksheets", [notebook])
    if not isinstance(sheets, list):
        raise wrong(sheets, "worksheets", "a list")
    for sheet in sheets:
        cells = sheet.get("cells") if isinstance(sheet, dict) else None
        if not isinstance(cells, list):
            raise wrong(cells, "cells", "a list of cells: is this a notebook?")
        for index, cell in enumerate(cells):
            if not isinstance(cell, dict):
                raise wrong(cell, f"cells[{index}]", "an object")
            yield cell


def _source(cell: Fields, index: int) -> str:
    source = cell.get("source", cell.get("input", ""))
    if isinstance(source, str):
        return unified(source)
    if isinstance(source, list) and all(isinstance(line, str) for line in source):
        return unified("".join(source))
    raise wrong(source, f"cells[{index}].source", "a string or a list of strings")


def _language(notebook: Fields) -> str:
    metadata = notebook.get("metadata")
    if isinstance(metadata, dict):
        for section, key in (("kernelspec", "language"), ("language_info", "name")):
            info = metadata.get(section)
            if isinstance(info, dict) and isinstance(info.get(key), str):
                return str(info[key])
    return "python"
