"""Lines: what all drawing is made of, and where a point in space is seen."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import IntEnum
from itertools import groupby
from math import cos, radians, sin

from trainer.core.body import Point
from trainer.core.figure import View


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
    pointed: bool = False
    """It ends in the head of an arrow."""
    fine: bool = False
    """It is left out where there are too few dots for it."""


LINE = 0.0
"""As thin as can be."""

Extent = tuple[float, float, float, float]
"""Left, bottom, right and top."""

Flat = tuple[float, float]
"""Where a point is seen, in metres to the right and up."""


def chains(strokes: Iterable[Stroke]) -> Iterator[list[Stroke]]:
    """Give what belongs together, in its order."""
    return (list(chain) for _, chain in groupby(strokes, key=lambda stroke: stroke.chain))


def seen(point: Point, view: View, turned: float, raised: float) -> Point:
    """Turn a point so that it is seen in a view as if who looks had gone round it, and up."""
    x, y, z = point
    angle = radians(turned)
    x, z = x * cos(angle) - z * sin(angle), x * sin(angle) + z * cos(angle)
    angle = radians(raised)
    near = depth((x, y, z), view)
    nearer = near * cos(angle) + y * sin(angle) - near
    y = y * cos(angle) - near * sin(angle)
    match view:
        case View.SIDE:
            return x, y, z + nearer
        case View.FRONT:
            return x + nearer, y, z
        case View.BACK:
            return x - nearer, y, z
    return point


def flat(point: Point, view: View) -> Flat:
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


def depth(point: Point, view: View) -> float:
    """Return how near a point is to who looks."""
    x, y, z = point
    return {View.SIDE: z, View.FRONT: x, View.BACK: -x, View.ABOVE: y}[view]
