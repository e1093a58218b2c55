"""The line drops: whatever becomes of the terminal, the process ends or stands still, and what was done is kept."""

from __future__ import annotations

import os
import signal
from contextlib import ExitStack
from pathlib import Path

import pytest

from tests.ui.support import House, journal
from tests.ui.terminal import MODES, Terminal, shell, trainer
from trainer.core.session import GAP

AT_ONCE = 2.0
"""Seconds within which the process is gone after its terminal."""
RIGHT = "\x1b[C"
QUESTION = b"\x1b[?2026$p"
BUSY = "import signal; signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGHUP])"
NOHUP = "import signal; signal.signal(signal.SIGHUP, signal.SIG_IGN)"


def restored(terminal: Terminal) -> None:
    """Assert that the terminal is as it was."""
    assert terminal.modes == terminal.before
    for mode, what in MODES.items():
        assert terminal.raw.rindex(b"?" + mode + b"l") > terminal.raw.rfind(b"?" + mode + b"h"), what
    assert terminal.raw.rindex(b"?25h") > terminal.raw.rindex(b"?25l")


def interrupted(home: House) -> None:
    """Assert that the session is offered for going on with, in the hold it was in."""
    assert journal(home)[-2:] == ["paused", "held"]
    found = home.coach().interruption.found()
    assert found is not None
    assert (found.exercise, found.repetition) == ("Overhead stretch", 1)


@pytest.mark.parametrize("first", ["", NOHUP, BUSY], ids=["signal", "nohup", "blocked"])
def test_a_terminal_that_is_taken_away_ends_the_process_at_once(home: House, first: str) -> None:
    with trainer("go", "overhead-stretch", data=home.root, first=first) as terminal:
        terminal.until("HOLD")
        terminal.hang_up()
        code, seconds = terminal.end()
    assert seconds < AT_ONCE
    assert code == 128 + signal.SIGHUP
    interrupted(home)


def test_a_stalled_terminal_that_is_taken_away_ends_it_too(home: House) -> None:
    with trainer("go", "overhead-stretch", data=home.root) as terminal:
        terminal.until("HOLD")
        terminal.stall()
        terminal.hang_up()
        code, seconds = terminal.end()
    assert seconds < AT_ONCE
    assert code == 128 + signal.SIGHUP
    interrupted(home)


TOLD = pytest.mark.parametrize("told", [signal.SIGTERM, signal.SIGINT], ids=lambda one: one.name)


@TOLD
def test_being_told_to_end_gives_the_terminal_back(told: signal.Signals, home: House) -> None:
    with trainer("go", "overhead-stretch", data=home.root) as terminal:
        terminal.until("HOLD")
        terminal.send(told)
        assert terminal.wait() == 128 + told
        restored(terminal)
        assert "told to end" in terminal.text
    interrupted(home)


@TOLD
def test_being_told_to_end_while_the_terminal_stalls_ends_it_and_gives_the_terminal_back(
    told: signal.Signals, home: House
) -> None:
    with trainer("go", "overhead-stretch", data=home.root) as terminal:
        terminal.until("HOLD")
        terminal.stall()
        terminal.send(told)
        code, seconds = terminal.end()
        assert code == 128 + told
        assert seconds < AT_ONCE
        assert terminal.modes == terminal.before
        terminal.drain()
        restored(terminal)
    interrupted(home)


# Stopped and started again


def test_a_process_that_was_stopped_goes_on_paused_and_takes_the_terminal_once(home: House) -> None:
    with trainer("go", "overhead-stretch", data=home.root) as terminal:
        terminal.until("HOLD")
        threads = terminal.threads
        terminal.send(signal.SIGSTOP)
        terminal.pass_by(GAP + 0.5)
        terminal.send(signal.SIGCONT)
        terminal.until("PAUSED")
        assert terminal.threads == threads
        terminal.type("q")
        terminal.until("Finish here?")
        terminal.type("2")
        terminal.until("A session was interrupted")
        terminal.type("q")
        assert terminal.wait() == 0
        restored(terminal)
    assert home.coach().interruption.found() is not None


def test_ctrl_z_pauses_a_session_and_fg_shows_it_again(home: House) -> None:
    with shell(data=home.root) as terminal:
        terminal.type("trainer go overhead-stretch\r")
        terminal.until("HOLD")
        terminal.type("\x1a")
        terminal.until("Stopped")
        assert journal(home)[-1] == "paused"
        terminal.type("clear; stty -a; echo all $((6 * 7))\r")
        terminal.until("all 42")
        assert " icanon" in terminal.text
        assert " echo " in terminal.text
        terminal.type("clear; fg\r")
        terminal.until("PAUSED")
        terminal.until("Overhead stretch")
        terminal.type(" ")
        terminal.until("HOLD")
        terminal.type("q1")
        terminal.until("How hard was it?")
        terminal.type("\x1b")
        terminal.until("Ready to train")
        terminal.type("q")
        terminal.until("ready>")
        terminal.type("exit\r")
        assert terminal.wait() == 0


def test_one_that_a_shell_had_stopped_for_it_paints_all_of_the_screen_again(home: House) -> None:
    with shell(data=home.root) as terminal:
        terminal.type("trainer go overhead-stretch\r")
        terminal.until("HOLD")
        process = int(Path(f"/proc/{terminal.pid}/task/{terminal.pid}/children").read_text())
        os.kill(process, signal.SIGSTOP)
        terminal.until("Stopped")
        terminal.type("clear; echo $((6 * 7))\r")
        terminal.until("42")
        terminal.pass_by(GAP)
        terminal.type("fg\r")
        terminal.until("PAUSED")
        terminal.until("Overhead stretch")
        terminal.until("space go on")
        terminal.until_gone("42")
        terminal.type(" ")
        terminal.until("HOLD")


# A line that says nothing


def test_a_line_that_stops_answering_interrupts_the_session_as_of_its_last_answer(home: House) -> None:
    hasty = "from trainer.ui import heartbeat as beat; beat.EVERY = beat.PATIENCE = 1; beat.BEAT = 0.25"
    with trainer("go", "overhead-stretch", data=home.root, first=hasty) as terminal:
        terminal.until("HOLD")
        asked = terminal.raw.count(QUESTION)
        terminal.until_true(lambda: terminal.raw.count(QUESTION) >= asked + 2)
        terminal.answers = False
        terminal.until("PAUSED")
        terminal.until("stopped answering")
        assert journal(home)[-2:] == ["lost", "held"]
        asked = terminal.raw.count(QUESTION)
        terminal.pass_by(1.5)
        assert terminal.raw.count(QUESTION) == asked
        terminal.answers = True
        terminal.type(" ")
        terminal.until("HOLD")
        terminal.hang_up()
        terminal.end()
    assert home.coach().interruption.found() is not None


def test_a_terminal_that_never_answered_is_never_asked(home: House) -> None:
    hasty = "from trainer.ui import heartbeat as beat; beat.EVERY = beat.PATIENCE = 0.5; beat.BEAT = 0.25"
    with trainer("go", "overhead-stretch", data=home.root, first=hasty) as terminal:
        terminal.answers = False
        terminal.until("HOLD")
        terminal.pass_by(2)
        assert terminal.raw.count(QUESTION) == 1
        assert "PAUSED" not in terminal.text


# Errors


def test_an_error_inside_ends_with_a_code_and_gives_the_terminal_back(home: House) -> None:
    broken = "from trainer.ui.screens.session import SessionScreen as S\nS.action_how = lambda self: 1 // 0"
    with trainer("go", "overhead-stretch", data=home.root, first=broken) as terminal:
        terminal.until("HOLD")
        terminal.type("i")
        assert terminal.wait() == 70
        restored(terminal)
        assert "something went wrong" in terminal.text
        assert "Traceback" not in terminal.text
    assert home.coach().interruption.found() is not None


# A second terminal


def test_a_second_terminal_takes_the_session_over_and_the_first_one_says_so(home: House) -> None:
    with trainer("go", "overhead-stretch", data=home.root) as first, ExitStack() as more:
        first.until("HOLD")
        first.type(RIGHT)
        first.until("LET GO")
        first.type(RIGHT)
        first.until("2 of 2")
        second = more.enter_context(trainer("go", data=home.root))
        second.until("A session is running in another terminal")
        assert "last event" in second.until("pts/")
        second.type("1")
        second.until("take it over")
        second.until("HOLD")
        second.type("t")
        second.until("PAUSED")
        first.until("taken over")
        first.until("Today")
        second.type(" ")
        second.until("GET READY")
        first.type("q")
        assert first.wait() == 0
        second.type("q")
        second.until("Finish here?")
        second.type("1")
        second.until("How hard was it?")
        second.hang_up()
        second.end()
    assert len(home.coach().history()) == 1
