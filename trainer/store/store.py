"""The store: records in and out, on disk before a save returns; files, locks, devices and merging stay behind it."""

from __future__ import annotations

import errno
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from threading import RLock

from trainer.core.clock import Clock
from trainer.core.record import Record
from trainer.core.text import clean
from trainer.store.device import claim
from trainer.store.documents import Version, checked, unique
from trainer.store.faults import LOCKED, DamagedError, NewerError, cause_of, not_saved
from trainer.store.fs import Fs
from trainer.store.incoming import Incoming
from trainer.store.inventory import FileInfo, take_stock
from trainer.store.journal import Journal
from trainer.store.layout import STANDING_PLACE, Layout, month_of, place_of
from trainer.store.lock import Lock
from trainer.store.merging import distinct, merge, shown
from trainer.store.reader import Reader
from trainer.store.recovery import recover
from trainer.store.stamps import Stamps
from trainer.store.writer import Writer

LOCK_WAIT = 5.0
"""Seconds to wait while another process saves."""


class Store:
    """What the trainer remembers, under one data directory. Safe to call from several threads."""

    def __init__(self, root: Path, clock: Clock, fs: Fs | None = None) -> None:
        """Open; never raises for damaged, missing or unwritable files: what happened is in `notices`."""
        self.root = root
        self.notices: list[str] = []
        """Sentences to tell the person once."""
        self.why_not: str | None = None
        """Why nothing can be saved at present, as words after 'because'; None when it can."""
        self._clock = clock
        self._fs = fs or Fs()
        self._layout = Layout(root=root)
        self._guard = RLock()
        self._mended: list[str] = []
        self._lock = Lock(self._layout.local / "lock", self._fs)
        self.device = self._settle_in()
        """This machine's name in the store."""
        self._stamps = Stamps(clock, self.device)
        self._reader = Reader(self._layout, self.device, self._fs, self._stamps, mend=self._mend, tell=self._tell)
        self._writer = Writer(self._layout, self.device, self._fs)
        self._journal = Journal(self._layout, self.device, clock, self._fs)
        self.recent()
        self.standing("")

    @property
    def writable(self) -> bool:
        """Whether the last try to write went well, or would as far as can be seen."""
        return self.why_not is None

    @property
    def pending(self) -> tuple[Record, ...]:
        """What was given to `save` and is not on disk."""
        with self._guard:
            return self._writer.waiting()

    def save(self, *records: Record) -> tuple[Record, ...]:
        """Stamp and write records in their order; they are on disk when this returns.

        NotSavedError when they are not: they then wait in `pending`. ValueError for a body JSON cannot hold. A
        correction is the old record with other values (`dataclasses.replace`): the old stamp it carries lets the
        store look for its earlier versions in months that were not read yet.
        """
        plain = [checked(record) for record in records]
        with self._guard, self._locked() as refusal:
            return self._put(plain, refusal)

    def amend(self, id_: str, month: date, make: Callable[[Record | None], Record]) -> Record:
        """Save what is made of the newest version of a record, while no other process can change it.

        `month` is where any of its versions has its date; `make` is given the newest one, be it a removal, or None
        where there is none. Given back as it is, or with what `make` raises, nothing is saved. Raises as `save` does.
        """
        with self._guard, self._locked() as refusal:
            newest = merge(self.versions(id_, month)).get(id_)
            made = make(newest)
            if made is newest:
                return made
            (saved,) = self._put([checked(made)], refusal)
            return saved

    def retry(self) -> int:
        """Try once more to write what is pending; returns how many records got to disk."""
        with self._guard:
            before = len(self.pending)
            if before:
                with self._locked() as refusal:
                    if refusal is None:
                        self._write()
            return before - len(self.pending)

    def history(self, since: date | None = None, until: date | None = None) -> tuple[Record, ...]:
        """What happened from one day to another, both included, as it now stands, in the order it happened."""
        first = "" if since is None else month_of(since)
        last = None if until is None else month_of(until)
        low, high = since or date.min, until or date.max

        def wanted(place: str) -> bool:
            return place != STANDING_PLACE and first <= place and (last is None or place <= last)

        def is_asked(record: Record) -> bool:
            return place_of(record) != STANDING_PLACE and low <= record.at.date() <= high

        return shown(filter(is_asked, self._newest(wanted)))

    def recent(self) -> tuple[Record, ...]:
        """What happened from the first of last month on."""
        today = self._clock.now().date()
        return self.history(since=(today.replace(day=1) - timedelta(days=1)).replace(day=1))

    def reaches_back(self, day: date) -> bool:
        """Say whether there are files of months before that of a day, without reading them."""
        month = month_of(day)
        return bool(self._reader.sources(lambda place: place != STANDING_PLACE and place < month))

    def standing(self, kind: str) -> tuple[Record, ...]:
        """What has force of one kind, in the order of `at`."""
        newest = self._newest(lambda place: place == STANDING_PLACE)
        return shown(record for record in newest if record.kind == kind)

    def versions(self, id_: str, month: date) -> tuple[Record, ...]:
        """Every version of a record that is on record, oldest first; `month` is where any of them has its date."""
        places = (month_of(month), STANDING_PLACE)
        with self._guard:
            found = self._read(lambda place: place in places)
        return tuple(sorted(distinct(record for record in found if record.id == id_), key=lambda r: r.stamp))

    def all_versions(self, kind: str, month: date) -> tuple[Record, ...]:
        """Every version of all records of one kind in a month, oldest first; removals too."""
        place = month_of(month)
        with self._guard:
            found = self._read(place.__eq__)
        return tuple(sorted(distinct(record for record in found if record.kind == kind), key=lambda r: r.stamp))

    @property
    def unread(self) -> tuple[str, ...]:
        """Sentences about what was looked for and could not be read in full, or had to be mended."""
        with self._guard:
            return tuple(clean(one, newlines=False) for one in (*self._mended, *self._reader.unread.values()))

    def files(self) -> tuple[FileInfo, ...]:
        """Every file of records and how it is; nothing is changed by looking."""
        with self._guard:
            return take_stock(self._reader, self._fs)

    def journal(self) -> Journal:
        """This device's session journal."""
        return self._journal

    def everything(self) -> tuple[Version, ...]:
        """Every version of everything on disk, removals too, each once, in the order they were written."""
        with self._guard:
            return unique(self._reader.versions(lambda _: True))

    def incoming(self) -> Incoming:
        """The way in for what another machine or an export has."""
        return Incoming(self._layout, self._lock, self._fs)

    def _put(self, plain: Sequence[Record], refusal: Exception | None) -> tuple[Record, ...]:
        versions = self._versions_of(plain)
        batch = self._writer.add(versions)
        whole = len(batch.steps)
        failure = refusal or self._write()
        if batch.steps:
            cause = self.why_not = cause_of(failure or OSError())
            raise not_saved(cause, part=len(batch.steps) < whole)
        return tuple(version.record for version in versions)

    def _newest(self, wanted: Callable[[str], bool]) -> Iterable[Record]:
        with self._guard:
            return merge(self._read(wanted)).values()

    def _read(self, wanted: Callable[[str], bool]) -> list[Record]:
        found = self._reader.versions(wanted)
        strays = list(self._reader.strays())
        if strays:
            with self._locked() as refusal:
                if refusal is None:
                    self._writer.bring_home(strays)
        return [*(version.record for version in found), *self._writer.waiting()]

    def _versions_of(self, records: Sequence[Record]) -> list[Version]:
        """Give homes and stamps, each stamp greater than that of any version there is."""
        self._reader.versions({place_of(record) for record in records}.__contains__)
        if any(record.stamp and self._reader.home(record.id) is None for record in records):
            self._reader.versions(lambda _: True)
        homes = {home for record in records if (home := self._reader.home(record.id))}
        self._reader.versions(homes.__contains__)
        return [self._version(record) for record in records]

    def _version(self, record: Record) -> Version:
        home = self._reader.home(record.id) or place_of(record)
        version = Version(record=replace(record, stamp=self._stamps.give()), home=home)
        self._reader.note(version)
        return version

    def _write(self) -> Exception | None:
        failure = self._writer.write()
        self.why_not = None if failure is None else cause_of(failure)
        return failure

    @contextmanager
    def _locked(self) -> Iterator[Exception | None]:
        """Hold the lock; yields why not when it could not be had."""
        held = False
        refusal: Exception | None = None
        try:
            self._fs.make_folders(self._layout.local)
            held = self._lock.take(LOCK_WAIT)
            refusal = None if held else TimeoutError(LOCKED)
        except OSError as error:
            refusal = error
        try:
            yield refusal
        finally:
            if held:
                self._lock.free()

    def _mend(self, path: Path) -> bool:
        with self._locked() as refusal:
            try:
                if refusal is not None:
                    raise refusal
                said = recover(path, self._fs, self._clock)
                self._mended += [said] if said else []
                self._tell(said)
            except (OSError, DamagedError, NewerError) as error:
                self._tell(f"{path.name} is damaged and cannot be mended now: {cause_of(error)}.")
                return False
        return True

    def _settle_in(self) -> str:
        """Make the folders and find the device id."""
        device = claim(self._layout, self._lock, self._fs, self._clock, LOCK_WAIT)
        self._tell(device.notice)
        self.why_not = device.why_not or self._prepare(self._layout.folder(device.id))
        if self.why_not:
            self._tell(f"Nothing can be saved in {self.root}: {self.why_not}.")
        return device.id

    def _prepare(self, folder: Path) -> str | None:
        try:
            self._fs.make_folders(folder)
        except OSError as error:
            return cause_of(error)
        writable = self._fs.allows(folder) and self._fs.allows(self._layout.local)
        return None if writable else cause_of(PermissionError(errno.EROFS, "read-only"))

    def _tell(self, sentence: str | None) -> None:
        sentence = clean(sentence or "", newlines=False)  # names of folders and files come from outside
        if sentence and sentence not in self.notices:
            self.notices.append(sentence)
