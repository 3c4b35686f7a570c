"""The project view: names found across files."""

from __future__ import annotations

from pathlib import Path

import pytest

from postil.facts.registry import language_named
from postil.page import Page
from postil.project.model import Module
from postil.project.naming import module_name
from postil.project.view import Project
from postil.records import Snippet

FILES = {
    "pack/__init__.py": "from .base import Base as Root\nfrom .tools import *\n",
    "pack/base.py": 'class Base:\n    """B."""\n    def load(self):\n        """Load."""\n        return 1\n    def save(self):\n        return 2\n',
    "pack/tools.py": "def helper(n):\n    return n\nLIMIT = 3\n",
    "pack/sub/__init__.py": "",
    "pack/sub/leaf.py": "from .. import Root\nfrom ..tools import helper as h\nimport pack.base\nimport elsewhere\n"
    "class Leaf(Root):\n    def load(self):\n        return h(1)\n    def other(self): ...\n"
    "class Odd(elsewhere.Thing):\n    def load(self): ...\n"
    "class Loop(Loop):\n    def load(self): ...\n",
}


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Project:
    monkeypatch.chdir(tmp_path)
    for name, text in FILES.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, "utf-8")
    return Project([module(name, text) for name, text in FILES.items()])


def module(path: str, code: str) -> Module:
    return Page.read(Snippet(code, path=path), language_named("python").comments(code)).module


def test_files_are_called_as_they_are_imported(project: Project) -> None:
    names = {path: one.name for path, one in project.modules.items()}
    assert names["pack/__init__.py"] == "pack"
    assert names["pack/sub/leaf.py"] == "pack.sub.leaf"
    assert module_name("web/app.ts") == "web.app"
    assert module_name("") == ""


@pytest.mark.parametrize(
    ("name", "place"),
    [
        ("Leaf", ("pack/sub/leaf.py", "Leaf")),
        ("Leaf.load", ("pack/sub/leaf.py", "Leaf.load")),
        ("Root", ("pack/base.py", "Base")),
        ("h", ("pack/tools.py", "helper")),
        ("pack.base.Base", ("pack/base.py", "Base")),
        ("pack.LIMIT", ("pack/tools.py", "LIMIT")),
        ("elsewhere.Thing", None),
        ("nobody", None),
        ("Loop.load", ("pack/sub/leaf.py", "Loop.load")),
    ],
)
def test_a_name_is_followed_to_its_definition(
    project: Project, name: str, place: tuple[str, str] | None
) -> None:
    found = project.resolve(project.modules["pack/sub/leaf.py"], name)
    assert (found and (found[0].path, found[1].qualname)) == place


@pytest.mark.parametrize(
    ("method", "expected"),
    [
        ("Leaf.load", ("Base.load", True)),
        ("Leaf.other", (None, True)),
        ("Odd.load", (None, False)),
        ("Loop.load", (None, True)),
    ],
)
def test_overrides_are_known_where_the_bases_are(
    project: Project, method: str, expected: tuple[str | None, bool]
) -> None:
    leaf = project.modules["pack/sub/leaf.py"]
    symbol = next(one for one in leaf.symbols if one.qualname == method)
    above, complete = project.inherited(leaf, symbol)
    assert (above and above.qualname, complete) == expected


def test_a_project_knows_the_names_of_all_its_files(project: Project) -> None:
    assert project.knows("helper")
    assert project.knows("LIMIT")
    assert project.knows("limit")
    assert project.knows("pack.anything")
    assert not project.knows("nobody")
    assert project.has_nowhere("nobody")
    assert not project.lacks_file("pack/gone.py", "pack/base.py")


def test_exports_calls_and_bodies_are_in_the_table() -> None:
    code = (
        '__all__ = ["f"]\n\ndef f(a):\n    """Do it all.\n\n    Args:\n        a: A thing.\n\n    Raises:\n        KeyError: No.\n    """\n'
        "    try:\n        risky(a)\n    except KeyError:\n        pass\n    return plain(a)\n"
    )
    one = module("a.py", code)
    (f, constant) = (symbol for symbol in one.symbols if symbol.name in ("f", "__all__"))
    assert one.exports == ("f",)
    assert [name for name, _ in f.calls] == ["plain"]
    assert f.raises == ("KeyError",)
    assert f.body
    assert constant.kind == "constant"


def test_examples_in_a_docstring_name_nothing() -> None:
    code = '"""Do.\n\n>>> made_up_name(1)\n2\n\nLike this::\n\n    other_made_up = 1\n\nBut `really_gone` counts.\n"""\n'
    assert [one.text for one in module("a.py", code).references] == ["really_gone"]
