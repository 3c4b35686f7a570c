"""Only what was known before the answer may stand in the question.

>>> is_before("2024-05-01T10:00:00Z", "2024-05-01T12:30:00+02:00")
True
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timezone
from typing import Any

from postil_corpora.filters.view import Judge, View


def dates(edited: bool = True) -> Judge:
    """Drops answered questions that are not dated before their answers; with ``edited`` also those edited after one.

    Edited is a text whose own ``edited_at`` says so: ``updated_at`` of an issue is that of its last answer or label too.
    """

    def judge(seen: View) -> str | None:
        asked, changed = getattr(seen.row, "created_at", None), getattr(seen.row, "edited_at", None)
        for answered in _answered(seen.row):
            if not is_readable(asked) or not is_readable(answered):
                return "a date that is missing or cannot be read"
            if not is_before(asked, answered):
                return "dated after its answer"
            if edited and changed and not is_before(changed, answered):
                return "edited after its answer"
        return None

    return judge


def is_before(first: str | None, second: str | None) -> bool:
    """Whether ``first`` is not later than ``second``; both ISO 8601, UTC where no offset stands; unknown ones are not."""
    left, right = _moment(first), _moment(second)
    return left is not None and right is not None and left <= right


def is_readable(moment: str | None) -> bool:
    """Whether a time is given and is ISO 8601."""
    return _moment(moment) is not None


def _answered(row: Any) -> Iterator[str]:
    """When the answers of an issue came."""
    for answer in getattr(row, "answers", ()):
        if getattr(answer, "created_at", None):
            yield answer.created_at


def _moment(text: str | None) -> datetime | None:
    if not text:
        return None
    try:
        moment = datetime.fromisoformat(text.replace("Z", "+00:00"))
    except ValueError:
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=timezone.utc)
