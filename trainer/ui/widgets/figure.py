"""A figure: a body at one moment, as large as its box allows; only what changed is painted again.

What reads and draws figures is imported when the first one is to be seen.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from itertools import zip_longest
from pathlib import Path

from rich.segment import Segment
from textual.geometry import Region
from textual.message import Message
from textual.strip import Strip
from textual.timer import Timer
from textual.widget import Widget

from trainer.core.figure import Figure
from trainer.core.library import Fault
from trainer.ui.widgets.showing import Scene, demonstration

LEAST = (16, 6)
"""Columns and rows below which a figure gives way."""
POOR = (30, 11)
"""The same on the console of Linux, whose characters have a quarter of the dots: smaller ones show anything."""
FRAME = 0.2
"""Seconds between the frames of a demonstration."""
IDLE = 60.0
"""Seconds after which a demonstration is given again."""
AGAIN = 3
"""How often it is, at most."""
REST = 0.25
"""Seconds for which a cursor rests on an exercise before its figure is looked up."""


class Figures:
    """The figures by the ids of their exercises and activities, read one by one when they are first shown."""

    def __init__(self, own: Path) -> None:
        """Take the person's data directory, whose own figures stand beside the shipped ones."""
        self._own = own
        self._find: Callable[[str], Figure | None] | None = None
        self.faults: Sequence[Fault] = ()
        """What is wrong in the files read so far."""

    def __call__(self, name: str) -> Figure | None:
        """Give a figure; None where there is none, or a broken one."""
        if self._find is None:
            from trainer.gallery import Gallery
            from trainer.resources import library_path

            gallery = Gallery(library_path(), self._own)
            self._find, self.faults = gallery.figure, gallery.faults
        return self._find(name)


class FigureView(Widget):
    """A figure in the middle of its box, on its floor."""

    class Small(Message):
        """The box is too small for any figure."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's own name
        super().__init__(id=id)
        self._scene: Scene | None = None
        self._rows: list[str] = []
        self._picture: Callable[[Scene, int, int], list[str]] | None = None

    @property
    def scene(self) -> Scene | None:
        """What is shown, or waits to be."""
        return self._scene

    @property
    def small(self) -> bool:
        """Whether the box is too small for any figure."""
        width, height = POOR if os.environ.get("TERM") == "linux" else LEAST
        return self.size.width < width or self.size.height < height

    def show(self, scene: Scene | None) -> None:
        """Show a scene; where there is no box for it, it waits."""
        if scene != self._scene:
            self._scene = scene
            self._fit()

    def on_resize(self) -> None:
        """Fit the new box."""
        if self.size and self.small:
            self.post_message(self.Small())
        self._fit()

    def on_show(self) -> None:
        """Catch up with what was not drawn while it was hidden."""
        self._fit()

    def render_line(self, y: int) -> Strip:
        """Give one row."""
        width = self.size.width
        row = self._rows[y] if y < len(self._rows) else ""
        return Strip([Segment(row.ljust(width)[:width], self.rich_style)], width)

    def _fit(self) -> None:
        """Draw the scene, and paint what differs from what is shown."""
        if not self.size or not self.is_on_screen:
            return
        old, self._rows = self._rows, self._draw()
        pairs = enumerate(zip_longest(old, self._rows, fillvalue=""))
        changed = [Region(x, y, width, 1) for y, (before, after) in pairs for x, width in _differing(before, after)]
        if changed:
            self.refresh(*changed)

    def _draw(self) -> list[str]:
        if self._scene is None or self.small:
            return []
        if self._picture is None:
            from trainer.ui.widgets.picture import Picture

            self._picture = Picture().rows
        return self._picture(self._scene, *self.size)


class Demonstration(FigureView):
    """A figure that shows its movement by itself: once, and again after a while, but never for ever."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's own name
        super().__init__(id=id)
        self._whole: Scene | None = None
        self._beat: Timer | None = None
        self._later: Timer | None = None
        self._frame = 0
        self._left = 0
        self._sought: tuple[str, bool, bool] | None = None
        self._resting: Timer | None = None

    def rest_on(self, name: str, figures: Figures | None, *, moving: bool) -> None:
        """Show a figure once a cursor has rested on its name; what was shown before is no longer true at once."""
        sought = (name, figures is None, moving)
        if sought == self._sought:
            return
        self._sought = sought
        self.present(None, moving=moving)
        if self._resting is not None:
            self._resting.stop()
        self._resting = self.set_timer(REST, lambda: self.find(name, figures, moving=moving))

    def find(self, name: str, figures: Figures | None, *, moving: bool) -> None:
        """Look a figure up and show it; where there is none, the box goes."""
        figure = None if figures is None else figures(name)
        self.set_class(figure is None, "-none")
        self.present(figure, moving=moving)

    def present(self, figure: Figure | None, *, moving: bool) -> None:
        """Show a figure: its movement once, or its poses beside each other where nothing may move."""
        self._left = AGAIN
        self._whole = None if figure is None else demonstration(figure, moving=moving)
        self.show(self._whole)
        self.again()

    def again(self) -> None:
        """Show the movement from its start, where it moves."""
        for timer in (self._beat, self._later):
            if timer is not None:
                timer.stop()
        self._beat = self._later = None
        if self._whole is not None and len(self._whole.frames) > 1 and not self._whole.beside:
            self._frame = 0
            self._beat = self.set_interval(FRAME, self._go_on)

    def _go_on(self) -> None:
        """Give the next frame, where anybody can see it; at the end rest for a while."""
        if self._whole is None or self._beat is None:
            return
        self._frame += 1
        scene = self._whole.at(self._frame * FRAME)
        ended = scene.share >= 1.0
        if ended or self.app.screen is self.screen:
            self.show(scene)
        if ended:
            self._beat.stop()
            self._beat = None
            if self._left:
                self._left -= 1
                self._later = self.set_timer(IDLE, self.again)


def _differing(before: str, after: str) -> list[tuple[int, int]]:
    """Return the span of a row that is to be painted again, as its start and width; none where nothing differs."""
    if before == after:
        return []
    spots = [x for x, (old, new) in enumerate(zip_longest(before, after, fillvalue=" ")) if old != new]
    return [(spots[0], spots[-1] - spots[0] + 1)] if spots else []
