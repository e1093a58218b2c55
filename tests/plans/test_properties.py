"""What holds for any person's week: every hard rule, the same plan from the same facts, few changes."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.fakes import FakeClock
from tests.home import Home
from tests.plans.rules import check
from tests.test_offered import live, lives, profiles
from trainer.coach import Coach
from trainer.core.closed import Lift
from trainer.core.free import ASSUMED, WEEK, slots_on
from trainer.core.plan import monday_of
from trainer.core.profile import Slot
from trainer.core.weekly import Week
from trainer.errors import ClosedError, RefusedError
from trainer.plans.desk import Desk

calm = settings(
    max_examples=30, deadline=None, derandomize=True, database=None, suppress_health_check=[HealthCheck.too_slow]
)
slots = st.builds(Slot, at=st.just(time(7)), minutes=st.integers(5, 40))
spare = st.dictionaries(st.sampled_from(WEEK), st.just(()) | slots.map(lambda slot: (slot,)), max_size=7)
more = st.fixed_dictionaries(
    {},
    optional={
        "free": spare,
        "helpful": st.dictionaries(st.sampled_from(("bridge", "side-stretch", "open-books")), st.sampled_from((-2, 2))),
        "activity_days": st.integers(1, 7),
        "activity_minutes": st.sampled_from((30, 60)),
        "usual_activity": st.integers(0, 600),
        "strength_rest": st.integers(0, 3),
    },
)
hours = st.integers(0, 167)


def settle(folder: str, told: dict[str, object], life: list[tuple[object, ...]], hour: int) -> tuple[Home, Coach]:
    """Let somebody live until some hour of a week."""
    home = Home(Path(folder), clock=FakeClock(datetime(2026, 11, 2, tzinfo=FakeClock().now().tzinfo)))
    coach = home.coach()
    coach.care.tell(**told)
    live(coach, home.clock, life)
    home.clock.advance(hour * 3600)
    return home, coach


def room(coach: Coach, monday: date) -> dict[date, int]:
    """Return the longest free time of each day."""
    days = [monday + timedelta(days=n) for n in range(7)]
    found = {day: slots_on(coach.care.profile, day) for day in days}
    return {
        day: max((s.minutes for s in (ASSUMED,) if free is None), default=0)
        if free is None
        else max((s.minutes for s in free), default=0)
        for day, free in found.items()
    }


def waits_for_check_in(coach: Coach) -> bool:
    """Say whether a check-in may open what is closed: nothing is planned anew before it."""
    return any(gate.lift is Lift.CHECK_IN and gate.until is None for gate in coach.care.gates())


def same(week: Week, other: Week) -> bool:
    return [[i.exercise.id for i in d.session.items] if d.session else [] for d in week.days] == [
        [i.exercise.id for i in d.session.items] if d.session else [] for d in other.days
    ] and [d.activity.planned for d in week.days] == [d.activity.planned for d in other.days]


@calm
@given(profiles, more, lives, hours)
def test_every_hard_rule_holds_for_any_person_and_planning_again_changes_nothing(
    told: dict[str, object], also: dict[str, object], life: list[tuple[object, ...]], hour: int
) -> None:
    with TemporaryDirectory() as folder:
        _, coach = settle(folder, {**told, **also}, life, hour)
        desk, monday = Desk(coach), monday_of(coach.clock.now().date())
        if waits_for_check_in(coach):
            with pytest.raises(ClosedError, match="Check in first"):
                desk.first(monday)
            return
        rest = coach.care.profile.strength_rest
        first, best = desk.first(monday), desk.best(monday)
        assert best.cost <= first.cost
        assert desk.best(monday) == best, "the same facts, the same plan"
        week = desk.take(best)
        check(week, coach, room(coach, monday), 1 if rest is None else rest)
        assert not week.stale
        again = desk.again(monday)
        assert (again.moves, again.minutes) == ((), ())


@calm
@given(profiles, more, lives, hours, st.lists(st.tuples(st.integers(0, 6), st.integers(0, 22), st.integers(0, 3))))
def test_no_change_by_hand_breaks_a_hard_rule(
    told: dict[str, object],
    also: dict[str, object],
    life: list[tuple[object, ...]],
    hour: int,
    changes: list[tuple[int, int, int]],
) -> None:
    with TemporaryDirectory() as folder:
        _, coach = settle(folder, {**told, **also}, life, hour)
        desk, monday = Desk(coach), monday_of(coach.clock.now().date())
        if waits_for_check_in(coach):
            with pytest.raises(ClosedError, match="Check in first"):
                desk.first(monday)
            return
        rest = coach.care.profile.strength_rest
        desk.take(desk.first(monday))
        names = sorted(coach.library.exercises)
        for day, exercise, what in changes:
            on, name = monday + timedelta(days=day), names[exercise]
            before = desk.week(monday)
            try:
                if what == 0:
                    desk.hand.add(on, name)
                elif what == 1:
                    desk.hand.drop(on, name)
                elif what == 2:
                    desk.hand.move(on, name, monday + timedelta(days=(day + 3) % 7))
                else:
                    desk.hand.reorder(on, name, 1)
            except RefusedError:
                assert same(desk.week(monday), before), "what is refused changes nothing"
        check(desk.week(monday), coach, room(coach, monday), 1 if rest is None else rest)
        desk.take(desk.again(monday))
        check(desk.week(monday), coach, room(coach, monday), 1 if rest is None else rest)
