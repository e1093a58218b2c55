"""Figures: how an exercise looks, as named poses of one body and the movements between them.

How a figure moves is drawn from the handouts' descriptions; the drawing is ours.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from trainer.core.body import Point
from trainer.core.pose import Place, Pose, Touch, View, between, faults, height, posed
from trainer.core.timeline import StepKind

__all__ = [
    "Figure",
    "Movement",
    "Place",
    "Pose",
    "Prop",
    "Shown",
    "Thing",
    "Touch",
    "View",
    "between",
    "eased",
    "faults",
    "height",
    "outward",
    "posed",
    "shown",
    "telling",
]

MOST_POSES, MOST_FRAMES, MOST_PROPS = 24, 24, 12
"""The most a figure may have of each."""


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
    MAT = "mat"
    """What is lain on, from one corner to the opposite one."""
    WATER = "water"
    """Its surface, from a point to another one."""
    ARROW = "arrow"
    """Says where something moves to."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Prop:
    """A thing, and where it is: through joints and points."""

    thing: Thing
    at: tuple[Place, ...]
    poses: tuple[str, ...] = ()
    """The poses it is there in; empty for all."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Movement:
    """Which poses follow each other in the steps of an exercise, or of a part or form of it."""

    part: int = 1
    label: str | None = None
    frames: Mapping[StepKind, tuple[str, ...]] = field(default_factory=dict)
    works: tuple[str, ...] | None = None
    """What works in this movement, where it is not what works in the figure."""
    solid: tuple[str, ...] | None = None


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
    solid: tuple[str, ...] = ()
    """Joints of limbs on the far side that bear weight or matter, so that they are not only dotted."""
    floor: bool = True
    """Whether there is a floor; from above none is seen in any case."""
    turned: float = 0.0
    """Degrees that who looks has gone round it, to the right."""
    raised: float = 0.0
    """Degrees that who looks is above it."""
    stays: bool = False
    """Whether the body stays as it lies where sides take turns, so that it moves to the other side of the picture."""

    @property
    def grounded(self) -> bool:
        """Whether a floor is seen as a line."""
        return self.floor and not self.raised and self.view is not View.ABOVE

    def movement(self, part: int = 1, label: str | None = None) -> Movement:
        """Return the movement of a part or form; the first one where there is none of its own."""
        fits = [one for one in self.movements if one.part == part]
        return next((one for one in fits if one.label == label), (fits or self.movements)[0])

    def frames(self, kind: StepKind, part: int = 1, label: str | None = None) -> tuple[str, ...]:
        """Return the poses a step goes through; those of the demonstration where it has none of its own."""
        frames = self.movement(part, label).frames
        return frames.get(kind) or frames[StepKind.PREPARE]

    def flows(self, frames: tuple[str, ...]) -> bool:
        """Whether poses are a cycle that goes on evenly, without a rest at each of them."""
        return any(frames == one.frames.get(StepKind.ACTIVITY) for one in self.movements)

    def within(self, *way: str) -> Movement | None:
        """Return the first movement with a pose, or with a way from one to another."""
        found = (one for one in self.movements if any(_has(frames, way) for frames in one.frames.values()))
        return next(found, None)


def _has(frames: tuple[str, ...], way: tuple[str, ...]) -> bool:
    return any(frames[at : at + len(way)] == way for at in range(len(frames)))


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
    movement: Movement | None = field(default=None, compare=False)
    """The movement it belongs to; None where that is to be found by its pose."""


def shown(figure: Figure, frames: tuple[str, ...], share: float) -> Shown:
    """Show the moment at a share (0 to 1) of the way through poses; eased, and still for a while at each.

    A cycle of an activity goes on evenly.
    """
    if len(frames) == 1:
        return Shown(joints=posed(figure.poses[frames[0]]), pose=frames[0])
    way = min(1.0, max(0.0, share)) * (len(frames) - 1)
    number = min(int(way), len(frames) - 2)
    part = way - number if figure.flows(frames) else eased(way - number)
    start, end = frames[number], frames[number + 1]
    return Shown(
        joints=between(figure.poses[start], figure.poses[end], part),
        pose=start if part < 0.5 else end,
        movement=figure.within(start, end),
    )


def eased(share: float) -> float:
    """Begin and end slowly, and rest a fifth of the time at both ends."""
    inner = min(1.0, max(0.0, (share - 0.1) / 0.8))
    return inner * inner * (3.0 - 2.0 * inner)
