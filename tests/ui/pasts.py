"""Pasts made by hand for the tests of Progress: accounts to draw, and days lived to look back on."""

from __future__ import annotations

from datetime import date, timedelta

from tests.ui import week_scenes
from tests.ui.support import House, Play, trained
from trainer.core.adherence import Account, Day, Kept, Level, Sort, Trend, Week
from trainer.core.checkin import CheckIn, Symptom
from trainer.core.events import StopReason
from trainer.core.log import ActivityLog, Remembered
from trainer.records import record_of

FRIDAY = date(2026, 11, 20)
"""Today."""
MONDAY = date(2026, 11, 16)
DAY = 24 * 3600.0


def account(*told: Day, weeks: int = 53, streak: int = 0, longest: int = 0) -> Account:
    """Return an account up to this week's Sunday in which nothing was done but what is told."""
    known = {day.date: day for day in told}
    first = MONDAY - timedelta(weeks=weeks - 1)
    dates = [first + timedelta(days=number) for number in range(weeks * 7)]
    days = tuple(known.get(on, Day(date=on, sort=_sort(on), level=Level.NOTHING)) for on in dates)
    return Account(
        today=FRIDAY,
        days=days,
        weeks=tuple(week(*days[at : at + 7]) for at in range(0, len(days), 7)),
        streak=streak,
        longest=longest,
        trend=Trend(latest=None, before=None),
    )


def _sort(on: date) -> Sort:
    return Sort.AHEAD if on > FRIDAY else Sort.FREE


def week(*days: Day) -> Week:
    """Put seven days together."""
    planned = [day for day in days if day.planned]
    wanted = sum(day.wanted for day in days)
    return Week(
        monday=days[0].date,
        days=days,
        planned=bool(planned),
        sessions=Kept(done=sum(bool(day.kept) for day in planned), planned=len(planned)),
        stretch=Kept(done=sum(len(day.kept) for day in days), planned=sum(len(day.planned) for day in days)),
        strengthen=Kept(done=0, planned=0),
        activity=Kept(done=sum(day.minutes for day in days), planned=wanted),
        active=sum(day.active for day in days),
        groups={},
        strengths={},
    )


def walked(house: House, minutes: int, note: str = "", name: str = "Walking") -> Remembered:
    """Have walked until now."""
    now = house.clock.now()
    log = ActivityLog(activity="walk", name=name, seconds=minutes * 60.0, note=note)
    one = Remembered(id=f"walk-{now:%Y%m%d%H%M%S}", at=now, what=log)
    house.coach().store.save(record_of(one))
    return one


def a_week(house: House) -> None:
    """Work on four days of the last ones, with a stop and a note."""
    house.clock.jump(-5 * DAY)
    trained(house, "back-pain-stretches")
    walked(house, 20, "Stiff at first.")
    house.clock.jump(2 * DAY)
    trained(house, "upper-back-programme", stopping=StopReason.PAIN)
    house.clock.jump(DAY)
    walked(house, 45)
    house.clock.jump(DAY)
    trained(house, "bridge")
    house.clock.jump(DAY)


def a_year(house: House) -> None:
    """The same ten months after the first session."""
    house.clock.jump(-300 * DAY)
    trained(house, "overhead-stretch")
    house.clock.jump(300 * DAY)
    a_week(house)


def a_planned_year(house: House) -> None:
    """The same, with this week planned, pain told each morning and a flare-up."""
    a_year(house)
    week_scenes.plan(house)
    house.clock.jump(-9 * DAY)
    for pain in (2, 3, 6, 4, 3, 1):
        coach = house.coach()
        flare = frozenset({Symptom.FLARE_UP}) if pain == 6 else frozenset()
        today = house.clock.now().date()
        coach.care.check_in(CheckIn(at=house.clock.now(), pain=pain, symptoms=flare, day=today if flare else None))
        house.clock.jump(DAY)
    house.clock.jump(3 * DAY)


async def read(play: Play) -> None:
    """Wait until what is read beside the keyboard has come."""
    await play.settle()
    await play.app.workers.wait_for_complete()
    await play.settle()


async def turn_to(play: Play, view: str) -> None:
    """Turn until a view is there."""
    from trainer.ui.screens.progress import ProgressScreen

    for _ in range(6):
        if play.on(ProgressScreen).view == view:
            return
        await play.press("v")
    raise AssertionError(f"there is no view {view}")
