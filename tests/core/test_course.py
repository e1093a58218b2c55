from __future__ import annotations

from collections.abc import Iterable

import pytest

from tests.fakes import BARE, both_knees, prescription
from trainer.core.course import Course, Status
from trainer.core.dosage import Sides
from trainer.core.events import (
    ENDING,
    Ended,
    Entered,
    Event,
    Held,
    Restored,
    Skipped,
    SkipReason,
    Stopped,
    StopReason,
)
from trainer.core.pace import Pace
from trainer.core.prescription import Prescription
from trainer.core.timeline import BodySide, StepKind


def course(*planned: Prescription, pace: Pace = BARE, events: Iterable[Event] = ()) -> Course:
    """Make a course to which this happened."""
    made = Course(planned, pace)
    for event in events:
        made.apply(event, 0.0)
    return made


def mark(
    repetition: int = 1,
    seconds: float = 10,
    *,
    item: int = 0,
    side: BodySide = BodySide.BOTH,
    part: int = 0,
    complete: bool = True,
) -> Held:
    return Held(
        item=item,
        round=1,
        part=part,
        repetition=repetition,
        side=side,
        planned=10,
        seconds=seconds,
        complete=complete,
    )


# Which step comes next


def test_before_the_start_and_after_the_end_there_is_no_step() -> None:
    assert course(prescription()).step is None
    assert course(prescription(), events=[Entered(step=0), Ended()]).step is None


def test_the_following_step_leaves_out_what_is_skipped_or_stopped() -> None:
    made = course(*(prescription(name) for name in "abca"))
    assert made.following(0) == 1
    made.apply(Skipped(item=1, reason=SkipReason.TIME), 0.0)
    assert made.following(0) == 2
    made.apply(Stopped(item=0, reason=StopReason.PAIN), 0.0)
    assert made.following(2) is None
    made.apply(Restored(item=1), 0.0)
    assert made.following(0) == 1


def test_the_preceding_step_may_be_skipped_but_never_stopped() -> None:
    made = course(*(prescription(name) for name in "abc"))
    made.apply(Skipped(item=1, reason=SkipReason.TIME), 0.0)
    assert made.preceding(2) == 1
    made.apply(Stopped(item=1, reason=StopReason.PAIN), 0.0)
    assert made.preceding(2) == 0
    made.apply(Stopped(item=0, reason=StopReason.PAIN), 0.0)
    assert made.preceding(2) is None


def test_the_preceding_step_is_work_or_getting_ready() -> None:
    made = course(prescription("a", hold=5, sides=Sides.EACH), prescription("b"), pace=Pace(wait=True))
    kinds = [step.kind for step in made.steps]
    found = {kinds[index] for i in range(len(kinds)) if (index := made.preceding(i)) is not None}

    assert kinds[made.preceding(kinds.index(StepKind.SWITCH)) or 0] is StepKind.HOLD
    assert found == {StepKind.HOLD, StepKind.PREPARE}


def test_an_exercise_is_stopped_wherever_it_stands() -> None:
    made = course(*(prescription(name) for name in "aba"), events=[Stopped(item=2, reason=StopReason.PAIN)])

    assert [made.stopped_for_pain(item) for item in range(3)] == [True, False, True]
    assert [made.closed(item) for item in range(3)] == [True, False, True]


@pytest.mark.parametrize("reason", StopReason)
def test_what_ends_a_session_ends_it_even_if_nothing_more_was_written(reason: StopReason) -> None:
    made = course(prescription("a"), prescription("b"), events=[Entered(step=0), Stopped(item=0, reason=reason)])

    assert made.over is (reason in ENDING)
    assert made.ended is (reason if reason in ENDING else None)


# What became of each exercise


HELD_TWICE = prescription(hold=10, repetitions=2)


def status(*events: Event, planned: Prescription = HELD_TWICE) -> tuple[Status, str | None]:
    """Return the status of one exercise, and why."""
    (outcome,) = course(planned, events=events).outcomes()
    return (outcome.status, outcome.reason)


def test_an_exercise_is_done_when_each_repetition_was_whole() -> None:
    assert status(mark(1), mark(2)) == (Status.DONE, None)
    assert status(mark(1, 12), mark(2, 8, complete=False)) == (Status.PARTIAL, None)


def test_an_exercise_with_a_repetition_missing_is_partial() -> None:
    assert status(mark(2)) == (Status.PARTIAL, None)
    assert status(mark(1), mark(1)) == (Status.PARTIAL, None)


def test_an_exercise_never_reached_is_left() -> None:
    assert status(Entered(step=0)) == (Status.LEFT, None)


def test_a_skipped_exercise_is_skipped_with_its_reason() -> None:
    assert status(Skipped(item=0, reason=SkipReason.DONE)) == (Status.SKIPPED, SkipReason.DONE)


def test_an_exercise_of_which_the_rest_was_skipped_is_partial_with_the_reason() -> None:
    assert status(mark(1), Skipped(item=0, reason=SkipReason.TIME)) == (Status.PARTIAL, SkipReason.TIME)


def test_skipping_what_was_done_already_leaves_it_done() -> None:
    assert status(mark(1), mark(2), Skipped(item=0, reason=SkipReason.TIME)) == (Status.DONE, None)


def test_a_skip_that_was_taken_back_is_none() -> None:
    assert status(Skipped(item=0, reason=SkipReason.TIME), Restored(item=0)) == (Status.LEFT, None)


def test_a_stopped_exercise_is_stopped_whatever_was_done_of_it() -> None:
    stop = Stopped(item=0, reason=StopReason.RADIATING)

    assert status(stop) == (Status.STOPPED, StopReason.RADIATING)
    assert status(mark(1), mark(2), stop) == (Status.STOPPED, StopReason.RADIATING)


def test_one_side_alone_is_partial() -> None:
    planned = prescription(hold=10, repetitions=2, sides=Sides.EACH)
    left = [mark(n, side=BodySide.LEFT) for n in (1, 2)]
    right = [mark(n, side=BodySide.RIGHT) for n in (1, 2)]

    assert status(*left, planned=planned)[0] is Status.PARTIAL
    assert status(*left, *right, planned=planned)[0] is Status.DONE


def test_the_first_part_alone_is_partial() -> None:
    planned = prescription(hold=10, then=both_knees())

    assert status(mark(), planned=planned)[0] is Status.PARTIAL
    assert status(mark(), mark(part=1), planned=planned)[0] is Status.DONE


def test_marks_come_in_the_order_of_the_timeline() -> None:
    planned = prescription(hold=10, repetitions=2, sides=Sides.EACH)
    marks = [mark(n, side=side) for side in (BodySide.LEFT, BodySide.RIGHT) for n in (1, 2)]
    (outcome,) = course(planned, events=reversed(marks)).outcomes()

    assert outcome.marks == tuple(marks)


def test_the_better_try_is_kept() -> None:
    short, long, whole = mark(1, 4, complete=False), mark(1, 9, complete=False), mark(1, 10)

    for tries in ([short, long], [long, short]):
        assert course(HELD_TWICE, events=tries).outcomes()[0].marks == (long,)
    for tries in ([whole, mark(1, 20, complete=False)], [mark(1, 20, complete=False), whole]):
        assert course(HELD_TWICE, events=tries).outcomes()[0].marks == (whole,)
