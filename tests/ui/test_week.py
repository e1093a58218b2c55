"""The Week screen: planning, changing by hand, looking at other weeks, and what it says about each."""

from __future__ import annotations

from datetime import date, time, timedelta

import pytest

from tests.home import Disk
from tests.ui.support import SIZES, House, Play, trained
from tests.ui.week_scenes import (
    DAY,
    FRIDAY,
    MONDAY,
    STRENGTH,
    WEEK,
    desk,
    flare_up,
    found,
    give,
    items,
    plan,
    walked,
    with_a_sore_knee,
)
from trainer.core.checkin import CheckIn, Symptom
from trainer.core.exercise import Equipment
from trainer.core.profile import Slot
from trainer.plans import kept
from trainer.plans.desk import Desk
from trainer.ui.screens.add import AddScreen
from trainer.ui.screens.changes import ChangesScreen
from trainer.ui.screens.choose import ChooseScreen
from trainer.ui.screens.reader import ReaderScreen
from trainer.ui.screens.session import SessionScreen
from trainer.ui.screens.week import WeekScreen
from trainer.ui.screens.why import WhyScreen
from trainer.ui.widgets.choices import Choices

SATURDAY = FRIDAY + timedelta(days=1)
SUNDAY = FRIDAY + timedelta(days=2)


def chosen(play: Play) -> str | None:
    """Return the id of the chosen exercise."""
    option = play.screen.query_one(Choices).highlighted_option
    return None if option is None else option.id


def day(play: Play) -> date:
    """Return the chosen day."""
    return play.on(WeekScreen).day


# Planning


async def test_a_free_time_that_is_over_is_not_called_none_at_all(house: House) -> None:
    house.coach().care.tell(free={"fri": (Slot(at=time(6), minutes=15),), "sat": (Slot(at=time(6), minutes=15),)})
    plan(house, (*WEEK[:4], (), *WEEK[5:]))
    async with house.open() as play:
        await play.press("2")
        assert play.shows("No session: 06:00 is over today.", "choose a routine on Today (1)", "with a")
        assert not play.shows("you have no free time")


async def test_an_empty_week_invites_to_plan_and_says_from_what(house: House) -> None:
    async with house.open() as play:
        await play.press("2")
        assert play.shows("Week 47 · 16 – 22 Nov 2026", "this week", "Nothing is planned yet. g plans the week.")
        assert play.shows("You told no free time", "under You (5)", "no elastic band", "g plan", "a add")
        assert not play.shows("r re-plan")
        assert not play.shows("copy last week")


async def test_g_plans_at_once_and_improves_in_the_background_as_one_change(house: House) -> None:
    async with house.open() as play:
        await play.press("2")
        best = desk(house).best(MONDAY)
        play.send("g")
        await found(play)
        assert play.shows("Planned. u takes it back.", "↔", "min")
        assert kept.read(house.coach().store, MONDAY).plan.outline == best.outline
        assert kept.read(house.coach().store, MONDAY).generation == 1
        await play.press("u")
        assert play.shows("Nothing is planned yet.", "Taken back. ctrl+r does it again.")
        assert items(house, FRIDAY) == []
        await play.press("ctrl+r")
        assert kept.read(house.coach().store, MONDAY).plan.outline == best.outline
        assert play.shows("Done again.")


async def test_a_change_by_hand_ends_the_search_and_stays(house: House) -> None:
    async with house.open() as play:
        await play.press("2")
        first = desk(house).first(MONDAY)
        play.send("g")
        play.send("d")
        await found(play)
        planned = [one.exercise for one in first.outline.days[FRIDAY.weekday()].items]
        assert len(items(house, FRIDAY)) == len(planned) - 1
        assert set(items(house, FRIDAY)) < set(planned)


async def test_leaving_the_page_ends_the_search(house: House) -> None:
    async with house.open() as play:
        await play.press("2")
        screen = play.on(WeekScreen)
        play.send("g")
        play.send("1")
        await play.settle()
        assert all(one.is_finished or one.is_cancelled for one in screen.workers)
        assert screen._stopped.is_set()
        await found(play)
        assert items(house, FRIDAY)


async def test_a_week_planned_anew_keeps_what_is_kept(house: House) -> None:
    plan(house)
    desk(house).hand.add(SATURDAY, "open-books")
    async with house.open() as play:
        await play.press("2", "g")
        await found(play)
        assert play.shows("Planned anew; what you keep stayed. u takes it back.")
        assert "open-books" in items(house, SATURDAY)
        await play.press("u")
        assert items(house, FRIDAY) == list(STRENGTH)


async def test_a_missed_day_is_told_and_r_shows_the_changes_before_they_are_taken(house: House) -> None:
    house.clock.jump(-4 * DAY)
    desk(house).take(desk(house).best(MONDAY))
    house.clock.jump(4 * DAY)
    before = [items(house, MONDAY + timedelta(days=n)) for n in range(7)]
    async with house.open() as play:
        await play.press("2")
        assert play.shows("were missed. r plans the rest again.")
        await play.press("r")
        await found(play)
        play.on(ChangesScreen)
        assert play.shows("What would change", "+ ")
        await play.press("escape")
        assert [items(house, MONDAY + timedelta(days=n)) for n in range(7)] == before
        await play.press("r")
        await found(play)
        await play.press("enter")
        assert play.shows("Planned again. u takes it back.")
        after = [items(house, MONDAY + timedelta(days=n)) for n in range(7)]
        assert after[:4] == before[:4]
        assert after[4:] != before[4:]
        await play.press("u")
        assert [items(house, MONDAY + timedelta(days=n)) for n in range(7)] == before


async def test_planning_again_changes_nothing_where_nothing_changed(house: House) -> None:
    desk(house).take(desk(house).best(MONDAY))
    async with house.open() as play:
        await play.press("2", "r")
        await found(play)
        assert play.shows("Nothing would change.", "enter good")
        await play.press("enter")
        play.on(WeekScreen)
        assert kept.read(house.coach().store, MONDAY).generation == 1


async def test_y_copies_last_week_after_its_changes_were_seen(house: House) -> None:
    plan(house, (*WEEK[:6], STRENGTH), MONDAY - timedelta(days=7))
    async with house.open() as play:
        await play.press("2")
        assert play.shows("y copy last week")
        await play.press("y")
        play.on(ChangesScreen)
        assert play.shows("Copy last week", "Wall push-up")
        await play.press("enter")
        assert items(house, SATURDAY) == list(WEEK[5])
        await play.press("u")
        assert items(house, SATURDAY) == []


# By hand


async def test_d_drops_says_what_it_costs_and_u_brings_back(house: House) -> None:
    plan(house)
    async with house.open() as play:
        await play.press("2", "right")
        assert chosen(play) == "knee-to-chest"
        await play.press("down", "d")
        assert items(house, SATURDAY) == ["knee-to-chest", "childs-pose"]
        assert play.shows("Prone press-up is out of Sat 21 Nov. Low back, arching now 0 of")
        assert chosen(play) == "childs-pose"
        await play.press("u")
        assert items(house, SATURDAY) == ["knee-to-chest", "prone-press-up", "childs-pose"]
        await play.press("ctrl+r")
        assert items(house, SATURDAY) == ["knee-to-chest", "childs-pose"]


async def test_k_keeps_an_exercise_and_lets_it_go(house: House) -> None:
    plan(house)
    async with house.open() as play:
        await play.press("2")
        assert play.shows("k keep")
        await play.press("k")
        assert play.shows("Pelvic tilt, held kept", "stays here, whatever is planned anew.", "k let go")
        assert desk(house).week(MONDAY).day(FRIDAY).session.items[0].kept  # type: ignore[union-attr]
        await play.press("k")
        assert play.shows("is left to the plan again.", "k keep")
        assert not desk(house).week(MONDAY).day(FRIDAY).session.items[0].kept  # type: ignore[union-attr]


async def test_a_adds_what_is_searched_and_refuses_what_is_closed_in_place(house: House) -> None:
    plan(house)
    async with house.open() as play:
        await play.press("2", "right", "a")
        play.on(AddScreen)
        assert play.shows("Add to Sat 21 Nov", "Overhead stretch")
        await play.type("band row")
        assert play.shows("Band row no elastic band")
        await play.press("enter")
        assert play.shows("Band row is closed: no elastic band – ours.")
        await play.press(*8 * ["backspace"])
        assert not play.shows("Band row is closed: no elastic band – ours.")
        await play.type("wall p")
        await play.press("enter")
        assert play.shows("Wall push-up needs rest around it")
        await play.press(*6 * ["backspace"])
        await play.type("open")
        await play.press("enter")
        play.on(WeekScreen)
        assert play.shows("Open books added; it stays.", "Open books kept")
        assert chosen(play) == "open-books"
        assert "open-books" in items(house, SATURDAY)


async def test_the_list_of_what_can_be_added_is_gone_through_and_clicked(house: House) -> None:
    plan(house)
    async with house.open() as play:
        await play.press("2", "right", "a", "down", "down", "up")
        assert play.screen.query_one(Choices).highlighted == 1
        await play.press("escape")
        assert items(house, SATURDAY) == list(WEEK[5])
        await play.press("a")
        await play.click("Side stretch")
        assert "side-stretch" in items(house, SATURDAY)


@pytest.mark.parametrize("key", ["shift+right", "greater_than_sign"])
async def test_an_exercise_moves_to_the_day_after_and_stays_chosen(key: str, house: House) -> None:
    plan(house)
    async with house.open() as play:
        await play.press("2", "down", "down", key)
        assert day(play) == SATURDAY
        assert chosen(play) == "side-stretch"
        assert "side-stretch" not in items(house, FRIDAY)
        assert "side-stretch" in items(house, SATURDAY)
        await play.press("less_than_sign")
        assert day(play) == FRIDAY
        await play.press("u", "u")
        assert items(house, FRIDAY) == list(STRENGTH)


async def test_a_move_that_breaks_a_rule_is_refused_with_the_rule(house: House) -> None:
    plan(house)
    async with house.open() as play:
        await play.press("2", "right", "right", "a")
        await play.type("wall p")
        await play.press("enter", "shift+left")
        assert play.shows(
            "Wall push-up needs rest around it: strengthening against a load is not done on days so close."
        )
        assert day(play) == SUNDAY
        await play.press("shift+right")
        assert play.shows("That day is in another week; plan it there.")
        assert day(play) == SUNDAY


async def test_the_order_of_a_session_changes_and_the_ends_hold(house: House) -> None:
    plan(house)
    async with house.open() as play:
        await play.press("2")
        before = [option.id for option in play.screen.query_one(Choices).options]
        await play.press("shift+up")
        assert [option.id for option in play.screen.query_one(Choices).options] == before
        await play.press("down", "plus")
        after = [option.id for option in play.screen.query_one(Choices).options]
        assert after == [before[0], before[2], before[1], before[3]]
        assert chosen(play) == before[1]
        await play.press("minus")
        assert [option.id for option in play.screen.query_one(Choices).options] == before


async def test_m_sets_the_minutes_of_a_day_or_leaves_them_to_the_plan(house: House) -> None:
    plan(house)
    async with house.open() as play:
        await play.press("2", "m")
        play.on(ChooseScreen)
        await play.press("6")
        assert play.shows("● 0 of 40 min by hand")
        assert kept.read(house.coach().store, MONDAY).plan.minutes(FRIDAY) == 40
        await play.press("m", "1")
        assert play.shows("● 0 of 30 min")
        assert not play.shows("by hand")


async def test_s_takes_another_free_time_of_the_day(house: House) -> None:
    house.coach().care.tell(free={"fri": (Slot(at=time(7), minutes=15), Slot(at=time(18, 30), minutes=20))})
    plan(house)
    async with house.open() as play:
        await play.press("2")
        assert play.shows("07:00 · ")
        await play.press("s", "2")
        assert play.shows("18:30 · ", "of 20 min")
        await play.press("right")
        assert not play.shows("s time")


async def test_a_full_disk_is_told_and_nothing_is_lost(house: House) -> None:
    plan(house)
    disk = Disk()
    async with house.open(coach=house.coach(disk)) as play:
        await play.press("2")
        disk.full = True
        await play.press("d")
        assert not play.shows("Pelvic tilt, held")
        assert play.coach.store.pending
        disk.full = False
        play.coach.store.retry()
        assert items(house, FRIDAY) == list(STRENGTH[1:])


# Looking


async def test_arrows_go_from_day_to_day_and_page_keys_from_week_to_week(house: House) -> None:
    plan(house)
    async with house.open() as play:
        await play.press("2", "left")
        assert day(play) == FRIDAY - timedelta(days=1)
        await play.press(*4 * ["left"])
        assert play.shows("Week 46", "last week", "▸Sun 15◂")
        await play.press("right", "pagedown")
        assert play.shows("Week 48", "next week", "▸Mon 23◂")
        await play.press("pageup", "pageup")
        assert play.shows("Week 46")


async def test_weeks_that_are_too_far_away_are_refused(house: House) -> None:
    async with house.open() as play:
        await play.press("2", *53 * ["pagedown"])
        assert play.shows("is too far away; weeks from 2016-W")
        assert day(play) == FRIDAY + timedelta(weeks=52)
        await play.press("pageup")
        assert not play.shows("too far away")


async def test_a_click_chooses_a_day_an_exercise_or_another_week(house: House) -> None:
    plan(house)
    async with house.open() as play:
        await play.press("2")
        await play.click("Sat 21")
        assert day(play) == SATURDAY
        await play.click("Prone press-up")
        assert chosen(play) == "prone-press-up"
        play.on(WeekScreen)
        await play.click("▸  this week")
        await play.click_at(play.dump().splitlines()[2].index("▸"), 2)
        assert play.shows("Week 48")


async def test_enter_starts_todays_session_and_opens_an_exercise_on_other_days(house: House) -> None:
    plan(house)
    async with house.open() as play:
        await play.press("2", "right")
        assert play.shows("enter open")
        await play.press("enter")
        play.on(ReaderScreen)
        assert play.shows("Knee to chest")
        await play.press("escape", "left")
        assert play.shows("enter start")
        await play.press("enter")
        play.on(SessionScreen)
        assert {step.item for step in play.session.course.steps} == set(range(len(STRENGTH)))


async def test_w_tells_why_what_is_missing_and_the_balance(house: House) -> None:
    plan(house)
    async with house.open() as play:
        await play.press("2", "w")
        play.on(WhyScreen)
        assert play.shows("Why Pelvic tilt, held?", "Its numbers are from", "What is missing")
        await play.press("end")
        assert play.shows("Balance", "Strengthening days")
        await play.press("w")
        play.on(WeekScreen)
    async with house.open((120, 36)) as play:
        await play.press("2", "down")
        assert play.shows("Why Hip flexor stretch?", "What is missing")


async def test_what_is_over_is_shown_and_never_changed(house: House) -> None:
    plan(house)
    plan(house, WEEK, MONDAY - timedelta(days=7))
    async with house.open() as play:
        await play.press("2", "left", "left")
        assert play.shows("Wed 18 Nov · missed")
        for key in ("d", "k", "a", "m", "shift+right"):
            await play.press(key)
            assert play.shows("That day is over; what was planned then stays as it is.")
        await play.press("pageup")
        for key in ("g", "r", "d"):
            await play.press(key)
            assert play.shows("The week of 2026-11-09 is over; what was planned then stays as it is.")
        assert not play.shows("g plan")
        assert items(house, MONDAY) == list(STRENGTH)


async def test_what_was_done_stands_beside_what_was_planned(house: House) -> None:
    plan(house)
    house.clock.jump(-DAY)
    trained(house, "knee-to-chest")
    walked(house, 20)
    house.clock.jump(60)
    walked(house, 5)
    house.clock.jump(DAY - 60)
    async with house.open() as play:
        await play.press("2", "left")
        assert play.shows("20+5", "25 of 20 min (5 in short bouts)", "Knee to chest", "◐", "Walk · 20 min", "missed")


async def test_an_edit_of_another_terminal_appears(house: House) -> None:
    plan(house)
    async with house.open() as play:
        await play.press("2")
        desk(house).hand.drop(FRIDAY, "side-stretch")
        play.on(WeekScreen)._tick()
        await play.settle()
        assert not play.shows("Side stretch")
        desk(house).hand.drop(FRIDAY, "wall-push-up")
        await play.press("1", "2")
        assert not play.shows("Wall push-up")


async def test_both_edits_are_kept_when_two_terminals_change_a_week(house: House) -> None:
    plan(house)
    async with house.open() as play:
        await play.press("2")
        desk(house).hand.drop(FRIDAY, "side-stretch")
        await play.press("d")
        assert items(house, FRIDAY) == ["hip-flexor-stretch", "wall-push-up"]
        assert not play.shows("Side stretch")


async def test_midnight_does_not_move_the_week_one_looks_at(house: House) -> None:
    plan(house)
    house.clock.jump(2 * DAY + 16 * 3600)
    async with house.open() as play:
        await play.press("2")
        assert play.shows("▸Sun 22◂", "this week")
        house.clock.jump(3600)
        play.on(WeekScreen)._tick()
        await play.settle()
        assert play.shows("▸Sun 22◂", "last week", "Mon 23 Nov")


async def test_a_flare_up_closes_days_with_the_rules_words(house: House) -> None:
    plan(house)
    house.clock.jump(-2 * DAY)
    flare_up(house)
    house.clock.jump(2 * DAY)
    async with house.open() as play:
        await play.press("2")
        assert play.shows("■ closed", "Exercises are closed until Sun 22 Nov: an injury or flare-up on Wed 18 Nov")
        assert not play.shows("enter start")
        await play.press("a")
        play.on(WeekScreen)
        assert play.shows("Exercises are closed")


async def test_an_exercise_that_is_closed_says_why(house: House) -> None:
    with_a_sore_knee(house)
    plan(house)
    async with house.open() as play:
        await play.press("2", "right")
        assert play.shows("Child's pose", "closed: knee pain")
        await play.press("left")
        assert play.shows("Wall push-up", "closed: no wall")
    give(house, Equipment.WALL)
    async with house.open() as play:
        await play.press("2")
        assert not play.shows("no wall")


@pytest.mark.parametrize("size", [*SIZES, (20, 8), (200, 60)], ids=str)
async def test_the_week_fits_every_terminal_and_follows_its_size(size: tuple[int, int], house: House) -> None:
    plan(house)
    async with house.open() as play:
        await play.press("2")
        await play.resize(*size)
        assert all(len(line) <= size[0] for line in play.dump().splitlines())
        for keys in (("a", "escape"), ("w", "escape"), ("m", "escape"), ("r",)):
            await play.press(*keys)
        await found(play)
        await play.press("escape")
        play.on(WeekScreen)


async def test_the_keys_in_the_foot_fit_and_help_is_among_them(house: House) -> None:
    plan(house)
    for size in SIZES:
        async with house.open(size) as play:
            await play.press("2")
            assert play.shows("enter start", "g plan", "r re-plan", "k keep", "a add", "d drop", "w why", "? help")


async def test_a_narrow_closed_week_does_not_call_its_regions_reached(house: House) -> None:
    now = house.clock.now()
    told = CheckIn(at=now, pain=5, symptoms=frozenset({Symptom.FLARE_UP}), day=now.date())
    desk = Desk(house.coach())
    desk.take(desk.first(now.date()))
    house.coach().care.check_in(told)
    async with house.open((40, 20)) as play:
        await play.press("2")
        assert play.shows("closed")
        assert not play.shows("all regions")
