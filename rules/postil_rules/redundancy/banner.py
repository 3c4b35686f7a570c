"""RED09: banners and separators (a policy)."""

from __future__ import annotations

from collections.abc import Iterator

from postil.page import Page
from postil.records import Finding
from postil.rule import Example, Rule
from postil.text.lazy import regex

_BANNER = regex(r"[ \t]*#[# \t]*(?:[-=*~_+]{8,}|#{9,})[^\w\n]{0,200}.{0,60}")
_SIGNS = ("--------", "========", "********", "~~~~~~~~", "________", "++++++++", "##########")


class Banner(Rule):
    """A comment line of rule characters, with or without a title in it."""

    code = "RED09"
    name = "redundancy/banner"
    tier = 1
    default = False
    dimension = "logic"
    penalty = 0.04
    reads_prose = False
    needs = ("text",)
    title = "banner or separator"
    why = "Files that need signposts are better split; the rules drift and say nothing."
    source = "Stirling CMT002; beautification smell (Jabrayilzade et al. 2024)"
    good = (Example("# Tax is charged on the net amount.\ntotal = net * rate"),)
    near_misses = (
        Example("text = '# ----------'\nprint(text)"),
        Example("#######\ntotal = net * rate"),
        Example("total = net * rate  # see ---------- below"),
    )
    bad = (Example("# ----------------\n# Totals\n# ----------------\ntotal = net * rate"),)
    paraphrases = (
        Example("############ Totals ############\ntotal = net * rate"),
        Example("# ==================== Totals\ntotal = net * rate"),
    )

    def check(self, page: Page) -> Iterator[Finding]:
        """Yield a finding for each line that is a banner and no part of a string."""
        code = page.snippet.code
        if not any(sign in code for sign in _SIGNS):
            return
        for number, line in enumerate(page.lines, 1):
            if "#" in line and len(line) < 400 and _BANNER.fullmatch(line) and page.facts.at(number) is None:
                shown = line.strip()[:60]
                yield self.finding(page, None, "banner or separator", f"comment: {shown!r}", line=number)
