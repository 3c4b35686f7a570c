"""Of what a doc comment is: of something else than what stands below it, or of more than that."""

from __future__ import annotations

from collections.abc import Iterable

from postil.claims.model import DocItem
from postil.facts.model import Function
from postil.page import Page
from postil.text.lazy import regex

_OF_ANOTHER = regex(
    r"(?m)^[ \t]*@(?:dgService|dgProcessor|ngdoc|callback|typedef|event|kind|name|namespace)\b[ \t]*(?P<name>[\w$]*)",
    hints=("@dg", "@ngdoc", "@callback", "@typedef", "@event", "@kind", "@name"),
)
_INHERITED = regex(r"(?i)@inheritdoc\b")


def documents_another(text: str, items: Iterable[DocItem], function: Function) -> bool:
    """Whether tags name what a doc comment is of, and no entry is a parameter of ``function``.

    So it is with what a factory makes (``@ngdoc service``), and with a callback told beside the code.
    """
    if not any(name != function.name for name in _OF_ANOTHER.findall(text)):
        return False
    return {one.name for one in function.parameters}.isdisjoint(item.name for item in items)


def overloads(page: Page, function: Function) -> list[Function]:
    """The other signatures of a function of TypeScript, whose doc comment is of all of them."""
    if page.facts.language != "typescript":
        return []
    return [one for one in page.facts.functions if one.qualname == function.qualname and one is not function]


def inherits(page: Page, index: int, function: Function) -> bool:
    """Whether a doc comment takes over what that of the overridden method says: ``{@inheritDoc}``, or by Javadoc itself."""
    comment = page.comments[index]
    if page.facts.language == "python":
        return False
    if page.facts.language == "java" and "Override" in function.decorators:
        return True
    written = [] if comment.at_line is None else page.lines[comment.at_line - 1 : function.line]
    return _INHERITED.search("\n".join([comment.text, *written])) is not None


def is_misread(function: Function) -> bool:
    """Whether a macro or an odd declarator was taken for the name of a function of C, or of its parameters."""
    names = [parameter.name for parameter in function.parameters]
    return "(" in function.name or len(set(names)) < len(names)
