"""The profile: what the person told the trainer about themselves; None is 'not asked', which counts as no."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, time
from enum import StrEnum
from itertools import pairwise

from trainer.core.exercise import Equipment


class Direction(StrEnum):
    """A direction in which the back may hurt; the link to exercises is ours."""

    BENDING = "bending"
    ARCHING = "arching"


@dataclass(frozen=True, slots=True, kw_only=True)
class Slot:
    """Free time on a day."""

    at: time
    minutes: int

    def __post_init__(self) -> None:
        if not LEAST_SLOT <= self.minutes <= MOST_SLOT:
            raise ValueError(f"a slot of {self.minutes} minutes cannot be used; write {LEAST_SLOT} to {MOST_SLOT}")
        if self.end > MIDNIGHT:
            raise ValueError(f"{self.minutes} minutes from {self.at:%H:%M} run past midnight; end at 24:00 or before")

    @property
    def start(self) -> int:
        """When it begins, in minutes of the day."""
        return self.at.hour * 60 + self.at.minute

    @property
    def end(self) -> int:
        """When it ends, in minutes of the day."""
        return self.start + self.minutes


LEAST_SLOT = 5
"""The shortest free time that is of use, in minutes."""
MOST_SLOT = 240
"""The longest free time, in minutes."""
MOST_SLOTS = 4
"""The most times on one day."""
MIDNIGHT = 24 * 60
"""The end of a day, in minutes of the day."""
MOST_ACTIVITY = 3000
"""The most minutes of activity in a usual week."""
ACTIVITY_MINUTES = (30, 40, 50, 60)
"""What daily activity may lead to, in minutes: the handouts' 30 to 60, in the steps bouts are planned in."""
MOST_REST = 3
"""The most free days between two days of loaded strengthening."""
MOST_HELPFUL = 2
"""How far from 0, which is no opinion, an exercise's helpfulness goes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """Everything the person told. Unset is not none: no equipment told is not the same as no equipment."""

    knee_pain: bool | None = None
    heart_problem: bool | None = None
    """Any heart problem, or a recent heart attack."""
    heart_guidance: date | None = None
    """When a clinician gave guidance on physical activity."""
    equipment: frozenset[Equipment] | None = None
    """What there is; None is not told."""
    allowlist: tuple[str, ...] | None = None
    """The only exercises a clinician allows, by id; None is no list."""
    left_out: frozenset[str] = frozenset()
    """Exercises the person does not want, by id."""
    direction: frozenset[Direction] = frozenset()
    """Directions that hurt."""
    usual_activity: int | None = None
    """Minutes of activity in a usual week."""
    phone: str = ""
    """The line to call for advice; it depends on where one lives, so there is no default."""
    free: Mapping[str, tuple[Slot, ...]] = field(default_factory=dict)
    """Free time by weekday (`mon` … `sun`) or date (`2026-12-24`); an empty day is free of sessions."""
    activity_days: int | None = None
    """On how many days of a week to plan activity; None is the trainer's default."""
    activity_minutes: int | None = None
    """The minutes a day that activity is to lead to; None is 60."""
    strength_rest: int | None = None
    """Free days between two days of loaded strengthening; None is 1. Ours: ACSM's 48 hours, in no handout."""
    helpful: Mapping[str, int] = field(default_factory=dict)
    """How helpful the person finds an exercise, by id: -2 to 2, never 0, which is no opinion."""
    screened: bool = False
    """The first questions were answered or skipped, and the advice was read."""

    def __post_init__(self) -> None:
        if self.allowlist is not None and not self.allowlist:
            raise ValueError("a clinician's list cannot be empty; name the exercises, or unset the list")
        if self.usual_activity is not None and not 0 <= self.usual_activity <= MOST_ACTIVITY:
            raise ValueError(f"{self.usual_activity} minutes a week cannot be; write 0 to {MOST_ACTIVITY}")
        if self.activity_days is not None and not 1 <= self.activity_days <= 7:
            raise ValueError(f"{self.activity_days} days a week cannot be; write 1 to 7")
        _check_week(self)
        for slots in self.free.values():
            check_slots(slots)

    @property
    def conditions(self) -> frozenset[str]:
        """The conditions that cautions of the library name."""
        return frozenset({"knee-pain"}) if self.knee_pain else frozenset()


def check_slots(slots: Sequence[Slot]) -> None:
    """Raise ValueError unless these can be the free times of one day: in order, apart, and not too many."""
    if len(slots) > MOST_SLOTS:
        raise ValueError(f"{len(slots)} times on one day cannot be; write at most {MOST_SLOTS}")
    for one, following in pairwise(slots):
        if one.end > following.start:
            raise ValueError(f"{following.at:%H:%M} begins before the {one.minutes} minutes from {one.at:%H:%M} end")


def _check_week(told: Profile) -> None:
    if told.activity_minutes is not None and told.activity_minutes not in ACTIVITY_MINUTES:
        raise ValueError(f"{told.activity_minutes} minutes a day cannot be; write 30, 40, 50 or 60")
    if told.strength_rest is not None and not 0 <= told.strength_rest <= MOST_REST:
        raise ValueError(f"{told.strength_rest} free days in between cannot be; write 0 to {MOST_REST}")
    for name, value in told.helpful.items():
        if not 1 <= abs(value) <= MOST_HELPFUL:
            raise ValueError(f"{value} for {name} cannot be; write -{MOST_HELPFUL} to {MOST_HELPFUL}, without 0")
