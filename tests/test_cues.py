"""Cues: how often the bell rings, told apart with the eyes shut."""

from __future__ import annotations

import pytest

from tests.fakes import BARE, COUNTED, TICK, FakeClock, begin, prescription
from trainer import cues
from trainer.core.dosage import Sides
from trainer.core.events import Eased, SkipReason, StopReason
from trainer.core.exercise import Kind
from trainer.core.pace import Pace
from trainer.core.prescription import Prescription
from trainer.core.session import Session

READY = Pace(prepare=5, fetch=5, release=2, switch=3)
QUIET = prescription("rest", duration=10, kind=Kind.RELAX)
WALK = prescription("walk", duration=60, kind=Kind.ACTIVITY)


def led(*asked: Prescription, pace: Pace = READY) -> tuple[Session, FakeClock, list[int]]:
    """Start a session; returns it, its clock and the cues of its start."""
    clock = FakeClock()
    session = Session(asked, pace, clock)
    return session, clock, [cues.bells(session.start(), session.course)]


def heard(session: Session, clock: FakeClock, seconds: float) -> list[int]:
    """Return the cues of so much time."""
    rung = []
    for _ in range(int(seconds / TICK)):
        clock.advance(TICK)
        rung.append(cues.bells(session.look(), session.course))
    return [times for times in rung if times]


def test_getting_ready_for_the_first_exercise_is_silent() -> None:
    assert led(prescription(hold=4))[2] == [0]


def test_a_session_is_followed_by_ear() -> None:
    two = (prescription(hold=4, repetitions=2, sides=Sides.EACH), prescription("bridge", hold=4))
    session, clock, _ = led(*two)
    assert heard(session, clock, 60) == [1, 1, 2, 1, 1, 3, 1, 5]
    assert session.over


def test_every_count_is_heard() -> None:
    session, clock, start = led(prescription(tempo=COUNTED), pace=BARE)
    assert start + heard(session, clock, 8) == [1, 1, 1, 1, 5]


def test_the_end_of_an_exercise_is_told_also_where_the_next_begins_at_once() -> None:
    session, clock, start = led(prescription(hold=4), prescription("bridge", hold=4), pace=BARE)
    assert start + heard(session, clock, 9) == [cues.HOLD, cues.EXERCISE]


def test_nobody_is_startled_out_of_a_rest() -> None:
    session, clock, _ = led(QUIET, prescription(hold=4))
    assert heard(session, clock, 5 + 10) == [cues.HOLD]


def test_a_session_that_ends_with_a_rest_ends_softly() -> None:
    session, clock, _ = led(prescription(hold=4), QUIET)
    assert heard(session, clock, 60) == [cues.HOLD, cues.EXERCISE, cues.HOLD]
    assert session.over


def test_a_walk_has_a_start_and_a_finish() -> None:
    session, clock, _ = led(WALK)
    assert heard(session, clock, 70) == [cues.HOLD, cues.FINISH]


def test_of_several_things_at_once_the_most_telling_is_heard() -> None:
    session, clock, _ = led(prescription(hold=4, repetitions=2, sides=Sides.EACH), prescription("bridge", hold=4))
    clock.advance(1000)
    assert cues.bells(session.advance(), session.course) == cues.FINISH


def test_pausing_and_going_on_are_silent() -> None:
    session, clock, _ = led(prescription(hold=4))
    heard(session, clock, 6)
    assert cues.bells(session.pause(), session.course) == 0
    assert cues.bells(session.resume(), session.course) == 0


def test_an_exercise_that_is_left_out_ends_like_any_other() -> None:
    session, clock, _ = led(prescription(hold=4), prescription("bridge", hold=4))
    heard(session, clock, 6)
    assert cues.bells(session.skip(SkipReason.TIME), session.course) == cues.EXERCISE


@pytest.mark.parametrize("felt", [StopReason.PAIN, StopReason.SPASM])
def test_a_stop_for_pain_is_heard(felt: StopReason) -> None:
    session, clock, _ = led(prescription(hold=4), prescription("bridge", hold=4))
    heard(session, clock, 6)
    assert cues.bells(session.stop(felt), session.course) in {cues.EXERCISE, cues.FINISH}


def test_easing_a_hold_that_was_long_enough_rings_for_what_comes_then() -> None:
    session, clock, _ = led(prescription(hold=8, least=4, repetitions=2, sides=Sides.EACH))
    heard(session, clock, 5 + 6)
    events = session.ease()
    assert any(isinstance(event, Eased) for event in events)
    assert cues.bells(events, session.course) == 0  # letting go is silent


def test_nothing_is_heard_where_nothing_happens() -> None:
    session = begin(FakeClock(), prescription(hold=4))
    assert cues.bells((), session.course) == 0


def test_each_cue_has_a_number_of_its_own() -> None:
    numbers = [bells for _, bells in cues.PATTERNS]
    assert numbers == [cues.HOLD, cues.SWITCH, cues.EXERCISE, cues.FINISH] == [1, 2, 3, 5]
