"""Layout: where each thing lies under the data directory, and what the names of files say."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from trainer.core.record import STANDING, Record

CAP = 8 * 1024 * 1024
"""The most bytes a file of records or a journal may have."""
STANDING_PLACE = "standing"
GENERATIONS = (".1", ".2")
"""What is added to a file's name for the generation before it, and the one before that."""
JOURNAL = "live.jsonl"
OWN = ("exercises", "figures", "routines")
"""The folders with the person's own library files, under the data directory."""
_MONTH = r"(?!0000)[0-9]{4}-(?:0[1-9]|1[0-2])"
_RECORDS = re.compile(rf"((standing|{_MONTH})(\.sync-conflict-.*)?\.json)(\.[12])?", re.ASCII)


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """One file of records: a month's or the standing one, of some device."""

    path: Path
    device: str
    place: str
    """`standing`, or the month as `2026-11`."""
    ours: bool
    """Only this device writes it; every other file is read and left as it is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """The paths under one data directory."""

    root: Path

    @property
    def store(self) -> Path:
        """What machines share."""
        return self.root / "store"

    @property
    def local(self) -> Path:
        """What is this machine's only."""
        return self.root / "local"

    def folder(self, device: str) -> Path:
        """Where one device's files lie."""
        return self.store / device

    def file(self, device: str, place: str) -> Path:
        """A device's file for a place."""
        return self.store / device / f"{place}.json"


def place_of(record: Record) -> str:
    """Where a record belongs: `standing`, or the month of its own date."""
    return STANDING_PLACE if record.kind in STANDING else month_of(record.at)


def month_of(day: date) -> str:
    """A month's place, as `2026-11`."""
    return f"{day.year:04d}-{day.month:02d}"


@cache
def read_name(name: str) -> tuple[str, str] | None:
    """Return the file and the place that a name in a device's folder speaks of; None for any other name."""
    found = _RECORDS.fullmatch(name)
    return None if found is None else (found[1], found[2])


def is_place(text: str) -> bool:
    """Say whether a text from a file may name a place."""
    return read_name(f"{text}.json") == (f"{text}.json", text)


def is_conflict(name: str) -> bool:
    """Say whether a file synchroniser made this copy."""
    return ".sync-conflict-" in name
