"""Words for what a week lacks: aims that are not met, days without a session, and what is in the way."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from trainer import planned, reasons, wording
from trainer.core.closed import Bar
from trainer.core.library import Library
from trainer.core.planner.costs import MOST_ITEMS
from trainer.core.planner.explain import Missing, Rule
from trainer.core.weekly import Balance, Status, Week

LEAST_SHARE, MOST_SHARE = 20, 50
"""Per cent of the exercise time that strengthens; ours."""
LITTLE = 20
"""Minutes of activity above a week's aim that nothing is said about."""


def missing(value: Missing, week: Week, library: Library) -> str:
    """Say which aim is not met, and what is in its way."""
    text = f"{wording.opening(planned.FIELDS[value.field])}: {value.days} of {value.of} days"
    causes = [*_closed(value.bars, week, library), *(_RULES[breach.rule] for breach in value.rules)]
    if not causes:
        causes = [_no_rule(week)]
    return f"{text} – {'; '.join(dict.fromkeys(causes))}."


def gaps(week: Week, library: Library) -> list[str]:
    """Say everything a week lacks: aims first, then days without a session."""
    listed = [one for one in week.missing if not one.days and _is_listed(one, week)]
    found = [missing(one, week, library) for one in week.missing if one not in listed]
    if listed:
        found.append(
            f"Your clinician's list has nothing for: {', '.join(planned.FIELDS[one.field] for one in listed)}."
        )
    if week.back is not None and not week.over:
        found.insert(
            0, f"After the flare-up on {wording.day(week.back)} this week is a way back: few exercises, gently."
        )
    found += [f"{_named(days)}: {why}." for why, days in _without(week).items()]
    for on, exercise, rule in week.refused:
        known = library.exercises.get(exercise)
        name = exercise if known is None else known.name
        found.append(f"{wording.day(on)}: {name} is left out – {_RULES[rule]}.")
    if not week.over and not week.empty:
        found += [*share(week.balance), *too_much(week.balance)]
    return found


def share(value: Balance) -> list[str]:
    """Say that strengthening has too little or too much of the time."""
    if value.share is None or LEAST_SHARE <= value.share <= MOST_SHARE:
        return []
    return [f"Strengthening is {value.share} % of the exercise time; {LEAST_SHARE} to {MOST_SHARE} % is the aim."]


def too_much(value: Balance) -> list[str]:
    """Say that activity grows faster than little by little."""
    if value.wanted - value.minutes <= 0 or value.wanted <= value.aim + LITTLE:
        return []
    return [f"Activity adds up to {value.wanted} min; about {value.aim} would be little by little."]


def _is_listed(value: Missing, week: Week) -> bool:
    """Whether a clinician's list alone is in the way."""
    return bool(value.bars) and all(week.closed[one].by is Bar.LIST for one in value.bars if one in week.closed)


def _without(week: Week) -> dict[str, list[date]]:
    """Return why days that are not over have no session, with the days."""
    found: dict[str, list[date]] = {}
    idle = {Status.CLOSED, Status.MISSED}
    trains = any(day.session is not None and day.session.status not in idle for day in week.days)
    for day in () if week.over or week.empty else week.days:
        why = "no session; what you may do is planned often enough" if trains else "no session is planned"
        if day.date < week.today or (day.session is not None and day.blocked is None) or day.trained:
            continue
        if day.blocked is not None:
            why = f"closed – {reasons.reason(day.blocked)}"
        elif not day.free:
            why = f"no session, as {planned.idle(day)}" if day.gone else "no session, as there is no free time"
        found.setdefault(why, []).append(day.date)
    return found


def _named(days: list[date]) -> str:
    """Name days of a week: `Mon, Wed – Fri`."""
    runs: list[list[date]] = []
    for day in days:
        if runs and day - runs[-1][-1] == timedelta(days=1):
            runs[-1].append(day)
        else:
            runs.append([day])
    said = (
        f"{wording.weekday(run[0])} – {wording.weekday(run[-1])}"
        if len(run) > 2
        else ", ".join(map(wording.weekday, run))
        for run in runs
    )
    return ", ".join(said)


def _no_rule(week: Week) -> str:
    """Say why an aim is not met where no rule is in its way."""
    ahead = [day.session for day in week.days if day.session is not None and day.session.status is Status.PLANNED]
    if not ahead:
        return "no session is planned"
    if any(len(one.items) < MOST_ITEMS for one in ahead):
        return "a session still has room for it"
    return f"sessions are full with {MOST_ITEMS} exercises"


def _closed(names: Iterable[str], week: Week, library: Library) -> Iterator[str]:
    """Say why exercises are closed, those with the same cause together."""
    causes: dict[str, list[str]] = {}
    for exercise in names:
        closed = week.closed.get(exercise)
        if closed is not None:
            causes.setdefault(reasons.reason(closed), []).append(library.exercises[exercise].name)
    for cause, exercises in causes.items():
        yield f"{', '.join(exercises)}: {cause}"


_RULES = {
    Rule.CLOSED: "what would serve it is closed",
    Rule.PAST: "the days for it are over",
    Rule.SLOT: "no free time",
    Rule.ROOM: "the free time is too short",
    Rule.FAMILY: "a session has only one form of an exercise",
    Rule.RIVALS: "only one exercise for the same muscles on a day",
    Rule.REST: "loaded strengthening needs a day of rest between",
    Rule.SERIES: "its handout's order",
    Rule.DOSAGE: "no handout says how much",
}
