"""COV03: a result that the docstring leaves out."""

from __future__ import annotations

import re
from collections.abc import Iterator

from postil.page import Page
from postil.records import Finding
from postil.rule import Example, Rule
from postil.text.lazy import regex

_TOLD = regex(
    r"\breturn(?:s|ed|ing)?\b|\byields?\b|:rtype:|返回|回傳|得到|结果为|\bget\b|\bcompute", re.IGNORECASE
)
_CODE = "def scale(value, factor):\n    return value * factor"
_ARGS = "Args:\n    value: What to scale.\n    factor: By how much."


class ReturnUndocumented(Rule):
    """The docstring has sections, none of them says what comes back, and nor does its text."""

    code = "COV03"
    name = "coverage/return-undocumented"
    tier = 1
    dimension = "logic"
    penalty = 0.12
    needs = ("tree", "docstring")
    code_languages = ("python", "java", "javascript", "typescript", "c", "cpp")
    title = "return value not documented"
    why = "The caller wants the result; its meaning and type are the first thing to tell."
    source = "DOC201"
    good = (
        Example(_CODE, docstring=f"Scale it.\n\n{_ARGS}\n\nReturns:\n    The scaled value."),
        Example(_CODE, docstring=f"缩放。\n\n{_ARGS}\n\n返回：\n    缩放后的值。", language="zh"),
    )
    near_misses = (
        Example(
            "def log(text):\n    if not text:\n        return\n    print(text)",
            docstring="Log.\n\n:param text: It.",
        ),
        Example(_CODE, docstring=f"Return the value scaled.\n\n{_ARGS}"),
        Example(_CODE, docstring="Scale a value."),
    )
    bad = (
        Example(_CODE, docstring=f"Scale it.\n\n{_ARGS}"),
        Example(_CODE, docstring=f"按比例缩放。\n\n{_ARGS}", language="zh"),
    )
    paraphrases = (Example(_CODE, docstring="Stretch.\n\n:param value: Start.\n:param factor: How much."),)

    def check(self, page: Page) -> Iterator[Finding]:
        """Yield a finding for each function that gives a value its docstring does not speak of."""
        for index, comment in enumerate(page.comments):
            function = page.documented(index)
            if function is None or function.stub or function.yields:
                continue
            doc = page.docstring(index)
            given = [r for r in function.returns if r.value not in (None, "None")]
            if doc.style != "plain" and given and doc.returns is None and not _TOLD.search(comment.text):
                message = f"what {function.name} returns is not documented"
                yield self.finding(
                    page, index, message, f"code, line {given[0].line}: return {given[0].value}"
                )
