"""Numbers in prose, English and Chinese, with the word that follows them as their unit.

>>> [(n.value, n.unit) for n in find_numbers("Retry three times, 重试三次")]
[(3.0, 'times'), (3.0, '次')]

What only looks like a number is left out: parts of identifiers and versions, dates, ``UTF-8``, "one of",
一个 and other words in which 一 counts nothing.
"""

from __future__ import annotations

import math
import re
from functools import lru_cache

from postil.text.lazy import regex
from postil.text.model import Number
from postil.text.simplified import simplified

_LIMIT = 100_000
_SMALL = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
    "seventeen eighteen nineteen"
).split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
_WORDS: dict[str, float] = {word: float(value) for value, word in enumerate(_SMALL)}
_WORDS |= {word: 10.0 * value for value, word in enumerate(_TENS, start=2)}
_WORDS |= {"once": 1.0, "twice": 2.0, "thrice": 3.0, "half": 0.5, "double": 2.0, "dozen": 12.0}
_SCALES = {"hundred": 100.0, "thousand": 1_000.0, "million": 1_000_000.0}
_ORDINALS = {
    word: float(value)
    for value, word in enumerate(
        "first second third fourth fifth sixth seventh eighth ninth tenth".split(), start=1
    )
}
_NUMBER_WORDS = _WORDS | _SCALES | _ORDINALS
_TENS_VALUES = frozenset(_WORDS[word] for word in _TENS)
_WEAK_AFTER_ONE = frozenset(
    "of or and by at in on to for is are was that which who another with from per more way whose if as can will "
    "may has does be where when another's".split()
)
_WEAK_BEFORE_ONE = frozenset(
    "the this that each every any no which another last first next previous new old other same right wrong only "
    "as or either whichever every one just whatever single inner outer".split()
)
_HAN_DIGITS = {char: value for value, char in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_HAN_SCALES = {"十": 10, "百": 100, "千": 1_000, "万": 10_000, "亿": 100_000_000}
_HAN_UNITS = (
    "毫秒|微秒|纳秒|秒钟|秒|分钟|小时|个小时|天|个月|年|周|月|日|次|个|条|行|列|位|名|项|遍|步|字节|字符|倍|元|页|层|轮|岁|份|"
    "块|组|类|种|对|段|点|度|件|级|维|路|根|张|台|只|笔|声|格|帧|像素|参数|元素|空格"
)
_CLOSE_UNITS = "ms|us|ns|secs?|mins?|hrs?|[kmgKMG][bB]|px|[shxdkKM]"
_NOT_COUNTED = frozenset(
    "python py pep rfc version v issue ticket bug bpo gh iso http section chapter note figure utf sha md base latin cp ascii "
    "windows java ipv ieee line lines page step".split()
)
_FULL_WIDTH = {0xFF10 + digit: 0x30 + digit for digit in range(10)}
_FULL_WIDTH |= {0xFF0E: 0x2E, 0xFF05: 0x25, 0xFF0D: 0x2D, 0x2212: 0x2D}
_WIDE = frozenset(map(chr, _FULL_WIDTH))
_ASCII = (
    r"(?P<skip>`[^`\n]{1,200}`|https?://[^\s]{1,500}|\#[0-9]{1,12}"
    r"|[0-9]{4}[-/.][0-9]{1,2}[-/.][0-9]{1,2}(?![0-9])|[0-9]{1,9}(?:\.[0-9]{1,9}){2,9}|[0-9]{1,2}:[0-9]{2}(?![0-9]))"
    r"|(?P<name>[A-Za-z_][A-Za-z0-9_]*)"
    r"|(?P<digits>(?:(?<![0-9A-Za-z_.)\]])[-+])?(?<![0-9A-Za-z_.])(?<![A-Za-z]-)"
    r"(?:0[xX][0-9a-fA-F]{1,16}|0[bB][01]{1,64}|[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?"
    r"|[0-9]+(?:_[0-9]+)*(?:\.[0-9]+)?(?:[eE][-+]?[0-9]{1,3})?)(?P<ordinal>st|nd|rd|th)?"
    rf"(?P<close>%|{_CLOSE_UNITS})?(?![A-Za-z0-9_]))"
)
_TOKEN_ASCII = regex(_ASCII, re.ASCII)
_TOKEN = regex(
    _ASCII
    + r"|(?P<idiom>四[舍捨]五入|(?:星期|礼拜|禮拜|周)[一二三四五六](?![个年月天次])|千万别|千万不|十分(?!钟)|百分[号比位]|[一二两三四五六七八九十]{1,3}进制|[二三](?:分(?!钟)|[叉者元角维])|两[端边侧头者旁两]|九宫|第一手"
    r"|[统之任唯逐单同每某另这那其万]一)"
    r"|(?P<han>第?(?:百分之)?[零〇一二两三四五六七八九十百千万亿]{1,30}(?:点[零一二三四五六七八九]{1,15})?)",
    re.ASCII,
)
_UNIT = regex(rf"[ \t-]?([A-Za-z]+|{_HAN_UNITS}|[\u4e00-\u9fff]{{1,4}})")
_UNIT_ASCII = regex(r"[ \t-]?([A-Za-z]+)")
_WORD = regex(r"[a-z_][a-z0-9_]*")
_DIGIT = regex(r"(?<![0-9A-Za-z_.])[0-9]")
_ONE_STRONG_BEFORE = frozenset("加减增从为到乘除是")
_ONE_STRONG_AFTER = ("秒", "分钟", "小时", "天", "倍", "毫秒", "位数", "维")


@lru_cache(maxsize=512)
def find_numbers(text: str) -> tuple[Number, ...]:
    """All numbers of ``text`` in order; only its first 100,000 characters are read."""
    text = text[:_LIMIT]
    if not text.isascii():
        token, text = _TOKEN, simplified(text)
        text = text if _WIDE.isdisjoint(text) else text.translate(_FULL_WIDTH)
    elif _DIGIT.search(text) or not _NUMBER_WORDS.keys().isdisjoint(_WORD.findall(text.lower())):
        token = _TOKEN_ASCII
    else:
        return ()
    found: list[Number] = []
    last = ""
    for match in token.finditer(text):
        kind = match.lastgroup
        number = None
        if kind == "name":
            last = match.group().lower()
            number = _read_word(text, match, last) if last in _NUMBER_WORDS else None
        elif kind == "han":
            number = _read_han(text, match)
        elif kind not in {"skip", "idiom"} and not _is_label(text, match, last):
            number = _read_digits(text, match)
        if number is not None:
            _append(found, number, text)
    return tuple(found)


def _append(found: list[Number], number: Number, text: str) -> None:
    """Add a number, joined to the one before it where both are one numeral (twenty-five, two hundred)."""
    if found and not number.ordinal and text[found[-1].end : number.start] in {" ", "-"}:
        before = found[-1]
        word = text[number.start : number.end].lower()
        size = _SCALES.get(word, 0.0)
        tens = before.value in _TENS_VALUES and 0 < number.value < 10 and text[before.start].isalpha()
        if size or tens:
            value = before.value * size if size else before.value + number.value
            found[-1] = Number(value, before.start, number.end, number.unit)
            return
    if text[number.start : number.end].lower() not in _SCALES:
        found.append(number)


def _is_label(text: str, match: re.Match[str], last: str) -> bool:
    """Whether digits only name a thing: ``Python 3``, ``RFC 2616``, ``line 4``."""
    gap = text[max(0, match.start() - len(last) - 2) : match.start()].lower()
    return last in _NOT_COUNTED and gap.rstrip(" -/").endswith(last)


def _unit(text: str, end: int) -> str:
    match = (_UNIT_ASCII if text.isascii() else _UNIT).match(text, end)
    return match.group(1).lower() if match else ""


def _read_digits(text: str, match: re.Match[str]) -> Number | None:
    raw = match.group("digits")
    close, ordinal = match.group("close") or "", match.group("ordinal") or ""
    bare = raw[: len(raw) - len(close) - len(ordinal)].replace(",", "").replace("_", "")
    if len(bare) > 30:
        return None
    prefix = bare.lstrip("+-")[:2].lower()
    value = float(int(bare, 0)) if prefix in {"0x", "0b"} else float(bare)
    if value in {math.inf, -math.inf}:
        return None
    unit = close.lower() or _unit(text, match.end())
    ordered = bool(ordinal) or text[max(0, match.start() - 1) : match.start()] == "第"
    return Number(value, match.start(), match.end(), unit, ordered)


def _read_word(text: str, match: re.Match[str], word: str) -> Number | None:
    if word in _DOUBTFUL and not _DOUBTFUL[word](text, match):
        return None
    value = _NUMBER_WORDS[word]
    return Number(value, match.start(), match.end(), _unit(text, match.end()), word in _ORDINALS)


def _counts_second(text: str, match: re.Match[str]) -> bool:
    return text[max(0, match.start() - 4) : match.start()].lower() == "the "


def _counts_one(text: str, match: re.Match[str]) -> bool:
    before = re.search(r"([A-Za-z]+)[ -]$", text[max(0, match.start() - 24) : match.start()])
    last = before.group(1).lower() if before else ""
    if last in {"by", "plus", "minus", "add", "subtract"}:
        return text[max(0, match.start() - 7) : match.start()].lower() != "one by "
    after = re.match(r" ([A-Za-z]+)", text[match.end() : match.end() + 24])
    following = after.group(1).lower() if after else ""
    return bool(following) and following not in _WEAK_AFTER_ONE and last not in _WEAK_BEFORE_ONE


def _counts_once(text: str, match: re.Match[str]) -> bool:
    return (
        re.match(
            r"\s*(?:$|[.,;:)。，]|(?:per|every|more|for each|a)\b)", text[match.end() : match.end() + 12]
        )
        is not None
    )


def _counts_double(text: str, match: re.Match[str]) -> bool:
    return re.match(r" (?:the|its|that|this|as)\b", text[match.end() : match.end() + 6]) is not None


def _counts_half(text: str, match: re.Match[str]) -> bool:
    return text[match.end() : match.end() + 1] != "-"


def _counts_zero(text: str, match: re.Match[str]) -> bool:
    return not re.search(r"(?i)non[- ]?$", text[max(0, match.start() - 4) : match.start()])


_DOUBTFUL = {
    "one": _counts_one,
    "once": _counts_once,
    "double": _counts_double,
    "half": _counts_half,
    "zero": _counts_zero,
    "second": _counts_second,
}


def _read_han(text: str, match: re.Match[str]) -> Number | None:
    raw = match.group("han")
    end = match.end()
    if raw == "一" and text.startswith("半", end):
        return Number(0.5, match.start(), end + 1)
    ordinal = raw.startswith("第")
    share = raw.startswith("百分之")
    digits = raw.removeprefix("第").removeprefix("百分之")
    if not ordinal and digits in {"一", "万", "亿", "百", "千"} and not _han_counts(text, match, digits):
        return None
    whole, _, fraction = digits.partition("点")
    value = float(_han_value(whole))
    if fraction:
        value += float("0." + "".join(str(_HAN_DIGITS[char]) for char in fraction))
    return Number(value, match.start(), end, "%" if share else _unit(text, end), ordinal)


def _han_counts(text: str, match: re.Match[str], digits: str) -> bool:
    if digits != "一":
        return False
    before = text[max(0, match.start() - 1) : match.start()]
    after = text[match.end() : match.end() + 2]
    if after.startswith(_ONE_STRONG_AFTER):
        return True
    return before in _ONE_STRONG_BEFORE and (
        not after or not "\u4e00" <= after[0] <= "\u9fff" or after == "开始"
    )


def _han_value(digits: str) -> int:
    if len(digits) > 1 and all(char in _HAN_DIGITS for char in digits):
        return int("".join(str(_HAN_DIGITS[char]) for char in digits[:30]))
    total = section = current = 0
    for char in digits[:30]:
        if char in _HAN_DIGITS:
            current = _HAN_DIGITS[char]
        elif char in "万亿":
            total = (
                (total + section + current) * _HAN_SCALES[char]
                if total + section + current
                else _HAN_SCALES[char]
            )
            section = current = 0
        else:
            section += (current or 1) * _HAN_SCALES[char]
            current = 0
    return total + section + current
