"""SEC01: a secret in a comment."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator

from postil.page import Page
from postil.records import Finding
from postil.rule import Example, Rule
from postil.text.lazy import regex

# The shapes are public: each provider documents the prefix and length of what it issues.
_SHAPES = {
    "an AWS access key": r"(?<![A-Z0-9])(?:AKIA|ASIA)[A-Z0-9]{16}(?![A-Z0-9])",
    "a GitHub token": r"\b(?:gh[pousr]_[A-Za-z0-9]{36}|github_pat_[A-Za-z0-9_]{60,90})\b",
    "a GitLab token": r"\bglpat-[A-Za-z0-9_-]{20}\b",
    "a Slack token": r"\bxox[abprs]-[0-9]{8,14}-[A-Za-z0-9-]{20,}\b",
    "a Google key": r"\bAIza[A-Za-z0-9_-]{35}\b",
    "a Stripe key": r"\b[rs]k_live_[A-Za-z0-9]{20,60}\b",
    "a model provider's key": r"\bsk-(?:proj-|ant-[a-z0-9]{2,6}-)?[A-Za-z0-9_-]{32,120}\b",
    "a PyPI token": r"\bpypi-AgEI[A-Za-z0-9_-]{40,}\b",
    "a private key": r"-----BEGIN (?:RSA |EC |OPENSSH |DSA |PGP )?PRIVATE KEY(?: BLOCK)?-----[\s\\n]+[A-Za-z0-9+/=\s]{40,}",
    "a signed token": r"\beyJ[A-Za-z0-9_-]{15,}\.eyJ[A-Za-z0-9_-]{15,}\.[A-Za-z0-9_-]{20,}",
}
_PREFIXES = ("akia", "asia", "ghp_", "gho_", "ghu_", "ghs_", "ghr_", "github_pat_", "glpat-", "xox", "aiza", "k_live_", "sk-",
             "pypi-agei", "private key", "eyj")  # fmt: skip
_ANY = regex("|".join(f"(?P<s{number}>{shape})" for number, shape in enumerate(_SHAPES.values())))
_SAMPLE = regex(r"(?i)example|sample|dummy|fake|your|test|x{4,}|0{6,}|1234567|abcdef|\.\.\.|<|>")
_SHOWN = regex(
    r"(?i)(?:\bexamples?\b|\be\.g\.|\bsuch as\b|\blooks? like\b|\blike this\b|例如|示例|形如)[^.。]{0,40}::?\s*\Z"
)
"""What leads to a key that only shows what one looks like."""
_LEAST_BITS = 3.0
_BLOCK = (
    "-----BEGIN RSA PRIVATE " + "KEY-----\n    Qz7LpV3xKd9TnB2sWf8HcR5mYj1GuE6aXo4ZiNqPbStCvDkMyJhUrFwAgLe0"
)
_CODE = "client = connect(key)"


class Secret(Rule):
    """A key or token of a well-known provider, with the disorder that real ones have."""

    code = "SEC01"
    name = "security/secret"
    tier = 1
    dimension = "format"
    penalty = 0.5
    reads_prose = False
    title = "secret in a comment"
    why = "Whoever can read the source can use it, for ever: history keeps what is deleted."
    source = "providers' documentation of their tokens; as gitleaks and detect-secrets do for code"
    good = (Example(_CODE, ((1, "The key comes from the environment."),)),)
    near_misses = (
        Example(_CODE, ((1, "Such as AKIAIOSFODNN7EXAMPLE."),)),
        Example(_CODE, ((1, "Of the form ghp_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx."),)),
        Example(_CODE, ((1, "The commit 2b66fd261ee5c6cfc8de7fa466bab600bcfe4f69 changed it."),)),
        Example(_CODE, ((1, "-----BEGIN PRIVATE KEY----- must be the first line."),)),
        Example(_CODE, docstring=f"Parse a key.\n\nIt has two parts.  For example::\n\n    {_BLOCK}\n"),
    )
    bad = (Example(_CODE, ((1, "key = AKIA" + "Q7ZP4MWTK2VLR9XD"),)),)
    paraphrases = (
        Example(_CODE, docstring=f"Parse a key, for now this one::\n\n    {_BLOCK}\n"),
        Example(_CODE, ((1, "Use ghp_" + "r8Kq2VtZ5mXw9LbN4cJd7Hs3Yf6Ga1PeUoTi for now."),)),
        Example(_CODE, ((1, "AIza" + "SyD3kP9wQ7rT5vX1zB8nM4cL6jH2gF0aEuo"),)),
    )

    def check(self, page: Page) -> Iterator[Finding]:
        """Yield a finding for each secret; the message holds its first four characters only."""
        for index in page.holding(*_PREFIXES):
            for match in _ANY.finditer(page.comments[index].text):
                kind = list(_SHAPES)[int(str(match.lastgroup)[1:])]
                secret = match.group()
                if kind == "a private key" and _SHOWN.search(page.comments[index].text, 0, match.start()):
                    continue
                if not _SAMPLE.search(secret) and _bits(secret) >= _LEAST_BITS:
                    yield self.finding(
                        page, index, f"holds {kind}", f"comment: '{secret[:4]}…' ({len(secret)} characters)"
                    )


def _bits(text: str) -> float:
    """Shannon entropy of the characters, in bits."""
    counts = Counter(text)
    return -sum(n / len(text) * math.log2(n / len(text)) for n in counts.values())
