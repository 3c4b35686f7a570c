"""Default values in prose: ``defaults to 3``, ``(default: None)``, ``默认为 3``, ``a dot by default``.

>>> default_in("the greatest length, 25 by default")
'25'
"""

from __future__ import annotations

from functools import lru_cache

from postil.text.lazy import holds_any, regex
from postil.text.numbers import find_numbers

_VALUE = (
    r"(?P<value>`{1,2}[^`\n]{1,80}`{1,2}|\"[^\"\n]{0,80}\"|'[^'\n]{0,80}'|“[^”\n]{0,80}”|\(\)|\[\]|\{\}"
    r"|0[xXoObB][0-9A-Fa-f_]{1,30}|[0-9]{1,3}(?:,[0-9]{3}){1,4}(?![0-9,])|[-+]?[0-9][0-9_]{0,30}(?:\.[0-9]{1,30})?(?:[eE][-+]?[0-9]{1,3})?%?"
    r"|[A-Za-z_][A-Za-z0-9_.]{0,60}(?:\(\))?|[零一二两三四五六七八九十百千万]{1,12}(?![零一二两三四五六七八九十百千万])|[\u4e00-\u9fff]{1,6})"
)
_LEADING = regex(
    r"(?:\b[Dd]efault(?:s|ing)?(?:[ ]value)?(?:[ ]?(?:is|to|:|=|of|：)[ ]?(?:to[ ])?|[ ]+(?=[-+0-9`'\"]|None|True|False))"
    r"|默认(?:值|情况下)?(?:[ ]?(?:为|是|取|等于|设为|采用|使用|：|:|=))[ ]?|缺省(?:值)?(?:为|是)[ ]?|默认[ ]?(?=[-+0-9`'\"]|None|True|False))"
    r"(?:an?[ ]|the[ ])?" + _VALUE,
    hints=("default", "默认", "缺省"),
)
_TRAILING = regex(
    r"(?<![A-Za-z0-9_.])(?:(?:an?|the)[ ])?"
    + _VALUE
    + r"[ ](?:by[ ]default|unless[ ](?:given|told|set|specified|stated)\b)",
    hints=("by default", "unless "),
)
_SIGNS = ("default", "默认", "缺省", "unless ")
"""What every statement of a default holds one of."""
_NAMED = {
    "dot": ".", "period": ".", "full stop": ".", "point": ".", "slash": "/", "backslash": "\\", "comma": ",",
    "colon": ":", "semicolon": ";", "hyphen": "-", "dash": "-", "minus": "-", "underscore": "_", "space": " ",
    "blank": " ", "tab": "\t", "newline": "\n", "pipe": "|", "star": "*", "asterisk": "*", "hash": "#", "equals": "=",
    "点": ".", "点号": ".", "句点": ".", "圆点": ".", "斜杠": "/", "斜线": "/", "反斜杠": "\\", "逗号": ",", "冒号": ":",
    "分号": ";", "连字符": "-", "短横线": "-", "横线": "-", "减号": "-", "下划线": "_", "空格": " ", "制表符": "\t",
    "换行": "\n", "换行符": "\n", "竖线": "|", "星号": "*", "井号": "#", "等号": "=",
    "空字符串": "", "空串": "",
}  # fmt: skip
_WORDS = {
    "true": "True",
    "false": "False",
    "none": "None",
    "真": "True",
    "假": "False",
    "空列表": "[]",
    "空字典": "{}",
    "空": "None",
}


def default_in(text: str) -> str | None:
    """The default that a description states, as Python source, or ``None`` when it states none."""
    found = default_span(text)
    return found[0] if found else None


@lru_cache(maxsize=512)
def default_span(text: str) -> tuple[str, int, int] | None:
    """The default that ``text`` states, and where the statement of it starts and ends."""
    for match in (_LEADING.search(text), _TRAILING.search(text)) if holds_any(text, _SIGNS) else ():
        if match is not None:
            value = _source(match.group("value"))
            if value is not None:
                return value, match.start(), match.end()
    return None


def _source(written: str) -> str | None:  # noqa: PLR0911 - one line for each way to write a value
    """What was written as a default as Python source: a literal, else a name with a code span around it."""
    bare = written.strip()
    if bare[:1] == "`":
        return bare.strip("`").strip() or None
    if bare[:1] in "\"'“":
        return repr(bare[1:-1])
    if bare[:1] in "([{" or bare[:2].lower() in {"0x", "0o", "0b"}:
        return bare
    if bare in _NAMED:
        return repr(_NAMED[bare])
    lowered = bare.lower().rstrip(".")
    if lowered in _NAMED or lowered in _WORDS:
        return repr(_NAMED[lowered]) if lowered in _NAMED else _WORDS[lowered]
    numbers = find_numbers(bare)
    if len(numbers) == 1 and (numbers[0].start, numbers[0].end) == (0, len(bare)) and not numbers[0].ordinal:
        value = numbers[0].value / 100 if bare.endswith("%") else numbers[0].value
        return str(int(value)) if value.is_integer() else repr(value)
    return None


def same_value(one: str, other: str) -> bool | None:
    """Whether two pieces of source have the same value; ``None`` when one of them is no literal."""
    first, second = _literal(one), _literal(other)
    if first is _UNKNOWN or second is _UNKNOWN:
        return None
    if isinstance(first, bool) is not isinstance(second, bool):
        return False
    return bool(first == second)


_UNKNOWN = object()


def _literal(source: str) -> object:
    text = source.strip()
    if text in {"set()", "frozenset()", "dict()", "list()", "tuple()"}:
        return {"set()": frozenset(), "frozenset()": frozenset(), "dict()": {}, "list()": [], "tuple()": ()}[
            text
        ]
    if len(text) > 200 or text.count("(") + text.count("[") + text.count("{") > 20:
        return _UNKNOWN
    from ast import literal_eval  # noqa: PLC0415 - only where a default is told

    try:
        return literal_eval(text)
    except (ValueError, SyntaxError, MemoryError, RecursionError, TypeError):
        return _UNKNOWN


def character_named(words: str) -> str | None:
    """The character that ``words`` name (``hyphens``, ``a space``, ``逗号``), ``None`` when they name none."""
    bare = words.strip(" `'\"“”").lower()
    for name in (bare, bare.removesuffix("s"), bare.removesuffix("es")):
        if name in _NAMED:
            return _NAMED[name]
    return bare if len(bare) == 1 and not bare.isalnum() else None
