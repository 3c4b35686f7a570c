"""What a project asks of the linter: the table ``check`` of its ``[tool.postil]``.

[tool.postil.check]
ignore = ["COV12"]
exclude = ["tests/data/"]
per-file-ignores = { "tests/**" = ["RED"] }
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import msgspec
from msgspec import Struct

from postil.configuration import nearest_file, read_table, settings_from
from postil.errors import UsageError
from postil.records import Severity
from postil.rule import Rule
from postil.scoring.profile import Profile, load_profile, names_rule

SEVERITIES: tuple[Severity, ...] = ("info", "warning", "error")
CACHE = ".postil_cache"


class Settings(Struct, frozen=True, rename="kebab", forbid_unknown_fields=True):
    """The keys of ``[tool.postil.check]``; every command-line option of the same name counts more.

    ``select`` replaces the rules of the profile, ``extend_select`` adds to them, ``ignore`` takes away; each names rules
    by code, group or name. ``exclude`` and the keys of ``per_file_ignores`` are patterns as in a .gitignore, relative
    to the folder of the file that they stand in.
    """

    select: tuple[str, ...] = ()
    extend_select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    min_severity: Severity | None = None
    exclude: tuple[str, ...] = ()
    per_file_ignores: dict[str, tuple[str, ...]] = msgspec.field(default_factory=dict)
    baseline: str | None = None
    cache_dir: str = CACHE
    jobs: int = 1


class Asked(Struct, frozen=True):
    """All that was asked for: the linter's settings, the profile below them, and the root of the project.

    ``known``: the root has settings or a repository; else it is only where the command was called.
    """

    settings: Settings
    profile: Profile
    root: Path
    known: bool = True

    def rules(self, installed: tuple[Rule, ...]) -> tuple[Rule, ...]:
        """The rules to run.

        Raises:
            UsageError: a word that names no rule; says which is near.
        """
        settings, profile = self.settings, self.profile
        for word in (*settings.select, *settings.extend_select, *settings.ignore):
            reject_unknown_rule(word, installed)
        asked = msgspec.structs.replace(profile, select=settings.select) if settings.select else profile
        codes = {rule.code for rule in asked.chosen(installed)}
        codes |= {rule.code for rule in installed if _named(rule, settings.extend_select)}
        codes -= {rule.code for rule in installed if _named(rule, settings.ignore)}
        exact = msgspec.structs.replace(profile, select=tuple(sorted(codes)), ignore=())
        return exact.chosen(installed) if codes else ()


def load_settings(start: Path) -> Asked:
    """The settings of the project that ``start`` is in; its root is the folder of the file that has them.

    Without such a file the root is the folder above ``start`` that has a ``.git``, or ``start`` itself.

    Raises:
        UsageError: an unknown key or a wrong value; says which and what would fit.
    """
    found = nearest_file(start)
    table = (read_table(found) or {}).get("check", {}) if found else {}
    if not isinstance(table, dict):
        message = f"{found}: check must be a table"
        raise UsageError(message)
    settings = settings_from(table, Settings, f"{found} (check)")
    if settings.jobs < 0:
        message = f"{found} (check): jobs must not be negative"
        raise UsageError(message)
    root = found.parent if found else _repository(start)
    return Asked(settings, load_profile(start=start), root or start.absolute(), known=root is not None)


def reject_unknown_rule(word: str, installed: Iterable[Rule]) -> None:
    """Make sure that ``word`` names a rule or a group of rules.

    Raises:
        UsageError: it does not; says which code or name is near.
    """
    rules = tuple(installed)
    if word and any(names_rule(word, rule) for rule in rules):
        return
    from difflib import get_close_matches  # noqa: PLC0415 - only for a mistake

    names = {name for rule in rules for name in (rule.code, rule.name, rule.code.rstrip("0123456789"))}
    near = get_close_matches(word, sorted(names), n=1) or get_close_matches(word.upper(), sorted(names), n=1)
    hint = f"did you mean {near[0]!r}?" if near else "'postil rules' lists them"
    message = f"no rule or group is called {word!r}; {hint}"
    raise UsageError(message)


def _named(rule: Rule, words: tuple[str, ...]) -> bool:
    return any(names_rule(word, rule) for word in words)


def _repository(start: Path) -> Path | None:
    folders = (start.absolute(), *start.absolute().parents)
    return next((folder for folder in folders if (folder / ".git").exists()), None)
