"""The canvas: strokes as braille characters, or as plainer ones where braille cannot be shown."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from math import ceil, floor, sqrt

from trainer.drawing.lines import Extent, Stroke, Weight, chains

GAP = 1.0
"""Dots left free around what is nearer."""
DOT, LIMB = 0.55, 0.9
"""The least radii in dots: of any line, and of a limb."""
HOLLOW = 1.6
"""The radius in dots from which a thing can be hollow."""
FINE = 30.0
"""Dots for a metre from which on fine strokes can be made out."""
HEAD = 0.06
"""How long an arrow's head is, in metres, where there is room."""
BARB = (2.0, 5.0)
"""How long it is in dots, at least and at most."""
NOWHERE = 1e9
"""Farther than any dot."""
LEAST = (16, 6)
"""Columns and rows below which a figure gives way; a canvas may be smaller, but nothing can be made out on it."""


@dataclass(frozen=True, slots=True)
class Cells:
    """Characters that are made of dots, as wide as they are high."""

    across: int
    down: int
    signs: str
    """The character of each pattern of dots; row by row from the top, the first dot counts 1, the next 2, then 4."""


BRAILLE = Cells(
    2,
    4,
    "".join(
        chr(0x2800 + sum(bit for n, bit in enumerate((1, 8, 2, 16, 4, 32, 64, 128)) if pattern >> n & 1))
        for pattern in range(256)
    ),
)
BLOCKS = Cells(1, 2, " ▀▄█")
"""Half blocks, which the console of Linux has."""
ASCII = Cells(1, 2, ' "o8')
"""For what has neither."""


def fitting(encoding: str, term: str) -> Cells:
    """Choose the finest characters that a terminal can show, by its encoding and the name it goes by (TERM)."""
    if term != "linux" and _has(encoding, BRAILLE.signs):
        return BRAILLE
    return BLOCKS if _has(encoding, BLOCKS.signs) else ASCII


def _has(encoding: str, signs: str) -> bool:
    try:
        signs.encode(encoding)
    except (UnicodeEncodeError, LookupError):
        return False
    return True


class Canvas:
    """A box of characters that strokes are drawn into, keeping their proportions."""

    def __init__(
        self,
        columns: int,
        rows: int,
        extent: Extent,
        *,
        floor_line: bool,
        cells: Cells = BRAILLE,
    ) -> None:
        self.columns, self.rows, self.cells = max(0, columns), max(0, rows), cells
        self._wide, self._high = self.columns * cells.across, self.rows * cells.down
        left, bottom, right, top = extent
        self._floor = floor_line and self._high > 0
        wide, high = max(self._wide - 1, 0), max(self._high - (3 if floor_line else 1), 0)
        self.scale = min(wide / max(right - left, 1e-6), high / max(top - bottom, 1e-6))
        """Dots for a metre."""
        self._x0 = (wide - (right - left) * self.scale) / 2 - left * self.scale
        spare = 0.0 if floor_line else (high - (top - bottom) * self.scale) / 2
        self._y0 = high - spare + bottom * self.scale
        self._ink = bytearray(self._wide * self._high)

    def draw(self, strokes: Iterable[Stroke]) -> list[str]:
        """Draw strokes in their order and return the rows, blank at first."""
        self._ink = bytearray(self._wide * self._high)
        if self._floor:
            self._ink[(self._high - 1) * self._wide :] = b"\1" * self._wide
        for together in chains(stroke for stroke in strokes if self.scale >= FINE or not stroke.fine):
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
        if stroke.pointed:
            self._arrow(x1, y1, x2, y2)
            return
        self._capsule(x1, y1, x2, y2, radius, 1)
        if stroke.hollow and radius > HOLLOW:
            self._capsule(x1, y1, x2, y2, radius - 1.1, 0)

    def _placed(self, stroke: Stroke) -> tuple[float, float, float, float, float]:
        """Return where a stroke is in dots, and its radius: at least a dot, and limbs more."""
        x1, x2 = self._x0 + stroke.x1 * self.scale, self._x0 + stroke.x2 * self.scale
        y1, y2 = self._y0 - stroke.y1 * self.scale, self._y0 - stroke.y2 * self.scale
        if not stroke.radius:  # a thin line along the dots does not lie between two rows of them
            x1, x2 = (floor(x1 + 0.5),) * 2 if stroke.x1 == stroke.x2 else (x1, x2)
            y1, y2 = (floor(y1 + 0.5),) * 2 if stroke.y1 == stroke.y2 else (y1, y2)
        least = LIMB if stroke.radius and stroke.weight is not Weight.PROP else DOT
        return x1, y1, x2, y2, max(stroke.radius * self.scale, least)

    def _dotted(self, x1: float, y1: float, x2: float, y2: float) -> None:
        """Draw what is behind as a line of dots."""
        length = sqrt((x2 - x1) ** 2 + (y2 - y1) ** 2)
        count = max(1, round(length / 2))
        for n in range(count + 1):
            self._dot(round(x1 + (x2 - x1) * n / count), round(y1 + (y2 - y1) * n / count))

    def _arrow(self, x1: float, y1: float, x2: float, y2: float) -> None:
        """Draw an arrow one dot wide, its head as large as the figure is, but never a blob."""
        self._crisp(x1, y1, x2, y2)
        length = max(sqrt((x2 - x1) ** 2 + (y2 - y1) ** 2), 1e-6)
        head = max(BARB[0], min(HEAD * self.scale, BARB[1], length / 2))
        ux, uy = (x2 - x1) / length * head, (y2 - y1) / length * head
        for turn in (-1, 1):
            self._crisp(x2, y2, x2 - ux - turn * uy, y2 - uy + turn * ux)

    def _crisp(self, x1: float, y1: float, x2: float, y2: float) -> None:
        x1, y1, x2, y2 = (floor(number + 0.5) for number in (x1, y1, x2, y2))
        count = max(1, abs(x2 - x1), abs(y2 - y1))
        for n in range(count + 1):
            self._dot(floor(x1 + (x2 - x1) * n / count + 0.5), floor(y1 + (y2 - y1) * n / count + 0.5))

    def _dot(self, x: int, y: int) -> None:
        if 0 <= x < self._wide and 0 <= y < self._high:
            self._ink[y * self._wide + x] = 1

    def _capsule(self, x1: float, y1: float, x2: float, y2: float, radius: float, ink: int) -> None:
        """Fill all dots within a radius of a line; row by row, each in one piece."""
        wide, dots = self._wide, self._ink
        bottom = self._high - (1 if self._floor and not ink else 0)
        span = _spans(x1, y1, x2, y2, radius)
        line = bytes([ink]) * wide
        for y in range(max(0, ceil(min(y1, y2) - radius)), min(bottom - 1, floor(max(y1, y2) + radius)) + 1):
            low, high = span(y)
            start = ceil(low) if low > 0.0 else 0
            end = floor(high) + 1 if high < wide else wide
            if end > start:
                dots[y * wide + start : y * wide + end] = line[: end - start]

    def _rows(self) -> list[str]:
        """Make characters of the dots: a whole row of them at a time, as one long number."""
        wide, across, down = self._wide, self.cells.across, self.cells.down
        sign = self.cells.signs.__getitem__
        rows = []
        for row in range(self.rows):
            top, patterns = row * down * wide, 0
            for bit in range(across * down):
                start = top + bit // across * wide
                dots = self._ink[start + bit % across : start + wide : across]
                patterns |= int.from_bytes(dots, "big") << bit
            rows.append("".join(map(sign, patterns.to_bytes(self.columns, "big"))))
        return rows


def _spans(x1: float, y1: float, x2: float, y2: float, radius: float) -> Callable[[int], tuple[float, float]]:
    """Return what says from where to where a row crosses a line with round ends; backwards where it does not."""
    dx, dy = x2 - x1, y2 - y1
    length = sqrt(dx * dx + dy * dy)
    nx, ny = (-dy / length * radius, dx / length * radius) if length > 1e-9 else (0.0, 0.0)
    slope = dx / dy if abs(dy) > 1e-9 else 0.0
    edges = ((x1 + nx, y1 + ny, y2 + ny), (x1 - nx, y1 - ny, y2 - ny)) if slope or dx == 0.0 else ()

    first, last, round_ = (x1, y1), (x2, y2), radius * radius

    def span(y: int) -> tuple[float, float]:  # asked thousands of times a second: no calls of min and max
        low, high = NOWHERE, -NOWHERE
        for x, end in (first, last):
            reach = round_ - (y - end) * (y - end)
            if reach >= 0.0:
                half = sqrt(reach)
                low = x - half if x - half < low else low
                high = x + half if x + half > high else high
        for x, start, end in edges:
            if start <= y <= end or end <= y <= start:
                at = x + (y - start) * slope
                low = at if at < low else low
                high = at if at > high else high
        return low, high

    return span
