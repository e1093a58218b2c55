"""The log of a session: what was planned and what was done, per exercise, repetition and side."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from trainer.core.course import Course, Outcome, Status
from trainer.core.events import Held, StopReason
from trainer.core.prescription import Prescription
from trainer.core.timeline import BodySide

MOST_SECONDS = 24 * 60 * 60.0
"""The most that one log says of one thing: a day. Ours; more is no training."""
_YEARS = range(1970, 2200)
"""The years in which something can have ended."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """The work of one side."""

    side: BodySide
    repetitions: int
    """Whole repetitions; one that was only begun counts with its seconds."""
    seconds: float

    def __post_init__(self) -> None:
        _check_seconds(self.seconds)
        if not 0 <= self.repetitions <= MOST_SECONDS:
            raise ValueError("nobody does so many repetitions in a day")


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemLog:
    """One exercise of a session."""

    prescription: Prescription
    """What was planned."""
    status: Status
    reason: str | None
    """Why it was skipped or stopped."""
    planned: tuple[Share, ...]
    held: tuple[Share, ...]
    marks: tuple[Held, ...]
    """Each repetition as it was done."""
    late: bool = False
    """Told afterwards to have been done, in a session a clock stood behind."""

    def __post_init__(self) -> None:
        for mark in self.marks:
            _check_seconds(mark.seconds)

    @property
    def worked(self) -> bool:
        """Whether enough of it was done to count on its day: a whole repetition, or half of its time; ours."""
        held, planned = (sum(share.seconds for share in shares) for shares in (self.held, self.planned))
        return any(share.repetitions for share in self.held) or 0 < planned <= 2 * held


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionLog:
    """One session, finished or not."""

    name: str
    routine: str | None
    """The routine's id; None where a single exercise was trained."""
    ended: datetime
    items: tuple[ItemLog, ...]
    whole: bool
    """Whether every exercise was done as planned."""
    reason: StopReason | None = None
    """What ended it early, where something was felt."""
    exertion: int | None = None
    """1 to 10, as the person said afterwards."""
    pain: int | None = None
    """0 to 10, as the person said afterwards."""
    helpful: tuple[str, ...] = ()
    """Exercises the person found helpful."""
    note: str = ""
    late: bool = False
    """Told afterwards: no clock stood behind it, so what was held is what was planned."""

    def __post_init__(self) -> None:
        _check_exertion(self.exertion)
        if self.ended.year not in _YEARS:
            raise ValueError(f"it ended in {self.ended.year}")
        if self.pain is not None and not 0 <= self.pain <= 10:
            raise ValueError(f"pain is {self.pain}; it is a number from 0 to 10")

    @property
    def seconds(self) -> float:
        """Seconds of work held in all."""
        return sum(share.seconds for item in self.items for share in item.held)

    @property
    def stops(self) -> tuple[ItemLog, ...]:
        """The exercises that were stopped for what was felt."""
        return tuple(item for item in self.items if item.status is Status.STOPPED)


def _check_seconds(seconds: float) -> None:
    if not 0 <= seconds <= MOST_SECONDS:
        raise ValueError(f"{seconds} seconds are no time within a day")


def _check_exertion(exertion: int | None) -> None:
    if exertion is not None and not 1 <= exertion <= 10:
        raise ValueError(f"exertion is {exertion}; it is a number from 1 to 10")


def fold(course: Course, *, name: str, routine: str | None, ended: datetime) -> SessionLog:
    """Fold a course into its log."""
    outcomes = course.outcomes()
    return SessionLog(
        name=name,
        routine=routine,
        ended=ended,
        items=tuple(_item(outcome) for outcome in outcomes),
        whole=all(outcome.status is Status.DONE for outcome in outcomes),
        reason=course.ended,
    )


def _item(outcome: Outcome) -> ItemLog:
    return ItemLog(
        prescription=outcome.prescription,
        status=outcome.status,
        reason=None if outcome.reason is None else outcome.reason.value,
        planned=_shares((step.side, 1, step.seconds or 0.0) for step in outcome.planned),
        held=_shares((mark.side, int(mark.complete), mark.seconds) for mark in outcome.marks),
        marks=tuple(
            mark if mark.seconds <= MOST_SECONDS else replace(mark, seconds=MOST_SECONDS) for mark in outcome.marks
        ),
    )


def _shares(work: Iterable[tuple[BodySide, int, float]]) -> tuple[Share, ...]:
    sums: dict[BodySide, tuple[int, float]] = {}
    for side, whole, seconds in work:
        count, total = sums.get(side, (0, 0.0))
        sums[side] = (count + whole, total + seconds)
    return tuple(Share(side=s, repetitions=n, seconds=min(round(t, 1), MOST_SECONDS)) for s, (n, t) in sums.items())


@dataclass(frozen=True, slots=True, kw_only=True)
class ActivityLog:
    """One bout of activity."""

    activity: str
    """The activity's id."""
    name: str
    seconds: float
    planned: float | None = None
    """Seconds that were planned; None where it was only logged."""
    exertion: int | None = None
    """1 to 10."""
    note: str = ""
    """The person's own words."""
    reason: StopReason | None = None
    """What ended it early, where something was felt."""

    def __post_init__(self) -> None:
        _check_exertion(self.exertion)
        _check_seconds(self.seconds)
        _check_seconds(self.planned or 0.0)

    @property
    def minutes(self) -> int:
        """Whole minutes."""
        return int(self.seconds // 60)


@dataclass(frozen=True, slots=True, kw_only=True)
class SetAside:
    """An exercise that is kept out because of what was felt in it, or after it."""

    exercise: str
    """The exercise's id."""
    reason: StopReason
    at: datetime
    session: str
    """The session in which it happened, or after which it hurt."""
    later: bool = False
    """It was not stopped: it hurt after its session."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Remembered:
    """One thing in the history."""

    id: str
    at: datetime
    what: SessionLog | ActivityLog


@dataclass(frozen=True, slots=True, kw_only=True)
class Stop:
    """Something was stopped because of what was felt, or hurt after its session."""

    exercise: str
    """The exercise's or activity's id."""
    name: str
    reason: str
    session: str
    """The id of the session or bout."""
    later: bool = False
    """It was not stopped: it hurt afterwards."""


def stops_of(one: Remembered) -> tuple[Stop, ...]:
    """Give what was stopped in a session or a bout."""
    what = one.what
    if isinstance(what, SessionLog):
        asked = ((item.prescription, item.reason or "") for item in what.stops)
        return tuple(Stop(exercise=p.exercise, name=p.name, reason=said, session=one.id) for p, said in asked)
    if what.reason is None:
        return ()
    return (Stop(exercise=what.activity, name=what.name, reason=what.reason.value, session=one.id),)
