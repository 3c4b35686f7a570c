"""Any endpoint that speaks the chat completions of OpenAI: a vendor's, vLLM, Ollama, llama.cpp's server.

The key is read from the environment when a request is sent. It stands in no record, message, log or cache.
"""

from __future__ import annotations

import os
import time
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from itertools import islice
from typing import TYPE_CHECKING, Annotated, Any

from msgspec import Meta, Struct, ValidationError, convert

from postil.errors import UsageError
from postil_bench.models.base import Answer, Prompt
from postil_bench.models.cache import AnswerCache

if TYPE_CHECKING:
    import httpx

_AGAIN = frozenset({408, 409, 425, 429, 500, 502, 503, 504, 529})
_LONGEST_WAIT = 60.0
_SHOWN = 200
_HIDDEN = "[key]"
_MOST_TOKENS = 1 << 53


class Settings(Struct, frozen=True, forbid_unknown_fields=True):
    """How an endpoint is asked.

    ``model`` is the name the endpoint knows the model by, ``url`` the endpoint up to and with ``/v1``, ``key_env``
    the variable that holds the key (an unset one sends none, as local servers like it). ``temperature``, ``seed``
    and ``max_tokens`` go with each request (a prompt's own seed in its place), ``system`` before each prompt. ``timeout`` is in seconds for one try,
    ``retries`` counts further tries after a busy, failing or silent endpoint, each after twice the ``wait``.
    ``concurrency`` requests are under way at once. ``cache`` is a folder for answers.
    """

    model: str
    url: str = "https://api.openai.com/v1"
    key_env: str = "OPENAI_API_KEY"
    system: str = ""
    temperature: float = 0.0
    seed: int = 1
    max_tokens: Annotated[int, Meta(ge=1)] = 1024
    timeout: Annotated[float, Meta(gt=0)] = 60.0
    retries: Annotated[int, Meta(ge=0)] = 4
    wait: Annotated[float, Meta(ge=0)] = 1.0
    concurrency: Annotated[int, Meta(ge=1)] = 4
    cache: str | None = None


class ChatModel:
    """A model behind an endpoint; the options are those of ``Settings``.

    Raises:
        UsageError: httpx is not installed, or an option is unknown or out of range.
    """

    def __init__(self, **options: Any) -> None:
        try:
            self.settings = convert(options, Settings)
        except ValidationError as error:
            message = f"model endpoint: {error}"
            raise UsageError(message) from error
        self.name = self.settings.model
        self._cache = AnswerCache(self.settings.cache)
        _httpx()

    def answer(self, prompts: Iterable[Prompt]) -> Iterator[Answer]:
        """One answer for each prompt, in order; at most ``2 * concurrency`` are under way or waiting."""
        source = iter(prompts)
        waiting: deque[Future[Answer]] = deque()
        workers, timeout = self.settings.concurrency, self.settings.timeout
        with _httpx().Client(timeout=timeout) as client, ThreadPoolExecutor(workers) as pool:
            while True:
                room = 2 * workers - len(waiting)
                waiting.extend(pool.submit(self._answer, client, prompt) for prompt in islice(source, room))
                if not waiting:
                    return
                yield waiting.popleft().result()

    def _answer(self, client: httpx.Client, prompt: Prompt) -> Answer:
        request = self._request(prompt)
        keyed = {"url": self.settings.url, **request}
        began = time.perf_counter()
        try:
            kept = self._cache.get(keyed)
            reply = kept or self._ask(client, request)
            text = reply["choices"][0]["message"]["content"]
            if not isinstance(text, str):
                return Answer(prompt.id, None, "the reply has no text", time.perf_counter() - began)
            if kept is None:
                self._cache.put(keyed, reply)
        except Exception as error:  # noqa: BLE001 - one failing prompt must not lose the answers of the others
            reason = self._hidden(f"{type(error).__name__}: {error}")
            return Answer(prompt.id, None, reason, time.perf_counter() - began)
        return Answer(
            prompt.id,
            text,
            seconds=time.perf_counter() - began,
            tokens=_counted(reply, "completion_tokens"),
            prompt_tokens=_counted(reply, "prompt_tokens"),
            cached=kept is not None,
        )

    def _request(self, prompt: Prompt) -> dict[str, Any]:
        settings = self.settings
        system = [{"role": "system", "content": settings.system}] if settings.system else []
        return {
            "model": settings.model,
            "messages": [*system, {"role": "user", "content": prompt.text}],
            "temperature": settings.temperature,
            "seed": settings.seed if prompt.seed is None else prompt.seed,
            "max_tokens": settings.max_tokens,
        }

    def _ask(self, client: httpx.Client, request: dict[str, Any]) -> dict[str, Any]:
        """The reply of the endpoint, after as many tries as are allowed."""
        httpx = _httpx()
        url = f"{self.settings.url.rstrip('/')}/chat/completions"
        key = os.environ.get(self.settings.key_env, "")
        headers = {"Authorization": f"Bearer {key}"} if key else {}
        problem = ""
        for attempt in range(self.settings.retries + 1):
            pause = min(_LONGEST_WAIT, self.settings.wait * 2**attempt)
            try:
                response = client.post(url, json=request, headers=headers)
            except httpx.TransportError as error:
                problem = f"{type(error).__name__}: {error}"
            else:
                if response.status_code < 400:
                    reply: dict[str, Any] = response.json()
                    return reply
                problem = f"status {response.status_code}: {response.text[:_SHOWN]}"
                if response.status_code not in _AGAIN:
                    break
                pause = _asked_pause(response.headers.get("Retry-After"), pause)
            if attempt < self.settings.retries:
                time.sleep(pause)
        raise ConnectionError(problem)

    def _hidden(self, text: str) -> str:
        """``text`` without the key, should an endpoint repeat it."""
        key = os.environ.get(self.settings.key_env, "")
        return text.replace(key, _HIDDEN) if key else text


def _counted(reply: dict[str, Any], what: str) -> int | None:
    """How many tokens an endpoint says there were; ``None`` where it says nothing that can be counted."""
    usage = reply.get("usage")
    count = usage.get(what) if isinstance(usage, dict) else None
    return int(count) if isinstance(count, (int, float)) and 0 <= count < _MOST_TOKENS else None


def _asked_pause(header: str | None, otherwise: float) -> float:
    """The seconds that an endpoint asked to wait for, within reason."""
    try:
        return min(_LONGEST_WAIT, max(0.0, float(header or "")))
    except ValueError:
        return otherwise


def _httpx() -> Any:
    try:
        import httpx  # noqa: PLC0415 - an extra
    except ImportError as error:
        message = "httpx is not installed: pip install 'postil[bench]'"
        raise UsageError(message) from error
    return httpx
