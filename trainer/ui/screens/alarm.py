"""The alarm: something was felt that ends the session; what to do, large, until it is acknowledged."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import VerticalScroll
from textual.screen import Screen
from textual.widgets import Static

from trainer import reasons, wording
from trainer.core.events import StopReason
from trainer.core.library import Library
from trainer.ui.sheets import SHEETS
from trainer.ui.widgets.keyline import KeyLine

RULES = {StopReason.CHEST: "chest", StopReason.NUMBNESS: "symptoms", StopReason.SPASM: "acute"}
"""The rule that says what to do, by what was felt."""


class AlarmScreen(Screen[None]):
    """It cannot be missed, and leads on to what was done."""

    CSS_PATH = SHEETS / "alarm.tcss"
    HELP = "What was done so far is saved."
    BINDINGS = [Binding("enter", "understood", "I have read this", id="alarm.understood")]

    def __init__(self, felt: StopReason, library: Library, after: Screen[None], trouble: str | None = None) -> None:
        """Tell what is felt and what to do; `trouble` is why what was done could not be saved."""
        super().__init__()
        self._saved = trouble or "What was done is saved."
        self._felt = felt
        self._library = library
        self._after = after

    def compose(self) -> ComposeResult:
        """Lay out what to do."""
        with VerticalScroll(id="alarm"):
            yield Static(reasons.ALARMS[self._felt], id="title", markup=False)
            yield Static(self._what_to_do(), id="text", markup=False)
            yield Static(f"The session is over. {self._saved}", id="saved", markup=False)
        yield KeyLine(id="keys")

    def on_mount(self) -> None:
        """Be heard as well."""
        self.app.bell()

    def action_understood(self) -> None:
        """Go on to what was done."""
        self.app.switch_screen(self._after)

    def _what_to_do(self) -> str:
        rule = self._library.rules.get(RULES[self._felt])
        if rule is None:
            return "The rules could not be read. Do not exercise; talk to your doctor first."
        source = wording.source(self._library.handouts.get(rule.handout or ""))
        urgent = f"\n\n{rule.urgent}  [{wording.OURS}]" if rule.urgent else ""
        return f"{rule.text}  [{source}]{urgent}"
