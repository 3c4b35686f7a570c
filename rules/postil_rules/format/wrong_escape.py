"""FMT18: a backslash in a docstring that is no escape, or another one than was meant."""

from __future__ import annotations

from collections.abc import Iterator

from postil.facts.model import Statement
from postil.page import Page
from postil.records import Finding, Fix
from postil.rule import Example, Rule
from postil.text.lazy import regex

_BACKSLASH = regex(r"\\(.|\n)")
_VALID = frozenset("\n\\'\"abfnrtv01234567xNuU")
# Commands of TeX whose first letter makes an escape of them: ``\beta`` is a backspace and ``eta``.
_TEX = regex(
    r"(?<!\\)(?:\\\\)*(\\(?:alpha|approx|ast|bar|begin|beta|big|binom|bmod|boldsymbol|bot|bullet|fbox|forall|frac"
    r"|nabla|ne|neq|ni|not|nu|rangle|rfloor|rceil|rho|right|rightarrow|tau|tan|tanh|text|textbf|textrm|tfrac|theta"
    r"|tilde|times|to|top|triangle|varepsilon|varphi|vdots|vec|vee|vert)(?![A-Za-z]))"
)
_CODE = 'def angle(n):\n    {}"""The angle {} of n.\n\n    In radians.\n    """\n    return n\n'


class WrongEscape(Rule):
    r"""A docstring without ``r`` holds a backslash that is no escape (``\d``) or makes TeX into one (``\theta``)."""

    code = "FMT18"
    name = "format/wrong-escape"
    tier = 1
    dimension = "format"
    penalty = 0.05
    comment_kinds = ("docstring",)
    reads_prose = False
    fixable = True
    needs = ("text", "tree")
    in_source = True
    title = "backslash in a docstring that is no raw string"
    why = "Python warns of it, and in time refuses it; a formula loses its letters without a word."
    source = "D301, W605"
    good = (Example(_CODE.format("r", r"\theta")),)
    near_misses = (
        Example(_CODE.format("", r"\\theta, with a\n new line and \x41")),
        Example('def f():\n    """Long line \\\n    goes on.\n    """\n'),
        Example(_CODE.format("", r"'a\tb' or '\r\n' at the end")),
    )
    bad = (Example(_CODE.format("", r"\d+")),)
    paraphrases = (Example(_CODE.format("", r"\theta")), Example(_CODE.format("", r"\*args \_")))

    def check(self, page: Page) -> Iterator[Finding]:
        """Yield a finding for each docstring with a wrong escape; an ``r`` before it is the fix if nothing else changes."""
        if not page.is_source:
            return
        for index, statement in page.docstring_statements.items():
            text = statement.text
            if "\\" not in text or text[0] in "rRuU(" or len(statement.literals) != 1:
                continue
            yield from self._judge(page, index, statement)

    def _judge(self, page: Page, index: int, statement: Statement) -> Iterator[Finding]:
        text = statement.text
        escapes = list(_BACKSLASH.finditer(text))
        wrong = [escape for escape in escapes if escape[1] not in _VALID]
        formula = None if wrong else _TEX.search(text)
        if not wrong and formula is None:
            return
        start = wrong[0].start() if wrong else formula.start(1) if formula else 0
        said = text[start : start + 12].split("\n")[0].split(" ")[0]
        line = statement.line + text.count("\n", 0, start)
        fix = None
        if len(wrong) == len(escapes):
            place = statement.column + 1
            fix = Fix(statement.line, place, statement.line, place, "r")
        message = f"{said!s} in a docstring that is no raw string"
        yield self.finding(page, index, message, f"docstring: {said}", line, fix=fix)
