"""Reads ``git log --raw -z``: commits, and which files each of them changed."""

from __future__ import annotations

import subprocess
from collections.abc import Generator, Iterator, Sequence
from pathlib import Path
from typing import IO, cast

from msgspec import Struct

from postil_corpora.collect.git.process import complaint, environment

_FIELDS = ("%H", "%T", "%P", "%an", "%ae", "%cn", "%ce", "%aI", "%cI", "%B")
_SETTINGS = ("diff.renameLimit=1000", "log.showSignature=false", "log.showRoot=true")
_MISSING = "missing: not in this clone"
_BLOCK = 1 << 16
_NOTHING = frozenset("0")


class Change(Struct, frozen=True, gc=False):
    """A file of a commit against its first parent; ``before`` and ``after`` are ``None`` where there was none."""

    status: str
    similarity: int | None
    path: bytes
    old_path: bytes | None
    before: str | None
    after: str | None
    old_mode: str
    mode: str


class Combined(Struct, frozen=True, gc=False):
    """A file of a merge that is another one than in each parent."""

    path: bytes
    modes: tuple[str, ...]
    parents: tuple[str | None, ...]
    mode: str
    after: str | None


class Logged(Struct, gc=False):
    """A commit as ``git log`` shows it. ``unread``: why its files are not known."""

    sha: str
    tree: str = ""
    parents: tuple[str, ...] = ()
    author: tuple[str, str] = ("", "")
    committer: tuple[str, str] = ("", "")
    authored_at: str = ""
    committed_at: str = ""
    message: str = ""
    lossy: bool = False
    changes: tuple[Change, ...] = ()
    combined: tuple[Combined, ...] = ()
    unread: str | None = None


def with_renames(door: Path, ids: Sequence[str], *, partial: bool) -> list[Logged]:
    """The commits of that order, files renamed and edited recognised as git does by default (half the same).

    In a ``partial`` clone git would die of each blob that is not there: it is asked for exact renames first, and to look
    into blobs only where files came and went.
    """
    commits = list(logged(door, ids, exact_renames=partial))
    doubtful = [
        one.sha for one in commits if partial and {"A", "D"} <= {change.status for change in one.changes}
    ]
    better = {one.sha: one for one in logged(door, doubtful, exact_renames=False)}
    return [better.get(one.sha, one) for one in commits]


def logged(door: Path, ids: Sequence[str], *, exact_renames: bool) -> Iterator[Logged]:
    """The commits of that order. Where git dies (a tree is missing or damaged) the commit says so and the next follows.

    ``exact_renames``: only files whose contents stayed the same count as renamed, for no blob needs to be there.
    """
    position = 0
    while position < len(ids):
        run = _run(door, ids[position:], exact_renames=exact_renames)
        while commit := next(run, None):
            while ids[position] != commit.sha:
                yield Logged(ids[position], unread=_MISSING)
                position += 1
            yield commit
            position += 1
        if position < len(ids):
            # What git died of is asked for alone, and without looking into blobs.
            yield _alone(door, ids[position], exact_renames=exact_renames)
            position += 1


def _alone(door: Path, sha: str, *, exact_renames: bool) -> Logged:
    reason = _MISSING
    for exact in dict.fromkeys((exact_renames, True)):
        run = _run(door, [sha], exact_renames=exact)
        try:
            return next(run)
        except StopIteration as end:
            reason = end.value or _MISSING
    return Logged(sha, unread=reason)


def _run(door: Path, ids: Sequence[str], *, exact_renames: bool) -> Generator[Logged, None, str]:
    """The commits of one run of git that are surely whole; returns git's complaint if it failed.

    What it failed at is not among them; nor are commits that are not there at all.
    """
    command = [
        "git", f"--git-dir={door}", *(part for setting in _SETTINGS for part in ("-c", setting)),
        "log", "--stdin", "--ignore-missing", "--no-walk=unsorted", "--raw", "-z", "-c", "--no-abbrev", "--no-ext-diff", "--no-textconv",
        "-M100%" if exact_renames else "-M50%", "--encoding=UTF-8", f"--format=format:{'%x00'.join(_FIELDS)}%x00",
    ]  # fmt: skip
    quiet = environment(GIT_CONFIG_NOSYSTEM="1", GIT_CONFIG_GLOBAL="/dev/null")
    with subprocess.Popen(  # noqa: S603 - a fixed program, arguments of our own making
        command, env=quiet, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        # --stdin is read whole before the first commit is shown.
        stdin = cast("IO[bytes]", process.stdin)
        stdin.write("".join(f"{sha}\n" for sha in ids).encode("ascii"))
        stdin.close()
        last = None
        for commit in _commits(_tokens(cast("IO[bytes]", process.stdout))):
            if last is not None:
                yield last
            last = commit
        errors = cast("IO[bytes]", process.stderr).read()
    if process.returncode:
        return complaint(errors)
    if last is not None:
        yield last
    return ""


def _tokens(stream: IO[bytes]) -> Iterator[bytes]:
    rest = b""
    while block := stream.read(_BLOCK):
        *whole, rest = (rest + block).split(b"\0")
        yield from whole
    if rest:
        yield rest


def _commits(tokens: Iterator[bytes]) -> Iterator[Logged]:
    """Commits out of the fields: ten for each, then its files, each a header that begins with colons and its paths."""
    commit: Logged | None = None
    changes: list[Change] = []
    combined: list[Combined] = []
    for token in tokens:
        header = token.lstrip(b"\n")
        if not header:
            continue
        if not header.startswith(b":"):
            if commit is not None:
                yield _closed(commit, changes, combined)
            fields = [header, *(next(tokens, b"") for _ in _FIELDS[1:])]
            commit, changes, combined = _commit(fields), [], []
        elif header.startswith(b"::"):
            combined.append(_combined(header, next(tokens, b"")))
        else:
            changes.append(_change(header, tokens))
    if commit is not None:
        yield _closed(commit, changes, combined)


def _closed(commit: Logged, changes: list[Change], combined: list[Combined]) -> Logged:
    commit.changes, commit.combined = tuple(changes), tuple(combined)
    return commit


def _commit(fields: list[bytes]) -> Logged:
    texts = [field.decode("utf-8", "replace") for field in fields]
    sha, tree, parents, author, mail, committer, committer_mail, authored_at, committed_at, message = texts
    return Logged(
        sha=sha,
        tree=tree,
        parents=tuple(parents.split()),
        author=(author, mail),
        committer=(committer, committer_mail),
        authored_at=authored_at,
        committed_at=committed_at,
        message=message.rstrip("\n"),
        lossy="\ufffd" in message and b"\xef\xbf\xbd" not in fields[-1],
    )


def _change(header: bytes, tokens: Iterator[bytes]) -> Change:
    old_mode, mode, before, after, status = header[1:].decode("ascii").split(" ")
    path = next(tokens, b"")
    old_path = None
    if status[0] in "RC":
        old_path, path = path, next(tokens, b"")
    similarity = int(status[1:]) if status[1:] else None
    return Change(status[0], similarity, path, old_path, _id(before), _id(after), old_mode, mode)


def _combined(header: bytes, path: bytes) -> Combined:
    parts = header.lstrip(b":").decode("ascii").split(" ")
    count = (len(parts) - 3) // 2
    modes, ids = parts[: count + 1], parts[count + 1 : -1]
    return Combined(path, tuple(modes[:-1]), tuple(_id(one) for one in ids[:-1]), modes[-1], _id(ids[-1]))


def _id(name: str) -> str | None:
    return None if _NOTHING.issuperset(name) else name
