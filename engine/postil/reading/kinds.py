"""Whether a remark about a whole snippet is a docstring or a summary."""

from __future__ import annotations

import re

from postil.records import CommentKind
from postil.text.lazy import regex

_SECTION = regex(
    r"^[ \t]*(?:"
    r"(?:Args|Arguments|Parameters|Params|Returns?|Yields?|Raises|Attributes|Examples?|Notes?|Warns|See Also)[ \t]*:[ \t]*$"
    r"|(?:参数|返回值?|返回|异常|抛出|示例|说明)[ \t]*[:：][ \t]*$"
    r"|[:@](?:param|parameter|arg|argument|returns?|rtype|type|raises?|except|exception|throws)\b[^:\n]{0,200}:"
    r"|-{3,}[ \t]*$"
    r")",
    re.MULTILINE,
)
_PARAGRAPHS = regex(r"\S[ \t]*\n[ \t]*\n[ \t]*\S")


def has_sections(text: str) -> bool:
    """Whether ``text`` has docstring sections: Google, NumPy, Sphinx or Epytext style, English or Chinese."""
    return _SECTION.search(text) is not None


def kind_of_whole(text: str) -> CommentKind:
    """``docstring`` for a text with docstring sections or several paragraphs, else ``summary``."""
    return "docstring" if has_sections(text) or _PARAGRAPHS.search(text) else "summary"
