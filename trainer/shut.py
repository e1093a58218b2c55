"""Shut: on which days a gate was closed, and which exercises were, as the records tell it of days that are over."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from itertools import pairwise

from trainer.coach import Coach
from trainer.codec import CodecError, decode
from trainer.core.bars import bars, is_aside, sisters
from trainer.core.closed import Aside, Bar, Closing, Facts, Gate
from trainer.core.gates import REST, gates, shut_on, unbroken, was_shut
from trainer.core.profile import Profile
from trainer.core.record import Record
from trainer.hurt import times_aside
from trainer.records import TRAINED, identity_of

DAY = timedelta(days=1)
_CLOSING = ("knee_pain", "equipment", "allowlist", "left_out", "direction")
"""The answers that close single exercises."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """One answer to a question of the profile."""

    day: date
    """The day on which it was told."""
    told: Profile = field(default_factory=Profile)
    """Nothing but the answer; nothing at all where it was taken back or cannot be read."""
    stamp: str = ""


def days_shut(coach: Coach, facts: Facts, first: date, last: date) -> frozenset[date]:
    """Return the days on which a gate was closed, both included; ahead of today, as far as can be seen.

    What closed one counts from its own day, also where it was told later: the day of a flare-up, not of the check-in.
    What opened one counts from the day it was told. A rule that could not be read is known of today only.
    """
    today = coach.clock.now().date()
    now = gates(facts, today)
    ahead = (day for day in _dates(max(first, today), last) if shut_on(now, day))
    past = min(last, today - DAY)
    return frozenset((*_told_shut(facts, first, past), *_heart_shut(coach, first, past), *ahead))


def exercises_out(coach: Coach, facts: Facts, first: date, last: date) -> Mapping[date, frozenset[str]]:
    """Return which exercises were closed by themselves on which days, both included, by the answers as they were then.

    Set aside, or a sister of one that was; left out for a condition, a direction, equipment or the clinician's list,
    or by choice. The day on which that was told is one of them; that on which it was opened is not.
    """
    asides = tuple(_asides(coach))
    told = {name: _answers(coach, name) for name in _CLOSING}
    answered = (one.day for answers in told.values() for one in answers)
    cleared = (one.said for one in facts.clears if one.said is not None)
    found: dict[date, frozenset[str]] = {}
    for day, end in _stretches((*answered, *cleared, *(one.day for one in asides)), first, last):
        out = _out(coach, _then(facts, asides, told, day))
        found.update(dict.fromkeys(_dates(day, end) if out else (), out))
    return found


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
    if not any(one.told.heart_problem for one in problems):
        return
    told = [one.told.heart_guidance for one in words if one.told.heart_guidance is not None]
    trained = {one.at.date() for one in coach.store.history(min([first, *told]), last) if one.kind in TRAINED}
    for day, end in _stretches((one.day for one in (*problems, *words)), first, last):
        profile = replace(_on(words, day).told, heart_problem=_on(problems, day).told.heart_problem)
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


def _answers(coach: Coach, name: str) -> list[Answer]:
    """Give every answer to a question of the profile, oldest first."""
    versions = coach.store.versions(identity_of("profile", name), coach.clock.now().date())
    return [Answer(day=one.at.date(), told=_answer(name, one), stamp=one.stamp) for one in versions]


def _answer(name: str, record: Record) -> Profile:
    """Read one answer; what was taken back, or cannot be read, is none."""
    with suppress(CodecError):
        return Profile() if record.deleted else decode(Profile, {name: record.body.get("value")})
    return Profile()


def _on(answers: Sequence[Answer], day: date) -> Answer:
    """Return the answer that held on a day."""
    return next((one for one in reversed(answers) if one.day <= day), Answer(day=day))


def _asides(coach: Coach) -> Iterator[Aside]:
    """Give every time an exercise was set aside."""
    for one in times_aside(coach):
        exercise = one.body.get("exercise")
        if isinstance(exercise, str):
            yield Aside(exercise=exercise, about="", day=one.at.date(), stamp=one.stamp)


def _then(facts: Facts, asides: Iterable[Aside], told: Mapping[str, list[Answer]], day: date) -> Facts:
    """Return what decided on an exercise on a day."""
    answers = {name: _on(said, day) for name, said in told.items()}
    return replace(
        facts,
        profile=Profile(**{name: getattr(one.told, name) for name, one in answers.items()}),
        conditions={"knee-pain": answers["knee_pain"].stamp},
        asides=tuple(one for one in asides if one.day <= day),
        clears=tuple(one for one in facts.clears if one.said is not None and one.said <= day),
    )


def _out(coach: Coach, facts: Facts) -> frozenset[str]:
    """Return what was closed by itself; whether the person had looked at an exercise of their own is not known."""
    known = coach.library.exercises
    barred = (
        name
        for name, one in known.items()
        if any(shut.by is not Bar.OWN for shut in (*bars(one, facts), *sisters(one, known.values(), facts)))
    )
    return frozenset({*barred, *(one.exercise for one in facts.asides if is_aside(one.exercise, facts))})


def _stretches(turns: Iterable[date], first: date, last: date) -> Iterator[tuple[date, date]]:
    """Cut a span before each of these days; give the first and the last day of each part."""
    if first <= last:
        days = {day for day in turns if first < day <= last} | {first, last + DAY}
        yield from ((day, end - DAY) for day, end in pairwise(sorted(days)))


def _dates(first: date, last: date) -> Iterator[date]:
    return (first + timedelta(days=n) for n in range((last - first).days + 1))
