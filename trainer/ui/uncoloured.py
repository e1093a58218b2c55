"""Uncoloured: what is shown where NO_COLOR asks for no colours at all."""

from __future__ import annotations

from rich.color import Color as RichColor
from rich.segment import Segment
from rich.style import Style
from textual.color import Color
from textual.filter import LineFilter

_NONE = Style.from_color(RichColor.default(), RichColor.default())
_REVERSED = _NONE + Style(reverse=True)


class Uncoloured(LineFilter):
    """Takes all colours away; what stood on a colour of its own stands reversed."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """Take the colours of a line away."""
        return [Segment(text, None if style is None else _bare(style), control) for text, style, control in segments]


def _bare(style: Style) -> Style:
    on = style.bgcolor
    return style + (_NONE if on is None or on.is_default else _REVERSED)
