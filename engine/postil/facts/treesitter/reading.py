"""From code to facts: parse, mend what is a fragment or cut off, read, settle."""

from __future__ import annotations

from postil.facts.model import Facts
from postil.facts.python_draft import Draft
from postil.facts.python_lines import rows_of
from postil.facts.python_syntax import normalise
from postil.facts.treesitter.grammar import Grammar
from postil.facts.treesitter.mending import mended
from postil.facts.treesitter.remarks import Remark, remarks_of
from postil.facts.treesitter.settle import settle
from postil.facts.treesitter.source import Source
from postil.facts.treesitter.statements import read_statements
from postil.facts.treesitter.unread import excess, facts_by_lines, read_leftovers
from postil.facts.treesitter.walk import Walk

_MOST_PROBLEMS = 50
_MOST_MISSING = 100
_CLOSING = " \t\f{}()[];,"
# What a doc comment documents that stands above nothing.
_ALONE = (
    "@typedef", "@callback", "@file", "\\file", "@module", "@license", "@defgroup", "\\defgroup", "@name", "\\name",
    "@{", "@}",
)  # fmt: skip


def facts_in(code: str, grammar: Grammar) -> Facts:
    """The facts of ``code``."""
    text = normalise(code)
    rows = rows_of(text)
    too_much = excess(text, rows)
    if too_much is not None:
        return facts_by_lines(rows, grammar, f"too large to be parsed: {too_much}")
    source, problems = mended(text, grammar)
    remarks = remarks_of(source) if "//" in text or "/*" in text else []
    bare = _bare_rows(rows, remarks)
    walk = read_statements(source, _docs(rows, remarks, bare, source))
    if source.root.has_error or source.hidden:
        read_leftovers(rows, bare, walk)
    walk.problems.extend(problems[:_MOST_PROBLEMS])
    settle(walk, len(rows))
    return _facts(grammar.table.name, rows, bare, walk)


def _docs(rows: list[str], remarks: list[Remark], bare: set[int], source: Source) -> dict[int, Remark]:
    """Doc comments by the row of what they stand above.

    A macro on a line of its own may stand between; blank lines and plain comments as well, but for a comment at the head of
    a file: it may be of the file.
    """
    table = source.grammar.table
    adjacent, other = table.docs == "adjacent", table.other_docs
    docs = [
        remark
        for remark in remarks
        if remark.text and remark.own and (remark.doc or adjacent)
        if not rows[remark.first].lstrip().startswith(other)
    ]
    found: dict[int, Remark] = {}
    starts = {remark.first for remark in docs}
    opening = next((row for row in range(len(rows)) if row not in bare), len(rows)) if docs else 0
    for remark in docs:
        below = remark.last + 1
        while below in source.hidden:
            below += 1
        found[remark.last] = found[below] = remark
        if remark.doc and below in bare and remark.first > opening and not _stands_alone(remark):
            while (
                (below in bare or below in source.hidden) and below not in starts and not _closes(rows[below])
            ):
                below += 1
            found[below] = remark
    return found


def _stands_alone(remark: Remark) -> bool:
    """Whether a doc comment says itself what it is about."""
    return any(tag in remark.text for tag in _ALONE)


def _closes(row: str) -> bool:
    """Whether there are only closing brackets in ``row``."""
    return bool(row.strip()) and not row.strip(_CLOSING)


def _bare_rows(rows: list[str], remarks: list[Remark]) -> set[int]:
    """Rows without code: blank ones, those with only a comment or closing brackets."""
    bare = {row for row, text in enumerate(rows) if not text.strip(_CLOSING)}
    for remark in remarks:
        if remark.own:
            bare.update(range(remark.first, remark.last))
            if remark.is_line or rows[remark.last].rstrip().endswith("*/"):
                bare.add(remark.last)
    return bare


def _facts(language: str, rows: list[str], bare: set[int], walk: Walk) -> Facts:
    drafts = walk.drafts
    symbols: frozenset[str] = frozenset()
    targets = symbols.union(*[draft.targets for draft in drafts])
    return Facts(
        language=language,
        lines=len(rows),
        statements=tuple([draft.freeze() for draft in drafts]),
        functions=tuple([function.freeze() for function in walk.functions]),
        classes=tuple([owner.freeze() for owner in walk.classes]),
        symbols=symbols.union(*[draft.names for draft in drafts]),
        bound=frozenset(filter(str.isidentifier, targets)).union(*[draft.captured for draft in drafts]),
        imports=tuple(walk.imports),
        line_statements=tuple(_owners(rows, bare, drafts)),
        problems=tuple(sorted(walk.problems, key=lambda problem: (problem.line, problem.column))),
    )


def _owners(rows: list[str], bare: set[int], drafts: list[Draft]) -> list[int]:
    """For each line the first statement whose header covers it, -1 for one without code.

    What follows a block inside a statement (``}).then(...)``) belongs to that statement.
    """
    owners = [-1] * len(rows)
    for draft in reversed(drafts):
        for row in range(draft.line - 1, min(draft.end_line, len(rows))):
            if row not in bare or rows[row].strip() == "{":
                owners[row] = draft.index
    missing = [row for row, owner in enumerate(owners) if owner < 0 and row not in bare]
    for row in missing[:_MOST_MISSING]:
        around = [draft.index for draft in drafts if draft.line <= row + 1 <= draft.body_end]
        owners[row] = around[-1] if around else -1
    return owners
