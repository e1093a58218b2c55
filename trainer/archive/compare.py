"""The comparison: what an export would bring to a data directory, by the merge rule that holds between machines."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import count

from trainer.archive.document import Export
from trainer.archive.own import BESIDE, FOLDERS, Found, Own, fault
from trainer.core.record import Record
from trainer.store.documents import Version
from trainer.store.merging import merge

PLAN = "plan"
"""The kind of record that plans a week, dated on its Monday."""


class Fate(StrEnum):
    """What importing does to one thing."""

    NEW = "new"
    CHANGED = "changed"
    """It is here, and the export has a newer version."""
    REMOVED = "removed"
    """It is here, and was removed there later."""
    OLDER = "older"
    """It is here in a newer version, which stays."""
    SAME = "same"
    GONE = "gone"
    """It was removed there and is not shown here: nothing to see."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One thing of the export."""

    record: Record
    """Its newest version there."""
    fate: Fate


class Sort(StrEnum):
    """What importing does to one own library file."""

    NEW = "new"
    SAME = "same"
    DIFFERENT = "different"
    """Another file of that name is here: it stays, and the export's is put beside it."""
    BESIDE = "beside"
    """It was put beside by an earlier import."""
    UNFIT = "unfit"


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnFile:
    """One own library file of the export."""

    folder: str
    name: str
    sort: Sort
    to: str = ""
    """The name it is to get; empty for one that is not written."""
    why: str = ""
    """Why it is unfit."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """All that importing would do."""

    changes: tuple[Change, ...]
    """One for each thing of the export."""
    fresh: tuple[Version, ...]
    """The versions that are not here yet, older ones too."""
    files: tuple[OwnFile, ...]

    @property
    def empty(self) -> bool:
        """Whether there is nothing to bring."""
        return not self.fresh and not self.writes

    @property
    def writes(self) -> tuple[OwnFile, ...]:
        """The own files that are to be written."""
        return tuple(file for file in self.files if file.to)

    @property
    def earlier(self) -> int:
        """How many versions are brought that are not the newest of their thing."""
        newest = {(change.record.id, change.record.stamp) for change in self.changes}
        return sum((version.record.id, version.record.stamp) not in newest for version in self.fresh)

    def of(self, kind: str) -> Counter[Fate]:
        """Count what becomes of the things of one kind; a removed one is of the kind it had."""
        return Counter(change.fate for change in self.changes if change.record.kind == kind)

    def weeks(self) -> Counter[Fate]:
        """Count what becomes of the weeks that were planned; a week is of many records."""
        weeks: dict[date, set[Fate]] = {}
        for change in self.changes:
            if change.record.kind == PLAN and change.fate is not Fate.GONE:
                weeks.setdefault(change.record.at.date(), set()).add(change.fate)
        return Counter(map(_together, weeks.values()))

    def span(self, kinds: Iterable[str]) -> tuple[date, date] | None:
        """The first and the last day of what is shown of some kinds in the export."""
        wanted = set(kinds)
        days = [c.record.at.date() for c in self.changes if c.record.kind in wanted and not c.record.deleted]
        return (min(days), max(days)) if days else None


def compare(export: Export, here: Sequence[Version], found: Found) -> Comparison:
    """Say what importing would do."""
    now = merge(version.record for version in here)
    there = merge(version.record for version in export.versions)
    return Comparison(
        changes=tuple(Change(record=record, fate=_fate(record, now.get(record.id))) for record in there.values()),
        fresh=tuple(_fresh(export.versions, here)),
        files=tuple(_files(export.own, found)),
    )


def texts(comparison: Comparison, own: Own) -> Mapping[str, bytes]:
    """The files to write, by their path under the data directory."""
    return {f"{file.folder}/{file.to}": own[file.folder][file.name].encode() for file in comparison.writes}


def _fate(there: Record, here: Record | None) -> Fate:
    if here is None:
        return Fate.GONE if there.deleted else Fate.NEW
    if _shows(here) == _shows(there):
        return Fate.GONE if there.deleted else Fate.SAME
    if merge((here, there))[there.id] is here:
        return Fate.OLDER
    return Fate.REMOVED if there.deleted else Fate.CHANGED


def _together(fates: set[Fate]) -> Fate:
    """Say what becomes of a whole of several things."""
    if len(fates) == 1:
        return next(iter(fates))
    return Fate.CHANGED if fates & {Fate.NEW, Fate.CHANGED, Fate.REMOVED} else Fate.OLDER


def _shows(record: Record) -> object:
    """What a person sees of a record."""
    return None if record.deleted else (record.kind, record.at, record.body)


def _fresh(there: Iterable[Version], here: Iterable[Version]) -> Iterator[Version]:
    known: dict[tuple[str, str], list[Record]] = {}
    for version in here:
        known.setdefault((version.record.id, version.record.stamp), []).append(version.record)
    for version in there:
        if version.record not in known.get((version.record.id, version.record.stamp), ()):
            yield version


def _files(own: Own, found: Found) -> Iterator[OwnFile]:
    for folder in FOLDERS:
        for name, text in sorted(own[folder].items()):
            why = fault(text)
            if why is not None:
                yield OwnFile(folder=folder, name=name, sort=Sort.UNFIT, why=why)
            elif name not in found.names[folder]:
                yield OwnFile(folder=folder, name=name, sort=Sort.NEW, to=name)
            elif found.texts[folder].get(name) == text:
                yield OwnFile(folder=folder, name=name, sort=Sort.SAME)
            else:
                yield _beside(folder, name, text, found)


def _beside(folder: str, name: str, text: str, found: Found) -> OwnFile:
    """Find a free name beside the file that stays, or the one under which an earlier import put it there."""
    names = (f"{name}{BESIDE}" if number == 1 else f"{name}{BESIDE}-{number}" for number in count(1))
    for free in names:
        if free not in found.names[folder]:
            return OwnFile(folder=folder, name=name, sort=Sort.DIFFERENT, to=free)
        if found.beside[folder].get(free) == text:
            return OwnFile(folder=folder, name=name, sort=Sort.BESIDE)
    raise AssertionError("numbers do not end")
