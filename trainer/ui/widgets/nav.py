"""The line at the head of each page: where one is, where one can go, and the day."""

from __future__ import annotations

from datetime import date

from textual.content import Content
from textual.events import Click
from textual.widgets import Static

from trainer import wording

PAGES = (("today", "Today"), ("week", "Week"), ("library", "Library"), ("progress", "Progress"), ("you", "You"))
"""The pages, in the order of their keys `1` to `5`."""

GAP = "  "
"""What stands between two names."""


class Nav(Static):
    """The pages' names with their keys; the present one stands out."""

    def __init__(self, current: str) -> None:
        super().__init__()
        self._current = current
        self._day: date | None = None
        self._places: list[tuple[str, int, int]] = []

    def show(self, day: date) -> None:
        """Show the day."""
        if day != self._day:
            self._day = day
            self._fill()

    def on_resize(self) -> None:
        """Fill the new width."""
        self._fill()

    def on_click(self, event: Click) -> None:
        """Go to the page that was clicked."""
        for page, start, end in self._places:
            if start <= event.x - self.gutter.left < end:
                self.screen.call_later(self.screen.run_action, f"visit('{page}')")

    def _fill(self) -> None:
        width = self.content_size.width
        day = "" if self._day is None else wording.day(self._day)
        full = self._labels(short=False)
        pages = full if _length(full) + len(day) + 2 <= width else self._labels(short=True)
        self._places = _places(pages)
        left = Content(GAP).join(Content.styled(label, self._style(page)) for page, label in pages)
        room = width - _length(pages) - len(day)
        self.update(Content.assemble(left, " " * room, (day, "$muted")) if room >= 2 else left)

    def _labels(self, *, short: bool) -> list[tuple[str, str]]:
        numbered = enumerate(PAGES, 1)
        return [(page, f"{n}" if short and page != self._current else f"{n} {name}") for n, (page, name) in numbered]

    def _style(self, page: str) -> str:
        return "bold $accent" if page == self._current else "$muted"


def _length(labels: list[tuple[str, str]]) -> int:
    return sum(len(label) for _, label in labels) + len(GAP) * (len(labels) - 1)


def _places(labels: list[tuple[str, str]]) -> list[tuple[str, int, int]]:
    """Return where each page's name stands, as (page, first column, column after)."""
    places, start = [], 0
    for page, label in labels:
        places.append((page, start, start + len(label)))
        start += len(label) + len(GAP)
    return places
