"""The views of a page, side by side: the present one stands out, and a click turns to another."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from textual.content import Content
from textual.events import Click
from textual.message import Message
from textual.widgets import Static

GAPS = (3, 2, 1)
"""Columns between two names, as many as fit."""


class Views(Static):
    """The views' names."""

    @dataclass
    class Turned(Message):
        """A view was clicked."""

        number: int

    def __init__(self, names: Sequence[str], *, id: str | None = None) -> None:  # noqa: A002 - Textual's own name
        super().__init__(id=id)
        self._names = tuple(names)
        self._at = 0
        self._places: list[tuple[int, int]] = []

    def show(self, at: int) -> None:
        """Show which one is the present one."""
        self._at = at
        self._fill()

    def on_resize(self) -> None:
        """Fit the names to the new width."""
        self._fill()

    def on_click(self, event: Click) -> None:
        """Turn to the view that was clicked."""
        at = event.get_content_offset(self)
        for number, (start, end) in enumerate(self._places):
            if at is not None and start <= at.x < end:
                self.post_message(self.Turned(number))

    def _fill(self) -> None:
        length, gaps = sum(map(len, self._names)), len(self._names) - 1
        gap = next((gap for gap in GAPS if length + gap * gaps <= self.content_size.width), GAPS[-1])
        self._places, start = [], 0
        for name in self._names:
            self._places.append((start, start + len(name)))
            start += len(name) + gap
        styled = (
            Content.styled(name, "bold $accent underline" if number == self._at else "$muted")
            for number, name in enumerate(self._names)
        )
        self.update(Content(" " * gap).join(styled))
