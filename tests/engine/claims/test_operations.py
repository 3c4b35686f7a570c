"""What statements prove."""

import pytest

from postil.claims.conditions import Atom, atoms_of, conditions_of, is_disjunction
from postil.claims.operations import operations_of
from postil.facts.model import Statement
from postil.facts.registry import facts_of


def statement(code: str) -> Statement:
    return facts_of(code, "python").statements[0]


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("total -= price", "subtract"),
        ("total = total - a[i + 1]", "subtract"),
        ("total += 1", "add"),
        ("x = a * b", "multiply"),
        ("x = a // b", "floor"),
        ("x = -(-a // b)", "ceil"),
        ("x = (k + 7) // 8", "ceil"),
        ("xs += [1]", "append"),
        ("xs = [1] + xs", "prepend"),
        ("xs.insert(0, x)", "prepend"),
        ("xs.append(x)", "append"),
        ("del d[k]", "delete"),
        ("d[k] = 1", "insert"),
        ("x = xs[-1]", "last"),
        ("x = xs[0]", "first"),
        ("q.popitem(last=False)", "oldest"),
        ("q.pop()", "newest"),
        ("x = sorted(xs)", "ascending"),
        ("x = sorted(xs, key=lambda t: -t)", "descending"),
        ("xs.sort(reverse=True)", "in_place"),
        ("x = max(xs)", "max"),
        ("x = min(a, b)", "smaller"),
        ("x = a if a > b else b", "larger"),
        ("x = max(rows, key=lambda r: r.time)", "newest"),
        ("logs.sort(key=lambda r: r.time)", "oldest"),
        ("f = open(p, 'w')", "write"),
        ("f = open(p)", "read"),
        ("f.seek(0, os.SEEK_END)", "file_end"),
        ("f.seek(0)", "file_start"),
        ("x = raw.decode()", "decode"),
        ("x = base64.b64encode(raw)", "encode"),
        ("enable_feature()", "enable"),
        ("x.enabled = False", "disable"),
        ("x = root.glob('**/*.py')", "recursive"),
        ("cur.execute('SELECT a FROM t ORDER BY a DESC')", "descending"),
        ("x = raw.decode('ascii', errors='ignore')", "tolerate"),
        ("os.makedirs(p, exist_ok=True)", "tolerate"),
        ("x = pause * 2 ** n", "double"),
        ("x = n / 2", "halve"),
        ("x = list(xs)", "copy"),
        ("raise", "reraise"),
    ],
)
def test_decisive_evidence(code: str, expected: str) -> None:
    assert expected in operations_of(statement(code))


@pytest.mark.parametrize(
    ("code", "absent"),
    [
        ("x = xs[i - 1]", "subtract"),
        ("x = max(1, n)", "max"),
        ("x = sorted(xs, reverse=flag)", "ascending"),
        ("x = 'a - b'", "subtract"),
    ],
)
def test_what_decides_nothing_is_no_evidence(code: str, absent: str) -> None:
    assert absent not in operations_of(statement(code))


@pytest.mark.parametrize(
    ("test", "states"),
    [
        ("not items", {"empty", "absent"}),
        ("items", {"nonempty", "present"}),
        ("len(items) == 0", {"empty"}),
        ("not (len(items) == 0)", {"nonempty"}),
        ("len(items) < 1", {"empty"}),
        ("len(items) > 0", {"nonempty"}),
        ("x is None", {"none", "absent"}),
        ("x is not None", {"not_none", "present"}),
        ("k in d", {"present"}),
        ("k not in d", {"absent"}),
        ("not k in d", {"absent"}),
        ("n % 2 == 0", {"even"}),
        ("n % 2", {"odd"}),
        ("n < 0", {"negative"}),
        ("n >= 0", {"nonnegative"}),
        ("n > 0", {"positive"}),
        ("n == 0", {"zero"}),
        ("a == b", {"equal"}),
        ("a != b", {"different"}),
        ("x == ''", {"empty"}),
        ("x is True", {"true"}),
        ("s.startswith('#')", {"prefixed"}),
        ("not s.endswith('#')", {"not_suffixed"}),
        ("path.exists()", {"present"}),
        ("not isinstance(x, int)", {"not_instance"}),
        ("x.is_ready()", {"true"}),
    ],
)
def test_states_of_a_test(test: str, states: set[str]) -> None:
    assert states <= conditions_of(statement(f"if {test}:\n    pass"))[0].states


def test_a_test_is_taken_apart_at_its_own_level() -> None:
    assert [atom.text for atom in atoms_of("(a and not (b or c)) or d == 'x or y'")][-1] == "d == 'x or y'"
    assert [atom.text for atom in atoms_of("a and b")] == ["a", "b"]
    assert atoms_of("") == ()


def test_comparisons_keep_their_sides() -> None:
    atom: Atom = atoms_of("not n < 3")[0]
    assert (atom.left, atom.operator, atom.right) == ("n", ">=", "3")


def test_the_filter_of_a_comprehension_is_a_test() -> None:
    atoms = conditions_of(statement("users = [u for u in users if not u.banned]"))
    assert [(atom.text, atom.truthy) for atom in atoms] == [("u.banned", False)]
    assert conditions_of(statement("x = [a if a else b for a in c]")) == ()


def test_a_guarded_case_is_a_test() -> None:
    facts = facts_of("match x:\n    case [a] if a:\n        pass", "python")
    guarded = next(s for s in facts.statements if s.kind == "case")
    assert conditions_of(guarded)[0].text == "a"


@pytest.mark.parametrize(
    ("test", "expected"),
    [("a or b", True), ("a and b", False), ("a and b or c", None), ("a", None), ("a == 'x or y'", None)],
)
def test_connectives(test: str, expected: bool | None) -> None:
    assert is_disjunction(test) is expected
