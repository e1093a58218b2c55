"""A week as a front end shows it: what is planned, read through today's gates, beside what was done."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, time
from enum import StrEnum

from trainer.core.closed import Closed
from trainer.core.exercise import Exercise
from trainer.core.groups import Group, Strength
from trainer.core.log import Remembered
from trainer.core.planner.explain import Missing, Reason, Rule
from trainer.core.prescription import Prescription


class Status(StrEnum):
    """How something planned stands."""

    PLANNED = "planned"
    DONE = "done"
    PART = "part"
    """Begun, or done in part."""
    MISSED = "missed"
    """Its day is over."""
    CLOSED = "closed"
    """A rule closes it; it is not counted as missed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One planned exercise with today's numbers."""

    exercise: Exercise
    prescription: Prescription
    status: Status
    kept: bool
    """It stays by the person's choice."""
    closed: Closed | None = None
    why: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Sitting:
    """A day's planned session."""

    at: time | None
    """When it begins; None where no free time was left for it."""
    room: int
    """Minutes of free time."""
    items: tuple[Item, ...]
    """In the order to train them."""
    seconds: int
    """How long it takes, without what is closed."""
    status: Status
    left: int = 0
    """Seconds of what is open and not done yet."""

    @property
    def name(self) -> str:
        """What it is called, by when it is planned."""
        if self.at is None:
            return "Session"
        part = "Morning" if self.at.hour < 12 else "Afternoon" if self.at.hour < 17 else "Evening"
        return f"{part} session"

    @property
    def open(self) -> tuple[Item, ...]:
        """What of it can be trained and was not yet."""
        return tuple(item for item in self.items if item.status in {Status.PLANNED, Status.MISSED})


@dataclass(frozen=True, slots=True, kw_only=True)
class Exertion:
    """A day's activity, in minutes."""

    planned: int
    done: int
    """All of it, short bouts too."""
    bouts: tuple[int, ...] = ()
    """Bouts of at least ten minutes."""
    short: int = 0
    """Minutes in shorter bouts; they count and are shown apart."""
    by_hand: bool = False
    closed: Closed | None = None
    """Why none is planned."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Day:
    """One day of a week."""

    date: date
    blocked: Closed | None
    """Why no exercise is planned on it."""
    free: bool
    """There is free time for a session; without, none is planned, as asked."""
    session: Sitting | None
    activity: Exertion
    relaxed: int
    """How often one relaxed."""
    goal: int
    """How often one may, if one can."""
    trained: tuple[Remembered, ...] = ()
    """Sessions and activity of the day."""
    gone: tuple[time, ...] = ()
    """Today's free times where all of them are over, so that no session is planned."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reached:
    """Days with something, of those it should be on."""

    days: int
    of: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Balance:
    """How a week is balanced: done and still planned."""

    stretch: int
    """Seconds."""
    strengthen: int
    """Seconds."""
    strength: dict[Strength, Reached]
    groups: dict[Group, Reached]
    minutes: int
    """Minutes of activity done."""
    wanted: int
    """Minutes of activity the week has, and is still planned to have."""
    aim: int
    """Minutes a week has that grows gradually; ours."""
    moved: Reached
    """Days whose planned minutes were done, of those that have any."""
    active: int
    """Days with 30 minutes of activity or more."""

    @property
    def share(self) -> int | None:
        """Return the per cent of the exercise time that strengthens; None without any."""
        both = self.stretch + self.strengthen
        return round(100 * self.strengthen / both) if both else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Week:
    """A whole week."""

    monday: date
    today: date
    """The day it is looked at."""
    generation: int
    """How often it was planned; 0 where it never was."""
    days: tuple[Day, ...]
    balance: Balance
    missing: tuple[Missing, ...]
    blocked: Closed | None
    """What closes all its days that are left."""
    assumed: bool
    """No free time was told."""
    over: bool
    empty: bool
    """Nothing was planned."""
    refused: tuple[tuple[date, str, Rule], ...] = ()
    """Planned exercises that a hard rule leaves out, and which, such as after two machines' plans met."""
    back: date | None = None
    """The flare-up after which the week is a way back."""
    closed: Mapping[str, Closed] = field(default_factory=dict)
    """Exercises that plans leave out, by id, and why."""
    stale: bool = False
    """What it was planned from has changed."""

    def day(self, on: date) -> Day:
        """Return one of its days."""
        return self.days[(on - self.monday).days]

    def missed(self) -> tuple[date, ...]:
        """Return the days whose session was missed."""
        return tuple(d.date for d in self.days if d.session is not None and d.session.status is Status.MISSED)
