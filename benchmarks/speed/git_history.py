"""Commits with their diffs for a CPU second, beside PyDriller on the same commits in the same run.

    python benchmarks/speed/git_history.py CLONE --pydriller PYTHON [--newest 3000] [--rounds 3] [--at-least 4]

CLONE is a repository, PYTHON an interpreter of an environment that holds PyDriller. Each round runs each side once, in a
process of its own; medians of CPU time (user and system, git's included) and the peak of memory are shown. Postil
writes all of its rows to a file, PyDriller is only asked for the diffs and the changed lines of each file. The
counts are held against ``git log --numstat``.

    python benchmarks/speed/git_history.py CLONE --partial

clones without blobs, and shows how many commits ``git log -p``, pygit2 and Postil each get through.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

PEER = """
import json, sys
from pydriller import Repository
count = files = added = removed = 0
wanted = open(sys.argv[2]).read().split()
for commit in Repository(sys.argv[1], only_commits=wanted).traverse_commits():
    count += 1
    for file in commit.modified_files:
        if not commit.merge:
            files += 1
            added, removed = added + file.added_lines, removed + file.deleted_lines
        len(file.diff or "")
print(json.dumps({"commits": count, "files": files, "added": added, "removed": removed}))
"""
PYGIT2 = """
import pygit2, sys
repository, count = pygit2.Repository(sys.argv[1]), 0
for commit in repository.walk(repository.head.target):
    if len(commit.parents) == 1:
        repository.diff(commit.parents[0], commit).patch
    count += 1
    print(count, flush=True)
"""


def ours(clone: str, listed: str) -> dict[str, int]:
    """Read the commits and write their rows; runs in a process of its own."""
    from postil_corpora.collect.git.parts import Part  # noqa: PLC0415 - only in the child
    from postil_corpora.collect.git.rows import Extras, rows_of  # noqa: PLC0415 - same
    from postil_corpora.collect.git.source import open_source  # noqa: PLC0415 - same
    from postil_corpora.schema import Commit  # noqa: PLC0415 - same

    counts = dict.fromkeys(("commits", "files", "added", "removed", "unread"), 0)
    ids = Path(listed).read_text("ascii").split()
    with tempfile.TemporaryDirectory() as folder:
        part = Part(0, "speed", tuple(ids), Path(folder))
        with part.path.open("wb") as stream:
            for start in range(0, len(ids), 500):
                for rows in rows_of(open_source(Path(clone)), ids[start : start + 500], Extras()):
                    stream.write(part.encode(rows))
                    row = rows[-1][1]
                    if isinstance(row, Commit):
                        counts["commits"] += 1
                        counts["files"] += len(row.files)
                        counts["added"] += sum(file.added or 0 for file in row.files)
                        counts["removed"] += sum(file.removed or 0 for file in row.files)
                        counts["unread"] += row.unread is not None
    return counts


def git(clone: str, *arguments: str, given: str = "") -> str:
    """What git says in the clone."""
    done = subprocess.run(
        ["git", "-C", clone, *arguments],  # noqa: S607 - the git on PATH
        input=given.encode(), capture_output=True, check=True,
    )  # fmt: skip
    return done.stdout.decode("utf-8", "replace")


def counts_of_git(clone: str, ids: str) -> dict[str, int]:
    """Files and lines that ``git log --numstat`` counts in the commits that are no merges."""
    shown = git(
        clone,
        "log",
        "--stdin",
        "--no-walk=unsorted",
        "--no-merges",
        "--numstat",
        "-M",
        "--format=",
        given=ids,
    )
    rows = [line.split("\t") for line in shown.splitlines() if line]
    added, removed = (sum(int(row[place]) for row in rows if row[place] != "-") for place in (0, 1))
    return {"commits": len(ids.split()), "files": len(rows), "added": added, "removed": removed}


def measure(command: list[str]) -> tuple[float, float, dict[str, int]]:
    """CPU seconds of a command with its children, the most memory one of them held in MB, and what it printed."""
    with tempfile.TemporaryFile() as out:
        child = subprocess.Popen(command, stdout=out, stderr=subprocess.DEVNULL)
        _, status, usage = os.wait4(child.pid, 0)
        child.returncode = os.waitstatus_to_exitcode(status)
        out.seek(0)
        said = out.read()
    if child.returncode:
        message = f"{command[0]} failed with exit code {child.returncode}"
        raise SystemExit(message)
    return usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024, json.loads(said)


def compare(clone: str, python: str, newest: int, rounds: int) -> float:
    """Print a row for each side; returns how many times as fast as PyDriller Postil is."""
    ids = git(clone, "rev-list", "HEAD", *([f"--max-count={newest}"] if newest else []))
    print(
        f"{'':<12}{'commits':>9}{'files':>9}{'added':>10}{'removed':>10}{'CPU s':>9}{'per CPU s':>11}{'MB':>7}"
    )
    show("git's counts", counts_of_git(clone, ids))
    with tempfile.TemporaryDirectory() as folder:
        listed = Path(folder) / "ids"
        listed.write_text(ids, "ascii")
        sides = {
            "postil": [sys.executable, __file__, "--child", clone, str(listed)],
            "pydriller": [python, "-c", PEER, clone, str(listed)],
        }
        runs: dict[str, list[tuple[float, float, dict[str, int]]]] = {name: [] for name in sides}
        for _ in range(rounds):
            for name, command in sides.items():
                runs[name].append(measure(command))
    for name, each in runs.items():
        cpu = statistics.median(run[0] for run in each)
        show(name, each[0][2], cpu, max(run[1] for run in each))
    return statistics.median(run[0] for run in runs["pydriller"]) / statistics.median(
        run[0] for run in runs["postil"]
    )


def show(name: str, counts: dict[str, int], cpu: float | None = None, memory: float = 0.0) -> None:
    """Print one row of the table."""
    shown = "".join(
        f"{counts[key]:>{width}}"
        for key, width in (("commits", 9), ("files", 9), ("added", 10), ("removed", 10))
    )
    print(
        f"{name:<12}{shown}" + (f"{cpu:>9.1f}{counts['commits'] / cpu:>11.0f}{memory:>7.0f}" if cpu else "")
    )


def partial(clone: str) -> bool:
    """Print how many commits of a clone without blobs each gets through; returns whether Postil gets through all."""
    git(clone, "config", "uploadpack.allowFilter", "true")
    with tempfile.TemporaryDirectory() as folder:
        bare, listed = f"{folder}/partial.git", Path(folder) / "ids"
        address = f"file://{Path(clone).resolve()}"
        git(clone, "clone", "--quiet", "--bare", "--filter=blob:none", address, bare)
        git(bare, "config", "remote.origin.url", "file:///nowhere")
        listed.write_text(git(bare, "rev-list", "HEAD"), "ascii")
        total = len(listed.read_text("ascii").split())
        shown = subprocess.run(
            ["git", "-C", bare, "log", "-p", "--format=commit-of-the-log %H"],  # noqa: S607 - the git on PATH
            capture_output=True, check=False, env={**os.environ, "GIT_NO_LAZY_FETCH": "1"},
        )  # fmt: skip
        walked = subprocess.run([sys.executable, "-c", PYGIT2, bare], capture_output=True, check=False)
        counts = measure([sys.executable, __file__, "--child", bare, str(listed)])[2]
    print(
        f"of {total} commits: git log -p {shown.stdout.count(b'commit-of-the-log ')} (exit code {shown.returncode})"
    )
    print(f"pygit2 {len(walked.stdout.split())} (exit code {walked.returncode})")
    print(f"postil {counts['commits']}, {counts['unread']} of them without files")
    return counts["commits"] == total and not counts["unread"]


def main() -> int:
    """Run what was asked for; 1 below the limit."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("clone")
    parser.add_argument("listed", nargs="?", help=argparse.SUPPRESS)
    parser.add_argument("--child", action="store_true", help=argparse.SUPPRESS)
    parser.add_argument("--partial", action="store_true")
    parser.add_argument("--pydriller", metavar="PYTHON", default=sys.executable)
    parser.add_argument("--newest", type=int, default=0)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--at-least", type=float, default=0.0)
    args = parser.parse_args()
    if args.child:
        print(json.dumps(ours(args.clone, args.listed)))
        return 0
    if args.partial:
        return 0 if partial(args.clone) else 1
    ratio = compare(args.clone, args.pydriller, args.newest, args.rounds)
    print(f"postil is {ratio:.1f} times as fast")
    return 0 if ratio >= args.at_least else 1


if __name__ == "__main__":
    sys.exit(main())
