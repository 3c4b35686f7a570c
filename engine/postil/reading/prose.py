"""The running text of an answer: talk around comments, refusals, the prompt again, and one paragraph."""

from __future__ import annotations

import re

from postil.reading.answered import Answered, weight
from postil.reading.fences import fences, outside
from postil.reading.kinds import kind_of_whole
from postil.reading.query import looks_like_code
from postil.records import Comment
from postil.text.lazy import regex

_TALK = regex(
    r"(?:"
    r"(?:sure|certainly|of course|absolutely|okay|ok|great|alright)[ \t]*[,!.:]"
    r"|(?:here(?:'s|’s| is| are)|below (?:is|are)|the following|following (?:is|are)|this is the)\b.{0,300}"
    r"(?:[:：]\s*$|\b(?:comment|annotat|docstring|explanation)\w*)"
    r"|(?:let me know|feel free|i hope|hope (?:this|that|it)|do you want|would you like|is there anything|happy to)\b"
    r"|if you (?:have|need|want|would|'d like)\b"
    r"|i(?:'ve| have| will|'ll)? (?:added|commented|annotated|included|kept|provided|add|explain)\b"
    r"|these (?:comments|annotations)\b"
    r"|(?:explanation|comments?|annotations?|line[- ]by[- ]line[^.\n]{0,40})\s*[:：]\s*$"
    r"|(?:好的|当然(?:可以)?|没问题)[，,！!。：:]"
    r"|(?:以下|下面|如下)(?:是|为|给出).{0,200}(?:[:：]\s*$|注释|解释|说明)"
    r"|(?:希望(?:这|对|能)|如果(?:您|你)(?:有|需|还|想|希望)|如需|如有|请告诉我|欢迎|还有(?:其他|什么))"
    r"|我(?:已经?|为您|为你|添加)"
    r")",
    re.IGNORECASE,
)
_LEAD = regex(
    r"(?:sure(?: thing)?|certainly|of course|absolutely|okay|ok|好的|当然(?:可以)?|没问题)[ \t]*[,!.，！。:：]\s*",
    re.IGNORECASE,
)
_REFUSAL = regex(
    r"(?:\W{0,5}(?:i'?m|i’m|i am) (?:really |very |so )?sorry\b|\W{0,5}sorry[,.! ]|\W{0,5}(?:my )?apolog"
    r"|.{0,80}\bi (?:cannot|can't|can’t|can not|am unable to|am not able to|won't)\b"
    r"|.{0,80}\bas an? (?:ai|artificial intelligence|large language|language model)"
    r"|\W{0,5}unfortunately, i\b"
    r"|.{0,20}(?:抱歉|对不起)|.{0,40}我(?:无法|不能|没有办法)|.{0,20}作为(?:一[个名])?(?:AI|人工智能|语言模型))",
    re.IGNORECASE,
)
_ASKING = regex(
    r"(?:\bplease\b.{0,80}\bcomment|\b(?:add|write|generate|provide)\b.{0,60}\b(?:comments?|docstrings?|annotations?)\b"
    r"|\bcomment (?:on )?(?:this|the following) (?:code|function)"
    r"|(?:请|为|给|对).{0,40}(?:添加|写|生成|加上|进行).{0,30}注释)",
    re.IGNORECASE,
)
_LABEL = regex(
    r"(?:comment|docstring|summary|annotation|explanation|注释|摘要|说明|解释)\s{0,5}[:：]\s{0,20}(?=\S)",
    re.IGNORECASE,
)
_HASH = regex(r"^[ \t]*#+[ \t]?", re.MULTILINE)
_QUOTED = {'"': '"', "“": "”", "`": "`", "「": "」"}
_BLANK_LINE = regex(r"\n[ \t]*\n")
_FENCE_MARK = regex(r"[ \t]*(?:```|~~~)[^`\n]*$")
_POLITE = regex(r"\W{0,5}(?:please\b|请|can you\b|could you\b)", re.IGNORECASE)
_SHORT = 400
_PROMPT_AGAIN = "the prompt again, without an answer"
_CODE_AGAIN = "the code again, without one comment"


def is_talk(text: str) -> bool:
    """Whether ``text`` is said to the reader of the answer, not about the code."""
    return _TALK.match(text.lstrip(" \t*_>#")) is not None


def read_prose(text: str, code: str, prompt: str = "") -> Answered:
    """The remark about the whole that ``text`` is, without the talk around it; or why it is none.

    ``prompt`` is what the model was asked, if known.
    """
    spoken = _spoken(text, code)
    body = "\n\n".join(_remarks(spoken))
    echo = spoken != text
    problem = _problem(text, code, prompt) or _fault(body, prompt, echo=echo)
    if problem is not None:
        return Answered(ignored=weight(text), problem=problem)
    remark = _unwrapped(body)
    return Answered((Comment(text=remark, kind=kind_of_whole(remark)),), weight(spoken) - weight(body))


def _spoken(text: str, code: str) -> str:
    """``text`` without the code in it, fenced or as it was given."""
    blocks = tuple(block for block in fences(text) if looks_like_code(block.text))
    spoken = outside(text, blocks, "\n\n")
    given = code.strip()
    if "\n" in given:
        spoken = spoken.replace(given, "\n\n")
    return spoken if blocks or spoken != text else text


def _problem(text: str, code: str, prompt: str) -> str | None:
    """Whether the answer as a whole is what was given."""
    if _is_same(text, prompt):
        return _PROMPT_AGAIN
    return _CODE_AGAIN if _is_same(text, code) else None


def _is_same(text: str, other: str) -> bool:
    return bool(other.strip()) and "".join(text.split()) == "".join(other.split())


def _remarks(text: str) -> list[str]:
    """The paragraphs that are about the code."""
    remarks = []
    for paragraph in _BLANK_LINE.split(text):
        words = paragraph.strip("\n")
        lead = _LEAD.match(words)
        lines = (words[lead.end() :] if lead else words).split("\n")
        first, last = 0, len(lines)
        while first < last and (is_talk(lines[first]) or _FENCE_MARK.match(lines[first])):
            first += 1
        while first < last and (is_talk(lines[last - 1]) or _FENCE_MARK.match(lines[last - 1])):
            last -= 1
        if any(line.strip() for line in lines[first:last]):
            remarks.append("\n".join(lines[first:last]).rstrip())
    return remarks


def _fault(body: str, prompt: str, *, echo: bool) -> str | None:
    """Why ``body``, all that is left, is no remark, if so. ``echo``: the code was repeated beside it."""
    if not any(character.isalnum() for character in body):
        return _CODE_AGAIN if echo else "nothing in the answer is a comment"
    if _REFUSAL.match(body[:_SHORT].strip()):
        return "the model refused to answer"
    asked = len(body) <= _SHORT and _ASKING.search(body)
    if asked and (echo or _POLITE.match(body) or body.strip() in prompt):
        return _PROMPT_AGAIN
    return None


def _unwrapped(body: str) -> str:
    """``body`` without comment marks, a label or quotes around it."""
    text = body.strip()
    if all(line.lstrip().startswith("#") for line in text.split("\n") if line.strip()):
        text = _HASH.sub("", text).strip()
    label = _LABEL.match(text)
    text = text[label.end() :] if label else text
    closer = _QUOTED.get(text[:1])
    if closer and len(text) > 2 and text.endswith(closer) and closer not in text[1:-1]:
        text = text[1:-1].strip()
    return text
