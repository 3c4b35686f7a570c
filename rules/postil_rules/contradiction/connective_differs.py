"""CON60: a remark joins conditions with ``or`` that the code joins with ``and``, or the other way round."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from postil.claims.conditions import is_disjunction
from postil.facts.model import Statement
from postil.page import Page
from postil.records import Finding
from postil.rule import Example, Rule
from postil.text.identifiers import split_identifier
from postil.text.lazy import regex
from postil_rules.contradiction._han import meant_by, words_of_han
from postil_rules.contradiction._judged import judged, shortened

_STOP = frozenset("not is none true false self len in and or the if".split())
_SQL = regex(r"(?i)\bwhere\b(.{1,400})", re.DOTALL)
_OR = regex(r"(?i)\bor\b(?! equal)|\beither\b|或者?|任一|任何一")
_AND = regex(r"(?i)\band\b|\bboth\b|\bas well as\b|且|并|同时|和|与|都|以及")
_NEGATION = regex(
    r"(?i)\b(?:not|no|neither|nor|unless|without|never|until|otherwise|but|skip\w*|ignore\w*)\b|n't|不|没|非|未|除非|否则|直到|跳过"
)
_CONDITIONAL = regex(r"(?i)\b(?:if|when|while|only)\b|如果|当|只有")
_EITHER = regex(r"(?i)\beither\b|\bas soon as\b|\bonce\b|或者?[^，。；]{0,30}(?:时|就|则|便)|任一|任何一")
_CLAUSE_BETWEEN = regex(r"[，；](?!并?且|而且|或|同时|以及)")
_ONLY_IF_OR = regex(
    r"只要[^，。；]{1,20}或|(?:其中之一|其一|任一|任意一个|任何一个|任意一项|有一个|一项)(?:成立|满足)?(?:即可|就行|就够|就可以|都可以|就算|就)|满足其一"
    r"|或者[^，。；]{1,12}时(?:就)?继续|(?i:\b(?:either (?:one|condition|of them|of the two) (?:is enough|will do|suffices|is sufficient)|any (?:one )?of (?:them|these|the (?:two|three|conditions)) (?:is enough|will do|suffices)|one of (?:them|these|the (?:two|three|conditions)) is enough))"
)
_BOTH_AND = regex(
    r"(?i)\b(?:both (?:must|have to|need to|conditions|are (?:needed|required))|all (?:three|of them|of these|conditions) (?:must|have to|need to|are (?:needed|required)))\b"
    r"|(?:必须|要|须|都要|需要)(?:都|同时|全部)(?:满足|成立|具备|为真)|缺一不可|同时满足|都满足才",
)


class ConnectiveDiffers(Rule):
    """Both operands are named in the comment, joined by the other connective."""

    code = "CON60"
    name = "contradiction/connective-differs"
    tier = 3
    dimension = "accuracy"
    penalty = 0.3
    needs = ("text", "tree")
    title = "comment says or where the code says and"
    why = "One word decides whether one condition is enough."
    good = (
        Example(
            "if minutes >= 60 and hours:\n    fail()",
            ((1, "Fail when minutes reaches 60 and hours is set."),),
        ),
        Example(
            "while i < len(left) and j < len(right):\n    step()",
            ((1, "left和right都还有剩余元素时继续。"),),
            language="zh",
        ),
    )
    near_misses = (
        Example("if not a and not b:\n    fail()", ((1, "Fail unless a or b is given."),)),
        Example("if a and (b or c):\n    f()", ((1, "When a holds, b or c decides."),)),
        Example("if old or expired:\n    f()", ((1, "Both kinds, old and expired, go here."),)),
        Example("if width > 9 or height > 9:\n    cut()", ((1, "如果宽度或高度太大"),), language="zh"),
        Example(
            "if width or depth:\n    cut()", ((1, "如果设置了宽度，就把高度和深度一并裁掉"),), language="zh"
        ),
        Example("if n.odd and m.odd:\n    f()", ((1, "Take the smaller of n or m, the simpler one."),)),
        Example("if start and end > limit:\n    f()", ((1, "Whether it starts or stops here matters."),)),
    )
    bad = (
        Example(
            "if minutes >= 60 and hours:\n    fail()",
            ((1, "Fail when minutes reaches 60 or when hours is set."),),
        ),
        Example(
            "while i < len(left) and j < len(right):\n    step()",
            ((1, "只要左边或右边还有剩余元素就继续比较。"),),
            language="zh",
        ),
        Example(
            "if user.banned or user.deleted:\n    refuse()",
            ((1, "Refuse when the user is banned and deleted."),),
        ),
    )
    paraphrases = (
        Example(
            "cur.execute('UPDATE v SET h = 1 WHERE user_id = ? AND page = ?')",
            ((1, "Bump any row that matches either user_id or page."),),
        ),
        Example("if name and email:\n    send()", ((1, "如果name或email存在，则发送。"),), language="zh"),
        Example("if width > 9 or height > 9:\n    cut()", ((1, "如果宽度和高度都太大"),), language="zh"),
    )

    def check(self, page: Page) -> Iterator[Finding]:
        """Yield at most one finding for each remark."""
        for remark in judged(page):
            statement = remark.statements[0]
            joined = _joined(statement)
            if joined is None:
                continue
            disjunction, operands = joined
            if _contrary(remark.text, disjunction=disjunction, operands=operands):
                said, does = ("and", "or") if disjunction else ("or", "and")
                shown = f"comment: {shortened(remark.text)!r} | code: {shortened(statement.text)!r}"
                yield self.finding(
                    page, remark.comment, f"joins with {said} what the code joins with {does}", shown
                )


def _joined(statement: Statement) -> tuple[bool, list[set[str]]] | None:
    """Whether the test is a disjunction, and the words of its operands; ``None`` when it is mixed or has none."""
    tests = [statement.value] if statement.kind in {"if", "elif", "while", "assert", "return"} else []
    for literal in statement.literals:
        found = _SQL.search(str(literal.value)[:1000]) if literal.kind == "string" else None
        tests += [re.sub(r"\b(AND|OR)\b", lambda m: m.group().lower(), found.group(1))] if found else []
    for test in tests[:1]:
        disjunction = is_disjunction(test)
        if disjunction is not None and not re.search(r"\bnot\b|!=", test):
            parts = re.split(r"\b(?:and|or)\b", test)
            return disjunction, [
                {w for n in re.findall(r"[A-Za-z_]\w*", part) for w in split_identifier(n)} - _STOP
                for part in parts
            ]
    return None


def _contrary(text: str, *, disjunction: bool, operands: list[set[str]]) -> bool:
    """Whether the text names two operands with only the other connective between them."""
    if not disjunction and _ONLY_IF_OR.search(text) and not re.search("且|同时", text):
        return True
    if disjunction and _BOTH_AND.search(text) and not _NEGATION.search(text):
        return True
    if _NEGATION.search(text) or not (
        _CONDITIONAL.search(text) or (not disjunction and _EITHER.search(text))
    ):
        return False
    wanted, other = (_OR, _AND) if disjunction else (_AND, _OR)
    common = set.intersection(*operands)
    spans = [min(_places(text, operand - common), default=None) for operand in operands]
    named = sorted(span for span in spans if span is not None)
    if len(named) < len(operands):
        return False
    between = [text[one[1] : other[0]] for one, other in pairwise(named)]
    if any(end - start == 1 for start, end in named) and any(len(gap) > 5 for gap in between):
        return False
    return (
        all(len(gap) < 50 and not _CLAUSE_BETWEEN.search(gap) for gap in between)
        and any(other.search(gap) for gap in between)
        and not any(wanted.search(gap) for gap in between)
    )


def _places(text: str, words: set[str]) -> Iterator[tuple[int, int]]:
    """Where ``text`` names one of ``words``, or says it in Chinese."""
    for word in sorted(words):
        for found in re.finditer(rf"(?i)(?<![A-Za-z]){re.escape(word)}(?![A-Za-z])", text):
            yield found.span()
    meant = frozenset() if text.isascii() else meant_by(words)
    for start, unit in words_of_han(text) if meant else ():
        if not meant.isdisjoint(unit.concepts):
            yield start, start + len(unit.text)
