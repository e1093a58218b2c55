"""Digits as large as their box allows, repainted only where they change: for reading from the floor.

Each character is a widget of its own: Textual rewrites a line from the left edge of a widget on, so a number drawn as
one would send its unchanged characters again every second.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from rich.segment import Segment
from textual.app import ComposeResult
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


class Glyph(Widget):
    """One character."""

    def __init__(self) -> None:
        super().__init__()
        self._rows: list[str] = []

    def show(self, rows: list[str]) -> None:
        """Show a character drawn in rows, and paint those that differ as far as they do."""
        old, self._rows = self._rows, rows
        if [len(row) for row in old] != [len(row) for row in rows]:
            self.refresh()
            return
        changed = {y: _differ(*pair) for y, pair in enumerate(zip(old, rows, strict=True)) if pair[0] != pair[1]}
        if changed:
            self.refresh(*(Region(0, y, columns, 1) for y, columns in changed.items()))

    def render_line(self, y: int) -> Strip:
        """Give one row; blank below the character."""
        row = self._rows[y] if y < len(self._rows) else ""
        return Strip([Segment(row.ljust(self.size.width), self.rich_style)], self.size.width)


class Digits(Widget):
    """A short number such as `25` or `1:05`, in the middle of its box."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's own name
        super().__init__(id=id)
        self._text = ""
        self._field = 0
        self._thin = False
        self._plan: tuple[Cut | None, str] | None = None

    @property
    def text(self) -> str:
        """What is shown, without padding."""
        return self._text

    def compose(self) -> ComposeResult:
        """Make room for the most characters there can be."""
        for _ in range(MOST):
            yield Glyph()

    def show(self, text: str, field: int = 0, *, thin: bool = False) -> None:
        """Show a number right-aligned in a field of so many characters, so that shorter ones do not jump."""
        self._text, self._field, self._thin = text, min(field, MOST), thin
        self._fit()

    def on_resize(self) -> None:
        """Fit the new box."""
        self._fit()

    def _fit(self) -> None:
        padded = self._text.rjust(self._field)[-MOST:]
        cut = fit(padded, self.size.width, self.size.height)
        glyphs = list(self.query(Glyph))
        shape = "".join(":" if char == ":" else "0" for char in padded)
        if glyphs and (cut, shape) != self._plan:
            self._plan = (cut, shape)
            self._lay_out(glyphs, padded, cut)
        drawn = cut.thin if cut is not None and self._thin else cut
        for glyph, char in zip(glyphs, padded, strict=False):
            glyph.show(draw(char, drawn))

    def _lay_out(self, glyphs: list[Glyph], padded: str, cut: Cut | None) -> None:
        for number, glyph in enumerate(glyphs):
            glyph.display = number < len(padded)
            if glyph.display:
                glyph.styles.width = 1 if cut is None else cut.columns(padded[number])
                glyph.styles.height = 1 if cut is None else cut.rows
                last = number == len(padded) - 1
                glyph.styles.margin = (0, 0 if last or cut is None else cut.gap, 0, 0)


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


def _differ(old: str, new: str) -> int:
    """Return how many columns of a row are to be written again."""
    return max(x for x, (before, after) in enumerate(zip(old, new, strict=True), 1) if before != after)
