r"""Fields of Javadoc, JSDoc, Doxygen and epytext, and the sections of Rust, in the form that our parser reads.

>>> sphinx_field("@param {number} [size=3] - how many")
':param size: how many. Defaults to 3'
>>> under_headings(["Adds.", "", "# Arguments", "", "* `n` - the number"])[2:]
['Args:', '', '    n: the number']
"""

from __future__ import annotations

from postil.text.lazy import regex

_VALUES = "param|parameter|arg|argument|property|prop"
_RESULTS = "returns?|result|yields?|rtype"
_FAULTS = "raises?|throws?|exception|except"
NAMES = rf"(?:{_VALUES}|type|{_RESULTS}|retval|{_FAULTS}|tparam)"
_FIELD = regex(
    rf"(?P<indent>[ \t]*)[@\\](?P<key>{NAMES}|[A-Za-z]{{2,20}})(?:\[[^\]\n]{{0,20}}\]|-(?=[ \t]))?(?![\w.(])"
    r"(?:[ \t]*\{(?P<type>[^{}\n]*(?:\{[^{}\n]*\}[^{}\n]*)*)\})?(?P<rest>.*)"
)
_JOINT = regex(r"[ \t]*(?:-{1,2}|–|:|：)[ \t]*|[ \t]+")
_OPTIONAL = regex(
    r"\[(?P<name>[\w$.]+)[ \t]*(?:=[ \t]*(?P<default>(?:[^\[\]\n]|\[[^\[\]\n]{0,100}\]){0,100}))?\]"
)
# A declaration in the place of a name: ``@param bool header``, ``@param string & buffer``.
_TYPES = regex(
    r"(?:(?:(?:const|unsigned|signed|bool|int|char|long|short|float|double|void|size_t|u?int\d{1,2}_t)(?![\w:,])|(?:std::)?string(?=[ \t]*[&*]))[ \t&*]*){1,4}(?=[A-Za-z_]\w)"
)
_KEYS = {
    **dict.fromkeys(("param", "params", "parameter", "arg", "argument"), "param"),
    **dict.fromkeys(("return", "returns", "result"), "returns"),
    **dict.fromkeys(("raise", "raises", "throw", "throws", "exception", "except"), "raises"),
    "yield": "yields",
    "yields": "yields",
    "rtype": "rtype",
    "type": "type",
}
_HEADING = regex(r"[ \t]{0,3}#{1,3}[ \t]+(?P<title>[A-Za-z ]{1,30}?)[ \t]*#*[ \t]*")
_TITLES = {
    "arguments": "Args:", "parameters": "Args:", "args": "Args:", "params": "Args:", "returns": "Returns:",
    "return value": "Returns:", "examples": "Examples:", "example": "Examples:", "errors": "Note:", "panics": "Note:",
    "safety": "Note:", "notes": "Note:", "note": "Note:",
}  # fmt: skip
_BULLET = regex(
    r"[ \t]*[-*+][ \t]+(?:`(?P<quoted>[^`\n]{1,80})`|(?P<plain>\w{1,80}))[ \t]*(?:[-–—:]+|$)[ \t]*"
)


def sphinx_field(line: str) -> str:
    """A line that begins with a tag as a field of Sphinx; any other line as it is."""
    match = _FIELD.fullmatch(line)
    if match is None:
        return line
    key = _KEYS.get(match["key"], "")
    rest = match["rest"].strip()
    if not key:
        return f"{match['indent']}:{match['key']}: {rest}"
    if key in ("param", "type", "raises"):
        return _named(match["indent"], key, rest, match["type"] or "")
    return f"{match['indent']}:{key}: {rest.lstrip(':：- ') or match['type'] or ''}".rstrip()


def _named(indent: str, key: str, rest: str, kind: str) -> str:
    """A field that speaks of one name: ``name - text``, ``name: text``, ``[name=3] text``; its type, if it has no text."""
    if kind and key == "raises":
        return f"{indent}:raises {kind}: {rest.lstrip('- ')}"
    typed = _TYPES.match(rest) if key == "param" else None
    rest = rest[typed.end() :] if typed else rest
    if key == "raises" and rest.startswith("`") and " " in rest[1:].partition("`")[0]:
        return f"{indent}:raises: {rest}"  # what it says, not what it is
    optional = _OPTIONAL.match(rest)
    name = optional["name"] if optional else _first_word(rest)
    text = rest[optional.end() if optional else len(name) :]
    joint = _JOINT.match(text)
    text = text[joint.end() :] if joint else text
    default = optional["default"] if optional else None
    if default:
        text = f"{text.rstrip('. ')}. Defaults to {default.strip()}"
    plain = name.lstrip("*.`&,").rstrip("*.`$&,")
    if key == "param" and (not plain or "." in plain or plain.startswith("<")):
        return f"{indent}:member {plain.strip('<>') or 'more'}: {text}"
    return f"{indent}:{key} {plain}: {text or (kind and f'{{{kind}}}')}".rstrip()


def _first_word(text: str) -> str:
    words = text.replace(":", " ", 1).replace("：", " ", 1).split(None, 1)
    return text[: len(words[0])] if words else ""


def under_headings(lines: list[str]) -> list[str]:
    """Lines with Markdown headings as sections: ``# Arguments`` with bullets below; none is added or lost."""
    result: list[str] = []
    inside = fenced = False
    for line in lines:
        fenced ^= line.lstrip().startswith("```")
        heading = None if fenced else _HEADING.fullmatch(line)
        title = _TITLES.get(heading["title"].lower()) if heading is not None else None
        if heading is not None:
            inside = title is not None
            result.append(title or line)
            continue
        bullet = _BULLET.match(line) if inside and not fenced else None
        if bullet is not None:
            name = bullet["quoted"] or bullet["plain"]
            result.append(f"    {name}: {line[bullet.end() :]}".rstrip())
        else:
            result.append(f"    {line}" if inside and line.strip() else line)
    return result


def has_headings(text: str) -> bool:
    """Whether a Markdown heading of ``text`` names a section."""
    if "# " not in text:
        return False
    matches = map(_HEADING.fullmatch, text.split("\n"))
    return any(match is not None and match["title"].lower() in _TITLES for match in matches)
