"""The year: a cell a day, weeks side by side, told apart by sign as well as by colour."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from textual.content import Content

from trainer import wording
from trainer.core.adherence import Account, Day, Level, Sort
from trainer.ui.widgets.chart import Drawing

DAYS = 7
NAMES = 6
"""Columns of the days' names, with the arrow before the chosen one."""
WIDEST = 3
"""Columns of a week, at most."""
ROOMY = 58
"""Columns from which weeks may be narrow enough to show them all; below, the latest that fit are easier to read."""
MONTH = 3
"""Columns of a month's name."""
EASY = 2
"""Columns of a week that is easy to read and to click."""
SIGNS = {Level.NOTHING: "·", Level.LITTLE: "░", Level.SOME: "▒", Level.MOST: "▓", Level.ALL: "█"}
SORTS = {Sort.REST: "-", Sort.CLOSED: "×", Sort.AHEAD: " "}
"""The signs of days on which nothing was done, where there was a reason."""
LEGEND = (
    (SIGNS[Level.NOTHING], "nothing", "$muted"),
    (SIGNS[Level.LITTLE], "a little", "$accent"),
    (SIGNS[Level.SOME], "some", "$accent"),
    (SIGNS[Level.MOST], "most", "$accent"),
    (SIGNS[Level.ALL], "all", "$accent"),
    (SORTS[Sort.REST], "rest", "$muted"),
    (SORTS[Sort.CLOSED], "closed", "$stop"),
)


def sign(day: Day) -> tuple[str, str]:
    """Return a day's sign and its style."""
    if day.level is Level.NOTHING and day.sort in SORTS:
        return SORTS[day.sort], "$stop" if day.sort is Sort.CLOSED else "$muted"
    return SIGNS[day.level], "$muted" if day.level is Level.NOTHING else "$accent"


def draw(account: Account, chosen: date, width: int, since: date = date.min) -> Drawing:
    """Draw as many weeks as fit, the chosen day's among them: months above, then Monday to Sunday, then an arrow.

    What was before anything was known, `since`, is left blank.
    """
    mondays = [week.monday for week in account.weeks]
    cell, first, shown = window(mondays, chosen, width - NAMES)
    at = (chosen - timedelta(days=chosen.weekday()) - shown[0]).days // DAYS
    rows = [_row(account, weekday, shown, chosen, cell, since) for weekday in range(DAYS)]
    arrow = Content.styled(" " * (NAMES + at * cell) + "▴", "bold $accent")
    text = Content("\n").join([_months(shown, cell, earlier=first > 0), *rows, arrow])

    def day(x: int, y: int) -> date | None:
        column, weekday = (x - NAMES) // cell, y - 1
        found = x >= NAMES and column < len(shown) and 0 <= weekday < DAYS
        on = shown[column] + timedelta(days=weekday) if found else None
        return on if on is not None and account.day(on) is not None else None

    return Drawing(text=text, day=day)


def window(mondays: Sequence[date], chosen: date, room: int) -> tuple[int, int, Sequence[date]]:
    """Return the columns of a week, the first week that is shown and those shown.

    All weeks are shown where they fit; else the latest ones, or those up to the chosen day's where it is earlier.
    """
    fits = room // max(1, len(mondays))
    cell = min(WIDEST, fits) if fits >= 1 and room >= ROOMY - NAMES else EASY
    count = max(1, min(len(mondays), room // cell))
    at = max(0, (chosen - mondays[0]).days // DAYS)
    first = min(max(0, len(mondays) - count), at)
    return cell, first, mondays[first : first + count]


def legend(width: int) -> Content:
    """Say what the signs mean, on as many lines as it takes."""
    parts = [Content.assemble((sign, style), " ", (name, "$muted")) for sign, name, style in LEGEND]
    lines: list[list[Content]] = [[]]
    for part in parts:
        if lines[-1] and sum(len(one) + 2 for one in lines[-1]) + len(part) > width:
            lines.append([])
        lines[-1].append(part)
    return Content("\n").join(Content("  ").join(one) for one in lines)


def _months(shown: Sequence[date], cell: int, *, earlier: bool) -> Content:
    """Name each month above the week in which it begins, and the first one where there is room before the next."""
    sundays = [monday + timedelta(days=DAYS - 1) for monday in shown]
    begins = [number for number, sunday in enumerate(sundays) if sunday.day <= DAYS]
    if begins and begins[0] * cell > MONTH:
        begins.insert(0, 0)
    text = "◂".rjust(NAMES - 1) if earlier else ""
    for number in begins:
        text = text.ljust(NAMES + number * cell) + wording.day(sundays[number]).split()[-1]
    return Content.styled(text[: NAMES + len(shown) * cell + MONTH], "$muted")


def _row(account: Account, weekday: int, shown: Sequence[date], chosen: date, cell: int, since: date) -> Content:
    here = chosen.weekday() == weekday
    name = wording.weekday(shown[0] + timedelta(days=weekday))
    label = Content.styled(f"{'▸' if here else ' '} {name} ", "bold $accent" if here else "$muted")
    cells = []
    for monday in shown:
        on = monday + timedelta(days=weekday)
        found = account.day(on)
        mark, style = (" ", "") if found is None or on < since else sign(found)
        text = mark * cell if cell < WIDEST else mark * (cell - 1)
        gap = " " * (cell - len(text))
        cells.append(Content.assemble((text, "reverse bold $accent" if on == chosen else style), gap))
    return Content.assemble(label, *cells)
