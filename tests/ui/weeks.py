"""Planned weeks to look at, and days trained in them."""

from __future__ import annotations

from datetime import date, timedelta

from tests import outlines
from tests.ui.support import House
from trainer.core.events import Cause
from trainer.core.plan import monday_of
from trainer.plans.desk import Desk
from trainer.run import Run

DAY = 24 * 3600.0


def monday(house: House) -> date:
    return monday_of(house.clock.now().date())


def keep_plan(house: House) -> None:
    """Plan what is left of this week."""
    outlines.keep_plan(house.coach())


def train(house: House, *, leaving_after: float | None = None) -> Run:
    """Train what is planned today, to the end or for some seconds."""
    run = Desk(house.coach()).begin()
    run.do(run.session.start)
    left = leaving_after
    while run.session.step is not None:
        if left is not None and left <= 0:
            run.do(run.session.finish)
            break
        house.clock.advance(1.0)
        left = None if left is None else left - 1
        run.look()
        if run.session.cause not in {None, Cause.PERSON} or run.session.length is None:
            run.do(run.session.press)
    return run


def walk(house: House, minutes: int) -> None:
    run = house.coach().begin_activity("walk", minutes)
    run.do(run.session.start)
    while run.session.step is not None:
        house.clock.advance(1.0)
        run.look()


def a_week(house: House) -> None:
    """A Friday morning in a planned week: trained on Monday and Tuesday, missed on Thursday."""
    house.clock.jump(-4 * DAY)
    keep_plan(house)
    train(house)
    walk(house, 30)
    house.clock.jump(DAY)
    train(house)
    walk(house, 20)
    house.clock.jump(3 * DAY)
    at_seven(house)


def a_good_week(house: House) -> None:
    """A Friday morning in a week that was planned on Thursday, and trained since."""
    house.clock.jump(-DAY)
    keep_plan(house)
    train(house)
    walk(house, 35)
    house.clock.jump(DAY)
    at_seven(house)


def a_done_day(house: House) -> None:
    """The same, and today's is done too."""
    a_good_week(house)
    train(house)
    walk(house, 25)
    walk(house, 5)


def at_seven(house: House) -> None:
    """Set the clock to seven in the morning."""
    now = house.clock.now()
    house.clock.jump((now.replace(hour=7, minute=0, second=0, microsecond=0) - now) / timedelta(seconds=1))
