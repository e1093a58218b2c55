"""People's dates and times: 'yesterday', '4w', 'Tue 7:30', '20 min', read strictly and never guessed."""

from __future__ import annotations

import re
from contextlib import suppress
from datetime import date, timedelta

from trainer.core.text import clean
from trainer.errors import RefusedError

_BACK = re.compile(r"(\d{1,4})\s*([dwmy])")
_MINUTES = re.compile(r"([+-]?\d{1,6}) *(?:m|min|mins|minutes?)?")
_ISO = re.compile(r"\d{4}-\d{2}-\d{2}")
_PARTED = re.compile(r"(\d{1,2})([./-])(\d{1,2})\2(\d{4}|\d{2})")
_SPAN = re.compile(
    r"(\d{1,3}) ?(?:h|hr|hrs|hours?)(?: ?(\d{1,2}) ?(?:m|min|mins|minutes?)?)?|(\d{1,2}):(\d{2})", re.ASCII
)
_PART = re.compile(r"(\d{1,2})[.,](\d{1,2}) ?(?:h|hr|hrs|hours?)", re.ASCII)
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_LONGEST = 40
"""Characters of what cannot be read that are quoted back."""
_EARLIEST = date(1970, 1, 1)
"""As far back as a number of days, weeks, months or years leads."""
MOST_MINUTES = 600
"""The most minutes that are told at once."""


def parse_since(text: str, today: date) -> date | None:
    """Read how far back: `3d`, `4w`, `6m`, `1y`, a date, a week, `today`, `yesterday`, a weekday; `all` is None.

    Raises RefusedError for anything else, for a day in the future, and with its readings for what has several.
    """
    word = text.strip().casefold()
    if word == "all":
        return None
    days = {"today": 0, "yesterday": 1}
    if word in days:
        return today - timedelta(days=days[word])
    back = _BACK.fullmatch(word)
    if back is not None:
        return _back(int(back[1]), back[2], today)
    named = weekday(word)
    if named is not None:
        return _last(word, named, today)
    try:
        found = date.fromisoformat(word.upper())
    except ValueError:
        said = clean(text, newlines=False)[:_LONGEST]
        _check_readings(said, word)
        raise RefusedError(
            f"'{said}' is no time to look back to; write 3d, 4w, 6m, 1y, a date such as {today}, a weekday, or all."
        ) from None
    if found > today:
        raise RefusedError(f"{found} is in the future; write a day up to {today}.")
    return found


def parse_day(text: str, today: date) -> date:
    """Read a day: a date, `today`, `yesterday`, or a weekday, which is the last one.

    Raises RefusedError for anything else; what has several readings is refused with them.
    """
    word = text.strip().casefold()
    days = {"today": 0, "yesterday": 1}
    if word in days:
        return today - timedelta(days=days[word])
    named = weekday(word)
    if named is not None:
        return _last(word, named, today)
    if _ISO.fullmatch(word):
        with suppress(ValueError):
            return date.fromisoformat(word)
    said = clean(text, newlines=False)[:_LONGEST]
    _check_readings(said, word)
    raise RefusedError(f"'{said}' is no day; write a date such as {today}, today, yesterday or a weekday.")


def parse_minutes(text: str) -> int | None:
    """Read a number of minutes, `20` or `20 min`; negative ones too, for others to refuse. None for anything else."""
    found = _MINUTES.fullmatch(text.strip().casefold())
    return None if found is None else int(found[1])


def parse_length(text: str) -> int:
    """Read how many minutes something took: `20`, `90m`, `1 h 20`, `1:20`, `1.5 h`.

    Raises RefusedError for anything else, and for what is no 1 to 600 minutes.
    """
    found = parse_span(text.strip().casefold())
    if found is None:
        said = clean(text, newlines=False)[:_LONGEST]
        raise RefusedError(f"'{said}' is no number of minutes; give 1 to {MOST_MINUTES}, such as 20 or '1 h 20'.")
    return check_minutes(found)


def check_minutes(minutes: int) -> int:
    """Return minutes that can be told; raises RefusedError for others."""
    if not 1 <= minutes <= MOST_MINUTES:
        raise RefusedError(f"{minutes} minutes cannot be kept; give 1 to {MOST_MINUTES}.")
    return minutes


def parse_span(word: str) -> int | None:
    """Read minutes, or hours and minutes; None for anything else."""
    found, part = _SPAN.fullmatch(word), _PART.fullmatch(word)
    if part is not None:
        whole, rest = divmod(int(part[2]) * 60, 10 ** len(part[2]))
        return None if rest else int(part[1]) * 60 + whole
    if found is None:
        return parse_minutes(word)
    hours, minutes = int(found[1] or found[3]), int(found[2] or found[4] or 0)
    return None if minutes > 59 else hours * 60 + minutes


def weekday(word: str) -> int | None:
    """Return a weekday's number, Monday being 0, by its name or the first three letters or more."""
    return next((n for n, name in enumerate(_WEEKDAYS) if len(word) > 2 and name.startswith(word)), None)


def parse_parted(word: str) -> list[date]:
    """Return what a date with its year last can mean, day or month first; nothing for anything else."""
    found = _PARTED.fullmatch(word)
    if found is None:
        return []
    first, second, year = int(found[1]), int(found[3]), int(found[4])
    readings = []
    for day, month in dict.fromkeys([(first, second), (second, first)]):
        with suppress(ValueError):
            readings.append(date(year if year > 99 else 2000 + year, month, day))
    return readings


def _check_readings(said: str, word: str) -> None:
    """Refuse a date with its year last, with what it can mean."""
    readings = parse_parted(word)
    if readings:
        can = " or ".join(map(str, readings))
        raise RefusedError(f"'{said}' can be read as {can}; write it that way, the year first.")


def _last(word: str, named: int, today: date) -> date:
    ago = (today.weekday() - named) % 7
    if not ago:
        raise RefusedError(f"'{word}' can be today or {today - timedelta(days=7)}; write 'today', or the date.")
    return today - timedelta(days=ago)


def _back(count: int, unit: str, today: date) -> date:
    from dateutil.relativedelta import relativedelta

    steps = {
        "d": relativedelta(days=count),
        "w": relativedelta(weeks=count),
        "m": relativedelta(months=count),
        "y": relativedelta(years=count),
    }
    try:
        return max(today - steps[unit], _EARLIEST)
    except ValueError:  # before the year 1
        return _EARLIEST
