"""Figures as SVG: the same strokes, to be printed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from html import escape
from math import hypot

from trainer.core.text import clean
from trainer.drawing.lines import Extent, Stroke, Weight, chains

SCALE = 100
"""Units of the picture for a metre."""
MARGIN = 0.04
INK = {Weight.PROP: "#777", Weight.FAR: "#c0c0c0", Weight.NEAR: "#757575", Weight.WORK: "#111"}
"""What works is the darkest, also where a printer knows no colours."""
SPACE = 'xmlns="http://www.w3.org/2000/svg" '
"""What a picture says it is where it stands alone; on a page it need not."""
HAIR = 0.012
"""Width of the thinnest line, in metres."""
GAP = 0.014
"""How much is left free around what is nearer, in metres."""
HEAD = 0.06
"""How long an arrow's head is, in metres."""
PAPER = "#fff"


def svg(
    strokes: Iterable[Stroke],
    extent: Extent,
    title: str,
    *,
    floor_line: bool,
    alone: bool = True,
) -> str:
    """Draw strokes as a picture, without a script or anything from elsewhere; `alone` as a file of its own."""
    left, bottom, right, top = extent
    left, bottom, right, top = left - MARGIN, bottom - MARGIN, right + MARGIN, top + MARGIN
    lines = [line for chain in chains(strokes) for line in _chain(chain, left, top)]
    if floor_line:
        lines.insert(0, _path(left, 0.0, right, 0.0, left, top, HAIR, INK[Weight.PROP]))
    size = f"{(right - left) * SCALE:.0f} {(top - bottom) * SCALE:.0f}"
    name = escape(clean(title, newlines=False), quote=True)
    head = f'<svg {SPACE if alone else ""}viewBox="0 0 {size}" role="img" aria-label="{name}">'
    return f"{head}<title>{name}</title>{''.join(lines)}</svg>"


def _chain(chain: Sequence[Stroke], left: float, top: float) -> Iterator[str]:
    """Leave a gap around all that belongs together, and then draw it."""
    for s in chain:
        if s.apart is not None and s.weight is not Weight.FAR:
            x1, y1 = s.x1 + (s.x2 - s.x1) * s.apart, s.y1 + (s.y2 - s.y1) * s.apart
            yield _path(x1, y1, s.x2, s.y2, left, top, max(2 * s.radius, HAIR) + 2 * GAP, PAPER)
    for s in chain:
        yield from _line(s, left, top)


def _line(s: Stroke, left: float, top: float) -> Iterator[str]:
    width = max(2 * s.radius, HAIR)
    yield _path(s.x1, s.y1, s.x2, s.y2, left, top, width, INK[s.weight])
    if s.hollow:
        yield _path(s.x1, s.y1, s.x2, s.y2, left, top, width - 2 * HAIR, PAPER)
    if s.pointed:
        length = max(hypot(s.x2 - s.x1, s.y2 - s.y1), 1e-6)
        ux, uy = (s.x2 - s.x1) / length * HEAD, (s.y2 - s.y1) / length * HEAD
        for turn in (-0.7, 0.7):
            end = (s.x2 - ux - turn * uy, s.y2 - uy + turn * ux)
            yield _path(s.x2, s.y2, *end, left, top, width, INK[s.weight])


def _path(x1: float, y1: float, x2: float, y2: float, left: float, top: float, width: float, ink: str) -> str:
    a, b, c, d = ((x1 - left) * SCALE, (top - y1) * SCALE, (x2 - left) * SCALE, (top - y2) * SCALE)
    return (
        f'<path d="M{a:.1f} {b:.1f}L{c:.1f} {d:.1f}" stroke="{ink}" stroke-width="{width * SCALE:.1f}" '
        'stroke-linecap="round" fill="none"/>'
    )
