"""COV15: the list of names in a module's docstring and its ``__all__``."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import PurePath

from postil.page import Page
from postil.records import Finding
from postil.rule import Example, Rule
from postil.text.lazy import regex

_ITEM = regex(
    r"\s{0,12}(?!(?:TODO|NOTE|FIXME)\b)(?P<mark>[-*+]\s+)?(?::(?!ref:|doc:)[a-z:]{2,12}:)?(?P<tick>`{0,2})(?P<name>[A-Za-z_]\w*)(?:\(\))?(?P=tick)\s*(?:$|[:：–—-]\s)"
)
_MODULE = regex(r"^[ \t]*\.\. (?:current)?module:: *([\w.]+)", re.MULTILINE)
_HEAD = '"""Boxes of all sizes.\n\nFunctions:\n\n{}\n"""\n\n__all__ = ["pack", "unpack", "weigh", "label"]\n'
_ALL = "- pack: puts in\n- unpack: takes out\n- weigh: weighs\n- label: names"
_RULES = ("---", "===", "~~~")
_FEWEST, _SHARE = 3, 0.6


class ExportsDiffer(Rule):
    """The module's docstring lists most names of ``__all__``, but not all, or one that is not exported."""

    code = "COV15"
    name = "coverage/exports-differ"
    tier = 2
    dimension = "logic"
    penalty = 0.06
    comment_kinds = ("docstring",)
    reads_prose = False
    needs = ("text", "tree")
    title = "list of exports differs from __all__"
    why = "Who reads the list misses a function, or looks for one that is not there."
    source = "staledocs anchors"
    good = (Example(_HEAD.format(_ALL)),)
    near_misses = (
        Example(
            'class Box:\n    """A box.\n\n    - pack: puts in\n    """\n\n__all__ = ["Box", "open", "shut"]\n'
        ),
        Example(_HEAD.format("- pack: puts in\n- size: a number\n- help: none")),
        Example(_HEAD.format("Pack, unpack and weigh.")),
        Example(
            _HEAD.format(
                f".. currentmodule:: shop.boxes\n\n{_ALL}\n\n.. module:: shop.lids\n\n- lift: takes off"
            ),
            path="boxes.py",
        ),
        Example(_HEAD.format(_ALL + "\n\nUse label with care.")),
        Example(_HEAD.format(_ALL + "\n\nModules:\n\n- lids"), path="boxes/__init__.py"),
        Example(_HEAD.format(_ALL + "\n\nSee also:\n\n- :ref:`boxes`")),
        Example(_HEAD.format(_ALL + "\n\n..\n   TODO: add the lids, too.")),
        Example(_HEAD.format(_ALL + "\n\n子模块：\n\n- lids"), path="boxes/__init__.py", language="zh"),
    )
    bad = (Example(_HEAD.format(_ALL.replace("- weigh: weighs\n", ""))),)
    paraphrases = (
        Example(_HEAD.format(_ALL + "\n- open_all: opens")),
        Example(_HEAD.format(_ALL + "\n- Lid: of it") + "from lids import Lid\n", path="boxes/__init__.py"),
        Example(_HEAD.format("* ``pack`` - 装入\n* ``unpack`` - 取出\n* ``label`` - 命名"), language="zh"),
    )

    def check(self, page: Page) -> Iterator[Finding]:
        """Yield a finding for each name in which the list and ``__all__`` differ."""
        if not page.docstrings or "__all__" not in page.snippet.code:
            return
        first = page.comments[page.docstrings[0]]
        if first.symbol is not None or first.at_line is None:
            return
        exported = _exported(page)
        listed = _listed(_of_its_own(first.text, page.snippet.path))
        if PurePath(page.snippet.path or "").stem == "__init__":
            listed &= exported | _bound(page)  # the others may be modules of the package
        common = listed & exported
        if len(common) < _FEWEST or len(common) < _SHARE * max(len(listed), len(exported)):
            return
        for name in sorted(exported - listed):
            if name not in first.text:
                message = f"{name} is exported, but not in the module's list"
                yield self.finding(page, page.docstrings[0], message, f"code: __all__ has {name!r}")
        for name in sorted(listed - exported):
            message = f"{name} is in the module's list, but not exported"
            yield self.finding(
                page, page.docstrings[0], message, f"docstring: {name!r} | code: not in __all__"
            )


def _exported(page: Page) -> set[str]:
    return {
        str(literal.value)
        for statement in page.facts.statements
        if "__all__" in statement.targets and statement.depth == 0
        for literal in statement.literals
        if literal.kind == "string"
    }


def _of_its_own(text: str, path: str | None) -> str:
    """The docstring without what stands behind ``.. module:: name`` of another module."""
    first, *rest = _MODULE.split(text)
    homes = (PurePath(path).stem, PurePath(path).parent.name) if path else ()
    named = zip(rest[::2], rest[1::2], strict=True)
    return first + "".join(part for name, part in named if not homes or name.rpartition(".")[2] in homes)


def _bound(page: Page) -> set[str]:
    """What the module defines, assigns or imports from elsewhere at its top."""
    statements = (statement for statement in page.facts.statements if statement.depth == 0)
    return {name for statement in statements for name in statement.targets}


def _listed(text: str) -> set[str]:
    """The names that begin the lines of the longest lists of a docstring."""
    lines = text.split("\n")
    found = set()
    for line, below in zip(lines, [*lines[1:], ""], strict=True):
        match = _ITEM.match(line[:120])
        if (
            match is not None
            and (line[0] in " \t" or match["mark"])
            and not below.lstrip().startswith(_RULES)
        ):
            found.add(match["name"])
    return found
