"""The alarm: something was felt that ends the session; what to do, large, until it is acknowledged."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.screen import Screen
from textual.widgets import Static

from trainer.core.events import StopReason
from trainer.ui.screens.page import SHEETS
from trainer.ui.widgets.keyline import KeyLine

TITLES = {
    StopReason.CHEST: "STOP. Contact a doctor.",
    StopReason.NUMBNESS: "STOP for today.",
    StopReason.SPASM: "STOP for today.",
}
TEXTS = {
    StopReason.CHEST: (
        "New or changing chest pain or discomfort: stop all activity and contact your doctor or another medical "
        "professional. (Exercises to Help Your Back)\n\n"
        "Severe, or not easing at rest: call your emergency number now. (ours)"
    ),
    StopReason.NUMBNESS: (
        "New numbness or tingling: talk to your physiotherapist or doctor before you exercise again. "
        "(Exercises to Help Your Back)\n\n"
        "New trouble with bladder or bowel, numbness in the saddle area, or weakness in the legs: "
        "that is an emergency, get care now. (ours)"
    ),
    StopReason.SPASM: (
        "No exercises during a spasm, nor in the first 1 to 3 days after an injury or flare-up. "
        "(Exercises to Help Your Back)\n\n"
        "The trainer takes the strict end of that: three whole days. (ours)"
    ),
}
"""What to do, by what was felt; each sentence says who says so."""


class AlarmScreen(Screen[None]):
    """It cannot be missed, and leads on to what was done."""

    CSS_PATH = SHEETS / "alarm.tcss"
    HELP = "What was done so far is saved."
    BINDINGS = [Binding("enter", "understood", "I have read this", id="alarm.understood")]

    def __init__(self, felt: StopReason, after: Screen[None]) -> None:
        super().__init__()
        self._felt = felt
        self._after = after

    def compose(self) -> ComposeResult:
        """Lay out what to do."""
        with Vertical(id="alarm"):
            yield Static(TITLES[self._felt], id="title", markup=False)
            yield Static(TEXTS[self._felt], id="text", markup=False)
            yield Static("The session is over. What was done is saved.", id="saved", markup=False)
        yield KeyLine(id="keys")

    def on_mount(self) -> None:
        """Be heard as well."""
        self.app.bell()

    def action_understood(self) -> None:
        """Go on to what was done."""
        self.app.switch_screen(self._after)
