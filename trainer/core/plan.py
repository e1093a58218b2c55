"""The plan of a week: what was planned, and what the person changed by hand; two machines' plans merge here.

The outline is what the planner made, one record for a week: the newest one holds. Each change by hand is a record of
its own for a day and an exercise, so that changes survive any outline.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, time, timedelta
from enum import StrEnum

MOST_PLANNED = 60
"""Minutes of activity on a day, at most."""
BOUT = 10
"""Minutes of a bout of activity, at least; they are planned in tens."""
RELAX = 2
"""How often a day one may relax and rest; never asked for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Planned:
    """One exercise of a day, and which of its dosages is meant."""

    exercise: str
    handout: str | None = None
    label: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlined:
    """One day as it was planned."""

    at: time | None = None
    """When the session begins; None where there is none."""
    minutes: int = 0
    """The free time it has."""
    items: tuple[Planned, ...] = ()
    activity: int = 0
    """Minutes of activity."""

    def __post_init__(self) -> None:
        if not 0 <= self.activity <= MOST_PLANNED:
            raise ValueError(f"activity is {self.activity}; a plan has 0 to {MOST_PLANNED} minutes on a day")
        if len({one.exercise for one in self.items}) < len(self.items):
            raise ValueError("items names an exercise twice; a session has each once")


@dataclass(frozen=True, slots=True, kw_only=True)
class Outline:
    """A week as the planner made it."""

    days: tuple[Outlined, ...]
    """Monday to Sunday."""
    basis: str = ""
    """A fingerprint of what it was planned from; the same again means that nothing changed."""
    assumed: bool = False
    """No free time was told; the slots are the trainer's."""

    def __post_init__(self) -> None:
        if len(self.days) != WEEK:
            raise ValueError(f"days has {len(self.days)} entries; a week has {WEEK}")


class Choice(StrEnum):
    """What the person decided about an exercise on a day."""

    KEEP = "keep"
    """It stays, whatever is planned anew."""
    DROP = "drop"
    """It does not come back on this day."""
    LET = "let"
    """It came by hand and is let go of: it stays until the week is planned anew."""


ACTIVITY = "activity"
ORDER = "order"
TIME = "time"
"""Changes of a day as a whole, beside those of one exercise."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Edit:
    """One change by hand."""

    day: date
    what: str
    """An exercise's id, or `activity`, `order`, `time`."""
    choice: Choice | None = None
    item: Planned | None = None
    """What is kept."""
    minutes: int | None = None
    """Of activity."""
    order: tuple[str, ...] = ()
    """Exercises, as they are to follow each other."""
    at: time | None = None
    """When the session begins."""
    generation: int | None = None
    """The plan with which what is let go of goes."""

    def __post_init__(self) -> None:
        if self.minutes is not None and not 0 <= self.minutes <= MOST_PLANNED:
            raise ValueError(f"minutes is {self.minutes}; a plan has 0 to {MOST_PLANNED} on a day")


WEEK = 7


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """A week's outline with what was changed by hand; empty where nothing was planned."""

    monday: date
    outline: Outline | None = None
    edits: Mapping[tuple[date, str], Edit] = field(default_factory=dict)
    generation: int = 0
    """How often it was planned."""
    since: date | None = None
    """The day on which it was first planned; None where that was not looked up."""

    @property
    def empty(self) -> bool:
        """Whether nothing was ever planned or added."""
        return self.outline is None and not any(self.items(day) for day in self.days)

    @property
    def days(self) -> tuple[date, ...]:
        """Return the week's dates."""
        return tuple(self.monday + timedelta(days=n) for n in range(WEEK))

    def outlined(self, day: date) -> Outlined:
        """Return a day as the planner made it."""
        return Outlined() if self.outline is None else self.outline.days[(day - self.monday).days]

    def edit(self, day: date, what: str) -> Edit | None:
        """Return what was changed by hand."""
        return self.edits.get((day, what))

    def items(self, day: date) -> tuple[Planned, ...]:
        """Return a day's exercises: the outline's, without what was dropped and with what is kept by hand."""
        of_day = [edit for (on, _), edit in self.edits.items() if on == day and edit.choice is not None]
        out = {edit.what for edit in of_day if edit.choice is Choice.DROP}
        kept = {edit.what: edit.item for edit in of_day if self._stays(edit) and edit.item is not None}
        found = [kept.pop(one.exercise, one) for one in self.outlined(day).items if one.exercise not in out]
        return (*found, *(item for _, item in sorted(kept.items())))

    def kept(self, day: date) -> frozenset[str]:
        """Return what stays by the person's choice."""
        return self._chosen(day, Choice.KEEP)

    def dropped(self, day: date) -> frozenset[str]:
        """Return what the person took out."""
        return self._chosen(day, Choice.DROP)

    def order(self, day: date) -> tuple[str, ...]:
        """Return the order made by hand; empty where there is none."""
        edit = self.edit(day, ORDER)
        return () if edit is None else edit.order

    def at(self, day: date) -> time | None:
        """Return when the session begins: as chosen by hand, else as planned."""
        edit = self.edit(day, TIME)
        return self.outlined(day).at if edit is None else edit.at

    def minutes(self, day: date) -> int:
        """Return the minutes of activity planned: as set by hand, else as planned."""
        edit = self.edit(day, ACTIVITY)
        return self.outlined(day).activity if edit is None or edit.minutes is None else edit.minutes

    def with_edits(self, edits: Iterable[Edit]) -> Plan:
        """Return the plan after more changes by hand; one that says nothing takes an earlier one back."""
        found = dict(self.edits)
        for edit in edits:
            found[edit.day, edit.what] = edit
        return replace(self, edits={key: edit for key, edit in found.items() if says(edit)})

    def _stays(self, edit: Edit) -> bool:
        return edit.choice is Choice.KEEP or (edit.choice is Choice.LET and edit.generation == self.generation)

    def _chosen(self, day: date, choice: Choice) -> frozenset[str]:
        return frozenset(what for (on, what), edit in self.edits.items() if on == day and edit.choice is choice)


def says(edit: Edit) -> bool:
    """Whether a change says anything; an empty one takes back what was said before."""
    return edit.choice is not None or edit.minutes is not None or bool(edit.order) or edit.at is not None


def monday_of(day: date) -> date:
    """Return the Monday of a day's week."""
    return day - timedelta(days=day.weekday())
