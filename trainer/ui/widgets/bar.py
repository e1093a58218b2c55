"""A bar that fills, one row high; only the cells that changed are written again."""

from __future__ import annotations

from rich.segment import Segment
from textual.geometry import Region
from textual.strip import Strip
from textual.widget import Widget


class Bar(Widget):
    """How much of a step is done, as a share of 1."""

    COMPONENT_CLASSES = {"bar--rest"}

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:  # noqa: A002 - Textual's names
        super().__init__(id=id, classes=classes)
        self._share = 0.0
        self._filled = 0

    def show(self, share: float) -> None:
        """Fill it to a share of 1."""
        self._share = min(1.0, max(0.0, share))
        self._fill()

    def on_resize(self) -> None:
        """Fill the new width."""
        self._fill()

    def render_line(self, y: int) -> Strip:
        """Give the bar, which has one row."""
        rest, width = self.get_component_rich_style("bar--rest"), self.size.width
        return Strip([Segment("━" * self._filled, self.rich_style), Segment("─" * (width - self._filled), rest)], width)

    def _fill(self) -> None:
        filled = round(self._share * self.size.width)
        if filled != self._filled:
            left, right = sorted((filled, self._filled))
            self._filled = filled
            self.refresh(Region(left, 0, right - left, 1))
