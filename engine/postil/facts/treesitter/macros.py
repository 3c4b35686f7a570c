"""What the preprocessor of C and C++ takes away before a compiler reads: macros beside declarations, other branches.

Without the preprocessor no grammar can read ``UTIL_API``, ``NON_NULL_ARGS(3)`` or ``LIB_NOEXCEPT``: they are
taken for types and names. By convention they are written in capitals, with an underscore. And where ``#if`` and
``#else`` begin the same block twice, only one of them can be read.
"""

from __future__ import annotations

import re
from functools import lru_cache

_MACRO = r"[A-Z][A-Z0-9]*_[A-Z0-9_]*\b"
_ARGUMENTS = r"(?:[ \t]*\([\w \t,:*&\"+.-]*\))?"
# On a line of its own; before a type and a name; behind the parameters; before the name of a class; before that
# of a function.
_BESIDE = rf"""
    (?<![,(=|&+?<-])\n[ \t]*(?P<alone>{_MACRO}{_ARGUMENTS})[ \t]*$(?!\s*(?:[-+*%|&=<>?.,)\]"]|/[^/*]))
  | ^[ \t]*(?:(?:static|inline|extern|virtual|explicit|friend|constexpr)[ \t]+)*
    (?P<before>{_MACRO}{_ARGUMENTS})(?=\s+\w[\w:<>,]*[ \t*&][^\n(){{}};="]*\()
  | \)(?:[ \t]*\b(?:const|override|final|noexcept)\b)*\s*(?P<behind>{_MACRO}{_ARGUMENTS})(?=\s*[:{{;])
  | \b(?:class|struct|union|enum)[ \t]+(?P<named>{_MACRO}{_ARGUMENTS})(?=[ \t]+\w)
  | [\w*&>][ \t]+(?P<called>WINAPI|CALLBACK|APIENTRY)(?=[ \t]+\w+\()
"""
_DIRECTIVE = r"^[ \t]*#[ \t]*(?P<word>if|ifdef|ifndef|elif|else|endif)\b(?:\\\n|.)*"
_DIALECT = r"^[ \t]*(?:template[ \t]*<|namespace\b[^;\n]*\{|class[ \t]+\w[^;{\n]*\s*\{|(?:public|private|protected)[ \t]*:)"
_PASSES = 2  # what stands before a declaration may be two of them


@lru_cache(maxsize=1)
def _beside() -> re.Pattern[str]:
    return re.compile(_BESIDE, re.VERBOSE | re.MULTILINE)


def without_macros(text: str) -> str:
    """``text`` with spaces in the place of such macros, so that all else stands where it stood."""
    for _ in range(_PASSES):
        text = _beside().sub(_blank, text)
    return text


def _blank(match: re.Match[str]) -> str:
    name = match.lastgroup or ""
    start, end = match.start(name) - match.start(), match.end(name) - match.start()
    return f"{match[0][:start]}{' ' * (end - start)}{match[0][end:]}"


def is_dialect(text: str) -> bool:
    """Whether ``text``, of C by its name, is surely C++."""
    return _dialect().search(text) is not None


def first_branches(text: str) -> str:
    """``text`` with spaces in the place of conditional directives and of all branches but each first one."""
    parts, end, left_out = [], 0, [False]
    for match in _directives().finditer(text):
        between = text[end : match.start()]
        parts += [_spaces(between) if left_out[-1] else between, _spaces(match[0])]
        end, word = match.end(), match["word"]
        if word.startswith("if"):
            left_out.append(left_out[-1])
        elif len(left_out) > 1:
            left_out[-1] = True
            if word == "endif":
                left_out.pop()
    return "".join((*parts, text[end:]))


@lru_cache(maxsize=1)
def _directives() -> re.Pattern[str]:
    return re.compile(_DIRECTIVE, re.MULTILINE)


@lru_cache(maxsize=1)
def _dialect() -> re.Pattern[str]:
    return re.compile(_DIALECT, re.MULTILINE)


def _spaces(text: str) -> str:
    """Spaces that take the bytes of ``text``, and its line ends."""
    return "\n".join(" " * len(row.encode()) for row in text.split("\n"))
