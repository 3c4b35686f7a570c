"""Every test of a hostile program runs in each isolation that this machine can do."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from uuid import uuid4

import pytest

from postil_bench.sandbox import Isolation, Limits, Outcome, run

FEW = Limits(
    cpu_seconds=2, wall_seconds=300, memory_mib=256, output_bytes=20_000, file_bytes=1 << 20, processes=12
)


@pytest.fixture(params=["bubblewrap", "landlock"])
def isolation(request: pytest.FixtureRequest) -> Isolation:
    if request.param == "bubblewrap" and shutil.which("bwrap") is None:
        pytest.skip("bubblewrap is not installed")
    found: Isolation = request.param
    outcome = run("print('here')", isolation=found)
    if outcome.status == "refused":
        pytest.skip(f"this machine cannot do it: {outcome.reason}")
    return found


class Prison:
    """Runs programs in one isolation with tight limits and knows what is left of them."""

    def __init__(self, isolation: Isolation) -> None:
        self.isolation, self.mark = isolation, f"mark-{uuid4().hex}"

    def run(self, code: str, *arguments: str, limits: Limits = FEW) -> Outcome:
        argv = ["python", "hostile.py", *arguments, self.mark]
        return run(argv, files={"hostile.py": code}, limits=limits, isolation=self.isolation)

    def survivors(self) -> list[str]:
        return [path.parent.name for path in Path("/proc").glob("[0-9]*/cmdline") if self._marked(path)]

    def _marked(self, path: Path) -> bool:
        try:
            return self.mark.encode() in path.read_bytes()
        except OSError:
            return False


@pytest.fixture
def prison(isolation: Isolation) -> Prison:
    return Prison(isolation)


@pytest.fixture
def tried(prison: Prison) -> Callable[[str], str]:
    """Runs a body and returns the name of the error that stopped it, or what it printed."""

    def attempt(body: str) -> str:
        lines = "\n".join(f"    {line}" for line in body.splitlines())
        code = f"import ctypes, os, socket, sys\nlibc = ctypes.CDLL(None, use_errno=True)\ntry:\n{lines}\nexcept Exception as error:\n    print(type(error).__name__)\nelse:\n    print('done')\n"
        return prison.run(code).stdout.strip()

    return attempt
