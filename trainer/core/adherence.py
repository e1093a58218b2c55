"""Adherence: what was planned against what was done – days, weeks, the streak, pain beside it. Pure, on merged records.

What counts as an active day comes from the handouts (30 to 60 minutes: help-your-back); the levels of a day, the
streak and the trend of pain are ours.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from statistics import median

from trainer.core.accounting import ACTIVE, Account, Day, Kept, Level, Sort, Told, Trend, Week
from trainer.core.deeds import Deeds, Works, deeds_by_day, pain_by_day, works_of
from trainer.core.exercise import Kind
from trainer.core.groups import Group, Strength
from trainer.core.log import Remembered, SessionLog, Stop
from trainer.core.plan import WEEK, Plan, monday_of

__all__ = ["ACTIVE", "Account", "Day", "Kept", "Level", "Sort", "Stop", "Told", "Trend", "Week", "account"]

SPAN = timedelta(days=14)
"""How long each of the two times is that a trend of pain compares; ours."""


def account(told: Told, since: date, until: date) -> Account:
    """Reckon what was planned against what was done, from one day to another, both included.

    A streak is forgiving: a planned rest day keeps it and so does a day on which a gate was closed, without adding to
    it; today does not break it before it is over. What was done all the same on such a day counts as on any other. A
    day that is over on which nothing was done breaks it, planned or in a week without a plan, or before it had one.
    """
    works = works_of(told.exercises)
    deeds, pains = deeds_by_day(told.trained, works), pain_by_day(told.trained, told.check_ins)
    kinds = _kinds(told.trained)
    weeks = []
    for monday in _mondays(since, until):
        plan = _plan(told, monday)
        dates = (monday + timedelta(days=n) for n in range(WEEK))
        seven = tuple(_day(told, plan, on, deeds.get(on), pains.get(on)) for on in dates)
        weeks.append(_week(plan is not None, seven, works, kinds))
    days = tuple(day for week in weeks for day in week.days if since <= day.date <= until)
    streak, longest = _rows(days, told.today)
    return Account(
        today=told.today,
        days=days,
        weeks=tuple(weeks),
        streak=streak,
        longest=longest,
        trend=_trend(pains, min(until, told.today)),
    )


# Days


def _mondays(since: date, until: date) -> tuple[date, ...]:
    first = monday_of(since)
    return tuple(first + timedelta(days=n) for n in range(0, (until - first).days + 1, WEEK)) if since <= until else ()


def _plan(told: Told, monday: date) -> Plan | None:
    """Return a week's plan; None where nothing was ever planned in it."""
    plan = told.plans.get(monday)
    if plan is None or (plan.empty and not any(map(plan.minutes, plan.days))):
        return None
    return plan


def _day(told: Told, plan: Plan | None, on: date, done: Deeds | None, pain: int | None) -> Day:
    plan = None if plan is None or (plan.since is not None and on < plan.since) else plan
    closed = on in told.closed
    planned = () if plan is None else tuple(item.exercise for item in plan.items(on))
    wanted = 0 if plan is None else plan.minutes(on)
    kept = () if done is None else tuple(one for one in planned if one in done.exercises)
    out = told.aside.get(on, frozenset())
    planned = kept if closed else tuple(one for one in planned if one not in out or one in kept)
    if closed:
        wanted = min(wanted, 0 if done is None else done.minutes)
    sort = _sort(told, on, planned=bool(planned or wanted), week=plan is not None, done=done is not None and done.any)
    day = Day(
        date=on,
        sort=sort,
        level=Level.NOTHING,
        planned=planned,
        wanted=wanted,
        pain=pain,
        stops=told.hurt.get(on, ()),
        closed=closed,
        flare_up=on in told.flare_ups,
    )
    if done is None:
        return day
    return replace(
        day,
        level=_level(planned, wanted, done),
        kept=kept,
        sessions=done.sessions,
        stretch=done.stretch,
        strengthen=done.strengthen,
        minutes=done.minutes,
        relaxed=done.relaxed,
        groups=done.groups,
        strengths=done.strengths,
        stops=(*done.stopped, *day.stops),
    )


def _sort(told: Told, on: date, *, planned: bool, week: bool, done: bool) -> Sort:
    if on > told.today:
        return Sort.AHEAD
    if on in told.closed and not done:
        return Sort.CLOSED
    if planned:
        return Sort.PLANNED
    return Sort.REST if week else Sort.FREE


def _level(planned: Sequence[str], wanted: int, done: Deeds) -> Level:
    if not done.any:
        return Level.NOTHING
    shares = [min(1.0, done.minutes / wanted)] if wanted else []
    if planned:
        shares.append(sum(done.exercises.get(one, 0.0) for one in planned) / len(planned))
    share = sum(shares) / len(shares) if shares else max(done.fullest, min(1.0, done.minutes / ACTIVE[0]))
    return Level(1 + int(round(3 * share, 6)))  # a sum of thirds may be a hair below two thirds


def _rows(days: Iterable[Day], today: date) -> tuple[int, int]:
    """Return the row of days that reaches the last one, and the longest."""
    row = longest = 0
    for day in days:
        if day.date > today:
            break
        if day.level:
            row += 1
        elif day.sort in {Sort.PLANNED, Sort.FREE} and day.date < today:
            row = 0
        longest = max(longest, row)
    return row, longest


def _trend(pains: Mapping[date, int], end: date) -> Trend:
    latest = [pain for day, pain in pains.items() if end - SPAN < day <= end]
    before = [pain for day, pain in pains.items() if end - 2 * SPAN < day <= end - SPAN]
    return Trend(latest=median(latest) if latest else None, before=median(before) if before else None)


# Weeks


def _kinds(trained: Iterable[Remembered]) -> Mapping[str, Kind]:
    """Give the kind of each exercise by its prescriptions, for what is no longer in the library."""
    logs = (one.what for one in trained if isinstance(one.what, SessionLog))
    asked = {(item.prescription.exercise, item.prescription.kind) for log in logs for item in log.items}
    return dict(sorted(asked))


def _week(planned: bool, days: tuple[Day, ...], works: Works, kinds: Mapping[str, Kind]) -> Week:
    sitting = [day for day in days if day.planned]
    counts = {name: works(name, kinds.get(name, Kind.RELAX)).counts for day in sitting for name in day.planned}
    groups = Counter(group for day in days for group in day.groups)
    strengths = Counter(strength for day in days for strength in day.strengths)
    return Week(
        monday=days[0].date,
        days=days,
        planned=planned,
        sessions=Kept(done=sum(bool(day.kept) for day in sitting), planned=len(sitting)),
        stretch=_kept(sitting, {name for name, one in counts.items() if one.stretch}),
        strengthen=_kept(sitting, {name for name, one in counts.items() if one.strengthen}),
        activity=Kept(done=sum(day.minutes for day in days), planned=sum(day.wanted for day in days)),
        active=sum(day.active for day in days),
        groups={group: groups[group] for group in Group},
        strengths={strength: strengths[strength] for strength in Strength},
    )


def _kept(days: Iterable[Day], names: set[str]) -> Kept:
    """Count planned exercises, and those done, among these."""
    both = [(len(names.intersection(day.kept)), len(names.intersection(day.planned))) for day in days]
    return Kept(done=sum(done for done, _ in both), planned=sum(planned for _, planned in both))
