"""The bases of a class, and the owners of a method, as their headers name them."""

from __future__ import annotations

import pytest

from postil.facts.registry import facts_of


@pytest.mark.parametrize(
    ("language", "code", "bases"),
    [
        ("java", "class A extends Map.Entry<K, V> implements List<Item>, Closeable {}", ("Map.Entry", "List", "Closeable")),
        ("java", "class A extends @Shared Base {}", ("Base",)),
        ("java", "interface A extends Iterable<String>, B {}", ("Iterable", "B")),
        ("javascript", "class A extends chart.Element {}", ("chart.Element",)),
        ("javascript", "class A extends mixed(B, C) {}", ("mixed(B, C)",)),
        ("typescript", "class A extends B.C<D> implements E<F>, G {}", ("B.C", "E", "G")),
        ("typescript", "interface A<T> extends Options<T>, Other {}", ("Options", "Other")),
        ("cpp", "class A : public std::vector<int>, private virtual B<C>, D {};", ("std.vector", "B", "D")),
        ("rust", "trait A: std::fmt::Debug + Into<String> + 'static + for<'a> Fn(&'a u8) -> u8 {}", ("std.fmt.Debug", "Into", "Fn")),
        ("rust", "trait A: ?Sized {}", ()),
    ],
)  # fmt: skip
def test_bases_have_their_whole_name_and_no_type_arguments(
    language: str, code: str, bases: tuple[str, ...]
) -> None:
    assert facts_of(code, language).classes[0].bases == bases


@pytest.mark.parametrize(
    ("language", "code", "name"),
    [
        ("cpp", "void A::B<C>::D::run(int a) {}", "A.B.D.run"),
        ("cpp", "class Block::Iter : public Iterator {\n  void run() {}\n};", "Block.Iter.run"),
        ("rust", "impl std::io::Error {\n    fn run() {}\n}", "std.io.Error.run"),
    ],
)
def test_the_qualified_name_of_a_method_has_all_its_owners(language: str, code: str, name: str) -> None:
    assert [one.qualname for one in facts_of(code, language).functions] == [name]
