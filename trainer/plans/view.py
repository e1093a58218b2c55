"""The view: a week's plan read through today's rules and beside what was done, as front ends show it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from trainer.core.bars import bars
from trainer.core.closed import Closed, Reach
from trainer.core.course import Status as Outcome
from trainer.core.exercise import Kind
from trainer.core.free import is_assumed
from trainer.core.groups import Group, Strength
from trainer.core.library import dosage_for
from trainer.core.log import ActivityLog, ItemLog
from trainer.core.plan import BOUT, RELAX, Planned
from trainer.core.planner.explain import Rule, missing, nominal, reasons
from trainer.core.planner.moving import total
from trainer.core.planner.order import arrange
from trainer.core.planner.score import Score
from trainer.core.timeline import seconds, timeline
from trainer.core.weekly import Balance, Day, Exertion, Item, Reached, Sitting, Status, Week
from trainer.plans.brief import Brief, free_on
from trainer.plans.known import Known, minutes_on, sessions, trained

RESTING = "relax-and-rest"
"""The exercise that counts as relaxing."""
ACTIVE = 30
"""Minutes of activity on a day from which it counts as an active one (help-your-back)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Read:
    """A plan as it holds: masks of each day, and what a hard rule leaves out of it."""

    week: tuple[int, ...]
    refused: tuple[tuple[date, str, Rule], ...]


def hold(known: Known, made: Brief, score: Score) -> Read:
    """Return what of a plan keeps the hard rules; what is kept by hand stays before what is not, on whichever day.

    Beside what was done, too: of a session that is under way, or has no free time any more, only the length is free.
    """
    problem = made.problem
    week, refused = [0] * 7, []
    ahead = [n for n, day in enumerate(known.plan.days) if day >= known.today and made.blocked[n] is None]
    planned = [(n, item.exercise) for n in ahead for item in known.plan.items(known.plan.days[n])]
    for n, name in sorted(planned, key=lambda one: one[1] not in known.plan.kept(known.plan.days[one[0]])):
        day, asked = known.plan.days[n], problem.days[n]
        had = problem.mask(trained(known.history, day))
        one = problem.mask([name]) & score.plannable & ~had
        long = asked.open and score.seconds(week[n] | one) > asked.room
        near = one & score.loaded and score.crowded(tuple(week), n)
        clash = one & score.clashing(week[n] | one | had)
        if one and (long or near or clash):
            refused.append((day, name, Rule.ROOM if long else Rule.REST if near else Rule.FAMILY))
        else:
            week[n] |= one
    kept = tuple(mask if asked.open else 0 for mask, asked in zip(week, problem.days, strict=True))
    return Read(week=kept, refused=tuple(sorted(refused)))


def view(known: Known, made: Brief, generation: int, *, explained: bool = True) -> Week:
    """Put a week together; `explained` gives each planned exercise its reasons."""
    score = Score(made.problem)
    read = hold(known, made, score)
    days = tuple(_day(known, made, score, read, n, explained=explained) for n in range(7))
    over = known.plan.monday + timedelta(days=7) <= known.today
    ahead = [why for day, why in zip(known.plan.days, made.blocked, strict=True) if day >= known.today]
    empty = known.plan.empty
    outline = known.plan.outline
    told = "" if outline is None else outline.basis.partition(":")[0]
    return Week(
        monday=known.plan.monday,
        today=known.today,
        generation=generation,
        days=days,
        balance=_balance(known, made, score, read, days),
        missing=() if over or empty else missing(score, read.week, made.fields),
        blocked=ahead[0] if ahead and all(ahead) else None,
        assumed=is_assumed(known.profile),
        over=over,
        empty=empty,
        refused=read.refused,
        back=made.back,
        closed=made.closed,
        stale=outline is not None and not over and told != made.basis.partition(":")[0],
    )


def _day(known: Known, made: Brief, score: Score, read: Read, n: int, *, explained: bool) -> Day:
    day = known.plan.days[n]
    out = {name for on, name, _ in read.refused if on == day}
    items = [one for one in known.plan.items(day) if one.exercise in made.dosages and one.exercise not in out]
    blocked = made.blocked[n]
    rest = known.library.exercises.get(RESTING)
    goal = RELAX if blocked is None and rest is not None and not _shut(known, RESTING) else 0
    return Day(
        date=day,
        blocked=blocked,
        free=made.slots[n] is not None,
        session=_sitting(known, made, score, read, n, items, explained=explained) if items else None,
        activity=_exertion(known, day, blocked),
        relaxed=sum(RESTING in _trained_in(log.items) for on, log in sessions(known.history) if on == day),
        goal=goal,
        trained=tuple(one for one in known.history if one.at.date() == day),
        gone=tuple(one.at for one in free_on(known.profile, day)) if made.slots[n] is None else (),
    )


def _sitting(
    known: Known, made: Brief, score: Score, read: Read, n: int, items: list[Planned], *, explained: bool
) -> Sitting:
    day, problem = known.plan.days[n], made.problem
    by_id = {item.exercise: item for item in items}
    chosen = problem.chosen(problem.mask(by_id))
    ordered = [by_id[one.exercise] for one in arrange(chosen, known.plan.order(day))]
    found = tuple(_item(known, made, score, read, n, one, explained=explained) for one in ordered)
    asked = [item.prescription for item in found if item.status is not Status.CLOSED]
    left = [item.prescription for item in found if item.status in {Status.PLANNED, Status.MISSED}]
    slot = made.slots[n]
    return Sitting(
        at=known.plan.at(day) or (None if slot is None else slot.at),
        room=known.plan.outlined(day).minutes if slot is None else slot.minutes,
        items=found,
        seconds=round(seconds(timeline(asked, known.pace), known.pace)),
        status=_status(found),
        left=round(seconds(timeline(left, known.pace), known.pace)),
    )


def _item(known: Known, made: Brief, score: Score, read: Read, n: int, planned: Planned, *, explained: bool) -> Item:
    day, name = known.plan.days[n], planned.exercise
    exercise = known.library.exercises[name]
    dosage = dosage_for(exercise, planned.handout, planned.label) or made.dosages[name]
    closed = made.blocked[n] or made.closed.get(name)
    at = made.problem.index[name]
    told = explained and bool(read.week[n] >> at & 1)
    logs = _logs(known, day, name)
    return Item(
        exercise=exercise,
        prescription=logs[-1].prescription if logs else known.prescribe(exercise, dosage),
        status=_of_item(known, day, logs, closed),
        kept=name in known.plan.kept(day),
        closed=closed,
        why=reasons(score, read.week, n, at) if told else (),
    )


def _logs(known: Known, day: date, name: str) -> list[ItemLog]:
    """Return what was done of an exercise on a day."""
    return [
        item
        for on, log in sessions(known.history)
        if on == day
        for item in log.items
        if item.prescription.exercise == name and item.worked
    ]


def _of_item(known: Known, day: date, logs: Sequence[ItemLog], closed: Closed | None) -> Status:
    if logs:
        return Status.DONE if any(item.status is Outcome.DONE for item in logs) else Status.PART
    if closed is not None:
        return Status.CLOSED
    return Status.MISSED if day < known.today else Status.PLANNED


def _status(items: Iterable[Item]) -> Status:
    found = {item.status for item in items} - {Status.CLOSED}
    if not found:
        return Status.CLOSED
    if len(found) == 1:
        return found.pop()
    return Status.PART if found & {Status.DONE, Status.PART} else Status.MISSED


def _exertion(known: Known, day: date, closed: Closed | None) -> Exertion:
    logs = [one.what for one in known.history if isinstance(one.what, ActivityLog) and one.at.date() == day]
    bouts = tuple(log.minutes for log in logs if log.minutes >= BOUT)
    done = minutes_on(known.history, day)
    return Exertion(
        planned=0 if closed is not None else known.plan.minutes(day),
        done=done,
        bouts=bouts,
        short=done - sum(bouts),
        by_hand=known.plan.edit(day, "activity") is not None,
        closed=closed,
    )


def _balance(known: Known, made: Brief, score: Score, read: Read, days: tuple[Day, ...]) -> Balance:
    ahead = [
        one
        for n, mask in enumerate(read.week)
        if known.plan.days[n] >= known.today
        for one in made.problem.chosen(mask | _begun(made, days[n], n))
    ]
    stretch = sum(one.stretch for one in ahead) + round(sum(_done(known, one, "stretch") for one in days))
    strengthen = sum(one.strengthen for one in ahead) + round(sum(_done(known, one, "strengthen") for one in days))
    over = days[-1].date < known.today
    aims = {field: nominal(field) if over else of for field, of in score.aims.items()}
    reached = {field: Reached(days=score.days_with(read.week, field), of=of) for field, of in aims.items()}
    return Balance(
        stretch=stretch,
        strengthen=strengthen,
        strength={field: reached[field] for field in Strength},
        groups={field: reached[field] for field in Group},
        minutes=sum(day.activity.done for day in days),
        wanted=sum(_coming(day, known.today) for day in days) if not known.plan.empty else total(made.moving),
        aim=total(made.moving),
        moved=Reached(
            days=sum(0 < day.activity.planned <= day.activity.done for day in days),
            of=sum(day.activity.planned > 0 for day in days),
        ),
        active=sum(day.activity.done >= ACTIVE for day in days),
    )


def _coming(day: Day, today: date) -> int:
    """Return the minutes of activity a day has or is to have."""
    return day.activity.done if day.date < today else max(day.activity.done, day.activity.planned)


def _begun(made: Brief, day: Day, n: int) -> int:
    """Return what is left of a session that is under way; to the planner it counts as done."""
    left = () if day.session is None else day.session.open
    return made.problem.mask(item.exercise.id for item in left) & made.problem.days[n].done


def _done(known: Known, day: Day, share: str) -> float:
    """Return the seconds of a day's training that count as one kind of work."""
    found = 0.0
    for _, log in sessions(day.trained):
        for item in log.items:
            exercise = known.library.exercises.get(item.prescription.exercise)
            if exercise is not None and item.prescription.kind is not Kind.RELAX:
                found += getattr(exercise.counts, share) * sum(one.seconds for one in item.held)
    return found


def _trained_in(items: Iterable[ItemLog]) -> set[str]:
    return {item.prescription.exercise for item in items if item.worked}


def _shut(known: Known, name: str) -> bool:
    return any(one.reach is Reach.ALL for one in bars(known.library.exercises[name], known.facts))
