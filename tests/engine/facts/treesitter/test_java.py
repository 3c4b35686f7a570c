"""Java: what its statements, functions and classes show."""

from __future__ import annotations

import pytest

from postil.facts.model import Facts, Statement
from postil.facts.registry import facts_of

STORE = """package shop.stock;

import java.util.List;
import static java.lang.Math.max;

/**
 * Keeps what is in stock.
 */
@Component
public class Store<T> extends Base implements Closeable {
    private static final int LIMIT = 10;
    private List<T> items = new ArrayList<>();

    public Store(List<T> items) {
        super(items);
        this.items = items;
    }

    /**
     * Takes one item out.
     *
     * @param name the name of the item
     * @return the item
     * @throws MissingException if there is none
     */
    @Override
    public T take(final String name, int... counts) throws MissingException, IOException {
        if (name == null || name.isEmpty()) {
            return null;
        } else if (!this.open && counts.length > 0) {
            throw new IllegalStateException("closed");
        }
        for (int i = 0; i < items.size(); i++) {
            total += items.get(i);
        }
        for (T item : items) {
            items.remove(item);
        }
        try (Reader reader = open(name)) {
            reader.read();
        } catch (IOException | MissingException problem) {
            throw problem;
        } finally {
            close();
        }
        return items.get(0);
    }
}
"""


@pytest.fixture(scope="module")
def store() -> Facts:
    return facts_of(STORE, "java")


def at(facts: Facts, start: str) -> Statement:
    return next(statement for statement in facts.statements if statement.text.startswith(start))


def test_the_code_is_read_without_a_problem(store: Facts) -> None:
    assert store.problems == ()
    assert store.language == "java"


def test_imports_are_pairs_of_local_and_full_name(store: Facts) -> None:
    assert store.imports == (("List", "java.util.List"), ("max", "java.lang.Math.max"))


def test_a_class_has_bases_attributes_and_its_doc_comment(store: Facts) -> None:
    (owner,) = store.classes
    assert (owner.name, owner.bases) == ("Store", ("Base", "Closeable"))
    assert owner.attributes == ("LIMIT", "items")
    assert owner.docstring == "Keeps what is in stock."
    assert (owner.line, owner.docstring_line) == (10, 6)


def test_a_method_has_parameters_result_and_declared_exceptions(store: Facts) -> None:
    built, take = store.functions
    assert (built.qualname, built.is_method) == ("Store.Store", True)
    assert [(p.name, p.kind, p.annotation) for p in take.parameters] == [
        ("name", "positional", "String"),
        ("counts", "star", "int"),
    ]
    assert take.return_annotation == "T"
    assert take.decorators == ("Override",)
    assert take.docstring is not None
    assert take.docstring.startswith("Takes one item out.\n\n@param name the name")


def test_returns_and_throws_know_their_guards(store: Facts) -> None:
    take = store.functions[1]
    test = "name == None or name.isEmpty()"
    assert [(r.value, r.guards) for r in take.returns] == [
        ("None", (test,)),
        ("items.get(0)", ()),
    ]
    assert [(r.line, r.exception) for r in take.raises] == [
        (27, "MissingException"),
        (27, "IOException"),
        (31, "IllegalStateException"),
        (42, "IOException"),
        (42, "MissingException"),
    ]
    assert take.raises[2].guards == (f"not ({test})", "not this.open and counts.length > 0")


def test_branches_stand_beside_each_other(store: Facts) -> None:
    starts = ("if (name", "else if", "try", "catch", "finally")
    branches = [at(store, start) for start in starts]
    assert [branch.kind for branch in branches] == ["if", "elif", "try", "except", "finally"]
    assert len({branch.parent for branch in branches}) == 1


def test_a_test_shows_comparisons_operators_and_values(store: Facts) -> None:
    test = at(store, "if (name")
    assert [(c.left, c.operator, c.right) for c in test.comparisons] == [("name", "==", "None")]
    assert test.operators == ("==", "or")
    assert [literal.kind for literal in test.literals] == ["none"]
    assert [call.name for call in test.calls] == ["name.isEmpty"]


def test_loops_bind_what_each_round_has(store: Facts) -> None:
    counted, each = at(store, "for (int"), at(store, "for (T")
    assert (counted.kind, counted.targets, counted.value) == ("for", ("i",), "i < items.size()")
    assert (each.kind, each.targets, each.value) == ("for", ("item",), "items")


def test_effects_are_told(store: Facts) -> None:
    assert [(e.kind, e.target) for e in at(store, "items.remove").effects] == [("mutate", "items")]
    assert [(e.kind, e.target) for e in at(store, "this.items").effects] == [("store", "this.items")]
    assert at(store, "total").kind == "augassign"


def test_lines_of_brackets_and_comments_belong_to_no_statement(store: Facts) -> None:
    assert store.at(32) is None
    assert store.at(7) is None


@pytest.mark.parametrize(
    ("code", "kinds"),
    [
        ("int half(int n) {\n  return n / 2;\n}", ["function", "return"]),
        ("public Box(int n) {\n  super(n);\n}", ["function", "expression"]),
        ("int n = 1;\nn++;", ["assign", "augassign"]),
        ("} else {\n  n = 3;\n}", ["else", "assign"]),
        ("read();\n} catch (IOException e) {\n  log(e);\n}", ["expression", "except", "expression"]),
        ("void f() {\n  if (x) {\n    go();", ["function", "if", "expression"]),
        ("return n", ["return"]),
        ("switch (n) {\n case 1 -> a();\n default -> b();\n}", ["match", "case", "case"]),
        ("do {\n  n--;\n} while (n > 0);", ["while", "augassign", "while"]),
        ("synchronized (lock) {\n  go();\n}", ["with", "expression"]),
        ('assert n > 0 : "few";', ["assert"]),
    ],
)
def test_fragments_are_read_in_their_place(code: str, kinds: list[str]) -> None:
    facts = facts_of(code, "java")
    assert [statement.kind for statement in facts.statements] == kinds
    assert [facts.statements[i].line for i in range(len(kinds))] == sorted(
        statement.line for statement in facts.statements
    )
    assert facts.lines == code.count("\n") + 1
    assert all(statement.body_end <= facts.lines for statement in facts.statements)


def test_code_that_is_cut_off_is_told() -> None:
    (problem,) = facts_of("void f() {\n  go();\n", "java").problems
    assert "never closed" in problem.message


def test_blocks_inside_an_expression_hang_on_its_statement() -> None:
    code = "list.stream()\n  .filter(x -> {\n    seen++;\n    return x > 0;\n  })\n  .map(y -> y + 1);"
    facts = facts_of(code, "java")
    outer, first, second = facts.statements
    assert (outer.line, outer.end_line, outer.body_end) == (1, 2, 6)
    assert (first.parent, second.parent, second.kind) == (0, 0, "return")
    assert facts.at(6) == outer


def test_a_lambdas_return_is_not_its_functions() -> None:
    code = "int f() {\n  run(() -> {\n    return 1;\n  });\n  return 2;\n}"
    assert [found.value for found in facts_of(code, "java").functions[0].returns] == ["2"]


def test_an_anonymous_class_has_functions_of_its_own() -> None:
    code = "Runnable r = new Runnable() {\n  @Override\n  public void run() {\n    go();\n  }\n};"
    facts = facts_of(code, "java")
    assert [function.name for function in facts.functions] == ["run"]
    assert [statement.kind for statement in facts.statements] == [
        "assign",
        "decorator",
        "function",
        "expression",
    ]


def test_a_block_inside_a_test_hangs_on_its_header() -> None:
    code = "if (rows.stream().anyMatch(row -> {\n  seen++;\n  return row.ok();\n})) {\n  go();\n}"
    facts = facts_of(code, "java")
    assert [(s.kind, s.line, s.parent) for s in facts.statements] == [
        ("if", 1, -1),
        ("augassign", 2, 0),
        ("return", 3, 0),
        ("expression", 5, 0),
    ]
    assert facts.at(3) == facts.statements[2]
