"""One spelling for tests and values of all languages: that of Python, which claims and rules read.

>>> pythonic("!done && next!=null"), pythonic('"a && b"')
('not done and next != None', '"a && b"')
"""

from __future__ import annotations

import re

OPERATORS = {"&&": "and", "||": "or", "!": "not", "===": "==", "!==": "!=", "??": "or"}
CONSTANTS = {
    "null": "None", "nil": "None", "nullptr": "None", "NULL": "None", "undefined": "None",
    "true": "True", "false": "False",
}  # fmt: skip
_TOKEN = re.compile(
    r"""(?P<string>"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|`[^`]*`)
      | [ \t]*(?P<joint>&&|\|\||[!=]==?|[<>]=)[ \t]*
      | (?P<not>(?<![\w)\]])!(?!=))[ ]*
      | (?<![\w.$])(?P<constant>null|nil|nullptr|NULL|undefined|true|false)(?![\w$(:])""",
    re.VERBOSE,
)
_FOREIGN = re.compile(r"[&|!=<>]|null|NULL|nil|undefined|true|false")


def pythonic(code: str) -> str:
    """``code`` with its logical operators, equality and constants spelled as in Python.

    Strings stay as they are, and so does all else: calls, types, arithmetic.
    """
    return _TOKEN.sub(_respelled, code) if _FOREIGN.search(code) else code


def _respelled(match: re.Match[str]) -> str:
    kind, token = match.lastgroup, match[0]
    if kind == "joint":
        sign = match["joint"]
        return f" {OPERATORS.get(sign, sign)} "
    if kind == "not":
        return "not "
    return CONSTANTS.get(token, token)
