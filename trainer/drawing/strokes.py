"""Strokes: a figure at one moment as lines on a plane, as large as they are, before they are drawn anywhere."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import pairwise
from math import copysign

from trainer.core.body import SKULL, Point, Side
from trainer.core.figure import Figure, Shown, View, between, posed
from trainer.drawing.lines import LINE, Extent, Flat, Stroke, Weight, depth, flat, seen
from trainer.drawing.things import AHEAD, HELD, LAID, things

__all__ = ["Extent", "Stroke", "Weight", "extent", "flat", "reach", "strokes"]

TRUNK, NECK, GIRDLE, THIN = 0.075, 0.042, 0.042, 0.03
"""Radii of what is not a limb, and of all on the far side."""
THICK = {"elbow": 0.044, "hand": 0.036, "knee": 0.058, "heel": 0.044, "toes": 0.032}
"""Radii of the limbs, by the joint at their far end."""
BROAD, WAIST = 0.52, 0.34
"""How far the trunk reaches towards the shoulders and hips, and towards their mean at the waist, before its radius."""
SAMPLES = (0.15, 0.3, 0.5, 0.7, 0.85)
"""Shares of the way between two poses that are looked at for how far a figure reaches."""
BLADE, BLADE_LEAST = 0.07, 0.022
"""How far a shoulder blade's inner edge is from the spine, and how near it comes."""
BLADE_GOES = 0.5
"""How far it goes inwards for each metre that the shoulder goes back."""
BLADE_BELOW, BLADE_LONG = 0.02, 0.15
"""How far below the shoulder it begins, and how long it is."""
ROUND = 0.1
"""Metres by which an arm may be farther away than a leg and is still drawn over it."""
HAIR = 0.02
"""Metres by which the trunk must be broader than a line to be drawn so."""
_ARMS = ("shoulder", "elbow", "hand")
_LEGS = ("hip", "knee", "heel", "toes")


def strokes(figure: Figure, moment: Shown, *, mirrored: bool = False) -> list[Stroke]:
    """Draw a figure's moment, the farthest first; mirrored, the other side works.

    The head stays at its end where all is seen from above, or where the body stays as it lies.
    """
    if mirrored and figure.stays:
        return list(_drawn(_swapped(figure), _looked_at(figure, _across(moment))))
    found = list(_drawn(figure, _looked_at(figure, moment)))
    if not mirrored:
        return found
    if figure.view is View.ABOVE:
        return [replace(s, y1=-s.y1, y2=-s.y2) for s in found]
    return [replace(s, x1=-s.x1, x2=-s.x2) for s in found]


def extent(figure: Figure, *, mirrored: bool = False) -> Extent:
    """Return how far all a figure ever takes reaches, on its ways too, so that it does not jump.

    Where the head stays at its end it is the same for both sides, so that it does not jump where they take turns.
    """
    sides = (False, True) if figure.stays else (mirrored,)
    moments = list(_moments(figure))
    drawn = [stroke for side in sides for moment in moments for stroke in strokes(figure, moment, mirrored=side)]
    left, bottom, right, top = reach(drawn, figure.view, floor=figure.grounded)
    if figure.view is View.ABOVE:
        top = max(top, -bottom)
        bottom = -top
    return left, bottom, right, top


def reach(drawn: Iterable[Stroke], view: View, *, floor: bool = True) -> Extent:
    """Return how far some strokes reach, down to the floor where there is one."""
    edges = list(drawn)
    left = min(min(s.x1, s.x2) - s.radius for s in edges)
    right = max(max(s.x1, s.x2) + s.radius for s in edges)
    bottom = min(min(s.y1, s.y2) - s.radius for s in edges)
    top = max(max(s.y1, s.y2) + s.radius for s in edges)
    return left, min(bottom, 0.0) if floor and view is not View.ABOVE else bottom, right, top


def _moments(figure: Figure) -> Iterator[Shown]:
    """Give each pose, and some moments of each way between two of them."""
    for pose in figure.poses.values():
        yield Shown(joints=posed(pose), pose=pose.name)
    ways = {tuple(sorted(way)) for one in figure.movements for names in one.frames.values() for way in pairwise(names)}
    for start, end in sorted(ways):
        one, other = figure.poses[start], figure.poses[end]
        for share in SAMPLES if start != end else ():
            yield Shown(joints=between(one, other, share), pose=start if share < 0.5 else end)


def _across(moment: Shown) -> Shown:
    """Change the sides of a body over."""
    return replace(moment, joints={_other(name): (x, y, -z) for name, (x, y, z) in moment.joints.items()})


def _swapped(figure: Figure) -> Figure:
    """Change the sides over of what works and what is used."""
    movements = tuple(
        replace(
            one,
            works=one.works and tuple(map(_other, one.works)),
            solid=one.solid and tuple(map(_other, one.solid)),
        )
        for one in figure.movements
    )
    props = tuple(
        replace(
            one, at=tuple(_other(spot) if isinstance(spot, str) else (spot[0], spot[1], -spot[2]) for spot in one.at)
        )
        for one in figure.props
    )
    works, solid = tuple(map(_other, figure.works)), tuple(map(_other, figure.solid))
    return replace(figure, movements=movements, props=props, works=works, solid=solid)


def _other(joint: str) -> str:
    side, _, name = joint.partition("_")
    return f"{Side.LEFT if side == Side.RIGHT else Side.RIGHT}_{name}" if name else joint


def _looked_at(figure: Figure, moment: Shown) -> Shown:
    """Turn a moment to who looks, where that is not straight from one side."""
    if not figure.turned and not figure.raised:
        return moment
    turned = {name: seen(at, figure.view, figure.turned, figure.raised) for name, at in moment.joints.items()}
    return replace(moment, joints=turned)


def _drawn(figure: Figure, moment: Shown) -> Iterator[Stroke]:
    """Draw the limbs behind the trunk, then it, then those before it; what is used in between, as near as it is."""
    used, near = things(figure, moment), []
    yield from used.behind
    for limb in _limbs(figure, moment):
        if limb.ahead:
            near.append(limb)
        else:
            yield from limb.strokes
    yield from _trunk(moment.joints, figure.view, _marked(figure, moment)[0])
    yield from used.laid
    near.sort(key=lambda limb: limb.near)
    held = next((at for at, limb in enumerate(near) if limb.arm), len(near))
    for limb in near[:held]:
        yield from limb.strokes
    yield from used.held
    for limb in near[held:]:
        joined = bool(used.held) and limb.arm
        yield from (replace(stroke, chain=HELD) for stroke in limb.strokes) if joined else limb.strokes


@dataclass(frozen=True, slots=True)
class _Limb:
    strokes: list[Stroke]
    arm: bool
    ahead: bool
    """Whether it is before the trunk."""
    near: float
    """How near it is; an arm may be a little farther than a leg and still reach round it."""


def _limbs(figure: Figure, moment: Shown) -> Iterator[_Limb]:
    joints, view = moment.joints, figure.view
    works, solid = _marked(figure, moment)
    aside = view is View.SIDE and not figure.raised
    for side in Side:
        for chain in (_LEGS, _ARMS):
            far = side is Side.LEFT and aside
            dotted = far and solid.isdisjoint(f"{side}_{joint}" for joint in chain)
            yield _Limb(
                strokes=list(_chain(joints, view, side, chain, works, far=far, dotted=dotted)),
                arm=chain is _ARMS,
                ahead=side is Side.RIGHT if aside else _ahead(joints, view, side, chain),
                near=_near(joints, view, side, chain) + (ROUND if chain is _ARMS else 0.0),
            )


def _marked(figure: Figure, moment: Shown) -> tuple[set[str], set[str]]:
    """Return what works, and what is solid on the far side."""
    works, solid = figure.works, figure.solid
    movement = moment.movement or figure.within(moment.pose)
    if movement is not None:
        works = works if movement.works is None else movement.works
        solid = solid if movement.solid is None else movement.solid
    return set(works), set(solid)


def _ahead(joints: Mapping[str, Point], view: View, side: Side, chain: tuple[str, ...]) -> bool:
    """Whether a limb is before the trunk."""
    trunk = depth(joints["hips" if chain is _LEGS else "shoulders"], view)
    return _near(joints, view, side, chain) > trunk + AHEAD


def _near(joints: Mapping[str, Point], view: View, side: Side, chain: tuple[str, ...]) -> float:
    return (depth(joints[f"{side}_{chain[1]}"], view) + depth(joints[f"{side}_{chain[2]}"], view)) / 2


def _chain(
    joints: Mapping[str, Point],
    view: View,
    side: Side,
    chain: tuple[str, ...],
    works: set[str],
    *,
    far: bool,
    dotted: bool,
) -> Iterator[Stroke]:
    number = 2 * list(Side).index(side) + (chain is _ARMS) + 1
    for start, end in pairwise(chain):
        heavy = f"{side}_{end}" in works
        weight = Weight.WORK if heavy else Weight.FAR if dotted else Weight.NEAR
        radius = THICK[end] if heavy or not far else THIN
        line = _line(joints[f"{side}_{start}"], joints[f"{side}_{end}"], view, radius, weight)
        yield replace(line, apart=0.35 if start == chain[0] else 0.0, chain=number)


def _trunk(joints: Mapping[str, Point], view: View, works: set[str]) -> Iterator[Stroke]:
    heavy = Weight.WORK if "waist" in works or "shoulders" in works else Weight.NEAR
    spine = [flat(joints[name], view) for name in ("hips", "waist", "shoulders")]
    sides = [_aside(joints, view, side) for side in (Side.LEFT, Side.RIGHT)]
    broad = max(abs(way) for ways in sides for pair in ways for way in pair) * BROAD > HAIR
    if broad:
        for side in Side:
            yield _line(joints["shoulders"], joints[f"{side}_shoulder"], view, GIRDLE, heavy)
        yield _line(joints["left_hip"], joints["right_hip"], view, GIRDLE, heavy)
    still = ((0.0, 0.0),) * 3
    for ways in (sides[0], still, sides[1]) if broad else (still,):
        shares = (BROAD, WAIST, BROAD)
        at = [(x + dx * by, y + dy * by) for (x, y), (dx, dy), by in zip(spine, ways, shares, strict=True)]
        for (x1, y1), (x2, y2) in pairwise(at):
            yield Stroke(x1, y1, x2, y2, TRUNK, heavy)
    yield _line(joints["shoulders"], joints["head"], view, NECK, Weight.NEAR)
    yield _line(joints["head"], joints["head"], view, SKULL, Weight.NEAR)
    if view is View.BACK:
        yield from _blades(joints)


def _aside(joints: Mapping[str, Point], view: View, side: Side) -> tuple[Flat, Flat, Flat]:
    """Return the ways from the spine's points to one side of the body, as they are seen; the waist's is their mean."""
    ways = []
    for middle, end in (("hips", "hip"), ("shoulders", "shoulder")):
        (x1, y1), (x2, y2) = flat(joints[middle], view), flat(joints[f"{side}_{end}"], view)
        ways.append((x2 - x1, y2 - y1))
    (hip_x, hip_y), (x, y) = ways
    return (hip_x, hip_y), ((hip_x + x) / 2, (hip_y + y) / 2), (x, y)


def _blades(joints: Mapping[str, Point]) -> Iterator[Stroke]:
    """Draw the inner edges of the shoulder blades, which go where the shoulders go and come together behind."""
    middle, _ = flat(joints["shoulders"], View.BACK)
    for number, side in enumerate(Side, LAID + 1):
        shoulder = joints[f"{side}_shoulder"]
        x, y = flat(shoulder, View.BACK)
        back = joints["shoulders"][0] - shoulder[0]
        out = copysign(max(BLADE_LEAST, BLADE - back * BLADE_GOES), x - middle)
        start = y - BLADE_BELOW
        edge = Stroke(middle + out, start, middle + out * 1.15, start - BLADE_LONG, LINE, Weight.PROP)
        yield replace(edge, apart=0.0, chain=number, fine=True)


def _line(start: Point, end: Point, view: View, radius: float, weight: Weight) -> Stroke:
    return Stroke(*flat(start, view), *flat(end, view), radius, weight)
