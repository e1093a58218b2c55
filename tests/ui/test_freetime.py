"""Free time under You: each day told, copied, taken back or left to what is assumed, and every change undone."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import time

import pytest

from tests.ui.support import SIZES, HastyFs, House, Play
from trainer.core.free import WEEK
from trainer.core.profile import Slot
from trainer.ui.screens.ask import AskScreen
from trainer.ui.screens.freetime import FreeTimeScreen
from trainer.ui.screens.help import HelpScreen
from trainer.ui.screens.library import LibraryScreen
from trainer.ui.screens.profile import ABOUT
from trainer.ui.screens.you import YouScreen

MORNING, EVENING = Slot(at=time(7), minutes=15), Slot(at=time(18, 30), minutes=20)
EVE = "2026-12-24"
LAST = 11
"""More steps than there are lines."""


async def visit(play: Play) -> None:
    """Open the screen from You."""
    await play.press("5", "home", *["down"] * len(ABOUT), "enter")
    play.on(FreeTimeScreen)


async def write(play: Play, text: str) -> None:
    """Type an answer in place of the one that is there."""
    play.on(AskScreen)
    await play.press("end", *["backspace"] * 50, *("space" if char == " " else char for char in text), "enter")


def free(house: House) -> Mapping[str, tuple[Slot, ...]]:
    """Return what is on disk."""
    return house.coach().care.profile.free


@pytest.mark.parametrize("size", SIZES, ids=str)
async def test_nothing_told_says_what_is_assumed(size: tuple[int, int], house: House) -> None:
    async with house.open(size) as play:
        await visit(play)
        assert play.shows("Not told: the plan assumes 15 minutes at 07:00 each day.")
        assert play.dump().count("assumed: 07:00 15 min") == 7
        await play.press("escape")
        play.on(YouScreen)
    assert free(house) == {}


@pytest.mark.parametrize("number", range(7))
async def test_each_weekday_can_be_told(number: int, house: House) -> None:
    async with house.open() as play:
        await visit(play)
        await play.press(*["down"] * number, "enter")
        await write(play, "18:30 20, 7-7:15")
        play.on(FreeTimeScreen)
        assert play.shows("07:00 15 min, 18:30 20 min")
        assert play.dump().count("not told: no session") == 6
    assert free(house) == {WEEK[number]: (MORNING, EVENING)}


async def test_none_is_no_session_and_nothing_takes_it_back(house: House) -> None:
    async with house.open() as play:
        await visit(play)
        await play.press("enter")
        await write(play, "none")
        assert free(house) == {"mon": ()}
        assert play.dump().count("not told: no session") == 6
        await play.press("enter")
        assert play.shows("When on Monday?", "none")
        await write(play, "")
        assert play.dump().count("assumed: 07:00 15 min") == 7
    assert free(house) == {}


@pytest.mark.parametrize(
    ("typed", "refusal"),
    [
        ("07:00 0", "A slot of 0 minutes cannot be used; write 5 to 240."),
        ("07:00 -5", "A slot of -5 minutes cannot be used"),
        ("07:00 2000", "A slot of 2000 minutes cannot be used"),
        ("twenty", "'twenty' is no free time; write '07:00 15, 18:30 20', or none."),
        ("23:50 15", "15 minutes from 23:50 run past midnight"),
        ("7:00 15, 7:10 15", "07:10 begins before the 15 minutes from 07:00 end."),
        ("[b]x[/foo]", "'[b]x[/foo]' is no free time"),
    ],
)
async def test_what_cannot_be_is_refused_in_its_place(typed: str, refusal: str, house: House) -> None:
    async with house.open() as play:
        await visit(play)
        await play.press("enter")
        await write(play, typed)
        play.on(AskScreen)
        assert play.shows(refusal)
        await write(play, "7:00 15")
        play.on(FreeTimeScreen)
    assert free(house) == {"mon": (MORNING,)}


async def test_a_days_times_can_be_copied_to_the_whole_week_and_that_undone(house: House) -> None:
    before = {"tue": (MORNING, EVENING), "sun": (), EVE: ()}
    house.coach().care.tell(free=before)
    async with house.open() as play:
        await visit(play)
        assert not play.shows("y copy")
        await play.press("y", "down")
        assert play.shows("y copy to all")
        assert not play.shows("u undo")
        await play.press("y")
        assert free(house) == {**dict.fromkeys(WEEK, (MORNING, EVENING)), EVE: ()}
        assert play.toasts == ["Copied to every day of the week. u takes it back."]
        await play.press("u")
        assert free(house) == before
        assert not play.shows("u undo")


async def test_a_single_day_can_be_added_changed_and_removed(house: House) -> None:
    async with house.open() as play:
        await visit(play)
        await play.press("end", "enter")
        await write(play, EVE)
        assert play.shows("When on Thu 24 Dec?")
        await write(play, "none")
        assert play.shows("Thu 24 Dec no session", "the plan assumes 15 minutes at 07:00 each day")
        assert free(house) == {EVE: ()}
        await play.press("enter")
        await write(play, "18:30 20")
        assert free(house) == {EVE: (EVENING,)}
        await play.press("d")
        assert free(house) == {}
        assert play.toasts == ["Thu 24 Dec is not told any more. u takes it back."]
        await play.press("u")
        assert free(house) == {EVE: (EVENING,)}
        await play.press("u", "u", "u")
        assert free(house) == {}


async def test_a_day_of_another_year_says_its_year_and_days_that_are_over_are_not_listed(house: House) -> None:
    house.coach().care.tell(free={"2026-11-19": (), "2026-11-20": (), "2027-01-01": ()})
    async with house.open() as play:
        await visit(play)
        assert play.shows("Fri 20 Nov no session", "Fri 1 Jan 2027 no session")
        assert not play.shows("19 Nov")
        await play.press("enter")
        await write(play, "7:00 15")
    assert set(free(house)) == {"mon", "2026-11-19", "2026-11-20", "2027-01-01"}


@pytest.mark.parametrize(
    ("typed", "refusal"), [("2026-11-19", "2026-11-19 is over"), ("24.12.", "'24.12.' is no day"), ("", "'' is no day")]
)
async def test_a_day_that_cannot_be_added_is_refused_and_leaving_adds_none(
    typed: str, refusal: str, house: House
) -> None:
    async with house.open() as play:
        await visit(play)
        await play.press("a")
        await write(play, typed)
        assert play.shows("On which day?", refusal)
        await play.press("escape")
        play.on(FreeTimeScreen)
        await play.press("a")
        await write(play, "tomorrow")
        assert play.shows("When on Sat 21 Nov?")
        await play.press("escape")
        play.on(FreeTimeScreen)
    assert free(house) == {}


async def test_leaving_a_question_changes_nothing_and_leaves_nothing_to_undo(house: House) -> None:
    async with house.open() as play:
        await visit(play)
        await play.press("enter", "7", "escape")
        assert not play.shows("u undo", "d remove")
        await play.press("u", "d", "y")
        play.on(FreeTimeScreen)
    assert free(house) == {}


async def test_pages_and_help_are_at_hand(house: House) -> None:
    async with house.open() as play:
        await visit(play)
        await play.press("?")
        play.on(HelpScreen)
        assert play.shows("at most one on a day")
        await play.press("escape", "3")
        play.on(LibraryScreen)
        await play.press("5")
        play.on(FreeTimeScreen)
        await play.press("5")
        play.on(YouScreen)


async def test_clicks_change_and_undo(house: House) -> None:
    async with house.open() as play:
        await visit(play)
        await play.click("Tuesday")
        await write(play, "7:00 15")
        assert free(house) == {"tue": (MORNING,)}
        await play.click("u undo")
        assert free(house) == {}
        await play.click("Add a single day")
        assert play.shows("On which day?")


async def test_what_cannot_be_saved_is_kept_and_said(house: House) -> None:
    class Full(HastyFs):
        full = False

        def put(self, fd: int, data: bytes) -> int:
            if self.full:
                raise OSError(28, "No space left on device")
            return super().put(fd, data)

    disk = Full()
    house.ask()
    async with house.open(coach=house.coach(disk)) as play:
        await visit(play)
        await play.press("enter")
        await write(play, "7:00 15")
        disk.full = True
        await play.press("y")
        assert any("saved" in toast for toast in play.toasts)
        assert play.dump().count("07:00 15 min") == 7
        disk.full = False


@pytest.mark.parametrize("size", [*SIZES, (30, 10), (20, 5)], ids=str)
async def test_the_list_and_its_questions_fit_every_terminal(size: tuple[int, int], house: House) -> None:
    times = tuple(Slot(at=time(hour), minutes=240) for hour in (0, 5, 10, 15))
    house.coach().care.tell(free={**dict.fromkeys(WEEK, times), EVE: times})
    async with house.open(size) as play:
        await visit(play)
        await play.press(*["down"] * LAST, "up", "enter", "escape", "end", "enter")
        await play.resize(32, 10)
        await play.press("escape", "y", "home", "d", "u", "escape")
        play.on(YouScreen)


async def test_on_a_phone_weekdays_are_short_and_every_key_is_named(house: House) -> None:
    house.coach().care.tell(free={"mon": (MORNING, EVENING)})
    async with house.open((40, 20)) as play:
        await visit(play)
        await play.press("enter")
        await write(play, "7:00 15")
        assert play.shows("Mon 07:00 15 min", "Wed not told: no session")
        for key in ("enter change", "y copy to all", "a add", "d remove", "u undo", "esc back", "? help"):
            assert play.shows(key), key
