"""Commits that carry no thought of their own: merges, reverts, bumps, releases, work in progress, whitespace.

>>> mechanical_message("Merge branch 'main' into fix"), mechanical_message("Merge sorted runs in one pass")
('merge', None)
"""

from __future__ import annotations

import re
from collections.abc import Collection

from postil_corpora.filters.view import Judge, View

_KINDS = {
    "merge": r"Merge(?:d|s)?[ ](?:branch(?:es)?|remote-tracking[ ]branch|remote[ ]branch|pull[ ]request|pr[ ]?\#?\d|tag|commit|upstream|master|main|develop|origin|in[ ]|from[ ]|with[ ]|\S+/\S+|\#\d|!\d|\W*$|https?:)|Automatic[ ]merge|合并(?:分支|代码|到|请求)?|!\d+[ ]merge",
    "revert": r"Revert(?:s|ed|ing)?(?:[ ]\"|:|[ ](?:commit|merge|changes?|pr|\#|[0-9a-f]{7,40})|[ ]\S+\s*$)|This[ ]reverts[ ]commit|Back(?:ed)?[ ]out[ ]|回滚|撤销|还原提交",
    "bump": r"(?:\S{0,24}\(?(?:deps|deps-dev|release|version)\)?!?:[ ]?)?(?:(?:auto[- ]?)?bump(?:s|ed|ing)?\b|update(?:s|d)?[ ](?:dependency|dependencies|requirements|lock ?file|submodules?|vendored)\b|upgrade[ ](?:dependency|dependencies|to[ ]v?\d)|(?:prepare|cut|tag)?[ ]?release[ ]?(?:of[ ])?(?:v(?:ersion)?[ ]?)?\d|v?\d+\.\d+(?:\.\d+)*(?:[-.]?(?:a|b|rc|dev|post|beta|alpha)\.?\d*)?[.!]?\s*$|(?:version|ver\.?)[ :]?v?\d+\.\d|(?:chore\(release\)|release):|back[ ]to[ ]dev|post-release|升级版本|版本号|更新依赖|发布(?:版本)?[ ]?v?\d)",
    "wip": r"\[?(?:wip|tmp|temp|fixup|squash|amend|checkpoint|save|oops|asdf?|test(?:ing)?|stuff|update|updates|updated|fix|fixes|fixed|typo|minor|misc|more|cleanup|changes|\.|-|\?|!|x|xx|xxx|a|临时|提交|修改|更新|测试)(?:\]|[!:.]|\s)*$|\[?WIP\]?\b|(?:fixup|squash|amend)!|work[ ]in[ ]progress\b|\[?(?:do[ ]not|don't|dont)[ ]merge\b|半成品|未完成",
    "formatting": r"(?:\S{0,20}:[ ]?)?(?:run|apply|applied|ran|use|reformat(?:ted)?(?:[ ](?:with|using|code))?)[ ](?:black|isort|yapf|autopep8|ruff|prettier|gofmt|clang-format|pre-commit|rustfmt|pyupgrade|linters?)\b|(?:fix(?:ed|es)?|remove[ds]?|clean(?:ed)?(?:[ ]up)?|strip|delete[ds]?)?[ ]?(?:trailing[ ])?white ?spaces?(?:[ ](?:fix|fixes|cleanup|changes?|only))?[.!]?\s*$|(?:fix[ ])?(?:pep ?-?8|flake8|indentation|formatting|lint(?:ing|er)?|code[ ]style|style)(?:[ ](?:fix(?:es)?|errors?|issues?|changes?))?[.!]?\s*$|格式化(?:代码)?\s*$",
}
_PATTERNS = {name: re.compile(rf"(?ix)(?:{pattern})") for name, pattern in _KINDS.items()}


def mechanical(kinds: Collection[str] = tuple(_KINDS)) -> Judge:
    """Drops commits of the given kinds: ``merge``, ``revert``, ``bump``, ``wip``, ``formatting``."""

    def judge(seen: View) -> str | None:
        if "merge" in kinds and len(getattr(seen.row, "parents", ())) > 1:
            return "merge"
        message = getattr(seen.row, "message", None)
        found = mechanical_message(message) if message else None
        return found if found in kinds else None

    return judge


def mechanical_message(message: str) -> str | None:
    """The kind of commit that the first line of a message tells of, or ``None`` for one with something to say."""
    subject = message.lstrip()[:300].split("\n", 1)[0]
    return next((name for name, pattern in _PATTERNS.items() if pattern.match(subject)), None)
