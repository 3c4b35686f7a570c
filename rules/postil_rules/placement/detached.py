"""ALN01: a comment with a blank line between it and its code."""

from __future__ import annotations

from collections.abc import Iterator

from postil.evidence import named_symbols
from postil.facts.model import Statement
from postil.names import salient_in
from postil.page import Page
from postil.records import Comment, Finding
from postil.rule import Example, Rule
from postil.text.lazy import regex
from postil.text.units import read_units
from postil_rules.staleness.code_left import is_code

_FEWEST_WORDS = 3
_NOT_ON_CODE = regex(r"(?i)\W{0,3}(?:todo|fixme|xxx|hack|note|nb|copyright|licen[cs]e|spdx)|[-=#*~]{3,}")
_STATEMENT = regex(r"(?s)[A-Za-z_][\w.]* ?\(.*\)|[A-Za-z_][\w.]*(?:\[[^\]\n]*\])? ?[-+*/]?= ?\S.*")
_DEFINITIONS = frozenset(("function", "class", "decorator", "import"))
_CODE = (
    "def load(path):\n    text = read(path)\n    {}\n{}    limit = len(text) // 2\n    return text[:limit]\n"
)


class Detached(Rule):
    """An own-line comment names what the next statement has, but a blank line stands between them."""

    code = "ALN01"
    name = "placement/detached"
    tier = 3
    dimension = "format"
    penalty = 0.02
    needs = ("text", "tree")
    in_source = True
    title = "blank line between a comment and its code"
    why = "The eye takes it for the end of what stands above, and the next edit separates them for good."
    source = "Steidl 2013; checkstyle InvalidJavadocPosition"
    good = (
        Example(_CODE.format("# The limit is half the length of the text.", "")),
        Example(_CODE.format("# limit 取文本长度的一半。", ""), language="zh"),
    )
    near_misses = (
        Example(_CODE.format("# ---- limits of the text ----", "\n")),
        Example(_CODE.format("# TODO: let the caller give the limit.", "\n")),
        Example(
            "def load(path):\n    # A path may be long, so this has two parts.\n\n    part = path[:9]\n    return part\n"
        ),
        Example(_CODE.format("# print(len(text), path, limit)", "\n")),
        Example(_CODE.format("# A broken file has been replaced by now.", "\n")),
        Example("# Limits of a text and its length.\n\n\ndef limit(text):\n    return len(text)\n"),
    )
    bad = (
        Example(_CODE.format("# The limit is half the length of the text.", "\n")),
        Example(_CODE.format("# limit 取文本长度的一半。", "\n"), language="zh"),
    )
    paraphrases = (
        Example(_CODE.format("# Half of the text is the limit,\n    # as the rest is read later.", "\n")),
    )

    def check(self, page: Page) -> Iterator[Finding]:
        """Yield a finding for each comment that speaks of the statement behind a blank line."""
        if not page.is_source or not page.tokens:
            return
        own = {token.line for token in page.tokens if token.own_line}
        for index, comment in enumerate(page.comments):
            following = self._behind_blank(page, comment, own)
            if (
                following is None
                or _NOT_ON_CODE.match(comment.text)
                or _STATEMENT.fullmatch(comment.text)
                or is_code(comment.text)
            ):
                continue
            words = [unit for unit in read_units(comment.text) if unit.kind != "weak"]
            named = named_symbols(page, index, salient_in((following,)))
            if len(words) >= _FEWEST_WORDS and named:
                names = ", ".join(sorted(named)[:3])
                message = f"a blank line parts it from line {following.line}"
                evidence = f"comment: {comment.text[:60]!r} | code: {names}"
                yield self.finding(page, index, message, evidence)

    def _behind_blank(self, page: Page, comment: Comment, own: set[int]) -> Statement | None:
        """The statement at the column of ``comment`` that one blank line parts from it."""
        if comment.kind == "docstring" or comment.at_line not in own:
            return None
        end = comment.at_line + comment.text.count("\n")
        if end + 1 >= len(page.lines) or page.lines[end].strip() or not page.lines[end + 1].strip():
            return None
        following = page.facts.at(end + 2)
        if following is None or following.kind in _DEFINITIONS or following.line != end + 2:
            return None
        if following.parent >= 0 and following.parent == following.index - 1:
            return None  # what stands first in a block may speak of all of it
        return following if following.column == comment.at_column else None
