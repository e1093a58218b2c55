"""Why: the reasons for a planned exercise, what its week lacks, and how that is balanced, in words."""

from __future__ import annotations

from collections.abc import Callable

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from trainer.ui.sheets import SHEETS


class WhyScreen(ModalScreen[None]):
    """Show a text over the week; `text` is given the columns it may fill."""

    CSS_PATH = SHEETS / "why.tcss"
    BINDINGS = [Binding("escape,w,q,enter,space", "dismiss(None)", "back", id="why.back", tooltip="Back to the week")]

    def __init__(self, text: Callable[[int], Content]) -> None:
        super().__init__()
        self._text = text

    def compose(self) -> ComposeResult:
        """Lay out the text."""
        with Vertical(id="box"):
            with VerticalScroll(id="room"):
                yield Static(id="text")
            yield Static("esc  back", id="back", markup=False)

    def on_mount(self) -> None:
        """Show it."""
        self.call_after_refresh(self._fill)

    def on_resize(self) -> None:
        """Wrap the text to the new width."""
        self.call_after_refresh(self._fill)

    def _fill(self) -> None:
        room = self.query_one_optional("#room", VerticalScroll)
        if room is None:  # closed meanwhile
            return
        room.focus()
        self.query_one("#text", Static).update(self._text(room.scrollable_content_region.width))
