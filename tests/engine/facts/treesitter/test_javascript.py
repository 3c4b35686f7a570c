"""JavaScript and TypeScript: what their statements, functions and classes show."""

from __future__ import annotations

import pytest

from postil.facts.model import Facts, Statement
from postil.facts.registry import facts_of

CART = """import { tax as levy } from './tax.js';
import * as fs from 'fs';

/** A cart. */
export default class Cart extends Base {
  #open = true;

  constructor(owner, { size = 3, ...rest } = {}) {
    super();
    this.owner = owner;
  }

  /**
   * Adds up.
   * @param {number[]} prices what things cost
   */
  async total(prices, rate = 0.2, ...more) {
    if (!prices || prices.length === 0) {
      return null;
    } else if (rate !== undefined && rate > 1) {
      throw new RangeError(`rate ${rate}`);
    }
    let sum = 0;
    for (const price of prices) {
      sum += price;
    }
    for (let i = 0; i < more.length; i++) sum++;
    try {
      sum = await levy(sum);
    } catch (problem) {
      console.error(problem);
    }
    prices.push(sum);
    return rate ? sum * rate : sum;
  }
}

const half = (n) => n / 2;

module.exports.twice = function (n) {
  return n * 2;
};

items.forEach((item) => {
  show(item);
});

switch (kind) {
  case 'a':
    go();
    break;
  default:
    stop();
}
delete items.first;
"""


@pytest.fixture(scope="module")
def cart() -> Facts:
    return facts_of(CART, "javascript")


def at(facts: Facts, start: str) -> Statement:
    return next(statement for statement in facts.statements if statement.text.startswith(start))


def test_the_code_is_read_without_a_problem(cart: Facts) -> None:
    assert cart.problems == ()
    assert cart.imports == (("levy", "./tax.js.tax"), ("fs", "fs"))


def test_functions_of_all_forms_have_their_names(cart: Facts) -> None:
    assert [function.qualname for function in cart.functions] == [
        "Cart.constructor", "Cart.total", "half", "twice",
    ]  # fmt: skip
    total = cart.functions[1]
    assert (total.is_async, total.is_method, total.docstring) == (
        True,
        True,
        "Adds up.\n@param {number[]} prices what things cost",
    )
    assert [(p.name, p.kind, p.default) for p in total.parameters] == [
        ("prices", "positional", None),
        ("rate", "positional", "0.2"),
        ("more", "star", None),
    ]


def test_a_parameter_that_is_taken_apart_has_free_names(cart: Facts) -> None:
    assert [p.kind for p in cart.functions[0].parameters] == ["positional", "double_star"]


def test_a_class_has_its_base_and_attributes(cart: Facts) -> None:
    (owner,) = cart.classes
    assert (owner.name, owner.bases, owner.docstring) == ("Cart", ("Base",), "A cart.")
    assert "owner" in owner.attributes


def test_tests_are_spelled_alike(cart: Facts) -> None:
    test, other = at(cart, "if (!prices"), at(cart, "else if")
    assert test.value == "not prices or prices.length == 0"
    assert [(c.left, c.operator, c.right) for c in test.comparisons] == [("prices.length", "==", "0")]
    assert (other.kind, other.value) == ("elif", "rate != None and rate > 1")


def test_returns_and_throws_know_their_guards(cart: Facts) -> None:
    total = cart.functions[1]
    assert [r.value for r in total.returns] == ["None", "rate ? sum * rate : sum"]
    (thrown,) = total.raises
    assert (thrown.exception, thrown.guards) == (
        "RangeError",
        ("not (not prices or prices.length == 0)", "rate != None and rate > 1"),
    )


def test_an_arrow_without_a_block_returns_its_expression(cart: Facts) -> None:
    half = cart.functions[2]
    assert [(r.line, r.value) for r in half.returns] == [(38, "n / 2")]


def test_loops_calls_and_effects_are_told(cart: Facts) -> None:
    assert at(cart, "for (const").targets == ("price",)
    assert at(cart, "sum++").kind == "augassign"
    assert [(e.kind, e.target) for e in at(cart, "prices.push").effects] == [("mutate", "prices")]
    assert at(cart, "sum = await").effects[-1].kind in ("await", "bind")
    assert at(cart, "console.error").effects[0].kind == "io"
    assert at(cart, "delete").kind == "delete"


def test_a_callback_hangs_on_its_call(cart: Facts) -> None:
    call, inner = at(cart, "items.forEach"), at(cart, "show")
    assert inner.parent == call.index
    assert (call.line, call.end_line, call.body_end) == (44, 44, 46)


def test_cases_stand_inside_their_switch(cart: Facts) -> None:
    switch = at(cart, "switch")
    cases = [s for s in cart.statements if s.kind == "case"]
    assert [(case.value, case.parent) for case in cases] == [("'a'", switch.index), ("", switch.index)]


TYPED = """export interface Shape {
  name: string;
  area(scale: number): number;
}

/** Any sides. */
type Sides = number | string;

enum Kind { Round, Square = 2 }

abstract class Round<T> implements Shape {
  private readonly radius: number = 1;

  constructor(public name: string, size?: number) {}

  abstract draw(): void;

  public async area(scale: number = 1): Promise<number> {
    return Math.PI * (this.radius as number) ** 2 * scale;
  }
}
"""


def test_typescript_has_interfaces_types_and_annotations() -> None:
    facts = facts_of(TYPED, "typescript")
    assert facts.problems == ()
    assert [owner.name for owner in facts.classes] == ["Shape", "Kind", "Round"]
    functions = {function.qualname: function for function in facts.functions}
    assert list(functions) == ["Shape.area", "Round.constructor", "Round.draw", "Round.area"]
    assert (functions["Shape.area"].stub, functions["Round.draw"].stub) == (True, True)
    area = functions["Round.area"]
    assert (area.return_annotation, area.is_async) == ("Promise<number>", True)
    assert [(p.name, p.annotation, p.default) for p in area.parameters] == [("scale", "number", "1")]
    assert [s.kind for s in facts.statements if s.text.startswith("type")] == ["type"]


@pytest.mark.parametrize(
    ("code", "names"),
    [
        ("async find(id) {\n  return this.rows[id];\n}", ["find"]),
        ("public async find(id: string): Promise<Row> {\n  return this.rows[id];\n}", ["find"]),
        ("const find = function (id) {\n  return rows[id];\n};", ["find"]),
        ("find: function (id) {\n  return rows[id];\n},", ["find"]),
        ("export const Find = ({ id }: Props) => {\n  return <p>{id}</p>;\n};", ["Find"]),
        ("function* walk(tree) {\n  yield tree;\n}", ["walk"]),
    ],
)
def test_a_bare_method_in_either_language_is_a_function(code: str, names: list[str]) -> None:
    facts = facts_of(code, "javascript")
    assert facts.problems == ()
    assert facts.language == "javascript"
    assert [function.name for function in facts.functions] == names
    assert facts.functions[0].line == 1


def test_a_generator_yields() -> None:
    (walk,) = facts_of("function* walk(tree) {\n  yield tree;\n}", "javascript").functions
    assert walk.yields == (2,)
