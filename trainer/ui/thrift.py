"""Thrift: what is written to the terminal, with the same effect in fewer bytes.

Textual sets and resets the style around every run of text and moves the cursor before and after it. Where nothing
differs, none of that needs to cross a slow line.
"""

from __future__ import annotations

import re

from trainer.ui.line import LineDriver

_TOKENS = re.compile(r"(\x1b\[[0-9;:]*m)|(\x1b\[[0-9]+;[0-9]+H|\r?\n)|(\x1b|[^\x1b\r\n]+|\r)")
_RESET = "\x1b[0m"


class ThriftyDriver(LineDriver):
    """The line, with no more written to it than must be."""

    def write(self, data: str) -> None:
        """Write to the terminal."""
        super().write(thrift(data))


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
