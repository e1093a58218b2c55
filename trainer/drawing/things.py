"""Things: what a figure uses – floor things, walls, what is held – as strokes behind the body and before it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from itertools import pairwise
from math import ceil, cos, radians

from trainer.core.body import Point, distance
from trainer.core.figure import Figure, Place, Prop, Shown, Thing, View
from trainer.drawing.lines import LINE, Flat, Stroke, Weight, depth, flat, seen

HELD = 5
"""The number of the chain of what is held, and of the arms before the body that may hold it."""
LAID = 6
"""The number of the chain of what lies before the trunk."""
AHEAD = 0.05
"""Metres by which something must be nearer than the trunk to cover it."""
BAR, WEIGHTS = 0.11, 0.035
"""Half a dumbbell's length, and half a weight's width."""
SEAT, BACKREST, STOOL = 0.2, 0.42, 0.14
"""Half a chair's depth, how high its back is, and half its width."""
PILLOW_LONG, PILLOW_WIDE, PILLOW_HIGH = 0.28, 0.16, 0.085
"""Half of what a pillow measures."""
STRIP = 0.012
"""Half a band's width."""
WAVE, CREST = 0.3, 0.025
"""A wave's length, and half its height."""
FILLED, PILLOW_SLANT = 0.05, 0.115
"""The radius of what fills it, and its own where it is seen slantwise."""
BESIDE = 0.3
"""Metres from the head beyond which a pillow is not below it."""
_LINES = frozenset({Thing.TOWEL, Thing.BAND})


@dataclass(slots=True)
class Things:
    """What is used at one moment."""

    behind: list[Stroke] = field(default_factory=list)
    laid: list[Stroke] = field(default_factory=list)
    """Before the trunk, behind the limbs on the near side."""
    held: list[Stroke] = field(default_factory=list)
    """Before the body, but for the arms that may hold it."""


def things(figure: Figure, moment: Shown) -> Things:
    """Draw what is used, sorted by how near it is."""
    found = Things()
    turned, raised = figure.turned, figure.raised
    trunk = (depth(moment.joints["hips"], figure.view) + depth(moment.joints["shoulders"], figure.view)) / 2
    for prop in figure.props:
        if prop.poses and moment.pose not in prop.poses:
            continue
        spots = _corners(prop.at) if prop.thing is Thing.MAT else prop.at
        places = [
            moment.joints[spot] if isinstance(spot, str) else seen(spot, figure.view, turned, raised) for spot in spots
        ]
        if prop.thing in _LINES:
            _sort(found, places, figure.view, trunk, STRIP if prop.thing is Thing.BAND else LINE)
            continue
        strokes = _thing(prop, places, figure, moment.joints["head"])
        if prop.thing is Thing.ROLL and not raised:
            found.laid += [replace(one, apart=0.0, chain=LAID) for one in strokes]
        elif prop.thing is Thing.DUMBBELL and depth(places[0], figure.view) > trunk + AHEAD:
            found.held += [replace(one, apart=0.0, chain=HELD) for one in strokes]
        else:
            found.behind += strokes
    return found


def _corners(at: tuple[Place, ...]) -> list[Place]:
    """Return all corners of a mat; it is as it is where it is not said by two of them."""
    if len(at) != 2 or isinstance(at[0], str) or isinstance(at[1], str):
        return list(at)
    (x1, y, z1), (x2, _, z2) = at[0], at[1]
    return [(x1, y, z1), (x2, y, z1), (x2, y, z2), (x1, y, z2)]


def _sort(found: Things, places: list[Point], view: View, trunk: float, radius: float) -> None:
    """Put each piece of a line behind the body or before it."""
    for start, end in pairwise(places):
        piece = Stroke(*flat(start, view), *flat(end, view), radius, Weight.PROP)
        if (depth(start, view) + depth(end, view)) / 2 > trunk + AHEAD:
            found.held.append(replace(piece, apart=0.0, chain=HELD))
        else:
            found.behind.append(piece)


def _thing(prop: Prop, places: list[Point], figure: Figure, head: Point) -> Iterator[Stroke]:
    view = figure.view
    at = [flat(place, view) for place in places]
    x, y = at[0]
    match prop.thing:
        case Thing.WALL:
            yield Stroke(x, 0.0, x, y, LINE, Weight.PROP)
        case Thing.CHAIR:
            yield from _chair(x, y, _below(prop, figure.raised), view)
        case Thing.PILLOW:
            yield from _pillow(x, y, figure, head=distance(places[0], head) <= BESIDE)
        case Thing.DUMBBELL:
            for end in (-BAR, BAR):
                yield Stroke(x + end, y - WEIGHTS, x + end, y + WEIGHTS, 0.03, Weight.WORK)
            yield Stroke(x - BAR, y, x + BAR, y, LINE, Weight.WORK)
        case Thing.ARROW:
            yield from _arrow(at)
        case Thing.WATER:
            yield from _water(at)
        case Thing.MAT:
            for (x1, y1), (x2, y2) in pairwise([*at, at[0]]):
                yield Stroke(x1, y1, x2, y2, LINE, Weight.PROP, fine=True)
        case _:
            yield Stroke(x, y, *at[-1], 0.05, Weight.PROP, hollow=True)


def _below(prop: Prop, raised: float) -> float:
    """Return how far the floor is seen below what is on it."""
    spot = prop.at[0]
    return 0.0 if isinstance(spot, str) else spot[1] * cos(radians(raised))


def _chair(x: float, y: float, high: float, view: View) -> Iterator[Stroke]:
    """Draw a chair from the side; from the front and the back only its seat and legs, as a stool."""
    if view is View.SIDE:
        yield Stroke(x - SEAT, y, x - SEAT - 0.04, y + BACKREST, LINE, Weight.PROP)
    half, out = (SEAT, 0.0) if view is View.SIDE else (STOOL, 0.02)
    yield Stroke(x - half, y, x + half, y, LINE, Weight.PROP)
    for side in (-1, 1):
        yield Stroke(x + side * half, y, x + side * (half + out), y - high, LINE, Weight.PROP)


def _propped(x: float, y: float, figure: Figure, *, striped: bool) -> Iterator[Stroke]:
    """Draw a pillow that lies across, seen slantwise; a head on it stands out from it, so that there are no stripes."""
    dx, dy = flat(seen((0.0, 0.0, PILLOW_LONG - PILLOW_HIGH), figure.view, figure.turned, figure.raised), figure.view)
    yield Stroke(x - dx, y - dy, x + dx, y + dy, PILLOW_SLANT, Weight.PROP, hollow=True)
    for stripe in (-0.4, 0.0, 0.4) if striped else ():
        aside = PILLOW_SLANT * stripe
        yield Stroke(x - dx + aside, y - dy, x + dx + aside, y + dy, LINE, Weight.PROP)


def _pillow(x: float, y: float, figure: Figure, *, head: bool) -> Iterator[Stroke]:
    """Draw a pillow that lies across; from above it is broad, from the side it is filled."""
    view = figure.view
    if figure.raised:
        yield from _propped(x, y, figure, striped=not head)
        return
    if view is View.ABOVE:
        long = PILLOW_LONG - PILLOW_WIDE
        yield Stroke(x, y - long, x, y + long, PILLOW_WIDE, Weight.PROP, hollow=True)
        return
    long = (PILLOW_WIDE if view is View.SIDE else PILLOW_LONG) - PILLOW_HIGH / 2
    yield Stroke(x - long, y, x + long, y, PILLOW_HIGH, Weight.PROP, hollow=True)
    yield Stroke(x - long, y, x + long, y, FILLED, Weight.PROP)


def _arrow(at: list[Flat]) -> Iterator[Stroke]:
    ways = list(pairwise(at))
    for number, ((x1, y1), (x2, y2)) in enumerate(ways, 1):
        yield Stroke(x1, y1, x2, y2, LINE, Weight.PROP, pointed=number == len(ways))


def _water(at: list[Flat]) -> Iterator[Stroke]:
    """Draw waves from a place to another one."""
    (x1, y1), (x2, y2) = at[0], at[-1]
    count = max(1, ceil(abs(x2 - x1) / WAVE)) * 2
    crests = [
        (x1 + (x2 - x1) * n / count, y1 + (y2 - y1) * n / count + (CREST if n % 2 else -CREST))
        for n in range(count + 1)
    ]
    for (a, b), (c, d) in pairwise(crests):
        yield Stroke(a, b, c, d, LINE, Weight.PROP)
