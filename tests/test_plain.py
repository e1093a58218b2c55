"""The session line by line: heard to its end, steered by words, never lost; the clock moves only while one waits."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.fakes import COUNTED, FakeClock, begin, of_kind, prescription, steady
from tests.home import AT_ONCE, Home, die, named, start
from tests.scripted import CTRL_C, SUSPEND, TERM, Person, Script
from trainer.coach import Coach
from trainer.core.checkin import CheckIn, Symptom
from trainer.core.course import Status
from trainer.core.events import Eased, Held, SkipReason, StopReason
from trainer.core.log import ActivityLog, SessionLog
from trainer.core.pace import Pace
from trainer.core.session import Session
from trainer.core.settings import Settings
from trainer.core.text import is_hostile
from trainer.cues import BELL
from trainer.errors import ClosedError, NotFoundError
from trainer.plain import felt
from trainer.plain.aloud import aloud, opening, seconds, sentences
from trainer.plain.countdown import Countdown, said
from trainer.plain.lead import LOOK
from trainer.plain.line import KilledError
from trainer.plain.visit import CUT, Begin, visit

S2 = "back-pain-stretches"
QUESTIONS = 4
"""What is asked after a session."""
SIGNS = re.compile(r"[^A-Za-z0-9 .,:;?!'+-]")
"""What a screen reader may spell out or pass over."""


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return Home(tmp_path / "data")


@pytest.fixture
def coach(home: Home) -> Coach:
    """Return the trainer of somebody who has just said that all is well."""
    return well(home)


def well(home: Home, settings: Settings = AT_ONCE) -> Coach:
    coach = home.coach()
    coach.change(settings)
    coach.care.tell(screened=True, knee_pain=False, heart_problem=False)
    coach.care.check_in(CheckIn(at=home.clock.now(), pain=2))
    return coach


def train(
    coach: Coach, name: str, script: Script = (), *, stays: bool = True, answers: bool = True, person: bool = True
) -> Person:
    """Train something line by line; the person listens to the end where they do not go away."""
    return led(coach, partial(coach.begin, named(name)), script, stays=stays, answers=answers, person=person)


def led(
    coach: Coach,
    begin_: Begin | None,
    script: Script = (),
    *,
    stays: bool = False,
    answers: bool = True,
    person: bool = True,
) -> Person:
    assert isinstance(coach.clock, FakeClock)
    one = Person(coach.clock, script, answers=answers, person=person)
    one.stays = stays
    one.code = visit(coach, begin_, one)
    return one


def rest(*answers: str) -> list[tuple[float, str]]:
    """Answer what is asked after a session."""
    return [(0, one) for one in answers]


def log_of(coach: Coach) -> SessionLog:
    """Return the last session in the history."""
    what = coach.history()[-1].what
    assert isinstance(what, SessionLog)
    return what


def statuses(coach: Coach) -> list[Status]:
    return [item.status for item in log_of(coach).items]


def at(one: Person, text: str) -> float:
    """Return when something was said, in seconds of the session."""
    return next(t for t, line in zip(one.times, one.heard, strict=True) if text in line) - one.times[0]


def after(one: Person, text: str) -> list[str]:
    """Return what was said after a line."""
    index = next(n for n, line in enumerate(one.heard) if text in line)
    return one.heard[index + 1 :]


# To the end


def test_a_routine_is_heard_to_its_end_without_a_key_and_logged_as_on_the_screen(tmp_path: Path) -> None:
    heard, seen = Home(tmp_path / "heard"), Home(tmp_path / "seen")
    coach = well(heard, Settings())
    one = train(coach, S2, answers=False)
    other = well(seen, Settings())
    run = start(other.begin(named(S2)))
    seen.finish(run)
    assert one.code == 0
    assert statuses(coach) == [Status.DONE] * 5
    assert log_of(coach).items == log_of(other).items
    assert [(i.planned, i.held) for i in log_of(coach).items] == [(i.planned, i.held) for i in log_of(other).items]
    assert coach.interruption.found() is None


def test_a_hold_is_said_with_side_repetition_and_seconds_and_counted_down(coach: Coach) -> None:
    one = train(coach, S2, answers=False)
    first = one.heard.index("Hold. Left side, 1 of 3. 10 seconds.")
    assert one.heard[first + 1 : first + 6] == [
        "3.",
        "2.",
        "1.",
        "Switch to the right side.",
        "Hold. Right side, 1 of 3. 10 seconds.",
    ]
    assert "Switch: both knees." in one.heard
    assert "Hold. Both knees, 2 of 3. 10 seconds." in one.heard
    assert "Let go." in one.heard


def test_each_second_of_the_countdown_comes_on_time(coach: Coach) -> None:
    one = train(coach, S2, answers=False)
    first = one.heard.index("Hold. Left side, 1 of 3. 10 seconds.")
    for number, when in enumerate((7, 8, 9, 10), first + 1):
        assert 0 <= one.times[number] - one.times[first] - when < 0.02, one.heard[number]


def test_the_next_exercise_is_introduced_with_position_things_and_cautions(home: Home) -> None:
    one = train(well(home, Settings()), "wall-push-up", answers=False)
    line = next(text for text in one.heard if text.startswith("Get ready."))
    assert line == "Get ready. Wall push-up. Standing. You need: wall. 8 times. It starts in 20 seconds."
    assert "Take care: If it hurts, move your feet closer to the wall." in one.said


def test_without_getting_ready_an_exercise_is_introduced_all_the_same(coach: Coach) -> None:
    one = train(coach, S2, answers=False)
    assert "Exercise 2 of 5: Knee to chest. On your back." in one.said


@pytest.mark.parametrize("name", [S2, "help-your-back", "back-stretches", "healthy-upper-back", "upper-back-programme"])
def test_everything_said_in_a_routine_reads_well_aloud(home: Home, name: str) -> None:
    one = train(well(home, Settings()), name, answers=False)
    assert {found for line in one.heard for found in SIGNS.findall(line)} <= {"(", ")", "/", "%"}
    assert all(line.endswith((".", "?", "!", ":")) for line in one.heard), one.said
    assert not any(is_hostile(char) for char in one.said)


def test_a_count_and_a_breath_are_said_as_they_come(coach: Coach) -> None:
    one = train(coach, "pelvic-tilt-rocking", answers=False)
    first = one.heard.index("1 of 3. Flatten your back.")
    assert one.heard[first + 1 : first + 4] == ["Return to neutral.", "Arch gently.", "Return to neutral."]
    one = train(coach, "open-books", answers=False)
    assert "Right side, 1 of 10. Breathe in, open." in one.heard


def test_a_walk_is_told_every_five_minutes_and_then_to_the_second(coach: Coach) -> None:
    one = led(coach, partial(coach.begin_activity, "walk", 20), answers=False)
    assert "You can talk in comfort" in one.said
    words = ["15 minutes left.", "10 minutes left.", "5 minutes left.", "1 minute left.", "30 seconds left.", "10."]
    assert [line for line in one.heard if line in words] == words
    what = coach.history()[-1].what
    assert isinstance(what, ActivityLog)
    assert what.seconds == 1200
    assert "Walking: 20 minutes of 20 minutes." in one.said


def test_a_quiet_rest_is_left_in_peace(coach: Coach) -> None:
    one = train(coach, "relax-and-rest", answers=False)
    assert after(one, "Rest easy. 10 minutes.")[0] == "The session is over."


def test_it_looks_no_oftener_than_it_must(coach: Coach) -> None:
    one = led(coach, partial(coach.begin_activity, "walk", 20), answers=False)
    assert len(one.waits) < 1230
    assert max(wait for wait in one.waits if wait is not None) <= LOOK


def test_nothing_is_waited_for_while_the_clock_stands(coach: Coach) -> None:
    one = train(coach, "childs-pose", [(3, ""), (900, ""), (400, "")])
    assert one.waits.count(None) == 1 + QUESTIONS


def test_a_machine_that_stood_still_pauses_and_says_so(home: Home, coach: Coach) -> None:
    one = Person(home.clock, [(3, SUSPEND), (0, ""), (60, "q"), (0, "1"), *rest("", "", "", "")])
    visit(coach, partial(coach.begin, named("childs-pose")), one)
    assert "Paused: the computer was asleep. That time does not count. Enter goes on." in one.said
    assert log_of(coach).seconds < 100


def test_without_anybody_what_waits_is_gone_on_with(home: Home) -> None:
    coach = well(home, Settings(pace=Pace(prepare=0, fetch=0, wait=True, own_pace=True)))
    one = train(coach, "wall-push-up", answers=False)
    assert statuses(coach) == [Status.DONE]
    assert "Enter" not in one.said


def test_without_anybody_a_machine_that_slept_leaves_the_session_for_later(home: Home, coach: Coach) -> None:
    class Sleeper(Person):
        def hear(self, seconds: float | None) -> str | None:
            if len(self.waits) == 4:
                self.clock.suspend(3600)
            return super().hear(seconds)

    one = Sleeper(home.clock, answers=False)
    assert visit(coach, partial(coach.begin, named(S2)), one) == 0
    assert "Left for later." in one.said
    assert home.coach().interruption.found() is not None


# Keys


def test_enter_pauses_and_goes_on(coach: Coach) -> None:
    one = train(coach, "childs-pose", [(3, ""), (500, "")])
    hold = next(line for line in one.heard if line.startswith("Hold."))
    assert after(one, hold)[0].startswith("Paused. ")
    assert after(one, "Paused. ")[0].startswith("Going on. Hold. ")
    assert statuses(coach) == [Status.DONE]
    assert log_of(coach).seconds == sum(share.seconds for item in log_of(coach).items for share in item.planned)


def test_enter_starts_at_once_what_is_got_ready_for(home: Home) -> None:
    one = train(well(home, Settings()), S2, [(2, "")])
    assert at(one, "Hold. 1 of 10.") == 2


def test_at_ones_own_pace_enter_counts(home: Home) -> None:
    coach = well(home, Settings(pace=Pace(prepare=0, fetch=0, own_pace=True)))
    one = train(coach, "wall-push-up", [(2, "") for _ in range(8)])
    assert "Move. 1 of 8. Enter counts." in one.heard
    assert "8 of 8." in one.heard
    assert statuses(coach) == [Status.DONE]


def test_waiting_for_me_is_said(home: Home) -> None:
    coach = well(home, Settings(pace=Pace(prepare=3, fetch=3, wait=True)))
    one = train(coach, "bridge", [(30, "")])
    assert "Enter starts." in one.said
    assert at(one, "Hold.") == 33


def test_a_skip_asks_why_and_back_undoes_it(coach: Coach) -> None:
    one = train(coach, S2, [(3, "n"), (200, "1"), (1, "b")])
    assert "Why skip this one?" in one.said
    assert "Skipped: Pelvic tilt, held." in one.said
    assert "Pelvic tilt, held is back in." in one.said
    assert statuses(coach) == [Status.DONE] * 5


def test_a_skip_that_is_undone_goes_on_where_it_was_as_easy_as_it_was(coach: Coach) -> None:
    script = [(14, "e"), (0.5, "n"), (0, "1"), (0.5, "b")]
    one = train(coach, "pelvic-tilt-held", script)
    assert "Eased. Go less far. Now 9 times 5 seconds." in one.said
    assert "Pelvic tilt, held is back in. It goes on with 3 of 9." in one.said
    assert "of 10." not in " ".join(after(one, "is back in"))
    assert len(log_of(coach).items[0].marks) == 9


def test_a_caution_that_depends_on_something_is_no_order_to_anybody_else(coach: Coach) -> None:
    child = train(coach, "childs-pose").said
    assert "If your knees hurt: leave it out." in child
    assert "Leave it out: " not in child
    assert "Knee pain: " not in child
    assert "If your knees hurt: take care. With knee pain, slide down less far" in train(coach, "wall-slide").said


def test_what_is_skipped_keeps_its_reason(coach: Coach) -> None:
    train(coach, S2, [(3, "skip"), (0, "2")])
    item = log_of(coach).items[0]
    assert (item.status, item.reason) == (Status.PARTIAL, SkipReason.EQUIPMENT)


def test_skip_because_it_hurts_asks_what_is_felt(coach: Coach) -> None:
    one = train(coach, S2, [(3, "n"), (0, "5"), (0, "2"), (5, "")])
    assert "What do you feel?" in one.said
    assert statuses(coach)[0] is Status.STOPPED


def test_ease_says_what_is_left_of_it(coach: Coach) -> None:
    one = train(coach, S2, [(3, "e")])
    assert "Eased. Go less far. Now 9 times 5 seconds." in one.said
    assert statuses(coach)[0] is Status.DONE


def test_what_cannot_be_eased_says_to_go_less_far(coach: Coach) -> None:
    one = train(coach, "childs-pose", [(1, "e") for _ in range(9)])
    assert "Go less far: it is at its shortest." in one.said


def test_more_repeat_back_and_step_do_what_they_say(coach: Coach) -> None:
    one = train(coach, "knee-to-chest", [(3, "+"), (5, "r"), (3, "s"), (8, "back"), (8, "more")])
    assert "10 seconds more. 27 seconds left." in one.said
    assert one.heard.count(next(line for line in one.heard if line.startswith("Hold."))) == 3
    assert statuses(coach) == [Status.DONE]


def test_how_it_is_done_is_said_while_the_clock_stands(coach: Coach) -> None:
    one = train(coach, "knee-to-chest", [(3, "i"), (120, "")])
    assert "Step 1: Lie on your back. Bring one of your knees towards your chest." in one.said
    assert after(one, "Step 4")[0] == "Paused. 17 seconds left. Enter goes on."
    assert statuses(coach) == [Status.DONE]


def test_help_names_every_key(coach: Coach) -> None:
    one = train(coach, "bridge", [(1, "?"), (5, "")])
    for words, about in felt.KEYS:
        assert f"{' or '.join(words)}: {about}." in one.heard


def test_where_says_exercise_side_and_what_is_next(coach: Coach) -> None:
    one = train(coach, S2, [(3, "w")])
    assert "Exercise 1 of 5: Pelvic tilt, held. Hold. 1 of 10. 2 seconds left. Next: Knee to chest." in one.said


def test_what_is_no_key_is_answered_and_changes_nothing(coach: Coach) -> None:
    one = train(coach, "bridge", [(1, "xyz" * 4000), (1, "\x1b[A"), (1, "9")])
    assert one.said.count("That is no key.") == 3
    assert statuses(coach) == [Status.DONE]


def test_sound_follows_the_cues_and_can_be_turned_off(coach: Coach) -> None:
    one = train(coach, "knee-to-chest", answers=True)
    assert one.bells
    assert min(b - a for a, b in zip(one.bells, one.bells[1:], strict=False)) == pytest.approx(BELL)
    quiet = train(coach, "knee-to-chest", [(0, "m")])
    assert "Sound off." in quiet.said
    assert len(quiet.bells) == 1


# Pain


def test_a_little_discomfort_eases_and_the_clock_stands_meanwhile(coach: Coach) -> None:
    one = train(coach, S2, [(3, "p"), (300, "1")])
    assert "1. A little discomfort: make it easier and go on." in one.heard
    assert "Eased. Go less far." in one.said
    assert after(one, "Eased.")[0] == "Going on. Hold. 1 of 9. 2 seconds left."
    assert statuses(coach)[0] is Status.DONE


@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        ("2", StopReason.PAIN),
        ("3", StopReason.MORE_PAIN),
        ("4", StopReason.LASTING_PAIN),
        ("5", StopReason.RADIATING),
    ],
)
def test_pain_ends_the_exercise_and_sets_it_aside(coach: Coach, answer: str, reason: StopReason) -> None:
    one = train(coach, S2, [(3, "p"), (0, answer), (60, "")])
    assert "Pelvic tilt, held is over and set aside: it stays out until you clear it." in one.said
    assert "Stopped. Take your time before the next one. Enter goes on." in one.said
    assert ("You are asked about it at the next check-in." in one.said) is (reason is StopReason.RADIATING)
    [aside] = coach.set_aside()
    assert (aside.exercise, aside.reason) == ("pelvic-tilt-held", reason)
    assert statuses(coach) == [Status.STOPPED, *[Status.DONE] * 4]
    again = [offer.exercise.id for offer in coach.offer(named(S2)) if not offer.closed]
    assert "pelvic-tilt-held" not in again


@pytest.mark.parametrize(
    ("answer", "reason", "title"),
    [
        ("6", StopReason.NUMBNESS, "STOP. TALK TO YOUR DOCTOR OR PHYSIOTHERAPIST."),
        ("7", StopReason.SPASM, "STOP. NO EXERCISES DURING A SPASM."),
        ("8", StopReason.CHEST, "STOP. CONTACT A DOCTOR."),
    ],
)
def test_what_is_grave_ends_the_session_and_closes_the_gate(
    coach: Coach, answer: str, reason: StopReason, title: str
) -> None:
    coach.care.tell(phone="0123 456")
    one = led(coach, partial(coach.begin, named(S2)), [(3, "p"), (0, answer), (30, "")])
    assert title in one.heard
    assert "The session is over. What was done is saved." in one.heard
    assert "Your line for advice: 0123 456" in one.said
    assert log_of(coach).reason is reason
    assert coach.care.gates()
    assert "How hard was it" not in one.said
    with pytest.raises(ClosedError):
        train(coach, S2)


def test_chest_pain_on_a_walk_says_to_call_for_help(coach: Coach) -> None:
    one = led(coach, partial(coach.begin_activity, "walk", 20), [(90, "p"), (0, "8"), (0, "")])
    assert "call your emergency number now" in one.said
    assert isinstance(coach.history()[-1].what, ActivityLog)


def test_saying_nothing_hurts_goes_on(coach: Coach) -> None:
    one = train(coach, "bridge", [(1, "p"), (100, "77"), (0, "")])
    assert "That is none of them." in one.said
    assert statuses(coach) == [Status.DONE]


def test_pain_that_is_said_while_paused_leaves_it_paused(coach: Coach) -> None:
    one = train(coach, "bridge", [(1, ""), (5, "p"), (0, ""), (60, "")])
    assert after(one, "Enter alone: nothing, go on.")[0] == "Paused. 2 seconds left. Enter goes on."


def test_pain_while_one_gets_ready_asks_which_exercise_hurt(home: Home) -> None:
    coach = well(home, Settings())
    one = train(coach, S2, [(103, "p"), (0, "2"), (0, ""), (60, "")])
    assert after(one, "In which one?")[:2] == ["1. Pelvic tilt, held.", "2. Knee to chest."]
    assert [aside.exercise for aside in coach.set_aside()] == ["pelvic-tilt-held"]
    assert statuses(coach) == [Status.STOPPED, *[Status.DONE] * 4]


def test_after_skipping_the_last_one_it_can_be_taken_back(coach: Coach) -> None:
    one = train(coach, "bridge", [(1, "n"), (0, "1"), (0.5, "b")])
    assert "Done. Type b to take back what you left out. Enter ends." in one.said
    assert "Bridge is back in." in one.said
    assert statuses(coach) == [Status.DONE]


# Ends


def test_finishing_asks_and_keeps_what_was_done(coach: Coach) -> None:
    one = led(coach, partial(coach.begin, named(S2)), [(12, "q"), (0, "1"), *rest("5", "1", "2", "warm")])
    assert "Finish here?" in one.said
    what = log_of(coach)
    assert (what.exertion, what.helpful, what.pain, what.note) == (5, ("pelvic-tilt-held",), 2, "warm")
    assert "Pelvic tilt, held: in part." in one.said
    assert "Bridge: not reached." in one.said
    assert "This week: 1 session so far." in one.said


def test_every_question_after_a_session_can_be_skipped(coach: Coach) -> None:
    one = led(coach, partial(coach.begin, named("bridge")), [(8, "q"), (0, "1"), *rest("", "", "", "")])
    what = log_of(coach)
    assert (what.exertion, what.helpful, what.pain, what.note) == (None, (), None, "")
    assert one.heard[-2:] == ["Saved.", "This week: 1 session so far."]


def test_what_is_off_the_scale_is_asked_again(coach: Coach) -> None:
    script = [(8, "q"), (0, "1"), *rest("0", "11", "many", "x", "9", "1 1", "-1", "0", "n" * 201, "note")]
    one = led(coach, partial(coach.begin, named("bridge")), script)
    what = log_of(coach)
    assert (what.exertion, what.helpful, what.pain, what.note) == (10, ("bridge",), 0, "note")
    assert "The note has 201 characters; say it in 200." in one.said


def test_a_walk_is_asked_only_how_hard_it_was_and_for_a_note(coach: Coach) -> None:
    led(coach, partial(coach.begin_activity, "walk", 1), [(80, "4"), (0, "nice")])
    what = coach.history()[-1].what
    assert isinstance(what, ActivityLog)
    assert (what.exertion, what.note) == (4, "nice")


def test_leaving_for_later_keeps_the_session(home: Home, coach: Coach) -> None:
    one = led(coach, partial(coach.begin, named(S2)), [(12, "q"), (0, "2")])
    assert one.heard[-1] == "Left for later. Start the trainer again within four hours to go on."
    found = home.coach().interruption.found()
    assert found is not None
    assert (found.exercise, found.repetition) == ("Pelvic tilt, held", 2)


def test_a_terminal_that_is_gone_leaves_the_session_to_be_gone_on_with(home: Home, coach: Coach) -> None:
    one = led(coach, partial(coach.begin, named(S2)), [(12, "w")])
    assert one.code == 0
    assert coach.history() == ()
    assert home.coach().interruption.found() is not None


def test_a_pipe_that_has_no_more_to_say_is_hands_free_from_there(coach: Coach) -> None:
    led(coach, partial(coach.begin, named(S2)), [(3, "e")], person=False)
    assert statuses(coach) == [Status.DONE] * 5


@pytest.mark.parametrize("words", ["p", "q", "n", ""])
def test_a_pipe_that_ends_while_the_clock_stands_leaves_the_session(home: Home, coach: Coach, words: str) -> None:
    led(coach, partial(coach.begin, named(S2)), [(3, words)], person=False)
    assert coach.history() == ()
    assert home.coach().interruption.found() is not None


def test_being_ended_by_the_system_leaves_the_session(home: Home, coach: Coach) -> None:
    with pytest.raises(KilledError) as killed:
        led(coach, partial(coach.begin, named(S2)), [(12, TERM)])
    assert killed.value.number == 15
    found = home.coach().interruption.found()
    assert found is not None
    assert found.repetition == 2


def test_ctrl_c_pauses_first_and_enter_goes_on(coach: Coach) -> None:
    one = train(coach, "bridge", [(1, CTRL_C), (60, "")])
    assert "Ctrl+C once more ends the session, and keeps what was done. Enter goes on." in one.said
    assert statuses(coach) == [Status.DONE]


@pytest.mark.parametrize("between", [[], [(1.0, "p")], [(1.0, "q")]])
def test_ctrl_c_twice_ends_with_what_was_done_kept(coach: Coach, between: list[tuple[float, str]]) -> None:
    script = [(12.0, CTRL_C), *between, *([(0.0, CTRL_C)] if between else []), (1.0, CTRL_C)]
    one = led(coach, partial(coach.begin, named(S2)), script)
    assert one.code == CUT
    assert log_of(coach).seconds == 8
    assert "How hard" not in one.said


def test_ctrl_c_where_nobody_can_answer_ends_at_once(home: Home, coach: Coach) -> None:
    class Cut(Person):
        def hear(self, seconds: float | None) -> str | None:
            self.answers = len(self.waits) < 0
            if len(self.waits) == 8:
                self._script, self.answers = [(0, CTRL_C)], True
                try:
                    return super().hear(0)
                finally:
                    self.answers = False
            return super().hear(seconds)

    one = Cut(home.clock, answers=False)
    assert visit(coach, partial(coach.begin, named(S2)), one) == CUT
    assert log_of(coach).seconds > 0


def test_ctrl_c_before_anything_began_is_the_end(home: Home) -> None:
    coach = home.coach()
    one = led(coach, partial(coach.begin, named(S2)), [(0, CTRL_C)])
    assert one.code == CUT
    assert coach.history() == ()


def test_a_session_that_goes_on_in_another_terminal_ends_here(home: Home, coach: Coach) -> None:
    class Other(Person):
        def hear(self, seconds: float | None) -> str | None:
            if len(self.waits) == 3:
                assert home.coach().store.journal().adopt(force=True) is not None
            return super().hear(seconds)

    one = Other(home.clock, answers=False)
    assert visit(coach, partial(coach.begin, named(S2)), one) == 0
    assert "This session was taken over in another terminal" in one.said
    assert coach.history() == ()


def test_a_full_disk_is_said_and_training_goes_on(home: Home, coach: Coach) -> None:
    class Full(Person):
        def hear(self, seconds: float | None) -> str | None:
            home.disk.full = 3 < len(self.waits) < 30
            return super().hear(seconds)

    one = Full(home.clock, answers=False)
    visit(coach, partial(coach.begin, named("bridge")), one)
    assert "Not saved: the disk is full: free some space." in one.said
    assert "All is saved now." in one.said
    assert statuses(coach) == [Status.DONE]


def test_a_voice_that_breaks_leaves_the_session(home: Home, coach: Coach) -> None:
    class Broken(Person):
        def put(self, text: str) -> None:
            if len(self.heard) > 8:
                raise BrokenPipeError
            super().put(text)

    with pytest.raises(BrokenPipeError):
        visit(coach, partial(coach.begin, named(S2)), Broken(home.clock, answers=False))
    assert home.coach().interruption.found() is not None


# Before


def test_a_check_in_that_is_due_comes_first(home: Home) -> None:
    coach = home.coach()
    one = led(coach, partial(coach.begin, named("bridge")), [(0, ""), (0, "11"), (0, "3"), (0, "")])
    assert "Say your pain first" in one.said
    last = coach.care.last()
    assert last is not None
    assert (last.pain, last.symptoms) == (3, frozenset())
    assert "Bridge. About 2 minutes." in one.said


def test_what_is_new_at_the_check_in_closes_and_says_what_to_do(home: Home) -> None:
    coach = home.coach()
    with pytest.raises(ClosedError, match="contacted a doctor") as closed:
        led(coach, partial(coach.begin, named("bridge")), [(0, "3"), (0, "4, 6")])
    assert "call your emergency number" in closed.value.sentence
    last = coach.care.last()
    assert last is not None
    assert last.symptoms == {Symptom.NUMBNESS, Symptom.CHEST_PAIN}


def test_a_high_pain_asks_for_a_flare_up_and_its_day(home: Home) -> None:
    coach = home.coach()
    with pytest.raises(ClosedError):
        led(coach, partial(coach.begin, named("bridge")), [(0, "8"), (0, ""), (0, ""), (0, "2")])
    last = coach.care.last()
    assert last is not None
    assert last.symptoms == {Symptom.FLARE_UP}
    assert last.day is not None
    assert (home.clock.now().date() - last.day).days == 1


def test_a_high_pain_as_usual_may_train(home: Home) -> None:
    coach = home.coach()
    one = led(coach, partial(coach.begin, named("bridge")), [(0, "8"), (0, ""), (0, "2")])
    assert "Bridge. About" in one.said


def test_the_day_after_a_session_the_pain_since_is_asked(home: Home, coach: Coach) -> None:
    train(coach, "bridge", answers=False)
    home.clock.advance(26 * 3600)
    one = led(coach, partial(coach.begin, named("bridge")), [(0, "1"), (0, ""), (0, "up")])
    assert "Was the pain up after the last session?" in one.said
    assert coach.care.risen()


def test_a_stop_for_radiating_pain_is_asked_about_at_the_next_check_in(home: Home, coach: Coach) -> None:
    train(coach, S2, [(3, "p"), (0, "5"), (5, "")])
    home.clock.advance(5 * 3600)
    one = led(coach, partial(coach.begin, named(S2)), [(0, "1"), (0, "")])
    assert "Is the pain into the buttock or leg from Pelvic tilt, held still there?" in one.said


@pytest.mark.parametrize("script", [[], [(0.0, "q")], [(0.0, "2")]])
def test_without_a_check_in_nothing_begins(home: Home, script: list[tuple[float, str]]) -> None:
    coach = home.coach()
    with pytest.raises(ClosedError, match="Check in first"):
        led(coach, partial(coach.begin, named("bridge")), script)
    assert not home.journal.exists()


def test_where_nobody_can_answer_a_check_in_must_be_valid(home: Home) -> None:
    coach = home.coach()
    with pytest.raises(ClosedError, match="Check in first: 'trainer check-in 2'"):
        led(coach, partial(coach.begin, named("bridge")), answers=False)


def test_health_questions_that_were_not_asked_are_said(home: Home) -> None:
    coach = home.coach()
    coach.care.check_in(CheckIn(at=home.clock.now(), pain=0))
    one = train(coach, "bridge", answers=False)
    assert "You were not asked about knee pain and a heart problem yet, which counts as no." in one.said
    assert statuses(coach) == [Status.DONE]
    again = train(well(home), "bridge", answers=False)
    assert "You were not asked" not in again.said


def test_an_interrupted_session_is_offered_first_and_gone_on_with(home: Home, coach: Coach) -> None:
    led(coach, partial(coach.begin, named(S2)), [(12, "w")])
    die(coach)
    home.clock.jump(180)
    later = home.coach()
    one = led(later, None, [(0, ""), (5, ""), (700, "")], stays=True)
    assert one.heard[0] == "Back pain stretches was interrupted 3 minutes ago, at Pelvic tilt, held, 2 of 10."
    assert "Welcome back. This repetition starts afresh. Pelvic tilt, held. 2 of 10. Enter goes on." in one.said
    assert "Get ready." in one.said
    assert statuses(later) == [Status.DONE] * 5


def test_before_another_session_the_interrupted_one_is_asked_about(home: Home, coach: Coach) -> None:
    led(coach, partial(coach.begin, named(S2)), [(12, "w")])
    later = home.coach()
    one = train(later, "bridge", [(0, "2")])
    assert "2. Keep what was done of it, and start the new one." in one.said
    assert [what.what.name for what in later.history()] == ["Back pain stretches", "Bridge"]


def test_a_session_in_another_terminal_can_be_taken_over(home: Home, coach: Coach) -> None:
    run = start(coach.begin(named(S2)))
    home.let(run, 12)
    later = home.coach()
    one = led(later, partial(later.begin, named("bridge")), [(0, "1"), (5, ""), (700, "")], stays=True)
    assert "1. Take it over: it goes on here, paused, and ends there." in one.heard
    assert statuses(later) == [Status.DONE] * 5
    assert run.look() == ()
    assert run.lost


def test_a_session_in_another_terminal_can_be_left_alone(home: Home, coach: Coach) -> None:
    run = start(coach.begin(named(S2)))
    home.let(run, 12)
    later = home.coach()
    assert led(later, partial(later.begin, named("bridge")), [(0, "")]).code == 0
    home.let(run, 2)
    assert not run.lost


def test_an_interrupted_session_can_be_kept_as_it_is(home: Home, coach: Coach) -> None:
    led(coach, partial(coach.begin, named(S2)), [(12, "w")])
    later = home.coach()
    one = led(later, None, [(0, "2")])
    assert one.heard[-1] == "What was done is in your history."
    assert later.interruption.found() is None
    assert len(later.history()) == 1


def test_without_anybody_the_interrupted_session_goes_on_by_itself(home: Home, coach: Coach) -> None:
    led(coach, partial(coach.begin, named(S2)), [(12, "w")])
    later = home.coach()
    led(later, None, answers=False)
    assert statuses(later) == [Status.DONE] * 5


def test_there_may_be_nothing_to_go_on_with(coach: Coach) -> None:
    with pytest.raises(NotFoundError):
        led(coach, None, [])


# Whatever is typed

WORDS = st.sampled_from([*(word for words, _ in felt.KEYS for word in words), "", "", "", *"0123456789", "x"])
RUBBISH = st.text(max_size=12) | st.just("a" * 5000)
TYPED = st.tuples(st.integers(0, 160).map(lambda ticks: ticks / 8), WORDS | WORDS | RUBBISH | st.just(CTRL_C))


@steady
@given(script=st.lists(TYPED, max_size=30), person=st.booleans(), pace=st.sampled_from([AT_ONCE, Settings()]))
def test_whatever_is_typed_nothing_breaks_and_nothing_done_is_lost(
    script: list[tuple[float, str]], *, person: bool, pace: Settings
) -> None:
    with TemporaryDirectory() as folder:
        home = Home(Path(folder) / "data")
        coach = well(home, pace)
        begun = []

        def begin_() -> object:
            begun.append(coach.begin(named(S2)))
            return begun[-1]

        one = led(coach, begin_, script, person=person)  # type: ignore[arg-type]
        [run] = begun
        done = run.session.course.marks
        assert one.code in {0, CUT}
        assert not any(is_hostile(char) for char in one.said)
        if run.session.over:
            kept = [mark for one_ in coach.history() for mark in marks_of(one_.what)]
            assert sorted(kept, key=str) == sorted(done.values(), key=str)
        elif done:
            left = home.coach().interruption.take_up().session.course.marks
            assert all(left[turn].seconds >= mark.seconds for turn, mark in done.items())
        asides = {aside.exercise for aside in coach.set_aside()}
        stopped = {run.head.prescriptions[item].exercise for item in run.session.course.stopped}
        assert stopped == asides


def marks_of(what: SessionLog | ActivityLog) -> Iterable[Held]:
    return (mark for item in what.items for mark in item.marks) if isinstance(what, SessionLog) else ()


# The words


@pytest.mark.parametrize(
    ("text", "heard"),
    [
        ("3 × 10 s, each side", "3 times 10 seconds, each side"),
        ("1 × 15 s", "once 15 seconds"),
        ("2–4 × 15–30 s", "2 to 4 times 15 to 30 seconds"),
        ("Bridge, 1 min ago", "Bridge, 1 minute ago"),
        ("Fri 20 Nov – knee pain", "Friday 20 November, knee pain"),
        ("4 of 5 exercises · 9 min of work", "4 of 5 exercises, 9 minutes of work"),
        ("left 3 of 3 (30 s)", "left 3 of 3, 30 seconds"),
        ("Stop. [Back Exercises]", "Stop. This is from Back Exercises."),
        ("Call now.  [ours]", "Call now. This line is ours, from no handout."),
        ("Child’s pose", "Child's pose"),
        ("Yes, on another day …", "Yes, on another day"),
    ],
)
def test_words_are_made_fit_to_be_heard(text: str, heard: str) -> None:
    assert aloud(text) == heard


@given(text=st.text(max_size=60))
def test_any_text_can_be_said(text: str) -> None:
    assert aloud(aloud(text)) is not None
    assert sentences(text) == opening(text)


def test_times_are_said_in_full() -> None:
    assert [seconds(value) for value in (0, 1, 15, 60, 90, 121)] == [
        "0 seconds",
        "1 second",
        "15 seconds",
        "1 minute",
        "1 minute 30 seconds",
        "2 minutes 1 second",
    ]


def test_the_dialogs_say_what_the_screen_says() -> None:
    from trainer.ui.screens import alarm, asked, checkin, session

    assert [(one.text, one.value) for one in asked.SKIPS] == list(felt.SKIPS)
    assert [(one.text, one.value) for one in asked.STOPS] == list(felt.STOPS)
    assert [(text, what) for _, what, text in checkin.SYMPTOMS] == list(felt.SYMPTOMS)
    assert alarm.RULES == felt.RULES
    screen = {binding.key for binding in session.SessionScreen.BINDINGS if len(binding.key) == 1}  # type: ignore[union-attr]
    assert screen <= {word for words, _ in felt.KEYS for word in words}


# The countdown


def counted(session: Session, clock: FakeClock) -> list[str]:
    """Look as the front end does until the step is over."""
    countdown, heard = Countdown(session), []
    countdown.restart()
    first = session.course.cursor
    while session.course.cursor == first and not session.over:
        due = [one for one in (session.due(), countdown.due(), LOOK) if one is not None]
        clock.advance(min(due) + 0.001)
        session.look()
        mark = countdown.passed()
        if mark is not None and session.course.cursor == first:
            heard.append(said(mark))
    return heard


@pytest.mark.parametrize(
    ("hold", "heard"),
    [
        (3, []),
        (5, ["3.", "2.", "1."]),
        (14, ["3.", "2.", "1."]),
        (15, ["10.", "3.", "2.", "1."]),
        (60, ["30 seconds left.", "10.", "3.", "2.", "1."]),
    ],
)
def test_what_is_announced_leaves_room_for_what_was_said_before(hold: int, heard: list[str]) -> None:
    clock = FakeClock()
    assert counted(begin(clock, prescription(hold=hold)), clock) == heard


def test_ten_seconds_more_are_counted_down_anew() -> None:
    clock = FakeClock()
    session = begin(clock, prescription(hold=20))
    countdown = Countdown(session)
    countdown.restart()
    clock.advance(1.5)
    session.look()
    clock.advance(1.5)
    session.look()
    session.extend()
    countdown.restart()
    assert countdown.due() == pytest.approx(27 - 10)


def test_of_several_seconds_that_have_passed_only_the_last_is_said() -> None:
    clock = FakeClock()
    session = begin(clock, prescription(hold=20))
    countdown = Countdown(session)
    countdown.restart()
    clock.advance(18.5)
    session.advance()
    assert countdown.passed() == 2.0
    assert countdown.passed() is None


def test_a_tempo_is_not_counted_down() -> None:
    clock = FakeClock()
    session = begin(clock, prescription(tempo=COUNTED))
    assert Countdown(session).due() is None
    assert of_kind(Eased, session.ease()) == []
    assert replace(prescription(), hold=None).hold is None
