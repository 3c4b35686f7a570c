"""What the rules on comments and docstrings as they are written share."""

from __future__ import annotations

from collections.abc import Iterator

from postil.page import Page
from postil.records import Fix
from postil.text.lazy import regex

# What tools read behind a comment sign: directives, cells, regions, options of notebooks and compilers.
_DIRECTIVE = regex(
    r"#+\s*(?:!|:|%%|-\*-|@|\||>|\$|\+|(?:type|fmt|isort|pylint|mypy|pyright|pytype|pyre|yapf|flake8|ruff|black|postil"
    r"|vim?|doctest|skipcq|autopep8|cython|distutils|pydocstyle|codespell|sourcery|emacs|ex|lint|pyrefly|basedpyright"
    r"|cspell|pythran|nbdev)\s*:"
    r"|(?:noqa|nosec|nopep8|pragma|nocover|no\s+cover|(?:end)?region|NOSONAR|NOLINT|(?:file)?(?:en)?coding\s*[:=]))"
)


def is_directive(text: str) -> bool:
    """Whether a comment, sign included, speaks to a tool."""
    return _DIRECTIVE.match(text[:80]) is not None


def docstring_rows(page: Page, comment: int) -> Iterator[tuple[int, str]]:
    """The lines of the source (numbered from 1) on which a docstring stands; none for a generated one."""
    statement = page.docstring_statements.get(comment)
    if statement is not None:
        for number in range(statement.line, min(statement.end_line, len(page.lines)) + 1):
            yield number, page.lines[number - 1]


def in_line(line: int, start: int, end: int, text: str) -> Fix:
    """A fix of the characters ``start`` to ``end`` (from 0, ``end`` not included) of one line."""
    return Fix(line, start + 1, line, end + 1, text)
