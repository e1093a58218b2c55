"""What one thinks of an exercise, in the library: how helpful it is, and whether it is left out."""

from __future__ import annotations

import pytest

from tests.ui.support import SIZES, House, Play
from trainer.core.profile import Profile
from trainer.ui.screens.ask import AskScreen
from trainer.ui.screens.library import LibraryScreen
from trainer.ui.screens.reader import ReaderScreen

NAME = "Overhead stretch"
ID = "overhead-stretch"


def told(house: House) -> Profile:
    """Return what is on disk."""
    return house.coach().care.profile


async def ask(play: Play) -> None:
    """Ask about the first exercise."""
    await play.press("3", "h")
    play.on(AskScreen)


@pytest.mark.parametrize(
    ("key", "value", "said"),
    [("1", -2, "not for me"), ("2", -1, "rather not"), ("4", 1, "helps"), ("5", 2, "helps a lot")],
)
async def test_how_helpful_it_is_is_told_and_shown(key: str, value: int, said: str, house: House) -> None:
    async with house.open() as play:
        await ask(play)
        assert play.shows(f"How helpful is {NAME} to you?", "This is not about pain")
        await play.press(key)
        play.on(LibraryScreen)
        assert play.shows(f"For you {said}")
        await play.press("down")
        assert not play.shows("For you")
    assert told(house).helpful == {ID: value}


@pytest.mark.parametrize("before", [{}, {ID: 2}, {ID: -2}])
async def test_enter_keeps_the_present_answer(before: dict[str, int], house: House) -> None:
    house.coach().care.tell(helpful={**before, "bridge": 1})
    async with house.open() as play:
        await ask(play)
        await play.press("enter")
        play.on(LibraryScreen)
    assert told(house).helpful == {**before, "bridge": 1}


async def test_no_opinion_takes_it_back_and_escape_changes_nothing(house: House) -> None:
    house.coach().care.tell(helpful={ID: -1, "bridge": 1})
    async with house.open() as play:
        await ask(play)
        await play.press("escape")
        assert told(house).helpful == {ID: -1, "bridge": 1}
        await ask(play)
        await play.press("3")
        assert not play.shows("For you")
    assert told(house).helpful == {"bridge": 1}


async def test_left_out_and_back_in_says_how_to_undo_it(house: House) -> None:
    async with house.open() as play:
        await play.press("3", "o")
        assert play.toasts == [f"{NAME} is left out. o takes it back in."]
        assert play.shows("For you left out")
        assert told(house).left_out == {ID}
        await play.press("o")
        assert play.toasts[-1] == f"{NAME} is back in. o leaves it out."
        assert not play.shows("For you")
    assert told(house).left_out == frozenset()


@pytest.mark.parametrize("size", SIZES, ids=str)
async def test_the_detail_says_it_behind_its_head(size: tuple[int, int], house: House) -> None:
    house.coach().care.tell(helpful={ID: 2}, left_out=frozenset({ID}))
    async with house.open(size) as play:
        await play.press("3", "enter", "i")
        play.on(ReaderScreen)
        shown = " ".join(play.dump().split())
        assert "For you helps a lot · left out (o in the list takes it back in)" in shown
        assert shown.index("you left it out") < shown.index("For you") < shown.index("Form")
        assert shown.count(f"{NAME} ↔ stretch") == 1


async def test_nothing_listed_offers_neither(house: House) -> None:
    async with house.open() as play:
        await play.press("3", "/", *"zzz", "enter")
        assert not play.shows("h helpful")
        await play.press("h", "o")
        play.on(LibraryScreen)
    assert told(house) == Profile(screened=True)
