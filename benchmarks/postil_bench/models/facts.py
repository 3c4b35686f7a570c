"""A baseline without a model: comments made from what static analysis knows of the code.

True by construction and never more than the code says: what a language model must beat to be worth its watts.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from postil.facts.registry import facts_of
from postil.reading.query import code_in_query
from postil.text.lazy import regex
from postil_bench.models.base import Answer, Prompt
from postil_bench.models.guesses import GUESSES
from postil_bench.models.wording import WORDINGS, Wording

_HAN = regex("[\u4e00-\u9fff]")


class FactsModel:
    """Comments every statement of the code in a prompt, in the language of the prompt or in ``language``.

    To prompts of a task of the benchmark it answers with the guess for that task.
    """

    def __init__(self, language: str | None = None, name: str = "facts") -> None:
        self.name, self._language = name, language

    def answer(self, prompts: Iterable[Prompt]) -> Iterator[Answer]:
        """Comments by line, or a guess; an error for a prompt without code, or a task that there is no guess for."""
        for prompt in prompts:
            asked = prompt.question or prompt.text
            code = code_in_query(asked)
            language = self._language or ("zh" if _HAN.search(prompt.text.replace(code, "")) else "en")
            if prompt.task in GUESSES:
                text = GUESSES[prompt.task](asked, language)
                yield Answer(prompt.id, text or None, None if text else "the rules have no guess")
                continue
            text = comment_code(code, language)
            yield Answer(prompt.id, text or None, None if text else "no code in the prompt")


def comment_code(code: str, language: str = "en") -> str:
    """A comment for each line of ``code`` that begins a statement worth one, in the form ``Line N: ...``."""
    facts = facts_of(code, "python")
    words: Wording = WORDINGS[language]
    functions = {function.statement: function for function in facts.functions}
    said: dict[int, str] = {}
    for statement in facts.statements:
        remark = words.remark(statement, functions.get(statement.index))
        if remark:
            said.setdefault(statement.line, remark)
    return "\n".join(words.line(number, remark) for number, remark in sorted(said.items()))
