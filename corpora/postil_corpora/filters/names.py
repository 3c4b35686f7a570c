"""Names of people where their form gives them away: in trailers of commits, behind a label, beside an address.

A name in running prose is not found: that takes a model, and models err on code.
"""

from __future__ import annotations

import re

from postil_corpora.filters.patterns import Pattern
from postil_corpora.people import pseudonym

_PART = r"[A-ZÀ-ÞĀ-Ž][\w.'’-]{0,24}"
_WESTERN = rf"{_PART}(?:[ ](?:(?:de|van|von|der|den|la|el|bin|al|ter|di|da|dos)[ ]){{0,2}}{_PART}){{0,3}}"
_CHINESE = r"[一-鿿](?:[一-鿿]|·){1,11}"
_NAME = rf"(?:{_WESTERN}|{_CHINESE})"
_BY = (
    "signed-off co-authored coauthored co-developed reviewed acked tested reported suggested helped requested approved committed "
    "mentored authored author created written contributed maintained diagnosed debugged inspired"
)
_LABELS = r"@author|:author|authors?|committer|maintainers?|contributors?|assignee|cc"
_CHINESE_LABELS = (
    r"作者|负责人|联系人|姓名|审核人?|审阅|提交人|提交者|开发者|报告人|维护者|署名|创建人|修改人|经办人"
)
_LEAD = r"(?im)^[ \t>*\#/;-]{0,12}"
_SIGNED = re.compile(
    rf"{_LEAD}(?:{_BY.replace(' ', '|')})[- ]by[ \t]*:[ \t]*(?P<value>[^\s<>,:][^<>,:\n]{{0,60}}?)(?=[ \t]*<[^<>\n]{{1,120}}>)"
)
_TRAILER = re.compile(
    rf"{_LEAD}(?:(?:{_BY.replace(' ', '|')})[- ]by[ \t]*:|(?:{_LABELS})[ \t]*:|@author(?=[ \t]))[ \t]*"
    rf"(?-i:(?P<value>{_NAME}))(?=[ \t\r]*(?:$|[<(,，;；（]))"
)
_LABELLED = re.compile(rf"(?:{_CHINESE_LABELS})[ ]?[:：][ ]?(?P<value>[一-鿿·]{{2,4}}|{_WESTERN})(?![一-鿿])")
_BESIDE = re.compile(
    rf"(?<![\w.@-])(?![AP]M )(?P<value>{_NAME})(?=\"?[ ]?<[^<>\s@]{{1,64}}@[^<>\s@]{{1,80}}>)"
)
_NOBODY = re.compile(
    r"(?i).*\b(?:bot|team|authors|developers|contributors|project|foundation|inc|community|list|group|your|name|support|security|github)\b.*"
    r"|(?:claude|codex|copilot|cursor|devin|gemini|chatgpt|windsurf)(?: (?:ai|agent|cli|code|opus|sonnet).*)?"
)


def _name(match: re.Match[str], key: bytes) -> str | None:
    name = match["value"]
    return None if _NOBODY.fullmatch(name) else pseudonym(name, key=key)


_BY_HINTS = ("by", "author", "committer", "maintainer", "contributor", "assignee", "cc")
NAMES = (
    Pattern("name", _SIGNED, ("by",), _name),
    Pattern("name", _TRAILER, _BY_HINTS, _name),
    Pattern("name", _LABELLED, tuple(_CHINESE_LABELS.replace("?", "").split("|")), _name),
    Pattern("name", _BESIDE, ("@",), _name),
)
