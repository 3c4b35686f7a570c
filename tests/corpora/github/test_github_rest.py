"""The same without a token: everything by REST, pages by their links, unchanged ones by their ETag."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

pytest.importorskip("httpx", reason="the extra [corpora]")

from postil_corpora.collect.github.client import CollectError, Settings
from postil_corpora.collect.github.collector import Wanted, collect, parse_repository
from postil_corpora.links.threads import Change, LaterCommit
from postil_corpora.schema import Event, Feedback, Issue, Trajectory
from postil_corpora.tables import read_rows

WANTED = Wanted(parse_repository("octo/tool"))
ROOT = "/repos/octo/tool"
WHEN = "2024-01-01T00:00:00Z"


def _written(key: str, body: str, who: str, **fields: Any) -> dict[str, Any]:
    user = {"login": who, "type": "Bot" if who.endswith("[bot]") else "User"}
    times = {"created_at": WHEN, "updated_at": WHEN}
    return {
        "node_id": key,
        "body": body,
        "user": user,
        **times,
        "html_url": f"https://example.org/{key}",
        **fields,
    }


def _pages() -> dict[str, list[Any]]:
    issue = _written(
        "I_1",
        "It fails.",
        "asker",
        number=1,
        title="Help",
        state="closed",
        comments=3,
        labels=[{"name": "bug"}],
    )
    pull = _written("PR_2", "Fixes #1", "paula", number=2, title="Mend", state="closed", merged_at=WHEN,
                    merge_commit_sha="f" * 40, head={"sha": "c" * 40, "ref": "mend"}, base={"sha": "0" * 40})  # fmt: skip
    listed = {
        **_written("PR_2", "Fixes #1", "paula", number=2, title="Mend", comments=0),
        "pull_request": {"url": "x"},
    }
    link = f"https://api.example.org{ROOT}/issues/1"
    remark = {"path": "a.py", "commit_id": "b" * 40, "original_commit_id": "a" * 40, "original_line": 2,
              "pull_request_url": f"https://api.example.org{ROOT}/pulls/2", "diff_hunk": "@@ -1,2 +1,2 @@\n one\n two"}  # fmt: skip
    patch = "@@ -2 +2 @@\n-two\n+TWO"
    commits = [
        {"sha": sha * 40, "commit": {"message": sha, "committer": {"date": WHEN}}, "parents": []}
        for sha in "abc"
    ]
    return {
        "/issues": [issue, listed],
        "/issues/comments": [
            _written("IC_1", "Call `seek(0)`, see #2.", "mara", issue_url=link, author_association="MEMBER"),
            _written("IC_2", "Thanks, that works!", "asker", issue_url=link),
            _written("IC_3", "Me too", "helper[bot]", issue_url=link),
            _written("IC_4", "Try again.", "otto", issue_url=link, reactions={"+1": 1}),
        ],
        "/pulls": [pull],
        "/pulls/comments": [
            _written("RC_1", "Shout.", "mara", id=7, **remark)
            | {"html_url": "https://example.org/2#discussion_r7"},
            _written("RC_2", "Done in bbbbbbb", "paula", id=8, in_reply_to_id=7, **remark),
        ],
        "/issues/1/timeline": [
            {
                "event": "closed",
                "id": 5,
                "created_at": WHEN,
                "actor": {"login": "paula"},
                "commit_id": "f" * 40,
            }
        ],
        "/pulls/2/reviews": [
            _written(
                "PRR_1",
                "Nearly.",
                "mara",
                state="CHANGES_REQUESTED",
                submitted_at=WHEN,
                pull_request_url=f"x{ROOT}/pulls/2",
                commit_id="a" * 40,
            )
        ],
        "/pulls/2/commits": commits,
        f"/commits/{'a' * 40}": [{**commits[0], "files": []}],
        f"/commits/{'b' * 40}": [
            {**commits[1], "files": [{"filename": "a.py", "patch": patch, "status": "modified"}]}
        ],
        f"/commits/{'c' * 40}": [{**commits[2], "files": []}],
    }


class Rest:
    """Serves lists two items a page, with links and ETags."""

    def __init__(self, answer: Any, url: str) -> None:
        self.answer, self.url, self.pages, self.unchanged = answer, url, _pages(), 0

    def __call__(self, asked: Any) -> Any:
        address = urlsplit(asked.path)
        path = address.path.removeprefix(ROOT)
        if not path:
            project = {
                "id": 1,
                "full_name": "octo/tool",
                "private": False,
                "clone_url": "",
                "owner": {},
                "license": {"spdx_id": "MIT"},
            }
            return self.answer(json.dumps(project).encode())
        items = self.pages.get(path, [])
        start = int(address.query.rpartition("start=")[2]) if "start=" in address.query else 0
        value = items[0] if path.startswith("/commits/") and items else items[start : start + 2]
        body = json.dumps({"check_runs": []} if path.endswith("check-runs") else value).encode()
        etag = f'"{hash(body) & 0xFFFF}"'
        if asked.headers.get("if-none-match") == etag:
            self.unchanged += 1
            return self.answer(b"", 304)
        more = f'<{self.url}{address.path}?start={start + 2}>; rel="next"'
        return self.answer(body, headers={"ETag": etag, **({"Link": more} if start + 2 < len(items) else {})})


@pytest.fixture
def rest(server: Any, answer: Any, monkeypatch: pytest.MonkeyPatch) -> Rest:
    monkeypatch.delenv("GITHUB_TOKEN", raising=False)
    server.answer = Rest(answer, server.url)
    return server.answer  # type: ignore[no-any-return] - it was just put there


@pytest.fixture
def folder(server: Any, rest: Rest, tmp_path: Path) -> Path:
    counts = collect(WANTED, tmp_path, Settings(api=server.url))
    assert (counts.unread, counts.missing) == ({}, {})
    return tmp_path


def test_pages_are_followed_by_their_links(folder: Path) -> None:
    said = [event.id for event in read_rows(folder, "events", Event) if event.kind == "comment"]
    assert sorted(filter(None, said)) == ["IC_1", "IC_2", "IC_3", "IC_4", "RC_1", "RC_2"]


def test_answers_are_ranked_by_what_speaks_for_them(folder: Path) -> None:
    (issue,) = read_rows(folder, "issues", Issue)
    assert [(answer.api_id, answer.rank, answer.evidence) for answer in issue.answers] == [
        ("IC_1", 1, ("the asker thanks", "by the project", "shows code")),
        ("IC_4", 2, ("last word before it was closed", "1 for")),
    ]
    assert issue.closed_by == ("f" * 40,)
    assert issue.provenance.licence == "MIT"


def test_a_reply_that_names_the_commit_makes_the_link(folder: Path) -> None:
    rows = {row.id: row for row in read_rows(folder, "feedback", Feedback)}
    assert sorted(rows) == ["PRR_1", "RC_1"]
    remark = rows["RC_1"]
    assert (remark.trajectory, remark.lines, remark.resolution) == ("octo/tool#2", (2, 2), "merged")
    assert [answer.sha for answer in remark.answered_by] == ["b" * 40]
    assert remark.answered_by[0].evidence == "changes these lines; author agreed; named in a reply"
    assert rows["PRR_1"].state == "changes_requested"


def test_a_pull_request_is_one_trajectory(folder: Path) -> None:
    (work,) = read_rows(folder, "trajectories", Trajectory)
    assert (work.outcome, work.head, work.landed) == ("merged", "c" * 40, "f" * 40)
    assert {event.kind for event in work.events} == {"opened", "commit", "review", "comment"}


def test_a_refresh_sends_only_what_changed(server: Any, rest: Rest, folder: Path) -> None:
    before = (folder / "issues-00000.jsonl").read_bytes()
    asked = len(server.asked)
    rest.pages["/issues/comments"][3]["body"] = "Try once more."
    collect(Wanted(WANTED.repository, refresh=True), folder, Settings(api=server.url))
    again = len(server.asked) - asked
    assert again == asked
    assert rest.unchanged == again - 2  # the page that changed, and the repository, which has no ETag
    after = (folder / "issues-00000.jsonl").read_bytes()
    assert after == before.replace(b"Try again.", b"Try once more.")


def test_a_limit_without_end_keeps_what_there_is(
    server: Any, rest: Rest, answer: Any, tmp_path: Path
) -> None:
    limit = answer(
        b'{"message": "API rate limit exceeded"}', 403, {"X-RateLimit-Remaining": "0", "Retry-After": "99999"}
    )
    server.answer = lambda asked: limit if len(server.asked) > 4 else rest(asked)
    with pytest.raises(CollectError, match="run the same command again later"):
        collect(WANTED, tmp_path, Settings(api=server.url))
    server.answer = rest
    collect(WANTED, tmp_path, Settings(api=server.url))
    paths = [one.path for one in server.asked]
    assert len(paths) == len(set(paths)) + 1


def test_a_link_to_another_host_is_not_followed(server: Any, rest: Rest, answer: Any, tmp_path: Path) -> None:
    away = answer(b"[]", headers={"Link": '<https://example.org/steal>; rel="next"'})
    server.answer = lambda asked: away if "/pulls?" in asked.path else rest(asked)
    with pytest.raises(CollectError, match="another host"):
        collect(WANTED, tmp_path, Settings(api=server.url))


def test_a_failed_check_is_answered_by_the_one_commit_before_it_passes(
    server: Any, rest: Rest, answer: Any, tmp_path: Path
) -> None:
    def run(sha: str, conclusion: str) -> dict[str, Any]:
        return {"id": int(sha, 16), "name": "tests", "head_sha": sha * 40, "conclusion": conclusion, "app": {"name": "CI"},
                "completed_at": WHEN, "output": {"title": "1 failed", "summary": None}}  # fmt: skip

    def checked(asked: Any) -> Any:
        found = (
            [run("a", "failure"), run("b", "success")]
            if asked.path.endswith("check-runs?per_page=100")
            else None
        )
        return rest(asked) if found is None else answer(json.dumps({"check_runs": found}).encode())

    server.answer = checked
    collect(WANTED, tmp_path, Settings(api=server.url))
    (row,) = (row for row in read_rows(tmp_path, "feedback", Feedback) if row.kind == "test_result")
    assert (row.text, row.state, row.sha, row.resolution) == (
        "tests\n1 failed",
        "failure",
        "a" * 40,
        "resolved",
    )
    assert [(change.sha, change.path) for change in row.answered_by] == [("b" * 40, "a.py")]


def test_patches_that_the_host_did_not_give_come_from_a_clone(
    server: Any, rest: Rest, tmp_path: Path
) -> None:
    asked_for: list[str] = []
    patched = LaterCommit("b" * 40, "b", (Change("a.py", "@@ -2 +2 @@\n-two\n+TWO"),))
    rest.pages[f"/commits/{'b' * 40}"] = [{"sha": "b" * 40, "commit": {"message": "b"}, "files": []}]

    def patches(wanted: Any) -> dict[str, LaterCommit]:
        asked_for.extend(sorted(wanted))
        return {patched.sha: patched}

    collect(WANTED, tmp_path, Settings(api=server.url), patches)
    assert asked_for == ["a" * 40, "b" * 40, "c" * 40]
    (row,) = (row for row in read_rows(tmp_path, "feedback", Feedback) if row.id == "RC_1")
    assert [change.sha for change in row.answered_by] == ["b" * 40]
