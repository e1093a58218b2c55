from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest

from tests.fakes import BARE, NOVEMBER, FakeClock, begin, both_knees, finish_all, let, prescription, until
from trainer.core.course import Status
from trainer.core.dosage import Sides
from trainer.core.events import SkipReason, StopReason
from trainer.core.log import ActivityLog, SessionLog, Share, fold
from trainer.core.pace import FirstSide, Pace
from trainer.core.session import Session
from trainer.core.timeline import BodySide, StepKind

LEFT, RIGHT, BOTH = BodySide.LEFT, BodySide.RIGHT, BodySide.BOTH
EACH = prescription(hold=10, repetitions=2, sides=Sides.EACH)


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


def log(session: Session) -> SessionLog:
    return fold(session.course, name="Morning", routine="back-stretches", ended=NOVEMBER)


def share(side: BodySide, repetitions: int, seconds: float) -> Share:
    return Share(side=side, repetitions=repetitions, seconds=seconds)


def test_a_session_done_as_planned_is_whole(clock: FakeClock) -> None:
    session = begin(clock, EACH, prescription(hold=5))
    finish_all(session, clock)
    logged = log(session)

    assert (logged.name, logged.routine, logged.ended) == ("Morning", "back-stretches", NOVEMBER)
    assert (logged.whole, logged.reason, logged.stops) == (True, None, ())
    assert logged.seconds == 45
    assert [item.status for item in logged.items] == [Status.DONE, Status.DONE]
    assert logged.items[0].prescription == EACH
    assert logged.items[0].planned == logged.items[0].held == (share(LEFT, 2, 20), share(RIGHT, 2, 20))


def test_each_side_has_its_own_share(clock: FakeClock) -> None:
    session = begin(clock, EACH)
    until(session, clock, lambda step: (step.kind, step.side) == (StepKind.HOLD, RIGHT))
    let(session, clock, 3)
    session.finish()
    (item,) = log(session).items

    assert item.status is Status.PARTIAL
    assert item.planned == (share(LEFT, 2, 20), share(RIGHT, 2, 20))
    assert item.held == (share(LEFT, 2, 20), share(RIGHT, 0, 3))


def test_the_log_follows_the_side_and_not_the_order(clock: FakeClock) -> None:
    session = begin(clock, EACH, pace=replace(BARE, first_side=FirstSide.RIGHT))
    let(session, clock, 10)
    session.finish()
    (item,) = log(session).items

    assert item.held == (share(RIGHT, 1, 10),)
    assert item.planned == (share(RIGHT, 2, 20), share(LEFT, 2, 20))


def test_the_second_part_has_the_share_of_both_sides(clock: FakeClock) -> None:
    session = begin(clock, prescription(hold=10, sides=Sides.ALTERNATE, then=both_knees(repetitions=3)))
    finish_all(session, clock)
    (item,) = log(session).items

    assert item.held == item.planned == (share(LEFT, 1, 10), share(RIGHT, 1, 10), share(BOTH, 3, 30))
    assert [mark.part for mark in item.marks] == [0, 0, 1, 1, 1]


def test_a_session_left_half_way_says_what_became_of_each_exercise(clock: FakeClock) -> None:
    session = begin(clock, *(prescription(name, hold=10) for name in "abcde"))
    let(session, clock, 14)
    session.skip(SkipReason.EQUIPMENT)
    let(session, clock, 2)
    session.stop(StopReason.MORE_PAIN)
    session.resume()
    let(session, clock, 4)
    session.finish()
    logged = log(session)

    assert [(item.prescription.exercise, item.status, item.reason) for item in logged.items] == [
        ("a", Status.DONE, None),
        ("b", Status.SKIPPED, "equipment"),
        ("c", Status.STOPPED, "more pain"),
        ("d", Status.PARTIAL, None),
        ("e", Status.LEFT, None),
    ]
    assert [sum(share.seconds for share in item.held) for item in logged.items] == [10, 0, 2, 4, 0]
    assert [item.prescription.exercise for item in logged.stops] == ["c"]
    assert (logged.whole, logged.seconds, logged.reason) == (False, 16, None)


def test_the_rest_of_an_exercise_that_was_skipped_is_partial(clock: FakeClock) -> None:
    session = begin(clock, EACH, prescription("b"))
    let(session, clock, 12)
    session.skip(SkipReason.TIME)
    item = log(session).items[0]

    assert (item.status, item.reason, item.held) == (Status.PARTIAL, "time", (share(LEFT, 1, 10),))


def test_what_was_felt_at_the_end_is_the_reason_of_the_session(clock: FakeClock) -> None:
    session = begin(clock, EACH, prescription("b"))
    session.stop(StopReason.NUMBNESS)
    logged = log(session)

    assert logged.reason is StopReason.NUMBNESS
    assert [item.status for item in logged.items] == [Status.STOPPED, Status.LEFT]


def test_seconds_added_are_logged_and_the_plan_is_not_changed(clock: FakeClock) -> None:
    session = begin(clock, prescription(hold=10))
    session.extend()
    finish_all(session, clock)
    (item,) = log(session).items

    assert (item.planned, item.held, item.status) == ((share(BOTH, 1, 10),), (share(BOTH, 1, 20),), Status.DONE)


def test_at_ones_own_pace_no_seconds_are_planned_but_those_taken_are_held(clock: FakeClock) -> None:
    session = begin(clock, prescription(repetitions=2), pace=Pace(own_pace=True, prepare=0, fetch=0))
    for seconds in (3.5, 4.5):
        let(session, clock, seconds)
        session.press()
    (item,) = log(session).items

    assert (item.planned, item.held, item.status) == ((share(BOTH, 2, 0),), (share(BOTH, 2, 8),), Status.DONE)


def test_shares_are_in_tenths_of_a_second_and_marks_as_measured(clock: FakeClock) -> None:
    session = begin(clock, prescription(hold=10))
    clock.advance(1.375)
    session.finish()
    (item,) = log(session).items

    assert item.held == (share(BOTH, 0, 1.4),)
    assert [mark.seconds for mark in item.marks] == [1.375]


def test_a_session_still_running_can_be_folded(clock: FakeClock) -> None:
    session = begin(clock, EACH, prescription("b"))
    statuses = [[item.status for item in log(session).items]]
    let(session, clock, 10)
    statuses.append([item.status for item in log(session).items])
    let(session, clock, 48)
    statuses.append([item.status for item in log(session).items])

    assert statuses == [
        [Status.LEFT, Status.LEFT],
        [Status.PARTIAL, Status.LEFT],
        [Status.DONE, Status.LEFT],
    ]
    assert all(earlier != later for earlier, later in pairwise(statuses))


@pytest.mark.parametrize("said", [{"exertion": 0}, {"exertion": 11}, {"pain": -1}, {"pain": 11}])
def test_what_is_said_afterwards_is_on_its_scale(clock: FakeClock, said: dict[str, int]) -> None:
    logged = log(begin(clock, EACH))

    with pytest.raises(ValueError, match="it is a number from"):
        replace(logged, **said)  # type: ignore[arg-type]


@pytest.mark.parametrize("said", [{"exertion": 1, "pain": 0}, {"exertion": 10, "pain": 10}])
def test_the_ends_of_the_scales_can_be_said(clock: FakeClock, said: dict[str, int]) -> None:
    logged = replace(log(begin(clock, EACH)), **said)  # type: ignore[arg-type]

    assert (logged.exertion, logged.pain) == (said["exertion"], said["pain"])


def test_a_bout_of_activity_counts_whole_minutes() -> None:
    assert ActivityLog(activity="walk", name="Walking", seconds=1199.9).minutes == 19
    assert ActivityLog(activity="walk", name="Walking", seconds=1200).minutes == 20
