"""SEM02: a docstring that speaks of another function of the same source."""

from __future__ import annotations

from collections.abc import Iterator

from postil.page import Page
from postil.records import Finding
from postil.rule import Example, Rule
from postil_rules.contradiction._judged import documented, shortened
from postil_rules.semantic._words import meanings, name_stems, shown_stems, spoken

_PAIR = (
    'def load_orders(path):\n    """{}"""\n    return json.loads(path.read_text())\n\n'
    'def send_invoice(customer, total):\n    """{}"""\n    mail(customer.address, total)'
)


class OtherFunction(Rule):
    """The summary has all words of the name of a neighbour and none of the function's own."""

    code = "SEM02"
    name = "semantic/other-function"
    tier = 3
    dimension = "accuracy"
    penalty = 0.25
    needs = ("text", "tree", "symbols")
    title = "docstring speaks of another function of the file"
    why = "It was copied or swapped."
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
        Example(_PAIR.format("发送发票（send_invoice）给顾客。", "载入订单。"), language="zh"),
    )
    paraphrases = (
        Example(_PAIR.format("Sends the invoice to a customer.", "Mail it.")),
        Example(_PAIR.format("Read.", "Loads all orders from a file.")),
    )

    def check(self, page: Page) -> Iterator[Finding]:
        """Yield at most one finding for each docstring."""
        functions = page.facts.functions
        if len(functions) < 2 or not any(comment.kind == "docstring" for comment in page.comments):
            return
        others = [(f, name_stems(f.name)) for f in functions]
        others = [(f, stems) for f, stems in others if len(stems) > 1]
        for remark in documented(page):
            summary = page.docstring(remark.comment).summary.split(". ")[0]
            stems, concepts, _ = spoken(summary)
            own = name_stems(remark.function.name)
            if not own or own & stems or meanings(own) & concepts:
                continue
            shown = shown_stems(remark.function, remark.body)
            meant = next((f for f, words in others if words <= stems and not words <= shown), None)
            if meant is not None:
                message = f"speaks of {meant.name}, but documents {remark.function.name}"
                yield self.finding(
                    page, remark.comment, message, f"comment: {shortened(summary)!r} | code: {meant.name!r}"
                )
