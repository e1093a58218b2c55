"""The survey: everything `trainer doctor` wants to know of a data directory, found without opening or making anything.

A store that is opened makes folders and mends what it reads; a survey only looks, so that what is to be mended can
be shown before.
"""

from __future__ import annotations

import errno
import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from pathlib import Path

from trainer.core.clock import Clock
from trainer.core.record import AHEAD, STANDING, Record
from trainer.store.device import is_damaged, peek
from trainer.store.documents import Version
from trainer.store.faults import NewerError, cause_of
from trainer.store.fs import Fs, OddFileError, TooLargeError
from trainer.store.inventory import FileInfo, Looked, look_at
from trainer.store.layout import CAP, JOURNAL, Layout, Source, is_conflict, read_name
from trainer.store.lines import Left, parse
from trainer.store.lock import Lock, is_held
from trainer.store.merging import merge
from trainer.store.oddities import Oddity, Walk
from trainer.store.reader import Reader
from trainer.store.stamps import Stamps, device_of, moment_of

SKEW = timedelta(hours=1)
"""How far ahead of this clock something may have happened before it is odd: ours, for clocks that differ a little."""


@dataclass(frozen=True, slots=True, kw_only=True)
class JournalInfo:
    """A session's journal."""

    path: Path
    device: str
    ours: bool
    state: str
    """`ok`, `damaged`, `newer` or `unreadable`."""
    left: Left | None = None
    """Its good lines; None where there are none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DeviceInfo:
    """One device's folder."""

    id: str
    ours: bool
    files: tuple[FileInfo, ...]
    records: int
    """Different ids in its files."""
    first: date | None
    """The day of its first record of history; None when it has none."""
    last: date | None
    """The day of its last one, plans left out."""
    written: datetime | None
    """When its newest record was written, by its own clock."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ahead:
    """What a device wrote with a clock that was ahead of this one."""

    device: str
    records: tuple[Record, ...]
    most: timedelta
    """How far ahead the farthest of them is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stock:
    """A data directory as it stands."""

    root: Path
    there: bool
    at: datetime
    """When it was looked at."""
    device: str | None
    """This machine's name in the store; None while it has none."""
    nameless: bool
    """Whether the table of device names is damaged."""
    why_not: str | None
    """Why nothing can be saved; None when it can, as far as can be seen."""
    room: int | None
    """Bytes free; None when that is not known."""
    size: int
    """Bytes of all files of the trainer's and of the person's own."""
    devices: tuple[DeviceInfo, ...]
    oddities: tuple[Oddity, ...]
    journals: tuple[JournalInfo, ...]
    running: str | None
    """Who leads a session now, as that one signed; None when no session runs."""
    ahead: tuple[Ahead, ...]
    future: tuple[Record, ...]
    """What happened later than now, as it stands after merging; plans are none of it."""
    aside: tuple[Path, ...]
    """Damaged files that were put aside and kept."""
    strays: tuple[Version, ...]
    """Corrections of ours that reached the month they were moved to and not their first one: a crash between."""
    settings: Record | None
    """The person's settings."""

    @property
    def files(self) -> Iterator[FileInfo]:
        """All files of records."""
        return (info for device in self.devices for info in device.files)


def survey(root: Path, clock: Clock, fs: Fs | None = None, user: int | None = None) -> Stock:
    """Look at a data directory as this user; nothing is made, changed or locked."""
    fs, layout, now = fs or Fs(), Layout(root=root), clock.now()
    device = peek(layout, fs)
    walk = Walk(layout, device, fs, os.geteuid() if user is None else user)
    looked = _look(layout, device, fs, clock)
    versions = [version for one in looked for version in one.versions]
    newest = merge(version.record for version in versions)
    journals = tuple(_journals(layout, device, fs))
    return Stock(
        root=root,
        there=fs.is_folder(root),
        at=now,
        device=device,
        nameless=is_damaged(layout, fs),
        why_not=_why_not(layout, device, fs),
        room=fs.room(_standing_ground(root)),
        size=walk.size,
        devices=tuple(_devices(layout, device, looked, fs)),
        oddities=tuple(walk.found),
        journals=journals,
        running=_running(layout, journals, fs),
        ahead=tuple(_ahead(versions, now)),
        future=tuple(_future(newest.values(), now)),
        aside=tuple(walk.aside),
        strays=tuple(_strays(looked)),
        settings=max(_settings(newest.values()), key=lambda record: record.at, default=None),
    )


def strays_of(layout: Layout, device: str, fs: Fs) -> tuple[Version, ...]:
    """Corrections of a device that are missing from the month of their first version, as the files are now."""
    names = fs.names(layout.folder(device))
    places = dict(filter(None, map(read_name, names)))
    sources = (
        Source(path=layout.folder(device) / name, device=device, place=place, ours=not is_conflict(name))
        for name, place in places.items()
    )
    return tuple(_strays([look_at(source, names, fs) for source in sources]))


def _strays(looked: Iterable[Looked]) -> Iterator[Version]:
    ours = {one.info.place: one for one in looked if one.info.ours}
    at_home = {
        (place, version.record.id, version.record.stamp)
        for place, one in ours.items()
        for version in one.versions
        if version.home == place
    }
    for place, one in ours.items():
        for version in one.versions:
            home = ours.get(version.home)
            reachable = home is None or home.info.state == "ok" or home.info.damaged  # damaged ones are mended first
            key = (version.home, version.record.id, version.record.stamp)
            if version.home != place and reachable and key not in at_home:
                yield version


def _look(layout: Layout, device: str | None, fs: Fs, clock: Clock) -> list[Looked]:
    told: list[str] = []  # what cannot be read is told by the walk
    reader = Reader(layout, device or "", fs, Stamps(clock, ""), mend=lambda _: False, tell=told.append)
    names = {name: reader.names(layout.folder(name)) for name in reader.names(layout.store)}
    return [_slim(look_at(source, names.get(source.device, ()), fs)) for source in reader.sources(lambda _: True)]


def _slim(looked: Looked) -> Looked:
    """Leave out what records hold, which is most of them: ten years are looked at at once."""
    versions = (
        version if version.record.kind == "settings" else replace(version, record=replace(version.record, body={}))
        for version in looked.versions
    )
    return replace(looked, versions=tuple(versions))


def _devices(layout: Layout, ours: str | None, looked: list[Looked], fs: Fs) -> Iterator[DeviceInfo]:
    found = {one.info.device for one in looked}
    if ours is not None and fs.is_folder(layout.folder(ours)):
        found.add(ours)
    for device in sorted(found, key=lambda name: (name != ours, name)):
        yield _device(device, [one for one in looked if one.info.device == device], ours=device == ours)


def _device(device: str, looked: list[Looked], *, ours: bool) -> DeviceInfo:
    records = [version.record for one in looked for version in one.versions]
    days = [r.at.date() for r in records if r.kind not in STANDING and r.kind not in AHEAD and not r.deleted]
    stamps = [record.stamp for record in records if device_of(record.stamp) == device]
    return DeviceInfo(
        id=device,
        ours=ours,
        files=tuple(one.info for one in looked),
        records=len({record.id for record in records}),
        first=min(days, default=None),
        last=max(days, default=None),
        written=moment_of(max(stamps)) if stamps else None,
    )


def _journals(layout: Layout, device: str | None, fs: Fs) -> Iterator[JournalInfo]:
    try:
        folders = fs.names(layout.store)
    except OSError:
        return
    for folder in folders:
        path = layout.folder(folder) / JOURNAL
        if fs.about(path) is not None:
            left, state = read_journal(path, fs)
            yield JournalInfo(path=path, device=folder, ours=folder == device, state=state, left=left)


def read_journal(path: Path, fs: Fs) -> tuple[Left | None, str]:
    """Read a journal's good lines, and its state as `JournalInfo` has it."""
    try:
        left = parse(fs.read(path, CAP).data)
    except NewerError:
        return None, "newer"
    except (OddFileError, TooLargeError, FileNotFoundError):  # a link to nowhere is no journal either
        return None, "damaged"
    except OSError:
        return None, "unreadable"
    return left, "damaged" if left is None else "ok"


def _running(layout: Layout, journals: Iterable[JournalInfo], fs: Fs) -> str | None:
    path = layout.local / "live.lock"
    if any(journal.ours for journal in journals) and is_held(path, fs):
        return Lock(path, fs).owner()
    return None


def _ahead(versions: Iterable[Version], now: datetime) -> Iterator[Ahead]:
    limit = now + timedelta(hours=24)
    found: dict[str, dict[str, Record]] = {}
    for version in versions:
        stamp = version.record.stamp
        if moment_of(stamp) > limit:
            found.setdefault(device_of(stamp), {})[stamp] = version.record
    for device, records in sorted(found.items()):
        ordered = tuple(records[stamp] for stamp in sorted(records, reverse=True))
        yield Ahead(device=device, records=ordered, most=moment_of(ordered[0].stamp) - now)


def _future(newest: Iterable[Record], now: datetime) -> Iterator[Record]:
    dated = (record for record in newest if record.kind not in STANDING and record.kind not in AHEAD)
    yield from sorted(
        (record for record in dated if not record.deleted and record.at > now + SKEW),
        key=lambda record: record.at,
        reverse=True,
    )


def _settings(newest: Iterable[Record]) -> Iterator[Record]:
    return (record for record in newest if record.kind == "settings" and not record.deleted)


def _why_not(layout: Layout, device: str | None, fs: Fs) -> str | None:
    for folder in (layout.local, layout.store if device is None else layout.folder(device)):
        ground = _standing_ground(folder)
        if not fs.is_folder(ground):
            return f"{ground} is no directory"
        if not fs.allows(ground):
            return cause_of(PermissionError(errno.EROFS, "read-only"))
    return None


def _standing_ground(folder: Path) -> Path:
    """The folder itself, or what is there of the way to it."""
    return next((place for place in (folder, *folder.parents) if _is_there(place)), folder)


def _is_there(path: Path) -> bool:
    try:
        return path.exists()
    except OSError:
        return False
