"""STA03: a remark that names a file which is not there."""

from __future__ import annotations

from collections.abc import Iterator

from postil.project.model import Module
from postil.project.view import Project
from postil.records import Finding
from postil.rule import Example, ReferenceRule

_FILES = (("tools/build_index.py", "x = 1\n"), ("docs/guide.py", "y = 2\n"))


class PathUnknown(ReferenceRule):
    """The remark names a file in a folder of the project, and that folder has no such file."""

    code = "STA03"
    name = "staleness/path-unknown"
    tier = 2
    dimension = "accuracy"
    penalty = 0.2
    title = "comment names a file that does not exist"
    why = "The file was moved or renamed; the reader is sent into the void."
    source = "docrot, staledocs"
    good = (
        Example("# Filled by tools/build_index.py.\nINDEX = {}\n", path="index.py", others=_FILES),
        Example(
            "# 由 tools/build_index.py 填充。\nINDEX = {}\n", language="zh", path="index.py", others=_FILES
        ),
    )
    near_misses = (
        Example("# Written to cache/index.json at run time.\nINDEX = {}\n", path="index.py", others=_FILES),
        Example(
            "# See https://example.org/tools/missing.py for more.\nINDEX = {}\n",
            path="index.py",
            others=_FILES,
        ),
        Example(
            "# Needs /etc/tools/missing.py or ~/tools/missing.py.\nINDEX = {}\n",
            path="index.py",
            others=_FILES,
        ),
        Example("# Filled by tools/missing.py.\nINDEX = {}\n"),
    )
    bad = (
        Example("# Filled by tools/make_index.py.\nINDEX = {}\n", path="index.py", others=_FILES),
        Example(
            "# 由 tools/make_index.py 填充。\nINDEX = {}\n", language="zh", path="index.py", others=_FILES
        ),
    )
    paraphrases = (
        Example('"""The index; docs/manual.py says how it is made."""\n', path="index.py", others=_FILES),
    )

    def judge(self, module: Module, project: Project) -> Iterator[Finding]:
        """Yield a finding for each path in a remark into a folder of the project that does not lead to a file."""
        for found in module.references:
            if found.kind == "path" and project.lacks_file(found.text, module.path):
                message = f"names {found.text!r}, which does not exist"
                yield self.finding(
                    module, found.comment, message, f"comment: {found.text!r} | project: no such file"
                )
