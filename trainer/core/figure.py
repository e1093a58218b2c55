"""Figures: how an exercise looks, as named poses of one body and the movements between them.

Poses are checked when they are read: a pose whose bones leave the floor plane, bend a knee backwards or miss what
they touch is refused by name. How a figure moves is drawn from the handouts' descriptions; the drawing is ours.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from trainer.core.body import (
    REACH,
    SKULL,
    Point,
    Side,
    Stance,
    bent,
    body,
    bring,
    moved,
)
from trainer.core.timeline import StepKind

STRAIGHT = -8.0
"""Degrees by which a knee or elbow may seem bent the wrong way: a straight one wobbles."""
BELOW = -0.005
"""Metres by which a joint may be under the floor."""
MOST_POSES, MOST_FRAMES, MOST_PROPS = 24, 24, 12
"""The most a figure may have of each."""


class View(StrEnum):
    """From where a figure is seen."""

    SIDE = "side"
    """From the person's right."""
    FRONT = "front"
    BACK = "back"
    ABOVE = "above"


class Thing(StrEnum):
    """What a figure may use."""

    WALL = "wall"
    CHAIR = "chair"
    TOWEL = "towel"
    BAND = "band"
    DUMBBELL = "dumbbell"
    PILLOW = "pillow"
    ROLL = "roll"
    """A rolled towel."""
    ANCHOR = "anchor"
    ARROW = "arrow"
    """Says where something moves to."""


Place = str | tuple[float, float, float]
"""A joint's name, or a point."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Prop:
    """A thing, and where it is: through joints and points."""

    thing: Thing
    at: tuple[Place, ...]
    poses: tuple[str, ...] = ()
    """The poses it is there in; empty for all."""


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Movement:
    """Which poses follow each other in the steps of an exercise, or of a part or form of it."""

    part: int = 1
    label: str | None = None
    frames: Mapping[StepKind, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One exercise or activity, shown."""

    id: str
    view: View
    poses: Mapping[str, Pose]
    movements: tuple[Movement, ...]
    props: tuple[Prop, ...] = ()
    works: tuple[str, ...] = ()
    """The joints at the ends of what works, drawn heavier; those of the right side where sides take turns."""

    def movement(self, part: int = 1, label: str | None = None) -> Movement:
        """Return the movement of a part or form; the first one where there is none of its own."""
        fits = [one for one in self.movements if one.part == part]
        return next((one for one in fits if one.label == label), (fits or self.movements)[0])

    def frames(self, kind: StepKind, part: int = 1, label: str | None = None) -> tuple[str, ...]:
        """Return the poses a step goes through; those of the demonstration where it has none of its own."""
        frames = self.movement(part, label).frames
        return frames.get(kind) or frames[StepKind.PREPARE]


MOST_TELLING = 4
"""The most poses that tell a movement."""


def outward(frames: tuple[str, ...]) -> tuple[str, ...]:
    """Return the way there of poses that come back the way they went; all others as they are."""
    return frames[: len(frames) // 2 + 1] if frames == frames[::-1] else frames


def telling(movement: Movement) -> tuple[str, ...]:
    """Return the few poses that tell a movement where nothing moves: where it begins, and where it is held or goes."""
    first, *others = movement.frames[StepKind.PREPARE]
    held = movement.frames.get(StepKind.HOLD)
    kinds = (StepKind.COUNT, StepKind.BREATHE, StepKind.MOVE, StepKind.QUIET, StepKind.ACTIVITY)
    done = held or next((movement.frames[kind] for kind in kinds if kind in movement.frames), others)
    return tuple(dict.fromkeys((first, *done)))[:MOST_TELLING]


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """A figure at one moment."""

    joints: Mapping[str, Point]
    pose: str
    """The pose it is in, or the nearest one."""


def shown(figure: Figure, frames: tuple[str, ...], share: float) -> Shown:
    """Show the moment at a share (0 to 1) of the way through poses; eased, and still for a while at each."""
    if len(frames) == 1:
        return Shown(joints=posed(figure.poses[frames[0]]), pose=frames[0])
    way = min(1.0, max(0.0, share)) * (len(frames) - 1)
    number = min(int(way), len(frames) - 2)
    part = eased(way - number)
    one, other = figure.poses[frames[number]], figure.poses[frames[number + 1]]
    return Shown(joints=between(one, other, part), pose=frames[number] if part < 0.5 else frames[number + 1])


def eased(share: float) -> float:
    """Begin and end slowly, and rest a fifth of the time at both ends."""
    inner = min(1.0, max(0.0, (share - 0.1) / 0.8))
    return inner * inner * (3.0 - 2.0 * inner)


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


def faults(pose: Pose, view: View) -> Iterator[str]:
    """Yield what is wrong with a pose, each by the name of its joint."""
    found = _set(body(pose.stance), pose.joint, pose.at)
    for touch in sorted(pose.touches, key=_turn):
        short = bring(found, touch.side, touch.end, _to(touch, found), pose.stance)
        if short > REACH:
            yield f"{touch.side}_{touch.end} misses what it touches by {short * 100:.0f} cm"
    if view is not View.ABOVE:
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
