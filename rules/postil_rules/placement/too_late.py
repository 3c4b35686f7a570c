"""ALN12: a comment stands below the lines that it speaks of, at the head of others."""

from __future__ import annotations

from collections.abc import Iterator

from postil.alignment.fit import Scale
from postil.facts.model import Statement
from postil.page import Page
from postil.records import Finding
from postil.rule import Example, Rule
from postil_rules.contradiction._judged import shortened
from postil_rules.placement._headed import Headed, enclosing, headed, stems_of

_LONGEST = 100
_MOST = 20
_SURE = 0.5  # nats that the lines above fit better
_NO_MATTER = frozenset({"docstring", "import", "function", "class", "decorator"})
_CODE = (
    "def load(path, limit):\n"
    "    if not path.exists():\n"
    "        raise FileNotFoundError(path)\n"
    "\n"
    "    # {}\n"
    "    for row in csv.reader(path.open()):\n"
    "        rows.append(row[:limit])\n"
    "    return rows\n"
)


class TooLate(Rule):
    """The comment names what only the lines above it have, and fits those better than the lines below it.

    Only a comment behind an empty line is judged, and only where no other comment heads the lines above.
    """

    code = "ALN12"
    name = "placement/too-late"
    tier = 3
    default = False  # thirty findings on well-kept packages were read, and none was right
    dimension = "accuracy"
    penalty = 0.15
    comment_kinds = ("line",)
    needs = ("text", "tree")
    title = "comment speaks of the lines above it"
    why = "Readers take it for the lines below, where it stands."
    good = (
        Example(_CODE.format("Keep each row up to the limit.")),
        Example(_CODE.format("逐row读取，最多保留limit列。"), language="zh"),
    )
    near_misses = (
        Example(_CODE.format("The caller wants whole ones.")),
        Example(_CODE.format("Each row of the path.")),
        Example(_CODE.replace("\n    # {}", "    # It must exist.")),
    )
    bad = (
        Example(_CODE.format("Refuse what does not exist.")),
        Example(_CODE.format("不存在就抛出FileNotFoundError。"), language="zh"),
    )
    paraphrases = (Example(_CODE.format("A missing file is an error: it has to exist.")),)

    def check(self, page: Page) -> Iterator[Finding]:
        """Yield at most one finding for each comment."""
        remarks = headed(page) if page.is_source else ()
        for remark in remarks:
            above = _above(page, remark)
            if above and _fits_above(page, remark, above):
                message = f"fits line {above[0].line} better than line {remark.first.line}"
                text, code = shortened(remark.text), shortened(remark.first.text)
                yield self.finding(page, remark.comment, message, f"comment: {text!r} | code: {code!r}")


def _above(page: Page, remark: Headed) -> list[Statement]:
    """The statements of the paragraph above the empty lines above a short comment, if it is of the same block."""
    last = (page.comments[remark.comment].at_line or 0) - 1
    if len(remark.text) > _LONGEST or "\n" in remark.text or page.lines[last - 1].strip():
        return []
    while last > 0 and not page.lines[last - 1].strip():
        last -= 1
    start = last
    while start > 1 and page.lines[start - 2].strip() and not page.lines[start - 2].lstrip().startswith("#"):
        start -= 1
    if start > 1 and page.lines[start - 2].strip():
        return []
    first, found = remark.first, []
    for statement in reversed(page.facts.statements[max(0, first.index - _MOST) : first.index]):
        if statement.line < start or statement.column < first.column:
            break
        found.append(statement)
    found.reverse()
    fit = found and (found[0].column, found[0].function) == (first.column, first.function)
    return found if fit and found[0].kind not in _NO_MATTER else []


def _fits_above(page: Page, remark: Headed, above: list[Statement]) -> bool:
    """Whether words and fit speak for ``above``, and no word for the lines below."""
    below = (*remark.below, *enclosing(page, remark.first))
    here, there = stems_of(below), stems_of(tuple(above))
    said = remark.said
    if said.isdisjoint(there - here) or not said.isdisjoint(here - there):
        return False
    scores, _ = Scale([*above, *below], (remark.text,)).scores(remark.text)
    return max(scores[: len(above)]) - max(scores[len(above) :]) > _SURE
