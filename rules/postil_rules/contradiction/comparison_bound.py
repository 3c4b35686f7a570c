"""CON53: a remark gives another bound than the comparison in the code."""

from __future__ import annotations

import re
from collections.abc import Iterator

from postil.claims.concepts import FLIPPED, NEGATED
from postil.claims.memo import remembered
from postil.claims.model import Claim
from postil.facts.model import Comparison, Statement
from postil.page import Page
from postil.records import Finding
from postil.rule import Example, Rule
from postil.text.identifiers import split_identifier
from postil.text.lazy import regex
from postil.text.numbers import find_numbers
from postil.text.units import read_units
from postil_rules.contradiction._judged import Judged, evidence, judged, proved, shortened

_ORDERED = frozenset({"<", "<=", ">", ">="})
_DIRECT = regex(
    r"(?i)\b(?:if|when|whenever|while|as soon as|as long as|because|since)\b|因为|如果|若|当|一旦|只要"
)
_DIRECT_END = regex(r"^[^，。；]{0,24}(?:时|的时候|就|则)")
_INDIRECT = regex(
    r"(?i)\b(?:must|need|needs|require\w*|unless|otherwise|ensure\w*|make sure|should|skip\w*|except|reject\w*|refuse\w*|not|no longer|invalid|else|until|once|stop\w*|end|ends|valid|allow\w*|still)\b|n't|必须|要求|需要|否则|除非|确保|保证|跳过|不能|不得|应|直到|才|合法|有效"
)
_ZERO_TAKEN = regex(
    r"(?i)\bzero (?:and|or|or a) negative|\bnegative (?:numbers |values |sizes )?(?:and|or) zero|\bnon-?positive\b|\bnot positive\b|零[和或与及]负|负数?[和或与及]零|非正"
)
_ZERO_LEFT = regex(
    r"(?i)\bonly negative|\bzero (?:itself )?(?:is|are|may be|can be) (?:allowed|fine|accepted|valid|ok)|零(?:可以|也可以|没有问题|允许)|可以[是为]零|允许(?:为)?零|只有负"
)
_ONLY = regex(r"(?i)\bonly\b[^.;,]*$|(?:只|仅)(?:处理|保留|看|要|取|选|统计|收|留|打包|复制)[^，。；]*$")
_UNNAMED = regex(r"(?i) ?(?:allowed|permitted|needed|required|wanted|expected|asked for)\b")
_LOOSE = regex(r"(?i)\bunless\b|[<>=]=|\bassert\b|\bnothing\b|过滤|排除|剔除|去掉|跳过|删除")
_SQL = regex(r"\b([A-Za-z_][\w.]*) (<=|>=|<|>) (\?|:\w+|%s|%\(\w+\)s|\$?\d+)")
_ROUGH = regex(r"(?i)\bnot exceeding\b|\bout of (?:range|bounds)\b")
_CALLED = regex(r"(\w+)\(\)")
_RANGE = regex(
    r"\s*-?[0-9.]+ ?(?:到|至|~|–|-|to) ?-?[0-9]"
)  # out of it: one of two bounds is passed, and none is named
_STOP = frozenset("of the a an in to is and or by".split())
_LENGTH = regex(r" ?(?:the |its |their )?(?:length|size)\b")
_NAME = regex(r"[A-Za-z_][A-Za-z0-9_]*", re.ASCII)

_VERSION = regex(r"(?<![\d.])\d+\.\d+\b")
_CHECKS = regex(r"(?i)check (?:if|whether|that)\b")
_CODED = regex(r"0x[0-9a-fA-F]+$|\(")
_LACKING = frozenset("few little less fewer missing insufficient short lacking too invalid bad".split())


class ComparisonBound(Rule):
    """The comment says at least, more than, below ... where the code compares with another operator."""

    code = "CON53"
    name = "contradiction/comparison-bound"
    tier = 3
    dimension = "accuracy"
    penalty = 0.4
    claim_kinds = ("comparison",)
    needs = ("text", "tree")
    title = "bound in the comment differs from the comparison"
    why = "Whether the bound itself belongs to the range is the commonest error there is."
    source = "phrase to operator map as in Drone (Zhou et al. 2017)"
    good = (
        Example("if len(host) > 253:\n    f()", ((1, "Turn down one of more than 253 characters."),)),
        Example(
            "short = [s for s in levels if s < threshold]",
            ((1, "Those with fewer than threshold units left."),),
        ),
        Example(
            "if size < 1:\n    raise ValueError(size)", ((1, "size 小于 1 时没法切块。"),), language="zh"
        ),
    )
    near_misses = (
        Example("if len(points) < 2:\n    raise ValueError(points)", ((1, "At least 2 points are needed."),)),
        Example("if n >= 6:\n    f()", ((1, "More than 5 of them."),)),
        Example("if not 0 <= n <= 9:\n    f()", ((1, "Does n exceed 0 to 9?"),)),
        Example("if not 0 <= n <= 9:\n    f()", ((1, "检查n是否超出0到9。"),), language="zh"),
        Example("if limit < n:\n    f()", ((1, "If n is greater than limit."),)),
        Example("if not n > limit:\n    f()", ((1, "If n is no more than limit."),)),
        Example("while low < high:\n    f()", ((1, "More than one build is left."),)),
        Example("# make sure we are not exceeding the total\nif at >= total:\n    stop()\n"),
        Example(
            "# get_added() also returns what has an index < size\n"
            "added = {k: index for k, index in self.encoder.items() if index >= self.size}\nrun(added)\n"
        ),
        Example("if n <= 3 and m > 3:\n    f()", ((1, "m must be greater than 3."),)),
    )
    bad = (
        Example("if len(host) > 253:\n    f()", ((1, "Turn down one of 253 characters or more."),)),
        Example(
            "short = [s for s in levels if s < threshold]",
            ((1, "Those with no more than threshold units left."),),
        ),
        Example(
            "if size < 1:\n    raise ValueError(size)", ((1, "size 大于 1 时没法切块。"),), language="zh"
        ),
        Example(
            "cur.execute('DELETE FROM s WHERE seen < ?', (t,))",
            ((1, "删掉最后活动时间晚于界限的行。"),),
            language="zh",
        ),
        Example("gate = asyncio.Semaphore(limit)", ((1, "At least limit requests are in flight."),)),
    )
    paraphrases = (
        Example("while attempts < limit:\n    f()", ((1, "As long as attempts is at most limit."),)),
        Example("if age >= 18:\n    f()", ((1, "If age exceeds 18."),)),
        Example("if age >= 18:\n    f()", ((1, "如果age超过18。"),), language="zh"),
        Example("if n > len(values):\n    f()", ((1, "If n is at most the length."),)),
    )

    def check(self, page: Page) -> Iterator[Finding]:
        """Yield at most one finding for each remark."""
        for remark in judged(page):
            if remark.in_source and (_LOOSE.search(remark.text) or _ROUGH.search(remark.text)):
                continue
            if remark.in_source and len(remark.statements[0].comparisons) > 1:
                continue
            if remark.in_source and (
                _speaks_of_a_call(remark) or _is_of_versions(remark) or _tells_the_lack(remark)
            ):
                continue
            statement = _testing(page, remark.statements[0])
            zero = _zero(remark.text, statement)
            if zero:
                text = shortened(statement.text)
                message = f"says whether zero belongs to it, the code says `{zero}`"
                yield self.finding(
                    page, remark.comment, message, f"comment: {shortened(remark.text)!r} | code: {text!r}"
                )
                continue
            claims = [claim for claim in remark.claims if claim.kind == "comparison"]
            claims = [claim for claim in claims if not _RANGE.match(remark.text, claim.end)]
            for claim in claims[:3]:
                shown = _refuting(claim, remark, statement, alone=len(claims) == 1) or _limit(claim, remark)
                if shown:
                    message = f"says {claim.value} ({remark.text[claim.start : claim.end]!r}), the code says `{shown}`"
                    yield self.finding(
                        page, remark.comment, message, evidence(remark.text, claim, statement.text)
                    )
                    break


def _is_of_versions(remark: Judged) -> bool:
    """Whether a version, ``3.7``, is compared as a number of its own kind: ``0x370``, ``(3, 7)``."""
    tests = remark.statements[0].comparisons
    return _VERSION.search(remark.text) is not None and any(_CODED.match(test.right) for test in tests)


def _tells_the_lack(remark: Judged) -> bool:
    """Whether the remark says what is needed, and the statement stores whether there is less."""
    statement = remark.statements[0]
    named = {word for target in statement.targets for word in split_identifier(target)}
    return statement.kind == "assign" and not named.isdisjoint(_LACKING)


def _speaks_of_a_call(remark: Judged) -> bool:
    """Whether the remark names a function, ``get_names()``, that its line does not call."""
    named = _CALLED.search(remark.text)
    return named is not None and all(
        call.name.rpartition(".")[2] != named[1] for call in remark.statements[0].calls
    )


def _testing(page: Page, statement: Statement) -> Statement:
    """The statement, or for the first one that leaves a branch, the header that tests."""
    if (
        statement.kind in {"raise", "return", "continue", "break"}
        and not statement.comparisons
        and statement.parent == statement.index - 1 >= 0
    ):
        parent = page.facts.statements[statement.parent]
        return parent if parent.kind in {"if", "elif"} else statement
    return statement


def _zero(text: str, statement: Statement) -> str | None:
    """A comparison with 0 that takes zero in where the text leaves it out, or the other way round."""
    if statement.kind not in {"if", "elif"} or len(statement.comparisons) != 1:
        return None
    signs = [
        c for c in statement.comparisons if c.right == "0" and c.operator in {"<", "<="} and not c.negated
    ]
    if not signs:
        return None
    taken, left = _ZERO_TAKEN.search(text) is not None, _ZERO_LEFT.search(text) is not None
    if taken is left:
        return None
    return f"{signs[0].left} {signs[0].operator} 0" if (signs[0].operator == "<=") is not taken else None


@remembered
def _comparisons(statement: Statement) -> list[Comparison]:
    found = [c for c in statement.comparisons if c.operator in _ORDERED]
    for literal in statement.literals:
        if literal.kind == "string":
            found += [
                Comparison(left, operator, right)
                for left, operator, right in _SQL.findall(str(literal.value)[:1000])
            ]
    return found


def _refuting(claim: Claim, remark: Judged, statement: Statement, *, alone: bool) -> str | None:
    """The comparison that has the claimed bound but another operator, unless one has the claimed operator."""
    comparisons = _comparisons(statement)
    if not comparisons:
        return None
    said = NEGATED[str(claim.value)] if claim.negated else str(claim.value)
    refuting = None
    for comparison in comparisons:
        operator = oriented(claim, comparison)
        if operator is None and alone and len(comparisons) == 1 and not _has_bound(claim):
            operator = (
                comparison.operator if not _is_constant(comparison.left) else FLIPPED[comparison.operator]
            )
            if operator[0] == said[0] or not (
                _is_direct(remark.text, claim, statement) or _is_filter(remark, claim)
            ):
                continue
        if operator is None:
            continue
        operator = NEGATED[operator] if comparison.negated else operator
        checked = remark.in_source and _CHECKS.match(remark.text) is not None
        direct = not checked and _is_direct(remark.text, claim, statement)
        if operator == said or (NEGATED[operator] == said and not direct):
            return None
        refuting = f"{'not ' if comparison.negated else ''}{comparison.left} {comparison.operator} {comparison.right}"
    return refuting


def _is_direct(text: str, claim: Claim, statement: Statement) -> bool:
    """Whether the comment gives the test itself, not a demand of which the code tests the contrary."""
    if statement.kind not in {"if", "elif", "while"}:
        return statement.kind in {"expression", "return", "assign"}
    if _INDIRECT.search(text[: claim.end] + _UNNAMED.sub("", text[claim.end :], count=1)):
        return False
    before = text[max(0, claim.start - 60) : claim.start]
    return bool(_DIRECT.search(before)) or bool(_DIRECT_END.match(text[claim.end :]))


def _is_filter(remark: Judged, claim: Claim) -> bool:
    """Whether the comment gives what alone goes into the branch: ``only files older than``, ``只处理``."""
    leads = _ONLY.search(remark.text[max(0, claim.start - 40) : claim.start])
    return leads is not None and remark.jump is None and not _INDIRECT.search(remark.text)


def oriented(claim: Claim, comparison: Comparison) -> str | None:
    """The operator with the claimed bound on its right side, or ``None`` when it is not in the comparison."""
    right, left = _names_bound(claim, comparison.right), _names_bound(claim, comparison.left)
    tokens = set(_NAME.findall(claim.condition or ""))
    if right and left and (comparison.right in tokens) is not (comparison.left in tokens):
        right, left = comparison.right in tokens, comparison.left in tokens
    subject = _words(claim.subject or "")
    if right and not left:
        return None if _misses(claim, comparison.left) else comparison.operator
    if left and not right:
        return (
            None
            if subject & _parts(comparison.left) or _misses(claim, comparison.right)
            else FLIPPED[comparison.operator]
        )
    if right and left:
        if subject & _parts(comparison.left) - _parts(comparison.right):
            return comparison.operator
        if subject & _parts(comparison.right) - _parts(comparison.left):
            return FLIPPED[comparison.operator]
    return None


def _misses(claim: Claim, side: str) -> bool:
    """Whether the subject is an identifier (beside a written operator) that this side does not have."""
    names = _NAME.findall(claim.subject or "")
    return claim.end - claim.start <= 2 and bool(names) and names[-1] not in _NAME.findall(side)


def _names_bound(claim: Claim, side: str) -> bool:
    """Whether the words of the bound name this side of a comparison: its number, or the last of its names."""
    bound = claim.condition or ""
    numbers = find_numbers(bound)[-1:] if claim.subject is None else find_numbers(bound[:24])
    if claim.subject is None and not numbers and bound.split()[-1:] and bound.split()[-1].isdigit():
        return side == bound.split()[-1]  # "Java 9 or later": no quantity, and yet a bound
    if _is_constant(side):
        return (
            bool(numbers)
            and (claim.subject is None or numbers[0].start <= 4)
            and numbers[0].value / (100 if numbers[0].unit in {"%", "percent"} else 1) == float(side[:40])
        )
    if numbers and (numbers[0].start <= 4 or claim.subject is None):
        return False
    if side.startswith("len(") and _LENGTH.match(bound):
        return True
    words = (
        re.findall(r"[a-z]+", bound.lower())[:3]
        if claim.subject is not None
        else re.findall(r"[a-z]+", bound.lower())[-3:]
    )
    names = _NAME.findall(side)
    if not words and names and not bound.isascii() and claim.subject is not None:
        return not _meaning(names[-1]).isdisjoint(_meaning(bound[:5]))
    return (
        bool(names)
        and len(side) < 60
        and bool((set(split_identifier(names[-1])) - _STOP) & set(words))
        and names[-1] != "len"
    )


def _meaning(words: str) -> frozenset[str]:
    return frozenset(
        concept for unit in read_units(words) if unit.kind != "weak" for concept in unit.concepts
    )


def _has_bound(claim: Claim) -> bool:
    """Whether the bound is named in a way that could have been found in the code."""
    if _UNNAMED.match(claim.condition or ""):
        return False
    return (
        bool(re.match(r"[ `]*[A-Za-z0-9一-十两]", claim.condition or ""))
        and not re.match(r"[\u4e00-\u9fff]", (claim.condition or " ")[0])
    ) or bool(find_numbers((claim.condition or "")[:6]))


def _is_constant(side: str) -> bool:
    return re.fullmatch(r"-?[0-9]+(?:\.[0-9]+)?", side) is not None


def _words(text: str) -> set[str]:
    return set(re.findall(r"[a-z]+", text.lower()))


def _parts(side: str) -> set[str]:
    return {word for name in _NAME.findall(side) for word in split_identifier(name)}


def _limit(claim: Claim, remark: Judged) -> str | None:
    """``at least n`` where a semaphore, a slice or ``maxlen`` makes ``n`` the upper limit."""
    if claim.value == ">=" and "upper_limit" in proved(remark.statements):
        for statement in remark.statements:
            for call in statement.calls:
                if call.name.rpartition(".")[2] in {"Semaphore", "BoundedSemaphore"} and any(
                    _names_bound(claim, argument) for argument in call.arguments
                ):
                    return f"{call.name}({', '.join(call.arguments)})"
    return None
