"""The calendar of a week: seven columns with session, activity and relaxing; a click on a column chooses its day."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from textual.content import Content
from textual.events import Click
from textual.message import Message
from textual.widgets import Static

from trainer import wording
from trainer.core.exercise import Kind
from trainer.core.log import SessionLog
from trainer.core.weekly import Day, Exertion, Status, Week
from trainer.ui.theme import KIND_STYLES
from trainer.ui.widgets.marks import kind_mark

ROOMY = 60
"""Columns from which cells have words."""
WIDEST = 14
"""Columns of a day, at most."""
_MARKS = {Status.DONE: ("✓", "$success"), Status.PART: ("◐", "$warning"), Status.MISSED: ("!", "bold $warning")}


class Calendar(Static):
    """A week's days side by side."""

    @dataclass
    class DayChosen(Message):
        """A day was clicked."""

        day: date

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's own name
        super().__init__(id=id)
        self._week: Week | None = None
        self._chosen = self._today = date.min

    def show(self, week: Week, chosen: date, today: date) -> None:
        """Show a week with one of its days chosen."""
        self._week, self._chosen, self._today = week, chosen, today
        self._fill()

    def on_resize(self) -> None:
        """Fit the columns to the new width."""
        self._fill()

    def on_click(self, event: Click) -> None:
        """Choose the day of the column that was clicked."""
        at = event.get_content_offset(self)
        if at is None or self._week is None:
            return
        label, cell = self._columns
        if label <= at.x < label + 7 * cell:
            self.post_message(self.DayChosen(self._week.monday + timedelta(days=(at.x - label) // cell)))

    @property
    def _columns(self) -> tuple[int, int]:
        """Return the columns of the signs at the left, and of a day."""
        width = self.content_size.width
        label = 3 if width >= ROOMY else 1
        return label, max(4, min(WIDEST, (width - label) // 7))

    def _fill(self) -> None:
        if self._week is None or not self.content_size.width:
            return
        week, (label, cell) = self._week, self._columns
        roomy = label > 1
        rows: list[tuple[str, str, Callable[[Day], Content]]] = [
            ("", "", lambda day: self._head(day, roomy=roomy)),
            ("", "", lambda day: _work(day, roomy=roomy)),
            ("", "", lambda day: _state(day, self._today, roomy=roomy)),
            (wording.SIGNS[Kind.ACTIVITY], KIND_STYLES[Kind.ACTIVITY], lambda day: _activity(day, self._today, roomy)),
            (wording.SIGNS[Kind.RELAX], KIND_STYLES[Kind.RELAX], _relax),
        ]
        lines = []
        for sign, style, make in rows:
            cells = [self._cell(day, make(day), cell) for day in week.days]
            lines.append(Content.assemble((f"{sign:<{label}}", style), *cells))
        self.update(Content("\n").join(lines))

    def _cell(self, day: Day, text: Content, width: int) -> Content:
        """Put a text into a cell; it begins one column in, so that the chosen day's mark has room."""
        cut = text if text.cell_length <= width else text.truncate(width)
        padded = cut.pad_right(width - cut.cell_length)
        return padded.stylize_before("$on-band-quiet on $band-quiet") if day.date == self._chosen else padded

    def _head(self, day: Day, *, roomy: bool) -> Content:
        name = wording.weekday(day.date) + (f" {day.date.day}" if roomy else "")
        if day.date == self._chosen:
            return Content.styled(f"▸{name}◂" if roomy else f"▸{name}", "bold")
        return Content.styled(f" {name}", "bold $accent" if day.date == self._today else "$muted")


def _work(day: Day, *, roomy: bool) -> Content:
    """Count the kinds of a day's session, or say why there is none."""
    if day.session is not None and day.session.status is not Status.CLOSED:
        open_ = (item.exercise.kind for item in day.session.items if item.status is not Status.CLOSED)
        return _count(Counter(open_), roomy=roomy)
    if day.blocked is not None or day.session is not None:
        return Content.assemble((" ■", "$stop"), (" closed" if roomy else "", "$muted"))
    trained = [item.prescription.kind for one in _sessions(day) for item in one.items]
    if trained:
        return _count(Counter(trained), roomy=roomy)
    return Content.styled(" ·" if day.free else " rest", "$muted")


def _count(counts: Counter[Kind], *, roomy: bool) -> Content:
    cells = [
        Content.assemble(kind_mark(kind), str(counts[kind]))
        for kind in (Kind.STRETCH, Kind.STRENGTHEN, Kind.RELAX)
        if counts[kind]
    ]
    return Content.assemble(" ", Content(" " if roomy else "").join(cells))


def _state(day: Day, today: date, *, roomy: bool) -> Content:
    """Say how long a session is, and how it stands."""
    sitting = day.session
    if sitting is None or sitting.status is Status.CLOSED:
        done = sum(one.seconds for one in _sessions(day))
        return Content.assemble(_length(done, roomy=roomy), ("✓", "$success")) if done else Content("")
    if sitting.status is Status.MISSED and roomy:
        return Content.styled(" missed", "$warning")
    mark = _MARKS.get(sitting.status, ("", ""))
    style = "" if day.date >= today else "$muted"
    return Content.assemble((_length(sitting.seconds, roomy=roomy), style), mark)


def _length(seconds: float, *, roomy: bool) -> str:
    minutes = wording.minutes(seconds)
    return f" {minutes} " if roomy else f" {minutes.partition(' ')[0]}'"


def _sessions(day: Day) -> list[SessionLog]:
    return [one.what for one in day.trained if isinstance(one.what, SessionLog)]


def _activity(day: Day, today: date, roomy: bool) -> Content:
    value = day.activity
    if value.closed is not None and not value.done:
        return Content.styled(" ■", "$stop")
    enough = 0 < value.planned <= value.done
    mark = ("✓" if enough else "", "$success")
    if not value.done:
        missed = value.planned and day.date < today
        text = f"0/{value.planned}" if missed and roomy else "0" if missed else str(value.planned or "·")
        return Content.styled(f" {text}", "" if value.planned and day.date >= today else "$muted")
    if not roomy:
        return Content.assemble(f" {value.done}", mark)
    of = "" if enough or not value.planned else f"/{value.planned}"
    return Content.assemble(f" {_done(value)}{of} ", mark)


def _done(value: Exertion) -> str:
    """Say the minutes done, those of short bouts apart: `20+5`."""
    bouts = sum(value.bouts)
    return f"{bouts or ''}+{value.short}" if value.short else str(value.done)


def _relax(day: Day) -> Content:
    return Content(f" {day.relaxed}") if day.relaxed else Content.styled(" ·", "$muted")
