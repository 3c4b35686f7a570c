"""MKP06: a list that runs into the paragraph above it."""

from __future__ import annotations

from collections.abc import Iterator

from postil.page import Page
from postil.records import Finding
from postil.rule import Example, Rule
from postil.text.lazy import regex
from postil_rules.markup._markup import is_rest, prose_lines

_ITEM = regex(r"(?P<indent> *)(?:[-*+•]|\(?(?:\d{1,2}|[a-z])[.)])\s+\S")
_STOPS = (".", "。")
_KEY = regex(r" *[a-z][\w-]*:\s*")  # of YAML, where its values stand right below
_HEAD = "Halve ``n``. There are two ways:"
_CODE = "def half(n):\n    return n / 2"


class ListJoined(Rule):
    """In reStructuredText a list of two or more items follows a line of text without an empty line between."""

    code = "MKP06"
    name = "markup/list-joined"
    tier = 2
    dimension = "format"
    penalty = 0.03
    comment_kinds = ("docstring",)
    reads_prose = False
    needs = ("docstring",)
    title = "list that is printed as one paragraph"
    why = "Without an empty line above it the items run together when the page is made."
    source = "clippy doc_lazy_continuation"
    good = (Example(_CODE, docstring=f"{_HEAD}\n\n- by two\n- by one half\n"),)
    near_misses = (
        Example(_CODE, docstring="Halve ``n``.\n\nThe sum $a = b\n+ c\n+ d$ of three."),
        Example(_CODE, docstring=f"{_HEAD}\n    - by two\n    - by one half\n"),
        Example(_CODE, docstring="Halve n. There are two ways:\n- by two\n- by one half\n"),
        Example(_CODE, docstring="Halve ``n``. As it is set:\n\n    ways:\n    - two\n    - half\n"),
        Example(_CODE, docstring="Halve ``n``.\n\nNotes:\n- by two\n- by one half\n"),
        Example(_CODE, docstring="Halve ``n``.\n\nThe result is n\n- never more\n"),
        Example(
            _CODE,
            docstring="Halve ``n``.\n\nThere are two ways.\n(1) By two it is.\n(2) By one half it is.\n",
        ),
        Example(
            _CODE,
            docstring="取 ``n`` 的一半。\n\n有两种方法。\n(1) 除以二。\n(2) 乘以二分之一。\n",
            language="zh",
        ),
        Example(_CODE, docstring="Halve ``n``.\n\n- by two\n- by one half,\n  or so\n- not at all\n"),
    )
    bad = (Example(_CODE, docstring=f"{_HEAD}\n- by two\n- by one half\n"),)
    paraphrases = (
        Example(_CODE, docstring=f"{_HEAD}\n1. by two\n2. by one half\n"),
        Example(_CODE, docstring=f"{_HEAD}\n(1) by two\n(2) by one half\n"),
        Example(_CODE, docstring="Halve ``n``. There are two ways.\n- by two\n- by one half\n"),
        Example(_CODE, docstring="取 ``n`` 的一半，有两种方法：\n* 除以二\n* 乘以二分之一\n", language="zh"),
    )

    def check(self, page: Page) -> Iterator[Finding]:
        """Yield a finding for each list whose first item follows text at the same indentation."""
        for index in page.docstrings:
            text = page.comments[index].text
            if "\n" not in text or not is_rest(text):
                continue
            before, item_before = (-2, ""), False
            headers = {section.line for section in page.layout(index).sections}
            lines = {at: line for at, line in prose_lines(text) if at not in headers}
            for number, line in lines.items():
                match = _ITEM.match(line)
                joined = match is not None and before[0] == number - 1 and not item_before
                if match is not None and joined and _is_list(lines, number, match["indent"], before[1]):
                    evidence = f"docstring: {before[1].strip()[:40]!r}, then {line.strip()[:40]!r}"
                    message = "no empty line above the list"
                    yield self.finding(page, index, message, evidence, page.line_in(index, number))
                goes_on = item_before and before[0] == number - 1 and match is None
                item_before = match is not None or goes_on
                before = (number, line)


def _is_list(lines: dict[int, str], number: int, indent: str, above: str) -> bool:
    """Whether a second item follows at the same indentation, at that of the line of text above."""
    if len(above) - len(above.lstrip()) != len(indent) or above.rstrip().endswith("::"):
        return False
    if above.rstrip().endswith(_STOPS) and lines[number].lstrip().startswith("("):
        return False  # (1), (2) in running text
    if (indent and _KEY.fullmatch(above)) or above.count("$") % 2:  # a value of YAML, a formula that goes on
        return False
    if not any(c.isalnum() for c in above) or above.lstrip().startswith((":", "..", "|", "@")):
        return False
    for following in range(number + 1, number + 6):
        match = _ITEM.match(lines.get(following, ""))
        if match is not None and match["indent"] == indent:
            return True
    return False
