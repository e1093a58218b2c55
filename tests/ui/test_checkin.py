"""The check-in: two keys when all is well, and what it asks when it is not."""

from __future__ import annotations

import pytest

from tests.ui.support import House
from trainer.core.checkin import CheckIn
from trainer.core.closed import Gate
from trainer.core.events import StopReason
from trainer.ui.screens.checkin import CheckInScreen
from trainer.ui.screens.session import SessionScreen
from trainer.ui.screens.today import TodayScreen


def healthy(house: House) -> None:
    house.coach().care.tell(screened=True, knee_pain=False, heart_problem=False)


async def test_a_healthy_person_is_in_the_session_after_three_keys(house: House) -> None:
    healthy(house)
    async with house.open(asked=False) as play:
        await play.press("enter")
        assert isinstance(play.app.screen, CheckInScreen)
        await play.press("2")
        await play.press("enter")
        assert isinstance(play.app.screen, SessionScreen)
        assert [one.pain for one in play.coach.care._check_ins()] == [2]


async def test_without_a_pain_it_asks_for_one(house: House) -> None:
    healthy(house)
    async with house.open(asked=False) as play:
        await play.press("c")
        await play.press("enter")
        assert play.shows("Say your pain first")
        assert play.coach.care.last() is None


async def test_not_now_leads_nowhere(house: House) -> None:
    healthy(house)
    async with house.open(asked=False) as play:
        await play.press("enter")
        await play.press("escape")
        assert isinstance(play.app.screen, TodayScreen)
        assert play.coach.care.last() is None


@pytest.mark.parametrize(
    ("key", "gate"), [("s", Gate.SPASM), ("l", Gate.NERVE), ("n", Gate.NERVE), ("o", Gate.NERVE), ("c", Gate.CHEST)]
)
async def test_a_symptom_closes_and_says_so(house: House, key: str, gate: Gate) -> None:
    healthy(house)
    async with house.open(asked=False) as play:
        for one in ("enter", "3", key, "enter"):
            await play.press(one)
        assert not isinstance(play.app.screen, SessionScreen)
        assert gate in {one.by for one in play.coach.care.gates()}
        assert play.shows("closed")


async def test_a_flare_up_asks_for_its_day(house: House) -> None:
    healthy(house)
    async with house.open(asked=False) as play:
        for one in ("c", "4", "f", "enter", "2"):
            await play.press(one)
        [gate] = play.coach.care.gates()
        assert gate.by is Gate.ACUTE
        assert gate.since == play.clock.now().date().replace(day=play.clock.now().day - 1)


async def test_high_pain_asks_whether_it_is_a_flare_up(house: House) -> None:
    healthy(house)
    async with house.open(asked=False) as play:
        for one in ("c", "8", "enter"):
            await play.press(one)
        assert play.shows("is this a flare-up?")
        await play.press("enter")
        await play.press("1")
        assert [one.by for one in play.coach.care.gates()] == [Gate.ACUTE]


async def test_a_high_pain_is_told_to_go_gently_where_one_would_begin(house: House) -> None:
    healthy(house)
    house.coach().care.check_in(CheckIn(at=house.clock.now(), pain=8))
    async with house.open(asked=False) as play:
        assert play.shows("Pain 8: go gently, or leave it for today")
        await play.resize(40, 20)
        assert play.shows("Pain 8: go gently, or leave it for today")


async def test_enter_alone_never_opens_a_gate(house: House) -> None:
    healthy(house)
    async with house.open(asked=False) as play:
        for one in ("c", "3", "n", "enter", "enter", "enter", "enter"):
            await play.press(one)
        assert [one.by for one in play.coach.care.gates()] == [Gate.NERVE]


async def test_the_word_of_a_clinician_opens_it(house: House) -> None:
    healthy(house)
    async with house.open(asked=False) as play:
        for one in ("c", "3", "n", "enter", "escape", "enter", "2"):
            await play.press(one)
        assert play.shows("You said: today. Record that?")
        assert [one.by for one in play.coach.care.gates()] == [Gate.NERVE], "one digit is not enough"
        await play.press("2")
        assert play.coach.care.gates() == ()


async def test_who_has_just_told_what_closes_is_not_asked_how_to_open_it(house: House) -> None:
    healthy(house)
    async with house.open(asked=False) as play:
        for one in ("c", "3", "n", "enter"):
            await play.press(one)
        assert play.shows("Exercises are closed")
        for digit in "123456789":
            await play.press(digit)
        assert [one.by for one in play.coach.care.gates()] == [Gate.NERVE]


async def test_a_stop_for_pain_down_the_leg_is_asked_about_again(house: House) -> None:
    healthy(house)
    house.coach().care.hurt("bridge", StopReason.RADIATING, "a session")
    async with house.open(asked=False) as play:
        await play.press("c")
        assert play.shows("from Bridge still there?")
