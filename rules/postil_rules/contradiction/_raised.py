"""Exceptions that the prose of a remark tells, with their conditions: *raises KeyError if name is unknown*."""

from __future__ import annotations

from functools import lru_cache

from postil.claims.model import DocItem
from postil.page import Page
from postil.text.lazy import regex
from postil_rules.contradiction._judged import Documented

_NAME = r"`{0,2}(?P<name>(?:[A-Za-z_]\w*(?:\.|::)){0,3}[A-Z][A-Za-z0-9]*(?:Error|Exception))`{0,2}"
_ENGLISH = regex(
    rf"[RrTt](?:ais|hrow)(?:es?|ing|s|) (?:(?:an?|the) )?{_NAME},? (?:if|when) (?P<condition>[^.;\n]{{3,120}})",
    hints=("rais", "throw"),
)
_HAN = regex(
    rf"(?P<condition>[^。；，、\n]{{2,60}}?)(?:时|的时候|，)?(?:则|就|会)?(?:抛出|引发) ?{_NAME}",
    hints=("抛出", "引发"),
)


def raises_said(page: Page, remark: Documented) -> tuple[DocItem, ...]:
    """The entries of the section on exceptions; of a remark given as a row, without one, what its sentences tell.

    What the function catches is told of what it calls.
    """
    items = page.docstring(remark.comment).raises
    if items or remark.in_source:
        return items or ()
    told = raises_told(remark.text)
    caught = [one.text for one in remark.body if one.kind == "except"] if told else []
    return tuple(item for item in told if not any(str(item.name) in text for text in caught))


@lru_cache(maxsize=64)
def raises_told(text: str) -> tuple[DocItem, ...]:
    """The exceptions that sentences of ``text`` tell with a condition."""
    if "Error" not in text and "Exception" not in text:
        return ()
    patterns = (_ENGLISH,) if text.isascii() else (_ENGLISH, _HAN)
    return tuple(
        DocItem(found["name"].replace("::", "."), found["condition"], 0)
        for pattern in patterns
        for found in pattern.finditer(text)
    )
