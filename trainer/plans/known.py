"""What a week is planned from: the person's words, the history and the plans around it, and what they tell."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from trainer.core.closed import Closed, Facts
from trainer.core.dosage import Dosage
from trainer.core.exercise import Exercise, Kind
from trainer.core.gates import was_shut
from trainer.core.library import Library
from trainer.core.log import ActivityLog, Remembered, SessionLog
from trainer.core.pace import Pace
from trainer.core.plan import Plan
from trainer.core.prescription import Prescription
from trainer.core.profile import Profile

LOOK_BACK = timedelta(weeks=8)
"""How far back weeks of activity count."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What a brief is made from."""

    now: datetime
    facts: Facts
    gates: tuple[Closed, ...]
    library: Library
    pace: Pace
    prescribe: Callable[[Exercise, Dosage], Prescription]
    """Today's numbers."""
    later: Callable[[Exercise, Dosage], Prescription]
    """The numbers one step further on."""
    history: tuple[Remembered, ...]
    """From eight weeks before the week to its end."""
    plan: Plan
    before: Plan
    """Last week's plan."""
    after: Plan
    """Next week's plan."""

    @property
    def profile(self) -> Profile:
        """What the person told."""
        return self.facts.profile

    @property
    def today(self) -> date:
        """The present day."""
        return self.now.date()


def trained(history: Iterable[Remembered], day: date) -> frozenset[str]:
    """Return the exercises of which anything was done on a day."""
    return frozenset(
        item.prescription.exercise
        for on, log in sessions(history)
        if on == day
        for item in log.items
        if item.worked and item.prescription.kind is not Kind.ACTIVITY
    )


def sessions(history: Iterable[Remembered]) -> Iterable[tuple[date, SessionLog]]:
    """Return the sessions with their days."""
    return ((one.at.date(), one.what) for one in history if isinstance(one.what, SessionLog))


def minutes_on(history: Iterable[Remembered], day: date) -> int:
    """Return the minutes of activity on a day, short bouts too."""
    return sum(one.what.minutes for one in history if isinstance(one.what, ActivityLog) and one.at.date() == day)


def active_weeks(known: Known) -> tuple[int, ...]:
    """Return the activity of the last two weeks in which something was done and nothing was closed."""
    found: list[int] = []
    monday = known.plan.monday
    while len(found) < 2 and monday > known.plan.monday - LOOK_BACK:
        monday -= timedelta(days=7)
        days = [monday + timedelta(days=n) for n in range(7)]
        lived = any(one.at.date() in days for one in known.history)
        if lived and not any(was_shut(known.facts, day) for day in days):
            found.append(sum(minutes_on(known.history, day) for day in days))
    return tuple(found)


def full(known: Known, plan: Plan, day: date) -> Iterable[str]:
    """Return what was trained on a day, and what is planned on one that is not over."""
    planned = {one.exercise for one in plan.items(day)} if day >= known.today else set()
    return trained(known.history, day) | planned
