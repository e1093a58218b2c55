"""Deeds: what was done on each day, whatever was planned – exercises, seconds, minutes, pain and stops. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache

from trainer.core.checkin import CheckIn
from trainer.core.course import Status
from trainer.core.exercise import Counts, Exercise, Kind
from trainer.core.groups import Group, Strength, groups_of, strength_of
from trainer.core.log import ActivityLog, ItemLog, Remembered, SessionLog, Share, Stop, stops_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Work:
    """What an exercise works."""

    counts: Counts
    groups: frozenset[Group] = frozenset()
    strength: Strength | None = None


NO_WORK = Work(counts=Counts())
_BY_KIND = {
    Kind.STRETCH: Work(counts=Counts(stretch=1.0)),
    Kind.STRENGTHEN: Work(counts=Counts(strengthen=1.0)),
}
"""What can be said of an exercise of which only its kind is known."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Deeds:
    """What was done on one day."""

    exercises: Mapping[str, float]
    """How much of each exercise was done, as a share of 1; only those of which anything was."""
    fullest: float
    """How much of the fullest session was done, as a share of 1; one of relaxing alone is none."""
    sessions: int
    """Sessions in which an exercise was done; one of relaxing alone is none."""
    stretch: float
    """Seconds, by each exercise's share."""
    strengthen: float
    """Seconds, by each exercise's share."""
    minutes: int
    """Of activity."""
    relaxed: int
    """How often one relaxed and rested."""
    groups: frozenset[Group]
    strengths: frozenset[Strength]
    stopped: tuple[Stop, ...]
    """What was stopped because of what was felt."""

    @property
    def any(self) -> bool:
        """Whether anything was done at all."""
        return self.sessions > 0 or self.minutes > 0 or self.relaxed > 0


Works = Callable[[str, Kind], Work]
"""Says what an exercise works, by its id and its prescription's kind."""


def works_of(exercises: Mapping[str, Exercise]) -> Works:
    """Give what says what an exercise works; of one that is no longer in the library, its kind says it."""

    @cache
    def works(identity: str, kind: Kind) -> Work:
        exercise = exercises.get(identity)
        return _BY_KIND.get(kind, NO_WORK) if exercise is None else work_of(exercise)

    return works


def work_of(exercise: Exercise) -> Work:
    """Return what an exercise of the library works."""
    return Work(counts=exercise.counts, groups=groups_of(exercise), strength=strength_of(exercise))


def deeds_by_day(trained: Iterable[Remembered], works: Works) -> Mapping[date, Deeds]:
    """Reckon each day on which anything was trained, in whatever order it is told."""
    days: dict[date, list[Remembered]] = {}
    for one in sorted(trained, key=lambda one: (one.at, one.id)):
        days.setdefault(one.at.date(), []).append(one)
    return {day: _deeds(found, works) for day, found in days.items()}


def pain_by_day(trained: Iterable[Remembered], check_ins: Iterable[CheckIn]) -> Mapping[date, int]:
    """Give the highest pain of each day on which any was told: at a check-in or after a session."""
    pains: dict[date, int] = {}
    after = ((one.at, one.what.pain) for one in trained if isinstance(one.what, SessionLog))
    for at, pain in (*after, *((told.at, told.pain) for told in check_ins)):
        if pain is not None:
            day = at.date()
            pains[day] = max(pain, pains.get(day, pain))
    return pains


def _deeds(found: Sequence[Remembered], works: Works) -> Deeds:
    logs = [one.what for one in found if isinstance(one.what, SessionLog)]
    items = [item for log in logs for item in log.items if _is_exercise(item)]
    worked = [(item, works(item.prescription.exercise, item.prescription.kind)) for item in items]
    seconds = [(sum(share.seconds for share in item.held), work.counts) for item, work in worked]
    return Deeds(
        exercises=_shares(items),
        fullest=max(map(_fullness, logs), default=0.0),
        sessions=sum(any(map(_is_training, log.items)) for log in logs),
        stretch=sum(held * counts.stretch for held, counts in seconds),
        strengthen=sum(held * counts.strengthen for held, counts in seconds),
        minutes=sum(one.what.minutes for one in found if isinstance(one.what, ActivityLog)),
        relaxed=sum(any(item.prescription.kind is Kind.RELAX for item in log.items if item.worked) for log in logs),
        groups=frozenset(group for _, work in worked for group in work.groups),
        strengths=frozenset(work.strength for _, work in worked if work.strength is not None),
        stopped=tuple(stop for one in found for stop in stops_of(one)),
    )


def _is_exercise(item: ItemLog) -> bool:
    """Whether it is an exercise of which enough was done."""
    return item.worked and item.prescription.kind is not Kind.ACTIVITY


def _is_training(item: ItemLog) -> bool:
    """Whether it is an exercise that trains: relaxing is counted apart."""
    return _is_exercise(item) and item.prescription.kind is not Kind.RELAX


def _shares(items: Iterable[ItemLog]) -> Mapping[str, float]:
    """Add up how much of each exercise was done: two halves are a whole."""
    found: dict[str, float] = {}
    for item in items:
        name = item.prescription.exercise
        found[name] = min(1.0, found.get(name, 0.0) + _share(item))
    return found


def _fullness(log: SessionLog) -> float:
    """Return how much of a session was done: all of it, or the mean of its exercises."""
    asked = [item for item in log.items if item.prescription.kind not in {Kind.RELAX, Kind.ACTIVITY}]
    if not asked:
        return 0.0
    return 1.0 if log.whole else sum(_share(item) for item in asked if item.worked) / len(asked)


def _share(item: ItemLog) -> float:
    """Return how much of an exercise was done: of its seconds, or of its repetitions where no second was planned."""
    if item.status is Status.DONE:
        return 1.0
    planned, held = _sums(item.planned), _sums(item.held)
    for asked, done in zip(planned, held, strict=True):
        if asked:
            return min(1.0, done / asked)
    return 1.0


def _sums(shares: Sequence[Share]) -> tuple[float, int]:
    return sum(share.seconds for share in shares), sum(share.repetitions for share in shares)
