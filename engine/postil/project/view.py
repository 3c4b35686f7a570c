"""The project: all symbol tables of a tree, and how a name in one file is found in another."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import Protocol

from postil.facts.registry import language_named
from postil.project.model import Module, Symbol

_FARTHEST = 8
"""So many re-exports or base classes are followed."""


class Tree(Protocol):
    """What lies around the files that were read."""

    def says(self, name: str) -> bool:
        """Whether another source of the tree contains the identifier."""
        ...

    def lacks_file(self, path: str, beside: str) -> bool:
        """Whether ``path`` leads from a folder above ``beside`` into one with files of its kind, but to none of them."""
        ...


class Project:
    """The files of a tree by path. Immutable.

    ``tree`` is what lies around these files; ``None`` when nobody can look. ``renames`` are old and new names of what
    was renamed since the revision that is compared with.
    """

    def __init__(
        self,
        modules: Iterable[Module],
        tree: Tree | None = None,
        renames: Mapping[str, str] | None = None,
    ) -> None:
        self.modules = {module.path: module for module in modules}
        self._tree = tree
        self.renames = dict(renames or {})

    @cached_property
    def names(self) -> frozenset[str]:
        """Every identifier that occurs in some file of the tree."""
        found: set[str] = set()
        for module in self.modules.values():
            found.update(module.names)
            found.update(module.name.split("."))
        return frozenset(found)

    @cached_property
    def folded_names(self) -> frozenset[str]:
        """The same in lower case."""
        return frozenset(map(str.lower, self.names))

    def knows(self, name: str) -> bool:
        """Whether the name, or the first or last part of a dotted one, occurs in the code of these files."""
        if "." in name:
            head, _, rest = name.partition(".")
            return head in self.names or rest.rpartition(".")[2] in self.names
        return name in self.names or name.lower() in self.folded_names

    def has_nowhere(self, name: str) -> bool:
        """Whether neither these files know the name nor anything around them says it."""
        return not self.knows(name) and not (
            self._tree is not None and self._tree.says(name.rpartition(".")[2])
        )

    def documented_alike(self, doc: str) -> Sequence[tuple[Module, Symbol]]:
        """The functions whose docstring has the digest ``doc``, in order of path and place."""
        return self._by_doc.get(doc, ())

    @cached_property
    def _by_doc(self) -> dict[str, list[tuple[Module, Symbol]]]:
        found: dict[str, list[tuple[Module, Symbol]]] = {}
        for path in sorted(self.modules):
            for symbol in self.modules[path].symbols:
                if symbol.doc and symbol.kind == "function":
                    found.setdefault(symbol.doc, []).append((self.modules[path], symbol))
        return found

    def lacks_file(self, path: str, beside: str) -> bool:
        """Whether a remark in the file ``beside`` names a ``path`` that is not there; no where nobody can look."""
        return self._tree is not None and self._tree.lacks_file(path, beside)

    def resolve(self, module: Module, name: str) -> tuple[Module, Symbol] | None:
        """The definition that the dotted ``name`` means in ``module``, where the tree has it."""
        for _ in range(_FARTHEST):
            own = self._symbols[module.path].get(name)
            if own is not None:
                return module, own
            target = self._imported(module, name)
            if target is None:
                return None
            module, name = target
        return None

    def bases(self, module: Module, symbol: Symbol) -> Iterator[tuple[Module, Symbol] | None]:
        """The classes above a class, nearest first; ``None`` for one that the tree does not have."""
        waiting = [(module, base) for base in symbol.bases]
        entered: set[tuple[str, str]] = {(module.path, symbol.qualname)}
        while waiting and len(entered) < 200:
            where, name = waiting.pop(0)
            if name.partition("[")[0] in language_named(where.language).vocabulary:
                continue
            found = self.resolve(where, name.partition("[")[0])
            if found is None or found[1].kind != "class":
                yield None
            elif (found[0].path, found[1].qualname) not in entered:
                entered.add((found[0].path, found[1].qualname))
                yield found
                waiting += [(found[0], base) for base in found[1].bases]

    def inherited(self, module: Module, method: Symbol) -> tuple[Symbol | None, bool]:
        """The method of a base class that ``method`` overrides, and whether all base classes are known."""
        owner = self._symbols[module.path].get(method.owner)
        complete = True
        for base in self.bases(module, owner) if owner else ():
            found = base and self._symbols[base[0].path].get(f"{base[1].qualname}.{method.name}")
            if found:
                return found, complete
            complete = complete and base is not None
        return None, complete

    @cached_property
    def _symbols(self) -> dict[str, dict[str, Symbol]]:
        return {
            path: {symbol.qualname: symbol for symbol in reversed(module.symbols)}
            for path, module in self.modules.items()
        }

    @cached_property
    def _by_name(self) -> dict[str, Module]:
        return {module.name: module for module in reversed(self.modules.values())}

    @cached_property
    def _imports(self) -> dict[str, dict[str, str]]:
        return {path: _by_local_name(module) for path, module in self.modules.items()}

    def _imported(self, module: Module, name: str) -> tuple[Module, str] | None:
        """The file and the name in it that an imported ``name`` of ``module`` stands for."""
        imports = self._imports[module.path]
        local, rest = name, ""
        while local:
            if local in imports:
                return self._split(module, imports[local] + rest)
            local, _, last = local.rpartition(".")
            rest = f".{last}{rest}"
        star = self._by_name.get(_absolute(module, imports["*"])) if "*" in imports else None
        found = star is not None and star is not module and name in self._symbols[star.path]
        return (star, name) if star is not None and found else None

    def _split(self, module: Module, full: str) -> tuple[Module, str] | None:
        """The longest module name that ``full`` begins with, and what is left."""
        absolute = _absolute(module, full)
        package, name = absolute, ""
        while package:
            other = self._by_name.get(package)
            if other is not None:
                return (other, name) if name and other.path != module.path else None
            package, _, last = package.rpartition(".")
            name = f"{last}.{name}" if name else last
        return None


def _by_local_name(module: Module) -> dict[str, str]:
    """What each imported name of a file stands for; importing ``a.b`` gives ``a`` as well."""
    found = {local.partition(".")[0]: local.partition(".")[0] for local, _ in module.imports if "." in local}
    found.update(module.imports)
    return found


def _absolute(module: Module, full: str) -> str:
    """``full`` without leading dots, which mean the package of ``module``."""
    bare = full.lstrip(".")
    level = len(full) - len(bare)
    if not level:
        return full
    parts = module.name.split(".")
    up = level - 1 if module.path.endswith(("__init__.py", "__init__.pyi")) else level
    return ".".join([*parts[: len(parts) - up], *([bare] if bare else [])])
