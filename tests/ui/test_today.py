"""Today with a plan, key by key: planning the week, training what is due, logging, planning again, taking back."""

from __future__ import annotations

import subprocess
import sys
from datetime import time, timedelta
from pathlib import Path

import pytest

from tests.home import Disk
from tests.ui import weeks
from tests.ui.support import SIZES, House, Play, trained
from trainer.core.checkin import CheckIn, Symptom
from trainer.core.events import StopReason
from trainer.core.free import WEEK
from trainer.core.profile import Slot
from trainer.core.weekly import Sitting
from trainer.plans.desk import Desk
from trainer.ui.screens.changes import ChangesScreen
from trainer.ui.screens.choose import ChooseScreen
from trainer.ui.screens.log import LogScreen
from trainer.ui.screens.session import SessionScreen
from trainer.ui.screens.today import TodayScreen
from trainer.ui.screens.week import WeekScreen
from trainer.ui.widgets.choices import Choices

DAY = 24 * 3600.0


def sitting(house: House) -> Sitting | None:
    """Return today's session as another terminal sees it."""
    return Desk(house.coach()).today().session


def chosen(play: Play) -> str | None:
    option = play.screen.query_one(Choices).highlighted_option
    return None if option is None else option.id


async def found(play: Play) -> None:
    """Wait until a search in the background is over."""
    await play.settle()
    await play.app.workers.wait_for_complete()
    await play.settle()


# Nothing is planned yet


@pytest.mark.parametrize("size", SIZES, ids=str)
async def test_an_empty_week_invites_to_plan_it(size: tuple[int, int], house: House) -> None:
    async with house.open(size) as play:
        assert play.shows("Plan your week g", "g plan the week", "Back stretches")
        assert not play.shows("r re-plan")
        assert not play.shows("u undo")
        assert chosen(play) == "back-stretches"


async def test_g_plans_the_week_at_once_and_better_in_the_background(house: House) -> None:
    async with house.open() as play:
        await play.press("g")
        assert play.shows("Morning session", "enter to start", "This week")
        assert chosen(play) == "plan"
        assert not play.shows("Plan your week")
        first = sitting(house)
        assert first is not None
        await found(play)
        assert sitting(house) is not None
        assert Desk(house.coach()).week(weeks.monday(house)).generation >= 1
        await play.press("u")
        assert play.shows("Plan your week g")
        assert sitting(house) is None


async def test_what_g_planned_is_on_the_week_page(house: House) -> None:
    async with house.open() as play:
        await play.press("g", "2")
        play.on(WeekScreen)
        assert not play.shows("Nothing is planned")


async def test_a_full_disk_is_told(house: House) -> None:
    disk = Disk()
    house.ask()
    async with house.open(coach=house.coach(disk)) as play:
        disk.full = True
        await play.press("g")
        assert play.toasts == ["Not saved: the disk is full: free some space. It is kept in memory and tried again."]
        assert play.app._exception is None
    assert sitting(house) is None


# What is due


@pytest.mark.parametrize("size", SIZES, ids=str)
async def test_enter_starts_what_is_planned(size: tuple[int, int], house: House) -> None:
    weeks.a_good_week(house)
    planned = sitting(house)
    assert planned is not None
    async with house.open(size) as play:
        assert play.shows("Morning session", "Hip rotator stretch")
        await play.press("enter")
        assert play.run.head.name == "Morning session"
        assert play.run.head.prescriptions == tuple(item.prescription for item in planned.items)
        await play.to_the_end()
        await play.press("enter")
        play.on(TodayScreen)
        assert play.shows("✓ Morning session")


@pytest.mark.parametrize(("hour", "name"), [(7, "Morning session"), (13, "Afternoon session"), (18, "Evening session")])
async def test_the_session_is_named_by_when_it_is_planned(hour: int, name: str, house: House) -> None:
    house.coach().care.tell(free={day: (Slot(at=time(hour), minutes=15),) for day in WEEK})
    desk = Desk(house.coach())
    desk.take(desk.first(house.clock.now().date() + timedelta(days=7)))
    house.clock.jump(7 * DAY)
    async with house.open() as play:
        assert play.shows(name)


async def test_what_is_left_of_a_session_is_started(house: House) -> None:
    weeks.keep_plan(house)
    trained(house, "side-stretch")
    async with house.open() as play:
        assert play.shows("✓ Side stretch", "min left")
        await play.press("enter")
        assert "side-stretch" not in [one.exercise for one in play.run.head.prescriptions]


async def test_a_done_day_says_so_and_enter_begins_nothing(house: House) -> None:
    weeks.a_done_day(house)
    async with house.open() as play:
        assert play.shows("✓ All done for today", "30 of 30 min ✓ · 5 in short bouts", "2 of 3 days done")
        await play.press("enter")
        play.on(TodayScreen)
        assert play.toasts == ["Nothing of today's plan is left to do; 'trainer plan' shows the week."]


async def test_routines_stay_below_the_plan(house: House) -> None:
    weeks.a_good_week(house)
    async with house.open() as play:
        await play.press("down", "down")
        assert chosen(play) == "help-your-back"
        assert play.shows("Help your back", "From Exercises to Help Your Back")
        await play.press("enter")
        assert play.run.head.routine == "help-your-back"


@pytest.mark.parametrize("size", SIZES, ids=str)
async def test_what_is_chosen_is_in_sight(size: tuple[int, int], house: House) -> None:
    weeks.a_good_week(house)
    async with house.open(size) as play:
        await play.press("end")
        assert play.shows("Healthy upper back")
        await play.press("home")
        assert play.shows("Morning session")


async def test_on_a_wide_terminal_the_numbers_stand_beside_the_day(house: House) -> None:
    weeks.a_good_week(house)
    async with house.open((120, 36)) as play:
        assert play.shows("From this week's plan", "Prone press-up 2 × 15 s")
        await play.press("down")
        assert play.shows("From Back Stretches: Exercises")


async def test_a_day_without_a_session_says_when_the_next_one_is(house: House) -> None:
    house.clock.jump(-2 * DAY)
    weeks.keep_plan(house)
    async with house.open() as play:
        assert play.shows("No session today", "next Thu 07:00")
        assert chosen(play) is None
        assert not play.shows("enter start")
        await play.press("enter", "down")
        play.on(TodayScreen)
        assert chosen(play) == "back-stretches"
        assert play.shows("enter start")


async def test_the_week_is_shown_at_a_glance(house: House) -> None:
    weeks.a_week(house)
    async with house.open() as play:
        assert play.shows(
            "This week Mon Tue Wed Thu Fri Sat Sun",
            "↔ stretch ✓ ✓ · ! ○ ○ ·",
            "▲ strengthen ✓ · · ! · ○ ·",
            "● minutes 30 20 · ! ○ ○ · 1 of 5 days done",
        )


async def test_an_interrupted_session_comes_before_the_plan(house: House) -> None:
    weeks.a_good_week(house)
    run = Desk(house.coach()).begin()
    run.do(run.session.start)
    house.clock.advance(12)
    run.look()
    run.leave()
    house.clock.jump(60)
    async with house.open() as play:
        assert play.shows("Go on with Morning session", "d keep as it is")
        assert chosen(play) == "go-on"
        await play.press("enter")
        play.on(SessionScreen)


# Keys


async def test_l_logs_and_the_day_moves(house: House) -> None:
    weeks.a_good_week(house)
    async with house.open() as play:
        await play.press("l")
        play.on(LogScreen)
        await play.press("1", "enter", "enter")
        play.on(TodayScreen)
        assert play.shows("20 of 30 min")


async def test_r_shows_the_changes_before_they_are_taken(house: House) -> None:
    weeks.a_week(house)
    async with house.open() as play:
        assert play.shows("Thu was missed. r re-plan")
        await play.press("r")
        await found(play)
        play.on(ChangesScreen)
        await play.press("escape")
        assert play.shows("Thu was missed.")
        await play.press("r")
        await found(play)
        await play.press("enter")
        play.on(TodayScreen)
        assert not play.shows("Thu was missed.")
        assert Desk(house.coach()).week(weeks.monday(house)).generation == 2
        await play.press("u")
        assert play.shows("Thu was missed.")


async def test_changes_that_were_found_late_do_not_come_between_other_keys(house: House) -> None:
    weeks.a_week(house)
    async with house.open() as play:
        today = play.on(TodayScreen)
        today.action_replan()
        today.action_log()
        await play.settle()
        await found(play)
        play.on(LogScreen)


async def test_c_checks_in_and_the_first_line_says_so(house: House) -> None:
    weeks.a_good_week(house)
    house.clock.jump(5 * 3600)
    async with house.open(asked=False) as play:
        await play.press("escape")
        await play.press("c", "2", "enter")
        assert play.shows("pain 2 · nothing new · asked 12:00")


async def test_a_new_day_is_shown_after_midnight(house: House) -> None:
    weeks.a_good_week(house)
    async with house.open() as play:
        house.clock.jump(18 * 3600)
        play.on(TodayScreen)._tick()
        await play.settle()
        assert play.shows("Sat 21 Nov", "Morning session", "Pelvic tilt, held")


# Closed


async def test_what_is_closed_is_shown_closed(house: House) -> None:
    weeks.a_good_week(house)
    now = house.clock.now()
    house.coach().care.check_in(
        CheckIn(at=now, pain=5, symptoms=frozenset({Symptom.FLARE_UP}), day=now.date()),
    )
    async with house.open() as play:
        assert play.shows("Exercises are closed until Tue 24 Nov", "Morning session closed", "none planned")
        assert not play.shows("r re-plan")
        await play.press("enter")
        play.on(ChooseScreen)


async def test_an_exercise_that_is_closed_is_said_to_be_so(house: House) -> None:
    weeks.a_good_week(house)
    house.coach().care.hurt("side-stretch", StopReason.PAIN, "s")
    async with house.open((120, 36)) as play:
        assert play.shows("– Side stretch it hurt later")
        await play.press("enter")
        assert "side-stretch" not in [one.exercise for one in play.run.head.prescriptions]


# When it reads


def test_the_first_screen_imports_no_plan_before_it_is_painted(tmp_path: Path) -> None:
    code = (
        "import sys, trainer.ui.app\n"
        "print(*(n for n in sys.modules if n.startswith(('trainer.plans', 'trainer.core.planner'))))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "\n"


async def test_showing_a_week_does_not_import_the_search(tmp_path: Path, house: House) -> None:
    weeks.a_good_week(house)
    code = (
        "import sys\nfrom pathlib import Path\nfrom tests.ui.support import House\n"
        "from trainer.ui.screens.due import Due\n"
        "from trainer.plans.desk import Desk\nDesk(House(Path(sys.argv[1])).coach()).today()\n"
        "print(*(n for n in sys.modules if n in ('trainer.core.planner.search', 'trainer.core.planner.again')))"
    )
    root = Path(__file__).parents[2]
    done = subprocess.run(
        [sys.executable, "-c", code, str(house.root)], cwd=root, capture_output=True, text=True, check=True
    )
    assert done.stdout == "\n"


async def test_u_takes_back_what_was_logged_here_and_no_plan_made_elsewhere(house: House) -> None:
    desk = Desk(house.coach())
    desk.take(desk.first(house.clock.now().date()))
    async with house.open() as play:
        assert not play.shows("u undo"), "the plan was made elsewhere"
        for one in ("l", "1", "enter", "enter"):
            await play.press(one)
        assert [one.what.name for one in play.coach.today().done] == ["Walking"]
        await play.press("u")
        assert play.coach.today().done == ()
        assert play.shows("Walking is taken back")
        assert sitting(house) is not None
