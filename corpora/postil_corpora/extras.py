"""Packages that only this room needs: loaded when they are, with a cure when they are not there."""

from __future__ import annotations

from importlib import import_module
from typing import Any

from postil.errors import UsageError


def need(module: str) -> Any:
    """The module of that name.

    Raises:
        UsageError: it is not installed; the message is the line that installs it.
    """
    try:
        return import_module(module)
    except ImportError as error:
        message = f"this needs {module.partition('.')[0]}: pip install 'postil[corpora]'"
        raise UsageError(message) from error
