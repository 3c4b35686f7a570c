"""E-mail addresses, as they are and as people hide them; those that are nobody's stay."""

from __future__ import annotations

import re

from postil_corpora.filters.patterns import Pattern, before
from postil_corpora.people import account_of, is_pseudonym, pseudonym

_LOCAL = r"[A-Za-z0-9_%+-](?:[A-Za-z0-9._%+'-]{0,62}[A-Za-z0-9_%+-])?"
_HOST = r"(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.){1,8}[A-Za-z]{2,24}"
_MAIL = re.compile(rf"(?<![A-Za-z0-9._%+-])(?P<local>{_LOCAL})@(?P<host>{_HOST})(?![A-Za-z0-9_@-])")
_AT = r"(?:[ ]?[\[({<][ ]?(?:at|@|艾特)[ ]?[\])}>][ ]?|[ ]at[ ](?=[\w-]{1,63}[ ](?:[\[({<]|dot[ ]))|\#(?=[\w-]{1,30}\.(?:co\.)?(?:cn|com|de|jp|me|net|org|ru|uk)\b))"
_DOT = r"(?:[ ]?[\[({<][ ]?(?:dot|\.|点)[ ]?[\])}>][ ]?|[ ]dot[ ]|\.)"
_SPELT = re.compile(
    rf"(?aix)(?<![\w.+-])(?P<local>[a-z0-9_+-][a-z0-9._+-]{{0,62}}){_AT}(?P<host>(?:[a-z0-9-]{{1,63}}{_DOT}){{1,4}}[a-z]{{2,12}})(?![\w@-])"
)

_SAMPLE_NAMES = (
    "a abc acme b bar baz c company domain dummy email example example1 example2 fake foo host hostname mycompany mydomain "
    "mysite nowhere sample server site somewhere test website x xxx xyz y yourcompany yourdomain z"
).split()
_SAMPLE_TOPS = frozenset("example internal invalid local localdomain localhost test".split())
_ROLES = frozenset(
    "abuse admin billing help info jobs notification notifications press sales security support webmaster".split()
)
_LIST = re.compile(r"(?i).*-(?:announce|bugs|commits|dev|devel|develop|discuss|users)")
_SAMPLE_LOCALS = frozenset(
    "anonymous bar do-not-reply donotreply email firstname.lastname first.last foo git hg login mailer-daemon name no-reply "
    "nobody noreply postmaster root someone somebody svn test user user1 user2 username user.name your.email your.name".split()
)
_FILE_ENDS = frozenset(
    "cfg css deleter dll exe getter gif go gz html ini jar java jpg js json jsx lock md png property py rb rs setter so svg "
    "toml ts tsx txt wait whl xml yaml yml zip".split()
)


def _is_sample(local: str, host: str) -> bool:
    """Whether an address is kept for documentation (RFC 2606), a usual stand-in, a role or a list, or none."""
    labels = host.lower().split(".")
    top = labels[-1]
    known = top in _SAMPLE_TOPS or top in _FILE_ENDS or "example" in labels[-3:-1]
    nobody = (
        local.lower() in _SAMPLE_LOCALS | _ROLES or labels[0] in {"list", "lists"} or _LIST.fullmatch(local)
    )
    return bool(known or nobody or labels[-2] in _SAMPLE_NAMES)


def _address(local: str, host: str, key: bytes) -> str | None:
    """A stable address that can never be delivered."""
    if is_pseudonym(local) or _is_sample(local, host):
        return None
    return f"{pseudonym(f'{local}@{host}', key=key)}@redacted.invalid"


def _mail(match: re.Match[str], key: bytes) -> str | None:
    login = account_of(match.group())
    if login:
        return f"{pseudonym(login, key=key)}@redacted.invalid"
    return None if before(match, 3) == "://" else _address(match["local"], match["host"], key)


def _spelt(match: re.Match[str], key: bytes) -> str | None:
    return _address(match["local"], re.sub(rf"(?ix){_DOT}", ".", match["host"]), key)


MAILS = (
    Pattern("mail", _MAIL, ("@",), _mail),
    Pattern("mail", _SPELT, ("at", "@", "#", "艾特"), _spelt),
)
