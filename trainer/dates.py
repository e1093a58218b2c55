"""People's dates and times: 'yesterday', '4w', '2026-11-20', '20 min', read strictly and never guessed."""

from __future__ import annotations

import re
from datetime import date, timedelta

from trainer.core.text import clean
from trainer.errors import RefusedError

_BACK = re.compile(r"(\d{1,4})\s*([dwmy])")
_MINUTES = re.compile(r"([+-]?\d{1,6}) *(?:m|min|mins|minutes?)?")
_LONGEST = 40
"""Characters of what cannot be read that are quoted back."""
_EARLIEST = date(1970, 1, 1)
"""As far back as a number of days, weeks, months or years leads."""


def parse_since(text: str, today: date) -> date | None:
    """Read how far back: `3d`, `4w`, `6m`, `1y`, a date, a week, `today`, `yesterday`; `all` is None.

    Raises RefusedError for anything else, and for a day in the future.
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
    try:
        found = date.fromisoformat(word.upper())
    except ValueError:
        said = clean(text, newlines=False)[:_LONGEST]
        raise RefusedError(
            f"'{said}' is no time to look back to; write 3d, 4w, 6m, 1y, a date such as {today}, or all."
        ) from None
    if found > today:
        raise RefusedError(f"{found} is in the future; write a day up to {today}.")
    return found


def parse_minutes(text: str) -> int | None:
    """Read a number of minutes, `20` or `20 min`; negative ones too, for others to refuse. None for anything else."""
    found = _MINUTES.fullmatch(text.strip().casefold())
    return None if found is None else int(found[1])


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
