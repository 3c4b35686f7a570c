r"""Identifiers under other names: in code, in prose about it, and back in what a model answers.

>>> names = new_names("def half(n):\n    return n / 2")
>>> renamed("def half(n):\n    return n / 2", names)
'def alpha(beta):\n    return beta / 2'
>>> restored("Return beta halved.", {new: old for old, new in names.items()})
'Return n halved.'
"""

from __future__ import annotations

import io
import re
import tokenize
from collections.abc import Mapping

from postil.facts.registry import facts_of
from postil.text.lazy import regex

_WORDS = (
    "alpha beta gamma delta epsilon zeta eta theta iota kappa lam mu nu xi omicron pi rho sigma tau upsilon "
    "phi chi psi omega"
).split()
_WORD = regex(r"(?<![\w.])[A-Za-z_]\w*")
_CODE_SPAN = regex(r"(```[^\n]*\n.*?```|`[^`\n]+`)", re.DOTALL)
_FENCED = regex(r"```[^\n]*\n(.*?)```", re.DOTALL)
_BRACES = regex(r"\{[^{}]*\}")
_F_STRING = regex(r"[rR]?[fF][rR]?[\"']")


def new_names(code: str) -> dict[str, str]:
    """A new name for each name that ``code`` binds, unless it is used as a keyword or an attribute too.

    Empty when the code cannot be told apart into tokens, or binds more names than there are new ones. Code in
    Markdown counts as far as it is fenced.
    """
    fenced = "\n".join(match[1] for match in _FENCED.finditer(code))
    code = fenced or code
    facts = facts_of(code, "python")
    keywords = {key for one in facts.statements for call in one.calls for key, _ in call.keywords}
    attributes = set(re.findall(r"\.\s*([A-Za-z_]\w*)", code))
    taken = facts.bound - keywords - attributes - {"self", "cls", "_", "____"}
    bound = [name for name in dict.fromkeys(_WORD.findall(code)) if name in taken]
    free = [word for word in _WORDS if word not in facts.symbols and word not in facts.bound]
    return dict(zip(bound, free, strict=False)) if len(bound) <= len(free) else {}


def renamed(text: str, names: Mapping[str, str], *, prose: bool = False) -> str:
    """``text`` with ``names`` in the place of the old ones; in prose only inside code spans and fences."""
    if not prose:
        return _in_code(text, names)
    return _CODE_SPAN.sub(lambda span: _in_words(span[0], names), text)


def restored(answer: str, names: Mapping[str, str]) -> str:
    """``answer`` with the old names again, wherever a new one stands as a word."""
    return _in_words(answer, names) if names else answer


def _in_words(text: str, names: Mapping[str, str]) -> str:
    return _WORD.sub(lambda match: names.get(match[0], match[0]), text)


def _in_code(code: str, names: Mapping[str, str]) -> str:
    """``code`` with other names; strings and comments stay, f-strings follow. As it was when it has no tokens."""
    try:
        tokens = list(tokenize.generate_tokens(io.StringIO(code).readline))
    except (tokenize.TokenError, SyntaxError):
        return code
    lines = code.split("\n")
    for token in reversed(tokens):
        (row, start), (last, end) = token.start, token.end
        if row != last or row > len(lines):
            continue
        line = lines[row - 1]
        if token.type == tokenize.NAME and not line[:start].rstrip().endswith("."):
            text = names.get(token.string, token.string)
        elif token.type == tokenize.STRING and _F_STRING.match(token.string):
            text = _BRACES.sub(lambda part: _in_words(part[0], names), token.string)
        else:
            continue
        lines[row - 1] = line[:start] + text + line[end:]
    return "\n".join(lines)
