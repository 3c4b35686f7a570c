"""CON66: a remark gives the operands of a quotient, a difference or a replacement in the other order."""

from __future__ import annotations

import re
from collections.abc import Iterator

from postil.claims.defaults import character_named
from postil.facts.model import Statement
from postil.page import Page
from postil.records import Finding
from postil.rule import Example, Rule
from postil.text.identifiers import split_identifier
from postil.text.lazy import holds_any, regex
from postil.text.units import read_units
from postil_rules.contradiction._judged import Documented, documented, judged, shortened, summary_said

_THING = r"(?:the |its |their )?(?:(?!by\b|from\b|the\b)[\w.`]{1,40} ){0,2}?(?!by\b|from\b)[\w.`]{1,40}"
_HAN = r"[A-Za-z_0-9.`\u4e00-\u9fff]{1,10}?"
# pattern, operator, and whether what is said first is the left operand
_SAID = (
    (regex(rf"(?i)\bdivid(?:e|es|ing) (?P<a>{_THING}) by (?P<b>{_THING})", hints=("divid",)), "/", True),
    (regex(rf"(?i)(?P<a>{_THING}) (?:is )?divided by (?P<b>{_THING})", hints=("divided by",)), "/", True),
    (
        regex(rf"(?i)\bsubtract(?:s|ing)? (?P<a>{_THING}) from (?P<b>{_THING})", hints=("subtract",)),
        "-",
        False,
    ),
    (regex(rf"(?i)(?P<a>{_THING}) minus (?P<b>{_THING})", hints=("minus",)), "-", True),
    (
        regex(
            rf"(?:用|把|将|拿|以)?\s?(?P<a>{_HAN})\s?(?:再|要)?除以\s?(?P<b>{_HAN})(?=[，。；、\s]|$|得|即|就|，)",
            hints=("除以",),
        ),
        "/",
        True,
    ),
    (
        regex(
            rf"(?:用|把|将|拿|以)?\s?(?P<a>{_HAN})\s?减去\s?(?P<b>{_HAN})(?=[，。；、\s]|$|得|即|就|的)",
            hints=("减去",),
        ),
        "-",
        True,
    ),
    (
        regex(
            rf"从\s?(?P<b>{_HAN})\s?(?:中|里|里面)?(?:减去|扣除|扣掉)\s?(?P<a>{_HAN})(?=[，。；、\s]|$|得|即|就)",
            hints=("从",),
        ),
        "-",
        False,
    ),
)
_OPERANDS = {
    "/": regex(
        r"(?<![\w.])(?P<left>[\w.]{1,60}(?:\([\w.]{0,40}\))?) //? (?P<right>[\w.]{1,60}(?:\([\w.]{0,40}\))?)(?! [*/])",
        hints=("/",),
    ),
    "-": regex(
        r"(?<![\w.])(?P<left>[\w.]{1,60}(?:\([\w.]{0,40}\))?) - (?P<right>[\w.]{1,60}(?:\([\w.]{0,40}\))?)(?! [*/])",
        hints=(" - ",),
    ),
}
_CHARACTER = r"(?:an? |the |every |each |all |any )?(?P<{}>[\w'\"` ]{{1,14}}?|“[^”]{{1,3}}”)"
_BECOMES = (
    regex(
        rf"(?i)(?:\b(?:replac|substitut|turn|chang|convert)(?:e|es|ing|s)? {_CHARACTER.format('old')} (?:with|by|into|to) {_CHARACTER.format('new')}(?=[,.;:]|$| in\b| and\b| so\b| of\b))",
        hints=("replac", "turn", "chang", "convert", "substitut"),
    ),
    regex(
        rf"(?i)(?:^|[,.;] ){_CHARACTER.format('old')} (?:becomes?|turns? into|(?:is|are) (?:replaced (?:by|with)|turned into)) {_CHARACTER.format('new')}(?=[,.;:]|$| in\b| and\b| so\b)",
        hints=("become", "turn", "replaced"),
    ),
    regex(
        r"(?:把|将)?(?:所有|每个|全部|其中)?(?:的)?(?P<old>[\u4e00-\u9fff]{1,4}?)(?:一律|都|全部|统一)?(?:替换成|替换为|换成|换为|变成|改成|转成|转为)(?P<new>[\u4e00-\u9fff]{1,4}?)(?=[，。；、]|$)",
        hints=("换", "变成", "改成", "转"),
    ),
)
_REPLACES = regex(
    r"(?:\.replace|\bre\.sub)\(r?(?P<old>'[^'\n]{1,4}'|\"[^\"\n]{1,4}\"), r?(?P<new>'[^'\n]{1,4}'|\"[^\"\n]{1,4}\")",
    hints=(".replace(", "re.sub("),
)
_CAST = regex(
    r"\b(?:float|double|int|decimal|Decimal|float32|float64|Float|Double|Number)\(([\w.]{1,40})\)|\((?:float|double|int|long)\) ?(?=\w)"
)
_FACTOR = regex(r" \* 100(?:\.0)?\b")
_ORDERING = ("divid", "subtract", "minus", "除以", "减去", "扣除")
_LONGEST = 2_000
_MOST = 40  # statements
_NOTHING = frozenset("the its their value values number a an of it this that result".split())


class OperandOrder(Rule):
    """The comment divides total by points where the code divides points by total."""

    code = "CON66"
    name = "contradiction/operand-order"
    tier = 2
    dimension = "accuracy"
    penalty = 0.35
    needs = ("text", "tree")
    title = "operands have changed places"
    why = "A quotient turned over is another number, and both look plausible."
    good = (
        Example("share = points / total", ((1, "Divide points by total."),)),
        Example("left = limit - used", ((1, "Subtract used from limit."),)),
        Example("slug = text.replace(' ', '-')", ((1, "Replace spaces with hyphens."),)),
        Example("share = points / total", ((1, "用points除以total。"),), language="zh"),
    )
    near_misses = (
        Example("share = points / total", ((1, "Divide it by the total of points."),)),
        Example("ratio = a_sum / b_sum", ((1, "The sum divided by the other sum."),)),
        Example("slug = text.replace(' ', '-')", ((1, "Turn the title into a slug."),)),
        Example("delta = end - start", ((1, "Minus the start of the end."),)),
        Example("left = limit - used", ((1, "从limit里减去used。"),), language="zh"),
        Example("left = limit - used", ((1, "从 limit 中减去 used。"),), language="zh"),
    )
    bad = (
        Example("share = points / total", ((1, "Divide total by points."),)),
        Example("left = limit - used", ((1, "Subtract limit from used."),)),
        Example("slug = text.replace(' ', '-')", ((1, "Replace hyphens with spaces."),)),
        Example("share = points / total", ((1, "用total除以points。"),), language="zh"),
        Example("name = name.replace(',', ';')", ((1, "把分号换成逗号。"),), language="zh"),
    )
    paraphrases = (
        Example(
            "def used_share(used, total):\n    if total == 0:\n        return 0\n    return float(used) / float(total) * 100",
            docstring="Return total divided by used in percent, or 0 if total is zero.",
        ),
        Example(
            "def used_share(used, total):\n    if total == 0:\n        return 0\n    return float(used) / float(total) * 100",
            docstring="返回 total 除以 used 的百分比，total 为零时返回 0。",
            language="zh",
        ),
        Example("speed = distance / elapsed", ((1, "The speed is elapsed divided by distance."),)),
        Example("left = limit - used", ((1, "What is left: used minus limit."),)),
        Example("slug = text.replace(' ', '-')", ((1, "Hyphens become blanks."),)),
        Example("left = limit - used", ((1, "从used中减去limit。"),), language="zh"),
        Example("share = points / total", ((1, "用 total 除以 points 得到占比。"),), language="zh"),
    )

    def check(self, page: Page) -> Iterator[Finding]:
        """Yield at most one finding for each remark."""
        for whole in () if page.is_source else documented(page):
            if holds_any(whole.text, _ORDERING):
                yield from self._whole(page, whole, summary_said(page, whole))
        for remark in judged(page):
            statement = remark.statements[0]
            code = statement.text
            turned = _turned(remark.text, code) if " - " in code or "/" in code else None
            if turned is None and ("replace(" in code or "re.sub(" in code):
                turned = _replaced(remark.text, statement)
            if turned:
                yield self._finding(page, remark.comment, turned, statement)

    def _whole(self, page: Page, whole: Documented, said: str) -> Iterator[Finding]:
        """A finding where the summary of a function turns the only quotient or difference in it round."""
        for statement in whole.body[:_MOST]:
            plain = _FACTOR.sub("", _CAST.sub(r"\1", statement.text))
            turned = _turned(said, plain) if " - " in plain or "/" in plain else None
            if turned and sum(statement.operators.count(sign) for sign in "/-") == 1:
                yield self._finding(page, whole.comment, turned, statement)
                return

    def _finding(self, page: Page, comment: int, said: str, statement: Statement) -> Finding:
        evidence = f"comment: {shortened(said)!r} | code: {shortened(statement.text)!r}"
        return self.finding(page, comment, f"says {said!r}, the code has it the other way round", evidence)


def _turned(text: str, code: str) -> str | None:
    """The words that give the operands of the only quotient or difference in the other order."""
    for pattern, operator, in_order in _SAID:
        said = pattern.search(text[:_LONGEST])
        if said is None:
            continue
        operands = _OPERANDS[operator].findall(code[:_LONGEST])
        if len(operands) != 1:
            continue
        left, right = _meaning(operands[0][0]), _meaning(operands[0][1])
        first, second = (_meaning(said.group(name)) for name in ("ab" if in_order else "ba"))
        if first & right and second & left and not first & left and not second & right:
            return said.group()
    return None


def _meaning(words: str) -> frozenset[str]:
    """The words of a name or a phrase, those that say nothing left out; for Chinese ones their concepts."""
    if words.isascii():
        return (
            frozenset(
                part.rstrip("s")
                for name in re.findall(r"[A-Za-z_]\w*", words)
                for part in split_identifier(name)
            )
            - _NOTHING
        )
    return frozenset(concept for unit in read_units(words) for concept in (*unit.stems, *unit.concepts))


def _replaced(text: str, statement: Statement) -> str | None:
    """The words that give what is replaced and what replaces it in the other order."""
    code = _REPLACES.search(statement.text)
    if code is None:
        return None
    old, new = code.group("old")[1:-1], code.group("new")[1:-1]
    for pattern in _BECOMES:
        said = pattern.search(text[:_LONGEST])
        if said and (character_named(said.group("old")), character_named(said.group("new"))) == (new, old):
            return said.group().strip(" ,.;")
    return None
