"""CON58: the number of an issue, PEP or RFC in the text is not the one in its link."""

from __future__ import annotations

from collections.abc import Iterator

from postil.page import Page
from postil.records import Finding
from postil.rule import Example, Rule
from postil.text.lazy import regex

_BEHIND = r"[)\]`'\"，,：:。 ]{0,4}[(<\[（]{0,2}\s?(?P<LINK>https?://[^\s<>()\[\]`'\"，。]{4,200})"
_INSIDE = r"[\]`]?\s?[(<\[（](?P<LINK>https?://[^\s<>()\[\]`'\"，。]{4,200})"
_LABELS = regex(
    r"(?i)(?<![\w/])PEP[ -]?(?P<pep>[0-9]{1,5})" + _BEHIND.replace("LINK", "pep_link")
    + r"|(?<![\w/])RFC[ -]?(?P<rfc>[0-9]{1,5})" + _BEHIND.replace("LINK", "rfc_link")
    + r"|(?:\b(?:issue|bug|pull request|pr|gh)[ -]?#?|(?<![\w/])#|问题\s?#?)(?P<issue>[0-9]{1,6})" + _INSIDE.replace("LINK", "issue_link")
)  # fmt: skip
_NUMBER = {
    "pep": regex(r"(?i)pep-?0*([0-9]{1,5})"),
    "rfc": regex(r"(?i)rfc/?0*([0-9]{1,5})"),
    "issue": regex(
        r"(?i)/(?:issues?|pull|bug|merge_requests|ticket)s?[/\-](?:\w+/)?0*([0-9]{1,6})(?![0-9])|bpo-?([0-9]{1,6})"
    ),
}
_CODE = "rows = parse(text)"


class LinkNumber(Rule):
    """A label such as ``PEP 8`` and its link lead to different places."""

    code = "CON58"
    name = "contradiction/link-number"
    tier = 2
    dimension = "accuracy"
    penalty = 0.2
    title = "number in the text differs from the number in the link"
    why = "One of them leads to the wrong discussion."
    good = (
        Example(_CODE, ((1, "See PEP 8 (https://peps.python.org/pep-0008/)."),)),
        Example(_CODE, ((1, "参见 #12（https://example.org/repo/issues/12）"),), language="zh"),
    )
    near_misses = (
        Example(_CODE, ((1, "See issue 12, and https://example.org/repo/issues/14 for the rest of it."),)),
        Example(_CODE, ((1, "GH#12, https://example.org/elsewhere/issues/14"),)),
        Example(_CODE, ((1, "RFC 822 https://example.org/mail/standards.html"),)),
        Example(_CODE, ((1, "https://example.org/html/rfc3533\nhttps://example.org/html/rfc7845"),)),
        Example(_CODE, ((1, "As in [issue #2](https://example.org/repo/issues/539)."),)),
        Example(_CODE, ((1, "Fixes #12 (https://example.org/repo/pull/12#issuecomment-99)."),)),
    )
    bad = (
        Example(_CODE, ((1, "See PEP 8 (https://peps.python.org/pep-0257/)."),)),
        Example(_CODE, ((1, "参见 #12（https://example.org/repo/issues/21）"),), language="zh"),
    )
    paraphrases = (
        Example(_CODE, docstring="Parse.\n\nAs in `RFC 2616 <https://example.org/rfc/rfc7230>`_."),
        Example(_CODE, ((1, "[#12](https://example.org/repo/pull/21)"),)),
    )

    def check(self, page: Page) -> Iterator[Finding]:
        """Yield a finding for each label whose link has another number."""
        for index in page.holding("http://", "https://"):
            for match in _LABELS.finditer(page.comments[index].text):
                kind = next(name for name in _NUMBER if match[name])
                found = _NUMBER[kind].search(match[f"{kind}_link"])
                linked = next((group for group in found.groups() if group), None) if found else None
                if linked and int(linked) != int(match[kind]) and not _counted(kind, match[kind], linked):
                    message = f"the text says {kind} {match[kind]}, its link leads to {linked}"
                    yield self.finding(page, index, message, f"comment: {match.group()[:160]!r}")


def _counted(kind: str, label: str, linked: str) -> bool:
    """Whether a label counts the links of its text (``issue #2``) and is no number of a tracker."""
    return kind == "issue" and len(label) == 1 and len(linked) > 2
