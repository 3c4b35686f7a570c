"""What an algorithm returned, in any of the shapes that Ianvs's paradigms give, as one list.

>>> [p.content for p in read_predictions({"results": [{"generated_text": "Line 1: Add one."}]})]
['Line 1: Add one.']
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from math import isfinite
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

_TEXT_KEYS = ("prediction", "generated_text", "completion")
_COSTS = ("total_time", "prefill_latency", "mem_usage")
_LISTS = ("results", "predictions")
_ROUTED = 4  # [is_hard, result, edge result, cloud result]
_JOINED = 4  # prediction||truth||location||source


class Prediction(Struct, frozen=True):
    """One prediction.

    ``content`` is what the model said (a text, or a list of comments), ``None`` when it said nothing. ``row``
    is the row that the record carries, ``query`` the question it answers, ``truth`` the reference beside it,
    if any; ``source`` is ``edge`` or ``cloud`` in a joint inference; ``problem`` says why there is no content;
    ``costs`` are ``total_time`` and ``prefill_latency`` in milliseconds and ``mem_usage`` in bytes, where given.
    """

    content: Any = None
    row: Mapping[str, Any] | None = None
    query: str | None = None
    truth: str | None = None
    source: str | None = None
    model: str | None = None
    problem: str | None = None
    costs: Mapping[str, float] = {}


def read_predictions(result: object) -> list[Prediction]:
    """Every prediction in what ``predict`` returned, in order. Never raises; nothing is dropped."""
    value = _plain(result)
    if isinstance(value, Mapping):
        value = next((_plain(value[key]) for key in _LISTS if key in value), [value])
    if value is None:
        return []
    if isinstance(value, str) or not isinstance(value, Iterable):
        value = [value]
    return [_prediction(_plain(item)) for item in value]


def split_joined(prediction: Prediction, truths: frozenset[str]) -> Prediction:
    """A prediction of the shape ``prediction||truth||location||source`` taken apart, any other as it is.

    The second part must be one of ``truths``, for code and comments may well hold ``||`` themselves.
    """
    if not isinstance(prediction.content, str) or prediction.content.count("||") < _JOINED - 1:
        return prediction
    parts = prediction.content.rsplit("||", _JOINED - 1)
    if parts[1].strip() not in truths:
        return prediction
    return Prediction(content=parts[0], truth=parts[1].strip(), source=parts[3].strip() or None)


def _prediction(item: object) -> Prediction:
    if item is None:
        return Prediction(problem="the model returned None")
    if isinstance(item, str):
        return Prediction(content=str(item))
    if isinstance(item, Mapping):
        return _record(item)
    if isinstance(item, (list, tuple)):
        return _routed(item) if _is_routed(item) else Prediction(content=[_plain(part) for part in item])
    return Prediction(problem=f"a prediction of type {type(item).__name__}")


def _record(item: Mapping[Any, Any]) -> Prediction:
    content = next((_plain(item[key]) for key in _TEXT_KEYS if item.get(key) is not None), None)
    if content is not None and not isinstance(content, (str, list, Mapping)):
        content = None
    row, query, source = item.get("row"), item.get("query"), item.get("source")
    error = item.get("error")
    problem = str(error) if error else f"no text under {', '.join(_TEXT_KEYS)}"
    return Prediction(
        content=content,
        row=row if isinstance(row, Mapping) else None,
        query=str(query) if isinstance(query, str) else None,
        source=str(source) if isinstance(source, str) else None,
        model=str(item["model"]) if isinstance(item.get("model"), str) else None,
        problem=None if content is not None else problem,
        costs={name: float(item[name]) for name in _COSTS if _is_number(item.get(name))},
    )


def _is_routed(item: list[Any] | tuple[Any, ...]) -> bool:
    """Whether ``item`` is a row of a joint inference: a truth value first, results behind it."""
    return len(item) == _ROUTED and type(_plain(item[0])) is bool


def _routed(item: list[Any] | tuple[Any, ...]) -> Prediction:
    return replace(_prediction(_plain(item[1])), source="cloud" if item[3] is not None else "edge")


def _is_number(value: object) -> bool:
    return isinstance(value, (int, float)) and isfinite(value)


def _plain(value: object) -> Any:
    """Arrays and numpy scalars as Python's own values; everything else as it is."""
    convert = getattr(value, "tolist", None)
    if convert is None or isinstance(value, Mapping):
        return value
    try:
        return convert()
    except Exception:  # noqa: BLE001 - a foreign object may do anything; it is then no prediction
        return None
