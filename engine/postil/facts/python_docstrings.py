"""Docstrings: which string is one, and its text as a reader sees it."""

from __future__ import annotations

from postil.facts.python_literals import string_prefix, string_value
from postil.facts.python_syntax import Source, SyntaxNode, kinds

_STATEMENTS = kinds("expression_statement")


def docstring_value(source: Source, statement: SyntaxNode) -> str | None:
    """The meaning of a statement that is nothing but plain strings, else ``None``."""
    if statement.kind_id not in _STATEMENTS or statement.child_count != 1:
        return None
    node = statement.children[0]
    while node.type == "parenthesized_expression" and len(node.named_children) == 1:
        node = node.named_children[0]
    parts = node.named_children if node.type == "concatenated_string" else [node]
    values: list[str] = []
    for part in parts:
        if part.type == "comment":
            continue
        text = source.of(part)
        if part.type != "string" or string_prefix(text) not in ("", "r", "u"):
            return None
        values.append(string_value(text))
    return "".join(values)


def clean(text: str) -> str:
    """``text`` with the indentation of its source removed, as ``inspect.cleandoc`` does."""
    lines = text.expandtabs().split("\n")
    margin = min((len(line) - len(line.lstrip()) for line in lines[1:] if line.strip()), default=0)
    lines = [lines[0].lstrip(), *(line[margin:] for line in lines[1:])]
    while lines and not lines[-1]:
        lines.pop()
    while lines and not lines[0]:
        lines.pop(0)
    return "\n".join(lines)
