"""CON02: the docstring gives the parameters in another order than the signature."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from postil.page import Page
from postil.records import Finding
from postil.rule import Example, Rule
from postil_rules.contradiction._judged import documented

_CODE = "def crop(image, left, top=0, *, fill=None):\n    return image.cut(left, top, fill)"


class ParameterOrder(Rule):
    """Two parameters that may be passed by position are documented in the other order."""

    code = "CON02"
    name = "contradiction/parameter-order"
    tier = 1
    dimension = "accuracy"
    penalty = 0.2
    comment_kinds = ("docstring", "summary")
    needs = ("docstring", "tree")
    title = "parameters are documented in another order"
    why = "Who calls by position passes one for the other, and nothing complains."
    source = "DOC104, PR03"
    good = (
        Example(
            _CODE,
            docstring="Cut a part out.\n\nArgs:\n    image: What to cut.\n    left: Its left edge.\n    top: Its upper edge.",
        ),
        Example(
            _CODE,
            docstring="裁剪。\n\n参数：\n    image：原图。\n    left：左边缘。\n    top：上边缘。",
            language="zh",
        ),
    )
    near_misses = (
        Example(
            "def copy(where, target, name=None):\n    return where",
            docstring="Copy.\n\nParameters\n----------\nwhere, name\n    As in get.\ntarget\n    Where to.",
        ),
        Example(_CODE, docstring="Cut.\n\nArgs:\n    fill: Colour, named only.\n    image: What to cut."),
        Example(_CODE, docstring="Cut.\n\nArgs:\n    left: Edge.\n    image: Given once.\n    left: Again."),
        Example(_CODE, docstring="Cut.\n\nArgs:\n    image: What to cut.\n    top: The only edge told."),
    )
    bad = (
        Example(
            _CODE, docstring="Cut a part out.\n\nArgs:\n    left: Its left edge.\n    image: What to cut."
        ),
        Example(
            _CODE,
            docstring="裁剪。\n\n参数：\n    image：原图。\n    top：上边缘。\n    left：左边缘。",
            language="zh",
        ),
    )
    paraphrases = (
        Example(_CODE, docstring="Cut a part out.\n\n:param top: upper edge\n:param left: left edge"),
        Example(_CODE, docstring="裁剪。\n\n:param left: 左边缘\n:param image: 原图", language="zh"),
    )

    def check(self, page: Page) -> Iterator[Finding]:
        """Yield at most one finding for each docstring."""
        for remark in documented(page):
            function = remark.function
            places = {p.name: i for i, p in enumerate(function.parameters) if p.kind.startswith("positional")}
            items = page.docstring(remark.comment).parameters if len(places) > 1 else ()
            names = [_names(item.name) for item in items or ()]
            told = [name for some in names for name in some if name in places]
            if len(set(told)) != len(told) or any(
                len(some) > 1 and not _follow(some, places) for some in names
            ):
                continue  # those of one entry are put together for what they have in common
            for one, other in pairwise(told):
                if places[one] > places[other]:
                    message = f"documents {one} before {other}, {function.name} takes {other} first"
                    shown = ", ".join(places)
                    yield self.finding(
                        page,
                        remark.comment,
                        message,
                        f"comment: {', '.join(told)!r} | code: '{function.name}({shown})'",
                    )
                    break


def _follow(names: list[str], places: dict[str, int]) -> bool:
    """Whether the parameters of one entry follow each other in the signature, in either order."""
    taken = sorted(places[name] for name in names if name in places)
    return all(other == one + 1 for one, other in pairwise(taken))


def _names(written: str | None) -> list[str]:
    return [name.strip(" *") for name in (written or "").split(",")]
