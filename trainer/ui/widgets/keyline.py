"""The line of keys at the foot of a screen: only those that work now, from the bindings themselves."""

from __future__ import annotations

from collections.abc import Callable
from operator import attrgetter

from textual.binding import Binding
from textual.content import Content
from textual.events import Click
from textual.widgets import Static

NAMES = {
    "enter": "enter",
    "space": "space",
    "right": "→",
    "left": "←",
    "up": "↑",
    "down": "↓",
    "question_mark": "?",
    "slash": "/",
    "plus": "+",
    "escape": "esc",
    "pageup": "pgup",
    "pagedown": "pgdn",
    "shift+up": "shift+↑",
    "shift+down": "shift+↓",
    "shift+left": "shift+←",
    "shift+right": "shift+→",
    "minus": "-",
    "less_than_sign": "<",
    "greater_than_sign": ">",
}
"""How keys are written."""


GAP = "  "
"""What stands between two hints."""


class KeyLine(Static):
    """Key hints that fit, the first ones first; a click on one does it."""

    def __init__(
        self,
        *,
        id: str | None = None,  # noqa: A002 - Textual's own name
        word: Callable[[Binding], str] = attrgetter("description"),
    ) -> None:
        """Let `word` say what a key does where that changes."""
        super().__init__(id=id)
        self._word = word
        self._places: list[tuple[str, int, int, int]] = []

    def on_mount(self) -> None:
        """Follow the screen's bindings."""
        self.screen.bindings_updated_signal.subscribe(self, lambda _: self.fill())
        self.call_after_refresh(self.fill)

    def on_resize(self) -> None:
        """Fill the new width."""
        self.fill()

    def on_click(self, event: Click) -> None:
        """Do what the hint says that was clicked."""
        at = event.get_content_offset(self)
        for action, row, start, end in self._places:
            if at is not None and at.y == row and start <= at.x < end:
                self.screen.call_later(self.screen.run_action, action)

    def fill(self) -> None:
        """Write the hints that fit, row by row."""
        width, rows = self.content_size.width, max(1, self.content_size.height)
        lines: list[list[Content]] = [[]]
        self._places = []
        column = 0
        for key, binding in shown(self):
            hint = Content.assemble((name_of(key), "bold $accent"), " ", self._word(binding))
            if column and column + len(hint) > width:
                if len(lines) == rows:
                    break
                lines.append([])
                column = 0
            lines[-1].append(hint)
            self._places.append((binding.action, len(lines) - 1, column, column + len(hint)))
            column += len(hint) + len(GAP)
        self.update(Content("\n").join(Content(GAP).join(row) for row in lines), layout=False)


def shown(widget: Static) -> list[tuple[str, Binding]]:
    """Return the bindings that are shown and work now, as (key, binding): the screen's own first, each action once."""
    own = [one.action for one in type(widget.screen).__dict__.get("BINDINGS", ())]
    found: dict[str, tuple[str, Binding]] = {}
    for active in widget.screen.active_bindings.values():
        binding = active.binding
        if binding.show and active.enabled and binding.description and active.node is widget.screen:
            found.setdefault(binding.action, (binding.key, binding))
    return sorted(found.values(), key=lambda one: own.index(one[1].action) if one[1].action in own else len(own))


def name_of(key: str) -> str:
    """Write a key as people know it."""
    return NAMES.get(key, key)
