"""The words of a prompt: an instruction, examples with their answers, a question."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from msgspec import Struct

from postil_bench.tasks.pool import unrelated_code

_PLACE = "\0"


class Wording(Struct, frozen=True, forbid_unknown_fields=True):
    """The prompt in one language.

    ``paraphrase`` says the same as ``instruction`` in other words, ``context`` introduces text that is not asked
    about. ``question`` has a place ``{key}`` for each text that an item gives, and ends where the answer begins.
    """

    instruction: str
    paraphrase: str
    context: str
    question: str


def compose(
    wording: Wording,
    examples: Sequence[tuple[Mapping[str, str], str]],
    given: Mapping[str, str],
    variant: str,
) -> tuple[str, str]:
    """The whole prompt, and the question in it without instruction and examples.

    ``reordered`` shows the examples first, in reverse, then the instruction; ``long`` puts code in between that has
    nothing to do with the question.
    """
    question = _filled(wording.question, given)
    shown = [f"{_filled(wording.question, place)}{answer}" for place, answer in examples]
    instruction = wording.paraphrase if variant == "paraphrase" else wording.instruction
    if variant == "reordered":
        parts = [*reversed(shown), instruction.strip(), question]
    elif variant == "long":
        parts = [
            instruction.strip(),
            *shown,
            f"{wording.context.strip()}\n\n```python\n{unrelated_code()}\n```",
            question,
        ]
    else:
        parts = [instruction.strip(), *shown, question]
    return "\n\n".join(parts), question


def code_in(wording: Wording, prompt: str) -> str | None:
    """The code that ``compose`` has put into the question at the end of ``prompt``, if it is of this wording."""
    before, place, behind = _filled(wording.question, {"code": _PLACE}).partition(_PLACE)
    if not (place and prompt.endswith(behind)):
        return None
    *_, found = prompt[: -len(behind)].rpartition(before)
    return found if before in prompt else None


def _filled(template: str, given: Mapping[str, str]) -> str:
    """``template`` with each ``{key}`` replaced; braces in the texts themselves stay as they are."""
    pieces = template.strip("\n").split("{")
    filled = pieces[0]
    for piece in pieces[1:]:
        key, _, rest = piece.partition("}")
        filled += given.get(key, "") + rest
    return f"{filled}\n"
