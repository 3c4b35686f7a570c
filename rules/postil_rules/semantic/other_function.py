"""SEM02: a docstring that speaks of another function of the same source."""

from __future__ import annotations

from collections.abc import Iterator

from postil.page import Page
from postil.records import Finding
from postil.rule import Example, Rule
from postil.text.identifiers import split_identifier
from postil.text.stems import stem
from postil_rules.contradiction._judged import documented, shortened
from postil_rules.semantic._words import meanings, name_stems, shown_stems, spoken

_PAIR = (
    'def load_orders(path):\n    """{}"""\n    return json.loads(path.read_text())\n\n'
    'def send_invoice(customer, total):\n    """{}"""\n    mail(customer.address, total)'
)
_PAIR_ZH = 'def delete_file(path):\n    """{}"""\n    path.unlink()\n\ndef send_message(user, text):\n    """{}"""\n    post(user, text)'


class OtherFunction(Rule):
    """The summary has all words of the name of a neighbour and none of the function's own."""

    code = "SEM02"
    name = "semantic/other-function"
    tier = 3
    dimension = "accuracy"
    penalty = 0.25
    comment_kinds = ("docstring", "summary")
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
        Example(_PAIR_ZH.format("发送消息。", "删除文件。"), language="zh"),
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
        others = [(f, stems) for f, stems in others if len(stems) > 1 and f.name not in page.folded]
        for remark in documented(page):
            summary = page.docstring(remark.comment).summary.split(". ")[0]
            stems, concepts, _ = spoken(summary)
            own = name_stems(remark.function.name)
            if remark.function.name.startswith("__") or not own or own & stems or meanings(own) & concepts:
                continue
            shown = shown_stems(remark.function, remark.body)
            meant = next(
                (
                    f
                    for f, words in others
                    if _leads(summary, f.name) and _told(words, stems, concepts) and not words <= shown
                ),
                None,
            )
            if meant is not None:
                message = f"speaks of {meant.name}, but documents {remark.function.name}"
                yield self.finding(
                    page, remark.comment, message, f"comment: {shortened(summary)!r} | code: {meant.name!r}"
                )


def _leads(summary: str, name: str) -> bool:
    """Whether the summary begins with the first word of the name, most often a verb."""
    first = summary.split(None, 1)[0].strip(".,:").lower() if summary else ""
    return (
        stem(first) == stem(split_identifier(name)[0])
        if split_identifier(name) and first.isascii()
        else not first.isascii()
    )


def _told(words: frozenset[str], stems: frozenset[str], concepts: frozenset[str]) -> bool:
    """Whether each of ``words`` is said, or in a text without any of them meant."""
    return words <= stems or all(
        not meanings(frozenset({word})).isdisjoint(concepts) for word in words - stems
    )
