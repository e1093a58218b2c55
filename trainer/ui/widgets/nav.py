"""The line at the head of each page: where one is, where one can go, and the day."""

from __future__ import annotations

from datetime import date

from textual.content import Content
from textual.style import Style
from textual.widgets import Static

from trainer import wording

PAGES = (("today", "Today"), ("week", "Week"), ("library", "Library"), ("progress", "Progress"), ("you", "You"))
"""The pages, in the order of their keys `1` to `5`."""


class Nav(Static):
    """The pages' names with their keys; the present one stands out."""

    def __init__(self, current: str) -> None:
        super().__init__()
        self._current = current
        self._day: date | None = None

    def show(self, day: date) -> None:
        """Show the day."""
        if day != self._day:
            self._day = day
            self._fill()

    def on_resize(self) -> None:
        """Fill the new width."""
        self._fill()

    def _fill(self) -> None:
        width = self.content_size.width
        day = "" if self._day is None else wording.day(self._day)
        full = self._pages(short=False)
        pages = full if len(full) + len(day) + 2 <= width else self._pages(short=True)
        room = width - len(pages) - len(day)
        self.update(Content.assemble(pages, " " * room, (day, "$muted")) if room >= 2 else pages)

    def _pages(self, *, short: bool) -> Content:
        parts = []
        for number, (page, name) in enumerate(PAGES, 1):
            here = page == self._current
            label = f"{number} {name}" if here or not short else f"{number}"
            style = "bold $accent" if here else "$muted"
            click = Style.from_meta({"@click": f"screen.visit('{page}')"})
            parts.append(Content.styled(label, style).stylize(click))
        return Content("  ").join(parts)
