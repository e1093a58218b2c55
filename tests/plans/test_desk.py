"""The desk: weeks planned, read through today's rules, planned again and changed by hand."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time, timedelta
from pathlib import Path
from uuid import uuid4

import pytest

from tests.fakes import FakeClock
from tests.home import Home
from tests.plans.people import DAY, free, walk
from trainer import lacking, late, planned
from trainer.coach import Coach
from trainer.core.checkin import CheckIn, Symptom
from trainer.core.closed import Bar, Gate
from trainer.core.events import StopReason
from trainer.core.exercise import Equipment
from trainer.core.groups import Group, Strength
from trainer.core.plan import Choice, Edit, Outline, Outlined, Planned
from trainer.core.planner.explain import Rule
from trainer.core.profile import Slot
from trainer.core.record import Record
from trainer.core.weekly import Status, Week
from trainer.errors import ClosedError, RefusedError
from trainer.plans import kept
from trainer.plans.desk import Desk

MONDAY = date(2026, 11, 23)
TUESDAY, WEDNESDAY, THURSDAY, FRIDAY, SATURDAY, SUNDAY = (MONDAY + timedelta(days=n) for n in range(1, 7))


@pytest.fixture
def home(tmp_path: Path) -> Home:
    """A home on the Sunday evening before."""
    return Home(
        tmp_path, clock=FakeClock(datetime.combine(MONDAY - timedelta(days=1), time(20), FakeClock().now().tzinfo))
    )


@pytest.fixture
def coach(home: Home) -> Coach:
    return home.coach()


@pytest.fixture
def desk(coach: Coach) -> Desk:
    return Desk(coach)


def to(home: Home, day: date, hour: int = 8) -> None:
    """Let it become an hour of a day."""
    home.clock.advance((datetime.combine(day, time(hour), home.clock.now().tzinfo) - home.clock.now()).total_seconds())


def names(week: Week, day: date) -> list[str]:
    session = week.day(day).session
    return [] if session is None else [item.exercise.id for item in session.items]


def train(home: Home, desk: Desk) -> None:
    run = desk.begin()
    run.do(run.session.start)
    home.finish(run)


def statuses(week: Week) -> list[Status | None]:
    return [None if day.session is None else day.session.status for day in week.days]


# Looking


def test_a_week_that_was_never_planned_is_empty_and_asks_for_nothing(desk: Desk) -> None:
    week = desk.week(MONDAY)
    assert (week.empty, week.generation, week.missing, week.assumed) == (True, 0, (), True)
    assert desk.week(THURSDAY).monday == MONDAY, "any day names its week"


def test_a_planned_week_is_whole(desk: Desk) -> None:
    week = desk.take(desk.best(MONDAY))
    assert statuses(week) == [Status.PLANNED] * 7
    assert (week.missing, week.refused, week.stale, week.generation) == ((), (), False, 1)
    assert week.balance.strength[Strength.UPPER].days >= 2
    assert all(reached.days >= 3 for reached in week.balance.groups.values())
    assert sum(day.activity.planned for day in week.days) == week.balance.wanted == 50
    assert all(day.goal == 2 for day in week.days)
    assert all(item.why for day in week.days if day.session for item in day.session.items)


@pytest.mark.parametrize("monday", [date(1970, 1, 5), date(2200, 1, 6), MONDAY + timedelta(weeks=60)])
def test_a_week_too_far_away_is_refused_with_what_is_shown(desk: Desk, monday: date) -> None:
    with pytest.raises(RefusedError, match="too far away; weeks from 2016"):
        desk.week(monday)


def test_the_last_week_of_a_long_year_is_a_week_like_any_other(desk: Desk) -> None:
    week = desk.take(desk.first(date(2026, 12, 28)))
    assert planned.name(week.monday) == "2026-W53"
    assert statuses(week) == [Status.PLANNED] * 7


def test_what_is_done_and_what_is_missed_shows(home: Home, desk: Desk) -> None:
    desk.take(desk.first(MONDAY))
    to(home, MONDAY)
    train(home, desk)
    walk(home, home.coach(), 10)
    to(home, WEDNESDAY)
    week = Desk(home.coach()).week(MONDAY)
    assert statuses(week)[:3] == [Status.DONE, Status.MISSED, Status.PLANNED]
    assert week.missed() == (TUESDAY,)
    assert (week.day(MONDAY).activity.done, week.day(MONDAY).activity.bouts) == (10, (10,))
    assert week.balance.minutes == 10


def test_short_bouts_count_and_are_shown_apart(home: Home, coach: Coach, desk: Desk) -> None:
    to(home, MONDAY)
    walk(home, coach, 8)
    to(home, MONDAY, 12)
    walk(home, coach, 20)
    activity = desk.week(MONDAY).day(MONDAY).activity
    assert (activity.done, activity.bouts, activity.short) == (28, (20,), 8)


# Gates


def test_a_flare_up_on_wednesday_closes_until_saturday_and_leaves_sunday_open(
    home: Home, coach: Coach, desk: Desk
) -> None:
    desk.take(desk.first(MONDAY))
    to(home, WEDNESDAY)
    coach.care.check_in(CheckIn(at=home.clock.now(), pain=6, symptoms=frozenset({Symptom.FLARE_UP}), day=WEDNESDAY))
    week = desk.week(MONDAY)
    assert statuses(week) == [
        Status.MISSED,
        Status.MISSED,
        *[Status.CLOSED] * 4,
        Status.PLANNED,
    ]
    assert week.missed() == (MONDAY, TUESDAY)
    assert all(week.day(day).blocked for day in (WEDNESDAY, THURSDAY, FRIDAY, SATURDAY))
    assert all(week.day(day).goal == 0 for day in (WEDNESDAY, SATURDAY))
    assert week.blocked is None
    with pytest.raises(ClosedError):
        desk.begin()
    again = desk.take(desk.again(MONDAY))
    assert [bool(names(again, day)) for day in (WEDNESDAY, THURSDAY, FRIDAY, SATURDAY, SUNDAY)] == [*[False] * 4, True]
    assert not any(again.day(day).activity.planned for day in (WEDNESDAY, THURSDAY, FRIDAY, SATURDAY))
    to(home, SUNDAY)
    after = desk.week(MONDAY)
    assert after.missed() == (MONDAY, TUESDAY), "closed days are not missed"
    assert after.day(SUNDAY).session is not None


def test_chest_pain_closes_all_that_is_left_of_the_week(home: Home, coach: Coach, desk: Desk) -> None:
    desk.take(desk.first(MONDAY))
    to(home, TUESDAY)
    coach.care.check_in(CheckIn(at=home.clock.now(), symptoms=frozenset({Symptom.CHEST_PAIN})))
    week = desk.week(MONDAY)
    assert week.blocked is not None
    assert week.blocked.by is Gate.CHEST
    assert desk.best(MONDAY).outline.days[3].items == ()
    with pytest.raises(RefusedError, match="closed"):
        desk.hand.add(FRIDAY, "bridge")


def test_what_is_set_aside_stays_visible_with_its_rule_and_is_not_trained(home: Home, coach: Coach, desk: Desk) -> None:
    week = desk.take(desk.first(MONDAY))
    out = names(week, MONDAY)[0]
    coach.care.hurt(out, StopReason.PAIN, "a session")
    to(home, MONDAY)
    session = desk.week(MONDAY).day(MONDAY).session
    assert session is not None
    closed = {item.exercise.id: item.closed for item in session.items if item.status is Status.CLOSED}
    assert closed.keys() >= {out}
    why = closed[out]
    assert why is not None
    assert why.by is Bar.SET_ASIDE
    run = desk.begin()
    assert out not in {one.exercise for one in run.head.prescriptions}
    assert desk.week(MONDAY).stale


def test_knee_pain_and_no_equipment_give_a_plan_that_says_what_is_missing(coach: Coach, desk: Desk) -> None:
    coach.care.tell(knee_pain=True, equipment=frozenset(), left_out=frozenset({"scapular-squeeze", "open-books"}))
    week = desk.take(desk.best(MONDAY))
    text = "\n".join(lacking.gaps(week, coach.library))
    assert "Upper-back strength: 0 of 2 days" in text
    assert "Wall push-up: no wall" in text
    assert "Mid back: 0 of 3 days – Child's pose: knee pain; Open books: you left it out" in text


@pytest.mark.parametrize(
    "told",
    [
        {"free": {"mon": ()}},
        {"equipment": frozenset(), "knee_pain": True, "left_out": frozenset({"open-books"})},
        {"allowlist": ("bridge",)},
        {"left_out": frozenset({"bridge"}), "allowlist": ("bridge",)},
        {"heart_problem": True},
        {"free": {"sun": (Slot(at=time(7), minutes=5),)}},
    ],
)
def test_impossible_wishes_give_a_plan_and_reasons(coach: Coach, desk: Desk, told: dict[str, object]) -> None:
    coach.care.tell(**told)
    week = desk.take(desk.best(MONDAY))
    assert not week.stale
    assert lacking.gaps(week, coach.library)


# Planning again


def test_nothing_changed_means_no_changes_all_week_long(home: Home, desk: Desk) -> None:
    desk.take(desk.best(MONDAY))
    for day in (MONDAY, TUESDAY, WEDNESDAY, THURSDAY):
        to(home, day)
        train(home, desk)
        minutes = desk.today().activity.planned
        if minutes:
            walk(home, home.coach(), minutes)
        fresh = Desk(home.coach())
        assert fresh.again(MONDAY).changes == 0, day


def test_a_missed_day_changes_a_handful_of_later_items_and_none_that_is_over(home: Home, desk: Desk) -> None:
    before = desk.take(desk.best(MONDAY))
    to(home, TUESDAY)
    draft = desk.again(MONDAY)
    assert len(draft.moves) <= 5
    assert all(move.day >= TUESDAY for move in draft.moves)
    after = desk.take(draft)
    assert names(after, MONDAY) == names(before, MONDAY)
    assert after.day(MONDAY).session is not None
    assert desk.again(MONDAY).changes == 0, "once mended it stays"


def test_an_exercise_set_aside_leaves_the_plan_and_little_else_changes(coach: Coach, desk: Desk) -> None:
    week = desk.take(desk.best(MONDAY))
    out = names(week, TUESDAY)[0]
    coach.care.hurt(out, StopReason.PAIN, "a session")
    draft = desk.again(MONDAY)
    gone = {move.exercise for move in draft.moves if move.gone}
    assert out in gone
    family = coach.library.exercises[out].family
    sisters = {one.id for one in coach.library.exercises.values() if one.family and one.family == family}
    uses = sum(name == out or name in sisters for day in week.days for name in names(week, day.date))
    assert len(draft.moves) <= 2 * uses + 4


def test_a_week_that_is_over_is_never_rewritten(home: Home, desk: Desk) -> None:
    desk.take(desk.first(MONDAY))
    draft = desk.first(MONDAY)
    to(home, MONDAY + timedelta(days=7))
    for change in (
        lambda: desk.best(MONDAY),
        lambda: desk.take(draft),
        lambda: desk.undo(MONDAY),
        lambda: desk.hand.add(FRIDAY, "bridge"),
        lambda: desk.copy(MONDAY),
    ):
        with pytest.raises(RefusedError, match="is over"):
            change()


def test_planning_in_mid_week_leaves_the_days_that_are_over_alone(home: Home, desk: Desk) -> None:
    before = desk.take(desk.first(MONDAY))
    to(home, THURSDAY)
    after = desk.take(desk.best(MONDAY))
    for day in (MONDAY, TUESDAY, WEDNESDAY):
        assert names(after, day) == names(before, day)
        assert after.day(day).activity == before.day(day).activity


def test_a_begun_session_stays_as_it_is(home: Home, desk: Desk) -> None:
    week = desk.take(desk.best(MONDAY))
    to(home, MONDAY)
    run = desk.begin()
    run.do(run.session.start)
    home.reach(run, 2)
    while run.session.step is not None and run.session.step.item == 0:
        home.let(run, 1)
    run.do(run.session.finish)
    fresh = Desk(home.coach())
    assert fresh.week(MONDAY).day(MONDAY).session is not None
    assert statuses(fresh.week(MONDAY))[0] is Status.PART
    assert names(fresh.take(fresh.best(MONDAY)), MONDAY) == names(week, MONDAY)


def test_only_what_is_left_of_todays_session_begins(home: Home, desk: Desk) -> None:
    desk.take(desk.best(MONDAY))
    to(home, MONDAY)
    train(home, desk)
    with pytest.raises(RefusedError, match="Nothing of today's plan is left"):
        Desk(home.coach()).begin()


# By hand


def test_what_is_kept_added_or_dropped_survives_any_planning(desk: Desk) -> None:
    week = desk.take(desk.best(MONDAY))
    stays, goes = names(week, TUESDAY)[:2]
    desk.hand.keep(TUESDAY, stays, on=True)
    desk.hand.drop(TUESDAY, goes)
    desk.hand.add(SATURDAY, "bridge")
    for draft in (desk.first(MONDAY), desk.best(MONDAY), desk.again(MONDAY)):
        after = desk.take(draft)
        assert stays in names(after, TUESDAY)
        assert goes not in names(after, TUESDAY)
        assert "bridge" in names(after, SATURDAY)


def test_letting_go_of_what_was_added_leaves_it_to_the_next_plan(desk: Desk) -> None:
    desk.take(desk.best(MONDAY))
    desk.hand.add(SATURDAY, "bridge")
    edited = desk.hand.keep(SATURDAY, "bridge", on=False)
    session = edited.week.day(SATURDAY).session
    assert session is not None
    assert [item.kept for item in session.items if item.exercise.id == "bridge"] == [False]


def test_a_change_says_what_it_costs(desk: Desk, coach: Coach) -> None:
    week = desk.take(desk.best(MONDAY))
    day, name = next(
        (day.date, item.exercise.id)
        for day in week.days
        if day.session
        for item in day.session.items
        if item.exercise.id in {"prone-press-up"}
    )
    edited = desk.hand.drop(day, name)
    assert planned.costs(edited.terms, edited.week)[0].startswith("Low back, arching now 2 of 3 days")


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (lambda desk: desk.hand.add(MONDAY, "band-row"), "no elastic band"),
        (lambda desk: desk.hand.add(MONDAY, "wall-slide"), "No handout says how much"),
        (lambda desk: desk.hand.add(MONDAY, "relax-and-rest"), "is no part of a session"),
        (lambda desk: desk.hand.add(MONDAY, "nothing"), "There is no exercise"),
        (lambda desk: desk.hand.add(MONDAY + timedelta(days=-2), "bridge"), "over"),
        (lambda desk: desk.hand.drop(MONDAY, "open-books"), "not planned on that day"),
        (lambda desk: desk.hand.move(MONDAY, "bridge", MONDAY + timedelta(days=9)), "another week"),
        (lambda desk: desk.hand.minutes(MONDAY, 25), "in tens"),
        (lambda desk: desk.hand.minutes(MONDAY, -10), "0 to 60"),
        (lambda desk: desk.hand.minutes(MONDAY, 2000), "0 to 60"),
        (lambda desk: desk.hand.at(MONDAY, time(5)), "no free time at 05:00"),
    ],
)
def test_a_change_that_cannot_be_is_refused_with_its_rule(desk: Desk, change: object, says: str) -> None:
    desk.hand.add(MONDAY, "bridge")
    before = desk.week(MONDAY)
    assert callable(change)
    with pytest.raises(Exception, match=says):
        change(desk)
    assert desk.week(MONDAY) == before


def test_loaded_strengthening_is_refused_beside_loaded_strengthening(coach: Coach, desk: Desk) -> None:
    coach.care.tell(equipment=frozenset(Equipment))
    desk.hand.add(TUESDAY, "dumbbell-row")
    with pytest.raises(RefusedError, match="needs rest around it"):
        desk.hand.add(WEDNESDAY, "band-squeeze")
    desk.hand.add(THURSDAY, "band-squeeze")
    with pytest.raises(RefusedError, match="work the same muscles"):
        desk.hand.add(TUESDAY, "band-row")
    coach.care.tell(strength_rest=0)
    desk.hand.add(WEDNESDAY, "wall-push-up")


def test_loaded_strengthening_rests_across_the_weeks_border(coach: Coach, desk: Desk) -> None:
    coach.care.tell(equipment=frozenset(Equipment))
    desk.hand.add(SUNDAY, "dumbbell-row")
    with pytest.raises(RefusedError, match="needs rest around it"):
        desk.hand.add(MONDAY + timedelta(days=7), "wall-push-up")


def test_a_session_longer_than_its_time_is_refused(coach: Coach, desk: Desk) -> None:
    coach.care.tell(free=free(mon=5, tue=60))
    desk.hand.add(MONDAY, "open-books")
    desk.hand.add(MONDAY, "pelvic-tilt-held")
    with pytest.raises(RefusedError, match=r"would take \d+ min; there are 5 min of free time"):
        desk.hand.add(MONDAY, "bridge")
    with pytest.raises(RefusedError, match="has no free time"):
        desk.hand.add(WEDNESDAY, "bridge")
    coach.care.tell(free=free(mon=60))
    out = {"open-books", "wall-slide", "pelvic-tilt-held", "pelvic-tilt-rocking"}
    long = (name for name, one in coach.library.exercises.items() if set(one.equipment) <= {Equipment.WALL})
    with pytest.raises(RefusedError, match="one has 20 min at most"):
        add_all(desk, [name for name in long if name not in out])


def add_all(desk: Desk, exercises: list[str]) -> None:
    for name in exercises:
        desk.hand.add(MONDAY, name)


def test_a_handouts_order_is_not_changed_by_hand(desk: Desk) -> None:
    for name in ("bridge", "knee-to-chest", "side-stretch"):
        desk.hand.add(MONDAY, name)
    assert names(desk.week(MONDAY), MONDAY) == ["knee-to-chest", "bridge", "side-stretch"]
    with pytest.raises(RefusedError, match="asks for its order"):
        desk.hand.reorder(MONDAY, "bridge", -1)
    moved = desk.hand.reorder(MONDAY, "side-stretch", -2).week
    assert names(moved, MONDAY) == ["side-stretch", "knee-to-chest", "bridge"]


def test_another_of_the_days_free_times_can_be_chosen(coach: Coach, desk: Desk) -> None:
    coach.care.tell(free={"mon": (Slot(at=time(7), minutes=15), Slot(at=time(18, 30), minutes=20))})
    week = desk.take(desk.first(MONDAY))
    session = week.day(MONDAY).session
    assert session is not None
    assert (session.at, session.room) == (time(18, 30), 20), "the longest one"
    session = desk.hand.at(MONDAY, time(7)).week.day(MONDAY).session
    assert session is not None
    assert (session.at, session.room) == (time(7), 15)


def test_pins_that_contradict_after_two_machines_met_are_let_go_with_the_rest_of_the_plan_whole(
    coach: Coach, desk: Desk
) -> None:
    both = [
        Edit(day=MONDAY, what=name, choice=Choice.KEEP, item=Planned(exercise=name))
        for name in ("pelvic-tilt-held", "pelvic-tilt-rocking")
    ]
    kept.write(coach.store, MONDAY, edits=both)
    week = desk.week(MONDAY)
    assert len(names(week, MONDAY)) == 1
    assert len(week.refused) == 1
    draft = desk.best(MONDAY)
    assert len(draft.refused) == 1
    after = desk.take(draft)
    assert after.balance.groups[Group.BENDING].days >= 3


def test_what_is_kept_by_hand_stays_before_what_is_not_on_an_earlier_day(coach: Coach, desk: Desk) -> None:
    desk.hand.add(WEDNESDAY, "wall-push-up")
    [edit] = kept.read(coach.store, MONDAY).plan.edits.values()
    assert edit.item is not None
    tuesday = Outlined(at=time(7), minutes=15, items=(edit.item,))
    kept.write(coach.store, MONDAY, outline=Outline(days=(Outlined(), tuesday, *[Outlined()] * 5)))
    week = desk.week(MONDAY)
    assert week.refused == ((TUESDAY, "wall-push-up", Rule.REST),)
    assert names(week, WEDNESDAY) == ["wall-push-up"]


@pytest.mark.parametrize("begun", [False, True])
def test_what_was_trained_elsewhere_takes_its_rivals_out_of_todays_session(
    home: Home, coach: Coach, desk: Desk, begun: bool
) -> None:
    coach.care.tell(equipment=frozenset(Equipment))
    for name in ("bridge", "dumbbell-row"):
        desk.hand.add(TUESDAY, name)
    to(home, TUESDAY)
    for name in ("band-row", "bridge") if begun else ("band-row",):
        late.keep(coach, late.remember(coach, late.Entry(thing=coach.library.exercise(name))))
        home.clock.advance(3600)
    week = desk.week(MONDAY)
    assert week.refused == ((TUESDAY, "dumbbell-row", Rule.FAMILY),)
    assert names(week, TUESDAY) == ["bridge"]
    if begun:
        with pytest.raises(RefusedError, match="Nothing of today's plan is left"):
            desk.begin()


def test_what_is_left_of_a_begun_session_still_counts_in_the_balance(home: Home, coach: Coach, desk: Desk) -> None:
    week = desk.take(desk.best(MONDAY))
    to(home, MONDAY)
    first = coach.library.exercise(names(week, MONDAY)[0])
    late.keep(coach, late.remember(coach, late.Entry(thing=first)))
    now = desk.week(MONDAY).balance
    then = week.balance
    # What was done counts without the seconds between its repetitions.
    assert 0 <= then.stretch + then.strengthen - now.stretch - now.strengthen < 60


def test_nothing_is_added_to_a_day_that_was_trained_and_the_reason_is_true(
    home: Home, coach: Coach, desk: Desk
) -> None:
    week = desk.take(desk.best(MONDAY))
    to(home, MONDAY)
    first = coach.library.exercise(names(week, MONDAY)[0])
    late.keep(coach, late.remember(coach, late.Entry(thing=first)))
    with pytest.raises(RefusedError, match="trained already"):
        desk.hand.add(MONDAY, "overhead-stretch")


def test_a_free_time_too_short_for_the_session_is_refused(coach: Coach, desk: Desk) -> None:
    coach.care.tell(free={"mon": (Slot(at=time(7), minutes=20), Slot(at=time(18, 30), minutes=5))})
    for name in ("bridge", "side-stretch", "prone-press-up", "hip-flexor-stretch", "shoulder-rolls"):
        desk.hand.add(MONDAY, name)
    with pytest.raises(RefusedError, match="there are 5 min of free time"):
        desk.hand.at(MONDAY, time(18, 30))
    assert desk.week(MONDAY).refused == ()


def test_a_week_in_which_nothing_may_be_planned_does_not_call_it_enough(coach: Coach, desk: Desk) -> None:
    coach.care.tell(allowlist=("bridge",), left_out=frozenset({"bridge"}))
    said = lacking.gaps(desk.take(desk.best(MONDAY)), coach.library)
    assert said[-1] == "Mon – Sun: no session is planned."


def test_a_part_of_a_plan_that_cannot_be_read_is_told_once(home: Home, coach: Coach, desk: Desk) -> None:
    desk.take(desk.first(MONDAY))
    hand = Record(
        id=str(uuid4()),
        kind=kept.KIND,
        at=datetime.combine(MONDAY, kept.NOON),
        body={"day": str(MONDAY), "what": "bridge", "choice": "eat"},
    )
    coach.store.save(hand)
    assert statuses(desk.week(MONDAY)) == [Status.PLANNED] * 7
    desk.week(MONDAY)
    assert [one for one in coach.store.notices if "cannot read it" in one] == [kept.UNREADABLE]


def test_an_exercise_that_is_gone_from_the_library_does_not_spoil_the_week(coach: Coach, desk: Desk) -> None:
    desk.take(desk.first(MONDAY))
    gone = Edit(day=MONDAY, what="gone", choice=Choice.KEEP, item=Planned(exercise="gone"))
    kept.write(coach.store, MONDAY, edits=[gone])
    assert "gone" not in names(desk.week(MONDAY), MONDAY)
    desk.take(desk.best(MONDAY))


# Copying


def test_a_copy_is_last_week_without_what_cannot_be(home: Home, coach: Coach, desk: Desk) -> None:
    with pytest.raises(RefusedError, match="no plan to copy"):
        desk.copy(MONDAY)
    before = desk.take(desk.best(MONDAY))
    after = desk.take(desk.copy(MONDAY + timedelta(days=7)))
    for day in before.days:
        assert sorted(names(after, day.date + timedelta(days=7))) == sorted(names(before, day.date))
    out = names(before, MONDAY)[0]
    coach.care.tell(left_out=frozenset({out}))
    copied = desk.take(desk.copy(MONDAY + timedelta(days=7)))
    assert out not in [name for day in copied.days for name in names(copied, day.date)]


def test_the_clock_alone_changes_no_future_plan(home: Home, desk: Desk) -> None:
    week = MONDAY + timedelta(days=7)
    one = desk.best(week)
    home.clock.advance(DAY)
    assert replace(desk.best(week), cost=0) == replace(one, cost=0)


# What a review found


def test_getting_on_does_not_push_an_exercise_out_of_its_session(home: Home, coach: Coach, desk: Desk) -> None:
    coach.care.tell(free=free(mon=6, tue=6, wed=6, thu=6, fri=6, sat=6, sun=6))
    monday = MONDAY
    for _ in range(4):
        Desk(home.coach()).take(Desk(home.coach()).best(monday))
        for n in range(7):
            to(home, monday + timedelta(days=n))
            fresh = Desk(home.coach())
            assert fresh.week(monday).refused == ()
            train(home, fresh)
        to(home, monday + timedelta(days=6), 20)
        monday += timedelta(days=7)


def test_while_a_check_in_would_open_exercise_nothing_is_planned_away(home: Home, coach: Coach, desk: Desk) -> None:
    week = desk.take(desk.best(MONDAY))
    to(home, TUESDAY)
    coach.care.check_in(CheckIn(at=home.clock.now(), symptoms=frozenset({Symptom.SPASM})))
    to(home, SATURDAY)
    for plan in (desk.best, desk.again, desk.first):
        with pytest.raises(ClosedError, match="Check in first, then plan"):
            plan(MONDAY)
    coach.care.check_in(CheckIn(at=home.clock.now(), pain=1))
    assert names(desk.week(MONDAY), SUNDAY) == names(week, SUNDAY)


def test_a_session_of_which_all_is_closed_says_why(home: Home, coach: Coach, desk: Desk) -> None:
    week = desk.take(desk.best(MONDAY))
    coach.care.tell(left_out=frozenset(names(week, MONDAY)))
    to(home, MONDAY)
    with pytest.raises(ClosedError, match="you left it out"):
        desk.begin()


def test_activity_by_hand_that_grows_too_fast_is_said_and_kept(coach: Coach, desk: Desk) -> None:
    desk.take(desk.best(MONDAY))
    for day in (MONDAY, TUESDAY, WEDNESDAY):
        edited = desk.hand.minutes(day, 60)
    assert lacking.too_much(edited.week.balance) == ["Activity adds up to 210 min; about 50 would be little by little."]


def test_the_week_after_a_flare_up_is_the_way_back_alone_and_says_so(home: Home, coach: Coach, desk: Desk) -> None:
    before = desk.best(MONDAY)
    now = home.clock.now()
    coach.care.check_in(CheckIn(at=now, pain=5, symptoms=frozenset({Symptom.FLARE_UP}), day=now.date()))
    week = desk.take(desk.best(MONDAY))
    five = {item.exercise for item in coach.library.routines["back-pain-stretches"].items}
    assert {name for day in week.days for name in names(week, day.date)} <= five
    longest = max(len(day.items) for day in before.outline.days)
    assert max(len(names(week, day.date)) for day in week.days) <= longest
    assert any("is a way back" in line for line in lacking.gaps(week, coach.library))
    later = desk.best(MONDAY + timedelta(days=14))
    assert {item.exercise for day in later.outline.days for item in day.items} - five


def test_too_little_strengthening_is_said(coach: Coach, desk: Desk) -> None:
    coach.care.tell(allowlist=("knee-to-chest", "side-stretch", "open-books"))
    week = desk.take(desk.best(MONDAY))
    assert "Strengthening is 0 % of the exercise time; 20 to 50 % is the aim." in lacking.gaps(week, coach.library)


def test_what_was_trained_of_a_day_that_closed_since_stays_on_record(home: Home, coach: Coach, desk: Desk) -> None:
    week = desk.take(desk.best(MONDAY))
    to(home, MONDAY)
    train(home, desk)
    now = home.clock.now()
    coach.care.check_in(CheckIn(at=now, pain=5, symptoms=frozenset({Symptom.FLARE_UP}), day=now.date()))
    after = desk.take(desk.again(MONDAY))
    assert names(after, MONDAY) == names(week, MONDAY)
