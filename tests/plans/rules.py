"""The hard rules, checked anew from the library and the calendar, without the planner's own code."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

from tests.home import shipped
from trainer.coach import Coach
from trainer.core.exercise import Exercise, Kind, Relation
from trainer.core.log import SessionLog
from trainer.core.timeline import seconds, timeline
from trainer.core.weekly import Day, Status, Week

LOADED = {"dumbbell-row", "band-row", "band-squeeze", "wall-push-up"}
S2 = ("pelvic-tilt-held", "knee-to-chest", "lower-trunk-rotation", "hamstring-stretch-leg-raise", "bridge")
TWENTY = 20 * 60


def check(week: Week, coach: Coach, room: dict[date, int], rest: int = 1) -> None:
    """Assert every hard rule for the days ahead; `room` are the minutes of free time of each day."""
    today = coach.clock.now().date()
    ahead = [day for day in week.days if day.date >= today]
    for day in ahead:
        check_activity(day)
        if day.session is not None:
            check_session(day, coach, room.get(day.date, 0))
    check_rest(week, coach, rest)


def check_session(day: Day, coach: Coach, room: int) -> None:
    assert day.session is not None
    items = [item for item in day.session.items if item.status is not Status.CLOSED]
    exercises = [item.exercise for item in items]
    pace = coach.settings.pace
    length = seconds(timeline([item.prescription for item in items], pace), pace)
    assert not (items and day.blocked), "a closed day has nothing open"
    assert length <= min(TWENTY, room * 60)
    families = [one.family for one in exercises if one.family]
    assert len(families) == len(set(families))
    for one in exercises:
        check_exercise(one, {other.id for other in exercises}, coach)
    order = [S2.index(one.id) for one in exercises if one.id in S2]
    assert order == sorted(order)


def check_exercise(one: Exercise, others: set[str], coach: Coach) -> None:
    assert not coach.care.closed(one)
    assert one.kind in {Kind.STRETCH, Kind.STRENGTHEN}
    assert any(dosage.stated for dosage in one.dosages)
    rivals = {link.exercise for link in one.related if link.relation is Relation.SUBSTITUTE}
    assert not rivals & others


def check_activity(day: Day) -> None:
    assert day.activity.planned % 10 == 0
    assert 0 <= day.activity.planned <= 60
    assert not (day.blocked and day.activity.planned)


def check_rest(week: Week, coach: Coach, rest: int) -> None:
    """Loaded work, done or planned ahead, has its days of rest, at least where something ahead is concerned."""
    today = coach.clock.now().date()
    days = {
        one.at.date()
        for one in coach.history(week.monday - timedelta(days=7), week.monday + timedelta(days=7))
        if isinstance(one.what, SessionLog)
        for item in one.what.items
        if item.marks and item.prescription.exercise in LOADED
    }
    planned = {
        day.date
        for day in week.days
        if day.session is not None and day.date >= today
        for item in day.session.items
        if item.status is Status.PLANNED and item.exercise.id in LOADED
    }
    for one, other in pairwise(sorted(days | planned)):
        assert (other - one).days > rest or not {one, other} & planned


def known(name: str) -> Exercise:
    """Return a shipped exercise."""
    return shipped().exercises[name]
