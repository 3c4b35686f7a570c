"""The report of a case: every item with its prediction, score and findings, and a summary.

``report.jsonl`` and ``report.html`` are written while the items pass by, each appears whole or not at all;
``summary.json`` comes last.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any, BinaryIO

import msgspec

from postil.cli.output import open_output
from postil.reports.html import write_html
from postil.reports.jsonl import encode
from postil.reports.tally import Pair, Tally
from postil_ianvs.items import ORIGINAL, Item
from postil_ianvs.summary import Summary

JSONL, HTML, SUMMARY = "report.jsonl", "report.html", "summary.json"


def write_items(folder: Path, items: Iterable[Item], title: str) -> None:
    """Write the report of ``items``, which are consumed once.

    Raises:
        OSError: the folder cannot be written.
    """
    folder.mkdir(parents=True, exist_ok=True)
    tally = Tally()
    with ExitStack() as stack:
        lines = stack.enter_context(open_output(str(folder / JSONL)))
        page = stack.enter_context(open_output(str(folder / HTML)))
        write_html(tally.watch(_noted(items, lines)), tally, page, title=title)


def write_summary(folder: Path, summary: Summary) -> None:
    """Write the summary.

    Raises:
        OSError: the folder cannot be written.
    """
    folder.mkdir(parents=True, exist_ok=True)
    with open_output(str(folder / SUMMARY)) as out:
        out.write(msgspec.json.format(encode(summary), indent=2) + b"\n")


def record(item: Item) -> dict[str, Any]:
    """An item as it stands in ``report.jsonl``."""
    said = item.prediction
    return {
        "index": item.index,
        "id": item.score.id,
        "row": {key: value for key, value in item.raw.items() if key != ORIGINAL},
        "prediction": said.content,
        "source": said.source,
        "model": said.model,
        "problem": said.problem,
        "score": item.score,
        "quality": item.quality,
    }


def _noted(items: Iterable[Item], out: BinaryIO) -> Iterator[Pair]:
    for item in items:
        out.write(encode(record(item)) + b"\n")
        yield item.row, item.score
