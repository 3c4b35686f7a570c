"""Who may come in: links for judges, sessions, and proof that a form came from our own page.

All are keyed hashes of names, so nothing needs to be kept and a restart logs nobody out.
"""

from __future__ import annotations

import hmac
from collections.abc import Iterable
from urllib.parse import quote, unquote

from postil_bench.judge.plan import opaque


class Keys:
    """The keys of a study, made from its ``secret``, for the ``judges`` who are let in."""

    def __init__(self, secret: str, judges: Iterable[str]) -> None:
        self._secret = secret
        self._judges = {self.token(judge): judge for judge in judges}
        self.cookie = f"postil_judge_{opaque(secret, 'cookie')[:8]}"

    def token(self, judge: str) -> str:
        """What lets ``judge`` in."""
        return opaque(self._secret, "token", judge)

    def judge_of_token(self, token: str) -> str | None:
        """The judge whose token this is."""
        found = None
        for known, judge in self._judges.items():
            if _same(known, token):
                found = judge
        return found

    def session(self, judge: str) -> str:
        """The value of the cookie of ``judge``."""
        return f"{quote(judge, safe='')}.{opaque(self._secret, 'session', judge)}"

    def judge_of_session(self, value: str) -> str | None:
        """The judge whose cookie this is, if they are still let in."""
        judge = unquote(value.rpartition(".")[0])
        known = judge in self._judges.values()
        return judge if known and _same(self.session(judge), value) else None

    def form(self, judge: str) -> str:
        """What each form of ``judge`` must bring along."""
        return opaque(self._secret, "form", judge)

    def is_form_of(self, judge: str, value: str) -> bool:
        """Whether a form was made for ``judge``."""
        return _same(self.form(judge), value)


def _same(left: str, right: str) -> bool:
    return hmac.compare_digest(left.encode(errors="replace"), right.encode(errors="replace"))
