"""A plain tokeniser for lines that no parser can read: names, constants and operators, by regex alone."""

from __future__ import annotations

import re
from keyword import kwlist

from postil.facts.model import Literal
from postil.facts.python_draft import Draft
from postil.facts.python_expressions import OPERATORS
from postil.facts.python_literals import number_value, string_value

_TOKEN = re.compile(
    r"""(?P<comment>\#[^\n]*)
      | (?P<escape>\\.)
      | (?P<string>[rbuftRBUFT]{0,2}(?:\"{3}(?:[^\"\\]|\\.|\"(?!\"\"))*\"{3}|'{3}(?:[^'\\]|\\.|'(?!''))*'{3}
        |\"(?:[^\"\\\n]|\\.)*\"|'(?:[^'\\\n]|\\.)*'))
      | (?P<number>(?:\d[\w.]*|\.\d[\w.]*))
      | (?P<name>[^\W\d]\w*)
      | (?P<operator>\*\*=?|//=?|>>=?|<<=?|[-+*/%@&|^]=|:=|[<>=!]=|[-+*/%@&|^~<>])""",
    re.VERBOSE | re.DOTALL,
)
_WORD = re.compile(r"[^\W\d]\w*")
_KEYWORDS = frozenset(kwlist)
_CONSTANTS: dict[str, Literal] = {
    "True": Literal("bool", "True", True),
    "False": Literal("bool", "False", False),
    "None": Literal("none", "None", None),
}
MOST_CHARACTERS = 100_000  # of one unreadable line


def tokenise(text: str, draft: Draft) -> None:
    """Add the names, constants and operators of ``text`` to ``draft``, in order."""
    for match in _TOKEN.finditer(text, 0, MOST_CHARACTERS):
        kind, token = match.lastgroup, match[0]
        if kind == "name":
            _add_word(token, draft)
        elif kind == "number":
            draft.literals.append(Literal("number", token, number_value(token)))
        elif kind == "string":
            draft.literals.append(Literal("string", token, string_value(token)))
        elif kind == "operator":
            draft.operators.append(token)


def names_in(text: str) -> tuple[str, ...]:
    """The words of ``text`` that are not Python's own: cheaper and cruder than ``tokenise``."""
    return tuple(word for word in _WORD.findall(text, 0, MOST_CHARACTERS) if word not in _KEYWORDS)


def _add_word(word: str, draft: Draft) -> None:
    if word in _CONSTANTS:
        draft.literals.append(_CONSTANTS[word])
    elif word in OPERATORS:
        draft.operators.append(word)
    elif word not in _KEYWORDS:
        draft.names.append(word)
