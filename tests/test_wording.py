"""Wording: what a person reads for each value, in every form a handout gives it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from enum import Enum

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.fakes import (
    BARE,
    BREATHED,
    COUNTED,
    NOVEMBER,
    FakeClock,
    begin,
    both_knees,
    exercise,
    let,
    prescription,
    prescriptions,
    steady,
    until,
)
from trainer import reasons, wording
from trainer.core.course import Status
from trainer.core.dosage import Dosage, Phase, Range, Sides, Tempo
from trainer.core.events import ENDING, Cause, StopReason
from trainer.core.exercise import Caution, Equipment, Kind, Level, Position, Purpose, Region
from trainer.core.journal import Interrupted
from trainer.core.library import Handout
from trainer.core.log import ActivityLog, ItemLog, SessionLog, Share
from trainer.core.pace import Pace
from trainer.core.prescription import Prescription, Second
from trainer.core.timeline import BodySide, Step, StepKind

FRIDAY = date(2026, 11, 20)
HANDOUT = Handout(id="s1", title="Back Stretches", publisher="A")


def dosage(
    *,
    hold: Range | None = None,
    repetitions: Range | None = None,
    start: Range | None = None,
    sets: Range | None = None,
    sides: Sides = Sides.NONE,
    then: Phase | None = None,
    duration: Range | None = None,
    times_per_day: Range | None = None,
    tempo: Tempo | None = None,
    handout: str | None = "s1",
) -> Dosage:
    return Dosage(
        handout=handout,
        stated=handout is not None,
        hold=hold,
        repetitions=repetitions,
        start=start,
        sets=sets,
        sides=sides,
        then=then,
        duration=duration,
        times_per_day=times_per_day,
        tempo=tempo,
    )


def step(kind: StepKind, *, item: int = 0, seconds: float | None = 30, side: str = "both", repetition: int = 2) -> Step:
    return Step(kind=kind, item=item, seconds=seconds, side=BodySide(side), repetition=repetition, of=3)


def share(side: str, repetitions: int, seconds: float) -> Share:
    return Share(side=BodySide(side), repetitions=repetitions, seconds=seconds)


def item(
    name: str = "bridge", status: Status = Status.DONE, planned: Iterable[Share] = (), held: Iterable[Share] = ()
) -> ItemLog:
    return ItemLog(
        prescription=prescription(name),
        status=status,
        reason=None,
        planned=tuple(planned),
        held=tuple(held),
        marks=(),
    )


def log(*items: ItemLog) -> SessionLog:
    return SessionLog(name="Morning", routine=None, ended=NOVEMBER, items=items, whole=False)


def bout(seconds: float) -> ActivityLog:
    return ActivityLog(activity="walk", name="Walking", seconds=seconds)


# Times


@pytest.mark.parametrize(
    ("seconds", "text"),
    [
        (0, "0 s"),
        (0.4, "0 s"),
        (45, "45 s"),
        (59.4, "59 s"),
        (59.6, "1 min"),
        (60, "1 min"),
        (150, "2 min 30 s"),
        (600, "10 min"),
        (3599.7, "60 min"),
        (7200, "120 min"),
    ],
)
def test_a_duration_is_seconds_then_minutes(seconds: float, text: str) -> None:
    assert wording.duration(seconds) == text


@pytest.mark.parametrize(
    ("seconds", "text"), [(0, "1 min"), (59, "1 min"), (60, "1 min"), (61, "2 min"), (540, "9 min")]
)
def test_roughly_how_long_something_takes_is_never_less_than_it_does(seconds: float, text: str) -> None:
    assert wording.minutes(seconds) == text


@pytest.mark.parametrize(
    ("seconds", "text"),
    [
        (30, "30"),
        (29.99, "30"),
        (29.5, "30"),
        (29.01, "29"),
        (1, "1"),
        (0.3, "1"),
        (0.01, "0"),
        (0, "0"),
        (-3, "0"),
        (59.2, "1:00"),
        (60, "1:00"),
        (61, "1:01"),
        (372, "6:12"),
        (7200, "120:00"),
    ],
)
def test_a_countdown_shows_the_second_one_is_in(seconds: float, text: str) -> None:
    assert wording.countdown(seconds) == text


@given(hold=st.integers(1, 59))
@steady
def test_a_countdown_shows_every_second_of_a_hold_once_and_begins_with_the_whole(hold: int) -> None:
    shown = [wording.countdown(hold - tick / 4) for tick in range(hold * 4)]
    assert list(dict.fromkeys(shown)) == [str(second) for second in range(hold, 0, -1)]


@pytest.mark.parametrize(
    ("passed", "text"),
    [
        (timedelta(seconds=-30), "just now"),
        (timedelta(hours=-3), "just now"),
        (timedelta(seconds=59), "just now"),
        (timedelta(seconds=60), "1 min ago"),
        (timedelta(minutes=59, seconds=59), "59 min ago"),
        (timedelta(hours=1), "1 h ago"),
        (timedelta(hours=3, minutes=20), "3 h 20 min ago"),
        (timedelta(hours=23, minutes=59), "23 h 59 min ago"),
        (timedelta(hours=24), "1 day ago"),
        (timedelta(days=9), "9 days ago"),
    ],
)
def test_how_long_ago_is_said_as_roughly_as_it_matters(passed: timedelta, text: str) -> None:
    assert wording.ago(NOVEMBER, NOVEMBER + passed) == text


def test_how_long_ago_is_the_same_in_every_time_zone() -> None:
    assert wording.ago(NOVEMBER, (NOVEMBER + timedelta(minutes=3)).astimezone(UTC)) == "3 min ago"


@pytest.mark.parametrize(
    ("day", "today", "text"),
    [
        (FRIDAY, None, "Fri 20 Nov"),
        (FRIDAY, FRIDAY, "today"),
        (date(2026, 11, 19), FRIDAY, "yesterday"),
        (date(2026, 11, 18), FRIDAY, "Wed 18 Nov"),
        (date(2026, 11, 21), FRIDAY, "Sat 21 Nov"),
        (date(2025, 12, 31), FRIDAY, "Wed 31 Dec 2025"),
        (date(2025, 12, 31), date(2026, 1, 1), "yesterday"),
        (date(2028, 2, 29), date(2028, 3, 1), "yesterday"),
        (date(2025, 1, 5), None, "Sun 5 Jan"),
    ],
)
def test_a_day_is_named_with_its_year_when_that_is_another(day: date, today: date | None, text: str) -> None:
    assert wording.day(day, today) == text


def test_a_weekday_has_three_letters() -> None:
    week = [wording.weekday(FRIDAY + timedelta(days=after)) for after in range(7)]
    assert week == ["Fri", "Sat", "Sun", "Mon", "Tue", "Wed", "Thu"]


# Dosages


@pytest.mark.parametrize(("span", "text"), [(Range(15, 30), "15–30"), (Range(10), "10"), (Range(10, 10), "10")])
def test_a_range_is_said_as_one_and_a_single_number_alone(span: Range, text: str) -> None:
    assert wording.span(span) == text


@pytest.mark.parametrize(
    ("asked", "text"),
    [
        (dosage(hold=Range(15, 30), repetitions=Range(2, 4)), "2–4 × 15–30 s"),
        (dosage(hold=Range(15, 30), repetitions=Range(2, 4), sides=Sides.EACH), "2–4 × 15–30 s, each side"),
        (dosage(hold=Range(10, 20), repetitions=Range(3), sides=Sides.ALTERNATE), "3 × 10–20 s, each side in turn"),
        (dosage(hold=Range(20, 40), sides=Sides.EACH), "20–40 s, each side"),
        (dosage(hold=Range(30), repetitions=Range(1)), "1 × 30 s"),
        (dosage(repetitions=Range(8, 12)), "8–12 times"),
        (dosage(repetitions=Range(1)), "once"),
        (dosage(repetitions=Range(8, 12), sets=Range(2, 3)), "2–3 sets of 8–12 times"),
        (dosage(repetitions=Range(8), sets=Range(1)), "1 set of 8 times"),
        (dosage(repetitions=Range(10), tempo=BREATHED, sides=Sides.EACH), "10 times, with the breath, each side"),
        (
            dosage(repetitions=Range(1, 10), start=Range(1, 5), tempo=COUNTED),
            "1–10 times, to a count of 4, starting with 1–5",
        ),
        (dosage(duration=Range(600), times_per_day=Range(2, 3)), "10 min, 2–3 times a day"),
        (dosage(duration=Range(600), times_per_day=Range(1)), "10 min, once a day"),
        (dosage(duration=Range(300, 600)), "5–10 min"),
        (dosage(duration=Range(45, 90)), "45 s – 1 min 30 s"),
        (dosage(duration=Range(45)), "45 s"),
        (dosage(hold=Range(30), repetitions=Range(3), times_per_day=Range(2)), "3 × 30 s, 2 times a day"),
        (dosage(), "not stated"),
        (dosage(sides=Sides.EACH), "not stated, each side"),
        (
            dosage(
                hold=Range(10),
                repetitions=Range(3, 5),
                sides=Sides.ALTERNATE,
                then=Phase(name="both knees", hold=Range(10), repetitions=Range(3, 5)),
            ),
            "3–5 × 10 s, each side in turn; then both knees 3–5 × 10 s",
        ),
        (
            dosage(hold=Range(5), then=Phase(name="arm out", repetitions=Range(2), sides=Sides.EACH)),
            "5 s; then arm out 2 times, each side",
        ),
    ],
)
def test_a_dosage_is_said_as_its_handout_states_it(asked: Dosage, text: str) -> None:
    assert wording.dosage(asked) == text


def test_what_a_handout_leaves_open_is_said() -> None:
    assert wording.unstated(dosage(hold=Range(20, 40))) == "repetitions not stated"
    assert wording.unstated(dosage(hold=Range(20, 40), repetitions=Range(2))) == ""
    assert wording.unstated(dosage(duration=Range(600))) == ""


def test_nothing_is_left_open_by_a_handout_that_does_not_speak() -> None:
    assert wording.unstated(dosage(hold=Range(5), handout=None)) == ""


@pytest.mark.parametrize(
    ("asked", "text"),
    [
        (prescription(hold=10, repetitions=3), "3 × 10 s"),
        (prescription(hold=10, repetitions=3, sides=Sides.EACH), "3 × 10 s, each side"),
        (prescription(hold=10, repetitions=1, sides=Sides.ALTERNATE), "1 × 10 s, each side in turn"),
        (prescription(repetitions=10), "10 times"),
        (prescription(repetitions=1), "once"),
        (prescription(repetitions=10, sets=2), "2 sets of 10 times"),
        (prescription(repetitions=3, hold=5, sets=2, sides=Sides.EACH), "2 sets of 3 × 5 s, each side"),
        (prescription(duration=600), "10 min"),
        (
            prescription(hold=10, repetitions=3, sides=Sides.ALTERNATE, then=both_knees(3)),
            "3 × 10 s, each side in turn; then both knees 3 × 10 s",
        ),
        (
            prescription(repetitions=2, then=Second(name="the other way", repetitions=4, sides=Sides.EACH)),
            "2 times; then the other way 4 times, each side",
        ),
    ],
)
def test_a_prescription_is_said_whole(asked: Prescription, text: str) -> None:
    assert wording.prescription(asked) == text


@given(asked=prescriptions())
@steady
def test_every_prescription_can_be_said_on_one_line(asked: Prescription) -> None:
    assert wording.prescription(asked).isprintable()


def test_a_source_is_the_handouts_title_or_ours_or_yours() -> None:
    assert wording.source(HANDOUT) == "Back Stretches"
    assert wording.source(HANDOUT, own=True) == "Back Stretches"
    assert wording.source(None) == "ours"
    assert wording.source(None, own=True) == "yours"


# Names


@pytest.mark.parametrize(
    ("named", "values"),
    [
        (wording.SIGNS, Kind),
        (wording.KINDS, Kind),
        (wording.POSITIONS, Position),
        (wording.THINGS, Equipment),
        (wording.PHASES, StepKind),
        (wording.CAUSES, Cause),
        (wording.STATUSES, Status),
        (wording.LEVELS, Level),
        (reasons.ALARMS, ENDING),
    ],
)
def test_every_value_has_its_words(named: dict[Enum, str], values: Iterable[Enum]) -> None:
    assert set(named) == set(values)
    assert all(named.values())
    assert len(set(named.values())) >= len(named) - 1  # the two pauses a person makes read the same


def test_a_side_is_named_where_there_is_one() -> None:
    assert [wording.side(side) for side in BodySide] == ["left", "right", ""]


def test_a_position_is_said_as_one_takes_it() -> None:
    assert wording.position(Position.SUPINE) == "on your back"
    assert wording.position(None) == ""


def test_things_are_listed() -> None:
    assert wording.things((Equipment.BAND, Equipment.CHAIR)) == "elastic band, chair"
    assert wording.things(()) == ""


def test_a_region_has_no_hyphens() -> None:
    assert [wording.region(one) for one in (Region.LOW_BACK, Region.HIP)] == ["low back", "hip"]


def test_a_caution_begins_with_the_condition_it_depends_on() -> None:
    assert wording.caution(Caution(level=Level.FORM, text="Move slowly.")) == "Move slowly."
    told = wording.caution(Caution(level=Level.CONTRAINDICATION, text="Leave it out.", when="knee-pain"))
    assert told == "Knee pain: Leave it out."


def test_a_purpose_that_two_handouts_share_is_said_once() -> None:
    bare = exercise()
    assert wording.purpose(bare) == ""
    purposes = (Purpose(text="Stretches."), Purpose(text="Strengthens."), Purpose(text="Stretches.", handout="s1"))
    fields = {name: getattr(bare, name) for name in bare.__dataclass_fields__}
    assert wording.purpose(type(bare)(**{**fields, "purposes": purposes})) == "Stretches. Strengthens."


# The running session


@pytest.mark.parametrize("kind", [kind for kind in StepKind if kind not in {StepKind.COUNT, StepKind.BREATHE}])
def test_a_phase_is_in_capitals(kind: StepKind) -> None:
    assert wording.phase(step(kind)) == wording.PHASES[kind] == wording.PHASES[kind].upper()


def test_a_count_says_what_it_asks() -> None:
    session = begin(FakeClock(), prescription(tempo=BREATHED))
    assert session.step is not None
    assert [wording.phase(session.step, beat) for beat in (0, 1)] == ["IN", "OUT"]


@pytest.mark.parametrize(
    ("following", "text"),
    [
        (None, "then: done"),
        (step(StepKind.PREPARE, item=1), "then: Bridge"),
        (step(StepKind.SWITCH, side="left"), "then: switch to the left"),
        (step(StepKind.SWITCH, side="right"), "then: switch to the right"),
        (step(StepKind.SWITCH), "then: both together"),
        (step(StepKind.HOLD, seconds=30), "then: hold 30 s"),
        (step(StepKind.HOLD, seconds=90), "then: hold 1 min 30 s"),
        (step(StepKind.RELEASE), "then: let go"),
        (step(StepKind.REST), "then: a pause"),
        (step(StepKind.PREPARE), "then: get ready"),
        (step(StepKind.QUIET, seconds=600), "then: 10 min"),
        (step(StepKind.ACTIVITY, seconds=1200), "then: 20 min"),
        (step(StepKind.MOVE, repetition=1), "then: the first one"),
        (step(StepKind.COUNT, repetition=2), "then: the next one"),
        (step(StepKind.BREATHE, seconds=None, repetition=2), "then: the next one"),
    ],
)
def test_what_follows_is_said_before_it_comes(following: Step | None, text: str) -> None:
    assert wording.following(following, step(StepKind.HOLD), "Bridge") == text


def test_the_face_of_a_hold_is_what_is_left_of_it() -> None:
    clock = FakeClock()
    session = begin(clock, prescription(hold=75))
    faces = [wording.face(session)]
    let(session, clock, 15.5)
    assert [*faces, wording.face(session)] == ["1:15", "1:00"]
    let(session, clock, 1)
    assert wording.face(session) == "59"


def test_the_face_of_a_count_is_its_number() -> None:
    clock = FakeClock()
    session = begin(clock, prescription(tempo=COUNTED))
    faces = []
    for _ in COUNTED.counts:
        faces.append(wording.face(session))
        let(session, clock, BARE.count)
    assert faces == ["1", "2", "3", "4"]


def test_the_face_of_a_breath_counts_each_breath_down() -> None:
    clock = FakeClock()
    session = begin(clock, prescription(tempo=BREATHED))
    faces = []
    for _ in range(2 * BARE.breath):
        faces.append(wording.face(session))
        let(session, clock, 1)
    assert faces == ["4", "3", "2", "1"] * 2


def test_the_face_of_a_movement_is_the_repetition() -> None:
    clock = FakeClock()
    session = begin(clock, prescription(repetitions=3))
    until(session, clock, lambda step: step.repetition == 2)
    assert wording.face(session) == "2"


def test_no_number_is_shown_while_a_session_waits_or_is_over() -> None:
    clock = FakeClock()
    waiting = begin(clock, prescription(hold=5), pace=Pace(wait=True))
    assert wording.face(waiting) == ""
    waiting.finish()
    assert wording.face(waiting) == ""


def test_every_pause_says_in_a_sentence_why() -> None:
    assert all(cause.endswith(".") for cause in wording.CAUSES.values())
    for cause in (Cause.GAP, Cause.ASLEEP):
        assert "does not count" in wording.CAUSES[cause]


def test_every_alarm_begins_with_what_to_do_first() -> None:
    assert all(alarm.startswith("STOP. ") for alarm in reasons.ALARMS.values())
    assert "doctor" in reasons.ALARMS[StopReason.CHEST]


# What was done


@pytest.mark.parametrize(
    ("repetition", "side", "text"),
    [(2, "left", "Bridge, 2 of 10, left"), (2, "both", "Bridge, 2 of 10"), (0, "both", "Bridge, getting ready")],
)
def test_where_an_interrupted_session_stood(repetition: int, side: str, text: str) -> None:
    found = Interrupted(
        session="s",
        name="Morning",
        exercise="Bridge",
        id="bridge",
        side=BodySide(side),
        repetition=repetition,
        of=10,
        at=NOVEMBER,
    )
    assert wording.place(found) == text


def test_a_session_is_summed_up_with_what_hurt() -> None:
    done = item(held=[share("both", 3, 30)])
    part = item("plank", Status.PARTIAL, held=[share("left", 1, 9.6)])
    stopped, skipped = item("lunge", Status.STOPPED), item("row", Status.SKIPPED)
    assert wording.session(log(done, part, stopped, skipped)) == (
        "1 of 4 exercises · 1 in part · 40 s of work · Lunge stopped"
    )


def test_one_exercise_is_not_many() -> None:
    assert wording.session(log(item())) == "1 of 1 exercise · 0 s of work"


@pytest.mark.parametrize(
    ("seconds", "text"), [(1200, "20 min"), (1199.9, "19 min"), (60, "1 min"), (59.6, "1 min"), (40, "40 s")]
)
def test_a_bout_of_activity_is_said_in_whole_minutes(seconds: float, text: str) -> None:
    assert wording.activity(bout(seconds)) == text


def test_whatever_was_done_can_be_said() -> None:
    assert wording.said(bout(1200)) == "20 min"
    assert wording.said(log(item())) == wording.session(log(item()))


def test_what_was_held_is_said_per_side_against_the_plan() -> None:
    planned = [share("left", 3, 30), share("right", 3, 30), share("both", 3, 30)]
    held = [share("right", 2, 19.6), share("left", 3, 30)]
    assert wording.held(item(planned=planned, held=held)) == "left 3 of 3 (30 s), right 2 of 3 (20 s), both 0 of 3"


def test_what_has_no_sides_names_none() -> None:
    assert wording.held(item(planned=[share("both", 3, 30)], held=[share("both", 3, 30)])) == "3 of 3 (30 s)"
    assert wording.held(item()) == ""


@given(at=st.datetimes(timezones=st.just(UTC)), now=st.datetimes(timezones=st.just(UTC)))
@steady
def test_any_two_times_have_words(at: datetime, now: datetime) -> None:
    assert wording.ago(at, now)
    assert wording.day(at.date(), now.date())
