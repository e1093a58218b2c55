"""The problem: what a week is planned from, as small numbers; exercises are bits of a day's mask."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from hashlib import sha256

from trainer.core.exercise import Position
from trainer.core.groups import Group, Strength

LONGEST = 20 * 60
"""Seconds of a planned session, at most."""
MOVING = 20
"""Seconds that a change of position takes."""
GAP = 3
"""Days before and after the week that are looked at: the longest rest between loaded days."""

Week = tuple[int, ...]
"""Seven masks, Monday to Sunday: the exercises of each day as bits, in the order of the problem's techniques."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Technique:
    """An exercise as the planner sees it, with the dosage and the numbers of today."""

    exercise: str
    """Its id."""
    seconds: int
    """Its steps with getting ready, in whole seconds rounded up."""
    stretch: int = 0
    """Seconds of it that count as stretching."""
    strengthen: int = 0
    """Seconds of it that count as strengthening."""
    groups: frozenset[Group] = frozenset()
    strength: Strength | None = None
    loaded: bool = False
    family: str | None = None
    rivals: frozenset[str] = frozenset()
    """Exercises that are not done on the same day."""
    positions: tuple[Position, ...] = (Position.STANDING,)
    series: str | None = None
    """The handout that asks for its order."""
    place: int = 0
    """Its place in that order."""
    helpful: int = 0
    """-2 to 2."""
    beside: bool = False
    """The week is a way back after a flare-up, and this is not of it."""
    before: bool = False
    """It was planned or done last week."""
    open: bool = True
    """It may be planned; what was done and may not stays here to be counted."""
    gear: bool = False
    """Equipment is fetched for it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """One day of the problem, in masks."""

    room: int = 0
    """Seconds a session may last; 0 where there can be none."""
    kept: int = 0
    """What stays: kept by hand, or a session that is under way."""
    banned: int = 0
    """What the person took out of this day."""
    done: int = 0
    """What was trained."""
    loaded: bool = False
    """Loaded work was done, whichever."""

    @property
    def open(self) -> bool:
        """Whether a session can be planned."""
        return self.room > 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """Everything a week is planned from. Two that are equal have the same plan, on every machine."""

    techniques: tuple[Technique, ...]
    """In the order of their ids."""
    days: tuple[Asked, ...]
    """Monday to Sunday."""
    before: tuple[int, ...] = (0,) * GAP
    """Masks of the days before Monday, the latest first: planned or done."""
    after: tuple[int, ...] = (0,) * GAP
    """Masks of the days after Sunday, the first one first."""
    rest: int = 1
    """Free days between two days of loaded strengthening."""
    present: Week | None = None
    """The plan there is, of the days that are open; each change to it costs."""

    def __post_init__(self) -> None:
        if len(self.days) != 7:
            raise ValueError(f"days has {len(self.days)} entries; a week has 7")
        if list(self.techniques) != sorted(self.techniques, key=lambda one: one.exercise):
            raise ValueError("techniques are not in the order of their ids")

    @property
    def seed(self) -> int:
        """A number that any change of the problem changes."""
        return int.from_bytes(sha256(repr(self._plain()).encode()).digest()[:8])

    @property
    def index(self) -> dict[str, int]:
        """Each exercise's place among the techniques."""
        return {one.exercise: n for n, one in enumerate(self.techniques)}

    def mask(self, exercises: Iterable[str]) -> int:
        """Return exercises as a mask; one that is no technique is left out."""
        index = self.index
        return sum(1 << index[one] for one in set(exercises) if one in index)

    def names(self, mask: int) -> tuple[str, ...]:
        """Return a mask's exercises by id."""
        return tuple(self.techniques[n].exercise for n in bits(mask))

    def chosen(self, mask: int) -> tuple[Technique, ...]:
        """Return a mask's techniques."""
        return tuple(self.techniques[n] for n in bits(mask))

    def _plain(self) -> tuple[object, ...]:
        """Return the problem without sets, whose order differs from run to run."""
        techniques = tuple(
            (
                *(t.exercise, t.seconds, t.stretch, t.strengthen, t.loaded, t.family, t.series, t.place),
                *(sorted(one.value for one in t.groups), t.strength and t.strength.value, sorted(t.rivals)),
                *([one.value for one in t.positions], t.helpful, t.beside, t.before, t.open, t.gear),
            )
            for t in self.techniques
        )
        days = tuple((d.room, d.kept, d.banned, d.done, d.loaded) for d in self.days)
        return (techniques, days, self.before, self.after, self.rest, self.present)


def bits(mask: int) -> Iterator[int]:
    """Return the places of a mask's bits, the lowest first."""
    while mask:
        low = mask & -mask
        yield low.bit_length() - 1
        mask ^= low


def many(techniques: Sequence[Technique], wanted: Iterable[bool]) -> int:
    """Return a mask of the techniques for which something is true."""
    return sum(1 << n for n, (_, true) in enumerate(zip(techniques, wanted, strict=True)) if true)


@dataclass(frozen=True, slots=True, kw_only=True)
class Solved:
    """A plan in masks, and what it costs."""

    week: Week
    cost: int
    refused: tuple[tuple[int, int], ...] = field(default=())
    """Kept things that could not stay, as (day, technique)."""
