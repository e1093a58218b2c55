"""A list to choose from; what Enter does is the screen's affair, so its keys say so."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from textual.binding import Binding
from textual.widgets import OptionList
from textual.widgets.option_list import Option

PADDING = 2
"""Columns an option leaves free at its two ends, as the sheet says."""
LEAST = 20
"""Columns taken for granted before the first layout."""


class Choices(OptionList, inherit_bindings=False):
    """An option list without markup and without an Enter of its own."""

    BINDINGS = [
        Binding("down", "cursor_down", "Down", show=False),
        Binding("up", "cursor_up", "Up", show=False),
        Binding("home", "first", "First", show=False),
        Binding("end", "last", "Last", show=False),
        Binding("pagedown", "page_down", "Page down", show=False),
        Binding("pageup", "page_up", "Page up", show=False),
    ]

    def __init__(self, *options: Option, id: str | None = None) -> None:  # noqa: A002 - Textual's own name
        super().__init__(*options, id=id, markup=False)
        self._make: Callable[[int], Iterable[Option]] | None = None
        self._room = 0

    def put(self, make: Callable[[int], Iterable[Option]], at: int | None = None) -> None:
        """Show other options, with the highlight where it was, or at one of them.

        `make` is given the columns a line may fill, and asked again when they change.
        """
        self._make = make
        before = self.highlighted or 0
        self._room = self._columns()
        self.set_options(make(self._room))
        wanted = before if at is None else at
        self.highlighted = min(wanted, self.option_count - 1) if self.option_count else None

    def action_page_up(self) -> None:
        """Go up a page; Textual's own way fails in a list without any room."""
        if self.size.height:
            super().action_page_up()  # type: ignore[no-untyped-call]

    def action_page_down(self) -> None:
        """Go down a page."""
        if self.size.height:
            super().action_page_down()  # type: ignore[no-untyped-call]

    def on_resize(self) -> None:
        """Write the lines anew for another width, and keep what is chosen in sight at another height."""
        self.call_after_refresh(self.scroll_to_highlight)
        if self._make is not None and self._columns() != self._room:
            self.put(self._make)
            # The layout under way was made for the old lines, which may have needed more rows.
            self.call_after_refresh(self.refresh, layout=True)

    def _columns(self) -> int:
        """Return the room of a line, with a column kept for a scrollbar that may yet come."""
        kept = 0 if self.show_vertical_scrollbar else 1
        return max(LEAST, self.scrollable_content_region.width - PADDING - kept)
