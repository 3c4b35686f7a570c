"""One corpus, four shapes; each export carries the checksums of its files.

The same corpus gives the same bytes, Parquet files too as long as pyarrow is the same.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from postil.cli.output import open_output
from postil.errors import UsageError
from postil_corpora.export.card import card
from postil_corpora.export.croissant import croissant, write_croissant
from postil_corpora.export.ianvs import export_ianvs
from postil_corpora.export.tables import export_tables
from postil_corpora.lock import Checksums, locked_file, write_json
from postil_corpora.report import Report, read_report

CHECKSUMS, CARD, METADATA = "checksums.json", "README.md", "croissant.json"
_ONE_FILE = 10_000_000


def export(corpus: Path, out: Path, form: str) -> Checksums:
    """Write the corpus in ``corpus`` to ``out`` in the shape ``form``, and return what was written.

    Raises:
        UsageError: no corpus was built there, or there is no such shape.
    """
    if form not in FORMS:
        message = f"no format {form!r}; there are {', '.join(FORMS)}"
        raise UsageError(message)
    report = read_report(corpus)
    out.mkdir(parents=True, exist_ok=True)
    files = FORMS[form](corpus, out, report)
    found = Checksums(report.name, report.version, tuple(locked_file(out, path) for path in sorted(files)))
    write_json(out / CHECKSUMS, found)
    return found


def _tables(form: str, corpus: Path, out: Path, _report: Report) -> list[Path]:
    return export_tables(corpus, out, "parquet" if form == "parquet" else "jsonl")


def _ianvs(corpus: Path, out: Path, _report: Report) -> list[Path]:
    return export_ianvs(corpus, out)


def _huggingface(corpus: Path, out: Path, report: Report) -> list[Path]:
    """Parquet under ``data/``, the card as ``README.md``, Croissant metadata beside it."""
    files = export_tables(corpus, out / "data", "parquet", _ONE_FILE)
    licences = sorted({source.licence for source in report.sources if source.licence})
    with open_output(str(out / CARD)) as stream:
        stream.write(card(report, licences, _by_table(out, files)).encode())
    locked = [locked_file(out, path) for path in sorted(files)]
    write_croissant(out / METADATA, croissant(report, locked, licences))
    return [*files, out / CARD, out / METADATA]


def _by_table(out: Path, files: Sequence[Path]) -> dict[str, dict[str, list[str]]]:
    found: dict[str, dict[str, list[str]]] = {}
    for path in files:
        split = path.name.partition("-")[0]
        found.setdefault(path.parent.name, {}).setdefault(split, []).append(path.relative_to(out).as_posix())
    return found


FORMS: dict[str, Callable[[Path, Path, Report], list[Path]]] = {
    "jsonl": partial(_tables, "jsonl"),
    "parquet": partial(_tables, "parquet"),
    "ianvs": _ianvs,
    "huggingface": _huggingface,
}
