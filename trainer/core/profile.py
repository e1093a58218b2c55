"""The profile: what the person told the trainer about themselves; None is 'not asked', which counts as no."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, time
from enum import StrEnum

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


LEAST_SLOT = 5
"""The shortest free time that is of use, in minutes."""
MOST_SLOT = 240
"""The longest free time, in minutes."""
MOST_ACTIVITY = 3000
"""The most minutes of activity in a usual week."""


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
    screened: bool = False
    """The first questions were answered or skipped, and the advice was read."""

    def __post_init__(self) -> None:
        if self.allowlist is not None and not self.allowlist:
            raise ValueError("a clinician's list cannot be empty; name the exercises, or unset the list")
        if self.usual_activity is not None and not 0 <= self.usual_activity <= MOST_ACTIVITY:
            raise ValueError(f"{self.usual_activity} minutes a week cannot be; write 0 to {MOST_ACTIVITY}")
        if self.activity_days is not None and not 1 <= self.activity_days <= 7:
            raise ValueError(f"{self.activity_days} days a week cannot be; write 1 to 7")

    @property
    def conditions(self) -> frozenset[str]:
        """The conditions that cautions of the library name."""
        return frozenset({"knee-pain"}) if self.knee_pain else frozenset()
