"""Findings: what somebody should know about an installation, gravest first, each in a sentence that says what to do."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from itertools import groupby
from pathlib import Path

from trainer import wording
from trainer.core.clock import Clock
from trainer.core.record import Record
from trainer.core.text import clean
from trainer.records import TRAINED
from trainer.repair import after, is_old, is_stale, name, older, past_of, title, when
from trainer.run import Past
from trainer.store.incoming import FOLDER
from trainer.store.inventory import FileInfo
from trainer.store.layout import STANDING_PLACE
from trainer.store.oddities import Odd, Oddity
from trainer.store.recovery import ASIDE, lost
from trainer.store.survey import Ahead, JournalInfo, Stock

LEAST_ROOM = 50_000_000
"""Bytes that should be free. Ours: some years of history."""
SHOWN = 3
"""How many of a kind are named."""


class Level(StrEnum):
    """How much a finding matters."""

    MEND = "mend"
    """Something to be mended, by `--repair` or by hand."""
    REMARK = "remark"
    """Good to know."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One thing somebody should know."""

    level: Level
    text: str
    """Sentences."""
    paths: tuple[Path, ...] = ()
    """The files it is about."""


def of_stock(stock: Stock, clock: Clock) -> Iterator[Finding]:
    """Tell what a data directory gives to tell."""
    yield from _place(stock)
    for info in stock.files:
        yield from _file(info, stock)
    yield from _kept(stock)
    yield from _oddities(stock)
    if stock.strays:
        yield _mend(
            f"{count(len(stock.strays), 'correction')} cut short between two files; nothing is lost by it, and "
            "--repair finishes it, as the next start does."
        )
    for ahead in stock.ahead:
        yield _ahead(ahead)
    trained = tuple(record for record in stock.future if record.kind in TRAINED)
    if trained:
        yield _future(trained)
    told = tuple(record for record in stock.future if record.kind not in TRAINED)
    if told:
        yield _told_ahead(told)
    for journal in stock.journals:
        yield from _journal(journal, stock, clock)


def named(names: Iterable[str]) -> str:
    """Name a few things and count the rest."""
    found = list(names)
    rest = len(found) - SHOWN
    shown = ", ".join(found[:SHOWN])
    return f"{shown} and {rest:,} more" if rest > 0 else shown


def count(number: int, one: str, many: str = "") -> str:
    """Count things: `1 record`, `1,204 records`."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def amount(size: int) -> str:
    """Say how many bytes: `812 bytes`, `4.0 KiB`, `18.2 MiB`."""
    steps = min(3, max(0, size.bit_length() - 1) // 10)
    return f"{size / 1024**steps:,.1f} {('KiB', 'MiB', 'GiB')[steps - 1]}" if steps else count(size, "byte")


def far(span: timedelta) -> str:
    """Say how far off something is, roughly: `30 hours`, `12 days`, `5 years`."""
    if span.days < 3:
        return f"{span.total_seconds() // 3600:.0f} hours"
    return f"{span.days} days" if span.days < 730 else f"{span.days // 365} years"


def _place(stock: Stock) -> Iterator[Finding]:
    if stock.why_not is not None:
        yield _mend(f"Nothing can be saved here: {clean(stock.why_not, newlines=False)}.", stock.root)
    if stock.room is not None and stock.room < LEAST_ROOM:
        yield _mend(f"Only {amount(stock.room)} are free on this disk: free some space.")
    if stock.nameless:
        yield _mend(
            "local/device.json is damaged: at its next start the trainer gives this machine a new name and goes on in "
            "a new folder. Everything stays shown.",
            stock.root / "local" / "device.json",
        )
    elif stock.there and stock.device is None and stock.devices:
        yield _remark("This machine has no name here yet; it gets one at its next start. All that is here is shown.")


_WRONG = {"it is missing": "is missing", "it is too large": "is too large", "it is no regular file": "is no file"}


def _file(info: FileInfo, stock: Stock) -> Iterator[Finding]:
    place = name(info.path, stock.root)
    if info.damaged:
        wrong = _WRONG.get(info.why, f"is damaged: {clean(info.why, newlines=False)}")
        yield _mend(f"{place} {wrong}. {_cure(info, stock)}", info.path)
    elif info.state == "unreadable":
        cure = "give yourself the right to read it (chmod u+rw)." if info.ours else "what it holds is not shown."
        yield _mend(f"{place} cannot be read ({clean(info.why, newlines=False)}): {cure}", info.path)
    elif info.state == "newer" and (info.ours or info.why):
        yield _mend(f"{place} was written by a newer trainer; this one never changes it: update this one.", info.path)
    elif info.state == "newer":
        yield _remark(f"{place} was written by a newer trainer; it is read, and left as it is.", info.path)
    if info.strange:
        what = count(info.strange, "entry that is no record", "entries that are no records")
        yield _remark(f"{place} has {what}; what is there stays there.", info.path)


def _cure(info: FileInfo, stock: Stock) -> str:
    if info.conflict:
        return "A file synchroniser made this copy; nothing of it is shown. Remove it by hand."
    if info.device.startswith(FOLDER):
        return "An import brought it in: import the same file again, then remove this one by hand."
    if not info.ours:
        shown = "nothing of it is shown" if info.older is None else f"{older(info, stock)} is shown"
        return f"Another device writes it, and mends it there with 'trainer doctor --repair'; until then {shown}."
    if info.older is None:
        return f"No older copy of it is good: {lost(info.path.name)} --repair puts it aside."
    return f"--repair brings back {older(info, stock)}.{after(info)}"


def _kept(stock: Stock) -> Iterator[Finding]:
    for _, group in groupby(stock.aside, key=lambda path: path.parent):
        yield _aside(tuple(group), stock)
    for device in stock.devices:
        conflicts = [info for info in device.files if info.conflict and not info.damaged]
        if conflicts:
            files = named(name(info.path, stock.root) for info in conflicts)
            yield _remark(
                f"{count(len(conflicts), 'copy', 'copies')} of a file synchroniser, read with the rest: {files}.",
                *(info.path for info in conflicts),
            )


def _aside(kept: tuple[Path, ...], stock: Stock) -> Finding:
    """Tell what was put aside in a folder, and what is missing with it."""
    once = tuple(dict.fromkeys(path.with_name(path.name.partition(ASIDE)[0]) for path in kept))
    there = {info.path for info in stock.files}
    gone = "".join(
        f" Of {path.name} nothing could be brought back: {lost(path.name)}" for path in once if _is_lost(path, there)
    )
    number = count(len(kept), "damaged copy", "damaged copies")
    return _remark(
        f"{number} kept, of {named(name(path, stock.root) for path in once)}.{gone} Remove what is kept by hand when "
        "you miss nothing.",
        *kept,
    )


def _is_lost(path: Path, there: set[Path]) -> bool:
    return path.name == f"{STANDING_PLACE}.json" and path not in there


_ODD = {
    Odd.FOREIGN: (Level.REMARK, "not of the trainer, and left alone"),
    Odd.LEFTOVER: (Level.REMARK, "left by a write that was cut short or goes on; nothing is lost by it"),
    Odd.OWNER: (Level.MEND, "another user's: make it yours (chown), or run the trainer as that user"),
    Odd.LINK: (Level.REMARK, "a symbolic link; it is followed"),
    Odd.CLOSED: (Level.MEND, "a folder that may not be read: give yourself the right (chmod u+rwx)"),
    Odd.WIDE: (Level.MEND, "open to other users of this machine; --repair closes it to them"),
}
_STALE = "left by a write that was cut short; nothing is lost by it, and --repair takes it away"


def _oddities(stock: Stock) -> Iterator[Finding]:
    def kind(one: Oddity) -> tuple[str, str, bool]:
        return one.what, str(one.path.parent), is_stale(one, stock.at)

    for (what, _, stale), group in groupby(sorted(stock.oddities, key=kind), key=kind):
        found = tuple(group)
        level, words = (Level.MEND, _STALE) if stale else _ODD[Odd(what)]
        paths = tuple(one.path for one in found)
        yield Finding(level=level, text=f"{_several(paths, stock.root)}: {words}.", paths=paths)


def _several(paths: tuple[Path, ...], root: Path) -> str:
    """Name paths of one folder."""
    if len(paths) == 1:
        return name(paths[0], root)
    folder = paths[0].parent
    return f"{len(paths):,} in {name(folder, root)} ({named(name(path, folder) for path in paths)})"


def _ahead(ahead: Ahead) -> Finding:
    which = named(map(_dated, ahead.records))
    return _mend(
        f"Device {clean(ahead.device)} wrote {count(len(ahead.records), 'record')} with a clock up to "
        f"{far(ahead.most)} ahead of this one ({which}): set the clock that is wrong. What you change still counts."
    )


def _future(records: tuple[Record, ...]) -> Finding:
    which = named(f"{_dated(record)}, id {clean(record.id, newlines=False)}" for record in records)
    return _mend(
        f"{count(len(records), 'session or bout', 'sessions and bouts')} dated later than now ({which}): "
        "if this clock is right, correct the date with 'trainer history edit'."
    )


def _told_ahead(records: tuple[Record, ...]) -> Finding:
    """Tell of what is dated ahead and cannot be corrected, but does no harm."""
    return _remark(
        f"{count(len(records), 'record')} dated later than now ({named(map(_dated, records))}): set the clock that is "
        "wrong. What you told stays as you told it; 'trainer check-in' says how you are now."
    )


def _dated(record: Record) -> str:
    return f"{clean(record.kind, newlines=False)} of {record.at:%Y-%m-%d %H:%M}"


def _journal(journal: JournalInfo, stock: Stock, clock: Clock) -> Iterator[Finding]:
    place = name(journal.path, stock.root)
    past = past_of(journal, clock)
    if not journal.ours:
        yield _remark(f"{place}: a session that has not ended on another device; go on with it there.", journal.path)
    elif stock.running is not None:
        yield _remark(_running(stock, journal), journal.path)
    elif journal.state == "newer":
        yield _mend(f"{place} is the session of a newer trainer: update this one.", journal.path)
    elif journal.state == "unreadable":
        yield _mend(f"{place} cannot be read: give yourself the right to read it (chmod u+rw).", journal.path)
    elif past is None:
        yield _mend(f"{place} is damaged: no session can be read from it. --repair moves it aside.", journal.path)
    else:
        yield _interrupted(past, journal, clock)


def _running(stock: Stock, journal: JournalInfo) -> str:
    where = clean(stock.running or "", newlines=False)
    last = "" if journal.left is None else f"last event {wording.ago(journal.left.at, stock.at)}"
    about = ", ".join(part for part in (where, last) if part)
    said = f" ({about})" if about else ""
    return f"A session is running in another terminal{said}. Nothing is repaired before it is over."


_TORN = " The end of its journal is torn; what comes before is good."


def _interrupted(past: Past, journal: JournalInfo, clock: Clock) -> Finding:
    now = clock.now()
    what = f"The session '{title(past)}' of {when(past.head.began, clock)}"
    torn = _TORN if journal.left is not None and journal.left.dropped else ""
    cure = f"--repair {'closes it' if past.kept is None else 'keeps it in the history'}, and so does the next start."
    if past.found is None:
        return _mend(f"{what} is over, but its journal is still here. {cure}{torn}", journal.path)
    where = clean(wording.place(past.found), newlines=False)
    begun = f"{what} was interrupted {wording.ago(past.at, now)} ({where})."
    if is_old(past, now):
        return _mend(f"{begun} {cure}{torn}", journal.path)
    return _remark(f"{begun} 'trainer go' goes on with it.{torn}", journal.path)


def _mend(text: str, *paths: Path) -> Finding:
    return Finding(level=Level.MEND, text=text, paths=paths)


def _remark(text: str, *paths: Path) -> Finding:
    return Finding(level=Level.REMARK, text=text, paths=paths)
