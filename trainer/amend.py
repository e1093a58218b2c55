"""Amending: what is remembered is corrected, removed and brought back; every version stays on record."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime

from trainer import wording
from trainer.change import SAME, UNSAID, Change, Same, Unsaid, corrected
from trainer.coach import Coach
from trainer.core.events import StopReason
from trainer.core.gates import closings_of_stop
from trainer.core.log import ActivityLog, ItemLog, Remembered, SessionLog, stops_of
from trainer.core.record import Record
from trainer.core.text import line
from trainer.errors import RefusedError
from trainer.late import TwiceError, refuse_twice
from trainer.moments import local
from trainer.records import recall, record_of
from trainer.store.stamps import moment_of

__all__ = [
    "SAME",
    "UNSAID",
    "Change",
    "ChangedError",
    "GoneError",
    "Same",
    "Unsaid",
    "Version",
    "correct",
    "corrected",
    "differences",
    "remove",
    "restore",
    "stays",
    "unstopped",
    "versions",
]


class GoneError(RefusedError):
    """It was removed meanwhile."""


class ChangedError(RefusedError):
    """It was changed meanwhile: what was to be amended is not what is kept."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """What was kept at some time."""

    stamp: str
    written: datetime
    """When it was written, in the local zone."""
    what: Remembered | None
    """None where it was removed."""


def correct(coach: Coach, one: Remembered, change: Change) -> Remembered:
    """Keep it with a change; what it said before stays on record.

    Raises RefusedError as `corrected` does, GoneError and ChangedError where another terminal has removed or changed
    it since it was read, all with nothing kept; NotSavedError when it could not be written: it waits in the store.
    """

    def changed(record: Record | None) -> Record:
        known = _known(coach, one, record)
        new = corrected(coach, one, change)
        return known if new == one else replace(record_of(new), stamp=known.stamp)

    return _read(coach.store.amend(one.id, one.at.date(), changed), one)


def remove(coach: Coach, one: Remembered) -> None:
    """Remove it from what is shown; raises as `correct` does. What was closed or set aside because of it stays so."""
    coach.store.amend(one.id, one.at.date(), lambda record: replace(_known(coach, one, record), deleted=True))


def restore(coach: Coach, one: Remembered) -> Remembered:
    """Bring back what was removed, under the same id; raises RefusedError where it is there, or its time is taken."""

    def back(record: Record | None) -> Record:
        if record is not None and not record.deleted:
            raise RefusedError(f"{_named(coach, one)}, is in the history already; there is nothing to bring back.")
        known = _known(coach, one, None if record is None else replace(record, deleted=False))
        try:
            refuse_twice(coach, one)
        except TwiceError as error:
            raise TwiceError(f"{error.sentence.rpartition(';')[0]}; remove that first.") from None
        return known

    return _read(coach.store.amend(one.id, one.at.date(), back), one)


def versions(coach: Coach, one: Remembered) -> tuple[Version, ...]:
    """Give everything it ever said, oldest first; what cannot be read is left out."""
    now = coach.clock.now()
    found = []
    for record in coach.store.versions(one.id, one.at.date()):
        what = None if record.deleted else recall(record)
        if record.deleted or what is not None:
            found.append(Version(stamp=record.stamp, written=local(moment_of(record.stamp), now), what=what))
    return tuple(found)


def stays(coach: Coach, one: Remembered) -> Iterator[str]:
    """Say what a stop in it has set aside or closed, which neither removing nor correcting it opens again."""
    stops = stops_of(one)
    stopped = {stop.exercise: line(stop.name) for stop in stops}
    for aside in coach.set_aside():
        if aside.exercise in stopped:
            name = stopped[aside.exercise]
            yield f"{name} stays set aside: 'trainer clear {aside.exercise}' when you are ready."
    reasons = [reason for reason in StopReason if reason.value in {stop.reason for stop in stops}]
    if any(closings_of_stop(reason, one.at.date()) for reason in reasons) and coach.care.gates():
        yield "What that stop closed stays closed: 'trainer today' says what opens it."


def unstopped(one: Remembered, new: Remembered) -> Iterator[str]:
    """Say which stops a correction takes out of what is told, and that they stay in what was said before."""
    stopped = {stop.exercise for stop in stops_of(new)}
    gone = [line(stop.name) for stop in stops_of(one) if stop.exercise not in stopped]
    if gone:
        yield (
            f"The stop of {', '.join(gone)} is told no more in Progress and reports; it stays on record in what the "
            "session said before."
        )


# What is different


def differences(old: Remembered, new: Remembered) -> Iterator[str]:
    """Say in lines what one version says and another did not: `exertion 5, was 4`."""
    if old.at != new.at:
        yield f"{_when(new, old)}, was {_when(old, new)}"
    if isinstance(old.what, ActivityLog) and isinstance(new.what, ActivityLog):
        if old.what.seconds != new.what.seconds:
            yield f"{wording.duration(new.what.seconds)}, was {wording.duration(old.what.seconds)}"
    elif isinstance(old.what, SessionLog) and isinstance(new.what, SessionLog):
        yield from _differing_items(old.what, new.what)
        yield from _differing("pain", old.what.pain, new.what.pain)
        if old.what.helpful != new.what.helpful:
            yield f"helpful: {_helpful(new.what)}, was {_helpful(old.what)}"
    yield from _differing("exertion", old.what.exertion, new.what.exertion)
    if old.what.note != new.what.note:
        yield f"note: {_quoted(new.what.note)}, was {_quoted(old.what.note)}"


def _differing(name: str, old: int | None, new: int | None) -> Iterator[str]:
    if old != new:
        yield f"{name} {'not said' if new is None else new}, was {'not said' if old is None else old}"


def _differing_items(old: SessionLog, new: SessionLog) -> Iterator[str]:
    for before, after in zip(old.items, new.items, strict=False):
        if before.prescription.duration != after.prescription.duration:
            asked = wording.prescription(before.prescription)
            yield f"{_name(after)}: {wording.prescription(after.prescription)}, was {asked}"
        if (before.status, before.reason, before.held) != (after.status, after.reason, after.held):
            if (before.status, before.reason) != (after.status, after.reason):
                yield f"{_name(after)}: {_status(after)}, was {_status(before)}"
            elif before.prescription.duration == after.prescription.duration:
                yield f"{_name(after)}: {wording.held(after)}, was {wording.held(before)}"


def _status(item: ItemLog) -> str:
    said = wording.STATUSES[item.status]
    return f"{said} ({line(item.reason)})" if item.reason else said


def _helpful(what: SessionLog) -> str:
    names = {item.prescription.exercise: _name(item) for item in what.items}
    return ", ".join(names.get(one, line(one)) for one in what.helpful) or "nothing"


def _when(one: Remembered, other: Remembered) -> str:
    if one.at.year != other.at.year or one.at.utcoffset() != other.at.utcoffset():
        return f"{one.at:%Y-%m-%d %H:%M %z}" if one.at.year == other.at.year else f"{one.at:%Y-%m-%d %H:%M}"
    return f"{wording.day(one.at.date())} {one.at:%H:%M}"


def _quoted(text: str) -> str:
    return f"'{line(text)}'" if text else "none"


def _name(item: ItemLog) -> str:
    return line(item.prescription.name)


def _known(coach: Coach, one: Remembered, record: Record | None) -> Record:
    """Return the newest version, if it is the one that was read."""
    if record is None or record.deleted:
        raise GoneError(f"{_named(coach, one)}, was removed meanwhile; nothing was changed.")
    if recall(record) != one:
        raise ChangedError(f"{_named(coach, one)}, was changed meanwhile; nothing was overwritten. Look at it again.")
    return record


def _read(record: Record, one: Remembered) -> Remembered:
    return recall(record) or one


def _named(coach: Coach, one: Remembered) -> str:
    return line(f"{one.what.name}, {wording.day(one.at.date(), coach.clock.now().date())} {one.at:%H:%M}")
