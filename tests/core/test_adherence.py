"""Adherence: levels, weeks, the streak and the trend follow from what was planned and what was done."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.fakes import exercise, prescription, steady
from trainer.core.adherence import Account, Day, Kept, Level, Sort, Stop, Told, Trend, account
from trainer.core.checkin import CheckIn
from trainer.core.course import Status
from trainer.core.events import Held, StopReason
from trainer.core.exercise import Counts, Exercise, Kind
from trainer.core.groups import Group, Strength
from trainer.core.log import ActivityLog, ItemLog, Remembered, SessionLog, Share
from trainer.core.plan import Choice, Edit, Outline, Outlined, Plan, Planned
from trainer.core.timeline import BodySide

MONDAY = date(2026, 11, 16)
FRIDAY = MONDAY + timedelta(days=4)
SUNDAY = MONDAY + timedelta(days=6)
LIBRARY: Mapping[str, Exercise] = {
    "bridge": replace(exercise("bridge"), kind=Kind.STRENGTHEN, counts=Counts(strengthen=1.0)),
    "side-stretch": exercise("side-stretch"),
    "pelvic-tilt-held": replace(exercise("pelvic-tilt-held"), counts=Counts(stretch=0.5, strengthen=0.5)),
    "relax-and-rest": replace(exercise("relax-and-rest"), kind=Kind.RELAX, counts=Counts()),
}
HALF, WHOLE = 0.5, 1.0
BOTH = BodySide.BOTH


def on(day: date, hour: int = 7) -> datetime:
    return datetime.combine(day, time(hour), tzinfo=UTC)


def item(name: str, share: float = WHOLE, *, status: Status | None = None, kind: Kind | None = None) -> ItemLog:
    """Make the log of an exercise of which a share of 40 seconds was done."""
    known = LIBRARY.get(name)
    held = Share(side=BodySide.BOTH, repetitions=int(4 * share), seconds=40 * share)
    mark = Held(item=0, round=1, part=0, repetition=1, side=BodySide.BOTH, planned=40.0, seconds=40.0, complete=True)
    return ItemLog(
        prescription=prescription(name, kind=kind or (known.kind if known else Kind.STRETCH), hold=10, repetitions=4),
        status=status or (Status.DONE if share == WHOLE else Status.PARTIAL if share else Status.SKIPPED),
        reason="pain" if status is Status.STOPPED else None,
        planned=(Share(side=BodySide.BOTH, repetitions=4, seconds=40.0),),
        held=(held,) if share else (),
        marks=(mark,) if share else (),
    )


def session(day: date, *items: ItemLog, hour: int = 7, pain: int | None = None) -> Remembered:
    whole = all(one.status is Status.DONE for one in items)
    log = SessionLog(name="Session", routine=None, ended=on(day, hour), items=items, whole=whole, pain=pain)
    return Remembered(id=f"{day} {hour}", at=on(day, hour), what=log)


def trained(day: date, **shares: float) -> Remembered:
    """Make a session of exercises, by how much of each was done."""
    return session(day, *(item(name.replace("_", "-"), share) for name, share in shares.items()))


def walk(day: date, minutes: int, hour: int = 12) -> Remembered:
    log = ActivityLog(activity="walk", name="Walking", seconds=minutes * 60.0)
    return Remembered(id=f"walk {day} {hour}", at=on(day, hour), what=log)


def plan(monday: date, days: Mapping[int, Sequence[str]], minutes: Mapping[int, int] | None = None) -> Plan:
    """Make a week's plan: exercises and minutes by weekday."""
    outlined = (
        Outlined(items=tuple(Planned(exercise=one) for one in days.get(n, ())), activity=(minutes or {}).get(n, 0))
        for n in range(7)
    )
    return Plan(monday=monday, outline=Outline(days=tuple(outlined)), generation=1)


def reckoned(
    *done: Remembered,
    plans: Sequence[Plan] = (),
    today: date = SUNDAY,
    since: date = MONDAY,
    until: date = SUNDAY,
    closed: Sequence[date] = (),
    check_ins: Sequence[CheckIn] = (),
) -> Account:
    told = Told(
        today=today,
        plans={one.monday: one for one in plans},
        trained=done,
        check_ins=check_ins,
        closed=frozenset(closed),
        exercises=LIBRARY,
    )
    return account(told, since, until)


def levels(found: Account) -> list[int]:
    return [day.level.value for day in found.days]


# Days


@pytest.mark.parametrize(
    ("shares", "minutes", "level"),
    [
        ({}, 0, Level.NOTHING),
        ({"bridge": HALF}, 0, Level.LITTLE),
        ({"bridge": WHOLE}, 0, Level.LITTLE),
        ({"bridge": WHOLE}, 30, Level.MOST),
        ({"bridge": WHOLE, "side_stretch": WHOLE}, 0, Level.SOME),
        ({"bridge": WHOLE, "side_stretch": WHOLE}, 10, Level.MOST),
        ({"bridge": WHOLE, "side_stretch": WHOLE}, 29, Level.MOST),
        ({"bridge": WHOLE, "side_stretch": WHOLE}, 30, Level.ALL),
        ({"bridge": WHOLE, "side_stretch": WHOLE}, 300, Level.ALL),
        ({}, 300, Level.SOME),
    ],
)
def test_of_a_plan_the_level_is_the_mean_of_its_exercises_and_its_minutes(
    shares: Mapping[str, float], minutes: int, level: Level
) -> None:
    done = [*([trained(FRIDAY, **shares)] if shares else []), *([walk(FRIDAY, minutes)] if minutes else [])]
    found = reckoned(*done, plans=[plan(MONDAY, {4: ["bridge", "side-stretch"]}, {4: 30})]).day(FRIDAY)
    assert found is not None
    assert (found.sort, found.level) == (Sort.PLANNED, level)
    assert found.kept == tuple(name.replace("_", "-") for name in shares)


@pytest.mark.parametrize(
    ("done", "level"),
    [
        ((), Level.NOTHING),
        ((walk(FRIDAY, 9),), Level.LITTLE),
        ((walk(FRIDAY, 10),), Level.SOME),
        ((walk(FRIDAY, 20),), Level.MOST),
        ((walk(FRIDAY, 20), walk(FRIDAY, 10, hour=15)), Level.ALL),
        ((trained(FRIDAY, bridge=WHOLE),), Level.ALL),
        ((trained(FRIDAY, bridge=HALF),), Level.SOME),
        ((trained(FRIDAY, bridge=WHOLE, side_stretch=HALF),), Level.MOST),
        ((trained(FRIDAY, bridge=HALF, side_stretch=0.0),), Level.LITTLE),
        ((session(FRIDAY, item("relax-and-rest")),), Level.LITTLE),
        ((session(FRIDAY, item("bridge", 0.0)),), Level.NOTHING),
    ],
)
@pytest.mark.parametrize("rest", [False, True])
def test_without_a_plan_a_whole_session_or_thirty_minutes_are_all(
    done: tuple[Remembered, ...], level: Level, *, rest: bool
) -> None:
    found = reckoned(*done, plans=[plan(MONDAY, {0: ["bridge"]})] if rest else []).day(FRIDAY)
    assert found is not None
    assert (found.sort, found.level) == (Sort.REST if rest else Sort.FREE, level)


def test_what_was_done_beside_the_plan_is_at_least_a_little_and_keeps_nothing_of_it() -> None:
    found = reckoned(trained(FRIDAY, side_stretch=WHOLE), plans=[plan(MONDAY, {4: ["bridge"]})])
    day = found.days[4]
    assert (day.level, day.planned, day.kept, day.sessions) == (Level.LITTLE, ("bridge",), (), 1)


def test_two_halves_of_an_exercise_are_a_whole() -> None:
    halves = [session(FRIDAY, item("bridge", HALF), hour=hour) for hour in (7, 18)]
    day = reckoned(*halves, plans=[plan(MONDAY, {4: ["bridge"]})]).days[4]
    assert (day.level, day.sessions) == (Level.ALL, 2)


def test_where_no_second_was_planned_repetitions_tell_how_much_was_done() -> None:
    counted = (Share(side=BodySide.BOTH, repetitions=8, seconds=0.0),)
    half = replace(item("bridge", HALF), planned=counted, held=(replace(counted[0], repetitions=3),))
    day = reckoned(session(FRIDAY, half), plans=[plan(MONDAY, {4: ["bridge"]})]).days[4]
    assert day.level is Level.SOME


def test_two_thirds_are_two_thirds_whatever_the_seconds_are() -> None:
    held, asked = (Share(side=BodySide.BOTH, repetitions=1, seconds=seconds) for seconds in (8.2, 12.3))
    part = replace(item("bridge", HALF), planned=(asked,), held=(held,))
    assert reckoned(session(FRIDAY, part), plans=[plan(MONDAY, {4: ["bridge"]})]).days[4].level is Level.MOST


def test_who_left_relaxing_out_did_not_relax() -> None:
    assert reckoned(session(FRIDAY, item("bridge"), item("relax-and-rest", 0.0))).days[4].relaxed == 0


def test_seconds_count_by_each_exercises_share_and_groups_are_those_that_were_worked() -> None:
    day = reckoned(
        session(FRIDAY, item("pelvic-tilt-held"), item("bridge", HALF), item("side-stretch", 0.0)),
        session(FRIDAY, item("relax-and-rest"), hour=20),
        walk(FRIDAY, 25),
        walk(FRIDAY, 7, hour=16),
    ).days[4]
    assert (day.stretch, day.strengthen) == (20.0, 40.0)
    assert (day.groups, day.strengths) == ({Group.BENDING}, {Strength.LOWER})
    assert (day.sessions, day.relaxed, day.minutes, day.active) == (1, 1, 32, True)


def test_an_exercise_that_is_no_longer_in_the_library_counts_by_the_kind_of_its_prescription() -> None:
    gone = item("gone", kind=Kind.STRENGTHEN)
    found = reckoned(session(FRIDAY, gone), plans=[plan(MONDAY, {4: ["gone"], 5: ["gone", "never-done"]})])
    day, week = found.days[4], found.weeks[0]
    assert (day.level, day.strengthen, day.stretch, day.groups) == (Level.ALL, 40.0, 0.0, frozenset())
    assert (week.strengthen, week.stretch) == (Kept(done=1, planned=2), Kept(done=0, planned=0))
    assert found.days[5].planned == ("gone", "never-done")


def test_a_stop_is_told_with_what_was_felt_and_its_session() -> None:
    stopped = session(FRIDAY, item("bridge", HALF, status=Status.STOPPED), item("side-stretch", 0.0))
    day = reckoned(stopped).days[4]
    assert day.stops == (Stop(exercise="bridge", name="Bridge", reason="pain", session=stopped.id),)


def test_a_bout_that_was_stopped_and_what_hurt_later_stand_among_the_stops() -> None:
    bout = walk(FRIDAY, 9)
    bout = replace(bout, what=replace(bout.what, reason=StopReason.CHEST))
    later = Stop(exercise="bridge", name="Bridge", reason="pain that stays", session="x", later=True)
    told = Told(today=SUNDAY, trained=[bout], hurt={FRIDAY: (later,), SUNDAY: (later,)}, exercises=LIBRARY)
    found = account(told, MONDAY, SUNDAY)
    chest = Stop(exercise="walk", name="Walking", reason="chest pain or discomfort", session=bout.id)
    assert [day.stops for day in found.days] == [(), (), (), (), (chest, later), (), (later,)]


def test_relaxing_alone_is_no_session_and_keeps_its_day() -> None:
    found = reckoned(session(FRIDAY, item("relax-and-rest")), closed=[FRIDAY])
    day = found.days[4]
    assert (day.sessions, day.relaxed, day.level, day.closed) == (0, 1, Level.LITTLE, True)
    assert found.weeks[0].sessions.done == 0


def test_an_exercise_stopped_at_once_is_no_session_but_a_stop() -> None:
    stopped = replace(item("bridge", 0.05, status=Status.STOPPED), held=(Share(side=BOTH, repetitions=0, seconds=2.0),))
    day = reckoned(session(FRIDAY, stopped)).days[4]
    assert (day.sessions, day.level, len(day.stops)) == (0, Level.NOTHING, 1)


def test_a_closed_day_says_so_whatever_was_done_on_it() -> None:
    found = reckoned(walk(FRIDAY, 15), plans=[plan(MONDAY, {4: ["bridge"]})], closed=[FRIDAY, SUNDAY])
    assert [(day.closed, day.sort.value) for day in found.days[4:]] == [
        (True, "rest"),
        (False, "rest"),
        (True, "closed"),
    ]


def test_before_a_week_was_planned_its_days_were_free() -> None:
    late = replace(plan(MONDAY, {0: ["bridge"], 4: ["bridge"]}, {1: 30}), since=FRIDAY)
    found = reckoned(walk(MONDAY, 30), trained(FRIDAY, bridge=WHOLE), plans=[late])
    assert [day.sort.value for day in found.days] == [*["free"] * 4, "planned", "rest", "rest"]
    assert (found.days[0].planned, found.days[1].wanted, found.weeks[0].sessions) == ((), 0, Kept(done=1, planned=1))
    assert (found.streak, found.longest) == (1, 1)


def test_the_pain_of_a_day_is_the_highest_that_was_told() -> None:
    told = [CheckIn(at=on(FRIDAY, hour), pain=pain) for hour, pain in [(7, 2), (9, 5), (12, None)]]
    assert reckoned(check_ins=told).days[4].pain == 5
    assert reckoned(session(FRIDAY, item("bridge"), pain=6), check_ins=told).days[4].pain == 6
    assert reckoned(session(FRIDAY, item("bridge"), pain=0)).days[4].pain == 0
    assert reckoned(check_ins=told).days[3].pain is None


def test_days_after_today_are_ahead_and_hold_what_is_planned() -> None:
    found = reckoned(plans=[plan(MONDAY, {3: ["bridge"], 5: ["bridge"]}, {5: 30})], today=FRIDAY)
    assert [day.sort.value for day in found.days] == ["rest"] * 3 + ["planned", "rest", "ahead", "ahead"]
    assert (found.days[5].planned, found.days[5].wanted) == (("bridge",), 30)


def test_changes_by_hand_are_what_was_planned() -> None:
    by_hand = [
        Edit(day=FRIDAY, what="bridge", choice=Choice.DROP),
        Edit(day=FRIDAY, what="side-stretch", choice=Choice.KEEP, item=Planned(exercise="side-stretch")),
        Edit(day=SUNDAY, what="activity", minutes=40),
    ]
    found = reckoned(plans=[plan(MONDAY, {4: ["bridge"]}).with_edits(by_hand)])
    assert found.days[4].planned == ("side-stretch",)
    assert (found.days[6].wanted, found.days[6].sort) == (40, Sort.PLANNED)


def test_a_week_in_which_only_minutes_were_set_by_hand_was_planned_and_an_empty_one_was_not() -> None:
    minutes = Plan(monday=MONDAY).with_edits([Edit(day=FRIDAY, what="activity", minutes=30)])
    sorts = [day.sort for day in reckoned(plans=[minutes]).days]
    assert sorts == [Sort.REST] * 4 + [Sort.PLANNED] + [Sort.REST] * 2
    found = reckoned(plans=[Plan(monday=MONDAY)])
    assert ({day.sort for day in found.days}, found.weeks[0].planned) == ({Sort.FREE}, False)


# What was closed


def test_a_day_on_which_a_gate_was_closed_has_nothing_planned() -> None:
    week = plan(MONDAY, {n: ["bridge", "side-stretch"] for n in range(5)}, dict.fromkeys(range(5), 30))
    found = reckoned(trained(MONDAY, bridge=WHOLE), plans=[week], closed=[MONDAY + timedelta(days=n) for n in (1, 2)])
    closed = found.days[1]
    assert (closed.sort, closed.level, closed.planned, closed.wanted) == (Sort.CLOSED, Level.NOTHING, (), 0)
    assert found.weeks[0].sessions == Kept(done=1, planned=3)
    assert found.weeks[0].activity == Kept(done=0, planned=90)


def test_what_was_done_all_the_same_on_a_closed_day_counts_as_planned_and_as_done() -> None:
    week = plan(MONDAY, {4: ["bridge", "side-stretch"]}, {4: 30})
    found = reckoned(trained(FRIDAY, bridge=WHOLE), walk(FRIDAY, 20), plans=[week], closed=[FRIDAY])
    day = found.days[4]
    assert (day.sort, day.planned, day.kept, day.wanted, day.level) == (
        Sort.PLANNED,
        ("bridge",),
        ("bridge",),
        20,
        Level.ALL,
    )
    assert found.weeks[0].activity.share == 1.0


def test_an_exercise_that_was_set_aside_is_not_missed_but_counts_where_it_was_done() -> None:
    week = plan(MONDAY, {3: ["bridge", "side-stretch"], 4: ["bridge"], 5: ["bridge", "side-stretch"]})
    out = {MONDAY + timedelta(days=n): frozenset({"bridge"}) for n in (3, 4)}
    thursday, friday, saturday = (MONDAY + timedelta(days=n) for n in (3, 4, 5))
    done = [session(thursday, item("bridge", HALF, status=Status.STOPPED), item("side-stretch")), walk(friday, 5)]
    told = Told(today=SUNDAY, plans={MONDAY: week}, trained=done, aside=out, exercises=LIBRARY)
    days = account(told, MONDAY, SUNDAY).days
    assert (days[3].planned, days[3].level) == (("bridge", "side-stretch"), Level.MOST)
    assert (days[4].planned, days[4].sort) == ((), Sort.REST)
    assert days[5].planned == ("bridge", "side-stretch")
    assert saturday == days[5].date


# Weeks


def test_weeks_are_whole_ones_that_overlap_the_span_and_days_are_those_of_the_span() -> None:
    found = reckoned(since=MONDAY - timedelta(days=2), until=MONDAY)
    assert [week.monday for week in found.weeks] == [MONDAY - timedelta(days=7), MONDAY]
    assert [len(week.days) for week in found.weeks] == [7, 7]
    assert [day.date for day in found.days] == [MONDAY - timedelta(days=n) for n in (2, 1, 0)]
    assert (found.day(MONDAY - timedelta(days=3)), found.day(SUNDAY)) == (None, None)


def test_a_span_that_ends_before_it_begins_is_empty() -> None:
    found = reckoned(since=FRIDAY, until=MONDAY)
    assert (found.days, found.weeks, found.streak, found.longest, found.day(FRIDAY)) == ((), (), 0, 0, None)


def test_a_planned_week_done_in_part() -> None:
    week = plan(
        MONDAY, {n: ["bridge", "side-stretch", "pelvic-tilt-held"] for n in (0, 2, 4)}, dict.fromkeys(range(4), 30)
    )
    done = [
        trained(MONDAY, bridge=WHOLE, side_stretch=WHOLE, pelvic_tilt_held=WHOLE),
        trained(MONDAY + timedelta(days=2), side_stretch=HALF, relax_and_rest=WHOLE),
        trained(MONDAY + timedelta(days=5), bridge=WHOLE),
        walk(MONDAY, 60),
        walk(MONDAY + timedelta(days=1), 40),
        walk(MONDAY + timedelta(days=3), 15),
    ]
    found = reckoned(*done, plans=[week])
    one = found.weeks[0]
    assert one.planned
    assert one.sessions == Kept(done=2, planned=3)
    assert one.stretch == Kept(done=3, planned=6)
    assert one.strengthen == Kept(done=2, planned=6)
    assert (one.activity, one.activity.share, one.active) == (Kept(done=115, planned=120), 115 / 120, 2)
    assert {group: days for group, days in one.groups.items() if days} == {Group.BENDING: 1, Group.SIDE: 2}
    assert one.strengths == {Strength.LOWER: 2, Strength.UPPER: 0}
    assert levels(found) == [4, 4, 1, 2, 0, 4, 0]


def test_more_than_was_planned_is_no_more_than_all() -> None:
    one = reckoned(walk(MONDAY, 90), plans=[plan(MONDAY, {}, {0: 30})]).weeks[0]
    assert (one.activity, one.activity.share) == (Kept(done=90, planned=30), 1.0)


# The streak


def week_of(*days: str) -> tuple[list[Remembered], list[Plan], list[date]]:
    """Make weeks of days: `x` done as planned, `-` missed, `r` rest, `c` closed, `f` a day of a week without a plan."""
    done, plans, closed = [], [], []
    for number, week in enumerate(days):
        monday = MONDAY + timedelta(days=7 * number)
        wanted = {n: ["bridge"] for n, sign in enumerate(week) if sign in "x-c"}
        plans += [plan(monday, wanted)] if "f" not in week else []
        done += [trained(monday + timedelta(days=n), bridge=WHOLE) for n, sign in enumerate(week) if sign == "x"]
        closed += [monday + timedelta(days=n) for n, sign in enumerate(week) if sign == "c"]
    return done, plans, closed


@pytest.mark.parametrize(
    ("weeks", "streak", "longest"),
    [
        (["xxxxxxx"], 7, 7),
        (["x-xxx--"], 0, 3),
        (["x-xxxrr"], 3, 3),
        (["xxrxxrc"], 4, 4),
        (["xxccccc", "ccrxxrx"], 5, 5),
        (["xxxrrrr", "fffffff"], 0, 3),
        (["xxxxx-r", "xxrxrxr"], 4, 5),
        (["rrrrrrr"], 0, 0),
    ],
)
def test_rest_and_closed_days_keep_a_streak_and_missed_and_unplanned_ones_break_it(
    weeks: list[str], streak: int, longest: int
) -> None:
    done, plans, closed = week_of(*weeks)
    last = MONDAY + timedelta(days=7 * len(weeks) - 1)
    found = reckoned(*done, plans=plans, closed=closed, today=last + timedelta(days=1), until=last)
    assert (found.streak, found.longest) == (streak, longest)


def test_today_does_not_break_a_streak_before_it_is_over() -> None:
    done, plans, closed = week_of("xxxx-xx")
    early = [one for one in done if one.at.date() < FRIDAY]
    assert reckoned(*early, plans=plans, today=FRIDAY).streak == 4
    assert reckoned(*early, plans=plans, today=FRIDAY + timedelta(days=1)).streak == 0
    assert reckoned(*early, today=FRIDAY).streak == 4
    assert reckoned(*early, trained(FRIDAY, bridge=HALF), plans=plans, closed=closed, today=FRIDAY).streak == 5


def test_what_was_done_on_a_rest_day_adds_to_a_streak_as_on_any_other() -> None:
    done, plans, _ = week_of("xxrxxxx")
    assert reckoned(*done, plans=plans).streak == 6
    assert reckoned(*done, walk(MONDAY + timedelta(days=2), 10), plans=plans).streak == 7


# The trend


def test_the_trend_compares_the_medians_of_two_weeks_and_the_two_before() -> None:
    days = {0: 3, 5: 1, 13: 2, 14: 6, 27: 5, 28: 10, -1: 10}
    told = [CheckIn(at=on(FRIDAY - timedelta(days=back)), pain=pain) for back, pain in days.items()]
    assert reckoned(check_ins=told, today=FRIDAY).trend == Trend(latest=2, before=5.5)
    assert reckoned(check_ins=told, until=FRIDAY).trend == Trend(latest=2, before=5.5)
    assert reckoned(check_ins=told[:3], today=FRIDAY).trend == Trend(latest=2, before=None)
    assert reckoned(today=FRIDAY).trend == Trend(latest=None, before=None)


# Whatever was told


NAMES = ("bridge", "side-stretch", "pelvic-tilt-held", "relax-and-rest", "gone")
DAYS = st.integers(0, 27).map(lambda n: MONDAY - timedelta(days=7) + timedelta(days=n))
SHARES = st.sampled_from([0.0, 0.25, HALF, WHOLE])


@st.composite
def sessions(draw: st.DrawFn) -> Remembered:
    names = draw(st.lists(st.sampled_from(NAMES), min_size=1, max_size=4, unique=True))
    stopped = draw(st.sampled_from([None, None, *names]))
    items = (item(name, draw(SHARES), status=Status.STOPPED if name == stopped else None) for name in names)
    pain = draw(st.none() | st.integers(0, 10))
    return session(draw(DAYS), *items, hour=draw(st.integers(5, 22)), pain=pain)


DONE = sessions() | st.builds(walk, DAYS, st.integers(1, 90), st.integers(5, 22))
OF_A_DAY = st.lists(st.sampled_from(NAMES), max_size=3, unique=True)
PLANS = st.builds(
    plan,
    st.sampled_from([MONDAY + timedelta(days=7 * n) for n in range(-1, 3)]),
    st.dictionaries(st.integers(0, 6), OF_A_DAY),
    st.dictionaries(st.integers(0, 6), st.sampled_from([0, 30, 60])),
)


@st.composite
def lives(draw: st.DrawFn) -> Told:
    at = st.builds(on, DAYS, st.integers(5, 22))
    return Told(
        today=draw(DAYS),
        plans={one.monday: one for one in draw(st.lists(PLANS, max_size=4))},
        trained=draw(st.lists(DONE, max_size=12)),
        check_ins=draw(st.lists(st.builds(CheckIn, at=at, pain=st.none() | st.integers(0, 10)), max_size=5)),
        closed=draw(st.frozensets(DAYS, max_size=8)),
        aside=draw(st.dictionaries(DAYS, st.frozensets(st.sampled_from(NAMES)), max_size=4)),
        exercises=LIBRARY,
    )


def reckon(told: Told) -> Account:
    return account(told, MONDAY - timedelta(days=7), MONDAY + timedelta(days=20))


@steady
@given(lives(), st.randoms(use_true_random=False))
def test_the_order_of_records_does_not_matter(told: Told, chance: object) -> None:
    trained = [replace(one, id=str(number)) for number, one in enumerate(told.trained)]
    told = replace(told, trained=tuple(trained))
    check_ins = list(told.check_ins)
    chance.shuffle(trained)  # type: ignore[attr-defined]
    chance.shuffle(check_ins)  # type: ignore[attr-defined]
    assert reckon(replace(told, trained=trained, check_ins=check_ins)) == reckon(told)


@steady
@given(lives(), DONE)
def test_what_is_done_on_one_day_changes_no_other_and_never_lowers_a_level(told: Told, more: Remembered) -> None:
    before, after = reckon(told), reckon(replace(told, trained=[*told.trained, replace(more, id="more")]))
    day = more.at.date()
    assert [one for one in before.days if one.date != day] == [one for one in after.days if one.date != day]
    was, now = before.day(day), after.day(day)
    assert was is not None
    assert now is not None
    assert now.level >= was.level
    assert after.streak >= before.streak or was.sort is Sort.CLOSED
    assert set(was.kept) <= set(now.kept)


@steady
@given(lives())
def test_a_streak_is_made_of_days_on_which_something_was_done(told: Told) -> None:
    found = reckon(told)
    over = [day for day in found.days if day.date <= told.today]
    done = [day for day in over if day.sessions or day.minutes or day.relaxed]
    assert found.streak <= found.longest <= len(done) <= len(found.days)
    assert (found.longest > 0) == bool(done)


@steady
@given(lives(), DAYS, st.booleans())
def test_rest_and_closed_days_never_change_a_streak(told: Told, day: date, closed: bool) -> None:
    """Put a week of rest, or of closed days, into a life: its streaks stay the same."""
    week = timedelta(days=7)
    monday = day - timedelta(days=day.weekday())

    def later(one: date) -> date:
        return one + week if one >= monday else one

    between = {monday: plan(monday, {n: ["bridge"] for n in range(7)} if closed else {})}
    longer = Told(
        today=later(told.today),
        plans={later(one): replace(plan, monday=later(one)) for one, plan in told.plans.items()} | between,
        trained=[replace(one, at=one.at + (later(one.at.date()) - one.at.date())) for one in told.trained],
        closed=frozenset(map(later, told.closed)) | {monday + timedelta(days=n) for n in range(7) if closed},
        exercises=LIBRARY,
    )
    first, last = MONDAY - week, MONDAY + 3 * week
    before = account(replace(told, aside={}), first, last)
    after = account(longer, first, last + week)
    assert (after.streak, after.longest) == (before.streak, before.longest)


@steady
@given(lives())
def test_every_share_is_one_and_every_week_adds_up_to_its_days(told: Told) -> None:
    for week in reckon(told).weeks:
        kept = (week.sessions, week.stretch, week.strengthen, week.activity)
        assert all(one.share is None or 0 <= one.share <= 1 for one in kept)
        assert all(one.done <= one.planned for one in kept[:3])
        assert week.activity.done == sum(day.minutes for day in week.days)
        assert all(_makes_sense(day, told) for day in week.days)


def _makes_sense(day: Day, told: Told) -> bool:
    nothing = day.level is Level.NOTHING
    return (
        nothing == (not day.sessions and not day.minutes and not day.relaxed)
        and set(day.kept) <= set(day.planned)
        and (day.sort is not Sort.CLOSED or (nothing and not day.planned and day.closed))
        and day.closed == (day.date in told.closed)
        and (day.sort is Sort.AHEAD) == (day.date > told.today)
        and (day.sort is not Sort.PLANNED or bool(day.planned or day.wanted))
    )
