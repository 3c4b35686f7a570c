"""Collects a clone into tables, shard by shard: killed at any point, it goes on where it stopped and ends with the same bytes.

A shard is the rows of some hundred commits. While it is made, its rows are appended to a hidden file, each commit whole;
when it is done, that becomes one shard of every table. ``collect-git.json`` says which shards there are and what of.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import ExitStack, closing
from functools import partial
from pathlib import Path

import msgspec
from msgspec import Struct

from postil.errors import UsageError
from postil.scoring.parallel import start_worker
from postil_corpora.collect.git.graph import Graph
from postil_corpora.collect.git.objects import Objects
from postil_corpora.collect.git.parts import Part, finish
from postil_corpora.collect.git.rows import COLLECTOR, Extras, rows_of
from postil_corpora.collect.git.source import Source, neutral_door, open_source, packs_of
from postil_corpora.collect.git.tools import Tools
from postil_corpora.collect.git.trajectories import Story
from postil_corpora.collect.git.walk import commits_of, default_branch, refs_of
from postil_corpora.people import KEY_VARIABLE
from postil_corpora.schema import SCHEMA_VERSION, Provenance, Ref
from postil_corpora.tables import Format, draft_of, drop_shards, shard_path, write_rows

MANIFEST = "collect-git.json"
SHARD_COMMITS = 500


class Options(Struct, frozen=True):
    """How a clone is collected."""

    extras: Extras = Extras()
    form: Format = "jsonl"


class Shard(Struct, frozen=True):
    """A finished shard: how many commits, and a digest of all that its rows depend on."""

    commits: int
    key: str


class Manifest(Struct, frozen=True):
    """What a folder was collected from, and which shards of it are done."""

    collector: str
    repository: str
    shards: tuple[Shard | None, ...] = ()


def collect(
    source: Path, folder: Path, options: Options, *, name: str | None = None, jobs: int = 1
) -> Iterator[int]:
    """Collect the clone ``source`` into tables in ``folder``; yields the number of commits of each shard as it is done.

    The same clone and options give the same bytes, whatever ``jobs`` is and however often it was interrupted. Shards
    that are there from an earlier run and would be the same are kept, so a clone that grew costs what is new.

    Raises:
        UsageError: ``source`` is no repository.
        PostilError: not even its refs can be read.
    """
    opened = open_source(source, name)
    folder.mkdir(parents=True, exist_ok=True)
    with neutral_door(opened) as door:
        ids = commits_of(opened, door)
    parts = _plan(opened, folder, options, ids)
    done = _finished(folder, opened.name, options, parts)
    made = iter(_made(opened, options, [part for part in parts if done[part.number] is None], jobs))
    for part in parts:
        if done[part.number] is None:
            next(made)
            done[part.number] = Shard(len(part.ids), part.key)
            _note(folder, Manifest(COLLECTOR, opened.name, tuple(done)))
            part.path.unlink()
        yield len(part.ids)
    _note(folder, Manifest(COLLECTOR, opened.name, tuple(done)))
    _tidy(folder, options, parts)
    _tell(opened, folder, options)


def _tell(source: Source, folder: Path, options: Options) -> None:
    """Write the refs, and the trajectories that refs and commits show together."""
    origin = Provenance(source.name, COLLECTOR)
    refs = [Ref(ref, sha, origin) for ref, sha in refs_of(source)]
    write_rows(folder, "refs", refs, form=options.form)
    with neutral_door(source) as door, closing(Objects(door)) as objects:
        tools = Tools(objects, 20 if source.hash_name == "sha1" else 32)
        story = Story(Graph.of(folder), refs, default_branch(source), tools, origin)
        write_rows(folder, "trajectories", story.trajectories(), form=options.form)


def _plan(source: Source, folder: Path, options: Options, ids: Sequence[str]) -> list[Part]:
    """The shards to be, each with a key of all that its bytes depend on."""
    what = (COLLECTOR, SCHEMA_VERSION, source.name, packs_of(source), sorted(source.shallow), options)
    base = msgspec.json.encode((*what, os.environ.get(KEY_VARIABLE, "")))
    parts = []
    for number, start in enumerate(range(0, max(len(ids), 1), SHARD_COMMITS)):
        chosen = tuple(ids[start : start + SHARD_COMMITS])
        key = hashlib.blake2b(base + "".join(chosen).encode("ascii"), digest_size=8).hexdigest()
        parts.append(Part(number, key, chosen, folder))
    return parts


def _finished(folder: Path, name: str, options: Options, parts: Sequence[Part]) -> list[Shard | None]:
    """For each part the shard that is already there, ``None`` where it is yet to be made."""
    try:
        noted = msgspec.json.decode((folder / MANIFEST).read_bytes(), type=Manifest)
    except (OSError, msgspec.DecodeError):
        noted = Manifest(COLLECTOR, name)
    if noted.repository != name:
        message = f"{folder} holds {noted.repository}: collect {name} into another folder"
        raise UsageError(message)
    there = dict(enumerate(noted.shards))
    made = (Shard(len(part.ids), part.key) for part in parts)
    return [
        shard
        if there.get(part.number) == shard and part.is_finished(options.extras.tables, options.form)
        else None
        for part, shard in zip(parts, made, strict=True)
    ]


def _made(source: Source, options: Options, parts: Sequence[Part], jobs: int) -> Iterable[None]:
    """Make the parts, each yielding as it is done, in order."""
    work = partial(_make, source, options)
    if jobs <= 1 or len(parts) <= 1:
        yield from map(work, parts)
        return
    with ExitStack() as stack:
        pool = stack.enter_context(ProcessPoolExecutor(min(jobs, len(parts)), initializer=start_worker))
        stack.callback(pool.shutdown, cancel_futures=True)
        yield from pool.map(work, parts)


def _make(source: Source, options: Options, part: Part) -> None:
    """Append what is missing to the hidden file of a part, then make shards of it."""
    there = part.repair()
    with part.path.open("ab") as stream:
        for rows in rows_of(source, part.ids[there:], options.extras):
            stream.write(part.encode(rows))
            stream.flush()
    finish(part, options.extras.tables, options.form)


def _note(folder: Path, manifest: Manifest) -> None:
    path = folder / MANIFEST
    draft = draft_of(path)
    draft.write_bytes(msgspec.json.format(msgspec.json.encode(manifest), indent=1) + b"\n")
    draft.replace(path)


def _tidy(folder: Path, options: Options, parts: Sequence[Part]) -> None:
    """Remove what earlier runs with other commits or options left."""
    made = options.extras.tables
    for table in Extras(refactorings=True, versions=True).tables:
        keep = (
            [shard_path(folder, table, part.number, options.form) for part in parts] if table in made else []
        )
        drop_shards(folder, table, keep)
    for left in folder.glob(".part-*.rows"):
        left.unlink()
