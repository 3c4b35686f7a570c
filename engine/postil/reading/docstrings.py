"""Answers that are a bare docstring in its quotes, fenced or not."""

from __future__ import annotations

import re

from postil.facts.doctext import plain_remark
from postil.facts.python_docstrings import clean
from postil.reading.answered import Answered, weight
from postil.reading.query import looks_like_code
from postil.records import Comment
from postil.text.lazy import regex

_DOCSTRING = regex(r"^[ \t]{0,40}[rRuU]?(\"\"\"|''')(.*?)(?:\1|\Z)", re.DOTALL | re.MULTILINE)
_DOC_COMMENT = regex(
    r"^[ \t]{0,40}(?:/\*(?:[^*]|\*(?!/))*(?:\*/|\Z)|//[^\n]*(?:\n[ \t]{0,40}//[^\n]*)*)", re.MULTILINE
)
_FENCE_MARK = regex(r"^[ \t]*(?:```|~~~).*$", re.MULTILINE)


def read_bare_docstring(text: str, language: str = "python") -> Answered | None:
    """The docstring or doc comment that ``text`` consists of, talk around it left out.

    ``None`` when there is none, or code beside it.
    """
    match = (_DOCSTRING if language == "python" else _DOC_COMMENT).search(text)
    if match is None:
        return None
    around = _FENCE_MARK.sub("", text[: match.start()] + "\n" + text[match.end() :])
    docstring = clean(match[2]) if language == "python" else plain_remark(match[0])
    if looks_like_code(around) or not docstring.strip():
        return None
    return Answered((Comment(text=docstring, kind="docstring"),), weight(around))
