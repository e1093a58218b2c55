"""An entry of a list: its name and its value at the two ends of a line, or on lines of their own."""

from __future__ import annotations

from textual.content import Content

from trainer.ui.widgets.marks import hang, line

GAP = 2
"""Columns between a name and its value, at least; also how far a value on a line of its own is indented."""


def entry(name: str, said: Content, width: int) -> Content:
    """Put a value at the end of its name's line; one that has no room there goes below it."""
    if len(name) + GAP + said.cell_length <= width:
        return line(Content(name), said, width)
    return Content("\n").join([Content(name), hang(" " * GAP, said, width)])
