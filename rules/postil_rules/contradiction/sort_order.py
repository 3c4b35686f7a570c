"""CON30: a remark gives the other order of sorting."""

from __future__ import annotations

from collections.abc import Iterator

from postil.claims.concepts import OPPOSITES
from postil.claims.model import Claim
from postil.claims.scan import may_name
from postil.page import Page
from postil.records import Finding
from postil.rule import Example, Rule
from postil.text.lazy import regex
from postil_rules.contradiction._judged import documented, evidence, judged, proved

_ORDERS = frozenset({"ascending", "descending"})


_BY_MINUS = regex(r"lambda [^:]{1,40}:.*[(,] ?-\w")
# What the order is bound to, before it or behind it, and a descent that is no order.
_BOUND = regex(r"(?i)\b(?:if|when|whether|unless|True|False)\b|如果|若|当")
_KIN = regex(r"(?i)descending from")
_REVERSED = regex(r"(?i)\b(?:revers\w+|inverse\w*|opposite)(?: of)? ?$|[倒逆反]$")
_COMES_FIRST = regex(
    r"(?i)\b(?:(?P<least>lowest|smallest|fewest|least|cheapest|shortest|oldest|earliest)|(?:highest|largest|most|biggest|greatest|longest|newest|latest))"
    r" (?:[\w`]{2,20} ){1,2}first\b(?! [a-z])",
    hints=(" first",),
)
_ENDS = regex(r"[.;](?=\s)|[。；]|\n\s*\n|, or (?:None|null|nil|undefined|an empty|raise|throw)\b")


class SortOrder(Rule):
    """The comment says ascending where the code sorts in descending order, or the other way round."""

    code = "CON30"
    name = "contradiction/sort-order"
    tier = 3
    dimension = "accuracy"
    penalty = 0.35
    claim_kinds = ("operation",)
    needs = ("text", "tree")
    title = "order of sorting differs"
    why = "Who trusts the comment takes the smallest for the largest."
    good = (
        Example("ranked = sorted(totals, reverse=True)", ((1, "Rank in descending order."),)),
        Example("for s in sorted(spans):\n    f(s)", ((1, "Walk in ascending order of start."),)),
        Example(
            "ranked = sorted(totals, key=lambda t: t[1], reverse=True)",
            ((1, "按总额从高到低排序。"),),
            language="zh",
        ),
    )
    near_misses = (
        Example(
            "ranked = sorted(totals, key=lambda t: -t[1])",
            ((1, "Highest first, that is in descending order."),),
        ),
        Example("names = sorted(names, reverse=True)", ((1, "Put them in reverse alphabetical order."),)),
        Example("ranked = sorted(totals, reverse=newest)", ((1, "Descending order if newest is set."),)),
        Example("ranked = sorted(totals, reverse=True)", ((1, "Not in ascending but in descending order."),)),
        Example("ranked = sorted(xs)[::-1]", ((1, "Descending order."),)),
        Example("rows.sort(key=score, reverse=True)", ((1, "Least common words first tried are dropped."),)),
        Example(
            "def ranked(xs):\n    sort = partial(sorted, reverse=True)\n    return sort(xs, key=len)",
            docstring="Return them in descending order.",
        ),
        Example(
            "def show(x, levels):\n    draw(x, levels, range=sorted(x))",
            docstring="Show it.\n\nArgs:\n    x: What.\n    levels: Where (if this is descending, they overlap).",
        ),
        Example(
            "def order(self, reverse=False):\n    self.reverse = reverse\n    self.sort()",
            docstring="Order it. Pass *reverse* as True to order descending.",
        ),
        Example(
            "def kin(found, of):\n    found.sort(key=lambda one: one.number)\n    return [one for one in found if one.of == of]",
            docstring="Give those descending from the one.",
        ),
        Example(
            "ranked = sorted(totals, key=lambda t: (-t[1], t[0]))",
            ((1, "Descending by amount, ascending by name."),),
        ),
    )
    bad = (
        Example("ranked = sorted(totals, reverse=True)", ((1, "Rank in ascending order."),)),
        Example(
            "for s in sorted(spans, key=lambda s: s[0]):\n    f(s)",
            ((1, "Walk in descending order of start."),),
        ),
        Example(
            "ranked = sorted(totals, key=lambda t: t[1], reverse=True)",
            ((1, "按总额从低到高排序。"),),
            language="zh",
        ),
        Example(
            "def clashes(xs):\n    found = list(xs)\n    return sorted(found)",
            docstring="找出冲突，按开始时间从晚到早排列。",
            language="zh",
        ),
    )
    paraphrases = (
        Example("names.sort(reverse=True)", ((1, "Smallest first."),)),
        Example(
            "def best(rows):\n    return sorted(rows, key=lambda row: row.score, reverse=True)",
            docstring="Give the rows, lowest score first.",
        ),
        Example("rows.sort(key=score, reverse=True)", ((1, "得分最少的排在最前。"),), language="zh"),
        Example("names.sort(reverse=True)", ((1, "对names升序排列。"),), language="zh"),
        Example("cur.execute('SELECT a FROM t ORDER BY a DESC')", ((1, "Fetch in ascending order."),)),
    )

    def check(self, page: Page) -> Iterator[Finding]:
        """Yield a finding for each claimed order whose opposite alone is proved."""
        for remark in judged(page):
            claims = remark.of("operation") + _first(remark.text)
            if not any(claim.value in _ORDERS for claim in claims):
                continue
            yield from self._judge(
                page, remark.comment, remark.text, claims, proved(remark.scope), remark.statements[0].text
            )
        for whole in documented(page):
            first = _first(whole.text)
            if whole.function.name.startswith("test") or not (first or may_name(whole.text, _ORDERS)):
                continue
            claims = first + [c for c in page.claims(whole.comment, "operation") if not c.negated]
            if any(claim.value in _ORDERS for claim in claims):
                code = next((s.text for s in whole.body if proved((s,)) & _ORDERS), "")
                yield from self._judge(page, whole.comment, whole.text, claims, proved(whole.body), code)

    def _judge(
        self, page: Page, comment: int, text: str, claims: list[Claim], shown: frozenset[str], code: str
    ) -> Iterator[Finding]:
        said = [claim for claim in claims if claim.value in _ORDERS]
        if len({claim.value for claim in said}) != 1 or "reversed" in shown or _BY_MINUS.search(code):
            return
        claim = said[0]
        if _is_bound(text, claim):
            return
        concept = str(claim.value)
        against = OPPOSITES[concept] & shown
        if against and concept not in shown:
            message = f"says {concept} order, the code sorts in {min(against)} order"
            yield self.finding(page, comment, message, evidence(text, claim, code))


def _first(text: str) -> list[Claim]:
    """The orders told by what comes first, with what is compared between the words: *lowest score first*."""
    if " first" not in text:
        return []
    found = ((said, "ascending" if said["least"] else "descending") for said in _COMES_FIRST.finditer(text))
    return [Claim("operation", None, order, said.start(), said.end()) for said, order in found]


def _is_bound(text: str, claim: Claim) -> bool:
    """Whether the order is told for a case, for a value that may be given, as a reversed one, or is that of kin."""
    start = max((found.end() for found in _ENDS.finditer(text, 0, claim.start)), default=0)
    end = _ENDS.search(text, claim.end)
    sentence = text[start : end.start() if end else len(text)]
    if _REVERSED.search(text[max(0, claim.start - 16) : claim.start]):
        return True
    return _BOUND.search(sentence) is not None or _KIN.match(text, claim.start) is not None
