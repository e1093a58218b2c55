"""Looking back: what was planned, trained and told on a real disk comes out as an account, read in one go."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest

from tests.fakes import NOVEMBER, FakeClock
from tests.home import AT_ONCE, Home, named, shipped, start
from trainer.coach import Coach
from trainer.core.adherence import Kept, Level, Sort, Trend
from trainer.core.checkin import CheckIn, Symptom
from trainer.core.events import SkipReason, StopReason
from trainer.core.log import ActivityLog, Remembered, SessionLog, Stop
from trainer.core.plan import Choice, Edit, Outline, Outlined, Planned
from trainer.core.record import Record
from trainer.lookback import first_day, look_back, ways
from trainer.plans import kept
from trainer.records import UNREADABLE, record_of
from trainer.run import Run

DAY = 86400
MONDAY = NOVEMBER.date() - timedelta(days=4)
TUESDAY, WEDNESDAY, THURSDAY, FRIDAY = (MONDAY + timedelta(days=n) for n in (1, 2, 3, 4))
SUNDAY = MONDAY + timedelta(days=6)
TWO = ("bridge", "side-stretch")


@pytest.fixture
def home(data: Path) -> Home:
    """A home on the Monday of a week."""
    made = Home(data, FakeClock(NOVEMBER - timedelta(days=4)))
    made.coach().change(AT_ONCE)
    return made


def make_plan(home: Home, monday: date = MONDAY, *, exercises: tuple[str, ...] = TWO, days: int = 5) -> None:
    """Plan a week: the same exercises and half an hour of activity on its first days."""
    items = tuple(Planned(exercise=one) for one in exercises)
    planned = Outlined(at=time(7), minutes=15, items=items, activity=30)
    outline = Outline(days=(planned,) * days + (Outlined(),) * (7 - days))
    kept.write(home.coach().store, monday, outline=outline)


def train(home: Home, *names: str) -> Coach:
    coach = home.coach()
    for name in names:
        home.finish(start(coach.begin(named(name))))
    return coach


def walk(home: Home, minutes: int, day: date | None = None) -> None:
    at = home.clock.now() if day is None else datetime.combine(day, time(12), tzinfo=NOVEMBER.tzinfo)
    log = ActivityLog(activity="walk", name="Walking", seconds=minutes * 60.0)
    home.coach().store.save(record_of(Remembered(id=str(uuid4()), at=at, what=log)))


def tell(home: Home, pain: int, *symptoms: Symptom, of: date | None = None) -> None:
    told = CheckIn(at=home.clock.now(), pain=pain, symptoms=frozenset(symptoms), day=of)
    home.coach().care.check_in(told)


def next_day(home: Home, days: int = 1) -> None:
    home.clock.jump(days * DAY)


def skip_second(home: Home, name: str) -> Run:
    """Train a routine and leave out its second exercise."""
    run = start(home.coach().begin(named(name)))
    first = run.session.course.planned[0].exercise
    while run.session.step is not None and run.session.course.planned[run.session.step.item].exercise == first:
        home.let(run, 1)
        if run.session.cause is not None or run.session.length is None:
            run.do(run.session.press)
    run.do(lambda: run.session.skip(SkipReason.TIME))
    home.finish(run)
    return run


def test_a_planned_week_trained_in_part(home: Home) -> None:
    make_plan(home)
    train(home, "bridge", "side-stretch")
    walk(home, 40)
    next_day(home)
    train(home, "bridge")
    walk(home, 15)
    next_day(home, 2)
    train(home, "open-books")
    next_day(home)
    found = look_back(home.coach(), MONDAY)
    assert [(day.sort.value, day.level.name) for day in found.days] == [
        ("planned", "ALL"),
        ("planned", "SOME"),
        ("planned", "NOTHING"),
        ("planned", "LITTLE"),
        ("planned", "NOTHING"),
    ]
    week = found.weeks[0]
    assert (week.planned, [day.sort for day in week.days[5:]]) == (True, [Sort.AHEAD] * 2)
    assert week.sessions == Kept(done=2, planned=5)
    assert week.strengthen == Kept(done=2, planned=5)
    assert week.stretch == Kept(done=1, planned=5)
    assert (week.activity, week.active) == (Kept(done=55, planned=150), 1)
    assert (found.streak, found.longest) == (1, 2)
    assert found.days[0].kept == TWO
    (bridge,) = (one.what for one in home.coach().history(TUESDAY, TUESDAY) if isinstance(one.what, SessionLog))
    assert found.days[1].strengthen == bridge.seconds > 0


def test_changes_of_a_plan_by_hand_and_other_weeks_plans_are_read_in_the_same_go(home: Home) -> None:
    make_plan(home)
    make_plan(home, MONDAY + timedelta(days=7), exercises=("open-books",), days=1)
    edit = Edit(day=TUESDAY, what="open-books", choice=Choice.KEEP, item=Planned(exercise="open-books"))
    kept.write(home.coach().store, MONDAY, edits=[edit])
    found = look_back(home.coach(), MONDAY, MONDAY + timedelta(days=8))
    assert [day.planned for day in found.days] == [
        TWO,
        (*TWO, "open-books"),
        TWO,
        TWO,
        TWO,
        (),
        (),
        ("open-books",),
        (),
    ]


def test_a_gate_closed_in_the_middle_of_a_week_keeps_the_streak_and_the_week_clean(home: Home) -> None:
    make_plan(home)
    train(home, "bridge", "side-stretch")
    walk(home, 30)
    next_day(home)
    tell(home, 6, Symptom.FLARE_UP, of=TUESDAY)
    next_day(home, 4)
    tell(home, 1)
    walk(home, 10)
    found = look_back(home.coach(), MONDAY)
    assert [day.sort.value for day in found.days] == ["planned", *["closed"] * 4, "rest"]
    assert [day.flare_up for day in found.days] == [False, True, False, False, False, False]
    assert [day.pain for day in found.days] == [None, 6, None, None, None, 1]
    assert found.weeks[0].sessions == Kept(done=1, planned=1)
    assert found.weeks[0].activity == Kept(done=40, planned=30)
    assert (found.streak, found.trend) == (2, Trend(latest=3.5, before=None))


def test_days_ahead_that_a_gate_closes_as_far_as_can_be_seen_are_not_planned_for(home: Home) -> None:
    make_plan(home)
    tell(home, 5, Symptom.FLARE_UP, of=MONDAY)
    week = look_back(home.coach(), MONDAY).weeks[0]
    assert [len(day.planned) for day in week.days] == [0, 0, 0, 0, 2, 0, 0]
    assert [day.sort for day in week.days] == [Sort.CLOSED, *[Sort.AHEAD] * 6]


def test_a_week_with_none_of_its_plan_done_and_one_without_a_plan(home: Home) -> None:
    make_plan(home)
    next_day(home, 13)
    found = look_back(home.coach(), MONDAY)
    assert [day.sort.value for day in found.days] == ["planned"] * 5 + ["rest"] * 2 + ["free"] * 7
    assert {day.level for day in found.days} == {Level.NOTHING}
    assert [week.planned for week in found.weeks] == [True, False]
    assert (found.weeks[0].sessions, found.weeks[1].sessions.share) == (Kept(done=0, planned=5), None)
    assert (found.streak, found.longest, found.trend) == (0, 0, Trend(latest=None, before=None))


def test_an_exercise_stopped_for_pain_is_told_and_is_not_missed_afterwards(home: Home) -> None:
    make_plan(home)
    run = start(home.coach().begin(named("bridge")))
    home.reach(run, 2)
    run.do(lambda: run.session.stop(StopReason.PAIN))
    home.finish(run)
    next_day(home, 2)
    found = look_back(home.coach(), MONDAY)
    (stop,) = found.days[0].stops
    assert (stop.exercise, stop.name, stop.reason) == ("bridge", "Bridge", "pain")
    assert stop.session == home.coach().history()[0].id
    assert [day.planned for day in found.days] == [TWO, ("side-stretch",), ("side-stretch",)]


def test_what_a_caution_closes_is_not_missed(home: Home) -> None:
    make_plan(home, exercises=("childs-pose", "bridge"))
    home.coach().care.tell(knee_pain=True)
    train(home, "bridge")
    next_day(home, 2)
    found = look_back(home.coach(), MONDAY)
    assert [day.planned for day in found.days] == [("bridge",)] * 3
    assert (found.weeks[0].stretch, found.weeks[0].sessions) == (Kept(done=0, planned=0), Kept(done=1, planned=5))


def test_what_hurt_later_is_told_on_the_day_it_was_told(home: Home) -> None:
    session = train(home, "bridge").history()[-1]
    next_day(home)
    home.coach().care.hurt("bridge", StopReason.LASTING_PAIN, session.id)
    next_day(home)
    home.coach().care.clear("bridge")
    found = look_back(home.coach(), MONDAY)
    later = Stop(exercise="bridge", name="Bridge", reason="pain that stays", session=session.id, later=True)
    assert [day.stops for day in found.days] == [(), (later,), ()]


@pytest.mark.parametrize("stopped", [True, False])
def test_what_was_set_aside_without_saying_how_is_told_by_its_session(home: Home, *, stopped: bool) -> None:
    run = start(home.coach().begin(named("bridge")))
    home.reach(run, 2)
    if stopped:
        run.do(lambda: run.session.stop(StopReason.PAIN))
    home.finish(run)
    if not stopped:
        home.coach().care.hurt("bridge", StopReason.PAIN, run.head.session)
    (aside,) = home.coach().store.standing("set-aside")
    plain = {key: value for key, value in aside.body.items() if key != "later"}
    home.coach().store.save(replace(aside, body=plain))
    (stop,) = look_back(home.coach(), MONDAY).days[0].stops
    assert stop.later is not stopped


def test_days_before_a_week_was_planned_are_no_rest(home: Home) -> None:
    next_day(home, 4)
    make_plan(home)
    next_day(home)
    found = look_back(home.coach(), MONDAY)
    assert [day.sort.value for day in found.days] == [*["free"] * 4, "planned", "rest"]


def test_a_plan_that_was_taken_back_and_made_anew_begins_with_the_new_one(home: Home) -> None:
    make_plan(home)
    assert kept.undo(home.coach().store, MONDAY, MONDAY)
    next_day(home, 2)
    make_plan(home)
    make_plan(home, exercises=("bridge",))
    begun = kept.first_planned(home.coach().store, [MONDAY], home.clock.now())
    assert begun == {MONDAY: WEDNESDAY}


def test_a_routine_with_an_exercise_left_out_keeps_the_others(home: Home) -> None:
    routine = shipped().routines["back-stretches"]
    names = tuple(item.exercise for item in routine.items)
    make_plan(home, exercises=names)
    run = skip_second(home, routine.id)
    found = look_back(home.coach(), MONDAY).days[0]
    trained = tuple(one.prescription.exercise for one in run.session.course.outcomes() if one.marks)
    assert 0 < len(trained) < len(names)
    assert (set(found.kept), found.planned, found.sessions) == (set(trained), names, 1)


def test_what_is_read_again_after_a_correction_and_a_removal_is_what_holds_now(home: Home) -> None:
    coach = train(home, "bridge")
    walk(home, 30)
    (session, activity) = sorted(home.coach().store.history(), key=lambda record: record.kind, reverse=True)
    assert look_back(coach, MONDAY).days[0].active
    coach.store.save(replace(activity, deleted=True))
    coach.store.save(replace(session, body={**session.body, "pain": 4}))
    day = look_back(coach, MONDAY).days[0]
    assert (day.minutes, day.pain, day.sessions) == (0, 4, 1)


def test_the_account_is_the_same_as_that_of_every_mark(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    """Only the first mark of each exercise is read; nothing in the account may rest on the others."""
    make_plan(home)
    train(home, "bridge", "open-books")
    skip_second(home, "back-stretches")
    short = look_back(home.coach(), MONDAY)
    monkeypatch.setattr("trainer.lookback._shortened", lambda body: body)
    assert look_back(home.coach(), MONDAY) == short


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"items": 3},
        {"items": ["x"]},
        {"items": [{"marks": "none"}]},
        {"items": [{"marks": ["x"]}]},
        {"name": "S", "routine": None, "ended": "never", "items": [], "whole": True},
    ],
)
def test_a_session_that_cannot_be_read_is_passed_over_and_told(home: Home, body: dict[str, Any]) -> None:
    walk(home, 30)
    coach = home.coach()
    coach.store.save(Record(id=str(uuid4()), kind="session", at=home.clock.now(), body=body))
    for _ in range(2):
        assert look_back(coach, MONDAY).days[0].minutes == 30
    assert coach.store.notices == [UNREADABLE]


def test_a_check_in_and_a_plan_that_cannot_be_read_are_passed_over_and_told(home: Home) -> None:
    make_plan(home)
    tell(home, 3)
    coach = home.coach()
    noon = datetime.combine(MONDAY, kept.NOON)
    coach.store.save(Record(id=str(uuid4()), kind="plan", at=noon, body={"outline": {"days": 3}}))
    coach.store.save(Record(id=str(uuid4()), kind="check-in", at=home.clock.now(), body={"pain": 11}))
    day = look_back(coach, MONDAY).days[0]
    assert (day.pain, day.planned) == (3, TWO)
    assert sorted(coach.store.notices) == sorted([UNREADABLE, kept.UNREADABLE])


def test_a_span_is_known_up_to_its_end_and_its_trend_from_before_its_beginning(home: Home) -> None:
    tell(home, 2)
    next_day(home, 13)
    tell(home, 4)
    next_day(home)
    tell(home, 8)
    found = look_back(home.coach(), home.clock.now().date())
    assert (len(found.days), found.trend) == (1, Trend(latest=6, before=2))
    earlier = look_back(home.coach(), MONDAY, TUESDAY)
    assert [day.date for day in earlier.days] == [MONDAY, TUESDAY]
    assert earlier.trend == Trend(latest=2, before=None)


# The ways


def test_ways_say_how_far_each_technique_has_come_the_most_trained_first(home: Home) -> None:
    train(home, "side-stretch")
    for _ in range(3):
        coach = train(home, "bridge")
        next_day(home)
    found = ways(home.coach())
    assert [(way.exercise.id, way.times, way.last) for way in found] == [
        ("bridge", 3, WEDNESDAY),
        ("side-stretch", 1, MONDAY),
    ]
    bridge = found[0]
    assert bridge.place == coach.way(bridge.exercise, bridge.dosage)
    assert bridge.place.step == 1


def test_what_was_stopped_at_once_is_no_time_on_its_way(home: Home) -> None:
    run = start(home.coach().begin(named("bridge")))
    home.let(run, 1)
    run.do(lambda: run.session.stop(StopReason.PAIN))
    home.finish(run)
    (way,) = ways(home.coach())
    assert (way.times, way.last) == (0, None)


def test_a_technique_trained_with_two_dosages_has_two_ways(home: Home) -> None:
    exercise = next(one for one in shipped().exercises.values() if len({d.handout for d in one.dosages}) > 1)
    coach = home.coach()
    for dosage in exercise.dosages[:2]:
        home.finish(start(coach.begin(exercise, dosage)))
    found = ways(coach)
    assert {way.dosage for way in found} == set(exercise.dosages[:2])
    assert [way.times for way in found] == [1, 1]


def test_what_was_trained_long_ago_or_is_not_in_the_library_has_no_way(home: Home) -> None:
    train(home, "bridge")
    coach = home.coach()
    (record,) = (one for one in coach.store.history() if one.kind == "session")
    asked = {**record.body["items"][0]["prescription"], "exercise": "my-own"}
    items = [{**record.body["items"][0], "prescription": asked}]
    coach.store.save(replace(record, id=str(uuid4()), stamp="", body={**record.body, "items": items}))
    assert [way.exercise.id for way in ways(coach)] == ["bridge"]
    next_day(home, 121)
    assert ways(home.coach()) == ()


# The first day


def test_the_first_day_is_the_first_of_which_anything_is_known(home: Home) -> None:
    assert first_day(home.coach()) is None
    make_plan(home)
    assert first_day(home.coach()) is None
    walk(home, 10)
    assert first_day(home.coach()) == MONDAY
    for day in (date(2026, 9, 30), date(2016, 2, 29), date(2016, 2, 3), date(1999, 12, 31)):
        walk(home, 10, day)
        assert first_day(home.coach()) == day
    walk(home, 10, date(2010, 6, 1))
    assert first_day(home.coach()) == date(1999, 12, 31)


def test_what_was_removed_or_is_still_to_come_is_no_first_day(home: Home) -> None:
    walk(home, 10, date(2016, 2, 3))
    (record,) = home.coach().store.history()
    home.coach().store.save(replace(record, deleted=True))
    walk(home, 10, SUNDAY + timedelta(days=40))
    assert first_day(home.coach()) is None
    walk(home, 10)
    assert first_day(home.coach()) == MONDAY


def test_only_the_first_month_is_read_for_the_first_day(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    for month in (3, 5, 7, 9):
        walk(home, 10, date(2026, month, 9))
    coach, asked = home.coach(), []
    read = coach.store.history
    monkeypatch.setattr(coach.store, "history", lambda since, until: asked.append((since, until)) or read(since, until))
    assert first_day(coach) == date(2026, 3, 9)
    assert asked == [(date(2026, 3, 1), date(2026, 3, 31))]
