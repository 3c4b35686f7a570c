"""RED07: a docstring that begins with the signature."""

from __future__ import annotations

from collections.abc import Iterator

from postil.page import Page
from postil.records import Finding
from postil.rule import Example, Rule
from postil_rules.contradiction._judged import documented, shortened

_CODE = "def crop(image, left, top=0):\n    return image.cut(left, top)"


class RepeatsSignature(Rule):
    """The first line is ``crop(image, left, top=0)``, which stands right above it."""

    code = "RED07"
    name = "redundancy/repeats-signature"
    tier = 2
    dimension = "logic"
    penalty = 0.08
    comment_kinds = ("docstring", "summary")
    reads_prose = False
    needs = ("docstring", "tree")
    title = "docstring repeats the signature"
    why = "A second copy of the signature goes stale, and the place of the summary is taken."
    source = "D402"
    good = (Example(_CODE, docstring="Cut a part out of an image."),)
    near_misses = (
        Example(_CODE, docstring="crop(image) is cheap, as nothing is copied."),
        Example(_CODE, docstring="Like cut(left, top), but of an image."),
        Example(_CODE, docstring="crop: cut a part out."),
        Example(
            "def crop(*args):\n    return cut(args)", docstring="crop(image, left, top)\n\nCut a part out."
        ),
    )
    bad = (Example(_CODE, docstring="crop(image, left, top=0)\n\nCut a part out."),)
    paraphrases = (
        Example(_CODE, docstring="crop(image, left, top=0) -> Image"),
        Example(_CODE, docstring="def crop(image, left, top=0):"),
    )

    def custom(self, page: Page) -> tuple[int, int]:
        """How many docstrings of functions begin with something else than the name and a bracket, and how many so."""
        starts = [remark.text.startswith(f"{remark.function.name}(") for remark in documented(page)]
        return starts.count(False), sum(starts)

    def check(self, page: Page) -> Iterator[Finding]:
        """Yield a finding for each docstring whose first line is a signature."""
        for remark in documented(page):
            function = remark.function
            first = remark.text.partition("\n")[0].removeprefix("def ")
            if not first.startswith(function.name) or first[len(function.name) :].lstrip()[:1] != "(":
                continue
            if any("star" in parameter.kind for parameter in function.parameters):
                continue
            inside, _, rest = first.partition("(")[2].rpartition(")")
            if rest.strip(" :.") == "" or rest.lstrip().startswith(("->", "→")):
                named = [part.partition("=")[0].partition(":")[0].strip(" *[]") for part in inside.split(",")]
                if set(filter(None, named)) <= {p.name for p in function.parameters} | {"/"}:
                    shown = shortened(first)
                    message = "begins with the signature"
                    yield self.finding(
                        page, remark.comment, message, f"comment: {shown!r} | code: {function.name!r}"
                    )
