"""Whole screens as text, at the three sizes they are made for; the files are in `snapshots/`."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from functools import partial

import pytest

from tests.ui import pasts, week_scenes, weeks
from tests.ui.support import SIZES, House, Play, kind, trained
from trainer.coach import Coach
from trainer.core.checkin import CheckIn, Symptom
from trainer.core.events import StopReason
from trainer.core.timeline import BodySide, StepKind
from trainer.run import Run
from trainer.ui.screens.changes import ChangesScreen

ROUTINE = "back-pain-stretches"
DAY = 24 * 3600.0

Way = Callable[[Play], Awaitable[None]]
Same = Callable[[str, str], None]


@dataclass(frozen=True, kw_only=True)
class Scene:
    """A way to a screen: what was before, what is trained from the start, and what one does then."""

    way: Way
    train: str | None
    begin: Callable[[Coach], Run] | None
    before: Callable[[House], object]
    asked: bool
    fresh: bool
    """A terminal of its own for each size: what shows through beneath a dialog is not laid out anew with it."""


SCENES: dict[str, Scene] = {}


def scene(
    *,
    train: str | None = None,
    begin: Callable[[Coach], Run] | None = None,
    before: Callable[[House], object] = lambda house: None,
    asked: bool = True,
    fresh: bool = False,
) -> Callable[[Way], Way]:
    """Keep a way under its function's name."""

    def keep(way: Way) -> Way:
        SCENES[way.__name__.replace("_", "-")] = Scene(
            way=way, train=train, begin=begin, before=before, asked=asked, fresh=fresh
        )
        return way

    return keep


def interrupted(house: House) -> None:
    """A session that was left three minutes ago."""
    trained(house, ROUTINE, leaving=StepKind.SWITCH)
    house.clock.jump(180)


def a_past(house: House) -> None:
    """Some work on three days of this week."""
    house.clock.jump(-4 * DAY)
    trained(house, ROUTINE)
    house.clock.jump(2 * DAY)
    trained(house, "upper-back-programme", stopping=StopReason.PAIN)
    trained(house, "relax-and-rest")
    house.clock.jump(2 * DAY)
    trained(house, "bridge")


@asynccontextmanager
async def playing(house: House, name: str, size: tuple[int, int]) -> AsyncIterator[Play]:
    """Go the way to a screen."""
    found = SCENES[name]
    found.before(house)
    begin = {"train": found.train, "begin": found.begin, "asked": found.asked}
    async with house.open(size, **begin, paints=True) as play:  # type: ignore[arg-type]
        await found.way(play)
        yield play


def check(play: Play, name: str, size: tuple[int, int], same: Same) -> None:
    """Compare what is on the terminal with its snapshot."""
    shown = play.dump()
    assert all(line.isprintable() and len(line) <= size[0] for line in shown.splitlines())
    same(f"{name}-{size_name(size)}", shown)


def size_name(size: tuple[int, int]) -> str:
    return f"{size[0]}x{size[1]}"


# Today


@scene()
async def today_first_run(play: Play) -> None:
    pass


@scene(before=partial(trained, name=ROUTINE))
async def today_after_a_session(play: Play) -> None:
    pass


@scene(before=interrupted)
async def today_interrupted(play: Play) -> None:
    pass


@scene(before=partial(trained, name=ROUTINE, stopping=StopReason.RADIATING))
async def today_set_aside(play: Play) -> None:
    pass


@scene(asked=False, fresh=True)
async def first_questions(play: Play) -> None:
    pass


@scene(before=partial(trained, name="bridge", stopping=StopReason.CHEST))
async def today_closed(play: Play) -> None:
    pass


@scene(before=partial(trained, name="bridge", stopping=StopReason.CHEST), fresh=True)
async def what_opens_it(play: Play) -> None:
    await play.press("enter")


@scene(fresh=True)
async def check_in(play: Play) -> None:
    await play.press("c", "3", "l")


@scene(before=weeks.a_good_week)
async def today_planned(play: Play) -> None:
    pass


@scene(before=weeks.a_good_week)
async def today_routine(play: Play) -> None:
    await play.press("down", "down")


@scene(before=weeks.a_week)
async def today_missed(play: Play) -> None:
    pass


@scene(before=weeks.a_done_day)
async def today_done(play: Play) -> None:
    pass


def flared_up(house: House) -> None:
    """A flare-up in a planned week."""
    weeks.a_good_week(house)
    now = house.clock.now()
    told = CheckIn(at=now, pain=5, symptoms=frozenset({Symptom.FLARE_UP}), day=now.date())
    house.coach().care.check_in(told)


@scene(before=flared_up)
async def today_flare_up(play: Play) -> None:
    pass


# Library


@scene()
async def library(play: Play) -> None:
    await play.press("3", "down", "down", "down")


@scene()
async def library_search(play: Play) -> None:
    await play.press("3", "/")
    await play.type("hamstr")


@scene()
async def library_filtered(play: Play) -> None:
    await play.press("3", "f", "2")


@scene(fresh=True)
async def library_filter_dialog(play: Play) -> None:
    await play.press("3", "f")


@scene()
async def library_nothing_found(play: Play) -> None:
    await play.press("3", "/")
    await play.type("[zz")


@scene()
async def library_detail(play: Play) -> None:
    await play.press("3", *7 * ["down"], "enter")


@scene(before=partial(trained, name="bridge", stopping=StopReason.PAIN))
async def library_set_aside(play: Play) -> None:
    await play.press("3", "/")
    await play.type("bridge")
    await play.press("enter", "enter")


# Session


@scene(train="hamstring-stretch-towel")
async def session_get_ready(play: Play) -> None:
    await play.wait(3)


@scene(train=ROUTINE)
async def session_hold_left(play: Play) -> None:
    await play.until(lambda step: step.kind is StepKind.HOLD and step.side is BodySide.LEFT)
    await play.wait(3)


@scene(train="hip-flexor-stretch")
async def session_switch(play: Play) -> None:
    await play.until(kind(StepKind.SWITCH))
    await play.wait(2)


@scene(train="overhead-stretch")
async def session_let_go(play: Play) -> None:
    await play.until(kind(StepKind.RELEASE))


@scene(train="wall-push-up")
async def session_move(play: Play) -> None:
    await play.until(lambda step: step.kind is StepKind.MOVE and step.repetition == 4)
    await play.wait(1)


@scene(train="pelvic-tilt-rocking")
async def session_count(play: Play) -> None:
    await play.until(kind(StepKind.COUNT))
    await play.wait(5)


@scene(train="open-books")
async def session_breathe(play: Play) -> None:
    await play.until(kind(StepKind.BREATHE))
    await play.wait(5)


@scene(train="relax-and-rest")
async def session_quiet(play: Play) -> None:
    await play.until(kind(StepKind.QUIET))
    await play.wait(75)


@scene(begin=lambda coach: coach.begin_activity("walk", 20))
async def session_activity(play: Play) -> None:
    await play.wait(15)


@scene(train=ROUTINE)
async def session_paused(play: Play) -> None:
    await play.until(kind(StepKind.HOLD))
    await play.wait(2)
    await play.press("space")


@scene(before=interrupted)
async def session_returned(play: Play) -> None:
    await play.press("enter")


@scene(train=ROUTINE)
async def session_stopped(play: Play) -> None:
    await play.until(kind(StepKind.HOLD))
    await play.press("p", "2")


@scene(train="hamstring-stretch-towel")
async def session_how(play: Play) -> None:
    await play.until(kind(StepKind.HOLD))
    await play.press("i")


@scene(train=ROUTINE, fresh=True)
async def session_help(play: Play) -> None:
    await play.until(kind(StepKind.HOLD))
    await play.press("?")


@scene(train=ROUTINE, fresh=True)
async def stop_dialog(play: Play) -> None:
    await play.until(kind(StepKind.HOLD))
    await play.press("p")


@scene(train=ROUTINE, fresh=True)
async def which_dialog(play: Play) -> None:
    await play.until(lambda step: step.item == 1 and step.kind is StepKind.PREPARE)
    await play.press("p", "2")


@scene(train="hip-flexor-stretch")
async def session_done(play: Play) -> None:
    await play.until(kind(StepKind.HOLD))
    await play.press("n", "1")


@scene(train=ROUTINE, fresh=True)
async def skip_dialog(play: Play) -> None:
    await play.until(kind(StepKind.HOLD))
    await play.press("n")


@scene(train=ROUTINE, fresh=True)
async def finish_dialog(play: Play) -> None:
    await play.until(kind(StepKind.HOLD))
    await play.press("q")


@scene(train=ROUTINE)
async def alarm_chest(play: Play) -> None:
    await play.until(kind(StepKind.HOLD))
    await play.press("p", "8")


@scene(train=ROUTINE)
async def alarm_numbness(play: Play) -> None:
    await play.until(kind(StepKind.HOLD))
    await play.press("p", "6")


@scene(train=ROUTINE)
async def after(play: Play) -> None:
    await play.until(lambda step: step.kind is StepKind.SWITCH and step.item == 1)
    await play.press("n", "1", "p", "3", "2", "q", "1")


@scene(train="overhead-stretch")
async def after_answered(play: Play) -> None:
    await play.to_the_end()
    await play.press("5", "down", "2", "down", "1", "down")
    await play.type("better than on Monday")


@scene(train=ROUTINE)
async def after_nothing(play: Play) -> None:
    await play.press("q", "1")


# The other pages


@scene()
async def progress_empty(play: Play) -> None:
    await play.press("4")


@scene(before=a_past)
async def progress(play: Play) -> None:
    await play.press("4")


@scene(before=pasts.a_planned_year)
async def progress_year(play: Play) -> None:
    await play.press("4", "up")


@scene(before=pasts.a_planned_year)
async def progress_weeks(play: Play) -> None:
    await play.press("4", "v")


@scene(before=pasts.a_planned_year)
async def progress_activity(play: Play) -> None:
    await play.press("4", "v", "v", "left")


@scene(before=pasts.a_planned_year)
async def progress_pain(play: Play) -> None:
    await play.press("4", "v", "v", "v", "left", "left", "left")


@scene(before=pasts.a_planned_year)
async def progress_exercises(play: Play) -> None:
    await play.press("4", "v", "v", "v", "v")


@scene(before=pasts.a_planned_year)
async def progress_exercise_opened(play: Play) -> None:
    await play.press("4", "v", "v", "v", "v", "enter")


@scene(before=a_past)
async def progress_list(play: Play) -> None:
    await play.press("4", "V", "V", "down", "down")


@scene(before=pasts.a_planned_year)
async def progress_day(play: Play) -> None:
    await play.press("4", "up", "enter")


@scene(before=a_past)
async def progress_opened(play: Play) -> None:
    await play.press("4", "V", "V", "e", "3", "5", "1", "enter")


@scene(before=a_past, fresh=True)
async def progress_correct(play: Play) -> None:
    await play.press("4", "V", "V", "end", "e", "3", "5", "4", "2", "7", "2", "2", "0")


@scene(before=a_past, fresh=True)
async def progress_add_late(play: Play) -> None:
    await play.press("4", "a", "4", "2", "3", "4", "0", "2")
    await play.type("yesterday 18:00")
    await play.press("enter")


@scene()
async def week_empty(play: Play) -> None:
    await play.press("2")


@scene(before=a_past)
async def week(play: Play) -> None:
    await play.press("2")


@scene(before=week_scenes.plan)
async def week_planned(play: Play) -> None:
    await play.press("2", "down")


@scene(before=week_scenes.plan)
async def week_edited(play: Play) -> None:
    await play.press("2", "right", "k", "down", "d")


@scene(before=week_scenes.with_a_sore_knee_and_a_plan)
async def week_knee_and_nothing(play: Play) -> None:
    await play.press("2", "right", "end")


@scene(before=week_scenes.flare_up_on_wednesday)
async def week_flare_up(play: Play) -> None:
    await play.press("2")


@scene(before=week_scenes.lived)
async def week_missed(play: Play) -> None:
    await play.press("2", "left", "left")


@scene(before=week_scenes.lived)
async def week_over(play: Play) -> None:
    await play.press("2", "pageup")


@scene(before=week_scenes.lived, fresh=True)
async def week_changes(play: Play) -> None:
    await play.press("2")
    play.app.push_screen(ChangesScreen(week_scenes.DRAFT, play.coach.library, week_scenes.FRIDAY))
    await play.settle()


@scene(before=week_scenes.plan, fresh=True)
async def week_why(play: Play) -> None:
    await play.press("2", "w")


@scene(before=week_scenes.plan, fresh=True)
async def week_add(play: Play) -> None:
    await play.press("2", "right", "a", "r", "o", "w")


@scene(before=week_scenes.plan, fresh=True)
async def week_minutes(play: Play) -> None:
    await play.press("2", "m")


@scene()
async def you(play: Play) -> None:
    await play.press("5", "down", "down")


@scene(fresh=True)
async def help_today(play: Play) -> None:
    await play.press("?")


@pytest.mark.parametrize("name", [name for name, one in SCENES.items() if not one.fresh])
async def test_a_screen_is_as_in_its_snapshots(name: str, house: House, same: Same) -> None:
    """The terminal is made smaller from one to the next; that it was small from the start is no other thing."""
    async with playing(house, name, SIZES[0]) as play:
        for size in SIZES:
            await play.resize(*size)
            check(play, name, size, same)


@pytest.mark.parametrize("size", SIZES, ids=size_name)
@pytest.mark.parametrize("name", [name for name, one in SCENES.items() if one.fresh])
async def test_a_dialog_is_as_in_its_snapshots(name: str, size: tuple[int, int], house: House, same: Same) -> None:
    async with playing(house, name, size) as play:
        check(play, name, size, same)


@pytest.mark.parametrize("size", SIZES[1:], ids=size_name)
@pytest.mark.parametrize(
    "name", ["today-interrupted", "library", "session-hold-left", "after", "progress", "week", "week-planned", "you"]
)
async def test_a_screen_is_the_same_on_a_terminal_that_always_had_its_size(
    name: str, size: tuple[int, int], house: House, same: Same
) -> None:
    async with playing(house, name, size) as play:
        check(play, name, size, same)


def test_every_snapshot_belongs_to_a_scene(snapshots: list[str]) -> None:
    assert set(snapshots) == {f"{name}-{size_name(size)}" for name in SCENES for size in SIZES}
