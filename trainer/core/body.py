"""The body: bones of fixed lengths in space, and where their ends are; nothing here knows an exercise.

Metres. x is forwards for somebody who stands, y is up from the floor, z is to the person's right. A direction is an
angle in the plane of x and y – 0 forwards, 90 up – and how far it leaves that plane: for arms and legs away from the
middle of the body, for trunk and head to the right. Degrees. The proportions are ours.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from math import acos, atan2, cos, degrees, hypot, radians, sin, sqrt

Point = tuple[float, float, float]
"""x, y, z in metres."""


class Side(StrEnum):
    """A side of the body."""

    RIGHT = "right"
    LEFT = "left"


class Limb(StrEnum):
    """A bone there are two of."""

    ARM = "arm"
    """From shoulder to elbow."""
    FOREARM = "forearm"
    """From elbow to hand."""
    THIGH = "thigh"
    SHIN = "shin"
    FOOT = "foot"
    """From heel to toes."""


class Spine(StrEnum):
    """A bone there is one of."""

    LOIN = "loin"
    """From the hips to the waist."""
    CHEST = "chest"
    """From the waist to the shoulders."""
    HEAD = "head"
    """From the shoulders to the middle of the head."""


LENGTHS: Mapping[Limb | Spine, float] = {
    Spine.LOIN: 0.21,
    Spine.CHEST: 0.30,
    Spine.HEAD: 0.23,
    Limb.ARM: 0.29,
    Limb.FOREARM: 0.30,
    Limb.THIGH: 0.43,
    Limb.SHIN: 0.42,
    Limb.FOOT: 0.20,
}
SHOULDERS, HIPS = 0.17, 0.10
"""From the middle to each shoulder, and to each hip."""
SKULL = 0.105
"""The head's radius."""
MOVED = 0.12
"""How far a shoulder can be moved on the chest."""
REACH = 0.02
"""How far a hand or foot may be out of reach and still be taken to touch."""
BENT, GUIDED = 0.04, 0.07
"""How far a knee or elbow is off a straight limb to count as bent, and the share of a direction that says whereto."""


@dataclass(frozen=True, slots=True)
class Way:
    """The direction of a bone."""

    angle: float
    """Degrees: 0 forwards, 90 up."""
    out: float = 0.0
    """Degrees out of that plane."""

    def towards(self, other: Way, share: float) -> Way:
        """Turn a share of the way to another direction, the shorter way round."""
        turn = (other.angle - self.angle + 180.0) % 360.0 - 180.0
        return Way(self.angle + turn * share, self.out + (other.out - self.out) * share)

    def vector(self, side: Side | None = None) -> Point:
        """Return it as a vector of length 1."""
        angle, out = radians(self.angle), radians(self.out)
        sign = -1.0 if side is Side.LEFT else 1.0
        return (cos(angle) * cos(out), sin(angle) * cos(out), sign * sin(out))


@dataclass(frozen=True, slots=True, kw_only=True)
class Stance:
    """All directions of a body; where it is, is another matter."""

    spine: Mapping[Spine, Way]
    limbs: Mapping[tuple[Side, Limb], Way]
    hips_turned: float = 0.0
    """Degrees by which the hips are rolled about the spine, the right one up and back."""
    shoulders_turned: float = 0.0
    shoulders_moved: tuple[float, float] = (0.0, 0.0)
    """Metres by which both shoulders are drawn forwards and up on the chest; negative: back and down."""

    def towards(self, other: Stance, share: float) -> Stance:
        """Go a share of the way to another stance."""
        return Stance(
            spine={bone: way.towards(other.spine[bone], share) for bone, way in self.spine.items()},
            limbs={bone: way.towards(other.limbs[bone], share) for bone, way in self.limbs.items()},
            hips_turned=self.hips_turned + (other.hips_turned - self.hips_turned) * share,
            shoulders_turned=self.shoulders_turned + (other.shoulders_turned - self.shoulders_turned) * share,
            shoulders_moved=(
                self.shoulders_moved[0] + (other.shoulders_moved[0] - self.shoulders_moved[0]) * share,
                self.shoulders_moved[1] + (other.shoulders_moved[1] - self.shoulders_moved[1]) * share,
            ),
        )


JOINTS = (
    "hips",
    "waist",
    "shoulders",
    "head",
    *(f"{side}_{name}" for side in Side for name in ("shoulder", "elbow", "hand", "hip", "knee", "heel", "toes")),
)
"""The points of a body by name."""
_LIMBS = {
    "arm": ("shoulder", Limb.ARM, "elbow", Limb.FOREARM, "hand"),
    "leg": ("hip", Limb.THIGH, "knee", Limb.SHIN, "heel"),
}
ENDS = {"hand": "arm", "heel": "leg"}
"""The points that can be brought somewhere, and the limb that brings them there."""


def body(stance: Stance) -> dict[str, Point]:
    """Return all joints of a stance, with the hips at the origin."""
    found: dict[str, Point] = {"hips": (0.0, 0.0, 0.0)}
    loin, chest, head = (stance.spine[bone].vector() for bone in Spine)
    found["waist"] = along(found["hips"], loin, LENGTHS[Spine.LOIN])
    found["shoulders"] = along(found["waist"], chest, LENGTHS[Spine.CHEST])
    found["head"] = along(found["shoulders"], head, LENGTHS[Spine.HEAD])
    across = _across(loin, stance.hips_turned), _across(chest, stance.shoulders_turned)
    for side in Side:
        sign = -1.0 if side is Side.LEFT else 1.0
        found[f"{side}_hip"] = along(found["hips"], across[0], sign * HIPS)
        found[f"{side}_shoulder"] = along(found["shoulders"], _girdle(chest, across[1], sign, stance), SHOULDERS)
        for start, upper, middle, lower, end in _LIMBS.values():
            found[f"{side}_{middle}"] = _on(found, f"{side}_{start}", stance, side, upper)
            found[f"{side}_{end}"] = _on(found, f"{side}_{middle}", stance, side, lower)
        found[f"{side}_toes"] = _on(found, f"{side}_heel", stance, side, Limb.FOOT)
    return found


def bring(found: dict[str, Point], side: Side, end: str, to: Point, stance: Stance) -> float:
    """Bring a hand or heel somewhere by bending its limb as the stance bends it; returns by how much it fell short."""
    _, upper, middle, lower, _ = _LIMBS[ENDS[end]]
    root, line, distance, near, along_it, aside = _reaching(found, side, end, to)
    hint = stance.limbs[side, upper].vector(side)
    bend = _less(hint, _scaled(line, _dot(hint, line)))
    if _length(bend) < 1e-6:  # it points straight there; bend where the lower bone says
        hint = stance.limbs[side, lower].vector(side)
        bend = _scaled(_less(hint, _scaled(line, _dot(hint, line))), -1.0)
    size = _length(bend)
    sideways = _scaled(bend, 1.0 / size) if size > 1e-6 else (0.0, 0.0, 1.0)
    found[f"{side}_{middle}"] = along(along(root, line, along_it), sideways, aside)
    found[f"{side}_{end}"] = along(root, line, near)
    if end == "heel":
        found[f"{side}_toes"] = _on(found, f"{side}_heel", stance, side, Limb.FOOT)
    return abs(distance - near)


def unguided(found: Mapping[str, Point], side: Side, end: str, to: Point, stance: Stance) -> bool:
    """Whether the upper bone points along a limb that is to bend, so that it might bend to any side."""
    _, line, _, _, _, aside = _reaching(found, side, end, to)
    hint = stance.limbs[side, _LIMBS[ENDS[end]][1]].vector(side)
    return aside > BENT and _length(_less(hint, _scaled(line, _dot(hint, line)))) < GUIDED


def _reaching(
    found: Mapping[str, Point], side: Side, end: str, to: Point
) -> tuple[Point, Point, float, float, float, float]:
    """Return a limb's root, the direction and distance to where it goes, how far it gets, and where its middle is."""
    start, upper, _, lower, _ = _LIMBS[ENDS[end]]
    root, first, second = found[f"{side}_{start}"], LENGTHS[upper], LENGTHS[lower]
    apart = _less(to, root)
    distance = max(_length(apart), 1e-6)
    near = min(max(distance, abs(first - second) + 1e-6), first + second - 1e-6)
    along_it = (first * first - second * second + near * near) / (2.0 * near)
    aside = sqrt(max(0.0, first * first - along_it * along_it))
    return root, _scaled(apart, 1.0 / distance), distance, near, along_it, aside


def bent(found: Mapping[str, Point], side: Side, limb: str) -> float | None:
    """Return by how many degrees a knee or elbow is bent the way it can; None where it is seen from the front."""
    start, _, middle, _, end = _LIMBS[limb]
    upper = _less(found[f"{side}_{middle}"], found[f"{side}_{start}"])
    lower = _less(found[f"{side}_{end}"], found[f"{side}_{middle}"])
    if min(hypot(upper[0], upper[1]) / _length(upper), hypot(lower[0], lower[1]) / _length(lower)) < 0.7:
        return None
    turn = degrees(atan2(lower[1], lower[0]) - atan2(upper[1], upper[0]))
    turn = (turn + 180.0) % 360.0 - 180.0
    return -turn if limb == "leg" else turn


def angle_between(one: Point, other: Point) -> float:
    """Return the degrees between two vectors."""
    size = _length(one) * _length(other)
    return degrees(acos(max(-1.0, min(1.0, _dot(one, other) / size)))) if size else 0.0


def moved(found: Mapping[str, Point], by: Point) -> dict[str, Point]:
    """Move a whole body."""
    return {name: (x + by[0], y + by[1], z + by[2]) for name, (x, y, z) in found.items()}


def along(start: Point, way: Point, length: float) -> Point:
    """Go a length from a point in a direction."""
    return (start[0] + way[0] * length, start[1] + way[1] * length, start[2] + way[2] * length)


def distance(one: Point, other: Point) -> float:
    """Return the metres between two points."""
    return _length(_less(one, other))


def _on(found: Mapping[str, Point], start: str, stance: Stance, side: Side, bone: Limb) -> Point:
    return along(found[start], stance.limbs[side, bone].vector(side), LENGTHS[bone])


def _across(spine: Point, turned: float) -> Point:
    """Return the direction to the right across the body, rolled about the spine."""
    right = _less((0.0, 0.0, 1.0), _scaled(spine, spine[2]))
    right = _scaled(right, 1.0 / max(_length(right), 1e-9))
    turn = radians(turned)
    other = _cross(spine, right)
    return (
        right[0] * cos(turn) + other[0] * sin(turn),
        right[1] * cos(turn) + other[1] * sin(turn),
        right[2] * cos(turn) + other[2] * sin(turn),
    )


def _girdle(chest: Point, right: Point, sign: float, stance: Stance) -> Point:
    """Return the direction from between the shoulders to one of them."""
    forwards, up = stance.shoulders_moved
    front = _cross(chest, right)
    aside = sign * sqrt(max(0.0, SHOULDERS * SHOULDERS - forwards * forwards - up * up))
    way = along(along(_scaled(right, aside), front, forwards), chest, up)
    return _scaled(way, 1.0 / max(_length(way), 1e-9))


def _cross(one: Point, other: Point) -> Point:
    return (
        one[1] * other[2] - one[2] * other[1],
        one[2] * other[0] - one[0] * other[2],
        one[0] * other[1] - one[1] * other[0],
    )


def _less(one: Point, other: Point) -> Point:
    return (one[0] - other[0], one[1] - other[1], one[2] - other[2])


def _scaled(one: Point, by: float) -> Point:
    return (one[0] * by, one[1] * by, one[2] * by)


def _dot(one: Point, other: Point) -> float:
    return one[0] * other[0] + one[1] * other[1] + one[2] * other[2]


def _length(one: Point) -> float:
    return sqrt(_dot(one, one))
