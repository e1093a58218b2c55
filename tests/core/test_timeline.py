from __future__ import annotations

from collections import Counter
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.fakes import BARE, BREATHED, COUNTED, both_knees, paces, plans, prescription, prescriptions, steady
from trainer.core.dosage import Sides
from trainer.core.exercise import Equipment, Kind, Position
from trainer.core.pace import FirstSide, Pace
from trainer.core.prescription import Prescription
from trainer.core.timeline import BodySide, Step, StepKind, exercise_steps, seconds, timeline

SIGNS = {
    StepKind.HOLD: "hold",
    StepKind.RELEASE: "release",
    StepKind.SWITCH: "switch",
    StepKind.MOVE: "move",
    StepKind.REST: "rest",
}
LETTERS = {BodySide.LEFT: "L", BodySide.RIGHT: "R", BodySide.BOTH: ""}


def told(planned: Prescription, pace: Pace = BARE) -> str:
    """Tell an exercise in a line: `hold L1, release L1, switch L2`."""
    steps = exercise_steps(0, planned, pace)
    return ", ".join(f"{SIGNS[s.kind]} {LETTERS[s.side]}{s.repetition or ''}".rstrip() for s in steps)


# The order of the work


def test_holds_are_let_go_of() -> None:
    assert told(prescription(hold=10, repetitions=2)) == "hold 1, release 1, hold 2, release 2"


def test_each_side_has_all_its_repetitions_before_the_switch() -> None:
    assert told(prescription(hold=10, repetitions=2, sides=Sides.EACH)) == (
        "hold L1, release L1, hold L2, release L2, switch R1, hold R1, release R1, hold R2, release R2"
    )


def test_alternating_sides_switch_instead_of_letting_go() -> None:
    assert told(prescription(hold=10, repetitions=2, sides=Sides.ALTERNATE)) == (
        "hold L1, switch R1, hold R1, switch L2, hold L2, switch R2, hold R2, release R2"
    )


def test_movements_need_no_letting_go() -> None:
    assert told(prescription(repetitions=2)) == "move 1, move 2"
    assert told(prescription(repetitions=2, sides=Sides.EACH)) == "move L1, move L2, switch R1, move R1, move R2"
    assert told(prescription(repetitions=2, sides=Sides.ALTERNATE)) == (
        "move L1, switch R1, move R1, switch L2, move L2, switch R2, move R2"
    )


def test_the_second_part_follows_the_first_over_a_switch() -> None:
    planned = prescription(hold=10, repetitions=1, sides=Sides.ALTERNATE, then=both_knees(repetitions=2))

    assert told(planned) == "hold L1, switch R1, hold R1, switch 1, hold 1, release 1, hold 2, release 2"
    assert [step.part for step in exercise_steps(0, planned, BARE)] == [0, 0, 0, 1, 1, 1, 1, 1]


def test_a_second_part_with_sides_switches_to_the_side_that_starts() -> None:
    planned = prescription(hold=10, then=both_knees(sides=Sides.EACH))

    assert told(planned) == "hold 1, switch L1, hold L1, release L1, switch R1, hold R1, release R1"


def test_a_rest_comes_between_sets_and_not_around_them() -> None:
    planned = prescription(repetitions=2, sets=3)

    assert told(planned) == "move 1, move 2, rest, move 1, move 2, rest, move 1, move 2"
    assert [step.round for step in exercise_steps(0, planned, BARE)] == [1, 1, 2, 2, 2, 3, 3, 3]


def test_every_set_has_its_second_part() -> None:
    assert told(prescription(sets=2, then=both_knees(hold=None))) == (
        "move 1, switch 1, move 1, rest, move 1, switch 1, move 1"
    )


def test_the_right_side_can_start() -> None:
    pace = Pace(first_side=FirstSide.RIGHT)

    assert told(prescription(repetitions=1, sides=Sides.EACH), pace) == "move R1, switch L1, move L1"
    assert told(prescription(repetitions=1, sides=Sides.ALTERNATE), pace) == "move R1, switch L1, move L1"


def test_repetitions_know_how_many_there_are() -> None:
    work = [s for s in exercise_steps(0, prescription(hold=5, repetitions=3, sides=Sides.EACH), BARE) if s.work]

    assert [(s.repetition, s.of) for s in work] == [(1, 3), (2, 3), (3, 3)] * 2


# How long it takes


def test_steps_take_the_seconds_of_the_dosage_and_the_pace() -> None:
    pace = Pace(release=5, switch=7, rest=11, move=3)
    held = exercise_steps(0, prescription(hold=15, sides=Sides.EACH, sets=2), pace)
    moved = exercise_steps(0, prescription(), pace)

    assert {(s.kind, s.seconds) for s in held} == {
        (StepKind.HOLD, 15),
        (StepKind.RELEASE, 5),
        (StepKind.SWITCH, 7),
        (StepKind.REST, 11),
    }
    assert [s.seconds for s in moved] == [3]


def test_a_tempo_takes_a_beat_for_each_count() -> None:
    (counted,) = exercise_steps(0, prescription(tempo=COUNTED), Pace(count=2))
    (breathed,) = exercise_steps(0, prescription(tempo=BREATHED), Pace(breath=5))

    assert (counted.kind, counted.seconds, counted.beats) == (StepKind.COUNT, 8, COUNTED.counts)
    assert (breathed.kind, breathed.seconds, breathed.beats) == (StepKind.BREATHE, 10, BREATHED.counts)


def test_only_a_counted_repetition_has_beats() -> None:
    planned = prescription(tempo=BREATHED, repetitions=2, sides=Sides.ALTERNATE, then=both_knees())
    beaten = {step.kind for step in exercise_steps(0, planned, BARE) if step.beats}

    assert beaten == {StepKind.BREATHE}


def test_at_ones_own_pace_a_movement_waits_and_a_hold_does_not() -> None:
    pace = Pace(own_pace=True, move=3)

    assert [s.seconds for s in exercise_steps(0, prescription(repetitions=2), pace)] == [None, None]
    assert exercise_steps(0, prescription(hold=10), pace)[0].seconds == 10
    assert seconds(exercise_steps(0, prescription(repetitions=2), pace), pace) == 6


def test_a_duration_is_one_long_step() -> None:
    (quiet,) = exercise_steps(0, prescription(duration=600), BARE)
    (walk,) = exercise_steps(0, prescription(kind=Kind.ACTIVITY, duration=1200), BARE)

    assert (quiet.kind, quiet.seconds, quiet.work) == (StepKind.QUIET, 600, True)
    assert (walk.kind, walk.seconds, walk.work) == (StepKind.ACTIVITY, 1200, True)


def test_the_seconds_of_a_session_are_those_of_its_steps_without_the_waiting() -> None:
    pace = Pace(wait=True)
    steps = timeline([prescription(hold=15, repetitions=2, sides=Sides.EACH)], pace)

    assert seconds(steps, pace) == 10 + 2 * (2 * 15 + 2 * 4) + 6


# Getting ready


def ready(*planned: Prescription, pace: Pace | None = None) -> list[float | None]:
    """Return how long one gets ready, before each exercise that asks for it."""
    return [s.seconds for s in timeline(planned, pace or Pace()) if s.kind is StepKind.PREPARE]


def test_one_gets_ready_before_each_exercise() -> None:
    assert ready(prescription("bridge"), prescription("pelvic-tilt")) == [10, 10]


def test_a_new_position_takes_longer() -> None:
    standing = prescription("side-stretch", positions=(Position.STANDING,))

    assert ready(prescription(), standing, standing, prescription()) == [10, 20, 10, 20]


def test_equipment_takes_longer() -> None:
    assert ready(prescription(equipment=(Equipment.BAND,)), prescription()) == [20, 10]


def test_one_stays_in_a_position_the_next_exercise_allows() -> None:
    either = prescription(positions=(Position.SITTING, Position.SUPINE))
    steps = timeline([prescription(), either], Pace())

    assert ready(prescription(), either) == [10, 10]
    assert [s.position for s in steps if s.kind is StepKind.PREPARE] == [Position.SUPINE, Position.SUPINE]


def test_otherwise_one_takes_its_first_position() -> None:
    either = prescription(positions=(Position.SITTING, Position.STANDING))
    steps = timeline([prescription(), either], Pace())

    assert [s.position for s in steps if s.kind is StepKind.PREPARE] == [Position.SUPINE, Position.SITTING]


def test_an_exercise_in_no_position_leaves_one_where_one_is() -> None:
    walk = prescription("walk", kind=Kind.ACTIVITY, positions=(), duration=60)

    assert ready(prescription(), walk, prescription()) == [10, 10, 10]


def test_none_is_asked_for_where_the_person_wants_none() -> None:
    standing = prescription(positions=(Position.STANDING,))

    assert ready(prescription(), standing, pace=Pace(prepare=0, fetch=0)) == []
    assert ready(prescription(), standing, pace=Pace(prepare=0, fetch=15)) == [15]


def test_each_exercise_can_wait_for_the_person() -> None:
    steps = timeline([prescription("a"), prescription("b")], Pace(wait=True))

    assert [(s.item, s.kind) for s in steps] == [
        (0, StepKind.WAIT),
        (0, StepKind.PREPARE),
        (0, StepKind.MOVE),
        (1, StepKind.WAIT),
        (1, StepKind.PREPARE),
        (1, StepKind.MOVE),
    ]
    assert steps[0].seconds is None
    assert steps[0].position is Position.SUPINE


# What holds for all of them


def work(steps: tuple[Step, ...], side: BodySide, part: int) -> list[tuple[int, int, float | None]]:
    """Return the work of one side, without saying which."""
    return [(s.round, s.repetition, s.seconds) for s in steps if s.work and (s.side, s.part) == (side, part)]


@steady
@given(prescriptions(), paces())
def test_each_side_gets_its_full_window(planned: Prescription, pace: Pace) -> None:
    steps = exercise_steps(0, planned, pace)
    parts = [(0, planned.sides, planned.repetitions)]
    if planned.then is not None:
        parts.append((1, planned.then.sides, planned.then.repetitions))

    for part, sides, repetitions in parts if planned.duration is None else []:
        turns = [(n, r) for n in range(1, planned.sets + 1) for r in range(1, repetitions + 1)]
        left, right, both = (work(steps, side, part) for side in BodySide)
        assert left == right
        assert [(n, r) for n, r, _ in (both if sides is Sides.NONE else left)] == turns
        assert not (left if sides is Sides.NONE else both)


@steady
@given(prescriptions(), paces())
def test_sides_change_only_over_a_switch_or_a_rest(planned: Prescription, pace: Pace) -> None:
    steps = exercise_steps(0, planned, pace)

    for before, after in pairwise(steps):
        between = {before.kind, after.kind} & {StepKind.SWITCH, StepKind.REST}
        assert between or (before.side, before.part) == (after.side, after.part)
        if before.kind is StepKind.SWITCH:
            assert after.work
            assert (before.side, before.repetition, before.of) == (after.side, after.repetition, after.of)
        if before.kind is StepKind.HOLD:
            assert after.kind in {StepKind.RELEASE, StepKind.SWITCH}


@steady
@given(plans(), paces(waiting=False))
def test_a_session_takes_the_seconds_of_all_its_steps(planned: tuple[Prescription, ...], pace: Pace) -> None:
    steps = timeline(planned, pace)

    assert seconds(steps, pace) == sum(step.seconds or 0 for step in steps)
    assert all(step.seconds for step in steps)


@steady
@given(plans(), paces())
def test_a_session_has_its_exercises_in_order_and_gets_ready_at_most_once_each(
    planned: tuple[Prescription, ...], pace: Pace
) -> None:
    steps = timeline(planned, pace)
    prepared = Counter(step.item for step in steps if step.kind is StepKind.PREPARE)

    assert [step.item for step in steps] == sorted(step.item for step in steps)
    assert {step.item for step in steps} == set(range(len(planned)))
    assert set(prepared.values()) <= {1}
    assert sum(step.kind is StepKind.WAIT for step in steps) == (len(planned) if pace.wait else 0)


@steady
@given(prescriptions(), paces(), st.integers(0, 9))
def test_the_side_that_starts_changes_nothing_but_the_sides(planned: Prescription, pace: Pace, item: int) -> None:
    def mirrored(first: FirstSide) -> list[tuple[StepKind, float | None, bool, int, int, int]]:
        chosen = Pace(
            release=pace.release, switch=pace.switch, move=pace.move, own_pace=pace.own_pace, first_side=first
        )
        steps = exercise_steps(item, planned, chosen)
        return [(s.kind, s.seconds, s.side.value == first.value, s.repetition, s.round, s.part) for s in steps]

    assert mirrored(FirstSide.LEFT) == mirrored(FirstSide.RIGHT)


@pytest.mark.parametrize("sides", Sides)
def test_what_is_planned_is_what_the_handout_asks_for(sides: Sides) -> None:
    """Two holds of 15 s a side are 30 s a side, never 30 s shared."""
    steps = exercise_steps(0, prescription(hold=15, repetitions=2, sides=sides), Pace())
    held = Counter[BodySide]()
    for step in steps:
        held[step.side] += int(step.seconds or 0) if step.work else 0

    assert {side: n for side, n in held.items() if n} == (
        {BodySide.BOTH: 30} if sides is Sides.NONE else {BodySide.LEFT: 30, BodySide.RIGHT: 30}
    )
