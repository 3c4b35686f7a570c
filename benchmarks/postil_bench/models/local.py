"""A GGUF model in this process, prompted the way a base model needs it: by examples it can go on from.

Code is commented line by line: the model sees the examples and one line, and writes one remark. A model of 270
million parameters that sees its remarks so far repeats them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from hashlib import sha256
from pathlib import Path
from time import perf_counter
from typing import Any

from postil.edge.generation import Generated, Generator, model_file
from postil.errors import UsageError
from postil.facts.registry import facts_of
from postil.reading.query import code_in_query
from postil.text.lazy import regex
from postil_bench.models.base import Answer, Prompt
from postil_bench.models.cache import AnswerCache

_HAN = regex("[\u4e00-\u9fff]")
_REMARK_TOKENS, _ANSWER_TOKENS = 32, 160
_SKIPPED = frozenset({"else", "try", "finally", "pass", "break", "continue", "docstring", "decorator"})
_SHOTS = {
    "en": (
        ("def area(width, height):", "Define area, which takes width and height."),
        ("    if width < 0 or height < 0:", "Check whether width or height is negative."),
        ('        raise ValueError("negative side")', "Raise ValueError for a negative side."),
        ("    return width * height", "Return width times height."),
        ("for name in names:", "Go through each name in names."),
        ("    seen[name] = seen.get(name, 0) + 1", "Count how often name was seen."),
    ),
    "zh": (
        ("def area(width, height):", "定义函数area，接受width和height。"),
        ("    if width < 0 or height < 0:", "检查width或height是否为负数。"),
        ('        raise ValueError("negative side")', "边长为负时抛出ValueError。"),
        ("    return width * height", "返回width与height的乘积。"),
        ("for name in names:", "遍历names中的每个name。"),
        ("    seen[name] = seen.get(name, 0) + 1", "统计name出现的次数。"),
    ),
}
_HEADS = {"en": ("Code", "Comment"), "zh": ("代码", "注释")}
_ISSUE = (
    "Question: How do I join a list of strings?\nAnswer: Call `', '.join(parts)`.\n\nQuestion: {}\nAnswer:"
)


class LocalModel:
    """A small model on the CPU; loaded when first asked.

    Args:
        path: a ``.gguf`` file; by default Gemma 3 270M of the extra ``[gguf]``.
        threads: threads of llama.cpp.
        lines: at most so many lines of a snippet get a remark.
        temperature: 0 takes the likeliest token each time; above, what is drawn depends on the seed of the prompt.
        cache: a folder for answers, or ``None``.
    """

    def __init__(
        self,
        path: str | Path | None = None,
        threads: int = 1,
        lines: int = 24,
        temperature: float = 0.0,
        cache: str | Path | None = None,
        name: str | None = None,
    ) -> None:
        self._path, self._threads, self._lines, self._temperature = path, threads, lines, temperature
        self._cache = AnswerCache(cache)
        self.name = name or (Path(path).stem if path else "gemma3-270m")

    def answer(self, prompts: Iterable[Prompt]) -> Iterator[Answer]:
        """One answer for each prompt, one after another."""
        for prompt in prompts:
            request = self._request(prompt)
            kept = self._cache.get(request)
            if kept is not None:
                counts = {"tokens": kept["tokens"], "prompt_tokens": kept.get("prompt_tokens")}
                yield Answer(prompt.id, kept["text"], cached=True, **counts)
                continue
            answer = self._answer(prompt)
            if answer.text is not None:
                counted = {"tokens": answer.tokens, "prompt_tokens": answer.prompt_tokens}
                self._cache.put(request, {"text": answer.text, **counted})
            yield answer

    @cached_property
    def fingerprint(self) -> str:
        """A hash of the weights.

        Raises:
            UsageError: they are not there.
        """
        with model_file(self._path).open("rb") as stream:
            digest = sha256()
            while part := stream.read(1 << 20):
                digest.update(part)
        return digest.hexdigest()

    @cached_property
    def _generator(self) -> Generator:
        return Generator(self._path, threads=self._threads)

    def _request(self, prompt: Prompt) -> dict[str, Any]:
        """All that shapes the answer."""
        if not prompt.task:
            return {"model": self.name, "lines": self._lines, "prompt": prompt.text, "shots": _SHOTS}
        drawn = {"temperature": self._temperature, "seed": prompt.seed} if self._temperature else {}
        asked = {"model": self.name, "weights": self.fingerprint, "prompt": prompt.text}
        return {**asked, "tokens": prompt.tokens, "stop": prompt.stop, **drawn}

    def _answer(self, prompt: Prompt) -> Answer:
        began = perf_counter()
        self._generator  # noqa: B018 - a model that cannot be loaded is an error of the run, not of one prompt
        try:
            text, parts = self._generated(prompt)
        except UsageError as error:
            return Answer(prompt.id, None, str(error), perf_counter() - began)
        return Answer(
            prompt.id,
            text,
            seconds=perf_counter() - began,
            prompt_seconds=sum(part.prompt_seconds for part in parts),
            tokens=sum(part.tokens for part in parts),
            prompt_tokens=sum(part.prompt_tokens for part in parts),
        )

    def _generated(self, prompt: Prompt) -> tuple[str, list[Generated]]:
        """What goes on from the prompt of a task, which has examples of its own; else the prompts of this module.

        The prompt of a task is read afresh each time: parts kept from the one before change the last digits, and so
        the answer would depend on what was asked before.
        """
        if prompt.task:
            made = self._generator.generate(
                prompt.text,
                prompt.tokens or _ANSWER_TOKENS,
                prompt.stop,
                afresh=True,
                temperature=self._temperature,
                seed=prompt.seed or 0,
            )
            return made.text, [made]
        return self._commented(prompt.text) if code_in_query(prompt.text) else self._replied(prompt.text)

    def _replied(self, question: str) -> tuple[str, list[Generated]]:
        made = self._generator.generate(
            _ISSUE.format(question.strip()), _ANSWER_TOKENS, ("\nQuestion:", "\n\n\n")
        )
        return made.text.strip(), [made]

    def _commented(self, question: str) -> tuple[str, list[Generated]]:
        code = code_in_query(question)
        language = "zh" if _HAN.search(question.replace(code, "")) else "en"
        lines = code.split("\n")
        said, parts = [], []
        shots = _shown(_SHOTS[language], language)
        for number in lines_to_comment(code)[: self._lines]:
            head, tail = _HEADS[language]
            asked = f"{shots}{head}: {lines[number - 1].strip()}\n{tail}:"
            made = self._generator.generate(asked, _REMARK_TOKENS, ("\n",))
            remark = " ".join(made.text.split())
            parts.append(made)
            said.append(f"第{number}行：{remark}" if language == "zh" else f"Line {number}: {remark}")
        return "\n".join(said), parts


def lines_to_comment(code: str) -> list[int]:
    """The lines (from 1) of ``code`` that begin a statement worth a remark."""
    statements = facts_of(code, "python").statements
    return sorted({statement.line for statement in statements if statement.kind not in _SKIPPED})


def _shown(shots: Sequence[tuple[str, str]], language: str) -> str:
    head, tail = _HEADS[language]
    return "".join(f"{head}: {line.strip()}\n{tail}: {remark}\n\n" for line, remark in shots)
