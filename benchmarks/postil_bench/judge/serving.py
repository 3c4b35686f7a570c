"""A study in a log, opened or begun, and the server in front of it."""

from __future__ import annotations

import secrets
import socket
from collections.abc import Sequence
from pathlib import Path

from msgspec import Struct

from postil.errors import UsageError
from postil_bench.judge.app import JudgingPage
from postil_bench.judge.desk import Desk
from postil_bench.judge.items import Item, digest
from postil_bench.judge.keys import Keys
from postil_bench.judge.rubric import Rubric
from postil_bench.judge.store import Store, Study

LOOPBACK = ("127.0.0.1", "localhost", "::1", "[::1]")
_ANY_ADDRESS = ("0.0.0.0", "::")  # noqa: S104 - to know it, not to listen there


class Setting(Struct, frozen=True):
    """How a study is begun: its ``rubric``, the ``seed`` of its order, the share of tasks that come again."""

    rubric: Rubric
    seed: int = 1
    repeat: float = 0.0


def begin_or_resume(store: Store, items: Sequence[Item], setting: Setting) -> Study:
    """The study in ``store``; a new one is made of ``items`` and ``setting``.

    Raises:
        UsageError: the study there is about other items, or was begun with another rubric, seed or share.
    """
    study = store.study()
    if study is None:
        study = Study(setting.rubric, digest(items), setting.seed, setting.repeat, secrets.token_hex(32))
        store.create(study, items)
        return study
    held = {
        "items": (study.digest, digest(items)),
        f"rubric ({study.rubric.version})": (study.rubric, setting.rubric),
        f"seed ({study.seed})": (study.seed, setting.seed),
        f"share of repeats ({study.repeat})": (study.repeat, setting.repeat),
    }
    differing = [name for name, (before, now) in held.items() if before != now]
    if differing:
        message = f"{store.place} holds a study with other {', '.join(differing)}: name another --db, or go on with its own"
        raise UsageError(message)
    return study


def make_page(
    store: Store,
    study: Study,
    judges: Sequence[str],
    adjudicators: Sequence[str] = (),
    *,
    reveal: bool = False,
    hosts: Sequence[str] = LOOPBACK,
) -> tuple[JudgingPage, Keys]:
    """The page for these people, and the keys that let them in.

    Raises:
        UsageError: a name is empty, unprintable, or given twice.
    """
    names = [*judges, *adjudicators]
    for name in names:
        if not name.strip() or not name.isprintable() or names.count(name) > 1:
            message = f"{name!a} cannot be the name of a judge: give each a printable name of their own"
            raise UsageError(message)
    keys = Keys(study.secret, [*judges, *adjudicators])
    desk = Desk(store, study, adjudicators)
    return JudgingPage(desk, keys, reveal=reveal, hosts=list(hosts)), keys


def hosts_of(host: str) -> list[str]:
    """The names under which a page on ``host`` may be asked for; on the network that is not ours to know."""
    return list(LOOPBACK) if host in LOOPBACK else ["*"]


def address_of(host: str, port: int) -> str:
    """What judges open."""
    name = socket.gethostname() if host in _ANY_ADDRESS else f"[{host}]" if ":" in host else host
    return f"http://{name}:{port}"


def listen(host: str, port: int) -> socket.socket:
    """A socket to serve on.

    Raises:
        UsageError: the address cannot be used.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    found = socket.socket(family)
    found.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        found.bind((host, port))
        found.listen()  # who opens a link at once waits, and is not refused
    except (OSError, OverflowError) as error:
        found.close()
        message = f"{host}:{port} cannot be used: {getattr(error, 'strerror', None) or error}; choose another with --port"
        raise UsageError(message) from error
    return found


def serve(page: JudgingPage, door: socket.socket) -> None:
    """Serve until interrupted."""
    import uvicorn  # noqa: PLC0415 - starts slowly, and nothing else needs it

    config = uvicorn.Config(page.app, log_level="warning", access_log=False, server_header=False)
    uvicorn.Server(config).run(sockets=[door])


def default_database(log: str | Path) -> Path:
    """Where the verdicts on ``log`` are kept unless told otherwise: beside it."""
    path = Path(log)
    return path.with_name(f"{path.stem}.judge.sqlite")
