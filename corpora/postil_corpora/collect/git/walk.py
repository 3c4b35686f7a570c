"""Which commits there are, oldest first: those that a ref or HEAD leads to, as ``git rev-list --all``."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import closing
from pathlib import Path

from postil.errors import PostilError
from postil_corpora.collect.git.objects import Objects, Unread
from postil_corpora.collect.git.process import GitError, run_git
from postil_corpora.collect.git.source import Source


def refs_of(source: Source) -> list[tuple[str, str]]:
    """Name and commit (or tag object) of every ref, sorted by name; HEAD first, if it leads anywhere."""
    try:
        head = run_git(source.folder, "rev-parse", "--verify", "--quiet", "HEAD").decode("ascii").strip()
    except GitError:
        head = ""  # an empty repository, or HEAD names a branch that is not there
    listed = run_git(source.folder, "for-each-ref", "--format=%(refname)%00%(objectname)").split(b"\n")
    pairs = (line.decode("utf-8", "replace").split("\0") for line in listed if line)
    return [*([("HEAD", head)] if head else []), *((name, sha) for name, sha in pairs)]


def default_branch(source: Source) -> str | None:
    """The full name of the branch that HEAD stands for, if it does."""
    try:
        return run_git(source.folder, "symbolic-ref", "--quiet", "HEAD").decode("utf-8", "replace").strip()
    except GitError:
        return None


def commits_of(source: Source, door: Path) -> list[str]:
    """The ids of all commits, parents before children. What a damaged repository still shows is listed too.

    Raises:
        PostilError: not even the refs can be read.
    """
    try:
        listed = run_git(source.folder, "rev-list", "--all", "--topo-order", "--reverse")
        return listed.decode("ascii").split()
    except GitError:
        pass  # a commit is missing or damaged: git lists none at all then
    try:
        tips = dict.fromkeys(sha for _, sha in refs_of(source))
    except GitError as error:
        message = f"{source.name}: the refs cannot be read: {error}"
        raise PostilError(message) from error
    with closing(Objects(door)) as objects:
        return list(_walk(objects, tips, source.shallow))


def _walk(objects: Objects, tips: Iterable[str], shallow: frozenset[str]) -> Iterator[str]:
    """The commits behind ``tips``, each after its parents; one that cannot be read is one without parents."""
    seen: set[str] = set()
    for tip in tips:
        stack = [(tip, False)]
        while stack:
            sha, finished = stack.pop()
            if finished:
                yield sha
            elif sha not in seen:
                seen.add(sha)
                before, is_commit = _leads_to(objects, sha)
                stack.extend([(sha, True)] if is_commit else [])
                stack.extend((one, False) for one in reversed(before) if sha not in shallow)


def _leads_to(objects: Objects, sha: str) -> tuple[list[str], bool]:
    """The parents of a commit, or what a tag object points to; and whether ``sha`` counts as a commit."""
    content = objects.commits([sha])[sha]
    if isinstance(content, Unread):
        tag = objects.tags([sha])[sha] if "no commit: a tag" in content.reason else b""
        target = tag.split(b"\n", 1)[0].removeprefix(b"object ") if isinstance(tag, bytes) else b""
        is_other = content.reason.startswith("no commit")
        return ([target.decode("ascii", "replace")] if target else []), not is_other
    header = content.split(b"\n\n", 1)[0].split(b"\n")
    return [line[7:].decode("ascii", "replace") for line in header if line.startswith(b"parent ")], True
