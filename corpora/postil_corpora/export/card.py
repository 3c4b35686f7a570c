"""The card of a data set: what is in it, where it comes from, how noisy it is, what it must not be used for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from postil_corpora.report import Report, SourceReport
from postil_corpora.samples import KINDS

_LIMITS = """\
- The rows are real work of real projects: their comments are as good as their developers made them.
- Only comments whose lines can be told for certain are examples. Comments that explain a whole passage, a branch among
  several or an intention behind several statements are set aside more often than others, so the mix of comments is not
  that of the projects.
- Tests are tied to functions by what they import and call. They are not run here, and may need more of their project.
- Whoever is named in a comment wrote under a licence, not for a data set: do not use the rows to profile people.
- Models that were trained on public code have very likely seen these packages. Use the split by time, and a fresh
  recipe, to measure such models."""


def card(report: Report, licences: Sequence[str], files: Mapping[str, Mapping[str, Sequence[str]]]) -> str:
    """The card as Markdown with the front matter of a Hugging Face data set.

    ``files`` are the exported files by table and split.
    """
    parts = (
        _front_matter(report, files),
        f"# {report.name} {report.version}\n\n{report.description}\n",
        _made(report),
        _rows(report),
        _noise(report),
        "## Limits\n\n" + _LIMITS + "\n",
        _kept_out(report),
        _sources(report.sources),
        "## Licences\n\nEach row has the licence of its source (SPDX): " + ", ".join(licences) + ".\n",
    )
    return "\n".join(parts)


def _made(report: Report) -> str:
    return (
        f"Made by `postil corpora build` (Postil {report.postil}, schema {report.schema}) from {len(report.sources)} "
        "pinned sources. Every row names its repository, revision, file, lines and licence, and can be made again.\n"
    )


def _front_matter(report: Report, files: Mapping[str, Mapping[str, Sequence[str]]]) -> str:
    lines = [
        "---",
        f"pretty_name: {report.name}",
        "license: other",
        "language:",
        "- en",
        "tags:",
        "- code",
        "configs:",
    ]
    for table, splits in files.items():
        lines += [f"- config_name: {table}", "  data_files:"]
        for split, names in splits.items():
            lines += [f"  - split: {split}", "    path:", *(f"    - {name}" for name in names)]
    return "\n".join([*lines, "---", ""])


def _rows(report: Report) -> str:
    lines = ["## Rows\n", "| table | rows | what |", "|---|---:|---|"]
    for table, count in report.tables.items():
        what = (KINDS[table].__doc__ or "").partition("\n")[0].partition(":")[0]
        lines.append(f"| `{table}` | {count:,} | {what} |")
    lines += ["", "| split | train | test |", "|---|---:|---:|"]
    lines += [
        f"| {name} | {sides.get('train', 0):,} | {sides.get('test', 0):,} |"
        for name, sides in report.splits.items()
    ]
    return "\n".join([*lines, ""])


def _noise(report: Report) -> str:
    if not report.measured:
        return "## Noise\n\nNobody has read a sample of this corpus yet: its noise is not known.\n"
    lines = ["## Noise\n", "| what | right | 95 % interval | read | how |", "|---|---:|---|---:|---|"]
    lines += [
        f"| {one.what} | {one.share:.1%} | {one.low:.1%} to {one.high:.1%} | {one.read} | {one.how} |"
        for one in report.measured
    ]
    return "\n".join([*lines, ""])


def _kept_out(report: Report) -> str:
    lines = ["## Kept out\n"]
    lines += _counted("rows dropped by filters", report.dropped)
    lines += _counted("rows changed by filters", report.changed)
    lines += _counted("comments set aside", report.aside)
    return "\n".join(lines)


def _counted(title: str, counts: Mapping[str, int]) -> list[str]:
    ordered = sorted(counts.items(), key=lambda one: (-one[1], one[0]))
    return [f"| {title} | |", "|---|---:|", *(f"| {name} | {count:,} |" for name, count in ordered), ""]


def _sources(sources: Sequence[SourceReport]) -> str:
    lines = [
        "## Sources\n",
        "| source | revision | licence | published | split | rows |",
        "|---|---|---|---|---|---:|",
    ]
    for one in sources:
        rows = sum(count for table, count in one.rows.items() if table != "comments_aside")
        lines.append(
            f"| {one.repository} | {one.revision} | {one.licence or 'unknown'} | {one.dated or ''} | {one.split} | {rows:,} |"
        )
    return "\n".join([*lines, ""])
