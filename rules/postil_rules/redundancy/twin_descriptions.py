"""RED05: two parameters have the same description."""

from __future__ import annotations

import re
from collections.abc import Iterator

from postil.claims.model import DocItem
from postil.page import Page
from postil.records import Finding
from postil.rule import Example, Rule
from postil.text.identifiers import split_identifier
from postil.text.lazy import regex
from postil.text.stems import stem
from postil_rules.contradiction._judged import documented, shortened

_REFERS = regex(
    r"(?i)\b(?:see|same as|as (?:above|for|in)|ditto|unused|ignored|deprecated|reserved)\b|同上|见|未使用|保留"
)
_LEAST = 12
_GENERIC = frozenset(("argument", "parameter", "keyword", "option"))  # of a name: what any parameter is
_CODE = "def move(source, target):\n    target.write(source.read())"


class TwinDescriptions(Rule):
    """The same words stand behind two names, and name one of them: they were copied and not changed."""

    code = "RED05"
    name = "redundancy/twin-descriptions"
    tier = 2
    dimension = "logic"
    penalty = 0.15
    comment_kinds = ("docstring", "summary")
    needs = ("docstring",)
    title = "two parameters have the same description"
    why = "It names one of them, and is true of that one at most."
    source = "StyleCop SA1625, RepliComment (Blasi and Gorla 2018)"
    good = (
        Example(
            _CODE, docstring="Move.\n\nArgs:\n    source: File to read from.\n    target: File to write to."
        ),
        Example(
            _CODE,
            docstring="移动。\n\n参数：\n    source：读取的文件。\n    target：写入的文件。",
            language="zh",
        ),
    )
    near_misses = (
        Example(
            _CODE,
            docstring="Move.\n\nArgs:\n    source: See the class documentation.\n    target: See the class documentation.",
        ),
        Example(
            _CODE, docstring="Move.\n\nParameters\n----------\nsource, target : file\n    Both must be open."
        ),
        Example(_CODE, docstring="Move.\n\nArgs:\n    source: A file.\n    target: A file."),
        Example(
            "def gap(low, high):\n    return high - low",
            docstring="Gap.\n\nArgs:\n    low: A non-negative integer.\n    high: A non-negative integer.",
        ),
        Example(
            "def load(path, lock, inline_array):\n    return read(path, lock, inline_array)",
            docstring="Load.\n\nArgs:\n    lock: Passed on where the array is read.\n    inline_array: Passed on where the array is read.",
        ),
        Example(
            "def add(type=None, service_type=None):\n    return type or service_type",
            docstring="Add.\n\nArgs:\n    type: Service type, either type or service_type.\n    service_type: Service type, either type or service_type.",
        ),
        Example(
            "def fit(model, **kwargs):\n    return run(model, kwargs)",
            docstring="Fit.\n\nParameters\n----------\nmodel: Base\n    The model instance to fit.\n"
            "model_instance: Base (DEPRECATED)\n    The model instance to fit.",
        ),
        Example(
            "def make(kind, *args, **kwargs):\n    return kind(*args, **kwargs)",
            docstring="Make it.\n\nArgs:\n    args: Additional arguments to pass on.\n    kwargs: Additional arguments to pass on.",
        ),
    )
    bad = (
        Example(
            _CODE,
            docstring="Move.\n\nArgs:\n    source: The source file, open.\n    target: The source file, open.",
        ),
        Example(
            _CODE,
            docstring="移动。\n\n参数：\n    source：打开的source文件的完整路径。\n    target：打开的source文件的完整路径。",
            language="zh",
        ),
    )
    paraphrases = (
        Example(
            _CODE,
            docstring="Move.\n\n:param source: the open target file\n:param target: The open  target file.",
        ),
        Example(
            _CODE,
            docstring="移动。\n\n:param source: 打开的source文件的完整路径\n:param target: 打开的source文件的完整路径。",
            language="zh",
        ),
    )

    def check(self, page: Page) -> Iterator[Finding]:
        """Yield a finding for each description that another parameter has already."""
        for remark in documented(page):
            items = page.docstring(remark.comment).parameters or ()
            seen: dict[str, DocItem] = {}
            for item in items if len(items) > 1 else ():
                text = " ".join(item.text.lower().split()).rstrip(".。;；")
                if len(text) < _LEAST or _REFERS.search(f"{text} {item.type or ''}"):
                    continue
                other = seen.setdefault(text, item)
                if other.line != item.line and _speaks_of_one(text, str(other.name), str(item.name)):
                    message = f"describes {item.name} with the words of {other.name}"
                    yield self.finding(page, remark.comment, message, f"comment: {shortened(item.text)!r}")


def _speaks_of_one(text: str, one: str, other: str) -> bool:
    """Whether the words name one of two parameters and not the other: then they were copied from it.

    A text that has both as they are written is about both: ``Either type or service_type.``
    """
    written = set(re.findall(r"[a-z_]\w*", text))
    if {one, other} <= written:
        return False
    words = {stem(word) for word in re.findall(r"[a-z]+", text)}
    first, second = name_words(one) - name_words(other), name_words(other) - name_words(one)
    return (bool(first) and first <= words) is not (bool(second) and second <= words)


def name_words(name: str) -> set[str]:
    """The stems of the words of a name that are more than a letter and not of any parameter."""
    return {stem(word) for word in split_identifier(name) if len(word) > 2} - _GENERIC
