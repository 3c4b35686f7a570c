"""The commits as a graph: which main line each reached, and by which of its commits."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator, Sequence
from heapq import heapify, heappop, heappush
from pathlib import Path

from msgspec import Struct

from postil_corpora.schema import Commit
from postil_corpora.tables import read_rows

_TRUNK = re.compile(
    r"(?:main|master|trunk|develop|dev|devel|next|stable|release|releases|features|maintenance"
    r"|(?:(?:release|stable|maint|maintenance|support)[-/_.])?v?\d+(?:\.(?:\d+|x))*"
    r"(?:[-_.](?:x|stable|maint|maintenance|branch|release|dev))?)",
    re.IGNORECASE,
)


class Node(Struct, gc=False):
    """What the graph keeps of a commit. ``trunk`` and ``place``: the commit of which main line brought it there."""

    sha: str
    index: int
    parents: tuple[str, ...]
    author: str
    committer: str
    authored_at: str | None
    committed_at: str | None
    message: str
    paths: tuple[str, ...]
    reverts: tuple[str, ...]
    picked_from: tuple[str, ...]
    tree: str
    patch: bytes | None = None
    trunk: int = -1
    place: int = -1


class Graph:
    """All commits of a folder of tables, parents first, and the main lines they reached."""

    def __init__(self, commits: Iterable[Commit]) -> None:
        self.nodes: dict[str, Node] = {}
        for index, row in enumerate(commits):
            self.nodes[row.sha] = _node(row, index)
        self.lines: list[list[str]] = []
        self.by_patch: dict[bytes, str] = {}
        self._merges: dict[str, Node] = {}

    @classmethod
    def of(cls, folder: Path) -> Graph:
        """The graph of the table ``commits``."""
        return cls(read_rows(folder, "commits", Commit))

    def settle(self, trunks: Sequence[str]) -> None:
        """Find out what each of the main lines, the first before the others, took in by which commit."""
        for number, tip in enumerate(trunks):
            line = list(self.first_parents(tip))[::-1]
            self.lines.append(line)
            for place, sha in enumerate(line):
                for node in self._unsettled(sha):
                    node.trunk, node.place = number, place
        for node in self.nodes.values():
            for side in node.parents[1:] if node.trunk >= 0 else ():
                self._merges.setdefault(side, node)
            if node.trunk >= 0 and node.patch is not None:
                self.by_patch.setdefault(node.patch, node.sha)

    def landing(self, node: Node) -> Node:
        """The commit of a main line that brought ``node`` there; it is the node itself if that stands on one."""
        return self.nodes[self.lines[node.trunk][node.place]]

    def first_parents(self, sha: str) -> Iterator[str]:
        """``sha`` and its first parents, newest first, as far as they are known."""
        while sha in self.nodes:
            yield sha
            parents = self.nodes[sha].parents
            if not parents:
                return
            sha = parents[0]

    def merge_of(self, head: Node) -> Node:
        """The merge that took ``head`` in: the first that has it as a side, or else what brought it to the main line."""
        return self._merges.get(head.sha) or self.landing(head)

    def unsettled(self, head: Node) -> list[Node]:
        """``head`` and those behind it that reached no main line, oldest first."""
        found: dict[str, Node] = {}
        waiting = [head.sha]
        while waiting:
            node = self.nodes.get(waiting.pop())
            if node and node.sha not in found and node.trunk < 0:
                found[node.sha] = node
                waiting.extend(node.parents)
        return sorted(found.values(), key=lambda one: one.index)

    def between(self, base: str, head: Node) -> list[Node]:
        """What leads to ``head`` and not to ``base``, oldest first; as ``git rev-list base..head``."""
        ours, theirs = {head.sha}, {base} & self.nodes.keys()
        heap = [(-self.nodes[sha].index, sha) for sha in ours | theirs]
        heapify(heap)
        found, pending = [], 1
        while pending:
            node = self.nodes[heappop(heap)[1]]  # parents come behind all of their children
            excluded = node.sha in theirs
            if not excluded:
                found.append(node)
            pending -= node.sha in ours
            for parent in set(node.parents) & self.nodes.keys():
                new = parent not in ours and parent not in theirs
                pending += not excluded and parent not in ours
                (theirs if excluded else ours).add(parent)
                if new:
                    heappush(heap, (-self.nodes[parent].index, parent))
        return found[::-1]

    def _unsettled(self, sha: str) -> Iterator[Node]:
        waiting = [sha]
        while waiting:
            node = self.nodes.get(waiting.pop())
            if node is not None and node.trunk < 0:
                yield node
                waiting.extend(node.parents)


def is_trunk(branch: str) -> bool:
    """Whether a branch has the name of a main line: of the project, of a release or of its upkeep."""
    return _TRUNK.fullmatch(branch) is not None


def _node(row: Commit, index: int) -> Node:
    return Node(
        sha=row.sha,
        index=index,
        parents=row.parents,
        author=row.author,
        committer=row.committer,
        authored_at=row.authored_at,
        committed_at=row.committed_at,
        message=row.message,
        paths=tuple(file.path for file in row.files),
        reverts=row.reverts,
        picked_from=row.picked_from,
        tree=row.tree,
        patch=patch_id(row),
    )


def patch_id(row: Commit) -> bytes | None:
    """A digest of the lines that a commit adds and removes, wherever they stand; ``None`` where there are none.

    As ``git patch-id``: neither line numbers nor white space count.
    """
    digest, seen = hashlib.blake2b(digest_size=12), False
    for file in sorted(row.files, key=lambda one: one.path):
        if file.unread:
            return None
        lines = [line for line in (file.patch or "").split("\n") if line[:1] in ("+", "-")]
        seen = seen or bool(lines) or file.binary
        text = "".join("".join(line.split()) + "\n" for line in lines)
        digest.update(f"{file.kind} {file.path}\n{file.after if file.binary else ''}\n{text}".encode())
    return digest.digest() if seen else None
