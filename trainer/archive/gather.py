"""Gathering: all that a data directory holds of a person, as an export."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from trainer import __version__
from trainer.archive.document import Export
from trainer.archive.own import find
from trainer.coach import Coach
from trainer.errors import RefusedError
from trainer.store.fs import Fs

_RUNNING = "The session that is under way is not in the export; export again once it has ended."

_UNREAD = "Nothing was exported: what is here cannot be read. 'trainer doctor' says what to do."


def nothing(root: Path) -> RefusedError:
    """The error for a directory in which nothing was kept: an empty export would pass for a copy of something."""
    return RefusedError(f"There is nothing to export in {root}: say where your data is with --data.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Gathered:
    """An export, and what is not in it."""

    export: Export
    left_out: tuple[str, ...]
    """Sentences about what could not be taken along."""
    unread: tuple[str, ...]
    """Sentences about what may hold more than was got from it: this export is then no copy of everything."""


def gather(coach: Coach, fs: Fs) -> Gathered:
    """Gather everything that can be read; RefusedError where there is nothing."""
    store = coach.store
    found = find(store.root, fs)
    export = Export(
        written=coach.clock.now().isoformat(timespec="seconds"),
        trainer=__version__,
        device=store.device,
        versions=store.everything(),
        own=found.texts,
    )
    unread = (*store.unread, *found.unread)
    if not export.versions and not any(found.texts.values()):
        raise RefusedError(_UNREAD) if unread else nothing(store.root)
    running = (_RUNNING,) if store.journal().look() is not None else ()
    return Gathered(export=export, left_out=(*found.left_out, *running), unread=unread)
