"""The first questions: skipped or answered, each answer kept at once, and what cannot be kept refused in its place."""

from __future__ import annotations

from datetime import date, time

import pytest

from tests.ui.support import SIZES, House, Play, shipped
from trainer.core.exercise import Equipment
from trainer.core.profile import Profile, Slot
from trainer.ui.screens.ask import AskScreen
from trainer.ui.screens.screening import ScreeningScreen, unasked

TODAY = date(2026, 11, 20)


async def screened(play: Play, *, only_health: bool = False) -> list[bool | None]:
    """Open the screening, and return where its result will be."""
    said: list[bool | None] = []
    while isinstance(play.screen, AskScreen):  # the app may have asked by itself
        await play.press("escape")
    play.app.push_screen(ScreeningScreen(play.coach, only_health=only_health), said.append)
    await play.settle()
    return said


def told(house: House) -> Profile:
    """Return what is on disk."""
    return house.coach().care.profile


@pytest.mark.parametrize("keys", [["enter"] * 6, ["enter", *"sssss"], ["enter", "3", "s", "3", "9", "4"]])
async def test_every_question_can_be_skipped_and_nothing_is_told(keys: list[str], house: House) -> None:
    async with house.open() as play:
        said = await screened(play)
        for number, key in enumerate(keys, 1):
            assert play.shows(f"{number} of 6")
            await play.press(key)
        assert said == [True]
    assert told(house) == Profile(screened=True)


async def test_escape_skips_the_rest_and_is_not_asked_again(house: House) -> None:
    async with house.open() as play:
        said = await screened(play)
        await play.press("enter", "1", "escape")
        assert said == [False]
    assert told(house) == Profile(screened=True, knee_pain=True)


async def test_everything_can_be_answered_and_each_answer_is_kept_at_once(house: House) -> None:
    async with house.open() as play:
        said = await screened(play)
        assert play.shows("Advice, never a diagnosis", "Your doctor or physiotherapist tells you")
        await play.press("enter", "1")
        assert told(house).knee_pain is True
        await play.press("1")
        assert told(house).heart_problem is True
        assert play.shows("Has a clinician guided you", "After a recent heart attack")
        await play.press("1")
        assert told(house).heart_guidance == TODAY
        await play.press("1", "space", "down", "enter", "end", "enter")
        assert told(house).allowlist == tuple(shipped().exercises)[:2]
        assert told(house).equipment is None
        await play.press("1", "4", "enter")
        assert told(house).equipment == frozenset({Equipment.WALL, Equipment.PILLOW})
        assert said == []
        await play.press("3")
        assert said == [True]
    free = told(house).free
    assert (free["mon"], free["sat"]) == ((Slot(at=time(7), minutes=15),), ())
    assert told(house).screened


async def test_no_is_an_answer(house: House) -> None:
    async with house.open() as play:
        await screened(play)
        await play.press("enter", "2", "2", "2", "8")
    profile = told(house)
    assert (profile.knee_pain, profile.heart_problem, profile.allowlist) == (False, False, None)
    assert profile.equipment == frozenset()


@pytest.mark.parametrize(
    ("typed", "refusal"),
    [
        ("2026-11-21", "is still to come"),
        ("2016-11-19", "over 10 years ago"),
        ("2026-02-30", "'2026-02-30' is no day"),
        ("[b]soon[/foo]", "is no day"),
    ],
)
async def test_a_day_that_cannot_be_is_refused_in_its_place(typed: str, refusal: str, house: House) -> None:
    async with house.open() as play:
        await screened(play)
        await play.press("enter", "s", "1", "2")
        await play.type(typed)
        await play.press("enter")
        assert play.shows(refusal, "3 of 6")
        assert told(house).heart_guidance is None
        await play.press(*["backspace"] * len(typed))
        assert not play.shows(refusal)
        await play.type("2026-11-01")
        await play.press("enter")
        assert play.shows("4 of 6")
    assert told(house).heart_guidance == date(2026, 11, 1)


async def test_a_list_can_be_left_open_after_all(house: House) -> None:
    async with house.open() as play:
        await screened(play)
        await play.press("enter", "s", "s", "1", "end")
        assert play.shows("Skip")
        await play.press("space")
        assert play.shows("5 of 6")
    assert told(house).allowlist is None


async def test_a_tick_can_be_taken_back(house: House) -> None:
    async with house.open() as play:
        await screened(play)
        await play.press("enter", "s", "s", "s", "1", "2", "1")
        assert play.shows("✓ 2 chair", "9 Done")
        await play.press("9")
    assert told(house).equipment == frozenset({Equipment.CHAIR})


async def test_what_was_answered_before_is_not_asked_again(house: House) -> None:
    house.coach().care.tell(heart_problem=False, equipment=frozenset({Equipment.WALL}))
    async with house.open() as play:
        said = await screened(play)
        await play.press("enter")
        assert play.shows("Do your knees hurt?", "2 of 4")
        await play.press("2")
        assert play.shows("Has a clinician listed", "3 of 4")
        await play.press("2")
        assert play.shows("When do you have time", "4 of 4")
        await play.press("s")
        assert said == [True]


async def test_a_heart_problem_that_was_told_leads_to_the_guidance_alone(house: House) -> None:
    house.coach().care.tell(heart_problem=True, knee_pain=False)
    async with house.open() as play:
        await screened(play)
        await play.press("enter")
        assert play.shows("Has a clinician guided you", "2 of 5")


async def test_only_health_asks_what_was_not_answered(house: House) -> None:
    coach = house.coach()
    assert unasked(coach)
    coach.care.tell(knee_pain=False)
    async with house.open(coach=coach) as play:
        said = await screened(play, only_health=True)
        assert play.shows("Do you have a heart problem")
        assert not play.shows("of 2")
        await play.press("2")
        assert said == [True]
    assert not unasked(house.coach())


async def test_only_health_with_nothing_to_ask_is_no_failure(house: House) -> None:
    house.coach().care.tell(knee_pain=False, heart_problem=False)
    async with house.open() as play:
        said = await screened(play, only_health=True)
        await play.press("enter")
        assert said == [True]


async def test_a_click_answers(house: House) -> None:
    async with house.open() as play:
        await screened(play)
        await play.click("Go on")
        await play.click("Yes")
        assert play.shows("3 of 6")
    assert told(house).knee_pain is True


@pytest.mark.parametrize("size", [*SIZES, (20, 8)], ids=str)
async def test_the_questions_fit_every_terminal(size: tuple[int, int], house: House) -> None:
    async with house.open(size) as play:
        await screened(play)
        for key in ["enter", "1", "1", "2", "x", "enter", "escape"]:
            await play.press(key)
        await screened(play)
        await play.press("enter", "s", "1", "space", "end")
        if size in SIZES:
            assert play.shows("Done")
        await play.resize(30, 12)
        await play.press("enter", "1", "2", "9", "enter")
        await play.press("escape")
