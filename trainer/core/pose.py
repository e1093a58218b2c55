"""Poses: a body that is somewhere, what it touches, and the way from one pose to another.

Poses are checked when they are read: a pose whose bones leave the floor plane, bend a knee backwards or miss what
they touch is refused by name.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from trainer.core.body import REACH, SKULL, Point, Side, Stance, bent, body, bring, moved, unguided

STRAIGHT = -8.0
"""Degrees by which a knee or elbow may seem bent the wrong way: a straight one wobbles."""
BELOW = -0.005
"""Metres by which a joint may be under the floor."""


class View(StrEnum):
    """From where a figure is seen."""

    SIDE = "side"
    """From the person's right."""
    FRONT = "front"
    BACK = "back"
    ABOVE = "above"


Place = str | tuple[float, float, float]
"""A joint's name, or a point."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Touch:
    """A hand or heel that is brought to a joint or a point."""

    side: Side
    end: str
    """`hand` or `heel`."""
    to: Place
    off: Point = (0.0, 0.0, 0.0)
    """How far beside a joint."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pose:
    """One pose: where one joint rests, all directions, and what is touched."""

    name: str
    joint: str
    """The joint that rests."""
    at: Point
    """Where it rests."""
    stance: Stance
    touches: tuple[Touch, ...] = ()


def height(poses: Iterable[Pose]) -> float:
    """Return how high the highest of some poses reaches, in metres."""
    return max(y + (SKULL if name == "head" else 0.0) for pose in poses for name, (_, y, _) in posed(pose).items())


def posed(pose: Pose) -> dict[str, Point]:
    """Return all joints of a pose."""
    found = _set(body(pose.stance), pose.joint, pose.at)
    _bring_all(found, pose.touches, pose.stance)
    return found


def between(one: Pose, other: Pose, share: float) -> dict[str, Point]:
    """Return the joints on the way from a pose to another; bones keep their length, and what is touched is held."""
    if share <= 0.0 or one.name == other.name:
        return posed(one)
    if share >= 1.0:
        return posed(other)
    stance = one.stance.towards(other.stance, share)
    found = body(stance)
    if one.joint == other.joint:
        found = _set(found, one.joint, _mixed(one.at, other.at, share))
    else:
        start, end = posed(one)["hips"], posed(other)["hips"]
        found = _set(found, "hips", _mixed(start, end, share))
    _bring_all(found, _touches(one, other, share, found), stance)
    return found


def faults(pose: Pose, view: View, *, floor: bool = True) -> Iterator[str]:
    """Yield what is wrong with a pose, each by the name of its joint; without a `floor` nothing is below it."""
    found = _set(body(pose.stance), pose.joint, pose.at)
    for touch in sorted(pose.touches, key=_turn):
        if unguided(found, touch.side, touch.end, _to(touch, found), pose.stance):
            upper, joint = ("thigh", "knee") if touch.end == "heel" else ("arm", "elbow")
            yield f"{touch.side}_{joint} can bend to any side, as the {upper} points along the limb"
        short = bring(found, touch.side, touch.end, _to(touch, found), pose.stance)
        if short > REACH:
            yield f"{touch.side}_{touch.end} misses what it touches by {short * 100:.0f} cm"
    if floor and view is not View.ABOVE:
        for name, (_, y, _) in found.items():
            if y - (SKULL if name == "head" else 0.0) < BELOW:
                yield f"{name} is {-(y - (SKULL if name == 'head' else 0.0)) * 100:.0f} cm below the floor"
    for side in Side:
        for limb, joint in (("leg", "knee"), ("arm", "elbow")):
            degrees = bent(found, side, limb)
            if degrees is not None and not STRAIGHT <= degrees <= 165.0:
                yield f"{side}_{joint} bends by {degrees:.0f} degrees; it bends by 0 to 165"


def _set(found: Mapping[str, Point], joint: str, at: Point) -> dict[str, Point]:
    """Move a body so that a joint is somewhere; across, it stays in its own plane."""
    x, y, z = found[joint]
    middle = joint in {"hips", "waist", "shoulders", "head"}
    return moved(found, (at[0] - x, at[1] - y, at[2] - z if middle else 0.0))


def _bring_all(found: dict[str, Point], touches: tuple[Touch, ...], stance: Stance) -> None:
    for touch in sorted(touches, key=_turn):
        bring(found, touch.side, touch.end, _to(touch, found), stance)


def _turn(touch: Touch) -> tuple[bool, bool]:
    """Hands hold on to legs, so that legs come first; and what is held comes before what holds on to it."""
    return touch.end == "hand", isinstance(touch.to, str)


def _to(touch: Touch, found: Mapping[str, Point]) -> Point:
    x, y, z = found[touch.to] if isinstance(touch.to, str) else touch.to
    return (x + touch.off[0], y + touch.off[1], z + touch.off[2])


def _touches(one: Pose, other: Pose, share: float, found: Mapping[str, Point]) -> tuple[Touch, ...]:
    """Return what is touched on the way: held where both touch it, else let go of or taken little by little."""
    before = {(touch.side, touch.end): touch for touch in one.touches}
    after = {(touch.side, touch.end): touch for touch in other.touches}
    ends = {key: posed(pose) for key, pose in (("one", one), ("other", other))}
    touches = []
    for side, end in {**before, **after}:
        first, last = before.get((side, end)), after.get((side, end))
        name = f"{side}_{end}"
        if first is not None and last is not None and first.to == last.to and isinstance(first.to, str):
            touches.append(Touch(side=side, end=end, to=first.to, off=_mixed(first.off, last.off, share)))
        else:
            start = ends["one"][name] if first is None else _to(first, ends["one"])
            stop = ends["other"][name] if last is None else _to(last, ends["other"])
            touches.append(Touch(side=side, end=end, to=_mixed(start, stop, share)))
    return tuple(touches)


def _mixed(one: Point, other: Point, share: float) -> Point:
    return (
        one[0] + (other[0] - one[0]) * share,
        one[1] + (other[1] - one[1]) * share,
        one[2] + (other[2] - one[2]) * share,
    )
