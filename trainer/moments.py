"""People's times of the past: 'yesterday 18:00', 'Tue', '20 min ago', read strictly and never guessed."""

from __future__ import annotations

import re
from contextlib import suppress
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo

from trainer.core.text import clean
from trainer.dates import parse_parted, parse_span, weekday
from trainer.errors import RefusedError

MOST_YEARS = 10
"""Years beyond which nothing that was done is told any more."""
_NOON = time(12)
"""The time of a day that was said without one."""
_LONGEST = 40
"""Characters of what cannot be read that are quoted back."""
_ISO = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_SEVERAL = re.compile(r"(\d{1,2})([./-])(\d{1,2})\2?", re.ASCII)
_AGO = re.compile(r"(.{1,20}) ago")
_DAYS_AGO = re.compile(r"(\d{1,4}) ?(?:d|days?) ago", re.ASCII)
_STAMP = re.compile(r"\d{4}-\d{2}-\d{2}[t ]\d{2}:\d{2}(:\d{2}(\.\d{1,6})?)?(z|[+-]\d{2}:\d{2})", re.ASCII)
_TIMED = re.compile(
    r"(?:(?P<day>.+?)(?:, ?| at | ))??"
    r"(?:(?P<hour>\d{1,2}):(?P<minute>\d{2})(?::\d{2})?|(?P<bare>\d{1,2}))(?: ?(?P<half>[ap])m)?",
    re.ASCII,
)


_CHANGE = timedelta(hours=3)
"""The clocks are never put so far at once but where a day is left out."""


class AmbiguousError(RefusedError):
    """What was said can mean several times, or one that should not be guessed."""

    def __init__(self, said: str, readings: tuple[datetime, ...]) -> None:
        *others, last = _told(readings)
        can = f"{', '.join(others)} or {last}" if others else last
        why = "The clocks were changed then: " if _is_change(readings) else ""
        super().__init__(f"{why}'{said}' can be read as {can}; write it that way.")
        self.readings = readings
        """What it can mean, in the local zone."""


def _told(readings: tuple[datetime, ...]) -> list[str]:
    """Write readings so that each can be typed and is that one; with their offsets where the clocks repeat an hour."""
    plain = [f"{one:%Y-%m-%d %H:%M}" for one in readings]
    several = len(set(plain)) < len(plain)
    return [one.isoformat(" ", "minutes") for one in readings] if several else plain


def _is_change(readings: tuple[datetime, ...]) -> bool:
    near = max(readings) - min(readings) < _CHANGE
    return near and len({one.utcoffset() for one in readings}) > 1


def parse_moment(text: str, now: datetime) -> datetime:
    """Read when something was: `yesterday 18:00`, `Tue` (the last one, at noon), `18:00` (the latest), `20 min ago`.

    Raises AmbiguousError with the readings where there are several, also for an hour that the clocks repeat or skip;
    RefusedError for anything else, for the future and for what is over ten years ago.
    """
    said = clean(text, newlines=False).strip()[:_LONGEST]
    found, sure = _read(" ".join(text.casefold().split()), now)
    if not found:
        raise RefusedError(
            f"'{said}' is no time; write one such as '18:00', 'yesterday 18:00', 'Tue 7:30', '{now.date()} 18:00' "
            "or '20 min ago'."
        )
    past = [one for one in found if one <= now]
    if not past:
        raise RefusedError(f"'{said}' is still to come; write a time up to now, such as 'yesterday 18:00'.")
    near = tuple(one for one in past if (one.year + MOST_YEARS, one.month, one.day) >= (now.year, now.month, now.day))
    if not near:
        raise RefusedError(f"'{said}' is over {MOST_YEARS} years ago; write a later day.")
    if not sure or len(near) > 1:
        raise AmbiguousError(said, near)
    return near[0]


def local(moment: datetime, now: datetime) -> datetime:
    """Return a moment in the local zone, with nothing but its offset; `now` tells the zone."""
    return _local(moment, _zone(now))


def _read(word: str, now: datetime) -> tuple[list[datetime], bool]:
    """Return what can be meant, be it still to come, and whether there is no doubt about it."""
    if word == "now":
        return [now], True
    ago = _AGO.fullmatch(word)
    minutes = None if ago is None else parse_span(ago[1])
    if minutes is not None:
        return [_local(now.astimezone(UTC) - timedelta(minutes=minutes), _zone(now))], True
    if _STAMP.fullmatch(word):
        return _stamped(word, now), True
    days, sure = _days(word, now.date())
    if not days:
        return _timed(word, now)
    found, shown = _at(days, [None], now)
    return found, sure and shown


def _timed(word: str, now: datetime) -> tuple[list[datetime], bool]:
    """Read what ends in a time, on a day or alone."""
    found = _TIMED.fullmatch(re.sub(r"^(\d{4}-\d{2}-\d{2})t", r"\1 ", word))
    if found is None:
        return [], True
    times = _times(found)
    clear = found["bare"] is None or found["half"] is not None
    if found["day"] is not None:
        days, sure = _days(found["day"], now.date())
        readings, shown = _at(days, times, now)
        return readings, sure and clear and shown
    latest = [_latest(one, now) for one in times]
    readings = [one for several, _ in latest for one in several]
    numbered = [] if clear else _numbered(int(found["bare"]), now)
    return readings + numbered, clear and all(shown for _, shown in latest)


def _times(found: re.Match[str]) -> list[time]:
    """Return the times of the day that were said; a number of hours alone can be before or after noon."""
    hour, minute = int(found["hour"] or found["bare"]), int(found["minute"] or 0)
    hours = [hour, hour + 12] if found["bare"] and 0 < hour < 12 else [hour]
    if found["half"] is not None:
        hours = [hour % 12 + (12 if found["half"] == "p" else 0)] if 0 < hour <= 12 else []
    return [time(one, minute) for one in hours if one < 24 and minute < 60]


def _days(word: str, today: date) -> tuple[list[date], bool]:
    """Return the days that can be meant, and whether there is no doubt about it."""
    known = {"today": 0, "yesterday": 1, "tomorrow": -1}
    back = _DAYS_AGO.fullmatch(word)
    if word in known or back is not None:
        return [today - timedelta(days=known[word] if back is None else int(back[1]))], True
    named = weekday(word)
    if named is not None:
        ago = (today.weekday() - named) % 7
        return ([today - timedelta(days=ago)], True) if ago else ([today, today - timedelta(days=7)], False)
    if _ISO.fullmatch(word):
        with suppress(ValueError):
            return [date.fromisoformat(word)], True
    return parse_parted(word) or _yearless(word, today), False


def _yearless(word: str, today: date) -> list[date]:
    """Return the latest days that a day and a month can mean, either first."""
    found = _SEVERAL.fullmatch(word)
    if found is None:
        return []
    days = [day for ago in range(2) for day in parse_parted(f"{found[1]}/{found[3]}/{today.year - ago}")]
    latest = {(day.month, day.day): day for day in reversed(days) if day <= today}
    return sorted(latest.values(), reverse=True)


def _numbered(number: int, now: datetime) -> list[datetime]:
    """Return the latest day of a month with a number."""
    today = now.date()
    back = (today - timedelta(days=ago) for ago in range(62))
    return _at([day for day in back if day.day == number][:1], [None], now)[0]


# Times of the local zone


def _at(days: list[date], times: list[time] | list[None], now: datetime) -> tuple[list[datetime], bool]:
    """Put days and times together, and say whether the clocks showed them all.

    Without a time it is the present one today, and noon on other days.
    """
    zone, today = _zone(now), now.date()
    far = timedelta(days=366 * (MOST_YEARS + 1))  # what is farther is refused all the same; a zone may not know it
    kept = [min(max(day, today - far), today + far) for day in days]
    found = [
        ([now], True) if at is None and day == today else _readings(datetime.combine(day, at or _NOON, zone), zone)
        for day in kept
        for at in times
    ]
    return [one for readings, _ in found for one in readings], all(shown for _, shown in found)


def _readings(wall: datetime, zone: tzinfo | None) -> tuple[list[datetime], bool]:
    """Return when the clocks showed a time, twice where they repeat it, and whether they did.

    Of a time that they skip it is as long before and as long after.
    """
    found = sorted({_local(wall.replace(fold=fold), zone) for fold in (0, 1)})
    return found, all(one.replace(tzinfo=None) == wall.replace(tzinfo=None) for one in found)


def _latest(at: time, now: datetime) -> tuple[list[datetime], bool]:
    """Return the latest past time of a day, and whether the clocks showed it."""
    today, shown = _at([now.date()], [at], now)
    past = [one for one in today if one <= now]
    return (past, shown) if past else _at([now.date() - timedelta(days=1)], [at], now)


def _stamped(word: str, now: datetime) -> list[datetime]:
    """Read a time with its offset, as the trainer's own data has it."""
    try:
        found = datetime.fromisoformat(word.upper())
    except ValueError:
        return []
    far = abs(found.year - now.year) > MOST_YEARS + 1
    return _at([found.date()], [_NOON], now)[0] if far else [_local(found, _zone(now))]


def _zone(now: datetime) -> tzinfo | None:
    """Return the local zone: None is the machine's own, which knows its summer time where `now` has only an offset."""
    ours = isinstance(now.tzinfo, timezone) and now.astimezone().utcoffset() == now.utcoffset()
    return None if ours else now.tzinfo


def _local(moment: datetime, zone: tzinfo | None) -> datetime:
    """Return a time with nothing but its offset, so that it compares as the moment it is."""
    real = moment.astimezone(UTC).astimezone(zone)
    return real.replace(tzinfo=timezone(real.utcoffset() or timedelta()), fold=0)
