from __future__ import annotations

import pytest

from postil.cli import progress


def test_short_work_shows_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    assert list(progress.with_progress(range(5), "rows")) == [0, 1, 2, 3, 4]
    assert capsys.readouterr().err == ""


def test_long_work_is_handed_on_whole_and_in_order(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(progress, "_PATIENCE", 0.0)
    assert list(progress.with_progress(iter(range(500)), "rows")) == list(range(500))
