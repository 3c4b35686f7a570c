"""CON08: the docstring lists other values than the code takes."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from difflib import get_close_matches

from postil.claims.model import DocItem
from postil.facts.model import Parameter
from postil.page import Page
from postil.records import Finding
from postil.rule import Example, Rule
from postil.text.lazy import regex
from postil_rules.contradiction._judged import Documented, documented, shortened

_QUOTED_HAN = r"""['"“‘`][^'"“”‘’`\n]{1,40}['"”’`]"""
_LISTED = regex(
    r"(?i)\b(?:one of|either|must be(?: one of)?|choices?(?: are)?|values?(?: are)?)\b:?\s*[\[({]?((?:`{0,2}['\"][^'\"\n]{1,40}['\"]`{0,2}\s*(?:,\s*)?(?:(?:or|and)\s+)?){2,12})"
    rf"|(?:取值|可选[值项]?|有效值|支持|只能|必须)(?:有|为|是)?[:：]?\s*((?:{_QUOTED_HAN}(?:[，,、或和者\s]*)){{2,12}})"
    rf"|^\s*((?:{_QUOTED_HAN}\s*[，,、]\s*){{0,10}}{_QUOTED_HAN}\s*(?:或者?|、)\s*{_QUOTED_HAN})(?=[，,。；;]|\s*$)"
)
_BRACED = regex(r"\{\s*['\"][^{}\n]{1,200}\}")
_VALUE = regex(r"['\"“‘`]([^'\"“”‘’`\n]{1,40})['\"”’`]")
_OPEN = regex(
    r"(?i)\be\.?g\b|such as|\betc\b|for example|among|includ|callable|function|instance|\bmore\b|或者?(?:函数|对象)|等等|['\"”’`]\s*等|例如|比如"
)
_CODE = "def save(data, mode='fast'):\n    if mode not in ('fast', 'safe'):\n        raise ValueError(mode)\n    return data"

_ALIKE = 0.8


class ChoicesDiffer(Rule):
    """The values in "one of 'a', 'b'" are not those of the ``Literal`` or of the guard that refuses all others."""

    code = "CON08"
    name = "contradiction/choices-differ"
    tier = 3
    dimension = "accuracy"
    penalty = 0.35
    comment_kinds = ("docstring", "summary")
    needs = ("docstring", "tree", "flow")
    title = "listed values differ from those that the code takes"
    why = "A listed value that is refused costs an exception, one that is not listed is never used."
    source = "DocTer (Xie et al. 2022), Drone (Zhou et al. 2017)"
    good = (
        Example(_CODE, docstring="Save.\n\nArgs:\n    mode: One of 'fast' or 'safe'."),
        Example(_CODE, docstring="保存。\n\n参数：\n    mode：取值为'fast'或'safe'。", language="zh"),
    )
    near_misses = (
        Example(_CODE, docstring="Save.\n\nArgs:\n    mode: A word such as 'fast', 'quick' and the like."),
        Example(_CODE, docstring='Save.\n\nArgs:\n    mode: One of ``"fast"``, ``"safe"``.'),
        Example(
            "def save(mode: Literal['fast', 'safe', 'sure']):\n    return open_as(mode)",
            docstring="Save.\n\nParameters\n----------\nmode : str\n    Must be either ``'fast'``,\n    ``'safe'``, or ``'sure'``.",
        ),
        Example(_CODE, docstring="保存。\n\n参数：\n    mode：'fast' 或 'safe'，默认前者。", language="zh"),
        Example(_CODE, docstring="保存。\n\n参数：\n    mode：'fast' 或 'quick' 等说法。", language="zh"),
        Example(
            "def save(mode):\n    if mode not in MODES:\n        raise ValueError(mode)",
            docstring="Save.\n\nArgs:\n    mode: One of 'fast', 'slow'.",
        ),
        Example(
            "def save(mode):\n    if mode in ('fast', 'safe'):\n        log(mode)",
            docstring="Save.\n\nArgs:\n    mode: One of 'fast', 'safe', 'slow'.",
        ),
    )
    bad = (
        Example(_CODE, docstring="Save.\n\nArgs:\n    mode: One of 'fast', 'safe' or 'slow'."),
        Example(_CODE, docstring="保存。\n\n参数：\n    mode：取值为'fast'、'slow'。", language="zh"),
    )
    paraphrases = (
        Example(
            "def save(mode: Literal['r', 'w']):\n    return open_as(mode)",
            docstring="Save.\n\nArgs:\n    mode: Must be 'r' or 'a'.",
        ),
        Example(_CODE, docstring="Save.\n\nParameters\n----------\nmode : {'fast', 'sure'}\n    How."),
        Example(_CODE, docstring="保存。\n\n:param mode: 只能是 'fast'、'safe' 或 'sure'", language="zh"),
        Example(_CODE, docstring="保存。\n\n参数：\n    mode：'fast' 或 'slow'。", language="zh"),
    )

    def check(self, page: Page) -> Iterator[Finding]:
        """Yield a finding for each parameter whose listed values are others."""
        if not page.holding("'", '"', "`", "“", "‘"):
            return
        for remark in documented(page):
            parameters = {p.name: p for p in remark.function.parameters}
            lines = remark.text.split("\n")
            for item in page.docstring(remark.comment).parameters or ():
                parameter = parameters.get(item.name or "")
                said = _listed(item, lines) if parameter else None
                taken = _taken(remark, parameter) if parameter and said else None
                if said and taken and said != taken and not _only_spelt(said, taken):
                    odd = ", ".join(sorted(said ^ taken))
                    message = f"lists other values for {item.name} than the code takes: {odd}"
                    text = f"comment: {', '.join(sorted(said))!r} | code: {', '.join(sorted(taken))!r}"
                    yield self.finding(page, remark.comment, message, shortened(text, 240))


def _only_spelt(said: frozenset[str], taken: frozenset[str]) -> bool:
    """Whether all that is not listed is another spelling of what is, which is taken for it: ``driest``, ``dryest``."""
    return said < taken and all(get_close_matches(odd, said, 1, _ALIKE) for odd in taken - said)


def _listed(item: DocItem, lines: list[str]) -> frozenset[str] | None:
    """The values that the entry lists as the only ones, at least two."""
    header = _BRACED.search(lines[item.line])
    found = None if header else _LISTED.search(item.text)
    written = header.group() if header else next((g for g in found.groups() if g), "") if found else ""
    if not written or _OPEN.search(item.text) or "..." in item.text:
        return None
    quoted = written.replace("`", "") if "'" in written or '"' in written else written
    values = frozenset(_VALUE.findall(quoted))
    return values if len(values) > 1 else None


def _taken(remark: Documented, parameter: Parameter) -> frozenset[str] | None:
    """The strings that the annotation or a guard leaves: all others are refused."""
    literal = re.fullmatch(r"(?:typing\.|t\.)?Literal\[(.*)\]", parameter.annotation or "", re.DOTALL)
    if literal:
        return _strings(f"({literal.group(1)},)")
    for position, statement in enumerate(remark.body[:-1]):
        if (
            statement.kind != "if"
            or remark.body[position + 1].kind != "raise"
            or len(statement.comparisons) != 1
        ):
            continue
        test = statement.comparisons[0]
        if test.left == parameter.name and test.operator == "not in" and not test.negated:
            return _strings(test.right)
    return None


def _strings(source: str) -> frozenset[str] | None:
    try:
        values = ast.literal_eval(source) if len(source) < 400 else None
    except (ValueError, SyntaxError, MemoryError, RecursionError, TypeError):
        return None
    texts = isinstance(values, (tuple, list, set)) and all(isinstance(value, str) for value in values)
    return frozenset(values) if texts and values else None
