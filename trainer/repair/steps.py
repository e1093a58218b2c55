"""The steps of a repair: what can be mended, each in a sentence, with what is kept; nothing is done here."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from itertools import groupby
from pathlib import Path

from trainer import wording
from trainer.core.clock import Clock
from trainer.core.journal import RESUMABLE
from trainer.core.text import clean
from trainer.run import Past, read_left
from trainer.store.inventory import FileInfo
from trainer.store.layout import STANDING_PLACE, Layout
from trainer.store.oddities import STAGE, Odd, Oddity, narrowed
from trainer.store.recovery import lost
from trainer.store.survey import JournalInfo, Stock

_REPLACED = "the file it was to replace, as it is"
SHOWN = 3
"""How many files of a step are named; `paths` has all."""
SETTLED = timedelta(hours=1)
"""How old a leftover must be to be removed: no write takes so long. Ours."""


class Deed(StrEnum):
    """The kinds of repair, in the order they are done: a file put aside is to be private already."""

    NARROW = "narrow"
    """Take from others what only the owner is to read."""
    MEND = "mend"
    """Put a damaged file aside and bring back the newest good older copy."""
    CLEAN = "clean"
    """Remove what a write that was cut short left."""
    APART = "set apart"
    """Move a journal aside that no session can be read from."""
    FINISH = "finish"
    """Bring corrections to the months they belong to, where a crash came between two files."""
    FOLD = "fold"
    """Keep an old interrupted session in the history."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One repair."""

    deed: Deed
    paths: tuple[Path, ...]
    what: str
    """What it does, with the file's name."""
    keeps: str
    """What is kept."""


def plan(stock: Stock, clock: Clock) -> tuple[Step, ...]:
    """List what can be mended, in the order in which it is to be done."""
    if stock.why_not is not None:
        return ()
    return (
        *_narrow(stock),
        *(_mend(info, stock) for info in stock.files if info.ours and info.damaged),
        *_finish(stock),
        *(_clean(one, stock) for one in stock.oddities if is_stale(one, stock.at)),
        *(step for journal in stock.journals if (step := _session(journal, stock, clock)) is not None),
    )


def name(path: Path, root: Path) -> str:
    """Name a path from the data directory on, with nothing in it that steers a terminal."""
    try:
        found = path.relative_to(root)
    except ValueError:
        found = path
    return clean(str(found), newlines=False) if found != Path() else clean(str(root), newlines=False)


def is_stale(one: Oddity, now: datetime) -> bool:
    """Say whether a leftover may be removed."""
    old = one.changed is not None and one.changed < now - SETTLED
    return one.what is Odd.LEFTOVER and one.ours and old and one.folder == one.path.name.startswith(STAGE)


def past_of(journal: JournalInfo, clock: Clock) -> Past | None:
    """Read a journal's session; None when none can be read from it."""
    return None if journal.left is None else read_left(journal.left, clock)


def is_old(past: Past, now: datetime) -> bool:
    """Say whether an interrupted session is past going on with, or was over when its trainer ended."""
    return past.found is None or abs(now - past.at) > RESUMABLE


def _narrow(stock: Stock) -> Iterator[Step]:
    wide = [one for one in stock.oddities if one.what is Odd.WIDE and one.ours]
    for _, group in groupby(sorted(wide, key=_alike), key=_alike):
        found = tuple(group)
        mode = f"{found[0].mode:o} becomes {narrowed(found[0].mode, folder=found[0].folder):o}"
        yield Step(
            deed=Deed.NARROW,
            paths=tuple(one.path for one in found),
            what=f"Make {_whom(found, stock.root)} private ({mode}).",
            keeps="all that is in it" if len(found) == 1 else "all that is in them",
        )


def _whom(found: tuple[Oddity, ...], root: Path) -> str:
    if len(found) == 1:
        return name(found[0].path, root)
    kind = "folders" if found[0].folder else "files"
    folder = found[0].path.parent
    first = ", ".join(name(one.path, folder) for one in found[:SHOWN])
    rest = f" and {len(found) - SHOWN:,} more" if len(found) > SHOWN else ""
    return f"{len(found):,} {kind} in {name(folder, root)} – {first}{rest} –"


def _alike(one: Oddity) -> tuple[Path, bool, int]:
    return one.path.parent, not one.folder, one.mode


def _mend(info: FileInfo, stock: Stock) -> Step:
    place = name(info.path, stock.root)
    if info.older is None:
        what = f"Put {place} aside: no older copy of it is good, so {lost(info.path.name).rstrip('.')}."
    else:
        what = f"Bring back {place} from {older(info, stock)}.{after(info)}"
    also = "" if info.older else ", and what there is of older copies"
    aside = f"the damaged file, as {info.path.name}.corrupt-…{also}"
    missing = "all older copies; the file itself is missing"
    return Step(
        deed=Deed.MEND,
        paths=(info.path,),
        what=what,
        keeps=missing if info.why == "it is missing" else aside,
    )


def after(info: FileInfo) -> str:
    """Warn of what is missing with the last change of what has force; empty for other files."""
    if info.place != STANDING_PLACE:
        return ""
    return " An answer, a closed gate or an exercise set aside that was told after it is missing: tell it again."


def older(info: FileInfo, stock: Stock) -> str:
    """Tell what the newest good older copy of a damaged file holds."""
    if info.older is None:
        return "no older copy"
    number = f"{info.older.records:,} record{'' if info.older.records == 1 else 's'}"
    zone, written = stock.at.tzinfo, info.older.written
    last = "" if written is None else f", the last written {written.astimezone(zone):%Y-%m-%d %H:%M}"
    return f"its copy before the last change ({number}{last})"


def _finish(stock: Stock) -> Iterator[Step]:
    if stock.strays and stock.device is not None:
        layout, number = Layout(root=stock.root), len(stock.strays)
        places = sorted({version.home for version in stock.strays})
        yield Step(
            deed=Deed.FINISH,
            paths=tuple(layout.file(stock.device, place) for place in places),
            what=f"Finish {number} correction{'' if number == 1 else 's'} cut short: add to {', '.join(places)}.",
            keeps="every version there is",
        )


def _clean(one: Oddity, stock: Stock) -> Step:
    what, keeps = ("an import", "everything; nothing of that import counts") if one.folder else ("a write", _REPLACED)
    return Step(
        deed=Deed.CLEAN,
        paths=(one.path,),
        what=f"Remove {name(one.path, stock.root)}, which {what} that was cut short left.",
        keeps=keeps,
    )


def _session(journal: JournalInfo, stock: Stock, clock: Clock) -> Step | None:
    if not journal.ours or journal.state in {"newer", "unreadable"} or stock.running is not None:
        return None
    past = past_of(journal, clock)
    if past is None:
        return Step(
            deed=Deed.APART,
            paths=(journal.path,),
            what=f"Move {name(journal.path, stock.root)} aside: no session can be read from it.",
            keeps=f"the journal, as {journal.path.name}.corrupt-…",
        )
    return _folding(journal, past, clock) if is_old(past, stock.at) else None


def _folding(journal: JournalInfo, past: Past, clock: Clock) -> Step:
    called, begun = title(past), when(past.head.began, clock)
    if past.kept is None:
        what, keeps = f"Close the session '{called}' of {begun}, of which nothing was done.", "the history, as it is"
    else:
        what = f"Keep the interrupted session '{called}' of {begun} in the history."
        keeps = "what was done of it; its journal goes when the history has it"
    return Step(deed=Deed.FOLD, paths=(journal.path,), what=what, keeps=keeps)


def title(past: Past) -> str:
    """Name an interrupted session."""
    return clean(past.head.name, newlines=False)


def when(at: datetime, clock: Clock) -> str:
    """Say when a session began."""
    return f"{wording.day(at.date(), clock.now().date())} {at:%H:%M}"
