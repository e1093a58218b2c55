"""Told afterwards: what was done without the trainer becomes the record it would have made, whatever is closed."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from uuid import uuid4

from trainer import wording
from trainer.coach import Coach, Trainable
from trainer.codec.words import shorten
from trainer.core.course import Course, Status
from trainer.core.events import Held
from trainer.core.exercise import Exercise
from trainer.core.library import Activity, Library, Routine
from trainer.core.log import ActivityLog, Remembered, SessionLog
from trainer.core.log import fold as fold_course
from trainer.core.pace import Pace
from trainer.core.prescription import Prescription
from trainer.core.text import clean, fold
from trainer.core.timeline import Step, seconds
from trainer.dates import MOST_MINUTES, check_minutes
from trainer.errors import NotFoundError, RefusedError
from trainer.records import record_of

Thing = Activity | Trainable
"""What can be told: an activity, a routine or an exercise."""
RELAX = "relax-and-rest"
"""The exercise that is meant by `relax`."""
MOST_NOTE = 200
"""The longest note, in characters."""
MINUTE = timedelta(minutes=1)


class TwiceError(RefusedError):
    """The same thing at the same minute is kept already; most likely it was told twice."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """What a person tells."""

    thing: Thing
    minutes: int | None = None
    """How long it took; for an activity always, for a routine never, for an exercise where that is its dosage."""
    at: datetime | None = None
    """When it began; without it, it ended just now."""
    exertion: int | None = None
    """1 to 10."""
    note: str = ""
    without: tuple[str, ...] = ()
    """The ids of exercises of the routine that were left out."""


def find(library: Library, name: str) -> Thing:
    """Find what is meant by a name; raises NotFoundError with the nearest there are."""
    sought = fold(name)
    for activity in library.activities.values():
        if sought in {fold(activity.id), fold(activity.name)}:
            return activity
    if sought == "relax" and RELAX in library.exercises:
        return library.exercises[RELAX]
    try:
        return library.anything(name)
    except NotFoundError as error:
        raise NotFoundError(f"{error.sentence} Activities: {', '.join([*library.activities, 'relax'])}.") from None


def remember(coach: Coach, entry: Entry) -> Remembered:
    """Make of it what will be remembered; raises RefusedError for what cannot be, TwiceError for what is kept."""
    note = noted(entry.note)
    thing = entry.thing
    if entry.without and not isinstance(thing, Routine):
        raise RefusedError(f"{thing.name} is no routine: there is nothing to leave out.")
    what, length = _bout(thing, entry) if isinstance(thing, Activity) else _session(coach, thing, entry)
    now = coach.clock.now()
    begun = began(what.name, entry.at, length, now)
    if isinstance(what, SessionLog):
        what = replace(what, ended=min(now, begun + length))
    try:
        what = replace(what, exertion=entry.exertion, note=note)
    except ValueError as error:
        raise RefusedError(f"{wording.opening(str(error))}.") from error
    found = Remembered(id=str(uuid4()), at=begun, what=what)
    refuse_twice(coach, found)
    return found


def keep(coach: Coach, remembered: Remembered) -> Remembered:
    """Keep it; raises NotSavedError when it could not be written: it then waits in the store."""
    coach.store.save(record_of(remembered))
    return remembered


def take_back(coach: Coach, remembered: Remembered) -> None:
    """Remove what was kept by mistake, without a trace in what is shown; raises NotSavedError."""
    coach.store.save(replace(record_of(remembered), deleted=True))


def pick(said: str, known: Mapping[str, str]) -> tuple[str, ...]:
    """Read exercises of a session or routine, parted by commas, by id or name; `known` are its ids and names.

    Raises RefusedError with those there are.
    """
    names = {fold(text): one for one, name in known.items() for text in (name, one)}
    parts = [said] if fold(said) in names else said.split(",")
    for part in parts:
        if fold(part) not in names:
            raise RefusedError(f"There is no '{shorten(part.strip())}' in it. There are: {', '.join(known)}.")
    return tuple(dict.fromkeys(names[fold(part)] for part in parts))


# How it is said


def said(remembered: Remembered, today: date) -> str:
    """Say what was told in a line: `Walking, 20 min, yesterday 18:00 · exertion 5`."""
    what = remembered.what
    exertion = "" if what.exertion is None else f"exertion {what.exertion}"
    head = f"{what.name}, {amount(what)}, {wording.day(remembered.at.date(), today)} {remembered.at:%H:%M}"
    return " · ".join(part for part in (head, exertion, "with a note" if what.note else "") if part)


def amount(what: SessionLog | ActivityLog) -> str:
    """Say how much it was: `20 min`, `5 exercises`, `10 × 4 s`."""
    if isinstance(what, ActivityLog):
        return wording.activity(what)
    if what.routine is None:
        return wording.prescription(what.items[0].prescription)
    count, out = len(what.items), sum(item.status is Status.SKIPPED for item in what.items)
    return f"{f'{count - out} of ' if out else ''}{count} {'exercise' if count == 1 else 'exercises'}"


def remarks(remembered: Remembered, library: Library) -> Iterator[str]:
    """Say what the handouts have to say about it: a short bout, a high exertion."""
    what = remembered.what
    activity = library.activities.get(what.activity) if isinstance(what, ActivityLog) else None
    if activity is not None and isinstance(what, ActivityLog) and what.minutes < activity.bout:
        yield f"Under {activity.bout} min: it counts, and is shown apart."
    rule = library.rules.get("exertion")
    aim = None if rule is None else rule.numbers.get("exertion")
    if rule is not None and aim is not None and what.exertion is not None and what.exertion > aim.high:
        source = library.handouts.get(rule.handout or "")
        yield f"That was hard: aim for {aim.low} to {aim.high}" + (f" – {source.title}." if source else ".")


# How it is made


Made = tuple[SessionLog | ActivityLog, timedelta]
"""A log, and how long it took."""


def _bout(activity: Activity, entry: Entry) -> Made:
    """Make the log of a bout."""
    if entry.minutes is None:
        raise RefusedError(f"Say for how many minutes, 1 to {MOST_MINUTES}, as in '{activity.id} 20'.")
    length = timedelta(minutes=check_minutes(entry.minutes))
    return ActivityLog(activity=activity.id, name=activity.name, seconds=length.total_seconds()), length


def _session(coach: Coach, thing: Trainable, entry: Entry) -> Made:
    """Make the log of a session in which everything was done as planned, but what was left out."""
    asked = tuple(lasting(offer.prescription, entry.minutes) for offer in coach.offer(thing))
    if entry.minutes is not None and not (isinstance(thing, Exercise) and asked[0].duration is not None):
        raise RefusedError(f"{thing.name} is kept as it is prescribed; leave the minutes out.")
    pace = coach.settings.pace
    kept = Course(_kept(thing, asked, entry.without), pace)
    routine = thing.id if isinstance(thing, Routine) else None
    log = fold_course(as_planned(asked, pace, entry.without), name=thing.name, routine=routine, ended=coach.clock.now())
    items = tuple(item if item.marks else replace(item, status=Status.SKIPPED) for item in log.items)
    took = asked[0].duration if isinstance(thing, Exercise) else None  # what lasts is told without getting ready
    return replace(log, items=items, late=True), timedelta(seconds=took or seconds(kept.steps, pace))


def as_planned(asked: Iterable[Prescription], pace: Pace, without: Container[str] = ()) -> Course:
    """Go through exercises as they were asked, without those left out."""
    course = Course(asked, pace)
    for outcome in course.outcomes():
        if outcome.prescription.exercise not in without:
            for step in outcome.planned:
                course.apply(_done(step), 0.0)
    return course


def _kept(thing: Trainable, asked: tuple[Prescription, ...], without: tuple[str, ...]) -> tuple[Prescription, ...]:
    """Return what of it was done; raises RefusedError where that is nothing, or what was left out is not in it."""
    there = dict.fromkeys(one.exercise for one in asked)
    for name in without:
        if name not in there:
            raise RefusedError(f"There is no '{shorten(name)}' in {thing.name}. There are: {', '.join(there)}.")
    kept = tuple(one for one in asked if one.exercise not in without)
    if not kept:
        raise RefusedError(f"All of {thing.name} is left out; then there is nothing to keep.")
    return kept


def _done(step: Step) -> Held:
    """Make the mark of a repetition that was done as it was planned."""
    return Held(
        item=step.item,
        round=step.round,
        part=step.part,
        repetition=step.repetition,
        side=step.side,
        planned=step.seconds,
        seconds=step.seconds or 0.0,
        complete=True,
    )


def lasting(asked: Prescription, minutes: int | None) -> Prescription:
    """Return a prescription that lasts as long as was said; a length that no handout states is the person's."""
    if minutes is None or asked.duration in {None, check_minutes(minutes) * 60}:
        return asked
    return replace(asked, duration=minutes * 60, ours=tuple(dict.fromkeys((*asked.ours, "duration"))))


def began(name: str, at: datetime | None, length: timedelta, now: datetime) -> datetime:
    """Say when it began: what is over and begins at the present minute can only have ended now."""
    if at is None or abs(now - at) < MINUTE:
        return now - length
    if at > now:
        raise RefusedError(f"{at:%Y-%m-%d %H:%M} is still to come; give a time up to now.")
    if at + length > now + MINUTE:
        raise RefusedError(f"{name} from {at:%H:%M} to {at + length:%H:%M} is not over yet; give an earlier time.")
    return at


def noted(text: str) -> str:
    """Return a note as it is kept, on one line; raises RefusedError for one that is too long."""
    note = clean(text, newlines=False).strip()
    if len(note) > MOST_NOTE:
        raise RefusedError(f"The note has {len(note)} characters; say it in {MOST_NOTE}.")
    return note


def refuse_twice(coach: Coach, told: Remembered) -> None:
    """Raise TwiceError where the same is kept at that minute, or another bout of activity at the same time."""
    day = told.at.date()
    near = coach.history(day - timedelta(days=1), day + timedelta(days=1))
    around = [one for one in near if one.id != told.id]
    if any(_key(one) == _key(told) and abs(one.at - told.at) < MINUTE for one in around):
        when = f"{wording.day(day, coach.clock.now().date())} {told.at:%H:%M}"
        raise TwiceError(f"{told.what.name}, {when}, is kept already; if it was another one, give another time.")
    for one in around:
        if _overlap(one, told):
            raise TwiceError(
                f"{one.what.name} from {one.at:%H:%M}, {amount(one.what)}, was at the same time; give another time."
            )


def _overlap(one: Remembered, other: Remembered) -> bool:
    """Whether two bouts of activity were at the same time: their minutes would count twice."""
    if not isinstance(one.what, ActivityLog) or not isinstance(other.what, ActivityLog):
        return False
    ends = one.at + timedelta(seconds=one.what.seconds), other.at + timedelta(seconds=other.what.seconds)
    return min(ends) - max(one.at, other.at) >= MINUTE


def _key(one: Remembered) -> object:
    what = one.what
    if isinstance(what, ActivityLog):
        return what.activity
    return (what.routine, *(item.prescription.exercise for item in what.items))
