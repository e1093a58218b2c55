"""Weeks for the tests of the Week screen: planned by hand of the test, so that the planner may change its mind."""

from __future__ import annotations

from datetime import date, time, timedelta

from tests.ui.support import House, Play, trained
from trainer.core.checkin import CheckIn, Symptom
from trainer.core.exercise import Equipment
from trainer.core.log import ActivityLog, Remembered
from trainer.core.plan import Outline, Outlined, Planned
from trainer.plans import kept
from trainer.plans.desk import Desk
from trainer.plans.draft import Draft, Move
from trainer.records import record_of

MONDAY = date(2026, 11, 16)
FRIDAY = date(2026, 11, 20)
"""Today, as long as the clock was not moved."""
DAY = 24 * 3600.0
STRENGTH = ("pelvic-tilt-held", "hip-flexor-stretch", "side-stretch", "wall-push-up")
STRETCH = ("knee-to-chest", "prone-press-up", "childs-pose")
WEEK = (STRENGTH, STRETCH, ("bridge", "hamstring-stretch-towel"), STRETCH, STRENGTH, STRETCH, ())
MINUTES = (30, 20, 0, 20, 30, 20, 0)


def outline(week: tuple[tuple[str, ...], ...] = WEEK) -> Outline:
    """Return a week's plan with these exercises at seven in the morning."""
    return Outline(
        days=tuple(
            Outlined(
                at=time(7) if names else None,
                minutes=15 if names else 0,
                items=tuple(Planned(exercise=name) for name in names),
                activity=minutes,
            )
            for names, minutes in zip(week, MINUTES, strict=True)
        )
    )


DRAFT = Draft(
    monday=MONDAY,
    outline=outline(),
    cost=0,
    moves=(
        Move(day=FRIDAY, exercise="hamstring-stretch-towel", gone=False),
        Move(day=FRIDAY, exercise="side-stretch", gone=True),
        Move(day=FRIDAY + timedelta(days=1), exercise="bridge", gone=False),
    ),
    minutes=((FRIDAY, 20, 30),),
    refused=((FRIDAY + timedelta(days=2), "wall-push-up"),),
)
"""Changes of each kind."""


def plan(house: House, week: tuple[tuple[str, ...], ...] = WEEK, monday: date = MONDAY) -> None:
    """Keep a plan, as another terminal would."""
    kept.write(house.coach().store, monday, outline=outline(week))


def items(house: House, day: date) -> list[str]:
    """Return what is on disk of a day's plan."""
    return [one.exercise for one in kept.read(house.coach().store, day - timedelta(days=day.weekday())).plan.items(day)]


def desk(house: House) -> Desk:
    """Return the desk of another terminal."""
    return Desk(house.coach())


async def found(play: Play) -> None:
    """Wait until the search in the background is over."""
    await play.settle()
    await play.app.workers.wait_for_complete()
    await play.settle()


def walked(house: House, minutes: int) -> None:
    """Have walked."""
    log = ActivityLog(activity="walk", name="Walk", seconds=minutes * 60.0)
    now = house.clock.now()
    house.coach().store.save(record_of(Remembered(id=f"walk-{now:%d%H%M}", at=now, what=log)))


def with_a_sore_knee(house: House) -> None:
    """Knee pain, and nothing at home."""
    house.coach().care.tell(screened=True, knee_pain=True, equipment=frozenset())


def with_a_sore_knee_and_a_plan(house: House) -> None:
    """Knee pain and nothing at home, in a week that was planned before."""
    with_a_sore_knee(house)
    plan(house)


def flare_up_on_wednesday(house: House) -> None:
    """A planned week with a flare-up on its Wednesday, seen on Friday."""
    plan(house)
    house.clock.jump(-2 * DAY)
    flare_up(house)
    house.clock.jump(2 * DAY)


def lived(house: House) -> None:
    """Two planned weeks with some of it done: last week's Friday, and this week's Monday and Tuesday."""
    plan(house, monday=MONDAY - timedelta(days=7))
    plan(house)
    for days in (-7, 3, 1):
        house.clock.jump(days * DAY)
        day = house.clock.now().date()
        for name in items(house, day)[: 2 if days == 1 else 9]:
            trained(house, name)
        walked(house, 10 * days if days > 0 else 8)
    house.clock.jump(3 * DAY)


def flare_up(house: House) -> None:
    """A flare-up today."""
    now = house.clock.now()
    house.coach().care.check_in(CheckIn(at=now, pain=4, symptoms=frozenset({Symptom.FLARE_UP}), day=now.date()))


def give(house: House, *things: Equipment) -> None:
    """Have these things at home."""
    house.coach().care.tell(equipment=frozenset(things))
