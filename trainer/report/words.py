"""Words: the sentences of a report, the same on the page and in the mail. They describe; they never judge or advise."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date
from typing import TypeVar

from trainer import wording
from trainer.core.adherence import ACTIVE
from trainer.report.facts import Answer, Felt, Period, Report, Source, Trained
from trainer.report.periods import counted, missed
from trainer.report.person import on

T = TypeVar("T")

TITLE = "Training report"
NOT_DIAGNOSIS = (
    "Made by the trainer, a program for back exercises, from what the person told and did. "
    "Advice, never a diagnosis; it holds health data."
)
OURS = (
    "Dosages, cautions and the 30 to 60 minutes are the handouts'. Ours, in no handout: the steps on the way through a "
    "dosage, pain compared over 14 days, a day counted as kept when any of its session was done, and a session or 30 "
    "minutes counted as a day's work."
)
ACTIVITY_SOURCE = "help-your-back"
"""The handout whose 30 to 60 minutes they are."""
MOST_LISTED = 30
"""Stops, check-ins and words that open which are listed; earlier ones are counted."""
MOST_NAMED = 4
"""Exercises that the summary names; the rest are counted."""


def number(value: float) -> str:
    """Say a number with at most one decimal: `3`, `2.5`."""
    return f"{value:.1f}".removesuffix(".0")


def count(value: int, one: str, many: str = "") -> str:
    """Count things: `1 day`, `3 days`."""
    return f"{value} {one if value == 1 else many or f'{one}s'}"


def span(first: date, last: date) -> str:
    """Name a span: `26 Oct – 20 Nov 2026`."""
    begun = _day(first) if first.year == last.year else f"{_day(first)} {first.year}"
    if first.month == last.month and first.year == last.year:
        begun = str(first.day)
    return f"{_day(last)} {last.year}" if first == last else f"{begun} – {_day(last)} {last.year}"


def row(one: Period, report: Report) -> str:
    """Name a row: `26 Oct – 1 Nov`; `from 26 Oct 2025` where the years differ."""
    if report.since.year != report.until.year:
        return f"from {_day(one.first)} {one.first.year}"
    return span(one.first, one.last).removesuffix(f" {one.last.year}")


def length(report: Report) -> str:
    """Say how long the span is: `33 days`."""
    return count(len(report.account.days), "day")


def made(report: Report) -> str:
    """Say when it was made and by what."""
    return f"Made on {_day(report.made.date())} {report.made.year} at {report.made:%H:%M} by trainer {report.version}"


def summary(report: Report) -> tuple[tuple[str, str], ...]:
    """Say what one wants to know first: a word for each sentence, and the sentence."""
    return (
        ("Exercise", _exercise(report)),
        ("Activity", _activity(report)),
        ("Pain", _pain(report)),
        ("Stopped", _stopped(report)),
        ("Closed now", _closed(report)),
    )


def minutes(report: Report) -> str:
    """Describe the chart of minutes for somebody who does not see it."""
    days = report.account.days
    active, most = sum(day.active for day in days), max((day.minutes for day in days), default=0)
    moved = count(sum(day.minutes > 0 for day in days), "day")
    return f"Activity on {moved}, {ACTIVE[0]} minutes or more on {active}; at most {most} min on a day."


def pain(report: Report) -> str:
    """Describe the chart of pain for somebody who does not see it."""
    days = report.account.days
    told = [day.pain for day in days if day.pain is not None]
    if not told:
        return "No pain was told in this span."
    flares = [on(day.date, report.made.date()) for day in days if day.flare_up]
    flared = f" A flare-up or spasm was told of on {listed(flares)}." if flares else ""
    return (
        f"Pain was told on {count(len(told), 'day')}: between {min(told)} and {max(told)} of 10. "
        f"{_halts(report)}.{flared}"
    )


def latest(parts: Sequence[T]) -> Sequence[T]:
    """Take the latest that there is room for, oldest first."""
    return parts[-MOST_LISTED:]


def earlier(parts: Sequence[object]) -> str:
    """Say how many there was no room for; empty where all are listed."""
    more = len(parts) - MOST_LISTED
    return f"{more} earlier not shown." if more > 0 else ""


def when(report: Report) -> str:
    """Say of which day it is that something is closed."""
    return f"on {_day(report.made.date())} {report.made.year}"


def felt(one: Felt) -> str:
    """Say what was felt, and that it was later: `pain`, `hurt later: pain`."""
    return f"hurt later: {one.reason}" if one.later else one.reason


def halts(one: Trained) -> str:
    """Say how often an exercise was stopped, and how often it hurt later; empty where it never was."""
    stopped = f"stopped {times(one.stopped)}" if one.stopped else ""
    later = f"hurt later {times(one.hurt)}" if one.hurt else ""
    return ", ".join(part for part in (stopped, later) if part)


def done(one: Trained) -> str:
    """Say in how many sessions an exercise was done; none where it was stopped before it counted."""
    return times(one.times) if one.times else "not done"


def helped(one: Trained) -> str:
    """Say how helpful an exercise was found; empty where nothing was said."""
    marked = times(one.helpful) if one.helpful else ""
    return ", ".join(part for part in (one.rated, marked) if part)


def times(value: int) -> str:
    """Say how often: `once`, `twice`, `3 times`."""
    return {1: "once", 2: "twice"}.get(value, f"{value} times")


def asked(report: Report) -> str:
    """Say how often the person checked in."""
    new = f"{len(report.answers)} of them with something new" if report.answers else "none of them with something new"
    return f"{count(report.asked, 'check-in')}{f', {new}' if report.asked else ''}."


def answer(one: Answer) -> str:
    """Say what a check-in told of."""
    told = "" if one.pain is None else f" (pain {one.pain})"
    return f"{', '.join(one.new)}{told}"


def exertion(report: Report) -> str:
    """Say how hard it was."""
    found = report.exertion
    if found is None:
        return "No exertion was told."
    between = f"always {found.low}" if found.low == found.high else f"from {found.low} to {found.high}"
    aim = f" Aim: {report.aim}." if report.aim else ""
    of = count(found.of, "session or activity", "sessions and activities")
    return f"Median {number(found.median)} of 10, {between}; told after {found.told} of {of}.{aim}"


def source(one: Source) -> str:
    """Name a handout with its date."""
    return one.title if one.date is None else f"{one.title} ({one.date})"


def listed(parts: Sequence[str]) -> str:
    """Put parts in a row: `a, b and c`."""
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} and {parts[-1]}" if parts else ""


def _exercise(report: Report) -> str:
    days, today = report.account.days, report.account.today
    sessions, trained = sum(day.sessions for day in days), sum(day.sessions > 0 for day in days)
    said = f"Trained on {trained} of {count(len(days), 'day')} ({count(sessions, 'session')})."
    asked = [day for day in days if counted(day, today)]
    if asked:
        kept = len(asked) - sum(missed(day, today) for day in asked)
        said += f" Of {count(len(asked), 'day')} with a planned session, {kept} {'was' if kept == 1 else 'were'} kept."
    else:
        said += " No session was planned."
    relaxed = sum(day.relaxed > 0 for day in days)
    said += f" Relaxed and rested on {count(relaxed, 'day')}." if relaxed else ""
    closed = [day for day in days if day.closed and day.date <= today]
    done = sum(day.level > 0 for day in closed)
    which = f"{done} of them" if done < len(closed) else "it" if done == 1 else "each of them"
    went = f"; something was done on {which}" if done else ""
    return said + (f" On {count(len(closed), 'day')} exercise was closed by a safety rule{went}." if closed else "")


def _activity(report: Report) -> str:
    days = report.account.days
    asks = [one.title for one in report.sources if one.id == ACTIVITY_SOURCE]
    aim = f" ({asks[0]} asks for {ACTIVE[0]} to {ACTIVE[1]} on most days)" if asks else ""
    active = sum(day.active for day in days)
    return f"{_minutes(report)}; {ACTIVE[0]} min or more on {active} of {count(len(days), 'day')}{aim}."


def _minutes(report: Report) -> str:
    """Say the minutes against what was planned up to now; weeks without a plan have none to be held against."""
    account = report.account
    weeks = [week for week in account.weeks if week.planned]
    planned = {day.date for week in weeks for day in week.days}
    done = sum(day.minutes for day in account.days)
    wanted = sum(day.wanted for day in account.days if day.date in planned)
    if not wanted:
        return f"{done} min, none planned"
    if len(weeks) == len(account.weeks):
        return f"{done} min of {wanted} planned"
    within = sum(day.minutes for day in account.days if day.date in planned)
    return f"{done} min; {within} of {wanted} planned in {len(weeks)} of {len(account.weeks)} weeks"


def _pain(report: Report) -> str:
    trend = report.account.trend
    parts = []
    if trend.latest is not None:
        parts.append(f"median {number(trend.latest)} of 10 over the latest 14 days")
    if trend.before is not None:
        parts.append(
            f"{number(trend.before)} over the 14 days before"
            if parts
            else f"median {number(trend.before)} of 10 over the 14 days before the latest 14, in which none was told"
        )
    told = sum(day.pain is not None for day in report.account.days)
    said = f"{wording.opening(', '.join(parts))}." if parts else "None was told in the latest 28 days."
    flares = [on(day.date, report.made.date()) for day in report.account.days if day.flare_up]
    flared = (
        f" Flare-up or spasm: {listed(flares)}."
        if 0 < len(flares) <= MOST_NAMED
        else f" Flare-up or spasm on {len(flares)} days."
        if flares
        else ""
    )
    return f"{said} Told on {told} of {count(len(report.account.days), 'day')}.{flared}"


def _stopped(report: Report) -> str:
    if not report.stops:
        return "Nothing was stopped for what was felt."
    groups = Counter((one.name, felt(one)) for one in report.stops)
    named = [
        f"{name} ({said}{f', {times(many)}' if many > 1 else ''})"
        for (name, said), many in groups.most_common(MOST_NAMED)
    ]
    more = len(groups) - len(named)
    rest = [f"{more} more"] if more > 0 else []
    return f"{wording.opening(times(len(report.stops)))}: {listed([*named, *rest])}."


def _closed(report: Report) -> str:
    parts = list(report.gates)
    if report.aside:
        names = [f"{one.name} ({felt(one)}, {on(one.on, report.made.date())})" for one in report.aside]
        more = len(names) - MOST_NAMED
        shown = names[:MOST_NAMED] + ([f"{more} more"] if more > 0 else [])
        parts.append(f"Set aside: {listed(shown)}.")
    return " ".join(parts) or "Nothing is set aside, and exercise is open."


def _halts(report: Report) -> str:
    """Count what was stopped, and what hurt later."""
    later = sum(one.later for one in report.stops)
    also = f", and {count(later, 'time')} something hurt later" if later else ""
    return f"{count(len(report.stops) - later, 'stop')} for what was felt{also}"


def _day(value: date) -> str:
    return wording.day(value).partition(" ")[2]
