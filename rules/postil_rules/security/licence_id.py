"""SEC05: an SPDX licence identifier that does not exist."""

from __future__ import annotations

from collections.abc import Iterator

from postil.page import Page
from postil.records import Finding
from postil.rule import Example, Rule
from postil.text.lazy import regex

_TAG = regex(
    r"SPDX-License-Identifier:[ \t]*([^\n\"'*]{1,120}?)[ \t]*(?:\*/|-->)?[ \t]*$",
    hints=("spdx-license-identifier",),
)
_PART = regex(r"\(|\)|\b(?:AND|OR|WITH)\b")
# usual ways to write a licence that are no identifier of the SPDX list -> the identifier
_MEANT = {
    "mit license": "MIT", "the mit license": "MIT", "expat": "MIT", "apache": "Apache-2.0", "apache2": "Apache-2.0",
    "apache 2": "Apache-2.0", "apache 2.0": "Apache-2.0", "apache-2": "Apache-2.0", "apache license 2.0": "Apache-2.0",
    "apache2.0": "Apache-2.0", "asl 2.0": "Apache-2.0", "bsd": "BSD-3-Clause", "new bsd": "BSD-3-Clause", "bsd3": "BSD-3-Clause",
    "bsd-3": "BSD-3-Clause", "bsd 3-clause": "BSD-3-Clause", "bsd3clause": "BSD-3-Clause", "bsd-2": "BSD-2-Clause", "bsd 2-clause": "BSD-2-Clause",
    "gpl": "GPL-3.0-or-later", "gplv2": "GPL-2.0-only", "gplv2+": "GPL-2.0-or-later", "gplv3": "GPL-3.0-only", "gplv3+": "GPL-3.0-or-later", "gpl2": "GPL-2.0-only",
    "gpl3": "GPL-3.0-only", "gpl-3": "GPL-3.0-only", "gpl-2": "GPL-2.0-only", "gpl v3": "GPL-3.0-only", "lgpl": "LGPL-3.0-or-later", "lgplv3": "LGPL-3.0-only", "lgpl-3": "LGPL-3.0-only",
    "agplv3": "AGPL-3.0-only", "agpl": "AGPL-3.0-only", "agpl-3": "AGPL-3.0-only", "mpl": "MPL-2.0", "mpl2": "MPL-2.0", "mpl 2.0": "MPL-2.0", "mplv2": "MPL-2.0",
    "psf": "PSF-2.0", "public domain": "CC0-1.0", "cc0": "CC0-1.0", "cc-by": "CC-BY-4.0", "proprietary": "LicenseRef-Proprietary",
}  # fmt: skip


class LicenceId(Rule):
    """``SPDX-License-Identifier: Apache 2.0``: tools look for Apache-2.0 and find no licence."""

    code = "SEC05"
    name = "security/licence-id"
    tier = 1
    dimension = "format"
    penalty = 0.1
    reads_prose = False
    title = "SPDX identifier that does not exist"
    why = "Licence scanners read nothing else; the file counts as unlicensed."
    source = "the SPDX licence list; a closed list of usual slips"
    good = (Example("# SPDX-License-Identifier: Apache-2.0\ntotal = 0"),)
    near_misses = (
        Example("# SPDX-License-Identifier: MIT OR Apache-2.0\ntotal = 0"),
        Example("# Under the MIT License.\ntotal = 0"),
        Example("# SPDX-License-Identifier: GPL-2.0-only WITH Classpath-exception-2.0\ntotal = 0"),
    )
    bad = (Example("# SPDX-License-Identifier: Apache 2.0\ntotal = 0"),)
    paraphrases = (
        Example("# SPDX-License-Identifier: GPLv3\ntotal = 0"),
        Example("# SPDX-License-Identifier: MIT OR BSD\ntotal = 0"),
    )

    def check(self, page: Page) -> Iterator[Finding]:
        """Yield a finding for each wrong identifier."""
        for index in page.holding("spdx-license-identifier"):
            for line in page.comments[index].text.split("\n"):
                for written in _TAG.findall(line):
                    for part in _PART.split(written):
                        meant = _MEANT.get(part.strip().lower())
                        if meant:
                            message = f"{part.strip()!r} is no SPDX identifier; {meant} may be meant"
                            yield self.finding(page, index, message, f"comment: {written!r}")
