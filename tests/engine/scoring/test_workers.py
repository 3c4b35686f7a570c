"""Workers do not outlive the process that began them."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time

import pytest

PARENT = """
import os, time
from concurrent.futures import ProcessPoolExecutor
from postil.scoring.parallel import start_worker

def work(_):
    print(os.getpid(), flush=True)
    time.sleep(600)

if __name__ == "__main__":
    with ProcessPoolExecutor(2, initializer=start_worker) as pool:
        list(pool.map(work, range(8)))
"""


def is_alive(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    return True


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="kills as POSIX does")
def test_workers_end_in_the_midst_of_their_work_when_their_parent_is_killed() -> None:
    with subprocess.Popen([sys.executable, "-c", PARENT], stdout=subprocess.PIPE, text=True) as parent:
        assert parent.stdout is not None
        workers = {int(parent.stdout.readline()) for _ in range(2)}
        assert len(workers) == 2
        assert all(map(is_alive, workers))
        parent.kill()
        parent.wait()
        deadline = time.monotonic() + 60  # of ten minutes that they had to sleep yet
        while any(map(is_alive, workers)) and time.monotonic() < deadline:
            time.sleep(0.01)
        assert not any(map(is_alive, workers))
