"""One self-contained page about a corpus: counts, pictures, what was kept out and why. It needs no network."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from importlib import resources

from postil.reports.markup import text
from postil_corpora.export.statistics import Histogram, TableNumbers
from postil_corpora.report import Report

_MOST = 12
_TALLEST = 64
"""Percent of its picture that the highest column takes; above and below stand numbers."""
_STYLE = """
.shares { display: grid; grid-template-columns: minmax(0, 58%) minmax(3rem, 1fr) max-content; gap: .15rem .8rem; font-size: .9rem; }
.shares dt { overflow-wrap: anywhere; }
.shares .track { align-self: center; height: .7rem; background: var(--shade); border-radius: 2px; }
.shares .track span { display: block; height: 100%; background: var(--total); border-radius: 2px; }
.shares dd { margin: 0; } .shares dd.number { font-variant-numeric: tabular-nums; }
.shares > div { display: contents; }
.plain { margin: .4rem 0 2rem; } .plain td, .plain th { border-bottom: 1px solid var(--rule); padding: .25rem .8rem .25rem 0; }
.plain th { font-size: .85rem; color: var(--soft); } .plain .number { padding-right: .8rem; } main > section { margin-top: 2.6rem; }
"""


def page(report: Report, numbers: Sequence[TableNumbers]) -> str:
    """The page as HTML."""
    sections = (*(_table(one) for one in numbers), _kept_out(report), _sources(report))
    return (
        f'{_head(report.name)}<header><p class="brand">Postil</p><h1>{text(report.name)} {text(report.version)}</h1>'
        f'<p class="lead">{text(report.description)}</p>{_figures(report)}{_splits(report)}{_noise(report)}</header>\n'
        f"<main>{''.join(sections)}</main>\n<footer><p>Made by Postil {text(report.postil)}, schema {report.schema}.</p>"
        "</footer></body></html>\n"
    )


def _head(title: str) -> str:
    style = (resources.files("postil.reports") / "assets" / "report.css").read_text(encoding="utf-8")
    policy = "default-src 'none'; style-src 'unsafe-inline'; img-src data:"
    return (
        '<!doctype html>\n<html lang="en"><head><meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        '<meta name="color-scheme" content="light dark"><link rel="icon" href="data:,">'
        f"<title>{text(title)} – Postil</title><style>{style}{_STYLE}</style></head>\n<body>"
    )


def _figures(report: Report) -> str:
    figures = [*report.tables.items(), ("sources", len(report.sources))]
    items = "".join(
        f"<div><dt>{text(name.replace('_', ' '))}</dt><dd>{count:,}</dd></div>" for name, count in figures
    )
    return f'<dl class="figures">{items}</dl>'


def _splits(report: Report) -> str:
    rows = (
        (name, f"{sides.get('train', 0):,}", f"{sides.get('test', 0):,}")
        for name, sides in report.splits.items()
    )
    return _plain("Train and test", ("split", "train", "test"), rows)


def _noise(report: Report) -> str:
    rows = (
        (one.what, f"{one.share:.1%}", f"{one.low:.1%} to {one.high:.1%}", f"{one.read}")
        for one in report.measured
    )
    return _plain("Noise, as people read it", ("what", "right", "95 % interval", "read"), rows)


def _table(numbers: TableNumbers) -> str:
    pictures = "".join(map(_histogram, numbers.histograms))
    shares = "".join(_shares(title, counts) for title, counts in numbers.shares.items() if len(counts) > 1)
    name = text(numbers.table.replace("_", " "))
    return f'<section><h2>{name}: {numbers.rows:,} rows</h2><div class="panels">{pictures}{shares}</div></section>\n'


def _histogram(histogram: Histogram) -> str:
    most = max(histogram.counts)
    bars = "".join(
        f'<li><span class="count">{count:,}</span><span class="column" style="height:{_TALLEST * count / most:.0f}%"></span>'
        f'<span class="bin">{edge}{"+" if edge == histogram.edges[-1] else ""}</span></li>'
        for edge, count in zip(histogram.edges, histogram.counts, strict=True)
    )
    return f'<section><h3>{text(histogram.title)}</h3><ol class="histogram">{bars}</ol></section>'


def _shares(title: str, counts: Mapping[str, int]) -> str:
    ordered = sorted(
        ((name, count) for name, count in counts.items() if count), key=lambda one: (-one[1], one[0])
    )
    if not ordered:
        return ""
    most = ordered[0][1]
    shown = ordered[:_MOST]
    rest = sum(count for _, count in ordered[_MOST:])
    if rest:
        shown.append((f"{len(ordered) - _MOST} others", rest))
    items = "".join(
        f'<div><dt>{text(name)}</dt><dd class="track"><span style="width:{min(100.0, 100 * count / most):.1f}%"></span></dd>'
        f'<dd class="number">{count:,}</dd></div>'
        for name, count in shown
    )
    return f'<section><h3>{text(title)}</h3><dl class="shares">{items}</dl></section>'


def _kept_out(report: Report) -> str:
    files: dict[str, int] = {}
    for source in report.sources:
        for reason, count in source.screened.items():
            files[reason] = files.get(reason, 0) + count
    panels = (
        ("comments set aside", report.aside),
        ("rows dropped by filters", report.dropped),
        ("rows changed by filters", report.changed),
        ("files not read", files),
    )
    shown = "".join(_shares(title, counts) for title, counts in panels if counts)
    return f'<section><h2>Kept out, and why</h2><div class="panels">{shown}</div></section>\n'


def _sources(report: Report) -> str:
    rows = (
        (
            one.repository,
            one.revision,
            one.licence or "unknown",
            one.dated or "",
            one.split,
            *(f"{one.rows.get(table, 0):,}" for table in report.tables),
        )
        for one in report.sources
    )
    heads = (
        "source",
        "revision",
        "licence",
        "published",
        "split",
        *(table.replace("_", " ") for table in report.tables),
    )
    return f"<section>{_plain('Sources', heads, rows)}</section>\n"


def _plain(title: str, heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table; columns of numbers stand right."""
    listed = list(rows)
    if not listed:
        return ""
    kinds = [_number(cell) for cell in listed[0]]
    head = "".join(f'<th scope="col"{kind}>{text(one)}</th>' for one, kind in zip(heads, kinds, strict=True))
    body = "".join(
        f"<tr>{''.join(f'<td{kind}>{text(cell)}</td>' for cell, kind in zip(row, kinds, strict=True))}</tr>"
        for row in listed
    )
    return (
        f'<table class="plain"><caption>{text(title)}</caption><thead><tr>{head}</tr></thead>{body}</table>'
    )


def _number(cell: str) -> str:
    return ' class="number"' if cell.replace(",", "").isdecimal() else ""
