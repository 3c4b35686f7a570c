"""The comments that stand in source, and the lines that convention gives them.

As in Python (see ``python_comments``), but for doc comments: they stand above their function or class and
speak of it from first line to last; one that stands above nothing, at the head of the file, speaks of all.
"""

from __future__ import annotations

from postil.facts.comment_places import Places, own_line
from postil.facts.model import Class, Facts, Function
from postil.facts.python_lines import rows_of
from postil.facts.python_syntax import normalise
from postil.facts.registry import facts_of
from postil.facts.treesitter.grammar import Grammar
from postil.facts.treesitter.mending import mended
from postil.facts.treesitter.remarks import Remark, remarks_of
from postil.facts.treesitter.unread import excess
from postil.records import Comment


def comments_in(code: str, grammar: Grammar) -> tuple[Comment, ...]:
    """All remarks in ``code``, in order."""
    text = normalise(code)
    if excess(text, rows_of(text)) is not None or ("//" not in text and "/*" not in text):
        return ()
    facts = facts_of(code, grammar.table.name)
    owners: dict[int | None, Function | Class] = {}
    owners.update((owner.docstring_line, owner) for owner in reversed(facts.classes))
    owners.update((function.docstring_line, function) for function in reversed(facts.functions))
    owners.pop(None, None)
    places = Places(facts)
    source, _ = mended(text, grammar)
    return tuple(
        _comment(remark, owners.get(remark.first + 1), facts, places)
        for remark in remarks_of(source)
        if remark.text
    )


def _comment(remark: Remark, owner: Function | Class | None, facts: Facts, places: Places) -> Comment:
    if owner is not None:
        return Comment(
            text=remark.text,
            kind="docstring",
            line_number=owner.line,
            end_line_number=owner.end_line,
            at_line=remark.first + 1,
            at_column=remark.column,
            symbol=owner.qualname,
        )
    if not remark.own:
        statement = facts.at(remark.first + 1)
        line = remark.first + 1 if statement is None else statement.line
        return Comment(remark.text, "line", line, at_line=remark.first + 1, at_column=remark.column)
    return own_line(remark.first, remark.last, remark.column, remark.text, places)
