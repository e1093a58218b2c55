"""A picture: a scene as rows of characters for a box. Nothing imports this before a figure is shown."""

from __future__ import annotations

import os

from trainer.core.figure import Figure, Shown, posed, shown
from trainer.drawing.canvas import LEAST, Canvas, fitting
from trainer.drawing.strokes import extent, strokes
from trainer.ui.widgets.showing import Scene

PANEL = 22
"""The fewest columns of a pose that stands beside another one."""
APART = 2
"""Columns between two poses."""
_BLANK = "\u2800"
"""A pattern of no dots, which some fonts draw as empty circles."""
_AWRY = (ArithmeticError, ValueError, LookupError)
"""What a figure can fail with; then it is not shown. It must never end a session."""


class Picture:
    """What draws scenes, and keeps its canvas while figure and box stay the same."""

    def __init__(self) -> None:
        self._canvas: Canvas | None = None
        self._made_for: tuple[object, ...] = ()

    def rows(self, scene: Scene, width: int, height: int) -> list[str]:
        """Draw a scene; nothing where the box is too small for it, or the figure cannot be drawn."""
        if width < LEAST[0] or height < LEAST[1]:
            return []
        try:
            if scene.beside:
                return self._beside(scene, width, height)
            return self._drawn(scene, shown(scene.figure, scene.frames, scene.share), width, height)
        except _AWRY:
            return []

    def _beside(self, scene: Scene, width: int, height: int) -> list[str]:
        """Draw as many poses beside each other as there is room for; those that tell most come last."""
        count = max(1, min(len(scene.frames), (width + APART) // (PANEL + APART)))
        room = (width - APART * (count - 1)) // count
        moments = [Shown(joints=posed(scene.figure.poses[name]), pose=name) for name in scene.frames[-count:]]
        panels = [self._drawn(scene, moment, room, height) for moment in moments]
        return [(" " * APART).join(row) for row in zip(*panels, strict=True)]

    def _drawn(self, scene: Scene, moment: Shown, width: int, height: int) -> list[str]:
        canvas = self._canvas_of(scene.figure, width, height, mirrored=scene.mirrored)
        rows = canvas.draw(strokes(scene.figure, moment, mirrored=scene.mirrored))
        return [row.replace(_BLANK, " ") for row in rows]

    def _canvas_of(self, figure: Figure, width: int, height: int, *, mirrored: bool) -> Canvas:
        wanted = (figure.id, mirrored, width, height)
        if self._canvas is None or self._made_for != wanted:
            self._made_for = wanted
            self._canvas = Canvas(
                width,
                height,
                extent(figure, mirrored=mirrored),
                floor_line=figure.grounded,
                cells=fitting("utf-8", os.environ.get("TERM", "")),  # without UTF-8 the plain mode leads
            )
        return self._canvas
