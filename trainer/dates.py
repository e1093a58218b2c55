"""People's dates: 'yesterday', '4w', '2026-11-20', read strictly and never guessed."""

from __future__ import annotations

import re
from datetime import MAXYEAR, MINYEAR, date, timedelta

from trainer.core.text import clean
from trainer.errors import RefusedError

_BACK = re.compile(r"(\d{1,4})\s*([dwmy])")
_EARLIEST = date(1970, 1, 1)


def parse_since(text: str, today: date) -> date | None:
    """Read how far back: `3d`, `4w`, `6m`, `1y`, a date, `today`, `yesterday`; `all` is None. Raises RefusedError."""
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
        found = date.fromisoformat(word)
    except ValueError:
        raise RefusedError(
            f"'{clean(text)}' is no time to look back to; write 3d, 4w, 6m, 1y, a date such as {today}, or all."
        ) from None
    if found > today:
        raise RefusedError(f"{found} lies in the future; write a day up to {today}.")
    return found


def _back(count: int, unit: str, today: date) -> date:
    from dateutil.relativedelta import relativedelta

    steps = {
        "d": relativedelta(days=count),
        "w": relativedelta(weeks=count),
        "m": relativedelta(months=count),
        "y": relativedelta(years=count),
    }
    if unit == "y" and not MINYEAR < today.year - count < MAXYEAR:
        return _EARLIEST
    return max(today - steps[unit], _EARLIEST)
