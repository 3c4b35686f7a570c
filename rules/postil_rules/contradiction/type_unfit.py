"""CON75: a documented type that does not fit its own description, the default or the use."""

from __future__ import annotations

from collections.abc import Iterator

from postil.claims.model import DocItem
from postil.page import Page
from postil.records import Finding
from postil.rule import Example, Rule
from postil.text.lazy import regex
from postil_rules.contradiction._judged import Documented, documented, shortened
from postil_rules.contradiction._types import (
    literal_types,
    result_types,
    spoken_types,
    used_types,
)
from postil_rules.contradiction.type_differs import common, plain_types

_Witnesses = tuple[tuple[str, frozenset[str]], ...]
_SIMPLE = regex(
    r"(?:int|str|float|dict|list|tuple|bool|string|integer|boolean|dictionary)(?:$|,| or None\b| \()"
)
_LISTS = regex(r"(?i)list (?:the|all|only|every|each)\b")
_EITHER = regex(r"(?i)\bwhether\b[^.;]*\bor (?!not\b)")
_CODE = "def pick(items, count=3):\n    return items[: count - 1]"


class TypeUnfit(Rule):
    """Such as ``count (str): The number of items``, or a type that the body could not use so."""

    code = "CON75"
    name = "contradiction/type-unfit"
    tier = 3
    dimension = "accuracy"
    penalty = 0.2
    comment_kinds = ("docstring", "summary")
    reads_prose = False
    needs = ("docstring", "tree")
    code_languages = ("python",)
    title = "documented type does not fit its description, default or use"
    why = "Where nothing is annotated, the docstring is the only place that tells the type."
    source = "DOC105 compares with annotations only"
    good = (
        Example(
            _CODE, docstring="Pick.\n\nArgs:\n    items (list): All.\n    count (int): The number of items."
        ),
    )
    near_misses = (
        Example(
            _CODE,
            docstring="Pick.\n\nArgs:\n    items (list): All.\n    count (int or str): The number of items.",
        ),
        Example("def f(n):\n    n = int(n)\n    return n - 1", docstring="Do.\n\nArgs:\n    n (str): In."),
        Example(
            "def f(name=None):\n    return name",
            docstring="Do.\n\nArgs:\n    name (str): Name of it. Default None.",
        ),
        Example("def f(n):\n    return g(n) and n > 3", docstring="Do.\n\nReturns:\n    list: Out."),
        Example(
            "def f(level=0):\n    return level",
            docstring="Do.\n\nArgs:\n    level (int): Whether to import absolutely or relatively.",
        ),
        Example(
            "def f(**units):\n    return units.items()",
            docstring="Do.\n\nArgs:\n    **units (str): Mapping of names to units.",
        ),
        Example(
            "def f(axis: str = 'tight'):\n    return axis",
            docstring="Do.\n\nArgs:\n    axis (str): Whether to scale.",
        ),
        Example("def f(keys):\n    return keys", docstring="Do.\n\nArgs:\n    keys (list): String keys."),
    )
    bad = (
        Example(
            _CODE, docstring="Pick.\n\nArgs:\n    items (list): All.\n    count (str): The number of items."
        ),
        Example("def f(n):\n    return n > 3", docstring="Do.\n\nReturns:\n    list: Out."),
    )
    paraphrases = (
        Example("def f(n):\n    return range(n)", docstring="Do.\n\n:param n: in\n:type n: str"),
        Example(
            "def f(n):\n    return n", docstring="Do.\n\nParameters\n----------\nn : str, default 0\n    In."
        ),
        Example(
            "def __len__(self):\n    return self.size", docstring="Size.\n\nReturns\n-------\nstr\n    Of it."
        ),
        Example(
            "def f(pair):\n    return pair",
            docstring="做。\n\n参数：\n    pair (dict): A 2-tuple of both.",
            language="zh",
        ),
    )

    def check(self, page: Page) -> Iterator[Finding]:
        """Yield a finding for each entry whose type is refuted."""
        for remark in documented(page):
            sections = page.docstring(remark.comment)
            for item in sections.parameters or ():
                said = _plain(item)
                if said and not _is_gathered(item, remark):
                    yield from self._judge(page, remark, item, said, _of_parameter(item, remark))
            returns = sections.returns or ()
            said = _plain(returns[0]) if len(returns) == 1 and not remark.function.yields else frozenset()
            if len(said) == 1:  # several are those of a tuple
                spoken = ("its description", spoken_types(returns[0].text))
                given = ("what it gives back", result_types(remark.function, remark.body))
                yield from self._judge(page, remark, returns[0], said, (spoken, given))

    def _judge(
        self, page: Page, remark: Documented, item: DocItem, said: frozenset[str], witnesses: _Witnesses
    ) -> Iterator[Finding]:
        for witness, types in witnesses:
            if types and not common(said, types):
                named = item.name or f"the result of {remark.function.name}"
                message = f"says that {named} is {item.type}, {witness} makes it {' or '.join(sorted(types))}"
                shown = f"comment: {shortened(f'{item.type}: {item.text}')!r}"
                yield self.finding(page, remark.comment, message, shown)
                return


def _plain(item: DocItem) -> frozenset[str]:
    """The builtin types of an entry, where it names nothing else."""
    return plain_types(item.type) - {"none"} if item.type and _SIMPLE.match(item.type) else frozenset()


def _is_gathered(item: DocItem, remark: Documented) -> bool:
    """Whether the parameter is ``*args`` or ``**kwargs``, of which the type of one value is told."""
    name = (item.name or "").lstrip("*")
    return any(p.name == name and p.kind in {"star", "double_star"} for p in remark.function.parameters)


def _of_parameter(item: DocItem, remark: Documented) -> _Witnesses:
    name = (item.name or "").strip("*")
    spoken = spoken_types(item.text)
    annotation = next((p.annotation for p in remark.function.parameters if p.name == name), None)
    agreed = annotation is not None and plain_types(annotation) == plain_types(item.type or "")
    if _LISTS.match(item.text) or (spoken == {"bool"} and (agreed or _EITHER.search(item.text))):
        spoken = frozenset()  # what is done, or one of two, which may be told by any value
    default = next((p.default or "" for p in remark.function.parameters if p.name == name), "")
    beside = "" if "default" in item.text.lower() else item.default or ""
    return (
        ("its description", spoken),
        ("the default that it tells", literal_types(beside)),
        ("its default", literal_types(default) if default.isdigit() else frozenset()),
        ("its use", used_types(name, remark.body) if name.isidentifier() else frozenset()),
    )
