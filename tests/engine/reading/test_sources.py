"""Source files and notebooks, and the walk that finds them."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from postil.errors import UsageError
from postil.reading.sources import read_source, walk_sources
from postil.records import Damage, Row

SOURCE = 'def half(n):\n    """Halve n."""\n    return n / 2  # the half\n'


def write(path: Path, data: str | bytes) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return path


def notebook(*cells: object, **metadata: object) -> str:
    return json.dumps({"cells": cells, "metadata": metadata, "nbformat": 4})


def code_cell(source: object) -> dict[str, object]:
    return {"cell_type": "code", "source": source, "metadata": {}}


def test_a_source_has_its_own_comments_and_docstrings(tmp_path: Path) -> None:
    path = write(tmp_path / "a.py", SOURCE)
    row = read_source(path)
    assert isinstance(row, Row)
    assert (row.id, row.snippet.path, row.snippet.language) == (str(path), str(path), "python")
    assert [(c.kind, c.text) for c in row.comments] == [("docstring", "Halve n."), ("line", "the half")]
    assert row.missing is None


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"\xef\xbb\xbfx = 'e'\r\ny = 1\r", "x = 'e'\ny = 1\n"),
        ("# -*- coding: latin-1 -*-\nx = 'é'\n".encode("latin-1"), "# -*- coding: latin-1 -*-\nx = 'é'\n"),
        ("#!/usr/bin/python\n# vim: set fileencoding=gbk :\nx = '中'".encode("gbk"), "#!/usr/bin/python\n# vim: set fileencoding=gbk :\nx = '中'"),
        ("# coding: utf-8\nx = '中'".encode(), "# coding: utf-8\nx = '中'"),
    ],
)  # fmt: skip
def test_source_is_decoded_as_it_declares(tmp_path: Path, data: bytes, code: str) -> None:
    row = read_source(write(tmp_path / "a.py", data))
    assert isinstance(row, Row)
    assert row.snippet.code == code


@pytest.mark.parametrize(
    ("data", "line", "column", "reason"),
    [
        ("x = 1\r\ny = 'é".encode() + b"\xff'", 2, 7, "0xff"),
        (b"# coding: no-such\n", 1, 1, "unknown encoding"),
        (b"# coding: punycode\n", 1, 1, "unknown encoding"),
        (b"# coding: rot13\n", 1, 1, "not a text encoding"),
        (b"\xef\xbb\xbf# coding: latin-1\n", 1, 1, "encoding problem"),
    ],
)
def test_source_in_another_encoding_is_damage(
    tmp_path: Path, data: bytes, line: int, column: int, reason: str
) -> None:
    damage = read_source(write(tmp_path / "a.py", data))
    assert isinstance(damage, Damage)
    assert (damage.place.line, damage.place.column) == (line, column)
    assert reason in damage.reason


@pytest.mark.parametrize(
    ("data", "missing"), [("", "no code"), ("\n \n", "no code"), ("x = 1", "no comments to judge")]
)
def test_a_source_with_nothing_to_judge_says_so(tmp_path: Path, data: str, missing: str) -> None:
    row = read_source(write(tmp_path / "a.py", data))
    assert isinstance(row, Row)
    assert (row.missing, row.cause) == (missing, "input")


def test_a_notebook_is_its_code_cells_in_order(tmp_path: Path) -> None:
    cells = [
        code_cell(["x = 1\n", "# set\n"]),
        {"cell_type": "markdown", "source": 1},
        code_cell("y = 2  # two\r\n"),
        code_cell([]),
    ]
    row = read_source(write(tmp_path / "a.ipynb", notebook(*cells, kernelspec={"language": "python"})))
    assert isinstance(row, Row)
    assert row.snippet.code == "x = 1\n# set\n\ny = 2  # two\n"
    assert [c.text for c in row.comments] == ["set", "two"]


def test_an_old_notebook_has_worksheets(tmp_path: Path) -> None:
    old = {
        "worksheets": [{"cells": [{"cell_type": "code", "input": "x = 1  # one"}]}],
        "metadata": {"language_info": {"name": "ipython"}},
    }
    row = read_source(write(tmp_path / "a.ipynb", json.dumps(old)))
    assert isinstance(row, Row)
    assert row.snippet.code == "x = 1  # one\n"


@pytest.mark.parametrize(
    ("data", "line", "reason"),
    [
        ('{"cells":\n [tru]}', 2, "expecting value"),
        ("[]", 1, "must be an object"),
        ("{}", 1, "is this a notebook?"),
        ('{"worksheets": 1}', 1, "worksheets must be a list"),
        ('{"worksheets": [1]}', 1, "is this a notebook?"),
        ('{"cells": [1]}', 1, r"cells[0] must be an object"),
        (notebook(code_cell([1])), 1, "cells[0].source must be a string or a list"),
        (notebook(kernelspec={"language": "R"}), 1, "unknown language 'R'"),
        ('{"cells": "\xff"}'.encode("latin-1"), 1, "not UTF-8"),
    ],
)
def test_a_damaged_notebook_is_damage(tmp_path: Path, data: str | bytes, line: int, reason: str) -> None:
    damage = read_source(write(tmp_path / "a.ipynb", data))
    assert isinstance(damage, Damage)
    assert damage.place.line == line
    assert reason in damage.reason


def test_another_suffix_is_an_error_that_says_which_there_are(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"no language has this suffix; there are .*python \(\.py .*\.ipynb"):
        read_source(write(tmp_path / "a.xyz", "x"))
    with pytest.raises(UsageError, match="does not exist"):
        read_source(tmp_path / "none.py")
    with pytest.raises(UsageError, match="is a folder"):
        read_source(write(tmp_path / "d.py" / "a.py", "x").parent)


def test_a_folder_gives_its_sources_sorted_without_what_is_not_its_own(tmp_path: Path) -> None:
    kept = ["a.py", "b.ipynb", "b.pyi", "Z.py", "sub/c.py", "sub2/e.py"]
    skipped = [
        ".hidden/a.py",
        "__pycache__/a.py",
        "node_modules/a.py",
        "build/a.py",
        ".venv/a.py",
        "env/a.py",
        "notes.txt",
    ]
    for name in kept + skipped:
        write(tmp_path / name, "x = 1")
    write(tmp_path / "env/pyvenv.cfg", "")
    found = [path.relative_to(tmp_path).as_posix() for path in walk_sources([tmp_path])]
    assert found == ["Z.py", "a.py", "b.ipynb", "b.pyi", "sub/c.py", "sub2/e.py"]


def test_links_that_go_round_end(tmp_path: Path) -> None:
    write(tmp_path / "sub/a.py", "x = 1")
    (tmp_path / "sub" / "again").symlink_to(tmp_path)
    (tmp_path / "broken.py").symlink_to(tmp_path / "gone.py")
    assert [path.name for path in walk_sources([tmp_path])] == ["a.py"]


def test_a_file_that_is_named_is_taken_once_whatever_it_is(tmp_path: Path) -> None:
    note, hidden = write(tmp_path / "a.txt", "x"), write(tmp_path / ".hidden/a.py", "x")
    assert list(walk_sources([note, hidden, str(note), tmp_path / ".hidden"])) == [note, hidden]


def test_a_path_that_is_not_there_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="does not exist"):
        list(walk_sources([tmp_path / "none"]))


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_folder_that_may_not_be_read_is_an_error(tmp_path: Path) -> None:
    folder = write(tmp_path / "sub/a.py", "x").parent
    folder.chmod(0)
    try:
        with pytest.raises(UsageError, match="cannot be read"):
            list(walk_sources([tmp_path]))
    finally:
        folder.chmod(0o700)
