"""STA02: a remark that keeps the old name of something that was renamed."""

from __future__ import annotations

from collections.abc import Iterator

from postil.project.model import Module
from postil.project.view import Project
from postil.records import Finding
from postil.rule import Example, ReferenceRule

_BEFORE = "def load_rows(path):\n    # Keep what load_rows has seen.\n    return open(path).read()\n"
_NOW = "def read_rows(path):\n    # Keep what load_rows has seen.\n    return open(path).read()\n"
_DOC = 'def cut(text, {0}):\n    """Cut a text.\n\n    At most `{1}` characters.\n    """\n    return text[:{0}]\n'
_CHINESE = "def {0}(path):\n    # {1}打开文件。\n    return open(path).read()\n"


class OldName(ReferenceRule):
    """A definition or parameter was renamed since the revision that is compared with; the remark says the old name."""

    code = "STA02"
    name = "staleness/old-name"
    tier = 2
    dimension = "accuracy"
    penalty = 0.3
    needs = ("symbols", "git")
    title = "comment keeps the old name of something that was renamed"
    why = "Who looks for the name finds nothing, and cannot know what it has become."
    source = "Fraco; DOCER"
    good = (
        Example(_NOW.replace("load_rows", "read_rows"), earlier=_BEFORE),
        Example(
            _CHINESE.format("read_rows", "用read_rows"),
            language="zh",
            earlier=_CHINESE.format("load_rows", "用load_rows"),
        ),
    )
    near_misses = (
        Example(_BEFORE, earlier=_BEFORE),
        Example(_NOW.replace("what load_rows", "what load_data"), earlier=_BEFORE),
        Example(_NOW + "\n\ndef load_rows(path):\n    return read_rows(path)\n", earlier=_BEFORE),
        Example(_DOC.format("limit", "limit"), earlier=_DOC.format("size", "size")),
    )
    bad = (
        Example(_NOW, earlier=_BEFORE),
        Example(
            _CHINESE.format("read_rows", "用load_rows"),
            language="zh",
            earlier=_CHINESE.format("load_rows", "用load_rows"),
        ),
    )
    paraphrases = (
        Example(_DOC.format("limit", "max_size"), earlier=_DOC.format("max_size", "max_size")),
        Example(_NOW.replace("what load_rows has", "all that `load_rows()` has"), earlier=_BEFORE),
    )

    def judge(self, module: Module, project: Project) -> Iterator[Finding]:
        """Yield a finding for each old name in a remark."""
        for found in module.references:
            new = project.renames.get(found.text)
            if new is not None and not project.knows(found.text):
                message = f"names {found.text!r}, which is now called {new!r}"
                evidence = f"comment: {found.text!r} | code: renamed to {new!r}"
                yield self.finding(module, found.comment, message, evidence)
