"""What an import brings: pairs of local and full name."""

from __future__ import annotations

import re

from postil.facts.model import Effect
from postil.facts.python_draft import Draft
from postil.facts.treesitter.grammar import SyntaxNode
from postil.facts.treesitter.walk import Walk

_PATH = re.compile(r"[\"'<]([^\"'<>]*)[\"'>]")
_DOTTED = re.compile(r"\*|[^\W\d][\w$]*(?:(?:\.|::)(?:[^\W\d][\w$]*|\*))*")
_WORDS = frozenset(
    "import package static use pub from as type include mod crate using namespace export".split()
)


def note_imports(walk: Walk, node: SyntaxNode, draft: Draft) -> None:
    """Add what ``node`` imports to the imports, and bind the local names."""
    if draft.text.startswith("package"):
        return
    for local, full in _pairs(walk.source.of(node)):
        walk.imports.append((local, full))
        if local != "*" and local.isidentifier() and local not in draft.targets:
            draft.targets.append(local)
            draft.effects.append(Effect("bind", local))


def _pairs(text: str) -> list[tuple[str, str]]:
    """The names that an import statement brings, whatever its language."""
    path = _PATH.search(text)
    before = text[: path.start()] if path else text
    origin = path[1] if path else ""
    names = [name.replace("::", ".") for name in _DOTTED.findall(before) if name not in _WORDS]
    if not names and origin:
        last = origin.rpartition("/")[2].partition(".")[0]
        return [(last, origin)]
    if origin:
        return [(name, f"{origin}.{name}") for name in names]
    return [(name.rpartition(".")[2] or name, name) for name in names]
