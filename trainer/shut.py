"""Shut: on which days a gate was closed, and which exercises were out, as the records tell it of days that are over."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Set
from contextlib import suppress
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

from trainer.coach import Coach
from trainer.codec import CodecError, decode
from trainer.core.closed import Closing, Facts, Gate
from trainer.core.gates import REST, gates, shut_on, unbroken, was_shut
from trainer.core.profile import Profile
from trainer.core.record import Record
from trainer.records import TRAINED, identity_of

DAY = timedelta(days=1)


def days_shut(coach: Coach, facts: Facts, first: date, last: date) -> frozenset[date]:
    """Return the days on which a gate was closed, as it was known then; ahead of today, as far as can be seen.

    Both days are included. A rule that could not be read is known of today only.
    """
    today = coach.clock.now().date()
    now = gates(facts, today)
    ahead = (day for day in _dates(max(first, today), last) if shut_on(now, day))
    past = min(last, today - DAY)
    return frozenset((*_told_shut(facts, first, past), *_heart_shut(coach, first, past), *ahead))


def exercises_out(coach: Coach, facts: Facts, first: date, last: date) -> Mapping[date, frozenset[str]]:
    """Return which exercises were set aside on which days, both included; the day of the stop is one of them."""
    found: dict[date, set[str]] = {}
    for exercise, stopped, stamp in _stops(coach):
        words = (one.said for one in facts.clears if one.what == exercise and one.stamp > stamp)
        cleared = min((said for said in words if said is not None), default=last + DAY)
        for day in _dates(max(first, stopped), min(last, cleared - DAY)):
            found.setdefault(day, set()).add(exercise)
    return {day: frozenset(names) for day, names in found.items()}


def days_of_flare_up(closings: Iterable[Closing]) -> frozenset[date]:
    """Return the days of a flare-up or spasm, told at a check-in or felt in a session."""
    return frozenset(one.day for one in closings if one.gate is Gate.ACUTE)


def _told_shut(facts: Facts, first: date, last: date) -> Iterator[date]:
    """Give the days shut by what was told; looked at only where something can have changed."""
    closed = (day for one in facts.closings for day in (one.day, one.day + REST))
    opened = (day for one in facts.clears for day in (one.said, one.on) if day is not None)
    for day, end in _stretches((*closed, *opened), first, last):
        if was_shut(facts, day) is not None:
            yield from _dates(day, end)


def _heart_shut(coach: Coach, first: date, last: date) -> Iterator[date]:
    """Give the days on which a heart problem was told and no guidance held, by the answers as they were then."""
    problems, words = _answers(coach, "heart_problem"), _answers(coach, "heart_guidance")
    if not any(answer.heart_problem for _, answer in problems):
        return
    told = [answer.heart_guidance for _, answer in words if answer.heart_guidance is not None]
    trained = {one.at.date() for one in coach.store.history(min([first, *told]), last) if one.kind in TRAINED}
    for day, end in _stretches((day for day, _ in (*problems, *words)), first, last):
        profile = replace(_on(words, day), heart_problem=_on(problems, day).heart_problem)
        yield from _unguided(profile, trained, day, end)


def _unguided(profile: Profile, trained: Set[date], first: date, last: date) -> Iterator[date]:
    """Give the days on which the gate of the heart was closed, while the answers stayed the same."""
    guidance = profile.heart_guidance
    reached = None if guidance is None else unbroken(guidance, (day for day in trained if day <= first))
    for day in _dates(first, last):
        if reached is not None and day in trained:
            reached = unbroken(reached, [day])
        if any(one.by is Gate.HEART for one in gates(Facts(profile=profile, trained=reached), day)):
            yield day


def _answers(coach: Coach, name: str) -> list[tuple[date, Profile]]:
    """Give every answer to a question of the profile with the day it was told, oldest first."""
    versions = coach.store.versions(identity_of("profile", name), coach.clock.now().date())
    return [(one.at.date(), _answer(name, one)) for one in versions]


def _answer(name: str, record: Record) -> Profile:
    """Read one answer; what was taken back, or cannot be read, is none."""
    with suppress(CodecError):
        return Profile() if record.deleted else decode(Profile, {name: record.body.get("value")})
    return Profile()


def _on(answers: Iterable[tuple[date, Profile]], day: date) -> Profile:
    """Return the answer that held on a day."""
    return next((answer for told, answer in reversed(list(answers)) if told <= day), Profile())


def _stops(coach: Coach) -> Iterator[tuple[str, date, str]]:
    """Give every time an exercise was set aside: its id, the day and the stamp."""
    today = coach.clock.now().date()  # what has force is in no month: no file of an old stop need be read
    for newest in coach.store.standing("set-aside"):
        for one in coach.store.versions(newest.id, today):
            exercise = one.body.get("exercise")
            if isinstance(exercise, str) and not one.deleted:
                yield exercise, one.at.date(), one.stamp


def _stretches(turns: Iterable[date], first: date, last: date) -> Iterator[tuple[date, date]]:
    """Cut a span before each of these days; give the first and the last day of each part."""
    if first <= last:
        days = {day for day in turns if first < day <= last} | {first, last + DAY}
        yield from ((day, end - DAY) for day, end in pairwise(sorted(days)))


def _dates(first: date, last: date) -> Iterator[date]:
    return (first + timedelta(days=n) for n in range((last - first).days + 1))
