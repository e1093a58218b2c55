"""Hands-free: one routine on the screen and one line by line, nobody touching a key; the two logs agree."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import pytest

from tests.scripted import Person
from tests.ui.support import House, journal, named
from trainer.core.course import Status
from trainer.core.log import ItemLog, SessionLog
from trainer.plain.visit import visit
from trainer.ui.screens.after import AfterScreen
from trainer.ui.screens.session import SessionScreen

S2 = "back-pain-stretches"


@pytest.fixture
def other() -> House:
    """Return a second person's data, with a clock of its own."""
    return House(root=Path("other"))


async def on_the_screen(house: House) -> SessionLog:
    """Choose the routine, press Enter, and touch nothing until the session is over."""
    async with house.open() as play:
        await play.press("down", "down", "enter")
        play.on(SessionScreen)
        await play.to_the_end()
        play.on(AfterScreen)
    return log_of(house)


def line_by_line(house: House) -> SessionLog:
    """Hear the routine to its end, typing nothing before that."""
    house.ask()
    coach = house.coach()
    one = Person(house.clock)
    one.stays = True
    assert visit(coach, partial(coach.begin, named(S2)), one) == 0
    over = one.heard.index("The session is over.")
    assert "Paused" not in "\n".join(one.heard[:over])
    return log_of(house)


def log_of(house: House) -> SessionLog:
    """Return the only thing in the history, as it is read from disk; nothing is left to go on with."""
    coach = house.coach()
    [one] = coach.history()
    assert isinstance(one.what, SessionLog)
    assert journal(house) == []
    assert coach.interruption.found() is None
    return one.what


def seconds(item: ItemLog) -> list[float]:
    return [mark.seconds for mark in item.marks]


async def test_the_screen_and_plain_mode_log_the_same_of_a_routine_without_a_key(house: House, other: House) -> None:
    seen, heard = await on_the_screen(house), line_by_line(other)
    assert (seen.name, seen.routine, seen.whole, seen.reason) == (heard.name, heard.routine, heard.whole, heard.reason)
    assert seen.routine == S2
    assert len(seen.items) == len(heard.items) == 5
    for one, two in zip(seen.items, heard.items, strict=True):
        name = one.prescription.name
        assert one.prescription == two.prescription
        assert (one.status, one.reason) == (two.status, two.reason) == (Status.DONE, None), name
        assert one.planned == two.planned, name
        assert one.held == two.held == one.planned, name
        assert seconds(one) == seconds(two), name
        assert one.marks == two.marks, name
    assert seen.seconds == heard.seconds
