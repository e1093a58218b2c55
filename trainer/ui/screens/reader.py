"""A reader: one long text by itself, for terminals too narrow for two columns."""

from __future__ import annotations

from collections.abc import Callable

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Static

from trainer.ui.sheets import SHEETS
from trainer.ui.widgets.keyline import KeyLine

WIDEST = 88
"""Columns beyond which lines are tiring to read."""


class ReaderScreen(Screen[bool | None]):
    """Show a text; gives True when the person wants to train it."""

    CSS_PATH = SHEETS / "reader.tcss"
    HELP = "Arrows and page keys scroll; esc goes back."
    BINDINGS = [
        Binding("escape,q,backspace", "dismiss(None)", "back", id="reader.back", tooltip="Back to the list"),
        Binding("t", "dismiss(True)", "train now", id="library.train", tooltip="Train this one now"),
        Binding("question_mark", "help", "help", id="help", tooltip="Explain this screen and its keys"),
    ]

    def __init__(self, text: Callable[[int], Content], *, trainable: bool = False) -> None:
        super().__init__()
        self._text = text
        self._trainable = trainable

    def compose(self) -> ComposeResult:
        """Lay out the text."""
        with VerticalScroll(id="text"):
            yield Static()
        yield KeyLine(id="keys")

    def on_resize(self) -> None:
        """Wrap the text to the new width."""
        self.call_after_refresh(self._fill)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer to train only what can be trained."""
        return self._trainable or not (action == "dismiss" and parameters == (True,))

    def action_help(self) -> None:
        """Explain this screen."""
        from trainer.ui.screens.help import HelpScreen

        self.app.push_screen(HelpScreen(self))

    def _fill(self) -> None:
        room = self.query_one_optional("#text", VerticalScroll)
        if room is None:  # closed meanwhile
            return
        room.focus()
        self.query_one("#text > Static", Static).update(self._text(min(WIDEST, room.scrollable_content_region.width)))
