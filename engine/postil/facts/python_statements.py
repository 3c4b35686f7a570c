"""Reads a syntax tree of Python into statements, functions and classes, in the order of the text.

One loop over a stack of blocks; ``READERS`` says who reads what.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, TypeAlias

from msgspec.structs import replace

from postil.facts import python_compound as compound
from postil.facts import python_definitions as definitions
from postil.facts import python_simple as simple
from postil.facts.model import SyntaxProblem
from postil.facts.python_expressions import Collector
from postil.facts.python_reading import Blocks, Reading, Scope, significant
from postil.facts.python_syntax import Source, SyntaxNode, kinds

if TYPE_CHECKING:
    from postil.facts.python_repair import Piece  # loaded for damaged code only

Reader: TypeAlias = Callable[[Reading, SyntaxNode, Scope], "Blocks | None"]

_READERS_BY_NAME: dict[str, Reader] = {
    "expression_statement": simple.read_expression,
    "return_statement": simple.read_return,
    "raise_statement": simple.read_raise,
    "assert_statement": simple.read_assert,
    "delete_statement": simple.read_delete,
    "import_statement": simple.read_import,
    "import_from_statement": simple.read_import,
    "future_import_statement": simple.read_import,
    "type_alias_statement": simple.read_type_alias,
    "pass_statement": simple.read_plain,
    "break_statement": simple.read_plain,
    "continue_statement": simple.read_plain,
    "global_statement": simple.read_plain,
    "nonlocal_statement": simple.read_plain,
    "print_statement": simple.read_python2,
    "exec_statement": simple.read_python2,
    "if_statement": compound.read_if,
    "elif_clause": compound.read_elif,
    "else_clause": compound.read_else,
    "for_statement": compound.read_for,
    "while_statement": compound.read_while,
    "with_statement": compound.read_with,
    "match_statement": compound.read_match,
    "case_clause": compound.read_case,
    "try_statement": compound.read_try,
    "except_clause": compound.read_except,
    "except_group_clause": compound.read_except,
    "finally_clause": compound.read_finally,
    "function_definition": definitions.read_function,
    "class_definition": definitions.read_class,
    "decorated_definition": definitions.read_decorated,
}
READERS = {kind: reader for name, reader in _READERS_BY_NAME.items() for kind in kinds(name)}


def read_statements(source: Source, pieces: Mapping[int, Piece] | None = None) -> Reading:
    """Read all statements of ``source``, and in place of their placeholders those of ``pieces``."""
    reading = Reading()
    waiting = dict(pieces or ())
    root = source.tree.root_node
    top = Scope(Collector(source))
    first = next(iter(significant(root)), None)
    if first is not None and first.start_point.row not in waiting:
        definitions.note_docstring(reading, first, top, None)
    work: Blocks = [(root, top)]
    while work:
        node, scope = work.pop()
        reader = READERS.get(node.kind_id)
        if reader is None:
            work.extend([(child, scope) for child in node.named_children[::-1]])
        elif waiting and scope.source is source and node.start_point.row in waiting:
            work.extend(reversed(read_piece(reading, node, scope, waiting.pop(node.start_point.row))))
        else:
            work.extend(reversed(reader(reading, node, scope) or ()))
    return reading


def read_piece(reading: Reading, node: SyntaxNode, scope: Scope, piece: Piece) -> Blocks:
    """What stands in the place of ``node``, with the blocks and branches that hang on ``node``."""
    if piece.fault:
        note_problem(reading, piece)
    index = len(reading.drafts)
    completed = piece.completed() if piece.kind == "part" else None
    blocks: Blocks = []
    if completed is None:
        _read_unreadable(reading, node, scope, piece)
    else:
        own_source, own_node = completed
        within = replace(scope, reader=Collector(own_source))
        if own_node.type == "decorator":
            definitions.read_decorator(reading, own_node, within)
        else:
            blocks = READERS[own_node.kind_id](reading, own_node, within) or []
    inside = blocks[0][1] if blocks else scope.inside(reading.drafts[index])
    for child in node.children:
        if child.type == "block":
            blocks.append((child, replace(inside, reader=scope.reader)))
    return blocks + [(branch, scope) for branch in node.children_by_field_name("alternative")]


def _read_unreadable(reading: Reading, node: SyntaxNode, scope: Scope, piece: Piece) -> None:
    from postil.facts.python_tokens import tokenise  # noqa: PLC0415 - only for damaged code

    draft = reading.open(node, "magic" if piece.kind == "magic" else "error", scope)
    draft.text = piece.text.strip()
    draft.column = piece.column
    draft.end_line = draft.body_end = piece.last + 1
    tokenise(draft.text, draft)


def note_problem(reading: Reading, piece: Piece) -> None:
    """Say what is wrong with a piece, if it is."""
    what = "stands without its statement" if piece.kind == "part" else "cannot be read as Python"
    first = piece.text.strip().partition("\n")[0]
    quoted = first if len(first) <= 60 else f"{first[:57]}..."
    reading.problems.append(SyntaxProblem(piece.first + 1, piece.column, f"{what}: {quoted}"))
