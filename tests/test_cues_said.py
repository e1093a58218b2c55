"""What is rung and said: a table of what happens in a session, and the words of each moment."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given

from tests.fakes import (
    BARE,
    BREATHED,
    COUNTED,
    TICK,
    FakeClock,
    begin,
    both_knees,
    let,
    plans,
    prescription,
    steady,
    through,
    until,
)
from trainer import cues
from trainer.core.course import Course
from trainer.core.dosage import Sides
from trainer.core.events import Cause, Entered, Events, SkipReason, StopReason
from trainer.core.exercise import Equipment, Kind, Position
from trainer.core.pace import Pace
from trainer.core.prescription import Prescription
from trainer.core.session import Session
from trainer.core.timeline import Step, StepKind
from trainer.cues import Moment, said
from trainer.cues.words import spoken

READY = Pace(prepare=5, fetch=5, release=2, switch=3)
BAND = prescription(
    "rows",
    hold=4,
    repetitions=2,
    sides=Sides.EACH,
    equipment=(Equipment.BAND, Equipment.ANCHOR),
    positions=(Position.STANDING,),
)
BRIDGE = prescription("bridge", hold=4)


def words(events: Events, session: Session) -> str:
    return said(cues.hear(events, session.course), session.course)


def told(session: Session, clock: FakeClock, seconds: float) -> list[tuple[int, str]]:
    """Return what is rung and said in so much time."""
    heard = []
    for _ in range(int(seconds / TICK)):
        clock.advance(TICK)
        events = session.look()
        heard.append((cues.bells(events, session.course), words(events, session)))
    return [one for one in heard if any(one)]


def led(*asked: Prescription, pace: Pace = READY) -> tuple[Session, FakeClock]:
    clock = FakeClock()
    return begin(clock, *asked, pace=pace), clock


def test_a_session_is_followed_by_ear_alone() -> None:
    clock = FakeClock()
    session = Session((BAND, BRIDGE), READY, clock)
    assert words(session.start(), session) == (
        "Get ready. Rows. Standing. You need: elastic band, something solid at waist height. "
        "2 times 4 seconds, each side."
    )
    assert told(session, clock, 60) == [
        (1, "Hold, left, 1 of 2."),
        (0, "Let go."),
        (1, "Hold, left, 2 of 2."),
        (0, "Let go."),
        (2, "Switch to the right."),
        (1, "Hold, right, 1 of 2."),
        (0, "Let go."),
        (1, "Hold, right, 2 of 2."),
        (0, "Let go."),
        (3, "Next. Bridge. On your back. Once 4 seconds."),
        (1, "Hold."),
        (0, "Let go."),
        (5, "Finished."),
    ]


@pytest.mark.parametrize(
    ("asked", "heard"),
    [
        (prescription(repetitions=3), ["2", "3", "Finished."]),
        (
            prescription(tempo=COUNTED, repetitions=2),
            ["Two", "Three", "Four", "2", "Two", "Three", "Four", "Finished."],
        ),
        (prescription(tempo=BREATHED, repetitions=2), ["Out", "In", "Out", "Finished."]),
        (prescription("rest", duration=600, kind=Kind.RELAX), ["Finished."]),
        (prescription("walk", duration=600, kind=Kind.ACTIVITY), ["Finished."]),
        (prescription(hold=4, sets=2), ["Let go.", "Pause, 30 seconds.", "Hold.", "Let go.", "Finished."]),
    ],
    ids=["moves", "counts", "breaths", "rest", "walk", "sets"],
)
def test_each_kind_of_work_has_its_words(asked: Prescription, heard: list[str]) -> None:
    session, clock = led(asked, pace=BARE)
    assert [text for _, text in told(session, clock, 700)] == heard


@pytest.mark.parametrize(
    ("asked", "first"),
    [
        (prescription(repetitions=3), "Bridge. Move, 1 of 3."),
        (prescription(tempo=COUNTED), "Bridge. Count. One."),
        (prescription(tempo=BREATHED), "Bridge. Breathe. In."),
        (prescription("rest", duration=600, kind=Kind.RELAX), "Rest. Rest easy, 10 minutes."),
        (prescription("walk", duration=60, kind=Kind.ACTIVITY), "Walk. Keep going, 1 minute."),
    ],
    ids=["moves", "counts", "breaths", "rest", "walk"],
)
def test_without_getting_ready_the_exercise_is_named_as_it_begins(asked: Prescription, first: str) -> None:
    session = Session((asked,), BARE, FakeClock())
    assert words(session.start(), session) == first


def test_what_waits_for_the_person_is_announced_once() -> None:
    session = Session((BRIDGE,), Pace(wait=True), FakeClock())
    assert words(session.start(), session) == ("Get ready. Bridge. On your back. Once 4 seconds. It waits for you.")
    assert words(session.press(), session) == "Get ready."


def test_a_second_part_is_led_into() -> None:
    session, clock = led(prescription(hold=4, sides=Sides.EACH, then=both_knees(hold=4)), pace=BARE)
    assert "Both together." in [text for _, text in told(session, clock, 60)]


def held(session: Session, clock: FakeClock) -> None:
    until(session, clock, lambda step: step.kind is StepKind.HOLD)
    let(session, clock, 1)


@pytest.mark.parametrize(
    ("do", "bells", "text"),
    [
        (Session.pause, 0, "Paused."),
        (lambda session: session.pause(Cause.ASKING), 0, ""),
        (lambda session: session.pause(Cause.GAP), 0, "Paused: the trainer stood still for a while."),
        (lambda session: session.skip(SkipReason.TIME), 3, "Next. Bridge."),
        (
            lambda session: session.stop(StopReason.PAIN),
            3,
            "Stopped. Take your time before the next one. Next. Bridge.",
        ),
        (lambda session: session.stop(StopReason.SPASM), 5, "The session is over."),
        (Session.finish, 5, "Finished."),
        (Session.extend, 0, ""),
        (Session.ease, 0, ""),
        (Session.repeat, 1, "Hold, left, 1 of 2."),
    ],
)
def test_each_thing_one_does_is_answered(do: Callable[[Session], Events], bells: int, text: str) -> None:
    session, clock = led(BAND, BRIDGE)
    held(session, clock)
    events = do(session)
    assert cues.bells(events, session.course) == bells
    assert words(events, session).startswith(text)
    assert bool(words(events, session)) is bool(text)


def test_going_on_says_where_one_is() -> None:
    session, clock = led(BAND, BRIDGE)
    held(session, clock)
    session.pause()
    assert words(session.resume(), session) == "Hold, left, 1 of 2."


def test_an_interrupted_session_is_announced_afresh() -> None:
    session, clock = led(BAND, BRIDGE)
    held(session, clock)
    assert words(session.take_up(), session) == "Welcome back. This repetition starts afresh."
    assert words(session.resume(), session).startswith("Get ready. Rows. Standing. You need: elastic band")


def test_a_skip_after_which_nothing_is_left_can_be_taken_back() -> None:
    session, clock = led(BRIDGE)
    held(session, clock)
    events = session.skip(SkipReason.TIME)
    taken_back = "That was the last one. Going back takes it in again."
    assert (cues.bells(events, session.course), words(events, session)) == (3, taken_back)
    session.pause()
    assert words(session.resume(), session) == taken_back
    assert told(session, clock, 20) == [(5, "Finished.")]


def test_a_line_that_stopped_answering_is_said() -> None:
    session, clock = led(BAND, BRIDGE)
    held(session, clock)
    session.seen()
    let(session, clock, 8)
    assert words(session.lost(), session).startswith("Paused: this terminal had stopped answering.")


def test_every_kind_of_step_has_its_moment_and_its_words() -> None:
    course = Course((BRIDGE,), READY)
    for one in StepKind:
        course.steps = (Step(kind=one, item=0, seconds=10, beats=("in", "out")),)
        (cue,) = cues.hear((Entered(step=0),), course)
        assert said((cue,), course)
        assert said((replace(cue, moment=Moment.RESUME),), course)


def test_the_end_of_an_exercise_and_the_next_one_are_two_cues() -> None:
    session, clock = led(BAND, BRIDGE)
    held(session, clock)
    found = cues.hear(session.skip(SkipReason.TIME), session.course)
    assert [(cue.moment, cue.bells, cue.step.item) for cue in found] == [(Moment.END, 3, 0), (Moment.READY, 0, 1)]


@pytest.mark.parametrize(
    ("text", "aloud"),
    [
        ("2–4 × 15–30 s", "2 to 4 times 15 to 30 seconds"),
        ("1 × 1 s; then both knees 3 × 5 s", "once 1 second; then both knees 3 times 5 seconds"),
        ("10 min", "10 minutes"),
        ("-f /etc/passwd", "f /etc/passwd"),
        ("a\x1b]0;x\x07b\nc", "a 0;xb c"),
        ("[[volm 1]] <voice> {} \\", "volm 1 voice"),
        ("Child's pose", "Child's pose"),
    ],
)
def test_what_is_spoken_has_no_signs(text: str, aloud: str) -> None:
    assert spoken(text) == aloud


def test_every_step_of_any_session_can_be_said() -> None:
    @steady
    @given(plans())
    def check(asked: tuple[Prescription, ...]) -> None:
        clock = FakeClock()
        session = Session(asked, READY, clock)
        events = session.start()
        for _ in range(400):
            for cue in cues.hear(events, session.course):
                text = said((cue,), session.course)
                assert text or cue.moment in {Moment.END, Moment.PAUSE}
            if session.over:
                break
            events = through(session, clock)

    check()


def test_a_cue_is_about_a_step_of_the_course() -> None:
    course = Course((BRIDGE,), READY)
    assert isinstance(course.steps[0], Step)
    assert cues.hear((), course) == ()
