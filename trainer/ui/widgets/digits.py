"""Digits as large as their box allows, repainted only where they change: for reading from the floor."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest

from rich.segment import Segment
from textual.geometry import Region
from textual.strip import Strip
from textual.widget import Widget

from trainer.ui.widgets.letters import half_blocks

STROKES = {
    "0": "abcdef",
    "1": "bc",
    "2": "abdeg",
    "3": "abcdg",
    "4": "bcfg",
    "5": "acdfg",
    "6": "acdefg",
    "7": "abc",
    "8": "abcdefg",
    "9": "abcdfg",
    " ": "",
}
"""The seven strokes of a digit, clockwise from the top as on any clock, the middle one last."""
LEAST = 5
"""The fewest dots a character can be told by; two dots make a row."""
MOST = 6
"""The most characters, as in `120:00`."""
PLAIN = None
"""Stands for plain letters, where there is no room to draw."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cut:
    """How characters are cut: sizes in dots, two to a row and one to a column."""

    height: int
    width: int
    stroke: int
    gap: int
    """Between two characters."""

    @property
    def rows(self) -> int:
        """Rows that a character takes."""
        return -(-self.height // 2)

    @property
    def thin(self) -> Cut:
        """The same in thin strokes: for what only leads from one work to the next."""
        third = self.stroke // 3
        return replace(self, stroke=max(1, third + (third + self.stroke) % 2))

    def columns(self, char: str) -> int:
        """Columns that a character takes."""
        return self.gap if char == ":" else self.width


class Digits(Widget):
    """A short number such as `25` or `1:05`, in the middle of its box."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's own name
        super().__init__(id=id)
        self._text = ""
        self._field = 0
        self._thin = False
        self._rows: list[str] = []

    @property
    def text(self) -> str:
        """What is shown, without padding."""
        return self._text

    def show(self, text: str, field: int = 0, *, thin: bool = False) -> None:
        """Show a number right-aligned in a field of so many characters, so that shorter ones do not jump."""
        self._text, self._field, self._thin = text, min(field, MOST), thin
        self._fit()

    def on_resize(self) -> None:
        """Fit the new box."""
        self._fit()

    def render_line(self, y: int) -> Strip:
        """Give one row."""
        width = self.size.width
        row = self._rows[y] if y < len(self._rows) else ""
        return Strip([Segment(row.ljust(width)[:width], self.rich_style)], width)

    def _fit(self) -> None:
        """Draw the number, and paint the box around what differs from what is shown."""
        width, height = self.size
        old, self._rows = self._rows, drawn(self._text.rjust(self._field)[-MOST:], width, height, thin=self._thin)
        changed = [Region(x, y, 1, 1) for y, x in _differing(old, self._rows)]
        if changed:
            self.refresh(Region.from_union(changed))


def drawn(text: str, width: int, height: int, *, thin: bool = False) -> list[str]:
    """Draw a number as large as it fits into the middle of a box; rows from the top, padded at the left."""
    cut = fit(text, width, height)
    strokes = cut.thin if cut is not None and thin else cut
    apart = " " * (0 if cut is None else cut.gap)
    rows = [apart.join(row) for row in zip(*(draw(char, strokes) for char in text), strict=True)]
    above = max(0, height - len(rows)) // 2
    before = " " * (max(0, width - max(map(len, rows), default=0)) // 2)
    return [""] * above + [before + row for row in rows]


def fit(text: str, width: int, height: int) -> Cut | None:
    """Return the largest cut at which a number fits a box; None where only plain letters do."""
    if not text:
        return PLAIN
    return next((cut for dots in range(2 * height, LEAST - 1, -1) if (cut := _cut(text, dots, width))), PLAIN)


def draw(char: str, cut: Cut | None) -> list[str]:
    """Draw one character from half blocks."""
    if cut is None:
        return [char]
    if char == ":":
        return half_blocks(_colon(cut))
    dots = [[False] * cut.width for _ in range(cut.height)]
    for stroke in STROKES[char]:
        rows, columns = _place(stroke, cut)
        for y in rows:
            for x in columns:
                dots[y][x] = True
    return half_blocks(dots if cut.stroke == 1 else _rounded(dots))


def _cut(text: str, dots: int, width: int) -> Cut | None:
    """Cut characters so many dots high; None where they are too wide or their middle would not be in the middle."""
    stroke = max(1, round(dots / 6.5))
    gap = max(1, stroke)
    colons = text.count(":")
    room = (width - colons * gap - (len(text) - 1) * gap) // max(1, len(text) - colons)
    if (dots - 3 * stroke) % 2 or room < max(3, -(-dots // 2)):
        return None
    return Cut(height=dots, width=max(3, min(room, round(dots * 0.62))), stroke=stroke, gap=gap)


def _place(stroke: str, cut: Cut) -> tuple[range, range]:
    """Return the dots of a stroke: rows and columns."""
    middle = (cut.height - cut.stroke) // 2
    upper, lower = range(middle + cut.stroke), range(middle, cut.height)
    left, right, across = range(cut.stroke), range(cut.width - cut.stroke, cut.width), range(cut.width)
    places = {
        "a": (range(cut.stroke), across),
        "b": (upper, right),
        "c": (lower, right),
        "d": (range(cut.height - cut.stroke, cut.height), across),
        "e": (lower, left),
        "f": (upper, left),
        "g": (range(middle, middle + cut.stroke), across),
    }
    return places[stroke]


def _rounded(dots: list[list[bool]]) -> list[list[bool]]:
    """Take the sharpness from the four corners."""
    for row in (dots[0], dots[-1]):
        row[0] = row[-1] = False
    return dots


def _colon(cut: Cut) -> list[list[bool]]:
    upper = (cut.height - cut.stroke) // 4 + cut.stroke // 2
    lit = {*range(upper, upper + cut.stroke), *range(cut.height - upper - cut.stroke, cut.height - upper)}
    return [[y in lit and x < cut.stroke for x in range(cut.gap)] for y in range(cut.height)]


def _differing(old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Yield row and column of all cells that are to be written again."""
    for y, rows in enumerate(zip_longest(old, new, fillvalue="")):
        for x, (before, after) in enumerate(zip_longest(*rows, fillvalue=" ")):
            if before != after:
                yield y, x
