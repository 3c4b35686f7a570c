r"""Python, by the fast, error-tolerant path: tree-sitter.

>>> PYTHON.facts("def half(n):\n    return n / 2").functions[0].returns[0].value
'n / 2'

How ``postil.facts.model`` is filled where it leaves a choice:

- Columns count characters from 0. Line ends are those of Python (a form feed ends no line).
- ``elif``, ``else``, ``except`` and ``finally`` stand beside the statement they continue (same parent and
  depth), ``case`` inside its ``match``. A ``def`` and its decorators count to the function they define.
- ``value`` of a ``with`` are its managers, of an ``except`` its exceptions, of a ``case`` its pattern.
- An f-string is one literal whose value keeps the replacement fields as written; ``-1`` is one literal.
- ``imports`` are pairs of local and full name: ``("np", "numpy")``, ``("path", "os.path")``, ``("*", "os")``.
- A function whose first parameter is ``self`` or ``cls`` is a method even without its class.
- Docstrings are cleaned as ``inspect.cleandoc`` does.
"""

from __future__ import annotations

import builtins
import keyword

from postil.facts.model import Facts
from postil.facts.python_bounds import excess
from postil.facts.python_lines import owners_of, rows_of
from postil.facts.python_reading import Reading
from postil.facts.python_settle import settle
from postil.facts.python_statements import read_statements
from postil.facts.python_syntax import Source, normalise, parsed
from postil.records import Comment

_VOCABULARY = frozenset(dir(builtins)) | frozenset(keyword.kwlist) | frozenset(keyword.softkwlist)


class Python:
    """The language Python: see ``postil.facts.language.Language``."""

    name = "python"
    suffixes = (".py", ".pyi", ".pyw")

    @property
    def vocabulary(self) -> frozenset[str]:
        """Keywords and builtins."""
        return _VOCABULARY

    def facts(self, code: str) -> Facts:
        """The facts of ``code``; never raises."""
        text = normalise(code)
        rows = rows_of(text)
        too_much = excess(text, rows)
        if too_much is not None:
            from postil.facts.python_unread import facts_by_lines  # noqa: PLC0415 - seldom needed

            return facts_by_lines(rows, self.name, f"too large to be parsed: {too_much}")
        source = parsed(text)
        if source.tree.root_node.has_error:
            source, reading = _read_damaged(text, rows)
        else:
            reading = read_statements(source)
        settle(reading)
        return _facts(rows, reading, source)

    def comments(self, code: str) -> tuple[Comment, ...]:
        """The comments and docstrings that stand in ``code`` itself, in order; see ``python_comments``."""
        from postil.facts.python_comments import comments_of  # noqa: PLC0415 - only for source files
        from postil.facts.registry import facts_of  # noqa: PLC0415 - the cache is the registry's

        text = normalise(code)
        if excess(text, rows_of(text)) is not None:
            return ()
        return comments_of(text, facts_of(code, self.name))

    def complexity(self, code: str) -> dict[str, int]:
        """Cyclomatic complexity by qualified name of function; empty when the code does not parse."""
        from postil.facts.complexity import complexity  # noqa: PLC0415 - heavy, loaded when asked for

        return complexity(code)


def _read_damaged(text: str, rows: list[str]) -> tuple[Source, Reading]:
    from postil.facts.python_repair import repair  # noqa: PLC0415 - only for damaged code
    from postil.facts.python_unread import read_leftovers  # noqa: PLC0415 - same

    source, pieces = repair(text)
    reading = read_statements(source, pieces)
    read_leftovers(rows, reading, source)
    return source, reading


def _facts(rows: list[str], reading: Reading, source: Source) -> Facts:
    drafts = reading.drafts
    symbols: frozenset[str] = frozenset()
    targets = symbols.union(*[draft.targets for draft in drafts])
    return Facts(
        language="python",
        lines=len(rows),
        statements=tuple([draft.freeze() for draft in drafts]),
        functions=tuple([function.freeze() for function in reading.functions]),
        classes=tuple([owner.freeze() for owner in reading.classes]),
        symbols=symbols.union(*[draft.names for draft in drafts]),
        bound=frozenset(filter(str.isidentifier, targets)).union(*[draft.captured for draft in drafts]),
        imports=tuple(reading.imports),
        line_statements=tuple(owners_of(rows, drafts, source)),
        problems=tuple(sorted(reading.problems, key=lambda problem: (problem.line, problem.column))),
    )


PYTHON = Python()
