"""STA19: a comment gives a name that is nowhere, and the code beside it has one with another word in it."""

from __future__ import annotations

from collections.abc import Iterator

from postil.project.kin import MARKED
from postil.project.model import Module
from postil.project.view import Project
from postil.records import Finding
from postil.rule import Example, ReferenceRule
from postil.text.distance import edits
from postil.text.identifiers import split_identifier
from postil.text.stems import stem

_SHORTEST = 3  # letters of the word that differs
_SHARED = 4  # letters of the longest word that does not; three in a slip, or where the name is marked as one
_LEFT_OUT = 2
"""A word with as many letters more than another that has them in this order may be what that one is short for."""
_CODE = (
    "def average(readings):\n"
    "    total, kept_count = 0, 0\n"
    "    # Here {0} is how many were not empty.\n"
    "    kept_count += count(readings)\n"
    "    return total / kept_count\n"
)


class NameGone(ReferenceRule):
    """A comment inside a function says ``row_total``, which no file has, and the next statement has ``row_sum``."""

    code = "STA19"
    name = "staleness/name-gone"
    tier = 3
    dimension = "accuracy"
    penalty = 0.2
    comment_kinds = ("line", "block")
    needs = ("text", "tree", "symbols")
    title = "comment gives a name that is gone, or was never there; the code beside it has one like it"
    why = "Something was renamed, or the name was guessed: who searches for it finds nothing."
    source = "STA01, for files, where a name may be that of another project"
    good = (
        Example(_CODE.format("kept_count"), path="mean.py"),
        Example(
            "def load(path):\n    # 先由read_rows读取所有的行。\n    rows = read_rows(path)\n    return rows\n",
            language="zh",
            path="load.py",
        ),
    )
    near_misses = (
        Example(_CODE.format("kept_counts"), path="mean.py"),
        Example(_CODE.format("kept_cnt"), path="mean.py"),
        Example(_CODE.format("spam_number, not kept_count,"), path="mean.py"),
        Example(_CODE.format("is_number"), path="mean.py"),
        Example(_CODE.format("kept_number"), path="mean.py", others=(("other.py", "_kept_numbers = 1\n"),)),
        Example(
            "def go(row):\n    # Use model_parse instead of model_build, which does not check.\n    return row.model_parse()\n",
            path="go.py",
        ),
        Example("def go(kept_count):\n    # kept_number: int = 0, the one that was read\n    return kept_count\n", path="mean.py"),
        Example(
            _CODE.format("kept_number"), path="mean.py", others=(("other.py", "kept_number = 1\n"),)
        ),
        Example(
            "def fill(rows):\n    # The first_word of it is not wanted.\n    del rows[0]\n    rows.sort()\n"
            "    rows.reverse()\n    return join(first_part)\n",
            path="fill.py",
        ),
    )  # fmt: skip
    bad = (
        Example(_CODE.format("kept_number"), path="mean.py"),
        Example(
            "def load(path):\n    # 先由read_lines读取所有的行。\n    rows = read_rows(path)\n    return rows\n",
            language="zh",
            path="load.py",
        ),
    )
    paraphrases = (
        Example(
            "def run(tasks):\n    left = tasks.copy()\n    seen_passing_runs = set()\n    while left:\n"
            "        one = left.pop()\n        # Hard to test, for our `seen_passing_tasks` check is in the way.\n"
            "        one.run()\n    return seen_passing_runs\n",
            path="run.py",
        ),
        Example(
            "def walk(node):\n    # Go on with what next_nde gives.\n    return next_node(node)\n",
            path="walk.py",
        ),
    )

    def judge(self, module: Module, project: Project) -> Iterator[Finding]:
        """Yield a finding for each such name, once a comment."""
        for found in module.references:
            least = _SHARED - (found.kind in MARKED)
            meant = next((one for one in found.kin if _may_be_meant(found.text, one, least)), None)
            if meant is not None and found.text not in project.renames and _is_nowhere(found.text, project):
                message = f"names {found.text!r}, which is nowhere; did you mean {meant!r}?"
                evidence = f"comment: {found.text!r} | code: {meant!r}"
                yield self.finding(module, found.comment, message, evidence)


def _is_nowhere(name: str, project: Project) -> bool:
    """Whether no name of the project is this one, nor has it as a part: short for it, or with an underscore before."""
    bare = name.strip("_")
    return not any(bare in one for one in project.names) and project.has_nowhere(name)


def _may_be_meant(said: str, other: str, least: int) -> bool:
    """Whether another name can be the one that is meant: a slip of a letter, or another word for the same thing.

    In the second case a word of ``least`` letters is the same.
    """
    words, others = split_identifier(said), split_identifier(other)
    at = next(place for place, word in enumerate(words) if word != others[place])
    one, meant = words[at], others[at]
    shared = max(map(len, (*words[:at], *words[at + 1 :])))
    if min(len(one), len(meant)) < _SHORTEST or stem(one) == stem(meant):
        return False
    if edits(one, meant, 1) <= 1:
        return min(len(one), len(meant)) == _SHORTEST <= shared  # longer ones are STA01's
    return at > 0 and shared >= least and not _is_short_for(one, meant) and not _is_short_for(meant, one)


def _is_short_for(short: str, long: str) -> bool:
    """Whether ``long`` begins as ``short`` does and has all its letters in order, among more."""
    letters = iter(long)
    return (
        len(long) - len(short) >= _LEFT_OUT and short[0] == long[0] and all(one in letters for one in short)
    )
