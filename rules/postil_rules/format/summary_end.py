"""FMT05: a summary that ends without the end of a sentence, where others have it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from postil.facts.registry import facts_of
from postil.page import Page
from postil.records import Finding
from postil.rule import Example, Rule
from postil.text.lazy import regex

_ENDS = frozenset(".!?。！？…．")
_CLOSING = "\"'`”’)）】」*_"
# A last line that is no end of a sentence: code, an address, a list, a field, a table, what leads over to the next.
_NO_SENTENCE = regex(
    r"(?m)(?i:\b(?:license|licence|copyright)\b)|[:：,，;；]$|\s\)$|::|>>>|://|^\s*(?:[-*+•|]|\d+[.)、]|\.\. |:\w+|@\w+|!!! |\?\?\? )|[=~^#-]{3,}$|\s#\d+$|^\w+(?:, \w+)* : |\A[a-zA-Z]\w*(?:\[[^\n:]*\])?: [a-z]|^(?:\w+\([^()]*\)[\s\\]*)+$|[\w/.-]+\.\w+$|[.!?。！？] :\w+:|[:;]-?\)$|```|\}$|<=>|<==>|\A[\w.]+\([^()\n]*\) -> |(?:->|=>) ?\S+$|\bfollowing(?: \w+)?$|(?:以下|如下)[\u4e00-\u9fff]{0,4}$"
)
_CALL = regex(r"[A-Za-z_][\w.]*\(.*\)", re.DOTALL)
# A sentence with its end, and a formula or code behind it as the last thing said.
_FORMULA = regex(r"(?s).*?[.!?。！？](?=\s+[A-Z:]|\s*\n|[^\x00-\x7f]).*`")
_LIST = regex(r"(?m)^[ \t]*(?:[-*+•] |\d{1,2}[.)、] ?\S)|[:：][ \t]*\n")
# No sentence, and deeper than the one that leads over to it.
_SHOWN = regex(r"\n*[ \t]{2,}(?![A-Z][\w']* [a-z]|[\u4e00-\u9fff])\S")
# A sentence with its end, and a line below it that tells of one thing by its name.
_ENTRY = regex(r"[.!?。！？][ \t]*\n[ \t]*\w[\w ]{0,23}[:=：] ?\S")
# The end of a first sentence, which is the summary of Javadoc, JSDoc and godoc.
_SENTENCE = regex(r"(?<!\be\.g)(?<!\bi\.e)(?<!\bvs)(?<!\betc)[.!?][`)\"']?\s+(?=[A-Z`\[]|e\.g\.|i\.e\.)")
_CODE = "def scale(value, factor):\n    return value * factor"
_MORE = "Both may be negative."
_FEWEST, _SHARE = 3, 0.75


class SummaryEnd(Rule):
    """The summary has no full stop, though the docstring's own sentences or most summaries of its file have one.

    A project that never ends its summaries so has chosen that; ``always`` asks for it none the less.
    """

    code = "FMT05"
    name = "format/summary-end"
    tier = 2
    dimension = "format"
    penalty = 0.02
    comment_kinds = ("docstring",)
    needs = ("docstring",)
    options = ("always",)
    always: bool = False
    title = "summary does not end like a sentence"
    why = "It reads as if something were missing, and beside its neighbours it looks unfinished."
    source = "D400, D415, SA1629"
    good = (
        Example(_CODE, docstring=f"Scale it.\n\n{_MORE}"),
        Example(_CODE, docstring="按比例缩放。\n\n两者都可以为负。", language="zh"),
    )
    near_misses = (
        Example(_CODE, docstring=f'!!! note "Usage"\n    [Scaling](scaling.md)\n\nScale it.\n\n{_MORE}'),
        Example(_CODE, docstring=f"Scale it by a factor.\n:example: 3\n\n{_MORE}"),
        Example(_CODE, docstring="Scale it"),
        Example(_CODE, docstring=f"Scale it by one of these:\n\n- a factor\n- a value\n\n{_MORE}"),
        Example(
            _CODE, docstring="Scale it in two steps:\n1. Take the value\n2. Take the factor", language="en"
        ),
        Example(
            _CODE,
            docstring="Scale it by what is given\n- a factor\n- a value (or both)\n\n" + _MORE,
        ),
        Example(_CODE, docstring=f"The scaled value is\n\n.. math:: v f\n\n{_MORE}"),
        Example(_CODE, docstring=f"Scale it.\nThe result is\n:math:`v f`\n\n{_MORE}"),
        Example(_CODE, docstring=f"Scale it.\nvalue: float, the base\nfactor: float\n\n{_MORE}"),
        Example(_CODE, docstring=f"float: what comes out\n\n{_MORE}"),
        Example(_CODE, docstring=f"Scale it. :cite:`half`\n\n{_MORE}"),
        Example(_CODE, docstring=f"Give a value of the law\n\n    p = exp(-v)\n\n{_MORE}"),
        Example(_CODE, docstring=f"# Usage\n\n{_MORE}"),
        Example(_CODE, docstring=f"Scale it, as asked for. #2784\n\n{_MORE}"),
        Example(_CODE, docstring=f"value, factor : float\n\n{_MORE}"),
        Example(_CODE, docstring=f'Scale it (or "do nothing.")\n\n{_MORE}'),
        Example(_CODE, docstring=f"Returns\n-------\nfloat\n    The product, e.g. ``2.0``\n\n{_MORE}"),
        Example(f'"""The MIT License (MIT)\n\n{_MORE}\n"""\n{_CODE}'),
        Example(_CODE, docstring=f"scale(value)     scale(value, factor)\n\n{_MORE}"),
        Example(_CODE, docstring=f"max(map(scale, values), default=0)\n\n{_MORE}"),
        Example(_CODE, docstring=f"T.scale(x) <==> x * factor\n\n{_MORE}"),
        Example(_CODE, docstring=f"T.scale(x,[f]) -> x * f, also if f is 0\n\n{_MORE}"),
        Example(_CODE, docstring=f"value (int) => float\n\n{_MORE}"),
        Example(_CODE, docstring=f'Scale it as asked for, e.g.\n{{\n    "value": 2,\n}}\n\n{_MORE}'),
        Example(_CODE, docstring=f"Scale it by the following values\n\n- a factor\n\n{_MORE}"),
        Example(_CODE, docstring="缩放时取以下数值\n\n- 系数\n\n两者都可以为负。", language="zh"),
        Example(_CODE, docstring=f"```toml\n[tool.scale]\n```\n\n{_MORE}"),
        Example(_CODE, docstring=f"Scale it as long as it lasts ;-)\n\n{_MORE}"),
        Example(_CODE, docstring="max(map(scale, values), default=0)\n\n两者都可以为负。", language="zh"),
        Example(_CODE, docstring=f"value: What to stretch\nfactor: By how much\n\n{_MORE}"),
        Example(_CODE, docstring=f"See https://example.org/scale\n\n{_MORE}"),
        Example(
            "".join(f'def f{n}(x):\n    """Give x."""\n    return x\n' for n in range(4))
            + "".join(f'def h{n}(x):\n    """Turn x into num.x{n}"""\n    return x\n' for n in range(2))
            + 'def g(x):\n    """Give x"""\n    return x\n'
        ),
        Example(_CODE, docstring="按比例缩放！\n\n两者都可以为负。", language="zh"),
    )
    bad = (
        Example(_CODE, docstring=f"Scale it\n\n{_MORE}"),
        Example(_CODE, docstring="按比例缩放\n\n两者都可以为负。", language="zh"),
    )
    paraphrases = (
        Example(_CODE, docstring=f"Value(s) to scale (or not)\n\n{_MORE}"),
        Example(_CODE, docstring=f"Scale it\n\n    The value may be negative.\n\n{_MORE}"),
        Example(
            _CODE, docstring="Stretch a value\n\nArgs:\n    value: What to stretch.\n    factor: By how much."
        ),
        Example(
            "".join(f'def f{n}(x):\n    """Give x."""\n    return x\n' for n in range(4))
            + 'def g(x):\n    """Give x"""\n    return x\n'
        ),
    )

    def check(self, page: Page) -> Iterator[Finding]:
        """Yield a finding for each summary without an end among sentences that have one."""
        ended, unended = page.once(_summaries)
        usual = ended >= _FEWEST and ended >= _SHARE * (ended + len(unended) + page.once(_doubtful))
        for index, summary in unended.items():
            if self.always or usual or _other_sentences_end(page, index):
                evidence = f"summary ends: {summary[-40:]!r}"
                yield self.finding(page, index, "the summary has no full stop", evidence)

    def custom(self, page: Page) -> tuple[int, int]:
        """How many summaries end like sentences, and how many do not."""
        ended, unended = page.once(_summaries)
        return (0, 0) if self.always else (ended, len(unended))


def _summaries(page: Page) -> tuple[int, dict[int, str]]:
    """How many summaries of a page end like sentences, and those that do not by the number of their comment."""
    summaries = {
        index: page.docstring(index).summary.rstrip()
        for index in page.docstrings
        if not _begins_with_section(page, index)
    }
    first_counts = page.facts.language != "python"
    ended = {
        index
        for index, summary in summaries.items()
        if _ends(summary) or (first_counts and _SENTENCE.search(summary))
    }
    unended = {
        index: summary
        for index, summary in summaries.items()
        if index not in ended and _is_sentence(summary) and not _is_list(page, index)
    }
    return len(ended), unended


def _doubtful(page: Page) -> int:
    """How many summaries are one phrase that ends in a dotted name, with no stop behind: ``as datetime.date``."""
    summaries = (page.docstring(index).summary.rstrip().rpartition(" ") for index in page.docstrings)
    return sum(
        bool(phrase)
        and "." in name
        and name.replace(".", "").isidentifier()
        and not any(sign in phrase for sign in (". ", ":", "--"))
        for phrase, _, name in summaries
        if not name.endswith(".")
    )


def _begins_with_section(page: Page, index: int) -> bool:
    """Whether a docstring has a section in the place of its summary."""
    sections = page.layout(index).sections
    return bool(sections) and sections[0].line == 0


def _is_list(page: Page, index: int) -> bool:
    """Whether a docstring begins with entries, or its first paragraph goes over into a list, a formula or code."""
    first, _, rest = page.comments[index].text.lstrip().partition("\n\n")
    leads_over = _LIST.search(first) or _ENTRY.search(first) or _SHOWN.match(rest)
    if leads_over or first.startswith("# ") or rest.lstrip().startswith(".. math::"):
        return True
    function = page.documented(index) if ":" in first else None
    name = first.partition(":")[0].partition("(")[0].partition(",")[0].rstrip()
    return function is not None and any(name == parameter.name for parameter in function.parameters)


def _ends(summary: str) -> bool:
    """Whether a summary ends like a sentence; one in brackets behind the end counts to it."""
    if summary[-1:] in _ENDS or summary.rstrip(_CLOSING)[-1:] in _ENDS:
        return bool(summary)
    bracket = max(summary.rfind("("), summary.rfind("（")) if summary.endswith((")", "）")) else -1
    return bracket > 0 and summary[:bracket].rstrip()[-1:] in _ENDS


def _is_sentence(summary: str) -> bool:
    """Whether a summary is long enough and no list, code or address."""
    is_word = " " not in summary and summary.isascii()
    return (
        len(summary) >= 4
        and not is_word
        and not (_NO_SENTENCE.search(summary) or _FORMULA.fullmatch(summary) or _is_call(summary))
    )


def _is_call(summary: str) -> bool:
    """Whether a summary is code: one call, whatever stands in its brackets."""
    return _CALL.fullmatch(summary) is not None and not facts_of(summary, "python").problems


def _other_sentences_end(page: Page, index: int) -> bool:
    """Whether the other paragraphs and descriptions of a docstring, one at least, all end like sentences."""
    doc = page.docstring(index)
    groups = (doc.parameters, doc.returns, doc.yields, doc.raises)
    texts = [item.text for group in groups for item in group or () if item.text]
    if doc.style == "plain":
        paragraphs = page.comments[index].text.split("\n\n")[1:]
        texts = [p for p in paragraphs if p.strip() and not p.startswith((" ", "\t", ">>>", "..", "-", "*"))]
    ended = [text.rstrip().rstrip(_CLOSING)[-1:] in _ENDS for text in texts]
    return bool(ended) and all(ended)
