"""A bar that fills, one row high, in pieces of their own so that only the piece that grew is written again."""

from __future__ import annotations

from rich.segment import Segment
from textual.app import ComposeResult
from textual.geometry import Region
from textual.strip import Strip
from textual.widget import Widget

PIECES = 12
"""How many pieces a bar has."""


class Piece(Widget):
    """One piece of a bar."""

    COMPONENT_CLASSES = {"bar--rest"}

    def __init__(self) -> None:
        super().__init__()
        self._filled = 0

    def fill(self, cells: int) -> None:
        """Fill so many of its cells."""
        filled = min(max(0, cells), self.size.width)
        if filled != self._filled:
            left, right = sorted((filled, self._filled))
            self._filled = filled
            self.refresh(Region(left, 0, right - left, 1))

    def render_line(self, y: int) -> Strip:
        """Give the piece."""
        rest = self.get_component_rich_style("bar--rest")
        width = self.size.width
        return Strip([Segment("━" * self._filled, self.rich_style), Segment("─" * (width - self._filled), rest)], width)


class Bar(Widget):
    """How much of a step is done, as a share of 1."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's own name
        super().__init__(id=id)
        self._share = 0.0

    def compose(self) -> ComposeResult:
        """Lay out the pieces side by side."""
        for _ in range(PIECES):
            yield Piece()

    def show(self, share: float) -> None:
        """Fill it to a share of 1."""
        self._share = min(1.0, max(0.0, share))
        self._fill()

    def on_resize(self) -> None:
        """Fill the new width."""
        self.call_after_refresh(self._fill)

    def _fill(self) -> None:
        left = round(self._share * self.size.width)
        for piece in self.query(Piece):
            piece.fill(left)
            left -= piece.size.width
