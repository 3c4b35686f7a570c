r"""What stands in a message but was not written for it: quoted mail, signatures, templates, footers.

>>> strip_quotes("I agree.\n\nOn Mon, 3 Jun 2024, Jane Roe wrote:\n> Shall we?\n").text
'I agree.'
"""

from __future__ import annotations

import re

from msgspec import Struct

_QUOTED_BY = (
    r"(?:On[ ][^\n]{4,160}(?:\n[^\n]{1,80})?[ ]?(?:wrote|writes|said):|Am[ ][^\n]{4,120}schrieb[^\n]{0,60}:|Le[ ][^\n]{4,120}a[ ]écrit[ ]?:"
    r"|在?[ ]?\d{4}[ ]?[年/-][^\n]{2,120}(?:写道|写到|说)[ ]?[:：]|[^\n]{1,80}(?:写道|于[^\n]{4,40}写道)[:：]"
    r"|-{2,}[ ]?(?:Original[ ]Message|Forwarded[ ]message|原始邮件|转发的?邮件|回复的原邮件)[ ]?-{2,}|From:[ ][^\n]{1,120}\n(?:Sent|Date|To):[ ]|发件人[:：][^\n]{1,120}\n(?:发送时间|收件人|日期)[:：])"
)
_TAIL = re.compile(
    rf"(?m)^[ \t]*(?:{_QUOTED_BY}|--[ ]?$|_{{10,}}$|(?:Reply[ ]to[ ]this[ ]email[ ]directly|You[ ]are[ ]receiving[ ]this[ ](?:because|email)|View[ ]it[ ]on[ ]GitHub"
    r"|\u2014\s*\n?(?:Reply|You[ ]are[ ]receiving)))"
)
_SENT = re.compile(
    r"(?im)^[ \t]*(?:sent[ ](?:from|via)[ ](?:my[ ])?(?:iphone|ipad|android|mobile|phone|samsung|blackberry|huawei|xiaomi|outlook|gmail|mail|yahoo|the[ ])[^\n]{0,60}|get[ ]outlook[ ]for[ ][^\n]{0,30}"
    r"|发自我的[^\n]{0,30}|从[^\n]{1,12}发送|来自[^\n]{0,12}(?:iphone|手机|客户端)[^\n]{0,20}|自动回复[^\n]{0,40})$"
)
_QUOTE_LINES = re.compile(r"(?m)(?:^[ \t]{0,3}>(?!>>)[^\n]*(?:\n|$))+")
_REMARK = re.compile(r"<!--(?:[^-]|-(?!->)){0,20000}-->")
_BOXES = re.compile(r"(?m)(?:^[ \t]*[-*+][ ]\[[ xX]\][ ][^\n]*(?:\n|$))+")
_HEADING = re.compile(r"(?m)^[ \t]{0,3}(?:\#{1,6}[ ][^\n]{1,120}|\*\*[^*\n]{1,80}\*\*:?)[ \t]*$")
_PLACEHOLDER = re.compile(
    r"(?im)^[ \t]*(?:_no response_|n/?a|none\.?|\(?(?:please|describe|provide|explain|replace|fill|write|enter|a clear and concise description)\b[^\n]{0,60}(?:here|below|above|of what[^\n]{0,60})[^\n]{0,20}\)?|无|暂无|（?请(?:在此|填写|描述)[^\n]{0,60})[ \t]*$"
)
_TRAILERS = re.compile(
    r"(?im)^(?:(?:signed-off|co-?authored|reviewed|acked|tested|reported|suggested|helped|approved)-by|change-id|reviewed-on|cc|git-svn-id|cherry-picked-from|differential revision|pull request(?:-url)?|tracked-on|bug-id):[ ][^\n]*(?:\n|$)"
)
_BLANKS = re.compile(r"\n{3,}")


class Stripped(Struct, frozen=True, gc=False):
    """What is left of a text, and the kinds of things that were taken out."""

    text: str
    removed: tuple[str, ...]


_FORMS = (
    ("hidden remark", _REMARK),
    ("sent-from line", _SENT),
    ("checklist", _BOXES),
    ("unfilled part", _PLACEHOLDER),
    ("trailer", _TRAILERS),
)


def strip_quotes(text: str) -> Stripped:
    """Take out what the writer did not write.

    Quotation blocks go only where words of the writer's own remain. Inside fenced code nothing is touched.
    """
    removed: list[str] = []
    kept: list[str] = []
    for part, code in _fenced(text):
        own = part if code else _without_forms(part, removed)
        tail = None if code else _TAIL.search(own)
        if tail and any(piece.strip() for piece in (*kept, own[: tail.start()])):
            removed.append("quoted mail or signature")
            kept.append(_without_quotations(own[: tail.start()], removed))
            break
        kept.append(own if code else _without_quotations(own, removed))
    if not removed:
        return Stripped(text, ())
    left = _BLANKS.sub("\n\n", _without_empty_headings("".join(kept))).strip()
    return Stripped(left, tuple(sorted(set(removed))))


def _fenced(text: str) -> list[tuple[str, bool]]:
    """The text in pieces: outside and inside of fences of code."""
    pieces, inside = list[tuple[str, bool]](), False
    for line in text.splitlines(keepends=True):
        fence = line.lstrip()[:3] in {"```", "~~~"}
        if fence and not inside:
            inside = True
            pieces.append((line, True))
            continue
        if not pieces or pieces[-1][1] != inside:
            pieces.append(("", inside))
        pieces[-1] = (pieces[-1][0] + line, inside)
        inside = inside and not fence
    return pieces


def _without_forms(part: str, removed: list[str]) -> str:
    for kind, pattern in _FORMS:
        part, count = pattern.subn("", part)
        removed += [kind] * bool(count)
    return part


def _without_quotations(part: str, removed: list[str]) -> str:
    without = _QUOTE_LINES.sub("", part)
    if without == part or not without.strip():
        return part
    removed.append("quotation")
    return without


def _without_empty_headings(text: str) -> str:
    """``text`` without headings that nothing follows but another heading or the end."""
    headings = list(_HEADING.finditer(text))
    if not headings:
        return text
    following = [*(heading.start() for heading in headings[1:]), len(text)]
    full = [
        text[heading.start() : end]
        for heading, end in zip(headings, following, strict=True)
        if text[heading.end() : end].strip()
    ]
    return text[: headings[0].start()] + "".join(full)
