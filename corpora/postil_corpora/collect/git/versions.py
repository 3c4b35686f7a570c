"""Code before and after a commit, function by function, and the life of the comments on it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from msgspec import structs

from postil.facts.model import Facts, Function
from postil.facts.registry import facts_of
from postil.history.lines import line_origins
from postil.history.renames import renames_between
from postil_corpora.collect.git.lives import Told, lives
from postil_corpora.collect.git.texts import language_of
from postil_corpora.refactorings.model import FilePair
from postil_corpora.schema import CodeVersion, CommentLife, Commit


def code_versions(pair: FilePair, commit: Commit) -> Iterator[CodeVersion]:
    """A row for each function that the commit changed, with its texts, and one for the rest of the file.

    A comment is told in the row of the innermost function that it stands in. The row of the file has no texts, which
    are the blobs that the commit names; its comments are told where something happened to them.
    """
    language = language_of(pair.path)
    before, after = pair.before or "", pair.after or ""
    was, now = facts_of(before, language), facts_of(after, language)
    told = lives(pair, language)
    origins = line_origins(before, after)
    row = _Row(pair, commit, language, before.split("\n"), after.split("\n"), origins)
    renames = renames_between(was, now)
    old = {
        ".".join(renames.get(part, part) for part in one.qualname.split(".")): one for one in was.functions
    }
    new = {one.qualname: one for one in now.functions}
    for name in dict.fromkeys((*new, *old)):
        version = row.of_function(name, old.get(name), new.get(name))
        if version.before != version.after:
            mine = [one for one in told if _owner(one, was, now) == (new.get(name) or old[name]).qualname]
            yield structs.replace(version, comments=_within(mine, old.get(name), new.get(name)))
    rest = [one for one in told if not _owner(one, was, now) and one.life.life != "kept"]
    yield structs.replace(row.of_file(), comments=tuple(one.life for one in rest))


def _owner(told: Told, was: Facts, now: Facts) -> str:
    """The name of the innermost function that a comment stands in, or that it documents; empty outside of all."""
    facts = was if told.gone else now
    around = [one for one in facts.functions if _first(one) <= told.life.line <= one.end_line]
    return max(around, key=_first).qualname if around else ""


def _first(function: Function) -> int:
    return function.line


def _within(told: Iterable[Told], old: Function | None, new: Function | None) -> tuple[CommentLife, ...]:
    """The comments with lines counted from the first of the function."""
    found = []
    for one in told:
        home = old if one.gone else new
        shift = home.line - 1 if home else 0
        lines = tuple(line - shift for line in one.life.code_lines)
        found.append(structs.replace(one.life, line=one.life.line - shift, code_lines=lines))
    return tuple(found)


class _Row:
    """Makes the rows of one file."""

    def __init__(
        self,
        pair: FilePair,
        commit: Commit,
        language: str,
        old: list[str],
        new: list[str],
        origins: tuple[int, ...],
    ) -> None:
        self._pair, self._commit, self._language = pair, commit, language
        self._old, self._new, self._origins = old, new, origins

    def of_file(self) -> CodeVersion:
        """The row of the whole file, without its texts."""
        return self._version(None, None, (1, len(self._old)), (1, len(self._new)))

    def of_function(self, name: str, old: Function | None, new: Function | None) -> CodeVersion:
        """The row of one function; ``None`` where it was not there."""
        spans = [(one.line, one.end_line) if one else None for one in (old, new)]
        made = self._version(name, old.qualname if old else None, *spans)
        texts = ["\n".join(lines[span[0] - 1 : span[1]]) if span else None
                 for lines, span in zip((self._old, self._new), spans, strict=True)]  # fmt: skip
        return structs.replace(made, before=texts[0], after=texts[1])

    def _version(
        self,
        symbol: str | None,
        old_symbol: str | None,
        old: tuple[int, int] | None,
        new: tuple[int, int] | None,
    ) -> CodeVersion:
        sha, path = self._commit.sha, self._pair.path
        added, changed, removed, replaced = _lines(self._origins, old, new)
        return CodeVersion(
            id=f"{self._commit.provenance.repository}@{sha}:{path}" + (f"::{symbol}" if symbol else ""),
            path=path,
            language=self._language,
            provenance=structs.replace(self._commit.provenance, path=path, lines=new or old),
            symbol=symbol,
            old_path=self._pair.old_path if self._pair.old_path != path else None,
            old_symbol=old_symbol if old_symbol != symbol else None,
            first_line=(old[0] if old else None, new[0] if new else None),
            added=added,
            changed=changed,
            removed=removed,
            replaced=replaced,
            committed_at=self._commit.committed_at,
        )


def _lines(
    origins: tuple[int, ...], old: tuple[int, int] | None, new: tuple[int, int] | None
) -> tuple[tuple[int, ...], ...]:
    """Added and changed lines of after, removed and replaced lines of before; counted from the first of each."""
    first, last = new or (1, 0)
    old_first, old_last = old or (1, 0)
    mine = origins[first - 1 : last]
    kept = {origin for origin in mine if origin}
    left = [line for line in range(old_first, old_last + 1) if line not in kept]
    fresh = [line for line, origin in enumerate(mine, 1) if not origin]
    changed, replaced = _paired(mine, fresh, left)
    added = tuple(line for line in fresh if line not in changed)
    removed = tuple(line - old_first + 1 for line in left if line not in replaced)
    return added, tuple(sorted(changed)), removed, tuple(sorted(line - old_first + 1 for line in replaced))


def _paired(origins: tuple[int, ...], fresh: list[int], left: list[int]) -> tuple[set[int], set[int]]:
    """New lines that took the place of lines that are gone: one by one, between the same neighbours."""
    changed, replaced, gone = set[int](), set[int](), set(left)
    previous = 0
    free: Iterator[int] = iter(())
    for line in fresh:
        if line == 1 or origins[line - 2]:
            previous = origins[line - 2] if line > 1 else (min(left) - 1 if left else 0)
            free = iter(_run(gone, previous + 1))
        taken = next(free, None)
        if taken is not None:
            changed.add(line)
            replaced.add(taken)
    return changed, replaced


def _run(lines: set[int], first: int) -> Iterator[int]:
    while first in lines:
        yield first
        first += 1
