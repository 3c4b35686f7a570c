"""The memory for questions about statements."""

import pytest

from postil.claims import memo
from postil.facts.model import Statement
from postil.facts.registry import facts_of


def test_a_question_is_asked_once_for_each_statement(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(memo, "_MOST", 2)
    asked: list[str] = []

    @memo.remembered
    def text_of(statement: Statement) -> str:
        """The text of the statement, noted when asked for."""
        asked.append(statement.text)
        return statement.text

    statements = facts_of("a = 1\nb = 2\nc = 3", "python").statements
    assert [text_of(one) for one in (*statements[:2], *statements[:2])] == ["a = 1", "b = 2"] * 2
    assert asked == ["a = 1", "b = 2"]
    assert text_of(statements[2]) == "c = 3"
    assert text_of(statements[0]) == "a = 1"
    assert asked == ["a = 1", "b = 2", "c = 3", "a = 1"]
    assert text_of.__doc__ == "The text of the statement, noted when asked for."
