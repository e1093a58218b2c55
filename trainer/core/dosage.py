"""Dosages: how long, how often and on which sides, as ranges exactly as a handout states them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Range:
    """Whole numbers from low to high, both included; a single number is a range of one.

    A plain class, so that the codec can read `[15, 30]` and `10` alike. Raises ValueError for reversed or
    negative bounds.
    """

    __slots__ = ("high", "low")

    low: int
    high: int

    def __init__(self, low: int, high: int | None = None) -> None:
        top = low if high is None else high
        if low < 0 or top < 0:
            raise ValueError(f"a range cannot be negative, but [{low}, {top}] is; write numbers from 0 up")
        if low > top:
            raise ValueError(f"a range goes from low to high, but {low} is more than {top}; write [{top}, {low}]")
        object.__setattr__(self, "low", low)
        object.__setattr__(self, "high", top)

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError("a Range does not change")

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Range) and (self.low, self.high) == (other.low, other.high)

    def __hash__(self) -> int:
        return hash((self.low, self.high))

    def __repr__(self) -> str:
        return f"Range({self.low}, {self.high})"

    def __contains__(self, value: int) -> bool:
        return self.low <= value <= self.high

    @property
    def single(self) -> bool:
        """Whether there is only one value."""
        return self.low == self.high


class Sides(StrEnum):
    """How the two sides take turns."""

    NONE = "none"
    """Both sides work at once, or there are none."""
    EACH = "each"
    """All repetitions on one side, then all on the other."""
    ALTERNATE = "alternate"
    """One repetition left, one right, in turn; the repetitions count per side."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tempo:
    """A repetition that is counted or breathed instead of held."""

    counts: tuple[str, ...]
    """What each count does, in a word or two, in order: one cue each."""
    breath: bool = False
    """The counts follow the breath (in, out, …) instead of a plain count."""

    def __post_init__(self) -> None:
        if not 1 <= len(self.counts) <= 8:
            raise ValueError(f"counts has {len(self.counts)} entries; a tempo has 1 to 8")


@dataclass(frozen=True, slots=True, kw_only=True)
class Phase:
    """A second part of the same exercise, such as both knees after each knee."""

    name: str
    """What is different, in a few words: 'both knees'."""
    hold: Range | None = None
    """Seconds of holding."""
    repetitions: Range | None = None
    """Repetitions, per side where there are sides."""
    sides: Sides = Sides.NONE
    """How the sides take turns."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Dosage:
    """What one handout (or, unstated, the trainer) asks for; None where it is silent."""

    handout: str | None = None
    """The handout's id; None where the dosage is ours."""
    label: str | None = None
    """What tells two dosages of one handout apart: 'moving', 'held'."""
    hold: Range | None = None
    """Seconds of holding."""
    repetitions: Range | None = None
    """Repetitions, per side where there are sides."""
    start: Range | None = None
    """Repetitions to begin with, where the handout says to build up."""
    sets: Range | None = None
    """Sets; no shipped handout states them."""
    sides: Sides = Sides.NONE
    """How the sides take turns."""
    then: Phase | None = None
    """The second part."""
    duration: Range | None = None
    """Seconds of one long quiet hold."""
    times_per_day: Range | None = None
    """How often a day."""
    tempo: Tempo | None = None
    """The count or breath of one repetition."""
    order: int | None = None
    """The place in the handout's list, where it asks for its order; from 1."""
    stated: bool = True
    """False marks a dosage that is ours."""

    def __post_init__(self) -> None:
        if self.stated and self.handout is None:
            raise ValueError("a stated dosage names its handout; name it, or write stated = false")
        if not self.stated and self.handout is not None:
            raise ValueError("a dosage with stated = false is ours and names no handout; take one of the two out")
        if self.hold is not None and self.tempo is not None:
            raise ValueError("a dosage has a hold or a tempo, not both; make two dosages")
        if self.start is not None and (self.repetitions is None or self.start.high > self.repetitions.high):
            raise ValueError("start lies within the repetitions; lower it or raise them")
        if self.order is not None and not 1 <= self.order <= MOST_ORDER:
            raise ValueError(f"order is {self.order}; it may be 1 to {MOST_ORDER}")
        _bound("hold", self.hold, 1, MOST_HOLD)
        _bound("repetitions", self.repetitions, 1, MOST_REPETITIONS)
        _bound("start", self.start, 1, MOST_REPETITIONS)
        _bound("sets", self.sets, 1, MOST_SETS)
        _bound("duration", self.duration, 1, MOST_DURATION)
        _bound("times_per_day", self.times_per_day, 1, 24)
        if self.then is not None:
            _bound("then.hold", self.then.hold, 1, MOST_HOLD)
            _bound("then.repetitions", self.then.repetitions, 1, MOST_REPETITIONS)


MOST_HOLD = 600
"""The longest single hold, in seconds."""
MOST_REPETITIONS = 100
"""The most repetitions in a set."""
MOST_SETS = 10
"""The most sets."""
MOST_ORDER = 100
"""The last place in a handout's list."""
MOST_DURATION = 7200
"""The longest quiet hold or activity, in seconds."""


def _bound(name: str, value: Range | None, least: int, most: int) -> None:
    if value is not None and (value.low < least or value.high > most):
        shown = value.low if value.single else f"{value.low} to {value.high}"
        raise ValueError(f"{name} is {shown}; it may be {least} to {most}")
