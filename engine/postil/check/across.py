"""What can be said only when all files have been read: rules across files, suppressions, fingerprints."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from postil.check.judge import UNREADABLE
from postil.check.patterns import Patterns
from postil.check.records import FileReport, Located, Remark
from postil.check.suppressions import Suppression
from postil.project.reading import digest
from postil.project.view import Project
from postil.records import Finding
from postil.rule import ProjectRule, Rule

UNUSED = "CHK01"
_GIT_RULES = "git"
_FEWEST = 4
"""Fewer places that do otherwise than a rule asks are slips, no custom."""


def all_findings(
    reports: Sequence[FileReport],
    rules: Sequence[Rule],
    project: Project,
    usual: frozenset[str] = frozenset(),
) -> Iterator[tuple[FileReport, list[Finding]]]:
    """Each file with what was found in it alone and among the others, in order of place; nothing is silenced yet.

    ``usual`` are the codes of rules that the files do without.
    """
    across = [rule for rule in rules if isinstance(rule, ProjectRule)]
    exempt = {rule.code for rule in rules if _GIT_RULES in rule.needs}
    for report in reports:
        if report.module is None:
            yield report, [_unreadable(report)]
            continue
        found = [finding for finding in report.findings if finding.code not in usual]
        for rule in across:
            found += rule.judge(report.module, project)
        yield report, sorted((f for f in found if f.code in exempt or _is_asked(f, report)), key=_place)


def customary(reports: Sequence[FileReport], rules: Sequence[Rule]) -> frozenset[str]:
    """The codes of the rules that speak against a custom of these files; see ``Rule.custom``.

    A custom is of all files together, so it is asked for anew in each run, of what is kept of each file.
    """
    kept: Counter[str] = Counter()
    broken: Counter[str] = Counter()
    for report in reports:
        for code, counts in report.customs.items():
            kept[code] += counts[0]
            broken[code] += counts[1]
    shares = {rule.code: rule.custom_share for rule in rules}
    return frozenset(
        code
        for code, count in broken.items()
        if count >= _FEWEST and count > shares[code] * (count + kept[code])
    )


def located(report: FileReport, findings: Sequence[Finding], root: Path) -> list[Located]:
    """The findings of a file with their fingerprints; equal ones are told apart by their order."""
    seen: Counter[tuple[str, ...]] = Counter()
    found = []
    for finding in findings:
        remark = _remark(report, finding)
        symbol = remark.symbol if remark else _symbol_at(report, finding.line)
        key = (_relative(report.path, root), symbol, finding.code, remark.text if remark else "")
        seen[key] += 1
        found.append(Located(report.path, finding, symbol, digest("\0".join((*key, str(seen[key]))))))
    return found


def silenced(
    report: FileReport, findings: Sequence[Finding], rules: Sequence[Rule]
) -> tuple[list[Finding], int]:
    """What is left of the findings, with one for each suppression that silences nothing, and how many were silenced."""
    if not report.suppressions:
        return list(findings), 0
    used: set[tuple[Suppression, str]] = set()
    left = []
    for finding in findings:
        remark = _remark(report, finding)
        first, last = (remark.first, remark.last) if remark else (finding.line, finding.end_line)
        first, last = min(first, finding.line), max(last, finding.end_line)
        hits = [one for one in report.suppressions if one.covers(first, last) and one.names(finding.code)]
        used.update((one, finding.code) for one in hits)
        if not hits:
            left.append(finding)
    unused = [
        _unused(one, dead)
        for one in report.suppressions
        if (dead := _dead_codes(one, used, rules)) is not None
    ]
    return sorted([*left, *unused], key=_place), len(findings) - len(left)


class FileIgnores:
    """The rules that some files are not held to: patterns relative to ``root``, and codes or groups."""

    def __init__(self, table: Mapping[str, Sequence[str]], root: Path) -> None:
        self._patterns = [(Patterns(root, [glob]), tuple(codes)) for glob, codes in table.items()]

    def kept(self, path: str, findings: Sequence[Finding]) -> list[Finding]:
        """The findings that count in the file at ``path``."""
        codes = [code for patterns, some in self._patterns if patterns.match(Path(path)) for code in some]
        return [f for f in findings if not any(f.code.startswith(code) or f.rule == code for code in codes)]


def _is_asked(finding: Finding, report: FileReport) -> bool:
    if report.new_lines is None:
        return True
    if finding.comment is not None:
        return report.remarks[finding.comment].judged
    return any(line in report.new_lines for line in range(finding.line, finding.end_line + 1))


def _remark(report: FileReport, finding: Finding) -> Remark | None:
    return report.remarks[finding.comment] if finding.comment is not None else None


def _symbol_at(report: FileReport, line: int) -> str:
    symbols = report.module.symbols if report.module else ()
    around = [one for one in symbols if one.line <= line <= one.end_line and one.kind != "constant"]
    return max(around, key=lambda one: one.line).qualname if around else ""


def _relative(path: str, root: Path) -> str:
    full = Path(path).absolute()
    return full.relative_to(root).as_posix() if full.is_relative_to(root) else Path(path).as_posix()


def _dead_codes(
    suppression: Suppression, used: set[tuple[Suppression, str]], rules: Sequence[Rule]
) -> list[str] | None:
    """The words of a suppression that silence nothing though their rules ran; ``None`` when all do something."""
    hit = [code for one, code in used if one == suppression]
    if not suppression.codes:
        return None if hit else []
    ran = [rule.code for rule in rules]
    dead = [
        word
        for word in suppression.codes
        if not any(code.startswith(word) for code in hit) and any(code.startswith(word) for code in ran)
    ]
    return dead or None


def _unused(suppression: Suppression, dead: list[str]) -> Finding:
    what = ", ".join(dead) or "anything"
    return Finding(
        rule="check/unused-suppression",
        code=UNUSED,
        severity="warning",
        line=suppression.line,
        column=suppression.column,
        end_line=suppression.line,
        comment=None,
        message=f"this suppression does not silence {what} any more",
        evidence="comment: postil: ignore | no such finding here",
        fix=suppression.removal if len(dead) == len(suppression.codes) else None,
    )


def _unreadable(report: FileReport) -> Finding:
    return Finding(
        "check/unreadable",
        UNREADABLE,
        "error",
        1,
        1,
        1,
        None,
        f"cannot be checked: {report.trouble}",
        report.trouble or "",
    )


def _place(finding: Finding) -> tuple[int, int, str, str]:
    return finding.line, finding.column, finding.code, finding.message
