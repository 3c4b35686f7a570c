"""Stretches of prose that can name a code element, found in English and inside Chinese without spaces.

>>> [(m.text, m.kind) for m in find_mentions("把text转换后传给`parse_line`和os.path.join()")]
[('text', 'word'), ('parse_line', 'code'), ('os.path.join', 'call')]
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from postil.text.lazy import regex
from postil.text.model import Mention, MentionKind

_LIMIT = 100_000
_NAME = r"[A-Za-z_][A-Za-z0-9_]*"
_FILES = (
    "py|pyi|json|jsonl|txt|csv|md|rst|yaml|yml|toml|ini|cfg|html|xml|sh|log|zip|gz|tar|png|jpg|com|org|net|io"
)
_SKIPPED = (
    r"(?P<skip>[A-Za-z][A-Za-z0-9+.-]{1,15}://\S{1,500}|[\w.+-]{1,64}@[\w-]{1,64}\.[\w.-]{1,64}"
    rf"|[\w-]{{1,80}}\.(?:{_FILES})\b|\b(?:e\.g|i\.e|a\.m|p\.m|vs|etc|cf)\.)|"
)
_NAMED = (
    r"(?P<ticks>(?P<fence>`{1,2})(?P<code>[^`\n]{1,200})(?P=fence))"
    rf"|(?P<quoted>(?<![A-Za-z0-9_])(?:\"{_NAME}(?:\.{_NAME})*\"|'{_NAME}(?:\.{_NAME})*'(?![A-Za-z0-9_])))"
    rf"|(?P<wide>[“‘「『]{_NAME}(?:\.{_NAME})*[”’」』])"
    rf"|(?P<name>(?<![A-Za-z0-9_.]){_NAME}(?:\.{_NAME})*)(?P<call>\((?!(?:s|es|ies)\)))?"
)
_PLAIN = r"(?:(?<![A-Za-z0-9_.])(?:[A-Z]?[a-z]+\s+)+)?"  # words that are mentions of no kind but "word"
_TOKEN = regex(_SKIPPED + _NAMED, re.ASCII)
_TOKEN_PLAIN = regex(_NAMED, re.ASCII)
_LIKE_CODE = regex(rf"{_PLAIN}(?:{_SKIPPED}{_NAMED})", re.ASCII)
_ABBREVIATED = ("vs.", "etc.", "cf.")
_CALL = regex(rf"({_NAME}(?:\.{_NAME})*)\(.*\)", re.ASCII | re.DOTALL)
_CAMEL = regex(
    r"_*(?:[a-z]+[0-9]*[A-Z]|[A-Z]+[a-z0-9]+[A-Z])[A-Za-z0-9]*|[A-Z]{2,}[a-z][A-Za-z0-9]+", re.ASCII
)
_ROLE = regex(r"(?::[a-z]{2,9}:|\{[a-z]{2,9}\})\Z")
_CONSTANT = regex(r"_*[A-Z][A-Z0-9]*_[A-Z0-9_]*", re.ASCII)
_PROPER = frozenset(
    "JavaScript TypeScript GitHub GitLab PyPI NumPy SciPy PyTorch TensorFlow OpenSSL MySQL PostgreSQL SQLite MongoDB "
    "iOS macOS IPv4 IPv6 LaTeX YouTube JavaDoc WebSocket OAuth DevOps PowerShell LinkedIn OpenAI PyQt CPython IPython "
    "WiFi PhD eBay iPhone MacOS McCabe BibTeX NoSQL GraphQL CamelCase camelCase FreeBSD IDs URLs APIs UTCs".split()
)


@lru_cache(maxsize=512)
def find_mentions(text: str) -> tuple[Mention, ...]:
    """All mentions of ``text`` in order, not overlapping; only its first 100,000 characters are read."""
    text = text[:_LIMIT]
    return _mentions((_TOKEN if _may_skip(text) else _TOKEN_PLAIN).finditer(text))


def find_like_code(text: str) -> tuple[Mention, ...]:
    """What ``find_mentions`` finds without most of the plain words, which are passed over at no cost."""
    return _mentions(_LIKE_CODE.finditer(text[:_LIMIT]))


def _mentions(matches: Iterable[re.Match[str]]) -> tuple[Mention, ...]:
    found = []
    for match in matches:
        group, end = match.lastgroup, match.end()
        if group == "name":
            name = match["name"]
            found.append(Mention(name, _kind(name), end - len(name), end))
        elif group == "call":
            found.append(Mention(match["name"], "call", match.start("name"), match.end("name")))
        elif group == "ticks":
            kind: MentionKind = "link" if _is_link(match) else "code"
            found.append(Mention(_bare(match["code"]), kind, match.start("ticks"), end))
        elif group != "skip":
            said = match[str(group)]
            found.append(Mention(said[1:-1], "quoted", end - len(said), end))
    return tuple(found)


def _is_link(match: re.Match[str]) -> bool:
    """Whether a code span is the target of a link: ``[`Reader`]``, ``:class:`Reader```."""
    before, behind = (
        match.string[max(0, match.start() - 1) : match.start()],
        match.string[match.end() : match.end() + 1],
    )
    return (before == "[" and behind == "]") or (
        before in (":", "}")
        and _ROLE.search(match.string, max(0, match.start() - 11), match.start()) is not None
    )


def _may_skip(text: str) -> bool:
    """Whether ``text`` may have addresses, names of files or abbreviations, which are passed over."""
    return "." in text[:-1] or "@" in text or "://" in text or text.endswith(_ABBREVIATED)


def _bare(code: str) -> str:
    """The name in a code span: without spaces around it and without the brackets of a call."""
    stripped = code.strip()
    call = _CALL.fullmatch(stripped)
    return call.group(1) if call else stripped


@lru_cache(maxsize=1024)
def _kind(name: str) -> MentionKind:
    if "." in name:
        return "dotted"
    if _CONSTANT.fullmatch(name):
        return "constant"
    if "_" in name:
        return "snake"
    return "camel" if name not in _PROPER and _CAMEL.fullmatch(name) else "word"
