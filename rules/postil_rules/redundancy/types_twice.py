"""RED08: types in the docstring beside annotations (a policy)."""

from __future__ import annotations

from collections.abc import Iterator

from postil.page import Page
from postil.records import Finding
from postil.rule import Example, Rule
from postil_rules.contradiction._judged import documented

_CODE = "def crop(image: Image, left: int) -> Image:\n    return image.cut(left)"


class TypesTwice(Rule):
    """Where the policy keeps types in annotations, the docstring need not give them again."""

    code = "RED08"
    name = "redundancy/types-twice"
    tier = 1
    default = False
    dimension = "logic"
    penalty = 0.04
    comment_kinds = ("docstring", "summary")
    reads_prose = False
    needs = ("docstring", "tree")
    title = "docstring repeats the annotated types"
    why = "Two copies of a type must be kept in step, and only one is checked."
    source = "DOC111, eslint no-types"
    good = (Example(_CODE, docstring="Crop.\n\nArgs:\n    image: What to cut.\n    left: Its left edge."),)
    near_misses = (
        Example(
            "def crop(image):\n    return image", docstring="Crop.\n\nArgs:\n    image (Image): What to cut."
        ),
        Example(_CODE, docstring="Crop.\n\nArgs:\n    image: An Image (RGB) to cut."),
    )
    bad = (Example(_CODE, docstring="Crop.\n\nArgs:\n    left (int): Its left edge."),)
    paraphrases = (Example(_CODE, docstring="Crop.\n\n:param left: left edge\n:type left: int"),)

    def check(self, page: Page) -> Iterator[Finding]:
        """Yield a finding for each entry with a type whose parameter is annotated."""
        for remark in documented(page):
            annotated = {p.name: p.annotation for p in remark.function.parameters if p.annotation}
            for item in page.docstring(remark.comment).parameters or () if annotated else ():
                if item.type and item.name in annotated:
                    message = f"gives the type of {item.name}, which is annotated"
                    text = f"comment: {item.type!r} | code: {annotated[item.name]!r}"
                    yield self.finding(page, remark.comment, message, text)
