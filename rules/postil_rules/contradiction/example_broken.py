"""CON37: an example of the docstring does not parse."""

from __future__ import annotations

from collections.abc import Iterator

from postil.page import Page
from postil.records import Finding
from postil.rule import Example, Rule
from postil.text.lazy import regex
from postil_rules.contradiction._examples import parsed, samples
from postil_rules.contradiction._judged import shortened

_CODE = "def double(n):\n    return 2 * n"
# a block whose lines have a prompt each, as people type it
_BODY_APART = ("expected an indented block", "unexpected indent")
_SKETCH = regex(r"^@|<\w[^<>]*>|\.\.\.\s*[,)]?\s*$|\bawait\b|#\s*doctest:|^\s*(?:SELECT|pip|python|cd)\b")


class ExampleBroken(Rule):
    """What stands behind ``>>>`` is no Python."""

    code = "CON37"
    name = "contradiction/example-broken"
    tier = 3
    dimension = "accuracy"
    penalty = 0.25
    reads_prose = False
    needs = ("text",)
    title = "example does not parse"
    why = "Examples are copied first and read last; one that cannot run was never tried."
    source = "eslint check-examples"
    good = (Example(_CODE, docstring="Double n.\n\n>>> double(3)\n6"),)
    near_misses = (
        Example(
            _CODE, docstring="Double n.\n\n>>> double(3\nTraceback (most recent call last):\nSyntaxError"
        ),
        Example(_CODE, docstring="Double n.\n\n>>> for n in (1, 2):\n...     double(n)\n2\n4"),
        Example(_CODE, docstring="Double n.\n\n>>> %timeit double(3)"),
    )
    bad = (Example(_CODE, docstring="Double n.\n\n>>> double(3))\n6"),)
    paraphrases = (
        Example(_CODE, docstring="Double n.\n\n>>> for n in (1, 2)\n...     double(n)\n2\n4"),
        Example(_CODE, docstring='Double n.\n\n>>> double("3)\n6'),
    )

    def check(self, page: Page) -> Iterator[Finding]:
        """Yield a finding for the first broken example of each remark."""
        for index in page.holding(">>> "):
            for sample in samples(page.comments[index].text):
                problem = parsed(sample.source)
                if not isinstance(problem, str) or sample.fails or problem.startswith(_BODY_APART):
                    continue
                if not _SKETCH.search(sample.source):
                    message = f"the example does not parse: {problem}"
                    yield self.finding(page, index, message, f"comment: {shortened(sample.source)!r}")
                    break
