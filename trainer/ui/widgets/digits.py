"""Digits as large as their box allows, repainted only where they change: for reading from the floor.

Each character is a widget of its own: Textual rewrites a line from the left edge of a widget on, so a number drawn as
one would send its unchanged characters again every second.
"""

from __future__ import annotations

from rich.segment import Segment
from textual.app import ComposeResult
from textual.geometry import Region
from textual.strip import Strip
from textual.widget import Widget

_FONT = {
    "0": ("111", "101", "101", "101", "111"),
    "1": ("010", "110", "010", "010", "111"),
    "2": ("111", "001", "111", "100", "111"),
    "3": ("111", "001", "111", "001", "111"),
    "4": ("101", "101", "111", "001", "001"),
    "5": ("111", "100", "111", "001", "111"),
    "6": ("111", "100", "111", "101", "111"),
    "7": ("111", "001", "001", "001", "001"),
    "8": ("111", "101", "111", "101", "111"),
    "9": ("111", "101", "111", "001", "111"),
    ":": ("0", "1", "0", "1", "0"),
    " ": ("000", "000", "000", "000", "000"),
}
_HEIGHT = 5
_BLOCKS = {(False, False): " ", (True, False): "▀", (False, True): "▄", (True, True): "█"}
LARGEST = 8
"""The largest scale; beyond it digits only cost bytes."""
MOST = 6
"""The most characters, as in `120:00`."""


class Glyph(Widget):
    """One character."""

    def __init__(self) -> None:
        super().__init__()
        self._rows: list[str] = []

    def show(self, char: str, scale: int) -> None:
        """Show a character; a scale of 0 is a plain letter."""
        old, self._rows = self._rows, draw(char, scale)
        if len(old) != len(self._rows):
            self.refresh()
            return
        changed = [y for y, (before, after) in enumerate(zip(old, self._rows, strict=True)) if before != after]
        if changed:
            self.refresh(*(Region(0, y, self.size.width, 1) for y in changed))

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
        self._plan: tuple[int, str] | None = None

    @property
    def text(self) -> str:
        """What is shown, without padding."""
        return self._text

    def compose(self) -> ComposeResult:
        """Make room for the most characters there can be."""
        for _ in range(MOST):
            yield Glyph()

    def show(self, text: str, field: int = 0) -> None:
        """Show a number right-aligned in a field of so many characters, so that shorter ones do not jump."""
        self._text, self._field = text, min(field, MOST)
        self._fit()

    def on_resize(self) -> None:
        """Fit the new box."""
        self._fit()

    def _fit(self) -> None:
        padded = self._text.rjust(self._field)[-MOST:]
        scale = fit(padded, self.size.width, self.size.height)
        glyphs = list(self.query(Glyph))
        shape = "".join(":" if char == ":" else "0" for char in padded)
        if glyphs and (scale, shape) != self._plan:
            self._plan = (scale, shape)
            self._lay_out(glyphs, padded, scale)
        for glyph, char in zip(glyphs, padded, strict=False):
            glyph.show(char, scale)

    def _lay_out(self, glyphs: list[Glyph], padded: str, scale: int) -> None:
        for number, glyph in enumerate(glyphs):
            glyph.display = number < len(padded)
            if glyph.display:
                glyph.styles.width = max(1, len(_FONT[padded[number]][0]) * scale)
                glyph.styles.height = rows_of(scale)
                glyph.styles.margin = (0, scale if number < len(padded) - 1 else 0, 0, 0)


def fit(text: str, width: int, height: int) -> int:
    """Return the largest scale at which a number fits a box; 0 where only plain letters do."""
    if not text:
        return 0
    columns = sum(len(_FONT[char][0]) for char in text) + len(text) - 1
    return max(0, min(LARGEST, height * 2 // _HEIGHT, width // columns))


def rows_of(scale: int) -> int:
    """Return how many rows a character takes."""
    return max(1, -(-_HEIGHT * scale // 2))


def draw(char: str, scale: int) -> list[str]:
    """Draw one character from half blocks, two dots to a row."""
    if not scale:
        return [char]
    return ["".join(_cell(char, scale, row, x) for x in range(len(_FONT[char][0]))) for row in range(rows_of(scale))]


def _cell(char: str, scale: int, row: int, x: int) -> str:
    upper, lower = 2 * row // scale, (2 * row + 1) // scale
    return _BLOCKS[_dot(char, upper, x), _dot(char, lower, x)] * scale


def _dot(char: str, y: int, x: int) -> bool:
    return y < _HEIGHT and _FONT[char][y][x] == "1"
