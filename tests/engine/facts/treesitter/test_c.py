"""C and C++: what their statements, functions and classes show."""

from __future__ import annotations

import pytest

from postil.facts.model import Facts, Statement
from postil.facts.registry import facts_of

RING = """#include <stdlib.h>
#define LIMIT 16

/** A ring of bytes. */
typedef struct {
    unsigned char *data;
    int head, tail;
} ring_t;

int ring_size(const ring_t *ring);

/*!
 * Puts a byte in.
 * \\param[in] ring where to
 * \\return 0, or -1 when it is full
 */
static int ring_put(ring_t *ring, unsigned char byte, int flags[])
{
    if (ring == NULL || !ring->data) {
        return -1;
    }
    else if (ring->head >= LIMIT)
        return ring_grow(ring, 2 * LIMIT);
    for (int i = 0; i < LIMIT; ++i) {
        ring->data[i] = 0;
    }
    do {
        ring->head--;
    } while (ring->head > 0x10);
    switch (flags[0]) {
    case 1:
        printf("%d", byte);
        break;
    default:
        free(ring->data);
    }
    return 0;
}
"""


@pytest.fixture(scope="module")
def ring() -> Facts:
    return facts_of(RING, "c")


def at(facts: Facts, start: str) -> Statement:
    return next(statement for statement in facts.statements if statement.text.startswith(start))


def test_the_code_is_read_without_a_problem(ring: Facts) -> None:
    assert ring.problems == ()
    assert ring.imports == (("stdlib", "stdlib.h"),)
    assert at(ring, "#define").targets == ("LIMIT",)


def test_a_struct_is_a_class_by_the_name_of_its_type(ring: Facts) -> None:
    (owner,) = ring.classes
    assert (owner.name, owner.attributes, owner.docstring) == (
        "ring_t",
        ("data", "head", "tail"),
        "A ring of bytes.",
    )


def test_functions_and_prototypes_have_parameters(ring: Facts) -> None:
    declared, put = ring.functions
    assert (declared.name, declared.stub, declared.parameters[0].name) == ("ring_size", True, "ring")
    assert (put.name, put.return_annotation, put.stub) == ("ring_put", "int", False)
    assert [p.name for p in put.parameters] == ["ring", "byte", "flags"]
    assert put.docstring == "Puts a byte in.\n\\param[in] ring where to\n\\return 0, or -1 when it is full"


def test_a_brace_on_a_line_of_its_own_belongs_to_the_header(ring: Facts) -> None:
    header = at(ring, "static int")
    assert (header.line, header.end_line, header.body_end) == (17, 18, 38)
    assert ring.at(18) == header


def test_branches_loops_and_values(ring: Facts) -> None:
    assert at(ring, "if").value == "ring == None or not ring->data"
    assert [(r.value, len(r.guards)) for r in ring.functions[1].returns] == [
        ("-1", 1), ("ring_grow(ring, 2 * LIMIT)", 2), ("0", 0),
    ]  # fmt: skip
    assert (at(ring, "for").targets, at(ring, "for").value) == (("i",), "i < LIMIT")
    assert [literal.value for literal in at(ring, "while").literals] == [16]
    assert at(ring, "do").kind == "while"
    assert at(ring, "printf").effects[0].kind == "io"
    assert [(e.kind, e.target) for e in at(ring, "ring->data[i]").effects] == [("store", "ring->data[i]")]


SHAPE = """namespace shapes {

/// A round thing.
template <typename T>
class Round : public Shape<T>, private Counted {
public:
    explicit Round(T radius = 1) : radius_(radius) {}
    virtual double area(const Scale& scale, int digits = 2) const override {
        return 3.14 * this->radius_ * scale.value();
    }
    void draw() const;

private:
    T radius_;
    std::vector<T> parts_;
};

}  // namespace shapes

double Round::grow(const std::string& name, double by) {
    try {
        if (by <= 0 && !name.empty()) throw std::invalid_argument("by");
        for (const auto& part : parts_) {
            std::cout << part << std::endl;
        }
    } catch (const std::exception& problem) {
        throw;
    }
    auto larger = [&](double x) { return x > by; };
    parts_.push_back(by);
    delete cache_;
    return static_cast<double>(by);
}
"""


@pytest.fixture(scope="module")
def shape() -> Facts:
    return facts_of(SHAPE, "cpp")


def test_a_class_has_bases_methods_and_attributes(shape: Facts) -> None:
    assert shape.problems == ()
    (owner,) = shape.classes
    assert (owner.name, owner.docstring) == ("Round", "A round thing.")
    assert owner.bases[:2] == ("Shape", "Counted")
    assert owner.attributes == ("radius_", "parts_")
    assert [function.qualname for function in shape.functions] == [
        "Round.Round", "Round.area", "Round.draw", "Round.grow", "Round.grow.larger",
    ]  # fmt: skip


def test_parameters_have_types_and_defaults(shape: Facts) -> None:
    area = shape.functions[1]
    assert [(p.name, p.annotation, p.default) for p in area.parameters] == [
        ("scale", "Scale", None),
        ("digits", "int", "2"),
    ]


def test_exceptions_are_thrown_and_passed_on(shape: Facts) -> None:
    grow = shape.functions[3]
    assert [(r.exception, r.caught) for r in grow.raises] == [
        ("std.invalid_argument", True),
        ("std.exception", False),
    ]
    assert [(e.kind, e.target) for e in at(shape, "parts_.push_back").effects] == [("mutate", "parts_")]
    assert at(shape, "delete").kind == "delete"
    assert at(shape, "for").targets == ("part",)


def test_a_header_of_c_may_hold_cpp() -> None:
    facts = facts_of("class Box {\npublic:\n    int size() const { return size_; }\n};", "c")
    assert (facts.problems, facts.language) == ((), "c")
    assert [owner.name for owner in facts.classes] == ["Box"]


@pytest.mark.parametrize(
    ("code", "kinds"),
    [
        ("Box::Box(int n) : n_(n) {\n    go();\n}", ["function", "expression"]),
        ("int n = 1;\nn++;", ["assign", "augassign"]),
        ("} else {\n    n = 3;\n}", ["else", "assign"]),
        ("if (n) {\n    go();", ["if", "expression"]),
        ("public:\n    int size() const { return n; }", ["function", "return"]),
    ],
)
def test_fragments_are_read(code: str, kinds: list[str]) -> None:
    assert [statement.kind for statement in facts_of(code, "cpp").statements] == kinds
