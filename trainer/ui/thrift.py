"""Thrift: what is written to the terminal, with the same effect in fewer bytes.

Textual sets and resets the style around every run of text and moves the cursor before and after it. Where nothing
differs, none of that needs to cross a slow line.
"""

from __future__ import annotations

import os
import re
from typing import Any

from textual.app import App
from textual.events import Resize
from textual.message import Message

from trainer.ui.line import BELL, LineDriver
from trainer.ui.memory import Memory

_TOKENS = re.compile(r"(\x1b\[[0-9;:]*m)|(\x1b\[[0-9]+;[0-9]+H|\r?\n)|(\x1b|[^\x1b\r\n]+|\r)")
_RESET = "\x1b[0m"
_POOR = {
    **dict(zip("↔▲●☾✓✗◐⚠•▸▾◂▴→←↑↓○♪−≤≥┆…–—×", "=^*z+x~!->v<^><^vo#-<>|.--x", strict=True)),
    **dict(zip("■□━’‘ʼ´“”", "█░▄" + 4 * "'" + 2 * '"', strict=True)),
}
CONSOLE = str.maketrans(_POOR)
"""Signs that the Linux console's fonts lack, and what stands for them there; blocks and lines it has."""


class ThriftyDriver(LineDriver):
    """The line, with no more written to it than must be."""

    def __init__(
        self, app: App[Any], *, debug: bool = False, mouse: bool = True, size: tuple[int, int] | None = None
    ) -> None:
        super().__init__(app, debug=debug, mouse=mouse, size=size)
        self._memory = Memory()
        self._poor = os.environ.get("TERM") == "linux"

    def write(self, data: str) -> None:
        """Write to the terminal what it does not show yet."""
        if data != BELL:
            data = thrift(self._memory.new(data.translate(CONSOLE) if self._poor else data))
        super().write(data)

    def repaint(self) -> None:
        """Paint everything anew."""
        self._memory.forget()
        super().repaint()

    def process_message(self, message: Message) -> None:
        """Pass on what the terminal says; when it was resized, nothing is known of it any more."""
        if isinstance(message, Resize):
            self._memory.forget()
        super().process_message(message)

    def _get_terminal_size(self) -> tuple[int, int]:
        """Look how large the terminal is, as is done when it was resized."""
        self._memory.forget()
        size: tuple[int, int] = super()._get_terminal_size()
        return size


def thrift(data: str) -> str:
    """Leave out moves that another move follows, and styles that are set again unchanged.

    Only for what Textual writes: it starts and ends without a style, sets each style whole after a reset, and never
    scrolls. Anything else is passed on as it is, in its place.
    """
    out: list[str] = []
    move = ""
    style = wanted = _RESET
    for token in _TOKENS.finditer(data):
        sgr, moved, other = token.groups()
        if sgr:
            wanted = sgr if _RESET in {wanted, sgr} else wanted + sgr
        elif moved:
            move = moved if moved.startswith("\x1b") else move + moved
        else:
            out += [move, _change(style, wanted), other]
            move, style = "", wanted
    return "".join([*out, move, _change(style, wanted)])


def _change(style: str, wanted: str) -> str:
    """Return what turns one style into another."""
    if style == wanted:
        return ""
    return wanted if _RESET in {wanted, style} else _RESET + wanted
