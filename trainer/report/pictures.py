"""Pictures: how the exercises of a report look, each in the pose that is held; the figures are ours."""

from __future__ import annotations

from collections.abc import Iterable

from trainer.core.figure import Figure, Shown, posed
from trainer.core.timeline import StepKind
from trainer.drawing.strokes import reach, strokes
from trainer.drawing.svg import svg
from trainer.gallery import Gallery
from trainer.report.facts import Trained
from trainer.report.markup import Markup

Picture = tuple[str, Markup]
"""A name and what is drawn of it."""


def pictures(trained: Iterable[Trained], gallery: Gallery) -> tuple[Picture, ...]:
    """Draw the exercises that have a figure."""
    found = ((one.name, gallery.figure(one.exercise)) for one in trained)
    return tuple((name, _drawn(figure, name)) for name, figure in found if figure is not None)


def _drawn(figure: Figure, name: str) -> Markup:
    """Draw the pose that is held; where nothing is, the middle of the movement."""
    frames = figure.movements[0].frames
    shown, held = frames[StepKind.PREPARE], frames.get(StepKind.HOLD)
    pose = held[-1] if held else shown[len(shown) // 2]
    drawn = strokes(figure, Shown(joints=posed(figure.poses[pose]), pose=pose))
    size = reach(drawn, figure.view, floor=figure.grounded)
    return Markup(svg(drawn, size, name, floor_line=figure.grounded, alone=False))
