"""SEM02: the docstrings of two neighbouring functions have changed places."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from postil.page import Page
from postil.records import Finding
from postil.rule import Example, Rule
from postil_rules.contradiction._judged import Documented, documented, shortened
from postil_rules.semantic._words import meanings, name_stems, spoken, within_compounds

_PAIR = (
    'def load_orders(path):\n    """{}"""\n    return json.loads(path.read_text())\n\n'
    'def send_invoice(customer, total):\n    """{}"""\n    mail(customer.address, total)'
)
_PAIR_ZH = 'def delete_file(path):\n    """{}"""\n    path.unlink()\n\ndef send_message(user, text):\n    """{}"""\n    post(user, text)'


class OtherFunction(Rule):
    """Two neighbours: each docstring has words of the other's name and none of its own function's."""

    code = "SEM02"
    name = "semantic/other-function"
    tier = 3
    dimension = "accuracy"
    penalty = 0.25
    comment_kinds = ("docstring", "summary")
    needs = ("text", "tree", "symbols")
    title = "docstrings of two neighbours have changed places"
    why = "Both are false, and both look right."
    source = "RepliComment (Blasi and Gorla 2018)"
    good = (
        Example(_PAIR.format("Load the orders of a day.", "Send an invoice by mail.")),
        Example(_PAIR.format("从文件载入订单。", "发送发票。"), language="zh"),
    )
    near_misses = (
        Example(_PAIR.format("Load the orders for which to send an invoice.", "Send it.")),
        Example(_PAIR.format("Read the file.", "Send an invoice for the orders.")),
        Example('def a(x):\n    """Call b with x."""\n    return b(x)\n\ndef b(x):\n    return x'),
    )
    bad = (
        Example(_PAIR.format("Send an invoice by mail.", "Load the orders of a day.")),
        Example(_PAIR_ZH.format("发送消息。", "删除文件。"), language="zh"),
    )
    paraphrases = (
        Example(_PAIR.format("Sends the invoice to a customer.", "Loads what was ordered.")),
        Example(_PAIR.format("Mails an invoice.", "Reads all orders from a file.")),
    )

    def check(self, page: Page) -> Iterator[Finding]:
        """Yield a finding for each of two neighbours whose docstrings have changed places."""
        remarks = documented(page)
        for one, other in pairwise(remarks):
            if _swapped(page, one, other):
                for remark, meant in ((one, other), (other, one)):
                    message = f"speaks of {meant.function.name}, but documents {remark.function.name}"
                    text = f"comment: {shortened(remark.text)!r} | code: {remark.function.name!r}"
                    yield self.finding(page, remark.comment, message, text)


def _swapped(page: Page, one: Documented, other: Documented) -> bool:
    """Whether each summary has words that only the other's name has, and none that only its own name has."""
    first, second = name_stems(one.function.name), name_stems(other.function.name)
    first, second = first - second, second - first
    if not first or not second or one.function.name in other.text or other.function.name in one.text:
        return False
    for remark, own, foreign in ((one, first, second), (other, second, first)):
        summary = page.docstring(remark.comment).summary
        stems, concepts, _ = spoken(summary)
        concepts |= within_compounds(summary)
        if _told(own, stems, concepts) or not _told(foreign, stems, concepts):
            return False
    return True


def _told(words: frozenset[str], stems: frozenset[str], concepts: frozenset[str]) -> bool:
    """Whether one of ``words`` is said or meant."""
    return not words.isdisjoint(stems) or any(
        not meanings(frozenset({word})).isdisjoint(concepts) for word in words
    )
