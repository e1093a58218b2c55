"""Ways out of an exercise and of a session: skipping, pain, the alarm, finishing, leaving, and coming back."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.ui.support import House, Play, journal, kind, trained
from trainer.core.course import Status
from trainer.core.events import Cause, SkipReason, StopReason
from trainer.core.log import ActivityLog, SessionLog
from trainer.core.timeline import BodySide, StepKind
from trainer.ui.screens.after import AfterScreen
from trainer.ui.screens.alarm import AlarmScreen
from trainer.ui.screens.asked import STOPS
from trainer.ui.screens.choose import ChooseScreen
from trainer.ui.screens.session import SessionScreen
from trainer.ui.screens.today import TodayScreen

ROUTINE = "back-pain-stretches"
FELT = {
    2: StopReason.PAIN,
    3: StopReason.MORE_PAIN,
    4: StopReason.LASTING_PAIN,
    5: StopReason.RADIATING,
    6: StopReason.NUMBNESS,
    7: StopReason.SPASM,
    8: StopReason.CHEST,
}
"""What each digit of the stop dialog says."""
SKIPPED = {1: SkipReason.TIME, 2: SkipReason.EQUIPMENT, 3: SkipReason.UNSURE, 4: SkipReason.DONE}


def the_session(house: House) -> SessionLog:
    """Return the one session of the history, as another start of the trainer reads it."""
    [one] = house.coach().history()
    assert isinstance(one.what, SessionLog)
    return one.what


async def a_hold(play: Play, seconds: float = 3) -> None:
    """Come into the first hold."""
    await play.until(kind(StepKind.HOLD))
    await play.wait(seconds)


# The end


async def test_a_key_may_end_a_session(house: House) -> None:
    """The last step is left by a key, and the app goes on to what was done."""
    async with house.open(train="overhead-stretch") as play:
        await a_hold(play)
        while isinstance(play.screen, SessionScreen):
            await play.press("right")
        play.on(AfterScreen)
        await play.press("enter")
        play.on(TodayScreen)
        await play.press("down", "enter", "2")
        play.on(SessionScreen)
    assert the_session(house).items[0].status is Status.PARTIAL


@pytest.mark.parametrize(
    "keys", [("n", "1", "space"), ("p", "2"), ("p", "8", "enter"), ("q", "1"), ("q", "enter")], ids=" ".join
)
async def test_each_answer_that_ends_a_session_leads_on_to_after(keys: tuple[str, ...], house: House) -> None:
    async with house.open(train="overhead-stretch") as play:
        await a_hold(play)
        await play.press(*keys)
        play.on(AfterScreen)
        await play.press("enter")
        play.on(TodayScreen)
    assert journal(house) == []


@pytest.mark.parametrize(
    "keys", ["p22", "n11", "q11", "p11", ["p", "enter", "enter"], ["q", "down", "enter", "enter"]], ids=str
)
async def test_an_answer_that_is_given_twice_counts_once(keys: list[str], house: House) -> None:
    """A key that bounces must not take the screen beneath the question."""
    async with house.open(train=ROUTINE) as play:
        await a_hold(play)
        await play.press(keys[0])
        play.on(ChooseScreen)
        for key in keys[1:]:
            play.send(key)
        await play.settle()
        beneath = {"p": SessionScreen, "n": SessionScreen, "q": AfterScreen if "down" not in keys else TodayScreen}
        play.on(beneath[keys[0]])
        assert len(play.app.screen_stack) == (1 if "down" in keys else 2)


# Skipping


@pytest.mark.parametrize("digit", SKIPPED)
async def test_n_asks_why_and_leaves_the_exercise_out(digit: int, house: House) -> None:
    async with house.open(train=ROUTINE) as play:
        await a_hold(play)
        await play.press("n", str(digit))
        assert play.session.course.skipped == {0: SKIPPED[digit]}
        assert (play.step.item, play.step.kind, play.session.cause) == (1, StepKind.PREPARE, None)
        assert journal(house)[-2:] == ["entered", "resumed"]


async def test_left_takes_a_skipped_exercise_back_in(house: House) -> None:
    async with house.open(train=ROUTINE) as play:
        await a_hold(play)
        await play.press("n", "1", "left")
        assert play.session.course.skipped == {}
        assert (play.step.item, play.step.kind) == (0, StepKind.PREPARE)
        assert "restored" in journal(house)


async def test_skipping_because_it_hurts_asks_what_is_felt(house: House) -> None:
    async with house.open(train=ROUTINE) as play:
        await a_hold(play)
        await play.press("n", "5")
        play.on(ChooseScreen)
        assert play.shows("What do you feel?")
        await play.press("4")
        assert play.session.course.stopped == {0: StopReason.LASTING_PAIN}
        assert play.session.course.skipped == {}


async def test_arrows_and_space_answer_too(house: House) -> None:
    async with house.open(train=ROUTINE) as play:
        await a_hold(play)
        await play.press("n", "down", "down", "space")
        assert play.session.course.skipped == {0: SkipReason.UNSURE}


async def test_digits_without_an_answer_do_nothing(house: House) -> None:
    async with house.open(train=ROUTINE) as play:
        await a_hold(play)
        await play.press("n", "0", "6", "9")
        play.on(ChooseScreen)
        assert play.session.course.skipped == {}


# Pain


@pytest.mark.parametrize("digit", [2, 3, 4, 5])
async def test_p_stops_the_exercise_and_keeps_it_out_from_that_moment(digit: int, house: House) -> None:
    async with house.open(train=ROUTINE) as play:
        await a_hold(play)
        await play.press("p", str(digit))
        play.on(SessionScreen)
        assert play.session.course.stopped == {0: FELT[digit]}
        assert (play.step.item, play.session.cause) == (1, Cause.STOPPED)
        assert play.shows("STOPPED", "Take your time", "space go on")
        [aside] = house.coach().set_aside()  # on disk already, before the session is over
        assert (aside.exercise, aside.reason) == ("pelvic-tilt-held", FELT[digit])
        await play.wait(100)
        assert play.step.item == 1
        await play.press("left")
        assert play.step.item == 1
        await play.press("space")
        assert (play.step.kind, play.session.cause) == (StepKind.PREPARE, None)
        await play.press("q", "1", "enter")
        assert play.shows(f"Pelvic tilt, held was stopped (today): {FELT[digit]}")
        await play.press("3", "/")
        await play.type("pelvic held")
        await play.press("enter", "enter")
        assert play.shows("closed: you stopped it on Fri 20 Nov", FELT[digit].value)
    [done, *_] = the_session(house).items
    assert (done.status, done.reason, done.held[0].seconds) == (Status.STOPPED, FELT[digit].value, 3)


@pytest.mark.parametrize("size", [(40, 20), (40, 12), (32, 10)], ids=str)
async def test_on_a_small_terminal_each_answer_comes_into_sight(size: tuple[int, int], house: House) -> None:
    async with house.open(size, train=ROUTINE) as play:
        await a_hold(play)
        await play.press("p")
        assert play.shows("What do you feel?")
        for answer in STOPS:
            assert play.shows(*answer.text.split())
            await play.press("down")


async def test_a_little_discomfort_eases_and_goes_on(house: House) -> None:
    async with house.open(train=ROUTINE) as play:
        await a_hold(play)
        await play.press("p", "1")
        assert play.session.course.stopped == {}
        assert play.session.course.today[0].repetitions == 9
        assert play.session.running
        assert play.toasts == ["Eased. Go less far."]


async def test_a_stop_that_is_asked_for_while_paused_leaves_it_paused(house: House) -> None:
    async with house.open(train=ROUTINE) as play:
        await a_hold(play)
        await play.press("space", "p", "1")
        assert (play.session.cause, play.session.left) == (Cause.PERSON, 2)


@pytest.mark.parametrize(
    ("digit", "what", "rule"),
    [(8, "STOP. Contact a doctor.", "chest"), (7, "spasm", "acute"), (6, "doctor", "symptoms")],
)
async def test_what_ends_a_session_raises_the_alarm(digit: int, what: str, rule: str, house: House) -> None:
    async with house.open(train=ROUTINE) as play:
        await a_hold(play)
        await play.press("p", str(digit))
        play.on(AlarmScreen)
        known = play.coach.library.rules[rule]
        assert play.shows(what, known.text, known.urgent, "What was done is saved.")
        log = the_session(house)  # before the alarm is acknowledged
        assert (log.reason, log.items[0].status) == (FELT[digit], Status.STOPPED)
        assert [item.status for item in log.items[1:]] == 4 * [Status.LEFT]
        await play.press("q", "escape", "space", "1", "?", "ctrl+p")
        play.on(AlarmScreen)
        await play.press("enter")
        play.on(AfterScreen)
        assert play.shows(f"stopped: {FELT[digit]}")
    assert house.coach().interruption.found() is None


async def test_the_alarm_is_heard_even_with_the_sound_off(house: House, rung: list[str]) -> None:
    async with house.open(train=ROUTINE) as play:
        await play.press("m")
        await a_hold(play)
        await play.press("p", "8")
        assert rung == ["ding"]


@pytest.mark.parametrize("size", [(40, 12), (32, 10)], ids=str)
async def test_on_a_small_terminal_the_whole_alarm_can_be_read(size: tuple[int, int], house: House) -> None:
    async with house.open(size, train=ROUTINE) as play:
        await a_hold(play)
        await play.press("p", "8")
        read = play.dump()
        for _ in range(30):
            await play.press("down")
            read += play.dump()
        assert "STOP" in read
        assert "emergency" in read
        assert "saved" in read
        assert "I have read this" in play.dump()


# Finishing and leaving


async def test_finishing_keeps_what_was_done(house: House) -> None:
    async with house.open(train=ROUTINE) as play:
        await play.until(lambda step: step.item == 1 and step.side is BodySide.RIGHT and step.work)
        await play.wait(4)
        await play.press("q", "1")
        play.on(AfterScreen)
        assert play.shows("✓ Pelvic tilt, held", "◐ Knee to chest", "left 1 of 3 (10 s), right 0 of 3 (4 s)")
    log = the_session(house)
    assert [item.status for item in log.items] == [Status.DONE, Status.PARTIAL, Status.LEFT, Status.LEFT, Status.LEFT]
    assert house.coach().interruption.found() is None


async def test_a_session_in_which_nothing_was_done_is_not_kept(house: House) -> None:
    async with house.open(train=ROUTINE) as play:
        await play.press("q", "1")
        assert play.shows("Nothing was done, so nothing is kept.")
        await play.press("5", "enter")
        play.on(TodayScreen)
    assert house.coach().history() == ()
    assert journal(house) == []


async def test_taking_the_finish_back_goes_on(house: House) -> None:
    async with house.open(train=ROUTINE) as play:
        await a_hold(play)
        await play.press("q", "escape")
        assert play.session.running


async def test_left_for_later_it_is_offered_and_goes_on_paused_where_it_was(house: House) -> None:
    async with house.open(train=ROUTINE) as play:
        await play.until(
            lambda step: step.item == 1 and step.side is BodySide.RIGHT and step.repetition == 2 and step.work
        )
        await play.wait(4)
        await play.press("q", "2")
        play.on(TodayScreen)
        assert play.shows("Go on with Back pain stretches", "You were at Knee to chest, 2 of 3, right.", "d keep")
        house.clock.advance(1800)
        await play.press("2", "1")
        assert play.shows("30 min ago")
        await play.press("enter")
        step = play.step
        assert (step.item, step.repetition, step.side, step.kind) == (1, 2, BodySide.RIGHT, StepKind.PREPARE)
        assert play.session.cause is Cause.RETURNED
        assert play.shows("PAUSED RIGHT", "Welcome back", "2 of 3", "space go on")
        await play.wait(60)
        assert play.session.left == 10
        await play.press("space")
        await play.to_the_end()
    log = the_session(house)
    assert log.whole
    assert [(share.repetitions, share.seconds) for share in log.items[1].held] == [(3, 30), (3, 30), (3, 30)]


async def test_a_killed_session_is_offered_by_the_next_start(house: House) -> None:
    """Nothing is said to the first app: its journal is all there is."""
    async with house.open(train=ROUTINE) as play:
        await play.until(
            lambda step: step.item == 1 and step.side is BodySide.LEFT and step.repetition == 3 and step.work
        )
        await play.wait(4)
        shutil.copytree(house.root, "killed")  # what a kill at this moment leaves
        await play.press("q", "1")
    elsewhere = House(root=Path("killed"), clock=house.clock)
    async with elsewhere.open() as play:
        assert play.shows("A session was interrupted", "You were at Knee to chest, 3 of 3, left.")
        await play.press("enter")
        assert (play.step.item, play.step.repetition, play.step.side) == (1, 3, BodySide.LEFT)
        assert play.session.cause is Cause.RETURNED


async def test_d_closes_an_interrupted_session_and_keeps_what_was_done(house: House) -> None:
    trained(house, ROUTINE, leaving=StepKind.SWITCH)
    async with house.open() as play:
        await play.press("d")
        assert play.toasts == ["What was done is in your history."]
        assert not play.shows("Go on with")
        assert play.shows("1 of 5 exercises · 1 in part")
        await play.press("d")
    assert the_session(house).items[0].status is Status.DONE
    assert journal(house) == []


async def test_beginning_another_keeps_what_was_done_of_the_interrupted_one(house: House) -> None:
    trained(house, ROUTINE, leaving=StepKind.SWITCH)
    async with house.open() as play:
        await play.press("down", "enter", "2")
        assert play.run.head.name == "Back stretches"
    assert the_session(house).items[0].status is Status.DONE


async def test_after_four_hours_it_is_folded_into_the_history(house: House) -> None:
    trained(house, ROUTINE, leaving=StepKind.SWITCH)
    house.clock.jump(4 * 3600 + 60)
    async with house.open() as play:
        assert not play.shows("Go on with")
        assert play.shows("◐ 07:10 Back pain stretches")


async def test_a_session_that_another_terminal_takes_over_ends_here_and_says_so(house: House) -> None:
    async with house.open(train=ROUTINE) as play:
        await a_hold(play)
        assert house.coach().store.journal().adopt(force=True) is not None
        await play.press("space")
        play.on(TodayScreen)
        [said] = play.toasts
        assert "taken over" in said


# What the person says afterwards


async def test_answers_correct_the_session_that_is_saved_already(house: House) -> None:
    async with house.open(train="overhead-stretch") as play:
        await play.to_the_end()
        before = the_session(house)
        assert (before.exertion, before.pain) == (None, None)
        await play.press("6", "tab", "x")
        assert play.shows("How hard was it? 6", "Pain now? 10")
        assert the_session(house) == before
        await play.press("enter")
        play.on(TodayScreen)
    after = the_session(house)
    assert (after.exertion, after.pain, after.items) == (6, 10, before.items)
    store = house.coach().store
    [record] = [one for one in store.history() if one.kind == "session"]
    assert len(store.versions(record.id, record.at.date())) == 2


async def test_answers_can_be_changed_and_taken_back(house: House) -> None:
    async with house.open(train="overhead-stretch") as play:
        await play.to_the_end()
        await play.press("4", "0", "down", "5", "backspace", "up", "x", "q")
    after = the_session(house)
    assert (after.exertion, after.pain) == (10, None)


async def test_the_scales_can_be_told_apart_where_there_is_little_room(house: House) -> None:
    async with house.open((40, 20), train="overhead-stretch") as play:
        await play.to_the_end()
        assert play.shows("1 no work · x (10) could not go on")
        await play.press("tab")
        assert play.shows("0 none · x (10) the worst")


async def test_no_work_at_all_is_not_on_the_scale_of_effort(house: House) -> None:
    async with house.open(train="overhead-stretch") as play:
        await play.to_the_end()
        await play.press("0")
        assert play.shows("▸ How hard was it? –")
        await play.press("escape")
        play.on(TodayScreen)
    assert the_session(house).exertion is None


async def test_a_walk_is_timed_and_logged(house: House) -> None:
    async with house.open(begin=lambda coach: coach.begin_activity("walk", 20)) as play:
        await play.until(kind(StepKind.ACTIVITY))
        assert play.shows("KEEP GOING", "You can talk in comfort")
        await play.wait(12 * 60)
        await play.press("q", "1")
        play.on(AfterScreen)
        await play.press("5", "enter")
        assert play.shows("● 07:10 Walking · 12 min")
    [one] = house.coach().history()
    assert isinstance(one.what, ActivityLog)
    assert (one.what.seconds, one.what.exertion) == (720, 5)
