"""Boards with their intervals, and what was not scored."""

from __future__ import annotations

from postil.reports.markup import counted, name, text
from postil_bench.boards.standings import Board, Boards
from postil_bench.boards.values import Table
from postil_bench.boards.writing import figure, place
from postil_bench.pages.marks import interval_bar
from postil_bench.pages.tables import NONE, sheet


def figures(table: Table, boards: Boards) -> str:
    """How much there is of what."""
    counts = [one for models in boards.coverage.values() for one in models.values()]
    shown = (
        (counted(len(table.models), "model").split(" ", 1)[1], len(table.models)),
        (counted(len(table.tasks), "task").split(" ", 1)[1], len(table.tasks)),
        ("answers to items as they stand", sum(one.samples for one in counts)),
        ("answers to changed questions", _changed(table)),
        ("no usable answer", sum(one.model for one in counts)),
        ("unscored", sum(one.input + one.engine for one in counts)),
    )
    items = "".join(f'<div class="count"><dt>{label}</dt><dd>{value:,}</dd></div>' for label, value in shown)
    return f'<dl class="figures">{items}</dl>'


def _changed(table: Table) -> int:
    found = (table.samples(task, model) for task in table.tasks for model in table.models)
    return sum(bool(sample.variant) for samples in found for sample in samples)


def board_section(boards: Boards) -> str:
    """The overall board, large, and those of the tasks beside each other."""
    whole = ""
    if boards.overall is not None:
        left = f" Left out: {text(', '.join(boards.left_out))}." if boards.left_out else ""
        note = f"Mean of the tasks' primary metrics, 0 to 100, each task the same.{left}"
        whole = f'<p class="aside">{note}</p>{board_table(boards.overall, "Overall")}'
    each = "".join(board_table(board, f"{board.task}: {board.metric}") for board in boards.tasks)
    return (
        f'<section id="board"><h2>Board</h2>{whole}'
        '<p class="aside">Models that share a letter cannot be told apart; a place is the range that the samples '
        "allow. Bars are 95 % intervals.</p>"
        f'<div class="panels wide">{each}</div></section>\n'
    )


def board_table(board: Board, title: str) -> str:
    """One board with its intervals drawn."""
    rows = "".join(
        f'<tr><td class="number">{place(one)}</td><td>{one.group}</td><th scope="row">{name(one.model)}</th>'
        f'<td class="number">{figure(one.value, board.scale)}</td>'
        f'<td class="number">{_range(one.low, one.high, board.scale)}</td>'
        f"<td>{interval_bar(one.value, one.low, one.high, board.scale)}</td>"
        f'<td class="number">{one.items}</td></tr>'
        for one in board.standings
    )
    rows += "".join(
        f'<tr><td>{NONE}</td><td>{NONE}</td><th scope="row">{name(model)}</th><td colspan="4">no value</td></tr>'
        for model in board.absent
    )
    heads = ("place", "ties", "model", "mean", "95 % interval", "", "items")
    return sheet("board", title, heads, f"<tbody>{rows}</tbody>")


def coverage_section(boards: Boards) -> str:
    """What was not scored, by whose doing; nothing where all was."""
    rows = "".join(
        f'<tr><th scope="row">{text(task)}</th><td>{name(model)}</td><td class="number">{one.samples}</td>'
        f'<td class="number">{one.model}</td><td class="number">{one.input}</td><td class="number">{one.engine}</td></tr>'
        for task, models in boards.coverage.items()
        for model, one in models.items()
        if one.scored < one.samples
    )
    if not rows:
        return ""
    heads = ("task", "model", "samples", "no usable answer", "unscored: input", "unscored: engine")
    return (
        '<section id="coverage"><h2>Not scored</h2><p class="aside">No usable answer counts 0. What could not be judged '
        "for another reason is left out of every mean.</p>"
        f"{sheet('board', 'Samples without a score', heads, f'<tbody>{rows}</tbody>')}</section>\n"
    )


def _range(low: float | None, high: float | None, scale: int) -> str:
    return NONE if low is None else f"{figure(low, scale)} to {figure(high, scale)}"
