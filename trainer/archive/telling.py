"""What a person hears about an export: what is in it, what importing would do, and what then has force."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime

from trainer.archive.compare import PLAN, Change, Comparison, Fate, OwnFile, Sort
from trainer.archive.document import Export
from trainer.codec.words import shorten

KINDS = {
    "session": ("session", "sessions"),
    "activity": ("bout of activity", "bouts of activity"),
    "check-in": ("check-in", "check-ins"),
    PLAN: ("planned week", "planned weeks"),
    "profile": ("answer about you", "answers about you"),
    "settings": ("set of settings", "sets of settings"),
    "gate": ("closed gate", "closed gates"),
    "set-aside": ("exercise set aside", "exercises set aside"),
    "clear": ("clearing of a gate or exercise", "clearings of gates or exercises"),
}
"""The kinds of record, as a person calls one and several."""
DONE = ("session", "activity", "check-in")
"""What a person did and told, day by day."""
_SHUTS = ("gate", "set-aside")
_SAYS = {
    Fate.NEW: "new",
    Fate.CHANGED: "changed by it",
    Fate.REMOVED: "removed by it",
    Fate.OLDER: "newer here, kept",
    Fate.SAME: "here already",
}
_BRINGS = {Fate.NEW, Fate.CHANGED}
_MOST_NAMES = 6
_STRANGE = "of a kind this trainer does not know (kept, not shown)"


def contents(export: Export) -> str:
    """Say in a line what an export holds."""
    counts: dict[str, int] = {}
    seen = {version.record.id: version.record for version in export.versions}
    for record in seen.values():
        if not record.deleted:
            counts[record.kind] = counts.get(record.kind, 0) + 1
    if PLAN in counts:
        counts[PLAN] = len({one.at.date() for one in seen.values() if one.kind == PLAN and not one.deleted})
    known = [_count(counts[kind], *KINDS[kind]) for kind in KINDS if counts.get(kind)]
    strange = sum(number for kind, number in counts.items() if kind not in KINDS)
    files = [_count(len(texts), f"own {folder[:-1]}", f"own {folder}") for folder, texts in export.own.items() if texts]
    return (
        ", ".join([*known, *([_count(strange, f"entry {_STRANGE}", f"entries {_STRANGE}")] if strange else []), *files])
        or "nothing that is shown"
    )


def preview(export: Export, found: Comparison) -> Iterator[str]:
    """Say what is in an export and what importing it would do, line by line."""
    yield _origin(export)
    yield from _spanned(found)
    for kind, (one, many) in KINDS.items():
        yield from _row(found, [kind], one, many)
    yield from _row(found, _strange(found), f"entry {_STRANGE}", f"entries {_STRANGE}")
    if found.earlier:
        yield f"  {_count(found.earlier, 'earlier version', 'earlier versions')} of these, kept as what was corrected"
    yield from map(_file, found.files)
    yield from _overruled(found)
    yield from force(found)


def force(found: Comparison) -> Iterator[str]:
    """Say which closed gates, exercises set aside and clearances come along: they count here as they did there."""
    shut = [_name(change) for kind in _SHUTS for change in _coming(found, kind)]
    if shut:
        yield f"What closes or sets aside there counts here too: {_names(shut)}."
    opened = [_name(change) for change in _coming(found, "clear")]
    if opened:
        yield f"What was cleared there counts here too: {_names(opened)}."
    if any(change.fate is Fate.REMOVED and change.record.kind in {*_SHUTS, "clear"} for change in found.changes):
        yield "Some of what closes or clears was taken back there; that counts here too."
    if shut or opened:
        yield "'trainer today' says afterwards what is closed."


def done(found: Comparison) -> str:
    """Say what was imported."""
    rows = [(found.weeks() if kind == PLAN else found.of(kind), words) for kind, words in KINDS.items()]
    strange = sum((found.of(kind) for kind in _strange(found)), start=found.of(""))
    rows.append((strange, (f"entry {_STRANGE}", f"entries {_STRANGE}")))
    numbers = [(sum(counts[fate] for fate in (*_BRINGS, Fate.REMOVED)), words) for counts, words in rows]
    parts = [_count(number, *words) for number, words in numbers if number]
    if found.writes:
        parts.append(_count(len(found.writes), "file of yours", "files of yours"))
    if not parts:
        return f"Imported: {_count(found.earlier, 'earlier version', 'earlier versions')} of what is here."
    *others, last = parts
    return f"Imported, new or changed: {' and '.join(part for part in (', '.join(others), last) if part)}."


def _origin(export: Export) -> str:
    """Say where an export is from; the text is from outside."""
    return f"An export of {_moment(export.written)}, by trainer {shorten(export.trainer)} on {shorten(export.device)}."


def _moment(written: str) -> str:
    try:
        return f"{datetime.fromisoformat(written):%Y-%m-%d %H:%M}"
    except ValueError:
        return shorten(written)


def _spanned(found: Comparison) -> Iterator[str]:
    span = found.span(DONE)
    yield f"It goes from {_day(span[0])} to {_day(span[1])}:" if span else "It holds no day of training:"


def _day(day: date) -> str:
    return day.isoformat()


def _row(found: Comparison, kinds: Iterable[str], one: str, many: str) -> Iterator[str]:
    """Say how many of a kind there are, and what becomes of them."""
    counts = sum((found.weeks() if kind == PLAN else found.of(kind) for kind in kinds), start=found.of(""))
    total = counts.total() - counts[Fate.GONE]
    fates = [f"{_share(counts[fate], total)}{says}" for fate, says in _SAYS.items() if counts[fate]]
    if total:
        yield f"  {_count(total, one, many)}: {', '.join(fates)}"


def _strange(found: Comparison) -> list[str]:
    """Name the kinds that this trainer does not know."""
    return sorted({change.record.kind for change in found.changes} - set(KINDS))


def _file(file: OwnFile) -> str:
    name = f"{file.folder}/{shorten(file.name)}"
    if file.sort is Sort.DIFFERENT:
        return (
            f"  your own {name}: another one is here and stays; the one from there is put beside it as "
            f"{shorten(file.to)}, which is not read"
        )
    says = {
        Sort.NEW: "new",
        Sort.SAME: "here already",
        Sort.BESIDE: "another one is here and stays; the one from there lies beside it already",
        Sort.UNFIT: f"left out, as {file.why}",
    }
    return f"  your own {name}: {says[file.sort]}"


def _overruled(found: Comparison) -> Iterator[str]:
    """Name the answers and settings that would be others than now."""
    changed = [
        _name(change)
        for kind in ("profile", "settings")
        for change in found.changes
        if change.record.kind == kind and change.fate in {Fate.CHANGED, Fate.REMOVED}
    ]
    if changed:
        yield f"Told or set there later than here, so that it counts: {_names(changed)}."


def _coming(found: Comparison, kind: str) -> list[Change]:
    return [change for change in found.changes if change.record.kind == kind and change.fate in _BRINGS]


def _name(change: Change) -> str:
    """Name what a record that has force is about; the text is from outside."""
    body = change.record.body
    known = {"profile": "key", "gate": "gate", "set-aside": "exercise", "clear": "what"}
    about = body.get(known.get(change.record.kind, ""), "settings")
    return shorten(str(about)).replace("_", "-")


def _names(found: Iterable[str]) -> str:
    names = list(dict.fromkeys(found))
    more = len(names) - _MOST_NAMES
    return ", ".join(names[:_MOST_NAMES]) + (f" and {more} more" if more > 0 else "")


def _share(number: int, total: int) -> str:
    """The number before what becomes of so many; `all`, or nothing for one alone."""
    if number < total:
        return f"{number:,} "
    return "all " if total > 1 else ""


def _count(number: int, one: str, many: str) -> str:
    return f"{number:,} {one if number == 1 else many}"
