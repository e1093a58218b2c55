"""The five pages: going between them, the library, the history, the settings, the palette, and the mouse."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from textual.actions import parse
from textual.binding import Binding
from textual.widgets import Input, Static

from tests.ui.support import SIZES, House, Play, kind, named, trained
from trainer.core.exercise import Equipment, Exercise, Kind, Position
from trainer.core.settings import Look, Settings
from trainer.core.timeline import StepKind
from trainer.ui.screens.choose import ChooseScreen
from trainer.ui.screens.help import HelpScreen
from trainer.ui.screens.library import LibraryScreen
from trainer.ui.screens.page import Page
from trainer.ui.screens.progress import ProgressScreen
from trainer.ui.screens.reader import ReaderScreen
from trainer.ui.screens.session import SessionScreen
from trainer.ui.screens.today import TodayScreen
from trainer.ui.screens.week import WeekScreen
from trainer.ui.screens.you import CHOICES, YouScreen
from trainer.ui.theme import THEMES
from trainer.ui.widgets.choices import Choices
from trainer.ui.widgets.nav import PAGES

DAY = 24 * 3600.0
SCREENS: tuple[type[Page], ...] = (TodayScreen, WeekScreen, LibraryScreen, ProgressScreen, YouScreen)


def listed(play: Play) -> list[str]:
    """Return the ids of the options that are listed."""
    return [option.id or "" for option in play.screen.query_one(Choices).options]


def parse_binding(binding: Binding) -> tuple[str, tuple[object, ...]]:
    """Return a binding's action and its parameters."""
    _, action, parameters = parse(binding.action)
    return action, parameters


# Between the pages


@pytest.mark.parametrize("size", SIZES, ids=str)
async def test_digits_and_clicks_on_the_head_lead_to_the_pages(size: tuple[int, int], house: House) -> None:
    async with house.open(size) as play:
        for number, screen in enumerate(SCREENS, 1):
            await play.press(str(number))
            play.on(screen)
        for number, ((_, name), screen) in enumerate(zip(PAGES, SCREENS, strict=True), 1):
            row = play.dump().splitlines()[0]
            label = f"{number} {name}" if f"{number} {name}" in row else f" {number} "
            await play.click_at(row.index(label) + len(label) // 2, 0)
            play.on(screen)


async def test_a_page_reads_anew_when_one_comes_back_to_it(house: House) -> None:
    async with house.open() as play:
        await play.press("4")
        assert play.shows("Nothing yet.")
        trained(house, "bridge")
        await play.press("1", "4")
        assert not play.shows("Nothing yet.")
        assert play.shows("16–22 Nov 1")


async def test_q_leaves_the_trainer(house: House) -> None:
    async with house.open() as play:
        await play.press("q")
        assert play.app._exit


@pytest.mark.parametrize("number", range(1, 6))
async def test_help_is_about_the_page_and_lists_the_keys_that_work_there(number: int, house: House) -> None:
    async with house.open((120, 50)) as play:
        await play.press(str(number))
        page = play.screen
        await play.press("?")
        play.on(HelpScreen)
        assert isinstance(page, Page)
        assert str(play.screen.query_one("#about", Static).content) == page.HELP
        told = str(play.screen.query_one("#table", Static).content)
        for binding in type(page).__dict__["BINDINGS"]:
            works = page.check_action(*parse_binding(binding)) is not False
            assert (str(binding.tooltip) in told) is works
        assert "q  Leave the trainer" in told
        await play.press("escape")
        assert play.screen is page


async def test_a_click_on_a_key_hint_does_what_it_says(house: House) -> None:
    async with house.open() as play:
        await play.click("? help")
        play.on(HelpScreen)
        await play.press("escape", "3")
        await play.click("f filter")
        play.on(ChooseScreen)
        await play.click("Strengthen")
        play.on(LibraryScreen)
        assert play.shows("8 of 23 exercises")
        await play.resize(160, 24)
        await play.click("esc show all")
        assert play.shows("23 exercises")


async def test_a_click_on_the_gap_between_hints_does_nothing(house: House) -> None:
    async with house.open() as play:
        row = play.dump().splitlines()[-1]
        await play.click_at(row.index("  ? help"), 23)
        play.on(TodayScreen)


@pytest.mark.parametrize(
    "key", [*"/ftlcdosunp?rexi", "space", "enter", "left", "right", "down", "end", "pageup", "ctrl+p"]
)
async def test_a_key_may_come_before_a_screen_is_laid_out(key: str, house: House) -> None:
    """Over a slow line keys come in bursts: the second is there before the first has shown anything."""
    async with house.open() as play:
        for opening in ("2", "3", "4", "5", "1", "c", "?", "enter"):
            play.burst(opening, key)
            await play.settle()
            assert play.app._exception is None
            for _ in range(3):
                if not isinstance(play.screen, Page):
                    await play.press("escape")


# Today


async def test_a_click_on_a_routine_starts_it(house: House) -> None:
    async with house.open() as play:
        await play.click("Help your back")
        play.on(SessionScreen)
        assert play.run.head.routine == "help-your-back"


async def test_the_highlighted_routine_is_shown_with_its_numbers_and_source(house: House) -> None:
    async with house.open() as play:
        await play.press("down", "down")
        assert play.shows("From Back Pain Exercises and Stretches", "Pelvic tilt, held 10 × 5 s", "▲ Bridge 10 × 3 s")


async def test_today_rolls_over_at_midnight(house: House) -> None:
    trained(house, "bridge")
    async with house.open() as play:
        assert play.shows("✓ 07:10 Bridge", "Fri 20 Nov")
        house.clock.jump(18 * 3600)
        play.on(TodayScreen)._tick()
        await play.settle()
        assert play.shows("Sat 21 Nov", "This week")
        assert not play.shows("✓ 07:10 Bridge")


async def test_on_a_small_terminal_what_is_below_the_list_can_be_read(house: House) -> None:
    trained(house, "back-pain-stretches")
    async with house.open((40, 20)) as play:
        assert not play.shows("This week")
        await play.press("tab", "end")
        assert play.shows("This week")
        await play.press("enter")
        play.on(SessionScreen)


# Library


async def test_every_exercise_opens_by_itself(house: House) -> None:
    async with house.open((40, 20)) as play:
        await play.press("3")
        for exercise in play.coach.library.exercises.values():
            await play.press("enter")
            play.on(ReaderScreen)
            assert play.shows(exercise.name)
            await play.press("escape", "down")


async def test_an_exercise_can_be_trained_from_its_detail(house: House) -> None:
    async with house.open() as play:
        await play.press("3", "enter", "t")
        assert play.run.head.prescriptions[0].exercise == "overhead-stretch"
        await play.press("q", "1", "enter")
        play.on(LibraryScreen)


async def test_an_exercise_with_several_dosages_asks_which(house: House) -> None:
    exercise = named("knee-to-chest")
    assert isinstance(exercise, Exercise)
    async with house.open() as play:
        await play.press("3", "/")
        await play.type("knee chest")
        await play.press("enter", "t")
        assert play.shows("Which dosage?", "1 20–40 s", "2 3–5 × 10 s")
        await play.press("escape")
        play.on(LibraryScreen)
        await play.press("t", "2")
        assert play.run.head.prescriptions[0].hold == 10


async def test_search_narrows_while_typing_and_enter_goes_to_the_list(house: House) -> None:
    async with house.open() as play:
        await play.press("3", "/")
        await play.type("hamstr")
        assert listed(play) == ["hamstring-stretch-towel", "hamstring-stretch-leg-raise"]
        assert not play.shows("/ search")
        await play.press("enter", "down", "enter")
        play.on(ReaderScreen)
        assert play.shows("Hamstring stretch, leg raised")
        await play.press("escape", "escape")
        assert len(listed(play)) == 23
        assert not play.shows("hamstr 2 of")


@pytest.mark.parametrize(
    "text", ["[", "]", "[/]", "[/foo]", "[@click=app.bell]x[/]", "\\[b]", "😀🧘", "ü", "'", "%s{0}", "/"], ids=repr
)
async def test_anything_may_be_typed_into_the_search(text: str, house: House) -> None:
    async with house.open() as play:
        await play.press("3", "/")
        await play.type(text)
        assert play.shows(text)
        await play.press("enter", "escape")
        assert len(listed(play)) == 23


async def test_a_very_long_search_is_cut(house: House) -> None:
    async with house.open((40, 20)) as play:
        await play.press("3", "/")
        await play.paste("b" * 100_000)
        await play.type("a" * 80)
        assert len(play.screen.query_one(Input).value) <= 60
        await play.press("enter")
        assert play.shows("Nothing fits.")


@pytest.mark.parametrize("text", ["\x1b[31mred", "bell\x07", "\x9b2J", "a\u202eb", "\x1b]0;title\x07", "\x00", "\x7f"])
async def test_what_is_pasted_cannot_steer_the_terminal(text: str, house: House) -> None:
    async with house.open() as play:
        await play.press("3", "/")
        await play.paste(f"x{text}y\nz")
        assert play.shows("x")
        assert all(line.isprintable() for line in play.dump().splitlines())


async def test_nothing_found_offers_no_key_that_has_nothing_to_act_on(house: House) -> None:
    async with house.open() as play:
        await play.press("3", "/")
        await play.type("zzz")
        await play.press("enter")
        assert play.shows("Nothing fits. esc shows all exercises.", "0 of 23")
        assert not play.shows("enter detail")
        await play.press("t", "enter", "down", "end")
        play.on(LibraryScreen)
        await play.press("escape")
        assert play.shows("23 exercises")


@pytest.mark.parametrize(
    ("keys", "said", "fits"),
    [
        ("1", "only: stretch", lambda one: one.kind is Kind.STRETCH),
        ("2", "only: strengthen", lambda one: one.counts.strengthen > 0),
        ("44", "only: on your back", lambda one: Position.SUPINE in one.positions),
        ("53", "only: towel", lambda one: Equipment.TOWEL in one.equipment + one.optional_equipment),
        ("61", "only: Back Stretches", lambda one: "healthwise-back" in one.handouts),
        ("7", "only: yours", lambda one: one.own),
        ("8", "23 exercises", lambda one: True),
    ],
)
async def test_filters_narrow_the_list_and_say_so(
    keys: str, said: str, fits: Callable[[Exercise], bool], house: House
) -> None:
    async with house.open() as play:
        await play.press("3", "f", *keys)
        assert play.shows(said)
        assert listed(play) == [one.id for one in play.coach.library.exercises.values() if fits(one)]


async def test_a_filter_question_can_be_taken_back_at_each_step(house: House) -> None:
    async with house.open() as play:
        await play.press("3", "f", "4", "escape")
        play.on(LibraryScreen)
        await play.press("f", "escape")
        assert len(listed(play)) == 23


async def test_the_chosen_exercise_stays_chosen_when_the_list_changes(house: House) -> None:
    async with house.open() as play:
        await play.press("3", *13 * ["down"])
        assert play.screen.query_one(Choices).highlighted_option.id == "bridge"  # type: ignore[union-attr]
        await play.press("f", "2")
        assert play.screen.query_one(Choices).highlighted_option.id == "bridge"  # type: ignore[union-attr]
        assert play.shows("Bridge ▲ strengthen")


# You


async def go_to(play: Play, setting: str) -> None:
    """Highlight a line of You by its name."""
    options = [option for option in play.screen.query_one(Choices).options if not option.disabled]
    names = [str(option.prompt).split("  ")[0] for option in options]
    await play.press("home", *names.index(setting) * ["down"])


async def test_each_setting_changes_is_kept_and_comes_round(house: House) -> None:
    house.coach().change(Settings(slow=False))
    async with house.open((120, 50)) as play:
        await play.press("5")
        before = play.coach.settings
        for choice in CHOICES:
            await go_to(play, choice.name)
            await play.press("enter")
            changed = play.coach.settings
            assert changed != before
            assert play.shows(f"{choice.name} {choice.said(changed)}")
            assert house.coach().settings == changed
            await play.press("left")
            assert play.coach.settings == before


async def test_a_choice_of_colours_lasts(house: House) -> None:
    async with house.open() as play:
        await play.press("5")
        await go_to(play, "Colours")
        await play.press("enter")
        assert play.app.theme == THEMES[Look.LIGHT].name
    async with house.open() as play:
        assert play.app.theme == THEMES[Look.LIGHT].name


@pytest.mark.parametrize("look", Look)
async def test_every_screen_can_be_shown_in_every_look(look: Look, house: House) -> None:
    house.coach().change(Settings(look=look))
    trained(house, "bridge")
    async with house.open() as play:
        for keys in ["2", "3", "f", "escape", "/", "escape", "4", "enter", "escape", "5", "?", "escape", "1", "enter"]:
            await play.press(keys)
        play.on(SessionScreen)
        for step in (StepKind.HOLD, StepKind.RELEASE):
            await play.until(kind(step))
        await play.press("space", "p", "escape", "space", "p", "2", "space", "p", "8", "enter", "enter")
        play.on(TodayScreen)
        assert re.search("✗ 07:1", play.dump())


# The palette


async def found_in_palette(play: Play, typed: str) -> str:
    """Search in the palette, whose answers come when they come."""
    await play.press("ctrl+p")
    for key in typed:
        play.send(key)
    for _ in range(200):
        await play.pilot.pause()
        if play.shows("Start Upper back programme") and not play.shows("Go to Week"):
            break
    return play.dump()


async def test_the_palette_lists_routines_and_starts_one(house: House) -> None:
    async with house.open() as play:
        await found_in_palette(play, "upper")
        assert play.shows(
            "Start Upper back programme", "Start Healthy upper back", "Train: Neck and upper back stretch"
        )
        await play.press("enter")
        for _ in range(100):
            await play.pilot.pause()
            if isinstance(play.screen, SessionScreen):
                break
        assert play.run.head.routine == "upper-back-programme"


@pytest.mark.parametrize("typed", ["", "bridge"])
async def test_a_choice_in_the_palette_that_is_made_twice_is_made_once(typed: str, house: House) -> None:
    async with house.open() as play:
        await play.press("ctrl+p", *typed)
        for _ in range(200):
            await play.pilot.pause()
            if play.shows("Train: Bridge" if typed else "Go to Today"):
                break
        for key in ("down", "enter", "enter", "enter"):
            play.send(key)
        await play.settle()
        await play.pilot.pause()
        assert play.app._exception is None
        if typed:
            assert play.run.head.name == "Bridge"
