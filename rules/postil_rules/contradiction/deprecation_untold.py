"""CON33: the function warns that it is deprecated and its docstring does not say so, or the reverse."""

from __future__ import annotations

from collections.abc import Iterator

from postil.page import Page
from postil.records import Finding
from postil.rule import Example, Rule
from postil.text.lazy import regex
from postil_rules.contradiction._judged import Documented, documented, shortened

_TOLD = regex(r"(?i)deprecat|obsolete|\bremoved in\b|弃用|废弃|过时|不(?:再)?推荐")
_WARNS = regex(
    r"(?i)(?:emits?|issues?|raises?|gives?|shows?) an? (?:\w+ )?`{0,2}\w*DeprecationWarning|发出弃用警告",
    hints=("deprecationwarning", "弃用警告"),
)
_CODE = (
    "def old(n):\n    warnings.warn('old() is deprecated, use new()', DeprecationWarning)\n    return new(n)"
)
# A function by its marks, a class by its capitals.
_SUBJECT = regex(r"(\w+)(?:\(\)|`) is deprecated|\b([A-Z][a-z0-9]{1,40}[A-Z]\w{0,40}) is deprecated")
_PLAIN = "def fresh(n):\n    return n + 1"


class DeprecationUntold(Rule):
    """Every call warns that the function is deprecated, or the docstring promises such a warning that never comes."""

    code = "CON33"
    name = "contradiction/deprecation-untold"
    tier = 2
    dimension = "accuracy"
    penalty = 0.25
    comment_kinds = ("docstring", "summary")
    needs = ("docstring", "tree")
    title = "deprecation in the code and in the docstring differ"
    why = "New callers are won for what is about to go."
    source = "clippy, StyleCop, numpydoc GL09"
    good = (
        Example(_CODE, docstring="Add one. Deprecated: use new()."),
        Example(_CODE, docstring="加一。已弃用，请改用new()。", language="zh"),
    )
    near_misses = (
        Example(
            "def load(path, mode=None):\n    if mode:\n        warnings.warn('mode of load is deprecated', DeprecationWarning)\n    return path",
            docstring="Load.",
        ),
        Example(
            "def load(path):\n    warnings.warn('slow disk', RuntimeWarning)\n    return path",
            docstring="Load a file.",
        ),
        Example(
            "def apply(n):\n    warnings.warn('Old.__call__() is deprecated in favor of .apply()', DeprecationWarning)\n    return n",
            docstring="Apply it.",
        ),
        Example(
            "def hook(n):\n    warnings.warn('The OldPanel is deprecated. If you need this panel, say so', DeprecationWarning)\n    return n",
            docstring="Hook for subclasses.",
        ),
        Example(
            "def hook(n):\n    warnings.warn('The OldPanel is deprecated. If you need this panel, say so', DeprecationWarning)\n    return n",
            docstring="供子类改写。",
            language="zh",
        ),
        Example(
            "@deprecated\ndef old(n):\n    return n", docstring="Issues a DeprecationWarning when called."
        ),
    )
    bad = (
        Example(_CODE, docstring="Add one."),
        Example(_CODE, docstring="加一。", language="zh"),
    )
    paraphrases = (
        Example(_PLAIN, docstring="Add one. Issues a DeprecationWarning."),
        Example(_PLAIN, docstring="加一，调用时发出弃用警告。", language="zh"),
    )

    def check(self, page: Page) -> Iterator[Finding]:
        """Yield at most one finding for each docstring."""
        code = page.snippet.code
        if "eprecat" not in code and not page.holding("deprecat", "弃用"):
            return
        for remark in documented(page):
            warning = _warning(remark)
            if warning and not _TOLD.search(remark.text):
                state = "will be" if "PendingDeprecationWarning" in warning else "is"
                message = f"does not say that {remark.function.name} {state} deprecated, as the code warns at each call"
                text = f"comment: {shortened(remark.text)!r} | code: {shortened(warning)!r}"
                yield self.finding(page, remark.comment, message, text)
            promised = _WARNS.search(remark.text) if not warning else None
            if promised and not _may_warn(remark):
                message = f"promises a warning, {remark.function.name} gives none"
                text = f"comment: {promised.group()!r} | code: 'no warning'"
                yield self.finding(page, remark.comment, message, text)


def _warning(remark: Documented) -> str | None:
    """A warning that the function is deprecated, given at every call."""
    for statement in remark.body:
        if statement.depth != remark.body[0].depth or statement.kind != "expression":
            if statement.kind in {"return", "raise"}:
                return None
            continue
        written = " ".join(statement.text.split())
        if "warn" in written and "DeprecationWarning" in written and "deprecated" in written:
            texts = [str(lit.value) for lit in statement.literals if lit.kind == "string"]
            own = _is_about(remark.function.name, " ".join(texts))
            return statement.text if own else None
    return None


def _is_about(name: str, text: str) -> bool:
    """Whether a warning is about the function, and does not name another one as what is deprecated."""
    subject = _SUBJECT.search(text)
    return (subject is None or name in subject.groups()) and (
        name in text or "This " in text or "this " in text
    )


def _may_warn(remark: Documented) -> bool:
    """Whether a warning may come: from a decorator, or from anything that is called for it."""
    return bool(remark.function.decorators) or any(
        "warn" in s.text.lower() or "deprecat" in s.text.lower() for s in remark.body
    )
