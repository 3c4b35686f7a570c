"""RED06: the docstring of one function on another one."""

from __future__ import annotations

from collections.abc import Iterator

from postil.project.model import Module, Symbol
from postil.project.view import Project
from postil.records import Finding
from postil.rule import Example, ProjectRule
from postil.text.identifiers import split_identifier

_TWO = (
    'def {0}(path):\n    """{2}"""\n    return open(path).read()\n\n\n'
    'def {1}(path):\n    """{3}"""\n    remove(path)\n'
)
_READ = "Read the whole file at the given path."
_ZH = "读取给定路径的整个文件内容。"
_METHODS = (
    'class {0}:\n    def load(self):\n        """{1}"""\n        return self.path.read_text()\n\n\n'
    'class {2}:\n    def load(self):\n        """{1}"""\n        return self.socket.receive()\n'
)


class SameDocstring(ProjectRule):
    """Two functions of different names do different things and have the same docstring, of five words or more."""

    code = "RED06"
    name = "redundancy/same-docstring"
    tier = 3
    dimension = "accuracy"
    penalty = 0.2
    comment_kinds = ("docstring", "summary")
    title = "same docstring on two different functions"
    why = "It was copied, and one of the two was never described."
    source = "RepliComment 2018, 2021"
    good = (
        Example(_TWO.format("load", "wipe", _READ, "Remove the file at the given path.")),
        Example(_TWO.format("load", "wipe", _ZH, "删除给定路径的文件。"), language="zh"),
    )
    near_misses = (
        Example(_METHODS.format("FileSource", "Load everything that the source has.", "NetSource")),
        Example(_TWO.format("load", "aload", _READ, _READ)),
        Example(_TWO.format("is_gpu_ready", "is_torch_gpu_ready", _READ, _READ)),
        Example(
            _TWO.format(
                "load", "wipe", ":param path: The whole file to take.", ":param path: The whole file to take."
            )
        ),
        Example(
            'class Builder:\n    def selector(self, n):\n        """Choose one of all the users."""\n        return Selector(n)\n\n\n'
            'class Selector:\n    def __init__(self, n):\n        """Choose one of all the users."""\n        self.n = n\n'
        ),
        Example(
            'class Table:\n    def _column_count(self):\n        """The number of columns in this table."""\n        return self.t.col_count\n\n\n'
            'class Xml:\n    def col_count(self):\n        """The number of columns in this table."""\n        return len(self.t)\n'
        ),
        Example(_TWO.format("load", "wipe", "Do it.", "Do it.")),
        Example(
            _TWO.format("load", "load_file", _READ, _READ).replace("remove(path)", "return open(path).read()")
        ),
    )
    bad = (
        Example(_TWO.format("load", "wipe", _READ, _READ)),
        Example(_TWO.format("load", "wipe", _ZH, _ZH), language="zh"),
    )
    paraphrases = (
        Example(_TWO.format("load", "wipe", _READ, _READ.replace("whole file", "whole  FILE"))),
        Example(
            f'def wipe(path):\n    """{_READ}"""\n    remove(path)\n',
            path="wipe.py",
            others=(("load.py", f'def load(path):\n    """{_READ}"""\n    return open(path).read()\n'),),
        ),
    )

    def judge(self, module: Module, project: Project) -> Iterator[Finding]:
        """Yield a finding for each function whose docstring stands on another one first."""
        for symbol in module.symbols:
            if symbol.kind != "function" or not symbol.doc:
                continue
            for where, other in project.documented_alike(symbol.doc):
                if other is symbol:
                    break
                together = where is module and other.owner == symbol.owner
                if _differ(symbol, other, together=together):
                    place = (
                        other.qualname if where is module else f"{other.qualname} ({where.path}:{other.line})"
                    )
                    message = f"has the docstring of {place}"
                    yield self.finding(
                        module, symbol.comment, message, f"code: {symbol.qualname} is another function"
                    )
                    break


def _differ(one: Symbol, other: Symbol, *, together: bool) -> bool:
    """Whether the two are different functions: in body and in name, of which those of two places share no word."""
    if one.body == other.body or one.stub or other.stub or _paired(one) or _paired(other):
        return False
    first, second = one.name.strip("_").lower(), other.name.strip("_").lower()
    words, others = set(split_identifier(one.name)), set(split_identifier(other.name))
    related = first in second or second in first or words <= others or others <= words
    return not related and (together or words.isdisjoint(others))


def _paired(symbol: Symbol) -> bool:
    """Whether it is one of several that stand for one thing: a property's parts, overloads, protocol methods."""
    marks = ("setter", "deleter", "getter", "overload", "register", "dispatch")
    return symbol.name.startswith("__") or any(
        mark in decorator for decorator in symbol.decorators for mark in marks
    )
