"""What a call changes, told by its name: input and output, and methods that change their object."""

from __future__ import annotations

from typing import TYPE_CHECKING

from postil.facts.model import Effect
from postil.facts.python_draft import Draft
from postil.facts.treesitter.grammar import SyntaxNode, first

if TYPE_CHECKING:
    from postil.facts.treesitter.collector import Collector

MUTATING = frozenset(
    "add addAll put putAll putIfAbsent push push_back push_front emplace emplace_back append extend insert remove"
    " removeAll removeIf pop pop_back pop_front shift unshift splice sort reverse clear set delete erase offer poll"
    " addFirst addLast removeFirst removeLast enqueue dequeue retain truncate drain fill setLength".split()
)
IO = frozenset(
    "println print printf eprintln eprint write writeln read readLine readln readline readFile readFileSync writeFile"
    " writeFileSync flush fopen fread fwrite fprintf puts fputs scanf fscanf Println Printf Print Fprintf Fprintln"
    " ReadFile WriteFile ReadAll Write Read open create_file read_to_string write_all fetch".split()
)
_CONSOLES = frozenset(("console", "log", "logger", "LOG", "LOGGER"))


def note_effects(callee: SyntaxNode, name: str, draft: Draft, collector: Collector) -> None:
    """Note what the call of ``callee``, named ``name``, changes."""
    owner, _, last = name.rpartition(".")
    if last in IO or owner in _CONSOLES:
        draft.effects.append(Effect("io", name))
    if last not in MUTATING:
        return
    grammar = collector.grammar
    receiver = first(callee, grammar.owner) if callee.kind_id in grammar.members else None
    if (
        receiver is not None
        and receiver.kind_id in grammar.identifiers | grammar.members
        and owner[:1].islower()
    ):
        draft.effects.append(Effect("mutate", collector.excerpt(receiver)))
