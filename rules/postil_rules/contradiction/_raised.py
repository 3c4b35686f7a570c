"""Exceptions that the prose of a remark tells, with their conditions: *raises KeyError if name is unknown*."""

from __future__ import annotations

from collections.abc import Iterator

from postil.claims.model import DocItem
from postil.page import Page
from postil.text.lazy import regex
from postil_rules.contradiction._judged import Documented

_NAME = r"`{0,2}(?P<name>(?:[A-Za-z_]\w*(?:\.|::)){0,3}[A-Z][A-Za-z0-9]*(?:Error|Exception))`{0,2}"
_ENGLISH = regex(
    rf"(?i:\b(?:rais|throw)(?:es?|ing|s|)) (?:(?:an?|the) )?{_NAME},? (?i:if|when) (?P<condition>[^.;\n]{{3,120}})",
    hints=("rais", "throw"),
)
_HAN = regex(
    rf"(?P<condition>[^。；，、\n]{{2,60}}?)(?:时|的时候|，)?(?:则|就|会)?(?:抛出|引发) ?{_NAME}",
    hints=("抛出", "引发"),
)


def raises_said(page: Page, remark: Documented) -> tuple[DocItem, ...]:
    """The entries of the section on exceptions; of a remark given as a row, without one, what its sentences tell."""
    items = page.docstring(remark.comment).raises
    if items or remark.in_source:
        return items or ()
    return tuple(raises_told(remark.text))


def raises_told(text: str) -> Iterator[DocItem]:
    """The exceptions that sentences of ``text`` tell with a condition."""
    for pattern in (_ENGLISH,) if text.isascii() else (_ENGLISH, _HAN):
        for found in pattern.finditer(text):
            yield DocItem(found["name"].replace("::", "."), found["condition"], 0)
