"""Asks GitHub's API and does not give up too early.

The token is read from the environment for each request. It goes to the configured host and nowhere else, and stands
in no log, message, record or kept answer.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Mapping
from ipaddress import ip_address
from typing import TYPE_CHECKING, Annotated, Any, NamedTuple, TypeAlias
from urllib.parse import urljoin, urlsplit

from msgspec import DecodeError, Meta, Struct, json

from postil.errors import PostilError, UsageError
from postil_corpora.collect.github.fields import Fields
from postil_corpora.collect.github.limits import backoff, until_reset, wait_after

if TYPE_CHECKING:
    import httpx

_REDIRECTS = frozenset({301, 302, 307, 308})
_SHOWN = 200
_HIDDEN = "[token]"
_Content: TypeAlias = Callable[[int], bytes]


class CollectError(PostilError):
    """GitHub cannot or will not answer. What was collected stays; the same command goes on from there."""


class Settings(Struct, frozen=True, forbid_unknown_fields=True):
    """How the API is asked.

    ``api`` is the root of the REST API (``https://HOST/api/v3`` for GitHub Enterprise), ``token_env`` the variable
    that holds the token (an unset one sends none). ``timeout`` is in seconds for each step of a request,
    ``deadline`` for the whole of an answer, however slowly it drips. ``retries`` counts further tries.
    ``longest_wait`` is in seconds: a limit that lasts longer ends the run, to be resumed. ``largest`` is the size of
    an answer in bytes beyond which it is refused.
    """

    api: str = "https://api.github.com"
    token_env: str = "GITHUB_TOKEN"  # noqa: S105 - the name of a variable
    timeout: Annotated[float, Meta(gt=0)] = 30.0
    deadline: Annotated[float, Meta(gt=0)] = 120.0
    retries: Annotated[int, Meta(ge=0)] = 6
    longest_wait: Annotated[float, Meta(ge=0)] = 3700.0
    largest: Annotated[int, Meta(gt=0)] = 64_000_000

    @property
    def graphql(self) -> str:
        """The address of the GraphQL API that belongs to ``api``."""
        root = self.api.rstrip("/")
        return f"{root.removesuffix('/v3')}/graphql"


class Reply(NamedTuple):
    """An answer: ``status``, ``headers`` (names in lower case), ``body`` and the JSON ``value`` in it."""

    status: int
    headers: Mapping[str, str]
    body: bytes
    value: Any


class _Again(Exception):  # noqa: N818 - no error of the caller's: one try failed, another may do
    def __init__(self, problem: str, wait: float) -> None:
        super().__init__(problem)
        self.wait = wait


class Client:
    """Asks one host, one request after the other, as GitHub wants it.

    ``sleep`` and ``now`` (seconds since the epoch) are given by tests.

    Raises:
        UsageError: httpx is not installed, or the token would travel unencrypted.
    """

    def __init__(
        self,
        settings: Settings,
        sleep: Callable[[float], object] = time.sleep,
        now: Callable[[], float] = time.time,
    ) -> None:
        self.settings = settings
        self._sleep, self._now = sleep, now
        self._root = urlsplit(settings.api)
        if self._root.scheme not in {"http", "https"} or not self._root.hostname:
            message = f"{settings.api!r} is no address: https://api.github.com or https://HOST/api/v3"
            raise UsageError(message)
        if self._token() and self._root.scheme == "http" and not _is_loopback(self._root.hostname):
            message = f"{settings.api}: a token goes over https only"
            raise UsageError(message)
        self._http = _httpx().Client(timeout=settings.timeout, follow_redirects=False, trust_env=True)
        self._not_before = 0.0

    def close(self) -> None:
        """Close the connections."""
        self._http.close()

    @property
    def has_token(self) -> bool:
        """Whether the environment holds a token."""
        return bool(self._token())

    def get(self, path: str, etag: str | None = None) -> Reply:
        """The answer to ``GET path`` (or a full address on the same host); 304 if ``etag`` still holds.

        Raises:
            CollectError: there is no answer, or one that more tries would not mend (401, 403).
        """
        headers = {"If-None-Match": etag} if etag else {}
        return self._ask("GET", urljoin(f"{self.settings.api.rstrip('/')}/", path.lstrip("/")), headers, None)

    def query(self, text: str, variables: Mapping[str, Any]) -> Reply:
        """The answer to a GraphQL query; its ``value`` has ``data``, perhaps with ``errors`` beside it.

        Raises:
            CollectError: there is no answer, or one without any data.
        """
        url, headers = self.settings.graphql, {"Content-Type": "application/json"}
        return self._ask("POST", url, headers, lambda failures: _question(text, variables, failures))

    def _ask(self, method: str, url: str, headers: dict[str, str], content: _Content | None) -> Reply:
        problem = "no answer"
        for attempt in range(self.settings.retries + 1):
            try:
                self._pause(self._not_before - self._now(), "the limit is used up")
                return self._try(method, url, headers, content, attempt)
            except _Again as again:  # noqa: PERF203 - a try is a request: the handler costs nothing beside it
                problem = str(again)
                if attempt < self.settings.retries:
                    self._pause(again.wait, problem)
        message = f"{method} {self._hidden(url)}: {problem}; gave up after {self.settings.retries + 1} tries"
        raise CollectError(message)

    def _try(
        self, method: str, url: str, headers: dict[str, str], content: _Content | None, attempt: int
    ) -> Reply:
        reply = self._follow(method, url, headers, content, attempt)
        said = _message(reply.value)
        limited = method == "POST" and "RATE_LIMITED" in _error_types(reply.value)
        if reply.status >= 400 or limited:
            wait = wait_after(reply.status, reply.headers, said, attempt, self._now())
            shown = self._hidden(f"status {reply.status}: {said[:_SHOWN]}")
            if wait is not None:
                raise _Again(shown, wait)
            if reply.status in {401, 403}:
                message = f"{method} {self._hidden(url)}: {shown}"
                raise CollectError(message)
        elif method == "POST" and not isinstance(Fields(reply.value).get("data"), dict):
            problem = self._hidden(f"no data: {said[:_SHOWN]}")
            if _is_refused(reply.value):
                message = f"{method} {self._hidden(url)}: {problem}"
                raise CollectError(message)
            raise _Again(problem, backoff(attempt))
        if reply.headers.get("x-ratelimit-remaining") == "0":
            self._not_before = self._now() + until_reset(reply.headers, self._now())
        return reply

    def _follow(
        self, method: str, url: str, headers: dict[str, str], content: _Content | None, attempt: int
    ) -> Reply:
        """One answer, after at most five redirects on the same host (a repository that was renamed)."""
        for _ in range(6):
            self._check_host(url)
            reply = self._send(method, url, headers, content, attempt)
            if reply.status not in _REDIRECTS or "location" not in reply.headers:
                return reply
            url = urljoin(url, reply.headers["location"])
        message = f"{method} {self._hidden(url)}: too many redirects"
        raise CollectError(message)

    def _send(
        self, method: str, url: str, headers: dict[str, str], content: _Content | None, attempt: int
    ) -> Reply:
        httpx = _httpx()
        try:
            with self._http.stream(
                method, url, headers={**self._headers(), **headers}, content=content and content(attempt)
            ) as answer:
                body = self._read(answer)
        except (httpx.TransportError, httpx.DecodingError) as error:
            problem = self._hidden(f"{type(error).__name__}: {error}")
            raise _Again(problem, backoff(attempt)) from None
        kept = {name.lower(): self._hidden(value) for name, value in answer.headers.items()}
        return Reply(answer.status_code, kept, body, _value(answer.status_code, body, attempt))

    def _read(self, answer: httpx.Response) -> bytes:
        """The body, if it arrives in time and is not too large."""
        ends = time.monotonic() + self.settings.deadline
        body = bytearray()
        for part in answer.iter_bytes():
            body += part
            if time.monotonic() > ends:
                message = f"the answer took longer than {self.settings.deadline:g} s"
                raise _Again(message, 1.0)
            if len(body) > self.settings.largest:
                message = f"the answer is larger than {self.settings.largest} bytes"
                raise CollectError(message)
        token = self._token()
        return bytes(body).replace(token.encode(), _HIDDEN.encode()) if token else bytes(body)

    def _headers(self) -> dict[str, str]:
        token = self._token()
        keyed = {"Authorization": f"Bearer {token}"} if token else {}
        return {
            "Accept": "application/vnd.github+json",
            "X-GitHub-Api-Version": "2022-11-28",
            "User-Agent": "postil-corpora",
            **keyed,
        }

    def _check_host(self, url: str) -> None:
        asked = urlsplit(url)
        if (asked.scheme, asked.netloc) != (self._root.scheme, self._root.netloc):
            message = f"{self.settings.api} sends us to another host, {asked.netloc[:_SHOWN]!r}: not followed"
            raise CollectError(message)

    def _pause(self, seconds: float, reason: str) -> None:
        if seconds > self.settings.longest_wait:
            message = f"{reason}; that lasts {seconds:.0f} s: run the same command again later"
            raise CollectError(message)
        if seconds > 0:
            self._sleep(seconds)

    def _token(self) -> str:
        return os.environ.get(self.settings.token_env, "").strip()

    def _hidden(self, text: str) -> str:
        token = self._token()
        return text.replace(token, _HIDDEN) if token else text


def _question(text: str, variables: Mapping[str, Any], failures: int) -> bytes:
    """The body of a query. After each failure it asks for half as much: GitHub drops what takes it too long."""
    size = {"size": max(1, variables["size"] >> failures)} if "size" in variables else {}
    return json.encode({"query": text, "variables": {**variables, **size}})


def _value(status: int, body: bytes, attempt: int) -> Any:
    """The JSON in a body. A broken one is worth another try if the status promised better."""
    if not body.strip():
        return None
    try:
        return json.decode(body)
    except (DecodeError, RecursionError, UnicodeDecodeError) as error:
        if status < 400:
            problem = f"status {status}, unreadable JSON: {type(error).__name__}"
            raise _Again(problem, backoff(attempt)) from None
        return None


def _message(value: Any) -> str:
    fields = Fields(value)
    first = next(fields.each("errors"), Fields(None))
    return fields.text("message") or first.text("message") or ""


def _error_types(value: Any) -> set[str | None]:
    return {error.text("type") for error in Fields(value).each("errors")}


def _is_refused(value: Any) -> bool:
    """Whether a query failed for a reason that has a name; a query that took too long fails without one."""
    return any(
        error.text("type") or error.at("extensions").text("code") for error in Fields(value).each("errors")
    )


def _is_loopback(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _httpx() -> Any:
    try:
        import httpx  # noqa: PLC0415 - an extra
    except ImportError as error:
        message = "httpx is not installed: pip install 'postil[corpora]'"
        raise UsageError(message) from error
    return httpx
