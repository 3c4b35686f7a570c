r"""Docstrings taken apart: parameters, results, exceptions, in every style that is in use, English or Chinese.

>>> read_docstring("取整。\n\n参数：\n    x (int)：数值，默认为 3").parameters[0].default
'3'
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from postil.claims.defaults import default_in
from postil.claims.doctags import NAMES, has_headings, sphinx_field, under_headings
from postil.claims.model import DocItem, DocSections, DocStyle
from postil.text.lazy import regex

if TYPE_CHECKING:
    from docstring_parser.common import Docstring, DocstringMeta

_LIMIT = 100_000
_HEADERS = {
    "Args": "Args|Arguments|Params|Parameters|参数|参数说明|入参|形参|输入|输入参数|传入参数",
    "Returns": "Returns?|返回|返回值|返回结果|返回内容|输出|返回说明",
    "Yields": "Yields?|生成|产出|逐个产出|生成值|产生",
    "Raises": "Raises?|Exceptions?|Except|异常|抛出|抛出异常|可能抛出|引发|引发异常|异常说明",
    "Attributes": "Attributes|属性|字段|成员",
    "Examples": "Examples?|示例|例子|用法|样例",
    "Note": "Notes?|Warnings?|See Also|References|Todo|注意|说明|备注|注|参考|提示|警告",
}
_NUMPY_NAMES = {"Args": "Parameters", "Note": "Notes"}
_HEADER = regex(
    r"[ \t]{0,40}(?:"
    + "|".join(f"(?P<{name}>{forms})" for name, forms in _HEADERS.items())
    + r")[ \t]?(?P<mark>[:：]?)[ \t]*"
)
_RULE_LINE = regex(r"[ \t]*[-=]{3,}[ \t]*")
_WIDE_ITEM = regex(r"([ \t]*\*{0,2}[A-Za-z_][\w.]*[ \t]*(?:[(（][^()（）\n]{0,80}[)）])?[ \t]*)：[ \t]*")
_SPHINX = regex(
    r"(?m)^[ \t]*:(?:param|parameter|arg|type|returns?|rtype|raises?|yields?|ytype|except|exception|[ic]var)\b"
)
_EPYTEXT = regex(rf"(?m)^[ \t]*[@\\]{NAMES}\b")
_ITEM = regex(r"[ \t]*(?:[:@\\*-][^:\n]*?[ \t\[`])?\\?\*{0,2}\0(?![\w.\0])")
"""The beginning of a line that describes an item, whose name is a NUL: to compile it for each name costs more."""
_SECTION_KEYS = {
    "Args": ("param", "arg", "argument", "parameter", "key", "keyword", "attribute", "other_param"),
    "Raises": ("raises", "raise", "except", "exception"),
}


@lru_cache(maxsize=1024)
def read_docstring(text: str) -> DocSections:
    """The sections of a docstring; what cannot be parsed is ``plain`` text.

    Never raises. Only the first 100,000 characters are read.
    """
    text = text[:_LIMIT]
    lines = text.split("\n")
    if has_headings(text):
        lines = under_headings(lines)
        text = "\n".join(lines)
    style, present = _detect(text, lines)
    plain = DocSections("plain", _summary(lines))
    if style == "plain":
        return plain
    parsed = _parse("\n".join(_normalised(lines, style)), style)
    if parsed is None:
        return plain
    return _sections(parsed, lines, style, present)


def section_named(title: str) -> str | None:
    """The English name of the section with that header (without its colon), ``None`` if no parser reads it."""
    match = _HEADER.fullmatch(title) if len(title) <= 80 else None
    return None if match is None or match["mark"] else _name_of(match)


def _summary(lines: list[str]) -> str:
    """The first paragraph, as one line."""
    collected: list[str] = []
    for line in lines:
        stripped = line.strip()
        if (not stripped and collected) or _is_field(line):
            break
        if stripped:
            collected.append(stripped)
    return " ".join(collected)


def _is_field(line: str) -> bool:
    header = _HEADER.fullmatch(line) if len(line) <= 80 else None
    return bool(header and header.group("mark")) or bool(_SPHINX.match(line) or _EPYTEXT.match(line))


def _detect(text: str, lines: list[str]) -> tuple[DocStyle, frozenset[str]]:
    """The style and, for styles with headers, the sections that are present."""
    if "\n" not in text and ":" not in text and "@" not in text:
        return "plain", frozenset()
    headers, underlined = _headers(lines)
    if headers and underlined:
        return "numpy", headers
    if headers:
        return "google", headers
    if _SPHINX.search(text):
        return "sphinx", frozenset()
    if _EPYTEXT.search(text):
        return "epytext", frozenset()
    return "plain", frozenset()


def _headers(lines: list[str]) -> tuple[frozenset[str], bool]:
    found: set[str] = set()
    underlined = False
    for number, line in enumerate(lines):
        match = _HEADER.fullmatch(line) if len(line) <= 80 else None
        if match is None:
            continue
        ruled = number + 1 < len(lines) and _RULE_LINE.fullmatch(lines[number + 1]) is not None
        if ruled or (match.group("mark") and len(lines) > 1):
            found.add(str(match.lastgroup if match.lastgroup != "mark" else _name_of(match)))
            underlined |= ruled
    return frozenset(found), underlined


def _name_of(match: re.Match[str]) -> str:
    return next(name for name in _HEADERS if match.group(name))


def _normalised(lines: list[str], style: DocStyle) -> list[str]:
    """The same lines in the English form of their style; none is added or taken away."""
    if style == "epytext":
        return [sphinx_field(line) for line in lines]
    result: list[str] = []
    foreign = False
    for number, line in enumerate(lines):
        if style == "numpy" and number + 1 < len(lines) and _RULE_LINE.fullmatch(lines[number + 1]):
            foreign = bool(line) and not line[0].isspace() and _HEADER.fullmatch(line[:80]) is None
        if foreign:
            result.append("")  # a section that the parser does not know, and would take for entries
            continue
        if (
            style == "numpy"
            and number
            and _RULE_LINE.fullmatch(line)
            and _HEADER.fullmatch(lines[number - 1][:80])
        ):
            result.append(line[: len(line) - len(line.lstrip())] + "-" * len(result[-1].strip()))
            continue
        header = _HEADER.fullmatch(line) if style in {"google", "numpy"} and len(line) <= 80 else None
        if header is not None and style == "google" and header.group("mark") and not _has_body(lines, number):
            result.append("")
        elif header is not None and (header.group("mark") or style == "numpy"):
            indent = line[: len(line) - len(line.lstrip())]
            name = _name_of(header)
            result.append(indent + (_NUMPY_NAMES.get(name, name) if style == "numpy" else f"{name}:"))
        else:
            wide = _WIDE_ITEM.match(line)
            result.append(
                f"{wide.group(1).rstrip()}: {line[wide.end() :]}".replace("（", "(").replace("）", ")", 1)
                if wide
                else line
            )
    return (
        [re.sub(r"^([ \t]*:[^:：\n]{1,80})：", r"\1: ", line) for line in result]
        if style == "sphinx"
        else result
    )


def _has_body(lines: list[str], header: int) -> bool:
    """Whether something indented deeper follows a header (the parser refuses an empty section)."""
    for line in lines[header + 1 : header + 50]:
        if line.strip():
            return len(line) - len(line.lstrip()) > len(lines[header]) - len(lines[header].lstrip())
    return False


def _parse(text: str, style: DocStyle) -> Docstring | None:
    from docstring_parser import DocstringStyle, ParseError, parse  # noqa: PLC0415 - loaded when a section is seen

    styles = {"google": DocstringStyle.GOOGLE, "numpy": DocstringStyle.NUMPYDOC}
    try:
        return parse(text, style=styles.get(style, DocstringStyle.REST))
    except (ParseError, ValueError, IndexError, KeyError, TypeError, AttributeError):
        return None  # the package stumbles over some damaged fields in other ways than its own error


def _sections(parsed: Docstring, lines: list[str], style: DocStyle, present: frozenset[str]) -> DocSections:
    finder = _Finder(lines)
    groups: dict[str, list[DocItem]] = {
        "Args": [],
        "Returns": [],
        "Yields": [],
        "Raises": [],
        "Attributes": [],
    }
    for meta in parsed.meta:
        key = _group(meta)
        if key is not None:
            item = _item(meta, key, finder)
            if item.name or item.text or item.type:
                groups[key].append(item)
    if not groups["Returns"] and style in {"sphinx", "epytext"}:
        groups["Returns"].extend(_bare_result_type(lines))

    def section(name: str) -> tuple[DocItem, ...] | None:
        return tuple(groups[name]) if groups[name] or name in present else None

    return DocSections(
        style,
        _summary(lines),
        section("Args"),
        section("Returns"),
        section("Yields"),
        section("Raises"),
        section("Attributes"),
    )


def _bare_result_type(lines: list[str]) -> list[DocItem]:
    """A result of which only the type is given; the parser drops it."""
    for number, line in enumerate(lines):
        match = re.match(r"[ \t]*[:@]rtype:?[ \t]*(\S.*)", line)
        if match:
            return [DocItem(None, "", number, match.group(1).strip())]
    return []


def _group(meta: DocstringMeta) -> str | None:
    key = (meta.args[0] if meta.args else "").lower()
    if key in {"attribute", "attr", "ivar", "cvar", "var", "attributes"}:
        return "Attributes"
    if key in {"yields", "yield"}:
        return "Yields"
    if key in {"returns", "return", "rtype"}:
        return "Yields" if getattr(meta, "is_generator", False) else "Returns"
    return next((name for name, keys in _SECTION_KEYS.items() if key in keys), None)


def _item(meta: DocstringMeta, key: str, finder: _Finder) -> DocItem:
    text = (meta.description or "").strip()
    kind: str | None = getattr(meta, "type_name", None)
    if key in {"Args", "Attributes"}:
        written = str(getattr(meta, "arg_name", None) or (meta.args[-1] if len(meta.args) > 1 else ""))
        name: str | None = written.lstrip("*").replace("\\*", "").strip() or None
        line = finder.find(written, text)
        if kind is None and text.startswith("{") and text.endswith("}"):
            kind, text = text[1:-1].strip(), ""  # JSDoc's ``@param {number} size``, and no word of it
        if name and name[0] >= "\u4e00" and kind and kind.isascii() and kind.isidentifier():
            name, kind, text = kind, None, f"{name}: {text}"  # ``:param limit 上限：``, the colon too late
    elif key == "Raises":
        name, kind = kind, None
        line = finder.find(name or "", text)
    else:
        name = getattr(meta, "return_name", None)
        line = finder.find(name or "", text or kind or "")
    default = _default(getattr(meta, "default", None), text) if key == "Args" else None
    return DocItem(name, " ".join(text.split()), line, kind, default)


def _default(given: str | None, text: str) -> str | None:
    """The default; a number as the text has it whole: ``10,000``, ``95%``."""
    return given if given and not given.isdigit() else default_in(text) or given


class _Finder:
    """Finds the line of each item in the docstring, going down only."""

    def __init__(self, lines: list[str]) -> None:
        self._lines = lines
        self._next = 1 if len(lines) > 1 else 0

    def find(self, name: str, text: str) -> int:
        """The line (from 0) where an item called ``name`` with this text stands."""
        first = text.split("\n", 1)[0].strip()
        bare = name.lstrip("*") or name
        for number in range(self._next, len(self._lines)):
            line = self._lines[number]
            if bare in line and _ITEM.match(line.replace(bare, "\0")) if bare else first and first in line:
                self._next = number
                return number
        return min(self._next, len(self._lines) - 1)
