"""``postil bench board`` and ``compare`` as they are called."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest

from postil.cli.main import run

GOOD, POOR = [1.0] * 40, [0.0, 1.0] * 20


def test_the_board_is_printed_with_intervals_ties_and_what_was_not_scored(
    make_run: Any, a_sample: Any, capfd: Any
) -> None:
    silent = a_sample("poor", 40, None, answer=None, status="unscored", cause="model", metrics={})
    folder = make_run({"good": GOOD, "poor": POOR}, more=[silent])

    assert run(["bench", "board", str(folder)]) == 0

    lines = [line.split() for line in capfd.readouterr().out.splitlines()]
    assert ["1", "a", "good", "1.000", "0.839", "to", "1.000", "40", "20"] in lines
    assert next(line for line in lines if line[:3] == ["2", "b", "poor"])[-2:] == ["41", "21"]
    assert ["poor,", "review", "41", "40", "1", "0", "0"] in lines


def test_the_board_as_json_has_every_number(make_run: Any, tmp_path: Any) -> None:
    folder, out = make_run({"good": GOOD, "poor": POOR}), tmp_path / "board.json"

    assert run(["bench", "board", str(folder), "--format", "json", "-o", str(out)]) == 0

    found = msgspec.json.decode(out.read_bytes())
    assert [one["model"] for one in found["overall"]["standings"]] == ["good", "poor"]
    assert found["overall"]["standings"][0]["value"] == 100.0
    assert found["signatures"] == ["postil:9|judges:abc"]


def test_the_same_call_gives_the_same_bytes(make_run: Any, tmp_path: Any) -> None:
    folder = make_run({"good": GOOD, "poor": POOR})
    files = [tmp_path / name for name in ("one.json", "two.json")]

    for file in files:
        run(["bench", "compare", str(folder), "--all", "--format", "json", "-o", str(file)])

    assert files[0].read_bytes() == files[1].read_bytes()


def test_markdown_is_a_table_that_a_models_name_cannot_break(make_run: Any, capfd: Any) -> None:
    folder = make_run({"a|b<script>`": GOOD, "line\nbreak\x1b[31m": POOR})

    assert run(["bench", "board", str(folder), "--format", "markdown"]) == 0

    out = capfd.readouterr().out
    rows = [line for line in out.splitlines() if line.startswith("| 1 |")]
    assert all("a\\|b&lt;script>\\`" in row for row in rows)
    assert "\x1b" not in out


def test_a_gate_fails_only_if_the_second_is_worse(make_run: Any, capfd: Any) -> None:
    folder = make_run({"good": GOOD, "poor": POOR})
    call = ["bench", "compare", str(folder), "--fail-if-worse", "--models"]

    assert run([*call, "good", "poor"]) == 1
    assert run([*call, "poor", "good"]) == 0
    assert run(["bench", "compare", str(folder), "--models", "good", "poor"]) == 0


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["board", "RUN", "--task", "none"], "no task 'none'"),
        (["board", "RUN", "--alpha", "5"], "--alpha is a probability"),
        (["board", "nowhere"], "nowhere holds no run"),
        (["compare", "RUN", "RUN", "RUN"], "takes one run or two"),
        (["compare", "RUN", "--models", "good", "none"], "no model 'none'"),
    ],
)
def test_a_wrong_call_is_one_line_and_exit_code_2(
    make_run: Any, capfd: Any, arguments: list[str], message: str
) -> None:
    folder = make_run({"good": GOOD, "poor": POOR})

    assert run(["bench", *(str(folder) if word == "RUN" else word for word in arguments)]) == 2
    assert message in capfd.readouterr().err


def test_a_damaged_line_is_named(make_run: Any, capfd: Any) -> None:
    folder = make_run({"good": GOOD})
    with (folder / "samples.jsonl").open("ab") as file:
        file.write(b'{"task": 1}\n')

    assert run(["bench", "board", str(folder)]) == 2
    assert "samples.jsonl:41:" in capfd.readouterr().err
