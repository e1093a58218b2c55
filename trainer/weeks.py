"""People's weeks: 'next', '2026-W48', 'W48', a date, read strictly into the week's Monday."""

from __future__ import annotations

import re
from contextlib import suppress
from datetime import date, timedelta

from trainer.core.plan import monday_of
from trainer.core.text import clean
from trainer.dates import parse_parted
from trainer.errors import RefusedError

_NEAR = {"this": 0, "now": 0, "today": 0, "next": 1, "last": -1, "previous": -1}
"""Words for a week, as weeks from this one."""
_DAYS = {"yesterday": -1, "tomorrow": 1}
_WEEK = re.compile(r"(?:(\d{4})[- ]?)?(?:w|week ?|wk ?)(\d{1,2})", re.ASCII)
_ISO = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_LONGEST = 40
"""Characters of what cannot be read that are quoted back."""


def parse_week(text: str, today: date) -> date:
    """Read a week: `this`, `next`, `last`, `2026-W48`, `W48` (the nearest one), or a date in it.

    Returns its Monday; raises RefusedError for anything else.
    """
    word = " ".join(text.split()).casefold()
    if (near := _NEAR.get(word.removesuffix(" week"))) is not None:
        return monday_of(today) + timedelta(weeks=near)
    if word in _DAYS:
        return monday_of(today + timedelta(days=_DAYS[word]))
    if (found := _WEEK.fullmatch(word)) is not None:
        return _numbered(None if found[1] is None else int(found[1]), int(found[2]), today)
    if _ISO.fullmatch(word):
        with suppress(ValueError, OverflowError):
            return monday_of(date.fromisoformat(word))
    raise RefusedError(_allowed(clean(text, newlines=False), today))


def weeks_of(year: int) -> int:
    """Return how many weeks a year has, 52 or 53."""
    return date(year, 12, 28).isocalendar().week


def _numbered(year: int | None, week: int, today: date) -> date:
    """Return a week by its number; without a year, the one nearest to today."""
    if not 1 <= week <= 53:
        raise RefusedError(f"There is no week {week}; weeks are numbered from 1 to 52, in some years to 53.")
    if year is not None:
        if not 1 <= year < 9999:
            raise RefusedError(f"There is no week in the year {year}.")
        if week > weeks_of(year):
            raise RefusedError(f"{year} has {weeks_of(year)} weeks; there is no week {week}.")
        return date.fromisocalendar(year, week, 1)
    now = today.isocalendar().year
    there = [date.fromisocalendar(one, week, 1) for one in (now - 1, now, now + 1) if week <= weeks_of(one)]
    if not there:
        raise RefusedError(f"{now} has {weeks_of(now)} weeks; there is no week {week} near it.")
    return min(there, key=lambda monday: abs(monday - monday_of(today)))


def _allowed(said: str, today: date) -> str:
    readings = parse_parted(said.strip())
    if readings:
        can = " or ".join(map(str, readings))
        return f"'{said[:_LONGEST]}' can be read as {can}; write it that way, the year first."
    year, week, _ = today.isocalendar()
    known = f"this, next, last, {year}-W{week:02}, W{week:02}, or a date such as {today}"
    return f"'{said[:_LONGEST]}' is no week; write {known}."
