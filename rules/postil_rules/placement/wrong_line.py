"""ALN02: a remark whose content belongs to another line."""

from __future__ import annotations

from collections.abc import Iterator

from postil.alignment.meaning import is_chinese
from postil.page import Page
from postil.records import Finding
from postil.rule import Example, Rule

_CODE = (
    "def load(path):\n"
    "    with open(path) as source:\n"
    "        text = source.read()\n"
    "    if not text:\n"
    "        raise ValueError('empty file')\n"
    "    return text.splitlines()"
)
_SURE = 0.6
"""How sure the other place must be."""
_SURE_HAN, _POOR_FIT = 0.8, 0.02
"""A remark in Chinese, which a second opinion by meaning makes surer, must be so sure, or fit the claimed line so badly:
then it is as often right and as seldom wrong as an English one (chosen on the development files of benchmarks/agreement)."""


class WrongLine(Rule):
    """The claimed line exists, but the content of the remark clearly fits another statement."""

    code = "ALN02"
    name = "placement/wrong-line"
    tier = 3
    dimension = "accuracy"
    penalty = 0.3
    needs = ("text", "tree")
    title = "comment aligned to the wrong statement"
    why = "A true remark on the wrong line misleads as much as a false one."
    good = (
        Example(
            _CODE,
            (
                (2, "Open the file at path."),
                (3, "Read all of its text."),
                (5, "Raise ValueError for an empty file."),
            ),
        ),
        Example(
            _CODE,
            ((2, "打开path指定的文件。"), (3, "读取全部文本。"), (6, "返回按行拆分的结果。")),
            language="zh",
        ),
    )
    near_misses = (
        Example(_CODE, ((2, "Make sure that the handle is closed again."), (6, "The caller wants lines."))),
        Example(_CODE, ((4, "An empty file is an error."),)),
        Example(_CODE, ((2, "Read the text of the file."),)),
    )
    bad = (
        Example(
            _CODE,
            (
                (2, "Raise ValueError for an empty file."),
                (3, "Read all of its text."),
                (5, "Open the file at path."),
            ),
        ),
        Example(
            _CODE,
            ((2, "返回按行拆分的结果。"), (3, "读取全部文本。"), (6, "打开path指定的文件。")),
            language="zh",
        ),
    )
    paraphrases = (
        Example(
            _CODE,
            ((3, "Complain with a ValueError when there is no content."), (6, "Open the path for reading.")),
        ),
    )

    def check(self, page: Page) -> Iterator[Finding]:
        """Yield a finding for each remark whose claimed line its content refutes."""
        for index, (comment, found) in enumerate(zip(page.comments, page.alignments, strict=True)):
            if found.agrees is not False or found.confidence < _SURE or comment.at_line is not None:
                continue
            poor = found.claimed_fit is not None and found.claimed_fit <= _POOR_FIT
            if found.confidence < _SURE_HAN and not poor and is_chinese(comment.text):
                continue
            claimed = page.facts.at(comment.line_number or 0)
            message = f"fits line {found.lines[0]} better than line {comment.line_number}"
            code = claimed.text.strip()[:60] if claimed else "(no statement)"
            evidence = f"comment: {comment.text[:60]!r} | line {comment.line_number}: {code}"
            yield self.finding(page, index, message, evidence)
