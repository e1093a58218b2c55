"""The heartbeat: asked while a session runs, and what becomes of it when no answer comes."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.fakes import steady
from tests.home import AT_ONCE, Home, named, start
from trainer.core.events import Cause, Events, Lost, Paused
from trainer.run import Run
from trainer.ui.heartbeat import EVERY, FINAL, PATIENCE, Heartbeat


class Wire:
    """A line to a terminal that is there, or not."""

    def __init__(self, *, answers: bool = True) -> None:
        self.answers = answers
        self.stuck = 0.0
        self.asked = 0
        self.cut = False
        self._heed: Callable[[], None] = lambda: None

    def ask(self) -> None:
        self.asked += 1
        if not self.cut:
            self._heed()

    def listen(self, heed: Callable[[], None]) -> None:
        self._heed = heed

    def key(self) -> None:
        """Have the person press a key."""
        self._heed()


class Room:
    """A person before a session, and the line between them."""

    def __init__(self, root: Path, what: str = "back-stretches", *, answers: bool = True) -> None:
        self.home = Home(root=root)
        coach = self.home.coach()
        coach.change(AT_ONCE)
        self.run: Run = start(coach.begin(named(what)))
        self.wire = Wire(answers=answers)
        self.heart = Heartbeat(self.wire, self.run, self.home.clock)

    def wait(self, seconds: float) -> Events:
        """Let time pass with four looks and one beat a second."""
        events: Events = ()
        for quarter in range(round(seconds * 4)):
            self.home.clock.advance(0.25)
            events += self.run.look()
            if quarter % 4 == 3:
                events += self.heart.beat()
        return events

    def credited(self) -> float:
        """Return the seconds of work that are credited."""
        session = self.run.session
        now = session.spent if session.step is not None and session.step.work else 0.0
        return now + sum(mark.seconds for mark in session.course.marks.values())


@pytest.fixture
def room(tmp_path: Path) -> Room:
    """Return a session that has just begun, on a line that answers."""
    return Room(tmp_path / "data")


def test_it_asks_after_twenty_seconds_of_silence_and_then_every_twenty(room: Room) -> None:
    room.run.do(room.run.session.extend)
    room.wait(EVERY - 1)
    assert room.wire.asked == 0
    room.wait(1)
    assert room.wire.asked == 1
    room.run.do(room.run.session.repeat)
    room.wait(EVERY)
    assert room.wire.asked == 2


def test_a_key_is_an_answer_too(room: Room) -> None:
    room.wait(15)
    room.wire.key()
    room.wait(15)
    assert room.wire.asked == 0


def test_a_paused_session_is_not_asked_about(room: Room) -> None:
    room.run.do(room.run.session.pause)
    room.wait(300)
    assert room.wire.asked == 0


def test_no_answer_interrupts_as_of_the_last_one(room: Room) -> None:
    room.wait(4)
    room.wire.key()
    room.wire.cut = True
    assert not any(isinstance(event, Lost) for event in room.wait(EVERY + PATIENCE - 1))
    events = room.wait(2)
    assert any(isinstance(event, Lost) for event in events)
    assert room.run.session.cause is Cause.SILENT
    assert room.credited() == room.run.session.spent == 4
    assert room.wire.asked == 1


def test_what_was_lost_stays_lost_when_it_is_gone_on_with_elsewhere(room: Room) -> None:
    room.wait(4)
    room.wire.key()
    room.wire.cut = True
    room.wait(EVERY + PATIENCE + 1)
    room.run.leave()
    kept = room.home.coach().interruption.close()
    assert kept is not None
    assert kept.what.seconds == 4


def test_no_session_ends_before_somebody_who_is_gone(tmp_path: Path) -> None:
    room = Room(tmp_path, "overhead-stretch")
    room.wait(12)
    room.wire.key()
    room.wire.cut = True
    room.wait(40)
    assert not room.run.session.over
    assert room.run.session.cause is Cause.SILENT
    assert room.credited() == 12


def test_shortly_before_the_end_it_is_asked_once_more(tmp_path: Path) -> None:
    room = Room(tmp_path, "overhead-stretch")
    while not room.run.session.over:
        room.wait(1)
    assert room.wire.asked == 2
    assert room.run.remembered is not None


def test_a_line_that_breaks_while_it_owes_an_answer_was_broken_since_the_last_one(room: Room) -> None:
    room.wait(4)
    room.wire.key()
    room.wire.cut = True
    room.wait(EVERY + 5)
    room.run.interrupt()
    kept = room.home.coach().interruption.close()
    assert kept is not None
    assert kept.what.seconds == 4


def test_a_line_that_breaks_after_an_answer_was_whole_until_now(room: Room) -> None:
    room.wait(7)
    room.run.interrupt()
    kept = room.home.coach().interruption.close()
    assert kept is not None
    assert kept.what.seconds == 7


def test_a_terminal_that_never_answered_is_not_asked(tmp_path: Path) -> None:
    room = Room(tmp_path, answers=False)
    room.wait(15)
    assert room.wire.asked == 0
    assert room.run.session.running


@pytest.mark.parametrize("answers", [True, False])
def test_a_terminal_that_takes_nothing_more_interrupts_at_once(tmp_path: Path, answers: bool) -> None:
    room = Room(tmp_path, answers=answers)
    room.wait(3)
    room.wire.key()
    room.wire.stuck = 2.5
    [event] = room.wait(1)
    assert isinstance(event, Lost if answers else Paused)
    assert room.run.session.cause is Cause.SILENT
    assert room.credited() == (3 if answers else 4)


def test_a_stopped_process_is_a_gap_and_no_silence(room: Room) -> None:
    room.wait(5)
    room.home.clock.advance(600)
    room.heart.beat()
    assert room.run.session.cause is Cause.GAP
    assert room.credited() == 5


def test_a_suspended_machine_pauses_where_it_fell_asleep(room: Room) -> None:
    room.wait(5)
    room.home.clock.suspend(600)
    room.heart.beat()
    assert room.run.session.cause is Cause.ASLEEP
    assert room.credited() == 5
    room.run.do(room.run.session.resume)
    room.wait(2)
    assert room.credited() == 7


@steady
@given(st.lists(st.tuples(st.integers(1, 30), st.sampled_from(["key", "cut", "heal", "space"])), max_size=10))
def test_credit_never_exceeds_what_was_answered(
    tmp_path_factory: pytest.TempPathFactory, script: list[tuple[int, str]]
) -> None:
    room = Room(tmp_path_factory.mktemp("room"))
    answered = 0.0
    listen = room.heart.heard

    def heard() -> None:
        nonlocal answered
        listen()
        answered = room.credited()

    room.wire.listen(heard)
    for wait, what in script:
        room.wait(wait)
        if what in {"cut", "heal"}:
            room.wire.cut = what == "cut"
        elif not room.wire.cut:
            room.wire.key()
            if what == "space":
                room.run.do(room.run.session.press)
                answered = room.credited()
    room.wire.cut = True
    room.wait(EVERY + PATIENCE + 2)
    assert room.credited() <= answered + (FINAL if room.run.session.over else 0)
