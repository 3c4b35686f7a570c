"""How good a model's answer to an issue is: its code parses, its names exist, it is near the best answers given."""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec import Struct

from postil.embedders.base import Embedder
from postil.facts.registry import facts_of
from postil.names import known_names
from postil.reading.fences import fences, outside
from postil.records import Row
from postil.text.lazy import regex
from postil.text.mentions import find_mentions

_WEIGHTS = {"similarity": 0.6, "names": 0.2, "code": 0.2}
_PYTHON = ("", "python", "py", "python3", "pycon", "py3")
_PROMPT = regex(r"^[ \t]*(?:>>>|\.\.\.) ?", re.MULTILINE)
_NAME = regex(r"[A-Za-z_]\w*")
_ELEMENTS = ("code", "call", "dotted", "snake", "camel", "constant")


class AnswerQuality(Struct, frozen=True):
    """What can be said of an answer, each in [0, 1] or ``None`` where it does not apply.

    ``code``: share of its code blocks that parse. ``names``: share of the code elements it names that occur in the
    question or in a reference, are bound in its own code, or are Python's. ``similarity``: to the nearest reference, of number
    ``nearest``. ``overall``: their mean with weights 2, 2 and 6, 0-100.
    """

    code: float | None
    names: float | None
    similarity: float | None
    nearest: int | None
    overall: float | None


def answer_quality(body: str, row: Row, embedder: Embedder) -> AnswerQuality:
    """The quality of ``body`` as an answer to ``row``, whose references are the answers that people gave."""
    blocks = [code_of(block.text) for block in fences(body) if block.info.split(" ")[0] in _PYTHON]
    likeness = [embedder.similarity(body, given.text) for given in row.references]
    parts = {
        "code": _mean([not facts_of(block, "python").problems for block in blocks if block.strip()]),
        "names": _known_share(body, blocks, row),
        "similarity": max(likeness, default=None),
    }
    weight = sum(_WEIGHTS[name] for name, value in parts.items() if value is not None)
    total = sum(_WEIGHTS[name] * value for name, value in parts.items() if value is not None)
    return AnswerQuality(
        **parts,
        nearest=likeness.index(max(likeness)) if likeness else None,
        overall=round(100.0 * total / weight, 4) if weight else None,
    )


def code_of(block: str) -> str:
    """The code of a block; of a session with prompts, what was typed."""
    lines = block.splitlines()
    typed = [line for line in lines if _PROMPT.match(line)]
    return "\n".join(_PROMPT.sub("", line) for line in typed) if typed else block


def _known_share(body: str, blocks: Sequence[str], row: Row) -> float | None:
    """The share of the code elements named outside the code blocks that exist somewhere."""
    named = [m.text for m in find_mentions(outside(body, fences(body))) if m.kind in _ELEMENTS]
    parts = [part for name in named if (part := _NAME.findall(name))]
    if not parts:
        return None
    given = (row.description, row.snippet.code, *(reference.text for reference in row.references))
    own = facts_of("\n".join(blocks), "python")
    known = (
        known_names(facts_of(row.snippet.code, "python")) | own.bound | {alias for alias, _ in own.imports}
    )
    known |= {word for text in given for word in _NAME.findall(text)}
    return _mean([known.issuperset(part) for part in parts])


def _mean(values: Sequence[bool]) -> float | None:
    return sum(values) / len(values) if values else None
