"""What a remark says is done, and on which condition: *return the email when no nickname is set*."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal

from msgspec import Struct

from postil.text.lazy import holds_any, regex

_SENTENCE = regex(r"(?<=[.;!?])\s+|[。；！？]+|\n(?=\s*(?:\n|[-*:@]|\w+:))")
_IF = regex(
    r"(?i)\b(?P<how>only if|if|when|whenever|unless|until|while|as long as|once)\b(?! (?:not|so|any|needed|necessary|possible)\b)[ ]+(?P<told>[^,;:()]{2,100})"
)
_PART = regex(r"(?i),? (?:and|or|but|then|otherwise) |, |: | - | ?\(")
_ENDED = regex(
    r"(?i) (?:and (?!is\b|has\b|was\b|not\b)|but |then |so that |because |by |to avoid |before |after |in which case |which |where )"
)
_OR = regex(r"(?i) or (?=.)|或者?")
_WHEN_HAN = regex(
    r"(?:^|(?<=[，,：]))(?P<how>只有当?|仅[在当]?|只在|如果|假如|若是?|当|一旦|除非|)(?P<told>[^，,：]{2,28}?)(?:(?:(?<=[锁设确指固给约绑稳]定)|(?<![同定及超按随临小延实暂计耗限准届]))时(?![间候长刻区钟序常])|的话|(?<=[满空束成完])(?:则|就))"
)
_LED_HAN = regex(r"(?P<how>如果|假如|若是?|当|一旦|除非)(?P<told>[^，,：]{2,28})")
_UNTIL_HAN = regex(r"(?P<how>直到)(?P<told>[^，,：]{2,20})")
_THAT = regex(
    r"(?i)\b(?P<deed>keep|keeps|keeping|select|selects|pick|picks|only|drop|drops|remove|removes|exclude|excludes|skip|skips)\b(?: \w+){0,4}? (?:that|which|who) (?P<told>(?:are|is|have|has|were|was|do|does)\b[^,.;:]{2,60})",
    hints=(" that ", " which ", " who "),
)
_THAT_HAN = regex(
    r"(?P<deed>保留|只留|留下|挑出|筛选出?|选出|去掉|去除|排除|剔除|移除|过滤掉)(?:所有|全部)?(?P<told>[^，,：。的]{2,10})的",
    hints=("保留", "留", "选出", "挑出", "去掉", "去除", "除", "过滤掉"),
)
_REFUSES = regex(
    r"(?i)\b(?P<deed>reject|refuse|disallow|forbid|deny)(?:s|es|ing)? (?:an? |any |the )?(?:\w+ ){1,3}(?:that|which|who) (?P<told>(?:is|are)\b[^,.;:]{2,50})"
    r"|(?P<refuse>拒绝)(?P<so>[^，。；：的]{2,10})的",
    hints=("reject", "refus", "disallow", "forbid", "den", "拒绝"),
)
_LEAVES_OUT = regex(r"(?i)^(?:drop|remove|exclude|skip)|[去除剔移]|过滤掉")
_CONDITIONAL = (
    "if ",
    "when",
    "unless",
    "until",
    "while ",
    "as long as",
    "once ",
    "时",
    "如果",
    "假如",
    "若",
    "当",
    "一旦",
    "除非",
    "直到",
    "的话",
    "则",
    "就",
)
_LONGEST = 600
How = Literal["if", "unless", "until"]


class Clause(Struct, frozen=True):
    """``deed`` is what is done, possibly nothing but blanks; ``told`` the alternatives of its condition."""

    deed: str
    told: tuple[str, ...]
    how: How
    said: str


def clauses_of(text: str) -> Iterator[Clause]:
    """The clauses of ``text`` with a condition that is the only one of its clause."""
    for sentence in _SENTENCE.split(text[:_LONGEST]) if holds_any(text, _CONDITIONAL) else ():
        if sentence:
            line = " ".join(sentence.split())
            yield from _english(line) if line.isascii() else _chinese(line)
    for found in _REFUSES.finditer(text[:_LONGEST]):
        yield Clause(found["deed"] or found["refuse"], (found["told"] or found["so"],), "if", found.group())


def kept_by(text: str) -> Iterator[tuple[str, bool, str]]:
    """What is said of those that are kept (``keep those that are done``), whether it is of those left out, and the words."""
    for pattern in (_THAT, _THAT_HAN):
        for found in pattern.finditer(text[:_LONGEST]):
            yield found["told"], _LEAVES_OUT.search(found["deed"]) is not None, found.group()


def _english(sentence: str) -> Iterator[Clause]:
    position = 0
    for found in _IF.finditer(sentence):
        before = _PART.split(sentence[position : found.start()])
        told = _ENDED.split(found["told"].rstrip(". "))[0]
        position = found.start("told") + len(told)
        deed = before[-1].strip()
        if not deed.strip() and sentence[position : position + 1] in {",", ":"}:
            deed = _PART.split(sentence[position + 2 :])[0]
            if _IF.search(deed):
                continue
        how = found["how"].lower()
        yield Clause(deed, tuple(_OR.split(told)), _kind(how), f"{found['how']} {told}")


def _chinese(sentence: str) -> Iterator[Clause]:
    parts = re.split(r"[，,]", sentence)
    for number, part in enumerate(parts):
        until = _UNTIL_HAN.search(part)
        found = until or _WHEN_HAN.search(part) or _LED_HAN.match(part.strip())
        if found is None or found["how"].startswith(("只", "仅")):
            continue
        after = parts[number + 1] if number + 1 < len(parts) else ""
        deed = found.string[found.end("told") :].lstrip("时的话则就为止") or after
        yield Clause(deed, tuple(_OR.split(found["told"])), _kind(found["how"]), found.group())


def _kind(how: str) -> How:
    if how in {"unless", "除非"}:
        return "unless"
    return "until" if how in {"until", "直到"} else "if"
