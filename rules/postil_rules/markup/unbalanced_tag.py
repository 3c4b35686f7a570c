"""MKP08: an HTML tag without its counterpart."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from postil.page import Page
from postil.records import Finding
from postil.rule import Example, Rule
from postil.text.lazy import regex
from postil_rules.markup._markup import prose_lines

_TAG = regex(
    r"<(/?)(b|i|u|em|strong|code|pre|tt|ul|ol|table|sub|sup|span|div|blockquote|a|h[1-6])(?:\s[^<>]{0,200})?(?<!/)>"
)
_NAMED = regex(
    r"(?:<[^<>\n]{1,200}>(?:,? (?:and |or )?)?){1,8}(?:tags?|elements?)\b|(?:<[^<>\n]{1,200}>[和或、]?){1,8} ?标签"
)
_SPAN = regex(r"`+[^`\n]*`+|'[^'\n]*'|\"[^\"\n]*\"")
_CODE = "def half(n):\n    return n / 2"


class UnbalancedTag(Rule):
    """Of one HTML tag that a docstring both opens and closes there are more openings or more closings."""

    code = "MKP08"
    name = "markup/unbalanced-tag"
    tier = 2
    dimension = "format"
    penalty = 0.04
    comment_kinds = ("docstring",)
    reads_prose = False
    needs = ("docstring",)
    title = "unbalanced HTML tag"
    why = "All text below it is printed in its style."
    source = "DocLint html"
    good = (Example(_CODE, docstring="Halve <b>n</b> and <i>nothing</i> else."),)
    near_misses = (
        Example(
            _CODE,
            docstring='Halve n.\n\n{"text": "<div class=\\\\"a\\\\">One</div> <div>two\n    more</div>"}',
        ),
        Example(_CODE, docstring="Put n into a <b> tag."),
        Example(_CODE, docstring="From `<b>` to `</b>`: the closing </b> is optional in `<b>`."),
        Example(_CODE, docstring="Usage: half <a> <b>."),
        Example(_CODE, docstring='Halve <a>n</a> at <a name="half"/>.'),
        Example(_CODE, docstring="Halve <b>n</b>, <i>n</i>. The <b> and <i> tags may be nested."),
        Example(_CODE, docstring="取 <b>n</b> 的一半。<b>标签可以嵌套。", language="zh"),
    )
    bad = (Example(_CODE, docstring="Halve <b>n</b>, <b>always exact."),)
    paraphrases = (
        Example(_CODE, docstring="Halve <code>n</code> in <code>half<code>."),
        Example(_CODE, docstring="取 <b>n</b> 的<b>一半。", language="zh"),
    )

    def check(self, page: Page) -> Iterator[Finding]:
        """Yield a finding for each tag that a docstring closes at least once and not each time."""
        for index in page.docstrings:
            text = page.comments[index].text
            if "</" not in text:
                continue
            lines = [_NAMED.sub(" ", line) for _, line in prose_lines(text)]
            counts, quoted = _counted([_SPAN.sub(" ", line) for line in lines]), _counted(lines)
            for name in sorted({name for name, _ in counts}):
                opened, closed = counts[name, True], counts[name, False]
                if opened and closed and opened != closed and quoted[name, True] != quoted[name, False]:
                    evidence = f"docstring: {opened} times <{name}>, {closed} times </{name}>"
                    yield self.finding(page, index, f"<{name}> is not balanced", evidence)


def _counted(lines: list[str]) -> Counter[tuple[str, bool]]:
    """How often each tag is opened (True) and closed."""
    return Counter((match[2], not match[1]) for line in lines for match in _TAG.finditer(line))
