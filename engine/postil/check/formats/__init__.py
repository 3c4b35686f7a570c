"""How findings are written: for people, for programs, for what shows them beside the code."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from importlib import import_module
from typing import TypeAlias

from postil.check.formats.sources import Sources
from postil.check.records import Located, Summary

Write: TypeAlias = Callable[[Sequence[Located], Summary, Sources], str]
"""Gives the text for these findings, of this summary; the sources give the lines that findings stand on."""

FORMATS = ("text", "oneline", "json", "sarif", "github")


def writer(name: str, *, color: bool = False) -> Write:
    """What writes findings in the format ``name``, one of ``FORMATS``."""
    module = import_module(f"postil.check.formats.{name}_format")
    write: Write = module.write_colored if color and name == "text" else module.write
    return write
