"""The client: limits, failures, slow and broken answers, and a token that is seen by nobody."""

from __future__ import annotations

import json
import logging
import pickle
import time
import traceback
from typing import Any

import pytest

from postil.errors import UsageError

httpx = pytest.importorskip("httpx", reason="the extra [corpora]")

from postil_corpora.collect.github.client import Client, CollectError, Settings  # noqa: E402 - needs httpx
from postil_corpora.collect.github.limits import backoff, until_reset, wait_after  # noqa: E402 - same

NOW = 1_700_000_000.0


class Waits(list[float]):
    """Sleeps that are only written down."""

    def __call__(self, seconds: float) -> None:
        self.append(seconds)


@pytest.fixture
def waits() -> Waits:
    return Waits()


@pytest.fixture
def client(server: Any, waits: Waits) -> Any:
    made = Client(Settings(api=server.url, retries=3, timeout=5.0), sleep=waits, now=lambda: NOW)
    yield made
    made.close()


@pytest.mark.parametrize(
    ("status", "headers", "message", "wait"),
    [
        (429, {"retry-after": "7"}, "", 7.0),
        (403, {"retry-after": "30"}, "You have exceeded a secondary rate limit", 30.0),
        (403, {"x-ratelimit-remaining": "0", "x-ratelimit-reset": str(int(NOW) + 90)}, "", 91.0),
        (403, {"x-ratelimit-remaining": "0", "x-ratelimit-reset": "5"}, "", 1.0),
        (403, {"x-ratelimit-remaining": "9"}, "You have triggered an abuse detection mechanism", 60.0),
        (429, {}, "", 60.0),
        (403, {"x-ratelimit-remaining": "9"}, "Must have admin rights to Repository.", None),
        (401, {}, "Bad credentials", None),
        (404, {}, "Not Found", None),
        (422, {}, "Validation Failed", None),
        (502, {}, "", 1.0),
        (503, {"retry-after": "12"}, "", 12.0),
        (429, {"retry-after": "soon"}, "", 60.0),
    ],
)
def test_each_refusal_has_its_wait(
    status: int, headers: dict[str, str], message: str, wait: float | None
) -> None:
    assert wait_after(status, headers, message, 0, NOW) == wait


def test_waits_grow_and_are_bounded() -> None:
    assert [backoff(attempt) for attempt in (0, 1, 2, 99)] == [1.0, 2.0, 4.0, 60.0]
    assert wait_after(429, {}, "", 50, NOW) == 480.0
    assert until_reset({}, NOW) == 60.0


@pytest.mark.parametrize("status", [500, 502, 503, 504, 408])
def test_a_failing_server_is_asked_again(
    client: Any, server: Any, waits: Waits, answer: Any, status: int
) -> None:
    server.script = [answer(b"<html>", status), answer(b"", status), answer(b'{"a": 1}')]
    assert client.get("/x").value == {"a": 1}
    assert waits == [1.0, 2.0]


def test_the_limit_is_waited_for(client: Any, server: Any, waits: Waits, answer: Any) -> None:
    reset = {"X-RateLimit-Remaining": "0", "X-RateLimit-Reset": str(int(NOW) + 40)}
    server.script = [answer(b'{"message": "API rate limit exceeded"}', 403, reset), answer(b"[]")]
    assert client.get("/x").value == []
    assert waits == [41.0]


def test_the_last_request_of_a_limit_makes_the_next_one_wait(
    client: Any, server: Any, waits: Waits, answer: Any
) -> None:
    reset = {"X-RateLimit-Remaining": "0", "X-RateLimit-Reset": str(int(NOW) + 10)}
    server.script = [answer(b"[]", headers=reset), answer(b"[1]")]
    assert (client.get("/x").value, list(waits)) == ([], [])
    assert (client.get("/x").value, list(waits)) == ([1], [11.0])


def test_a_limit_that_lasts_too_long_ends_the_run_and_says_so(
    client: Any, server: Any, waits: Waits, answer: Any
) -> None:
    server.script = [answer(b"{}", 429, {"Retry-After": "9999"})]
    with pytest.raises(CollectError, match=r"9999 s: run the same command again"):
        client.get("/x")
    assert waits == []


def test_a_graphql_limit_comes_with_status_200(client: Any, server: Any, waits: Waits, answer: Any) -> None:
    limited = json.dumps(
        {"errors": [{"type": "RATE_LIMITED", "message": "API rate limit exceeded"}]}
    ).encode()
    reset = {"X-RateLimit-Remaining": "0", "X-RateLimit-Reset": str(int(NOW) + 5)}
    server.script = [answer(limited, headers=reset), answer(b'{"data": {}}')]
    assert client.query("query { x }", {}).value == {"data": {}}
    assert waits == [6.0]


def test_a_query_that_takes_too_long_is_asked_for_less(client: Any, server: Any, answer: Any) -> None:
    server.script = [
        answer(b"", 502),
        answer(b'{"data": null, "errors": [{"message": "timeout"}]}'),
        answer(b'{"data": {}}'),
    ]
    client.query("query { x }", {"size": 50, "id": "R"})
    assert [json.loads(asked.body)["variables"]["size"] for asked in server.asked] == [50, 25, 12]


def test_a_query_that_is_refused_is_not_asked_again(client: Any, server: Any, answer: Any) -> None:
    server.script = [answer(b'{"data": null, "errors": [{"type": "INSUFFICIENT_SCOPES", "message": "no"}]}')]
    with pytest.raises(CollectError, match="no data: no"):
        client.query("query { x }", {})
    assert len(server.asked) == 1


def test_json_cut_short_is_asked_for_again(client: Any, server: Any, answer: Any) -> None:
    whole = b'{"items": [1, 2, 3]}'
    server.script = [answer(whole[:9]), answer(whole, cut=5), answer(whole)]
    assert client.get("/x").value == {"items": [1, 2, 3]}


def test_json_too_deep_to_read_is_an_error_not_a_crash(client: Any, server: Any, answer: Any) -> None:
    server.script = [answer(b"[" * 200_000 + b"]" * 200_000)] * 4
    with pytest.raises(CollectError, match="unreadable JSON"):
        client.get("/x")


def test_an_answer_that_drips_for_ever_is_dropped(server: Any, answer: Any) -> None:
    server.script = [answer(b'{"a": "' + b"x" * 400 + b'"}', pause=0.02)]
    slow = Client(Settings(api=server.url, retries=0, timeout=5.0, deadline=0.2))
    began = time.monotonic()
    with pytest.raises(CollectError, match=r"took longer than 0\.2 s"):
        slow.get("/x")
    assert time.monotonic() - began < 4
    slow.close()


def test_silence_is_a_failure(server: Any) -> None:
    server.before = lambda count: time.sleep(0.5)
    quick = Client(Settings(api=server.url, retries=0, timeout=0.1))
    with pytest.raises(CollectError, match="ReadTimeout"):
        quick.get("/x")
    quick.close()


def test_a_host_that_is_not_there_is_an_error_of_one_line(unused_port: int, waits: Waits) -> None:
    nobody = Client(Settings(api=f"http://127.0.0.1:{unused_port}", retries=2), sleep=waits)
    with pytest.raises(CollectError, match="gave up after 3 tries"):
        nobody.get("/x")
    assert waits == [1.0, 2.0]
    nobody.close()


def test_too_large_an_answer_is_refused(server: Any, answer: Any) -> None:
    server.script = [answer(b"[" + b" " * 5000 + b"]")]
    small = Client(Settings(api=server.url, largest=1000))
    with pytest.raises(CollectError, match="larger than 1000 bytes"):
        small.get("/x")
    small.close()


def test_an_etag_that_holds_brings_304(client: Any, server: Any, answer: Any) -> None:
    server.script = [answer(b"", 304)]
    reply = client.get("/x", etag='W/"abc"')
    assert (reply.status, reply.value) == (304, None)
    assert server.asked[0].headers["if-none-match"] == 'W/"abc"'


def test_a_renamed_repository_is_followed_on_the_same_host(client: Any, server: Any, answer: Any) -> None:
    server.script = [answer(b"", 301, {"Location": f"{server.url}/repositories/7"}), answer(b'{"id": 7}')]
    assert client.get("/repos/old/name").value == {"id": 7}
    assert server.asked[1].path == "/repositories/7"


@pytest.mark.parametrize("status", [301, 302, 307, 308])
def test_the_token_does_not_follow_to_another_host(
    client: Any, server: Any, answer: Any, token: str, status: int
) -> None:
    server.script = [answer(b"", status, {"Location": "http://localhost:9/steal"})]
    with pytest.raises(CollectError, match="another host"):
        client.get("/x")
    with pytest.raises(CollectError, match="another host"):
        client.get("https://example.org/next?page=2")


def test_redirects_without_end_are_left(client: Any, server: Any, answer: Any) -> None:
    server.answer = lambda asked: answer(b"", 302, {"Location": f"{server.url}/x"})
    with pytest.raises(CollectError, match="too many redirects"):
        client.get("/x")


def test_the_token_is_sent_and_seen_nowhere(
    client: Any, server: Any, answer: Any, token: str, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    echo = json.dumps({"message": f"Bad credentials: {token}"}).encode()
    server.script = [answer(json.dumps({"you_sent": token}).encode()), answer(echo, 401)]
    reply = client.get("/x")
    assert server.asked[0].headers["authorization"] == f"Bearer {token}"
    with pytest.raises(CollectError) as caught:
        client.get("/x")
    told = "".join(traceback.format_exception(caught.value))
    for text in (caplog.text, repr(reply), told, repr(client.settings), repr(pickle.dumps(caught.value))):
        assert token not in text
    assert "[token]" in str(caught.value)


def test_a_token_travels_encrypted_or_not_at_all(token: str) -> None:
    with pytest.raises(UsageError, match="https only"):
        Client(Settings(api="http://git.example.org/api/v3"))


def test_an_address_that_is_none_is_said() -> None:
    with pytest.raises(UsageError, match="is no address"):
        Client(Settings(api="git.example.org"))


@pytest.mark.parametrize(
    ("api", "graphql"),
    [
        ("https://api.github.com", "https://api.github.com/graphql"),
        ("https://git.example.org/api/v3/", "https://git.example.org/api/graphql"),
    ],
)
def test_graphql_stands_beside_rest(api: str, graphql: str) -> None:
    assert Settings(api=api).graphql == graphql
