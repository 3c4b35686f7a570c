r"""What stands in a message but was not written for it: quoted mail, signatures, templates, footers.

>>> strip_quotes("I agree.\n\nOn Mon, 3 Jun 2024, Jane Roe wrote:\n> Shall we?\n").text
'I agree.'
"""

from __future__ import annotations

import re
from collections.abc import Callable

from msgspec import Struct

_ATTRIBUTION = (
    r"(?:On[ ][^\n]{4,160}(?:\n[^\n>]{1,80})?[ ]?(?:wrote|writes|said):|Am[ ][^\n]{4,120}schrieb[^\n]{0,60}:|Le[ ][^\n]{4,120}a[ ]écrit[ ]?:"
    r"|在?[ ]?\d{4}[ ]?[年/-][^\n]{2,120}(?:写道|写到|说)[ ]?[:：]|[^\n]{1,80}(?:于[^\n]{4,40})?写道[:：])"
)
_QUOTED_MAIL = re.compile(rf"(?m)^[ \t]*{_ATTRIBUTION}[ \t]*\n(?:[ \t]*\n){{0,2}}(?=[ \t]*>)")
_FORWARDED = re.compile(
    r"(?m)^[ \t]*(?:-{2,}[ ]?(?:Original[ ]Message|Forwarded[ ]message|原始邮件|转发的?邮件|回复的原邮件)[ ]?-{2,}"
    r"|From:[ ][^\n]{1,120}\n[ \t]*(?:Sent|Date|To):[ ]|发件人[:：][^\n]{1,120}\n[ \t]*(?:发送时间|收件人|日期)[:：]"
    r"|--[ ]?$(?=\n[^\n]{1,80}(?:\n[^\n]{0,80}){0,5}\s*\Z)|(?:—[ \t]*\n)?(?:Reply[ ]to[ ]this[ ]email[ ]directly|You[ ]are[ ]receiving[ ]this[ ](?:because|email)))"
)
_SENT = re.compile(
    r"(?im)^[ \t]*(?:sent[ ](?:from|via)[ ](?:my[ ])?(?:iphone|ipad|android|mobile|phone|samsung|blackberry|huawei|xiaomi|outlook|gmail|mail|yahoo|the[ ])[^\n]{0,60}|get[ ]outlook[ ]for[ ][^\n]{0,30}"
    r"|发自我的[^\n]{0,30}|从[^\n]{1,12}发送|来自[^\n]{0,12}(?:iphone|手机|客户端)[^\n]{0,20}|自动回复[^\n]{0,40})$"
)
_QUOTE_LINES = re.compile(r"(?m)(?:^[ \t]{0,3}>(?!>>)[^\n]*(?:\n|\Z))+")
_NO_QUOTATION = re.compile(r"[ \t]{0,3}>[ ]?(?:\[!|\*\*(?:Note|Warning|Important|Tip)|[ ]*-{1,2}\w)")
_REMARK = re.compile(r"<!--(?:[^-]|-(?!->)){0,20000}-->")
_BOXES = re.compile(r"(?m)(?:^[ \t]*[-*+][ ]\[[ xX]\][ ][^\n]*(?:\n|\Z))+")
_PLEDGE = re.compile(
    r"(?i)\bI(?:'ve| have| am| agree| confirm| understand| did| will|'m)\b|\b(?:read|follow\w*|sign\w*) (?:the|our|this)\b.{0,40}\b(?:guid|contribut|cla|code of conduct)|\btests? (?:have been |are |is )?(?:added|pass|included|updated)"
    r"|\b(?:documentation|docs|changelog|release notes?) (?:have been |has been |is |are )?(?:added|updated|included)|\bmy (?:code|change|pr|pull)|\b(?:bug ?fix|new feature|breaking change)\b.{0,60}\(|我已|已阅读|已搜索|已确认|我同意"
)
_HEADING = re.compile(r"(?m)^[ \t]{0,3}(?:\#{1,6}[ ][^\n]{1,120}|\*\*[^*\n]{1,80}\*\*:?)[ \t]*$")
_UNFILLED = re.compile(
    r"(?im)(?P<heading>^[ \t]{0,3}\#{1,6}[ ][^\n]{1,120}\n)(?:[ \t]*\n){0,2}[ \t]*(?:_no response_|n/?a|none|无|暂无|-)\.?[ \t]*$"
)
_TRAILERS = re.compile(
    r"(?im)^(?:(?:signed-off|co-?authored|reviewed|acked|tested|reported|suggested|helped|approved)-by:[ ][^\n]{2,120}|(?:change-id|reviewed-on|git-svn-id|cherry-picked-from|differential revision|bug-id):[ ][^\n]{1,200})[ \t]*(?:\n|\Z)"
)
_BLANKS = re.compile(r"\n{3,}")


class Stripped(Struct, frozen=True, gc=False):
    """What is left of a text, and the kinds of things that were taken out."""

    text: str
    removed: tuple[str, ...]


def strip_quotes(text: str) -> Stripped:
    """Take out what the writer did not write.

    Quotations go from replies: texts that begin with one, or hold quoted mail. Elsewhere, and behind a colon, the
    writer brings them in to speak of them, and they stay. Inside fenced code nothing is touched, and a text of which
    nothing would be left stays whole.
    """
    removed: list[str] = []
    kept: list[str] = []
    is_reply = text.lstrip().startswith(">") or _QUOTED_MAIL.search(text) is not None
    for part, code in _fenced(text):
        own = part if code else _without_forms(part, removed)
        tail = None if code else _FORWARDED.search(own)
        ends = tail is not None and any(piece.strip() for piece in (*kept, own[: tail.start()]))
        own = own[: tail.start()] if tail and ends else own
        kept.append(_without_quotations(own, removed) if is_reply and not code else own)
        if ends:
            removed.append("quoted mail or signature")
            break
    left = _BLANKS.sub("\n\n", _without_empty_headings("".join(kept))).strip() if removed else ""
    return Stripped(left, tuple(sorted(set(removed)))) if left else Stripped(text, ())


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
    for kind, pattern, instead in _FORMS:
        fresh = pattern.sub(instead, part)
        removed += [kind] * (fresh != part)
        part = fresh
    return part


def _pledges(match: re.Match[str]) -> str:
    """Nothing, if at least half of the boxes are those of a template, which ask what was done before writing."""
    boxes = match.group().strip().split("\n")
    return "" if 2 * sum(bool(_PLEDGE.search(box)) for box in boxes) >= len(boxes) else match.group()


def _without_quotations(part: str, removed: list[str]) -> str:
    own = _QUOTED_MAIL.sub("", part)

    def unless_introduced(match: re.Match[str]) -> str:
        ahead = own[max(0, match.start() - 300) : match.start()].rstrip()
        introduced = ahead.endswith((":", "：", "\\")) or _NO_QUOTATION.match(match.group())
        return match.group() if introduced else ""

    without = _QUOTE_LINES.sub(unless_introduced, own)
    if without == part or not without.strip():
        return part
    removed.append("quotation" if own == part else "quoted mail or signature")
    return without


_FORMS: tuple[tuple[str, re.Pattern[str], str | Callable[[re.Match[str]], str]], ...] = (
    ("hidden remark", _REMARK, ""),
    ("sent-from line", _SENT, ""),
    ("checklist", _BOXES, _pledges),
    ("unfilled part", _UNFILLED, r"\g<heading>"),
    ("trailer", _TRAILERS, ""),
)


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
