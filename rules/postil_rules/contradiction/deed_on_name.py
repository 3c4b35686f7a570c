"""CON91: a summary says that something is done to what it names, to which the code does the contrary."""

from __future__ import annotations

from collections.abc import Iterator

from postil.claims.concepts import OPPOSITES
from postil.claims.model import Claim
from postil.claims.operations import operations_of
from postil.claims.scan import may_name
from postil.facts.model import Statement
from postil.page import Page
from postil.records import Finding
from postil.rule import Example, Rule
from postil.text.lazy import regex
from postil_rules.contradiction._han import meant_by, words_of_han
from postil_rules.contradiction._judged import documented, evidence, proved

_DEEDS = frozenset(
    "add insert delete create append push open close start stop enable disable connect disconnect attach detach register unregister "
    "show hide upload download subscribe unsubscribe lock unlock acquire release pause resume encrypt decrypt compress decompress".split()
)
_CLAUSE = regex(
    r"[,;:.](?=\s|$)| ?\(|[，；：。（]| (?:and|or|but|then|so|if|when|unless|because|after|before|while|which|that)\b|并|后再|然后"
)
_NAME = regex(r"[A-Za-z_][A-Za-z0-9_]*")
_PLAIN = frozenset("self this cls it its the of from to in into on at by".split())
_MOVES = frozenset(("add", "insert", "delete", "append", "push"))
_WHERE = regex(r"\b(?:from|out of|off|to|into|in|onto)\b")
_PARTS = regex(r"\.|::|->")
_FAR = 60
_MOST = 40
_SAME = {"add": frozenset({"insert", "append", "push"}), "insert": frozenset({"add", "append", "push"})}


class DeedOnName(Rule):
    """Such as "removes it from the cache" where the code has ``cache.set(key, value)`` and takes nothing out."""

    code = "CON91"
    name = "contradiction/deed-on-name"
    tier = 3
    dimension = "accuracy"
    penalty = 0.42
    comment_kinds = ("docstring", "summary")
    needs = ("text", "tree")
    title = "the contrary is done to what is named"
    why = "What becomes of the thing is the first that a reader wants to know."
    good = (
        Example(
            "def profile(key):\n    found = fetch(key)\n    cache.set(key, found)\n    return found",
            docstring="Fetch the profile and add it to the cache.",
        ),
        Example(
            "def saved(target, body):\n    os.mkdir(target)\n    write(target, body)",
            docstring="创建 target 并写入内容。",
            language="zh",
        ),
    )
    near_misses = (
        Example(
            "def profile(key):\n    found = fetch(key)\n    cache.set(key, found)\n    cache.remove(key)\n    return found",
            docstring="Fetch the profile and remove it from the cache.",
        ),
        Example(
            "def unique(items):\n    kept = []\n    for item in items:\n        kept.append(item)\n    return kept",
            docstring="Remove repetitions from items.",
        ),
        Example(
            "def cleared(cache, log):\n    log.append(1)\n    return wipe(cache)",
            docstring="Delete all that the cache holds.",
        ),
    )
    bad = (
        Example(
            "def profile(key):\n    found = fetch(key)\n    cache.set(key, found)\n    return found",
            docstring="Fetch the profile and remove it from the cache.",
        ),
        Example(
            "def saved(target, body):\n    os.mkdir(target)\n    write(target, body)",
            docstring="删除 target 并写入内容。",
            language="zh",
        ),
    )
    paraphrases = (
        Example(
            "def ended(timer, log):\n    log.write('over')\n    timer.stop()",
            docstring="Write to the log and start the timer.",
        ),
        Example(
            "def profile(key):\n    found = fetch(key)\n    cache.set(key, found)\n    return found",
            docstring="获取资料，并移出缓存。",
            language="zh",
        ),
    )

    def check(self, page: Page) -> Iterator[Finding]:
        """Yield at most one finding for each summary."""
        for remark in documented(page):
            if remark.in_source or len(remark.body) > _MOST or not may_name(remark.text, _DEEDS):
                continue
            summary = len(remark.text.partition("\n\n")[0])
            for claim in page.claims(remark.comment, "operation"):
                if claim.kind != "operation" or claim.negated or claim.start > summary:
                    continue
                said = remark.text[claim.start : claim.end]
                found = None
                if claim.value in _DEEDS and not said.endswith("ed"):  # which tells what was done before
                    found = _contrary(remark.text, claim, remark.body)
                if found is not None:
                    concept, statement = found
                    message = f"says {claim.value} ({said!r}), the code does {concept} to what it names"
                    yield self.finding(
                        page, remark.comment, message, evidence(remark.text, claim, statement.text)
                    )
                    break


def _contrary(text: str, claim: Claim, body: tuple[Statement, ...]) -> tuple[str, Statement] | None:
    """The opposite that is done to something that the clause names, and where, if nothing does what it says."""
    concept = str(claim.value)
    opposite = OPPOSITES[concept]
    shown = proved(body)
    if opposite.isdisjoint(shown) or not shown.isdisjoint({concept, f"~{concept}", *_SAME.get(concept, ())}):
        return None
    end = _CLAUSE.search(text, claim.end, claim.end + _FAR)
    clause = text[claim.end : end.start() if end else claim.end + _FAR]
    for statement in body:
        done = operations_of(statement)
        against = opposite & done
        moved = concept in _MOVES and "create" not in done
        if against and _speaks_of(clause, _objects(statement, moved=moved), moved=moved and text.isascii()):
            return min(against), statement
    return None


def _objects(statement: Statement, *, moved: bool) -> list[str]:
    """The receivers of the calls of a statement, the last part of each; if nothing is ``moved``, arguments too.

    What is put somewhere, or taken out, is told by what it is put into.
    """
    found = []
    for call in statement.calls:
        owner = _PARTS.split(call.name)[:-1]
        found += [
            _PARTS.split(one)[-1]
            for one in (*owner[-1:], *(() if moved else call.arguments))
            if len(one) < _FAR
        ]
    return found


def _speaks_of(clause: str, objects: list[str], *, moved: bool) -> bool:
    """Whether the clause names one of ``objects``, where something is ``moved`` behind *from* or *to*."""
    where = _WHERE.search(clause) if moved else None
    told = clause[where.end() :] if where else "" if moved else clause
    names = frozenset(_NAME.findall(told)) - _PLAIN
    meant = frozenset(one for _, unit in words_of_han(told) for one in unit.concepts)
    return any(_is_named(part, names, meant) for part in objects)


def _is_named(part: str, names: frozenset[str], meant: frozenset[str]) -> bool:
    name = part.strip("&*_ ")
    return _NAME.fullmatch(name) is not None and (name in names or not meant.isdisjoint(meant_by((name,))))
