"""Words for plans: what a week aims for, why things are where they are, what is missing, and what a change costs."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from trainer import reasons, wording
from trainer.core.groups import Group, Strength
from trainer.core.library import Library
from trainer.core.planner.costs import (
    DAYS_A_GROUP,
    DAYS_A_STRENGTH,
    MOST_ITEMS,
    MOST_STRENGTH,
    MOST_TECHNIQUES,
    MOST_USES,
    Term,
    Terms,
)
from trainer.core.planner.explain import Field, Reason
from trainer.core.weekly import Balance, Day, Item, Reached, Sitting, Status, Week

FIELDS: dict[Field, str] = {
    Strength.LOWER: "lower-back strength",
    Strength.UPPER: "upper-back strength",
    Group.UPPER: "neck and upper back",
    Group.MID: "mid back",
    Group.BENDING: "low back, bending",
    Group.ARCHING: "low back, arching",
    Group.SIDE: "sides",
    Group.HIP: "hips",
    Group.HAMSTRING: "backs of the thighs",
}
"""What a week should reach, in full."""
SHORT: dict[Field, str] = {
    Strength.LOWER: "lower",
    Strength.UPPER: "upper",
    Group.UPPER: "neck",
    Group.MID: "mid",
    Group.BENDING: "bend",
    Group.ARCHING: "arch",
    Group.SIDE: "sides",
    Group.HIP: "hips",
    Group.HAMSTRING: "thighs",
}
"""The same where there is little room."""
REGIONS = "neck is neck and upper back, mid the mid back, bend and arch the low back by the way it moves"
"""The short names that do not explain themselves, explained."""
STATUSES = {
    Status.PLANNED: "planned",
    Status.DONE: "done",
    Status.PART: "in part",
    Status.MISSED: "missed",
    Status.CLOSED: "closed",
}
ASSUMED = "You told no free time, so the plan takes 15 minutes at 07:00 each day."


def title(monday: date) -> str:
    """Name a week: `Week 47 · 16 – 22 Nov 2026`."""
    sunday = monday + timedelta(days=6)
    first = wording.day(monday).partition(" ")[2]
    last = wording.day(sunday).partition(" ")[2]
    if monday.month == sunday.month:
        first = str(monday.day)
    return f"Week {monday.isocalendar().week} · {first} – {last} {sunday.year}"


def name(monday: date) -> str:
    """Name a week as it can be typed: `2026-W47`."""
    year, week, _ = monday.isocalendar()
    return f"{year}-W{week:02}"


def invitation(week: Week) -> list[str]:
    """Say what a week that was never planned would be planned from, and for what, a sentence each."""
    free = sum(day.free for day in week.days)
    told = f"{ASSUMED} Tell yours under You (5)." if week.assumed else f"You have free time on {free} of its 7 days."
    found = [told]
    causes = [reasons.reason(closed) for closed in week.closed.values()]
    if causes:
        left = f"{len(causes)} {'exercise is' if len(causes) == 1 else 'exercises are'}"
        found.append(f"{left} left out: {', '.join(dict.fromkeys(causes))}.")
    aims = f"each region on {DAYS_A_GROUP} days, strengthening on {DAYS_A_STRENGTH}"
    return [*found, f"It aims for {aims}, and {week.balance.wanted} min of activity in bouts of ten or more."]


def idle(day: Day) -> str:
    """Say why a day without a session has none as far as free time goes: `no free time`, `07:00 is over today`."""
    if not day.gone:
        return "no free time"
    times = " and ".join(f"{at:%H:%M}" for at in day.gone)
    return f"{times} {'is' if len(day.gone) == 1 else 'are'} over today"


def stale(week: Week) -> str:
    """Say why a week is worth planning again; empty where it is not, as while all that is left of it is closed."""
    missed = [wording.weekday(day) for day in week.missed()]
    if not week.stale or week.blocked is not None:
        return ""
    if len(missed) > 1:
        return f"{', '.join(missed[:-1])} and {missed[-1]} were missed."
    if missed:
        return f"{missed[0]} was missed."
    return "Your answers, your free time, or what is closed has changed since this week was planned."


def why(item: Item, sitting: Sitting, library: Library) -> list[str]:
    """Say why an exercise is where it is, a sentence each."""
    found = ["You keep it here."] if item.kept else []
    if item.closed is not None:
        return [*found, f"Closed: {reasons.brief(item.closed, library)}."]
    found += [_reason(reason) for reason in item.why]
    order = _order(item, sitting, library)
    return [*found, *([order] if order else []), _from(item, library)]


def costs(terms: Terms, week: Week) -> list[str]:
    """Say what a change made worse and what it made better; aims first, the worst first."""
    aims = {Term.GROUP, Term.STRENGTH, Term.ABSENT}
    worse = sorted(((key[0] in aims, cost, key) for key, cost in terms.items() if cost > 0), reverse=True)
    better = sorted((cost, key) for key, cost in terms.items() if cost < 0)
    said = [_cost(*key, week.balance) for *_, key in worse] + [_gain(*key, week.balance) for _, key in better]
    return list(dict.fromkeys(one for one in said if one))


def balance(value: Balance) -> Iterator[str]:
    """Say how a week is balanced, strengthening days and regions first, a line each."""
    strength = [_days(field, reached) for field, reached in value.strength.items() if reached.days or reached.of]
    yield f"Strengthening days: {', '.join(strength) or 'none'}"
    groups = [_days(field, reached) for field, reached in value.groups.items() if reached.days or reached.of]
    yield f"Days per region: {', '.join(groups) or 'none'}"
    if value.share is not None:
        yield f"{100 - value.share} % stretching, {value.share} % strengthening"
    days = f" on {value.moved.days} of {value.moved.of} days" if value.moved.of else ""
    yield f"Activity: {value.minutes} of {value.wanted} min{days}; days with 30 min or more: {value.active}"


def _days(field: Field, reached: Reached) -> str:
    of = f" of {reached.of}" if reached.days < reached.of else ""
    return f"{SHORT[field]} {reached.days}{of}"


def _reason(reason: Reason) -> str:
    field = next((one for one in FIELDS if one.value == reason.about), None)
    if reason.term in {Term.GROUP, Term.STRENGTH} and field is not None:
        return f"{wording.opening(FIELDS[field])}: day {reason.day} of the {reason.of} it should have."
    if reason.term is Term.USES and reason.day:
        return "A few exercises, done often, help most: this one repeats."
    return _REASONS.get(reason.term, "It fits here.")


def _order(item: Item, sitting: Sitting, library: Library) -> str:
    """Say that it stays in its handout's order, where that handout has others in the session."""
    handout = _series(item)
    members = [one for one in sitting.items if _series(one) == handout]
    if handout is None or len(members) < 2:
        return ""
    title = library.handouts[handout].title if handout in library.handouts else "Its handout"
    return f"{title} asks for an order: number {members.index(item) + 1} of {len(members)} here."


def _series(item: Item) -> str | None:
    """Return the handout that asks for the exercise's place in an order."""
    return next((one.handout for one in item.exercise.dosages if one.order is not None), None)


def _from(item: Item, library: Library) -> str:
    handout = library.handouts.get(item.prescription.handout or "")
    return "Its numbers are yours." if handout is None else f"Its numbers are from {handout.title}."


def _cost(term: Term, about: str, now: Balance) -> str:
    field = next((one for one in FIELDS if one.value == about), None)
    if field is not None and term in {Term.GROUP, Term.STRENGTH, Term.ABSENT}:
        return f"{wording.opening(FIELDS[field])} now {_reached(field, now)}."
    return _COSTS.get(term, "")


def _gain(term: Term, about: str, now: Balance) -> str:
    field = next((one for one in FIELDS if one.value == about), None)
    if field is not None and term in {Term.GROUP, Term.STRENGTH}:
        return f"{wording.opening(FIELDS[field])} now {_reached(field, now)}."
    return ""


def _reached(field: Field, now: Balance) -> str:
    reached = now.strength[field] if isinstance(field, Strength) else now.groups[field]
    return f"{reached.days} of {reached.of} days"


_REASONS = {
    Term.HELPFUL: "You found it helpful.",
    Term.FAMILIAR: "You know it from last week; progress needs repetition.",
    Term.SHORT: "A session has three exercises or more.",
    Term.SHARE: "It keeps strengthening between 20 and 50 % of the time.",
}
_COSTS = {
    Term.OFTEN: f"Strengthening on more than {MOST_STRENGTH} days.",
    Term.AGAIN: "The same strengthening on two days running.",
    Term.SHARE: "Strengthening is no longer 20 to 50 % of the time.",
    Term.MANY: f"More than {MOST_TECHNIQUES} different exercises in the week; fewer are easier to keep up.",
    Term.FAMILIAR: "Less of what you know from last week.",
    Term.USES: f"One exercise more than {MOST_USES} times a week.",
    Term.CHANGES: "One more change of position.",
    Term.SHORT: "A session then has fewer than three exercises; three or more is the aim.",
    Term.LONG: f"More than {MOST_ITEMS} exercises in a session.",
    Term.LONGEST: "The longest session of the week gets longer.",
    Term.HELPFUL: "Less of what you found helpful.",
    Term.BESIDE: "This week is a way back after a flare-up; that is beside it.",
}
