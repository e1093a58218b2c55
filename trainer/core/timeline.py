"""The timeline: prescriptions become the steps of a session, each with its seconds, side and repetition."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

from trainer.core.dosage import Sides, Tempo
from trainer.core.exercise import Kind, Position
from trainer.core.pace import FirstSide, Pace
from trainer.core.prescription import Prescription


class StepKind(StrEnum):
    """What a step asks for."""

    WAIT = "wait"
    """Nothing runs until the person goes on."""
    PREPARE = "prepare"
    """Get ready: read, fetch, take the position."""
    HOLD = "hold"
    RELEASE = "release"
    """Let go between holds."""
    SWITCH = "switch"
    """Change sides, or to the second part."""
    MOVE = "move"
    """One repetition without hold or tempo."""
    COUNT = "count"
    """One repetition in a tempo, a beat per count."""
    BREATHE = "breathe"
    """One repetition led by the breath, a beat per breath."""
    QUIET = "quiet"
    """One long quiet hold."""
    ACTIVITY = "activity"
    REST = "rest"
    """Between sets."""
    DONE = "done"
    """All is done or left out: a moment to take the last skip back. It is in no plan; skipping leads to it."""


WORK = frozenset(
    {
        StepKind.HOLD,
        StepKind.MOVE,
        StepKind.COUNT,
        StepKind.BREATHE,
        StepKind.QUIET,
        StepKind.ACTIVITY,
    }
)
"""Kinds that are logged; the others only lead from one to the next."""
GETTING_READY = frozenset({StepKind.WAIT, StepKind.PREPARE})
"""Kinds that lead into an exercise."""


class BodySide(StrEnum):
    """The side that works."""

    LEFT = "left"
    RIGHT = "right"
    BOTH = "both"


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One stretch of the session in which one thing is asked."""

    kind: StepKind
    item: int
    """Which prescription of the session, from 0."""
    seconds: float | None
    """How long it lasts; None waits for the person."""
    side: BodySide = BodySide.BOTH
    """The side that works, or to which one switches."""
    repetition: int = 0
    """From 1, on a switch the one it leads to; 0 where nothing is counted."""
    of: int = 0
    """How many repetitions there are, on this side."""
    round: int = 1
    """The set, from 1."""
    part: int = 0
    """0 for the first part, 1 for the second."""
    beats: tuple[str, ...] = ()
    """What each count or breath asks, equally long."""
    position: Position | None = None
    """The position to take, on steps that get ready."""

    @property
    def work(self) -> bool:
        """Whether the step is logged."""
        return self.kind in WORK


def timeline(prescriptions: Iterable[Prescription], pace: Pace) -> tuple[Step, ...]:
    """Lay out a whole session."""
    steps: list[Step] = []
    position: Position | None = None
    for item, prescription in enumerate(prescriptions):
        taken = _take(prescription, position)
        moved = item > 0 and taken is not position
        steps += _ready(item, prescription, pace, taken, moved=moved)
        steps += exercise_steps(item, prescription, pace)
        position = taken
    return tuple(steps)


def exercise_steps(item: int, prescription: Prescription, pace: Pace) -> tuple[Step, ...]:
    """Lay out one prescription without getting ready for it."""
    if prescription.duration is not None:
        kind = StepKind.ACTIVITY if prescription.kind is Kind.ACTIVITY else StepKind.QUIET
        return (Step(kind=kind, item=item, seconds=prescription.duration, repetition=1, of=1),)
    steps: list[Step] = []
    for number in range(1, prescription.sets + 1):
        if number > 1:
            steps.append(Step(kind=StepKind.REST, item=item, seconds=pace.rest, round=number))
        steps += [replace(step, round=number) for step in _set(item, prescription, pace)]
    return tuple(steps)


def seconds(steps: Iterable[Step], pace: Pace) -> float:
    """Add up how long steps take; one that waits for the person counts as one movement."""
    return sum(pace.move if step.seconds is None else step.seconds for step in steps if step.kind is not StepKind.WAIT)


def _take(prescription: Prescription, position: Position | None) -> Position | None:
    """Stay in the position where the exercise allows it; otherwise take its first."""
    if position in prescription.positions:
        return position
    return next(iter(prescription.positions), position)


def _ready(
    item: int, prescription: Prescription, pace: Pace, position: Position | None, *, moved: bool
) -> Iterator[Step]:
    if pace.wait:
        yield Step(kind=StepKind.WAIT, item=item, seconds=None, position=position)
    length = pace.fetch if moved or prescription.equipment else pace.prepare
    if length:
        yield Step(kind=StepKind.PREPARE, item=item, seconds=length, position=position)


def _set(item: int, prescription: Prescription, pace: Pace) -> list[Step]:
    work = _work(item, prescription.hold, prescription.tempo, pace)
    steps = _turns(work, prescription.repetitions, prescription.sides, pace)
    then = prescription.then
    if then is None:
        return steps
    if steps[-1].kind is StepKind.RELEASE:
        steps.pop()
    second = _turns(replace(_work(item, then.hold, None, pace), part=1), then.repetitions, then.sides, pace)
    return [*steps, _switch(second[0], pace), *second]


def _work(item: int, hold: int | None, tempo: Tempo | None, pace: Pace) -> Step:
    if hold is not None:
        return Step(kind=StepKind.HOLD, item=item, seconds=hold)
    if tempo is None:
        return Step(kind=StepKind.MOVE, item=item, seconds=None if pace.own_pace else pace.move)
    beat = pace.breath if tempo.breath else pace.count
    kind = StepKind.BREATHE if tempo.breath else StepKind.COUNT
    return Step(kind=kind, item=item, seconds=beat * len(tempo.counts), beats=tempo.counts)


def _turns(work: Step, repetitions: int, sides: Sides, pace: Pace) -> list[Step]:
    left_first = pace.first_side is FirstSide.LEFT
    both = (BodySide.LEFT, BodySide.RIGHT) if left_first else (BodySide.RIGHT, BodySide.LEFT)
    numbers = range(1, repetitions + 1)
    if sides is Sides.NONE:
        turns = [(number, BodySide.BOTH) for number in numbers]
    elif sides is Sides.EACH:
        turns = [(number, side) for side in both for number in numbers]
    else:
        turns = [(number, side) for number in numbers for side in both]
    steps: list[Step] = []
    for index, (number, side) in enumerate(turns):
        then, following = turns[index + 1] if index + 1 < len(turns) else (number, side)
        steps.append(replace(work, repetition=number, of=repetitions, side=side))
        # The last repetition of a side is let go of like any other; alternating, the switch stands for it.
        if work.kind is StepKind.HOLD and (following is side or sides is Sides.EACH):
            steps.append(replace(steps[-1], kind=StepKind.RELEASE, seconds=pace.release))
        if following is not side:
            steps.append(_switch(replace(steps[-1], side=following, repetition=then), pace))
    return steps


def _switch(to: Step, pace: Pace) -> Step:
    return replace(to, kind=StepKind.SWITCH, seconds=pace.switch, beats=())
