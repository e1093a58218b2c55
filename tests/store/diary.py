"""A diary beside a store: what was acknowledged, what was only tried, and so what a fresh process may find."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from typing import Any

from tests.fakes import FakeClock
from tests.store.support import NOON, on, opened, record
from trainer.core.record import Record
from trainer.errors import NotSavedError
from trainer.store.fs import Fs
from trainer.store.store import Store

Content = tuple[str, str, dict[str, Any]] | None
"""What a record says; None for one that is not there or deleted."""


def content(found: Record | None) -> Content:
    """Return what counts about a record."""
    if found is None or found.deleted:
        return None
    return found.kind, found.at.isoformat(), dict(found.body)


def everything(store: Store) -> dict[str, Record]:
    """All that a store shows."""
    return {entry.id: entry for entry in (*store.history(), *store.standing("gate"))}


@dataclass
class Diary:
    """Uses a store as the coach does."""

    store: Store
    said: dict[str, Record] = field(default_factory=dict)
    """The newest acknowledged version of each id."""
    tried: dict[str, list[Record]] = field(default_factory=dict)
    """Versions that came after it and were not acknowledged."""

    def save(self, *records: Record) -> None:
        for entry in records:
            self.tried.setdefault(entry.id, []).append(entry)
        for saved in self.store.save(*records):
            self.said[saved.id] = saved
            del self.tried[saved.id]

    def known(self, id_: str) -> Record:
        """Return the last version we know of, for a correction."""
        return self.tried[id_][-1] if id_ in self.tried else self.said[id_]

    def retried(self) -> None:
        """Note that all that was pending is on disk now."""
        for id_, tries in self.tried.items():
            self.said[id_] = tries[-1]
        self.tried.clear()

    def check(self, store: Store) -> None:
        """See that a store shows what was acknowledged or something tried later, and nothing else."""
        found = everything(store)
        for id_ in {*self.said, *self.tried}:
            possible = [content(self.said.get(id_)), *map(content, self.tried.get(id_, []))]
            assert content(found.get(id_)) in possible, (id_, found.get(id_), possible)
        assert set(found) <= {*self.said, *self.tried}
        for entry in found.values():
            assert_in_its_month_only(store, entry)


def assert_in_its_month_only(store: Store, entry: Record) -> None:
    if entry.kind == "gate":
        return
    for when in (on(2026, 10, 1), on(2026, 11, 1)):
        shown = store.history(when.date(), datetime(when.year, when.month, 28).date())  # noqa: DTZ001 - a date
        assert (entry in shown) == (entry.at.month == when.month), (entry, when)


Act = Callable[[Diary], None]

ACTS: Sequence[Act] = (
    lambda diary: diary.save(record("closing", "gate"), record("session")),
    lambda diary: diary.save(record("walk", "activity", at=on(2026, 10, 20))),
    lambda diary: diary.save(replace(diary.known("first"), body={"pain": 9})),
    lambda diary: diary.save(replace(diary.known("first"), at=on(2026, 10, 1))),
    lambda diary: diary.save(replace(diary.known("second"), deleted=True)),
)
"""Each kind of save there is, in an order that makes them meet in the same files."""


def prepared(root: Path, fs: Fs | None = None) -> Diary:
    """Make a store with some past, and open it anew with a file system."""
    store = opened(root)
    saved = store.save(record("first"), record("second"), record("third", at=NOON))
    saved += store.save(record("gate", "gate"))
    return Diary(opened(root, FakeClock(), fs), {found.id: found for found in saved})


def run(diary: Diary) -> None:
    """Do all acts; a refused one is not the end."""
    for act in ACTS:
        with suppress(NotSavedError):
            act(diary)
