"""The table: one file's records through TinyDB, read and written with nothing remembered in between."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tinydb import TinyDB
from tinydb.table import Table

from trainer.store.documents import Version, to_document, to_versions
from trainer.store.faults import DamagedError, NewerError
from trainer.store.fs import Fs, Key
from trainer.store.layout import place_of
from trainer.store.storage import SafeStorage, generations

_NAME = "records"
_KEPT = 20
"""Versions of one standing record that stay; history keeps them all."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Loaded:
    """What one file holds, and how it was found."""

    versions: tuple[Version, ...] = ()
    state: str = "ok"
    """`ok`, `newer`, `damaged`, `too large` or `unreadable`; with the last three an older generation is shown."""
    strange: int = 0
    """Documents that are no records of ours; they stay where they are."""
    moved: tuple[Version, ...] = ()
    """The versions whose date is in another month than their first version's."""
    key: Key | None = None
    """The state of the file this was read from; None when there was none."""


def load(path: Path, fs: Fs) -> Loaded:
    """Read a file, empty when there is none; DamagedError, NewerError or OSError when it gives nothing."""
    storage = SafeStorage(path, fs)
    documents = _table(storage).all()
    versions = to_versions(documents, hostile=storage.hostile)
    return Loaded(
        versions=versions,
        state="newer" if storage.newer else "ok",
        strange=len(documents) - len(versions),
        moved=tuple(version for version in versions if version.home != place_of(version.record)),
        key=storage.key,
    )


def load_older(path: Path, fs: Fs) -> Loaded | None:
    """Read the newest good generation of a file; None when there is none."""
    for generation in generations(path):
        with suppress(DamagedError, NewerError, OSError):
            loaded = load(generation, fs)
            if loaded.key is not None:
                return loaded
    return None


def insert(path: Path, versions: Sequence[Version], fs: Fs, *, again: bool) -> None:
    """Add versions in one write, holding the lock; returns when they are on disk.

    With `again`, a try before may have failed at its very end: what is there already is not added twice, but
    the file is written all the same, for only that shows that the disk has it.
    """
    table = _table(SafeStorage(path, fs))
    there = {(document.get("id"), document.get("stamp")) for document in table.all()} if again else set()
    fresh = [version for version in versions if (version.record.id, version.record.stamp) not in there]
    table.insert_multiple([to_document(version) for version in fresh])


def trim(path: Path, fs: Fs) -> None:
    """Drop the oldest versions of standing records that have changed very often; the newest always stay."""
    table = _table(SafeStorage(path, fs))
    stamps: dict[str, list[tuple[str, int]]] = {}
    for document in table.all():
        stamps.setdefault(_text(document, "id"), []).append((_text(document, "stamp"), document.doc_id))
    long = [sorted(found) for found in stamps.values() if len(found) > 2 * _KEPT]
    if long:
        table.remove(doc_ids=[number for found in long for _, number in found[:-_KEPT]])


def _table(storage: SafeStorage) -> Table:
    return TinyDB(storage=lambda: storage).table(_NAME)


def _text(document: Mapping[str, Any], key: str) -> str:
    return str(document.get(key))
