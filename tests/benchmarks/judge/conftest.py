"""Studies for the tests of judging: real logs, real databases, the real page."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

pytest.importorskip("sqlalchemy", reason="the extra [web] is not installed")
pytest.importorskip("starlette", reason="the extra [web] is not installed")

from postil_bench.judge.items import Item
from postil_bench.judge.rubric import load_rubric
from postil_bench.judge.serving import Setting, begin_or_resume, make_page
from postil_bench.judge.sources import read_items
from postil_bench.judge.store import Store, Study
from postil_bench.records import Sample, write_lines

if TYPE_CHECKING:
    from starlette.testclient import TestClient

MODELS = ("gemma3-270m", "facts-baseline")


@pytest.fixture
def log(tmp_path: Path) -> Path:
    """Six questions, answered by two models, whose overall of 90 and 40 is nobody's business."""
    path = tmp_path / "samples.jsonl"
    samples = [
        Sample(
            task="issue_answer",
            model=model,
            seed=1,
            item=f"item-{number}",
            prompt=f"Question {number}: why is `total` {number}?\n\n```python\ntotal = {number}\n```",
            answer=f"Because of line 1, says {'one' if model == MODELS[0] else 'the other'}. <b>{number}</b>",
            metrics={"overall": 91.5 if model == MODELS[0] else 41.5},
        )
        for number in range(1, 7)
        for model in MODELS
    ]
    write_lines(path, samples)
    return path


Begin = Callable[..., tuple[Store, Study]]


@pytest.fixture
def begin(log: Path, tmp_path: Path) -> Iterator[Begin]:
    """Begins a study of ``log``, or goes on with it."""
    stores: list[Store] = []

    def make(
        rubric: str = "answer", repeat: float = 0.0, items: list[Item] | None = None
    ) -> tuple[Store, Study]:
        store = Store(tmp_path / f"{rubric}.sqlite")
        stores.append(store)
        setting = Setting(load_rubric(rubric), seed=3, repeat=repeat)
        return store, begin_or_resume(store, items or read_items([log]), setting)

    yield make
    for store in stores:
        store.close()


class Judge:
    """A judge at the page, who has come in by their link; knows forms, no JavaScript."""

    def __init__(self, client: TestClient, token: str) -> None:
        self.client = client
        self.page = client.get("/login", params={"token": token})

    @property
    def task(self) -> str:
        """The opaque id of the task that is shown."""
        found = re.search(r'action="/task/(\w+)/verdict"', self.page.text)
        assert found, self.page.text
        return found[1]

    def form(self, **fields: str) -> dict[str, str]:
        found = re.search(r'name="form" value="(\w+)"', self.page.text)
        return {"form": found[1] if found else "", **fields}

    def says(self, choice: str = "", note: str = "", reason: str = "") -> None:
        fields = {"reason": reason} if reason else {"choice": choice}
        self.page = self.client.post(f"/task/{self.task}/verdict", data=self.form(note=note, **fields))

    def undoes(self) -> None:
        found = re.search(r'name="verdict" value="(\d+)"', self.page.text)
        assert found
        self.page = self.client.post("/undo", data=self.form(verdict=found[1]))

    def goes(self, address: str) -> str:
        self.page = self.client.get(address)
        return self.page.text

    @property
    def is_done(self) -> bool:
        return self.page.url.path == "/done"


@pytest.fixture
def seat() -> Callable[..., Judge]:
    """Lets a judge in."""
    from starlette.testclient import TestClient

    def come_in(begun: tuple[Store, Study], name: str = "ann", *, reveal: bool = False) -> Judge:
        page, keys = make_page(*begun, ["ann", "bo"], ["cleo"], reveal=reveal)
        client = TestClient(page.app, base_url="http://127.0.0.1")
        return Judge(client, keys.token(name))

    return come_in


@pytest.fixture
def issues(tmp_path: Path) -> Path:
    """Two issues with two answers each."""
    path = tmp_path / "issues.jsonl"
    rows = [
        {
            "id": f"q{number}",
            "question": f"How do I do {number}?",
            "user_login": "user-1",
            "body": "I tried `open`.\n\n```python\nopen('a.txt')\n```",
            "answer_1": {"user_login": "secret-login", "body": "Call `open` with a mode."},
            "answer_2": {"user_login": "other-login", "body": "No idea."},
        }
        for number in (1, 2)
    ]
    path.write_text("".join(json.dumps(row) + "\n" for row in rows))
    return path
