"""What became of each comment of a file in one commit: born, kept, moved, edited, stale, died."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from functools import lru_cache

from msgspec import Struct

from postil.alignment.align import align
from postil.facts.registry import language_named
from postil.history.view import Earlier
from postil.page import Page
from postil.records import Comment, Snippet
from postil.rule import Rule
from postil.rules import load_rules
from postil_corpora.refactorings.model import FilePair
from postil_corpora.schema import CommentLife, Life

_STALE = frozenset({"STA02", "STA04", "STA05", "STA07"})
"""Old names, changed code, a changed contract, code that left: what a comment can fall behind of."""
_ALIKE = 0.5
"""How much of two remarks on the same code must be the same for one to be the other, edited."""
_MOST = 400
"""Of files with more comments that are new or gone, none are held to be edited: they were rewritten."""


class Told(Struct, frozen=True):
    """The life of a comment; ``gone``: its line is one of the version before."""

    life: CommentLife
    gone: bool = False


def lives(pair: FilePair, language: str) -> list[Told]:
    """What became of every comment, those of after first, each in the order of lines."""
    before, after = pair.before or "", pair.after or ""
    earlier = Earlier.read(before, after, language)
    page = Page.read(
        Snippet(after, language, pair.path),
        language_named(language).comments(after),
        earlier=earlier,
        in_place=True,
    )
    then = {index: was for index, one in enumerate(page.comments) if (was := earlier.then(one)) is not None}
    fresh = [index for index in range(len(page.comments)) if index not in then]
    known = set(then.values())
    left = [one for one in earlier.comments if one not in known]
    edited = _edited(earlier, page, fresh, left)
    stale = _stale(page) if then else {}
    places = _placed(
        page, [index for index in range(len(page.comments)) if index in stale or index not in then]
    )
    told = []
    for index, one in enumerate(page.comments):
        was = edited.get(index)
        life: Life = (
            "stale" if index in stale else "kept" if index in then else "born" if was is None else "edited"
        )
        if was is not None and was.text == one.text:
            life = "moved"
        old = was.text if was is not None and life == "edited" else None
        told.append(Told(_life(life, one, *places.get(index, ((), None)), old, stale.get(index, ""))))
    went = [one for one in left if one not in edited.values()]
    return [*told, *(Told(_life("died", one, (), None, None, ""), gone=True) for one in went)]


def _life(
    life: Life, one: Comment, lines: tuple[int, ...], confidence: float | None, was: str | None, reason: str
) -> CommentLife:
    line = one.at_line or one.line_number or 1
    return CommentLife(life, one.kind, one.text, line, one.symbol, lines, confidence, was, reason)


def _placed(page: Page, chosen: Sequence[int]) -> dict[int, tuple[tuple[int, ...], float | None]]:
    """The lines that the engine finds the chosen comments to be about, and how surely."""
    found = align(page.facts, tuple(page.comments[index] for index in chosen)) if chosen else ()
    return {index: (one.lines, round(one.confidence, 3)) for index, one in zip(chosen, found, strict=True)}


def _edited(
    earlier: Earlier, page: Page, fresh: Sequence[int], left: Sequence[Comment]
) -> dict[int, Comment]:
    """New comments that are old ones with another text or in another place, each old one used once."""
    if len(fresh) > _MOST or len(left) > _MOST:
        return {}
    rated = sorted(_rated(earlier, page, fresh, left), key=lambda one: (-one[0], one[1], one[2]))
    found, used = dict[int, Comment](), set[int]()
    for _, index, place in rated:
        if index not in found and place not in used:
            found[index] = left[place]
            used.add(place)
    return found


def _rated(
    earlier: Earlier, page: Page, fresh: Sequence[int], left: Sequence[Comment]
) -> Iterator[tuple[float, int, int]]:
    for index in fresh:
        one = page.comments[index]
        for place, old in enumerate(left):
            if one.kind != old.kind:
                continue
            if one.text == old.text:
                yield 3.0, index, place
            elif one.kind == "docstring":
                if one.symbol is not None and one.symbol == old.symbol:
                    yield 2.0, index, place
            elif _same_code(earlier, one, old):
                alike = SequenceMatcher(None, one.text, old.text, autojunk=False).ratio()
                if alike >= _ALIKE:
                    yield 1.0 + alike, index, place


def _same_code(earlier: Earlier, one: Comment, old: Comment) -> bool:
    """Whether both stand at the same line of code, or near it."""
    origin = earlier.origin(one.line_number or 0)
    above = earlier.origin((one.at_line or 1) - 1)
    return (origin != 0 and origin == old.line_number) or (above != 0 and above == (old.at_line or 1) - 1)


def _stale(page: Page) -> dict[int, str]:
    """The comments that stayed while what they are about changed, and what the engine's rules say of each."""
    found: dict[int, str] = {}
    for rule in _rules():
        for finding in rule.check(page):
            if finding.comment is not None:
                found.setdefault(finding.comment, f"{finding.code} {finding.message}: {finding.evidence}")
    return found


@lru_cache(maxsize=1)
def _rules() -> tuple[Rule, ...]:
    return tuple(rule for rule in load_rules() if rule.code in _STALE)
