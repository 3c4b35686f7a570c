"""Ianvs's registry, imported softly: without Ianvs everything here still works, nothing is registered.

>>> register("postil_nothing")(len)("abc")
3
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

T = TypeVar("T")

GENERAL, HARD_EXAMPLE = "general", "hard_example_mining"
HOW_TO_INSTALL = (
    "Ianvs cannot be imported. It is on no package index: clone github.com/kubeedge/ianvs and, in the clone, run "
    "'pip install ./examples/resources/third_party/*', 'pip install -r requirements.txt' and "
    "'python setup.py install'. The package 'sedna' of PyPI is another project."
)


def register(alias: str, kind: str = GENERAL) -> Callable[[T], T]:
    """A decorator that makes a function or class known to Ianvs as ``alias``.

    Every alias begins with ``postil_``, for models and metrics share one namespace there.
    """

    def known(thing: T) -> T:
        factory = _class_factory()
        if factory is not None:
            factory.register(kind, alias=alias)(thing)
        return thing

    return known


def ianvs_is_installed() -> bool:
    """Whether the sedna that Ianvs brings along can be imported."""
    return _class_factory() is not None


def _class_factory() -> Any:
    try:
        from sedna.common.class_factory import ClassFactory  # noqa: PLC0415 - only inside Ianvs
    except ImportError:
        return None
    return ClassFactory
