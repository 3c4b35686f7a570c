"""The functions and classes of the files of one commit, before and after."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property

from msgspec import Struct

from postil.facts.model import Class, Facts, Function
from postil.facts.registry import facts_of
from postil_corpora.schema import Lines


class FilePair(Struct, frozen=True):
    """One Python file before and after; ``None`` where there was none."""

    old_path: str
    path: str
    before: str | None
    after: str | None


class Place:
    """One function as it stands in a file: its body as text of statements, white space folded, docstring left out."""

    def __init__(self, path: str, facts: Facts, function: Function) -> None:
        self.path, self.facts, self.function = path, facts, function

    @property
    def name(self) -> str:
        """Its qualified name."""
        return self.function.qualname

    @property
    def owner(self) -> str:
        """The qualified name of what it stands in; empty at the top of a file."""
        return self.name.rpartition(".")[0]

    @property
    def lines(self) -> Lines:
        """Its first and last line."""
        return self.function.line, self.function.end_line

    @cached_property
    def body(self) -> tuple[str, ...]:
        """The text of each statement of its body."""
        inside = self.facts.inside(self.function)
        return tuple(" ".join(one.text.split()) for one in inside if one.kind not in ("docstring", "pass"))

    @cached_property
    def bound(self) -> frozenset[str]:
        """The names of its parameters and variables."""
        inside = [one for one in self.facts.inside(self.function) if one.kind not in ("function", "class")]
        parameters = (one.name for one in self.function.parameters)
        return frozenset((*parameters, *(target for one in inside for target in one.targets)))

    @cached_property
    def names(self) -> frozenset[str]:
        """All names that occur in it."""
        parameters = (one.name for one in self.function.parameters)
        return frozenset(
            (*parameters, *(name for one in self.facts.inside(self.function) for name in one.names))
        )

    @cached_property
    def called(self) -> frozenset[str]:
        """The last part of the name of each function that it calls."""
        inside = self.facts.inside(self.function)
        return frozenset(call.name.rpartition(".")[2] for one in inside for call in one.calls)


class Side(Struct, frozen=True):
    """All functions and classes of one side of a commit, by path and qualified name."""

    functions: dict[tuple[str, str], Place]
    classes: dict[tuple[str, str], Class]


def sides(pairs: Sequence[FilePair]) -> tuple[Side, Side]:
    """What the files held before, under the paths that they have after; and after."""
    return _side((pair.path, pair.before) for pair in pairs), _side((pair.path, pair.after) for pair in pairs)


def _side(texts: Iterator[tuple[str, str | None]]) -> Side:
    side = Side({}, {})
    for path, text in texts:
        if text is None:
            continue
        facts = facts_of(text, "python")
        if facts.problems:
            continue  # half of it was not read: what is missing may not be gone
        side.classes.update(((path, one.qualname), one) for one in facts.classes)
        side.functions.update(((path, one.qualname), Place(path, facts, one)) for one in facts.functions)
    return side
