"""SEM02: the docstrings of two neighbouring functions have changed places."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from postil.page import Page
from postil.records import Finding
from postil.rule import Example, Rule
from postil_rules.contradiction._judged import Documented, documented, shortened
from postil_rules.semantic._words import meanings, name_stems, shown_stems, spoken, within_compounds

_PAIR = (
    'def load_orders(path):\n    """{}"""\n    return json.loads(path.read_text())\n\n'
    'def send_invoice(customer, total):\n    """{}"""\n    mail(customer.address, total)'
)
_PAIR_ZH = 'def delete_file(path):\n    """{}"""\n    path.unlink()\n\ndef send_message(user, text):\n    """{}"""\n    post(user, text)'
_ENOUGH = 2
_HANDS_OVER = 3  # statements
_READ = 600


class OtherFunction(Rule):
    """Two neighbours: each docstring has more words of the other's name and code than of its own function's."""

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
    """Whether each text speaks more of the other's function than of its own, of its name above all."""
    named = name_stems(one.function.name), name_stems(other.function.name)
    if any(remark.function.name.startswith("__") for remark in (one, other)) or named[0] == named[1]:
        return False
    if _refers(one, other) or _refers(other, one) or _calls(one, other) or _calls(other, one):
        return False
    first, second = named[0] - named[1], named[1] - named[0]
    names = _crossing(page, one, first, second), _crossing(page, other, second, first)
    if min(names) < 0 or max(names) < 1:
        return False
    shown = shown_stems(one.function, one.body), shown_stems(other.function, other.body)
    first, second = shown[0] - shown[1], shown[1] - shown[0]
    leaning = _leaning(one, first, second), _leaning(other, second, first)
    return all(2 * crossing + leans >= _ENOUGH for crossing, leans in zip(names, leaning, strict=True))


def _crossing(page: Page, remark: Documented, own: frozenset[str], foreign: frozenset[str]) -> int:
    """How many more words of the other name a summary has than of its own."""
    summary = page.docstring(remark.comment).summary
    stems, concepts, _ = spoken(summary)
    concepts |= within_compounds(summary)
    return _told(foreign, stems, concepts) - _told(own, stems, concepts)


def _leaning(remark: Documented, own: frozenset[str], foreign: frozenset[str]) -> int:
    """How many more words of the other function's code a text has than of its own."""
    stems, _, _ = spoken(remark.text[:_READ])
    return len(stems & foreign) - len(stems & own)


def _refers(one: Documented, other: Documented) -> bool:
    """Whether the text on ``one`` names the other function as code: not only in a word that is its name too."""
    name = other.function.name
    return name in one.text and ("_" in name or f"{name}(" in one.text or f"{name}`" in one.text)


def _calls(one: Documented, other: Documented) -> bool:
    """Whether ``one`` hands its work over to ``other``, whose words are then its own."""
    called = {call.name.rpartition(".")[2] for statement in one.body for call in statement.calls}
    return one.in_source and len(one.body) <= _HANDS_OVER and other.function.name in called


def _told(words: frozenset[str], stems: frozenset[str], concepts: frozenset[str]) -> int:
    """How many of ``words`` are said or meant."""
    return sum(word in stems or not meanings(frozenset({word})).isdisjoint(concepts) for word in words)
