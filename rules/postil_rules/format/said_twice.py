"""FMT11: a section or an entry that a docstring has twice."""

from __future__ import annotations

from bisect import bisect
from collections import Counter
from collections.abc import Iterator
from itertools import takewhile

from postil.claims.layout import Field, Layout, indent
from postil.claims.model import DocItem, DocSections
from postil.page import Page
from postil.records import Finding
from postil.rule import Example, Rule
from postil.text.lazy import regex

_NAME = regex(r"[*\\]*[^\W\d](?!\S* \w+ \w)")  # three words are a sentence that leads over
_MOST_WORDS = 4  # of a type and a name; what is longer is a description without its colon
_CODE = "def scale(value, factor):\n    return value * factor"
_ARGS = "Args:\n    value: What to scale."
_FIELDS = dict.fromkeys(("param", "parameter", "arg", "argument"), "parameter") | dict.fromkeys(
    ("ivar", "cvar", "var"), "attribute"
)
_ONCE = frozenset(("Args", "Returns", "Yields", "Raises", "Attributes"))


class SaidTwice(Rule):
    """A docstring has two sections of one name, or documents one parameter or attribute twice."""

    code = "FMT11"
    name = "format/said-twice"
    tier = 2
    dimension = "format"
    penalty = 0.08
    comment_kinds = ("docstring",)
    code_languages = ("python",)
    reads_prose = False
    needs = ("docstring",)
    title = "duplicate section or entry"
    why = "Tools keep one of the two, readers do not know which is true."
    source = "numpydoc, eslint check-param-names"
    good = (Example(_CODE, docstring=f"Scale it.\n\n{_ARGS}\n    factor: By how much."),)
    near_misses = (
        Example(
            _CODE,
            docstring="Scale it.\n\nFor clients:\n\n:param value: What.\n\nFor servers:\n\n:param value: What else.",
        ),
        Example(
            _CODE,
            docstring="Scale it.\n\nnumbers >=1.0, <2.0\n\n:param value: What.\n\n"
            "numbers >=2.0\n\n:param value: What else.",
        ),
        Example(_CODE, docstring="Scale it.\n\nNote:\n    Slow.\n\nNote:\n    Exact."),
        Example(
            _CODE,
            docstring="Scale it.\n\nArgs:\n    value: All of them.\n    Each one should have:\n        - a size\n"
            "    factor: By how much.\n    Each one should have:\n        - a sign",
        ),
        Example(_CODE, docstring="Scale it.\n\n:param value: What to scale.\n:type value: int"),
        Example(
            _CODE,
            docstring="Scale it.\n\nExamples\n--------\nprint(scale(2, 3))\n\nReport\n------\n6\n\nReport\n------\n8",
        ),
        Example(_CODE, docstring=f"Scale it.\n\n{_ARGS}\n\nRaises:\n    A: If odd.\n    A: If even."),
        Example(
            "class Store:\n    def __init__(self, cache):\n        self.cache = cache",
            docstring="Keep it.\n\nParameters\n----------\ncache : dict\n    What is there.\n\n"
            "Attributes\n----------\ncache : dict\n    What was kept.",
        ),
        Example(
            _CODE, docstring="Scale it.\n\nArgs:\n    int (value): What.\n    int (factor): By how much."
        ),
        Example(
            _CODE,
            docstring="缩放。\n\n参数：\n    int (value): 值。\n    int (factor): 系数。",
            language="zh",
        ),
        Example(
            "def accent(string, mark):\n    return string + mark",
            docstring="Put it on.\n\nParameters\n----------\nstring : string\n    Where.\nmark : string\n    What.",
        ),
        Example(
            "def show(*plots, rows=1):\n    return draw(plots, rows)",
            docstring="Show it.\n\nParameters\n----------\nrows : int\n    How many.\n\n"
            "Arguments\n---------\nThe plots, row by row.",
        ),
        Example(
            f'"""Errors.\n\nParameters:\n    text: What is shown.\n\nRedirections have one more.\n\n'
            f'Parameters:\n    place: Where to.\n"""\n{_CODE}'
        ),
        Example(
            _CODE,
            docstring="Scale it.\n\n:param value float: What to scale.\n:param factor float: By how much.",
        ),
        Example(
            _CODE,
            docstring="Scale it.\n\nExamples\n--------\n>>> scale(2, 3)\nSize: 6\nAttributes:\n    unit: m\n\n"
            ">>> scale(2, 4)\nSize: 8\nAttributes:\n    unit: m",
        ),
        Example(
            _CODE,
            docstring="Scale it.\n\n:param value what to scale, in factor\n:param factor by how much, for example: 2",
        ),
        Example(
            _CODE,
            docstring="Scale it.\n\nParameters\n----------\nvalue : int\n    What.\n\nThen\n\n.. math:: v = f\n\nand\n\n.. math:: f = v",
        ),
        Example(
            _CODE,
            docstring="Scale it.\n\nParameters\n----------\nvalue : int\n    What.\n\nFor a list, this applies:\n\nParameters\n----------\nfactor : int\n    By it.",
        ),
    )
    bad = (
        Example(_CODE, docstring=f"Scale it.\n\n{_ARGS}\n    factor: By it.\n    value: What to stretch."),
    )
    paraphrases = (
        Example(
            _CODE, docstring=f"Scale it.\n\n{_ARGS}\n\nReturns:\n    It.\n\nArgs:\n    factor: By how much."
        ),
        Example(_CODE, docstring="缩放。\n\n:param value: 值\n:param value: 系数", language="zh"),
    )

    def check(self, page: Page) -> Iterator[Finding]:
        """Yield a finding for each section or entry that comes a second time."""
        for index in page.docstrings:
            layout = page.layout(index)
            if not layout.sections and len(layout.fields) < 2:
                continue
            of_module = page.is_source and page.comments[index].symbol is None  # may speak of several things
            for title, line in () if of_module else _sections_again(layout):
                message = f"a second section {title!r}"
                yield self.finding(
                    page, index, message, f"docstring: {title!r} twice", page.line_in(index, line)
                )
            function = page.documented(index)
            parameters = frozenset(p.name for p in function.parameters) if function else frozenset()
            for name, number in _entries_again(page.docstring(index), layout, parameters):
                message = f"documents {name!r} a second time"
                line = page.line_in(index, number)
                yield self.finding(page, index, message, f"docstring: two entries {name!r}", line)


def _told_by(item: DocItem, parameters: frozenset[str]) -> str:
    """The name of an entry, also where type and name have changed places: ``int (size)``."""
    name = item.name or ""
    return item.type if item.type and item.type in parameters and name not in parameters else name


def _argument_of(field: Field, parameters: frozenset[str]) -> str:
    """The name in a field: the last word before its colon, or the first: ``size int:``, ``size the size, in mm``."""
    words = field.argument.split()
    prose = not field.closed or len(words) > _MOST_WORDS
    if words[0] in parameters and (prose or words[-1] not in parameters):
        return words[0]
    return "" if prose else words[-1]


def _sections_again(layout: Layout) -> Iterator[tuple[str, int]]:
    seen: Counter[str] = Counter()
    for section in layout.sections:
        key = section.title.lower()
        seen[key] += not (_is_output(layout, section.line) or _is_led_to(layout, section.line))
        if seen[key] == 2 and section.name in _ONCE:
            yield section.title, section.line


def _is_output(layout: Layout, line: int) -> bool:
    """Whether a line stands in what an example prints: no empty line between it and the prompt."""
    above = reversed(layout.lines[:line])
    return any(text.lstrip().startswith(">>>") for text in takewhile(str.strip, above))


def _is_led_to(layout: Layout, line: int) -> bool:
    """Whether running text leads over to a section, and so says what it is of: ``For a file, these apply:``."""
    above = next((text for text in reversed(layout.lines[:line]) if text.strip()), "")
    return above[:1].strip() != "" and above.rstrip().endswith((":", "：")) and " " in above


def _headings(layout: Layout) -> list[int]:
    """The lines that head a list of their own, as ``Server settings:`` does, or ``since 2.0`` by itself."""
    fields = {field.line for field in layout.fields}
    return [
        number
        for number, text in enumerate(layout.lines)
        if text[:1].isalpha()
        and (
            (text.rstrip().endswith((":", "：")) and text.count(":") < 2)
            or _stands_alone(layout.lines, number, fields)
        )
    ]


def _stands_alone(lines: tuple[str, ...], number: int, fields: set[int]) -> bool:
    """Whether a line that is no sentence has empty lines around it, and a field is the next thing below."""
    around = (*lines[max(0, number - 1) : number], *lines[number + 1 : number + 2])
    alone = len(around) == 2 and not any(map(str.strip, around))
    return alone and number + 2 in fields and not lines[number].rstrip().endswith((".", "!", "?", "。"))


def _entries_again(doc: DocSections, layout: Layout, parameters: frozenset[str]) -> Iterator[tuple[str, int]]:
    """Names and lines of entries that come a second time: in one section, or as a field of one kind."""
    entries: list[tuple[str, str, int]] = []
    if doc.style in ("google", "numpy"):
        for kind, items in (("parameter", doc.parameters), ("attribute", doc.attributes)):
            for item in items or ():
                above = max((s.line for s in layout.sections if s.line < item.line), default=-1)
                entries.append((f"{kind} {above}", _told_by(item, parameters), item.line))
    else:
        fields = [field for field in layout.fields if field.key in _FIELDS and field.argument]
        heads = _headings(layout)
        entries = [
            (
                f"{_FIELDS[field.key]} {bisect(heads, field.line)}",
                _argument_of(field, parameters),
                field.line,
            )
            for field in fields
            if not indent(layout.lines[field.line])
        ]
    seen: Counter[tuple[str, str]] = Counter()
    for group, name, line in entries:
        seen[group, name] += 1
        if _NAME.match(name) and seen[group, name] == 2:
            yield name, line
