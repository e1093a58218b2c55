"""Progression: the way through a dosage, one dial at a time and never past the handout's top. The rails are ours.

Start at the low end. After two clean sessions at a step, one more repetition; at the top of repetitions, the next
longer hold. Two sessions running that held back, one step down; after a break, the low end again.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from trainer.core.course import Status
from trainer.core.dosage import Dosage, Range
from trainer.core.gates import BREAK
from trainer.core.log import ItemLog, Remembered, SessionLog

CLEAN = 2
"""Clean sessions at a step before the next one."""
BACK = 2
"""Sessions running that held back before one step down."""
HARD = 6
"""Exertion above which a session holds back."""
ENOUGH = 0.8
"""The share of the planned work below which a session holds back."""
MISSED = timedelta(days=7)
"""A gap that counts as a missed week."""
LONG = 5
"""Seconds between two steps of holding, where the range is that wide."""


class Held(StrEnum):
    """What held a step back."""

    STOP = "stop"
    PAIN = "pain"
    EXERTION = "exertion"
    LITTLE = "little"
    GAP = "gap"


@dataclass(frozen=True, slots=True, kw_only=True)
class Rung:
    """One step of the way: today's repetitions and seconds."""

    repetitions: int
    hold: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    """One time an exercise was trained with a dosage."""

    day: date
    item: ItemLog
    exertion: int | None
    pain_up: bool
    """Pain was up the morning after."""
    late: bool = False
    """It was logged afterwards: nobody's clock was behind it, so that it neither leads on nor holds back."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where somebody stands on the way."""

    step: int
    """From 0."""
    of: int
    rung: Rung
    top: bool
    """The handout's top is reached and was clean: a harder exercise may be offered."""


def ladder(dosage: Dosage) -> tuple[Rung, ...]:
    """Return the steps from a dosage's low end to its top: first more repetitions, then longer holds.

    A dosage with neither range has one step; unstated repetitions stay one. Seconds added in a session never count.
    """
    times = _repetitions(dosage)
    if dosage.hold is None:
        return tuple(Rung(repetitions=count, hold=None) for count in times)
    holds = _holds(dosage.hold)
    low = [Rung(repetitions=count, hold=holds[0]) for count in times]
    return (*low, *(Rung(repetitions=times[-1], hold=seconds) for seconds in holds[1:]))


def place(dosage: Dosage, done: Sequence[Done], today: date) -> Place:
    """Say where the sessions so far, oldest first, have led."""
    rungs = ladder(dosage)
    step = clean = held = 0
    before: date | None = None
    for one in done:
        if before is not None and one.day - before > BREAK:
            step = clean = held = 0
        if one.late:
            before = one.day
            continue
        why = held_back(one, before)
        clean, held = (clean + 1, 0) if why is None else (0, held + 1)
        if clean >= CLEAN and step + 1 < len(rungs):
            step, clean = step + 1, 0
        if held >= BACK:
            step, held = max(0, step - 1), 0
        before = one.day
    if before is not None and today - before > BREAK:
        step = clean = 0
    top = step + 1 == len(rungs) and clean >= CLEAN
    return Place(step=step, of=len(rungs), rung=rungs[step], top=top)


Key = tuple[str, str | None, str | None]
"""An exercise with one of its dosages: exercise, handout, label."""


def practice(history: Iterable[Remembered], risen: Container[date]) -> Mapping[Key, tuple[Done, ...]]:
    """Sort what was trained by exercise and dosage, oldest first; `risen` are days after which pain was up."""
    found: dict[Key, list[Done]] = {}
    for one in history:
        if not isinstance(one.what, SessionLog):
            continue
        day = one.at.date()
        for item in one.what.items:
            if item.marks or item.status is Status.STOPPED:
                asked = item.prescription
                late = one.what.late or item.late
                done = Done(day=day, item=item, exertion=one.what.exertion, pain_up=day in risen, late=late)
                found.setdefault((asked.exercise, asked.handout, asked.label), []).append(done)
    return {key: tuple(done) for key, done in found.items()}


def held_back(one: Done, before: date | None) -> Held | None:
    """Return why a session gives no step up; None when it was clean."""
    if one.item.status is Status.STOPPED:
        return Held.STOP
    if one.pain_up:
        return Held.PAIN
    if one.exertion is not None and one.exertion > HARD:
        return Held.EXERTION
    if _share(one.item) < ENOUGH:
        return Held.LITTLE
    return Held.GAP if before is not None and one.day - before > MISSED else None


def _share(item: ItemLog) -> float:
    """Return how much of the planned work was done; seconds beyond the plan do not make up for missing ones."""
    planned = sum(share.seconds for share in item.planned)
    if not planned:
        wanted = sum(share.repetitions for share in item.planned)
        return sum(mark.complete for mark in item.marks) / wanted if wanted else 1.0
    held = sum(min(mark.seconds, mark.planned) for mark in item.marks if mark.planned is not None)
    return held / planned


def _repetitions(dosage: Dosage) -> list[int]:
    if dosage.repetitions is None:
        return [1]
    low = dosage.repetitions.low if dosage.start is None else (dosage.start.low + dosage.start.high) // 2
    return list(range(low, dosage.repetitions.high + 1))


def _holds(hold: Range) -> list[int]:
    by = 1 if hold.high - hold.low < LONG else LONG
    return [*range(hold.low, hold.high, by), hold.high]
