"""SEC02: personal data in a comment."""

from __future__ import annotations

from collections.abc import Iterator

from postil.page import Page
from postil.records import Finding
from postil.rule import Example, Rule
from postil.text.lazy import regex

_MAIL = regex(
    r"(?<![\w.+/:@!-])[A-Za-z][\w.+-]{1,40}@(?P<host>[A-Za-z0-9][A-Za-z0-9-]{1,40}(?:\.[A-Za-z0-9-]{1,30})*\.(?P<top>[a-z]{2,10}))(?![\w@:/-])"
)
_NO_PERSON = regex(
    r"(?i)example|test|sample|domain|localhost|invalid|acme|foo|bar|no-?reply|user@|name@|someone|somebody|you@|me@|email@|hello@|contact@|team@|office@|git@|admin@|info@|support@|security@|help@|root@|dev@|lists?\.|@(?:python|apache|gnu|w3)\.org|users\.noreply|\byour|provider|company|server|host\b|myhost|mail\.com"
)
_NO_MAILBOX = regex(r"-v?\d[\d.]*@|\}@")
_PHONE = regex(r"(?<![\d.\"'_-])1[3-9]\d{9}(?![\d.])|(?<![\d.-])1[3-9]\d[- ]\d{4}[- ]\d{4}(?!\d)")
_IDENTITY = regex(r"(?<!\d)[1-9]\d{5}(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[\dXx](?!\w)")
_DIGITS = regex(r"[0-9][0-9]{2}(?:[0-9]{8}|[- ][0-9]{4})")
_CALLED = regex(r"(?i)(?:\b(?:phone|mobile|call|tel|contact|wechat)\b|电话|手机|联系|微信)[^0-9\n]{0,16}$")
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CODE = "user = load(path)"


class PersonalData(Rule):
    """An address of a person, a mobile number that somebody is told to call, an identity number that checks out."""

    code = "SEC02"
    name = "security/personal-data"
    tier = 3
    dimension = "format"
    penalty = 0.25
    title = "personal data in a comment"
    why = "It is published with the source, and the person has not been asked."
    source = "ISO 7064 MOD 11-2 for the check digit of an identity number"
    good = (
        Example(_CODE, ((1, "Users who asked to be forgotten are left out."),)),
        Example(_CODE, ((1, "已注销的用户不会载入。"),), language="zh"),
    )
    near_misses = (
        Example(_CODE, ((1, "Such as jane@example.com or git@github.com:a/b.git."),)),
        Example(
            _CODE,
            ((1, "The id 13812345678 is the largest that fits; 110101199003070000 does not check out."),),
        ),
        Example('"""Users.\n\n:Author: Jane Roe <jane.roe@roe-family.net>\n"""\nuser = load(path)'),
        Example(
            _CODE,
            (
                (
                    1,
                    "A key type such as ssh-rsa-cert-v01@openssh.com, a mask such as zoni!zoni@ams1.groenen.me.",
                ),
            ),
        ),
        Example(_CODE, ((1, "The issuer, such as ``your-client@provider.org``."),)),
        Example(_CODE, ((1, "A key such as Acorn <hello@acorn-tools.org>."),)),
        Example(_CODE, ((1, "形如 name@example.com 的地址。"),), language="zh"),
    )
    bad = (
        Example(_CODE, ((1, "Ask jane.roe@roe-family.net why."),)),
        Example(_CODE, ((1, "有问题联系手机13912345671。"),), language="zh"),
    )
    paraphrases = (
        Example(_CODE, docstring="Load the user 11010119900307889X."),
        Example(_CODE, ((1, "出错时找 jane.roe@roe-family.net。"),), language="zh"),
    )

    def check(self, page: Page) -> Iterator[Finding]:
        """Yield at most one finding for each remark that does not head a module."""
        if "@" not in page.folded and not _DIGITS.search(page.folded):
            return
        for index, comment in enumerate(page.comments):
            if page.is_source and (comment.at_line or 1) < 40 and comment.symbol is None:
                continue
            kind = _kind(comment.text)
            if kind is not None:
                yield self.finding(page, index, f"holds {kind}", f"comment: {kind}")


def _kind(text: str) -> str | None:
    if "@" in text:
        for match in _MAIL.finditer(text):
            if (
                not _NO_PERSON.search(match.group())
                and not _NO_MAILBOX.search(match.group())
                and match["top"]
                not in {
                    "py",
                    "js",
                    "setter",
                    "property",
                }
            ):
                return "an e-mail address of a person"
    if any(_checks(match.group()) for match in _IDENTITY.finditer(text)):
        return "an identity number"
    called = any(_CALLED.search(text[: match.start()]) for match in _PHONE.finditer(text))
    return "a mobile number" if called else None


def _checks(number: str) -> bool:
    """Whether the last character of an identity number is its check digit."""
    total = sum(int(digit) * weight for digit, weight in zip(number[:17], _WEIGHTS, strict=True))
    return "10X98765432"[total % 11] == number[17].upper()
