"""CON39: a documented attribute that the class does not have."""

from __future__ import annotations

from collections.abc import Iterator

from postil.facts.model import Class
from postil.page import Page
from postil.records import Finding
from postil.rule import Example, Rule
from postil_rules.contradiction._judged import shortened

_BODY = "    def __init__(self, size):\n        self.size = size\n        self.items = []"
_DYNAMIC = (
    "__getattr__",
    "setattr(",
    "__dict__",
    "__slots__",
    "vars(self)",
    "namedtuple",
    "super().__init__",
)


def _class(section: str, head: str = "class Queue:") -> str:
    return f'{head}\n    """{section}"""\n\n{_BODY}'


class AttributeUnknown(Rule):
    """The Attributes section names one that neither the class body nor any method assigns."""

    code = "CON39"
    name = "contradiction/attribute-unknown"
    tier = 3
    dimension = "accuracy"
    penalty = 0.3
    needs = ("docstring", "tree", "symbols")
    comment_kinds = ("docstring",)
    title = "documented attribute does not exist"
    why = "Reading it raises an AttributeError."
    source = "DOC602/603"
    good = (
        Example(
            _class(
                "A queue.\n\n    Attributes:\n        size: How many fit.\n        items: What is in it.\n    "
            )
        ),
        Example(
            _class("队列。\n\n    属性：\n        size：容量。\n        items：内容。\n    "), language="zh"
        ),
    )
    near_misses = (
        Example(
            _class("A queue.\n\n    Attributes:\n        length: Inherited.\n    ", "class Queue(Base):")
        ),
        Example(
            _class(
                "A queue.\n\n    Attributes:\n        __init__: Makes one.\n        items (list): All.\n    "
            )
        ),
        Example(_class("A queue.\n\n    Attributes:\n        other.size: Of another queue.\n    ")),
        Example(
            _class(
                "A queue.\n\n    Attributes\n    ----------\n    size : int\n\n    Methods\n    -------\n    drain : none\n    "
            )
        ),
    )
    bad = (
        Example(_class("A queue.\n\n    Attributes:\n        length: How many fit.\n    ")),
        Example(_class("队列。\n\n    属性：\n        length：容量。\n    "), language="zh"),
    )
    paraphrases = (
        Example(
            _class(
                "A queue.\n\n    Attributes\n    ----------\n    capacity : int\n        How many fit.\n    "
            )
        ),
        Example(_class("队列。\n\n    属性：\n        capacity (int)：容量。\n    "), language="zh"),
    )

    def check(self, page: Page) -> Iterator[Finding]:
        """Yield a finding for each such attribute of a class without foreign bases."""
        classes = {found.qualname: found for found in page.facts.classes if found.docstring}
        for index, comment in enumerate(page.comments) if classes else ():
            owner = classes.get(comment.symbol or "") if comment.kind == "docstring" else None
            if owner is None or not _is_whole(page, owner):
                continue
            known = _known(page, owner)
            lines = [line.strip() for line in comment.text.split("\n")]
            end = lines.index("Methods") if "Methods" in lines else len(lines)
            for item in page.docstring(index).attributes or ():
                name = item.name or ""
                if item.line < end and name.isidentifier() and name not in known:
                    message = f"documents the attribute {name}, {owner.name} has none of that name"
                    shown = shortened(", ".join(sorted(known)))
                    yield self.finding(page, index, message, f"comment: {name!r} | code: {shown!r}")


def _is_whole(page: Page, owner: Class) -> bool:
    """Whether all attributes of the class can be seen: no base but ``object``, nothing set by name."""
    if any(base not in {"object", "ABC", "abc.ABC"} for base in owner.bases):
        return False
    statement = page.facts.statements[owner.statement]
    decorated = statement.index > 0 and page.facts.statements[statement.index - 1].kind == "decorator"
    code = "\n".join(page.lines[owner.line - 1 : owner.end_line])
    return not decorated and not any(sign in code for sign in _DYNAMIC)


def _known(page: Page, owner: Class) -> set[str]:
    """The attributes, methods and inner classes."""
    inside = f"{owner.qualname}."
    names = {f.name for f in page.facts.functions if f.qualname.startswith(inside)}
    names |= {c.name for c in page.facts.classes if c.qualname.startswith(inside)}
    return names | set(owner.attributes)
