"""CON50: a number of the comment is not the number of the code."""

from __future__ import annotations

import re
from collections.abc import Iterator

from postil.claims.model import Claim
from postil.facts.model import Statement
from postil.page import Page
from postil.records import Finding
from postil.rule import Example, Rule
from postil.text.identifiers import split_identifier
from postil.text.lazy import regex
from postil.text.numbers import find_numbers
from postil_rules.contradiction._judged import Judged, evidence, judged, words_of
from postil_rules.contradiction._number_support import literals_of, numbers_of, supported, value_of

_SINGLE = regex(r"(?i)\bsingle\b|单个|单一")
_SMALL = regex(
    r"(?i)\b(?:by|to|at|from|is|after|every|indent|factor|starts?|begin|counts?|limit|timeout|retry|retries|tries)\b[ `]*$|[为是到从以加减缩进]\s*$"
)
_IS_NUMBER = regex(r"-?[0-9][0-9_.]*(?:e[0-9]+)?(?: \* [0-9]+)*")
_START = regex(
    r"(?i)\b(?:start\w*|begin\w*|initiali[sz]ed?|sets?|resets?|counted|counting) (?:at|to|from|with|it to)[ `]*$|(?:设为|置为|初始化为|从|重置为)\s*$"
)
_CONDITION = regex(r"(?i)\b(?:if|when|unless|because|since|python)\b[^.;,]{0,30}$")
_AIM = regex(r"(?i)\W*(?:ensures?|make sure|guarantees?|forces?)\b|确保|保证")
_CONTRAST = regex(
    r"(?i)\b(?:but|although|however|instead of|rather than|don't work|too (?:large|small|many))\b|\b(?:less|fewer) than (?:one|1)\b"
)
_BOUND = regex(
    r"(?i)\b(?:at (?:least|most)|(?:no )?(?:more|less|fewer) than)[ `]*$|(?:至少|最少|最多|至多|不超过|不少于|少于|超过|大于|小于|满)[\u4e00-\u9fff]{0,2}\s*$"
)
_BOUND_BEHIND = regex(
    r"(?i)(?: \w+)? (?:or (?:more|less|fewer|longer|above|below|older|higher|over)\b|and (?:above|up|over)\b|upwards?\b)"
    r"|[\u4e00-\u9fff]{0,2}(?:及以上|及以下|以上|以下)"
)
_UNIT_STOP = frozenset(
    "of the a an and or in for to is are as at by on more other times way ways side sides lines".split()
)


class NumberDiffers(Rule):
    """The only number of the comment occurs nowhere in the statement, which has another one in its place."""

    code = "CON50"
    name = "contradiction/number-differs"
    tier = 3
    dimension = "accuracy"
    penalty = 0.3
    claim_kinds = ("number",)
    needs = ("text", "tree")
    title = "number in the comment differs from the code"
    why = "Limits, defaults and sizes are looked up in comments; a wrong one is worse than none."
    good = (
        Example(
            "response = client.get(url, timeout=10)", ((1, "Send the GET request with a timeout of 10."),)
        ),
        Example("for attempt in range(3):\n    f()", ((1, "Retry three times."),)),
        Example("json.dump(payload, out, indent=2)", ((1, "缩进 2 个空格。"),), language="zh"),
        Example(
            "def top(orders, limit=10):\n    return orders[:limit]", ((1, "默认取前10名。"),), language="zh"
        ),
    )
    near_misses = (
        Example(
            'pair = digit if len(digit) != 1 else "0" + digit', ((1, "A single digit is padded to two."),)
        ),
        Example("width = total / 44", ((1, "Divided by 44 it is the width of one letter."),)),
        Example("window = 3 * 60 * 60", ((1, "Three hours, so 180 minutes."),)),
        Example("rate = 0.05", ((1, "A rate of 5%."),)),
        Example("price *= 0.9", ((1, "This is 10 percent off."),)),
        Example(
            "if len(parts) != 2:\n    raise ValueError(parts)", ((1, "One of three cases: the wrong count."),)
        ),
        Example("size = 1 << 20", ((1, "Blocks of 1 MB."),)),
        Example("if n > 9:\n    f()", ((1, "At least 10 of them."),)),
        Example("if month < 3:\n    month += 12", ((1, "They count as months 13 and 14."),)),
        Example("x = items[2]", ((1, "Supported since Python 3.8."),)),
        Example("MAX = 8192", ((1, "See RFC 7230 for the 3 reasons."),)),
        Example("a, b = pair(7)", ((1, "Two names for the 2 parts."),)),
        Example("total = 1500 + 500", ((1, "2000 in all."),)),
        Example("flag = 0", ((1, "Cookies of kind 2109 are left alone."),)),
        Example("mask = 32", ((1, "The value fits a 16-bit word."),)),
        Example("return -2", ((1, "超出 16 位无符号数的范围。"),), language="zh"),
        Example(
            "if mask.dim() == 2:\n    mask = mask.unsqueeze(0)", ((1, "Ensure that the mask's dim is 3."),)
        ),
        Example(
            "def f():\n    # The year may be 9999, but that does not work.\n    limit = top.replace(year=2999)\n"
        ),
        Example("limit = 4", ((1, "If 9 are asked for, this wins."),)),
    )
    bad = (
        Example(
            "response = client.get(url, timeout=10)", ((1, "Send the GET request with a timeout of 30."),)
        ),
        Example("for attempt in range(3):\n    f()", ((1, "Retry five times."),)),
        Example("json.dump(payload, out, indent=2)", ((1, "缩进 4 个空格。"),), language="zh"),
        Example(
            "def top(orders, limit=10):\n    return orders[:limit]", ((1, "默认取前20名。"),), language="zh"
        ),
    )
    paraphrases = (
        Example(
            "def __init__(self, capacity=128):\n    self.capacity = capacity",
            ((1, "Room for 256 entries unless told otherwise."),),
        ),
        Example("for d in range(2, n):\n    f(d)", ((1, "Try every divisor from 3 up."),)),
        Example("counts[w] = counts.get(w, 0) + 1", ((1, "Increase the count by two."),)),
        Example("level = 2", ((1, "Set the level to 3."),)),
        Example("size = size * 2 if size else 64", ((1, "Double the size, starting with 32 bytes."),)),
        Example("if len(digits) != 6:\n    stop()", ((1, "不是八位数字的都无效。"),), language="zh"),
        Example("shipping = 0 if total >= 50 else 4.95", ((1, "Free of charge from 100 upwards."),)),
        Example(
            "limit = 50 if given is None else min(given, 200)",
            ((1, "Use 30 if none is given, and at most 200."),),
        ),
        Example("price *= 0.9", ((1, "This is 30 percent off."),)),
        Example("if width < 1:\n    stop()", ((1, "A window has at least ten pixels."),)),
        Example(
            "padded = payload + '=' * (-len(payload) % 4)",
            ((1, "补等号，让长度凑成八的倍数。"),),
            language="zh",
        ),
    )

    def check(self, page: Page) -> Iterator[Finding]:
        """Yield a finding for each remark with one number that the code contradicts."""
        for remark in judged(page):
            claims = remark.of("number")
            if not claims or len(claims) > 2 or _tells_the_aim(remark):
                continue
            if remark.in_source and _CONTRAST.search(remark.text):
                continue
            shown = numbers_of(remark)
            if not shown:
                continue
            wrong = [
                claim for claim in claims if _stepped(claim, remark) or not supported(claim, shown, remark)
            ]
            if len(wrong) != 1 or (remark.in_source and not _names_operand(wrong[0], remark)):
                continue
            claim = wrong[0]
            comparable = _bounds(claim, remark) or _comparable(claim, remark, _doubted(claims, claim, remark))
            if comparable and not _told_otherwise(claim, remark):
                message = f"says {claim.value}, the code has {_listed(remark.statements[0])}"
                yield self.finding(
                    page, remark.comment, message, evidence(remark.text, claim, remark.statements[0].text)
                )


def _tells_the_aim(remark: Judged) -> bool:
    """Whether the remark says what holds behind the branch, which is taken as long as it does not."""
    branch = remark.statements[0].kind in {"if", "elif"} and remark.jump is None
    return branch and _AIM.match(remark.text) is not None


def _told_otherwise(wrong: Claim, remark: Judged) -> bool:
    """Whether the remark tells the number of the code too: the other one is of something else."""
    told = {value_of(claim) for claim in remark.of("number") if claim is not wrong}
    if _SINGLE.search(remark.text):
        told.add(1.0)
    return bool(told) and told.issuperset(map(abs, literals_of(remark.statements[0])))


def _listed(statement: Statement) -> str:
    return ", ".join(f"{value:.15g}" for value in dict.fromkeys(literals_of(statement)))


def _stepped(claim: Claim, remark: Judged) -> bool:
    """``by two`` where the only step in the code is another one; ``from 3`` where the range starts elsewhere."""
    statement, value = remark.statements[0], value_of(claim)
    before = remark.text[max(0, claim.start - 8) : claim.start]
    if re.search(r"(?i)\bby[ `]*$|[加减]\s*$", before):
        steps = [float(step) for step in re.findall(r"[-+]=? ([0-9]{1,9})(?![0-9.\w])", statement.text)]
        return bool(steps) and value not in steps and value not in literals_of(statement)
    start = re.search(r"\brange\(([0-9]{1,9}), ", statement.text) if "range(" in statement.text else None
    return (
        start is not None
        and bool(re.search(r"(?i)\bfrom[ `]*$|从\s*$", before))
        and float(start.group(1)) != value
    )


def _names_operand(claim: Claim, remark: Judged) -> bool:
    """Whether the words beside the number name what holds a number: a target, a keyword, a side of a comparison."""
    statement = remark.statements[0]
    if statement.kind == "assert" or (
        not value_of(claim).is_integer() and all(x.is_integer() for x in literals_of(statement))
    ):
        return False
    holders = [target for target in statement.targets if _IS_NUMBER.fullmatch(statement.value)]
    holders += [
        name for call in statement.calls for name, value in call.keywords if _IS_NUMBER.fullmatch(value)
    ]
    holders += [c.left for c in statement.comparisons if _IS_NUMBER.fullmatch(c.right)]
    named = {word for holder in holders for word in split_identifier(holder)} - _UNIT_STOP
    before = re.findall(r"[A-Za-z]+", remark.text[max(0, claim.start - 24) : claim.start].lower())[-2:]
    unit = (claim.subject or "").lower()
    return bool(named & {*before, unit, unit.rstrip("s")})


def _comparable(claim: Claim, remark: Judged, number_of_claims: int) -> bool:  # noqa: PLR0911 - one line for each sign
    """Whether the claim can only be about the statement's number: its unit is named there, or both stand alone."""
    statement = remark.statements[0]
    unit = (claim.subject or "").lower()
    if abs(value_of(claim)) > 10 and set(literals_of(statement)) <= {0.0, 1.0, -1.0}:
        return False
    if unit.startswith(("argument", "parameter", "reason", "case", "参数")):
        return False
    if unit and unit not in _UNIT_STOP and unit.isascii() and {unit, unit.rstrip("s")} & words_of(statement):
        return True
    value = abs(value_of(claim))
    before = remark.text[max(0, claim.start - 16) : claim.start]
    if re.match(
        r"-(?:based|bit|index|tuple|way)|\s?位(?:整|数(?!字)|二|有|无|掩|寄|的)",
        remark.text[claim.end : claim.end + 6],
    ) or (1900 <= value <= 2100 and max(literals_of(statement)) < 100):
        return False
    if statement.kind not in {"if", "elif", "while"} and _CONDITION.search(
        remark.text[max(0, claim.start - 40) : claim.start]
    ):
        return False
    words = {word.lower() for word in re.findall(r"[A-Za-z]+", before)[-2:]}
    if words & words_of(statement) - _UNIT_STOP:
        return True
    if _stepped(claim, remark):
        return True
    others = (
        {value_of(one) for one in remark.of("number") if one is not claim} if not remark.in_source else ()
    )
    numbers = [number for number in literals_of(statement) if number not in others]
    if number_of_claims > 1 or len(set(numbers)) > 2:
        return False
    if value in {0, 1, 2} or set(numbers) <= {0.0, 1.0, -1.0}:
        pattern = _SMALL if 0 < value <= 10 or "range(" in statement.text else _START
        return len(set(numbers)) == 1 and pattern.search(before) is not None and not find_numbers(before)
    return len(set(numbers) - {0.0, 1.0, -1.0, 2.0}) == 1 or len(numbers) == 1


def _bounds(claim: Claim, remark: Judged) -> bool:
    """Whether a bound is told where the statement tests whether something is above or below one other number."""
    before, behind = remark.text[max(0, claim.start - 16) : claim.start], remark.text[claim.end :]
    if remark.in_source or not (_BOUND.search(before) or _BOUND_BEHIND.match(behind)):
        return False
    tests = [one for one in remark.statements[0].comparisons if one.operator[:1] in "<>"]
    return len({side for one in tests for side in (one.left, one.right) if _IS_NUMBER.fullmatch(side)}) == 1


def _doubted(claims: list[Claim], wrong: Claim, remark: Judged) -> int:
    """How many numbers of a remark may be what the wrong one is about: not those that the line has as well."""
    shown = set(literals_of(remark.statements[0]))
    others = [claim for claim in claims if claim is not wrong]
    return 1 if not remark.in_source and all(value_of(claim) in shown for claim in others) else len(claims)
