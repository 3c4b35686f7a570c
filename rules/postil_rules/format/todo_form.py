"""FMT20: a TODO without what a project asks of one."""

from __future__ import annotations

from collections.abc import Iterator

from postil.page import Page
from postil.records import Finding
from postil.rule import Example, Rule
from postil.text.lazy import regex

_TAG = regex(r"(?:^|\n)[ \t]*(?:#[ \t]*)?(?P<tag>(?i:todo|fixme|xxx|hack))\b(?P<rest>.{0,200})")
_OWNER = regex(r"\([^()\n]{1,60}\)|@[\w-]+")
_ISSUE = regex(r"#\d+|\b[A-Z]{2,10}-\d+\b|https?://|\bGH-\d+|\b(?i:issue|ticket|bug)[ #]*\d+")
_CODE = "def half(n):\n    # {}\n    return n / 2\n"


class TodoForm(Rule):
    """A TODO, FIXME, XXX or HACK is not in capitals with a colon and a text, or names no owner or issue if asked to."""

    code = "FMT20"
    name = "format/todo-form"
    tier = 1
    dimension = "format"
    penalty = 0.03
    default = False
    options = ("owner", "issue")
    owner: bool = False
    issue: bool = False
    title = "TODO not in the project's form"
    why = "What nobody can look for, nobody does. What a TODO must hold is the project's choice: off by default."
    source = "TD001 to TD007"
    good = (
        Example(_CODE.format("TODO: Round to even.")),
        Example(_CODE.format("TODO: 四舍六入。"), language="zh"),
    )
    near_misses = (
        Example(_CODE.format("Everything that is left to do stands in the todo list.")),
        Example(_CODE.format("TODO(kim): Round to even.")),
        Example(_CODE.format("Hacks of the caller are undone here.")),
        Example(_CODE.format("待办列表在别处。"), language="zh"),
    )
    bad = (
        Example(_CODE.format("todo round to even")),
        Example(_CODE.format("todo 四舍六入"), language="zh"),
    )
    paraphrases = (Example(_CODE.format("TODO")), Example(_CODE.format("Fixme: round to even")))

    def check(self, page: Page) -> Iterator[Finding]:
        """Yield a finding for each tag that lacks something."""
        for index, comment in enumerate(page.comments):
            for match in _TAG.finditer(comment.text[:4000]):
                lacking = self._lacking(match["tag"], match["rest"])
                if lacking:
                    said = f"{match['tag']}{match['rest'][:40]}"
                    yield self.finding(page, index, f"{match['tag']} lacks {lacking}", f"comment: {said!r}")

    def _lacking(self, tag: str, rest: str) -> str:
        owner = _OWNER.match(rest.lstrip())
        text = rest.lstrip()[owner.end() if owner else 0 :]
        checks = (
            (tag.isupper(), "capitals"),
            (text[:1] in tuple(":："), "a colon"),
            (text[1:].strip(), "a text"),
            (owner or not self.owner, "an owner"),
            (not self.issue or _ISSUE.search(rest), "an issue"),
        )
        return ", ".join(what for passed, what in checks if not passed)
