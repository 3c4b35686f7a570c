"""RED04: text that holds the place of a remark."""

from __future__ import annotations

import re
from collections.abc import Iterator

from postil.claims.layout import indent
from postil.page import Page
from postil.records import Finding
from postil.rule import Example, Rule
from postil.text.identifiers import canonical, split_identifier
from postil.text.lazy import hints_of, regex
from postil.text.lexicon import lexicon
from postil.text.stems import stem
from postil.text.units import read_units
from postil_rules.markup._markup import prose_lines

_PLACEHOLDER = regex(
    r"""(?<![A-Za-z0-9_])_(?:summary|description|type|extended_summary)_(?![A-Za-z0-9_])
    | \blorem\ ipsum\ dolor\b
    | (?<!\ba\ )(?<!\bthe\ )\btodo:?\ *(?:add|write|fill\ in|insert|put)\ *(?:a\ |the\ |your\ )?(?:doc(?:string|s)?|comments?|description|explanation)\b(?!(?:\ (?:of|for|on))?\ (?:why|how)\b)
    | (?<!\ba\ )(?<!\bthe\ )\btodo:?\ *(?:a\ |the\ |your\ )?(?:doc(?:string|s)?|comments?|description|explanation)\b(?=\W*$|\W+here\b)
    | (?:^|:)\s*(?:a\ |the\ )?description\ here\s*\.?\s*$
    | :\s*(?:a\ |the\ )?description\ of\ \w{1,40}\s*\.?\s*$
    | \b(?:your|insert|enter|add)\ (?:comment|description|text|explanation)s?\ here\b
    | ^\s*[<\[](?:description|summary)[>\]]\s*\.?\s*$ | [<\[](?:insert\ (?!\.\.\.|into\b|select\b).{1,30}|your\ (?:description|comment|text|summary|docstring|explanation)\ ?(?:here)?)[>\]]
    | \btodo\s*[:：]?\s*(?:添加|补充|编写|填写|完善|写)?(?:函数|方法|类|参数)?(?:说明|文档|注释|描述)
    | 此处(?:填写|添加|补充|插入).{0,8}(?:描述|说明|注释) | 待(?:补充|完善|填写|编写)(?:说明|描述|注释)?\s*[。.]?\s*$
    | (?:^|[:：])\s*(?:描述|说明|注释|参数描述|参数说明|返回值描述|函数描述|功能描述)\s*[。.]?\s*$""",
    re.IGNORECASE | re.VERBOSE | re.MULTILINE,
    hints=(
        *(
            "summary_",
            "description_",
            "_type_",
            "lorem ",
            "todo",
            "description ",
            " here",
        ),
        *("[desc", "<desc", "[summ", "<summ", "[insert ", "<insert ", "[your ", "<your "),
        *("此处", "待", "描述", "说明", "注释"),
    ),
)
_ALONE = regex(
    r"\A\s*(?:tbd|to be (?:done|written|documented)|\.\.\.)\s*\.?\s*\Z",
    re.IGNORECASE,
    hints=("tbd", "to be ", "..."),
)
_TEXT = regex(r"(?i)(?:desc|comment|remark|note|help|summary|doc|text|about|说明|描述|注释)[a-z_]*\W*$")
_TEMPLATE = regex(r"_\w+_")
_CODE = "def area(width, height):\n    return width * height"


class Placeholder(Rule):
    """The remark is a template that nobody filled in."""

    code = "RED04"
    name = "redundancy/placeholder"
    tier = 2
    dimension = "logic"
    penalty = 0.35
    hints = hints_of(_PLACEHOLDER, _ALONE)
    title = "placeholder text"
    why = "It passes every check that only looks for a docstring and tells the reader nothing."
    source = "StyleCop SA1608"
    good = (
        Example(
            _CODE, docstring="Area of a rectangle.\n\nArgs:\n    width: In metres.\n    height: In metres."
        ),
        Example(_CODE, ((2, "矩形的面积。"),), language="zh"),
    )
    near_misses = (
        Example("text = item['description']", ((1, "The description of the item, as the shop shows it."),)),
        Example("table = read(4)", ((1, "XXX"),)),
        Example("tasks = [t for t in tasks if t.tag == 'TODO']", ((1, "Keep what is marked TODO."),)),
        Example("NAMES = ['Ship', 'Boat']", ((1, "Description of vessels"),)),
        Example("sql = f'FROM {source}'", ((1, "FROM x INSERT ... SELECT ... [INSERT ... SELECT ...]"),)),
        Example("# <description>\n\n# <signature with aliases>\nshow(text)\n"),
        Example(
            "def open_channel(name, description=None):\n    return post(name, description)",
            docstring="Open it.\n\n:param name: what it is called\n:param description: the description of channel",
        ),
        Example(
            "def open_channel(name, description=None):\n    return post(name, description)",
            docstring="打开通道。\n\n参数：\n    name: 通道名称\n    description: 描述",
            language="zh",
        ),
        Example(
            "def open_channel(name, desc=None):\n    return post(name, desc)",
            docstring="打开通道。\n\nname: str\n    通道名称\ndesc: str\n    描述",
            language="zh",
        ),
        Example(
            _CODE,
            docstring="Area.\n\nArgs:\n    width: Description of the\n        side that lies.\n    height: In metres.",
        ),
        Example(
            "# Without a _type_ it has that of its base.\nkind = getattr(base, '_type_', None) or base._type_\n"
        ),
        Example("sql = plan(row)", ((1, "Rows that need hand-work are flagged with a TODO comment."),)),
        Example("kind = read(base)", ((1, "Take `_type_` of the base."),)),
        Example("kind = read(base)", ((1, "TODO docstring of the parameters is outdated"),)),
        Example("text = item.summary", ((1, "取商品的描述。"),), language="zh"),
        Example("class ParamDecl:\n    kind = 'one'", docstring="参数描述", language="zh"),
        Example("comment = row.comment", ((1, "注释"),), language="zh"),
        Example("def translate_desc(step):\n    return step.said", docstring="函数描述", language="zh"),
        Example(
            "def wrap(text):\n    return fill(text)",
            docstring="Wrap it.\n\n>>> wrap('a')\n'Lorem ipsum dolor sit amet.'",
        ),
        Example(_CODE, docstring="Area.\n\n>>> area(**open('<insert your file here>'))\n4"),
        Example("text = fill(72)", ((1, "Some 'Lorem ipsum dolor' to try the margins with."),)),
        Example("text = item.summary", ((1, "TODO：从数据库读取商品的说明"),), language="zh"),
    )
    bad = (
        Example('def area(width, height):\n    """_summary_"""\n    return width * height\n'),
        Example(_CODE, docstring="_summary_\n\nArgs:\n    width (_type_): _description_"),
        Example(_CODE, ((2, "此处添加注释说明"),), language="zh"),
    )
    paraphrases = (
        Example(_CODE, ((2, "TODO: write docs"),)),
        Example(_CODE, docstring="TODO: docstring"),
        Example(_CODE, docstring="Area.\n\nArgs:\n    width: Lorem ipsum dolor sit amet."),
        Example(_CODE, docstring="Area.\n\n:param width: description of width"),
        Example(_CODE, docstring="面积。\n\n参数：\n    width: 参数描述", language="zh"),
        Example(_CODE, docstring="TODO：补充说明。", language="zh"),
        Example("class ShapeDecl:\n    kind = 'one'", docstring="参数描述", language="zh"),
    )

    def check(self, page: Page) -> Iterator[Finding]:
        """Yield a finding for each remark with placeholder text."""
        for index in page.holding(*hints_of(_ALONE, _PLACEHOLDER)):
            comment = page.comments[index]
            text = comment.text[:8000]
            match = _ALONE.search(text) or _PLACEHOLDER.search(text)
            if match is None or (comment.kind == "line" and match[0].lstrip().startswith("<")):
                continue
            if _is_name(page, text, match) or _is_shown(text, match) or _describes(page, index, match):
                continue
            if not _of_a_text(text, match) and not _goes_on(text, match):
                said = match[0].strip()
                yield self.finding(page, index, f"placeholder text {said!r}", f"comment: {said!r}")


def _of_a_text(text: str, match: re.Match[str]) -> bool:
    """Whether the words are an entry's, and it is of a parameter that holds a description itself."""
    said = match[0].lstrip()
    if said.startswith((":", "：")):
        before = text[max(0, match.start() - 80) : match.start()].rpartition("\n")[2]
        return _TEXT.search(before.partition("(")[0]) is not None
    end = match.end() - (len(match[0]) - len(match[0].rstrip()))
    above, _, line = text[:end].rpartition("\n")
    head = above[-200:].rpartition("\n")[2]
    name, colon, _ = head.partition(":")
    return bool(colon) and indent(head) < indent(line) and _TEXT.search(name) is not None


def _describes(page: Page, index: int, match: re.Match[str]) -> bool:
    """Whether the words say what a thing with such a name is or gives: ``translate_desc``, 函数描述."""
    if match[0][:1] <= "\x7f":
        return False
    owner = page.documented(index) or page.documented_class(index)
    names = (owner.name,) if owner is not None else next((s.targets for s in page.aligned(index)), ())
    return any(_TEXT.search(name) or _means(name, match[0]) for name in names)


def _means(name: str, said: str) -> bool:
    """Whether a word of what is ``said`` in Chinese has the meaning of one of a name: 参数 of ``ParamDecl``."""
    stems = (stem(canonical(word)) for word in split_identifier(name))
    concepts = {concept for one in stems for concept in lexicon().english.get(one, ())}
    return any(not concepts.isdisjoint(unit.concepts) for unit in read_units(said))


def _is_shown(text: str, match: re.Match[str]) -> bool:
    """Whether the words are in code or a listing, or *lorem ipsum* is in quotes or behind other words."""
    number = text.count("\n", 0, match.start() + len(match[0].rstrip()))
    line = next((line for at, line in prose_lines(text) if at == number), "")
    if not line or not match[0].lower().startswith("lorem"):
        return not line
    before = line[: match.start() - text.rfind("\n", 0, match.start()) - 1].rstrip()
    return bool(before) and before[-1] not in ":："


def _is_name(page: Page, text: str, match: re.Match[str]) -> bool:
    """Whether ``_type_`` is a name: it stands in marks, or the code uses it as an attribute or in quotes."""
    if not _TEMPLATE.fullmatch(match[0]):
        return False
    if "`" in text[max(0, match.start() - 1) : match.start()]:
        return True
    used = rf"\.{match[0]}\b|(?<!['\"])(['\"]){match[0]}\1(?!\1)"
    return re.search(used, page.snippet.code) is not None


def _goes_on(text: str, match: re.Match[str]) -> bool:
    """Whether the text of an entry goes on, deeper, in the line below the words."""
    if not match[0].lstrip().startswith((":", "：")):
        return False
    end = match.end() - (len(match[0]) - len(match[0].rstrip()))
    below = text[end:].partition("\n")[2].partition("\n")[0]
    line = text[: match.start() + 1].rpartition("\n")[2]
    return bool(below.strip()) and indent(below) > indent(line)
