"""A bar that fills, one row high, repainted only where it grew."""

from __future__ import annotations

from rich.segment import Segment
from textual.geometry import Region
from textual.strip import Strip
from textual.widget import Widget


class Bar(Widget):
    """How much of a step is done, as a share of 1."""

    COMPONENT_CLASSES = {"bar--rest"}

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's own name
        super().__init__(id=id)
        self._share = 0.0
        self._drawn = 0

    def show(self, share: float) -> None:
        """Fill it to a share of 1."""
        self._share = min(1.0, max(0.0, share))
        filled = self._filled()
        if filled == self._drawn:
            return
        left, right = sorted((filled, self._drawn))
        self._drawn = filled
        self.refresh(Region(left, 0, right - left, 1))

    def on_resize(self) -> None:
        """Fill the new width."""
        self._drawn = self._filled()
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """Give the bar."""
        rest = self.get_component_rich_style("bar--rest")
        parts = [
            Segment("━" * self._drawn, self.rich_style),
            Segment("─" * (self.size.width - self._drawn), rest),
        ]
        return Strip(parts, self.size.width)

    def _filled(self) -> int:
        return round(self._share * self.size.width)
