"""FMT07: a property whose docstring tells what it does instead of what it is."""

from __future__ import annotations

from collections.abc import Iterator

from postil.page import Page
from postil.records import Finding
from postil.rule import Example, Rule
from postil.text.lazy import regex

_VERB_EN = regex(r"(?i)\s*(?:returns?|gets?|fetch(?:es)?|retrieves?|obtains?|calculates?|computes?)\b")
_VERB_ZH = regex(r"\s*(?:返回|获取|得到|取得|计算|读取)")
_PROPERTIES = frozenset(("property", "cached_property", "functools.cached_property", "abc.abstractproperty"))
_CODE = "class Box:\n    @property\n    def size(self):\n        {}\n        return len(self.items)\n"


class PropertyVerb(Rule):
    """The docstring of a property begins with a verb such as *return* or *get*."""

    code = "FMT07"
    name = "format/property-verb"
    tier = 3
    dimension = "format"
    penalty = 0.03
    needs = ("docstring", "tree")
    default = False
    title = "docstring of a property begins with a verb"
    why = "To its reader a property is a value, not a call. Many projects write it so none the less: off by default."
    source = "D421, SA1623"
    good = (
        Example(_CODE.format('"""How many items there are."""')),
        Example(_CODE.format('"""项目的数量。"""'), language="zh"),
    )
    near_misses = (
        Example("class Box:\n    def size(self):\n        '''Return the size.'''\n        return 1\n"),
        Example(_CODE.format('"""Gettable size."""')),
    )
    bad = (
        Example(_CODE.format('"""Return the number of items."""')),
        Example(_CODE.format('"""返回项目的数量。"""'), language="zh"),
    )
    paraphrases = (
        Example(_CODE.format('"""Gets how many items there are."""')),
        Example(_CODE.format('"""获取项目数量。"""'), language="zh"),
    )

    def check(self, page: Page) -> Iterator[Finding]:
        """Yield a finding for each property whose docstring begins with such a verb."""
        for index in page.docstrings:
            function = page.documented(index)
            if function is None or not _PROPERTIES.intersection(function.decorators):
                continue
            text = page.comments[index].text[:40]
            match = _VERB_EN.match(text) or _VERB_ZH.match(text)
            if match is not None:
                evidence = f"code: @property {function.name} | docstring: {text.splitlines()[0]!r}"
                yield self.finding(page, index, f"begins with the verb {match[0].strip()!r}", evidence)
