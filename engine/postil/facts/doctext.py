r"""What a comment says, without the marks that its language puts around it.

>>> plain_remark("/**\n * Finds {@code name}.\n */")
'Finds `name`.'
"""

from __future__ import annotations

import re

_MARKED = re.compile(r"\s*(?:/\*|//)")
_OPENING = re.compile(r"[ \t]*(?:/\*+[!<]*|//+[!<]*)[ \t]?")
_CLOSING = re.compile(r"[ \t]*\*+/[ \t]*$")
_STAR = re.compile(r"^[ \t]*\*(?![*/])[ \t]?", re.MULTILINE)
_INLINE = re.compile(r"\{@(?P<tag>[A-Za-z]{1,20})(?:[ \t]+(?P<text>[^{}]{0,300}))?\}")
_CODE = re.compile(r"</?(?:code|tt|kbd|samp|var)>", re.IGNORECASE)
_BRIEF = re.compile(r"^[ \t]*[@\\](?:brief|summary|desc|description)\b[ \t]*", re.MULTILINE)
_OPTIONAL = re.compile(
    r"(?P<start>@(?:param|arg|argument|property)[ \t]+(?:\{[^{}\n]*\}[ \t]+)?)\[(?P<name>[\w$.]+)"
    r"(?:=(?P<default>[^\[\]\n]*))?\](?P<rest>[^\n]*)"
)
_COMMAND = re.compile(r"(?<![\w@\\])[@\\](?:c|p|a|ref|e|em|b)[ \t]+(?P<word>[\w.:#()]{0,100}[\w)])")
_TAG = re.compile(
    r"(?<!@param )</?(?:p|br|ul|ol|li|b|i|em|strong|pre|h[1-6]|blockquote|dl|dt|dd|div|span|a)(?:[ \t][^<>\n]{0,200})?/?>",
    re.IGNORECASE,
)
_SHOWN = re.compile(r"^[ \t]*(?:<p>)?<pre\b[^<>\n]{0,80}>[ \t]*(?:<code>|\{@code)?[ \t]*$", re.IGNORECASE)
_SHOWN_END = re.compile(r"^[ \t]*(?:</code>|\})?[ \t]*</pre>[ \t]*(?:</p>|<p>)?[ \t]*$", re.IGNORECASE)
_ENTITIES = {"&lt;": "<", "&gt;": ">", "&amp;": "&", "&quot;": '"', "&nbsp;": " ", "&#64;": "@"}
_ENTITY = re.compile("|".join(_ENTITIES))


def is_marked(text: str) -> bool:
    """Whether ``text`` begins as a comment of C and its kin does."""
    return _MARKED.match(text) is not None


def plain_remark(written: str) -> str:
    """The words of a comment that is ``written`` with its marks, each on the line it stands on."""
    text = written.strip()
    if text.startswith("//"):
        return readable("\n".join(_OPENING.sub("", line, count=1) for line in text.split("\n"))).rstrip()
    if len(text) < 5 and text.startswith("/*") and text.endswith("*/"):
        return ""
    text = _STAR.sub("", _CLOSING.sub("", _OPENING.sub("", text, count=1)))
    return readable(_dedented(text)).rstrip()


def readable(text: str) -> str:
    """``text`` with the inline tags of Javadoc, JSDoc and Doxygen in the form of plain prose; lines stay."""
    if "<pre" in text:
        text = _fenced(text)
    if "{@" in text:
        text = _INLINE.sub(_untagged, text)
    if "<" in text:
        text = _TAG.sub("", _CODE.sub("`", text))
    if "&" in text:
        text = _ENTITY.sub(lambda match: _ENTITIES[match[0]], text)
    if "@param" in text and "[" in text:
        text = _OPTIONAL.sub(_required, text)
    if "@" in text or "\\" in text:
        text = _COMMAND.sub(r"`\g<word>`", _BRIEF.sub("", text))
    return text


def _fenced(text: str) -> str:
    """``text`` with fences in the place of ``<pre>`` and ``</pre>``, where each has a line of its own."""
    lines = text.split("\n")
    opened = -1
    for number, line in enumerate(lines):
        if opened < 0 and _SHOWN.match(line):
            opened = number
        elif opened >= 0 and _SHOWN_END.match(line):
            lines[opened] = lines[number] = "```"
            opened = -1
    return "\n".join(lines)


def _untagged(match: re.Match[str]) -> str:
    text = (match["text"] or "").strip()
    if match["tag"] in ("inheritDoc", "value", "docRoot") or not text:
        return ""
    if match["tag"] in ("link", "linkplain", "linkcode"):
        target, _, label = text.replace("|", " ").partition(" ")
        return label.strip() or f"[`{target.lstrip('#').replace('#', '.')}`]"
    return text if match["tag"] == "literal" else f"`{text}`"


def _required(match: re.Match[str]) -> str:
    """JSDoc's ``[name=3] text`` as ``name text``, its default told in words."""
    default = match["default"]
    told = f". Defaults to {default.strip()}" if default else ""
    return f"{match['start']}{match['name']}{match['rest'].rstrip('. ') if told else match['rest']}{told}"


def _dedented(text: str) -> str:
    """``text`` without the indentation that all lines but the first share."""
    lines = [line.rstrip() for line in text.expandtabs().split("\n")]
    margin = min((len(line) - len(line.lstrip()) for line in lines[1:] if line), default=0)
    return "\n".join([lines[0].lstrip(), *(line[margin:] for line in lines[1:])]).strip("\n")
