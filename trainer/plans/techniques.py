"""Techniques: the library's exercises as the planner sees them, and which of them are kept out of plans, and why."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from math import ceil

from trainer.core.bars import bars, sisters
from trainer.core.closed import Bar, Closed, Gate, Lift, Reach, because
from trainer.core.dosage import Dosage
from trainer.core.exercise import Equipment, Exercise, Kind
from trainer.core.groups import groups_of, is_loaded, rivals_of, strength_of
from trainer.core.library import Library
from trainer.core.pace import Pace
from trainer.core.planner.costs import LEAST_ITEMS
from trainer.core.planner.explain import Field
from trainer.core.planner.problem import Technique
from trainer.core.prescription import Prescription, prescribe
from trainer.core.timeline import exercise_steps, seconds
from trainer.plans.known import Known, full, sessions

HOUSEHOLD = frozenset({Equipment.WALL, Equipment.CHAIR, Equipment.TOWEL, Equipment.PILLOW})
"""What is taken for granted as long as no equipment was told; ours."""
WAY_BACK = "bone-health"
"""The handout whose routine is the suggested way back after a flare-up."""
BACK = timedelta(days=10)
"""From a flare-up to the last Monday of a week that is a way back; ours."""
RECENT = timedelta(weeks=4)
"""How long a word that an exercise helped counts."""


def dosage_of(exercise: Exercise, known: Known) -> Dosage | None:
    """Return the dosage plans use: the shorter of those a handout states, or the person's own; None where none is.

    Compared by their low ends, so that nobody changes handouts by getting on.
    """
    if exercise.kind not in {Kind.STRETCH, Kind.STRENGTHEN}:
        return None
    stated = [one for one in exercise.dosages if one.stated or exercise.own]
    return min(stated, key=lambda one: _work(prescribe(exercise, one), known.pace), default=None)


def closed_for_plans(exercise: Exercise, known: Known) -> Closed | None:
    """Return what keeps an exercise out of plans; equipment nobody told of is only taken for granted in a household."""
    facts = known.facts
    found = [*bars(exercise, facts), *sisters(exercise, known.library.exercises.values(), facts)]
    if not found and known.profile.equipment is None:
        found = [
            because(Bar.EQUIPMENT, facts, Reach.PLANS, Lift.SETTING, about=thing.value)
            for thing in exercise.equipment
            if thing not in HOUSEHOLD
        ]
    return next(iter(found), None)


def way_back(known: Known, closed: Mapping[str, Closed]) -> date | None:
    """Return the flare-up after which the week is a way back with its handout's routine; None where it is none."""
    sunday = known.plan.monday + timedelta(days=6)
    acute = (one.day for one in known.facts.closings if one.gate in {Gate.ACUTE, Gate.SPASM})
    last = max((day for day in acute if day <= min(known.today, sunday)), default=None)
    able = sum(_listed(one) == WAY_BACK and one.id not in closed for one in known.library.exercises.values())
    return last if last is not None and known.plan.monday - last <= BACK and able >= LEAST_ITEMS else None


def technique(
    known: Known, dosage: Dosage, name: str, closed: Mapping[str, Closed], *, back: bool = False, roomy: bool = False
) -> Technique:
    """Return an exercise as the planner sees it, with today's numbers; `back` in a week that is a way back.

    `roomy` gives it the time that its next step will take.
    """
    exercise = known.library.exercises[name]
    prescription = known.prescribe(exercise, dosage)
    work = _work(prescription, known.pace)
    longest = max(work, _work(known.later(exercise, dosage), known.pace)) if roomy else work
    ready = known.pace.fetch if prescription.equipment else known.pace.prepare
    listed = next((one for one in exercise.dosages if one.order is not None), None)
    return Technique(
        exercise=name,
        seconds=ceil(longest) + ready,
        stretch=round(work * exercise.counts.stretch),
        strengthen=round(work * exercise.counts.strengthen),
        groups=groups_of(exercise),
        strength=strength_of(exercise),
        loaded=is_loaded(exercise),
        family=exercise.family,
        rivals=rivals_of(exercise),
        positions=exercise.positions,
        series=None if listed is None else listed.handout,
        place=0 if listed is None else listed.order or 0,
        helpful=_helpful(known, name),
        beside=back and _listed(exercise) != WAY_BACK,
        before=any(name in full(known, known.before, day) for day in known.before.days),
        open=name not in closed,
        gear=bool(prescription.equipment),
    )


def _listed(exercise: Exercise) -> str | None:
    """Return the handout that asks for the exercise's place in an order."""
    return next((one.handout for one in exercise.dosages if one.order is not None), None)


def _work(prescription: Prescription, pace: Pace) -> float:
    return seconds(exercise_steps(0, prescription, pace), pace)


def _helpful(known: Known, name: str) -> int:
    """Return how helpful an exercise is: as the person said once for all, else by their words after sessions."""
    told = known.profile.helpful.get(name)
    if told is not None:
        return told
    since = known.today - RECENT
    said = [one for one in sessions(known.history) if name in one[1].helpful and one[0] >= since]
    return min(2, len(said))


def closed_for_aim(field: Field, library: Library, closed: Mapping[str, Closed]) -> tuple[str, ...]:
    """Return the exercises that would serve an aim and are closed."""
    serving = (one for one in library.exercises.values() if field is strength_of(one) or field in groups_of(one))
    return tuple(one.id for one in serving if one.id in closed)
