"""The dialog that keeps what was done elsewhere: key by key, and nothing is kept before it stands there."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from tests.fakes import NOVEMBER
from tests.store.support import ReadOnlyFs
from tests.ui.support import HOME, SIZES, House, Play
from trainer.core.checkin import CheckIn, Symptom
from trainer.core.log import ActivityLog, Remembered, SessionLog
from trainer.ui.screens.log import LogScreen
from trainer.ui.screens.today import TodayScreen

EARLIER = NOVEMBER - timedelta(hours=13, minutes=10)
"""Yesterday at 18:00."""
ERASE = ["backspace"] * 40


async def log(play: Play) -> list[Remembered | None]:
    """Open the dialog, and return where its result will be."""
    kept: list[Remembered | None] = []
    play.app.push_screen(LogScreen(play.coach), kept.append)
    await play.settle()
    return kept


def walked(kept: list[Remembered | None]) -> tuple[datetime, str, int]:
    """Return when a bout began, what it was and its minutes."""
    [one] = kept
    assert one is not None
    assert isinstance(one.what, ActivityLog)
    return one.at, one.what.activity, one.what.minutes


@pytest.fixture(params=SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
def size(request: pytest.FixtureRequest) -> tuple[int, int]:
    found: tuple[int, int] = request.param
    return found


# As few keys as possible


async def test_three_keys_keep_twenty_minutes_of_walking_that_ended_now(house: House, size: tuple[int, int]) -> None:
    async with house.open(size) as play:
        kept = await log(play)
        assert play.shows("What did you do?", "1 ● Walking", "2 ● Swimming", "3 ☾ Relax and rest")
        await play.press("1")
        assert play.shows("Walking: how long?", "10 min", "20 min", "60 min", "another length: type it …")
        await play.press("enter")
        assert play.shows("● Walking, 20 min", "1 Keep it", "today, Fri 20 Nov", "06:50, ended just now")
        assert house.coach().history() == ()
        await play.press("enter")
        play.on(TodayScreen)
        assert walked(kept) == (NOVEMBER - timedelta(minutes=20), "walk", 20)
        assert list(house.coach().history()) == kept
        assert play.toasts == ["Kept: Walking, 20 min, today 06:50."]


@pytest.mark.parametrize("keys", ["1 enter enter", "enter enter enter", "enter enter 1", "space space space"])
async def test_enter_and_space_take_what_is_highlighted(house: House, keys: str) -> None:
    async with house.open() as play:
        kept = await log(play)
        await play.press(*keys.split())
        assert walked(kept)[1:] == ("walk", 20)


@pytest.mark.parametrize(("row", "minutes"), [(0, 10), (1, 20), (2, 30), (3, 45), (4, 60)])
async def test_each_preset_has_its_row(house: House, row: int, minutes: int) -> None:
    async with house.open() as play:
        kept = await log(play)
        await play.press("2", "home", *["down"] * row, "enter", "1")
        assert walked(kept) == (NOVEMBER - timedelta(minutes=minutes), "swim", minutes)


async def test_rest_is_a_session_of_ten_minutes_unless_one_says_otherwise(house: House, size: tuple[int, int]) -> None:
    async with house.open(size) as play:
        kept = await log(play)
        await play.press("3", "enter", "enter")
        [rest] = kept
        assert rest is not None
        assert isinstance(rest.what, SessionLog)
        assert (rest.what.name, rest.what.seconds, rest.at) == (
            "Relax and rest",
            600,
            NOVEMBER - timedelta(minutes=10),
        )


async def test_the_mouse_chooses_too(house: House) -> None:
    async with house.open() as play:
        kept = await log(play)
        await play.click("Swimming")
        await play.click("30 min")
        await play.click("Keep it")
        assert walked(kept)[1:] == ("swim", 30)


# What is typed


async def test_minutes_can_be_typed_and_are_shown_back(house: House, size: tuple[int, int]) -> None:
    async with house.open(size) as play:
        kept = await log(play)
        await play.press("1", "end", "enter")
        await play.type("1:20")
        assert play.shows("= 80 min enter takes it")
        await play.press("enter", "enter")
        assert walked(kept) == (NOVEMBER - timedelta(minutes=80), "walk", 80)


@pytest.mark.parametrize("typed", ["0", "twenty", "2000", "-5"])
async def test_minutes_that_cannot_be_are_refused_in_their_place(house: House, typed: str) -> None:
    async with house.open() as play:
        kept = await log(play)
        await play.press("1", "end", "enter")
        await play.type(typed)
        assert not play.shows("enter takes it")
        await play.press("enter")
        assert play.shows("give 1 to 600")
        await play.press(*ERASE[: len(typed)])
        assert not play.shows("give 1 to 600")
        await play.type("25")
        await play.press("enter", "1")
        assert walked(kept)[2] == 25


@pytest.mark.parametrize(("keys", "minutes"), [("25", 25), ("5", 5), ("90", 90), ("1 h 20", 80)])
async def test_a_number_is_typed_where_the_lengths_are(house: House, keys: str, minutes: int) -> None:
    async with house.open() as play:
        kept = await log(play)
        await play.press("1", *("space" if key == " " else key for key in keys))
        assert play.shows(f"= {minutes} min enter takes it")
        await play.press("enter")
        assert play.shows(f"Walking, {minutes} min")
        await play.press("1")
        assert walked(kept)[2] == minutes


async def test_a_number_typed_faster_than_the_screen_is_read_whole(house: House) -> None:
    async with house.open() as play:
        kept = await log(play)
        for key in ("1", "2", "5", "enter"):
            play.send(key)
        await play.settle()
        assert play.shows("Walking, 25 min")
        await play.press("1")
        assert walked(kept)[2] == 25


async def test_nothing_typed_leads_back_to_the_presets(house: House) -> None:
    async with house.open() as play:
        kept = await log(play)
        await play.press("1", "end", "enter", "enter", "down", "enter", "1")
        assert walked(kept)[2] == 30


@pytest.mark.parametrize(
    ("typed", "understood", "at"),
    [
        ("yesterday 18:00", "= yesterday, Thu 19 Nov 18:00", EARLIER),
        ("18:00", "= yesterday, Thu 19 Nov 18:00", EARLIER),
        ("Tue", "= Tue 17 Nov 12:00", NOVEMBER.replace(day=17, hour=12, minute=0)),
        ("2 h ago", "= today, Fri 20 Nov 05:10", NOVEMBER - timedelta(hours=2)),
    ],
)
async def test_a_time_is_shown_back_before_it_is_kept(
    house: House, size: tuple[int, int], typed: str, understood: str, at: datetime
) -> None:
    async with house.open(size) as play:
        kept = await log(play)
        await play.press("1", "enter", "2")
        assert play.shows("When did it begin?", "Nothing typed: it ended just now.")
        await play.type(typed)
        assert play.shows(understood)
        await play.press("enter")
        assert play.shows("when", understood.removeprefix("= "))
        assert kept == []
        await play.press("enter")
        assert walked(kept) == (at, "walk", 20)


async def test_a_time_that_can_be_several_is_asked_about(house: House, size: tuple[int, int]) -> None:
    async with house.open(size) as play:
        kept = await log(play)
        await play.press("1", "enter", "2")
        await play.type("Fri")
        await play.press("enter")
        assert play.shows("Which one do you mean?", "1 today, Fri 20 Nov 07:10", "2 Fri 13 Nov 12:00")
        await play.press("2")
        assert play.shows("when Fri 13 Nov 12:00")
        await play.press("1")
        assert walked(kept)[0] == NOVEMBER.replace(day=13, hour=12, minute=0)


async def test_no_reading_may_be_meant(house: House) -> None:
    async with house.open() as play:
        kept = await log(play)
        await play.press("1", "enter", "2")
        await play.type("3/4")
        await play.press("enter", "backspace")
        assert play.shows("When did it begin?")
        await play.press("enter", "1")
        assert walked(kept)[0] == NOVEMBER - timedelta(minutes=20)


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [("tomorrow", "is still to come"), ("soon", "is no time"), ("2001-01-01", "is over 10 years ago")],
)
async def test_a_time_that_cannot_be_is_refused_in_its_place(
    house: House, size: tuple[int, int], typed: str, sentence: str
) -> None:
    async with house.open(size) as play:
        kept = await log(play)
        await play.press("1", "enter", "2")
        await play.type(typed)
        await play.press("enter")
        assert play.shows("When did it begin?", sentence)
        assert kept == []


async def test_what_is_not_over_yet_is_said_before_it_is_kept_and_not_kept(house: House) -> None:
    async with house.open() as play:
        kept = await log(play)
        await play.press("1", "enter", "2")
        await play.type("7:00")
        await play.press("enter")
        assert play.shows("Walking from 07:00 to 07:20 is not over yet")
        await play.press("enter")
        play.on(LogScreen)
        assert (kept, house.coach().history()) == ([], ())
        await play.press("3", *"10", "enter", "enter")
        assert walked(kept) == (NOVEMBER - timedelta(minutes=10), "walk", 10)


# What one may add


async def test_exertion_and_a_note_are_kept_with_it(house: House, size: tuple[int, int]) -> None:
    async with house.open(size) as play:
        kept = await log(play)
        await play.press("1", "enter", "4")
        assert play.shows("How hard was it?", "You can talk in comfort", "4 aim", "6 aim", "x 10, could not go on")
        await play.press("5")
        assert play.shows("exertion 5")
        await play.press("5")
        await play.type("by the river, q and 1")
        await play.press("enter")
        assert play.shows("by the river, q and 1")
        await play.press("enter")
        [one] = kept
        assert one is not None
        assert (one.what.exertion, one.what.note) == (5, "by the river, q and 1")


@pytest.mark.parametrize(("key", "exertion"), [("1", 1), ("9", 9), ("x", 10), ("0", None), ("enter", None)])
async def test_each_exertion_has_its_key_and_none_is_fine(house: House, key: str, exertion: int | None) -> None:
    async with house.open() as play:
        kept = await log(play)
        await play.press("1", "enter", "4", key, "1")
        [one] = kept
        assert one is not None
        assert one.what.exertion == exertion


async def test_what_the_handout_says_of_it_stands_there_before_it_is_kept(house: House) -> None:
    async with house.open() as play:
        await log(play)
        await play.press("1", "end", "enter")
        await play.type("5")
        await play.press("enter", "4", "8")
        assert play.shows(
            "Under 10 min: it counts, and is shown apart.", "aim for 4 to 6 – Exercises to Help Your Back."
        )


async def test_a_note_is_cut_at_its_longest(house: House) -> None:
    async with house.open() as play:
        kept = await log(play)
        await play.press("1", "enter", "5")
        await play.paste("x" * 300)
        await play.press("enter", "1")
        [one] = kept
        assert one is not None
        assert len(one.what.note) <= 200


# Ways back


@pytest.mark.parametrize(
    "keys",
    ["", "1", "1 6", "1 6 2", "1 2", "1 2 2", "1 2 2 F r i enter", "1 2 4", "1 2 5", "1 2 5 a b enter", "1 2 3"],
)
async def test_escape_keeps_nothing_wherever_it_is_pressed(house: House, size: tuple[int, int], keys: str) -> None:
    async with house.open(size) as play:
        kept = await log(play)
        await play.press(*keys.split(), "escape")
        play.on(TodayScreen)
        assert kept == [None]
    assert house.coach().history() == ()


async def test_backspace_goes_one_page_back(house: House) -> None:
    async with house.open() as play:
        kept = await log(play)
        await play.press("backspace", "2", "backspace", "1", *["down"] * 3, "enter", "backspace", *["up"] * 3, "enter")
        await play.press("4", "backspace", "enter")
        assert walked(kept) == (NOVEMBER - timedelta(minutes=20), "walk", 20)


async def test_another_thing_forgets_what_was_said_of_the_first(house: House) -> None:
    async with house.open() as play:
        kept = await log(play)
        await play.press("1", "enter", "4", "8", "backspace", "backspace", "2", "home", "enter", "1")
        [one] = kept
        assert one is not None
        assert (one.what.name, one.what.exertion) == ("Swimming", None)


# What stands in the way


async def test_no_gate_closes_it(house: House) -> None:
    house.coach().care.check_in(CheckIn(at=NOVEMBER, pain=5, symptoms=frozenset({Symptom.CHEST_PAIN})))
    async with house.open() as play:
        assert play.coach.care.gates()
        kept = await log(play)
        await play.press("1", "enter", "enter")
        assert walked(kept)[2] == 20


async def test_the_same_twice_is_said_and_kept_once(house: House) -> None:
    async with house.open() as play:
        await log(play)
        await play.press("1", "enter", "enter")
        again = await log(play)
        await play.press("1", "enter")
        assert play.shows("Walking, today 06:50, is kept already; if it was another one, give another time.")
        await play.press("enter", "enter")
        assert again == []
        assert len(house.coach().history()) == 1


async def test_enter_faster_than_the_screen_takes_each_page_once(house: House) -> None:
    async with house.open() as play:
        kept = await log(play)
        for key in ("enter", "enter", "enter", "escape", "escape"):
            play.send(key)
        await play.settle()
        assert walked(kept)[1:] == ("walk", 20)
        assert len(house.coach().history()) == 1
        play.on(TodayScreen)


async def test_keys_before_it_is_there_do_no_harm(house: House) -> None:
    async with house.open() as play:
        kept: list[Remembered | None] = []
        play.app.push_screen(LogScreen(play.coach), kept.append)
        for key in ("1", "enter", "enter"):
            play.send(key)
        await play.settle()
        assert len(house.coach().history()) == len(kept)


async def test_what_could_not_be_written_is_said_and_waits(house: House) -> None:
    house.ask()
    coach = house.coach(ReadOnlyFs())
    async with house.open(coach=coach, asked=False) as play:
        kept = await log(play)
        await play.press("1", "enter", "enter")
        assert walked(kept)[2] == 20
        assert list(coach.history()) == kept
        assert len(play.toasts) == 1
        assert not play.toasts[0].startswith("Kept")


async def test_it_stands_whole_on_the_smallest_terminal(house: House) -> None:
    async with house.open((32, 10)) as play:
        kept = await log(play)
        await play.press("1")
        assert play.shows("10 min")
        await play.press("enter")
        assert play.shows("Keep it")
        await play.press("enter")
        assert walked(kept)[2] == 20


async def test_another_size_meanwhile_changes_nothing(house: House) -> None:
    async with house.open(HOME) as play:
        kept = await log(play)
        await play.press("1")
        await play.resize(40, 20)
        await play.press("down", "enter")
        await play.resize(120, 36)
        assert play.shows("Walking, 30 min")
        await play.press("enter")
        assert walked(kept)[2] == 30
