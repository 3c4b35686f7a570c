r"""All refactorings of one commit.

>>> before = "def area(w, h):\n    check(w)\n    check(h)\n    return w * h\n"
>>> pair = FilePair("a.py", "a.py", before, before.replace("area", "surface"))
>>> [(one.kind, one.before, one.after) for one in refactorings([pair], Provenance("a/b", "doctest", sha="c0"))]
[('rename_function', 'area', 'surface')]
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence

from msgspec import structs

from postil_corpora.refactorings.calls import Moved, extracted, inlined
from postil_corpora.refactorings.local import in_function
from postil_corpora.refactorings.matching import Key, Match, matched_classes, matched_functions
from postil_corpora.refactorings.model import FilePair, Place, Side, sides
from postil_corpora.schema import Provenance, Refactoring, RefactoringKind


def refactorings(pairs: Sequence[FilePair], source: Provenance) -> Iterator[Refactoring]:
    """The refactorings that the Python files of a commit show, in a fixed order; ``source`` names the commit."""
    before, after = sides(pairs)
    found = [*_modules(pairs, source), *_between(before, after, source)]
    old_paths = {pair.path: pair.old_path for pair in pairs}
    for one in found:
        told = structs.replace(one, old_path=old_paths.get(one.old_path, one.old_path))
        yield structs.replace(told, id=f"{source.repository}@{source.sha}!{_key(told)}")


def _key(one: Refactoring) -> str:
    """A digest of what was found, so that an id stays what it is when more is found in the commit."""
    text = f"{one.kind}\n{one.old_path}\n{one.path}\n{one.before}\n{one.after}"
    return hashlib.blake2b(text.encode("utf-8", "replace"), digest_size=4).hexdigest()


def _modules(pairs: Sequence[FilePair], source: Provenance) -> Iterator[Refactoring]:
    for pair in pairs:
        if pair.old_path != pair.path and pair.before and pair.after:
            yield _row(
                "rename_module",
                pair.old_path,
                pair.path,
                source,
                pair.path,
                pair.path,
                "git finds the file renamed",
            )


def _between(before: Side, after: Side, source: Provenance) -> Iterator[Refactoring]:
    classes = matched_classes(before, after)
    functions = matched_functions(before, after, classes)
    for match in classes:
        kind: RefactoringKind = "move_class" if _last(match.before) == _last(match.after) else "rename_class"
        yield _matched(kind, match, source)
    for match in functions:
        kind = "move_function" if _last(match.before) == _last(match.after) else "rename_function"
        one = _matched(kind, match, source)
        old, new = before.functions[match.before], after.functions[match.after]
        yield structs.replace(one, lines_before=old.lines, lines_after=new.lines)
    for moved in extracted(before, after, [match.after for match in functions]):
        yield _moved("extract_function", moved, source)
    for moved in inlined(before, after, [match.before for match in functions]):
        yield _moved("inline_function", moved, source)
    for was, now in _same(before, after, functions):
        for kind, old_name, new_name, evidence in in_function(was, now):
            one = _row(
                kind,
                f"{was.name}: {old_name}",
                f"{now.name}: {new_name}",
                source,
                was.path,
                now.path,
                evidence,
            )
            yield structs.replace(one, lines_before=was.lines, lines_after=now.lines)


def _same(before: Side, after: Side, matches: Sequence[Match]) -> Iterator[tuple[Place, Place]]:
    """Functions that are there before and after, under the same or another name."""
    names: dict[Key, Key] = {match.before: match.after for match in matches}
    for key, was in before.functions.items():
        now = after.functions.get(names.get(key, key))
        if now is not None:
            yield was, now


def _last(key: Key) -> str:
    return key[1].rpartition(".")[2]


def _matched(kind: RefactoringKind, match: Match, source: Provenance) -> Refactoring:
    (old_path, old), (path, new) = match.before, match.after
    evidence = f"{match.likeness:.0%} of the statements are the same"
    return structs.replace(_row(kind, old, new, source, old_path, path, evidence), confidence=match.likeness)


def _moved(kind: RefactoringKind, moved: Moved, source: Provenance) -> Refactoring:
    out_of, into = moved.out_of, moved.into
    evidence = (
        f"{moved.share:.0%} of the statements of the smaller one stood in the other, and a call does now"
    )
    one = _row(kind, out_of.name, into.name, source, out_of.path, into.path, evidence)
    return structs.replace(
        one, confidence=round(moved.share, 4), lines_before=out_of.lines, lines_after=into.lines
    )


def _row(
    kind: RefactoringKind,
    before: str,
    after: str,
    source: Provenance,
    old_path: str,
    path: str,
    evidence: str,
) -> Refactoring:
    return Refactoring("", kind, before, after, source, path, old_path, evidence=evidence)
