"""CON56: a type comment beside an annotation that says something else, or the same again."""

from __future__ import annotations

from collections.abc import Iterator

from postil.page import Page
from postil.records import Finding
from postil.rule import Example, Rule
from postil.text.lazy import regex
from postil_rules.contradiction._judged import shortened

_BOTH = regex(
    r"[ \t]*[A-Za-z_][\w.]*[ \t]*:[ \t]*(?P<annotation>[^=#\n]{1,120}?)[ \t]*(?:=[^#\n]*)?#[ \t]*type:[ \t]*(?P<said>[^#\n]{1,120}?)[ \t]*(?:#.*)?"
)


class TypeComment(Rule):
    """``limit: int = 0  # type: str``: two types for one variable, of which one is read by people only."""

    code = "CON56"
    name = "contradiction/type-comment"
    tier = 1
    dimension = "accuracy"
    penalty = 0.3
    reads_prose = False
    needs = ("text", "tree")
    title = "type comment beside an annotation"
    why = "One of them is stale, or both say the same and one must be kept in step."
    source = "PYI033"
    good = (Example("limit = read()  # type: int\nname: str = ''"),)
    near_misses = (
        Example("limit: int = read()  # type: ignore"),
        Example("limit: int = read()  # the type: see above"),
        Example("text: str = 'a  # type: int'"),
    )
    bad = (Example("limit: int = read()  # type: str"),)
    paraphrases = (
        Example("limit: int = read()  # type: int"),
        Example("self.names: list[str] = []  # type: List[bytes]"),
    )

    def check(self, page: Page) -> Iterator[Finding]:
        """Yield a finding for each line with both."""
        if "type:" not in page.snippet.code:
            return
        for number, line in enumerate(page.lines, 1):
            both = _BOTH.fullmatch(line) if "type:" in line and len(line) < 500 else None
            if both is None or both["said"].startswith("ignore"):
                continue
            statement = page.facts.at(number)
            if statement is None or statement.kind not in {"assign", "type", "expression"}:
                continue
            if any("type:" in literal.text for literal in statement.literals):
                continue
            said, annotation = both["said"], both["annotation"]
            same = "".join(said.split()) == "".join(annotation.split())
            message = f"type comment {'repeats' if same else 'differs from'} the annotation {annotation}"
            text = f"comment: 'type: {said}' | code: {shortened(annotation)!r}"
            yield self.finding(page, None, message, text, line=number)
