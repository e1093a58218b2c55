"""NO_COLOR: no colours at all, and all that colours told stays to be seen."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from rich.segment import Segment

from tests.ui.support import House, Play, kind
from trainer.core.settings import Look, Settings
from trainer.core.timeline import StepKind


def segments(play: Play) -> Iterator[Segment]:
    """Yield what is written to the terminal."""
    for strip in play.screen._compositor.render_strips():
        yield from strip


def coloured(play: Play) -> bool:
    """Say whether anything has a colour."""
    styles = [one.style for one in segments(play) if one.style is not None]
    colours = [colour for style in styles for colour in (style.color, style.bgcolor) if colour is not None]
    return any(not colour.is_default for colour in colours)


def reversed_text(play: Play) -> str:
    """Return all that stands reversed."""
    return " ".join(one.text for one in segments(play) if one.style is not None and one.style.reverse)


@pytest.mark.parametrize("look", Look)
async def test_no_colour_is_written_on_any_screen(look: Look, house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    house.coach().change(Settings(look=look))
    async with house.open() as play:
        for key in ("1", "2", "3", "5", "c"):
            await play.press(key)
            assert not coloured(play)


async def test_what_is_chosen_and_the_phase_stand_reversed(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    async with house.open(train="hip-flexor-stretch") as play:
        await play.until(kind(StepKind.HOLD))
        assert "HOLD" in reversed_text(play)
        await play.press("p")
        assert "A little discomfort" in reversed_text(play)
        assert "Numbness" not in reversed_text(play)


async def test_no_color_set_to_nothing_means_nothing(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "")
    async with house.open() as play:
        assert coloured(play)
