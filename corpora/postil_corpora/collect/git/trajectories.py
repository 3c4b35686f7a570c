"""Pieces of work: what each pull request and branch of a clone did, step by step, and what became of it.

Only what git proves is told. A pull request is known by ``refs/pull/N/head``, which a mirror holds, so the ones that were
never merged are there too, without asking the host.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import takewhile

from msgspec import Struct

from postil_corpora.collect.git.graph import Graph, Node, is_trunk
from postil_corpora.collect.git.messages import closed_issues, pull_request
from postil_corpora.collect.git.tools import Tools
from postil_corpora.schema import Event, EventKind, Provenance, Ref, Trajectory

_PULL = re.compile(r"refs/pull/(?P<number>\d{1,9})/head")
_BRANCH = re.compile(r"refs/(?:heads|remotes/[^/]+)/(?P<name>.+)")
_MOST = 250
"""Of longer work (a fork that went its own way) the last so many commits are told."""


class Work(Struct, frozen=True):
    """A ref that stands for a piece of work, its commits oldest first, where it began and what took it in."""

    ref: Ref
    head: Node
    commits: list[Node]
    base: str | None
    landed: Node | None
    outcome: str
    proof: str


def trunks_of(refs: Sequence[Ref], default: str | None) -> list[Ref]:
    """The refs of main lines: the leading branch, then branches with names of releases and the like, by name.

    ``default`` is the branch that HEAD stands for; in a working clone that may be any.
    """
    branches = {ref.name: ref for ref in refs if _BRANCH.fullmatch(ref.name)}
    usual = ["refs/heads/main", "refs/heads/master", "refs/remotes/origin/main", "refs/remotes/origin/master"]
    first = [default, *usual] if default and is_trunk(_branch_name(default)) else [*usual, default]
    leading = next((name for name in first if name in branches), None)
    named = sorted(name for name in branches if is_trunk(_branch_name(name)) and name != leading)
    return [branches[name] for name in ([leading] if leading else []) + named]


def _branch_name(ref: str) -> str:
    match = _BRANCH.fullmatch(ref)
    return match["name"] if match else ref


class Story:
    """Tells trajectories from the graph of commits."""

    def __init__(
        self, graph: Graph, refs: Sequence[Ref], default: str | None, tools: Tools, source: Provenance
    ) -> None:
        trunks = trunks_of(refs, default)
        graph.settle([ref.sha for ref in trunks])
        self._graph, self._tools, self._source = graph, tools, source
        self._refs = [ref for ref in refs if ref not in trunks]
        settled = [node for node in graph.nodes.values() if node.trunk >= 0]
        self._named = {number: node for node in settled if (number := pull_request(node.message)) is not None}
        self._closing = {number: node for node in settled for number in closed_issues(node.message)}
        self._reverting = {sha: node for node in settled for sha in node.reverts}

    def trajectories(self) -> Iterator[Trajectory]:
        """One for each pull request, by number, then one for each branch that is no main line, by name."""
        pulls = [(int(match["number"]), ref) for ref in self._refs if (match := _PULL.fullmatch(ref.name))]
        for number, ref in sorted(pulls, key=lambda one: one[0]):
            if ref.sha in self._graph.nodes:
                yield self._told(self._work(ref, number), number)
        seen = set()
        for ref in sorted(
            (one for one in self._refs if _BRANCH.fullmatch(one.name)), key=lambda one: one.name
        ):
            if ref.sha in self._graph.nodes and ref.sha not in seen:
                seen.add(ref.sha)  # a branch and what its remote had are one
                yield self._told(self._work(ref, None), None)

    def _work(self, ref: Ref, number: int | None) -> Work:
        head = self._graph.nodes[ref.sha]
        if head.trunk < 0:
            commits = self._graph.unsettled(head)
            taken, proof = self._applied(commits, number)
            return Work(
                ref,
                head,
                commits,
                self._base(commits, head),
                taken,
                "applied" if taken else "unmerged",
                proof,
            )
        if self._graph.landing(head) is head:
            alone = "it stands on the main line itself: only its last commit can be told"
            return Work(ref, head, [head], next(iter(head.parents), None), head, "merged", alone)
        merge = self._graph.merge_of(head)
        commits = self._graph.between(merge.parents[0], head) or [head]
        return Work(ref, head, commits, self._base(commits, head), merge, "merged", "this merge has it as a parent"
                    if head.sha in merge.parents else "the main line holds it since this merge")  # fmt: skip

    def _base(self, commits: Sequence[Node], head: Node) -> str | None:
        """The commit that the work began at, by first parents."""
        own = {node.sha for node in commits}
        line = list(takewhile(own.__contains__, self._graph.first_parents(head.sha)))
        return next(iter(self._graph.nodes[line[-1]].parents), None)

    def _applied(self, commits: Sequence[Node], number: int | None) -> tuple[Node | None, str]:
        """The commit of a main line that took the changes over under another id, and how that is known."""
        changes = [node.patch for node in commits if node.patch is not None]
        same = [self._graph.by_patch[patch] for patch in changes if patch in self._graph.by_patch]
        if changes and len(same) == len(changes):
            last = max((self._graph.nodes[sha] for sha in same), key=lambda one: one.index)
            return last, "every one of its patches is on the main line"
        if number in self._named:
            return self._named[number], f"its title names #{number}"
        if number in self._closing:
            return self._closing[number], f"its message closes #{number}"
        return None, "neither its commits nor their patches are on a main line"

    def _told(self, work: Work, number: int | None) -> Trajectory:
        events = tuple(self._events(work))
        steps = [event for event in events if event.actor]
        messages = [node.message for node in work.commits] + ([work.landed.message] if work.landed else [])
        name = f"#{number}" if number is not None else f":{work.ref.name}"
        return Trajectory(
            id=f"{self._source.repository}{name}",
            kind="branch" if number is None else "pull_request",
            events=events,
            provenance=Provenance(self._source.repository, self._source.collector, sha=work.head.sha),
            ref=work.ref.name,
            number=number,
            title=_title(work),
            base=work.base,
            head=work.head.sha,
            landed=work.landed.sha if work.landed else None,
            outcome=work.outcome,  # type: ignore[arg-type]  # one of the outcomes
            started_at=work.commits[0].authored_at,
            ended_at=(work.landed or work.head).committed_at,
            actors=tuple(sorted({event.actor for event in steps if event.actor})),
            closes=tuple(dict.fromkeys(one for text in messages for one in closed_issues(text))),
        )

    def _events(self, work: Work) -> Iterator[Event]:
        told = work.commits[-_MOST:]
        left = (
            f"; {len(work.commits) - len(told)} commits more before these"
            if len(told) < len(work.commits)
            else ""
        )
        yield Event("branch", sha=work.base, detail=work.ref.name, proof=f"first parents of its head{left}")
        for node in told:
            yield self._step(node, {one.sha for one in work.commits})
        for tool, path in self._tools.of(work.head.tree):
            yield Event(
                "tool", sha=work.head.sha, paths=(path,), detail=tool, proof="a file in the tree of its head"
            )
        yield Event("push", work.head.committed_at, sha=work.head.sha, detail=work.ref.name,
                    proof="where the ref stood; git does not tell of earlier pushes, the time is the commit's")  # fmt: skip
        if work.landed is not None:
            kind: EventKind = "merge" if work.outcome == "merged" else "cherry_pick"
            yield _event(kind, work.landed, detail="landed", proof=work.proof)
            yield from self._reverts(work)

    def _step(self, node: Node, own: set[str]) -> Event:
        if len(node.parents) > 1:
            outside = [sha for sha in node.parents[1:] if sha not in own]
            return _event(
                "merge", node, detail="took the main line in" if outside else "joined its own lines"
            )
        if node.reverts:
            return _event("revert", node, detail=" ".join(node.reverts), proof="its message says so")
        if node.picked_from:
            return _event("cherry_pick", node, detail=" ".join(node.picked_from), proof="its message says so")
        again = self._graph.by_patch.get(node.patch) if node.patch else None
        if again and again not in own:
            return _event("commit", node, detail=f"same patch as {again}", proof="the patches are equal")
        return _event("commit", node)

    def _reverts(self, work: Work) -> Iterator[Event]:
        """What later took the work, or a commit of it, back on a main line."""
        ours = [node.sha for node in work.commits] + ([work.landed.sha] if work.landed else [])
        for sha in dict.fromkeys(ours):
            if sha in self._reverting and self._reverting[sha].sha not in ours:
                yield _event("revert", self._reverting[sha], detail=sha, proof="its message says so")


def _event(kind: EventKind, node: Node, detail: str = "", proof: str = "") -> Event:
    return Event(
        kind, node.committed_at, node.author, node.sha, node.paths, None, node.message, detail, proof
    )


def _title(work: Work) -> str | None:
    """The title of the work: what a merge says below its first line, or the only commit's first line."""
    if work.landed is not None and pull_request(work.landed.message) is not None:
        first, _, rest = work.landed.message.partition("\n")
        return rest.strip().split("\n")[0] or None if first.startswith("Merge ") else first
    return work.commits[0].message.split("\n")[0] if len(work.commits) == 1 else None
