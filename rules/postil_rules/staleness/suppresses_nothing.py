"""STA14: a suppression of what is not on its line."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from postil.facts.model import Statement
from postil.page import Page
from postil.records import Finding
from postil.rule import Example, Rule
from postil.text.lazy import regex
from postil_rules.staleness._directives import suppressions

_NONE = regex(r"[!=]=\s*None\b|\bNone\s*[!=]=")
_TRUTH = regex(r"[!=]=\s*(?:True|False)\b|\b(?:True|False)\s*[!=]=|\b(?:is|is not)\s+(?:True|False)\b")
_ASSERTS = regex(r"\bassert\b")
_NOT_IN = regex(r"\bnot\b")
_FROM_STAR = regex(r"\bimport\s*\*")


def _imports(statement: Statement) -> bool:
    return statement.kind == "import" or "import" in statement.text


# what must be in a statement for the check of that code to have anything to say
_NEEDED: dict[str, Callable[[Statement], bool]] = {
    "E401": _imports,
    "E402": _imports,
    "E711": lambda s: _NONE.search(s.text) is not None,
    "E712": lambda s: _TRUTH.search(s.text) is not None,
    "E713": lambda s: _NOT_IN.search(s.text) is not None,
    "E714": lambda s: _NOT_IN.search(s.text) is not None,
    "E722": lambda s: "except" in s.text,
    "E731": lambda s: "lambda" in s.text,
    "F401": _imports,
    "F403": lambda s: _FROM_STAR.search(s.text) is not None,
    "F404": _imports,
    "F632": lambda s: "is" in s.text,
    "S101": lambda s: _ASSERTS.search(s.text) is not None,
    "T201": lambda s: "print" in s.text,
    "W605": lambda s: "\\" in s.text,
}


class SuppressesNothing(Rule):
    """``# noqa: E711`` on a line that compares nothing with None: the construct that the code is about is not there."""

    code = "STA14"
    name = "staleness/suppresses-nothing"
    tier = 1
    dimension = "logic"
    penalty = 0.1
    reads_prose = False
    needs = ("text", "tree")
    title = "suppression of what is not on its line"
    why = "It hides the next fault that appears there, and tells of one that is gone."
    source = "RUF100; codes of pycodestyle, pyflakes, bandit and flake8-print whose construct is certain"
    good = (Example("if total == None:  # noqa: E711\n    stop()"),)
    near_misses = (
        Example("from os import path  # noqa: F401"),
        Example("text = 'x  # noqa: E711'"),
        Example("total = 3  # noqa: E501"),
        Example("total = 3  # noqa: ABC999"),
        Example("from a import (\n    b,  # noqa: F401\n)"),
    )
    bad = (Example("if total is None:  # noqa: E711\n    stop()"),)
    paraphrases = (
        Example("total = 3  # noqa: F401"),
        Example("def f(x):  # NOQA: E731\n    return x"),
        Example("log(total)  # noqa: E501, T201"),
    )

    def check(self, page: Page) -> Iterator[Finding]:
        """Yield a finding for each code that cannot apply to its statement."""
        if "noqa" not in page.snippet.code.lower():
            return
        for found in suppressions(page):
            for code in found.codes:
                needed = _NEEDED.get(code)
                if needed is not None and not needed(found.statement):
                    message = f"suppresses {code}, which this line cannot have"
                    shown = found.statement.text.split("\n")[0].strip()[:80]
                    yield self.finding(
                        page, None, message, f"comment: {found.written!r} | code: {shown!r}", line=found.line
                    )
