"""COV12: a remark on a whole block that names nothing of it."""

from __future__ import annotations

from collections.abc import Iterator

from postil.evidence import names_any
from postil.names import salient_in
from postil.page import Page
from postil.records import Finding
from postil.rule import Example, Rule
from postil.text.telling import telling_words

_CODE = (
    "# {}\n"
    "# {}\n"
    "invoice = orders.latest(customer)\n"
    "invoice.total = sum(line.price for line in invoice.lines)\n"
    "invoice.tax = invoice.total * rate\n"
    "mailer.send(invoice)\n"
)
_FEWEST_NAMES = 4


class BlockUnnamed(Rule):
    """The remark covers several statements, speaks of none of their names, and has no word that tells it from others.

    A remark with a word of its own mostly gives a reason, and a reason needs no name of the code.
    """

    code = "COV12"
    name = "coverage/block-unnamed"
    tier = 3
    dimension = "logic"
    penalty = 0.08
    needs = ("text", "tree")
    comment_kinds = ("block",)
    title = "block comment that names nothing of its block"
    why = "It could stand above any other block; the reader learns nothing about this one."
    source = "Steidl 2013; Scalabrino 2018"
    good = (
        Example(_CODE.format("Total up the latest order of the customer,", "add the tax and send it.")),
        Example(_CODE.format("汇总客户最近的订单，", "加上税额后发送邮件。"), language="zh"),
    )
    near_misses = (
        Example(_CODE.format("This is where the fun begins,", "hold on to your hats.")),
        Example("# Order matters here,\n# see the ticket.\nload()\nrun()\n"),
        Example(_CODE.format("The price of every line counts,", "discounts were taken off before.")),
    )
    bad = (
        Example(_CODE.format("Now run the next step", "and handle what it returns.")),
        Example(_CODE.format("在这里进行所有必要的处理，", "然后返回最终的结果。"), language="zh"),
    )
    paraphrases = (Example(_CODE.format("Now process what was given", "and handle what it returns.")),)

    def check(self, page: Page) -> Iterator[Finding]:
        """Yield a finding for each remark on a block with enough names of which it speaks of none."""
        for index, comment in enumerate(page.comments):
            if comment.kind != "block" or telling_words(comment.text):
                continue
            names = salient_in(page.aligned(index), page.facts.language)
            if len(names) >= _FEWEST_NAMES and not names_any(page, index, names & page.salient_names):
                some = ", ".join(sorted(names)[:5])
                yield self.finding(page, index, "names nothing of its block", f"code names: {some}")
