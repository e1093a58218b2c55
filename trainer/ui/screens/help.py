"""Help: what the screen beneath is for, and every key that works there."""

from __future__ import annotations

from typing import Any

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen, Screen
from textual.widgets import Static

from trainer import wording
from trainer.ui.sheets import SHEETS
from trainer.ui.widgets.keyline import name_of
from trainer.ui.widgets.marks import hang


class HelpScreen(ModalScreen[Any]):
    """Explain the screen it was called from."""

    CSS_PATH = SHEETS / "help.tcss"
    BINDINGS = [Binding("escape,q,question_mark,enter,space", "dismiss", "back", id="help.back")]

    def __init__(self, about: Screen[Any]) -> None:
        super().__init__()
        self._text = getattr(about, "HELP", "")
        self._keys = _keys(about)

    def compose(self) -> ComposeResult:
        """Lay out the text and the keys."""
        with Vertical(id="box"), VerticalScroll():
            yield Static(self._text, id="about", markup=False)
            yield Static(id="table")
            yield Static(wording.DISCLAIMER, id="disclaimer", markup=False)
            yield Static("esc  back", id="back", markup=False)

    def on_resize(self) -> None:
        """Fit the lines to the new width."""
        self.call_after_refresh(self._fill)

    def _fill(self) -> None:
        scroll = self.query_one_optional(VerticalScroll)
        if scroll is None:  # closed meanwhile
            return
        room = scroll.scrollable_content_region.width
        width = max((len(key) for key, _ in self._keys), default=0)
        rows = [
            hang(Content.styled(f"{key:>{width}}  ", "bold $accent"), Content(what), room) for key, what in self._keys
        ]
        self.query_one("#table", Static).update(Content("\n").join(rows))


def _keys(screen: Screen[Any]) -> list[tuple[str, str]]:
    """Return each action that works on a screen with its keys, the screen's own first."""
    own = [binding.action for binding in type(screen).__dict__.get("BINDINGS", ())]
    found: dict[str, tuple[list[str], str]] = {}
    for active in screen.active_bindings.values():
        binding = active.binding
        if active.enabled and binding.tooltip and active.node in {screen, screen.app}:
            found.setdefault(binding.action, ([], binding.tooltip))[0].append(name_of(binding.key))
    ranked = sorted(found, key=lambda action: own.index(action) if action in own else len(own))
    return [(" ".join(dict.fromkeys(found[action][0])), found[action][1]) for action in ranked]
