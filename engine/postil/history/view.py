r"""What a file was at an earlier revision, as rules see it.

>>> from postil.facts.registry import language_named
>>> now = "def f(a):\n    # Halve it.\n    return a / 2\n"
>>> earlier = Earlier.read("def f(a):\n    # Halve it.\n    return a * 2\n", now, "python")
>>> sorted(earlier.new_lines), earlier.then(language_named("python").comments(now)[0]).text
([3], 'Halve it.')
"""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise

from msgspec import Struct, field

from postil.facts.model import Facts
from postil.facts.registry import facts_of, language_named
from postil.history.lines import line_origins
from postil.history.renames import Definition, definitions, renames_between
from postil.records import Comment


class Earlier(Struct, frozen=True):
    """A file at the revision that is compared with.

    ``lines``, ``facts`` and ``comments`` are those of that time; ``origins`` gives for each present line the number of
    the line that it was (0: new); ``renames`` are the old and new names of definitions and parameters of this file.
    """

    lines: tuple[str, ...]
    facts: Facts
    comments: tuple[Comment, ...]
    origins: tuple[int, ...]
    new_lines: frozenset[int]
    renames: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def read(cls, before: str, now: str, language: str) -> Earlier:
        """The view from the text ``now`` on the text ``before``."""
        facts, spoken = facts_of(before, language), language_named(language)
        origins = line_origins(before, now)
        return cls(
            lines=tuple(before.split("\n")),
            facts=facts,
            comments=spoken.comments(before),
            origins=origins,
            new_lines=frozenset(line for line, origin in enumerate(origins, 1) if not origin),
            renames=renames_between(facts, facts_of(now, language)),
        )

    def then(self, comment: Comment) -> Comment | None:
        """The same remark at that time, if its text is unchanged."""
        same = [one for one in self.comments if one.text == comment.text and one.kind == comment.kind]
        if comment.kind == "docstring":
            old = {new: before for before, new in self.renames.items()}
            symbols = (comment.symbol, _renamed(comment.symbol, old))
            return next((one for one in same if one.symbol in symbols), None)
        at = self.origin(comment.at_line or 0)
        return next((one for one in same if one.at_line == at), None) if at else None

    def origin(self, line: int) -> int:
        """The number of that line at that time, 0 if it is new."""
        return self.origins[line - 1] if 0 < line <= len(self.origins) else 0

    def owner(self, comment: Comment) -> Definition | None:
        """The function or class that a remark of that time documented."""
        return next((one for one in definitions(self.facts) if one.qualname == comment.symbol), None)

    def touched(self, first: int, last: int) -> bool:
        """Whether a present line from ``first`` to ``last`` is new, or one between them has gone."""
        there = [self.origin(line) for line in range(max(1, first), last + 1)]
        return 0 in there or any(right - left != 1 for left, right in pairwise(there))


def _renamed(qualname: str | None, old: Mapping[str, str]) -> str | None:
    if qualname is None:
        return None
    return ".".join(old.get(part, part) for part in qualname.split("."))
