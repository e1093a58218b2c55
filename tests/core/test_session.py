from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.fakes import (
    BARE,
    BREATHED,
    COMMANDS,
    COUNTED,
    TICK,
    USUAL,
    FakeClock,
    begin,
    both_knees,
    entered,
    finish_all,
    lengths,
    let,
    of_kind,
    paces,
    plans,
    prescription,
    scripts,
    steady,
    until,
)
from trainer.core.course import UNDO, Status
from trainer.core.dosage import MOST_DURATION, Sides
from trainer.core.events import (
    ENDING,
    Beaten,
    Cause,
    Eased,
    Ended,
    Entered,
    Event,
    Events,
    Extended,
    Held,
    Paused,
    Restored,
    Resumed,
    Skipped,
    SkipReason,
    Stopped,
    StopReason,
)
from trainer.core.exercise import Kind
from trainer.core.log import fold
from trainer.core.moves import EXTENSION
from trainer.core.pace import Pace
from trainer.core.prescription import Prescription, Second
from trainer.core.session import GAP, Session
from trainer.core.timeline import BodySide, Step, StepKind

Script = list[tuple[float, str]]
Plan = tuple[Prescription, ...]
HOLDS = prescription(hold=10, repetitions=3)
ASK = Pace(wait=True, prepare=0, fetch=0)
OWN = Pace(own_pace=True, prepare=0, fetch=0)


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


def held(events: Events) -> list[tuple[int, float, bool]]:
    """Return the repetitions that were told: which, how long, whether whole."""
    return [(mark.repetition, mark.seconds, mark.complete) for mark in of_kind(Held, events)]


def turn(step: Step) -> tuple[BodySide, int, int]:
    return (step.side, step.part, step.repetition)


def goes_on(session: Session) -> tuple[BodySide, int, int] | None:
    """Return the repetition with which the present exercise goes on; the last one where all are done."""
    course, step = session.course, session.step
    if step is None or step.kind is StepKind.DONE:
        return None
    index: int | None = course.cursor
    while index is not None and course.steps[index].item == step.item:
        if course.steps[index].work:
            return turn(course.steps[index])
        index = course.following(index)
    return next(turn(s) for s in reversed(course.steps[: course.cursor]) if s.work)


def state(session: Session) -> dict[str, object]:
    course = session.course
    told = {name: value for name, value in vars(course).items() if name not in {"planned", "pace"}}
    return {**told, "spent": session.spent, "left": session.left, "total": session.total_left}


# Running


def test_a_hold_is_logged_when_its_time_is_over_and_let_go_of(clock: FakeClock) -> None:
    session = begin(clock, HOLDS)
    before = let(session, clock, 10 - TICK)
    events = let(session, clock, TICK)

    assert before == ()
    assert held(events) == [(1, 10, True)]
    assert [step.kind for step in entered(session, events)] == [StepKind.RELEASE]


def test_an_exercise_ends_by_itself_and_the_session_with_it(clock: FakeClock) -> None:
    session = begin(clock, HOLDS)
    events = let(session, clock, 3 * (10 + 4))

    assert held(events) == [(1, 10, True), (2, 10, True), (3, 10, True)]
    assert events[-1] == Ended()
    assert session.over
    assert session.step is None


def test_a_session_of_nothing_ends_at_once(clock: FakeClock) -> None:
    session = Session((), BARE, clock)

    assert session.start() == (Ended(),)
    assert session.start() == ()
    assert session.over


def test_each_count_of_a_tempo_has_its_beat(clock: FakeClock) -> None:
    session = begin(clock, prescription(tempo=COUNTED))
    told = [(clock.seconds(), event) for _ in range(32) for event in let(session, clock, TICK)]
    start = clock.seconds() - 8

    assert [(at - start, event) for at, event in told] == [
        (2, Beaten(step=0, beat=1)),
        (4, Beaten(step=0, beat=2)),
        (6, Beaten(step=0, beat=3)),
        (8, told[3][1]),
        (8, Ended()),
    ]
    assert held((told[3][1],)) == [(1, 8, True)]


def test_what_is_left_counts_down_and_what_is_spent_up(clock: FakeClock) -> None:
    session = begin(clock, HOLDS)
    assert (session.spent, session.left, session.total_left) == (0, 10, 42)
    let(session, clock, 3)
    assert (session.spent, session.left, session.total_left) == (3, 7, 39)
    session.extend()
    assert (session.spent, session.left, session.total_left) == (3, 17, 49)
    session.finish()
    assert (session.spent, session.left, session.total_left) == (0, None, 0)


def test_before_the_start_nothing_is_spent_and_all_is_left(clock: FakeClock) -> None:
    session = Session([HOLDS, HOLDS], BARE, clock)
    clock.advance(5)
    session.look()

    assert (session.step, session.prescription) == (None, None)
    assert (session.spent, session.left, session.total_left) == (0, None, 84)
    assert session.next_item() == 0
    assert session.upcoming == session.course.steps[0]


def test_the_time_before_the_start_is_nobodys(clock: FakeClock) -> None:
    session = Session([HOLDS], BARE, clock)
    clock.advance(100)
    session.start()

    assert session.look() == ()
    assert (session.running, session.left) == (True, 10)


@pytest.mark.parametrize("name", sorted(COMMANDS.keys() - {"press"}))
def test_before_the_start_commands_do_nothing(clock: FakeClock, name: str) -> None:
    session = Session([HOLDS], BARE, clock)

    assert COMMANDS[name](session) == ()
    assert session.take_up() == ()
    assert session.look() == ()
    assert session.due() is None
    assert session.course.cursor == -1
    assert session.start() == (Entered(step=0),)
    assert session.running


@pytest.mark.parametrize("paused", [False, True])
@pytest.mark.parametrize("name", COMMANDS)
def test_after_the_end_commands_do_nothing(clock: FakeClock, name: str, paused: bool) -> None:
    session = begin(clock, HOLDS)
    if paused:
        session.pause()
        session.finish()
    else:
        let(session, clock, 42)
    assert (session.over, session.step, session.prescription) == (True, None, None)
    before = state(session)
    clock.advance(10)

    assert COMMANDS[name](session) == ()
    assert session.start() == ()
    assert session.take_up() == ()
    assert session.look() == ()
    assert session.due() is None
    assert state(session) == before


def test_starting_twice_starts_once(clock: FakeClock) -> None:
    session = begin(clock, HOLDS)
    let(session, clock, 5)

    assert session.start() == ()
    assert session.left == 5


def test_the_next_exercise_is_known_ahead(clock: FakeClock) -> None:
    session = begin(clock, prescription("a"), prescription("b"), prescription("a"), prescription("c"))
    assert session.next_item() == 1
    session.stop(StopReason.PAIN)
    assert session.prescription == prescription("b")
    assert session.next_item() == 3
    assert session.upcoming is not None
    assert session.upcoming.item == 3


# Pausing, and the one key


def test_a_pause_stops_the_clock_and_nothing_is_credited_in_it(clock: FakeClock) -> None:
    session = begin(clock, HOLDS)
    let(session, clock, 4)
    assert session.pause() == (Paused(cause=Cause.PERSON),)
    assert let(session, clock, 100) == ()
    assert (session.spent, session.left, session.due()) == (4, 6, None)
    assert session.resume() == (Resumed(),)
    assert held(let(session, clock, 6)) == [(1, 10, True)]


def test_what_is_cut_off_in_a_pause_counts_up_to_the_pause(clock: FakeClock) -> None:
    session = begin(clock, HOLDS)
    let(session, clock, 4)
    session.pause()
    let(session, clock, 100)

    assert held(session.next()) == [(1, 4, False)]
    assert session.cause is Cause.PERSON
    assert session.spent == 0


def test_a_second_pause_only_changes_the_reason(clock: FakeClock) -> None:
    session = begin(clock, HOLDS)
    let(session, clock, 4)
    session.pause()
    clock.advance(1)
    session.pause(Cause.ASKING)
    clock.advance(1)

    assert session.cause is Cause.ASKING
    assert session.spent == 4
    session.resume()
    assert session.left == 6


def test_going_on_while_it_runs_does_nothing(clock: FakeClock) -> None:
    session = begin(clock, HOLDS)
    let(session, clock, 4)

    assert session.resume() == ()
    assert session.left == 6


def test_the_one_key_starts_pauses_and_goes_on(clock: FakeClock) -> None:
    session = Session([HOLDS], BARE, clock)

    assert session.press() == (Entered(step=0),)
    assert session.press() == (Paused(cause=Cause.PERSON),)
    assert session.press() == (Resumed(),)


def test_the_one_key_starts_at_once_when_one_is_ready(clock: FakeClock) -> None:
    session = begin(clock, HOLDS, pace=Pace())
    let(session, clock, 3)

    assert session.press() == (Entered(step=1),)
    assert session.left == 10


def test_the_one_key_ends_the_waiting(clock: FakeClock) -> None:
    session = begin(clock, HOLDS, pace=ASK)
    assert let(session, clock, 100) == ()
    assert session.press() == (Entered(step=1),)
    assert session.left == 10


def test_at_ones_own_pace_the_one_key_counts(clock: FakeClock) -> None:
    session = begin(clock, prescription(repetitions=2), pace=OWN)
    assert let(session, clock, 7) == ()
    assert session.due() is None
    assert held(session.press()) == [(1, 7, True)]
    let(session, clock, 3)
    events = session.press()

    assert held(events) == [(2, 3, True)]
    assert session.over


def test_at_ones_own_pace_going_past_does_not_count_as_done(clock: FakeClock) -> None:
    session = begin(clock, prescription(repetitions=2), pace=OWN)
    let(session, clock, 7)

    assert held(session.next()) == [(1, 7, False)]


# Going on and back


def at(clock: FakeClock, kind: StepKind, *, nth: int = 1) -> Session:
    """Start a session and let it run into a step of that kind, two seconds deep."""
    plan = (
        prescription("before", hold=10),
        prescription("a", hold=10, repetitions=2, sides=Sides.EACH, sets=2, then=both_knees(hold=None)),
        prescription("b", tempo=COUNTED),
        prescription("c", tempo=BREATHED),
        prescription("d", duration=60),
        prescription("e", kind=Kind.ACTIVITY, duration=60),
        prescription("after", hold=10),
    )
    session = begin(clock, *plan, pace=Pace(wait=True))
    until(session, clock, lambda step: step.item == 1)
    for _ in range(nth):
        until(session, clock, lambda step: step.kind is not kind)
        until(session, clock, lambda step: step.kind is kind)
    let(session, clock, 2)
    return session


KINDS = tuple(kind for kind in StepKind if kind is not StepKind.DONE)
"""Every kind of step that time leads to; `at` reaches each."""


@pytest.mark.parametrize("kind", KINDS)
def test_next_enters_the_step_after_and_keeps_what_was_held(clock: FakeClock, kind: StepKind) -> None:
    session = at(clock, kind)
    step, cursor = session.step, session.course.cursor
    assert step is not None
    assert step.kind is kind
    events = session.next()

    assert events[-1] == Entered(step=cursor + 1)
    assert held(events) == ([(step.repetition, 2, False)] if step.work else [])
    assert session.spent == 0


@pytest.mark.parametrize("kind", KINDS)
def test_back_enters_the_repetition_or_getting_ready_before(clock: FakeClock, kind: StepKind) -> None:
    session = at(clock, kind)
    step, cursor = session.step, session.course.cursor
    assert step is not None
    before = [i for i, s in enumerate(session.course.steps[:cursor]) if s.work or s.kind is StepKind.PREPARE]
    events = session.back()

    assert events[-1] == Entered(step=before[-1])
    assert held(events) == ([(step.repetition, 2, False)] if step.work else [])
    assert session.spent == 0


@pytest.mark.parametrize("kind", KINDS)
def test_repeat_enters_this_repetition_or_the_one_just_done(clock: FakeClock, kind: StepKind) -> None:
    session = at(clock, kind)
    step, cursor = session.step, session.course.cursor
    assert step is not None
    done = [i for i, s in enumerate(session.course.steps[:cursor]) if s.work and s.item == step.item]
    events = session.repeat()

    lead_in = step.kind in {StepKind.WAIT, StepKind.PREPARE}
    assert events[-1] == Entered(step=cursor if step.work or lead_in else done[-1])
    assert held(events) == ([(step.repetition, 2, False)] if step.work else [])
    assert session.spent == 0


@pytest.mark.parametrize("kind", KINDS)
def test_extend_makes_the_step_ten_seconds_longer_once(clock: FakeClock, kind: StepKind) -> None:
    session = at(clock, kind)
    step, left = session.step, session.left
    assert step is not None
    if step.seconds is None or left is None:
        assert session.extend() == ()
        return
    assert session.extend() == (Extended(seconds=EXTENSION),)
    assert session.left == left + 10
    told = [event for event in let(session, clock, left + 10) if not isinstance(event, Beaten)]

    assert held(tuple(told[:-1])) == ([(step.repetition, step.seconds + 10, True)] if step.work else [])
    assert isinstance(told[-1], Entered)
    assert session.length == (None if session.step is None else session.step.seconds)


@pytest.mark.parametrize("kind", KINDS)
def test_finishing_ends_the_session_and_keeps_what_was_held(clock: FakeClock, kind: StepKind) -> None:
    session = at(clock, kind)
    step = session.step
    assert step is not None
    events = session.finish()

    assert events[-1] == Ended()
    assert held(events) == ([(step.repetition, 2, False)] if step.work else [])
    assert session.over


@pytest.mark.parametrize("kind", KINDS)
def test_skipping_goes_on_with_the_next_exercise_and_back_returns_to_it(clock: FakeClock, kind: StepKind) -> None:
    session = at(clock, kind)
    step = session.step
    assert step is not None
    place = goes_on(session)
    skipped = session.skip(SkipReason.TIME)

    assert Skipped(item=step.item, reason=SkipReason.TIME) in skipped
    assert session.step is not None
    assert session.step.item == step.item + 1
    restored = session.back()
    assert restored[0] == Restored(item=step.item)
    assert session.course.skipped == {}
    assert session.step.item == step.item
    assert goes_on(session) == place


@pytest.mark.parametrize("kind", KINDS)
def test_stopping_goes_on_with_the_next_exercise_paused(clock: FakeClock, kind: StepKind) -> None:
    session = at(clock, kind)
    step = session.step
    assert step is not None
    events = session.stop(StopReason.PAIN)

    assert held(events) == ([(step.repetition, 2, False)] if step.work else [])
    assert of_kind(Stopped, events) == [Stopped(item=step.item, reason=StopReason.PAIN)]
    assert events[-1] == Paused(cause=Cause.STOPPED)
    assert session.step is not None
    assert session.step.item == step.item + 1
    assert session.spent == 0


def test_back_at_the_first_step_starts_it_again(clock: FakeClock) -> None:
    session = begin(clock, HOLDS, pace=Pace())
    let(session, clock, 3)

    assert session.back() == (Entered(step=0),)
    assert session.left == 10


def test_back_into_the_exercise_before_repeats_its_last_repetition(clock: FakeClock) -> None:
    session = begin(clock, prescription("a", hold=10, repetitions=2), prescription("b", hold=5), pace=Pace())
    until(session, clock, lambda step: step.item == 1)
    session.back()

    assert session.step is not None
    assert (session.step.item, session.step.kind, session.step.repetition) == (0, StepKind.HOLD, 2)


def test_next_at_the_last_step_ends_the_session(clock: FakeClock) -> None:
    session = begin(clock, prescription(hold=10))
    let(session, clock, 11)

    assert session.next() == (Ended(),)


def test_repeat_while_one_first_gets_ready_gets_ready_again(clock: FakeClock) -> None:
    session = begin(clock, prescription(repetitions=2), pace=Pace())
    let(session, clock, 3)

    assert session.repeat() == (Entered(step=0),)
    assert session.left == 10


def test_going_back_keeps_the_better_of_two_tries(clock: FakeClock) -> None:
    session = begin(clock, prescription(hold=10, repetitions=2))
    let(session, clock, 6)
    session.repeat()
    let(session, clock, 3)
    session.repeat()
    assert [m.seconds for m in session.course.marks.values()] == [6]
    let(session, clock, 10)
    session.repeat()
    let(session, clock, 4)
    session.next()

    assert [(m.seconds, m.complete) for m in session.course.marks.values()] == [(10, True)]


def test_going_back_takes_two_skips_back_one_by_one(clock: FakeClock) -> None:
    session = begin(clock, prescription("a"), prescription("b"), prescription("c"), pace=Pace())
    session.skip(SkipReason.TIME)
    session.skip(SkipReason.EQUIPMENT)
    assert session.course.skipped == {0: SkipReason.TIME, 1: SkipReason.EQUIPMENT}
    session.back()
    assert session.course.skipped == {0: SkipReason.TIME}
    session.back()
    assert session.course.skipped == {}
    assert session.course.cursor == 0


def test_a_skip_in_a_pause_stays_paused(clock: FakeClock) -> None:
    session = begin(clock, prescription("a"), prescription("b"))
    session.pause()
    session.skip(SkipReason.UNSURE)

    assert session.cause is Cause.PERSON
    assert session.prescription == prescription("b")


def skipping_the_last(clock: FakeClock, *names: str) -> Session:
    """Skip the last exercise; the ones before are done."""
    session = begin(clock, *(prescription(name, hold=10) for name in names or ("a", "b")))
    until(session, clock, lambda step: step.item == len(session.course.planned) - 1)
    let(session, clock, 3)
    session.skip(SkipReason.TIME)
    return session


def test_skipping_the_last_exercise_leaves_a_moment_to_take_it_back(clock: FakeClock) -> None:
    session = skipping_the_last(clock)

    assert session.step is not None
    assert (session.step.kind, session.left, session.total_left) == (StepKind.DONE, UNDO, UNDO)
    assert session.upcoming is None
    assert let(session, clock, UNDO) == (Ended(),)
    assert [o.status for o in session.course.outcomes()] == [Status.DONE, Status.PARTIAL]


def test_back_takes_the_last_exercise_back_in(clock: FakeClock) -> None:
    session = skipping_the_last(clock)
    let(session, clock, 4)

    assert session.back() == (Restored(item=1), Entered(step=session.course.first(1)))
    finish_all(session, clock)
    assert [o.status for o in session.course.outcomes()] == [Status.DONE, Status.DONE]


def test_the_moment_after_the_last_skip_comes_only_after_a_skip(clock: FakeClock) -> None:
    session = skipping_the_last(clock)
    session.back()
    events = finish_all(session, clock)

    assert StepKind.DONE not in {step.kind for step in entered(session, events)}


def test_the_last_exercise_can_be_skipped_and_taken_back_again_and_again(clock: FakeClock) -> None:
    session = skipping_the_last(clock)
    for _ in range(3):
        session.back()
        assert session.prescription == prescription("b", hold=10)
        session.skip(SkipReason.UNSURE)
        assert session.step is not None
        assert session.step.kind is StepKind.DONE
    assert len([step for step in session.course.steps if step.kind is StepKind.DONE]) == 1


@pytest.mark.parametrize("name", ["press", "next"])
def test_in_that_moment_the_one_key_ends_the_session_at_once(clock: FakeClock, name: str) -> None:
    assert COMMANDS[name](skipping_the_last(clock)) == (Ended(),)


@pytest.mark.parametrize("name", ["skip", "ease", "repeat"])
def test_in_that_moment_there_is_nothing_to_skip_ease_or_repeat(clock: FakeClock, name: str) -> None:
    session = skipping_the_last(clock)
    before = state(session)

    assert COMMANDS[name](session) == ()
    assert state(session) == before


def test_easing_what_was_taken_back_keeps_that_moment(clock: FakeClock) -> None:
    session = skipping_the_last(clock)
    session.back()

    assert session.ease() == ()
    session.skip(SkipReason.TIME)
    assert session.back() != ()


@pytest.mark.parametrize("pace", [Pace(), BARE, ASK, OWN, Pace(wait=True)])
def test_what_was_eased_and_skipped_goes_on_where_it_was_with_no_more_than_was_left(
    clock: FakeClock, pace: Pace
) -> None:
    session = begin(clock, prescription("a", hold=10, least=5, repetitions=4), pace=pace)
    found = (StepKind.HOLD, BOTH, 3)
    until(session, clock, lambda step: (step.kind, step.side, step.repetition) == found)
    session.ease()
    session.ease()
    session.skip(SkipReason.TIME)
    session.back()
    left = session.total_left
    while session.step is not None and not session.step.work:
        session.next()

    assert session.step is not None
    assert (session.step.repetition, session.step.of, session.length) == (3, 3, 5)
    assert left <= pace.prepare + pace.fetch + 5 + pace.release
    session.back()
    session.back()
    assert [(s.seconds, s.of) for s in session.course.steps if s.work] == [(5, 3)] * 3
    events = finish_all(session, clock)
    assert max(mark.seconds for mark in of_kind(Held, events)) <= 5
    assert [outcome.status for outcome in session.course.outcomes()] == [Status.DONE]


def test_a_repetition_cut_by_a_skip_is_done_again_and_not_the_one_before(clock: FakeClock) -> None:
    session = begin(clock, BY_SIDE, prescription("b", hold=10), pace=Pace())
    until(session, clock, lambda step: (step.kind, step.side, step.repetition) == (StepKind.HOLD, RIGHT, 2))
    let(session, clock, 4)
    session.skip(SkipReason.UNSURE)
    session.back()

    assert session.step is not None
    assert session.step.kind is StepKind.PREPARE
    assert session.upcoming is not None
    assert turn(session.upcoming) == (RIGHT, 0, 2)
    session.skip(SkipReason.UNSURE)
    session.back()
    session.press()
    assert turn(session.step) == (RIGHT, 0, 2)
    for _ in range(20):
        session.back()
    session.next()
    assert session.step.repetition == 1, "whoever goes back to the start on purpose begins there"


def test_pain_in_that_moment_ends_the_session(clock: FakeClock) -> None:
    session = skipping_the_last(clock)

    assert session.stop(StopReason.PAIN) == (Stopped(item=1, reason=StopReason.PAIN), Ended())


def test_a_session_of_one_exercise_that_is_skipped_can_be_taken_back(clock: FakeClock) -> None:
    session = begin(clock, HOLDS, pace=Pace())
    session.skip(SkipReason.TIME)
    session.back()

    assert session.course.cursor == 0
    assert session.course.skipped == {}


def test_no_step_gets_longer_than_the_longest(clock: FakeClock) -> None:
    session = begin(clock, prescription(duration=MOST_DURATION - 20))
    for _ in range(3):
        session.extend()

    assert session.length == MOST_DURATION
    assert session.extend() == ()


@pytest.mark.parametrize(("seconds", "whole"), [(10 - TICK, False), (10, True), (12, True)])
def test_an_extended_hold_cut_after_its_time_is_whole(clock: FakeClock, seconds: float, whole: bool) -> None:
    session = begin(clock, HOLDS)
    session.extend()
    let(session, clock, seconds)

    assert held(session.next()) == [(1, seconds, whole)]


def test_extending_lasts_for_one_step_only(clock: FakeClock) -> None:
    session = begin(clock, HOLDS)
    session.extend()
    session.repeat()
    assert session.left == 10
    session.extend()
    session.next()
    assert session.left == 4


# Stopping for pain


@pytest.mark.parametrize("reason", sorted(ENDING))
def test_some_pain_ends_the_session(clock: FakeClock, reason: StopReason) -> None:
    session = begin(clock, HOLDS, prescription("b"))
    let(session, clock, 4)
    events = session.stop(reason)

    assert held(events) == [(1, 4, False)]
    assert events[1:] == (Stopped(item=0, reason=reason), Ended(reason=reason))
    assert session.over
    assert session.course.ended is reason


@pytest.mark.parametrize("reason", sorted(set(StopReason) - ENDING))
def test_other_pain_ends_the_exercise_and_the_next_one_waits(clock: FakeClock, reason: StopReason) -> None:
    session = begin(clock, HOLDS, prescription("b"))
    session.stop(reason)

    assert (session.over, session.cause, session.prescription) == (False, Cause.STOPPED, prescription("b"))
    assert let(session, clock, 100) == ()
    session.press()
    assert session.running
    assert session.left == 4


def test_an_exercise_stopped_once_is_stopped_wherever_it_stands(clock: FakeClock) -> None:
    session = begin(clock, *(prescription(name, hold=10) for name in "abab"))
    until(session, clock, lambda step: step.item == 1)
    session.stop(StopReason.PAIN)
    session.resume()
    events = finish_all(session, clock)

    assert {step.item for step in entered(session, events)} == {2}


def test_back_goes_past_an_exercise_that_was_stopped(clock: FakeClock) -> None:
    session = begin(clock, *(prescription(name, hold=10) for name in "abc"))
    until(session, clock, lambda step: step.item == 1)
    session.stop(StopReason.PAIN)
    session.back()

    assert session.prescription == prescription("a", hold=10)


def test_back_does_not_return_to_the_first_exercise_once_it_was_stopped(clock: FakeClock) -> None:
    session = begin(clock, prescription("a", hold=10), prescription("b", hold=10))
    session.stop(StopReason.PAIN)
    session.back()
    session.back()

    assert session.prescription == prescription("b", hold=10)


def test_stopping_the_last_exercise_ends_the_session(clock: FakeClock) -> None:
    session = begin(clock, HOLDS)

    assert session.stop(StopReason.PAIN)[-1] == Ended()
    assert session.course.ended is None
    assert session.course.stopped == {0: StopReason.PAIN}


@pytest.mark.parametrize("ending", [False, True])
def test_pain_is_heard_even_right_after_a_gap(clock: FakeClock, ending: bool) -> None:
    session = begin(clock, HOLDS, prescription("b"))
    let(session, clock, 4)
    clock.advance(30)
    events = session.stop(StopReason.CHEST if ending else StopReason.PAIN)

    assert events[0] == Paused(cause=Cause.GAP)
    assert held(events) == [(1, 4, False)]
    assert session.course.stopped == {0: StopReason.CHEST if ending else StopReason.PAIN}
    assert session.over is ending


def test_finishing_is_heard_even_right_after_a_gap(clock: FakeClock) -> None:
    session = begin(clock, HOLDS)
    let(session, clock, 4)
    clock.advance(30)
    events = session.finish()

    assert held(events) == [(1, 4, False)]
    assert events[-1] == Ended()


# Which exercise hurt


def ready_for_the_second(clock: FakeClock, *names: str) -> Session:
    """Do the first exercise and get ready for the second."""
    session = begin(clock, *(prescription(name, hold=10) for name in names or "abc"), pace=Pace())
    until(session, clock, lambda step: step.item == 1)
    let(session, clock, 3)
    return session


def test_while_one_gets_ready_the_exercise_before_is_known(clock: FakeClock) -> None:
    session = ready_for_the_second(clock)
    assert session.before == 0
    until(session, clock, lambda step: step.work)
    assert session.before is None


def test_before_the_first_exercise_and_on_the_way_back_into_one_there_is_none_before(clock: FakeClock) -> None:
    session = begin(clock, prescription("a", hold=10), prescription("b", hold=10), pace=Pace())
    assert session.before is None
    until(session, clock, lambda step: step.item == 1 and step.work)
    let(session, clock, 3)
    session.take_up()
    assert session.before is None


def test_the_exercise_before_is_the_last_one_that_was_done_at_all(clock: FakeClock) -> None:
    session = ready_for_the_second(clock)
    session.skip(SkipReason.TIME)
    assert session.before == 0
    session.stop(StopReason.PAIN, 0)
    assert session.before is None


def test_the_exercise_before_can_be_stopped_and_the_next_one_waits(clock: FakeClock) -> None:
    session = ready_for_the_second(clock)
    events = session.stop(StopReason.PAIN, 0)

    assert events == (Stopped(item=0, reason=StopReason.PAIN), Paused(cause=Cause.STOPPED))
    assert session.prescription == prescription("b", hold=10)
    assert session.left == 7
    session.press()
    finish_all(session, clock)
    assert [o.status for o in session.course.outcomes()] == [Status.STOPPED, Status.DONE, Status.DONE]


def test_stopping_the_exercise_before_stops_the_same_one_ahead(clock: FakeClock) -> None:
    session = ready_for_the_second(clock, "a", "a", "b")
    events = session.stop(StopReason.PAIN, 0)

    assert session.prescription == prescription("b", hold=10)
    assert events[-1] == Paused(cause=Cause.STOPPED)


@pytest.mark.parametrize("reason", sorted(ENDING))
def test_some_pain_ends_the_session_whichever_exercise_it_came_from(clock: FakeClock, reason: StopReason) -> None:
    session = ready_for_the_second(clock)

    assert session.stop(reason, 0) == (Stopped(item=0, reason=reason), Ended(reason=reason))


def test_pain_in_the_exercise_before_leaves_a_hold_that_runs_as_it_is(clock: FakeClock) -> None:
    session = begin(clock, prescription("a", hold=10), prescription("b", hold=10))
    until(session, clock, lambda step: step.item == 1)
    let(session, clock, 3)
    session.stop(StopReason.PAIN, 0)

    assert (session.cause, session.spent) == (Cause.STOPPED, 3)
    session.resume()
    assert held(let(session, clock, 7)) == [(1, 10, True)]


@pytest.mark.parametrize("item", [-1, 2])
def test_what_was_not_reached_cannot_have_hurt(clock: FakeClock, item: int) -> None:
    session = ready_for_the_second(clock)
    with pytest.raises(ValueError, match="not reached"):
        session.stop(StopReason.PAIN, item)


@steady
@given(plans(), paces(), scripts(), st.sampled_from(StopReason))
def test_a_stopped_exercise_never_comes_back(plan: Plan, pace: Pace, script: Script, reason: StopReason) -> None:
    clock = FakeClock()
    session = begin(clock, *plan, pace=pace)
    hurt: set[str] = set()

    def check(events: Events) -> None:
        for event in events:
            if isinstance(event, Stopped):
                hurt.add(plan[event.item].exercise)
            elif isinstance(event, Entered):
                assert plan[session.course.steps[event.step].item].exercise not in hurt
            elif isinstance(event, Held | Restored):
                assert plan[event.item].exercise not in hurt
        assert session.step is None or plan[session.step.item].exercise not in hurt

    check(session.stop(reason))
    assert hurt
    assert session.over or reason not in ENDING
    for wait, name in script:
        check(let(session, clock, wait))
        check(COMMANDS[name](session))


# Easing


def test_easing_takes_the_low_end_for_the_rest_of_the_exercise(clock: FakeClock) -> None:
    session = begin(clock, prescription(hold=30, least=15, repetitions=3), prescription("b", hold=30, least=15))
    let(session, clock, 35)
    events = session.ease()

    assert [type(event) for event in events] == [Eased]
    assert [s.seconds for s in session.course.steps if s.work] == [15, 15, 15, 30]
    assert session.left == 14


def test_easing_at_the_low_end_takes_a_repetition(clock: FakeClock) -> None:
    session = begin(clock, HOLDS)
    session.ease()

    assert [(s.repetition, s.of) for s in session.course.steps if s.work] == [(1, 2), (2, 2)]
    session.ease()
    assert [(s.repetition, s.of) for s in session.course.steps if s.work] == [(1, 1)]
    assert session.ease() == ()


def test_easing_a_hold_that_is_long_enough_by_then_ends_it_now(clock: FakeClock) -> None:
    session = begin(clock, prescription(hold=30, least=10, repetitions=3))
    let(session, clock, 28)
    events = session.ease()

    assert held(events) == [(1, 28, True)]
    assert session.step is not None
    assert (session.step.kind, session.left) == (StepKind.RELEASE, 4)
    assert session.look() == ()


def test_easing_in_a_pause_ends_such_a_hold_and_stays_paused(clock: FakeClock) -> None:
    session = begin(clock, prescription(hold=30, least=10, repetitions=3))
    let(session, clock, 28)
    session.pause(Cause.ASKING)
    clock.advance(60)
    assert held(session.ease()) == [(1, 28, True)]
    assert (session.cause, session.left) == (Cause.ASKING, 4)
    session.resume()
    assert let(session, clock, 4 - TICK) == ()
    assert entered(session, let(session, clock, TICK)) == [session.step]


def test_easing_keeps_what_was_added_to_the_hold(clock: FakeClock) -> None:
    session = begin(clock, prescription(hold=30, least=10))
    session.extend()
    let(session, clock, 15)
    session.ease()

    assert session.left == 5


ALTERNATING = prescription(hold=10, repetitions=3, sides=Sides.ALTERNATE)
BY_SIDE = prescription(hold=10, repetitions=3, sides=Sides.EACH)
LEFT, RIGHT, BOTH = BodySide.LEFT, BodySide.RIGHT, BodySide.BOTH


@pytest.mark.parametrize(
    ("planned", "found", "turns"),
    [
        pytest.param(HOLDS, (StepKind.PREPARE, BOTH, 0), [(BOTH, 0, 1), (BOTH, 0, 2)], id="while getting ready"),
        pytest.param(HOLDS, (StepKind.HOLD, BOTH, 2), [(BOTH, 0, 2)], id="in the hold before the last"),
        pytest.param(HOLDS, (StepKind.HOLD, BOTH, 3), None, id="in the last hold"),
        pytest.param(HOLDS, (StepKind.RELEASE, BOTH, 2), [], id="letting go before the last"),
        pytest.param(HOLDS, (StepKind.RELEASE, BOTH, 3), None, id="letting go at the end"),
        pytest.param(
            replace(HOLDS, hold=12), (StepKind.RELEASE, BOTH, 3), None, id="letting go at the end of longer holds"
        ),
        pytest.param(
            BY_SIDE, (StepKind.HOLD, LEFT, 2), [(LEFT, 0, 2), (RIGHT, 0, 1), (RIGHT, 0, 2)], id="on the first side"
        ),
        pytest.param(
            BY_SIDE,
            (StepKind.HOLD, LEFT, 3),
            [(LEFT, 0, 3), (RIGHT, 0, 1), (RIGHT, 0, 2)],
            id="in the last hold of the first side",
        ),
        pytest.param(
            BY_SIDE, (StepKind.RELEASE, LEFT, 3), [(RIGHT, 0, 1), (RIGHT, 0, 2)], id="letting go of the first side"
        ),
        pytest.param(
            BY_SIDE, (StepKind.SWITCH, RIGHT, 1), [(RIGHT, 0, 1), (RIGHT, 0, 2)], id="in the switch to the second side"
        ),
        pytest.param(BY_SIDE, (StepKind.HOLD, RIGHT, 2), [(RIGHT, 0, 2)], id="on the second side"),
        pytest.param(BY_SIDE, (StepKind.HOLD, RIGHT, 3), None, id="in the last hold of the second side"),
        pytest.param(ALTERNATING, (StepKind.SWITCH, RIGHT, 2), [(RIGHT, 0, 2)], id="alternating, within a pair"),
        pytest.param(ALTERNATING, (StepKind.SWITCH, LEFT, 3), [], id="alternating, before the last pair"),
        pytest.param(ALTERNATING, (StepKind.SWITCH, RIGHT, 3), None, id="alternating, in the last pair"),
        pytest.param(
            replace(ALTERNATING, repetitions=2),
            (StepKind.SWITCH, LEFT, 2),
            [],
            id="alternating, before the last of two",
        ),
        pytest.param(
            replace(HOLDS, sets=2),
            (StepKind.HOLD, BOTH, 3),
            [(BOTH, 0, 3), (BOTH, 0, 1), (BOTH, 0, 2)],
            id="in the last hold of a set",
        ),
        pytest.param(replace(HOLDS, sets=2), (StepKind.REST, BOTH, 0), [(BOTH, 0, 1), (BOTH, 0, 2)], id="between sets"),
        pytest.param(
            prescription(repetitions=3, sides=Sides.ALTERNATE), (StepKind.SWITCH, LEFT, 3), [], id="between movements"
        ),
        pytest.param(
            prescription(tempo=COUNTED, repetitions=3), (StepKind.COUNT, BOTH, 2), [(BOTH, 0, 2)], id="in a count"
        ),
        pytest.param(
            prescription(tempo=BREATHED, repetitions=3), (StepKind.BREATHE, BOTH, 2), [(BOTH, 0, 2)], id="in a breath"
        ),
        pytest.param(prescription(duration=600), (StepKind.QUIET, BOTH, 1), None, id="at rest"),
        pytest.param(
            prescription(duration=600, kind=Kind.ACTIVITY), (StepKind.ACTIVITY, BOTH, 1), None, id="in an activity"
        ),
        pytest.param(
            replace(HOLDS, then=both_knees(2)),
            (StepKind.RELEASE, BOTH, 2),
            [(BOTH, 1, 1), (BOTH, 1, 2)],
            id="letting go with a second part to come",
        ),
        pytest.param(
            replace(HOLDS, then=both_knees(2)),
            (StepKind.HOLD, BOTH, 3),
            [(BOTH, 0, 3), (BOTH, 1, 1)],
            id="in the last hold with a second part to come",
        ),
        pytest.param(
            replace(ALTERNATING, then=both_knees(2)),
            (StepKind.SWITCH, LEFT, 3),
            [(BOTH, 1, 1), (BOTH, 1, 2)],
            id="alternating, with a second part to come",
        ),
        pytest.param(
            prescription(hold=10, then=both_knees(3)),
            (StepKind.SWITCH, BOTH, 1),
            [(BOTH, 1, 1), (BOTH, 1, 2)],
            id="in the switch to the second part",
        ),
        pytest.param(
            prescription(then=both_knees(3, hold=None)),
            (StepKind.MOVE, BOTH, 2),
            [(BOTH, 1, 2)],
            id="in the second part",
        ),
        pytest.param(
            prescription(then=both_knees(3, sides=Sides.EACH)),
            (StepKind.SWITCH, RIGHT, 1),
            [(RIGHT, 1, 1), (RIGHT, 1, 2)],
            id="in the second part's switch",
        ),
        pytest.param(
            prescription(repetitions=3, sides=Sides.EACH, then=both_knees(3, sides=Sides.ALTERNATE)),
            (StepKind.SWITCH, RIGHT, 3),
            None,
            id="in the second part's last switch",
        ),
    ],
)
def test_one_repetition_fewer_leaves_exactly_this_work(
    clock: FakeClock,
    planned: Prescription,
    found: tuple[StepKind, BodySide, int],
    turns: list[tuple[BodySide, int, int]] | None,
) -> None:
    """`turns`: side, part and repetition of the work that is left, the running one included; None: nothing to ease."""
    session = begin(clock, planned, pace=Pace())
    until(session, clock, lambda step: (step.kind, step.side, step.repetition) == found)
    cursor, before = session.course.cursor, session.course.steps
    events = session.ease()

    assert [turn(s) for s in session.course.steps[:cursor]] == [turn(s) for s in before[:cursor]]
    if turns is None:
        assert events == ()
        assert session.course.steps == before
    else:
        assert isinstance(events[0], Eased)
        assert [turn(s) for s in session.course.steps[session.course.cursor :] if s.work] == turns
        finish_all(session, clock)
        assert [outcome.status for outcome in session.course.outcomes()] == [Status.DONE]


def test_a_switch_to_what_was_eased_away_ends_at_once_in_letting_go(clock: FakeClock) -> None:
    session = begin(clock, ALTERNATING)
    until(session, clock, lambda step: (step.kind, step.side, step.repetition) == (StepKind.SWITCH, LEFT, 3))
    events = session.ease()

    assert [type(event) for event in events] == [Eased, Entered]
    assert session.step is not None
    assert (session.step.kind, session.left) == (StepKind.RELEASE, 4)


def test_a_switch_that_was_eased_away_does_not_come_back(clock: FakeClock) -> None:
    session = begin(clock, prescription(tempo=COUNTED, repetitions=2, sides=Sides.ALTERNATE), prescription("b"))
    until(session, clock, lambda step: (step.kind, step.side, step.repetition) == (StepKind.SWITCH, LEFT, 2))
    session.ease()
    session.back()
    events = session.next() + session.look()

    assert StepKind.SWITCH not in {step.kind for step in entered(session, events)}
    assert session.prescription == prescription("b")
    assert session.due() == 4


def test_letting_go_before_what_was_eased_away_keeps_its_time(clock: FakeClock) -> None:
    session = begin(clock, replace(HOLDS, then=both_knees()))
    until(session, clock, lambda step: (step.kind, step.repetition) == (StepKind.RELEASE, 2))
    let(session, clock, 1)

    assert [type(event) for event in session.ease()] == [Eased]
    assert session.left == 3
    assert session.upcoming is not None
    assert session.upcoming.kind is StepKind.SWITCH


def test_easing_after_the_fresh_get_ready_keeps_the_interrupted_hold(clock: FakeClock) -> None:
    session = begin(clock, HOLDS, pace=Pace())
    until(session, clock, lambda step: (step.kind, step.repetition) == (StepKind.HOLD, 2))
    session.take_up()
    session.ease()

    left = [(s.kind, s.repetition) for s in session.course.steps[session.course.cursor :]]
    assert left == [(StepKind.PREPARE, 2), (StepKind.HOLD, 2), (StepKind.RELEASE, 2)]


def test_the_log_still_reports_against_the_plan(clock: FakeClock) -> None:
    session = begin(clock, prescription(hold=30, least=10, repetitions=3))
    session.ease()
    session.ease()
    finish_all(session, clock)
    (outcome,) = session.course.outcomes()

    assert outcome.status is Status.DONE
    assert outcome.prescription.hold == 30
    assert [(s.repetition, s.seconds) for s in outcome.planned] == [(1, 30), (2, 30), (3, 30)]
    assert [(m.planned, m.seconds) for m in outcome.marks] == [(10, 10), (10, 10)]


@steady
@given(plans(), paces(), scripts("ease"))
def test_whoever_eases_and_does_the_rest_is_done_and_does_nothing_twice(plan: Plan, pace: Pace, script: Script) -> None:
    clock = FakeClock()
    session = begin(clock, *plan, pace=pace)
    events: Events = ()
    for wait, _ in script:
        events += let(session, clock, wait)
        cursor, steps, total = session.course.cursor, session.course.steps, session.total_left
        eased = session.ease()
        assert [turn(s) for s in session.course.steps[:cursor]] == [turn(s) for s in steps[:cursor]]
        assert session.total_left < total if eased else session.course.steps == steps
        events += eased
        if session.length is None or session.cause is not None:
            events += session.press()
    events += finish_all(session, clock)
    counted = Counter((m.item, m.round, m.part, m.side, m.repetition) for m in of_kind(Held, events))

    assert set(counted.values()) == {1}
    assert all(mark.complete for mark in of_kind(Held, events))
    assert {outcome.status for outcome in session.course.outcomes()} == {Status.DONE}
    assert fold(session.course, name="", routine=None, ended=clock.now()).whole
    for item, planned in enumerate(plan):
        parts = {(key[2], key[3]) for key in counted if key[0] == item}
        sides = {BOTH} if planned.sides is Sides.NONE or planned.duration else {LEFT, RIGHT}
        assert {side for part, side in parts if part == 0} == sides
        assert {part for part, _ in parts} == ({0, 1} if planned.then and not planned.duration else {0})


# Interruptions


def test_a_gap_pauses_where_the_last_look_was(clock: FakeClock) -> None:
    session = begin(clock, HOLDS)
    let(session, clock, 9)
    clock.advance(GAP + TICK)

    assert session.look() == (Paused(cause=Cause.GAP),)
    assert session.look() == ()
    assert (session.spent, session.left) == (9, 1)
    session.resume()
    assert let(session, clock, 1 - TICK) == ()
    assert held(let(session, clock, TICK)) == [(1, 10, True)]


def test_looks_may_be_as_late_as_the_gap(clock: FakeClock) -> None:
    session = begin(clock, HOLDS)
    let(session, clock, 9)
    clock.suspend(GAP)
    clock.advance(GAP)

    assert held(session.look()) == [(1, 10, True)]
    assert session.left == 3


def test_a_suspended_machine_pauses_where_the_last_look_was(clock: FakeClock) -> None:
    session = begin(clock, HOLDS)
    let(session, clock, 9)
    clock.suspend(3600)
    clock.advance(1.5)

    assert session.look() == (Paused(cause=Cause.ASLEEP),)
    assert session.left == 1


def test_a_suspended_machine_that_was_paused_anyway_changes_nothing(clock: FakeClock) -> None:
    session = begin(clock, HOLDS)
    let(session, clock, 4)
    session.pause()
    clock.suspend(3600)
    clock.advance(3600)

    assert session.look() == ()
    assert session.cause is Cause.PERSON
    session.resume()
    assert let(session, clock, 1) == ()
    assert (session.running, session.left) == (True, 5)


def test_a_sleep_in_a_pause_is_over_when_one_goes_on_without_a_look(clock: FakeClock) -> None:
    session = begin(clock, HOLDS)
    session.pause()
    clock.suspend(3600)
    clock.advance(3600)
    session.resume()

    assert session.look() == ()
    assert session.running


def test_many_short_sleeps_are_no_long_one(clock: FakeClock) -> None:
    session = begin(clock, HOLDS)
    for _ in range(4):
        clock.suspend(1)
        clock.advance(TICK)
        assert session.look() == ()
    assert session.left == 9


@pytest.mark.parametrize("seconds", [3600, -3600, 86400 * 365])
def test_a_wall_clock_that_is_set_changes_nothing(clock: FakeClock, seconds: float) -> None:
    session = begin(clock, HOLDS)
    let(session, clock, 4)
    clock.jump(seconds)
    clock.advance(TICK)

    assert session.look() == ()
    assert session.left == 6 - TICK


@pytest.mark.parametrize("sleep", [False, True])
@pytest.mark.parametrize("name", sorted(COMMANDS.keys() - {"resume", "stop", "stop before", "stop for good", "finish"}))
def test_a_key_right_after_an_interruption_only_shows_it(clock: FakeClock, name: str, sleep: bool) -> None:
    session = begin(clock, HOLDS, pace=OWN)
    let(session, clock, 4)
    (clock.suspend if sleep else clock.advance)(10)

    assert COMMANDS[name](session) == (Paused(cause=Cause.ASLEEP if sleep else Cause.GAP),)
    assert session.left == 6


def test_a_gap_while_it_waits_for_the_person_pauses_too(clock: FakeClock) -> None:
    session = begin(clock, prescription(), pace=OWN)
    let(session, clock, 4)
    clock.advance(60)

    assert session.press() == (Paused(cause=Cause.GAP),)
    session.press()
    assert held(session.press()) == [(1, 4, True)]


@steady
@given(plans(), paces(waiting=False), lengths(60), lengths(600), st.booleans())
def test_a_gap_completes_nothing(plan: Plan, pace: Pace, wait: float, gap: float, sleep: bool) -> None:
    clock = FakeClock()
    session = begin(clock, *plan, pace=pace)
    let(session, clock, wait)
    before = state(session)
    running = session.running
    (clock.suspend if sleep else clock.advance)(GAP + TICK + gap)
    events = session.look()

    assert events == ((Paused(cause=Cause.ASLEEP if sleep else Cause.GAP),) if running else ())
    kept = {"cursor", "marks", "steps", "spent", "left", "total", "extra", "over"}
    assert {key: state(session)[key] for key in kept} == {key: before[key] for key in kept}


# When to look


def test_a_look_is_due_when_the_step_ends(clock: FakeClock) -> None:
    session = begin(clock, HOLDS)
    assert session.due() == 10
    clock.advance(4)
    assert session.due() == 6
    session.advance()
    session.extend()
    assert session.due() == 16


def test_a_look_is_due_at_each_beat(clock: FakeClock) -> None:
    session = begin(clock, prescription(tempo=COUNTED))
    assert session.due() == 2
    let(session, clock, 2.5)
    assert session.due() == 1.5
    let(session, clock, 4)
    assert session.due() == 1.5


def test_a_late_look_is_due_at_once(clock: FakeClock) -> None:
    session = begin(clock, HOLDS)
    clock.advance(11)

    assert session.due() == 0


@steady
@given(plans(), paces(), scripts(*USUAL))
def test_nothing_happens_before_a_look_is_due_and_something_then(plan: Plan, pace: Pace, script: Script) -> None:
    clock = FakeClock()
    session = begin(clock, *plan, pace=pace)
    for wait, name in script:
        due = session.due()
        if due is None:
            clock.advance(wait)
            assert session.advance() == ()
        else:
            assert due > 0
            clock.advance(due - TICK / 2)
            assert session.advance() == ()
            clock.advance(TICK / 2)
            assert session.advance() != ()
        COMMANDS[name](session)


# What holds for every session


def told(plan: Plan, pace: Pace, script: Script, passing: Callable[[Session, FakeClock, float], Events]) -> list[Event]:
    """Play a script, with time passing in a way of its own; return all events, and the state after each command."""
    clock = FakeClock()
    session = Session(plan, pace, clock)
    story: list[Event] = list(session.start())
    for wait, name in script:
        story += passing(session, clock, wait)
        story += COMMANDS[name](session)
        story.append(state(session))  # type: ignore[arg-type]
    return story


def at_once(session: Session, clock: FakeClock, seconds: float) -> Events:
    clock.advance(seconds)
    return session.advance()


@steady
@given(plans(), paces(), scripts(most=60), st.sampled_from([TICK, 0.75, 1.25, GAP, 7.5]))
def test_many_small_advances_tell_the_same_story_as_one_long_one(
    plan: Plan, pace: Pace, script: Script, every: float
) -> None:
    def in_steps(session: Session, clock: FakeClock, seconds: float) -> Events:
        events: Events = ()
        while seconds > 0:
            clock.advance(min(every, seconds))
            events += session.advance()
            seconds -= every
        return events

    assert told(plan, pace, script, in_steps) == told(plan, pace, script, at_once)


@steady
@given(plans(), paces(), scripts(most=60), st.sampled_from([TICK, 1.25, GAP]))
def test_looking_often_enough_tells_the_same_story_too(plan: Plan, pace: Pace, script: Script, every: float) -> None:
    def in_looks(session: Session, clock: FakeClock, seconds: float) -> Events:
        return let(session, clock, seconds, every)

    assert told(plan, pace, script, in_looks) == told(plan, pace, script, at_once)


@steady
@given(plans(), paces(), scripts())
def test_every_second_of_running_work_is_logged_once_and_no_other(plan: Plan, pace: Pace, script: Script) -> None:
    clock = FakeClock()
    session = begin(clock, *plan, pace=pace)
    events: Events = ()
    worked = 0.0
    for wait, name in [*script, (0.0, "finish")]:
        for _ in range(int(wait / TICK)):
            worked += TICK if session.running and session.step is not None and session.step.work else 0.0
            events += let(session, clock, TICK)
        events += COMMANDS[name](session)

    assert sum(mark.seconds for mark in of_kind(Held, events)) == worked


LOOKS = st.lists(
    st.tuples(st.sampled_from(["let", "gap", "sleep"]), lengths(), st.sampled_from(USUAL)), min_size=10, max_size=30
)


@steady
@given(plans(), paces(), LOOKS)
def test_no_more_is_logged_than_was_led(plan: Plan, pace: Pace, script: list[tuple[str, float, str]]) -> None:
    clock = FakeClock()
    session = begin(clock, *plan, pace=pace)
    told: Events = ()
    led = 0.0
    for how, wait, name in script:
        if how == "let":
            for _ in range(int(wait / TICK)):
                led += TICK if session.running else 0.0
                told += let(session, clock, TICK)
        else:
            (clock.advance if how == "gap" else clock.suspend)(GAP + TICK + wait)
        told += COMMANDS[name](session)
    told += session.finish()

    planned = {
        (s.item, s.round, s.part, s.side, s.repetition): s.seconds
        for outcome in session.course.outcomes()
        for s in outcome.planned
    }
    added = EXTENSION * len(of_kind(Extended, told))
    marks = [mark for outcome in session.course.outcomes() for mark in outcome.marks]
    for mark in marks:
        asked = planned[mark.item, mark.round, mark.part, mark.side, mark.repetition]
        assert asked is None or 0 <= mark.seconds <= asked + added
        assert not mark.complete or mark.planned is None or mark.seconds >= mark.planned
    logged = fold(session.course, name="", routine=None, ended=clock.now())
    shares = sum(len(item.held) for item in logged.items)

    assert sum(mark.seconds for mark in of_kind(Held, told)) <= led
    assert sum(mark.seconds for mark in marks) <= led
    assert logged.seconds <= led + 0.05 * shares


@steady
@given(plans(), paces(waiting=False), scripts(*USUAL))
def test_what_is_left_of_a_session_is_exact(plan: Plan, pace: Pace, script: Script) -> None:
    clock = FakeClock()
    session = begin(clock, *plan, pace=pace)
    for wait, name in script:
        let(session, clock, wait)
        COMMANDS[name](session)
    session.resume()
    left = session.total_left
    if session.over:
        assert left == 0
        return
    clock.advance(left - TICK)
    session.advance()
    assert not session.over
    clock.advance(TICK)
    session.advance()
    assert session.over


@steady
@given(plans(), paces(), scripts(*USUAL))
def test_what_a_session_shows_is_always_whole(plan: Plan, pace: Pace, script: Script) -> None:
    clock = FakeClock()
    session = begin(clock, *plan, pace=pace)
    for wait, name in script:
        let(session, clock, wait)
        COMMANDS[name](session)
        assert (session.step is None) is session.over
        assert session.spent >= 0
        assert session.left is None or 0 < session.left <= (session.length or 0) or session.length == 0
        assert session.step is None or session.prescription == session.course.today[session.step.item]
        assert session.upcoming is None or not session.course.closed(session.upcoming.item)


@steady
@given(plans(), paces(), scripts(*USUAL), st.sampled_from(sorted(set(SkipReason) - {SkipReason.CLOSED})))
def test_back_right_after_a_skip_undoes_it(plan: Plan, pace: Pace, script: Script, reason: SkipReason) -> None:
    clock = FakeClock()
    session = begin(clock, *plan, pace=pace)
    for wait, name in script:
        let(session, clock, wait)
        COMMANDS[name](session)
    item = None if session.step is None else session.step.item
    before = dict(session.course.skipped)
    closing = session.step is not None and session.step.kind is StepKind.DONE
    place, eased = goes_on(session), session.prescription
    session.skip(reason)
    if item is None or closing:
        return
    assert not session.over
    session.back()

    assert session.course.skipped == before
    assert session.step is not None
    assert (session.step.item, session.prescription) == (item, eased)
    assert goes_on(session) == place


@pytest.mark.parametrize("second", [None, Second(name="then", repetitions=2, sides=Sides.EACH, hold=5, least=5)])
@pytest.mark.parametrize("sides", Sides)
def test_a_whole_session_logs_both_sides_alike(clock: FakeClock, sides: Sides, second: Second | None) -> None:
    session = begin(clock, prescription(hold=15, repetitions=2, sides=sides, then=second), pace=Pace())
    finish_all(session, clock)
    (outcome,) = session.course.outcomes()
    by_side = Counter[BodySide]()
    for mark in outcome.marks:
        by_side[mark.side] += int(mark.seconds)

    assert by_side[LEFT] == by_side[RIGHT]
    assert sum(by_side.values()) == (30 if sides is Sides.NONE else 60) + (20 if second else 0)
