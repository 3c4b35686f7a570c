"""``--fix`` and ``--diff-fix``: the provable mends of a report, made in the files or shown."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Sequence
from itertools import groupby
from pathlib import Path

from postil.check.fixes import UnsafeFixError, chosen_fixes, diff_of, fixed_source
from postil.check.records import Report
from postil.check.run import Order, check
from postil.facts.registry import language_for_path
from postil.reading.sources import decode_source
from postil.records import Fix

_BOM = "\ufeff"


def mend(report: Report, order: Order, *, in_place: bool, complain: Callable[[str], None]) -> Report:
    """Mend the files of ``report``; ``in_place`` writes them, else a unified diff goes to the standard output.

    Returns what is left: the report of a second look when files were written, else the same one. ``complain`` is told
    how much was mended, and what could not be.
    """
    mended = 0
    for path, group in groupby(report.findings, key=lambda one: one.path):
        fixes = chosen_fixes(list(group))
        if fixes and _mend_file(path, fixes, in_place=in_place, complain=complain):
            mended += len(fixes)
    if not in_place:
        return report
    if mended:
        complain(f"{mended} finding{'s' if mended != 1 else ''} mended")
        return check(order, complain)
    return report


def _mend_file(path: str, fixes: Sequence[Fix], *, in_place: bool, complain: Callable[[str], None]) -> bool:
    """Whether the file was mended, or its change shown."""
    language = language_for_path(path)
    try:
        before = _utf8(Path(path).read_bytes())
        mark = _BOM if before.startswith(_BOM) else ""
        text = before.removeprefix(_BOM)
        python = language is not None and language.name == "python"
        after = mark + fixed_source(text, fixes, python=python)
    except (OSError, SyntaxError, UnicodeDecodeError, UnsafeFixError) as error:
        complain(f"{path} is not mended: {error}")
        return False
    if in_place:
        _replace(Path(path), after.encode("utf-8"))
    else:
        sys.stdout.write(diff_of(path, before, after))
    return True


def _utf8(data: bytes) -> str:
    """The text of a source, its byte order mark kept."""
    text = data.decode("utf-8")
    if decode_source(data) != text.removeprefix(_BOM):
        message = "only UTF-8 is mended"
        raise UnsafeFixError(message)
    return text


def _replace(path: Path, data: bytes) -> None:
    """Write the file whole or not at all, with the rights that it has; a link stays one."""
    final = Path(os.path.realpath(path))
    draft = final.with_name(f".{final.name}.{os.getpid()}.tmp")
    try:
        draft.write_bytes(data)
        draft.chmod(final.stat().st_mode)
        draft.replace(final)
    finally:
        draft.unlink(missing_ok=True)
