"""CON51: a remark names the opposite of what its statement does."""

from __future__ import annotations

import re
from collections.abc import Iterator

from postil.claims.concepts import OPPOSITES
from postil.claims.model import Claim
from postil.claims.operations import operations_of
from postil.claims.scan import may_name
from postil.facts.model import Statement
from postil.page import Page
from postil.records import Finding
from postil.rule import Example, Rule
from postil.text.identifiers import split_identifier
from postil.text.lazy import regex
from postil_rules.contradiction._han import meant_by, words_of_han
from postil_rules.contradiction._judged import (
    Documented,
    Judged,
    documented,
    evidence,
    judged,
    proved,
    shortened,
    words_of,
)

_ELSEWHERE = frozenset(
    "ascending descending in_place copy continue break swallow reraise fail tolerate upper_limit lower_limit create".split()
)
# what a whole function may be refuted by: operations that a body names once or not at all
_WHOLE = frozenset(
    "encode decode encrypt decrypt compress decompress serialize deserialize escape unescape upper lower prefix suffix "
    "leading trailing union intersection upload download first last read_lock write_lock".split()
)
_ORDINAL = frozenset({"first", "last"})
_OBJECTS = regex(
    r"\s+(?:the |all |any |its |their |every )?(?:\w+ )?(?:duplicat|repeat|whitespace|space|trailing|leading|blank|noise|newline|prefix|suffix|stop"
    r"|everything|unwanted|extra|accent|diacritic|punctuation|comment)|重复|空白|空格|换行|首尾|前缀|后缀|多余|说明"
)
_TIME = regex(r"(?i)^(?: time| pass| call| run| try| attempt| step| next\b| to )|^次")
_ADJECTIVE = regex(
    r"[a-z]+ed (?!by|with|to|from|as|into|here|first|in|on|at|and|or|back|again|using|before|after|once|if|when|here|only|text\b)[a-z]"
)
_SIGNED = regex(
    r"(?i)(?:\b(?P<add>add(?:s|ing)?|plus)|\b(?:subtract(?:s|ing)?|minus)|(?P<zh>加上)|减去|减掉)[ ]?(?P<n>[0-9]{1,9})(?!\.?[0-9]|%)",
    hints=("add", "plus", "subtract", "minus", "加上", "减"),
)
_NOUN_HAN = regex(r"(?:默认|字符|指定)(?:编码|解码)|(?:编码|解码)的|的(?:编码|解码)")
_STEPS = regex(r"([-+])=? ([0-9]{1,9})(?![0-9.\w])")
_WORD = regex(r"[a-z]+")
_REASON = regex(r"(?i)\b(?:because|since|so that|as)\b|因为|由于")
_LINES = {"row": {"row", "rows"}, "column": {"column", "columns", "col", "cols"}}
_NAMED = frozenset({"first", "last", *_LINES})
_LOOSE = frozenset("delete min max all any append insert stop start".split())
_GENERIC_HAN = regex(r"[0-9一二两三它其值数]|个数|次数|元素|结果")
_GENERIC = frozenset(
    "it them this that one ones item items element elements entry entries value values record records node nodes key keys number count counter".split()
)

_CLAMPED = regex(r"\bmin\(.{1,60}, [\w.]{1,30}(?:\([\w.]{1,30}\))? - 1\)", hints=("min(",))
_LEADING = 4  # characters: "The largest value belongs to the last"


class OppositeOperation(Rule):
    """A verb or adjective of the comment is the opposite of the operator, callee, index or keyword in the code."""

    code = "CON51"
    name = "contradiction/opposite-operation"
    tier = 3
    dimension = "accuracy"
    penalty = 0.42
    needs = ("text", "tree")
    title = "comment names the opposite of what the code does"
    why = "Add for subtract, first for last or encode for decode is read as true and sends the reader the wrong way."
    source = "verb antonyms after Steidl et al. 2013; the pairs and proofs are our own"
    good = (
        Example("stock[sku] -= quantity", ((1, "Subtract quantity from what is on the shelf."),)),
        Example("text = raw.decode('utf-8')", ((1, "Decode raw as UTF-8."),)),
        Example("line = lines[-1]", ((1, "Take the last line."),)),
        Example("stock[sku] += count", ((1, "入库：在原有数量上加count。"),), language="zh"),
        Example("level = level.lower()", ((1, "级别统一成小写，方便比较。"),), language="zh"),
    )
    near_misses = (
        Example(
            "def text_of(data, charset):\n    return data.decode(charset)",
            docstring="转换为字符串。\n\n:param data: 数据\n:param charset: 编码",
            language="zh",
        ),
        Example(
            "def text_of(data):\n    return data.decode()",
            docstring="将编码的数据转换为字符串。",
            language="zh",
        ),
        Example("seen.add(row)", ((1, "Remove duplicates by remembering each row."),)),
        Example(
            "def language(name):\n    if name.endswith('.xml'):\n        return None\n    tail = name[8:]\n    return tail[1:] if tail[0] == '-' else None",
            docstring="The language, where the name has a suffix starting with a hyphen.",
        ),
        Example("del rows[i + 1]", ((1, "Remove the row behind row i."),)),
        Example("value = max(low, min(value, high))", ((1, "Take the larger of low and the capped value."),)),
        Example("n = max(1, n)", ((1, "The minimum is one."),)),
        Example("slot = min(int(share), bins - 1)", ((1, "The largest value belongs to the last bin."),)),
        Example("first = parts[-1]", ((1, "Keep it as the first of the new order."),)),
        Example("if not any(parts):", ((1, "All of them are empty."),)),
        Example("if x:\n    f(x)", ((1, "This is the first time that x is seen."),)),
        Example("seen.add(row)", ((1, "记下这一行，以便去除重复。"),), language="zh"),
        Example("def f(b):\n    return b.encode()", docstring="Return the bytes of decoded text."),
        Example("def f(xs):\n    return xs[-1]", docstring="Pick one. The first item is never taken."),
        Example("text = ' '.join(parts) + text", ((1, "Append text to the joined parts."),)),
        Example("entries.sort(key=lambda e: e.time)", ((1, "The newest goes last."),)),
        Example(
            "losses_chosen = 1 - sigmoid(beta * chosen)  # Increase chosen likelihood\nrun(losses_chosen)\n"
        ),
        Example(
            'def encode_content(self, how):\n    """Encode the content."""\n    if how == "none":\n'
            "        self.content = self.content.decode()\n        return\n    self.how = how\n"
        ),
        Example("n += 1  # because the series will subtract 1 again\nrun(n)\n"),
    )
    bad = (
        Example("stock[sku] -= quantity", ((1, "Add quantity to what is on the shelf."),)),
        Example("text = raw.decode('latin-1')", ((1, "Encode raw as latin-1, which cannot fail."),)),
        Example("end = max(previous[1], end)", ((1, "Take the smaller of the two ends."),)),
        Example(
            "return all(rule(c) for c in text)",
            ((1, "Valid as soon as one of the characters fits, so any will do."),),
        ),
        Example(
            "stock[sku] = stock.get(sku, 0) + count", ((1, "入库：在原有数量上减count。"),), language="zh"
        ),
        Example(
            "payload, _, signature = token.rpartition('.')", ((1, "在第一个点号处拆开。"),), language="zh"
        ),
    )
    paraphrases = (
        Example(
            "total -= price", ((1, "The price is added to the total, then the price goes up: add price."),)
        ),
        Example("level = level.lower()", ((1, "Bring level to upper case."),)),
        Example("level = level.lower()", ((1, "级别统一成大写。"),), language="zh"),
        Example("handle.seek(0, os.SEEK_END)", ((1, "Jump to the start of the file."),)),
        Example("def f(raw):\n    return raw.decode()", docstring="Encode raw."),
        Example(
            "def f(p):\n    d = deque(p, maxlen=3)\n    return list(d)",
            docstring="取出最前若干行。",
            language="zh",
        ),
        Example("for row in table:\n    f(row)", ((1, "Visit the table column by column."),)),
        Example("raise last_error", ((1, "Raise the first error."),)),
    )

    def check(self, page: Page) -> Iterator[Finding]:
        """Yield a finding for each claim of an operation whose opposite is proved and which itself is not."""
        for remark in judged(page):
            signed = _signed(remark.text, remark.statements[0].text)
            if signed is not None:
                message = f"says {signed!r}, the code has the other sign"
                text, code = shortened(remark.text), shortened(remark.statements[0].text)
                yield self.finding(page, remark.comment, message, f"comment: {text!r} | code: {code!r}")
                continue
            found = self._opposed(remark)
            if found is not None:
                claim, concept, statement = found
                message = (
                    f"says {claim.value} ({remark.text[claim.start : claim.end]!r}), the code does {concept}"
                )
                yield self.finding(
                    page, remark.comment, message, evidence(remark.text, claim, statement.text)
                )
        yield from self._whole(page)

    def _opposed(self, remark: Judged) -> tuple[Claim, str, Statement] | None:
        claims = [c for c in remark.of("operation") if c.value in OPPOSITES and c.value not in _ELSEWHERE]
        if not claims:
            return None
        said = {claim.value for claim in claims}
        for claim in claims:
            opposites = OPPOSITES[str(claim.value)]
            for statement in () if said & opposites else remark.statements:
                against = opposites & operations_of(statement)
                if not _NAMED.isdisjoint(opposites):
                    against |= opposites & _named(statement)
                if not against or (remark.in_source and _doubtful(remark, claim, statement)):
                    continue
                if not _excused(remark, claim, statement) and not _borne_out(remark, str(claim.value)):
                    return claim, min(against), statement
        return None

    def _whole(self, page: Page) -> Iterator[Finding]:
        for remark in documented(page):
            if not _may_claim(remark):
                continue
            claims = [
                c
                for c in page.claims(remark.comment, "operation")
                if c.kind == "operation" and not c.negated and c.value in _WHOLE
            ]
            said = {claim.value for claim in claims}
            claims = [claim for claim in claims if _is_whole(remark.text, claim)]
            claims = [claim for claim in claims if not _is_of_entry(page, remark, claim)]
            if remark.in_source:
                claims = [claim for claim in claims if _leads_whole(remark, claim)]
            shown = proved(remark.body) if claims else frozenset()
            words = set(_WORD.findall(remark.text.lower())) if claims else set()
            for claim in claims:
                if not words.isdisjoint(OPPOSITES[str(claim.value)]):
                    continue  # it speaks of both
                against = OPPOSITES[str(claim.value)] & (
                    _kept(remark.body) if claim.value in _ORDINAL else shown
                )
                if against and claim.value not in shown and not said & OPPOSITES[str(claim.value)]:
                    statement = next((s for s in remark.body if against & proved((s,))), remark.body[-1])
                    message = f"says {claim.value} ({remark.text[claim.start : claim.end]!r}), the code does {min(against)}"
                    yield self.finding(
                        page, remark.comment, message, evidence(remark.text, claim, statement.text)
                    )
                    break


def _borne_out(remark: Judged, concept: str) -> bool:
    """Whether something in the scope of the remark proves the concept."""
    shown = proved(remark.scope)
    if concept in {"all", "any"}:
        shown -= {"all", "any"} - _outermost(remark.statements[0])
    return concept in shown or f"~{concept}" in shown


def _doubtful(remark: Judged, claim: Claim, statement: Statement) -> bool:
    """Whether a remark in a source may speak of more than its line: it must tell the line what to do, and to what."""
    if claim.value in _LOOSE or (remark.text[: claim.start].strip() and claim.value not in {"first", "last"}):
        return True
    if claim.value == "add" and re.match(r"1(?:\.0)? - ", statement.value):
        return True  # a complement
    after = [word.lower() for word in re.findall(r"[A-Za-z0-9_]+", remark.text[claim.end :])[:3]]
    return not set(after) & {*words_of(statement), *(name.lower() for name in statement.names)}


def _may_claim(remark: Documented) -> bool:
    """Whether words for what is judged stand where they count: see ``_leads_whole``."""
    if remark.in_source and len(remark.body) != 1:
        return may_name(remark.text.lstrip().partition("\n")[0], _WHOLE - _ORDINAL)
    return may_name(remark.text, _WHOLE)


def _leads_whole(remark: Documented, claim: Claim) -> bool:
    """Whether a docstring in a source begins with the claimed operation, on a body that can only be about it."""
    if str(claim.value) in split_identifier(remark.function.name):
        return False  # the opposite is how it begins anew, or one of its cases
    return len(remark.body) == 1 if claim.value in _ORDINAL else not remark.text[: claim.start].strip()


def _signed(text: str, code: str) -> str | None:
    """``add 32`` or ``subtract 32`` where the code has that number with the other sign only."""
    said = _SIGNED.search(text)
    if said is None or _REASON.search(text[: said.start()]):
        return None
    adds, number = bool(said.group("add") or said.group("zh")), said.group("n")
    signs = {sign for sign, digits in _STEPS.findall(code) if digits == number}
    return said.group() if signs == {"-" if adds else "+"} else None


def _is_of_entry(page: Page, remark: Documented, claim: Claim) -> bool:
    """Whether a claim stands in what is said of a parameter, as ``charset 编码`` does."""
    items = page.docstring(remark.comment).parameters or ()
    line = remark.text.count("\n", 0, claim.start)
    return any(item.line == line for item in items)


def _is_whole(text: str, claim: Claim) -> bool:
    """Whether the claim is about what the function does: no participle; in the summary if the word is common."""
    if claim.value not in {"first", "last", "upper", "lower"}:
        return not text[claim.start : claim.end].endswith("ed") and not _NOUN_HAN.search(
            text[max(0, claim.start - 2) : claim.end + 1]
        )
    return re.search(r"[.。\n](?=\s|$|[\u4e00-\u9fff])", text[: claim.start]) is None


def _kept(body: tuple[Statement, ...]) -> frozenset[str]:
    """What a function keeps or hands out of a sequence: a bounded deque keeps the last, ``return xs[0]`` the first."""
    shown = proved(tuple(s for s in body if s.kind == "return" or "maxlen=" in s.text))
    return shown | {"first"} if _leaves_loop(body) else shown


def _leaves_loop(body: tuple[Statement, ...]) -> bool:
    """Whether the only loop, which goes forward, is left with a result at the first that fits."""
    loops = [s for s in body if s.kind in {"for", "while"}]
    if len(loops) != 1 or loops[0].kind == "while" or re.search(r"reversed\(|-1|--|-= 1|sort", loops[0].text):
        return False
    inside = [s for s in body if loops[0].line < s.line <= loops[0].body_end and s.kind == "return"]
    return len(inside) == 1 and re.fullmatch(r"[A-Za-z_]\w*", inside[0].value) is not None


def _outermost(statement: Statement) -> set[str]:
    """The quantifier that the value begins with, else both (an inner one may be meant)."""
    return {statement.value[:3]} if statement.value.startswith(("all(", "any(")) else {"all", "any"}


def _named(statement: Statement) -> frozenset[str]:
    """``first`` or ``last``, ``row`` or ``column`` when only one of them is a word of the statement's names."""
    words = words_of(statement)
    found = words & {"first", "last"} if statement.kind in {"return", "raise", "expression"} else frozenset()
    lines = {name for name, forms in _LINES.items() if words & forms}
    return (found if len(found) == 1 else frozenset()) | (lines if len(lines) == 1 else frozenset())


def _excused(remark: Judged, claim: Claim, statement: Statement) -> bool:  # noqa: C901, PLR0911 - one line for each excuse
    """Whether the words around the claim show that it is about something else."""
    said = remark.text[claim.start : claim.end].lower()
    after = remark.text[claim.end : claim.end + 40]
    if claim.value in {"first", "last"} and (
        _TIME.match(after) or (said.isascii() and f" {said.split()[-1]} " in f" {' '.join(statement.names)} ")
    ):
        return True
    if claim.value in {"min", "max"} and claim.start <= _LEADING and _CLAMPED.search(statement.text):
        return True  # a subject, of which the line keeps an index inside
    words = words_of(statement)
    if claim.value in {"oldest", "newest"} and "popitem(last=" in statement.text:
        return False
    if any(word in words for word in said.split()) or (" " not in said and _ADJECTIVE.match(said + after)):
        return True
    if claim.value in {"first", "last"} and said.startswith("the ") and not re.match(r" [A-Za-z]", after):
        return " " not in said[4:] and statement.kind not in {"return", "raise"}
    if claim.value in {"oldest", "newest"} and re.search(r"(?i)\blast\b|\bend\b|最后|末尾", after):
        return True
    if claim.value == "delete" and statement.kind == "assign" and not _begins(remark, claim):
        return True
    if claim.value == "delete":
        return (
            _OBJECTS.match(after) is not None
            or _OBJECTS.search(remark.text[max(0, claim.start - 6) : claim.end + 6]) is not None
        )
    if claim.value == "append" and statement.kind == "assign":
        return any(target in re.findall(r"[A-Za-z_]\w*", after)[:2] for target in statement.targets)
    if claim.value in {"all", "any"}:
        if remark.text[: claim.start].lower().endswith(("for ", "of ")):
            return True
        return _quantified_elsewhere(statement, said)
    if claim.value in {"add", "subtract"}:
        return not (_object_named(after, words) if said.isascii() else _named_in_han(remark.text, words))
    return claim.value == "save" and statement.kind == "assign"


def _begins(remark: Judged, claim: Claim) -> bool:
    """Whether the verb begins the remark; in Chinese its object, or where it is, may stand first (从列表中删除)."""
    return claim.start == 0 or re.fullmatch(r"[把将从][^，。；,;]*", remark.text[: claim.start]) is not None


def _object_named(after: str, words: frozenset[str]) -> bool:
    """Whether the object of the verb is generic or a name of the statement."""
    found = [word.lower() for word in re.findall(r"[A-Za-z0-9_]+", after)[:5]]
    if any(word in words or word in _GENERIC or word.isdigit() for word in found):
        return True
    return any(len(word) > 3 and name[:4] == word[:4] for word in found for name in words)


def _named_in_han(text: str, words: frozenset[str]) -> bool:
    """The same of a Chinese remark, whose object may stand anywhere: it has a generic word or a name of the statement."""
    if _GENERIC_HAN.search(text) or any(
        name.lower() in words for name in re.findall(r"[A-Za-z_][A-Za-z0-9_]*", text)
    ):
        return True
    meant = meant_by(words)
    return any(not meant.isdisjoint(unit.concepts) for _, unit in words_of_han(text))


def _quantified_elsewhere(statement: Statement, said: str) -> bool:
    """``all``/``any`` count only against the outermost call of the value or test, and not under ``not``."""
    value = statement.value.strip()
    if (
        "not any(" in statement.text
        or "not all(" in statement.text
        or (said in {"some", "都", "所有", "全部"} and "any(" not in value)
    ):
        return True
    return not (
        value.startswith(("all(", "any(", "bool(all", "bool(any")) or " all(" in value or " any(" in value
    )
