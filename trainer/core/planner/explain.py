"""Explanations: why an exercise is on its day, what a change would break, and which aims are not met, and by what."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from trainer.core.groups import Group, Strength
from trainer.core.planner.costs import DAYS_A_GROUP, DAYS_A_STRENGTH, Term
from trainer.core.planner.problem import Technique, Week, bits
from trainer.core.planner.score import Score

Field = Group | Strength
FIELDS: tuple[Field, ...] = (*Strength, *Group)
"""What a week should reach; strengthening first."""


class Rule(StrEnum):
    """The hard rules a change can break."""

    CLOSED = "closed"
    """The exercise, or exercise as a whole, is closed on that day."""
    PAST = "past"
    SLOT = "slot"
    """There is no free time on that day."""
    ROOM = "room"
    """The session would be longer than its free time, or than a session may be."""
    FAMILY = "family"
    RIVALS = "rivals"
    REST = "rest"
    """Loaded strengthening too near to other loaded strengthening."""
    SERIES = "series"
    """A handout's order."""
    DOSAGE = "dosage"
    """No handout says how much."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Breach:
    """A hard rule that a week breaks."""

    rule: Rule
    day: int
    """0 is Monday."""
    exercise: str
    other: str = ""
    """The exercise it cannot be with."""
    seconds: int = 0
    """How long the session would be, where that is too long."""
    room: int = 0
    """How long it may be, in seconds."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """One thing an exercise does for the week where it is."""

    term: Term
    about: str = ""
    """The group, or what is strengthened."""
    day: int = 0
    """Which of the days with it this one is, from 1."""
    of: int = 0
    """On how many days it should be."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Missing:
    """An aim that is not met, and what is in its way."""

    field: Field
    days: int
    of: int
    bars: tuple[str, ...] = ()
    """Exercises for it that are closed, by id; nothing else there is could meet it."""
    rules: tuple[Breach, ...] = ()
    """Hard rules in the way of the others, each rule once."""


def reasons(score: Score, week: Week, day: int, n: int) -> tuple[Reason, ...]:
    """Return what the week would lose without an exercise on a day; never empty."""
    without = tuple(mask & ~(1 << n) if at == day else mask for at, mask in enumerate(week))
    now, then = score.terms(week), score.terms(without)
    lost = [key for key in then.keys() | now.keys() if then.get(key, 0) > now.get(key, 0)]
    technique = score.problem.techniques[n]
    found = [
        Reason(term=term, about=field.value, day=_nth(score, week, day, field), of=nominal(field))
        for field in _fields(technique)
        for term in (Term.STRENGTH if isinstance(field, Strength) else Term.GROUP,)
        if (term, field.value) in lost
    ]
    found += [Reason(term=term) for term, about in sorted(lost) if term in _OTHER and about in {"", technique.exercise}]
    return tuple(found) or (Reason(term=Term.USES, day=_times(week, score, day, n)),)


def breaches(score: Score, week: Week, days: Iterable[int] = range(7)) -> tuple[Breach, ...]:
    """Return the hard rules that the plans of some days break."""
    return tuple(breach for day in days for breach in _of_day(score, week, day))


def missing(score: Score, week: Week, closed: Mapping[Field, tuple[str, ...]]) -> tuple[Missing, ...]:
    """Return the aims that are not met; `closed` are the exercises for each of them that cannot be planned."""
    found = []
    for field in FIELDS:
        days, aim = score.days_with(week, field), score.aims[field]
        able = [n for n, one in enumerate(score.problem.techniques) if one.open and field in _fields(one)]
        if not able and closed.get(field) and any(score.open):
            found.append(Missing(field=field, days=days, of=nominal(field), bars=closed[field]))
        elif days < aim:
            rules = _in_the_way(score, week, field, able)
            found.append(Missing(field=field, days=days, of=aim, bars=closed.get(field, ()), rules=rules))
    return tuple(found)


_OTHER = frozenset({Term.HELPFUL, Term.FAMILIAR, Term.SHORT, Term.SHARE})


def _of_day(score: Score, week: Week, day: int) -> list[Breach]:
    mask, problem = week[day], score.problem
    asked = problem.days[day]
    if not mask:
        return []
    found = [
        Breach(rule=Rule.CLOSED, day=day, exercise=problem.techniques[n].exercise)
        for n in bits(mask & ~score.plannable & ~asked.kept)
    ]
    seconds = score.seconds(mask)
    if not asked.open:
        found.append(Breach(rule=Rule.SLOT, day=day, exercise=problem.names(mask)[0]))
    elif seconds > asked.room:
        found.append(Breach(rule=Rule.ROOM, day=day, exercise="", seconds=seconds, room=asked.room))
    found += _together(score, day, mask)
    if mask & score.loaded and score.crowded(week, day):
        found.append(Breach(rule=Rule.REST, day=day, exercise=problem.names(mask & score.loaded)[0]))
    return found


def _together(score: Score, day: int, mask: int) -> list[Breach]:
    clashing = score.problem.chosen(score.clashing(mask))
    return [
        Breach(
            rule=Rule.FAMILY if one.family is not None and one.family == other.family else Rule.RIVALS,
            day=day,
            exercise=one.exercise,
            other=other.exercise,
        )
        for at, one in enumerate(clashing)
        for other in clashing[at + 1 :]
        if (one.family is not None and one.family == other.family) or other.exercise in one.rivals
    ]


def _in_the_way(score: Score, week: Week, field: Field, able: list[int]) -> tuple[Breach, ...]:
    """Return which hard rules keep exercises off the days that lack them, each once; none where only costs do."""
    found: dict[Rule, Breach] = {}
    for day in (day for day in range(7) if score.open[day]):
        for n in able:
            if (week[day] | score.done[day]) >> n & 1:
                continue
            tried = tuple(mask | 1 << n if at == day else mask for at, mask in enumerate(week))
            broken = breaches(score, tried, (day,))
            if not broken and not score.problem.days[day].banned >> n & 1:
                return ()
            for breach in broken:
                found.setdefault(breach.rule, breach)
    return tuple(found[rule] for rule in Rule if rule in found)


def _fields(technique: Technique) -> tuple[Field, ...]:
    strength = () if technique.strength is None else (technique.strength,)
    return (*strength, *sorted(technique.groups))


def nominal(field: Field) -> int:
    """Return on how many days of a whole week something should be."""
    return DAYS_A_GROUP if isinstance(field, Group) else DAYS_A_STRENGTH


def _nth(score: Score, week: Week, day: int, field: Field) -> int:
    members = sum(1 << n for n, one in enumerate(score.problem.techniques) if field in _fields(one))
    return sum(bool((week[at] | score.done[at]) & members) for at in range(day + 1))


def _times(week: Week, score: Score, day: int, n: int) -> int:
    return sum((week[at] | score.done[at]) >> n & 1 for at in range(day + 1))
