from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.fakes import (
    BARE,
    COMMANDS,
    COUNTED,
    NOVEMBER,
    TICK,
    USUAL,
    FakeClock,
    begin,
    finish_all,
    lengths,
    let,
    paces,
    plans,
    prescription,
    steady,
    until,
)
from trainer.core.course import Course, Status
from trainer.core.dosage import Sides
from trainer.core.events import (
    Beaten,
    Cause,
    Ended,
    Entered,
    Event,
    Held,
    Returned,
    Skipped,
    SkipReason,
    Stopped,
    StopReason,
)
from trainer.core.exercise import Position
from trainer.core.journal import KINDS, RESUMABLE, Head, Line, describe, rebuild
from trainer.core.log import fold
from trainer.core.pace import Pace
from trainer.core.prescription import Prescription
from trainer.core.session import Session
from trainer.core.timeline import GETTING_READY, BodySide, StepKind, exercise_steps

Plan = tuple[Prescription, ...]
OWN = Pace(own_pace=True, prepare=0, fetch=0)
EACH = prescription("bridge", hold=10, repetitions=3, sides=Sides.EACH)


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


def head(*planned: Prescription, pace: Pace = BARE) -> Head:
    return Head(
        session="s1",
        name="Morning",
        routine=None,
        began=NOVEMBER,
        prescriptions=planned,
        pace=pace,
    )


def rebuilt(planned: Plan, pace: Pace, events: Iterable[Event], clock: FakeClock) -> Session:
    """Rebuild a session from what is written down of these events."""
    lines = [Line(at=NOVEMBER, event=event) for event in events if isinstance(event, tuple(KINDS.values()))]
    return rebuild(head(*planned, pace=pace), lines, clock)


def cut(session: Session, events: Iterable[Event], clock: FakeClock) -> Session:
    """Kill a session, and rebuild it an hour later in another process."""
    other = FakeClock(clock.now() + timedelta(hours=1))
    other.advance(1000)
    return rebuilt(session.course.planned, session.course.pace, (*session_start(session), *events), other)


def session_start(session: Session) -> tuple[Event, ...]:
    return () if session.course.cursor < 0 else (Entered(step=0),)


def remembered(course: Course) -> dict[str, object]:
    names = ("cursor", "marks", "skipped", "stopped", "today", "steps", "over", "ended")
    return {name: getattr(course, name) for name in names}


# What is written down


def test_every_event_but_the_beat_is_written_down() -> None:
    assert set(KINDS.values()) == set(get_args(Event)) - {Beaten}
    assert list(KINDS) == [kind.__name__.lower() for kind in KINDS.values()]


# Rebuilding


def test_a_rebuilt_session_stands_until_it_is_taken_up(clock: FakeClock) -> None:
    session = rebuilt((EACH,), BARE, [Entered(step=0)], clock)

    assert let(session, clock, 100) == ()
    assert not session.running
    assert session.due() is None


def test_a_session_that_had_not_begun_begins_as_new(clock: FakeClock) -> None:
    session = rebuilt((EACH,), BARE, [], clock)

    assert session.take_up() == ()
    assert session.start() == (Entered(step=0),)
    assert session.running


def test_a_session_that_was_over_is_not_taken_up(clock: FakeClock) -> None:
    session = rebuilt((EACH,), BARE, [Entered(step=0), Ended()], clock)

    assert session.take_up() == ()
    assert session.over


def test_going_on_gets_ready_afresh_for_the_same_repetition_of_the_same_side(clock: FakeClock) -> None:
    session = begin(clock, EACH)
    events = let(session, clock, 3 * 14 + 6 + 14 + 7)
    assert session.step is not None
    assert (session.step.side, session.step.repetition) == (BodySide.RIGHT, 2)

    again = cut(session, events, clock)
    assert again.take_up() == (Returned(),)
    assert again.cause is Cause.RETURNED
    assert again.step is not None
    assert (again.step.kind, again.step.seconds) == (StepKind.PREPARE, 10)
    assert again.upcoming == session.step
    again.resume()
    assert (again.left, again.running) == (10, True)


def test_the_cut_hold_is_not_credited_and_starts_from_its_beginning() -> None:
    clock = FakeClock()
    session = begin(clock, EACH)
    events = let(session, clock, 9)
    again = cut(session, events, clock)
    again.take_up()

    assert again.course.marks == {}
    again.press()
    again.press()
    assert again.left == 10


@pytest.mark.parametrize(("prepare", "asked"), [(0, 10), (5, 5)])
def test_one_gets_ready_afresh_even_where_none_is_asked_for(clock: FakeClock, prepare: int, asked: int) -> None:
    session = begin(clock, EACH, pace=Pace(prepare=prepare))
    events = let(session, clock, prepare + 3)
    again = cut(session, events, clock)
    again.take_up()

    assert again.left == asked


def test_the_fresh_get_ready_names_the_position_and_what_comes(clock: FakeClock) -> None:
    session = begin(clock, EACH, pace=Pace())
    events = let(session, clock, 13)
    again = cut(session, events, clock)
    again.take_up()

    assert again.step is not None
    assert again.step.position is Position.SUPINE
    assert (again.step.side, again.step.repetition, again.step.of) == (BodySide.LEFT, 1, 3)


def test_a_fresh_get_ready_has_no_beats(clock: FakeClock) -> None:
    session = begin(clock, prescription(tempo=COUNTED))
    again = cut(session, let(session, clock, 3), clock)
    again.take_up()
    again.resume()

    assert again.step is not None
    assert (again.step.kind, again.due()) == (StepKind.PREPARE, 10)


def test_getting_ready_is_not_doubled(clock: FakeClock) -> None:
    session = begin(clock, EACH, pace=Pace())
    events = let(session, clock, 9)
    again = cut(session, events, clock)
    again.take_up()

    assert again.course.steps == session.course.steps
    assert again.left == 10


def test_interrupted_twice_it_goes_on_at_the_same_place() -> None:
    clock = FakeClock()
    first = begin(clock, EACH)
    events = let(first, clock, 14 + 3)
    second = rebuilt((EACH,), BARE, (Entered(step=0), *events), clock)
    events += second.take_up() + second.press() + let(second, clock, 12)
    third = rebuilt((EACH,), BARE, (Entered(step=0), *events), clock)
    events += third.take_up()

    assert third.upcoming == first.step == second.step
    assert third.course.steps[:-1] != second.course.steps
    fourth = rebuilt((EACH,), BARE, (Entered(step=0), *events), clock)
    fourth.take_up()
    assert fourth.course.steps == third.course.steps
    finish_all(fourth, clock)
    assert [outcome.status for outcome in fourth.course.outcomes()] == [Status.DONE]


def test_what_was_eased_stays_eased(clock: FakeClock) -> None:
    planned = prescription(hold=20, least=10, repetitions=3)
    session = begin(clock, planned)
    events = let(session, clock, 5) + session.ease()
    again = rebuilt((planned,), BARE, (Entered(step=0), *events), clock)
    again.take_up()

    assert [step.seconds for step in again.course.steps if step.work] == [10, 10, 10]


def test_what_was_added_to_the_cut_hold_is_gone(clock: FakeClock) -> None:
    session = begin(clock, EACH)
    events = session.extend()
    again = cut(session, events, clock)
    again.take_up()

    assert again.left == 10


# Cut off between two lines


@pytest.mark.parametrize(
    "last", [Stopped(item=0, reason=StopReason.PAIN), Skipped(item=0, reason=SkipReason.TIME)], ids=["stop", "skip"]
)
def test_what_was_being_left_is_not_gone_on_with(clock: FakeClock, last: Event) -> None:
    planned = (EACH, prescription("side-stretch"), EACH)
    session = rebuilt(planned, BARE, [Entered(step=0), last], clock)
    found = describe(head(*planned), session, NOVEMBER)
    events = session.take_up()

    assert found is not None
    assert found.id == "side-stretch"
    assert events[-1] == Returned()
    assert session.step is not None
    assert (session.step.item, session.step.kind) == (1, StepKind.PREPARE)


def test_with_nothing_left_after_a_stop_it_ends(clock: FakeClock) -> None:
    planned = (EACH, EACH)
    session = rebuilt(planned, BARE, [Entered(step=0), Stopped(item=0, reason=StopReason.PAIN)], clock)

    assert describe(head(*planned), session, NOVEMBER) is None
    assert session.take_up() == (Ended(),)


def test_what_ends_a_session_has_ended_it(clock: FakeClock) -> None:
    planned = (EACH, prescription("b"))
    session = rebuilt(planned, BARE, [Entered(step=0), Stopped(item=0, reason=StopReason.CHEST)], clock)

    assert describe(head(*planned), session, NOVEMBER) is None
    assert session.take_up() == ()
    logged = fold(session.course, name="", routine=None, ended=NOVEMBER)
    assert logged.reason is StopReason.CHEST


# Saying where it stood


def test_an_interrupted_session_says_where_it_stood(clock: FakeClock) -> None:
    session = begin(clock, prescription("wall-slide"), EACH)
    until(session, clock, lambda step: (step.kind, step.repetition) == (StepKind.HOLD, 2))
    found = describe(head(*session.course.planned), session, clock.now())

    assert found is not None
    assert (found.session, found.name, found.exercise, found.id) == ("s1", "Morning", "Bridge", "bridge")
    assert (found.side, found.repetition, found.of, found.at) == (BodySide.LEFT, 2, 3, clock.now())


def test_it_names_the_exercise_one_was_in_and_not_the_next(clock: FakeClock) -> None:
    session = begin(clock, prescription("bridge"), prescription("side-stretch"), pace=OWN)
    for name in ("bridge", "side-stretch"):
        found = describe(head(*session.course.planned), session, NOVEMBER)
        assert found is not None
        assert found.id == name
        session.press()


def test_a_session_is_offered_for_four_hours() -> None:
    assert timedelta(hours=4) == RESUMABLE


def test_interrupted_again_while_getting_ready_it_says_the_same(clock: FakeClock) -> None:
    session = begin(clock, EACH)
    events = let(session, clock, 14 + 3)
    told = describe(head(EACH), session, NOVEMBER)
    again = cut(session, events, clock)
    again.take_up()

    assert describe(head(EACH), again, NOVEMBER) == told


def test_in_a_switch_it_says_what_one_switches_to(clock: FakeClock) -> None:
    session = begin(clock, EACH)
    until(session, clock, lambda step: step.kind is StepKind.SWITCH)
    found = describe(head(EACH), session, NOVEMBER)

    assert found is not None
    assert (found.side, found.repetition) == (BodySide.RIGHT, 1)


def test_what_had_not_begun_or_was_over_stood_nowhere(clock: FakeClock) -> None:
    assert describe(head(EACH), rebuilt((EACH,), BARE, [], clock), NOVEMBER) is None
    assert describe(head(EACH), rebuilt((EACH,), BARE, [Entered(step=0), Ended()], clock), NOVEMBER) is None


# What holds for every session

STEPS = st.lists(
    st.tuples(lengths(), st.sampled_from([*COMMANDS, *USUAL, *(5 * ("cut", "torn"))])),
    min_size=10,
    max_size=30,
)


@steady
@given(plans(), paces(), STEPS)
def test_a_session_follows_from_its_journal_however_often_it_is_cut(
    plan: Plan, pace: Pace, script: list[tuple[float, str]]
) -> None:
    clock = FakeClock()
    session = Session(plan, pace, clock)
    journal = list(session.start())
    for wait, name in script:
        passed = let(session, clock, wait)
        journal += passed
        if name in COMMANDS:
            journal += COMMANDS[name](session)
            continue
        if name == "torn" and passed:
            del journal[-1:]
        again = rebuilt(plan, pace, journal, clock)
        if name == "cut":
            assert remembered(again.course) == remembered(session.course)
        session, journal = again, [*journal, *taken_up(again, clock)]


def taken_up(session: Session, clock: FakeClock) -> tuple[Event, ...]:
    """Go on with a rebuilt session, and see that it is where it was and nothing is credited."""
    step, marks = session.step, dict(session.course.marks)
    closed = step is not None and session.course.closed(step.item)
    events = session.take_up()
    assert session.course.marks == marks
    if step is None or session.over:
        return events
    now = session.step
    assert now is not None
    assert session.cause is Cause.RETURNED
    assert not session.course.closed(now.item)
    assert session.spent == 0
    if not closed:
        assert now.kind in GETTING_READY
        assert now.item == step.item
        assert (now if step.kind in GETTING_READY else session.upcoming) == step
    return events + session.resume() + let(session, clock, 0.5)


@steady
@given(plans(), paces(), STEPS, st.integers(0, 400))
def test_a_journal_cut_off_after_any_line_can_be_gone_on_with(
    plan: Plan, pace: Pace, script: list[tuple[float, str]], lines: int
) -> None:
    clock = FakeClock()
    session = Session(plan, pace, clock)
    journal = [event for event in session.start() if not isinstance(event, Beaten)]
    for wait, name in script:
        told = let(session, clock, wait) + COMMANDS.get(name, Session.ease)(session)
        journal += [event for event in told if not isinstance(event, Beaten)]
    kept = journal[: 1 + lines % len(journal)]
    again = rebuilt(plan, pace, kept, clock)
    events = (*kept, *again.take_up())
    stopped = {plan[event.item].exercise for event in kept if isinstance(event, Stopped)}
    later = finish_all(again, clock)

    assert all(plan[mark.item].exercise not in stopped for mark in later if isinstance(mark, Held))
    assert again.over
    assert remembered(rebuilt(plan, pace, (*events, *later), clock).course) == remembered(again.course)
    for item, outcome in enumerate(again.course.outcomes()):
        keys = {(s.round, s.part, s.side, s.repetition) for s in exercise_steps(item, plan[item], pace) if s.work}
        assert {(m.round, m.part, m.side, m.repetition) for m in outcome.marks} <= keys


# Skipping the last exercise, and taking it back


def last_skipped(clock: FakeClock) -> tuple[Session, list[Event]]:
    """Skip the only exercise; return the session and its events."""
    session = begin(clock, EACH)
    return session, [Entered(step=0), *session.skip(SkipReason.TIME)]


def test_a_session_that_broke_off_after_its_last_skip_is_over(clock: FakeClock) -> None:
    _, events = last_skipped(clock)
    session = rebuilt((EACH,), BARE, events, clock)

    assert describe(head(EACH), session, clock.now()) is None
    assert session.take_up()[-1] == Ended()


@pytest.mark.parametrize("entered", [False, True])
def test_a_last_exercise_that_was_taken_back_is_gone_on_with(clock: FakeClock, entered: bool) -> None:
    session, events = last_skipped(clock)
    events += session.back() if entered else session.back()[:1]
    again = rebuilt((EACH,), BARE, events, clock)
    again.take_up()

    assert again.step is not None
    assert (again.prescription, again.cause) == (EACH, Cause.RETURNED)
    assert remembered(again.course)["skipped"] == {}


def test_a_stop_of_the_exercise_before_is_rebuilt(clock: FakeClock) -> None:
    other = prescription("other", hold=5)
    session = begin(clock, EACH, other, pace=Pace())
    events: list[Event] = [Entered(step=0)]
    while session.step is not None and session.step.item == 0:
        events += let(session, clock, TICK)
    events += session.stop(StopReason.PAIN, 0)
    again = rebuilt((EACH, other), Pace(), events, clock)

    assert remembered(again.course) == remembered(session.course)
    assert again.course.stopped == {0: StopReason.PAIN}
    again.take_up()
    assert again.prescription == other
