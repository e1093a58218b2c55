"""Pictures: figures as a contact sheet of characters, and each pose as a file to print."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import ceil
from pathlib import Path

from trainer.archive import passage
from trainer.codec.words import shorten
from trainer.core.figure import Figure, Movement, Shown, View, between, outward, posed
from trainer.core.library import Library
from trainer.core.text import clean, fold
from trainer.core.timeline import StepKind
from trainer.drawing.canvas import BRAILLE, LEAST, Canvas, Cells, fitting
from trainer.drawing.strokes import Extent, extent, strokes
from trainer.drawing.svg import svg
from trainer.errors import NotFoundError, NotSavedError, RefusedError, UsageError
from trainer.gallery import Gallery
from trainer.store.fs import Fs

COLUMNS = (24, 40)
"""The fewest and the most columns of a picture whose size nobody asked for."""
BESIDE, MOST_ROWS = 4, 16
"""The most pictures beside each other then, and how high they are at most."""
ACROSS, DOWN = 2, 4
"""How wide and high a character is, one to the other."""
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


def size(text: str) -> tuple[int, int] | None:
    """Read columns and rows such as `40x16`; None without any, UsageError for what is no size of a figure."""
    if not text:
        return None
    found = re.fullmatch(r"([0-9]{1,3})\s*[x×]\s*([0-9]{1,3})", text.strip().casefold())
    box = (int(found[1]), int(found[2])) if found else None
    if box is None or box[0] < LEAST[0] or box[1] < LEAST[1]:
        least = f"{LEAST[0]}x{LEAST[1]}"
        raise UsageError(f"'{shorten(text)}' is no size of a picture; write one such as 40x16, from {least} up.")
    return box


def cells() -> Cells:
    """Choose the characters that the standard output can show."""
    return fitting(getattr(sys.stdout, "encoding", None) or "utf-8", os.environ.get("TERM", ""))


def find(name: str, known: Library, gallery: Gallery) -> Figure:
    """Find a figure by its exercise's or activity's name; raises NotFoundError, or what is wrong with its file."""
    folded = fold(name)
    activities = known.activities.values()
    activity = next((one for one in activities if folded in {fold(one.id), fold(one.name)}), None)
    found = known.exercise(name) if activity is None else activity
    figure = gallery.figure(found.id)
    if figure is not None:
        return figure
    if gallery.faults:
        raise RefusedError(f"{gallery.faults[0]}.")
    raise NotFoundError(f"{found.name} has no figure; 'trainer library figures' lists those there are.")


def listed(known: Library, gallery: Gallery) -> Iterator[str]:
    """List every exercise and activity with its figure, or that it has none."""
    found = gallery.all()
    names = {one.id: one.name for one in known.exercises.values()}
    names |= {one.id: one.name for one in known.activities.values()}
    widest, longest = max(map(len, names)), max(map(len, names.values()))
    for id_, name in names.items():
        figure = found.get(id_)
        yield f"{id_:<{widest}}  {name:<{longest}}  {'no figure' if figure is None else about(figure)}"


def write(folder: Path, figures: Iterable[Figure], *, force: bool) -> Iterator[str]:
    """Write each pose to an SVG file; nothing is written where one of the files must not be replaced."""
    fs, every = Fs(), {name: drawn for figure in figures for name, drawn in files(figure).items()}
    try:
        folder.mkdir(exist_ok=True)
    except (OSError, ValueError):
        raise NotSavedError(f"'{shorten(str(folder))}' cannot be made a directory; name another.") from None
    places = {name: passage.check_place(str(folder / name), fs, force=force) for name in every}
    for name, place in places.items():
        passage.write(place, every[name].encode(), fs, force=force)
    yield f"{len(every)} {'file is' if len(every) == 1 else 'files are'} in {clean(str(folder), newlines=False)}."


def contact(figure: Figure, box: tuple[int, int] | None, width: int, cells: Cells = BRAILLE) -> Iterator[str]:
    """Show each movement's poses and what is in between, in boxes of columns and rows, side by side up to a width."""
    reach = extent(figure)
    box = box or _box(width, reach)
    canvas = Canvas(*box, reach, floor_line=figure.grounded, cells=cells)
    beside = max(1, (width + APART) // (box[0] + APART))
    yield f"{figure.id}: {about(figure)}"
    for movement in figure.movements:
        if title := _title(movement):
            yield from ("", title)
        frames = list(_frames(figure, movement))
        for at in range(0, len(frames), beside):
            yield ""
            yield from _side_by_side(figure, canvas, frames[at : at + beside])


def about(figure: Figure) -> str:
    """Say in a few words what a figure has: `from the side · 5 poses · 2 movements`."""
    poses, movements = len(figure.poses), len(figure.movements)
    seen = f"from {'above' if figure.view is View.ABOVE else f'the {figure.view}'}"
    seen += " and above" if figure.raised else ""
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
        moment, title = Shown(joints=posed(pose), pose=pose.name), f"{figure.id}: {pose.name}"
        found[name] = svg(strokes(figure, moment), extent(figure), title, floor_line=figure.grounded)
    return found


def _box(width: int, reach: Extent) -> tuple[int, int]:
    """Choose the size of pictures of which most fit beside each other, as high as the figure needs them."""
    fits = (_columns(width, count) for count in range(BESIDE, 0, -1))
    columns = next((found for found in fits if found >= COLUMNS[0]), max(width, LEAST[0]))
    columns = min(columns, COLUMNS[1])
    left, bottom, right, top = reach
    rows = ceil(columns * ACROSS * (top - bottom) / (right - left) / DOWN) + 1
    return columns, min(max(rows, LEAST[1]), MOST_ROWS)


def _columns(width: int, count: int) -> int:
    return (width - APART * (count - 1)) // count


def _title(movement: Movement) -> str:
    part = f"Part {movement.part}" if movement.part > 1 else ""
    return ", ".join(text for text in (part, movement.label or "") if text)


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
