"""Licences: the one that a text is, and whether a row's lets everybody use and pass on the code.

>>> allows("MIT OR GPL-3.0-only", PERMISSIVE), allows("MIT AND GPL-3.0-only", PERMISSIVE)
(True, False)
"""

from __future__ import annotations

import re
import tempfile
from collections.abc import Callable, Collection, Iterable
from functools import lru_cache
from pathlib import Path, PurePosixPath

from postil_corpora.extras import need
from postil_corpora.filters.view import Judge, View

PERMISSIVE = tuple(
    "0BSD Apache-2.0 Artistic-2.0 BlueOak-1.0.0 BSD-2-Clause BSD-3-Clause BSL-1.0 CC-BY-4.0 CC0-1.0 HPND ISC MIT MIT-0 MIT-CMU MulanPSL-2.0 "
    "NCSA PostgreSQL PSF-2.0 Python-2.0 Unlicense UPL-1.0 WTFPL X11 Zlib ZPL-2.1".split()
)
"""SPDX identifiers of licences without a duty to publish under the same terms; 木兰宽松许可证 (MulanPSL-2.0) among them."""
_NAMES = re.compile(r"(?i)(?:un)?licen[cs]e|copying|copyright|mit-licen[cs]e")
_TAG = re.compile(r"SPDX-License-Identifier:[ \t]{0,8}(?P<value>[A-Za-z0-9.+() -]{2,120})")
_APACHE_END = "END OF TERMS AND CONDITIONS"
_OTHER_GRANT = re.compile(r"(?i)permission is hereby granted|redistribution and use|\bGNU\b|public license")
_HEAD = 4_000
_LONGEST = 60_000
_PART = re.compile(r"[()]|[A-Za-z0-9.+:-]+")


def licence(allow: Collection[str] = PERMISSIVE) -> Judge:
    """Drops a row whose licence is unknown at its revision, or asks for more than those of ``allow``."""
    allowed = frozenset(allow)

    def judge(seen: View) -> str | None:
        stated = stated_in(seen.code) or seen.licence
        if stated is None:
            return "the licence is not known"
        return None if allows(stated, allowed) else f"{stated} is not among those allowed"

    return judge


def allows(expression: str, allowed: Collection[str]) -> bool:
    """Whether an SPDX expression can be met with the ``allowed`` licences alone; one that cannot be read is not.

    ``AND`` binds before ``OR``, ``WITH`` names an exception, which only adds rights (SPDX 2.3, annex D).
    """
    terms = re.sub(r"(?i)\bWITH [A-Za-z0-9.-]+", "", expression)
    stack: list[list[bool | str]] = [[]]
    for part in _PART.findall(terms):
        if part == "(":
            stack.append([])
        elif part == ")":
            if len(stack) < 2:
                return False
            stack[-2].append(_value(stack.pop()))
        else:
            stack[-1].append(part.upper() if part.upper() in {"AND", "OR"} else part in allowed)
    return len(stack) == 1 and _value(stack[0])


def _value(terms: list[bool | str]) -> bool:
    """Values joined by ``AND`` and ``OR``; anything else than such a row of them is False."""
    if len(terms) % 2 == 0 or any(
        isinstance(term, str) == (place % 2 == 0) for place, term in enumerate(terms)
    ):
        return False
    product, total = bool(terms[0]), False
    for operator, term in zip(terms[1::2], terms[2::2], strict=True):
        if operator == "AND":
            product = product and bool(term)
        else:
            total, product = total or product, bool(term)
    return total or product


def stated_in(code: str) -> str | None:
    """The SPDX expression that the head of a source file states."""
    found = _TAG.search(code[:_HEAD])
    return found["value"].strip() if found else None


def licence_at(paths: Iterable[str], read: Callable[[str], str]) -> str | None:
    """The licence of a tree at one revision, from the licence files at its root, as an SPDX expression.

    Several files that are different licences are joined by ``AND``: whether one may choose cannot be told from them.
    ``None`` if there is none, or one of them is not known for certain.
    """
    files = sorted(path for path in paths if "/" not in path and _NAMES.match(PurePosixPath(path).name))
    found = {licence_of_text(read(path)) for path in files}
    known = sorted(name for name in found if name)
    return " AND ".join(known) if known and None not in found else None


@lru_cache(maxsize=1024)
def licence_of_text(text: str) -> str | None:
    """The SPDX identifier of a licence's own text, or ``None``: at most a twentieth of it may differ.

    Apache's licence is also known without the appendix that tells how to apply it.

    Raises:
        UsageError: identify and ukkonen are not installed.
    """
    need("ukkonen")
    if not text.strip() or len(text) > _LONGEST:
        return None
    with tempfile.TemporaryDirectory(prefix="postil-licence-") as folder:
        path = Path(folder) / "LICENSE"
        path.write_text(text, encoding="utf-8", errors="replace")
        found: str | None = need("identify.identify").license_id(str(path))
    return found or ("Apache-2.0" if _has_apache_terms(text) else None)


def _has_apache_terms(text: str) -> bool:
    """Whether the terms of Apache 2.0 stand in ``text`` word for word, and no grant of another licence behind them."""
    whole = dict(need("identify.vendor.licenses").LICENSES)["Apache-2.0"]
    terms, _, behind = " ".join(text.split()).partition(_APACHE_END)
    known = " ".join(whole.split()).partition(_APACHE_END)[0].partition("1. Definitions.")[2]
    return bool(behind) and terms.partition("1. Definitions.")[2] == known and not _OTHER_GRANT.search(behind)
