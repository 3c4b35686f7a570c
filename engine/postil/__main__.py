"""``python -m postil`` is the command ``postil``."""

from __future__ import annotations

from postil.cli.main import run

if __name__ == "__main__":
    raise SystemExit(run())
