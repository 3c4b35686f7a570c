"""CON64: a remark names another format, algorithm, encoding or request method than the code uses."""

from __future__ import annotations

import re
from collections.abc import Iterator

from postil.facts.model import Statement
from postil.page import Page
from postil.records import Finding
from postil.rule import Example, Rule
from postil.text.lazy import hints_of, regex
from postil_rules.contradiction._judged import Documented, documented, judged, shortened

_FAMILIES = {
    "hash": "md5 sha1 sha224 sha256 sha384 sha512 crc32 blake2b blake2s",
    "data": "json yaml xml csv toml pickle",
    "encoding": "utf8 utf16 utf32 latin1 ascii gbk gb2312 gb18030 cp1252 big5",
    "compression": "gzip bz2 lzma zlib zstd",
    "base": "base16 base32 base64 base85",
}
_ALIASES = {"hex": "base16", "hexadecimal": "base16", "十六进制": "base16", "b64": "base64"}
_FAMILY = {name: family for family, names in _FAMILIES.items() for name in names.split()}
_FAMILY |= dict.fromkeys(_ALIASES, "base")
_NAMES = sorted(_FAMILY, key=len, reverse=True)
_HINTS = tuple(
    sorted({re.split(r"(?<=[a-z])(?=[0-9])", name)[0] for name in _NAMES} - {"hexadecimal", "b"} | {"b64"})
)
_WORD = regex(
    r"(?i)(?<![A-Za-z0-9._/-])(?:"
    + "|".join(re.sub(r"(?<=[a-z])(?=[0-9])", "[-_ ]?", n) for n in _NAMES)
    + r")(?![A-Za-z0-9]|[._][A-Za-z])",
    hints=_HINTS,
)
_IN_CODE = regex(
    r"(?i)(?:" + "|".join(re.sub(r"(?<=[a-z])(?=[0-9])", "[-_ ]?", n) for n in _NAMES) + ")", hints=_HINTS
)
_LONG = 400  # characters of a statement in a source: what is longer has more than one thing in it
_MOST = 40  # statements of a function
_REASONS = regex(r"(?i)\bonly\b|\bso\b|\bbecause\b|\bsince\b|只|因为|所以")
_METHOD = regex(
    r"(?<![A-Za-z])(GET|POST|PUT|DELETE|PATCH|HEAD)(?![A-Za-z])",
    hints=("get", "post", "put", "delete", "patch", "head"),
)
_REQUEST = regex(
    r"(?:requests|client|session|http|httpx|app|self\._?(?:client|session|http))\.(get|post|put|delete|patch|head)\(|['\"](GET|POST|PUT|DELETE|PATCH|HEAD)['\"]"
)


class FormatDiffers(Rule):
    """MD5 for SHA-256, YAML for JSON, Latin-1 for UTF-8, POST for GET."""

    code = "CON64"
    name = "contradiction/format-differs"
    tier = 3
    dimension = "accuracy"
    penalty = 0.3
    needs = ("text", "tree")
    hints = hints_of(_WORD, _METHOD)
    title = "comment names another format or algorithm"
    why = "The reader looks for, or writes, the wrong kind of data."
    good = (
        Example("digest = hashlib.sha256(data).hexdigest()", ((1, "Compute the SHA-256 digest."),)),
        Example("text = raw.decode('utf-8')", ((1, "按UTF-8解码。"),), language="zh"),
    )
    near_misses = (
        Example(
            "def read(path):\n    if path.suffix == '.json':\n        return json.load(path)\n    return other(path)",
            docstring="Read path, which may be JSON or YAML.",
        ),
        Example("config = 'default.json'", ((1, "config = 'default.yaml'"),)),
        Example("names = load('pickle')", ((1, "test_xml_etree.py"),)),
        Example("rows = json.loads(text)", ((1, "Read the JSON that becomes CSV later."),)),
        Example("text = data.decode(charset)", ((1, "Decode as ASCII or what charset says."),)),
        Example("octets = char.encode('utf-8')", ((1, "Non-ASCII, escaped octet by octet."),)),
        Example("code = hashlib.md5(data).hexdigest()", ((1, "The hex digest, base64 comes later."),)),
        Example("cache.get(key)", ((1, "The answer to a POST request may be cached."),)),
    )
    bad = (
        Example("digest = hashlib.sha256(data).hexdigest()", ((1, "Compute the MD5 digest."),)),
        Example("response = client.get(url)", ((1, "Send a POST request to url."),)),
        Example("text = raw.decode('utf-8')", ((1, "按GBK解码。"),), language="zh"),
    )
    paraphrases = (
        Example(
            "def digest_of(data):\n    crc = CRC32()\n    crc.update(data)\n    return crc.value",
            docstring="Compute the MD5 checksum of data.",
        ),
        Example(
            "def digest_of(data):\n    crc = CRC32()\n    crc.update(data)\n    return crc.value",
            docstring="计算data的MD5校验和。",
            language="zh",
        ),
        Example("config = json.load(source)", ((1, "Parse the YAML configuration."),)),
        Example("config = json.load(source)", ((1, "解析XML配置。"),), language="zh"),
        Example(
            "def digest_of(data):\n    digest = hashlib.sha256(data)\n    return digest.hexdigest()",
            docstring="The digest of data as a base64 string.",
        ),
        Example(
            "def digest_of(data):\n    return b64encode(sign(data))",
            docstring="以十六进制返回 data 的签名。",
            language="zh",
        ),
    )

    def check(self, page: Page) -> Iterator[Finding]:
        """Yield at most one finding for each remark."""
        for remark in judged(page):
            if not (
                remark.in_source and (_REASONS.search(remark.text) or len(remark.statements[0].text) > _LONG)
            ):
                yield from self._judge(page, remark.comment, remark.text, remark.statements[:1])
        for whole in documented(page):
            summary = "" if whole.in_source else page.docstring(whole.comment).summary
            if any(_may_differ(family, name, whole) for family, name in _said(summary)):
                header = page.facts.statements[whole.function.statement]
                yield from self._judge(page, whole.comment, summary, (header, *whole.body[:_MOST]))

    def _judge(
        self, page: Page, comment: int, said: str, statements: tuple[Statement, ...]
    ) -> Iterator[Finding]:
        """Yield the first family of which the remark names one member, and the statements only others."""
        for family, name in _said(said):
            shown = [(one, names) for one in statements if (names := _shown(one).get(family))]
            others = frozenset().union(*(names for _, names in shown))
            if others and name not in others:
                message = f"names {name}, the code has {', '.join(sorted(others))}"
                code = shortened(shown[0][0].text)
                text = f"comment: {shortened(said)!r} | code: {code!r}"
                yield self.finding(page, comment, message, text)
                return


def _may_differ(family: str, name: str, whole: Documented) -> bool:
    """Whether the body has other members of a family than ``name``, as far as letters tell: most have none."""
    if family not in _FAMILIES:
        return True
    code = "".join([_plain(one.text) for one in whole.body[:_MOST]])
    members = _FAMILIES[family].split()
    return not _is_in(name, code) and any(_is_in(other, code) for other in members)


def _is_in(name: str, code: str) -> bool:
    """Whether one of the names of a member stands in ``code``."""
    return name in code or any(of == name and alias in code for alias, of in _ALIASES.items())


def _said(text: str) -> list[tuple[str, str]]:
    """The families of which the text names exactly one member, with that member."""
    named: dict[str, set[str]] = {}
    for match in _WORD.findall(text):
        name = _plain(match)
        named.setdefault(_FAMILY[name], set()).add(name)
    methods = set(_METHOD.findall(text))
    if methods:
        named["method"] = methods
    return [(family, next(iter(names))) for family, names in named.items() if len(names) == 1]


def _shown(statement: Statement) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for match in _IN_CODE.findall(statement.text[:2_000]):
        found.setdefault(_FAMILY[_plain(match)], set()).add(_plain(match))
    for verb, literal in _REQUEST.findall(statement.text[:2_000]):
        found.setdefault("method", set()).add((verb or literal).upper())
    return found


def _plain(name: str) -> str:
    plain = name.lower().replace("-", "").replace("_", "").replace(" ", "")
    return _ALIASES.get(plain, plain)
