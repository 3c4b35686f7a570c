"""Finds rules through the entry point group ``postil.rules`` and refuses those without their cases.

An entry point names a package (every ``Rule`` in every module below it is taken), a module or one class:

    [project.entry-points."postil.rules"]
    mine = "my_package.my_rules"
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from functools import lru_cache
from importlib import import_module
from io import FileIO
from pathlib import Path
from types import ModuleType

from postil.digests import blake2b
from postil.errors import PostilError
from postil.plugins import entry_points
from postil.rule import Rule
from postil.text.lazy import regex

_CODE = regex(r"[A-Z]{2,4}\d{2,3}")
_NAME = regex(r"[a-z]+(/[a-z0-9-]+)")


@lru_cache(maxsize=1)
def load_rules() -> tuple[Rule, ...]:
    """All rules that are installed, one instance each, sorted by code.

    Raises:
        PostilError: a rule lacks its cases, or two rules share a code.
    """
    found: dict[str, type[Rule]] = {}
    for point in entry_points("postil.rules"):
        for rule in _rules_of(point.load()):
            fault = registration_fault(rule)
            if fault is None and rule.code in found and found[rule.code] is not rule:
                fault = f"its code {rule.code} is taken by {found[rule.code].__name__}"
            if fault is not None:
                message = f"rule {rule.__module__}.{rule.__name__} cannot register: {fault}"
                raise PostilError(message)
            found[rule.code] = rule
    return tuple(found[code]() for code in sorted(found))


def registration_fault(rule: type[Rule]) -> str | None:
    """Why ``rule`` cannot register, or ``None`` when all is well."""
    checks = (
        (_CODE.fullmatch(getattr(rule, "code", "")), "its code is not letters and digits such as CON01"),
        (_NAME.fullmatch(getattr(rule, "name", "")), "its name is not of the form group/what-is-wrong"),
        (0 < getattr(rule, "penalty", 0) < 1, "its penalty is not between 0 and 1"),
        (len(rule.near_misses) >= 2, "it needs at least two near misses"),
        (rule.paraphrases, "it needs its bad case in other words"),
    )
    return next((fault for passed, fault in checks if not passed), None) or _missing_case(rule)


def _missing_case(rule: type[Rule]) -> str | None:
    for language in rule.languages if rule.reads_prose else ("en",):
        for kind in ("good", "bad"):
            if not any(example.language == language for example in getattr(rule, kind)):
                return f"it has no {kind} example in {language}"
    return None


def rule_set_hash(rules: tuple[Rule, ...]) -> str:
    """Twelve hex digits that name these rules.

    They change with the choice of rules and with the text of any Python file in the packages that the rules live
    in, as a rule judges with the helpers beside it.
    """
    digest = blake2b(" ".join(rule.code for rule in rules).encode(), digest_size=6)
    sources: dict[str, bytes] = {}
    for module in {type(rule).__module__ for rule in rules}:
        sources |= _sources_beside(module)
    for name in sorted(sources):
        digest.update(b"\0" + name.encode() + b"\0" + sources[name])
    return digest.hexdigest()


def _rules_of(target: object) -> Iterator[type[Rule]]:
    if isinstance(target, type):
        if issubclass(target, Rule):
            yield target
    elif isinstance(target, ModuleType):
        for module in _modules_below(target):
            yield from (
                value
                for value in vars(module).values()
                if isinstance(value, type) and issubclass(value, Rule) and value.__module__ == module.__name__
            )


def _modules_below(module: ModuleType) -> Iterator[ModuleType]:
    yield module
    for folder in getattr(module, "__path__", ()):
        for entry in sorted(Path(folder).iterdir()):
            if entry.name.startswith(("_", ".")):
                continue
            if entry.suffix == ".py":
                yield import_module(f"{module.__name__}.{entry.stem}")
            elif entry.is_dir():
                yield from _modules_below(import_module(f"{module.__name__}.{entry.name}"))


def _sources_beside(module: str) -> dict[str, bytes]:
    """Every Python file of the package that ``module`` is in, by path; of a module without a package its own."""
    found = import_module(module)
    if not found.__file__:
        return {module: b""}
    folder, name = os.path.split(found.__file__)
    package = found.__package__ or ""
    return _sources_in(folder, package) if package else {name: _source_of(found.__file__)}


@lru_cache(maxsize=256)
def _sources_in(folder: str, package: str) -> dict[str, bytes]:
    with os.scandir(folder) as files:
        return {
            f"{package}/{file.name}": _source_of(file.path) for file in files if file.name.endswith(".py")
        }


def _source_of(file: str) -> bytes:
    with FileIO(file) as source:  # hundreds of files, at every start: no buffer, no Path
        return source.readall().replace(b"\r\n", b"\n")
