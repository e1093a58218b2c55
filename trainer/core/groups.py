"""Groups: which part of the back and legs an exercise works, as the week is balanced by; the grouping is ours."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from trainer.core.exercise import Exercise, Kind, Region, Relation


class Group(StrEnum):
    """What a week should reach on several days."""

    UPPER = "upper-back"
    """Neck, shoulders, chest, upper back."""
    MID = "mid-back"
    BENDING = "bending"
    """The low back, bending."""
    ARCHING = "arching"
    """The low back, arching."""
    SIDE = "side"
    HIP = "hip"
    HAMSTRING = "hamstring"


class Strength(StrEnum):
    """What a week should strengthen."""

    LOWER = "lower"
    UPPER = "upper"


GROUPS: Mapping[str, frozenset[Group]] = {
    name: frozenset({group})
    for group, names in {
        Group.UPPER: ("overhead-stretch", "neck-and-upper-back-stretch", "shoulder-rolls"),
        Group.MID: ("childs-pose", "open-books"),
        Group.BENDING: ("pelvic-tilt-rocking", "pelvic-tilt-held", "knee-to-chest", "lower-trunk-rotation"),
        Group.ARCHING: ("prone-press-up",),
        Group.SIDE: ("side-stretch",),
        Group.HIP: ("hip-flexor-stretch", "hip-rotator-stretch"),
        Group.HAMSTRING: ("hamstring-stretch-towel", "hamstring-stretch-leg-raise"),
    }.items()
    for name in names
}
"""The shipped exercises' groups."""
STRENGTHS: Mapping[str, Strength] = {
    "wall-slide": Strength.LOWER,
    "bridge": Strength.LOWER,
    "pelvic-tilt-held": Strength.LOWER,
    "scapular-squeeze": Strength.UPPER,
    "dumbbell-row": Strength.UPPER,
    "band-row": Strength.UPPER,
    "band-squeeze": Strength.UPPER,
    "wall-push-up": Strength.UPPER,
}
"""What the shipped exercises strengthen."""
LOADED = frozenset({"dumbbell-row", "band-row", "band-squeeze", "wall-push-up"})
"""Shipped strengthening against a load; one's own always counts as loaded, to be careful."""

_UPPER = frozenset({Region.NECK, Region.SHOULDERS, Region.ARMS, Region.CHEST, Region.UPPER_BACK})
_OWN: Mapping[Group, frozenset[Region]] = {
    Group.UPPER: _UPPER,
    Group.MID: frozenset({Region.MID_BACK}),
    Group.SIDE: frozenset({Region.TRUNK_SIDE}),
    Group.HIP: frozenset({Region.HIP, Region.HIP_FRONT, Region.HIP_OUTER, Region.GLUTES, Region.PELVIS}),
    Group.HAMSTRING: frozenset({Region.HAMSTRINGS, Region.LEGS}),
}
"""What one's own stretches reach; whether one bends or arches the low back cannot be told from its regions."""


def groups_of(exercise: Exercise) -> frozenset[Group]:
    """Return the groups an exercise stretches."""
    if not exercise.own:
        return GROUPS.get(exercise.id, frozenset())
    if not exercise.counts.stretch:
        return frozenset()
    return frozenset(group for group, regions in _OWN.items() if regions & set(exercise.regions))


def strength_of(exercise: Exercise) -> Strength | None:
    """Return what an exercise strengthens."""
    if not exercise.own:
        return STRENGTHS.get(exercise.id)
    if not exercise.counts.strengthen and exercise.kind is not Kind.STRENGTHEN:
        return None
    return Strength.UPPER if _UPPER & set(exercise.regions) else Strength.LOWER


def is_loaded(exercise: Exercise) -> bool:
    """Say whether an exercise strengthens against a load, which is followed by a day of rest."""
    return exercise.id in LOADED or (exercise.own and strength_of(exercise) is not None)


def rivals_of(exercise: Exercise) -> frozenset[str]:
    """Return the exercises that work the same muscles in its place: only one of them on a day."""
    return frozenset(link.exercise for link in exercise.related if link.relation is Relation.SUBSTITUTE)
