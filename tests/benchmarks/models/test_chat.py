"""The client of chat endpoints, against a real server on this machine: tries again, waits, keeps, hides its key."""

from __future__ import annotations

import json
import socket
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from postil.errors import UsageError
from postil_bench.models.base import Answer, Prompt, model_named

pytest.importorskip("httpx", reason="the extra [bench] is not installed")

KEY = "sk-very-secret-0123456789"


class Endpoint:
    """What the server does: a list of replies to give first, then echoes; and what it saw."""

    def __init__(self) -> None:
        self.first: list[tuple[int, dict[str, str], bytes]] = []
        self.seen: list[dict[str, Any]] = []
        self.keys: list[str | None] = []
        self.together: threading.Barrier | None = None
        self.under_way = self.most = 0
        self.lock = threading.Lock()

    def reply(self, body: dict[str, Any], key: str | None) -> tuple[int, dict[str, str], bytes]:
        with self.lock:
            self.seen.append(body)
            self.keys.append(key)
            self.under_way += 1
            self.most = max(self.most, self.under_way)
            given = self.first.pop(0) if self.first else None
        if self.together is not None:
            self.together.wait()
        with self.lock:
            self.under_way -= 1
        text = f"echo {body['messages'][-1]['content']}"
        told = {"choices": [{"message": {"content": text}}], "usage": {"completion_tokens": 3}}
        return given or (200, {}, json.dumps(told).encode())


@pytest.fixture
def endpoint(monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[Endpoint, str]]:
    known = Endpoint()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            status, headers, data = known.reply(body, self.headers.get("Authorization"))
            self.send_response(status)
            for name, value in {"Content-Length": str(len(data)), **headers}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(data)

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    monkeypatch.setenv("OPENAI_API_KEY", KEY)
    yield known, f"http://127.0.0.1:{server.server_port}/v1"
    server.shutdown()
    server.server_close()
    thread.join()


def asked(url: str, texts: list[str], **options: Any) -> list[Answer]:
    model = model_named("openai", model="m", url=url, wait=0.01, **options)
    return list(model.answer(Prompt(str(number), text) for number, text in enumerate(texts)))


def test_answers_come_in_order_and_no_more_are_under_way_than_asked(endpoint: tuple[Endpoint, str]) -> None:
    known, url = endpoint
    known.together = threading.Barrier(3, timeout=300)  # nobody is answered before three have asked
    texts = [f"t{number}" for number in range(12)]
    answers = asked(url, texts, concurrency=3, timeout=300)
    assert [answer.text for answer in answers] == [f"echo {text}" for text in texts]
    assert known.most == 3
    assert {body["seed"] for body in known.seen} == {1}
    assert known.keys[0] == f"Bearer {KEY}"


def test_a_busy_endpoint_is_asked_again(endpoint: tuple[Endpoint, str]) -> None:
    known, url = endpoint
    known.first = [(429, {"Retry-After": "0"}, b"busy"), (503, {}, b"down")]
    (answer,) = asked(url, ["x"])
    assert answer.text == "echo x"
    assert len(known.seen) == 3


def test_the_wait_that_an_endpoint_asks_for_is_kept_within_reason(
    endpoint: tuple[Endpoint, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    known, url = endpoint
    known.first = [(429, {"Retry-After": "7"}, b""), (429, {"Retry-After": "99999"}, b""), (429, {}, b"")]
    waited: list[float] = []
    monkeypatch.setattr("postil_bench.models.chat.time.sleep", waited.append)
    (answer,) = asked(url, ["x"])
    assert answer.text == "echo x"
    assert waited == [7.0, 60.0, 0.04]


def test_a_wrong_request_is_not_repeated_and_the_other_prompts_are_answered(
    endpoint: tuple[Endpoint, str],
) -> None:
    known, url = endpoint
    known.first = [(400, {}, f"bad key {KEY}".encode())]
    answers = asked(url, ["x", "y"], concurrency=1)
    assert [answer.text for answer in answers] == [None, "echo y"]
    assert "status 400" in (answers[0].error or "")
    assert KEY not in (answers[0].error or "")
    assert "[key]" in (answers[0].error or "")


@pytest.mark.parametrize(
    "body", [b"no json", b"{}", b'{"choices": []}', b'{"choices": [{"message": {"content": null}}]}']
)
def test_a_reply_without_text_is_an_error_and_not_kept(
    endpoint: tuple[Endpoint, str], tmp_path: Path, body: bytes
) -> None:
    known, url = endpoint
    known.first = [(200, {}, body)]
    (first,) = asked(url, ["x"], cache=str(tmp_path))
    (second,) = asked(url, ["x"], cache=str(tmp_path))
    assert first.text is None
    assert first.error
    assert second.text == "echo x"
    assert not second.cached


def test_an_endpoint_that_never_answers_times_out(monkeypatch: pytest.MonkeyPatch) -> None:
    waited: list[float] = []
    monkeypatch.setattr("postil_bench.models.chat.time.sleep", waited.append)
    with socket.create_server(("127.0.0.1", 0)) as silent:
        (answer,) = asked(f"http://127.0.0.1:{silent.getsockname()[1]}/v1", ["x"], timeout=0.05, retries=1)
    assert answer.text is None
    assert "Timeout" in (answer.error or "")
    assert waited == [0.01]  # so it was asked twice


def test_an_endpoint_that_is_not_there_is_an_error_of_the_answer() -> None:
    (answer,) = asked("http://127.0.0.1:9/v1", ["x"], retries=0)
    assert answer.text is None
    assert answer.error


def test_answers_are_kept_on_disk_without_the_key(endpoint: tuple[Endpoint, str], tmp_path: Path) -> None:
    known, url = endpoint
    first = asked(url, ["x", "y"], cache=str(tmp_path))
    again = asked(url, ["x", "y"], cache=str(tmp_path))
    assert [answer.text for answer in again] == [answer.text for answer in first]
    assert [answer.cached for answer in again] == [True, True]
    assert len(known.seen) == 2
    assert asked(url, ["x"], cache=str(tmp_path), seed=2)[0].cached is False
    kept = [path.read_text("utf-8") for path in tmp_path.rglob("*.json")]
    assert len(kept) == 3
    assert not any(KEY in text for text in kept)


def test_a_damaged_file_of_the_cache_is_asked_again(endpoint: tuple[Endpoint, str], tmp_path: Path) -> None:
    known, url = endpoint
    asked(url, ["x"], cache=str(tmp_path))
    (file,) = tmp_path.rglob("*.json")
    file.write_bytes(b"\xff{")
    assert asked(url, ["x"], cache=str(tmp_path))[0].text == "echo x"
    assert len(known.seen) == 2


def test_without_a_key_none_is_sent(endpoint: tuple[Endpoint, str]) -> None:
    known, url = endpoint
    asked(url, ["x"], key_env="POSTIL_NO_SUCH_KEY")
    assert known.keys == [None]


@pytest.mark.parametrize(
    "wrong", [{"concurrency": 0}, {"timeout": 0}, {"retries": -1}, {"sed": 1}, {"seed": "one"}]
)
def test_a_wrong_option_is_named(wrong: dict[str, Any]) -> None:
    with pytest.raises(UsageError, match=next(iter(wrong))):
        model_named("openai", model="m", **wrong)


@pytest.mark.parametrize(
    ("usage", "counted"),
    [([1], None), ("many", None), ({"completion_tokens": "12"}, None), ({"completion_tokens": 12.0}, 12)],
)
def test_tokens_are_counted_only_where_the_endpoint_gives_a_number(
    endpoint: tuple[Endpoint, str], usage: object, counted: int | None
) -> None:
    known, url = endpoint
    reply = {"choices": [{"message": {"content": "ok"}}], "usage": usage}
    known.first = [(200, {}, json.dumps(reply).encode())]
    (answer,) = model_named("openai", model="m", url=url).answer([Prompt("1", "?")])
    assert (answer.text, answer.tokens) == ("ok", counted)
