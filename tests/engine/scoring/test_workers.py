"""Workers do not outlive the process that began them."""

from __future__ import annotations

import signal
import subprocess
import sys

import pytest

PARENT = r"""
import os, time
from concurrent.futures import ProcessPoolExecutor
from postil.scoring.parallel import start_worker

def work(_):
    os.write(1, b"%d\n" % os.getpid())  # in one piece, whoever writes beside
    time.sleep(600)

if __name__ == "__main__":
    with ProcessPoolExecutor(2, initializer=start_worker) as pool:
        list(pool.map(work, range(8)))
"""


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="kills as POSIX does")
def test_workers_end_in_the_midst_of_their_work_when_their_parent_is_killed() -> None:
    with subprocess.Popen([sys.executable, "-c", PARENT], stdout=subprocess.PIPE) as parent:
        assert parent.stdout is not None
        try:
            told = [parent.stdout.readline() for _ in range(2)]
        finally:
            parent.kill()
        assert len(set(told)) == 2
        assert all(int(line) != parent.pid for line in told)
        parent.communicate(
            timeout=60
        )  # the pipe ends with the last of those who hold it; they had ten minutes to sleep yet
