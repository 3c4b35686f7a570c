"""What every rule finds on pinned releases of real packages, compared with the table that was accepted.

    python benchmarks/ratchet/ratchet.py             compare; exit 1 when a count differs
    python benchmarks/ratchet/ratchet.py --accept    write the table anew, to be read and committed

A change of a rule shows here what it does to code that nobody wrote for it. Packages come from the package index by
the usual client; when they cannot be fetched, that is said and nothing is compared.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from pathlib import Path
from zipfile import ZipFile

from postil.check.run import Order, check
from postil.check.settings import Asked, Settings
from postil.scoring.profile import Profile

TABLE = Path(__file__).with_name("counts.json")
PACKAGES = (
    "attrs==25.4.0",
    "click==8.3.0",
    "flask==3.1.2",
    "httpx==0.28.1",
    "poetry-core==2.2.1",
    "pypinyin==0.55.0",
    "requests==2.32.5",
    "rich==14.2.0",
)
Counts = dict[str, dict[str, int]]


def fetch(folder: Path) -> bool:
    """Put the packages into ``folder``, unpacked by name; False when they cannot be had."""
    command = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--only-binary", ":all:"]
    wheels = folder / "wheels"
    done = subprocess.run([*command, "--dest", str(wheels), *PACKAGES], capture_output=True, check=False)
    if done.returncode:
        print("ratchet: not compared, the packages cannot be fetched")
        return False
    for wheel in sorted(wheels.glob("*.whl")):
        with ZipFile(wheel) as archive:
            archive.extractall(folder / wheel.name.partition("-")[0])
    return True


def count(folder: Path) -> Counts:
    """The number of findings of each rule, by package."""
    found: Counts = {}
    for package in sorted(path for path in folder.iterdir() if path.name != "wheels"):
        asked = Asked(Settings(), Profile(), package, known=False)
        report = check(Order((str(package),), asked, cache=False))
        found[package.name] = report.summary.rules
    return found


def differences(accepted: Counts, found: Counts) -> list[str]:
    """One line for each count that is another than the accepted one."""
    places = {
        (package, code) for counts in (accepted, found) for package in counts for code in counts[package]
    }
    lines = []
    for package, code in sorted(places):
        before, now = accepted.get(package, {}).get(code, 0), found.get(package, {}).get(code, 0)
        if before != now:
            lines.append(f"{package:<14} {code}  {before:>4} -> {now}")
    return lines


def main() -> int:
    """Fetch, count, compare or accept."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--accept", action="store_true", help="write the table")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as work:
        if not fetch(Path(work)):
            return 0
        found = count(Path(work))
    if args.accept:
        TABLE.write_text(json.dumps(found, indent=1, sort_keys=True) + "\n", encoding="utf-8")
        print(f"accepted: {sum(sum(counts.values()) for counts in found.values())} findings")
        return 0
    changed = differences(json.loads(TABLE.read_text("utf-8")) if TABLE.exists() else {}, found)
    print("\n".join(changed) or "ratchet: every count is as accepted")
    if changed:
        print("read what changed; then: python benchmarks/ratchet/ratchet.py --accept, and commit the table")
    return 1 if changed else 0


if __name__ == "__main__":
    raise SystemExit(main())
