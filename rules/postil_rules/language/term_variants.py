"""LNG08: two spellings of one term (a policy)."""

from __future__ import annotations

from collections.abc import Iterator

from postil.page import Page
from postil.records import Finding
from postil.rule import Example, Rule
from postil.text.lazy import regex

_PAIRS = tuple(
    tuple(pair.split("/"))
    for pair in (
        "color/colour colors/colours behavior/behaviour center/centre initialize/initialise normalize/normalise serialize/serialise "
        "optimize/optimise recognize/recognise neighbor/neighbour neighbors/neighbours favor/favour gray/grey canceled/cancelled "
        "labeled/labelled modeling/modelling license/licence analyze/analyse e-mail/email filename/file-name"
    ).split()
)
_PAIRS_HAN = (
    ("登录", "登陆"), ("阈值", "阀值"), ("账号", "帐号"), ("缺省", "默认"), ("线程", "執行緒"), ("程序", "程式"), ("数组", "阵列"),
    ("函数", "函式"), ("变量", "变数"), ("异步", "非同步"), ("缓存", "快取"),
)  # fmt: skip
_CODE_SPANS = regex(r"`[^`\n]*`")
_WORD = regex(r"[a-z]+(?:-[a-z]+)?")
_CODE = "def total(prices):\n    return sum(prices)"


class TermVariants(Rule):
    """Colour in one remark and color in the next; 登录 and 登陆."""

    code = "LNG08"
    name = "language/term-variants"
    tier = 2
    default = False
    dimension = "format"
    penalty = 0.03
    title = "two spellings of one term"
    why = "A search for one of them misses the other."
    source = "Vale consistency"
    good = (
        Example(_CODE, ((1, "Prices by colour."), (2, "The colour is not kept."))),
        Example(_CODE, ((1, "登录后统计。"), (2, "登录失败时为零。")), language="zh"),
    )
    near_misses = (
        Example(_CODE, ((1, "Prices by colour."), (2, "Calls `color` for each."))),
        Example(_CODE, ((2, "The colours of the colour table."),)),
    )
    bad = (
        Example(_CODE, ((1, "Prices by colour."), (2, "The color is not kept."))),
        Example(_CODE, ((1, "登录后统计。"), (2, "登陆失败时为零。")), language="zh"),
    )
    paraphrases = (
        Example(
            _CODE, docstring="Normalize the prices.\n\nThey are normalise d by tax, so normalise them once."
        ),
        Example(_CODE, ((1, "函数求和。"), (2, "函式返回总和。")), language="zh"),
    )

    def check(self, page: Page) -> Iterator[Finding]:
        """Yield a finding where the second spelling of a pair is first met."""
        folded = page.folded
        words = frozenset(_WORD.findall(_CODE_SPANS.sub(" ", folded))) if folded else frozenset()
        for one, other in _PAIRS:
            if one in words and other in words:
                yield self._both(page, one, other)
        for one, other in () if folded.isascii() else _PAIRS_HAN:
            if one in folded and other in folded:
                yield self._both(page, one, other)

    def _both(self, page: Page, one: str, other: str) -> Finding:
        index = max(page.holding(one)[0], page.holding(other)[0])
        return self.finding(
            page, index, f"both {one!r} and {other!r} are used", f"comment: {one!r}, {other!r}"
        )
