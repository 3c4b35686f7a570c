"""ALN05: a comment between a decorator and what it decorates."""

from __future__ import annotations

from collections.abc import Iterator

from postil.page import Page
from postil.records import Finding
from postil.rule import Example, Rule
from postil.text.lazy import regex
from postil_rules.format._written import is_directive

_MARK = regex(r"(?i)\W*(?:todo|fixme|xxx|hack|note|nb)\b|\W*待办")
_CODE = "{}@cache\n{}def half(n):\n    return n / 2\n"


class InsideDefinition(Rule):
    """An own-line comment that is no mark of work to do stands between a decorator and its ``def`` or ``class``."""

    code = "ALN05"
    name = "placement/inside-definition"
    tier = 3
    dimension = "format"
    penalty = 0.02
    reads_prose = False
    needs = ("tree",)
    in_source = True
    title = "comment between a decorator and its definition"
    why = "It is easily taken for part of neither; above the decorator or in the docstring it is found."
    good = (Example(_CODE.format("# Halves are asked for often.\n", "")),)
    near_misses = (
        Example(_CODE.format("", "# type: ignore\n") + "# Done.\n"),
        Example(_CODE.format("", "# TODO: call it bisect\n") + "# Done.\n"),
        Example("@cache  # asked for often\ndef half(n):\n    return n / 2\n"),
        Example("@cache\n# One for each size.\n@register\ndef half(n):\n    return n / 2\n"),
    )
    bad = (Example(_CODE.format("", "# Halves are asked for often.\n")),)
    paraphrases = (Example(_CODE.format("", "# 经常用到。\n"), language="zh"),)

    def check(self, page: Page) -> Iterator[Finding]:
        """Yield a finding for each comment above a ``def`` or ``class`` and below its decorator."""
        if "@" not in page.snippet.code:
            return
        own = {token.line: token for token in page.tokens if token.own_line}
        statements = page.facts.statements
        for statement in statements:
            before = statements[statement.index - 1] if statement.index else None
            if before is None or before.kind != "decorator" or statement.kind == "decorator":
                continue
            between = [line for line in range(before.end_line + 1, statement.line) if line in own]
            if any(_MARK.match(own[line].text) for line in between):
                continue
            for line in between:
                if not is_directive(own[line].text):
                    evidence = f"comment: {own[line].text[:60]!r}"
                    yield self.finding(page, None, "between decorator and definition", evidence, line)
                    break
