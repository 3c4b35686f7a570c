"""How long to wait when GitHub says "not now".

Pure functions over what an answer said, so that every case can be tested without a clock. The rules are those of
"Rate limits for the REST API" and "Rate limits and query limits for the GraphQL API" in GitHub's documentation.
"""

from __future__ import annotations

from collections.abc import Mapping

BUSY = frozenset({408, 500, 502, 503, 504})
_SECONDARY = ("secondary rate limit", "abuse detection", "rate limit exceeded", "too quickly")
_SECONDARY_WAIT = 60.0
_LONGEST_BACKOFF = 60.0


def wait_after(
    status: int, headers: Mapping[str, str], message: str, attempt: int, now: float
) -> float | None:
    """Seconds to wait before the same request may be sent again; ``None`` if that would not help.

    Args:
        status: the HTTP status; 200 for a GraphQL answer that reports ``RATE_LIMITED``.
        headers: of the answer; names in lower case, or a mapping that does not care.
        message: what the body says.
        attempt: how many times the request failed before, from 0.
        now: seconds since the epoch.
    """
    if status in BUSY:
        return max(backoff(attempt), _number(headers.get("retry-after")) or 0.0)
    if status not in {200, 403, 429}:
        return None
    asked = _number(headers.get("retry-after"))
    if asked is not None:
        return max(0.0, asked)
    if headers.get("x-ratelimit-remaining") == "0":
        return until_reset(headers, now)
    if status != 403 or any(sign in message.lower() for sign in _SECONDARY):
        return _SECONDARY_WAIT * 2.0 ** min(attempt, 3)
    return None


def until_reset(headers: Mapping[str, str], now: float) -> float:
    """Seconds until the primary limit is filled up again, at least one: clocks differ."""
    reset = _number(headers.get("x-ratelimit-reset"))
    return max(1.0, reset - now + 1.0) if reset is not None else _SECONDARY_WAIT


def backoff(attempt: int) -> float:
    """1, 2, 4 ... seconds, at most a minute."""
    return min(_LONGEST_BACKOFF, 2.0 ** min(attempt, 10))


def _number(text: str | None) -> float | None:
    return float(text) if text is not None and text.isascii() and text.isdigit() else None
