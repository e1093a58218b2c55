"""Free time in words: how '07:00 15, 18:30 20' is read and said, and the days it is told of."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from contextlib import suppress
from datetime import date, time, timedelta

from trainer.core.free import ASSUMED, WEEK, is_assumed
from trainer.core.profile import Profile, Slot, check_slots
from trainer.core.text import clean
from trainer.errors import NotFoundError, RefusedError

NONE = "none"
"""No free time: a day without a session."""
_LENGTH = re.compile(r"(\d{1,2}):(\d{2})\s+([+-]?\d{1,6})\s*(?:m|min|mins|minutes?)?")
_SPAN = re.compile(r"(\d{1,2})(?::(\d{2}))?\s*[-–]\s*(\d{1,2})(?::(\d{2}))?")
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
_LONGEST = 40
"""Characters of what cannot be read that are quoted back."""


# Slots


def parse_slots(text: str) -> tuple[Slot, ...]:
    """Read the free times of one day: `07:00 15, 18:30 20`, `7-7:20`, or `none`; raises RefusedError."""
    if text.strip().casefold() == NONE:
        return ()
    parts = [part.strip() for part in text.split(",") if part.strip()]
    if not parts:
        raise _no_time(text)
    slots = tuple(sorted(map(_slot, parts), key=lambda slot: slot.start))
    try:
        check_slots(slots)
    except ValueError as error:
        raise _refused(error) from None
    return slots


def write_slots(slots: Sequence[Slot]) -> str:
    """Write free times as they are read: `07:00 15, 18:30 20`, or `none`."""
    return ", ".join(f"{slot.at:%H:%M} {slot.minutes}" for slot in slots) or NONE


def say_slots(slots: Sequence[Slot]) -> str:
    """Say free times: `07:00 15 min, 18:30 20 min`, or `no session`."""
    return ", ".join(f"{slot.at:%H:%M} {slot.minutes} min" for slot in slots) or "no session"


def say_others(before: Profile, after: Profile) -> str:
    """Say what the first weekday that is told means for the others, which had the assumed time; empty else."""
    told = [day for day in WEEK if day in after.free]
    if not is_assumed(before) or is_assumed(after) or len(told) == len(WEEK):
        return ""
    return (
        f"The other weekdays now have no free time; {ASSUMED.at:%H:%M} was only assumed for them. "
        f"Tell each one that has some: 'trainer profile set free.{_untold(told)} \"{write_slots([ASSUMED])}\"'."
    )


def _untold(told: Sequence[str]) -> str:
    return next(day for day in WEEK if day not in told)


def say_assumed() -> str:
    """Say what plans take for free time while no weekday was told."""
    return f"the plan assumes {ASSUMED.minutes} minutes at {ASSUMED.at:%H:%M} each day"


def _slot(text: str) -> Slot:
    hour, minute, minutes = _numbers(text)
    if hour > 23 or minute > 59:
        raise _no_time(text)
    try:
        return Slot(at=time(hour, minute), minutes=minutes)
    except ValueError as error:
        raise _refused(error) from None


def _numbers(text: str) -> tuple[int, int, int]:
    """Return hour, minute and minutes, given as a start and a length or as a start and an end."""
    length = _LENGTH.fullmatch(text.casefold())
    if length is not None:
        return int(length[1]), int(length[2]), int(length[3])
    span = _SPAN.fullmatch(text)
    if span is None:
        raise _no_time(text)
    hour, minute, last, after = (int(number or 0) for number in span.groups())
    if after > 59 or last * 60 + after > 24 * 60:
        raise _no_time(text)
    if last * 60 + after <= hour * 60 + minute:
        raise RefusedError(f"{_quoted(text)} ends before it begins; end at 24:00 or before.")
    return hour, minute, (last - hour) * 60 + after - minute


def _no_time(text: str) -> RefusedError:
    return RefusedError(f"{_quoted(text)} is no free time; write '07:00 15, 18:30 20', or none.")


def _refused(error: ValueError) -> RefusedError:
    said = str(error)
    return RefusedError(f"{said[:1].upper()}{said[1:]}.")


# Days


def parse_key(text: str) -> str:
    """Read for which day free time is told, a weekday (`mon`) or a date; raises NotFoundError."""
    day = text.strip().casefold()
    if day in WEEK:
        return day
    found = _date(day)
    if found is None:
        raise NotFoundError(f"{_quoted(text)} is no day; write {', '.join(WEEK)}, or a date such as 2026-12-24.")
    return found.isoformat()


def parse_ahead(text: str, today: date) -> date:
    """Read a day that is not over yet: a date, `today` or `tomorrow`; raises RefusedError."""
    word, tomorrow = text.strip().casefold(), today + timedelta(days=1)
    found = {"today": today, "tomorrow": tomorrow}.get(word) or _date(word)
    if found is None:
        raise RefusedError(f"{_quoted(text)} is no day; write a date such as {tomorrow}, today or tomorrow.")
    if found < today:
        raise RefusedError(f"{found} is over; write a day from {today} on.")
    return found


def in_order(days: Iterable[str]) -> list[str]:
    """Put the days of free time in order: the week, then the dates."""
    return sorted(days, key=lambda day: (WEEK.index(day), "") if day in WEEK else (len(WEEK), day))


def say_week(told: Profile, today: date) -> str:
    """Say in short when there is free time; single days that are over are not counted."""
    ahead = sum(day not in WEEK and day >= today.isoformat() for day in told.free)
    single = "" if not ahead else f"{ahead} single day{'' if ahead == 1 else 's'}"
    if is_assumed(told):
        return f"{single}; else {say_assumed()}" if single else f"not told: {say_assumed()}"
    count = sum(bool(told.free.get(day)) for day in WEEK)
    week = f"{count} day{'' if count == 1 else 's'} a week" if count else "no day of the week"
    return f"{week}, {single}" if single else week


def _date(word: str) -> date | None:
    if _DATE.fullmatch(word):
        with suppress(ValueError):
            return date.fromisoformat(word)
    return None


def _quoted(text: str) -> str:
    return f"'{clean(text, newlines=False).strip()[:_LONGEST]}'"
