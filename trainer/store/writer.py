"""The writer: versions on their way to this device's files, each batch in its order, kept until the disk has it."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from itertools import takewhile

from trainer.core.record import Record
from trainer.store.documents import Version
from trainer.store.faults import DamagedError, NewerError
from trainer.store.fs import Fs
from trainer.store.layout import STANDING_PLACE, Layout, place_of
from trainer.store.table import insert, trim

Step = tuple[str, Version]
"""A place and what is to be written there."""


@dataclass(slots=True, kw_only=True)
class Batch:
    """What one save still has to write, in this order."""

    steps: list[Step]
    again: bool = False
    """A try came before, and nobody knows how far it got."""


class Writer:
    """Holds what is not on disk yet. Batches do not wait for each other; within one, nothing overtakes."""

    def __init__(self, layout: Layout, device: str, fs: Fs) -> None:
        self._layout = layout
        self._device = device
        self._fs = fs
        self._batches: list[Batch] = []

    def waiting(self) -> tuple[Record, ...]:
        """The records that are not on disk, in the order they came."""
        versions = [version for batch in self._batches for _, version in batch.steps]
        return tuple({(v.record.id, v.record.stamp): v.record for v in versions}.values())

    def add(self, versions: Sequence[Version]) -> Batch:
        """Take versions to be written in this order; the batch has no steps left once they are."""
        batch = Batch(steps=[step for version in versions for step in _steps(version)])
        self._batches.append(batch)
        return batch

    def write(self) -> Exception | None:
        """Write what waits, holding the lock; returns the last failure."""
        failure = None
        for batch in self._batches:
            try:
                self._write(batch)
            except (OSError, NewerError, DamagedError) as error:
                failure = error
        self._batches = [batch for batch in self._batches if batch.steps]
        return failure

    def bring_home(self, versions: Sequence[Version]) -> None:
        """Copy versions to the place that holds every version of theirs, as far as possible."""
        for version in versions:
            with suppress(OSError, NewerError, DamagedError):
                insert(self._layout.file(self._device, version.home), [version], self._fs, again=True)

    def _write(self, batch: Batch) -> None:
        self._fs.make_folders(self._layout.folder(self._device))
        again, batch.again = batch.again, True
        while batch.steps:
            place = batch.steps[0][0]
            run = [version for _, version in takewhile(partial(_is_for, place), batch.steps)]
            path = self._layout.file(self._device, place)
            insert(path, run, self._fs, again=again)
            del batch.steps[: len(run)]
            if place == STANDING_PLACE:
                with suppress(OSError, NewerError, DamagedError):  # the save itself is done
                    trim(path, self._fs)


def _is_for(place: str, step: Step) -> bool:
    return step[0] == place


def _steps(version: Version) -> list[Step]:
    """Where a version goes: its own month, then the one that holds every version of it."""
    place = place_of(version.record)
    return [(place, version)] if place == version.home else [(place, version), (version.home, version)]
