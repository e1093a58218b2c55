"""A jotting: one line of the person's own words, of which only so many characters are taken."""

from __future__ import annotations

from textual.widgets import Input


class Jotting(Input):
    """An input that takes as much of what is pasted as there is room for."""

    def insert_text_at_cursor(self, text: str) -> None:
        """Insert text as far as there is room."""
        room = len(text) if self.max_length is None else self.max_length - len(self.value)
        super().insert_text_at_cursor(text[: max(0, room)])
