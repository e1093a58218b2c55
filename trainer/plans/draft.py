"""Drafts: plans that were worked out and are not kept yet, with how they differ from the plan there is."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from trainer.core.plan import Outline, Outlined, Planned
from trainer.core.planner.moving import spread
from trainer.core.planner.order import arrange
from trainer.core.planner.problem import Solved
from trainer.plans.brief import Brief
from trainer.plans.known import Known
from trainer.plans.look import Found


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """One difference between two plans: an exercise that comes to a day or leaves it."""

    day: date
    exercise: str
    gone: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A plan that is not kept yet."""

    monday: date
    outline: Outline
    cost: int
    moves: tuple[Move, ...] = ()
    """What would change on the days ahead."""
    minutes: tuple[tuple[date, int, int], ...] = ()
    """Days whose minutes of activity would change: before and after."""
    refused: tuple[tuple[date, str], ...] = ()
    """What is kept by hand and cannot stay."""

    @property
    def changes(self) -> int:
        """How many things would change."""
        return len(self.moves) + len(self.minutes)


def draft_of(found: Found, solved: Solved, *, same: bool = False) -> Draft:
    """Turn what the planner found into a draft; `same` keeps the plan there is."""
    known, made = found.known, found.brief
    outline = known.plan.outline
    if not same or outline is None:
        outline = outlined(known, made, solved.week)
    moves, minutes = _differences(known, outline)
    names = [one.exercise for one in made.problem.techniques]
    refused = tuple((known.plan.days[day], names[n]) for day, n in solved.refused)
    return Draft(
        monday=known.plan.monday,
        outline=outline,
        cost=solved.cost,
        moves=moves,
        minutes=minutes,
        refused=refused,
    )


def outlined(known: Known, made: Brief, week: tuple[int, ...]) -> Outline:
    """Return masks as an outline; days that are over, or under way, stay as they were planned."""
    minutes = spread(made.moving)
    days = []
    for n, day in enumerate(known.plan.days):
        asked, slot = made.problem.days[n], made.slots[n]
        past = day < known.today
        activity = known.plan.outlined(day).activity if past else minutes[n]
        if past or (day == known.today and not asked.open and made.blocked[n] is None):
            days.append(replace(known.plan.outlined(day), activity=activity))
            continue
        # What was trained of a day that was closed since stays on record as planned.
        had = made.problem.mask(one.exercise for one in known.plan.items(day)) & asked.done if made.blocked[n] else 0
        items = arrange(made.problem.chosen(week[n] if asked.open else had))
        days.append(
            Outlined(
                at=slot.at if slot is not None and items else None,
                minutes=slot.minutes if slot is not None and items else 0,
                items=tuple(item_of(made, one.exercise) for one in items),
                activity=activity,
            )
        )
    return Outline(days=tuple(days), basis=made.basis)


def item_of(made: Brief, exercise: str) -> Planned:
    """Return an exercise as it is planned, with the dosage plans use."""
    dosage = made.dosages[exercise]
    return Planned(exercise=exercise, handout=dosage.handout, label=dosage.label)


def _differences(known: Known, outline: Outline) -> tuple[tuple[Move, ...], tuple[tuple[date, int, int], ...]]:
    new = replace(known.plan, outline=outline)
    moves: list[Move] = []
    for day in known.plan.days:
        then = {one.exercise for one in known.plan.items(day)}
        now = {one.exercise for one in new.items(day)}
        moves += [Move(day=day, exercise=name, gone=True) for name in sorted(then - now)]
        moves += [Move(day=day, exercise=name, gone=False) for name in sorted(now - then)]
    pairs = ((day, known.plan.minutes(day), new.minutes(day)) for day in known.plan.days)
    return tuple(moves), tuple((day, then, now) for day, then, now in pairs if then != now)
