"""Puts the page of a run together."""

from __future__ import annotations

from typing import BinaryIO

import msgspec

from postil.reports.document import asset, head
from postil.reports.markup import name, text
from postil_bench.boards.standings import boards
from postil_bench.boards.values import Table
from postil_bench.pages.costs import cost_section
from postil_bench.pages.maps import heat_section, spread_section
from postil_bench.pages.overview import board_section, coverage_section, figures
from postil_bench.pages.samples import samples_section
from postil_bench.records import Run, read_timings

_PACKAGE = "postil_bench.pages"


def write_report(run: Run, out: BinaryIO, alpha: float = 0.05) -> None:
    """Write the page of ``run``: boards, heat map, distributions, costs, every sample."""
    table = Table([run])
    found = boards(table, alpha)
    title = run.folder.resolve().name
    style = asset("report.css") + asset("bench.css", _PACKAGE)
    script = asset("bench.js", _PACKAGE)
    parts = (
        head(title, style, script),
        _banner(title, figures(table, found)),
        board_section(found),
        coverage_section(found),
        heat_section(table),
        spread_section(table),
        cost_section(found, read_timings(run.folder)),
        *samples_section(table),
        _foot(run, script),
    )
    out.writelines(part.encode() for part in parts)


def _banner(title: str, shown: str) -> str:
    links = (("board", "Board"), ("heat", "Heat map"), ("spread", "Distributions"), ("samples", "Samples"))
    items = "".join(f'<li><a href="#{place}">{label}</a></li>' for place, label in links)
    return (
        f'<header><p class="brand">Postil</p><h1>{name(title)}</h1><p class="lead">A run of models over tasks.</p>'
        f'<nav aria-label="On this page"><ul>{items}</ul></nav>{shown}</header>\n<main>'
    )


def _foot(run: Run, script: str) -> str:
    made = msgspec.json.format(
        msgspec.json.encode(run.info.provenance, order="deterministic"), indent=1
    ).decode()
    return (
        "</main><footer><p>Signature, all that a second person needs to get the same numbers: "
        f"<code>{text(run.info.signature)}</code></p><details><summary>What it was made with</summary>"
        f'<pre class="said" tabindex="0">{text(made)}</pre></details></footer><script>{script}</script></body></html>\n'
    )
