"""RED02: a docstring that repeats the name of what it documents."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from postil.facts.model import Function
from postil.page import Page
from postil.records import Finding
from postil.rule import Example, Rule
from postil.text.identifiers import canonical, split_identifier
from postil.text.lazy import regex
from postil.text.lexicon import lexicon
from postil.text.stems import stem
from postil.text.units import Unit, read_units

_VERBS = frozenset(
    stem(word) for word in "get return function method class do perform execute handle".split()
)
_VERBS_HAN = frozenset("获取 返回 得到 取得 执行 处理 函数 方法 进行".split())
_LONGEST = 6
# Of these methods the name tells nothing of what they are about, and the class tells it only as a whole.
_OF_MEMBERS = frozenset(
    "__iter__ __next__ __reversed__ __contains__ __getitem__ __setitem__ __delitem__".split()
)
# Words that join, count or limit, which a name leaves out.
_SAYS_MORE = regex(
    r"(?i)\b(?:and|or|each|every|all|other|from|as|into|to be|to an?|being|via|using|if (?:any|available|it can|known|possible|present))\b"
    r"|[和与或及各每仅只]|若有|如有"
)
_CODE = "def parse_header(line):\n    key, _, value = line.partition(':')\n    return key, value"


class RestatesName(Rule):
    """Every content word of a docstring of one sentence is a word of the name (or of its class)."""

    code = "RED02"
    name = "redundancy/restates-name"
    tier = 2
    dimension = "logic"
    penalty = 0.1
    needs = ("text", "tree")
    comment_kinds = ("docstring",)
    title = "docstring repeats the name"
    why = "The name says it already; what is given back, and when, is still unknown."
    source = "eslint informative-docs"
    good = (
        Example(_CODE, docstring="Split a header at its first colon."),
        Example(_CODE, docstring="在第一个冒号处拆开首部。", language="zh"),
    )
    near_misses = (
        Example("def first_check():\n    run()", docstring="首次检查，仅执行一次。", language="zh"),
        Example(
            'class MatlabTranslator:\n    def translate_str(self, value):\n        "Translate a string to a Matlab string."\n        return self.x'
        ),
        Example(_CODE, docstring="Parse the header, as RFC 7230 defines it."),
        Example(_CODE, docstring="Parse header.\n\nArgs:\n    line: One line without its end."),
        Example(_CODE, docstring="Parse a header line."),
        Example(
            "def clear_data(self):\n    for part in self.parts:\n        part.clear()",
            docstring="Clear all data.",
        ),
        Example("def wrap_file(file):\n    return Wrapped(file)", docstring="Wrap file or function."),
        Example(
            "def image_path(self):\n    return self.at", docstring="Return the path of the image if it can."
        ),
        Example(
            "def add_cell(title, cells):\n    return [Cell(title), *cells]",
            docstring="Add a cell before other cells.",
        ),
        Example(
            "def add_cell(title, cells):\n    return [Cell(title), *cells]",
            docstring="添加cell，如有。",
            language="zh",
        ),
        Example("def f(x):\n    return x", docstring="F."),
        Example(
            'class ForceList:\n    def __iter__(self):\n        "Iterate over forces."\n        return iter(self._forces)'
        ),
        Example(
            'class Window:\n    def prev(self):\n        "Return the previous window."\n        return self.at(-1)'
        ),
        Example(
            'class RowRange:\n    def prepare_next(self):\n        "Prepare the next row in the range."\n        self.at += 1'
        ),
        Example(
            'class Method:\n    def get_type(self):\n        "Get the return type of the method."\n        return self.kind'
        ),
        Example('class Zero:\n    def __pos__(self):\n        "Return zero."\n        return self'),
        Example(
            'class Solarize:\n    def transform_image(self, image):\n        "Solarize the image."\n        return self.x'
        ),
        Example('def leave(app):\n    "Leave."\n    sys.exit()\n\n\nask([leave], lambda f: f.__doc__)\n'),
    )
    bad = (
        Example(_CODE, docstring="Parse the header."),
        Example(_CODE, docstring="解析header。", language="zh"),
    )
    paraphrases = (
        Example(
            "class HeaderParser:\n    def parse(self):\n        '''Parses the header.'''\n        return self.x"
        ),
        Example("def get_user_name(user):\n    return user.name", docstring="Get user name"),
        Example("def get_user(users):\n    return users[0]", docstring="获取用户。", language="zh"),
    )

    def check(self, page: Page) -> Iterator[Finding]:
        """Yield a finding for each docstring that adds no word to the name."""
        for index, comment in enumerate(page.comments):
            if comment.kind != "docstring" or len(comment.text) > 80 or "\n" in comment.text:
                continue
            function = page.documented(index)
            if function is None or function.stub or len(function.name.strip("_")) < 3:
                continue
            if _adds_nothing(comment.text, function) and not _is_label(page.snippet.code, function.name):
                message = f"repeats the name {function.name} and adds nothing"
                evidence = f"comment: {comment.text!r} | code: {function.name!r}"
                yield self.finding(page, index, message, evidence)


def _adds_nothing(text: str, function: Function) -> bool:
    """Whether every word of a short text is one of the function's name or that of its class."""
    words = [unit for unit in read_units(text) if unit.kind not in {"weak", "phrase"}]
    if not 0 < len(words) <= _LONGEST or any(char in text for char in "0123456789:;(`"):
        return False
    if says_more(text, function.qualname) or _spells_out(function.name):
        return False
    if not _says_own(words, function.name):
        return False
    stems, concepts = _words(function.name if function.name in _OF_MEMBERS else function.qualname)
    if not all(_said(unit, stems, concepts) for unit in words):
        return False
    own = _words(function.name)
    return sum(not _said(unit, *own) for unit in words) <= 1 and not _return_is_noun(words, own[0])


def _says_own(words: list[Unit], name: str) -> bool:
    """Whether a text has a word of the function's own name, and begins with one or has its verb.

    ``solarize the image`` tells more than ``transform_image`` does, though the class is called so.
    """
    stems, concepts = _words(name)
    said = [unit for unit in words if _said(unit, stems, concepts)]
    if all(map(_is_verb, said)):
        return False
    verb = stem(canonical((split_identifier(name) or (name,))[0]))
    return words[0] in said or verb in _VERBS or any(verb in unit.stems or not unit.stems for unit in said)


def _return_is_noun(words: list[Unit], stems: frozenset[str]) -> bool:
    """Whether a text speaks of what is returned (``the return type``), and the name does not."""
    return "return" not in stems and any("return" in unit.stems for unit in words[1:])


def _spells_out(name: str) -> bool:
    """Whether a name is one short form, as ``prev``, which a docstring of the same meaning spells out."""
    return canonical(name) != name.lower()


def _is_label(code: str, name: str) -> bool:
    """Whether the code reads docstrings, and hands the function on by its name: for a menu, which shows the docstring."""
    if ".__doc__" not in code or not re.search(r"\.__doc__\b(?!\s*=[^=])", code):
        return False
    return re.search(rf"[\[({{,:]\s*{re.escape(name)}\s*[\])}},]", code) is not None


def says_more(text: str, name: str) -> bool:
    """Whether a text has a word that joins, counts or limits (``or``, ``each``, ``if any``), and the name does not."""
    return any(found[0].lower() not in name.lower() for found in _SAYS_MORE.finditer(text))


@lru_cache(maxsize=512)
def _words(qualname: str) -> tuple[frozenset[str], frozenset[str]]:
    """The stems of the name and of what it is a member of, and what they may mean."""
    stems = frozenset(stem(canonical(word)) for word in split_identifier(qualname))
    return stems, frozenset(concept for one in stems for concept in lexicon().english.get(one, ()))


def _said(unit: Unit, stems: frozenset[str], concepts: frozenset[str]) -> bool:
    if unit.stems:
        return all(part in stems or part in _VERBS for part in unit.stems)
    return unit.text in _VERBS_HAN or not concepts.isdisjoint(unit.concepts)


def _is_verb(unit: Unit) -> bool:
    return unit.text in _VERBS_HAN or (bool(unit.stems) and all(part in _VERBS for part in unit.stems))
