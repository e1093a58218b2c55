"""The outlook on the command line: a week as it is planned, what changes in it, and what is due today, line by line."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, time
from types import MappingProxyType

from trainer import lacking, planned, reasons, wording
from trainer.core.course import Status as Outcome
from trainer.core.exercise import Kind
from trainer.core.gates import closes_activity
from trainer.core.library import Library
from trainer.core.log import Remembered, SessionLog
from trainer.core.text import clean
from trainer.core.weekly import Day, Exertion, Item, Sitting, Status, Week
from trainer.plans.draft import Draft

_NAMES = 38
"""Columns for the name of an exercise."""


def week(value: Week, library: Library, today: date) -> Iterator[str]:
    """Show a week: its days, how it is balanced, and what it lacks."""
    yield f"{planned.title(value.monday)} ({planned.name(value.monday)})"
    if value.blocked is not None:
        yield reasons.sentence(value.blocked, library)
    if value.empty:
        yield _unplanned(value)
    elif value.assumed and not value.over:
        how = "'trainer profile set free.mon \"18:30 20\"' tells your own, day by day"
        yield f"{planned.ASSUMED} {how}: a weekday that is not told then has none."
    for day in value.days:
        yield from _day(day, library, today, empty=value.empty)
    if value.empty:
        return
    yield "\nBalance"
    yield from (f"  {line}" for line in planned.balance(value.balance))
    found = lacking.gaps(value, library)
    if found:
        yield "\nWhat is missing"
        yield from (f"  {line}" for line in found)
    yield from _missed(value)


def changes(draft: Draft, library: Library) -> Iterator[str]:
    """Say how a draft differs from the plan there was, a line for each day."""
    minutes = {day: (before, after) for day, before, after in draft.minutes}
    days = sorted({*minutes, *(move.day for move in draft.moves)})
    for day in days:
        of_day = [move for move in draft.moves if move.day == day]
        parts = [
            f"{word} {', '.join(_name(move.exercise, library) for move in of_day if move.gone is gone)}"
            for word, gone in (("without", True), ("with", False))
            if any(move.gone is gone for move in of_day)
        ]
        if day in minutes:
            before, after = minutes[day]
            parts.append(f"{after} min of activity instead of {before}")
        yield f"{wording.day(day)}: {'; '.join(parts)}."
    for day, exercise in draft.refused:
        yield f"{wording.day(day)}: {_name(exercise, library)} cannot stay; a rule is in the way."


def undone(before: Week, after: Week) -> Iterator[str]:
    """Say what taking a change back has changed, a line for each day."""
    yield f"Taken back in {planned.title(before.monday)}:"
    if after.empty:
        yield "  it is not planned any more."
        return
    said = [
        f"  {wording.day(then.date)}: {'; '.join(parts)}."
        for then, now in zip(before.days, after.days, strict=True)
        if (parts := _between(then, now))
    ]
    yield from said or ["  something that does not show."]


def today(value: Week, library: Library, day: date, begun: Remembered | None = None) -> Iterator[str]:
    """Say what is due on a day: the session with its numbers, activity, relax, and what was missed before.

    `begun` is what was done so far of a session that was interrupted; its exercises say how they went.
    """
    due = value.day(day)
    if due.session is not None:
        yield f"{_head(due.session)}"
        yield from (f"  {line}" for line in _items(due.session, library, _went(begun)))
    yield from _rest(due, library)
    yield from _missed(value)


def short(day: Day) -> str:
    """Say in one line what is still due; empty when nothing is."""
    parts = []
    if day.session is not None and day.session.open:
        parts.append(f"{wording.minutes(day.session.left)} {_counts(day.session.open, gap='')}")
    activity = day.activity
    if activity.done < activity.planned:
        parts.append(f"walk {activity.done}/{activity.planned}")
    return " · ".join(parts)


def _unplanned(value: Week) -> str:
    if value.over:
        return "This week was not planned."
    return f"Not planned yet: 'trainer plan make {planned.name(value.monday)}' plans it."


def _day(day: Day, library: Library, today: date, *, empty: bool) -> Iterator[str]:
    nothing = day.session is None and not day.activity.planned and not day.trained
    if nothing and (empty or day.date < today):
        return
    mark = "  today" if day.date == today else ""
    if day.session is None:
        mark += "" if day.free or day.date < today else f"  {planned.idle(day)}"
    yield f"\n{wording.day(day.date)}{mark}"
    if day.blocked is not None:
        yield f"  {reasons.sentence(day.blocked, library)}"
    if day.session is not None:
        yield f"  {_head(day.session)}"
        yield from (f"    {line}" for line in _items(day.session, library))
    for one in day.trained:
        if day.session is None and isinstance(one.what, SessionLog):
            yield f"  Done: {clean(one.what.name, newlines=False)} · {wording.said(one.what)}"
    if day.activity.planned or day.activity.done:
        yield f"  {_activity(day.activity)}"
    if nothing:
        yield "  rest"


def _rest(day: Day, library: Library) -> Iterator[str]:
    if day.activity.planned or day.activity.done:
        yield _activity(day.activity)
    if day.activity.closed is not None:
        walk = "" if closes_activity((day.activity.closed,), planned=False) else " Walk as it feels right."
        yield f"No activity is planned: {reasons.brief(day.activity.closed, library)}.{walk}"
    if day.goal:
        yield f"{wording.SIGNS[Kind.RELAX]} Relax and rest: {day.relaxed} of {day.goal}, if you can"


def _missed(value: Week) -> Iterator[str]:
    said = planned.stale(value)
    if said:
        yield f"\n{said} 'trainer plan make --again' plans the rest anew."


def _head(value: Sitting) -> str:
    when = "" if value.at is None else f"{value.at:%H:%M}  "
    room = f" of {value.room}" if value.room else ""
    length = f"{wording.minutes(value.seconds)}{room}" if value.seconds else "closed"
    counts = _counts([item for item in value.items if item.status is not Status.CLOSED])
    status = "" if value.status in {Status.PLANNED, Status.CLOSED} else f"  {planned.STATUSES[value.status]}"
    return f"{when}{counts}{'  ' if counts else ''}{length}{status}"


def _went(begun: Remembered | None) -> dict[str, str]:
    """Say of each exercise of an interrupted session how it went, by its id; nothing of those not reached."""
    items = begun.what.items if begun is not None and isinstance(begun.what, SessionLog) else ()
    return {
        item.prescription.exercise: wording.STATUSES[item.status] for item in items if item.status is not Outcome.LEFT
    }


def _items(value: Sitting, library: Library, went: Mapping[str, str] = MappingProxyType({})) -> Iterator[str]:
    for item in value.items:
        asked = item.prescription
        said = f"{wording.SIGNS[asked.kind]} {asked.name:<{_NAMES}} {wording.prescription(asked)}"
        now = went.get(item.exercise.id) if item.status is Status.PLANNED else None
        yield f"{said}{_status(item, value, library)}{f'  {now}' if now else ''}"


def _status(item: Item, sitting: Sitting, library: Library) -> str:
    if item.closed is not None and item.status is Status.CLOSED:
        return f"  closed: {reasons.brief(item.closed, library)}"
    kept = "  kept" if item.kept else ""
    alike = item.status is sitting.status and sitting.status is not Status.PART
    differs = not alike and item.status is not Status.PLANNED
    return f"{kept}  {planned.STATUSES[item.status]}" if differs else kept


def _counts(items: Iterable[Item], gap: str = " ") -> str:
    counts = Counter(item.prescription.kind for item in items)
    joint = "  " if gap else " "
    return joint.join(
        f"{wording.SIGNS[kind]}{gap}{counts[kind]}" for kind in (Kind.STRETCH, Kind.STRENGTHEN) if counts[kind]
    )


def _activity(value: Exertion) -> str:
    short = f", {value.short} of it in short bouts" if value.short else ""
    of = f" of {value.planned}" if value.planned else ""
    return f"{wording.SIGNS[Kind.ACTIVITY]} Activity: {value.done}{of} min{short}"


def _name(exercise: str, library: Library) -> str:
    known = library.exercises.get(exercise)
    return exercise if known is None else known.name


def _between(then: Day, now: Day) -> list[str]:
    names = [
        {item.exercise.name: item.kept for item in (() if day.session is None else day.session.items)}
        for day in (then, now)
    ]
    gone = [name for name in names[0] if name not in names[1]]
    came = [name for name in names[1] if name not in names[0]]
    parts = [f"without {', '.join(gone)}"] if gone else []
    parts += [f"with {', '.join(came)}"] if came else []
    if then.activity.planned != now.activity.planned:
        parts.append(f"{now.activity.planned} min of activity instead of {then.activity.planned}")
    if not parts and names[0] != names[1]:
        turned = [name for name in names[0] if names[0][name] != names[1][name]]
        parts.append(f"kept or not as before: {', '.join(turned)}")
    if not parts and list(names[0]) != list(names[1]):
        parts.append("the order as before")
    if not parts and _time(then) != _time(now):
        parts.append("the time as before")
    return parts


def _time(day: Day) -> time | None:
    return None if day.session is None else day.session.at
