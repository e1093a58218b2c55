"""A change to something remembered: what is to be different, and what it is then; nothing is kept here."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from enum import Enum
from typing import Any

from trainer import wording
from trainer.coach import Coach
from trainer.codec.words import shorten
from trainer.core.course import Status
from trainer.core.events import SkipReason
from trainer.core.log import ActivityLog, ItemLog, Remembered, SessionLog
from trainer.core.log import fold as fold_course
from trainer.core.text import line
from trainer.dates import check_minutes
from trainer.errors import RefusedError
from trainer.late import as_planned, began, lasting, noted, refuse_twice
from trainer.moments import local
from trainer.records import minute_of


class Same(Enum):
    """Says of a value that it stays as it is."""

    SAME = "same"


class Unsaid(Enum):
    """Says of an exercise that it was left out, and not why."""

    UNSAID = "unsaid"


SAME = Same.SAME
UNSAID = Unsaid.UNSAID


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """What is to be different; all else stays as it is."""

    at: datetime | None = None
    """When it began, with its offset; a session's end moves along."""
    minutes: int | None = None
    """How long a bout took, or a rest that was told afterwards."""
    exertion: int | Same | None = SAME
    """1 to 10; None where nothing is said."""
    pain: int | Same | None = SAME
    """0 to 10; None where nothing is said."""
    note: str | Same = SAME
    helpful: tuple[str, ...] | Same = SAME
    """The ids of the exercises of the session that helped."""
    left: Mapping[str, SkipReason | Unsaid | None] = field(default_factory=dict)
    """An exercise's id → why it was left out; None: it was done as planned."""


def corrected(coach: Coach, one: Remembered, change: Change) -> Remembered:
    """Say what it would be with a change, and keep nothing; RefusedError for what could not have been told either."""
    what = one.what
    what = _session(coach, one, what, change) if isinstance(what, SessionLog) else _bout(what, change)
    try:
        what = replace(what, **_said(what, change))
    except ValueError as error:
        raise RefusedError(f"{wording.opening(str(error))}.") from error
    return _placed(coach, one, what, change.at)


# How it is made


def _said(what: SessionLog | ActivityLog, change: Change) -> dict[str, Any]:
    """Return what the person says of it, as far as it changes."""
    said: dict[str, Any] = {} if change.exertion is SAME else {"exertion": change.exertion}
    if not isinstance(change.note, Same) and change.note != what.note:
        said["note"] = noted(change.note)
    if isinstance(what, SessionLog):
        said |= {} if change.pain is SAME else {"pain": change.pain}
        if not isinstance(change.helpful, Same):
            _refuse_unknown(what, [one for one in change.helpful if one not in what.helpful])
            said["helpful"] = tuple(dict.fromkeys(change.helpful))
    return said


def _bout(what: ActivityLog, change: Change) -> ActivityLog:
    if change.pain not in {SAME, None} or change.helpful not in {SAME, ()} or change.left:
        raise RefusedError(f"{line(what.name)} is activity: it has a time, minutes, exertion and a note.")
    if change.minutes is None or change.minutes == what.minutes:
        return what
    return replace(what, seconds=check_minutes(change.minutes) * 60.0)


def _session(coach: Coach, one: Remembered, what: SessionLog, change: Change) -> SessionLog:
    _refuse_unknown(what, change.left)
    if change.minutes is not None:
        what = _lasting(coach, one, what, change.minutes)
    return _gone_through(coach, what, change.left) if change.left else what


def _lasting(coach: Coach, one: Remembered, what: SessionLog, minutes: int) -> SessionLog:
    """Return a rest that was told afterwards with another length."""
    if not what.late or len(what.items) != 1 or what.items[0].prescription.duration is None:
        raise RefusedError(f"{line(what.name)} is kept exercise by exercise, as it was done; leave the minutes out.")
    asked = lasting(what.items[0].prescription, minutes)
    if asked == what.items[0].prescription:
        return what
    course = as_planned((asked,), coach.settings.pace)
    log = fold_course(course, name=what.name, routine=what.routine, ended=one.at + timedelta(minutes=minutes))
    return replace(what, items=log.items, ended=log.ended)


def _gone_through(coach: Coach, what: SessionLog, left: Mapping[str, SkipReason | Unsaid | None]) -> SessionLog:
    """Return a session with exercises done as planned, or left out: what a clock measured of those goes."""
    course = as_planned((item.prescription for item in what.items), coach.settings.pace, without=())
    made = fold_course(course, name=what.name, routine=what.routine, ended=what.ended).items
    told = [replace(item, late=not what.late) for item in made]  # in a session told afterwards, all of it is
    items = tuple(
        _item(before, done, left[before.prescription.exercise]) if before.prescription.exercise in left else before
        for before, done in zip(what.items, told, strict=True)
    )
    if not any(item.marks or item.status is Status.STOPPED for item in items):
        raise RefusedError(f"Nothing of {line(what.name)} would be left; remove it instead.")
    reasons = {item.reason for item in items if item.status is Status.STOPPED}
    lifted = {item.reason for item in what.stops} - reasons
    return replace(
        what,
        items=items,
        whole=all(item.status is Status.DONE for item in items),
        reason=None if what.reason in lifted else what.reason,
    )


def _item(before: ItemLog, done: ItemLog, why: SkipReason | Unsaid | None) -> ItemLog:
    if why is None:
        return before if before.status is Status.DONE else done
    reason = None if isinstance(why, Unsaid) else why.value
    return replace(before, status=Status.SKIPPED, reason=reason, held=(), marks=())


def _placed(coach: Coach, one: Remembered, what: SessionLog | ActivityLog, at: datetime | None) -> Remembered:
    """Return it at its time; a new time, or more minutes, must be free and over."""
    before, length = _length(one, one.what), _length(one, what)
    moved = at is not None and minute_of(at) != minute_of(one.at)
    if not moved and length <= before:
        return replace(one, what=what)
    now = coach.clock.now()
    begun = began(line(what.name), local(at, now) if moved and at else one.at, length, now)
    if isinstance(what, SessionLog):
        what = replace(what, ended=begun + length)
    found = Remembered(id=one.id, at=begun, what=what)
    refuse_twice(coach, found)
    return found


def _length(one: Remembered, what: SessionLog | ActivityLog) -> timedelta:
    if isinstance(what, ActivityLog):
        return timedelta(seconds=what.seconds)
    return max(timedelta(), what.ended - one.at)


def _refuse_unknown(what: SessionLog, exercises: Iterable[str]) -> None:
    there = dict.fromkeys(item.prescription.exercise for item in what.items)
    for name in exercises:
        if name not in there:
            raise RefusedError(f"There is no '{shorten(name)}' in it. There are: {line(', '.join(there))}.")
