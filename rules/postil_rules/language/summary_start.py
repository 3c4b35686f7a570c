"""LNG11: a docstring that begins with a small letter or with "This function"."""

from __future__ import annotations

from collections.abc import Iterator

from postil.page import Page
from postil.records import Finding
from postil.rule import Example, Rule
from postil.text.lazy import regex
from postil.text.prose import script_of

_SMALL = regex(r"(?P<word>[a-z]{2,})(?=[ ,]|\.(?!\w)|$)(?! ?[(=:\[])")
_THIS = regex(
    r"This (?:function|method|class|generator|routine|procedure|fixture|decorator)\b(?= (?!that|which|of|to\b|is\b|under|being|given|passed|ha[sd]\b|was|will|can|may|might|must|should|does|needs)\w+)"
)
_THIS_ONE = regex(r"This (?:object|class|exception|mixin)\b")
# Names of code that are no words: as such they stay small.
_TERMS = frozenset(
    "argparse args argv asyncio attrs bool ctypes cwd dict dtype env enum functools int iterable itertools json kwargs len "
    "mixin ndarray npm numpy param params pathlib pip pytest regex repr stderr stdin stdout str subprocess sys toml tuple unittest url "
    "urllib utf xml yaml zlib".split()
)
# Of a module's docstring: what the first word does, which then is the name of something.
_DOES = regex(r"[a-z]+ (?:contains|provides|implements|defines|holds|offers|has|is)\b")
_CUSTOMARY = 4  # more than one in four, of at least four docstrings
_PHRASES = frozenset({"c", "cpp", "java", "javascript", "typescript"})
_CODE = "def total(prices):\n    return sum(prices)"


class SummaryStart(Rule):
    """The summary is a sentence: it begins with a capital letter, and with what is told."""

    code = "LNG11"
    name = "language/summary-start"
    tier = 2
    languages = ("en",)
    dimension = "format"
    penalty = 0.03
    needs = ("docstring",)
    comment_kinds = ("docstring",)
    title = 'docstring begins with a small letter or with "This function"'
    why = "The first word is all that lists and tooltips show."
    source = "D403, D404"
    good = (Example(_CODE, docstring="Sum of the prices."),)
    near_misses = (
        Example(_CODE, docstring="prices summed up."),
        Example(_CODE, docstring="total: the sum."),
        Example(_CODE, docstring="param prices: what to add up"),
        Example(
            "".join(
                f'def f{n}():\n    """{said} the sum of it."""\n'
                for n, said in enumerate(("gives", "takes", "Makes", "Does"))
            )
        ),
        Example(
            "".join(
                f'def {said}_{n}():\n    """{said} the sum of it."""\n'
                for n, said in enumerate(("load", "take", "gives", "Does"))
            )
        ),
        Example(_CODE, docstring="libsum wrapped for prices."),
        Example('"""sums come by pip.\n\nIf `sums` is missing, add it.\n"""\nimport adder\n'),
        Example('"""sumhelper contains what adds prices up."""\nimport adder\n'),
        Example(_CODE, docstring="This function has been moved to the package of sums."),
        Example(_CODE, docstring="This function must be called once a day."),
        Example(_CODE, docstring="sum(prices) with a name."),
        Example(_CODE, docstring="threading.local() for one thread."),
        Example("class Options(dict):\n    pass", docstring="kwargs for request(), options() and head()."),
        Example(_CODE, docstring="kwargs 的说明，见各个函数。", language="zh"),
        Example(_CODE, docstring="价格的总和。", language="zh"),
        Example(_CODE, docstring="shell 命令解析后的参数字典，包含 options。", language="zh"),
        Example(_CODE, ((2, "add them up"),)),
    )
    bad = (Example(_CODE, docstring="returns the sum of the prices."),)
    paraphrases = (
        Example(_CODE, docstring="This function returns the sum of the prices."),
        Example(_CODE, docstring="the sum of the prices"),
    )

    def check(self, page: Page) -> Iterator[Finding]:
        """Yield at most one finding for each docstring; small letters that are the custom of a file are left."""
        small: list[Finding] = []
        for index, comment in enumerate(page.comments):
            if comment.kind != "docstring" or len(comment.text) < 12:
                continue
            if comment.symbol is None and _is_note(page, comment.at_line):
                continue
            this = _THIS.match(comment.text)
            names_one = comment.symbol is None and page.is_source and _DOES.match(comment.text)
            if not names_one and (word := _small_word(page, comment.text)):
                message = f"begins with the small {word!r}"
                small.append(self.finding(page, index, message, f"comment: {comment.text[:60]!r}"))
            elif this:
                message = f"begins with {this.group()!r}"
                yield self.finding(page, index, message, f"comment: {comment.text[:60]!r}")
        if not _is_custom(page, len(small)):
            yield from small

    def custom(self, page: Page) -> tuple[int, int]:
        """How many classes have a docstring that begins with what is told, and how many begin with "This class".

        In the languages of Doxygen, Javadoc and JSDoc it is all doc comments, and those that begin with a small letter or so.
        """
        if page.facts.language in _PHRASES:
            texts = [page.comments[index].text for index in page.docstrings]
            other = sum(text[:1].islower() or _THIS_ONE.match(text) is not None for text in texts)
            return len(texts) - other, other
        classes = {one.qualname for one in page.facts.classes}
        texts = [c.text for c in page.comments if c.kind == "docstring" and c.symbol in classes]
        usual = sum(_THIS_ONE.match(text) is not None for text in texts)
        return len(texts) - usual, usual


def _is_note(page: Page, line: int | None) -> bool:
    """Whether what stands at the head of a file is a plain ``//``, which documents something in Go alone."""
    if line is None or page.facts.language in {"python", "go"}:
        return False
    row = page.lines[line - 1].lstrip()
    return row.startswith("//") and not row.startswith(("///", "//!"))


def _is_custom(page: Page, small: int) -> bool:
    """Whether a file begins more than one in four of its docstrings with a ``small`` word, or half with any letter so."""
    starts = [text[0] for index in page.docstrings if (text := page.comments[index].text)]
    count, lower = sum(map(str.isalpha, starts)), sum(map(str.islower, starts))
    return count >= _CUSTOMARY and (small * _CUSTOMARY > count or lower * 2 > count)


def _small_word(page: Page, text: str) -> str | None:
    """The word in small letters that a summary begins with, if it is no name."""
    first, match = text.partition("\n")[0], _SMALL.match(text)
    if match is None or " " not in first or script_of(first) != "en":
        return None
    word = match["word"]
    if word in page.known_names | _TERMS or f"/{word}/" in f"/{page.snippet.path}" or _is_name(word, page):
        return None
    return word


def _is_name(word: str, page: Page) -> bool:
    """Whether a word is written in marks elsewhere, or is that of a library of C."""
    return f"`{word}`" in page.folded or (word.startswith("lib") and not word.startswith(("librar", "libe")))
