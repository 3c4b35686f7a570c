"""The one door for everything that can be added: entry points, found by group and name.

``importlib.metadata`` gives the same answer, but importing it takes a third of the time in which a whole row is
scored; so the few lines needed are read here, from the ``entry_points.txt`` of what is installed.
"""

from __future__ import annotations

import os
import sys
from functools import lru_cache
from importlib import import_module
from typing import Any

from msgspec import Struct

_FILE = "entry_points.txt"
_INSTALLED = (".dist-info", ".egg-info")


class EntryPoint(Struct, frozen=True):
    """A name in a group and the object it stands for: ``value`` is ``module`` or ``module:object``."""

    name: str
    value: str

    def load(self) -> Any:
        """Import and return the object.

        Raises:
            ImportError: the module is not there.
            AttributeError: the module has no such object.
        """
        module, _, attributes = self.value.partition(":")
        found: Any = import_module(module.strip())
        for attribute in filter(None, attributes.strip().split(".")):
            found = getattr(found, attribute)
        return found


@lru_cache(maxsize=32)
def entry_points(group: str) -> tuple[EntryPoint, ...]:
    """The entry points of ``group`` that are installed, sorted by name.

    Where a distribution stands in several folders of ``sys.path``, the first counts.
    """
    points = {point for text in _texts() for point in _points(text, group)}
    return tuple(sorted(points, key=lambda point: (point.name, point.value)))


@lru_cache(maxsize=1)
def _texts() -> tuple[str, ...]:
    seen: set[str] = set()
    texts = []
    for folder in sys.path:
        for name in _installed_in(folder or "."):
            distribution = name.partition("-")[0].lower().replace(".", "_")
            path = os.path.join(folder or ".", name, _FILE)  # noqa: PTH118 - pathlib is slower to load
            if distribution not in seen and os.path.isfile(path):  # noqa: PTH113 - same
                with open(path, encoding="utf-8") as file:  # noqa: PTH123 - same
                    texts.append(file.read())
            seen.add(distribution)
    return tuple(texts)


def _installed_in(folder: str) -> list[str]:
    try:
        return sorted(name for name in os.listdir(folder) if name.endswith(_INSTALLED))  # noqa: PTH208 - same
    except OSError:
        return []


def _points(text: str, group: str) -> list[EntryPoint]:
    points, section = [], ""
    for line in map(str.strip, text.splitlines()):
        if line.startswith("["):
            section = line.strip("[] ")
        elif section == group and "=" in line and not line.startswith(("#", ";")):
            name, _, value = line.partition("=")
            points.append(EntryPoint(name.strip(), value.partition("[")[0].strip()))
    return points
