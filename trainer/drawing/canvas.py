"""The canvas: strokes as braille characters, or as plain ones where braille cannot be shown."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby
from math import ceil, floor, sqrt

from trainer.drawing.strokes import Stroke, Weight

ACROSS, DOWN = 2, 4
"""Dots of a braille character."""
_BITS = ((0x01, 0x08), (0x02, 0x10), (0x04, 0x20), (0x40, 0x80))
BLANK = "\u2800"
GAP = 1.0
DOT, LIMB = 0.55, 0.9
"""The least radii in dots: of any line, and of a limb."""
HOLLOW = 1.6
"""The radius in dots from which a thing can be hollow."""
LEAST = (16, 6)
"""Columns and rows below which a figure gives way."""


class Canvas:
    """A box of characters that strokes are drawn into, keeping their proportions."""

    def __init__(self, columns: int, rows: int, extent: tuple[float, float, float, float], *, floor_line: bool) -> None:
        self.columns, self.rows = columns, rows
        self._wide, self._high = columns * ACROSS, rows * DOWN
        left, bottom, right, top = extent
        room = self._high - (2 if floor_line else 0)
        self.scale = min((self._wide - 1) / max(right - left, 1e-6), (room - 1) / max(top - bottom, 1e-6))
        """Dots for a metre."""
        self._x0 = (self._wide - (right - left) * self.scale) / 2 - left * self.scale
        self._y0 = room - 1 + bottom * self.scale
        self._ink = bytearray(self._wide * self._high)
        self._floor = floor_line

    def draw(self, strokes: Iterable[Stroke]) -> list[str]:
        """Draw strokes in their order and return the rows, blank at first."""
        self._ink = bytearray(self._wide * self._high)
        if self._floor:
            for x in range(self._wide):
                self._ink[(self._high - 1) * self._wide + x] = 1
        for _, chain in groupby(strokes, key=lambda stroke: stroke.chain):
            together = list(chain)
            for stroke in together:
                self._clear(stroke)
            for stroke in together:
                self._draw(stroke)
        return self._rows()

    def _clear(self, stroke: Stroke) -> None:
        """Leave a gap around what is nearer."""
        if stroke.apart is not None and stroke.weight is not Weight.FAR:
            x1, y1, x2, y2, radius = self._placed(stroke)
            self._capsule(x1 + (x2 - x1) * stroke.apart, y1 + (y2 - y1) * stroke.apart, x2, y2, radius + GAP, 0)

    def _draw(self, stroke: Stroke) -> None:
        x1, y1, x2, y2, radius = self._placed(stroke)
        if stroke.weight is Weight.FAR:
            self._dotted(x1, y1, x2, y2)
            return
        self._capsule(x1, y1, x2, y2, radius, 1)
        if stroke.hollow and radius > HOLLOW:
            self._capsule(x1, y1, x2, y2, radius - 1.1, 0)

    def _placed(self, stroke: Stroke) -> tuple[float, float, float, float, float]:
        """Return where a stroke is in dots, and its radius: at least a dot, and limbs more."""
        least = LIMB if stroke.radius and stroke.weight is not Weight.PROP else DOT
        return (
            self._x0 + stroke.x1 * self.scale,
            self._y0 - stroke.y1 * self.scale,
            self._x0 + stroke.x2 * self.scale,
            self._y0 - stroke.y2 * self.scale,
            max(stroke.radius * self.scale, least),
        )

    def _dotted(self, x1: float, y1: float, x2: float, y2: float) -> None:
        """Draw what is behind as a line of dots."""
        length = sqrt((x2 - x1) ** 2 + (y2 - y1) ** 2)
        count = max(1, round(length / 2))
        for n in range(count + 1):
            x, y = round(x1 + (x2 - x1) * n / count), round(y1 + (y2 - y1) * n / count)
            if 0 <= x < self._wide and 0 <= y < self._high:
                self._ink[y * self._wide + x] = 1

    def _capsule(self, x1: float, y1: float, x2: float, y2: float, radius: float, ink: int) -> None:
        """Fill all dots within a radius of a line; row by row, each in one piece."""
        wide, dots = self._wide, self._ink
        dx, dy = x2 - x1, y2 - y1
        size = dx * dx + dy * dy
        bottom = self._high - (1 if self._floor and not ink else 0)
        for y in range(max(0, ceil(min(y1, y2) - radius)), min(bottom - 1, floor(max(y1, y2) + radius)) + 1):
            span = _span(x1, y1, x2, y2, dx, dy, size, radius, y)
            if span is not None:
                start, end = max(0, ceil(span[0])), min(wide - 1, floor(span[1]))
                if end >= start:
                    dots[y * wide + start : y * wide + end + 1] = bytes([ink]) * (end - start + 1)

    def _rows(self) -> list[str]:
        wide, dots, rows = self._wide, self._ink, []
        for top in range(0, self._high, DOWN):
            cells = [0] * self.columns
            for line, (left, right) in enumerate(_BITS):
                start = (top + line) * wide
                row = dots[start : start + wide]
                if any(row):
                    for x in range(self.columns):
                        cells[x] |= left * row[2 * x] | right * row[2 * x + 1]
            rows.append("".join([chr(0x2800 + cell) for cell in cells]))
        return rows


def _span(
    x1: float, y1: float, x2: float, y2: float, dx: float, dy: float, size: float, radius: float, y: int
) -> tuple[float, float] | None:
    """Return from where to where a row crosses a line with round ends."""
    low, high = None, None
    for x, end in ((x1, y1), (x2, y2)):
        reach = radius * radius - (y - end) * (y - end)
        if reach >= 0:
            half = sqrt(reach)
            low = x - half if low is None else min(low, x - half)
            high = x + half if high is None else max(high, x + half)
    if size > 1e-9:
        length = sqrt(size)
        nx, ny = -dy / length * radius, dx / length * radius
        corners = ((x1 + nx, y1 + ny), (x2 + nx, y2 + ny), (x2 - nx, y2 - ny), (x1 - nx, y1 - ny))
        for (ax, ay), (bx, by) in zip(corners, (*corners[1:], corners[0]), strict=True):
            if (ay <= y <= by or by <= y <= ay) and abs(by - ay) > 1e-9:
                x = ax + (bx - ax) * (y - ay) / (by - ay)
                low = x if low is None else min(low, x)
                high = x if high is None else max(high, x)
    return None if low is None or high is None else (low, high)
