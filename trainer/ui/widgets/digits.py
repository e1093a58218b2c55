"""Digits as large as their box allows, repainted only where they change: for reading from the floor."""

from __future__ import annotations

from rich.segment import Segment
from textual.geometry import Region, Size
from textual.strip import Strip
from textual.widget import Widget

_GLYPHS = {
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


class Digits(Widget):
    """A short number such as `25` or `1:05`."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's own name
        super().__init__(id=id)
        self._text = ""
        self._field = 0
        self._rows: list[str] = []

    @property
    def text(self) -> str:
        """What is shown, without padding."""
        return self._text

    def show(self, text: str, field: int = 0) -> None:
        """Show a number right-aligned in a field of so many characters, so that shorter ones do not jump."""
        if (text, field) == (self._text, self._field):
            return
        self._text, self._field = text, field
        self._repaint(_draw(text.rjust(field), self.size))

    def on_resize(self) -> None:
        """Draw anew in the new box."""
        self._rows = _draw(self._text.rjust(self._field), self.size)
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """Give one row; blank below the number."""
        row = self._rows[y] if y < len(self._rows) else " " * self.size.width
        return Strip([Segment(row, self.rich_style)], len(row))

    def _repaint(self, rows: list[str]) -> None:
        old, self._rows = self._rows, rows
        if len(old) != len(rows):
            self.refresh()
            return
        spans = (_changed(before, after, y) for y, (before, after) in enumerate(zip(old, rows, strict=True)))
        regions = [region for region in spans if region is not None]
        if regions:
            self.refresh(*regions)


def _draw(text: str, size: Size) -> list[str]:
    """Draw a number in the middle of a box, as large as fits: at least three rows where there are three."""
    width, height = size.width, size.height
    if not text or not width or not height:
        return [" " * width] * height
    columns = sum(len(_GLYPHS[char][0]) for char in text) + len(text) - 1
    scale = min(LARGEST, height * 2 // _HEIGHT, width // columns)
    if scale < 1:
        return _middle([text], width, height)
    rows = -(-_HEIGHT * scale // 2)
    return _middle([_row(text, scale, row) for row in range(rows)], width, height)


def _row(text: str, scale: int, row: int) -> str:
    upper, lower = 2 * row // scale, (2 * row + 1) // scale
    return (" " * scale).join(
        "".join(_BLOCKS[_dot(char, upper, x), _dot(char, lower, x)] * scale for x in range(len(_GLYPHS[char][0])))
        for char in text
    )


def _dot(char: str, y: int, x: int) -> bool:
    return y < _HEIGHT and _GLYPHS[char][y][x] == "1"


def _middle(rows: list[str], width: int, height: int) -> list[str]:
    above = (height - len(rows)) // 2
    blank = " " * width
    return [blank] * above + [row.center(width)[:width] for row in rows] + [blank] * (height - above - len(rows))


def _changed(before: str, after: str, y: int) -> Region | None:
    if before == after:
        return None
    if len(before) != len(after):
        return Region(0, y, len(after), 1)
    different = [x for x, (a, b) in enumerate(zip(before, after, strict=True)) if a != b]
    return Region(different[0], y, different[-1] - different[0] + 1, 1)
