"""Check-ins: how the person says they are before they train, and what that sets off."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from statistics import median


class Symptom(StrEnum):
    """What can be new."""

    SPASM = "spasm"
    FLARE_UP = "flare-up"
    """An injury or a flare-up of back pain."""
    RADIATING = "radiating"
    """Pain into the buttock or leg."""
    NUMBNESS = "numbness"
    """Numbness or tingling."""
    OTHER = "other"
    """Other symptoms that got worse."""
    CHEST_PAIN = "chest-pain"
    """Chest pain or discomfort, new or changing."""


class After(StrEnum):
    """The pain after the last session, the day after."""

    SAME = "same"
    """Gone, or as it was."""
    UP = "up"


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckIn:
    """One answer to 'how are you?'."""

    at: datetime
    pain: int | None = None
    """0 to 10."""
    symptoms: frozenset[Symptom] = frozenset()
    """Empty is nothing new."""
    after: After | None = None
    """None where it was not asked."""
    day: date | None = None
    """The day of the flare-up or injury."""

    def __post_init__(self) -> None:
        if self.pain is not None and not 0 <= self.pain <= 10:
            raise ValueError(f"pain is {self.pain}; it is a number from 0 (none) to 10 (worst)")
        if Symptom.FLARE_UP in self.symptoms and self.day is None:
            raise ValueError("a flare-up has a day; say which")
        if self.day is not None:
            _check_day(self.day, self.at.date())


LONGEST_AGO = timedelta(days=31)
"""How far back a flare-up may be told."""
VALID = timedelta(hours=4)
"""How long a check-in holds."""
HIGH_PAIN = 7
"""Pain from which the trainer asks whether it is a flare-up; ours."""
JUMP = 3
"""How far above the usual pain it asks as well; ours."""
USUAL = 7
"""How many check-ins tell the usual pain."""


def _check_day(day: date, today: date) -> None:
    if day > today:
        raise ValueError(f"{day} is still to come; a flare-up's day is {today} or before")
    if today - day > LONGEST_AGO:
        raise ValueError(f"{day} is more than {LONGEST_AGO.days} days ago; a flare-up from then needs no gate any more")


def asks_flare_up(pain: int, before: Sequence[CheckIn]) -> bool:
    """Say whether a pain is high enough to ask for a flare-up: 7, or 3 above the median of the last seven (ours)."""
    told = [one.pain for one in before if one.pain is not None][-USUAL:]
    return pain >= HIGH_PAIN or (bool(told) and pain >= median(told) + JUMP)


def is_valid(last: CheckIn | None, now: datetime) -> bool:
    """Say whether a check-in still holds, so that nobody is asked twice; one from the future does not."""
    return last is not None and timedelta() <= now - last.at < VALID
