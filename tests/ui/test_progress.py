"""Progress: each view drawn from an account, the list, and what can be done with what is in it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.fakes import NOVEMBER, steady
from tests.store.support import ReadOnlyFs
from tests.ui import pasts
from tests.ui.pasts import FRIDAY, MONDAY, account, read, turn_to, walked
from tests.ui.support import SIZES, House, Play, trained
from trainer import amend
from trainer.core.adherence import Day, Level, Sort, Stop, Trend
from trainer.core.checkin import CheckIn
from trainer.core.course import Status
from trainer.core.events import StopReason
from trainer.core.log import ActivityLog, Remembered, SessionLog
from trainer.records import record_of
from trainer.ui.screens.correct import CorrectScreen
from trainer.ui.screens.help import HelpScreen
from trainer.ui.screens.log import LogScreen
from trainer.ui.screens.opened import OpenedScreen
from trainer.ui.screens.past import VIEWS, View
from trainer.ui.screens.progress import ProgressScreen
from trainer.ui.screens.reader import ReaderScreen
from trainer.ui.screens.week import WeekScreen
from trainer.ui.thrift import CONSOLE
from trainer.ui.widgets import plots, strips, yearly
from trainer.ui.widgets.choices import Choices

DAY = 24 * 3600.0
LARGE = (200, 60)
WIDTHS = (36, 76, 116, 196)


def on(day: date, **told: object) -> Day:
    """Return a day of an account."""
    said = {"sort": Sort.FREE, "level": Level.NOTHING, **told}
    return Day(date=day, **said)  # type: ignore[arg-type]


def lines(text: object) -> list[str]:
    return str(text).splitlines()


# The year


@pytest.mark.parametrize("width", WIDTHS)
def test_the_year_tells_five_levels_and_three_reasons_by_sign(width: int) -> None:
    before = MONDAY - timedelta(weeks=1)
    days = [on(before + timedelta(days=number), level=level) for number, level in enumerate(Level)]
    days += [on(MONDAY, sort=Sort.REST), on(MONDAY + timedelta(days=1), sort=Sort.CLOSED)]
    drawn = lines(yearly.draw(account(*days), MONDAY + timedelta(days=2), width).text)
    cell, _, shown = yearly.window([week.monday for week in account().weeks], FRIDAY, width - yearly.NAMES)
    found = [row[yearly.NAMES + cell * (len(shown) - 2) :: cell] for row in drawn[1:8]]
    assert [signs[0] for signs in found[:5]] == ["·", "░", "▒", "▓", "█"]
    assert [signs[1] for signs in (found[0], found[1], found[5])] == ["-", "×", " "]


@pytest.mark.parametrize(("width", "weeks"), [(36, 15), (54, 24), (76, 53), (116, 53), (196, 53)])
def test_a_year_shows_all_weeks_where_they_fit_and_else_the_latest(width: int, weeks: int) -> None:
    cell, first, shown = yearly.window([week.monday for week in account().weeks], FRIDAY, width - yearly.NAMES)
    assert (len(shown), first, shown[-1]) == (weeks, 53 - weeks, MONDAY)
    assert cell * weeks + yearly.NAMES <= width


def test_a_narrow_year_follows_the_chosen_day() -> None:
    early = MONDAY - timedelta(weeks=40)
    drawn = lines(yearly.draw(account(), early, 36).text)
    assert drawn[8].index("▴") == yearly.NAMES
    assert "◂" in drawn[0]
    assert "◂" not in lines(yearly.draw(account(), MONDAY - timedelta(weeks=52), 36).text)[0]


def test_the_chosen_day_is_shown_by_signs_too() -> None:
    drawn = lines(yearly.draw(account(), FRIDAY - timedelta(weeks=2, days=1), 76).text)
    assert [row[:6] for row in drawn if row.startswith("▸")] == ["▸ Thu "]
    assert drawn[8] == " " * (yearly.NAMES + 50) + "▴"


def test_what_was_before_the_first_day_is_left_blank() -> None:
    drawn = lines(yearly.draw(account(), FRIDAY, 76, FRIDAY - timedelta(days=2)).text)
    assert "".join(row[yearly.NAMES :] for row in drawn[1:8]).split() == ["·", "·", "·"]


@pytest.mark.parametrize("width", WIDTHS)
def test_a_click_finds_the_day_that_stands_there(width: int) -> None:
    drawing = yearly.draw(account(), FRIDAY, width)
    at = lines(drawing.text)[8].index("▴")
    assert drawing.day(at, 1 + FRIDAY.weekday()) == FRIDAY
    assert drawing.day(at, 1) == MONDAY
    assert [drawing.day(0, 3), drawing.day(at, 0), drawing.day(at, 8), drawing.day(width + 9, 3)] == 4 * [None]


def test_months_stand_above_the_week_they_begin_in() -> None:
    head = lines(yearly.draw(account(), FRIDAY, 116).text)[0]
    november = (date(2026, 11, 1) - account().days[0].date).days // 7
    assert head.rindex("Nov") == yearly.NAMES + 2 * november
    assert [head.split()[0], *head.split()[-2:], len(head.split())] == ["Nov", "Oct", "Nov", 13]


@pytest.mark.parametrize("sign", [*yearly.SIGNS.values(), *yearly.SORTS.values()])
def test_each_sign_of_the_year_stays_one_of_its_own_on_the_console(sign: str) -> None:
    signs = [one.translate(CONSOLE) for one in [*yearly.SIGNS.values(), *yearly.SORTS.values()]]
    assert signs.count(sign.translate(CONSOLE)) == 1
    assert sign.translate(CONSOLE).encode("cp437")


@steady
@given(st.integers(30, 220), st.integers(0, 366))
def test_every_drawing_fits_and_points_at_its_day(width: int, back: int) -> None:
    chosen = FRIDAY - timedelta(days=back)
    made = account(on(chosen, level=Level.ALL, minutes=500, pain=10))
    for drawing in (
        yearly.draw(made, chosen, width),
        plots.activity(made, chosen, width, 14),
        plots.pain(made, chosen, width, 14),
    ):
        rows = lines(drawing.text)
        arrow = next(row for row in rows if row.strip() == "▴").index("▴")
        assert drawing.day(arrow, 1 + chosen.weekday()) == chosen
        assert max(map(len, rows[1:])) <= max(width, 44)


# Activity and pain


def test_bars_stand_against_the_band() -> None:
    days = [on(MONDAY, minutes=30), on(MONDAY + timedelta(days=1), minutes=29), on(FRIDAY, minutes=60)]
    drawn = lines(plots.activity(account(*days), FRIDAY, 36, 9).text)
    thirty = next(row for row in drawn if row.startswith(" 30"))
    sixty = next(row for row in drawn if row.startswith(" 60"))
    monday, tuesday, friday = (plots.AXIS + 2 * (7 + number) for number in (0, 1, 4))
    assert [thirty[monday], thirty[tuesday] in "▄─", thirty[friday], sixty[friday], sixty[monday]] == [
        "█",
        True,
        "█",
        "█",
        "─",
    ]


@pytest.mark.parametrize(("width", "weeks"), [(36, 2), (54, 3), (76, 5), (116, 7), (196, 8)])
def test_two_to_eight_weeks_are_shown_by_the_width(width: int, weeks: int) -> None:
    _, days = plots.span(account(), FRIDAY, width)
    assert (len(days), days[-1]) == (7 * weeks, MONDAY + timedelta(days=6))


def test_a_few_minutes_are_seen_and_many_fit() -> None:
    days = [on(MONDAY, minutes=2), on(FRIDAY, minutes=240)]
    drawn = lines(plots.activity(account(*days), FRIDAY, 36, 12).text)
    column = plots.AXIS + 2 * 7
    assert [row[column] for row in drawn[-4:-3]] == ["▄"]
    assert len(drawn) <= 12
    assert drawn[0][column + 8] == "█"


@pytest.mark.parametrize("height", [9, 12, 16, 30])
@pytest.mark.parametrize("told", range(11))
def test_pain_stands_at_its_height_as_its_number(told: int, height: int) -> None:
    stop = Stop(exercise="bridge", name="Bridge", reason="pain", session="1")
    drawn = lines(plots.pain(account(on(FRIDAY, pain=told, stops=(stop,), level=Level.SOME)), FRIDAY, 76, height).text)
    column = plots.AXIS + 2 * (4 * 7 + 4)
    per = 1 if height >= 16 else 2
    points = [number for number, row in enumerate(drawn[: 10 // per + 1]) if row[column] in "0123456789x"]
    assert [drawn[points[0]][column]] == ["x" if told == 10 else str(told)]
    assert points == [(10 - told) // per]
    assert [row[column] for row in drawn if row.startswith("stop")] == ["✗"]
    assert [row[column] for row in drawn if row.startswith("done")] == ["▒"]


def test_a_flare_up_is_marked_and_activity_stands_below_where_there_is_room() -> None:
    made = account(on(FRIDAY, flare_up=True, minutes=30))
    short, tall = (lines(plots.pain(made, FRIDAY, 76, height).text) for height in (16, 26))
    assert [row.split() for row in short if row.startswith("flare")] == [["flare", "⚠"]]
    assert not any(row.startswith(" 30") for row in short)
    assert any(row.startswith(" 30") for row in tall)


# Days and weeks in words


def test_a_day_is_told_in_words() -> None:
    stop = Stop(exercise="bridge", name="Bridge", reason="spasm", session="1")
    told = on(
        FRIDAY,
        sort=Sort.PLANNED,
        planned=("bridge", "side-stretch"),
        kept=("bridge",),
        sessions=1,
        wanted=30,
        minutes=20,
        pain=3,
        stops=(stop,),
    )
    assert strips.told(told, FRIDAY, 200).plain == (
        "Today Fri 20 Nov  1 session, 1 of 2 planned exercises done · ● 20 of 30 min · pain 3 · ✗ Bridge: spasm"
    )
    rest = on(FRIDAY - timedelta(days=3), sort=Sort.REST)
    assert strips.told(rest, FRIDAY, 200).plain == "Tue 17 Nov  a day of rest"
    assert "nothing was done" in strips.told(on(MONDAY), FRIDAY, 80).plain
    assert "2025" in strips.told(on(date(2025, 12, 1)), FRIDAY, 80).plain


def test_a_bar_is_full_only_when_all_is_done() -> None:
    days = [on(MONDAY + timedelta(days=n), wanted=40, minutes=40) for n in range(6)]
    week = pasts.week(*days, on(MONDAY + timedelta(days=6), wanted=10, minutes=9))
    full = pasts.week(*days, on(MONDAY + timedelta(days=6), wanted=10, minutes=10))
    assert "249/250 ━━━━━─" in strips.week(week, FRIDAY, 76).plain
    assert "250/250 ━━━━━━" in strips.week(full, FRIDAY, 76).plain


@pytest.mark.parametrize("width", [30, 35, 60, 75, 110, 190])
def test_weeks_stand_below_their_columns(width: int) -> None:
    made = account(on(FRIDAY, planned=("bridge",), kept=("bridge",), minutes=120, wanted=100, sort=Sort.PLANNED))
    head, row = strips.week_head(width).plain, strips.week(made.weeks[-1], FRIDAY, width).plain
    assert max(len(head.rstrip()), len(row.rstrip())) <= max(width, 60 if width >= 60 else 35)
    if width >= strips.ROOMY:
        assert [row[head.index(sign)] for sign in "↔●"] == ["1", "1"]


def test_a_streak_and_a_trend_are_told_as_they_are() -> None:
    assert strips.streak(account()).plain == ""
    assert strips.streak(account(streak=1, longest=1)).plain == "1 day in a row"
    assert strips.streak(account(streak=5, longest=12)).plain == "5 days in a row · the longest 12 days"
    assert strips.streak(account(longest=12)).plain == "No streak at present · the longest 12 days"
    assert strips.trend(Trend(latest=2.5, before=3.0)).plain.startswith("Pain 2.5 in the last two weeks, 3 in the two")
    assert strips.trend(Trend(latest=None, before=None)).plain == "No pain was told in the last two weeks."


# The screen


@pytest.mark.parametrize("size", [*SIZES, LARGE], ids=lambda size: f"{size[0]}x{size[1]}")
async def test_every_view_can_be_turned_to_and_back(size: tuple[int, int], house: House) -> None:
    pasts.a_year(house)
    async with house.open(size) as play:
        await play.press("4")
        seen = []
        for _ in VIEWS:
            seen.append(play.on(ProgressScreen).view)
            assert all(len(line) <= size[0] for line in play.dump().splitlines())
            await play.press("v")
        assert seen == list(VIEWS)
        await play.press("V")
        assert play.on(ProgressScreen).view is View.LIST
        await play.click("Pain")
        assert play.on(ProgressScreen).view is View.PAIN


async def test_nothing_says_what_will_stand_there_and_what_to_press(house: House) -> None:
    async with house.open() as play:
        await play.press("4")
        assert play.shows("Nothing yet.", "Press 1, choose a routine and press enter", "a add")
        assert not play.shows("v view")
        await play.press("v", "enter", "d", "e", "u", "/", "f", "left", "end", "escape")
        assert play.shows("Nothing yet.")
        await play.press("a")
        play.on(LogScreen)


async def test_a_young_past_opens_on_its_weeks_and_an_older_one_on_the_year(house: House) -> None:
    pasts.a_week(house)
    async with house.open() as play:
        await play.press("4")
        assert play.on(ProgressScreen).view is View.WEEKS
        assert play.shows("16–22 Nov", "9–15 Nov", "Press 2, then g to plan a week")
    pasts.a_year(house)
    async with house.open() as play:
        await play.press("4")
        assert play.on(ProgressScreen).view is View.YEAR


async def test_arrows_choose_a_day_which_is_told_and_opened(house: House) -> None:
    pasts.a_year(house)
    async with house.open() as play:
        await play.press("4", "left")
        screen = play.on(ProgressScreen)
        assert screen.day == FRIDAY - timedelta(days=7)
        await play.press("right", "right", "up")
        assert (screen.day, play.shows("Yesterday Thu 19 Nov", "1 session")) == (FRIDAY - timedelta(days=1), True)
        await play.press("enter")
        assert play.shows("only: yesterday", "✓ Bridge", "1 found")
        await play.press("escape")
        assert screen.view is View.YEAR
        await play.press("down", "down", "enter")
        assert screen.day == FRIDAY
        assert play.toasts[-1].startswith("Nothing was done on that day")
        await play.click("Nov")
        assert screen.view is View.YEAR


async def test_a_click_on_the_year_chooses_its_day(house: House) -> None:
    pasts.a_year(house)
    async with house.open() as play:
        await play.press("4")
        row = next(n for n, line in enumerate(play.dump().splitlines()) if line.lstrip().startswith("Tue"))
        column = play.dump().splitlines()[row].rindex("·")
        await play.click_at(column, row)
        assert play.on(ProgressScreen).day.weekday() == 1


async def test_one_can_go_back_beyond_a_year_as_far_as_there_is_anything(house: House) -> None:
    house.clock.jump(-800 * DAY)
    walked(house, 30)
    first = house.clock.now().date()
    house.clock.jump(800 * DAY)
    async with house.open() as play:
        await play.press("4", *16 * ["pageup"])
        screen = play.on(ProgressScreen)
        assert screen.day == max(first, FRIDAY - timedelta(weeks=64))
        await play.press(*20 * ["pageup"])
        assert screen.day == first
        assert play.shows("30 min")
        await play.press("end")
        assert screen.day == FRIDAY
        await turn_to(play, "Weeks")
        await play.press("end", "enter")
        assert play.shows("newer …")
        await play.press("home", "enter")
        assert play.shows("16–22 Nov")


async def test_a_week_opens_as_it_was_planned(house: House) -> None:
    pasts.a_week(house)
    async with house.open() as play:
        await play.press("4", "down", "enter")
        await play.settle()
        assert play.on(WeekScreen).day == MONDAY - timedelta(days=1)
        assert play.shows("Week 46")


async def test_an_exercise_has_its_own_history(house: House) -> None:
    pasts.a_week(house)
    async with house.open() as play:
        await play.press("4")
        await turn_to(play, "Exercise")
        rows = play.screen.query_one("#rows", Choices)
        names = [str(option.prompt) for option in rows.options]
        rows.highlighted = next(n for n, name in enumerate(names) if "Bridge" in name)
        await play.press("enter")
        play.on(ReaderScreen)
        assert play.shows(
            "Bridge", "Dosage", "Back Pain Exercises and Stretches", "step 2 of 3", "✓ yesterday", "10 of 10"
        )
        await play.press("escape")
        play.on(ProgressScreen)


async def test_it_follows_midnight_and_other_terminals(house: House) -> None:
    pasts.a_year(house)
    async with house.open() as play:
        await play.press("4")
        assert play.shows("Today Fri 20 Nov pain 0 · nothing was done")
        walked(house, 25)
        await play.press("1", "4")
        assert play.shows("Today Fri 20 Nov ● 25 min · pain 0")


# The list


async def opened(play: Play, view: str = "List") -> ProgressScreen:
    """Go to a view."""
    await play.press("4")
    await turn_to(play, view)
    return play.on(ProgressScreen)


async def test_a_session_opens_from_the_list(house: House) -> None:
    trained(house, "bridge")
    async with house.open() as play:
        await opened(play)
        await play.press("enter")
        play.on(OpenedScreen)
        assert play.shows("Bridge", "Fri 20 Nov 2026 · 07:10", "10 of 10 (30 s)")
        assert not play.shows("t train now")
        assert not play.shows("corrected")
        await play.press("t", "escape")
        play.on(ProgressScreen)


async def test_what_is_long_ago_is_found(house: House) -> None:
    house.clock.jump(-400 * DAY)
    trained(house, "bridge")
    house.clock.jump(370 * DAY)
    trained(house, "overhead-stretch")
    house.clock.jump(30 * DAY)
    async with house.open() as play:
        await opened(play)
        assert play.shows("Overhead stretch", "older …")
        assert not play.shows("✓ Bridge")
        await play.press("end", "enter")
        await read(play)
        assert play.shows("✓ Bridge")
        assert not play.shows("older …")


async def test_a_search_looks_through_all_names_and_notes(house: House) -> None:
    house.clock.jump(-400 * DAY)
    walked(house, 30, "Along the river.")
    house.clock.jump(399 * DAY)
    pasts.a_week(house)
    async with house.open() as play:
        await opened(play)
        await play.press("/", *"RIVER")
        await read(play)
        assert play.shows("1 found", "● Walking")
        await play.press("enter", "enter")
        play.on(OpenedScreen)
        await play.press("escape")
        await read(play)
        assert play.shows("1 found", "● Walking")
        await play.press("escape")
        assert not play.shows("1 found")
        await play.press("/", *"zebra", "enter")
        assert play.shows("Nothing fits. esc shows all.")
        await play.press("/", *5 * ["backspace"], *"childs pose", "enter")
        assert play.shows("1 found", "✗ Upper back")


async def test_a_filter_shows_only_a_kind_or_stops(house: House) -> None:
    pasts.a_week(house)
    async with house.open() as play:
        screen = await opened(play)
        for key, found, said in (("1", 3, "sessions"), ("2", 2, "activity"), ("3", 1, "with a stop")):
            await play.press("f", key)
            await read(play)
            assert play.shows(f"{found} found", said)
        assert isinstance(screen.chosen, Remembered)
        await play.press("f", "4")
        assert not play.shows("found")


# Correcting


async def test_a_correction_is_kept_and_the_old_values_stay(house: House) -> None:
    trained(house, "bridge")
    async with house.open() as play:
        await opened(play)
        await play.press("e")
        play.on(CorrectScreen)
        assert play.shows("Correct Bridge", "1 Leave it as it is", "exertion –", "pain –", "1 of 1 exercise")
        await play.press("3", "5", "4", "2")
        assert play.shows("exertion 5, was not said", "pain 2, was not said", "1 Keep it so")
        assert house.coach().history()[0].what.exertion is None
        await play.press("1")
        [one] = house.coach().history()
        assert isinstance(one.what, SessionLog)
        assert (one.what.exertion, one.what.pain) == (5, 2)
        assert play.toasts == ["Corrected; what it said before stays on record."]
        assert play.shows("exertion 5 · pain afterwards 2")
        house.clock.advance(60)
        await play.press("e", "3", "4", "1", "enter")
        assert play.shows("exertion 4, was 5", "exertion 5, was not said")
        assert [version.what.what.exertion for version in amend.versions(play.coach, one) if version.what] == [
            None,
            5,
            4,
        ]


async def test_a_bout_is_corrected_in_its_time_minutes_and_note(house: House) -> None:
    walked(house, 20)
    async with house.open() as play:
        await opened(play)
        await play.press("e")
        assert not play.shows("pain")
        await play.press("2", *"yesterday 18:00", "enter", "3", *"45", "enter", "5", *"along the canal", "enter")
        assert play.shows("Thu 19 Nov 18:00, was Fri 20 Nov 07:10", "45 min, was 20 min", "along the canal")
        await play.press("1")
        [one] = house.coach().history()
        assert isinstance(one.what, ActivityLog)
        assert (one.at, one.what.minutes, one.what.note) == (
            NOVEMBER - timedelta(hours=13, minutes=10),
            45,
            "along the canal",
        )


async def test_what_was_left_out_and_what_helped_can_be_corrected(house: House) -> None:
    trained(house, "upper-back-programme")
    async with house.open() as play:
        await opened(play)
        await play.press("e", "5", "1", "0", "7", "2", "2", "0")
        assert play.shows("helpful: Shoulder rolls, was nothing", "Child's pose: skipped (time), was done")
        await play.press("7", "2", "7", "0")
        assert not play.shows("Child's pose: skipped")
        await play.press("7", "3", "6", "0", "1")
        [one] = house.coach().history()
        assert isinstance(one.what, SessionLog)
        assert [item.status is Status.SKIPPED for item in one.what.items] == [False, False, True, False, False]
        assert one.what.helpful == ("shoulder-rolls",)


async def test_nothing_changed_keeps_nothing(house: House) -> None:
    trained(house, "bridge")
    async with house.open() as play:
        await opened(play)
        await play.press("e", "1", "e", "3", "5", "escape")
        play.on(ProgressScreen)
        assert play.toasts == []
        assert len(amend.versions(play.coach, house.coach().history()[0])) == 1


async def test_what_cannot_be_is_said_in_the_dialog(house: House) -> None:
    walked(house, 20)
    async with house.open() as play:
        await opened(play)
        await play.press("e", "2", *"tomorrow 9:00", "enter")
        assert play.shows("is still to come")
        await play.press("escape")
        play.on(ProgressScreen)


async def test_another_terminal_that_was_faster_is_said_and_nothing_is_overwritten(house: House) -> None:
    trained(house, "bridge")
    other = house.coach()
    async with house.open() as play:
        await opened(play)
        await play.press("e", "3", "5")
        amend.correct(other, other.history()[0], amend.Change(exertion=9))
        await play.press("1")
        assert "was changed meanwhile" in play.toasts[-1]
        assert house.coach().history()[0].what.exertion == 9
        assert play.shows("exertion 9")
        await play.press("e", "3", "5")
        amend.remove(other, house.coach().history()[0])
        await play.press("1")
        assert "was removed meanwhile" in play.toasts[-1]
        assert house.coach().history() == ()
        assert play.shows("Nothing yet.")


async def test_what_cannot_be_written_waits_and_is_said(house: House) -> None:
    trained(house, "bridge")
    coach = house.coach(ReadOnlyFs())
    async with house.open(coach=coach) as play:
        await opened(play)
        await play.press("e", "3", "5", "1")
        play.on(ProgressScreen)
        assert len(play.coach.store.pending) == 1
        assert play.shows("exertion 5")


# Removing, adding late, hurting later


async def test_what_is_removed_comes_back_with_u(house: House) -> None:
    pasts.a_week(house)
    before = house.coach().history()
    async with house.open() as play:
        await opened(play)
        await play.press("d")
        assert play.toasts == ["Bridge, yesterday 10 × 3 s, is removed; u brings it back."]
        await play.press("d")
        assert house.coach().history() == before[:-2]
        await play.press("u", "u")
        assert house.coach().history() == before
        assert play.shows("✓ Bridge", "● Walking")
        assert not play.shows("u undo")
        await play.press("u")
        assert house.coach().history() == before


async def test_another_page_ends_what_can_be_undone(house: House) -> None:
    pasts.a_week(house)
    async with house.open() as play:
        await opened(play)
        await play.press("d", "?")
        play.on(HelpScreen)
        await play.press("escape")
        assert play.shows("u undo")
        await play.press("1", "4")
        assert not play.shows("u undo")


async def test_what_removing_does_not_open_again_is_said(house: House) -> None:
    trained(house, "upper-back-programme", stopping=StopReason.PAIN)
    async with house.open() as play:
        await opened(play)
        await play.press("d")
        assert "stays set aside" in play.toasts[-1]
        assert play.shows("Nothing yet.")
        await play.press("u")
        assert play.shows("✗ Upper back", "Shoulder rolls stopped: pain")


async def test_a_stopped_walk_and_what_hurt_later_are_told_in_red(house: House) -> None:
    trained(house, "bridge")
    session = house.coach().history()[-1]
    house.coach().care.hurt("bridge", StopReason.LASTING_PAIN, session.id)
    house.clock.advance(3600)
    walk = ActivityLog(activity="walk", name="Walking", seconds=540.0, reason=StopReason.CHEST)
    house.coach().store.save(record_of(Remembered(id="w", at=house.clock.now(), what=walk)))
    async with house.open((120, 36)) as play:
        await opened(play)
        assert play.shows("✗ Walking", "9 min · stopped: chest pain or discomfort")
        await play.press("down")
        assert play.shows("✗ Bridge hurt later: pain that stays, told today")
        await opened(play, "Pain")
        assert play.shows("✗ Bridge hurt later: pain that stays", "✗ Walking: chest pain or discomfort")


async def test_a_removal_that_cannot_be_written_is_said(house: House) -> None:
    trained(house, "bridge")
    async with house.open(coach=house.coach(ReadOnlyFs())) as play:
        await opened(play)
        await play.press("d")
        assert len(play.toasts) == 1
        assert len(house.coach().history()) == 1


async def test_an_opened_session_can_be_corrected_removed_and_hurt(house: House) -> None:
    trained(house, "bridge")
    async with house.open() as play:
        await opened(play)
        await play.press("enter", "e")
        play.on(CorrectScreen)
        await play.press("escape", "enter", "p", "1", "1")
        assert [one.exercise for one in play.coach.set_aside()] == ["bridge"]
        play.on(ProgressScreen)
        await play.press("enter", "d")
        assert house.coach().history() == ()


async def test_a_routine_is_added_late_without_what_was_left_out(house: House) -> None:
    async with house.open() as play:
        await play.press("4", "a", "4", "2")
        assert play.shows("Help your back", "left out – nothing")
        await play.press("3", "4", "0", "2", *"yesterday 18:00", "enter")
        assert play.shows("yesterday, Thu 19 Nov 18:00", "left out Knee to chest")
        await play.press("1")
        [one] = house.coach().history()
        assert isinstance(one.what, SessionLog)
        assert one.at == NOVEMBER - timedelta(hours=13, minutes=10)
        assert [item.prescription.exercise for item in one.what.items if item.status is Status.SKIPPED] == [
            "knee-to-chest"
        ]
        assert play.on(ProgressScreen).chosen == one
        await play.press("u")
        assert house.coach().history() == ()


async def test_an_exercise_is_added_late(house: House) -> None:
    async with house.open() as play:
        await play.press("4", "a", "5")
        rows = play.screen.query_one(Choices)
        rows.highlighted = next(n for n, one in enumerate(rows.options) if "Bridge" in str(one.prompt))
        await play.press("enter", "1")
        assert [one.what.name for one in house.coach().history()] == ["Bridge"]
        assert play.shows("✓ Bridge")


async def test_hostile_names_and_notes_are_shown_as_text(house: House) -> None:
    one = walked(house, 20, "[/foo] [red]x[/] [@click=app.exit]y[/]", name="[b]Walk[/nope]")
    async with house.open() as play:
        await opened(play)
        assert play.shows("[b]Walk[/nope]", "[/foo] [red]x[/]")
        await play.press("e", "3")
        assert play.shows("[b]Walk[/nope]: how long?")
        await play.press("escape", "d")
        assert "[b]Walk[/nope]" in play.toasts[-1]
        await play.press("u", "/", "[", "/")
        assert house.coach().history() == (one,)


async def test_what_was_told_of_pain_stands_beside_what_was_done(house: House) -> None:
    coach = house.coach()
    coach.care.tell(screened=True)
    coach.care.check_in(CheckIn(at=house.clock.now(), pain=4))
    trained(house, "upper-back-programme", stopping=StopReason.PAIN)
    async with house.open((120, 36)) as play:
        await opened(play, "Pain")
        assert play.shows("Pain 4 in the last two weeks", "✗ stopped, or hurt later", "✗ Shoulder rolls: pain")
        row = next(line for line in play.dump().splitlines() if line.strip().startswith("stop"))
        assert row.count("✗") == 1


async def test_a_day_that_is_over_can_be_looked_at_after_midnight(house: House) -> None:
    pasts.a_year(house)
    async with house.open() as play:
        await play.press("4")
        house.clock.jump(DAY)
        await play.press("1", "4", "end")
        assert play.on(ProgressScreen).day == FRIDAY + timedelta(days=1)
        assert play.shows("Today Sat 21 Nov")


def test_a_version_is_told_with_its_differences(house: House) -> None:
    one = walked(house, 20)
    coach = house.coach()
    new = amend.correct(coach, one, amend.Change(exertion=4))
    assert list(amend.differences(one, new)) == ["exertion 4, was not said"]
    assert replace(new, what=one.what) == one


async def test_a_day_long_ago_is_opened_without_reading_all_since(house: House) -> None:
    house.clock.jump(-800 * DAY)
    walked(house, 30, "By the sea.")
    house.clock.jump(800 * DAY)
    walked(house, 10)
    async with house.open() as play:
        await play.press("4", *40 * ["pageup"], "enter")
        assert play.shows("1 found", "By the sea.", "only: Wed 11 Sep 2024")
        await play.press("d")
        assert play.shows("Nothing fits. esc shows all.")
        await play.press("u")
        assert play.shows("By the sea.")
        await play.press("escape")
        assert play.on(ProgressScreen).view is View.YEAR


async def test_the_list_goes_back_a_year_at_a_time(house: House) -> None:
    house.clock.jump(-800 * DAY)
    walked(house, 30, name="Swimming")
    house.clock.jump(600 * DAY)
    trained(house, "bridge")
    house.clock.jump(200 * DAY)
    walked(house, 10)
    async with house.open() as play:
        await opened(play)
        assert not play.shows("✓ Bridge")
        await play.press("end", "enter")
        await read(play)
        assert play.shows("✓ Bridge", "older …")
        assert not play.shows("● Swimming")
        await play.press("end", "enter")
        await read(play)
        assert play.shows("● Swimming")
        assert not play.shows("older …")
