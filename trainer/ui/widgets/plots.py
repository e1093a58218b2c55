"""Plots: minutes a day as bars against the active day's band, and pain as points above what was done, as text.

They are drawn here and not by a plotting library: a bar is a column of blocks, a point is its number, and both stay
aligned with the days, the marks beneath and the chosen day, on any terminal.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from math import ceil

from textual.content import Content

from trainer import wording
from trainer.core.adherence import ACTIVE, Account, Day
from trainer.ui.widgets.chart import Drawing
from trainer.ui.widgets.yearly import sign

WEEK = 7
MOST_WEEKS = 8
LEAST_WEEKS = 2
CELL = 2
"""Columns of a day, at least."""
WIDEST = 3
"""Columns of a day, at most."""
AXIS = 5
"""Columns of what stands at the left."""
FOOT = 2
"""Rows beneath a plot: the arrow at the chosen day, and the dates."""
WORST = 10
"""The top of the scale of pain."""

TALLEST = 20
"""Rows of 30 minutes, at most: higher bars say no more."""
BELOW = 10
"""The same where they stand below something else."""
ROOMY = 8
"""Rows from which activity stands beneath the pain."""
Cell = tuple[str, str]
"""A sign and its style."""
NONE: Cell = (" ", "")


def span(account: Account, chosen: date, width: int) -> tuple[int, Sequence[date]]:
    """Return the columns of a day, and the days that are shown: whole weeks, with the chosen day's among them."""
    room = width - AXIS
    weeks = max(LEAST_WEEKS, min(MOST_WEEKS, room // (CELL * WEEK)))
    cell = max(CELL, min(WIDEST, room // (weeks * WEEK)))
    last = account.weeks[-1].monday if account.weeks else chosen - timedelta(days=chosen.weekday())
    first = last - timedelta(weeks=weeks - 1)
    first = min(first, chosen - timedelta(days=chosen.weekday()))
    return cell, [first + timedelta(days=number) for number in range(weeks * WEEK)]


def activity(account: Account, chosen: date, width: int, height: int) -> Drawing:
    """Draw the minutes of each day as bars; the lines at 30 and 60 are the band of an active day."""
    cell, days = span(account, chosen, width)
    return _drawing(_minutes(account, days, cell, height - FOOT), days, chosen, cell)


def pain(account: Account, chosen: date, width: int, height: int, since: date = date.min) -> Drawing:
    """Draw each day's pain as its number at its height; beneath it stops and flare-ups, and what was done.

    Where there is room, the minutes of activity stand below that. Before `since` nothing is known.
    """
    cell, days = span(account, chosen, width)
    found = [account.day(one) if one >= since else None for one in days]
    rows = height - FOOT - len(MARKS)
    per = 1 if rows >= WORST + 1 else 2  # points of pain in a row

    def row(top: int) -> Content:
        cells = [_point(day, range(top - per + 1, top + 1)) for day in found]
        fill = ("─" if not top else "·" if top % (WORST // 2) == 0 else " ", "$rule")
        return _line(f"{top:>3} " if top % (WORST // 2) == 0 else "", cells, cell, fill)

    lines = [row(top) for top in range(WORST, -1, -per)]
    lines += [_line(name, [NONE if day is None else mark(day) for day in found], cell) for name, mark in MARKS]
    left = height - FOOT - len(lines) - 1
    more = [Content(""), *_minutes(account, days, cell, left, BELOW)] if left >= ROOMY else []
    return _drawing([*lines, *more], days, chosen, cell)


def _minutes(account: Account, days: Sequence[date], cell: int, height: int, tallest: int = TALLEST) -> list[Content]:
    """Draw bars above their base."""
    low, high = ACTIVE
    found = [account.day(one) for one in days]
    most = max([high, *(day.minutes for day in found if day is not None)])
    rows = max(2, height - 1)
    per = min(tallest, max(1, rows // ceil(most / low)))  # rows of 30 minutes
    step = low / per

    def row(number: int) -> Content:
        """Return the row that ends at so many steps."""
        marked = number in {per, per * high // low}
        rest = ("─", "$activity") if marked else NONE
        cells = [_bar(day, number, step, rest) for day in found]
        return _line(f"{number * step:>3.0f} " if marked else "", cells, cell, rest, broad=True)

    base = Content.assemble((f"{'  0 ':<{AXIS}}", "$muted"), ("─" * len(days) * cell, "$rule"))
    return [*(row(number) for number in range(min(rows, ceil(most / step)), 0, -1)), base]


def _bar(day: Day | None, number: int, step: float, rest: Cell) -> Cell:
    """Return a bar's part in the row that ends at so many steps; half a row is shown as such."""
    done = 0.0 if day is None else day.minutes / step
    if done >= number:
        return "█", "$activity"
    begun = done > 0 and number == 1
    return ("▄", "$activity") if done >= number - 0.5 or begun else rest


def _point(day: Day | None, held: range) -> Cell:
    if day is None or day.pain is None or day.pain not in held:
        return NONE
    return ("x" if day.pain == WORST else str(day.pain)), "bold $warning"


def _stopped(day: Day) -> Cell:
    return ("✗", "bold $stop") if day.stops else NONE


def _flared(day: Day) -> Cell:
    return ("⚠", "$stop") if day.flare_up else NONE


MARKS: tuple[tuple[str, Callable[[Day], Cell]], ...] = (("stop", _stopped), ("flare", _flared), ("done", sign))
"""What stands beneath the pain, day by day."""


def _line(label: str, cells: Sequence[Cell], width: int, fill: Cell = NONE, *, broad: bool = False) -> Content:
    """Put a label before a row of cells; what is free of a row is filled, the gaps between its days too."""
    size = width - 1 if broad else 1
    parts: list[str | Content | tuple[str, str]] = [(f"{label:<{AXIS}}", "$muted")]
    for cell in cells:
        sign, style = fill if cell == NONE else cell
        parts += [(sign * size, style), (fill[0] * (width - size), fill[1])]
    return Content.assemble(*parts)


def _drawing(lines: Sequence[Content], days: Sequence[date], chosen: date, cell: int) -> Drawing:
    at = (chosen - days[0]).days
    arrow = Content.assemble(" " * (AXIS + at * cell), ("▴", "bold $accent"))

    def day(x: int, y: int) -> date | None:
        column = (x - AXIS) // cell
        return days[column] if x >= AXIS and column < len(days) else None

    return Drawing(text=Content("\n").join([*lines, arrow, _dates(days, cell)]), day=day)


def _dates(days: Sequence[date], cell: int) -> Content:
    """Name the Mondays."""
    text = ""
    for number in range(0, len(days), WEEK):
        text = text.ljust(AXIS + number * cell) + wording.day(days[number])[4:]
    return Content.styled(text, "$muted")
