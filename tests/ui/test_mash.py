"""Keys, clicks and sizes at random: nothing ends the app but leaving, and what is on disk stays readable."""

from __future__ import annotations

from random import Random

import pytest

from tests.ui.support import House, Play, trained
from trainer.core.timeline import StepKind
from trainer.records import recall
from trainer.ui.screens.session import SessionScreen

PAGES = [*"12345", "enter", "escape", "up", "down", *"/ftlcdosup?", "left", "right", "pageup", "end"]
SESSION = [*"penrim+?12345678", "space", "space", "space", "left", "right", "right", "enter", "escape", "up", "down"]
ODD = [
    "tab",
    "shift+tab",
    "home",
    "pagedown",
    "backspace",
    "delete",
    "ctrl+p",
    "ctrl+z",
    "f1",
    "f5",
    "[",
    "]",
    "x",
    "0",
]
SIZES = [(120, 36), (80, 24), (40, 20), (32, 10), (200, 60)]
TINY = [(10, 3), (1, 1), (20, 5)]
"""Sizes in which Textual's own palette fails when one pages through it, so that it is left out there."""
BURSTS = 30
LARGEST = 5
"""Keys that come at once, before the app has answered the first."""


async def mash(play: Play, chance: Random, *, tiny: bool) -> None:
    """Do one thing after another, with some time between them."""
    sizes = SIZES + TINY if tiny else SIZES
    odd = [key for key in ODD if not (tiny and key == "ctrl+p")]
    for _ in range(BURSTS):
        in_session = isinstance(play.screen, SessionScreen)
        pool = [*(SESSION if in_session else PAGES), *odd]
        what = chance.random()
        if what < 0.1:
            await play.resize(*chance.choice(sizes))
        elif what < 0.25:
            await play.click_at(chance.randrange(play.app.size.width), chance.randrange(play.app.size.height))
        else:
            for _ in range(chance.randint(1, LARGEST)):
                play.send(chance.choice(pool))
            await play.settle()
        if in_session and isinstance(play.screen, SessionScreen):
            await play.wait(chance.choice([0.25, 3, 20]))
        else:
            play.clock.advance(chance.choice([0.25, 5, 3600]))
        assert play.app._exception is None


@pytest.mark.parametrize("seed", [*range(10), *(pytest.param(n, marks=pytest.mark.long) for n in range(10, 150))])
async def test_keys_mashed_at_random_break_nothing(seed: int, house: House) -> None:
    chance = Random(seed)
    trained(house, "bridge", leaving=chance.choice([None, StepKind.RELEASE]))
    async with house.open(chance.choice(SIZES[:4]), asked=chance.random() < 0.7, paints=True) as play:
        await mash(play, chance, tiny=seed % 2 == 0)
    coach = house.coach()
    assert coach.store.notices == []
    assert coach.store.pending == ()
    trainings = [one for one in coach.store.history() if one.kind in {"session", "activity"}]
    assert all(recall(one) is not None for one in trainings)
    assert len({one.id for one in trainings}) == len(trainings)
    coach.today()
    async with house.open() as play:
        await play.press("escape")  # the session of before still has its lock here: neither look on nor take over
        await play.press("4", "2", "3", "1")
        assert play.shows("1 Today"), play.dump()
