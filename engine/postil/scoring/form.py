"""Form: traits of a remark's wording alone, whether it reads as finished prose about code."""

from __future__ import annotations

import math
import re

from postil.scoring.wording import Wording
from postil.text.lazy import regex

_META = regex(
    r"docstring|\bexamples?\b|```|\boverall\b|\bnote that\b|provided code|\blikely\b|this documentation|\busage\b"
    r"|文档字符串|示例|总之|综上|请注意",
    re.IGNORECASE,
    hints=("docstring", "example", "```", "overall", "note that", "provided code", "likely", "documentation", "usage",
           "文档字符串", "示例", "总之", "综上", "请注意"),
)  # fmt: skip
_PERSON = regex(r"\b(?:I|[Yy]ou|[Yy]our|[Ww]e|[Oo]ur|[Mm]y|[Pp]lease|[Tt]hanks?)\b|我|你|您|请(?!求)")
_FILLER = regex(
    r"\b(?:given|specified|provided|various|corresponding|appropriate|certain|particular|used to|in order to"
    r"|responsible for|this (?:method|function|class)|the (?:method|function))\b"
    r"|给定|指定|相应|适当|用于|该(?:方法|函数)|此(?:方法|函数)",
    re.IGNORECASE,
)
_UNSETTLED = regex(r"\b(?:TODO|FIXME|XXX|stub|deprecated)\b|待办|暂定")
_MARKUP = regex(r"\{@|</?\w+>|&\w+;")
_CODE_LINE = regex(
    r"^\s*(?:>>>|\.\.\.)|[;{}]\s*$|\w\([^()\n]*\)\s*$| = |==|^\s*(?:public|private|return|for|if|def|class|import)\b.*[:{;]$"
)
_SIGNATURE = regex(r"(?:#+ [^\n]*\n)?\s*(?:public|private|protected|static|def|func|function)\b")
_HANGING = regex(
    r"(?:[,(\[{，、（]|\b(?:and|or|the|an?|of|to|in|with|for|by|that|which|if|when|as|its|is|are)|[和与或将把被对从由])\s*$"
)
_TWICE = regex(r"\b([A-Za-z]+)\s+\1\b", re.IGNORECASE)
_SPACING = regex(r"\s[,.;:](?:\s|$)|,[A-Za-z]|\(\s|\s\)|\.[A-Z][a-z]")
_WIDE = regex(r"\w  \w|\w  \{|\}  ")
_QUOTED = regex(r"[\"'`][^\"'`\n]{1,20}[\"'`]|[“「][^”」\n]{1,20}[”」]")
_FINISHED = (".", "!", "?", "。", "！", "？")
_CUT = 1_200
"""Generators stop writing somewhere here; a long text without an end was cut off."""


def form_of(wording: Wording) -> dict[str, float]:
    """The traits of form."""
    text, summary = wording.text, wording.summary
    lines = [line for line in text.split("\n") if line.strip()]
    code = sum([_CODE_LINE.search(line) is not None for line in lines])
    words = 1 + len(wording.units)
    return {
        "meta": math.log1p(len(_META.findall(text))),
        "fence": float("```" in text),
        "person": math.log1p(len(_PERSON.findall(text))),
        "filler": math.log1p(len(_FILLER.findall(text))),
        "unsettled": float(_UNSETTLED.search(text) is not None),
        "markup": math.log1p(len(_MARKUP.findall(text))),
        "code_lines": math.log1p(code),
        "code_share": code / max(1, len(lines)),
        "signature": float(_SIGNATURE.match(text) is not None),
        "unfinished": float(_is_unfinished(text)),
        "finished": float(text.endswith(_FINISHED)),
        "no_summary": float(not summary),
        "capital": float(summary[:1].isalpha() and not summary[:1].islower()),
        "small_letter": float(summary[:1].islower()),
        "word_twice": float(len(_TWICE.findall(text))),
        "unbalanced": float(_is_unbalanced(text)),
        "spacing": float(_SPACING.search(text) is not None),
        "wide_space": float("  " in text and _WIDE.search(text) is not None),
        "quotes": math.log1p(len(_QUOTED.findall(text))),
        "brackets": math.log1p(text.count("(") + text.count("（")) / math.log1p(words),
        "commas": (text.count(",") + text.count("，")) / words,
        "paragraphs": math.log1p(text.count("\n\n")),
        "tags": float(wording.tags),
    }


def _is_unfinished(text: str) -> bool:
    if _HANGING.search(text[-40:]):
        return True
    return len(text) > _CUT and not text.endswith((*_FINISHED, "`", ")", "]", "}"))


def _is_unbalanced(text: str) -> bool:
    return (
        text.count("(") + text.count("（") != text.count(")") + text.count("）")
        or text.count("[") != text.count("]")
        or text.count("`") % 2 == 1
        or text.count('"') % 2 == 1
    )
