r"""Runs code that nobody has read, and contains it or refuses.

>>> from postil_bench.sandbox import run
>>> run("print(6 * 7)").stdout
'42\n'
"""

from postil_bench.sandbox.isolation import Isolation
from postil_bench.sandbox.model import Limits, Outcome, Status
from postil_bench.sandbox.running import available, run

__all__ = ["Isolation", "Limits", "Outcome", "Status", "available", "run"]
