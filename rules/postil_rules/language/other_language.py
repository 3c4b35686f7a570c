"""LNG03: a remark in another language than asked for or than its neighbours."""

from __future__ import annotations

from collections.abc import Iterator

from postil.page import Page
from postil.records import Finding
from postil.rule import Example, Rule
from postil.text.lazy import regex
from postil.text.model import Script
from postil.text.prose import has_han, script_of
from postil.text.units import read_units

_HAN = regex(r"[\u4e00-\u9fff]")
_ADDRESS = regex(r"https?://\S+")
_ABOUT_SCRIPTS = regex(
    r"(?i)(?:语言|文字|字符|编码)[^。]{0,8}测试|测试[^。]{0,8}(?:语言|文字|字符|编码)|\btest\w* [^.]{0,30}\b(?:language|unicode|script)",
    hints=("测试", "test"),
)
_NO_PROSE = regex(r"^(?:TODO|FIXME|XXX|NOTE|HACK)\b(?:\([^)]*\))?:?|`[^`\n]*`")
_WEAK = 6  # function words: about two sentences
_NAMES = {"en": "English", "zh": "Chinese"}
_CODE = "total = 0\nfor item in cart:\n    total += item.price\nprint(total)"


class OtherLanguage(Rule):
    """The remark is in English where Chinese is asked for or written all around it, or the reverse.

    In a source the docstrings are compared with each other, and so are the comments: many projects write the one in
    Chinese and the other in English.
    """

    code = "LNG03"
    name = "language/other-language"
    tier = 3
    dimension = "format"
    penalty = 0.3
    title = "language of a comment differs from the one asked for or from the rest"
    why = "Half of the readers cannot read it; models fall back to English when they lose the thread."
    good = (
        Example(_CODE, ((1, "Start from zero."), (2, "Visit each item."), (3, "Add its price."))),
        Example(
            _CODE, ((1, "从零开始。"), (2, "遍历每件商品。"), (3, "累加价格。")), language="zh", asked="zh"
        ),
    )
    near_misses = (
        Example(
            _CODE,
            ((1, "初始化 total。"), (2, "遍历 cart 中的 item。"), (3, "total += item.price")),
            language="zh",
        ),
        Example(_CODE, ((1, "Start from zero (零)."), (2, "Visit each item."), (4, "Print it."))),
        Example(
            "# 从零开始计数。\nx = 0\n# 遍历所有的商品。\ny = 1\n# 'ISNEW':'是否最新'\nz = 2\n# Namespace or Exit\nw = 3\n",
            language="zh",
        ),
        Example(
            _CODE,
            docstring="计算总价。\n\nParameters\n----------\ncart : list of items\n    购物车。\n\nReturns\n-------\nint",
            language="zh",
        ),
        Example(
            '"""读取配置。"""\n\ndef read():\n    """读取文件。"""\n    # Nothing was read.\n    rows = 0\n    # Skip all the others.\n'
            '    skip(rows)\n    # Close it at the end.\n    close(rows)\n\ndef keep():\n    """保存文件。"""\n',
            language="zh",
        ),
        Example(
            '"""Read the settings."""\n\ndef read():\n    """Read the file."""\n    # 还没有读取。\n    rows = 0\n    # 跳过其余的行。\n'
            '    skip(rows)\n    # 最后关闭文件。\n    close(rows)\n\ndef keep():\n    """Write the file."""\n',
        ),
        Example(
            "# Show the first row.\nshow(1)\n# Show the second row.\nshow(2)\n# Show the third row.\nshow(3)\n"
            "# 这是对亚洲语言支持的测试\nshow(4)\n"
        ),
        Example(
            "# 显示第一行。\nshow(1)\n# 显示第二行。\nshow(2)\n# 显示第三行。\nshow(3)\n# w -> u: wa -> ua and the like\nshow(0)\n# TODO: use ``abc`` module\nshow(4)\n",
            language="zh",
        ),
    )
    bad = (
        Example(
            _CODE,
            ((1, "Start from zero."), (2, "遍历每件商品。"), (3, "Add its price."), (4, "Print the sum.")),
        ),
        Example(_CODE, ((1, "The sum starts at zero here."),), language="zh", asked="zh"),
    )
    paraphrases = (
        Example(_CODE, ((1, "一开始总额为零。"),), asked="en"),
        Example(
            _CODE,
            (
                (1, "从零开始。"),
                (2, "Go through everything in the cart."),
                (3, "累加价格。"),
                (4, "输出总额。"),
            ),
            language="zh",
        ),
        Example(
            _CODE,
            docstring="计算购物车的总价。\n\nArgs:\n    cart: The things that are to be paid, in the order in which they were put in.",
        ),
    )

    def check(self, page: Page) -> Iterator[Finding]:
        """Yield a finding for each remark in the wrong language, or whose summary is in another one than its text."""
        if (page.comment_language != "zh" and not has_han(page.folded)) or _all_alike(page):
            return
        scripts = [self._script(page, index) for index in range(len(page.comments))]
        docstrings = [page.is_source and comment.kind == "docstring" for comment in page.comments]
        pairs = list(zip(docstrings, scripts, strict=True))
        most = {
            among: self._majority([s for docstring, s in pairs if docstring == among])
            for among in (True, False)
        }
        for index, (docstring, script) in enumerate(pairs):
            if script == "none":
                continue
            asked = page.comment_language if page.comment_language != "any" else most[docstring]
            around = asked or _of_the_rest(page, index, script)
            if around not in (None, script):
                message = f"is in {_NAMES[script]}, not in {_NAMES[str(around)]}"
                text = page.comments[index].text[:60]
                yield self.finding(page, index, message, f"comment: {text!r}")

    def _script(self, page: Page, index: int) -> Script:
        """The script of a remark, of a docstring that of its summary; ``none`` for code, and for labels in a source."""
        comment = page.comments[index]
        summary = page.docstring(index).summary if comment.kind == "docstring" else ""
        text = summary or comment.text
        if self._is_code(page, index) or (
            page.is_source and (_is_label(text) or _ABOUT_SCRIPTS.search(text))
        ):
            return "none"
        return script_of(text)

    def _majority(self, scripts: list[Script]) -> str | None:
        chinese, english = scripts.count("zh"), scripts.count("en")
        if chinese + english < 3 or max(chinese, english) < 2 * min(chinese, english):
            return None
        return "zh" if chinese > english else "en"

    def _is_code(self, page: Page, index: int) -> bool:
        words = page.mentions(index)
        return bool(words) and all(
            part in page.known_names for word in words for part in word.text.split(".")
        )


def _all_alike(page: Page) -> bool:
    """Whether no language is asked for, and all remarks are in one: nothing can be found, whatever is code."""
    if page.comment_language != "any" or "docstring" in page.comment_kinds:
        return False
    return len({script_of(comment.text) for comment in page.comments}) < 2


def _of_the_rest(page: Page, index: int, script: Script) -> Script | None:
    """The script of what a docstring says below its summary, if that is several sentences' worth."""
    comment = page.comments[index]
    rest = _ADDRESS.sub("", comment.text.partition("\n\n")[2][:4000]) if comment.kind == "docstring" else ""
    if script == "zh":
        weak = [unit for unit in read_units(rest) if unit.kind == "weak" and unit.text.isascii()]
        return "en" if len(weak) >= _WEAK and not _HAN.search(rest) else None
    return None


def _is_label(text: str) -> bool:
    """Whether a comment in a source is a term or code put aside rather than a sentence."""
    return any(sign in text for sign in ("=", "->", "[", "]", "(", ")", "{", "}", "_", "':", '":')) or (
        text.isascii() and len(_NO_PROSE.sub(" ", text).split()) < 4
    )
