"""Numbers that stand for a person or a machine: telephones, identity papers, bank cards, addresses of hosts.

Most numbers in code are none of these; so each candidate is asked for its check digit, its range and its surroundings.
"""

from __future__ import annotations

import hashlib
import hmac
import ipaddress
import re
from functools import partial

from postil_corpora.filters.patterns import Pattern, before, behind

_ascii = partial(re.compile, flags=re.ASCII)  # a Chinese letter right before a number is no part of it
_CALLED = _ascii(
    r"(?i)(?:(?<![a-z])(?:phone|mobile|cell|call|tel|telephone|fax|contact|whatsapp|sms|dial|reach)(?![a-z])|电话|手机|联系|传真|座机|拨打|致电|热线|号码)"
)
_SAMPLE_PHONE = _ascii(r"555-?01\d\d$|^1?1234567|12345678$|1234567890|(\d)\1{6}|13800138000|7654321$")
_MOBILE = _ascii(
    r"(?<![\w.+/-])(?:(?:\+|00)?86[ -]?)?1[3-9]\d(?:\d{8}|[ -]\d{4}[ -]\d{4})(?![\w.]\d|\d|[A-Za-z_]|-\d)|(?<=\+86)1[3-9]\d{9}(?!\d)"
)
_LANDLINE = _ascii(
    r"(?<![\w.+/-])(?:(?:\+86|0086)[ -]?\d{2,3}|\(?(?:010|02\d|0[3-9]\d\d)\)?)[ -]\d{3,4}[ -]?\d{4}(?:[ -]?(?:转|ext\.?|x)[ ]?\d{1,6})?(?![\w.-])"
)
_INTERNATIONAL = _ascii(r"(?<![\w+])\+[1-9]\d{0,2}(?:[ .-]?\(\d{1,5}\)|[ .-]?\d){6,14}(?![\w.]\d|\d)")
_AMERICAN = _ascii(
    r"(?<![\w.+/-])(?:1[ .-])?(?:\([2-9]\d\d\)[ ]?|[2-9]\d\d[-. ])[2-9]\d\d[-. ]\d{4}(?![\w-]|\.\d)"
)
_ANY_PHONE = _ascii(r"(?<![\w.+-])(?:\+|00)?\(?\d(?:[ .()-]{0,2}\d){6,14}(?![\w-]|\.\d)")
_IDENTITY = _ascii(
    r"(?<![\w.])[1-9]\d{5}(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[\dXx](?![\w.])"
)
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_SOCIAL = _ascii(r"(?<![\w.-])(?!000|666|9)\d{3}-(?!00)\d{2}-(?!0000)\d{4}(?![\w-]|\.\d)")
_CARD = _ascii(r"(?<![\w.-])[1-6]\d{3}(?:[ -]?\d){8,15}(?![\w-]|\.\d)")
_DATED = _ascii(r"\+?(?:19|20)\d\d[-. ]?[01]\d")
_PAID = _ascii(r"(?i)(?<![a-z])(?:card|paid|pay|payment|visa|master|debit|credit)(?![a-z])|卡|支付|付款")
_SAMPLE_CARD = _ascii(
    r"^4(?:1{15}|2424242|012888|0{9})|^5(?:555555555554444|1051)|^3782822|^6011(?:1{12}|0009)|(\d)\1{9}|123456789"
)
_IBAN = _ascii(r"(?<![\w-])[A-Z]{2}\d{2}(?:[ ]?[A-Z0-9]{4}){2,7}(?:[ ]?[A-Z0-9]{1,3})?(?![\w-])")
_PAPER = _ascii(
    r"(?i)(?:护照|通行证|驾照|驾驶证|身份证|社保|工号|学号|银行卡|passport|driver'?s? licen[cs]e|national id|social security|\bssn|employee id)"
    r"[ ]?(?:号码?|卡号|编号|number|num|no\.?|#)?[ \"']{0,3}(?:[:：=是为]|is)?[ \"']{0,3}(?P<value>[A-Z]{0,3}\d[\d-]{4,18}[\dXx])(?![\w-])"
)
_CHAT = _ascii(
    r"(?i)(?:\bqq群?号?|企鹅号|微信号?|\bwechat(?: id)?|\bweixin|\bvx|\bv信|\btelegram id|\bskype)(?:[ ]?(?:群|号|号码|id))?[ ]?(?:[:：=是为]|is|[ ])[ ]?(?P<value>[1-9]\d{4,11}|[A-Za-z][\w-]{5,30})(?![\w@-])"
)
_PLATE = _ascii(
    r"[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼][A-HJ-NP-Z][ ·-]?[A-HJ-NP-Z0-9]{5,6}(?![A-Za-z0-9])"
)
_DEVICE = _ascii(
    r"(?<![\w:-])[0-9A-Fa-f]{2}(?P<sep>[:-])[0-9A-Fa-f]{2}(?:(?P=sep)[0-9A-Fa-f]{2}){4}(?![\w:-])"
)
_V4 = _ascii(
    r"(?<![\w.-])(?:\d{1,3}\.){3}\d{1,3}(?!\.\d|[\w-])|(?<=[_-])(?:\d{1,3}\.){3}\d{1,3}(?!\.\d|[\w-])"
)
_V6 = _ascii(r"(?<![\w:.])[23][0-9a-fA-F]{3}:[0-9a-fA-F:]{2,34}(?![\w:])")
_ROUTE = _ascii(
    r"(?i)(?:\bips?\b|addr|host|server|client|ssh|ping|listen|connect|peer|proxy|\bdns|gateway|remote|from|//|@|login|node|\bat\b|inet|ip_|地址|服务器|主机|访问|登录|来自|节点)[^\n]{0,30}$"
)
_VERSION = _ascii(
    r"(?i)(?:\bv|version\w*|release|ver\.?|[<>=~!]=|[\^~]|build|upgrade|bump|update|版本|升级|[A-Za-z]/|section|chapter|§)[ =:\"':]{0,3}$"
)
_KNOWN_HOSTS = frozenset(
    "8.8.8.8 8.8.4.4 1.1.1.1 1.0.0.1 9.9.9.9 114.114.114.114 223.5.5.5 1.2.3.4 4.3.2.1 5.6.7.8 1.2.3.5 2.3.4.5 4.5.6.7 6.7.8.9".split()
)


def zeros(number: str) -> str:
    """``number`` with a zero in the place of each digit: it has its form, and nobody's."""
    return re.sub(r"[0-9]", "0", number)


def _digits(text: str) -> str:
    return re.sub(r"[^0-9]", "", text)


def _phone(match: re.Match[str], _key: bytes) -> str | None:
    number = _digits(match.group())
    power = int(number or 0) & (int(number or 0) - 1) == 0  # a power of two is a limit or a size
    dull = power or _SAMPLE_PHONE.search(number) or behind(match, 1) == "#" or _DATED.match(match.group())
    return zeros(match.group()) if 7 <= len(number) <= 15 and not dull else None


def _international(match: re.Match[str], key: bytes) -> str | None:
    """A plus sign stands before added lines and offsets too: there must be gaps, or a word that tells."""
    gaps = re.match(r"\+\d{1,3}(?:[ -]?\(|[ -]\d|\.\d{1,4}\.\d)", match.group())
    inside = before(match, 1) not in {"", "\n"} and len(_digits(match.group())) >= 10
    return _phone(match, key) if gaps or inside or _CALLED.search(before(match, 24)) else None


def _told_phone(match: re.Match[str], key: bytes) -> str | None:
    """Any shape of number where the words right before it speak of a telephone."""
    told = _CALLED.search(before(match, 16))
    return _phone(match, key) if told else None


def _identity(match: re.Match[str], _key: bytes) -> str | None:
    """Check digit of ISO 7064 MOD 11-2, as GB 11643 has it."""
    number = match.group()
    total = sum(int(digit) * weight for digit, weight in zip(number[:17], _WEIGHTS, strict=True))
    return zeros(number[:17]) + "0" if "10X98765432"[total % 11] == number[17].upper() else None


def _social(match: re.Match[str], _key: bytes) -> str | None:
    number = match.group()
    return None if number in {"123-45-6789", "078-05-1120", "111-11-1111", "111-22-3333"} else zeros(number)


def _card(match: re.Match[str], _key: bytes) -> str | None:
    """Check digit of ISO/IEC 7812 (Luhn)."""
    number = _digits(match.group())
    doubled = [sum(divmod(int(digit) * (1 + place % 2), 10)) for place, digit in enumerate(reversed(number))]
    issued = 14 <= len(number) <= 16 and re.match(r"4|5[1-5]|3[47]|3[068]|35|6", number)
    told = re.match(r"4|5|2[2-7]|3|6|1800|2131", number) and _PAID.search(before(match, 24))
    real = (
        len(number) <= 19 and (issued or told) and sum(doubled) % 10 == 0 and not _SAMPLE_CARD.search(number)
    )
    return zeros(match.group()) if real else None


def _iban(match: re.Match[str], _key: bytes) -> str | None:
    """Check digits of ISO 13616: the rearranged number is 1 modulo 97."""
    number = match.group().replace(" ", "")
    rearranged = "".join(str(int(character, 36)) for character in number[4:] + number[:4])
    good = 15 <= len(number) <= 34 and int(rearranged) % 97 == 1
    return match.group()[:2] + zeros(re.sub(r"[A-Z]", "0", match.group()[2:])) if good else None


def _paper(match: re.Match[str], _key: bytes) -> str | None:
    number = match["value"]
    return None if _SAMPLE_PHONE.search(_digits(number)) else re.sub(r"[0-9A-Za-z]", "0", number)


def _chat(match: re.Match[str], _key: bytes) -> str | None:
    name = match["value"]
    telling = bool(re.search(r"\d", name)) or bool(re.search(r"[:：]", match.group()))
    return (
        re.sub(r"[0-9A-Za-z]", "0", name) if telling and not re.fullmatch(r"0+|REDACTED_\w+", name) else None
    )


def _plate(match: re.Match[str], _key: bytes) -> str | None:
    plate = match.group()
    return plate[0] + re.sub(r"[A-Z0-9]", "0", plate[1:]) if re.search(r"\d", plate) else None


def _device(match: re.Match[str], _key: bytes) -> str | None:
    address = match.group()
    sample = len(set(_hex(address))) < 5 or re.match(
        r"(?i)00.?11.?22|01.?23.?45|aa.?bb.?cc|de.?ad.?be|12.?34.?56|11.?22.?33", address
    )
    return None if sample else re.sub(r"[0-9A-Fa-f]", "0", address)


def _hex(text: str) -> str:
    return re.sub(r"[^0-9a-f]", "", text.lower())


def _v4(match: re.Match[str], key: bytes) -> str | None:
    """A public address becomes one of 240.0.0.0/4, which RFC 1112 keeps for ever unused."""
    text = match.group()
    parts = [int(part) for part in text.split(".")]
    if max(parts) > 255 or re.search(r"(?:^|\.)0\d", text) or text in _KNOWN_HOSTS or len(set(parts)) == 1:
        return None
    network = re.match(r"/(?:[12]?\d|3[01])\b", behind(match, 3)) or before(match, 2) == "::"
    reserved = not ipaddress.IPv4Address(text).is_global or parts[0] >= 224 or text.startswith("192.0.0.")
    if network or reserved or parts[3] == 0:
        return None
    ahead = before(match, 40)
    routed = _ROUTE.search(ahead) or re.match(r":\d{2,5}\b|/\d{1,2}\b", behind(match, 6))
    if (_VERSION.search(ahead) and not ahead.endswith("//")) or (max(parts) < 32 and not routed):
        return None
    mixed = hmac.new(key, text.encode(), hashlib.sha256).digest()
    return f"{240 + mixed[0] % 15}.{mixed[1]}.{mixed[2]}.{mixed[3]}"


def _v6(match: re.Match[str], key: bytes) -> str | None:
    """A public address becomes one of 2001:db8::/32, which RFC 3849 keeps for documentation."""
    text = (
        match.group().rstrip(":")
        if match.group().endswith(":") and not match.group().endswith("::")
        else match.group()
    )
    try:
        address = ipaddress.IPv6Address(text)
    except ValueError:
        return None
    mixed = hmac.new(key, address.packed, hashlib.sha256).hexdigest()
    known = str(address).startswith(("2001:4860:4860", "2606:4700:4700")) or re.match(
        r"/\d", behind(match, 2)
    )
    return f"2001:db8::{mixed[:4]}:{mixed[4:8]}" if address.is_global and not known else None


NUMBERS = (
    Pattern("identity-number", _IDENTITY, (), _identity),
    Pattern(
        "identity-number",
        _PAPER,
        (
            "护照",
            "证",
            "社保",
            "号",
            "卡",
            "passport",
            "licen",
            "national id",
            "social sec",
            "ssn",
            "employee",
        ),
        _paper,
    ),
    Pattern(
        "chat", _CHAT, ("qq", "微信", "wechat", "weixin", "vx", "v信", "telegram", "skype", "企鹅"), _chat
    ),
    Pattern("iban", _IBAN, (), _iban),
    Pattern("card", _CARD, (), _card),
    Pattern("phone", _MOBILE, ("1",), _phone),
    Pattern("phone", _LANDLINE, ("0",), _phone),
    Pattern("phone", _INTERNATIONAL, ("+",), _international),
    Pattern("phone", _AMERICAN, (), _phone),
    Pattern(
        "phone",
        _ANY_PHONE,
        (
            "phone",
            "mobile",
            "cell",
            "call",
            "tel",
            "fax",
            "contact",
            "sms",
            "dial",
            "reach",
            "电话",
            "手机",
            "联系",
            "传真",
            "座机",
            "拨打",
            "致电",
            "热线",
            "号码",
        ),
        _told_phone,
    ),
    Pattern("identity-number", _SOCIAL, ("-",), _social),
    Pattern("plate", _PLATE, (), _plate),
    Pattern("device", _DEVICE, (), _device),
    Pattern("address", _V4, (".",), _v4),
    Pattern("address", _V6, ("2", "3"), _v6),
)
