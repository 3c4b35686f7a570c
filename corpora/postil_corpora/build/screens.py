"""Which files of a source are read for samples, asked before anything is made of them."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TypeAlias

from postil_corpora.filters.artefacts import artefact, artefact_text

FileScreen: TypeAlias = Callable[[str, bytes], str | None]
"""Why a file is not read, or ``None``."""

_COPIED = re.compile(r"(?:^|/)(?:cextern|array_api_(?:compat|extra)|pythoncapi[\w-]*)/")
_TESTS = re.compile(
    r"(?i)(?:^|/)(?:tests?|testing|testdata|test[-_]data|test[-_]?cases?)/|(?:^|/)(?:test_?[^/]*|[^/]*_tests?|conftest)\.\w+$"
)
_ASIDE = re.compile(
    r"(?i)(?:^|/)(?:docs?|doc_src|examples?|samples?|tutorials?|benchmarks?|asv_bench|demos?|galleries)/"
)


def by_path(path: str, _data: bytes) -> str | None:
    """Other people's code that is carried along, and what a program wrote."""
    return "vendored" if _COPIED.search(path) else artefact(path)


def by_text(_path: str, data: bytes) -> str | None:
    """What says that it was generated, or is pressed into few lines."""
    return artefact_text(data.decode("utf-8", "replace"))


def apart(path: str, _data: bytes) -> str | None:
    """Documentation, examples and benchmarks: written to be read, not to be run with the rest."""
    return "an example or a part of the documentation" if _ASIDE.search(path) else None


def is_test(path: str) -> bool:
    """Whether a file holds tests."""
    return _TESTS.search(path) is not None


FILE_SCREENS: tuple[FileScreen, ...] = (by_path, apart, by_text)
