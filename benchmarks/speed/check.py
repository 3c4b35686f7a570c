"""CPU of ``postil check`` over a package, beside linters of docstrings that do less, in the same run.

    python benchmarks/speed/check.py FOLDER... [--rounds 3]

FOLDER is the source of a package, such as an unpacked wheel of Django or pandas. All tools read the same files: a copy of
its Python files alone, as the peers read no other language (Django has JavaScript too). Every round runs each tool once,
in a process of its own, so that a busy machine disturbs all alike; medians of CPU time (user and system) and the peak of
memory are shown. Peers that are not on PATH are left out, and that is said.
"""

from __future__ import annotations

import argparse
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

LIMIT_WARM, LIMIT_ONE, LIMIT_MEMORY = 1.5, 0.25, 250  # seconds, seconds, MB
PEERS = ("pydoclint", "interrogate")
ONE = 'def half(n):\n    """Half of n."""\n    return n / 2\n'


def measure(command: list[str]) -> tuple[float, float]:
    """CPU seconds of a command and the most memory it held, in MB."""
    child = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode not in (0, 1):
        message = f"{' '.join(command)} failed with exit code {child.returncode}"
        raise SystemExit(message)
    return usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def python_files(folder: str, work: str) -> str:
    """A copy of ``folder`` in ``work`` with nothing but its Python files."""
    copy = Path(work, Path(folder).resolve().name)
    for file in sorted(Path(folder).rglob("*.py")):
        target = copy / file.relative_to(folder)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(file, target)
    return str(copy)


def commands(target: str) -> dict[str, list[str]]:
    """What to run, by name."""
    postil = [sys.executable, "-m", "postil", "check", "--statistics", target]
    found = {"postil, cold": [*postil, "--no-cache"], "postil, warm": postil}
    for peer in PEERS:
        program = shutil.which(
            peer
        )  # in an environment of its own: pydoclint brings a fork of what we import
        if program:
            found[peer] = [program, target]
        else:
            print(f"{peer} is not on PATH: left out")
    return found


def compare(target: str, rounds: int) -> dict[str, tuple[float, float]]:
    """Median CPU and greatest memory of every tool on ``target``."""
    todo = commands(target)
    measure(todo["postil, warm"])  # fills the cache, and those of the system
    runs: dict[str, list[tuple[float, float]]] = {name: [] for name in todo}
    for _ in range(rounds):
        for name, command in todo.items():
            runs[name].append(measure(command))
    return {
        name: (statistics.median(cpu for cpu, _ in some), max(memory for _, memory in some))
        for name, some in runs.items()
    }


def report(target: str, found: dict[str, tuple[float, float]]) -> list[str]:
    """Print the figures; returns the limits that were missed."""
    print(target)
    for name, (cpu, memory) in found.items():
        print(f"  {name:<14} {cpu:7.2f} s {memory:6.0f} MB")
    missed = []
    if "pydoclint" in found and found["postil, cold"][0] * 2 > found["pydoclint"][0]:
        missed.append(f"{target}: cold is not twice as fast as pydoclint")
    if found["postil, warm"][0] > LIMIT_WARM:
        missed.append(f"{target}: warm takes more than {LIMIT_WARM} s")
    if found["postil, cold"][1] > LIMIT_MEMORY:
        missed.append(f"{target}: more than {LIMIT_MEMORY} MB")
    return missed


def main() -> int:
    """Measure, print, compare with the limits."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folders", nargs="+")
    parser.add_argument("--rounds", type=int, default=3)
    args = parser.parse_args()
    missed: list[str] = []
    for folder in args.folders:
        with tempfile.TemporaryDirectory() as work:
            missed += report(folder, compare(python_files(folder, work), args.rounds))
    with tempfile.TemporaryDirectory() as work:
        one = Path(work, "one.py")
        one.write_text(ONE, encoding="utf-8")
        found = compare(str(one), args.rounds)
    missed += [line for line in report("one file", found) if "twice" not in line]
    if found["postil, cold"][0] > LIMIT_ONE:
        missed.append(f"one file takes more than {LIMIT_ONE} s")
    print("\n".join(missed) or "all limits hold")
    return 1 if missed else 0


if __name__ == "__main__":
    raise SystemExit(main())
