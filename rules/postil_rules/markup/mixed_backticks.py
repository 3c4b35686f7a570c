"""MKP04: single backticks where the file has double ones, or the reverse."""

from __future__ import annotations

from collections.abc import Iterator

from postil.page import Page
from postil.records import Finding
from postil.rule import Example, Rule
from postil.text.lazy import regex
from postil_rules.markup._markup import prose_lines

_SINGLE = regex(r"(?<![`:\w\\])`(?![`\s])[^`\n<>]{1,80}(?<!\s)`(?![`_\w])")
_DOUBLE = regex(r"(?<!`)``(?!`)[^`\n]{1,80}``(?!`)")
_FEWEST, _SHARE = 6, 0.8
_DOC = 'def f{0}(n):\n    """Take {1}n{1} and {1}m{1}."""\n    return n\n\n\n'


class MixedBackticks(Rule):
    """Names stand in single backticks where at least four in five of the file's stand in double ones, or the reverse."""

    code = "MKP04"
    name = "markup/mixed-backticks"
    tier = 2
    dimension = "format"
    penalty = 0.02
    comment_kinds = ("docstring",)
    reads_prose = False
    needs = ("docstring",)
    default = False
    title = "single and double backticks mixed"
    why = (
        "In reStructuredText they mean different things, in Markdown the same. Projects that use single ones as links "
        "mix them with intent, so this is off by default."
    )
    source = "sphinx-lint default-role"
    good = (Example("".join(_DOC.format(n, "``") for n in range(4))),)
    near_misses = (
        Example('def f():\n    """Plain."""\n\n\n' + "".join(_DOC.format(n, "`") for n in range(4))),
        Example(
            "".join(_DOC.format(n, "``") for n in range(4)) + 'def g():\n    """See :func:`f1` or `it`_."""\n'
        ),
        Example(_DOC.format(1, "``") + _DOC.format(2, "`")),
    )
    bad = (Example("".join(_DOC.format(n, "``") for n in range(6)) + 'def g(n):\n    """Take `n`."""\n'),)
    paraphrases = (
        Example(
            "".join(_DOC.format(n, "`") for n in range(6)) + 'def g(n):\n    """取 ``n``。"""\n',
            language="zh",
        ),
    )

    def check(self, page: Page) -> Iterator[Finding]:
        """Yield a finding for each docstring line with the rarer form."""
        if "`" not in page.snippet.code or not page.docstrings:
            return
        found: dict[str, list[tuple[int, int, str]]] = {"single": [], "double": []}
        for index in page.docstrings:
            if "`" not in page.comments[index].text:
                continue
            for number, line in prose_lines(page.comments[index].text):
                found["single"] += [(index, number, match[0]) for match in _SINGLE.finditer(line)]
                found["double"] += [(index, number, match[0]) for match in _DOUBLE.finditer(line)]
        rare, usual = sorted(found, key=lambda kind: len(found[kind]))
        total = len(found[rare]) + len(found[usual])
        if total >= _FEWEST and len(found[usual]) >= _SHARE * total:
            for index, number, said in found[rare]:
                message = f"{rare} backticks, the rest of the file has {usual} ones"
                yield self.finding(page, index, message, f"docstring: {said}", page.line_in(index, number))
