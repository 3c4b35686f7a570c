"""Programs that write as if they were people: known by their accounts, or by what they say.

>>> is_bot("dependabot[bot]"), is_bot("robothwaite"), speaks_as_bot("Bumps [tool](https://x.org) from 1.0 to 1.1.")
(True, False, True)
"""

from __future__ import annotations

import re

from postil_corpora.filters.view import Judge, View
from postil_corpora.people import pseudonym

ACCOUNTS = frozenset(
    """
    allcontributors apps/copilot-pull-request-reviewer appveyor azure-pipelines bors bors-servo circleci cla-assistant cla-bot claassistant claude
    codacy-bot codeclimate codecov codecov-commenter codecov-io copilot coveralls coderabbitai deepsource-autofix dependabot
    dependabot-preview dependencies-bot deploy-preview docs-build facebook-github-bot fossabot gitee-bot github-actions github-bot gitguardian
    gitpod-io google-cla googlebot greenkeeper greenkeeperio-bot houndci houndci-bot i-robot imgbot invalid-email-address jenkins k8s-ci-robot
    kubeedge-bot kodiakhq landscape-bot lgtm-com linux-foundation-easycla mergify meeseeksdev meeseeksmachine mention-bot msftbot
    netlify openshift-ci-robot opensource-bot pre-commit-ci probot pull-request-size pyup-bot read-the-docs-community renovate renovate-bot
    requires-io review-notebook-app rust-highfive rustbot scrutinizer-auto-fixer semantic-release-bot sentry-io sider snyk-bot
    sonarcloud sonarqubecloud sourcery-ai stale stickler-ci sweep-ai tide transifex-integration travis-ci travisbot vercel vs-code-engineering
    volcano-sh-bot web-flow weblate welcome whitesource-bolt-for-github zenhub zuul
    """.split()
)
"""Accounts that are programs although their names do not say so, beside those whose names do."""
_NAMED = re.compile(
    r"(?:.*\[bot\]|.*[-_.](?:[Bb]ot|[Rr]obot)|.*[a-z]Bot|(?:[Bb]ot|[Rr]obot)[-_.].*|.*-(?:ci|autofix))"
)
_PHRASES = re.compile(
    r"""(?imx)
    ^Bumps?[ ]\[[^\]\n]{1,80}\]\([^)\n]{1,200}\)[ ]from[ ] | ^Dependabot[ ]will[ ] | @dependabot[ ](?:rebase|recreate|merge)
    | \bgenerated[ ]by[ ]\[?(?:renovate|dependabot|pre-commit\.ci|github[ ]actions|greenkeeper|pyup) | ^This[ ]PR[ ]contains[ ]the[ ]following[ ]updates
    | ^\[pre-commit\.ci\] | ^updates:\n-[ ]\[github\.com/ | ^\#\#?[ ]?\[?Codecov\]?(?:\([^)\n]*\))?[ ]Report | ^\[!\[(?:codecov|coverage[ ]status)
    | ^>?[ ]?Merging[ ]\[?\#\d+\]?(?:\([^)\n]*\))?[ ]into[ ][^\n]{1,120}will[ ](?:increase|decrease|not[ ]change)[ ]coverage | ^Coverage[ ](?:increased|decreased|remained)[ ]
    | ^This[ ](?:issue|pull[ ]request|PR)[ ]has[ ]been[ ]automatically[ ](?:marked|closed|locked) | ^This[ ]thread[ ]has[ ]been[ ]automatically[ ]locked
    | ^Thanks?[ ](?:you[ ])?for[ ]your[ ]pull[ ]request[^\n]{0,80}(?:Contributor[ ]License[ ]Agreement|CLA) | \bCLA[ ](?:assistant|signed|not[ ]signed)[ ]?check
    | ^Deploy[ ]preview[ ]for[ ] | ^\[APPROVALNOTIFIER\] | ^\[?Hello[ ]@[\w-]+[!,][^\n]{0,40}(?:thanks?[ ]for[ ](?:updating|submitting|opening))[^\n]{0,60}pep8
    | ^Build[ ](?:succeeded|failed)[.!]?\s*$ | ^Test[ ](?:FAILed|PASSed)\.\s*$ | ^<!--[ ]?(?:bot|codecov|sonarcloud|this[ ]is[ ]an?[ ]auto) | ^Can[ ]one[ ]of[ ]the[ ]admins[ ]verify[ ]this[ ]patch
    | ^(?:lgtm|approve)d?[ ]by[ ]the[ ]bot | ^该(?:PR|Issue|问题)(?:已|被)自动 | ^此评论由(?:机器人|系统)自动
    """
)
_MODELS = (
    r"(?:claude(?=[ \t]*(?:$|[(<\[]|\]|code\b|opus|sonnet|haiku|ai\b|\d|via\b|noreply))|devin(?=[ \t]ai|-ai|\[bot\])|cursor(?=[ \t]*(?:$|agent|<|ai\b|\]))"
    r"|(?:github[ ])?copilot\b|(?:openai[ ])?codex\b|chatgpt\b|gpt-\d|aider\b|gemini\b(?=[ \t]*(?:$|cli|code|pro|flash|\d|<|\[|\]))|windsurf\b|qwen\b|deepseek\b|kimi\b|trae\b|通义灵码)"
)
_FOOTERS = re.compile(
    rf"(?im)^(?:\W{{0,4}}(?:generated|created|written|made|assisted|implemented) (?:with|by|using) \[?{_MODELS}|(?:co-?authored|assisted|generated)-by:[ \t]*{_MODELS}"
    r"|\W{0,4}(?:本提交|此提交)?由?(?:AI|人工智能)(?:自动|辅助)?生成)"
)


def is_bot(login: str, key: str | bytes | None = None) -> bool:
    """Whether an account is a program; ``login`` may be the pseudonym of a known one under ``key``."""
    name = login.strip().lstrip("@").lower().removesuffix("[bot]")
    if name in ACCOUNTS or _NAMED.fullmatch(login.strip()):
        return True
    return login.startswith("user-") and login in _pseudonyms(key)


def speaks_as_bot(text: str) -> bool:
    """Whether a text is one of the forms that programs fill in."""
    return _PHRASES.search(text[:20_000]) is not None


def made_by_model(text: str) -> bool:
    """Whether a footer says that a language model wrote the text or the code."""
    return _FOOTERS.search(text[:50_000]) is not None


def bots(models: bool = True, key: str | bytes | None = None) -> Judge:
    """Drops what programs wrote; with ``models`` also what says that a language model wrote it."""

    def judge(seen: View) -> str | None:
        if any(is_bot(name, key) for name in seen.people[:1]):
            return "the account of a program"
        if speaks_as_bot(seen.prose):
            return "the words of a program"
        return "written with a language model" if models and made_by_model(seen.prose) else None

    return judge


_KNOWN: dict[str | bytes | None, frozenset[str]] = {}


def _pseudonyms(key: str | bytes | None) -> frozenset[str]:
    if key not in _KNOWN:
        _KNOWN[key] = frozenset(pseudonym(name + end, key=key) for name in ACCOUNTS for end in ("", "[bot]"))
    return _KNOWN[key]
