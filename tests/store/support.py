"""Stand-ins for a store's world: records, and file systems that fail, die, or lose what was not synced."""

from __future__ import annotations

import errno
import os
import shutil
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any

from tests.fakes import FakeClock
from trainer.core.record import Record
from trainer.store.envelope import seal
from trainer.store.fs import Fs, Key
from trainer.store.layout import Layout
from trainer.store.store import Store

CHECKOUT = Path(__file__).parents[2]
"""Where a Python that is started finds the trainer and the tests."""
ZONE = timezone(timedelta(hours=1))
NOON = datetime(2026, 11, 20, 12, 0, tzinfo=ZONE)


def record(
    id_: str = "a",
    kind: str = "session",
    at: datetime = NOON,
    body: Mapping[str, Any] | None = None,
    *,
    deleted: bool = False,
) -> Record:
    """Make a record."""
    return Record(id=id_, kind=kind, at=at, body=body or {}, deleted=deleted)


def on(year: int, month: int, day: int, hour: int = 12) -> datetime:
    """Return a time of day in the zone of the tests."""
    return datetime(year, month, day, hour, tzinfo=ZONE)


def ids(records: Iterable[Record]) -> list[str]:
    """Return the ids of records, in their order."""
    return [found.id for found in records]


def opened(root: Path, clock: FakeClock | None = None, fs: Fs | None = None) -> Store:
    """Open a store on real files."""
    return Store(root, clock or FakeClock(), fs or HastyFs())


def month_file(store: Store, place: str = "2026-11") -> Path:
    """Return the path of this device's file for a place."""
    return Layout(root=store.root).file(store.device, place)


def document(id_: str = "a", ms: int = 1, device: str = "ff", at: datetime = NOON) -> dict[str, Any]:
    """Make a document as a file holds it."""
    return {"id": id_, "stamp": f"{ms:015d}-000000-{device}", "kind": "note", "at": at.isoformat(), "body": {}}


def put_file(path: Path, *documents: Mapping[str, Any]) -> None:
    """Put a good file of records where another device, or a synchroniser, would."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(seal({"records": {str(number): dict(entry) for number, entry in enumerate(documents, 1)}}))


def forget_machine(root: Path) -> None:
    """Make the data look as if it was copied from another machine."""
    path = root / "local" / "device.json"
    path.write_text(path.read_text().replace('{"devices":{"', '{"devices":{"x'))


def christen(root: Path, name: str) -> None:
    """Give the device of a new data directory a name that is the same in every run."""
    device = opened(root).device
    path = root / "local" / "device.json"
    path.write_text(path.read_text().replace(device, name))
    (root / "store" / device).rmdir()


def carry(source: Path, target: Path) -> None:
    """Copy the folders of all devices but the target's own, as a file synchroniser does."""
    own = opened(target).device
    for folder in (source / "store").iterdir():
        if folder.name != own:
            shutil.copytree(folder, target / "store" / folder.name, dirs_exist_ok=True)


@contextmanager
def umask(mask: int) -> Iterator[None]:
    before = os.umask(mask)
    try:
        yield
    finally:
        os.umask(before)


class PowerCutError(BaseException):
    """The machine is off; nothing after it happens. No Exception: nothing may catch it on the way."""


class HastyFs(Fs):
    """The real file system, but nobody waits for the disk: what a power cut does is tested in test_power.py."""

    def sync(self, fd: int) -> None:
        pass


class ShutFs(HastyFs):
    """A file system in which folders of some names may not be listed."""

    def __init__(self, *shut: str) -> None:
        self.shut = shut

    def names(self, folder: Path) -> tuple[str, ...]:
        if folder.name in self.shut:
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
        return super().names(folder)


class FaultyFs(HastyFs):
    """Fails at its n-th step: with an error, once or from then on, or by a power cut."""

    def __init__(self, at: int | None = None, error: int = errno.EIO, *, stays: bool = False) -> None:
        self.at = at
        self.error = error
        self.stays = stays
        self.cut = False
        self.short = False
        """Whether a failing write gets half of its bytes to the file first."""
        self.steps = 0
        self.off = False

    @property
    def reached(self) -> bool:
        """Say whether the failing step was come to."""
        return self.at is not None and self.steps >= self.at

    def step(self) -> bool:
        """Count a step; True when it is to fail."""
        if self.off:
            raise PowerCutError
        self.steps += 1
        if self.at is None:
            return False
        return self.steps == self.at or (self.stays and self.steps > self.at)

    def fail(self) -> None:
        if self.cut:
            self.off = True
            raise PowerCutError
        raise OSError(self.error, os.strerror(self.error))

    def _pass(self) -> None:
        if self.step():
            self.fail()

    def open(self, path: Path, flags: int) -> int:
        self._pass()
        return super().open(path, flags)

    def put(self, fd: int, data: bytes) -> int:
        if self.step():
            if self.short or self.cut:
                super().put(fd, data[: len(data) // 2])
            self.fail()
        return super().put(fd, data)

    def sync(self, fd: int) -> None:
        self._pass()
        super().sync(fd)

    def link(self, source: Path, target: Path) -> None:
        self._pass()
        super().link(source, target)

    def replace(self, source: Path, target: Path) -> None:
        self._pass()
        super().replace(source, target)

    def unlink(self, path: Path) -> None:
        self._pass()
        super().unlink(path)

    def mkdir(self, path: Path) -> None:
        self._pass()
        super().mkdir(path)

    def names(self, folder: Path) -> tuple[str, ...]:
        self._pass()
        return super().names(folder)

    def look(self, path: Path) -> Key | None:
        self._pass()
        return super().look(path)


class MeanFs(HastyFs):
    """Takes a few bytes at a time, as a pipe or a signal may make a system do."""

    def put(self, fd: int, data: bytes) -> int:
        return super().put(fd, data[:7])


class ReadOnlyFs(Fs):
    """A file system mounted read-only: modes do not stop root, this does."""

    def open(self, path: Path, flags: int) -> int:
        if flags & (os.O_WRONLY | os.O_RDWR | os.O_CREAT):
            raise OSError(errno.EROFS, os.strerror(errno.EROFS))
        return super().open(path, flags)

    def _refuse(self) -> None:
        raise OSError(errno.EROFS, os.strerror(errno.EROFS))

    def link(self, source: Path, target: Path) -> None:
        self._refuse()

    def replace(self, source: Path, target: Path) -> None:
        self._refuse()

    def unlink(self, path: Path) -> None:
        self._refuse()

    def mkdir(self, path: Path) -> None:
        self._refuse()

    def allows(self, folder: Path) -> bool:
        return False
