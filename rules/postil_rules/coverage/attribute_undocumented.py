"""COV07: an attribute that the list of attributes leaves out."""

from __future__ import annotations

from collections.abc import Iterator

from postil.facts.model import Class
from postil.page import Page
from postil.records import Finding
from postil.rule import Example, Rule
from postil_rules.coverage._body import body_of

_CODE = (
    "class Box:\n    def __init__(self, size):\n        self.size = size\n        self.items = []\n"
    "        self._lock = None"
)


class AttributeUndocumented(Rule):
    """The docstring of a class lists at least half of the attributes that the class assigns, but not all."""

    code = "COV07"
    name = "coverage/attribute-undocumented"
    tier = 3
    dimension = "logic"
    penalty = 0.06
    comment_kinds = ("docstring",)
    reads_prose = False
    needs = ("tree", "docstring")
    title = "attribute not documented"
    why = "A list that leaves one out reads as if that one were private."
    source = "DOC601, DOC603"
    good = (
        Example(_CODE, docstring="A box.\n\nAttributes:\n    size: Its size.\n    items: What is in it."),
    )
    near_misses = (
        Example(_CODE, docstring="A box."),
        Example(
            _CODE, docstring="A box.\n\nArgs:\n    size: Its size.\n\nAttributes:\n    items: What is in it."
        ),
        Example(
            _CODE + "\n        self.lid = self.key = 0",
            docstring="A box.\n\nAttributes:\n    size: Its size.",
        ),
        Example(_CODE, docstring="A box of ``items``.\n\nAttributes:\n    size: Its size."),
        Example(
            'class Box:\n    """A box.\n\n    Attributes:\n        size: Its size.\n    """\n\n    size = 1\n'
            "    #: What is in it.\n    items = ()\n    MOST = 3\n"
        ),
        Example(
            "class Box(Shape):\n    order = 0\n\n    def __init__(self, size):\n        self.size = size",
            docstring="A box.\n\nAttributes:\n    size: Its size.",
        ),
    )
    bad = (Example(_CODE, docstring="A box.\n\nAttributes:\n    size: Its size."),)
    paraphrases = (
        Example(_CODE, docstring="A box.\n\n:ivar items: What is in it."),
        Example(_CODE, docstring="一个盒子。\n\n属性：\n    size: 大小。", language="zh"),
    )

    def check(self, page: Page) -> Iterator[Finding]:
        """Yield a finding for each public attribute that a list of attributes leaves out."""
        if not page.facts.classes:
            return
        for index in page.docstrings:
            owner = page.documented_class(index)
            doc = page.docstring(index) if owner is not None else None
            if owner is None or doc is None or not doc.attributes:
                continue
            text = page.comments[index].text
            told = {word for item in (*doc.attributes, *(doc.parameters or ())) for word in _names(item.name)}
            if not all(name.isidentifier() for name in told):
                continue
            public = list(_public(owner, page))
            missing = [name for name in public if name not in told and name not in text]
            for name in missing if 2 * len(missing) <= len(public) else ():
                listed = ", ".join(sorted(told))[:80]
                message = f"attribute {name!r} of {owner.name} is not documented"
                yield self.finding(page, index, message, f"documented: {listed} | code: {name}")


def _names(written: str | None) -> list[str]:
    return [name.strip(" *`") for name in (written or "").split(",")]


def _public(owner: Class, page: Page) -> Iterator[str]:
    """The public attributes that have no comment or string of their own."""
    own_lines = _documented_in_place(owner, page) | _overriding(owner, page)
    for name in owner.attributes:
        if not name.startswith("_") and not name.isupper() and name not in own_lines:
            yield name


def _overriding(owner: Class, page: Page) -> set[str]:
    """Constants in the body of a class with bases: they may set what a base has and documents."""
    if not set(owner.bases) - {"object"}:
        return set()
    own = page.facts.statements[owner.statement]
    constants = (s for s in body_of(page, owner) if s.parent == own.index and s.kind == "assign")
    return {target for s in constants if s.text.startswith(f"{s.targets[0]} =") for target in s.targets}


def _documented_in_place(owner: Class, page: Page) -> set[str]:
    """Attributes with a ``#:`` comment above or behind them, or a string below them."""
    marked = {token.line for token in page.tokens if token.text.startswith("#:")}
    found: set[str] = set()
    statements = page.facts.statements
    for statement in body_of(page, owner):
        if statement.kind in ("assign", "type"):
            below = statements[statement.index + 1] if statement.index + 1 < len(statements) else None
            described = below is not None and below.kind == "expression" and below.text[:1] in "\"'rR"
            if described or not marked.isdisjoint((statement.line - 1, statement.line, statement.end_line)):
                found.update(target.rpartition(".")[2] for target in statement.targets)
    return found
