"""Modules and aliases of a job: Ianvs keeps models and metrics in one namespace and loads a basename once."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from msgspec import Struct

from postil.text.lazy import regex
from postil_ianvs.bridge.checks import RESERVED, Complaint, is_there

_ALIAS = regex(r"[\"']([^\"'\n]{1,200})[\"']")
_DOTTED = regex(r"[A-Za-z_]\w*(?:\.[A-Za-z_]\w*)*")


class Named(Struct, frozen=True):
    """A metric or a module as a job names it; ``methods`` are those its class must have."""

    kind: str
    alias: str
    url: Any
    path: str
    line: int
    methods: tuple[str, ...] = ()


def lint_modules(metrics: Sequence[Named], models: Sequence[Named]) -> Iterator[Complaint]:
    """The complaints about all metrics and modules of a job together."""
    for named in (*metrics, *models):
        yield from _url(named)
    yield from _duplicates(metrics, models)
    yield from _same_basenames([*metrics, *models])


def _url(named: Named) -> Iterator[Complaint]:
    if not isinstance(named.url, str):
        if named.kind == "metric" and named.alias not in RESERVED:
            yield _about(named, "missing-key", f"metric {named.alias!r} has no url")
        return
    if named.alias in RESERVED:
        yield _about(
            named, "reserved-name", f"{named.alias!r} is a metric of Ianvs's own: it gets other arguments"
        )
    if is_there(named.url):
        yield from _source(named, Path(named.url))
    elif _DOTTED.fullmatch(named.url):
        yield from _installed(named)
    else:
        yield _about(
            named, "missing-file", f"{named.url} is not there; paths count from the folder ianvs runs in"
        )


def _installed(named: Named) -> Iterator[Complaint]:
    """Complaints about a dotted module; only the package around it is imported, never the module."""
    try:
        spec = find_spec(named.url)
    except (ImportError, ValueError):
        spec = None
    if spec is None:
        yield _about(named, "missing-module", f"no module {named.url} is installed here")
    elif spec.origin and spec.origin.endswith(".py"):
        yield from _source(named, Path(spec.origin))


def _source(named: Named, path: Path) -> Iterator[Complaint]:
    try:
        text = path.read_text("utf-8")
        tree = ast.parse(text)
    except (OSError, ValueError, SyntaxError, RecursionError) as error:
        yield _about(named, "damaged-module", f"{path.name} cannot be parsed: {error}")
        return
    imports = [node for node in tree.body if isinstance(node, (ast.Import, ast.ImportFrom))]
    postil = any("postil_ianvs" in ast.unparse(node) for node in imports)
    if named.alias not in _ALIAS.findall(text) and not postil:
        yield _about(named, "wrong-name", f"{path.name} registers nothing under the alias {named.alias!r}")
    yield from _methods(named, tree)


def _methods(named: Named, tree: ast.Module) -> Iterator[Complaint]:
    for node in tree.body:
        aliases = [constant for d in getattr(node, "decorator_list", []) for constant in _constants(d)]
        if isinstance(node, ast.ClassDef) and named.alias in aliases and not node.bases:
            have = {item.name for item in node.body if isinstance(item, ast.FunctionDef)}
            lacking = [name for name in named.methods if name not in have]
            if lacking:
                yield _about(named, "incomplete-model", f"class {node.name} lacks {', '.join(lacking)}")


def _constants(node: ast.AST) -> list[str]:
    return [n.value for n in ast.walk(node) if isinstance(n, ast.Constant) and isinstance(n.value, str)]


def _duplicates(metrics: Sequence[Named], models: Sequence[Named]) -> Iterator[Complaint]:
    """Aliases that stand for two things; the same module under the same alias in several algorithms is fine."""
    seen: dict[str, Named] = {}
    for named in (*metrics, *models):
        if named.kind == "hard_example_mining":
            continue
        other = seen.setdefault(named.alias, named)
        if other is not named and (other.url != named.url or other.kind == named.kind == "metric"):
            place = f"{other.kind} in {other.path}:{other.line}"
            yield _about(
                named, "duplicate-alias", f"{named.alias!r} is also the {place}; one overwrites the other"
            )


def _same_basenames(every: Sequence[Named]) -> Iterator[Complaint]:
    seen: dict[str, Named] = {}
    for named in every:
        if not isinstance(named.url, str):
            continue
        other = seen.setdefault(Path(named.url).stem if named.url.endswith(".py") else named.url, named)
        if other.url != named.url:
            advice = f"{named.url} has the same basename as {other.url}: the second one is never loaded"
            yield _about(named, "same-basename", advice)


def _about(named: Named, kind: str, message: str) -> Complaint:
    return Complaint(named.path, named.line, kind, message)
