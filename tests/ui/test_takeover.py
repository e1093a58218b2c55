"""A session in another terminal: offered at the start, looked on at, taken over, and left alone."""

from __future__ import annotations

import pytest

from tests.ui.support import House, Play, journal, kind, named
from trainer.core.checkin import CheckIn, Symptom
from trainer.core.events import Cause
from trainer.core.timeline import StepKind
from trainer.run import Run
from trainer.ui.screens.choose import ChooseScreen
from trainer.ui.screens.session import SessionScreen
from trainer.ui.screens.takeover import WatchScreen
from trainer.ui.screens.today import TodayScreen

ROUTINE = "back-pain-stretches"


def begun(house: House) -> Run:
    """Begin a session in another terminal, and come into its first hold."""
    house.ask()
    run = house.coach().begin(named(ROUTINE))
    run.do(run.session.start)
    while run.session.step is None or run.session.step.kind is not StepKind.HOLD:
        run.do(run.session.next)
    return run


async def passing(play: Play, seconds: float) -> None:
    """Let time pass before somebody who looks on."""
    play.clock.advance(seconds)
    play.on(WatchScreen)._look()
    await play.settle()


@pytest.mark.parametrize("train", [None, ROUTINE], ids=["trainer", "trainer go"])
async def test_it_is_offered_first_thing_and_not_disturbed(house: House, train: str | None) -> None:
    run = begun(house)
    before = journal(house)
    async with house.open(train=train) as play:
        play.on(ChooseScreen)
        assert play.shows("A session is running in another terminal", "last event 0 s ago", "Look on", "Take it over")
        await play.press("escape")
        play.on(TodayScreen)
        assert not play.shows("Go on with")
    assert journal(house) == before
    assert run.look() == ()
    assert not run.lost


async def test_whoever_starts_another_one_meanwhile_is_asked_too(house: House) -> None:
    async with house.open() as play:
        begun(house)
        await play.press("enter")
        play.on(ChooseScreen)
        assert play.shows("A session is running in another terminal")


async def test_looking_on_shows_where_the_session_stands(house: House) -> None:
    run = begun(house)
    async with house.open() as play:
        await play.press("1")
        play.on(WatchScreen)
        assert play.shows("Back pain stretches", "Pelvic tilt, held · Exercise 1 of 5", "HOLD", "5 left")
        await passing(play, 2)
        assert play.shows("3 left")
        run.look()
        run.do(run.session.pause)
        await passing(play, 30)
        assert play.shows("PAUSED", "3 left", "last event 30 s ago")
        run.do(run.session.next)
        await passing(play, 0)
        assert not play.shows("3 left")
    assert not run.lost


async def test_looking_on_ends_with_the_session(house: House) -> None:
    run = begun(house)
    async with house.open() as play:
        await play.press("1")
        run.do(run.session.finish)
        await passing(play, 1)
        play.on(TodayScreen)
        assert play.toasts == ["The session in the other terminal has ended."]


async def test_a_session_that_breaks_meanwhile_is_offered_for_going_on(house: House) -> None:
    run = begun(house)
    async with house.open() as play:
        await play.press("1")
        run.interrupt()
        await passing(play, 1)
        play.on(TodayScreen)
        assert play.shows("Go on with Back pain stretches")


@pytest.mark.parametrize("keys", [("2",), ("1", "t")], ids=["at once", "after a look"])
async def test_taken_over_it_goes_on_here_paused_and_ends_there(house: House, keys: tuple[str, ...]) -> None:
    run = begun(house)
    async with house.open() as play:
        await play.press(*keys)
        play.on(SessionScreen)
        assert play.session.cause is Cause.RETURNED
        assert play.shows("Pelvic tilt", "1 of")
        assert run.look() == ()
        assert run.lost
        assert (run.trouble or "").startswith("This session was taken over in another terminal (")
        await play.press("space")
        assert play.session.running


async def test_a_paused_session_notices_too_that_it_was_taken_over(house: House) -> None:
    async with house.open(train=ROUTINE) as play:
        await play.until(kind(StepKind.HOLD))
        await play.press("space")
        house.coach().interruption.take_over()
        await play.wait(1)
        play.on(TodayScreen)
        [said] = play.toasts
        assert "taken over" in said


async def test_what_closes_exercise_today_keeps_a_session_from_being_taken_over(house: House) -> None:
    run = begun(house)
    other = house.coach()
    house.clock.advance(60)
    run.look()
    other.care.check_in(CheckIn(at=house.clock.now(), pain=3, symptoms=frozenset({Symptom.CHEST_PAIN})))
    async with house.open(asked=False) as play:
        await play.press("2")
        play.on(TodayScreen)
        assert play.toasts
    assert not run.lost
