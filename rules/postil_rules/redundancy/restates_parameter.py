"""RED03: the text of a parameter repeats its name."""

from __future__ import annotations

import re
from collections.abc import Iterator

from postil.claims.model import DocItem
from postil.page import Page
from postil.records import Finding
from postil.rule import Example, Rule
from postil.text.identifiers import canonical, split_identifier
from postil.text.lazy import regex
from postil.text.lexicon import lexicon
from postil.text.stems import stem
from postil.text.units import read_units
from postil_rules.contradiction._judged import documented, shortened
from postil_rules.redundancy.restates_name import says_more

_FILLERS = frozenset(
    stem(w)
    for w in "input value parameter argument object instance variable given specified provided".split()
)
_NAMED_TYPES = frozenset(stem(w) for w in ("name", "str", "string"))
_FILLERS_HAN = frozenset("参数 值 对象 变量 输入 名称".split())
_LONGEST = 40
_OF_IT_HAN = regex(r"(?:参数|变量|对象)的")
_WHOSE_HAN = regex(r"(?!输入|所给|相应|所需)([\u4e00-\u9fff]{2,8})的 ?[A-Za-z_]")
# Two characters or more, none of which only joins words.
_RUN_HAN = regex(
    r"(?:(?![的所该此这那其之了着过给由被把将以从向对中里上下内外前后时个条种每各要需已可])[\u4e00-\u9fff]){2}"
)
_KIN_HAN = regex(r"[子父基]类|[子父](?=节点|目录|进程|线程|模块|任务|项|图|树|串)")
_KIN = regex(r"(?i)sub|child|parent|base|super")
_CLASS_NAMED = regex(
    r"(?:(?<=[a-z][ .])[A-Z][a-z]\w*|\b[A-Z][a-z0-9]+[A-Z]\w*) (?:instance|object)s?\b|(?<=[a-z][ .])[A-Z][a-z]\w* (?:instance|object)s?\b",
    hints=("instance", "object"),
)
_CUT = regex(r"(?:[,|\[(]|\b(?:or|and|of))\s*$")  # a type that goes on in the line below
_KEYS_OF = regex(r"(?i)\b(?:parameter|argument|variable|object|instance) (?:names|keys|values|types)\b")
_SHAPE = regex(r"\bshape\b.*", re.DOTALL)  # its letters are no words of the type
_CODE = "def draw(canvas, line_width):\n    canvas.stroke(line_width)"


class RestatesParameter(Rule):
    """``line_width: The line width.``: no word that is not in the name or the type."""

    code = "RED03"
    name = "redundancy/restates-parameter"
    tier = 2
    dimension = "logic"
    penalty = 0.06
    custom_share = 0.2
    comment_kinds = ("docstring", "summary")
    needs = ("docstring", "tree")
    title = "text of a parameter repeats its name"
    why = "Units, ranges and what happens at the edges are what the reader came for."
    source = "Stirling CMT007, eslint informative-docs"
    good = (
        Example(_CODE, docstring="Draw.\n\nArgs:\n    line_width: In pixels, at least one."),
        Example(_CODE, docstring="绘制。\n\n参数：\n    line_width：以像素计，至少为一。", language="zh"),
    )
    near_misses = (
        Example(_CODE, docstring="Draw.\n\nArgs:\n    line_width: The line width for the object."),
        Example(
            "def locate(orbit_path, time):\n    return orbit_path.at(time)",
            docstring="Locate.\n\nArgs:\n    orbit_path: OrbitPath instance\n    time: When.",
        ),
        Example(_CODE, docstring="Draw.\n\nArgs:\n    line_width: The line width in points."),
        Example(_CODE, docstring="Draw.\n\nArgs:\n    line_width: Line width (default 2)."),
        Example("def log(keys):\n    print(keys)", docstring="Log.\n\nArgs:\n    keys: The parameter keys."),
        Example(
            "def walk(graph):\n    return list(graph)",
            docstring="Walk.\n\nParameters\n----------\ngraph : nets.Graph, nets.DiGraph or\n    nets.MultiGraph",
        ),
        Example(
            "def dump(file):\n    write(file)",
            docstring="Dump.\n\n:type file: str\n:param file: File name.",
        ),
        Example(
            "def turn(hasher):\n    return get(hasher)", docstring="Turn.\n\n:param hasher: hasher / name"
        ),
        Example(_CODE, docstring="Draw.\n\nArgs:\n    canvas: Where to draw."),
        Example(
            "def lineage(sql: str | Expression):\n    return parse(sql)",
            docstring="Trace it.\n\nArgs:\n    sql: The SQL string or expression.",
        ),
        Example(
            "def update(values: dict):\n    return list(values)",
            docstring="Take over.\n\n:param values: the given dict and values",
        ),
        Example(
            "def find(name):\n    return get(name)",
            docstring="Find it.\n\n:param name: Name of the parameter.",
        ),
        Example(
            "def find(name):\n    return get(name)",
            docstring="查找。\n\n:param name: 参数的名称",
            language="zh",
        ),
        Example(
            "def pull(user_id):\n    return get(user_id)",
            docstring="拉取。\n\n:param user_id: 对端的user_id",
            language="zh",
        ),
        Example(
            "def check(fields: Iterable[str]):\n    return set(fields)",
            docstring="Check.\n\nArgs:\n    fields: An iterable of fields name.",
        ),
        Example(
            "def fit(X, fn):\n    return fn(X)",
            docstring="Fit.\n\nParameters\n----------\nX : list\n    The listed samples.\nfn : callable\n    Name of the callable.",
        ),
        Example(
            "def send(request):\n    return write(request)",
            docstring="Send.\n\n:param request: our own requests.Request object",
        ),
        Example(
            "def infer(current_version):\n    return current_version",
            docstring="Infer it.\n\nArgs:\n    current_version: Current version if any",
        ),
        Example(
            "def send(text, at_mobiles):\n    return post(text, at_mobiles)",
            docstring="发送。\n\n:param at_mobiles: 被@人的手机号",
            language="zh",
        ),
        Example(
            "def search(keywords):\n    return find(keywords)",
            docstring="查找。\n\n:param keywords: 群聊名称关键词",
            language="zh",
        ),
        Example(
            "def create(class_name):\n    return make(class_name)",
            docstring="创建。\n\n:param class_name: 子类名称",
            language="zh",
        ),
        Example(
            "def predict(data: Matrix):\n    return run(data)",
            docstring="Predict.\n\nParameters\n----------\ndata : list of shape = [n_samples, n_features]\n    Input feature matrix.",
        ),
        Example(
            "def dump(routines):\n    return write(routines)",
            docstring="Dump.\n\nParameters\n----------\nroutines : list\n    A list of Routine instances.",
        ),
    )
    bad = (
        Example(_CODE, docstring="Draw.\n\nArgs:\n    line_width: The line width."),
        Example(_CODE, docstring="绘制。\n\n参数：\n    line_width：line_width参数。", language="zh"),
    )
    paraphrases = (
        Example(_CODE, docstring="Draw.\n\nArgs:\n    line_width: The width of the line."),
        Example(_CODE, docstring="Draw.\n\n:param line_width: the value of the line_width parameter"),
        Example(_CODE, docstring="Draw.\n\n:param canvas: the given canvas object"),
        Example(
            "def distance(seqs):\n    return far(seqs)",
            docstring="Distance.\n\nParameters\n----------\nseqs : ndarray of shape (n, m)\n    Input sequences.",
        ),
        Example(_CODE, docstring="绘制。\n\n参数：\n    canvas：canvas对象。", language="zh"),
        Example(_CODE, docstring="绘制。\n\n参数：\n    canvas：所给的canvas对象。", language="zh"),
        Example(
            "def pull(user_id):\n    return get(user_id)",
            docstring="拉取。\n\n:param user_id: 用户的user_id",
            language="zh",
        ),
    )

    def check(self, page: Page) -> Iterator[Finding]:
        """Yield a finding for each entry that adds no word."""
        for comment, item, annotation in _entries(page):
            if _repeats(item, annotation):
                message = f"repeats the {_repeated(item)} {item.name} and adds nothing"
                text = f"comment: {shortened(item.text)!r} | code: {item.name!r}"
                yield self.finding(page, comment, message, text)

    def custom(self, page: Page) -> tuple[int, int]:
        """Count the entries that say more than the name, and those that do not."""
        idle = [_repeats(item, annotation) for _, item, annotation in _entries(page) if item.text]
        return len(idle) - sum(idle), sum(idle)


def _repeated(item: DocItem) -> str:
    """What of a parameter an entry repeats: words of its name, or those of its type alone."""
    said = set(_stems(item.text))
    alone = item.text.isascii() and said.isdisjoint(_stems(item.name or ""))
    return "type of" if alone else "name"


def _entries(page: Page) -> Iterator[tuple[int, DocItem, str]]:
    """The comment, the entry and the annotation of each documented parameter."""
    for remark in documented(page):
        annotations = {p.name: p.annotation or "" for p in remark.function.parameters}
        for item in page.docstring(remark.comment).parameters or ():
            if item.name in annotations:
                yield remark.comment, item, annotations[item.name]


def _tells_whose(text: str, known: set[str]) -> bool:
    """Whether a text says whose the parameter is (``name of the parameter``), or of which class it is."""
    head, tail = (_stems(part) for part in text.replace(" for ", " of ", 1).partition(" of ")[::2])
    if head == [stem("name")] and known.isdisjoint(_NAMED_TYPES):
        return True
    about_another = not known.isdisjoint(head) and not (_FILLERS - known).isdisjoint(tail)
    return (
        about_another
        or _KEYS_OF.search(text) is not None
        or _OF_IT_HAN.match(text) is not None
        or _CLASS_NAMED.search(text) is not None
    )


def _says_more_in_han(text: str, name: str) -> bool:
    """Whether a Chinese text is of a kin (子类) that the name is not of, or has a word that the lexicon does not know."""
    if text.isascii():
        return False
    if _KIN_HAN.search(text) and not _KIN.search(name):
        return True
    for unit in read_units(text):
        if unit.kind == "han":
            text = text.replace(unit.text, " ")
    return _RUN_HAN.search(text) is not None


def _stems(text: str) -> list[str]:
    return [stem(canonical(word)) for word in split_identifier(text)]


def _repeats(item: DocItem, annotation: str) -> bool:
    if (
        not item.text
        or len(item.name or "") == 1
        or len(item.text) > _LONGEST
        or item.default
        or _CUT.search(item.type or "")
        or any(c in item.text for c in "0123456789:(`、@")
    ):
        return False
    kind = _SHAPE.sub("", item.type or "")
    words = split_identifier(f"{item.name} {kind} {annotation}")
    known = {stem(canonical(one)) for word in words for one in (word, word.removesuffix("s"))}
    name = item.name or ""
    if _tells_whose(item.text, known) or says_more(item.text, name) or _says_more_in_han(item.text, name):
        return False
    concepts = {concept for word in known for concept in lexicon().english.get(word, ())}
    whose = _WHOSE_HAN.match(item.text)
    if whose and all(concepts.isdisjoint(unit.concepts) for unit in read_units(whose[1])):
        return False
    units = [unit for unit in read_units(item.text) if unit.kind not in {"weak", "phrase"}]
    for unit in units:
        if unit.stems:
            if not all(part in known or part in _FILLERS for part in unit.stems):
                return False
        elif unit.text not in _FILLERS_HAN and concepts.isdisjoint(unit.concepts):
            return False
    return any(part in known for unit in units for part in unit.stems) or any(
        not unit.stems and not concepts.isdisjoint(unit.concepts) for unit in units
    )
