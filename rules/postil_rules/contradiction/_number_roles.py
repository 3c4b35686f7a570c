"""What numbers are for, in a remark and in code: a default, a limit, a share in percent, tries, a part of a sequence, a base."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TypeAlias

from postil.facts.model import Function, Statement
from postil.text.identifiers import split_identifier
from postil.text.lazy import regex
from postil.text.model import Number
from postil.text.numbers import find_numbers
from postil_rules.contradiction._amounts import NUMERAL, number_of

Shown: TypeAlias = dict[str, set[float]]

_PLAIN = regex(rf"-?{NUMERAL}[uUlLfF]{{0,3}}")
_FALLBACK = regex(
    rf"(?:\?\?|\|\||\bor|\bunwrap_or\(|\borElse\(|\bvalue_or\(|[\"'\w)], |\bdefault(?:_value)? ?[=:]|: ) ?(-?{NUMERAL})(?![\w.])"
)
_SLICE = regex(
    rf"\[[^\[\]\n]{{0,60}}?\b({NUMERAL}) ?:?\]|\[:({NUMERAL})[:\]]|:-?({NUMERAL})\]|\[-({NUMERAL}):"
)
_TAKING = frozenset(
    "substring substr slice take skip drop head tail limit first last islice nlargest nsmallest top most_common left right truncate "
    "resize Limit take_last takeLast suffix prefix".split()
)
_RADIX = frozenset(
    "int parseInt parseUnsignedInt parseLong from_str_radix strtol strtoul stoi stol stoul toString ParseInt ParseUint FormatInt".split()
)
_BOUNDING = frozenset("min max clamp Min Max setLimit limit fmin fmax".split())
_TRIES = frozenset("retry retries attempt attempts tries try times trial trials".split())
_PERCENT = frozenset("percent percentage pct rate ratio share fraction discount tax".split())
_LOOPS = frozenset({"for", "while"})

_TRIED = frozenset("times attempts attempt retries tries time 次 遍".split())
_ABOUT_TRIES = regex(
    r"(?i)\b(?:re)?tr(?:y|ies|ied|ying)\b|\bretry|\battempt|\bgiv(?:es?|ing) up|尝试|重试|失败",
    hints=("tr", "attempt", "giv", "尝试", "重试", "失败"),
)
_DEFAULT_BEFORE = regex(
    r"(?i)\bdefault\w*(?: [a-z]+){0,3}(?: ?[:=(])?[ `]*$|(?:默认|缺省)[^，。；、\d]{0,8}$"
)
_DEFAULT_BEHIND = regex(
    r"(?i)[`)]? ?(?:[a-z]+ ){0,2}(?:by default|as (?:the |a )?default|unless (?:told|given|set|specified))|[^，。；\d]{0,4}(?:作为|为)默认"
)
_LIMIT = regex(
    r"(?i)\b(?:at (?:most|least)|up to|(?:no|not) (?:more|less|fewer|longer) than|(?:more|less|fewer|longer|shorter|larger|greater|smaller) than"
    r"|(?:maximum|minimum|limit|max|min)(?: of| is)?|limited to|capp?(?:ed)? (?:at|to)|exceed(?:s|ing)?)[ `]*$"
    r"|(?:最多|至多|最少|至少|不超过|不少于|不多于|超过|大于|小于|少于|多于|上限[为是]|下限[为是]|最大[值为是]{1,2}|最小[值为是]{1,2}|限制[在为])[^，。；\d]{0,4}$"
)
_PART = regex(
    r"(?i)\b(?:first|last|top|leading|trailing|final|most recent|latest|newest|oldest)[ `]*$|(?:最后|最前|最近|最新|最早|开头|末尾|前|后)(?:的)?\s*$"
)
_USED = regex(
    r"(?i)\b(?:using|uses?|falls? back (?:to|on)|otherwise(?: it is)?|else)[ `]*$|(?:使用|采用|取|则用|改用|否则为)\s*$"
)
_FACTOR = regex(
    r"(?i)\b(?:divid|multipl|scal|increas|decreas|increment|decrement|reduc|rais|lower|shift|round|pad|advanc)\w*\b[^.;,]{0,24}? (?:by|to)[ `]*$|(?:除以|乘以|增加|减少|左移|右移|加上|减去)\s*$"
)
_PLACES = regex(r"(?i)[ -](?:decimals?\b|decimal places|places|digits after)|位小数")
_STEPS = regex(rf"(?:\*|/|\+|-|<<|>>|%)=? ?({NUMERAL})(?![\w.])")
_ROUNDED = frozenset("round toFixed setScale to_fixed around setprecision quantize Round".split())
_FORMAT = regex(r"\.([0-9]{1,2})f")
_BASE = regex(
    r"(?i)\bbase[ -]?(\d{1,2})\b|\bradix (?:of )?(\d{1,2})\b|(\d{1,2}|[二八十]|十六)\s?进制",
    hints=("base", "radix", "进制"),
)
_BEFORE = (
    ("default", _DEFAULT_BEFORE),
    ("default", _USED),
    ("factor", _FACTOR),
    ("part", _PART),
    ("limit", _LIMIT),
)
"""What tells a role right before the number."""
_HAN_BASES = {"二": 2.0, "八": 8.0, "十": 10.0, "十六": 16.0}


def told_roles(text: str) -> Iterator[tuple[str, Number]]:
    """The numbers of a text whose words tell what they are for."""
    for number in find_numbers(text):
        if number.ordinal:
            continue
        before, behind = text[max(0, number.start - 40) : number.start], text[number.end : number.end + 30]
        if number.unit in {"%", "percent"}:
            yield "percent", number
        elif number.unit in _TRIED and _ABOUT_TRIES.search(text):
            yield "tries", number
        elif _DEFAULT_BEHIND.match(behind):
            yield "default", number
        elif _PLACES.match(behind):
            yield "places", number
        else:
            yield from ((role, number) for role, pattern in _BEFORE if pattern.search(before))
    for match in _BASE.finditer(text):
        said = match[1] or match[2] or match[3]
        yield "base", Number(_HAN_BASES.get(said) or float(said), match.start(), match.end())


def shown_roles(function: Function, statements: Sequence[Statement]) -> Shown:
    """The numbers of a function by what they are for."""
    shown: Shown = {}
    for parameter in function.parameters:
        if parameter.default and _PLAIN.fullmatch(parameter.default):
            roles = ("default", "tries") if _is_tried((parameter.name,)) else ("default",)
            _add(shown, roles, [parameter.default])
    for statement in statements:
        _add_all(shown, statement)
    return shown


def _add_all(shown: Shown, statement: Statement) -> None:
    """Add the numbers of one statement."""
    text = statement.text
    _add(shown, ("places",), _FORMAT.findall(text))
    literals = [one.text for one in statement.literals if one.kind == "number"]
    if not literals:
        return
    _add(shown, ("default",), _FALLBACK.findall(text))
    if statement.kind == "return":
        _add(shown, ("default",), literals)
    sides = [
        side for one in statement.comparisons if one.operator[:1] in "<>" for side in (one.left, one.right)
    ]
    _add(shown, ("tries", "limit") if statement.kind in _LOOPS else ("limit",), sides)
    if _is_tried(statement.names):
        _add(shown, ("tries",), literals)
    shares = (
        [one for one in literals if "." in one] if not {"100", "100.0"}.intersection(literals) else literals
    )
    _add(shown, ("percent",), shares if not _is_share(statement.names) else literals)
    _add(shown, ("part",), [number for found in _SLICE.findall(text) for number in found if number])
    _add(shown, ("factor",), _STEPS.findall(text))
    for call in statement.calls:
        name = call.name.rpartition(".")[2]
        if name in _ROUNDED:
            _add(shown, ("places",), call.arguments)
        if name == "range":
            _add(shown, ("tries", "limit"), call.arguments)
        if name in _BOUNDING:
            _add(shown, ("limit",), call.arguments)
        if name in _TAKING:
            _add(shown, ("part", "limit"), [found for one in call.arguments for found in _PLAIN.findall(one)])
        if name in _RADIX and len(call.arguments) > 0:
            _add(shown, ("base",), call.arguments[-1:])


def _add(shown: Shown, roles: Sequence[str], texts: Sequence[str]) -> None:
    values = {number_of(one) for one in texts if _PLAIN.fullmatch(one)}
    for role in roles if values else ():
        shown.setdefault(role, set()).update(values)


def _is_tried(names: Sequence[str]) -> bool:
    return any(not _TRIES.isdisjoint(split_identifier(name)) for name in names)


def _is_share(names: Sequence[str]) -> bool:
    return any(not _PERCENT.isdisjoint(split_identifier(name)) for name in names)
