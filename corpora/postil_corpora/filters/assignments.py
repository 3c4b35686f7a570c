"""Secrets that only a name gives away: ``password = "..."``, ``--token ...``, ``密码：...``.

The name says that a secret may follow; whether the value is one, a name, a call or a sample is asked of the value:

>>> is_secret("Tr0ub4dor&3", password=True), is_secret("get_token", password=False)
(True, False)
"""

from __future__ import annotations

import re
from itertools import pairwise

from postil_corpora.filters.patterns import Pattern, before, bits
from postil_corpora.filters.providers import redacted

_NAMES = (
    r"passw(?:or)?d|passphrase|passcode|pwd|secret|token|credential|cookie|session[_-]?id|bearer"
    r"|(?:api|app|access|secret|private|auth|encryption|signing|account|master|subscription|license|shared)[_ -]?key"
    r"|密码|口令|密钥|令牌|凭证"
)
_HINTS = (
    "pass",
    "pwd",
    "secret",
    "token",
    "key",
    "credential",
    "cookie",
    "session",
    "bearer",
    "密",
    "令",
    "凭证",
)
_GIVEN = re.compile(
    rf"(?i)(?P<name>{_NAMES})(?P<rest>[\w.-]{{0,30}})(?:\\?[\"'`\])*]|[ ]?\(\w{{1,20}}\)){{0,4}}[ \t]{{0,4}}"
    r"(?:={1,3}|!=|=>|:=|[:：]|,(?= ?\\?[\"'])|(?:(?<=[ \t])|[ \t](?:[A-Za-z']{1,12}[ ]){0,4})(?:is|was|to|as)(?=[ \t])|[是为])[ \t]{0,4}"
    r"(?:(?P<quote>\\?[\"'`]{1,3})|[「“『]?)(?P<value>[^\s\"'`「」“”『』，。；]{6,400})"
)
_OPTION = re.compile(
    r"(?:(?<=[\s\"'])--?(?:password|passwd|pass|token|secret|api-?key|access-?key)(?:[ =]|\", ?\")"
    r"|\bsshpass -p ?|(?<=[ ]-p)(?=[^\s/-]{0,40}[0-9])|(?<=password )(?=[^\s]{0,40}[0-9]))"
    r"[\"']?(?P<value>[^\s\"',;|]{6,200})"
)
_SAMPLE = re.compile(r"(?i)example|placeholder|dummy|redacted|changeme|change[_-]me|x{5}|\*{3}|0{9}")
_SAMPLE_WORDS = re.compile(
    r"(?i)sample|insert|1234567|(?<![a-z0-9])(?:abc123|admin|args|bar|baz|config|eggs|env|fake|false|foo|get|hunter2|key|my"
    r"|nil|none|null|os|pass|passwd|password|pwd|root|secret|self|settings|spam|string|test\w*|this|todo|token|true|user|your)(?![a-z0-9])"
)
_EXPRESSION = re.compile(
    r"^[<\[{($%&*#@/\\.~]|\$[A-Z_{]{2}|\$\{|%[sdr(]|::|->|[\w\])][(\[]|\{\w*\}|^https?:|^(?:[A-Za-z_]\w*\.)+[A-Za-z_]"
)
_PLAIN = re.compile(
    r"[A-Za-z_.-]*|[A-Za-z_-]+\d|[a-z]+(?:[._/:-][a-z]+)+\d{0,4}|\W*|[\d.,:%_-]*|0x[0-9a-fA-F]{1,8}|v?\d+(?:\.\w+)+"
)
_NOT_SECRET = re.compile(
    r"(?i)sha|hash|digest|checksum|commit|md5|etag|public|fingerprint|uuid|_?type|_?url|_?file|_?path|_?name$"
)
_CLOSING = ".,;:)]}>"


def is_secret(value: str, *, password: bool) -> bool:
    """Whether ``value``, given to a telling name, is the secret itself."""
    if len(value) < 6 or _SAMPLE.search(value) or _EXPRESSION.search(value):
        return False
    if _PLAIN.fullmatch(value):
        return _is_scrambled(value)
    if is_random(value):
        return True
    if _SAMPLE_WORDS.search(value) or len(set(value)) < 5:
        return False
    letters, digits = re.search(r"[A-Za-z]", value), re.search(r"[0-9]", value)
    if password:
        return bool(letters and (digits or re.search(r"[!#&*?^~$%]", value)))
    return (
        len(value) >= 12
        and bits(value) >= 2.8
        and bool(letters and digits)
        and not re.search(r"[./:]", value)
    )


def is_random(value: str) -> bool:
    """Whether ``value`` is too long and too disorderly to be a name or a word."""
    kinds = sum(bool(re.search(kind, value)) for kind in ("[a-z]", "[A-Z]", "[0-9]"))
    return len(value) >= 20 and kinds >= 2 and bits(value) >= 3.4 and bool(re.search("[0-9]", value))


def _is_scrambled(value: str) -> bool:
    """Whether letters alone change their case too often for the words of a name."""
    changes = sum(a.isupper() != b.isupper() for a, b in pairwise(value))
    return len(value) >= 12 and value.isalpha() and changes >= 0.42 * len(value)


def _given(match: re.Match[str], _key: bytes) -> str | None:
    if _NOT_SECRET.search(match["rest"]) or "public" in before(match, 10).lower():
        return None
    password = bool(re.search(r"(?i)pass|pwd|密码|口令", match["name"]))
    return _marked(match["value"], password=password)


def _marked(value: str, *, password: bool) -> str | None:
    """The mark and the punctuation that ``value`` ended with, if the rest is a secret."""
    bare = value.rstrip(_CLOSING)
    if not is_secret(bare, password=password):
        return None
    return redacted("password" if password else "secret") + value[len(bare) :]


ASSIGNMENTS = (
    Pattern("secret", _GIVEN, _HINTS, _given),
    Pattern(
        "secret",
        _OPTION,
        ("pass", "token", "secret", "key", " -p"),
        lambda m, _: _marked(m["value"], password=True),
    ),
)
