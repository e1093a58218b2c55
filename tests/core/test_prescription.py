from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.fakes import COUNTED, both_knees, exercise, prescription, prescriptions, steady
from trainer.core.dosage import Dosage, Phase, Range, Sides
from trainer.core.exercise import Equipment, Kind, Position
from trainer.core.library import Activity
from trainer.core.prescription import Prescription, Second, prescribe, prescribe_activity
from trainer.errors import RefusedError

HELD = Dosage(handout="healthwise-back", hold=Range(15, 30), repetitions=Range(2, 4), sides=Sides.EACH)
SILENT = Dosage(handout="help-your-back", hold=Range(20, 40), sides=Sides.EACH)
ROCKING = Dosage(handout="help-your-back", repetitions=Range(1, 10), start=Range(1, 5), tempo=COUNTED)
QUIET = Dosage(handout="healthwise-back", duration=Range(600))
WALK = Activity(
    id="walk",
    name="Walking",
    handout="help-your-back",
    minutes_per_day=Range(30, 60),
    bout=10,
    exertion=Range(4, 6),
    cues=("Talk.",),
)
OURS = Dosage(hold=Range(5), repetitions=Range(5), stated=False)
KNEES = Dosage(
    handout="bone-health",
    label="both",
    hold=Range(10),
    repetitions=Range(3, 5),
    sides=Sides.ALTERNATE,
    then=Phase(name="both knees", hold=Range(10, 20), repetitions=Range(3, 5)),
)


# Choosing today's numbers


def test_a_dosage_is_prescribed_at_its_low_end() -> None:
    today = prescribe(exercise("side-stretch", HELD, equipment=(Equipment.TOWEL,)), HELD)

    assert (today.hold, today.repetitions, today.sides, today.sets) == (15, 2, Sides.EACH, 1)
    assert (today.exercise, today.name, today.handout) == ("side-stretch", "Side stretch", "healthwise-back")
    assert (today.positions, today.equipment) == ((Position.SUPINE,), (Equipment.TOWEL,))
    assert today.ours == ()


def test_building_up_starts_in_the_middle_of_the_first_range() -> None:
    assert prescribe(exercise("rocking", ROCKING), ROCKING).repetitions == 3


def test_repetitions_no_handout_states_are_one_and_marked_ours() -> None:
    today = prescribe(exercise("knee-to-chest", SILENT), SILENT)

    assert (today.repetitions, today.ours) == (1, ("repetitions",))


def test_an_unstated_dosage_is_ours_throughout() -> None:
    today = prescribe(exercise("wall-slide", OURS), OURS)

    assert (today.hold, today.repetitions, today.handout) == (5, 5, None)
    assert today.ours == ("hold", "repetitions")


def test_a_duration_needs_no_repetitions() -> None:
    today = prescribe(exercise("relax-and-rest", QUIET), QUIET)

    assert (today.duration, today.hold, today.ours) == (600, None, ())


def test_the_second_part_is_prescribed_with_the_first() -> None:
    today = prescribe(exercise("knee-to-chest", KNEES), KNEES)

    assert today.label == "both"
    assert today.then == Second(name="both knees", repetitions=3, sides=Sides.NONE, hold=10, least=10)


def test_a_second_part_that_says_no_more_is_one_movement() -> None:
    dosage = replace(KNEES, then=Phase(name="both knees", sides=Sides.EACH))
    today = prescribe(exercise("knee-to-chest", dosage), dosage)

    assert today.then == Second(name="both knees", repetitions=1, sides=Sides.EACH)


def test_sets_are_the_fewest_the_dosage_asks_for() -> None:
    dosage = Dosage(handout="bone-health", repetitions=Range(10), sets=Range(2, 3))

    assert prescribe(exercise("bridge", dosage), dosage).sets == 2


def test_the_person_may_choose_within_the_dosage() -> None:
    today = prescribe(exercise("side-stretch", HELD), HELD, hold=30, repetitions=4)

    assert (today.hold, today.repetitions, today.least) == (30, 4, 15)


@pytest.mark.parametrize(
    ("hold", "repetitions"), [(14, None), (31, None), (None, 1), (None, 5)], ids=["14 s", "31 s", "1 x", "5 x"]
)
def test_a_choice_outside_the_dosage_is_refused(hold: int | None, repetitions: int | None) -> None:
    with pytest.raises(RefusedError, match="outside the dosage"):
        prescribe(exercise("side-stretch", HELD), HELD, hold=hold, repetitions=repetitions)


@pytest.mark.parametrize("repetitions", [1, 10])
def test_where_the_handout_is_silent_one_to_ten_repetitions_may_be_chosen(repetitions: int) -> None:
    assert prescribe(exercise("knee", SILENT), SILENT, repetitions=repetitions).repetitions == repetitions


@pytest.mark.parametrize("repetitions", [0, 11])
def test_where_the_handout_is_silent_not_everything_may_be_chosen(repetitions: int) -> None:
    with pytest.raises(RefusedError, match="1 to 10"):
        prescribe(exercise("knee", SILENT), SILENT, repetitions=repetitions)


def test_a_hold_cannot_be_chosen_where_there_is_none() -> None:
    with pytest.raises(RefusedError, match="no hold"):
        prescribe(exercise("rocking", ROCKING), ROCKING, hold=10)


@pytest.mark.parametrize("minutes", [1, 20, 120])
def test_an_activity_is_one_bout_of_minutes(minutes: int) -> None:
    today = prescribe_activity(WALK, minutes)

    assert (today.duration, today.kind, today.exercise) == (minutes * 60, Kind.ACTIVITY, "walk")
    assert (today.repetitions, today.sets) == (1, 1)
    assert today.ours == ("duration",)


@pytest.mark.parametrize("minutes", [-1, 0, 121])
def test_an_activity_of_no_or_too_many_minutes_is_refused(minutes: int) -> None:
    with pytest.raises(RefusedError, match="1 to 120"):
        prescribe_activity(WALK, minutes)


# Easing


def test_easing_first_takes_the_low_end_of_the_hold_in_both_parts() -> None:
    then = Second(name="both knees", repetitions=3, sides=Sides.NONE, hold=20, least=10)
    eased = prescription(hold=30, least=15, repetitions=4, then=then).eased(0)

    assert (eased.hold, eased.repetitions) == (15, 4)
    assert eased.then is not None
    assert (eased.then.hold, eased.then.repetitions) == (10, 3)


def test_easing_at_the_low_end_takes_one_repetition() -> None:
    assert prescription(hold=15, repetitions=4).eased(0).repetitions == 3


def test_easing_leaves_the_repetitions_that_were_reached() -> None:
    assert prescription(hold=15, repetitions=4).eased(3).repetitions == 3
    assert prescription(hold=15, repetitions=4).eased(4).repetitions == 4


def test_easing_a_movement_takes_a_repetition() -> None:
    assert prescription(repetitions=10).eased(2).repetitions == 9


def test_with_nothing_left_to_ease_in_the_first_part_the_second_is_eased() -> None:
    eased = prescription(hold=10, repetitions=3, then=both_knees(repetitions=3)).eased(3)

    assert eased.repetitions == 3
    assert eased.then == both_knees(repetitions=2)


def test_in_the_second_part_only_the_second_part_is_eased() -> None:
    then = Second(name="both knees", repetitions=3, sides=Sides.NONE, hold=20, least=10)
    planned = prescription(hold=30, least=15, repetitions=4, then=then)
    once = planned.eased(1, part=1)
    twice = once.eased(1, part=1)

    assert (once.hold, once.repetitions) == (30, 4)
    assert once.then is not None
    assert (once.then.hold, once.then.repetitions) == (10, 3)
    assert twice.then is not None
    assert (twice.then.hold, twice.then.repetitions) == (10, 2)


def test_a_hold_without_a_low_end_keeps_its_seconds() -> None:
    eased = replace(prescription(hold=20, repetitions=3), least=None).eased(0)

    assert (eased.hold, eased.repetitions) == (20, 2)


def test_a_long_quiet_hold_has_nothing_to_ease() -> None:
    planned = prescription(duration=600, repetitions=2)

    assert planned.eased(0) == planned


@steady
@given(prescriptions(), st.integers(0, 4), st.integers(0, 1))
def test_easing_never_adds_and_ends_with_at_least_one_repetition(
    planned: Prescription, reached: int, part: int
) -> None:
    eased = planned
    for _ in range(20):
        before, eased = eased, eased.eased(reached, part)
        assert (eased.hold or 0) <= (before.hold or 0)
        assert eased.repetitions <= before.repetitions

    assert eased.eased(reached, part) == eased
    assert eased.repetitions >= min(planned.repetitions, max(1, reached))
    assert (eased.hold or 0) >= (planned.least or 0)
    assert eased.then is None or eased.then.repetitions >= 1
    assert (eased.exercise, eased.sides, eased.sets) == (planned.exercise, planned.sides, planned.sets)
