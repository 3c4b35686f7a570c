"""The heat map of all metrics, and how items are spread."""

from __future__ import annotations

import numpy as np

from postil.reports.markup import text
from postil_bench.boards.values import Table
from postil_bench.boards.writing import figure
from postil_bench.pages.marks import histogram
from postil_bench.pages.tables import NONE, sheet

_GROUPS = ("functionality", "reliability", "interpretability")


def heat_section(table: Table) -> str:
    """For each task every metric by model: the fuller a cell, the better; primary metrics lead to their samples."""
    maps = "".join(_heat_map(table, task) for task in table.tasks)
    return (
        '<section id="heat"><h2>Heat map</h2><p class="aside">Means of all metrics by task. The fuller a cell, the '
        "better; ↓: less is better. A number that is a link leads to the samples.</p>"
        f'<div class="panels wide">{maps}</div></section>\n'
    )


def _heat_map(table: Table, task: str) -> str:
    bodies = "".join(_heat_group(table, task, group) for group in _GROUPS)
    return sheet("heat", task, ("metric", *table.models), bodies)


def _heat_group(table: Table, task: str, group: str) -> str:
    rows = "".join(
        _heat_row(table, task, metric)
        for metric, found in sorted(
            table.metrics[task].items(), key=lambda pair: (not pair[1].primary, pair[0])
        )
        if found.group == group and any(table.scores(task, metric, model) for model in table.models)
    )
    head = f'<tr><th scope="rowgroup" colspan="{1 + len(table.models)}">{group}</th></tr>'
    return f"<tbody>{head}{rows}</tbody>" if rows else ""


def _heat_row(table: Table, task: str, metric: str) -> str:
    found = table.metrics[task][metric]
    cells = "".join(
        _heat_cell(table, task, model, metric, anchor=anchor(table, task, model) if found.primary else "")
        for model in table.models
    )
    arrow = (
        ""
        if found.higher_is_better
        else ' <span aria-hidden="true">↓</span><span class="spoken"> less is better</span>'
    )
    label = f"<strong>{text(metric)}</strong>" if found.primary else text(metric)
    return f'<tr><th scope="row">{label}{arrow}</th>{cells}</tr>'


def _heat_cell(table: Table, task: str, model: str, metric: str, anchor: str) -> str:
    found = table.metrics[task][metric]
    values = [value.value for value in table.scores(task, metric, model).values()]
    if not values:
        return f'<td class="number none">{NONE}</td>'
    mean = sum(values) / len(values)
    share = min(max(mean / found.scale, 0.0), 1.0)
    fill = share if found.higher_is_better else 1 - share
    shown = figure(mean, found.scale)
    shown = f'<a href="#{anchor}">{shown}</a>' if anchor else shown
    return f'<td class="number warm" style="--fill:{100 * fill:.0f}%">{shown}</td>'


def spread_section(table: Table) -> str:
    """For each task and model how its items' values are spread."""
    rows = "".join(_spread_row(table, task) for task in table.tasks if table.primary(task))
    heads = ("task", *table.models)
    return (
        '<section id="spread"><h2>Distributions</h2><p class="aside">Items by the primary metric, in tenths of its scale, '
        "and their lower quartile, median and upper quartile.</p>"
        f"{sheet('spread', 'Items by value', heads, f'<tbody>{rows}</tbody>')}</section>\n"
    )


def _spread_row(table: Table, task: str) -> str:
    metric = table.primary(task) or ""
    scale = table.metrics[task][metric].scale
    cells = ""
    for model in table.models:
        values = [value.value for value in table.scores(task, metric, model).values()]
        quartiles = np.quantile(values, (0.25, 0.5, 0.75)) if values else ()
        said = " · ".join(figure(float(value), scale) for value in quartiles) or NONE
        cells += f"<td>{histogram(values, scale)}<small>{said}</small></td>"
    return f'<tr><th scope="row">{text(task)}<br><small>{text(metric)}</small></th>{cells}</tr>'


def anchor(table: Table, task: str, model: str) -> str:
    """The id of the place where the samples of a model in a task stand."""
    return f"samples-{table.tasks.index(task)}-{table.models.index(model)}"
