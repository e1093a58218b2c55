"""The brief: what a week is planned from, as the planner's problem, with a fingerprint of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from hashlib import sha256

from trainer.core.closed import Closed
from trainer.core.dosage import Dosage
from trainer.core.free import ASSUMED, slots_on
from trainer.core.gates import shut_on, was_shut
from trainer.core.groups import is_loaded
from trainer.core.plan import ACTIVITY, MOST_PLANNED
from trainer.core.planner.explain import FIELDS, Field
from trainer.core.planner.moving import DAYS, Moving
from trainer.core.planner.problem import GAP, LONGEST, Asked, Problem, Technique
from trainer.core.profile import Profile, Slot
from trainer.plans.known import Known, active_weeks, full, minutes_on, sessions, trained
from trainer.plans.techniques import closed_for_aim, closed_for_plans, dosage_of, technique, way_back


@dataclass(frozen=True, slots=True, kw_only=True)
class Brief:
    """A week as the planner takes it."""

    problem: Problem
    moving: Moving
    slots: tuple[Slot | None, ...]
    """The free time for a session on each day."""
    blocked: tuple[Closed | None, ...]
    """What closes each day."""
    closed: Mapping[str, Closed]
    """Exercises that are not planned, and why."""
    dosages: Mapping[str, Dosage]
    """The dosage of each exercise that plans use."""
    fields: Mapping[Field, tuple[str, ...]]
    """Exercises that would serve an aim and cannot be planned."""
    back: date | None
    """The flare-up after which the week is a way back."""
    basis: str
    """A fingerprint of what was told, what is closed and what was missed."""


def brief(known: Known, *, by_hand: bool = False, roomy: bool = False) -> Brief:
    """Gather everything about a week.

    `by_hand` takes today's free time as a whole, not only what is still ahead; `roomy` takes each exercise as long as
    its next step will be.
    """
    dosages = {one.id: found for one in known.library.exercises.values() if (found := dosage_of(one, known))}
    closed = {one.id: why for one in known.library.exercises.values() if (why := closed_for_plans(one, known))}
    back = way_back(known, closed)
    techniques = tuple(
        technique(known, dosages[name], name, closed, back=back is not None, roomy=roomy) for name in sorted(dosages)
    )
    blocked = tuple(_blocked(known, day) for day in known.plan.days)
    slots = tuple(_slot(known, day, whole=by_hand) for day in known.plan.days)
    blank = Problem(techniques=techniques, days=(Asked(),) * 7, rest=_rest(known.profile))
    monday = known.plan.monday
    problem = replace(
        blank,
        days=tuple(_asked(known, blank, n, slots[n], blocked[n]) for n in range(7)),
        before=tuple(blank.mask(full(known, known.before, monday - timedelta(days=n + 1))) for n in range(GAP)),
        after=tuple(blank.mask(full(known, known.after, monday + timedelta(days=7 + n))) for n in range(GAP)),
    )
    return Brief(
        problem=problem,
        moving=_moving(known, blocked),
        slots=slots,
        blocked=blocked,
        closed=closed,
        dosages=dosages,
        fields={field: closed_for_aim(field, known.library, closed) for field in FIELDS},
        back=back,
        basis=basis(known, techniques, blocked),
    )


def present(known: Known, made: Brief) -> tuple[int, ...]:
    """Return the plan there is as masks, on the days that are still open; what is closed is not in it."""
    problem = made.problem
    able = problem.mask(one.exercise for one in problem.techniques if one.open)
    return tuple(
        problem.mask(item.exercise for item in known.plan.items(day)) & (able | asked.kept) if asked.open else 0
        for day, asked in zip(known.plan.days, problem.days, strict=True)
    )


# Days


def _blocked(known: Known, day: date) -> Closed | None:
    return was_shut(known.facts, day) if day < known.today else shut_on(known.gates, day)


def _slot(known: Known, day: date, *, whole: bool) -> Slot | None:
    """Return the longest free time of a day that is still ahead, the earlier one of two; assumed where none is told."""
    free = free_on(known.profile, day)
    told = slots_on(known.profile, day) is not None
    if day == known.today and told and not whole and not known.plan.items(day):
        free = tuple(slot for slot in free if slot.at >= _clock(known.now))
    chosen = known.plan.at(day)
    by_hand = [slot for slot in free if slot.at == chosen]
    return next(iter(by_hand), None) or max(free, key=lambda slot: (slot.minutes, -_minute(slot.at)), default=None)


def _asked(known: Known, problem: Problem, n: int, slot: Slot | None, blocked: Closed | None) -> Asked:
    day = known.plan.days[n]
    had = trained(known.history, day)
    done = problem.mask(had)
    loaded = any(is_loaded(known.library.exercises[name]) for name in had if name in known.library.exercises)
    if day < known.today or blocked is not None or slot is None:
        return Asked(done=done, loaded=loaded)
    planned = problem.mask(one.exercise for one in known.plan.items(day))
    if day == known.today and done & planned:  # begun: what is left of it stays as it is
        return Asked(done=done | planned & _able(problem), loaded=loaded)
    if day == known.today and _sittings(known, day):
        return Asked(done=done, loaded=loaded)
    kept = problem.mask(known.plan.kept(day)) & _able(problem)
    banned = problem.mask(known.plan.dropped(day)) | _rivals(problem, done)
    return Asked(room=min(slot.minutes * 60, LONGEST), kept=kept & ~done, banned=banned, done=done, loaded=loaded)


def _sittings(known: Known, day: date) -> bool:
    """Say whether a session of several exercises was trained: there is no second one that day."""
    return any(on == day and len(log.items) > 1 for on, log in sessions(known.history))


def _able(problem: Problem) -> int:
    return problem.mask(one.exercise for one in problem.techniques if one.open)


def _rivals(problem: Problem, done: int) -> int:
    chosen = problem.chosen(done)
    families = {one.family for one in chosen} - {None}
    return problem.mask(
        one.exercise
        for one in problem.techniques
        if one.family in families or any(one.exercise in other.rivals for other in chosen)
    )


# Activity


def _moving(known: Known, blocked: tuple[Closed | None, ...]) -> Moving:
    plan, profile = known.plan, known.profile
    fixed = (plan.edit(day, ACTIVITY) for day in plan.days)
    return Moving(
        usual=profile.usual_activity,
        weeks=active_weeks(known),
        done=tuple(minutes_on(known.history, day) for day in plan.days),
        ahead=tuple(day >= known.today and not shut for day, shut in zip(plan.days, blocked, strict=True)),
        fixed=tuple(None if edit is None else edit.minutes for edit in fixed),
        days=profile.activity_days or DAYS,
        most=profile.activity_minutes or MOST_PLANNED,
    )


# Telling whether anything changed


def basis(known: Known, techniques: Iterable[Technique], blocked: tuple[Closed | None, ...]) -> str:
    """Return a fingerprint that stays the same as long as the week goes as planned, in two parts.

    The first is of what was told, is closed and was missed; the second of what the person changed by hand.
    """
    plan = known.plan
    missed = [
        (day, item.exercise)
        for day, shut in zip(plan.days, blocked, strict=True)
        if day < known.today and shut is None
        for item in plan.items(day)
        if item.exercise not in trained(known.history, day)
    ]
    free = [[(s.at, s.minutes) for s in free_on(known.profile, day)] for day in plan.days]
    told = [known.profile.activity_days, known.profile.activity_minutes, known.profile.usual_activity]
    able = [(one.exercise, known.profile.helpful.get(one.exercise)) for one in techniques if one.open]
    shut = [day for day, why in zip(plan.days, blocked, strict=True) if why is not None]
    edits = sorted((str(day), what, edit.choice or "", edit.minutes or 0) for (day, what), edit in plan.edits.items())
    return f"{_print([missed, free, told, able, shut, _rest(known.profile)])}:{_print(edits)}"


def _print(value: object) -> str:
    return sha256(repr(_plain(value)).encode()).hexdigest()[:16]


def _plain(value: object) -> object:
    """Write dates and times the same way on every Python."""
    if isinstance(value, list | tuple):
        return [_plain(one) for one in value]
    return value if value is None or isinstance(value, int) else str(value)


def free_on(profile: Profile, day: date) -> tuple[Slot, ...]:
    """Return the free times of a day, assumed where none were told."""
    slots = slots_on(profile, day)
    return (ASSUMED,) if slots is None else slots


def _rest(profile: Profile) -> int:
    return 1 if profile.strength_rest is None else profile.strength_rest


def _clock(now: datetime) -> time:
    return now.time().replace(second=0, microsecond=0)


def _minute(at: time) -> int:
    return at.hour * 60 + at.minute
