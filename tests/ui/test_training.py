"""Training on the screen: what keys and time do to the session, its marks and its journal."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace

import pytest
from textual.widget import Widget
from textual.widgets import Static

from tests.ui.support import HOME, House, Play, journal, kind
from trainer import cues
from trainer.core.course import Status
from trainer.core.events import Cause, StopReason
from trainer.core.log import SessionLog
from trainer.core.pace import FirstSide, Pace
from trainer.core.settings import Settings
from trainer.core.timeline import BodySide, Step, StepKind
from trainer.ui.chime import Chime
from trainer.ui.screens.after import AfterScreen
from trainer.ui.screens.alarm import AlarmScreen
from trainer.ui.screens.choose import ChooseScreen
from trainer.ui.screens.help import HelpScreen
from trainer.ui.screens.session import HAIR, SessionScreen
from trainer.ui.screens.today import TodayScreen
from trainer.ui.widgets.band import scale_of
from trainer.ui.widgets.bar import Bar
from trainer.ui.widgets.digits import Digits
from trainer.ui.widgets.letters import letters

ROUTINE = "back-pain-stretches"
HOLDS = "pelvic-tilt-held"
"""Ten holds of five seconds."""
SIDES = "hip-flexor-stretch"
"""One hold of twenty seconds on each side."""


def hold(number: int, side: BodySide = BodySide.BOTH) -> Callable[[Step], bool]:
    """Say which step is a certain hold."""
    return lambda step: step.kind is StepKind.HOLD and (step.repetition, step.side) == (number, side)


def settled(house: House, **changes: object) -> None:
    """Choose a pace before the app is opened."""
    pace: Pace = replace(Pace(), **changes)  # type: ignore[arg-type]
    house.coach().change(Settings(pace=pace))


# To the end


async def test_a_routine_is_trained_from_enter_to_the_end_without_another_key(house: House) -> None:
    async with house.open() as play:
        await play.press("down", "down", "enter")
        play.on(SessionScreen)
        await play.to_the_end()
        play.on(AfterScreen)
        await play.press("enter")
        play.on(TodayScreen)
        assert play.shows("✓ 07:10 Back pain stretches · 5 of 5 exercises")
    [one] = house.coach().history()
    assert isinstance(one.what, SessionLog)
    assert one.what.routine == ROUTINE
    assert one.what.whole
    assert [item.status for item in one.what.items] == 5 * [Status.DONE]
    assert all(item.held == item.planned for item in one.what.items)
    assert house.coach().interruption.found() is None
    assert journal(house) == []


async def test_a_session_runs_by_its_own_timers_alone(house: House) -> None:
    """Nothing in the test looks at the session: the screen does, again and again."""
    async with house.open(train=SIDES) as play:
        play.clock.advance(1.5)
        for _ in range(100):
            await play.pilot.pause()
            if play.session.spent == 1.5:
                break
        assert play.session.spent == 1.5


async def test_each_look_is_at_the_moment_something_is_due(house: House) -> None:
    settled(house, prepare=1)
    async with house.open(train=HOLDS) as play:
        await play.wait(0.875, every=0.875)
        timer = play.live._timer
        assert timer is not None
        assert timer._interval == pytest.approx(0.125 + HAIR)
        await play.press("space")
        await play.press("space")
        assert play.live._timer is None


# Keys


async def test_space_pauses_and_goes_on_where_it_was(house: House) -> None:
    async with house.open(train=SIDES) as play:
        await play.until(kind(StepKind.HOLD))
        await play.wait(8)
        await play.press("space")
        assert play.session.cause is Cause.PERSON
        assert play.shows("PAUSED LEFT", "Space to go on", "space go on")
        await play.wait(600)
        assert play.session.left == 12
        await play.press("space")
        assert play.shows("HOLD LEFT", "space pause")
        await play.wait(12)
        [mark] = play.session.course.marks.values()
        assert (mark.seconds, mark.complete) == (20, True)
        assert journal(house) == ["entered", "entered", "paused", "resumed", "held", "entered"]


async def test_space_starts_at_once_what_one_gets_ready_for(house: House) -> None:
    async with house.open(train=SIDES) as play:
        assert play.step.kind is StepKind.PREPARE
        assert play.shows("GET READY", "space start")
        await play.press("space")
        assert play.step.kind is StepKind.HOLD


async def test_right_goes_on_and_what_was_held_so_far_counts(house: House) -> None:
    async with house.open(train=HOLDS) as play:
        await play.until(hold(1))
        await play.wait(3)
        await play.press("right", "right")
        assert (play.step.kind, play.step.repetition) == (StepKind.HOLD, 2)
        [mark] = play.session.course.marks.values()
        assert (mark.seconds, mark.complete) == (3, False)


async def test_left_goes_back_a_repetition_and_keeps_the_better_mark(house: House) -> None:
    async with house.open(train=HOLDS) as play:
        await play.until(hold(2))
        await play.wait(2)
        await play.press("left")
        assert (play.step.kind, play.step.repetition, play.session.spent) == (StepKind.HOLD, 1, 0)
        await play.wait(1)
        await play.press("right")
        marks = {mark.repetition: (mark.seconds, mark.complete) for mark in play.session.course.marks.values()}
        assert marks == {1: (5, True), 2: (2, False)}


async def test_r_does_a_repetition_again_from_its_start(house: House) -> None:
    async with house.open(train=SIDES) as play:
        await play.until(hold(1, BodySide.RIGHT))
        await play.wait(15)
        await play.press("r")
        assert (play.step.side, play.session.left) == (BodySide.RIGHT, 20)
        await play.wait(20)
        right = next(mark for mark in play.session.course.marks.values() if mark.side is BodySide.RIGHT)
        assert (right.seconds, right.complete) == (20, True)


async def test_plus_adds_ten_seconds(house: House) -> None:
    async with house.open(train=SIDES) as play:
        await play.until(kind(StepKind.HOLD))
        await play.wait(5)
        await play.press("+")
        assert play.session.left == 25
        await play.wait(25)
        [mark] = play.session.course.marks.values()
        assert (mark.seconds, mark.complete) == (30, True)
        assert play.step.kind is not StepKind.HOLD


async def test_e_eases_the_rest_and_says_so(house: House) -> None:
    async with house.open(train=HOLDS) as play:
        await play.until(hold(1))
        await play.press("e")
        assert play.session.course.today[0].repetitions == 9
        assert play.toasts == ["Eased. Go less far."]
        assert "eased" in journal(house)


async def test_easing_what_is_at_its_shortest_says_so_and_changes_nothing(house: House) -> None:
    async with house.open(train="relax-and-rest") as play:
        await play.until(kind(StepKind.QUIET))
        before = play.session.course.steps
        await play.press("e")
        assert play.toasts == ["Go less far: it is at its shortest."]
        assert play.session.course.steps == before


async def test_space_counts_at_ones_own_pace_and_is_the_only_key_needed(house: House) -> None:
    settled(house, own_pace=True, wait=True)
    async with house.open(train="wall-push-up") as play:
        assert play.step.kind is StepKind.WAIT
        assert play.shows("WAITING", "space start")
        await play.wait(100)
        await play.press("space")
        assert play.step.kind is StepKind.PREPARE
        await play.press("space")
        assert play.shows("MOVE", "space count")
        for number in range(1, 9):
            assert play.step.repetition == number
            await play.wait(3)
            await play.press("space")
        play.on(AfterScreen)
    [one] = house.coach().history()
    assert isinstance(one.what, SessionLog)
    assert one.what.whole
    assert [mark.seconds for mark in one.what.items[0].marks] == 8 * [3]


async def test_the_right_side_comes_first_where_that_is_chosen(house: House) -> None:
    settled(house, first_side=FirstSide.RIGHT)
    async with house.open(train=SIDES) as play:
        await play.until(kind(StepKind.HOLD))
        assert play.shows("HOLD RIGHT", "then: let go")


async def test_i_shows_how_in_full_and_arrows_scroll_it(house: House) -> None:
    async with house.open((40, 20), train="hamstring-stretch-towel") as play:
        await play.until(kind(StepKind.HOLD))
        assert not play.shows("3 Draw that thigh towards your chest")
        await play.press("i")
        assert play.shows("3 Draw that thigh towards your chest", "HOLD LEFT", "i how")
        assert not play.shows("Change legs.")
        await play.press(*20 * ["down"])
        assert play.shows("Change legs.")
        await play.press(*20 * ["up"], "i")
        assert not play.shows("3 Draw that thigh towards your chest")
        assert play.session.running


async def test_m_turns_the_sound_off_and_on_for_this_session(house: House, rung: list[str]) -> None:
    async with house.open(train=HOLDS) as play:
        await play.press("m")
        assert play.toasts == ["Sound off"]
        await play.until(hold(2))
        assert rung == []
        await play.press("m")
        await play.until(hold(3))
        assert rung == ["ding"]
    assert house.coach().settings.bell


async def test_the_bell_rings_for_what_happens(house: House, rung: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[int] = []
    play_it = Chime.play
    monkeypatch.setattr(Chime, "play", lambda self, call: asked.append(len(call.bells)) or play_it(self, call))
    async with house.open(train=SIDES) as play:
        assert rung == []
        await play.to_the_end()
    assert [bells for bells in asked if bells] == [cues.HOLD, cues.SWITCH, cues.HOLD, cues.FINISH]
    assert len(rung) >= 4


async def test_the_last_three_seconds_of_a_hold_tick_where_that_is_chosen(house: House, rung: list[str]) -> None:
    house.coach().change(Settings(tick=True))
    async with house.open(train=SIDES) as play:
        await play.until(kind(StepKind.HOLD))
        rung.clear()
        await play.wait(16.5, every=0.25)
        assert rung == []
        await play.wait(3.25, every=0.25)
        assert len(rung) == 3
        await play.press("space")
        await play.wait(10)
        assert len(rung) == 3


async def test_help_explains_the_keys_and_the_clock_stands_still(house: House) -> None:
    async with house.open(HOME, train=SIDES) as play:
        await play.until(kind(StepKind.HOLD))
        await play.wait(5)
        await play.press("?")
        play.on(HelpScreen)
        assert play.shows("n Next exercise; asks why", "Space is the only key you need")
        play.clock.advance(500)
        await play.press("escape")
        assert (play.session.left, play.session.cause) == (15, Cause.PERSON)
        await play.press("space")
        assert play.session.running


async def test_digits_do_nothing_in_a_session(house: House) -> None:
    async with house.open(train=SIDES) as play:
        await play.until(kind(StepKind.HOLD))
        before = journal(house)
        await play.press(*"1234567890")
        play.on(SessionScreen)
        assert play.session.running
        assert journal(house) == before


async def test_there_is_no_palette_over_a_running_session(house: House) -> None:
    async with house.open(train=SIDES) as play:
        await play.press("ctrl+p")
        play.on(SessionScreen)
        await play.press("?")
        assert not play.shows("command palette")


# The clock


async def test_a_gap_in_the_clock_pauses_where_it_began(house: House) -> None:
    async with house.open(train=SIDES) as play:
        await play.until(kind(StepKind.HOLD))
        await play.wait(5)
        await play.wait(300, every=300)
        assert (play.session.cause, play.session.left) == (Cause.GAP, 15)
        assert play.shows("PAUSED LEFT", "Space to go on")
        assert journal(house)[-1] == "paused"


async def test_a_machine_that_slept_pauses_too(house: House) -> None:
    async with house.open(train=SIDES) as play:
        await play.until(kind(StepKind.HOLD))
        await play.wait(5)
        play.clock.suspend(3600)
        await play.wait(0.25)
        assert (play.session.cause, play.session.left) == (Cause.ASLEEP, 15)
        assert play.shows("asleep")


async def test_a_change_of_the_wall_clock_is_nothing_to_a_session(house: House) -> None:
    async with house.open(train=SIDES) as play:
        await play.until(kind(StepKind.HOLD))
        play.clock.jump(-7200)
        await play.wait(5)
        assert (play.session.cause, play.session.left) == (None, 15)


@pytest.mark.parametrize("key", ["p", "n", "q"])
async def test_while_a_question_is_open_the_clock_stands_still(key: str, house: House) -> None:
    async with house.open(train=SIDES) as play:
        await play.until(kind(StepKind.HOLD))
        await play.wait(5)
        await play.press(key)
        play.on(ChooseScreen)
        play.clock.advance(1000)
        with play.live._context():
            play.live._look()
        assert (play.session.cause, play.session.left) == (Cause.ASKING, 15)
        await play.press("escape")
        assert (play.session.cause, play.session.left) == (None, 15)
        await play.wait(15)
        assert play.step.kind is not StepKind.HOLD


@pytest.mark.parametrize("key", ["p", "n", "q"])
async def test_a_question_that_is_taken_back_leaves_a_paused_session_as_it_was(key: str, house: House) -> None:
    async with house.open(train=SIDES) as play:
        await play.until(kind(StepKind.HOLD))
        await play.press("space")
        before = play.dump()
        await play.press(key, "escape")
        assert play.session.cause is Cause.PERSON
        assert play.dump() == before


async def test_a_terminal_that_shrinks_and_grows_again_changes_nothing(house: House) -> None:
    async with house.open(train=SIDES) as play:
        await play.until(kind(StepKind.HOLD))
        await play.wait(5)
        before = play.dump()
        for size in [(10, 3), (1, 1), (200, 60), (40, 20), HOME]:
            await play.resize(*size)
        assert play.dump() == before
        assert (play.session.running, play.session.left) == (True, 15)


@pytest.mark.parametrize("size", [(32, 10), (20, 5), (10, 3), (40, 12), (60, 14), (200, 60)], ids=str)
async def test_phase_digits_and_side_are_there_at_any_size(size: tuple[int, int], house: House) -> None:
    async with house.open(size, train=SIDES) as play:
        await play.until(kind(StepKind.HOLD))
        await play.wait(5)
        assert play.screen.query_one(Digits).text == "15"
        if size[0] >= 20 and not scale_of(*size):
            assert play.shows("HOLD LEFT")
        assert play.screen.query_one(Digits).size.height >= 1


# Seen from the floor


async def test_the_side_that_works_stands_on_its_own_side(house: House) -> None:
    async with house.open(train=SIDES) as play:
        await play.until(hold(1, BodySide.LEFT))
        left, right = play.screen.query_one("#left", Static), play.screen.query_one("#right", Static)
        assert "\n".join(letters("LEFT")) in str(left.content)
        assert str(right.content) == ""
        await play.until(hold(1, BodySide.RIGHT))
        assert str(left.content) == ""
        assert "\n".join(letters("RIGHT")) in str(right.content)


@pytest.mark.parametrize("size", [(40, 20), (120, 36)], ids=str)
async def test_where_words_have_no_room_a_bar_stands_on_the_side_that_works(
    size: tuple[int, int], house: House
) -> None:
    async with house.open(size, train=SIDES) as play:
        await play.until(hold(1, BodySide.RIGHT))
        assert not play.screen.query_one("#left").has_class("-bar")
        assert play.screen.query_one("#right").has_class("-bar")


@pytest.mark.parametrize("size", [(120, 36), (200, 60)], ids=str)
async def test_on_a_large_terminal_the_band_is_written_large(size: tuple[int, int], house: House) -> None:
    async with house.open(size, train="overhead-stretch") as play:
        await play.until(hold(2))
        for row in letters("HOLD", scale_of(*size)):
            assert row.rstrip() in play.dump()


async def test_the_digits_fill_what_the_terminal_has_in_mid_hold(house: House) -> None:
    async with house.open((40, 20), train=SIDES) as play:
        await play.until(kind(StepKind.HOLD))
        await play.wait(5)
        rows = []
        for size in ((40, 20), HOME, (120, 36), (200, 60)):
            await play.resize(*size)
            digits = play.screen.query_one(Digits)
            assert digits.text == "15"
            rows.append(len([row for row in digits.render_lines(digits.size.region) if row.text.strip()]))
        assert rows == sorted(set(rows))
        assert rows[-2] >= 18


async def test_what_is_no_work_has_thin_digits(house: House) -> None:
    async with house.open(train=HOLDS) as play:
        ready = play.dump()
        await play.until(hold(1))
        assert "████" not in ready
        assert "███" in play.dump()


async def test_instructions_that_do_not_fit_say_so(house: House) -> None:
    async with house.open((40, 20), train="hamstring-stretch-towel") as play:
        assert play.shows("… more i how")
        await play.press("i")
        assert not play.shows("… more")


# What hurt, and what was left out


async def test_while_getting_ready_pain_asks_which_exercise_and_takes_the_one_before(house: House) -> None:
    async with house.open(train=ROUTINE) as play:
        await play.until(lambda step: step.item == 1 and step.kind is StepKind.PREPARE)
        await play.press("p", "2")
        assert play.shows("Which one?", "1 Pelvic tilt, held (before)", "2 Knee to chest (next)")
        await play.press("enter")
        play.on(SessionScreen)
        assert play.session.course.stopped == {0: StopReason.PAIN}
        assert (play.step.item, play.session.cause) == (1, Cause.STOPPED)
    assert [record.body["exercise"] for record in house.coach().store.standing("set-aside")] == ["pelvic-tilt-held"]


async def test_while_getting_ready_pain_can_be_of_the_next_exercise(house: House) -> None:
    async with house.open(train=ROUTINE) as play:
        await play.until(lambda step: step.item == 1 and step.kind is StepKind.PREPARE)
        await play.press("p", "2", "2")
        assert play.session.course.stopped == {1: StopReason.PAIN}
        assert play.step.item == 2


async def test_which_one_can_be_taken_back_and_the_clock_goes_on(house: House) -> None:
    async with house.open(train=ROUTINE) as play:
        await play.until(lambda step: step.item == 1 and step.kind is StepKind.PREPARE)
        await play.press("p", "2", "escape")
        assert (play.session.course.stopped, play.session.cause) == ({}, None)


async def test_chest_pain_is_not_asked_about_twice(house: House) -> None:
    async with house.open(train=ROUTINE) as play:
        await play.until(lambda step: step.item == 1 and step.kind is StepKind.PREPARE)
        session = play.session
        await play.press("p", "8")
        play.on(AlarmScreen)
        assert session.course.stopped == {0: StopReason.CHEST}


async def test_skipping_the_last_exercise_can_be_taken_back(house: House) -> None:
    async with house.open(train=SIDES) as play:
        await play.until(kind(StepKind.HOLD))
        await play.press("n", "1")
        assert play.shows("DONE", "← takes it back", "space finish")
        await play.press("left")
        assert (play.step.kind, play.session.course.skipped) == (StepKind.PREPARE, {})
        await play.press("n", "1")
        await play.wait(10)
        play.on(AfterScreen)


# A slow line


async def test_over_ssh_it_is_asked_once_whether_to_send_less(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SSH_CONNECTION", "192.0.2.1 50000 192.0.2.2 22")
    async with house.open(train=SIDES) as play:
        assert play.shows("You train over SSH")
        await play.press("2")
        assert (play.app.theme, play.app.animation_level) == ("trainer-terminal", "none")
        assert play.session.running
        await play.press("q", "1", "enter")
    assert house.coach().settings.slow
    async with house.open(train="bridge") as play:
        play.on(SessionScreen)
        assert (play.app.theme, play.app.animation_level) == ("trainer-terminal", "none")


async def test_who_does_not_answer_is_not_asked_again(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SSH_CONNECTION", "192.0.2.1 50000 192.0.2.2 22")
    async with house.open(train=SIDES) as play:
        await play.press("escape")
        assert play.app.theme == "trainer-dark"
    assert house.coach().settings.slow is False


# Afterwards


async def test_what_is_said_afterwards_is_kept(house: House) -> None:
    async with house.open(train="overhead-stretch") as play:
        await play.to_the_end()
        await play.press("5", "down", "2", "down", "1", "down")
        await play.type("felt [b]good q7")
        await play.press("enter")
        play.on(TodayScreen)
    [one] = house.coach().history()
    assert isinstance(one.what, SessionLog)
    assert (one.what.exertion, one.what.pain, one.what.helpful) == (5, 2, ("overhead-stretch",))
    assert one.what.note == "felt [b]good q7"


async def test_nothing_need_be_said_afterwards_and_an_answer_can_be_taken_back(house: House) -> None:
    async with house.open(train="overhead-stretch") as play:
        await play.to_the_end()
        await play.press("5", "backspace", "down", "down", "1", "1", "enter")
    [one] = house.coach().history()
    assert isinstance(one.what, SessionLog)
    assert (one.what.exertion, one.what.pain, one.what.helpful, one.what.note) == (None, None, (), "")


async def test_a_note_is_cleaned_and_short(house: House) -> None:
    async with house.open(train="overhead-stretch") as play:
        await play.to_the_end()
        await play.press("up")
        await play.paste("a\x1b[31m\u202e" + 300 * "b")
        await play.press("enter")
    [one] = house.coach().history()
    assert one.what.note == "a[31m" + 195 * "b"


async def test_afterwards_the_week_is_shown_with_this_session_in_it(house: House) -> None:
    async with house.open(train="bridge") as play:
        await play.to_the_end()
        assert play.shows("This week", "Strengthening days: lower 1 of 2")


# Painting


@contextmanager
def painting(play: Play) -> Iterator[list[Widget]]:
    """Watch which widgets are painted anew."""
    painted: list[Widget] = []
    compositor = play.screen._compositor
    update = compositor.update_widgets

    def watch(widgets: set[Widget]) -> None:
        painted.extend(widgets)
        update(widgets)

    compositor.update_widgets = watch  # type: ignore[method-assign]
    yield painted
    compositor.update_widgets = update  # type: ignore[method-assign]


async def test_nothing_is_painted_while_nothing_changes(house: House) -> None:
    async with house.open(train=SIDES) as play:
        await play.until(kind(StepKind.HOLD))
        await play.wait(5.25)
        with painting(play) as painted:
            await play.wait(0.5, every=0.25)
            assert painted == []


async def test_a_second_paints_the_digit_that_changed_and_where_the_bar_grew(house: House) -> None:
    async with house.open(train=SIDES) as play:
        await play.until(kind(StepKind.HOLD))
        await play.wait(5)
        with painting(play) as painted:
            await play.wait(1)
            assert sorted(type(widget).__name__ for widget in painted) == ["Bar", "Digits"]


async def test_the_band_answers_a_key_before_all_else_is_painted(house: House) -> None:
    async with house.open(train=SIDES) as play:
        await play.until(kind(StepKind.HOLD))
        await play.wait(5)
        with painting(play) as painted:
            await play.press("space")
            ids = [widget.id for widget in painted]
            assert ids[0] == "band"
            assert {"digits", "then", "keys"} <= set(ids)
        assert play.shows("PAUSED", "Paused. Space to go on.", "space go on")


async def test_a_paused_session_paints_nothing(house: House) -> None:
    async with house.open(train=SIDES) as play:
        await play.until(kind(StepKind.HOLD))
        await play.press("space")
        with painting(play) as painted:
            await play.wait(60)
            assert painted == []


async def test_the_bar_fills_with_the_hold(house: House) -> None:
    async with house.open(train=SIDES) as play:
        await play.until(kind(StepKind.HOLD))
        await play.wait(10)
        line = next(line for line in play.dump().splitlines() if "━" in line)
        width = play.screen.query_one(Bar).size.width
        assert line.count("━") == round(width / 2)
        assert line.count("━") + line.count("─") == width
