"""CON61: a remark says that one kind of collection is made or returned where the code has another."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from postil.claims.model import DocItem
from postil.claims.patterns import CHINESE, ENGLISH
from postil.facts.model import Statement
from postil.page import Page
from postil.records import Finding
from postil.rule import Example, Rule
from postil.text.lazy import regex
from postil_rules._expressions import outline
from postil_rules.contradiction._judged import (
    Documented,
    Judged,
    documented,
    evidence,
    function_at,
    judged,
    shortened,
)

_KINDS = {"list": "list", "dict": "dict", "set": "set", "frozenset": "frozenset", "tuple": "tuple", "sorted": "list", "str": "str",
          "defaultdict": "dict", "Counter": "dict", "OrderedDict": "dict", "deque": "deque", "bytes": "bytes", "splitlines": "list",
          "split": "list", "rsplit": "list", "keys": "keys", "findall": "list", "readlines": "list"}  # fmt: skip
_SAME = {
    "set": {"frozenset"},
    "frozenset": {"set"},
    "dict": {"Mapping"},
    "str": {"bytes"},
    "bytes": set(),
    "generator": {"iterator"},
}
_LEADS = regex(
    r"(?i)(?:^|[.;:,] ?)(?:otherwise,? |else,? )?(?:it |this )?(?:return(?:s|ed)?|give[sn]?(?: back)?|hand(?:s|ed)? back|creat\w+|build\w*|make[s]?|initiali[sz]\w+|start\w*(?: with)?|begin\w*(?: with)?|set \w+ to|convert\w*(?: \w+){0,3}|turn\w*(?: \w+){0,3}|collect\w*(?: \w+){0,4})?[^.;,]{0,12}$|\b(?:as|into)$"
)
_LEADS_ZH = regex(
    r"(?:以|用|返回|创建|新建|初始化|建立|生成|得到|给出|转为|转成|转换[为成]|变[为成]|存[为入成]|收集[成到])[^，。；]{0,8}$|^(?:一个|一份)?新?(?:空的?)?$|^(?:一个|一份)?新?空?的[^，。；的]{0,6}$"
)
_HEAD_HAN = regex(r"^(?!遍历|清空|检查|排序|读取|解析|更新)[^，。；]{1,20}的$")
_EMPTY_MADE = regex(
    r"(?i)\b(?:creat|initiali|start|begin|set|make)\w*\b.{0,16}empty string$|(?:创建|初始化|新建)[^，。]{0,6}空字符串$"
)
_ELSEWHERE = regex(
    r"(?i)^(?:s\b| of the (?:argument|parameter)|-like| object| itself| comprehension| key)|^(?:里|中|的每|以外|长度|大小)"
)

_TOP_COMMA = regex(r"[,，、]")
_SENTENCE = regex(r"(?:(?<=\. )|(?<=\n)|^)[Rr]eturns? (?:an? )[^\n]{1,200}|返回[^，。\n]{1,60}")
_FURTHER = regex(r"(?<=\band )returns? an? [^\n]{1,200}", hints=("and return",))
_HEAD = regex(r"^返回[^，。或]{0,20}[^，。或里中](?P<head>列表|字典|元组)$", hints=("列表", "字典", "元组"))
_PROMISED = regex(
    r"(?i)^(?:(?:it )?returns?:? )?(?:an? )?(?:new |plain |sorted |nested )?(?P<en>list|dictionary|dict|set(?! of\b)|tuple)\b(?! (?:or|comprehension|item|element|index)\b|[/|])(?:(?! or ).)*$"
    r"|^(?:返回)?(?:一个)?(?:新的?)?(?P<zh>列表|字典|集合|元组)(?!的|里|中)|[^，。或]{0,20}(?:组成|构成)的(?P<made>列表|字典|元组)"
)


class CollectionDiffers(Rule):
    """``A list of pairs`` on ``return bodies`` where bodies is a dict; ``以列表的形式返回`` on a frozenset."""

    code = "CON61"
    name = "contradiction/collection-differs"
    tier = 2
    dimension = "accuracy"
    penalty = 0.3
    needs = ("text", "tree")
    title = "kind of collection differs"
    why = "A caller indexes a set or iterates over a dict's keys because the comment said list."
    good = (
        Example("return frozenset(words)", ((1, "Return them as a set."),)),
        Example("bodies = {}", ((1, "Start with an empty dictionary."),)),
        Example("def f(xs):\n    out = {}\n    return out", ((3, "A dict from address to body."),)),
        Example("counts = {}", ((1, "创建空字典counts。"),), language="zh"),
    )
    near_misses = (
        Example(
            "def parts(ks, cs):\n    return [{k: c[k] for k in ks} for c in cs]",
            docstring="Parts.\n\nReturns\n-------\nX : list of dict\n    A dict of the parts of each c.",
        ),
        Example("return [tuple(row) for row in rows]", ((1, "Return a tuple for each row."),)),
        Example("index = {name: [] for name in names}", ((1, "Give each name an empty list."),)),
        Example("rows = set()", ((1, "Rows of the list seen so far."),)),
        Example("rows = set()", ((1, "列表中已经见过的行。"),), language="zh"),
        Example("pairs = list(d.items())", ((1, "Turn the dictionary into pairs."),)),
        Example("names = sorted(set(names))", ((1, "Return a set without duplicates, sorted into a list."),)),
        Example(
            "def given(one, two):\n    return {\n        **one,\n        **two,\n    }",
            docstring="Returns a dictionary of both.",
        ),
        Example("def basis(m):\n    return tuple(m.rows)", docstring="Return a set of basis elements."),
        Example(
            "def sums(rows):\n    return [total(rows), sorted(rows), max(rows)]",
            docstring="Sums.\n\nReturns:\n    dictionary of sums, sorted rows (all), the greatest",
        ),
        Example(
            "def sums(rows):\n    return [total(rows), sorted(rows), max(rows)]",
            docstring="求和。\n\n返回：\n    字典，排好的行、最大值",
            language="zh",
        ),
        Example(
            "def basis(m):\n    return tuple(m.rows)", docstring="返回由基元素组成的集合。", language="zh"
        ),
    )
    bad = (
        Example("return frozenset(words)", ((1, "Return them as a list."),)),
        Example("def f(xs):\n    out = {}\n    return out", ((3, "A list of address and body pairs."),)),
        Example("return frozenset(words)", ((1, "以列表的形式返回，方便按下标访问。"),), language="zh"),
    )
    paraphrases = (
        Example(
            "def pairs_of(text):\n    pairs = {}\n    pairs.update(parsed(text))\n    return pairs",
            docstring="Parse the text and return a list of what it gives.",
        ),
        Example(
            "def pairs_of(text):\n    pairs = {}\n    pairs.update(parsed(text))\n    return pairs",
            docstring="返回从文本解析出的键值列表。",
            language="zh",
        ),
        Example("bodies = {}", ((1, "Create an empty list."),)),
        Example("return {}", ((1, "Otherwise return a list."),)),
        Example("bodies = []", ((1, "初始化一个空字典。"),), language="zh"),
        Example("seen = {}", ((1, "一个空的名称列表。"),), language="zh"),
        Example("seen = {}", ((1, "按顺序保存名称的列表。"),), language="zh"),
        Example("parts = tuple(words)", ((1, "把各部分转换成列表。"),), language="zh"),
    )

    def check(self, page: Page) -> Iterator[Finding]:
        """Yield at most one finding for each remark."""
        for whole in documented(page):
            yield from self._whole(page, whole)
        for remark in judged(page):
            statement = remark.statements[0]
            if statement.kind not in {"assign", "return"} or remark.in_source:
                continue
            claims = [c for c in remark.of("type") if _leads(remark, c.start, c.end)]
            shown = _kind_of(page, statement) if claims else None
            said = {str(claim.value) for claim in remark.claims if claim.kind == "type"}
            if (
                shown is None
                or shown in said
                or said & _SAME.get(shown, set())
                or (shown in statement.text and shown not in _KINDS)
            ):
                continue
            claim = claims[0]
            if claim.value == "str" and not _EMPTY_MADE.search(remark.text[: claim.end]):
                continue
            if any(kind in statement.text for kind in (f"{claim.value}(", f"{claim.value}[")):
                continue
            yield self.finding(
                page,
                remark.comment,
                f"says {claim.value}, the code has a {shown}",
                evidence(remark.text, claim, statement.text),
            )

    def _whole(self, page: Page, whole: Documented) -> Iterator[Finding]:
        """Judge what the section on the result, or a sentence that begins with it, promises."""
        items = page.docstring(whole.comment).returns
        promised = _promised(_on_the_result(whole, items), whole.in_source)
        returns = [s for s in whole.body if s.kind == "return" and s.value not in {"", "None"}]
        kinds = {_kind_of(page, s) for s in returns} if promised and not whole.function.yields else set()
        if promised is None or len(kinds) != 1:
            return
        shown, said = next(iter(kinds)), promised[0]
        if shown is None or shown == said or said in _SAME.get(shown, set()):
            return
        if items and shown in (items[0].type or "").lower():
            return  # the type has it, and the text speaks of what is in it
        if _lists_elements(_on_the_result(whole, items), returns[0].value):
            return
        message = f"says that the result is a {said}, the code returns a {shown}"
        code = f"comment: {promised[1]!r} | code: {shortened(returns[0].text)!r}"
        yield self.finding(page, whole.comment, message, code)


def _on_the_result(whole: Documented, items: Sequence[DocItem] | None) -> str:
    """The sentence on the result: of its section, or one that begins with it; in a row also behind an *and*."""
    found = [items[0].text] if items else _SENTENCE.findall(whole.text)
    if not found and not whole.in_source:
        found = _FURTHER.findall(whole.text)
    return found[0].split("\n")[0].split(". ")[0].rstrip(". ") if found else ""


def _lists_elements(text: str, value: str) -> bool:
    """Whether a text lists as many things as the display that is returned has elements: the kind is that of the first."""
    things, elements = (_TOP_COMMA.findall(outline(part)) for part in (text, value[1:-1]))
    return len(things) == len(elements) > 0 and value[:1] in {"[", "("}


def _promised(text: str, in_source: bool) -> tuple[str, str] | None:
    """The kind of collection with which the description of a result begins (in Chinese: ends), and the words."""
    said = _PROMISED.search(text) or (None if in_source else _HEAD.search(text))
    if said is None:
        return None
    word = next(group for group in said.groups() if group).lower()
    return {**ENGLISH.types, **CHINESE.types}[word], said.group()


def _leads(remark: Judged, start: int, end: int) -> bool:
    """Whether the collection is what the comment as a whole speaks of, not a part of something else."""
    before, after = remark.text[max(0, start - 40) : start], remark.text[end : end + 24]
    if _ELSEWHERE.match(after):
        return False
    if _HEAD_HAN.search(before) and re.match(r"[，。；]|$", after):
        return True
    head = before.rstrip() + (
        " as"
        if remark.text[start:end].lower().startswith("as ")
        else " into"
        if remark.text[start:end].lower().startswith("into ")
        else ""
    )
    return bool(
        _LEADS_ZH.search(before)
        if re.search(r"[\u4e00-\u9fff]", remark.text)
        else _LEADS.search(head.strip())
    )


def _kind_of(page: Page, statement: Statement) -> str | None:
    """The kind of collection that the statement's value certainly is."""
    value = statement.value.strip()
    if re.fullmatch(r"[A-Za-z_]\w*", value) and statement.kind == "return":
        return _bound_kind(page, statement, value)
    return _display(value, page.facts.language)


def _display(value: str, language: str) -> str | None:
    if len(value) < 2 or len(value) > 2000:
        return None
    inside = value[1:-1].strip()
    if value[0] == "[" and value[-1] == "]" and _closes_at_end(value):
        return "list"
    if value[0] == "{" and language != "python":
        return "dict" if language in {"javascript", "typescript"} else None
    if value[0] == "{" and value[-1] == "}" and _closes_at_end(value):
        return (
            "dict"
            if not inside or re.match(r"[^{}\[\]()]*?:|\*\*", inside) or re.match(r"\(.*?\):", inside)
            else "set"
            if ":" not in inside
            else None
        )
    match = re.match(r"(?:[A-Za-z_]\w*\.)?([A-Za-z]\w*)\(", value)
    if match and value.endswith(")") and _closes_at_end(value[match.end() - 1 :]):
        kind = _KINDS.get(match.group(1))
        return kind if kind != "keys" and not (kind == "list" and "." in match.group()) else None
    return None


def _closes_at_end(value: str) -> bool:
    depth = 0
    for position, char in enumerate(value):
        depth += (char in "([{") - (char in ")]}")
        if depth == 0:
            return position == len(value) - 1
    return False


def _bound_kind(page: Page, statement: Statement, name: str) -> str | None:
    """The kind of a name that its function binds only once, or always to the same kind."""
    function = function_at(page, statement)
    if function is None or any(parameter.name == name for parameter in function.parameters):
        return None
    kinds = set()
    for other in page.facts.statements[function.statement + 1 : statement.index]:
        if name in other.targets and other.kind != "augassign":
            kinds.add(
                _display(other.value.strip(), page.facts.language)
                if other.kind == "assign" and other.targets == (name,)
                else None
            )
    return next(iter(kinds)) if len(kinds) == 1 else None
