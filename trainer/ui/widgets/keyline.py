"""The line of keys at the foot of a screen: only those that work now, from the bindings themselves."""

from __future__ import annotations

from textual.binding import Binding
from textual.content import Content
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
}
"""How keys are written."""


class KeyLine(Static):
    """Key hints that fit the width, the first ones first."""

    def watch_keys(self) -> None:
        """Follow the screen's bindings."""
        self.screen.bindings_updated_signal.subscribe(self, lambda _: self.fill())

    def on_mount(self) -> None:
        """Fill it once the bindings are known."""
        self.watch_keys()
        self.call_after_refresh(self.fill)

    def on_resize(self) -> None:
        """Fill the new width."""
        self.fill()

    def fill(self) -> None:
        """Write the hints that fit."""
        room = self.content_size.width * max(1, self.content_size.height)
        hints: list[Content] = []
        for key, binding in shown(self):
            hint = Content.assemble((name_of(key), "bold $accent"), " ", binding.description)
            if sum(len(h) + 2 for h in hints) + len(hint) > room:
                break
            hints.append(hint)
        self.update(Content("  ").join(hints))


def shown(widget: Static) -> list[tuple[str, Binding]]:
    """Return the bindings that are shown and work now, as (key, binding), each action once."""
    found: dict[str, tuple[str, Binding]] = {}
    for active in widget.screen.active_bindings.values():
        binding = active.binding
        if binding.show and active.enabled and binding.description:
            found.setdefault(binding.action, (binding.key, binding))
    return list(found.values())


def name_of(key: str) -> str:
    """Write a key as people know it."""
    return NAMES.get(key, key)
