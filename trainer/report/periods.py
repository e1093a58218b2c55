"""Periods: the rows of a report's tables and the steps of its charts – days or weeks, by how long the span is."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from statistics import median

from trainer.core.adherence import Account, Day, Kept, Sort, Week
from trainer.report.facts import Period

ROWS = ((13, 1), (56, 4))
"""Up to so many weeks, a row has so many; beyond, a quarter of a year."""
QUARTER = 13
MOST_DAYS = 98
"""Days up to which a chart has a step for each; beyond, one for each week."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One step of a chart: a day, or a week."""

    date: date
    minutes: float
    """Minutes of activity a day."""
    active: bool
    """At least 30 of them."""
    pain: float | None
    """The highest of a day; the median of a week."""
    worst: int | None
    """The highest."""
    sessions: int
    missed: bool
    """A session was planned, and nothing was done."""
    stops: int
    flare_up: bool
    closed: bool
    """A gate was closed."""


def together(weeks: int) -> int:
    """Say how many weeks one row has, so that a table stays short."""
    return next((many for most, many in ROWS if weeks <= most), QUARTER)


def periods(account: Account) -> tuple[Period, ...]:
    """Give the rows, oldest first."""
    many = together(len(account.weeks))
    weeks = account.weeks
    return tuple(_period(weeks[at : at + many], account.today) for at in range(0, len(weeks), many))


def steps(account: Account) -> tuple[Step, ...]:
    """Give the steps of a chart, oldest first."""
    days = account.days
    if len(days) <= MOST_DAYS:
        return tuple(_step([day], account.today) for day in days)
    return tuple(_step(days[at : at + 7], account.today) for at in range(0, len(days), 7))


def missed(day: Day, today: date) -> bool:
    """Say whether nothing was done of what was planned; today is not over."""
    return day.sort is Sort.PLANNED and bool(day.planned) and not day.kept and day.date < today


def counted(day: Day, today: date) -> bool:
    """Say whether a day with a planned session counts: today only when something of it was done."""
    return day.sort is Sort.PLANNED and bool(day.planned) and (day.date < today or bool(day.kept))


def _period(weeks: Sequence[Week], today: date) -> Period:
    days = [day for week in weeks for day in week.days]
    told = [day.pain for day in days if day.pain is not None]
    return Period(
        first=days[0].date,
        last=days[-1].date,
        planned=any(week.planned for week in weeks),
        sessions=_sum(week.sessions for week in weeks),
        stretch=_sum(week.stretch for week in weeks),
        strengthen=_sum(week.strengthen for week in weeks),
        activity=_sum(week.activity for week in weeks),
        active=sum(week.active for week in weeks),
        trained=sum(day.sessions > 0 for day in days),
        pain=median(told) if told else None,
        going=days[-1].date >= today,
    )


def _sum(parts: Iterable[Kept]) -> Kept:
    known = list(parts)
    return Kept(done=sum(one.done for one in known), planned=sum(one.planned for one in known))


def _step(days: Sequence[Day], today: date) -> Step:
    told = [day.pain for day in days if day.pain is not None]
    minutes = sum(day.minutes for day in days) / len(days)
    return Step(
        date=days[0].date,
        minutes=minutes,
        active=minutes >= 30,
        pain=median(told) if told else None,
        worst=max(told, default=None),
        sessions=sum(day.sessions for day in days),
        missed=any(missed(day, today) for day in days),
        stops=sum(len(day.stops) for day in days),
        flare_up=any(day.flare_up for day in days),
        closed=any(day.closed for day in days),
    )
