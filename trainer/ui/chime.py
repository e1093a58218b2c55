"""The chime: does on a terminal what a herald hands back – bells on the app's timers, a flash, a sequence to write."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from textual.app import App
from textual.timer import Timer
from textual.widget import Widget

from trainer.cues import Call

FLASH = 0.3
"""Seconds a flash lasts: one change there and one back, far from flickering."""
_CLASS = "-flash"


class Chime:
    """Plays calls; a new pattern of bells takes the place of one that still rings, and no screen cuts one short."""

    def __init__(self, app: App[Any], flash: Callable[[], None]) -> None:
        self._app = app
        self._flash = flash
        self._timers: list[Timer] = []

    def play(self, call: Call) -> None:
        """Do what is asked, now and by timers."""
        if call.bells:
            self._ring(call.bells)
        if call.write and self._app._driver is not None:
            self._app._driver.write(call.write)
        if call.flash:
            self._flash()

    def stop(self) -> None:
        """Ring no more of what was begun."""
        for timer in self._timers:
            timer.stop()
        self._timers.clear()

    def _ring(self, bells: tuple[float, ...]) -> None:
        self.stop()
        for after in bells:
            if after:
                self._timers.append(self._app.set_timer(after, self._app.bell))
            else:
                self._app.bell()


def flash(widget: Widget) -> None:
    """Have a widget flash once; its sheet says how, by the class `-flash`."""
    widget.add_class(_CLASS)
    widget.set_timer(FLASH, lambda: widget.remove_class(_CLASS))
