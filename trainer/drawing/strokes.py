"""Strokes: a figure at one moment as lines on a plane, as large as they are, before they are drawn anywhere."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from enum import IntEnum
from itertools import pairwise

from trainer.core.body import SKULL, Point, Side
from trainer.core.figure import Figure, Prop, Shown, Thing, View, posed


class Weight(IntEnum):
    """How strongly a stroke is drawn; the stronger one covers."""

    PROP = 0
    FAR = 1
    """The limbs on the far side."""
    NEAR = 2
    WORK = 3
    """What works."""


@dataclass(frozen=True, slots=True)
class Stroke:
    """A line with round ends, in metres; a point where both ends are the same."""

    x1: float
    y1: float
    x2: float
    y2: float
    radius: float
    weight: Weight
    hollow: bool = False
    """Only its outline is drawn."""
    apart: float | None = None
    """From which share of its length on a gap is left around it, so that it stands out from what is behind."""
    chain: int = 0
    """What belongs together has the same number: no gap is left within it."""


TRUNK, LIMB, THIN = 0.075, 0.042, 0.03
"""Radii of trunk and limbs."""
LINE = 0.0
"""As thin as can be."""
_ARMS = ("shoulder", "elbow", "hand")
_LEGS = ("hip", "knee", "heel", "toes")


def strokes(figure: Figure, moment: Shown, *, mirrored: bool = False) -> list[Stroke]:
    """Draw a figure's moment, the farthest first; mirrored, the other side works."""
    found = [*_props(figure, moment), *_body(figure, moment)]
    if not mirrored:
        return found
    return [replace(s, x1=-s.x1, x2=-s.x2) for s in found]


def extent(figure: Figure) -> tuple[float, float, float, float]:
    """Return left, bottom, right and top of all a figure ever takes, so that it does not jump."""
    edges = [
        stroke
        for pose in figure.poses.values()
        for stroke in strokes(figure, Shown(joints=posed(pose), pose=pose.name))
    ]
    left = min(min(s.x1, s.x2) - s.radius for s in edges)
    right = max(max(s.x1, s.x2) + s.radius for s in edges)
    bottom = min(min(s.y1, s.y2) - s.radius for s in edges)
    top = max(max(s.y1, s.y2) + s.radius for s in edges)
    return left, min(bottom, 0.0) if figure.view is not View.ABOVE else bottom, right, top


def flat(point: Point, view: View) -> tuple[float, float]:
    """Return where a point is seen."""
    x, y, z = point
    match view:
        case View.SIDE:
            return x, y
        case View.FRONT:
            return -z, y
        case View.BACK:
            return z, y
    return x, -z


def _body(figure: Figure, moment: Shown) -> Iterator[Stroke]:
    joints, view, works = moment.joints, figure.view, set(figure.works)
    sides = (Side.LEFT, Side.RIGHT)
    face_on = view is not View.SIDE
    for side in sides:
        far = side is Side.LEFT and not face_on
        for chain in (_LEGS, _ARMS):
            yield from _chain(joints, view, side, chain, works, far=far)
        if far:
            yield from _trunk(joints, view, works)
    if face_on:
        yield from _trunk(joints, view, works)


def _chain(
    joints: Mapping[str, Point], view: View, side: Side, chain: tuple[str, ...], works: set[str], *, far: bool
) -> Iterator[Stroke]:
    number = 2 * list(Side).index(side) + (chain is _ARMS) + 1
    for start, end in pairwise(chain):
        heavy = f"{side}_{end}" in works
        weight = Weight.WORK if heavy else Weight.FAR if far else Weight.NEAR
        line = _line(
            joints[f"{side}_{start}"], joints[f"{side}_{end}"], view, LIMB if heavy or not far else THIN, weight
        )
        yield replace(line, apart=0.35 if start == chain[0] else 0.0, chain=number)


def _trunk(joints: Mapping[str, Point], view: View, works: set[str]) -> Iterator[Stroke]:
    heavy = Weight.WORK if "waist" in works or "shoulders" in works else Weight.NEAR
    if view is not View.SIDE:
        yield _line(joints["left_shoulder"], joints["right_shoulder"], view, LIMB, heavy)
        yield _line(joints["left_hip"], joints["right_hip"], view, LIMB, heavy)
    yield _line(joints["hips"], joints["waist"], view, TRUNK, heavy)
    yield _line(joints["waist"], joints["shoulders"], view, TRUNK, heavy)
    yield _line(joints["shoulders"], joints["head"], view, LIMB, Weight.NEAR)
    yield _line(joints["head"], joints["head"], view, SKULL, Weight.NEAR)


def _props(figure: Figure, moment: Shown) -> Iterator[Stroke]:
    for prop in figure.props:
        if not prop.poses or moment.pose in prop.poses:
            yield from _prop(prop, moment.joints, figure.view)


def _prop(prop: Prop, joints: Mapping[str, Point], view: View) -> Iterator[Stroke]:
    at = [flat(joints[spot] if isinstance(spot, str) else spot, view) for spot in prop.at]
    x, y = at[0]
    match prop.thing:
        case Thing.WALL:
            yield Stroke(x, 0.0, x, max(y, 1.9), LINE, Weight.PROP)
        case Thing.CHAIR:
            yield Stroke(x - 0.2, y, x + 0.2, y, LINE, Weight.PROP)
            yield Stroke(x - 0.2, y, x - 0.2, 0.0, LINE, Weight.PROP)
            yield Stroke(x + 0.2, y, x + 0.2, 0.0, LINE, Weight.PROP)
            yield Stroke(x - 0.2, y, x - 0.24, y + 0.42, LINE, Weight.PROP)
        case Thing.PILLOW:
            yield Stroke(x - 0.13, y, x + 0.13, y, 0.07, Weight.PROP, hollow=True)
        case Thing.ROLL | Thing.ANCHOR:
            yield Stroke(x, y, x, y, 0.05, Weight.PROP, hollow=True)
        case Thing.DUMBBELL:
            for end in (-0.11, 0.11):
                yield Stroke(x + end, y - 0.035, x + end, y + 0.035, 0.03, Weight.WORK)
            yield Stroke(x - 0.11, y, x + 0.11, y, LINE, Weight.WORK)
        case Thing.ARROW:
            yield from _arrow(at)
        case _:
            yield from _lines(at)


def _lines(at: list[tuple[float, float]]) -> Iterator[Stroke]:
    for (x1, y1), (x2, y2) in pairwise(at):
        yield Stroke(x1, y1, x2, y2, LINE, Weight.PROP)


def _arrow(at: list[tuple[float, float]]) -> Iterator[Stroke]:
    yield from _lines(at)
    (x1, y1), (x2, y2) = at[-2:] if len(at) > 1 else (at[0], at[0])
    length = max(1e-6, ((x2 - x1) ** 2 + (y2 - y1) ** 2) ** 0.5)
    ux, uy = (x2 - x1) / length * 0.09, (y2 - y1) / length * 0.09
    for turn in (-1, 1):
        yield Stroke(x2, y2, x2 - ux + turn * uy * 0.8, y2 - uy - turn * ux * 0.8, LINE, Weight.PROP)


def _line(start: Point, end: Point, view: View, radius: float, weight: Weight) -> Stroke:
    return Stroke(*flat(start, view), *flat(end, view), radius, weight)
