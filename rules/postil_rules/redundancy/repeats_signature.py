"""RED07: a docstring that begins with the signature."""

from __future__ import annotations

from collections.abc import Iterator

from postil.facts.model import Function
from postil.page import Page
from postil.records import Finding
from postil.rule import Example, Rule
from postil_rules.contradiction._judged import Documented, documented, shortened

# Through these the signature is seen as it is written; others may show another one to tools.
_TRANSPARENT = frozenset(
    "abstractmethod cached_property classmethod final overload override property setter staticmethod".split()
)
_HEADED = frozenset({"c", "cpp"})  # where ``name() :`` is a heading that many write
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
            'def crop(image):\n    # The manual takes the signature from here.\n    """crop(image)"""\n    return cut(image)\n'
        ),
        Example(f"@cached\n{_CODE}", docstring="crop(image, left, top=0)\n\nCut a part out."),
        Example(f"@cached\n{_CODE}", docstring="crop(image, left, top=0)\n\n裁剪图像。", language="zh"),
        Example(
            "def crop(*args):\n    return cut(args)", docstring="crop(image, left, top)\n\nCut a part out."
        ),
    )
    bad = (Example(_CODE, docstring="crop(image, left, top=0)\n\nCut a part out."),)
    paraphrases = (
        Example(_CODE, docstring="crop(image, left, top=0) -> Image"),
        Example(f"@staticmethod\n{_CODE}", docstring="crop(image, left, top=0)\n\nCut a part out."),
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
            if any("star" in parameter.kind for parameter in function.parameters) or _is_hidden(function):
                continue
            if _is_wanted(page, remark):
                continue
            inside, _, rest = first.partition("(")[2].rpartition(")")
            if not inside.strip() and page.facts.language in _HEADED:
                continue
            if rest.strip(" :.") == "" or rest.lstrip().startswith(("->", "→")):
                named = [part.partition("=")[0].partition(":")[0].strip(" *[]") for part in inside.split(",")]
                if set(filter(None, named)) <= {p.name for p in function.parameters} | {"/"}:
                    shown = shortened(first)
                    message = "begins with the signature"
                    yield self.finding(
                        page, remark.comment, message, f"comment: {shown!r} | code: {function.name!r}"
                    )


def _is_hidden(function: Function) -> bool:
    """Whether a decorator may hide the signature from tools, so that the docstring shows it on purpose."""
    plain = (one.partition("(")[0].rpartition(".")[2] for one in function.decorators)
    return any(name not in _TRANSPARENT for name in plain)


def _is_wanted(page: Page, remark: Documented) -> bool:
    """Whether a comment between the header and the docstring says what the signature is there for."""
    written = page.docstring_statements.get(remark.comment)
    if written is None:
        return False
    between = range(remark.function.line, written.line)
    return any(token.line in between and "signature" in token.text.lower() for token in page.tokens)
