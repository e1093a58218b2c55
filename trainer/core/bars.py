"""Bars: what closes one exercise, whatever the gates say. Pure; the texts are the rules'."""

from __future__ import annotations

from collections.abc import Iterable

from trainer.core.closed import Bar, Closed, Facts, Lift, Reach, because
from trainer.core.exercise import Equipment, Exercise, Level, Relation
from trainer.core.library import Library
from trainer.core.profile import Direction, Profile

DIRECTIONS = {
    Direction.BENDING: frozenset({"knee-to-chest", "childs-pose"}),
    Direction.ARCHING: frozenset({"prone-press-up"}),
}
"""Which exercises go in which direction; ours."""


def bars(exercise: Exercise, facts: Facts) -> tuple[Closed, ...]:
    """Return what closes one exercise, whatever the gates say; what reaches furthest first."""
    profile = facts.profile
    found = [*_contraindications(exercise, facts), *_set_aside(exercise.id, facts)]
    if profile.allowlist is not None and exercise.id not in profile.allowlist:
        found.append(because(Bar.LIST, facts, Reach.ALL, Lift.LIST))
    found += [
        because(Bar.EQUIPMENT, facts, Reach.ROUTINES, Lift.SETTING, about=thing.value)
        for thing in missing(exercise, profile)
    ]
    found += [
        because(Bar.DIRECTION, facts, Reach.ROUTINES, Lift.SETTING, about=direction.value)
        for direction in sorted(profile.direction)
        if exercise.id in DIRECTIONS[direction]
    ]
    if exercise.id in profile.left_out:
        found.append(because(Bar.LEFT_OUT, facts, Reach.ROUTINES, Lift.SETTING))
    if exercise.own and not exercise.reviewed:
        found.append(because(Bar.OWN, facts, Reach.PLANS, Lift.REVIEW))
    return tuple(found)


def alternatives(exercise: Exercise, library: Library) -> tuple[str, ...]:
    """Return what the library links as easier or in its place, and its sister techniques, by id."""
    linked = (link.exercise for link in exercise.related if link.relation in {Relation.EASIER, Relation.SUBSTITUTE})
    family = (other.id for other in library.exercises.values() if other.family and other.family == exercise.family)
    found = dict.fromkeys([*linked, *family])
    return tuple(name for name in found if name != exercise.id and name in library.exercises)


def is_aside(exercise: str, facts: Facts) -> bool:
    """Whether an exercise was stopped for what was felt, or hurt after its session, and not cleared since."""
    return bool(_set_aside(exercise, facts))


def sisters(exercise: Exercise, exercises: Iterable[Exercise], facts: Facts) -> tuple[Closed, ...]:
    """Return what a set-aside technique of the same family means for this one: plans leave it out."""
    family = (other for other in exercises if other.family is not None and other.family == exercise.family)
    asides = (aside for other in family if other.id != exercise.id for aside in _set_aside(other.id, facts))
    return tuple(
        because(Bar.FAMILY, facts, Reach.PLANS, Lift.PERSON, about=one.about, since=one.since, later=one.later)
        for one in asides
    )


def missing(exercise: Exercise, profile: Profile) -> tuple[Equipment, ...]:
    """Return the equipment an exercise needs and the person said they do not have; none while nothing was told."""
    if profile.equipment is None:
        return ()
    return tuple(thing for thing in exercise.equipment if thing not in profile.equipment)


def _contraindications(exercise: Exercise, facts: Facts) -> list[Closed]:
    cleared = [one.stamp for one in facts.clears if one.what == exercise.id and one.clinician and one.on]
    return [
        Closed(
            by=Bar.CONTRAINDICATION,
            rule=caution.when,
            reach=Reach.ALL,
            lift=Lift.CONDITION,
            about=caution.when,
            handout=caution.handout,
        )
        for caution in exercise.cautions
        if caution.level is Level.CONTRAINDICATION and caution.when in facts.profile.conditions
        if not any(stamp > facts.conditions.get(caution.when, "") for stamp in cleared)
    ]


def _set_aside(exercise: str, facts: Facts) -> list[Closed]:
    cleared = [one.stamp for one in facts.clears if one.what == exercise]
    return [
        because(Bar.SET_ASIDE, facts, Reach.ALL, Lift.PERSON, since=aside.day, about=aside.about, later=aside.later)
        for aside in facts.asides
        if aside.exercise == exercise and not any(stamp > aside.stamp for stamp in cleared)
    ]
