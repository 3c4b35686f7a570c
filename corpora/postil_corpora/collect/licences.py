r"""The licence that a package's metadata names, as an SPDX expression.

>>> licence_of("Metadata-Version: 2.1\nClassifier: License :: OSI Approved :: MIT License\n\n")
'MIT'
"""

from __future__ import annotations

import re
from email.parser import HeaderParser

_CLASSIFIERS = {
    "MIT License": "MIT",
    "MIT No Attribution License (MIT-0)": "MIT-0",
    "Apache Software License": "Apache-2.0",
    "ISC License (ISCL)": "ISC",
    "Python Software Foundation License": "PSF-2.0",
    "Zope Public License": "ZPL-2.1",
    "Historical Permission Notice and Disclaimer (HPND)": "HPND",
    "The Unlicense (Unlicense)": "Unlicense",
    "zlib/libpng License": "Zlib",
    "Mozilla Public License 2.0 (MPL 2.0)": "MPL-2.0",
    "GNU Lesser General Public License v3 (LGPLv3)": "LGPL-3.0-only",
    "GNU General Public License v2 (GPLv2)": "GPL-2.0-only",
    "GNU General Public License v3 (GPLv3)": "GPL-3.0-only",
    "GNU General Public License v3 or later (GPLv3+)": "GPL-3.0-or-later",
}
_SPELLINGS = {
    "mit": "MIT",
    "apache 2": "Apache-2.0",
    "apache version 2": "Apache-2.0",
    "bsd 3 clause": "BSD-3-Clause",
    "3 clause bsd": "BSD-3-Clause",
    "bsd 3": "BSD-3-Clause",
    "new bsd": "BSD-3-Clause",
    "modified bsd": "BSD-3-Clause",
    "bsd 2 clause": "BSD-2-Clause",
    "simplified bsd": "BSD-2-Clause",
    "isc": "ISC",
    "mit cmu": "MIT-CMU",
    "psf 2": "PSF-2.0",
}
_FILLING = re.compile(r"\b(?:the|licen[cs]e[ds]?|software)\b|\(.*?\)|\.0\b|[^a-z0-9 ]+")
_EXPRESSION = re.compile(r"[A-Za-z0-9.+-]+(?: (?:AND|OR|WITH) [A-Za-z0-9.+-]+)*")


def licence_of(metadata: str) -> str | None:
    """The SPDX expression in a ``PKG-INFO``, or ``None`` where it names none for certain.

    ``License-Expression`` counts first, then ``License`` if it is a known spelling of one licence, then the
    classifiers if all are known (joined by ``AND``: who may choose cannot be told from them). *BSD License* alone
    is not certain: it says neither two clauses nor three.
    """
    fields = HeaderParser().parsestr(metadata)
    expression = str(fields.get("License-Expression", "")).strip()
    if _EXPRESSION.fullmatch(expression):
        return expression
    named = _spelled(str(fields.get("License", "")))
    if named is not None:
        return named
    prefix = "License :: OSI Approved :: "
    classifiers = [
        str(one).removeprefix(prefix) for one in fields.get_all("Classifier", []) if prefix in str(one)
    ]
    known = sorted({_CLASSIFIERS[one] for one in classifiers if one in _CLASSIFIERS})
    return " AND ".join(known) if known and all(one in _CLASSIFIERS for one in classifiers) else None


def _spelled(text: str) -> str | None:
    if len(text) > 60:  # the licence itself stands in the field
        return None
    return _SPELLINGS.get(" ".join(_FILLING.sub(" ", text.lower()).split()))
