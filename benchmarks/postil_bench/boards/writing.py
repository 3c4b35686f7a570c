"""Boards and comparisons as a table for a terminal, as Markdown, as JSON."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Sequence
from typing import BinaryIO, TypeAlias

from msgspec import Struct

from postil.reports.jsonl import encode
from postil.reports.terminal import cell, open_console, plain_table
from postil.reports.visible import one_line
from postil_bench.boards.comparing import Comparison, Comparisons
from postil_bench.boards.standings import Board, Boards, Standing
from postil_bench.boards.values import Coverage

Cells: TypeAlias = Sequence[str]
_NONE = "–"
_NARROW = (
    "task",
    "metric",
    "first",
    "second",
    "difference",
    "95 % interval",
    "p",
    "dz",
    "detectable",
    "verdict",
)
_WIDE = ("p uncorrected", "McNemar", "second wins", "items", "sources")
_TEXT_COLUMNS = frozenset({"task", "metric", "model", "verdict", "ties", "model, task"})
_TIES = "Who shares a letter cannot be told apart; a place is the range of places that the samples allow."


class Sheet(Struct, frozen=True):
    """A table of words: its title, its heads and rows, and what must be said below it."""

    title: str
    heads: Cells
    rows: Sequence[Cells]
    notes: Sequence[str] = ()


def write(sheets: Iterable[Sheet], out: BinaryIO, *, markdown: bool, color: bool = True) -> None:
    """Write ``sheets`` one after another."""
    if markdown:
        out.write("\n".join(map(_markdown, sheets)).encode("utf-8", "replace"))
        return
    stream = io.TextIOWrapper(out, encoding="utf-8", write_through=True)
    try:
        console = open_console(stream, color=color)
        for sheet in sheets:
            table = plain_table()
            for head in sheet.heads:
                table.add_column(head, justify="left" if head in _TEXT_COLUMNS else "right", overflow="fold")
            for row in sheet.rows:
                table.add_row(*map(cell, row))
            console.print(cell(sheet.title, "bold"))
            console.print(table)
            for note in sheet.notes:
                console.print(cell(note, "dim"))
            console.print()
    finally:
        stream.detach()


def write_json(found: Boards | Comparisons, out: BinaryIO) -> None:
    """Write ``found`` as one JSON object."""
    out.write(encode(found) + b"\n")


def board_sheets(found: Boards) -> Iterator[Sheet]:
    """The overall board, those of the tasks, the metrics asked for, and what does not count."""
    if found.overall is not None:
        notes = [f"Mean of {', '.join(found.overall.tasks)}: each counts the same, from 0 to 100."]
        notes += [f"Left out, because a model has no value: {', '.join(found.left_out)}."] * bool(
            found.left_out
        )
        yield _board_sheet(found.overall, "Overall", [*notes, _TIES])
    shown = {(board.task, board.metric) for board in found.metrics}
    for board in (
        *(board for board in found.tasks if (board.task, board.metric) not in shown),
        *found.metrics,
    ):
        yield _board_sheet(board, f"{board.task}: {board.metric}", _notes(board))
    rows = [row for task, models in found.coverage.items() for row in _coverage_rows(task, models)]
    if rows:
        heads = (
            "model, task",
            "samples",
            "scored",
            "no usable answer (0)",
            "unscored: input",
            "unscored: engine",
        )
        yield Sheet("Not scored", heads, rows)


def comparison_sheets(found: Comparisons, *, wide: bool) -> Iterator[Sheet]:
    """One table for each pair of models; ``wide``: with all tests and effects."""
    note = (
        f"p: paired permutation by source, corrected for all {len(found.rows)} comparisons (Holm), level "
        f"{found.alpha:g}. dz: mean difference in standard deviations. Detectable: the true difference that 4 of 5 "
        "samples of this kind would show."
    )
    for first, second in dict.fromkeys((row.first, row.second) for row in found.rows):
        rows = [row for row in found.rows if (row.first, row.second) == (first, second)]
        cells = [_narrow_cells(row) + (_wide_cells(row) if wide else ()) for row in rows]
        heads = _NARROW + (_WIDE if wide else ())
        yield Sheet(f"{second} against {first}", heads, cells, (note, *found.notes))


def _board_sheet(board: Board, title: str, notes: Sequence[str]) -> Sheet:
    heads = ("place", "ties", "model", board.metric, "95 % interval", "items", "sources")
    rows = [_standing_cells(one, board.scale) for one in board.standings]
    rows += [(_NONE, _NONE, model, _NONE, _NONE, "0", "0") for model in board.absent]
    return Sheet(title, heads, rows, notes)


def _notes(board: Board) -> list[str]:
    return [] if board.higher_is_better else ["Less is better."]


def _standing_cells(one: Standing, scale: int) -> Cells:
    return (
        place(one),
        one.group,
        one.model,
        figure(one.value, scale),
        _interval(one.low, one.high, scale),
        str(one.items),
        str(one.sources),
    )


def place(one: Standing) -> str:
    """``2`` or ``1–3``: the places that a model may have."""
    alone = one.first_place == one.last_place
    return f"{one.first_place}" if alone else f"{one.first_place}–{one.last_place}"


def figure(value: float | None, scale: int) -> str:
    """A number of a metric: one decimal of a hundred, three of one; a dash for none."""
    return _NONE if value is None else f"{value:.{1 if scale == 100 else 3}f}"


def _interval(low: float | None, high: float | None, scale: int) -> str:
    return _NONE if low is None else f"{figure(low, scale)} to {figure(high, scale)}"


def _coverage_rows(task: str, models: dict[str, Coverage]) -> Iterator[Cells]:
    for model, one in models.items():
        if one.scored < one.samples:
            counts = (one.samples, one.scored, one.model, one.input, one.engine)
            yield (f"{model}, {task}", *map(str, counts))


def _narrow_cells(row: Comparison) -> tuple[str, ...]:
    scale = row.scale
    return (
        row.task,
        row.metric,
        *(figure(value, scale) for value in row.means),
        ("+" if row.difference > 0 else "") + figure(row.difference, scale),
        _interval(row.low, row.high, scale),
        _probability(row.p_holm),
        _NONE if row.effect is None else f"{row.effect:+.2f}",
        figure(row.detectable, scale),
        row.verdict,
    )


def _wide_cells(row: Comparison) -> tuple[str, ...]:
    return (
        _probability(row.p),
        _probability(row.mcnemar),
        f"{row.superiority:.0%}",
        str(row.items),
        str(row.sources),
    )


def _probability(value: float | None) -> str:
    return _NONE if value is None else f"{value:.4f}"


def _markdown(sheet: Sheet) -> str:
    rule = [":---" if head in _TEXT_COLUMNS else "---:" for head in sheet.heads]
    lines = [f"## {_escaped(sheet.title)}", ""]
    lines += [f"| {' | '.join(map(_escaped, row))} |" for row in (sheet.heads, rule, *sheet.rows)]
    return "\n".join([*lines, *(f"\n{_escaped(note)}" for note in sheet.notes), ""])


def _escaped(text: str) -> str:
    return one_line(text).replace("\\", "\\\\").replace("|", "\\|").replace("<", "&lt;").replace("`", "\\`")
