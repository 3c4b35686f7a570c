"""COV05: an exception that the docstring leaves out."""

from __future__ import annotations

from collections.abc import Iterator

from postil.page import Page
from postil.records import Finding
from postil.rule import Example, Rule

_CODE = "def half(n):\n    if n % 2:\n        raise ValueError(n)\n    return n // 2"
_HEAD = "Halve a number.\n\nArgs:\n    n: An even number.\n\nReturns:\n    Its half."


class ExceptionUndocumented(Rule):
    """The function raises an exception that its docstring, which has sections, never names."""

    code = "COV05"
    name = "coverage/exception-undocumented"
    tier = 1
    dimension = "logic"
    penalty = 0.12
    reads_prose = False
    needs = ("tree", "docstring", "flow")
    code_languages = ("python", "java")
    title = "raised exception not documented"
    why = "The caller cannot handle what it was not told of."
    source = "DOC501"
    good = (Example(_CODE, docstring=f"{_HEAD}\n\nRaises:\n    ValueError: If n is odd."),)
    near_misses = (
        Example(
            "def read(text):\n    try:\n        raise KeyError(text)\n    except KeyError:\n        return None",
            docstring="Read.\n\nArgs:\n    text: Input.\n\nReturns:\n    Nothing.",
        ),
        Example(
            "def draw(pen):\n    raise NotImplementedError", docstring="Draw.\n\nArgs:\n    pen: With what."
        ),
        Example(_CODE, docstring="Halve a number."),
    )
    bad = (Example(_CODE, docstring=_HEAD),)
    paraphrases = (
        Example(_CODE, docstring="Halve.\n\n:param n: Even.\n:returns: Half.\n:raises TypeError: Never."),
        Example(_CODE, docstring="取一半。\n\n参数：\n    n: 偶数。\n\n返回：\n    一半。", language="zh"),
    )

    def check(self, page: Page) -> Iterator[Finding]:
        """Yield a finding for each kind of exception that escapes and is not named."""
        for index, comment in enumerate(page.comments):
            function = page.documented(index)
            if function is None or function.stub or page.docstring(index).style == "plain":
                continue
            told: set[str] = set()
            for raised in function.raises:
                if raised.exception is None or raised.caught or "NotImplemented" in raised.exception:
                    continue
                short = raised.exception.rpartition(".")[2]
                if short not in comment.text and short not in told:
                    told.add(short)
                    message = f"{function.name} raises {short}, which is not documented"
                    yield self.finding(
                        page, index, message, f"code, line {raised.line}: raise {raised.exception}"
                    )
