"""An argument parser whose complaints are one line and name what was probably meant."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace, RawDescriptionHelpFormatter
from collections.abc import Iterable, Sequence
from typing import Any, NoReturn

from postil.errors import UsageError


class Parser(ArgumentParser):
    """An ``ArgumentParser`` that raises :class:`UsageError` in place of printing its usage.

    It takes no shortened options, and knows ``--traceback``.
    """

    def __init__(self, prog: str, description: str, epilog: str = "") -> None:
        super().__init__(
            prog=prog,
            description=description,
            epilog=epilog,
            formatter_class=RawDescriptionHelpFormatter,
            allow_abbrev=False,
        )
        self.add_argument("--traceback", action="store_true", help="show where an internal error arose")

    def parse_args(self, args: Sequence[str] | None = None, namespace: Any = None) -> Namespace:  # type: ignore[override]  # one signature for all its overloads
        """The arguments; an unknown option is answered with the nearest known one."""
        known: Namespace
        known, unknown = self.parse_known_args(args, namespace)
        if unknown:
            hint = did_you_mean(unknown[0].partition("=")[0], self._option_string_actions)
            self.error(f"unknown argument {unknown[0]!r}{hint}")
        return known

    def error(self, message: str) -> NoReturn:
        """Raise ``message`` as a :class:`UsageError` that says where the help is."""
        complaint = f"{message} (see '{self.prog} --help')"
        raise UsageError(complaint)


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """``": did you mean 'x'?"``, or nothing when no known word is near ``word``."""
    from difflib import get_close_matches  # noqa: PLC0415 - only after a mistake

    folded = {name.casefold(): name for name in known}
    near = get_close_matches(word.casefold(), folded, n=1)
    return f": did you mean {folded[near[0]]!r}?" if near else ""
