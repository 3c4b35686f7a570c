"""How often is the change that a link names the one that answered the remark? A judged sample, by source.

    python benchmarks/corpora/answer_links.py draw FEEDBACK_DIR... --each 25 > to-judge.txt
    python benchmarks/corpora/answer_links.py report

``draw`` takes as many rows of each source from the tables, by the hash of their ids, and shows the remark and the
change. Readers write ``id,source,reader,verdict`` into ``data/answer_links.csv``; only that is kept. A link is right if the
change does what the remark asks for, or takes back, mends or replaces what it names; a doubt counts as wrong.
"""

from __future__ import annotations

import argparse
import hashlib
import sys
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path

from readings import rows, table

from postil_corpora.links.patches import edits_of
from postil_corpora.schema import AnsweringChange, Feedback
from postil_corpora.tables import read_rows

_VERDICTS = Path(__file__).with_name("data") / "answer_links.csv"
_SHOWN, _TEXT = 1_100, 400  # characters of a change and of a remark


def source_of(row: Feedback) -> str:
    """Where a link comes from: a review thread, or what a commit's message says."""
    _, mark, rest = row.id.partition("@")
    return rest.split(":")[1] if mark and ":" in rest else "thread"


def draw(feedback: Iterable[Feedback], each: int) -> list[Feedback]:
    """``each`` linked rows of each source, chosen by the hash of their ids; equal changes count once."""
    chosen: dict[str, dict[str, Feedback]] = defaultdict(dict)
    for row in sorted(feedback, key=lambda row: hashlib.sha256(row.id.encode()).digest()):
        found = chosen[source_of(row)]
        if row.answered_by and len(found) < each:
            change = row.answered_by[0]
            found.setdefault(f"{row.text}\0{change.patch}", row)
    return [row for source in sorted(chosen) for row in chosen[source].values()]


def _show(row: Feedback) -> str:
    change = row.answered_by[0]
    head = f"{row.id} {row.confidence} {change.evidence} [{len(row.answered_by)} files]"
    asked = f"{row.path}:{row.lines}\n{(row.hunk or '')[-600:]}".strip()
    return f"#### {head}\n{row.text[:_TEXT]}\n---- {asked}\n---- {change.sha[:9]} {change.path}\n{_edits(change)}\n"


def _edits(change: AnsweringChange) -> str:
    """The edits that the link is about, without the lines around them."""
    first, last = change.lines or (0, 0)
    shown = []
    for edit in edits_of(change.patch):
        if edit.new_first <= last and edit.new_end >= first:
            shown += [
                f"@{edit.new_first}",
                *(f"-{line}" for line in edit.removed),
                *(f"+{line}" for line in edit.added),
            ]
    return "\n".join(shown)[:_SHOWN]


def main() -> None:
    """Draw or report."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    actions = parser.add_subparsers(dest="action", required=True)
    drawing = actions.add_parser("draw")
    drawing.add_argument("folders", nargs="+", type=Path)
    drawing.add_argument("--each", type=int, default=25)
    actions.add_parser("report")
    args = parser.parse_args()
    if args.action == "report":
        print(table(rows(_VERDICTS)))
        return
    feedback = (row for folder in args.folders for row in read_rows(folder, "feedback", Feedback))
    for row in draw(feedback, args.each):
        sys.stdout.write(_show(row))


if __name__ == "__main__":
    main()
