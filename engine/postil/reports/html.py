"""One self-contained page: every row with its code, its comments in the margin, and where points went.

The page needs no network and no JavaScript (with it, the table can be sorted and searched). However many
rows there are, it keeps the worst ones only, so its size and the memory to make it are bounded.
"""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Iterator
from typing import BinaryIO

from postil.records import DIMENSIONS, Damage, Row, Score
from postil.reports.document import asset, head
from postil.reports.ledger import features_list, points_table
from postil.reports.margin import code_with_notes
from postil.reports.markup import counted, finding_item, grade, name, prose, severity_tag, text
from postil.reports.overview import Overview
from postil.reports.table import top_finding
from postil.reports.tally import Pair, Tally

MOST_ROWS = 1000
_FEW_ROWS = 3
_COLUMNS = ("id", "status", "overall", *DIMENSIONS, "findings")


def write_html(
    pairs: Iterable[Pair], tally: Tally, out: BinaryIO, *, title: str = "Scores", most_rows: int = MOST_ROWS
) -> None:
    """Write the page for ``pairs``; ``tally`` must watch them.

    Of more than ``most_rows`` rows the worst are listed (rows without a score first) and the page says so.
    """
    overview = Overview()
    kept = _worst(pairs, overview, most_rows)
    parts = (
        head(title, asset("report.css"), asset("report.js")),
        _banner(title, tally, overview),
        *_rows(kept, tally),
        _foot(tally),
    )
    out.writelines(part.encode() for part in parts)


def _worst(pairs: Iterable[Pair], overview: Overview, most: int) -> list[tuple[int, Pair]]:
    """The worst ``most`` pairs with their numbers, in the order they came."""
    heap: list[tuple[float, int, Pair]] = []
    for index, pair in enumerate(pairs):
        score = pair[1]
        overview.add(score)
        badness = 1.0 if score.overall is None else -score.overall
        entry = (badness, -index, pair)
        if len(heap) < most:
            heapq.heappush(heap, entry)
        else:
            heapq.heappushpop(heap, entry)
    return sorted(((-index, pair) for _, index, pair in heap), key=lambda entry: entry[0])


def _banner(title: str, tally: Tally, overview: Overview) -> str:
    return (
        '<header><p class="brand">Postil</p>'
        f"<h1>{name(title)}</h1>"
        f'<p class="lead">{tally.line()}. Scores run from 0 to 100; means are over scored rows only.</p>'
        f"{overview.html(tally.summary())}</header>\n"
    )


def _rows(kept: list[tuple[int, Pair]], tally: Tally) -> Iterator[str]:
    total = tally.summary().rows
    listed = (
        f"All {counted(total, 'row')}" if len(kept) == total else f"The worst {len(kept):,} of {total:,} rows"
    )
    heads = "".join(f'<th scope="col" data-column="{name}">{name}</th>' for name in _COLUMNS)
    yield (
        f'<main><h2>Rows</h2><p class="tools" hidden></p><table class="rows"><caption>{listed}. Open a row to see its '
        f"code, its comments and where points went.</caption><thead><tr>{heads}</tr></thead>\n"
    )
    yield from (_row(index, *pair, is_open=total <= _FEW_ROWS) for index, pair in kept)
    yield "</table></main>\n"


def _row(index: int, row: Row | Damage, score: Score, *, is_open: bool) -> str:
    grades = score.dimensions
    values = (score.overall, *(getattr(grades, part, None) for part in DIMENSIONS))
    numbers = "".join(f'<td class="number">{grade(value)}</td>' for value in values)
    return (
        f'<tbody id="row-{index + 1}"><tr><th scope="row">{name(score.id)}</th>'
        f'<td class="{score.status}">{score.status}</td>{numbers}'
        f'<td class="number">{len(score.findings)}</td></tr>'
        f'<tr class="more"><td colspan="{len(_COLUMNS)}"><details{" open" * is_open}><summary>{_teaser(score)}</summary>'
        f'<div class="detail">{_detail(row, score)}</div></details></td></tr></tbody>\n'
    )


def _teaser(score: Score) -> str:
    worst = top_finding(score)
    if worst is not None:
        return f'<span class="teaser">{severity_tag(worst)} line {worst.line}: {prose(worst.message)}</span>'
    return f'<span class="teaser quiet">{text(score.reason or "no findings")}</span>'


def _detail(row: Row | Damage, score: Score) -> str:
    reason = (
        f'<p class="reason"><strong>{score.status}</strong>: {name(score.reason)}</p>' if score.reason else ""
    )
    if isinstance(row, Damage):
        where = f"{name(row.place.path)}, line {row.place.line}, column {row.place.column}"
        return f"{reason}<p>It stands at {where}.</p>"
    task = f'<p class="task">{prose(row.description)}</p>' if row.description else ""
    code = code_with_notes(row, score) if row.snippet.code else ""
    return f"{reason}{task}{code}{_answers(row, score)}{_sums(score)}"


def _sums(score: Score) -> str:
    points, features = points_table(score), features_list(score.features)
    return f'<div class="panels">{points}<div>{features}</div></div>' if points or features else ""


def _answers(row: Row, score: Score) -> str:
    bodies = {answer.key: answer.body for answer in row.answers}
    items = "".join(
        f"<li><h5>{name(answer.key)} <span>{grade(answer.overall)}</span></h5>{prose(bodies.get(answer.key, ''), 'p')}"
        f'<ul class="findings">{"".join(map(finding_item, answer.findings))}</ul></li>'
        for answer in score.answers or ()
    )
    return f'<h4>Answers</h4><ol class="answers">{items}</ol>' if items else ""


def _foot(tally: Tally) -> str:
    return (
        "<footer><p><strong>error</strong>: proved from the code. <strong>warning</strong>: a pattern with few false "
        "alarms. <strong>info</strong>: moves the score only.</p>"
        f"<p>Signature, all that a second person needs to get the same numbers: <code>{text(tally.signature)}</code></p>"
        f"</footer><script>{asset('report.js')}</script></body></html>\n"
    )
