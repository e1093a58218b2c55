from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.fakes import (
    BARE,
    BREATHED,
    COMMANDS,
    GENTLE,
    TICK,
    FakeClock,
    begin,
    lengths,
    let,
    of_kind,
    paces,
    plans,
    prescription,
    steady,
)
from trainer.core.dosage import Sides
from trainer.core.events import Beaten, Cause, Event, Held, Lost, Paused
from trainer.core.pace import Pace
from trainer.core.prescription import Prescription
from trainer.core.session import Session

Plan = tuple[Prescription, ...]


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


def credited(session: Session) -> float:
    """Return the seconds of work a session has credited, in repetitions and in the step it is in."""
    step = session.step
    under_way = session.spent if step is not None and step.work else 0.0
    return sum(mark.seconds for mark in session.course.marks.values()) + under_way


def state(session: Session) -> tuple[object, ...]:
    """Return all that a session is, but for the clock standing still."""
    course = session.course
    return (course.cursor, session.spent, course.extra, dict(course.marks), course.steps, dict(course.skipped))


def told_again(session: Session, clock: FakeClock, plan: Plan, pace: Pace, events: list[Event]) -> Session:
    """Rebuild a session from its journal; beats are not in it."""
    again = Session(plan, pace, clock)
    again.replay(event for event in events if not isinstance(event, Beaten))
    return again


def test_a_silent_line_takes_the_session_back_to_when_somebody_was_last_there(clock: FakeClock) -> None:
    session = begin(clock, prescription(repetitions=3, hold=10))
    let(session, clock, 4)
    session.seen()
    let(session, clock, 30)
    assert session.course.cursor > 0
    [lost] = session.lost()
    assert isinstance(lost, Lost)
    assert session.cause is Cause.SILENT
    assert (session.course.cursor, session.spent, session.left) == (0, 4, 6)
    assert not session.course.marks


def test_what_was_done_before_stays(clock: FakeClock) -> None:
    session = begin(clock, prescription(repetitions=3, hold=10))
    let(session, clock, 16)
    session.seen()
    let(session, clock, 20)
    session.lost()
    assert [mark.seconds for mark in session.course.marks.values()] == [10]
    assert session.spent == 2


def test_it_goes_on_from_there(clock: FakeClock) -> None:
    session = begin(clock, prescription(hold=10))
    let(session, clock, 3)
    session.seen()
    let(session, clock, 5)
    session.lost()
    clock.advance(3600)
    session.resume()
    [held] = of_kind(Held, let(session, clock, 7))
    assert held.complete
    assert held.seconds == 10


def test_a_longer_step_stays_longer(clock: FakeClock) -> None:
    session = begin(clock, prescription(repetitions=2, hold=10))
    session.extend()
    let(session, clock, 30)
    session.lost()
    assert (session.length, session.spent) == (20, 0)


def test_counts_and_breaths_go_on_where_they_were(clock: FakeClock) -> None:
    session = begin(clock, prescription(repetitions=3, tempo=BREATHED))
    assert session.length is not None
    let(session, clock, session.length * 0.75)
    beat = session.course.beat
    session.seen()
    let(session, clock, session.length)
    session.lost()
    assert session.course.beat == beat == 1


def test_what_was_done_again_is_not_lost_the_first_time(clock: FakeClock) -> None:
    session = begin(clock, prescription(repetitions=2, hold=10))
    let(session, clock, 12)
    session.back()
    let(session, clock, 12)
    session.lost()
    assert [mark.complete for mark in session.course.marks.values()] == [True]


@pytest.mark.parametrize("name", ["pause", "ask"])
def test_a_session_that_stands_still_loses_nothing(clock: FakeClock, name: str) -> None:
    session = begin(clock, prescription(hold=10))
    let(session, clock, 3)
    COMMANDS[name](session)
    assert session.lost() == ()
    assert session.spent == 3


def test_a_session_that_is_over_loses_nothing(clock: FakeClock) -> None:
    session = begin(clock, prescription(hold=3))
    session.finish()
    assert session.lost() == ()


def test_where_the_steps_are_others_since_it_only_stands_still(clock: FakeClock) -> None:
    session = begin(clock, prescription(repetitions=2, hold=10, least=5))
    let(session, clock, 3)
    eased = session.course.easier()
    assert eased is not None
    session.course.apply(eased, clock.seconds())
    assert session.lost() == (Paused(cause=Cause.SILENT),)


@steady
@given(plans(), paces(), st.lists(st.tuples(lengths(8), st.sampled_from([*GENTLE, "seen"])), max_size=12), lengths(60))
def test_no_second_counts_that_nobody_can_have_seen(
    plan: Plan, pace: Pace, script: list[tuple[float, str]], silent: float
) -> None:
    clock = FakeClock()
    session = Session(plan, pace, clock)
    events = list(session.start())
    seen = (credited(session), state(session))
    for wait, name in script:
        before = session.running
        events += let(session, clock, wait)
        if name == "seen":
            session.seen()
        else:
            events += COMMANDS[name](session)
        if before or session.running:
            seen = (credited(session), state(session))
    was_running = session.running
    events += let(session, clock, silent)
    if was_running and session.running:
        events += session.lost()
        assert (credited(session), state(session)) == seen
        assert not session.running
        again = told_again(session, clock, plan, pace, events)
        assert again.course.marks == session.course.marks
        assert (again.course.cursor, again.spent) == (session.course.cursor, session.spent)


@steady
@given(plans(), paces(waiting=False), lengths(20), lengths(40))
def test_a_lost_session_done_to_its_end_is_whole(plan: Plan, pace: Pace, led: float, silent: float) -> None:
    clock, other = FakeClock(), FakeClock()
    session, straight = Session(plan, pace, clock), Session(plan, pace, other)
    session.start()
    straight.start()
    let(session, clock, led)
    session.seen()
    let(session, clock, silent)
    session.lost()
    session.resume()
    for one, its in ((session, clock), (straight, other)):
        while not one.over:
            let(one, its, 1, every=TICK)
    assert [o.marks for o in session.course.outcomes()] == [o.marks for o in straight.course.outcomes()]


def test_alternate_sides_are_told_apart(clock: FakeClock) -> None:
    session = begin(clock, prescription(repetitions=2, hold=5, sides=Sides.ALTERNATE), pace=BARE)
    let(session, clock, 6)
    session.seen()
    let(session, clock, 30)
    session.lost()
    [mark] = session.course.marks.values()
    assert mark.side is session.course.steps[0].side
