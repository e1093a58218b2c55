"""A chart of days: what is drawn fills the room there is, and a click on it chooses a day."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from textual.content import Content
from textual.events import Click
from textual.message import Message
from textual.widgets import Static


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawing:
    """A chart as text, and which days stand where."""

    text: Content
    day: Callable[[int, int], date | None]
    """Says which day stands in a column and a row, counted from 0."""


Draw = Callable[[int, int], Drawing]
"""Draws for so many columns and rows."""


class Chart(Static):
    """Shows a drawing."""

    @dataclass
    class DayChosen(Message):
        """A day was clicked."""

        day: date

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's own name
        super().__init__(id=id)
        self._draw: Draw | None = None
        self._drawn: Drawing | None = None

    def show(self, draw: Draw) -> None:
        """Show something else."""
        self._draw = draw
        self._fill()

    def on_resize(self) -> None:
        """Draw for the new size."""
        self._fill()

    def on_click(self, event: Click) -> None:
        """Choose the day that was clicked."""
        at = event.get_content_offset(self)
        day = None if at is None or self._drawn is None else self._drawn.day(at.x, at.y)
        if day is not None:
            self.post_message(self.DayChosen(day))

    def _fill(self) -> None:
        width, height = self.content_size
        if self._draw is not None and width and height:
            self._drawn = self._draw(width, height)
            self.update(self._drawn.text, layout=False)
