"""Pictures: figures as a contact sheet of characters, and each pose as a file to print."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from trainer.core.figure import Figure, Movement, Shown, View, between, outward, posed
from trainer.core.timeline import StepKind
from trainer.drawing.canvas import BRAILLE, Canvas, Cells
from trainer.drawing.strokes import extent, strokes
from trainer.drawing.svg import svg

APART = 2
"""Columns between two pictures."""
HALVES, THIRDS = (0.5,), (1 / 3, 2 / 3)
"""Shares of the way at which in-between frames are shown."""
_BLANK = " \u2800"
_NO_NAME = re.compile(r"[^a-z0-9]+")


@dataclass(frozen=True, slots=True)
class Frame:
    """One picture of a contact sheet."""

    caption: str
    """The pose's name; empty in between."""
    moment: Shown


def contact(figure: Figure, box: tuple[int, int], width: int, cells: Cells = BRAILLE) -> Iterator[str]:
    """Show each movement's poses and what is in between, in boxes of columns and rows, side by side up to a width."""
    canvas = Canvas(*box, extent(figure), floor_line=figure.view is not View.ABOVE, cells=cells)
    beside = max(1, (width + APART) // (box[0] + APART))
    for movement in figure.movements:
        yield _title(movement)
        frames = list(_frames(figure, movement))
        for at in range(0, len(frames), beside):
            yield ""
            yield from _side_by_side(figure, canvas, frames[at : at + beside])
        yield ""


def about(figure: Figure) -> str:
    """Say in a few words what a figure has: `from the side · 5 poses · 2 movements`."""
    poses, movements = len(figure.poses), len(figure.movements)
    seen = f"from {'above' if figure.view is View.ABOVE else f'the {figure.view}'}"
    parts = (seen, f"{poses} {'pose' if poses == 1 else 'poses'}", f"{movements} movements" if movements > 1 else "")
    return " · ".join(part for part in parts if part)


def files(figure: Figure) -> dict[str, str]:
    """Give each pose as the text of an SVG file, by a name that is fit for a file."""
    found: dict[str, str] = {}
    for number, pose in enumerate(figure.poses.values(), 1):
        slug = _NO_NAME.sub("-", pose.name.casefold()).strip("-") or f"pose-{number}"
        name = f"{figure.id}-{slug}.svg"
        if name in found:
            name = f"{figure.id}-{slug}-{number}.svg"
        found[name] = drawn(figure, pose.name, f"{figure.id}: {pose.name}")
    return found


def drawn(figure: Figure, pose: str, title: str) -> str:
    """Draw one pose as SVG."""
    moment = Shown(joints=posed(figure.poses[pose]), pose=pose)
    return svg(strokes(figure, moment), extent(figure), title, floor_line=figure.view is not View.ABOVE)


def _title(movement: Movement) -> str:
    part = f"Part {movement.part}" if movement.part > 1 else ""
    return ", ".join(text for text in (part, movement.label or "") if text) or "The movement"


def _frames(figure: Figure, movement: Movement) -> Iterator[Frame]:
    """Give the way of the demonstration, then the poses of the movement that are not on it."""
    names = outward(movement.frames[StepKind.PREPARE])
    shares = THIRDS if len(names) == 2 else HALVES
    yield _posed(figure, names[0])
    for start, end in pairwise(names):
        one, other = figure.poses[start], figure.poses[end]
        for share in shares if start != end else ():
            pose = start if share < 0.5 else end
            yield Frame("", Shown(joints=between(one, other, share), pose=pose))
        yield _posed(figure, end)
    rest = dict.fromkeys(name for frames in movement.frames.values() for name in frames)
    for name in rest:
        if name not in names:
            yield _posed(figure, name)


def _posed(figure: Figure, name: str) -> Frame:
    return Frame(name, Shown(joints=posed(figure.poses[name]), pose=name))


def _side_by_side(figure: Figure, canvas: Canvas, frames: Sequence[Frame]) -> Iterator[str]:
    """Put pictures beside each other, without the rows that are empty in all of them."""
    pictures = [canvas.draw(strokes(figure, frame.moment)) for frame in frames]
    rows = list(zip(*pictures, strict=True))
    first = next((at for at, row in enumerate(rows) if any(part.strip(_BLANK) for part in row)), 0)
    last = next((at for at in range(len(rows), first, -1) if any(part.strip(_BLANK) for part in rows[at - 1])), first)
    for row in rows[first:last]:
        yield (" " * APART).join(row).rstrip(_BLANK)
    wide = canvas.columns
    captions = (frame.caption[:wide].center(wide) for frame in frames)
    yield (" " * APART).join(captions).rstrip()
