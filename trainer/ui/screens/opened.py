"""Opened: one session or bout by itself, with every version it had, and the keys that amend it."""

from __future__ import annotations

from textual.binding import Binding
from textual.content import Content

from trainer import amend
from trainer.coach import Coach
from trainer.core.log import Remembered, SessionLog
from trainer.hurt import hurt_later
from trainer.ui.screens.reader import ReaderScreen
from trainer.ui.widgets.remembering import Corrected, tell


class OpenedScreen(ReaderScreen):
    """Show it; gives True when something is to be done with it, which `wanted` names."""

    HELP = "What was done, as you told it and as it was corrected since. Arrows and page keys scroll; esc goes back."
    BINDINGS = [
        Binding("e", "want('correct')", "correct", id="progress.edit", tooltip="Correct it"),
        Binding("p", "want('hurt')", "it hurt later", id="progress.hurt", tooltip="An exercise hurt after the session"),
        Binding("d", "want('remove')", "remove", id="progress.remove", tooltip="Remove it; u brings it back"),
    ]

    def __init__(self, coach: Coach, one: Remembered) -> None:
        self.wanted = ""
        self._one = one
        self._coach = coach
        self._corrections: tuple[Corrected, ...] | None = None
        super().__init__(self._said)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer what works with it."""
        if action == "want" and parameters == ("hurt",):
            return isinstance(self._one.what, SessionLog)
        return super().check_action(action, parameters)

    def action_want(self, what: str) -> None:
        """Close, and have something done with it."""
        if self.is_current:
            self.wanted = what
            self.dismiss(True)

    def _said(self, width: int) -> Content:
        if self._corrections is None:
            self._corrections = tuple(corrections(self._coach, self._one))
        hurt = hurt_later(self._coach).get(self._one.id, ())
        return tell(self._one, width, self._corrections, self._coach.clock.now().date(), hurt)


def corrections(coach: Coach, one: Remembered) -> list[Corrected]:
    """Return what each correction changed, oldest first; what was removed and brought back is none."""
    found: list[Corrected] = []
    before: Remembered | None = None
    for version in amend.versions(coach, one):
        said = list(amend.differences(before, version.what)) if before is not None and version.what is not None else []
        if said:
            found.append((version.written, said))
        before = version.what or before
    return found
