"""Strokes: a figure at one moment as lines on a plane, as large as they are, before they are drawn anywhere."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from enum import IntEnum
from itertools import pairwise

from trainer.core.body import SKULL, Point, Side
from trainer.core.figure import Figure, Prop, Shown, Thing, View, between, posed


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


TRUNK, NECK, GIRDLE, THIN = 0.075, 0.042, 0.042, 0.03
"""Radii of what is not a limb, and of all on the far side."""
THICK = {"elbow": 0.044, "hand": 0.036, "knee": 0.058, "heel": 0.044, "toes": 0.032}
"""Radii of the limbs, by the joint at their far end."""
BROAD, WAIST = 0.52, 0.34
"""How far the trunk reaches towards the shoulders and hips, and towards their mean at the waist, before its radius."""
AHEAD = 0.05
"""Metres by which a limb must be nearer than the trunk to cover it."""
SAMPLES = (0.15, 0.3, 0.5, 0.7, 0.85)
"""Shares of the way between two poses that are looked at for how far a figure reaches."""
LINE = 0.0
"""As thin as can be."""
HAIR = 0.02
"""Metres by which the trunk must be broader than a line to be drawn so."""
_ARMS = ("shoulder", "elbow", "hand")
_LEGS = ("hip", "knee", "heel", "toes")


def strokes(figure: Figure, moment: Shown, *, mirrored: bool = False) -> list[Stroke]:
    """Draw a figure's moment, the farthest first; mirrored, the other side works."""
    found = [*_props(figure, moment), *_body(figure, moment)]
    if not mirrored:
        return found
    return [replace(s, x1=-s.x1, x2=-s.x2) for s in found]


Extent = tuple[float, float, float, float]
"""Left, bottom, right and top."""


def extent(figure: Figure, *, mirrored: bool = False) -> Extent:
    """Return how far all a figure ever takes reaches, on its ways too, so that it does not jump."""
    edges = (stroke for moment in _moments(figure) for stroke in strokes(figure, moment, mirrored=mirrored))
    return reach(edges, figure.view)


def reach(drawn: Iterable[Stroke], view: View) -> Extent:
    """Return how far some strokes reach, down to the floor where there is one."""
    edges = list(drawn)
    left = min(min(s.x1, s.x2) - s.radius for s in edges)
    right = max(max(s.x1, s.x2) + s.radius for s in edges)
    bottom = min(min(s.y1, s.y2) - s.radius for s in edges)
    top = max(max(s.y1, s.y2) + s.radius for s in edges)
    return left, min(bottom, 0.0) if view is not View.ABOVE else bottom, right, top


def _moments(figure: Figure) -> Iterator[Shown]:
    """Give each pose, and some moments of each way between two of them."""
    for pose in figure.poses.values():
        yield Shown(joints=posed(pose), pose=pose.name)
    ways = {tuple(sorted(way)) for one in figure.movements for names in one.frames.values() for way in pairwise(names)}
    for start, end in sorted(ways):
        one, other = figure.poses[start], figure.poses[end]
        for share in SAMPLES if start != end else ():
            yield Shown(joints=between(one, other, share), pose=start if share < 0.5 else end)


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
    """Draw the limbs behind the trunk, then it, then those before it."""
    joints, view, works = moment.joints, figure.view, set(figure.works)
    nearer = []
    for side in Side:
        for chain in (_LEGS, _ARMS):
            far = side is Side.LEFT and view is View.SIDE
            drawn = list(_chain(joints, view, side, chain, works, far=far))
            if _ahead(joints, view, side, chain):
                nearer.append(drawn)
            else:
                yield from drawn
    yield from _trunk(joints, view, works)
    for drawn in nearer:
        yield from drawn


def _ahead(joints: Mapping[str, Point], view: View, side: Side, chain: tuple[str, ...]) -> bool:
    """Whether a limb is before the trunk; seen from the side, the right one is."""
    if view is View.SIDE:
        return side is Side.RIGHT
    limb = [_depth(joints[f"{side}_{name}"], view) for name in chain[1:3]]
    trunk = _depth(joints["hips" if chain is _LEGS else "shoulders"], view)
    return sum(limb) / len(limb) > trunk + AHEAD


def _depth(point: Point, view: View) -> float:
    """Return how near a point is to who looks."""
    x, y, z = point
    return {View.SIDE: z, View.FRONT: x, View.BACK: -x, View.ABOVE: y}[view]


def _chain(
    joints: Mapping[str, Point], view: View, side: Side, chain: tuple[str, ...], works: set[str], *, far: bool
) -> Iterator[Stroke]:
    number = 2 * list(Side).index(side) + (chain is _ARMS) + 1
    for start, end in pairwise(chain):
        heavy = f"{side}_{end}" in works
        weight = Weight.WORK if heavy else Weight.FAR if far else Weight.NEAR
        radius = THICK[end] if heavy or not far else THIN
        line = _line(joints[f"{side}_{start}"], joints[f"{side}_{end}"], view, radius, weight)
        yield replace(line, apart=0.35 if start == chain[0] else 0.0, chain=number)


def _trunk(joints: Mapping[str, Point], view: View, works: set[str]) -> Iterator[Stroke]:
    heavy = Weight.WORK if "waist" in works or "shoulders" in works else Weight.NEAR
    spine = [flat(joints[name], view) for name in ("hips", "waist", "shoulders")]
    ways = [_across(joints, view, "hip"), (0.0, 0.0), _across(joints, view, "shoulder")]
    ways[1] = ((ways[0][0] + ways[2][0]) / 2, (ways[0][1] + ways[2][1]) / 2)
    broad = max(abs(way) for pair in ways for way in pair) * BROAD > HAIR
    if broad:
        yield _line(joints["left_shoulder"], joints["right_shoulder"], view, GIRDLE, heavy)
        yield _line(joints["left_hip"], joints["right_hip"], view, GIRDLE, heavy)
    for share in (-1, 0, 1) if broad else (0,):
        shares = (share * BROAD, share * WAIST, share * BROAD)
        at = [(x + dx * by, y + dy * by) for (x, y), (dx, dy), by in zip(spine, ways, shares, strict=True)]
        for (x1, y1), (x2, y2) in pairwise(at):
            yield Stroke(x1, y1, x2, y2, TRUNK, heavy)
    yield _line(joints["shoulders"], joints["head"], view, NECK, Weight.NEAR)
    yield _line(joints["head"], joints["head"], view, SKULL, Weight.NEAR)


def _across(joints: Mapping[str, Point], view: View, name: str) -> tuple[float, float]:
    """Return the way from the middle of the body to its right side, as it is seen."""
    (x1, y1), (x2, y2) = flat(joints[f"left_{name}"], view), flat(joints[f"right_{name}"], view)
    return (x2 - x1) / 2, (y2 - y1) / 2


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
