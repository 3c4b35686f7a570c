"""STA01: a remark that names a code element which does not exist."""

from __future__ import annotations

from collections.abc import Iterator

from postil.page import Page
from postil.records import Finding
from postil.rule import Example, Rule
from postil.text.model import Mention
from postil.text.stems import stem

_CODE = (
    "def average(readings, skip_empty=True):\n"
    "    kept = [r for r in readings if r or not skip_empty]\n"
    "    return sum(kept) / len(kept)"
)
_SURE = ("snake", "call", "code", "constant")
_IF_NEAR = ("camel", "dotted")
_JUDGED = frozenset({*_SURE, *_IF_NEAR})
_NEAR = 0.8


class NameUnknown(Rule):
    """The remark writes a name as code writes names, and neither the snippet nor the language has it."""

    code = "STA01"
    name = "staleness/name-unknown"
    tier = 2
    dimension = "accuracy"
    penalty = 0.3
    needs = ("text", "tree", "symbols")
    title = "comment names a code element that does not exist"
    why = "The name was invented, or the code has moved on and the remark stayed behind."
    good = (
        Example(_CODE, ((2, "Leave out empty readings when `skip_empty` is set."),)),
        Example(_CODE, ((2, "skip_empty为真时去掉空的readings。"),), language="zh"),
    )
    near_misses = (
        Example("data = json.loads(text)", ((1, "Parse it; see `json.JSONDecodeError` for damaged text."),)),
        Example("row['user_id'] = 7", ((1, "Fill in the user_id, as the API (v2) wants it in UTF-8."),)),
        Example("client = make()", ((1, "A GitHub client; works with JavaScript's OpenAPI too."),)),
        Example("save(path)", ((1, "Writes config.json next to /etc/app_settings."),)),
        Example("x = first()", ((1, "Ask the `first()` helper, i.e. not the e.g. or etc. one."),)),
    )
    bad = (
        Example(_CODE, ((2, "Leave out empty readings when `skip_missing` is set."),)),
        Example(_CODE, ((2, "skip_blank为真时去掉空的readings。"),), language="zh"),
    )
    paraphrases = (
        Example(_CODE, ((3, "Call compute_mean() on what was kept."),)),
        Example(_CODE, ((2, "Filter by SKIP_EMPTY_VALUES first."),)),
    )

    def check(self, page: Page) -> Iterator[Finding]:
        """Yield a finding for each invented name, once a remark."""
        known = page.known_names
        for index, comment in enumerate(page.comments):
            told: set[str] = set()
            for mention in page.mentions(index):
                if mention.kind not in _JUDGED:
                    continue
                name = mention.text
                if name in told or not self._is_unknown(mention, comment.text, known):
                    continue
                near = _nearest(name, page)
                if page.in_source and not _misspelt(name, near, page):
                    continue
                if mention.kind in _IF_NEAR and not near:
                    continue
                told.add(name)
                hint = f"; did you mean {near[0]!r}?" if near else ""
                message = f"names {name!r}, which the code does not have{hint}"
                yield self.finding(page, index, message, f"comment: {name!r} | code: no such name")

    def _is_unknown(self, mention: Mention, text: str, known: frozenset[str]) -> bool:
        name = mention.text
        if not name.isascii() or len(name) < 3 or _in_path(text, mention):
            return False
        if not all(part.isidentifier() for part in name.split(".")):
            return False
        if "." in name:
            return name.partition(".")[0] not in known and name.rpartition(".")[2] not in known
        if mention.kind == "constant" and "_" not in name:
            return False
        return name not in known and name.lower() not in {other.lower() for other in known}


def _nearest(name: str, page: Page) -> list[str]:
    from difflib import get_close_matches  # noqa: PLC0415 - only for an unknown name

    return get_close_matches(name, sorted(page.facts.symbols)[:2000], 1, _NEAR)


def _misspelt(name: str, near: list[str], page: Page) -> bool:
    """Whether a name in a source, which may well speak of another module, can only be a slip for one of its own.

    The two differ in one letter of a longer word, and the name stands nowhere else in the source.
    """
    if not near or page.snippet.code.count(name) > 1 or name.startswith("__"):
        return False
    said, meant = name.split("_"), near[0].split("_")
    differing = [(a, b) for a, b in zip(said, meant, strict=False) if a != b]
    if len(said) != len(meant) or len(differing) != 1:
        return False
    one, other = differing[0]
    return min(len(one), len(other)) > 3 and stem(one) != stem(other) and _one_letter(one, other)


def _one_letter(one: str, other: str) -> bool:
    """Whether two words differ by one letter put in, left out, exchanged, or by two neighbours swapped."""
    if one.isdigit() or other.isdigit() or abs(len(one) - len(other)) > 1:
        return False
    start = next(
        (i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other))
    )
    rest, left = one[start:], other[start:]
    swapped = rest[:2] == left[:2][::-1] and rest[2:] == left[2:]
    return swapped or rest[1:] == left[1:] or rest[1:] == left or rest == left[1:]


def _in_path(text: str, mention: Mention) -> bool:
    before, behind = text[max(0, mention.start - 1) : mention.start], text[mention.end : mention.end + 1]
    return before in ("/", "\\", "-", "@", ".") or behind in ("/", "\\", "-", "@")
