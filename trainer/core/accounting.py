"""Accounting: the values of an account – days, weeks, levels, what was kept of a plan. Adherence reckons them.

What counts as an active day comes from the handouts (30 to 60 minutes: help-your-back); the levels of a day are ours.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import IntEnum, StrEnum

from trainer.core.checkin import CheckIn
from trainer.core.exercise import Exercise
from trainer.core.groups import Group, Strength
from trainer.core.log import Remembered, Stop
from trainer.core.plan import Plan

ACTIVE = (30, 60)
"""Minutes of activity that make an active day, and to which they may grow (help-your-back)."""


class Level(IntEnum):
    """How much of a day was done, for a calendar; the thirds are ours.

    Of a day's plan, the share is the mean of two: of its exercises, each as far as it was done, and of its minutes of
    activity. Where nothing was planned, it is the larger of two: of the fullest session (relaxing alone is none), and
    of 30 minutes of activity. Whatever was done, beside the plan too, is at least a little.
    """

    NOTHING = 0
    LITTLE = 1
    """Less than a third of what was planned."""
    SOME = 2
    """Less than two thirds."""
    MOST = 3
    ALL = 4
    """All that was planned; where nothing was planned, a session that is whole or 30 minutes of activity."""


class Sort(StrEnum):
    """What kind of day it was."""

    PLANNED = "planned"
    """Something was planned."""
    REST = "rest"
    """Its week was planned, and nothing on it; or what was planned was closed, and something else was done."""
    CLOSED = "closed"
    """A gate was closed on it, and nothing was done; `Day.closed` says of every day whether one was."""
    FREE = "free"
    """Its week was not planned, or not yet."""
    AHEAD = "ahead"
    """It is still to come."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Day:
    """One day: planned against done."""

    date: date
    sort: Sort
    level: Level
    planned: tuple[str, ...] = ()
    """The planned exercises, by id; of what was closed then, only those that were done all the same."""
    kept: tuple[str, ...] = ()
    """Those of them that were done that day, whole or in part."""
    sessions: int = 0
    """Sessions in which an exercise was done; one of relaxing alone is none."""
    stretch: float = 0.0
    """Seconds of stretching held, by each exercise's share."""
    strengthen: float = 0.0
    """Seconds of strengthening held, by each exercise's share."""
    wanted: int = 0
    """Minutes of activity that were planned; while a gate was closed, no more than were done."""
    minutes: int = 0
    """Minutes of activity done."""
    relaxed: int = 0
    """How often one relaxed and rested."""
    groups: frozenset[Group] = frozenset()
    """The regions worked."""
    strengths: frozenset[Strength] = frozenset()
    """What was strengthened."""
    pain: int | None = None
    """The highest pain told that day, 0 to 10: at a check-in or after a session."""
    stops: tuple[Stop, ...] = ()
    """What was stopped on it, and what was told on it to have hurt later."""
    closed: bool = False
    """A gate was closed, whatever was done."""
    flare_up: bool = False
    """A flare-up or spasm was told of that day."""

    @property
    def active(self) -> bool:
        """Whether it had at least 30 minutes of activity."""
        return self.minutes >= ACTIVE[0]


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """Done of planned, both counted in the same thing."""

    done: int
    planned: int

    @property
    def share(self) -> float | None:
        """Done of planned, at most 1; None where nothing was planned."""
        return min(1.0, self.done / self.planned) if self.planned else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Week:
    """One week: planned against done, per kind."""

    monday: date
    days: tuple[Day, ...]
    """Monday to Sunday."""
    planned: bool
    """Whether the week had a plan."""
    sessions: Kept
    """Days with a planned session, and those of them on which anything of it was done."""
    stretch: Kept
    """Planned exercises that stretch, and those done."""
    strengthen: Kept
    """Planned exercises that strengthen, and those done."""
    activity: Kept
    """Minutes."""
    active: int
    """Days with 30 minutes of activity or more."""
    groups: Mapping[Group, int]
    """On how many days each region was worked."""
    strengths: Mapping[Strength, int]
    """On how many days each was strengthened."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Trend:
    """Pain of the latest two weeks against the two before; told values only."""

    latest: float | None
    """The median of the days' highest pain in the latest 14 days; None where nothing was told."""
    before: float | None
    """The median of the 14 days before."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """All of a span of time."""

    today: date
    days: tuple[Day, ...]
    """Every day from the first to the last, without a gap."""
    weeks: tuple[Week, ...]
    """Whole weeks, oldest first, that overlap the span."""
    streak: int
    """Days in a row on which something was done, up to today or the end of the span."""
    longest: int
    """The longest such row in the span."""
    trend: Trend

    def day(self, on: date) -> Day | None:
        """Return a day of the span; None outside it."""
        at = (on - self.days[0].date).days if self.days else -1
        return self.days[at] if 0 <= at < len(self.days) else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What adherence is reckoned from, as the store and the library have it."""

    today: date
    plans: Mapping[date, Plan] = field(default_factory=dict)
    """The plans by their Monday; weeks without one are missing. Before the day of its `since`, none was there."""
    trained: Sequence[Remembered] = ()
    check_ins: Sequence[CheckIn] = ()
    closed: frozenset[date] = frozenset()
    """Days on which a gate was closed."""
    flare_ups: frozenset[date] = frozenset()
    """Days of a flare-up or spasm, by what was told."""
    aside: Mapping[date, frozenset[str]] = field(default_factory=dict)
    """Exercises that were closed on a day, by id: left out of what was planned, unless they were done."""
    hurt: Mapping[date, tuple[Stop, ...]] = field(default_factory=dict)
    """What was told on a day to have hurt after its session."""
    exercises: Mapping[str, Exercise] = field(default_factory=dict)
