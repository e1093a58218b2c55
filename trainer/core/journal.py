"""The journal of a running session: its head, its lines, and the session rebuilt from them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from trainer.core.clock import Clock
from trainer.core.events import (
    Eased,
    Ended,
    Entered,
    Event,
    Extended,
    Held,
    Lost,
    Paused,
    Restored,
    Resumed,
    Returned,
    Skipped,
    Stopped,
)
from trainer.core.pace import Pace
from trainer.core.prescription import Prescription
from trainer.core.session import Session
from trainer.core.timeline import BodySide

RESUMABLE = timedelta(hours=4)
"""How long an interrupted session is offered for going on."""

KINDS: dict[str, type[Event]] = {
    "entered": Entered,
    "held": Held,
    "paused": Paused,
    "resumed": Resumed,
    "lost": Lost,
    "returned": Returned,
    "extended": Extended,
    "eased": Eased,
    "skipped": Skipped,
    "restored": Restored,
    "stopped": Stopped,
    "ended": Ended,
}
"""The events that are written down, by the name they are written under; beats are not."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """What a session set out to be."""

    session: str
    """The id under which it will be remembered."""
    name: str
    routine: str | None
    began: datetime
    prescriptions: tuple[Prescription, ...]
    pace: Pace


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One thing that happened, and when by the wall clock."""

    at: datetime
    event: Event


@dataclass(frozen=True, slots=True, kw_only=True)
class Interrupted:
    """An interrupted session one can go on with."""

    session: str
    name: str
    exercise: str
    """The exercise's name."""
    id: str
    """The exercise's id."""
    side: BodySide
    repetition: int
    of: int
    at: datetime
    """When it was last heard of."""


def rebuild(head: Head, lines: Iterable[Line], clock: Clock) -> Session:
    """Rebuild a session as its journal tells it; it does not run until it is taken up."""
    session = Session(head.prescriptions, head.pace, clock)
    session.replay(line.event for line in lines)
    return session


def describe(head: Head, session: Session, at: datetime) -> Interrupted | None:
    """Say where an interrupted session stood; None when it had not begun or was over."""
    step = session.step
    if step is not None and session.course.closed(step.item):
        step = session.upcoming
    if step is None:
        return None
    planned = head.prescriptions[step.item]
    return Interrupted(
        session=head.session,
        name=head.name,
        exercise=planned.name,
        id=planned.exercise,
        side=step.side,
        repetition=step.repetition,
        of=step.of,
        at=at,
    )
