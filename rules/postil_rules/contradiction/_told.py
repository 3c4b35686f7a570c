"""Does a condition told in words bear out an atom of a test, or contradict it?

>>> from postil.claims.conditions import atoms_of
>>> stance("dry-run mode is disabled", atoms_of("settings.dry_run")[0]), stance("it exists", atoms_of("x.exists()")[0])
(False, True)
"""

from __future__ import annotations

import re

from postil.claims.conditions import Atom
from postil.text.identifiers import canonical, split_identifier
from postil.text.lazy import holds_any, regex
from postil.text.stems import stem
from postil.text.units import read_units
from postil_rules.contradiction._han import meant_by

_DENIALS = regex(
    r"(?i)\b(?:not|no|never|without|neither|none|nobody|nothing|cannot|non|outside|out of|beyond|lacks?)\b|n't\b|尚未|并未|还未|从未|没有|没|未(?!来)|不(?!同|断|过|仅|但|足|可用)|非(?!常)|无(?!论)"
)
_VERB = regex(
    r"(?i)\b(?:is|are|was|were|be|been|has|have|had|gets?|got|becomes?|consists?(?: only)? of)\b(?: not\b|n't\b)?|\b(?:is|are|was|were|has|have)(?=n't)"
)
_HAN_SUBJECT = regex("[\u4e00-\u9fff]{2}(?:[已不]|尚未|还未|[没未]找到)")
_VERB_HAN, _PARTICLES = regex("(?:包含|含有|由)(?!于)"), frozenset("的了中过")
_ON = regex(
    r"(?i)\b(?:enabled|on|set|active|activated|given|provided|specified|supplied|defined|configured|present|true)$"
    r"|(?:启用|开启|激活|设置|指定|提供|给出|传入|配置)(?:了|过)?$|^(?:已经?|未|尚未|没有?)?(?:启用|开启|激活|设置|指定|提供|给出|传入|配置)"
)
_TRUTH = regex(
    r"(?i)\s*(?:\b(?:is|are|was|be)\b|==?|为|是)?\s*(?:set to |equal to )?(?:\btrue|(?P<false>\bfalse))$",
    re.ASCII,
)
_QUALITY = regex(r"(?:ed|ing|ble|ive|ous|dy|pty|den|lid|ull|ant|ent|ale|new|old|space)$")
_IS_GIVEN = regex(
    r"(?i)^(?:set|given|provided|specified|supplied|defined|configured|present|unset|missing|absent|omitted)|设置|指定|提供|给出|传入|配置|缺|省略"
)
_OFF = regex(
    r"(?i)\b(?:disabled|off|unset|inactive|missing|absent|omitted|false)$|(?:禁用|关闭|停用|缺失|缺少|省略)了?$|^(?:已经?)?(?:禁用|停用|关闭|缺少|省略)"
)
_THERE = regex(
    r"(?i)\b(?:exists?|present|found|known|(?<!if )there (?:is|are|was) (?:one|an?|some|already))\b|存在|找到|已有"
)
_GONE = regex(r"(?i)\b(?:missing|absent|there (?:is|are|was|were) (?:no\b|none))\b|缺失")
_FULL, _EMPTY = regex(r"(?i)\bfull\b|满"), regex(r"(?i)\bempty\b|空(?![闲白格间])")
_WENT_WELL = regex(r"(?i)\b(?:succe(?:eds?|eded|ssful|ssfully|ss)|went well|works?|worked)\b|成功")
_WENT_WRONG = regex(r"(?i)\b(?:fail(?:s|ed|ure|ing)?|error|went wrong)\b|失败|出错")
_PLUS = regex(r"(?i)\b(?:positive|non-?negative|not negative)\b|非负|正数|为正")
_MINUS = regex(r"(?i)\b(?:negative|non-?positive|not positive)\b|非正|负数|为负")
_NOT_MINUS = regex(r"(?i)\b(?:non-?negative|not negative|non-?positive|not positive)\b|非负|非正")
_ERRORS = frozenset("err error errors e ex exc exception failure failed".split())
_GOOD = frozenset("ok okay success succeeded successful".split())
_HOLDERS = frozenset(
    "items item elements entries data values list buffer buf count size len length capacity head tail stack queue deque heap slots q maxsize max limit".split()
)
"""Names of what a collection is kept in, and of how much it holds."""
_LIMITS = frozenset("capacity maxsize max limit size length cap len".split())
_COUNTS = frozenset("count size len length used n num total queue items stack buffer entries".split())
_PRONOUNS = frozenset("it they this that any there".split())
_AUXILIARIES = frozenset("do does did not already yet still currently".split())
_ANTONYMS = {
    "valid": "invalid", "open": "closed", "active": "inactive", "visible": "hidden", "locked": "unlocked", "running": "stopped",
    "alive": "dead", "known": "unknown", "used": "unused", "connected": "disconnected", "available": "unavailable",
    "started": "stopped", "done": "pending", "enabled": "disabled", "online": "offline", "public": "private", "busy": "idle",
    "shown": "hidden", "allowed": "forbidden", "paused": "running", "read": "unread", "completed": "pending",
}  # fmt: skip
_OTHER = _ANTONYMS | {other: one for one, other in _ANTONYMS.items()}
_ASKING = frozenset("is has can should are was need needs will do must not no none".split())
_NEGATIVE = frozenset(
    "not non no un without never invalid missing empty none null disabled off fail failed error".split()
)
_CONSTANTS = frozenset(("True", "1", "False", "0"))
_WRITTEN = regex(r"[A-Za-z]+(?:_\w+)+|[a-z]+[A-Z]\w*|(?<=[*`])[a-z]+(?=[*`])", re.ASCII)
_FILES, _FILES_HAN = frozenset("file folder directory path".split()), regex("文件|目录|路径")
_PATHS = frozenset("path file filename dir folder directory target dst".split())


def stance(told: str, atom: Atom) -> bool | None:
    """Whether ``told`` holds where ``atom`` does; ``None`` when they cannot be compared."""
    said = told.replace("``", "`").strip()
    truth = _TRUTH.search(said)
    denials = len(_DENIALS.findall(said)) + (truth is not None and truth["false"] is not None)
    if denials > 1 or atom.text in _CONSTANTS or '"' in said:
        return None
    said = said if truth is None else f"{said[: truth.start()]} is set"
    for held in (_fullness, _sign, _switched, _exists, _went, _named):
        verdict = held(said, atom, denied=denials == 1)
        if verdict is not None:
            return verdict
    return None


def _fullness(told: str, atom: Atom, *, denied: bool) -> bool | None:
    """Full or empty, of what holds things: its ``empty()``, or its size against its capacity."""
    if denied or not holds_any(told, ("full", "empty", "满", "空")):
        return None
    full, empty = _FULL.search(told), _EMPTY.search(told)
    if (full is None) is (empty is None) or not _is_subject(told, atom, _HOLDERS):
        return None
    if _is_full(atom):
        return full is not None
    if "empty" in atom.states or (
        atom.truthy is False and "empty" not in atom.words and "(" not in atom.text
    ):
        return full is None
    return False if full is not None and atom.states & {"nonempty"} and "empty" in atom.words else None


def _is_full(atom: Atom) -> bool:
    """Whether a count is compared with what there is room for."""
    if atom.operator not in {"==", ">="} or atom.right.isdigit():
        return False
    left, right = (
        frozenset(part for name in re.findall(r"[A-Za-z_]\w*", side) for part in split_identifier(name))
        for side in (atom.left, atom.right)
    )
    return not left.isdisjoint(_COUNTS) and not right.isdisjoint(_LIMITS)


def _sign(told: str, atom: Atom, *, denied: bool) -> bool | None:
    del denied  # is a part of what is told
    below = bool(atom.states & {"negative", "nonpositive"})
    if not below and not atom.states & {"positive", "nonnegative"}:
        return None
    minus = _MINUS.search(_NOT_MINUS.sub("", told)) or re.search(r"(?i)\b(?:non-?|not )positive\b|非正", told)
    plus = _PLUS.search(told) if minus is None else None
    if plus is None and minus is None:
        return None
    return below is (minus is not None)


def _switched(told: str, atom: Atom, *, denied: bool) -> bool | None:
    """Whether what the atom names is on, or given."""
    clause = told.strip(" `'\"")
    on, off = _ON.search(clause), _OFF.search(clause)
    switch = off or on
    if switch is None or not atom.words.isdisjoint(_NEGATIVE):
        return None
    rest = clause[: switch.start()] + clause[switch.end() :]
    if not _names(rest, atom) or (rest.isascii() and not _last_name(atom) <= _stems(rest)):
        return None
    said = (off is None) is not denied
    if atom.truthy is not None and "(" not in atom.text:
        return atom.truthy is said
    if atom.right == "None" and atom.states & {"none", "not_none"} and _IS_GIVEN.search(switch.group()):
        return ("not_none" in atom.states) is said
    return None


def _exists(told: str, atom: Atom, *, denied: bool) -> bool | None:
    there, gone = _THERE.search(told), _GONE.search(told)
    present = bool(atom.states & {"present"})
    if (there is None and gone is None) or not (present or "absent" in atom.states):
        return None
    if "(" not in atom.text and atom.right not in {"None", ""} and atom.operator not in {"in", "not in"}:
        return None
    said = there is not None and gone is None and not denied
    about = (
        _names(told, atom) if atom.truthy is not None and "(" not in atom.text else _is_subject(told, atom)
    )
    return present is said if about or not (told.isascii() or _HAN_SUBJECT.search(told)) else None


def _went(told: str, atom: Atom, *, denied: bool) -> bool | None:
    well, wrong = _WENT_WELL.search(told), _WENT_WRONG.search(told)
    if (well is None) is (wrong is None):
        return None
    is_error = not atom.words.isdisjoint(_ERRORS)
    if atom.right == "None" and atom.states & {"none", "not_none"}:
        good = ("none" in atom.states) is is_error
    elif atom.truthy is not None and "(" not in atom.text and (is_error or atom.words <= _GOOD):
        good = atom.truthy is not is_error
    else:
        return None
    return good is ((well is not None) is not denied)


def _named(told: str, atom: Atom, *, denied: bool) -> bool | None:
    """What a bare operand asks for by the last of its names, or the contrary of that."""
    if atom.truthy is None:
        return None
    called = atom.text.partition("(")[0].rstrip("_!?")
    name = re.split(r"\.|->|::", called)[-1]
    if name in {"exchange", "load", "get", "value"}:
        name = (re.split(r"\.|->|::", called) or [""])[-2:][0].rstrip("_")
    parts = split_identifier(name)
    asked = frozenset(parts) - _ASKING
    if not asked or not asked.isdisjoint(_NEGATIVE) or "#" in atom.text or "non-" in told:
        return None
    if parts[0] not in _ASKING and asked.isdisjoint(_OTHER) and not any(map(_QUALITY.search, asked)):
        return None  # a thing, which a condition may name without asking for it
    other = frozenset(filter(None, map(_OTHER.get, asked)))
    same, contrary = _predicates(told, asked, other)
    if same is contrary:
        return None
    return atom.truthy is ((same and not denied) or (contrary and denied))


def _predicates(told: str, asked: frozenset[str], other: frozenset[str]) -> tuple[bool, bool]:
    """Whether the predicate of ``told`` has one of ``asked``, and one of ``other``."""
    if not told.isascii():
        of = _VERB_HAN.search(told)
        units = [unit for unit in read_units(told[of.end() if of else 0 :]) if unit.text not in _PARTICLES]
        last = frozenset(
            concept for unit in units[0 if of else -1 :] for concept in (*unit.concepts, *unit.stems)
        )
        return not last.isdisjoint(meant_by(asked)), not last.isdisjoint(meant_by(other))
    verb = _VERB.search(told)
    said = _stems(told[verb.end() :] if verb else " ".join(told.split()[-1:]))
    return not said.isdisjoint(_stems(" ".join(asked))), not said.isdisjoint(_stems(" ".join(other)))


def _stems(text: str) -> frozenset[str]:
    return frozenset(stem(canonical(word)) for word in re.findall(r"[a-z]+", text.lower()))


def _last_name(atom: Atom) -> frozenset[str]:
    """The stems of the last name of what the atom tests."""
    tested = (atom.left or atom.text).partition("(")[0]
    return _stems(" ".join(split_identifier(re.split(r"\.|->|::", tested.rstrip("_"))[-1])))


def is_of_pronoun(told: str) -> bool:
    """Whether the only subject of ``told`` is a pronoun."""
    return told.isascii() and not _subject(told)


def _subject(told: str) -> str:
    """What stands before the verb, without pronouns."""
    verb = _VERB.search(told) or _THERE.search(told)
    words = re.findall(r"[a-z]+", told[: verb.start()].lower()) if verb else []
    return " ".join(word for word in words if word not in _PRONOUNS | _AUXILIARIES)


def _is_subject(told: str, atom: Atom, also: frozenset[str] = frozenset()) -> bool:
    """Whether ``told`` names what the atom tests, by a word of its names, or only by a pronoun.

    With ``also``, the atom may be about one of these, whatever it is called in words.
    """
    if _names(told, atom) or not atom.words.isdisjoint(also):
        return True
    return told.isascii() and not _subject(told) and not _PRONOUNS.isdisjoint(told.lower().split())


def _names(told: str, atom: Atom) -> bool:
    """Whether ``told`` has a word of the names of the atom, or one that means the same; a name as it is written."""
    written = _WRITTEN.findall(told)
    if written:
        return not frozenset(written).isdisjoint(re.findall(r"\w+", atom.text))
    if not told.isascii():
        meant = frozenset(
            concept for unit in read_units(told) if unit.kind == "han" for concept in unit.concepts
        )
        if not meant.isdisjoint(meant_by(atom.words)):
            return True
    said = frozenset(re.findall(r"[a-z]+", told.lower()))
    is_file = not atom.words.isdisjoint(_PATHS) and (not said.isdisjoint(_FILES) or _FILES_HAN.search(told))
    return bool(is_file) or not _stems(" ".join(said)).isdisjoint(_stems(" ".join(atom.words)))
