"""STA17: the version markers of a docstring contradict each other."""

from __future__ import annotations

import re
from collections.abc import Iterator

from postil.page import Page
from postil.records import Finding
from postil.rule import Example, Rule
from postil.text.lazy import regex

_MARKER = regex(
    r"(?m)^[ \t]*\.\. (version-?added|version-?changed|deprecated|version-?removed)::[ \t]*v?([0-9]{1,4}(?:\.[0-9]{1,4}){1,3})"
)
_CODE = "def fetch(url):\n    return session.get(url)"


class VersionOrder(Rule):
    """Something is marked as changed, deprecated or removed before the version in which it was added."""

    code = "STA17"
    name = "staleness/version-order"
    tier = 1
    dimension = "accuracy"
    penalty = 0.2
    reads_prose = False
    needs = ("docstring",)
    title = "version markers contradict each other"
    why = "One of the versions is wrong, and readers pin their dependency by it."
    source = "Sphinx directives"
    good = (Example(_CODE, docstring="Fetch.\n\n.. versionadded:: 1.2\n.. versionchanged:: 1.10"),)
    near_misses = (
        Example(_CODE, docstring="Fetch.\n\n.. versionchanged:: 2.0\n.. versionadded:: 2.0"),
        Example(
            _CODE,
            docstring="Fetch.\n\n:param url: Address.\n\n    .. versionadded:: 2.0\n\n.. versionchanged:: 1.5",
        ),
        Example(_CODE, docstring="Fetch.\n\n.. versionchanged:: 1.10\n.. versionchanged:: 1.9"),
        Example(
            _CODE,
            docstring="Fetch.\n\nProxies work too.\n\n.. versionadded:: 8.4\n\n.. versionchanged:: 3.2\n.. versionchanged:: 6.1",
        ),
    )
    bad = (Example(_CODE, docstring="Fetch.\n\n.. versionadded:: 2.4\n.. versionchanged:: 2.1"),)
    paraphrases = (
        Example(_CODE, docstring="Fetch.\n\n.. deprecated:: 0.9\n   Use get.\n.. versionadded:: 1.0"),
    )

    def check(self, page: Page) -> Iterator[Finding]:
        """Yield a finding for each docstring of which one marker comes before the version that added all of it.

        Where several do, what was added is a part that the marker does not name.
        """
        for index in page.holding("versionadded::", "version-added::"):
            found = [
                (m, tuple(map(int, m[2].split(".")))) for m in _MARKER.finditer(page.comments[index].text)
            ]
            added = [(m, version) for m, version in found if m[1].endswith("added")]
            if len(added) != 1 or not _is_of_all(added[0][0]):
                continue
            born = added[0][1]
            early = [m for m, version in found if version < born[: len(version)]]
            if len(early) == 1:
                message = f"is {early[0][1]} in {early[0][2]}, before {added[0][0][2]} added it"
                yield self.finding(page, index, message, f"comment: {early[0].group().strip()!r}")


def _is_of_all(added: re.Match[str]) -> bool:
    """Whether the marker is about all that is documented: it stands at the margin and tells of no part."""
    following = added.string[added.end() :].split("\n", 2)
    part = len(following) > 1 and following[1][:1].isspace() and bool(following[1].strip())
    return _indent(added) == 0 and not following[0].strip() and not part


def _indent(match: re.Match[str]) -> int:
    text = match.group()
    return len(text) - len(text.lstrip())
