"""What was told, under You: each line says it, and Enter changes it or takes it back."""

from __future__ import annotations

from datetime import date, time
from typing import Any

import pytest

from tests.ui.support import SIZES, House, Play, shipped
from trainer.core.exercise import Equipment
from trainer.core.profile import Direction, Profile, Slot
from trainer.ui.screens.ask import AskScreen
from trainer.ui.screens.profile import ABOUT, About
from trainer.ui.screens.weekly import WEEKLY
from trainer.ui.screens.you import YouScreen

NAMES = [one.name for one in (*ABOUT, *WEEKLY)]
ASKED = [one.name for one in (*ABOUT, *WEEKLY) if isinstance(one, About)]
FULL: dict[str, Any] = {
    "knee_pain": True,
    "heart_problem": True,
    "heart_guidance": date(2026, 11, 1),
    "allowlist": ("bridge", "gone-since"),
    "equipment": frozenset({Equipment.WALL}),
    "direction": frozenset({Direction.BENDING}),
    "left_out": frozenset({"bridge"}),
    "usual_activity": 90,
    "phone": "811 [b]x[/foo]",
    "free": {"mon": (Slot(at=time(7), minutes=15),)},
    "activity_days": 5,
    "activity_minutes": 40,
    "strength_rest": 2,
}


def told(house: House) -> Profile:
    """Return what is on disk."""
    return house.coach().care.profile


async def visit(play: Play, name: str) -> None:
    """Open a line's question."""
    while isinstance(play.screen, AskScreen):  # the app may ask by itself at first
        await play.press("escape")
    await play.press("5", "home", *["down"] * NAMES.index(name), "enter")
    play.on(AskScreen)


@pytest.mark.parametrize(
    ("name", "keys", "field", "value"),
    [
        ("Knee pain", ["1"], "knee_pain", True),
        ("Knee pain", ["2"], "knee_pain", False),
        ("Heart problem", ["1", "1"], "heart_problem", True),
        ("Guidance", ["1"], "heart_guidance", date(2026, 11, 20)),
        ("Guidance", ["2", *"yesterday", "enter"], "heart_guidance", date(2026, 11, 19)),
        ("Clinician's list", ["1", "space", "end", "enter"], "allowlist", tuple(shipped().exercises)[:1]),
        ("Equipment", ["2", "end", "enter"], "equipment", frozenset({Equipment.CHAIR})),
        ("Equipment", ["end", "enter"], "equipment", frozenset()),
        ("Directions that hurt", ["2", "3"], "direction", frozenset({Direction.ARCHING})),
        ("Left out", ["space", "end", "space"], "left_out", frozenset(tuple(shipped().exercises)[:1])),
        ("Usual activity", [*"150 min", "enter"], "usual_activity", 150),
        ("Help line", [*"811", "enter"], "phone", "811"),
        ("Active days", ["4"], "activity_days", 4),
        ("Activity leads to", ["2"], "activity_minutes", 40),
        ("Free days between strengthening", ["1"], "strength_rest", 0),
    ],
)
async def test_each_line_can_be_changed(name: str, keys: list[str], field: str, value: object, house: House) -> None:
    async with house.open() as play:
        await visit(play, name)
        await play.press(*("space" if key == " " else key for key in keys))
        play.on(YouScreen)
    assert getattr(told(house), field) == value


@pytest.mark.parametrize(
    ("name", "keys", "field"),
    [
        ("Knee pain", ["3"], "knee_pain"),
        ("Heart problem", ["3"], "heart_problem"),
        ("Guidance", ["3"], "heart_guidance"),
        ("Clinician's list", ["2"], "allowlist"),
        ("Equipment", ["9"], "equipment"),
        ("Directions that hurt", ["1", "3"], "direction"),
        ("Left out", ["down"] * 12 + ["end", "enter"], "left_out"),
        ("Usual activity", ["backspace", "backspace", "enter"], "usual_activity"),
        ("Help line", ["backspace"] * 14 + ["enter"], "phone"),
        ("Active days", ["8"], "activity_days"),
        ("Activity leads to", ["5"], "activity_minutes"),
        ("Free days between strengthening", ["5"], "strength_rest"),
    ],
)
async def test_each_answer_can_be_taken_back(name: str, keys: list[str], field: str, house: House) -> None:
    house.coach().care.tell(**FULL)
    async with house.open() as play:
        await visit(play, name)
        if name == "Left out":
            index = list(shipped().exercises).index("bridge")
            keys = ["home", *["down"] * index, "space", "end", "enter"]
        await play.press(*keys)
        play.on(YouScreen)
    assert getattr(told(house), field) == getattr(Profile(), field)


@pytest.mark.parametrize(
    ("name", "keys", "refusal"),
    [
        ("Clinician's list", ["1", "end", "enter"], "A clinician's list cannot be empty"),
        ("Usual activity", [*"3001", "enter"], "3001 minutes a week cannot be; write 0 to 3000"),
        ("Usual activity", [*"much", "enter"], "'much' is no number of minutes"),
        ("Guidance", ["2", *"2027-01-01", "enter"], "2027-01-01 is still to come"),
    ],
)
async def test_what_cannot_be_is_refused_in_its_place_and_not_kept(
    name: str, keys: list[str], refusal: str, house: House
) -> None:
    before = told(house)
    async with house.open() as play:
        await visit(play, name)
        await play.press(*("space" if key == " " else key for key in keys))
        play.on(AskScreen)
        assert play.shows(refusal)
        await play.press("escape")
        play.on(YouScreen)
    assert told(house) == before or told(house) == Profile(screened=True)


async def test_the_lines_say_what_was_told(house: House) -> None:
    house.coach().care.tell(**FULL)
    async with house.open((120, 36)) as play:
        while isinstance(play.screen, AskScreen):
            await play.press("escape")
        await play.press("5")
        for line in (
            "Knee pain yes",
            "Heart problem yes",
            "Guidance 2026-11-01",
            "Clinician's list 2 exercises",
            "Equipment wall",
            "Directions that hurt bending",
            "Left out 1 exercise",
            "Usual activity 90 min a week",
            "Help line 811 [b]x[/foo]",
            "Free time 1 day a week",
            "Active days 5 days a week",
            "Activity leads to 40 min a day",
            "Free days between strengthening 2 days",
        ):
            assert play.shows(line), line


async def test_what_is_not_told_says_what_is_taken_for_it(house: House) -> None:
    async with house.open((120, 36)) as play:
        await play.press("5")
        for line in (
            "Free time not told: the plan assumes 15 minutes at 07:00 each day",
            "Active days not told",
            "Activity leads to not told: 60 min a day",
            "Usual activity not told",
            "Free days between strengthening not told: 1 day",
        ):
            assert play.shows(line), line


async def test_an_answer_with_no_room_beside_its_name_stands_below_it(house: House) -> None:
    async with house.open((40, 20)) as play:
        await play.press("5", *["down"] * NAMES.index("Free time"))
        assert "\n  Free time\n    not told: the plan assumes 15\n    minutes at 07:00 each day\n" in play.dump()


async def test_an_exercise_that_is_gone_stays_on_the_list(house: House) -> None:
    house.coach().care.tell(**FULL)
    async with house.open() as play:
        await visit(play, "Clinician's list")
        await play.press("1", "end", "enter")
    assert told(house).allowlist == FULL["allowlist"]


async def test_left_changes_no_answer_and_escape_keeps_nothing(house: House) -> None:
    async with house.open() as play:
        await visit(play, "Knee pain")
        await play.press("escape", "left")
        play.on(YouScreen)
    assert told(house).knee_pain is None


@pytest.mark.parametrize("size", SIZES, ids=str)
@pytest.mark.parametrize("name", ASKED)
async def test_every_question_fits_every_terminal(name: str, size: tuple[int, int], house: House) -> None:
    house.coach().care.tell(**FULL)
    async with house.open(size) as play:
        await visit(play, name)
        await play.press("1", "end")
        await play.resize(30, 10)
        await play.press("escape")
        if isinstance(play.screen, AskScreen):  # what was ticked is asked about
            await play.press("escape")
        play.on(YouScreen)


@pytest.mark.parametrize("size", [(80, 24), (40, 20)], ids=str)
async def test_what_was_ticked_is_not_thrown_away_silently_and_done_stays_in_sight(
    size: tuple[int, int], house: House
) -> None:
    async with house.open(size) as play:
        await visit(play, "Left out")
        assert play.shows("d done", "esc back")
        await play.press("space", "escape")
        play.on(AskScreen)
        assert play.shows("not kept yet: d keeps it, esc drops it", "esc drop changes")
        await play.press("space", "space", "d")
        play.on(YouScreen)
    assert told(house).left_out == {next(iter(shipped().exercises))}


async def test_escape_a_second_time_drops_what_was_ticked(house: House) -> None:
    async with house.open() as play:
        await visit(play, "Clinician's list")
        await play.press("1", "space", "escape", "escape")
        play.on(YouScreen)
    assert told(house).allowlist is None


async def test_a_tick_that_was_taken_back_is_no_change(house: House) -> None:
    async with house.open() as play:
        await visit(play, "Left out")
        await play.press("space", "space", "escape")
        play.on(YouScreen)
