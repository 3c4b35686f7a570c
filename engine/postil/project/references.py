"""What remarks name as code names things, and the file itself does not have."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Sequence

from postil.project.model import Reference
from postil.records import Comment
from postil.text.lazy import regex
from postil.text.model import Mention

_PLURALS = frozenset({"snake", "camel"})
_KINDS = frozenset({"snake", "call", "code", "link", "constant", "camel", "dotted"})
_LIKE_CODE = regex(r"[_`]|\w[(]|[.][A-Za-z]|[a-z0-9][A-Z]|[A-Z]{2}[a-z]")
"""What every name of these kinds has, and most short remarks do not."""
_PATH = regex(
    r"(?<![\w/.:@<{$~%*\\-])(?:\.{1,2}/)*[A-Za-z_][\w-]*(?:/[\w.-]+)*/[\w-]+\.[a-z]{1,5}(?![\w/({<*-])"
)
_BEFORE_PART, _BEHIND_PART = frozenset("/\\-@.*$%{<"), frozenset("/\\-@*}>")
# Examples: from a prompt to the next empty line, and what is indented below a line that ends in two colons;
# and notes of a change, which name what was there before.
_SHOWN = regex(
    r"^[ \t]*>>>(?:.*\n?)(?:[ \t]*\S.*\n?)*|::[ \t]*\n(?:[ \t]*\n)*(?P<in>[ \t]+)\S.*(?:\n(?:(?P=in).*|[ \t]*))*"
    r"|^(?P<at>[ \t]*)\.\. (?:version|deprecated|changed)\w*::.*(?:\n(?P=at)[ \t]+\S.*)*",
    re.MULTILINE,
)
_PROMISED = regex(
    r"(?im)^[ \t*#]*(?:@example|example(?: (?:usage|call|of use))?s?(?: \d+)?|usage(?: examples?)?|示例|用法|例子?|使用示例|用法示例)[ \t]?[:：]?[ \t]*$"
)
"""A line behind which code is shown,"""
_SECTION = regex(
    r"(?im)^[ \t*#]*(?:@(?!example)[a-z]+\b|:(?:param|returns?|raises?|type|rtype)\b|(?:arg|argument|param|parameter|return|raise|throw|yield|note|warning"
    r"|attribute|exception|reference|summary|description|complexity|see also)s?[ \t]?:?[ \t]*$|(?:参数|返回|返回值|异常|说明|注意|备注)[：:]?[ \t]*$)"
)
"""and one that begins something else."""
_SEE = regex(r"(?im)^[ \t*#]*see also[ \t]?:?[ \t]*$")
_FENCED = regex(r"(?ms)^[ \t*]*(?P<fence>`{3,}|~{3,})[^`\n]*\n.*?(?:^[ \t*]*(?P=fence)|\Z)")
_NAME = regex(r"[A-Za-z_]\w*")
_IN_WORDS = regex(r"\((?:(?:[a-z]+ ){2,}|(?:in|ex)clusive\)|[^()\n]{0,40}[\u4e00-\u9fff])")
_FEW = 5
_LINE_OF_ALL = regex(r"(?:`[^`\n]{1,60}`[,，、\s]{1,4}(?:and |or |[和或] ?)?){7,}`[^`\n]{1,60}`")
"""More names in one line than a remark on some code has: what a whole library offers."""
_BEFORE_ENTRY = regex(r"[ \t*-]*(?:\w+[ \t]*,[ \t]*)*\Z")
_TYPED_ENTRY = regex(r"[ \t]*\*{0,2}\w+(?:[ \t]*,[ \t]*\*{0,2}\w+)* : ")
_BEHIND_ENTRY = regex(r"(?:[ \t]*,[ \t]*\w+)*[ \t]*:(?!:)")
_ENDINGS = regex(r"\((?:e?s|[a-z]{1,4}(?:\|[a-z]{1,4})+)\)")
_AS_EXAMPLE = regex(
    r"(?i)(?:\be\.g\.|\bfor (?:example|instance)|例如|比如|譬如)[ ,:：，]{0,3}(?:`[^`\n]{1,40}`[^`.。\n]{1,14}){0,8}`?\Z"
)
_DUNDER = regex(r"__[a-z]+__")
_COMPARED = regex(
    r"(?i)\b(?:see(?: also)?|unlike|(?:similar|equivalent|identical|separate) to|(?:paired|together) with|instead of|(?:counterpart|variant|version|equivalent|alias) of"
    r"|(?:shortcut|alias) for|calls? to|contrary to|crate)[ \n]+(?:calling |the |an? )?(?:`[\w.:()]{2,40}`,? (?:or|and) )?[\[*]*`?\Z"
)
"""What stands before the name of another function that this one is compared with,"""
_ELSEWHERE = regex(
    r"(?:\(\))?[`\]]{0,2}[ \n](?:\[?(?:unstable )?(?:crate|feature|syscall|system call|library|package)s?\b"
    r"|(?:(?:has|have|is|was|must|should|may|can|will|not|been|be|never|already|yet) ){1,4}called\b)"
)
"""and what stands behind it, or behind that of a package."""
_EMPHASIS = regex(r"(?<![\w`])_[A-Za-z]\w*(?:[ \n][\w*`'-]+){1,6}_(?![\w`])")
_STANDARD = frozenset(sys.stdlib_module_names)


def find_references(
    comments: Sequence[Comment], known: frozenset[str], mentions: Callable[[int], Sequence[Mention]]
) -> tuple[Reference, ...]:
    """The names and paths in ``comments`` that are not among the ``known`` names, each once a comment.

    ``mentions`` gives the stretches of a comment, by its number, that may be names. What a comment links to or lists
    is of the kind ``link``: it stands elsewhere.
    """
    folded = _Folded(known)
    found: list[Reference] = []
    for number, comment in enumerate(comments):
        text = comment.text
        strange = [
            mention
            for mention in (mentions(number) if _LIKE_CODE.search(text) else ())
            if mention.kind in _KINDS
            and _may_be_name(mention, text)
            and not folded.has(mention)
            and not _is_by_the_way(mention, text)
        ]
        if strange:
            shown = _shown(text)
            strange = [one for one in strange if not any(first <= one.start < last for first, last in shown)]
            made_up = {word for span in shown for word in _NAME.findall(text, *span)} if strange else set()
            strange = [one for one in strange if one.text not in made_up]
            linked = _listed(strange, text)
            told = dict.fromkeys((one.text, "link" if one.text in linked else one.kind) for one in strange)
            found.extend(Reference(number, name, kind) for name, kind in told)
        if "/" in text:
            found.extend(Reference(number, path, "path") for path in dict.fromkeys(_PATH.findall(text)))
    return tuple(found)


def _listed(mentions: Sequence[Mention], text: str) -> set[str]:
    """The names that a remark links to, lists under *See Also* or in a long line, compares with, or defines as an entry."""
    see = _SEE.search(text)
    rows = [match.span() for match in _LINE_OF_ALL.finditer(text)] if len(mentions) > _FEW else []
    return {
        one.text
        for one in mentions
        if one.kind == "link"
        or (see is not None and one.start > see.end())
        or any(first <= one.start < last for first, last in rows)
        or _is_entry(one, text)
        or _is_compared(one, text)
    }


def _shown(text: str) -> list[tuple[int, int]]:
    """Where ``text`` shows code: what is named there is made up for the example."""
    found = [match.span() for match in _SHOWN.finditer(text)] if ">>>" in text or "::" in text else []
    if "```" in text or "~~~" in text:
        found += [match.span() for match in _FENCED.finditer(text)]
    promised = _PROMISED.search(text)
    while promised is not None:
        section = _SECTION.search(text, promised.end())
        end = section.start() if section else len(text)
        found.append((promised.end(), end))
        promised = _PROMISED.search(text, end)
    return found


class _Folded:
    """The names that a file has, with those in lower case made when first needed."""

    def __init__(self, known: frozenset[str]) -> None:
        self._known = known
        self._lower: frozenset[str] | None = None

    def has(self, mention: Mention) -> bool:
        name = mention.text
        if "." in name:
            head = name.partition(".")[0]
            return head in self._known or head in _STANDARD or name.rpartition(".")[2] in self._known
        if name in self._known or (mention.kind in _PLURALS and name.removesuffix("s") in self._known):
            return True
        if self._lower is None:
            self._lower = frozenset(map(str.lower, self._known))
        return name.lower() in self._lower


def _may_be_name(mention: Mention, text: str) -> bool:
    name = mention.text
    if mention.kind == "code" and name.isupper() and "_" not in name:
        return False  # a value: `GET`
    if name.startswith("_."):
        return False  # of the library that the sign stands for
    emphasised = name.startswith("_") and name.endswith("_") and not name.startswith("__")
    if (
        not name.isascii()
        or len(name) < 3
        or emphasised
        or _DUNDER.fullmatch(name)
        or (mention.kind == "constant" and "_" not in name)
    ):
        return False
    if (name[0] == "_" or name[-1] == "_") and any(
        found.start() <= mention.start < found.end()
        for found in _EMPHASIS.finditer(text, max(0, mention.start - 80), mention.end + 80)
    ):
        return False  # an _emphasised phrase_
    before, behind = text[max(0, mention.start - 1) : mention.start], text[mention.end : mention.end + 1]
    if before in _BEFORE_PART or behind in _BEHIND_PART:
        return False
    return all(part.isidentifier() for part in name.split("."))


def _is_by_the_way(mention: Mention, text: str) -> bool:
    """Whether a name is an example's, a word with its endings or prose in brackets, or a member of a class named before.

    ``e.g. do_exit = do_quit``, ``director(y|ies)``, ``resolve(relative to the base)``, ``Arrays#sort``, ``Vec::sort``;
    or leads elsewhere: ``[sort](https://...)``, ``#sort(int)``, ``@author sort_all``.
    """
    if _AS_EXAMPLE.search(text, max(0, mention.start - 160), mention.start):
        return True
    if _ENDINGS.match(text, mention.end) or _IN_WORDS.match(text, mention.end):
        return True
    before, behind = text[max(0, mention.start - 8) : mention.start], text[mention.end : mention.end + 2]
    member = before[-1:] == "#" and (before[-2:-1].isalnum() or behind[:1] == "(")
    return member or before.endswith(("::", "@see ", "@see #", "@author ")) or (before[-1:] + behind == "[](")


def _is_compared(mention: Mention, text: str) -> bool:
    """Whether a remark tells of another function beside its own, or of a package: *unlike* ``peek``, the ``rand`` *crate*."""
    before = _COMPARED.search(text, max(0, mention.start - 80), mention.start)
    return before is not None or _ELSEWHERE.match(text, mention.end) is not None


def _is_entry(mention: Mention, text: str) -> bool:
    """Whether a line begins with the name, alone or in a list, and a colon, or it stands in the type behind that.

    ``low, high : float``, ``seed : int or random_state``.
    """
    before = text[text.rfind("\n", 0, mention.start) + 1 : mention.start]
    if _TYPED_ENTRY.match(before):
        return True
    return _BEFORE_ENTRY.match(before) is not None and _BEHIND_ENTRY.match(text, mention.end) is not None
