"""Stand-ins for the world: a clock that only moves when told, prescriptions, and ways to drive a session."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime, timedelta, timezone
from types import MappingProxyType
from typing import TypeVar

from hypothesis import settings
from hypothesis import strategies as st

from trainer.core.dosage import Dosage, Sides, Tempo
from trainer.core.events import Cause, Entered, Event, Events, SkipReason, StopReason
from trainer.core.exercise import Counts, Equipment, Exercise, Instruction, Kind, Position, Region
from trainer.core.pace import FirstSide, Pace
from trainer.core.prescription import Prescription, Second
from trainer.core.session import Session
from trainer.core.timeline import Step

T = TypeVar("T")

NOVEMBER = datetime(2026, 11, 20, 7, 10, tzinfo=timezone(timedelta(hours=1)))
"""A Friday morning."""
TICK = 0.25
"""Seconds; a binary fraction, as all times in the tests are, so that sums are exact."""

steady = settings(max_examples=100, deadline=None, derandomize=True, database=None)
"""The same examples on every run and machine, and no hurry."""


class FakeClock:
    """A `Clock` that moves only when it is told to."""

    def __init__(self, now: datetime = NOVEMBER) -> None:
        self._seconds = 1024.0
        self._asleep = 512.0
        self._now = now

    def seconds(self) -> float:
        return self._seconds

    def awake(self) -> float:
        return self._seconds + self._asleep

    def now(self) -> datetime:
        return self._now

    def advance(self, seconds: float) -> None:
        """Let time pass."""
        self._seconds += seconds
        self._now += timedelta(seconds=seconds)

    def suspend(self, seconds: float) -> None:
        """Let the machine sleep: the monotonic clock stands, the one that tells and the wall clock go on."""
        self._asleep += seconds
        self._now += timedelta(seconds=seconds)

    def jump(self, seconds: float) -> None:
        """Set the wall clock forward or back; nothing else notices."""
        self._now += timedelta(seconds=seconds)


# Values


def exercise(identity: str = "bridge", *dosages: Dosage, equipment: tuple[Equipment, ...] = ()) -> Exercise:
    """Make an exercise with these dosages."""
    return Exercise(
        id=identity,
        name=identity.replace("-", " ").capitalize(),
        kind=Kind.STRETCH,
        counts=Counts(stretch=1.0),
        regions=(Region.LOW_BACK,),
        positions=(Position.SUPINE,),
        handouts=(),
        steps=(Instruction(text="Move.", handouts=()),),
        dosages=dosages,
        equipment=equipment,
    )


def prescription(
    identity: str = "bridge",
    *,
    kind: Kind = Kind.STRETCH,
    positions: tuple[Position, ...] = (Position.SUPINE,),
    equipment: tuple[Equipment, ...] = (),
    repetitions: int = 1,
    sets: int = 1,
    sides: Sides = Sides.NONE,
    hold: int | None = None,
    least: int | None = None,
    tempo: Tempo | None = None,
    duration: int | None = None,
    then: Second | None = None,
) -> Prescription:
    """Make a prescription; without hold, tempo or duration it is a movement."""
    return Prescription(
        exercise=identity,
        name=identity.replace("-", " ").capitalize(),
        kind=kind,
        positions=positions,
        equipment=equipment,
        repetitions=repetitions,
        sets=sets,
        sides=sides,
        hold=hold,
        least=hold if least is None else least,
        tempo=tempo,
        duration=duration,
        then=then,
    )


def both_knees(repetitions: int = 1, hold: int | None = 10, sides: Sides = Sides.NONE) -> Second:
    """Make the second part of an exercise."""
    return Second(name="both knees", repetitions=repetitions, sides=sides, hold=hold, least=hold)


COUNTED = Tempo(counts=("one", "two", "three", "four"))
BREATHED = Tempo(counts=("in", "out"), breath=True)
BARE = Pace(prepare=0, fetch=0)
"""No getting ready: the first step is work."""


# Driving a session


def begin(clock: FakeClock, *prescriptions: Prescription, pace: Pace = BARE) -> Session:
    """Start a session."""
    session = Session(prescriptions, pace, clock)
    session.start()
    return session


def let(session: Session, clock: FakeClock, seconds: float, every: float = TICK) -> Events:
    """Let time pass as it does for a front end: looked at again and again."""
    events: Events = ()
    end = clock.seconds() + seconds
    while clock.seconds() < end:
        clock.advance(min(every, end - clock.seconds()))
        events += session.look()
    return events


def until(session: Session, clock: FakeClock, found: Callable[[Step], bool]) -> Step:
    """Let time pass until such a step is the current one, as a person who never hesitates."""
    for _ in range(100_000):
        step = session.step
        assert step is not None, "the session ended before such a step"
        if found(step):
            return step
        through(session, clock)
    raise AssertionError("no such step")


def through(session: Session, clock: FakeClock) -> Events:
    """Let one tick pass; what waits is gone on with at once."""
    waits = session.cause is not None or session.length is None
    return session.press() if waits else let(session, clock, TICK)


def finish_all(session: Session, clock: FakeClock) -> Events:
    """Let a session run to its end."""
    events: Events = ()
    for _ in range(100_000):
        if session.over:
            return events
        events += through(session, clock)
    raise AssertionError("the session does not end")


def entered(session: Session, events: Events) -> list[Step]:
    """Return the steps that were entered, as the session has them now."""
    return [session.course.steps[event.step] for event in events if isinstance(event, Entered)]


def of_kind(kind: type[T], events: Iterable[Event]) -> list[T]:
    """Return the events of one kind."""
    return [event for event in events if isinstance(event, kind)]


COMMANDS: Mapping[str, Callable[[Session], Events]] = MappingProxyType(
    {
        "pause": Session.pause,
        "ask": lambda session: session.pause(Cause.ASKING),
        "resume": Session.resume,
        "press": Session.press,
        "next": Session.next,
        "back": Session.back,
        "repeat": Session.repeat,
        "extend": Session.extend,
        "ease": Session.ease,
        "skip": lambda session: session.skip(SkipReason.TIME),
        "stop": lambda session: session.stop(StopReason.PAIN),
        "stop before": lambda session: session.stop(StopReason.PAIN, session.before),
        "stop for good": lambda session: session.stop(StopReason.SPASM),
        "finish": Session.finish,
    }
)
"""Everything a person can do to a running session."""
GENTLE = tuple(name for name in COMMANDS if name not in {"finish", "stop for good"})
"""What does not end it at once."""
USUAL = (*GENTLE, *(3 * ("press", "resume", "resume", "next", "back", "repeat", "extend", "ease")))
"""The same, with what leaves an exercise rarer, so that a random session comes somewhere."""


# Random ones

SIDES = st.sampled_from(Sides)
COUNTS = st.integers(1, 4)
RARELY = st.integers(0, 3).map(lambda drawn: drawn == 3)


@st.composite
def seconds_parts(draw: st.DrawFn) -> Second:
    """Draw a second part."""
    least = draw(st.integers(1, 4))
    hold = draw(st.none() | st.integers(least, 6))
    return Second(
        name="then",
        repetitions=draw(st.integers(1, 3)),
        sides=draw(SIDES),
        hold=hold,
        least=None if hold is None else least,
    )


@st.composite
def prescriptions(draw: st.DrawFn) -> Prescription:
    """Draw a prescription of any shape, short enough to be run through."""
    shape = draw(st.sampled_from(["hold", "hold", "hold", "move", "count", "breath", "quiet", "activity"]))
    least = draw(st.integers(1, 5))
    held = shape == "hold"
    return Prescription(
        exercise=draw(st.sampled_from("abc")),
        name="Exercise",
        kind=Kind.ACTIVITY if shape == "activity" else Kind.STRETCH,
        positions=tuple(draw(st.lists(st.sampled_from(Position), max_size=2, unique=True))),
        equipment=draw(st.sampled_from([(), (), (Equipment.BAND,)])),
        repetitions=draw(COUNTS),
        sets=draw(st.sampled_from([1, 1, 2])),
        sides=draw(SIDES),
        hold=draw(st.integers(least, 8)) if held else None,
        least=least if held else None,
        tempo={"count": COUNTED, "breath": BREATHED}.get(shape),
        duration=draw(st.integers(1, 30)) if shape in {"quiet", "activity"} else None,
        then=draw(st.none() | seconds_parts()),
    )


@st.composite
def paces(draw: st.DrawFn, *, waiting: bool = True) -> Pace:
    """Draw a pace; one that is not `waiting` needs no key from beginning to end."""
    return Pace(
        prepare=draw(st.integers(0, 3)),
        fetch=draw(st.integers(0, 4)),
        release=draw(st.integers(1, 3)),
        switch=draw(st.integers(1, 3)),
        move=draw(st.integers(1, 3)),
        own_pace=draw(RARELY) if waiting else False,
        count=draw(st.integers(1, 2)),
        breath=draw(st.integers(1, 2)),
        rest=draw(st.integers(1, 4)),
        wait=draw(RARELY) if waiting else False,
        first_side=draw(st.sampled_from(FirstSide)),
    )


def plans() -> st.SearchStrategy[tuple[Prescription, ...]]:
    """Draw what a session sets out to do; an exercise may come twice."""
    return st.lists(prescriptions(), min_size=2, max_size=5).map(tuple)


def lengths(most: float = 20.0) -> st.SearchStrategy[float]:
    """Draw a time in whole ticks, short ones more often."""
    longest = int(most / TICK)
    return (st.integers(0, min(12, longest)) | st.integers(0, longest)).map(lambda ticks: ticks * TICK)


def scripts(*names: str, most: float = 20.0) -> st.SearchStrategy[list[tuple[float, str]]]:
    """Draw what a person does: wait so long, then do this; and again."""
    drawn = st.sampled_from(names or (*USUAL, *COMMANDS))
    return st.lists(st.tuples(lengths(most), drawn), min_size=10, max_size=30)
