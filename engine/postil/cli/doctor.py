"""``postil doctor``: what is installed, what would be used, and what could go wrong."""

from __future__ import annotations

import os
import platform
import sys
from argparse import Namespace
from importlib import metadata
from typing import Any

from postil._version import __version__
from postil.cli.command import Command
from postil.cli.listing import add_format, print_json, print_table
from postil.errors import PostilError
from postil.text.lazy import regex

_REQUIREMENT = regex(r"([\w.-]+)[^;]*(?:;.*\bextra\s*==\s*['\"]([\w-]+)['\"])?")
_THREADS = ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS")


def run(args: Namespace) -> int:
    """Print the report; exit 1 when something is missing."""
    report = examine()
    if args.format == "json":
        print_json(report)
    else:
        print_table(("what", "is"), [(key, _flat(value)) for key, value in report.items()])
    return 1 if report["problems"] else 0


def examine() -> dict[str, Any]:
    """Everything about this installation that a bug report should say."""
    from postil.rules import load_rules, rule_set_hash  # noqa: PLC0415 - heavy, not needed for --help
    from postil.scoring.profile import load_profile  # noqa: PLC0415 - same

    required, extras = requirements()
    rules = load_profile("default").chosen(load_rules())
    return {
        "postil": __version__,
        "python": f"{platform.python_implementation()} {platform.python_version()} ({sys.executable})",
        "platform": f"{platform.platform()}, {os.cpu_count()} CPUs",
        "dependencies": {name: version_of(name) for name in required},
        "extras": {extra: _state(names) for extra, names in extras.items()},
        "embedders": _embedders(),
        "rules": {"count": len(rules), "hash": rule_set_hash(rules)},
        "signature": _signature(),
        "blas": _blas(),
        "problems": problems(required),
    }


def requirements() -> tuple[list[str], dict[str, list[str]]]:
    """The names of what Postil requires on this Python, and by extra what each of them adds."""
    required: list[str] = []
    extras: dict[str, list[str]] = {}
    for line in metadata.requires("postil") or ():
        name, extra = _REQUIREMENT.findall(line)[0]
        if extra:
            extras.setdefault(extra, []).append(name)
        elif "python_version" not in line or sys.version_info < (3, 11):
            required.append(name)
    return required, extras


def version_of(distribution: str) -> str | None:
    """The installed version of ``distribution``, or ``None``."""
    try:
        return metadata.version(distribution)
    except metadata.PackageNotFoundError:
        return None


def problems(required: list[str]) -> list[str]:
    """What is wrong with this installation, each with its cure; empty when all is well."""
    found = [f"{name} is missing: pip install {name}" for name in required if version_of(name) is None]
    if version_of("docstring_parser_fork") is not None:
        found.append(
            "docstring_parser_fork is installed and may shadow docstring_parser: pip uninstall docstring_parser_fork, "
            "then pip install --force-reinstall docstring-parser"
        )
    return found


def _state(names: list[str]) -> str:
    missing = [name for name in names if version_of(name) is None]
    return f"missing {', '.join(missing)}" if missing else "installed"


def _embedders() -> dict[str, str]:
    from postil.plugins import entry_points  # noqa: PLC0415 - heavy, not needed for --help

    return {point.name: _sha_of(point.name) for point in entry_points("postil.embedders")}


def _sha_of(embedder: str) -> str:
    from postil.embedders.registry import embedder_named  # noqa: PLC0415 - heavy, not needed for --help

    try:
        return embedder_named(embedder).sha
    except (PostilError, ImportError) as error:
        return f"not usable: {error}"


def _signature() -> str:
    from postil.scoring.scorer import Scorer  # noqa: PLC0415 - heavy, not needed for --help

    return Scorer().signature


def _blas() -> dict[str, str]:
    import numpy as np  # noqa: PLC0415 - heavy, not needed for --help

    blas = np.show_config(mode="dicts")["Build Dependencies"]["blas"]  # type: ignore[index, unused-ignore]  # the stubs know only the printing form
    limits = {name: os.environ[name] for name in _THREADS if name in os.environ}
    return {
        "library": f"{blas['name']} {blas['version']}",
        "threads": _flat(limits) or f"not limited ({os.cpu_count()} CPUs)",
    }


def _flat(value: Any) -> str:
    if isinstance(value, dict):
        return ", ".join(f"{key} {'missing' if item is None else item}" for key, item in value.items())
    return "; ".join(value) or "none" if isinstance(value, list) else str(value)


COMMAND = Command("doctor", "say what is installed and what is wrong", add_format, run)
