"""Secrets in a text: keys, tokens and passwords, whoever issued them."""

from __future__ import annotations

import re

from postil_corpora.filters.assignments import ASSIGNMENTS, is_random, is_secret
from postil_corpora.filters.patterns import Pattern, before
from postil_corpora.filters.providers import PROVIDERS, redacted

_GAP = r"(?:\\{1,4}[nrt]|[\s\"'+,#*>|.();])"
_PEM = re.compile(
    r"-----BEGIN [A-Z0-9 ]{0,30}PRIVATE KEY(?: BLOCK)?-----"
    rf"(?P<value>(?:{_GAP}{{1,14}}[A-Za-z-]{{3,20}}: [^\n\\]{{1,80}}){{0,4}}(?:{_GAP}{{0,14}}[A-Za-z0-9+/=]{{16,200}}){{1,800}}"
    rf"(?:{_GAP}{{0,14}}[A-Za-z0-9+/=]{{1,80}}(?={_GAP}{{0,14}}-----END))?)"
)
_PUTTY = re.compile(r"Private-Lines: \d{1,3}(?P<value>(?:\s{1,3}[A-Za-z0-9+/=]{20,100}){1,200})")
_URL = re.compile(
    r"(?<=://)(?P<value>[^\s/@:\"'<>`|\\]{0,120}(?::[^\s/@\"'<>`|\\]{1,300})?)@(?=[A-Za-z0-9\[])"
)
_HEADER = re.compile(
    r"(?i)\b(?:bearer|basic|digest|token)[ ][\"']?(?P<value>[A-Za-z0-9._~+/-]{16,4000}={0,2})"
)
_CURL = re.compile(r"(?: -u| --user)[ =]?[\"']?(?P<value>[^\s:\"']{1,60}:[^\s\"']{5,100})")
_NETRC = re.compile(r"\blogin \S{1,80}\s{1,8}password (?P<value>\S{5,100})")
_LONE = re.compile(r"(?<![A-Za-z0-9+/_=.-])(?P<value>[A-Za-z0-9+/_-]{32,200}={0,2})(?![A-Za-z0-9+/_=.-])")
_ABOUT = re.compile(
    r"(?i)\b(?:api|access|secret|private|auth|signing)[_ -]?key|token|secret|passw|credential|密钥|令牌|密码"
)
_HEX = re.compile(r"[0-9a-fA-F]+")
_SAMPLE_USERINFO = re.compile(
    r"(?i)(?:user|usr|username|login|name|foo|me|a|u|bob|alice|my\w*|your\w*|test\w*|admin|root|guest|git|proxy\w*|postgres|\W.*)?"
    r":(?:pass|passwd|password|pwd|pw|p|b|bar|secret|my\w*|your\w*|test\w*|admin|root|guest|token|key|postgres|x+|\*+|\W.*)?"
)


def _url(match: re.Match[str], _key: bytes) -> str | None:
    user, colon, password = match["value"].partition(":")
    if _SAMPLE_USERINFO.fullmatch(match["value"]) or "REDACTED_" in match["value"]:
        return None
    if colon and password:
        return redacted("credentials")
    return redacted("token") if len(user) >= 16 and is_random(user) else None


def _header(match: re.Match[str], _key: bytes) -> str | None:
    return redacted("token") if is_secret(match["value"], password=False) else None


def _pair(match: re.Match[str], _key: bytes) -> str | None:
    sample = _SAMPLE_USERINFO.fullmatch(match["value"]) or "REDACTED_" in match["value"]
    return None if sample else redacted("credentials")


def _netrc(match: re.Match[str], _key: bytes) -> str | None:
    return redacted("password") if is_secret(match["value"], password=True) else None


def _lone(match: re.Match[str], _key: bytes) -> str | None:
    """A long random word is a secret where the words before it speak of one; bare hexadecimal is a hash more often."""
    value = match["value"]
    if _HEX.fullmatch(value) or value.count("/") > 3 or not is_random(value):
        return None
    return redacted("secret") if _ABOUT.search(before(match, 60).rpartition("\n")[2]) else None


def _body(match: re.Match[str], _key: bytes) -> str | None:
    """The mark, and the line ends of the key: what stands below keeps its line number."""
    value = match["value"]
    if len(set(value)) <= 16 or "REDACTED_" in value:
        return None
    return redacted("private-key") + "\n" * value.count("\n")


SECRETS = (
    Pattern("private-key", _PEM, ("private key",), _body),
    Pattern("private-key", _PUTTY, ("private-lines",), _body),
    *PROVIDERS,
    Pattern("credentials", _URL, ("://",), _url),
    Pattern("credentials", _CURL, (" -u", " --user"), _pair),
    Pattern("password", _NETRC, ("password ",), _netrc),
    Pattern("token", _HEADER, ("bearer", "basic", "digest", "token"), _header),
    *ASSIGNMENTS,
    Pattern("secret", _LONE, ("key", "token", "secret", "passw", "credential", "密", "令"), _lone),
)
