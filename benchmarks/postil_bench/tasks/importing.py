"""Rows of any shape that Postil reads, exports of corpora among them, as items of tasks.

What is wanted of a model is what people wrote: their remarks, docstring or answer, or a line of their code. Only Python
is taken, and no row whose reference stands in its own question. Items of one repository, as far as the rows name
theirs, or else of one file, are one group.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

from msgspec import Struct, structs

from postil.cli.inputs import read_inputs
from postil.errors import UsageError
from postil.facts.registry import facts_of
from postil.records import Damage, Row
from postil.text.mentions import find_mentions
from postil_bench.tasks.comment_function import Docstring
from postil_bench.tasks.comment_lines import Remarks
from postil_bench.tasks.issue_answer import RightAnswer
from postil_bench.tasks.items import Item
from postil_bench.tasks.program_rows import ProgramRow, program_item
from postil_bench.tasks.recommendation import HOLE, Line
from postil_bench.tasks.review_rows import ReviewRow, review_item
from postil_bench.tasks.tables import Made, language_of

_LONGEST, _FEWEST = 4_000, 2
_WHOLE = ("docstring", "summary")
_NAMED = ("code", "call", "snake", "camel", "constant")


def items_in(task: str, paths: Sequence[str], made: Made) -> Iterator[Item]:
    """The items of ``task`` that the rows in files give, in their order; ``made`` counts the rows.

    ``code_generation`` and ``review`` take rows of the tables ``code_generation`` and ``reviews`` of a corpus, the other
    tasks rows of any shape. A second item of the same id has a number behind it.

    Raises:
        UsageError: no rows can be made items of that task, a file cannot be read, or the sandbox refuses.
    """
    if task in _TABLES:
        items = made.items(paths, *_TABLES[task])
    elif task in _MAKERS:
        items = _items_of(_MAKERS[task], read_inputs(paths), made)
    else:
        message = (
            f"rows do not become items of {task!r}; they do of {', '.join(sorted({**_MAKERS, **_TABLES}))}"
        )
        raise UsageError(message)
    seen: Counter[str] = Counter()
    for item in items:
        seen[item.id] += 1
        again = f"{item.id}#{seen[item.id]}" if seen[item.id] > 1 else item.id
        yield structs.replace(item, id=again)


def _items_of(make: Callable[[Row], Item | None], rows: Iterable[Row | Damage], made: Made) -> Iterator[Item]:
    for row in rows:
        made.read += 1
        item = None
        if isinstance(row, Row) and row.snippet.language == "python" and len(row.snippet.code) <= _LONGEST:
            item = make(row)
        if item is not None:
            yield item


def _remarks(row: Row) -> Item | None:
    """Remarks that name their lines, at least two of them."""
    code = row.snippet.code.strip("\n")
    lines = [""] * len(code.split("\n"))
    for comment in row.comments:
        if comment.kind == "line" and comment.line_number and 0 < comment.line_number <= len(lines):
            lines[comment.line_number - 1] = " ".join(comment.text.split())
    told = [text for text in lines if text]
    if len(told) < _FEWEST or any(text in code for text in told):
        return None
    return _item(row, {"code": code}, Remarks(lines), told[0])


def _docstring(row: Row) -> Item | None:
    """The one remark on a whole function."""
    code = row.snippet.code.strip("\n")
    whole = [comment.text.strip() for comment in row.comments if comment.kind in _WHOLE]
    functions = facts_of(code, "python").functions
    if len(whole) != 1 or not functions or functions[0].docstring or whole[0].split("\n")[0] in code:
        return None
    return _item(row, {"code": code}, Docstring(whole[0]), whole[0])


def _line(row: Row) -> Item | None:
    """The last line of a function that returns something."""
    code = row.snippet.code.strip("\n")
    statements = [one for one in facts_of(code, "python").statements if one.line == one.end_line]
    returns = [one for one in statements if one.kind == "return" and one.value]
    if not returns or len(code.split("\n")) <= _FEWEST:
        return None
    lines = code.split("\n")
    line = lines[returns[-1].line - 1]
    lines[returns[-1].line - 1] = line[: len(line) - len(line.lstrip())] + HOLE
    return _item(row, {"code": "\n".join(lines)}, Line(line.strip()), "")


def _answer(row: Row) -> Item | None:
    """The first answer to an issue; the facts are the names of code that it tells and the question does not."""
    if not row.answers or not row.description:
        return None
    body = f"```python\n{row.snippet.code}\n```" if row.snippet.code.strip() else ""
    asked, answer = f"{row.description}\n{body}", row.answers[0].body.strip()
    names = dict.fromkeys(
        one.text for one in find_mentions(answer) if one.kind in _NAMED and one.text not in asked
    )
    if not names:
        return None
    wanted = RightAnswer(answer, [[name] for name in names])
    return _item(row, {"question": row.description, "body": body}, wanted, answer)


def _item(row: Row, given: dict[str, str], wanted: Struct, said: str) -> Item:
    return Item(
        id=row.id,
        language=language_of(said),
        source=row.source or row.snippet.path or row.id,
        given=given,
        wanted=wanted,
    )


_MAKERS: dict[str, Callable[[Row], Item | None]] = {
    "comment_lines": _remarks,
    "comment_function": _docstring,
    "recommendation": _line,
    "issue_answer": _answer,
}
_TABLES: dict[str, tuple[Any, Callable[[Any], Item]]] = {
    "code_generation": (ProgramRow, program_item),
    "review": (ReviewRow, review_item),
}
