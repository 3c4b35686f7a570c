"""What an import brings: pairs of local and full name."""

from __future__ import annotations

import re

from postil.facts.model import Effect
from postil.facts.python_draft import Draft
from postil.facts.treesitter.grammar import SyntaxNode
from postil.facts.treesitter.walk import Walk

_PATH = re.compile(r"[\"'<]([^\"'<>]*)[\"'>]")
_NAME = re.compile(
    r"(?P<name>\*|[^\W\d][\w$]*(?:(?:\.|::)(?:[^\W\d][\w$]*|\*))*)(?P<opens>::\{)?(?:\s+as\s+(?P<alias>[\w$]+))?|\}"
)
_WORDS = frozenset("import static use pub from type include mod crate using namespace export extern".split())


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
    """The names that an import statement brings, whatever its language, each with its full name."""
    path = _PATH.search(text)
    origin = path[1] if path else ""
    prefixes = [f"{origin}."] if origin else [""]
    pairs: list[tuple[str, str]] = []
    for match in _NAME.finditer(text[: path.start()] if path else text):
        name = (match["name"] or "").replace("::", ".")
        if not name:
            prefixes = prefixes[:-1] or [""]
        elif match["opens"]:
            prefixes.append(f"{prefixes[-1]}{name}.")
        elif name not in _WORDS:
            local = match["alias"] or name.rpartition(".")[2]
            pairs.append((local, f"{prefixes[-1]}{name}"))
    if not pairs and origin:
        return [(origin.rpartition("/")[2].partition(".")[0], origin)]
    return pairs
