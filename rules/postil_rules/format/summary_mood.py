"""FMT06: a summary that describes instead of commanding."""

from __future__ import annotations

from collections.abc import Iterator

from postil.page import Page
from postil.records import Finding
from postil.rule import Example, Rule
from postil.text.lazy import regex

_VERBS = frozenset(
    "accepts adds allows appends applies asserts builds calculates calls changes checks cleans clears closes collects "
    "combines compares computes configures connects contains converts copies counts creates decodes defines deletes "
    "describes determines disables downloads draws emits enables encodes ensures escapes evaluates executes exports "
    "extracts fetches fills filters finds flattens formats generates gets gives groups handles imports increments "
    "indicates inserts installs iterates joins keeps launches lists loads looks makes maps marks merges moves opens "
    "parses performs picks plots prepares prints processes produces provides pulls pushes puts raises reads receives "
    "records registers removes renames renders replaces resets resolves retrieves returns runs saves scales searches "
    "selects sends serializes sets shows sorts splits starts stops stores strips takes tests transforms tries "
    "updates uploads uses validates verifies waits wraps writes yields".split()
)
_FIRST = regex(r"\s*([A-Za-z]+)\b(?!\s*(?:=|\())")
_CODE = "def scale(value, factor):\n    return value * factor"


class SummaryMood(Rule):
    """The summary of a function begins with a verb in the third person (English only)."""

    code = "FMT06"
    name = "format/summary-mood"
    tier = 3
    dimension = "format"
    penalty = 0.03
    languages = ("en",)
    needs = ("docstring", "tree")
    default = False
    title = "summary not in the imperative mood"
    why = "PEP 257 asks for a command: Return, not Returns. Other guides ask for the opposite, so this is off by default."
    source = "D401, numpydoc SS05"
    good = (Example(_CODE, docstring="Scale the value by the factor."),)
    near_misses = (
        Example(_CODE, docstring="Sets of values are scaled one by one."),
        Example(_CODE, docstring="Maps and lists work too."),
        Example(_CODE, docstring="按比例缩放。", language="zh"),
        Example("class Scale:\n    size = 1", docstring="Scales values."),
    )
    bad = (Example(_CODE, docstring="Scales the value by the factor."),)
    paraphrases = (Example(_CODE, docstring="Returns the product of value and factor."),)

    def check(self, page: Page) -> Iterator[Finding]:
        """Yield a finding for each function whose summary begins with a verb in the third person."""
        for index in page.docstrings:
            if page.documented(index) is None:
                continue
            summary = page.docstring(index).summary[:80]
            match = _FIRST.match(summary)
            word = match[1].lower() if match else ""
            follows = summary[match.end() :].split(None, 1)[:1] if match else []
            if word in _VERBS and follows not in (["of"], ["and"], ["or"], ["are"]):
                yield self.finding(page, index, f"begins with {word!r}", f"summary: {summary[:60]!r}")
