"""Progress: one line on a terminal for what takes longer than a moment; nothing where nobody looks."""

from __future__ import annotations

import sys
from typing import TextIO

from trainer.core.clock import Clock

PATIENCE = 1.0
"""Seconds before anything is shown."""
_STEP = 0.1
"""Seconds between two lines."""
_WIPE = "\r\x1b[K"


class Progress:
    """Shows how far something is, on a line that goes away at the end."""

    def __init__(self, clock: Clock, stream: TextIO | None = None) -> None:
        self._clock = clock
        self._stream = stream or sys.stderr
        self._next = clock.seconds() + PATIENCE
        self._shown = False

    def show(self, what: str) -> None:
        """Show a few words, if it has taken long enough and somebody looks."""
        if self._clock.seconds() < self._next or self._stream is None or not self._stream.isatty():
            return
        self._next = self._clock.seconds() + _STEP
        self._shown = True
        self._put(f"{_WIPE}{what}")

    def end(self) -> None:
        """Take the line away."""
        if self._shown:
            self._put(_WIPE)
        self._shown = False

    def _put(self, text: str) -> None:
        try:
            self._stream.write(text)
            self._stream.flush()
        except OSError:  # nobody looks any more
            self._shown = False
