"""Looking back: what the store and the library know of a span of time, reckoned as an account."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any, TypeVar

from trainer.care import REACH
from trainer.coach import Coach
from trainer.codec import CodecError, decode
from trainer.core.accounting import Account, Told
from trainer.core.adherence import SPAN, account
from trainer.core.checkin import CheckIn
from trainer.core.dosage import Dosage
from trainer.core.exercise import Exercise
from trainer.core.gates import closings
from trainer.core.log import Remembered, Stop
from trainer.core.plan import WEEK, Plan, monday_of
from trainer.core.progression import Done, Key, Place, place, practice
from trainer.core.record import AHEAD, Record
from trainer.hurt import hurt_later, stop_of
from trainer.plans import kept
from trainer.records import TRAINED, UNREADABLE, recall
from trainer.shut import days_of_flare_up, days_shut, exercises_out
from trainer.store.store import Store

T = TypeVar("T")

LONG_AGO = 200
"""Years beyond which no history is looked for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """How far the person is on the way through one dosage of a technique."""

    exercise: Exercise
    dosage: Dosage
    place: Place
    times: int
    """In how many sessions of the last 120 days it was trained with this dosage."""
    last: date | None
    """The last day it was."""


def look_back(coach: Coach, since: date, until: date | None = None) -> Account:
    """Reckon what was planned against what was done, from one day to another (today), both included.

    What cannot be read is passed over, and that is in the store's notices.
    """
    today = coach.clock.now().date()
    until = today if until is None else until
    first = min(monday_of(since), min(until, today) - 2 * SPAN)
    last = max(monday_of(until) + timedelta(days=WEEK - 1), first)
    records = coach.store.history(first, last)
    facts = coach.care.facts()
    check_ins = _read(coach.store, [one for one in records if one.kind == "check-in"], _check_in)
    told = Told(
        today=today,
        plans=_plans(coach, records),
        trained=_read(coach.store, [one for one in records if one.kind in TRAINED], _trained),
        check_ins=check_ins,
        closed=days_shut(coach, facts, first, last),
        flare_ups=days_of_flare_up((*facts.closings, *(shut for one in check_ins for shut in closings(one)))),
        aside=exercises_out(coach, facts, first, last),
        hurt=_hurt(coach, first, last),
        exercises=coach.library.exercises,
    )
    return account(told, since, until)


def ways(coach: Coach) -> tuple[Way, ...]:
    """Say how far the person is with every technique of the last 120 days, the one trained most first.

    A technique that was trained with two dosages has two ways; what is no longer in the library has none.
    """
    today = coach.clock.now().date()
    done = practice(coach.history(today - REACH, today), coach.care.risen())
    found = (way for key, times in done.items() if (way := _way(coach, key, times, today)) is not None)
    return tuple(sorted(found, key=lambda way: (-way.times, way.exercise.name, way.dosage.handout or "")))


def first_day(coach: Coach) -> date | None:
    """Return the first day of which anything was trained or told; None while there is nothing up to today.

    Cheap: the months there are say where to look, and one of them is read.
    """
    today = coach.clock.now().date()
    month = _first_month(coach.store, today)
    days = _lived(coach.store.history(month, min(today, _after(month) - timedelta(days=1))))
    return min(days or _lived(coach.store.history(None, today)), default=None)


# How it works


def _read(store: Store, records: Iterable[Record], read: Callable[[Record], T | None]) -> tuple[T, ...]:
    """Read what can be read; where something cannot, it is told."""
    records = tuple(records)
    found = tuple(one for record in records if (one := read(record)) is not None)
    if len(found) < len(records):
        _tell(store, UNREADABLE)
    return found


def _trained(record: Record) -> Remembered | None:
    """Recall what was trained, with one mark for each exercise.

    That there is one is all an account asks of them, and reading them all took most of the time.
    """
    return recall(replace(record, body=_shortened(record.body)))


def _shortened(body: Mapping[str, Any]) -> Mapping[str, Any]:
    items = body.get("items")
    return {**body, "items": [_first_mark(item) for item in items]} if isinstance(items, list) else body


def _first_mark(item: object) -> object:
    marks = item.get("marks") if isinstance(item, dict) else None
    return {**item, "marks": marks[:1]} if isinstance(item, dict) and isinstance(marks, list) else item


def _check_in(record: Record) -> CheckIn | None:
    with suppress(CodecError):
        return decode(CheckIn, {**record.body, "at": record.at})
    return None


def _plans(coach: Coach, records: Iterable[Record]) -> Mapping[date, Plan]:
    found = kept.read_all(records)
    if any(one.unreadable for one in found.values()):
        _tell(coach.store, kept.UNREADABLE)
    begun = kept.first_planned(coach.store, found, coach.clock.now())
    return {monday: replace(one.plan, since=begun.get(monday)) for monday, one in found.items()}


def _hurt(coach: Coach, first: date, last: date) -> Mapping[date, tuple[Stop, ...]]:
    """Return what was told on each day to have hurt after its session."""
    days: dict[date, tuple[Stop, ...]] = {}
    for one in (one for found in hurt_later(coach).values() for one in found):
        day = one.at.date()
        if first <= day <= last:
            days[day] = (*days.get(day, ()), stop_of(one, coach))
    return days


def _way(coach: Coach, key: Key, done: tuple[Done, ...], today: date) -> Way | None:
    name, handout, label = key
    exercise = coach.library.exercises.get(name)
    dosages = () if exercise is None else exercise.dosages
    dosage = next((one for one in dosages if (one.handout, one.label) == (handout, label)), None)
    if exercise is None or dosage is None:
        return None
    return Way(
        exercise=exercise,
        dosage=dosage,
        place=place(dosage, done, today),
        times=sum(one.item.worked for one in done),
        last=max((one.day for one in done if one.item.worked), default=None),
    )


def _first_month(store: Store, today: date) -> date:
    """Return the first of the earliest month that has a file; that of today where there is none before."""
    low, high = (today.year - LONG_AGO) * 12, today.year * 12 + today.month - 1
    while low < high:  # in half each time: the store says only whether there is anything before a month
        middle = (low + high + 1) // 2
        low, high = (low, middle - 1) if store.reaches_back(_month(middle)) else (middle, high)
    return _month(low)


def _month(number: int) -> date:
    return date(number // 12, number % 12 + 1, 1)


def _after(month: date) -> date:
    return _month(month.year * 12 + month.month)


def _lived(records: Iterable[Record]) -> list[date]:
    return [record.at.date() for record in records if record.kind not in AHEAD]


def _tell(store: Store, sentence: str) -> None:
    if sentence not in store.notices:
        store.notices.append(sentence)
