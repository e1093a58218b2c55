"""Figures as SVG: the same strokes, to be printed."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from trainer.core.text import clean
from trainer.drawing.strokes import Extent, Stroke, Weight

SCALE = 100
"""Units of the picture for a metre."""
MARGIN = 0.04
INK = {Weight.PROP: "#777", Weight.FAR: "#b0b0b0", Weight.NEAR: "#666", Weight.WORK: "#111"}
"""What works is the darkest, also where a printer knows no colours."""
SPACE = 'xmlns="http://www.w3.org/2000/svg" '
"""What a picture says it is where it stands alone; on a page it need not."""
HAIR = 0.012
"""Width of the thinnest line, in metres."""


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
    lines = [_line(stroke, left, top) for stroke in strokes]
    if floor_line:
        lines.insert(0, _path(left, 0.0, right, 0.0, left, top, HAIR, INK[Weight.PROP]))
    size = f"{(right - left) * SCALE:.0f} {(top - bottom) * SCALE:.0f}"
    name = escape(clean(title, newlines=False), quote=True)
    head = f'<svg {SPACE if alone else ""}viewBox="0 0 {size}" role="img" aria-label="{name}">'
    return f"{head}<title>{name}</title>{''.join(lines)}</svg>"


def _line(stroke: Stroke, left: float, top: float) -> str:
    width = max(2 * stroke.radius, HAIR)
    line = _path(stroke.x1, stroke.y1, stroke.x2, stroke.y2, left, top, width, INK[stroke.weight])
    if stroke.hollow:
        line += _path(stroke.x1, stroke.y1, stroke.x2, stroke.y2, left, top, width - 2 * HAIR, "#fff")
    if stroke.apart is not None:  # what is nearer stands out from what is behind
        x1 = stroke.x1 + (stroke.x2 - stroke.x1) * stroke.apart
        y1 = stroke.y1 + (stroke.y2 - stroke.y1) * stroke.apart
        line = _path(x1, y1, stroke.x2, stroke.y2, left, top, width + 2 * HAIR, "#fff") + line
    return line


def _path(x1: float, y1: float, x2: float, y2: float, left: float, top: float, width: float, ink: str) -> str:
    a, b, c, d = ((x1 - left) * SCALE, (top - y1) * SCALE, (x2 - left) * SCALE, (top - y2) * SCALE)
    return (
        f'<path d="M{a:.1f} {b:.1f}L{c:.1f} {d:.1f}" stroke="{ink}" stroke-width="{width * SCALE:.1f}" '
        'stroke-linecap="round" fill="none"/>'
    )
