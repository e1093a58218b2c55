"""Things: what a figure uses – floor things, walls, what is held – as strokes behind the body and before it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from itertools import pairwise
from math import ceil

from trainer.core.body import Point
from trainer.core.figure import Figure, Prop, Shown, Thing, View
from trainer.drawing.lines import LINE, Flat, Stroke, Weight, depth, flat

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
WAVE, CREST = 0.3, 0.025
"""A wave's length, and half its height."""
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
    trunk = (depth(moment.joints["hips"], figure.view) + depth(moment.joints["shoulders"], figure.view)) / 2
    for prop in figure.props:
        if prop.poses and moment.pose not in prop.poses:
            continue
        places = [moment.joints[spot] if isinstance(spot, str) else spot for spot in prop.at]
        if prop.thing in _LINES:
            _sort(found, places, figure.view, trunk)
            continue
        strokes = _thing(prop, places, figure.view)
        if prop.thing is Thing.ROLL:
            found.laid += [replace(one, apart=0.0, chain=LAID) for one in strokes]
        elif prop.thing is Thing.DUMBBELL and depth(places[0], figure.view) > trunk + AHEAD:
            found.held += [replace(one, apart=0.0, chain=HELD) for one in strokes]
        else:
            found.behind += strokes
    return found


def _sort(found: Things, places: list[Point], view: View, trunk: float) -> None:
    """Put each piece of a line behind the body or before it."""
    for start, end in pairwise(places):
        piece = Stroke(*flat(start, view), *flat(end, view), LINE, Weight.PROP)
        if (depth(start, view) + depth(end, view)) / 2 > trunk + AHEAD:
            found.held.append(replace(piece, apart=0.0, chain=HELD))
        else:
            found.behind.append(piece)


def _thing(prop: Prop, places: list[Point], view: View) -> Iterator[Stroke]:
    at = [flat(place, view) for place in places]
    x, y = at[0]
    match prop.thing:
        case Thing.WALL:
            yield Stroke(x, 0.0, x, y, LINE, Weight.PROP)
        case Thing.CHAIR:
            yield from _chair(x, y, view)
        case Thing.PILLOW:
            yield _pillow(x, y, view)
        case Thing.DUMBBELL:
            for end in (-BAR, BAR):
                yield Stroke(x + end, y - WEIGHTS, x + end, y + WEIGHTS, 0.03, Weight.WORK)
            yield Stroke(x - BAR, y, x + BAR, y, LINE, Weight.WORK)
        case Thing.ARROW:
            yield from _arrow(at)
        case Thing.WATER:
            yield from _water(at)
        case _:
            yield Stroke(x, y, x, y, 0.05, Weight.PROP, hollow=True)


def _chair(x: float, y: float, view: View) -> Iterator[Stroke]:
    """Draw a chair from the side; from the front and the back only its seat and legs, as a stool."""
    if view is View.SIDE:
        yield Stroke(x - SEAT, y, x - SEAT - 0.04, y + BACKREST, LINE, Weight.PROP)
    half, out = (SEAT, 0.0) if view is View.SIDE else (STOOL, 0.02)
    yield Stroke(x - half, y, x + half, y, LINE, Weight.PROP)
    for side in (-1, 1):
        yield Stroke(x + side * half, y, x + side * (half + out), 0.0, LINE, Weight.PROP)


def _pillow(x: float, y: float, view: View) -> Stroke:
    """Draw a pillow that lies across; from above it is broad."""
    if view is View.ABOVE:
        long = PILLOW_LONG - PILLOW_WIDE
        return Stroke(x, y - long, x, y + long, PILLOW_WIDE, Weight.PROP, hollow=True)
    long = (PILLOW_WIDE if view is View.SIDE else PILLOW_LONG) - PILLOW_HIGH / 2
    return Stroke(x - long, y, x + long, y, PILLOW_HIGH, Weight.PROP, hollow=True)


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
