"""What is asked of the GraphQL API: connections, each with what is wanted of its nodes.

A connection is asked for by the node that it belongs to, from a cursor on: ``PullRequest.reviewThreads`` of ``PR_1``
behind ``abc``. Within a selection ``<Type.field>`` stands for the first nodes of another connection; the rest of a
long one is asked for in the same way as any other, so nothing is cut off at any depth.
"""

from __future__ import annotations

import re
from typing import NamedTuple

_NESTED = re.compile(r"<(\w+\.\w+)>")
_SPACE = re.compile(r"\s+")
_ACTOR = "{ __typename login }"
_WRITTEN = f"""author {_ACTOR} authorAssociation body createdAt updatedAt lastEditedAt url
  reactionGroups {{ content reactors {{ totalCount }} }}"""
_LINES = "path line startLine originalLine originalStartLine"


class Connection(NamedTuple):
    """A list of nodes: ``nodes`` is what is wanted of each, ``arguments`` narrow or order the list.

    ``size`` is asked for at once, ``first`` where the connection is nested in another.
    """

    nodes: str
    arguments: str = ""
    size: int = 100
    first: int = 20


_BY_AGE = "orderBy: {field: CREATED_AT, direction: ASC}"
_EVENT_TYPES = "CLOSED_EVENT REOPENED_EVENT CROSS_REFERENCED_EVENT REFERENCED_EVENT LABELED_EVENT MARKED_AS_DUPLICATE_EVENT"
_PULL_EVENT_TYPES = f"{_EVENT_TYPES} MERGED_EVENT HEAD_REF_FORCE_PUSHED_EVENT READY_FOR_REVIEW_EVENT"
_EVENTS = f"""
  ... on ClosedEvent {{ createdAt actor {_ACTOR} closer {{ __typename ... on Commit {{ oid }}
    ... on PullRequest {{ number repository {{ nameWithOwner }} }} }} }}
  ... on ReopenedEvent {{ createdAt actor {_ACTOR} }}
  ... on CrossReferencedEvent {{ createdAt actor {_ACTOR} willCloseTarget source {{ __typename
    ... on Issue {{ number repository {{ nameWithOwner }} }}
    ... on PullRequest {{ number repository {{ nameWithOwner }} }} }} }}
  ... on ReferencedEvent {{ createdAt actor {_ACTOR} commit {{ oid }} }}
  ... on LabeledEvent {{ createdAt actor {_ACTOR} label {{ name }} }}
  ... on MarkedAsDuplicateEvent {{ createdAt actor {_ACTOR} canonical {{ __typename
    ... on Issue {{ number }} ... on PullRequest {{ number }} }} }}"""
_PULL_EVENTS = f"""{_EVENTS}
  ... on MergedEvent {{ createdAt actor {_ACTOR} commit {{ oid }} }}
  ... on HeadRefForcePushedEvent {{ createdAt actor {_ACTOR} beforeCommit {{ oid }} afterCommit {{ oid }} }}
  ... on ReadyForReviewEvent {{ createdAt actor {_ACTOR} }}"""

CONNECTIONS: dict[str, Connection] = {
    "Repository.issues": Connection(
        f"""{_WRITTEN} number title state stateReason closedAt labels(first: 100) {{ nodes {{ name }} }}
        <Issue.comments> <Issue.timelineItems>""",
        _BY_AGE,
        size=50,
    ),
    "Issue.comments": Connection(f"{_WRITTEN} isMinimized minimizedReason"),
    "Issue.timelineItems": Connection(_EVENTS, f"itemTypes: [{_EVENT_TYPES}]"),
    "Repository.pullRequests": Connection(
        f"""{_WRITTEN} number title state isDraft closedAt mergedAt mergedBy {_ACTOR}
        headRefName headRefOid baseRefName baseRefOid mergeCommit {{ oid }}
        labels(first: 100) {{ nodes {{ name }} }}
        closingIssuesReferences(first: 50) {{ nodes {{ number repository {{ nameWithOwner }} }} }}
        <PullRequest.comments> <PullRequest.reviews> <PullRequest.reviewThreads> <PullRequest.timelineItems>
        <PullRequest.commits>""",
        _BY_AGE,
        size=20,
    ),
    "PullRequest.comments": Connection(f"{_WRITTEN} isMinimized minimizedReason"),
    "PullRequest.reviews": Connection(f"{_WRITTEN} state submittedAt commit {{ oid }}"),
    "PullRequest.reviewThreads": Connection(
        f"isResolved isOutdated resolvedBy {_ACTOR} {_LINES} diffSide <PullRequestReviewThread.comments>",
        size=50,
    ),
    "PullRequestReviewThread.comments": Connection(
        f"""{_WRITTEN} {_LINES} diffHunk outdated isMinimized minimizedReason commit {{ oid }}
        originalCommit {{ oid }} pullRequestReview {{ id }} replyTo {{ id }}""",
        first=10,
    ),
    "PullRequest.timelineItems": Connection(_PULL_EVENTS, f"itemTypes: [{_PULL_EVENT_TYPES}]"),
    "PullRequest.commits": Connection(
        f"""commit {{ __typename id oid message authoredDate committedDate author {{ user {_ACTOR} }}
        parents(first: 10) {{ nodes {{ oid }} }}
        statusCheckRollup {{ __typename id state <StatusCheckRollup.contexts> }} }}""",
        size=50,
    ),
    "StatusCheckRollup.contexts": Connection(
        f"""... on CheckRun {{ name status conclusion startedAt completedAt title summary detailsUrl
          checkSuite {{ app {{ name }} commit {{ oid }} }} }}
        ... on StatusContext {{ context state description createdAt targetUrl creator {_ACTOR}
          commit {{ oid }} }}""",
        first=10,
    ),
    "Repository.discussions": Connection(
        f"""{_WRITTEN} number title closed isAnswered answer {{ id }} upvoteCount
        labels(first: 100) {{ nodes {{ name }} }} <Discussion.comments>""",
        _BY_AGE,
        size=25,
    ),
    "Discussion.comments": Connection(
        f"{_WRITTEN} isAnswer upvoteCount isMinimized minimizedReason <DiscussionComment.replies>"
    ),
    "DiscussionComment.replies": Connection(
        f"{_WRITTEN} isAnswer upvoteCount isMinimized minimizedReason", first=10
    ),
}
PARTS = {
    "issues": "Repository.issues",
    "pulls": "Repository.pullRequests",
    "discussions": "Repository.discussions",
}
"""What can be collected, and the connection it begins with."""

REPOSITORY = """query Repository($owner: String!, $name: String!) { repository(owner: $owner, name: $name) {
  __typename id nameWithOwner isPrivate isFork url licenseInfo { spdxId } defaultBranchRef { name target { oid } } } }"""


def connection_query(kind: str) -> str:
    """The query for a connection, such as ``Issue.comments``; its variables are ``id``, ``size`` and ``after``."""
    parent, field = kind.split(".")
    text = f"""query {field}($id: ID!, $size: Int!, $after: String) {{ node(id: $id) {{ __typename id
      ... on {parent} {{ {_field(kind, "first: $size, after: $after")} }} }} }}"""
    return _SPACE.sub(" ", text)


def _field(kind: str, window: str) -> str:
    """The connection as it stands in a query. Connections nest four deep at most, so this may call itself."""
    found = CONNECTIONS[kind]
    nodes = _NESTED.sub(lambda match: _field(match[1], f"first: {CONNECTIONS[match[1]].first}"), found.nodes)
    arguments = ", ".join(part for part in (window, found.arguments) if part)
    field = kind.split(".")[1]
    return f"""{field}({arguments}) {{ pageInfo {{ hasNextPage endCursor }}
      nodes {{ __typename ... on Node {{ id }} {nodes} }} }}"""
