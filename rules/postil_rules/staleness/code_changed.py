"""STA04: a remark that stayed while the code it is about, and whose words it uses, changed."""

from __future__ import annotations

from collections.abc import Iterator

from postil.facts.model import Facts
from postil.page import Page
from postil.records import Comment, Finding
from postil.rule import Example, Rule
from postil.text.identifiers import split_identifier
from postil.text.lexicon import lexicon
from postil.text.stems import stem

_CODE = "def total(prices, rate):\n    # {}\n    {}\n    return amount\n"
_SAID = "Add the tax at the given rate."
_ZH = "按rate加上税额。"
_OLD = "amount = sum(prices) * (1 + rate)"


class CodeChanged(Rule):
    """The statement under a remark changed in words that the remark uses; the remark did not."""

    code = "STA04"
    name = "staleness/code-changed"
    tier = 3
    dimension = "accuracy"
    penalty = 0.1
    needs = ("tree", "git")
    title = "comment unchanged while its code changed"
    why = "It may describe what the code did before; nobody looked."
    source = "Panthaplackel 2021; OCD; CUP"
    good = (
        Example(
            _CODE.format("Add the tax.", "amount = sum(prices) * tax"), earlier=_CODE.format(_SAID, _OLD)
        ),
        Example(
            _CODE.format("加上税额。", "amount = sum(prices) * tax"),
            language="zh",
            earlier=_CODE.format(_ZH, _OLD),
        ),
    )
    near_misses = (
        Example(_CODE.format(_SAID, _OLD), earlier=_CODE.format(_SAID, _OLD)),
        Example("import math\n" + _CODE.format(_SAID, _OLD), earlier=_CODE.format(_SAID, _OLD)),
        Example(_CODE.format(_SAID, _OLD.replace("sum", "fsum")), earlier=_CODE.format(_SAID, _OLD)),
    )
    bad = (
        Example(_CODE.format(_SAID, "amount = sum(prices) + fee"), earlier=_CODE.format(_SAID, _OLD)),
        Example(
            _CODE.format(_ZH, "amount = sum(prices) + fee"), language="zh", earlier=_CODE.format(_ZH, _OLD)
        ),
    )
    paraphrases = (
        Example(
            _CODE.format("Whatever the rate is, it counts here.", "amount = sum(prices)"),
            earlier=_CODE.format("Whatever the rate is, it counts here.", _OLD),
        ),
    )

    def check(self, page: Page) -> Iterator[Finding]:
        """Yield a finding for each remark on lines that stayed behind."""
        earlier = page.earlier
        if earlier is None:
            return
        for index, comment in enumerate(page.comments):
            if comment.kind == "docstring" or comment.line_number is None:
                continue
            then = earlier.then(comment)
            if then is None or not earlier.touched(
                comment.line_number, comment.end_line_number or comment.line_number
            ):
                continue
            changed = _names_at(earlier.facts, then) ^ _names_at(page.facts, comment)
            shared = _shared(page, index, changed)
            if shared:
                words = ", ".join(sorted(shared))
                yield self.finding(
                    page, index, "is as it was, but its code changed", f"changed under it: {words}"
                )


def _names_at(facts: Facts, comment: Comment) -> set[str]:
    """The names of the statements on the lines that a remark is about."""
    first = comment.line_number or 0
    last = comment.end_line_number or first
    return {name for one in facts.statements if first <= one.line <= last for name in one.names}


def _shared(page: Page, index: int, names: set[str]) -> set[str]:
    """What a remark says of ``names``: them, the words that they are made of, in Chinese what these mean."""
    prose = page.prose(index)
    words = {stem(word) for name in names for word in split_identifier(name)}
    said = {*prose.words, *(mention.text for mention in page.mentions(index))} & (names | words)
    if prose.script == "zh":
        said |= prose.concepts & {meaning for word in words for meaning in lexicon().english.get(word, ())}
    return said
