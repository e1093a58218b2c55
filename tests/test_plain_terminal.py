"""The session line by line as a process: in a real terminal, in a pipe, interrupted in every way."""

from __future__ import annotations

import os
import pty
import signal
import subprocess
import sys
from pathlib import Path
from threading import Timer

import pytest

from tests.home import Home
from tests.ui.terminal import Terminal, trainer
from trainer.clock import SystemClock
from trainer.core.checkin import CheckIn
from trainer.core.log import SessionLog
from trainer.core.pace import Pace
from trainer.core.settings import Settings

ROOT = Path(__file__).parents[1]
SOON = 2.0
"""Seconds in which a process has to be gone when its line is."""
LONGEST = 30.0
"""Seconds after which what does not end is killed, so that its test fails; no other test waits for it."""


@pytest.fixture
def home(tmp_path: Path) -> Home:
    """Return the data of a person who has just said that all is well, by the machine's own clock."""
    home = Home(tmp_path / "data", clock=SystemClock())  # type: ignore[arg-type]
    coach = home.coach()
    coach.change(Settings(pace=Pace(prepare=0, fetch=0, release=1, switch=1)))
    coach.care.tell(screened=True, knee_pain=False, heart_problem=False)
    coach.care.check_in(CheckIn(at=home.clock.now(), pain=1))
    return home


def seconds_until_end(terminal: Terminal) -> float:
    """Wait for the end of a process; returns how long that took."""
    clock = SystemClock()
    since = clock.seconds()
    terminal.wait()
    return clock.seconds() - since


def waits(home: Home) -> bool:
    """Say whether a session can be gone on with."""
    return home.coach().interruption.found() is not None


def piped(home: Home, *words: str, stdin: int = subprocess.DEVNULL, **environment: str) -> subprocess.Popen[bytes]:
    """Start the trainer in a pipe, without a keyboard."""
    kept = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    process = subprocess.Popen(
        [sys.executable, "-m", "trainer", *words],
        cwd=ROOT,
        env={**kept, "LANG": "C.UTF-8", "TRAINER_DATA": str(home.root), **environment},
        stdin=stdin,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    guard = Timer(LONGEST, process.kill)
    guard.daemon = True
    guard.start()
    return process


def heard(process: subprocess.Popen[bytes], word: bytes) -> bytes:
    """Read until a word has been said."""
    assert process.stdout is not None
    said = b""
    while word not in said:
        line = process.stdout.readline()
        assert line, said
        said += line
    return said


# In a terminal


@pytest.mark.parametrize(
    ("words", "environment"),
    [
        (("--plain",), {}),
        ((), {"TERM": "dumb"}),
        ((), {"PYTHONIOENCODING": "latin-1"}),
        ((), {"PYTHONIOENCODING": "ascii"}),
    ],
    ids=["asked", "dumb", "latin-1", "ascii"],
)
def test_it_is_chosen_where_no_screen_can_be_shown_and_steers_no_terminal(
    words: tuple[str, ...], environment: dict[str, str], home: Home
) -> None:
    with trainer("go", "childs-pose", *words, data=home.root, **environment) as terminal:  # type: ignore[arg-type]
        terminal.until("Hold.")
        terminal.type("\n")
        terminal.until("Paused.")
        terminal.type("q\n")
        terminal.until("Finish here?")
        terminal.type("1\n")
        terminal.until("How hard was it")
        terminal.type("6\n\n2\nwell\n")
        terminal.until("Saved.")
        assert terminal.wait() == 0
        assert b"\x1b" not in terminal.raw
        assert terminal.raw.replace(b"\x07", b"").isascii()
        assert terminal.modes == terminal.before
    [one] = home.coach().history()
    assert isinstance(one.what, SessionLog)
    assert (one.what.exertion, one.what.pain, one.what.note) == (6, 2, "well")


def test_ctrl_c_pauses_and_a_second_one_ends_with_what_was_done(home: Home) -> None:
    with trainer("go", "childs-pose", "--plain", data=home.root) as terminal:
        terminal.until("Hold.")
        terminal.type("\x03")
        terminal.until("Ctrl+C once more")
        terminal.type("\n")
        terminal.until("Going on.")
        terminal.type("\x03")
        terminal._read(lambda: terminal.text.count("Ctrl+C once more") == 2)
        terminal.type("\x03")
        terminal.until("This week")
        assert terminal.wait() == 130
    assert len(home.coach().history()) == 1


def test_ctrl_d_leaves_the_session_for_later(home: Home) -> None:
    with trainer("go", "childs-pose", "--plain", data=home.root) as terminal:
        terminal.until("Hold.")
        terminal.type("\x04")
        terminal.until("Left for later.")
        assert terminal.wait() == 0
    assert waits(home)


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
@pytest.mark.parametrize("stalled", [False, True], ids=["flowing", "stalled"])
def test_a_signal_leaves_the_session_and_ends_soon(home: Home, number: signal.Signals, *, stalled: bool) -> None:
    with trainer("go", "childs-pose", "--plain", data=home.root) as terminal:
        terminal.until("Hold.")
        if stalled:
            terminal.type("\x13")  # ctrl+s: what is written from now on waits
            for _ in range(40):
                terminal.type("h\n")
        os.kill(terminal.pid, number)
        assert seconds_until_end(terminal) < SOON
    assert waits(home)


def test_a_terminal_that_goes_away_leaves_the_session(home: Home) -> None:
    with trainer("go", "childs-pose", "--plain", data=home.root) as terminal:
        terminal.until("Hold.")
        os.close(terminal._fd)
        terminal._fd = os.open(os.devnull, os.O_RDONLY)
        ended = os.waitpid(terminal.pid, 0)[1]
        terminal._ended = True
        assert os.waitstatus_to_exitcode(ended) == 128 + signal.SIGHUP
    assert waits(home)


# In a pipe


def test_in_a_pipe_it_is_a_log_without_a_key(home: Home) -> None:
    home.coach().change(Settings(pace=Pace(prepare=0, fetch=0, move=1)))
    done = piped(home, "go", "wall-push-up", PYTHONIOENCODING="ascii")
    out, err = done.communicate()
    assert (done.returncode, err) == (0, b""), err
    lines = out.decode("ascii").splitlines()
    assert lines[0] == "Wall push-up. About 1 minute."
    assert "8 of 8." in lines
    assert "Enter" not in out.decode()
    assert len(home.coach().history()) == 1


def test_a_reader_that_goes_away_leaves_the_session(home: Home) -> None:
    process = piped(home, "go", "wall-push-up")
    heard(process, b"Move.")
    assert process.stdout is not None
    process.stdout.close()
    assert process.wait() == 141
    assert waits(home)
    assert process.stderr is not None
    process.stderr.close()


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_a_signal_in_a_pipe_leaves_the_session(home: Home, number: signal.Signals) -> None:
    process = piped(home, "go", "wall-push-up")
    heard(process, b"Move.")
    process.send_signal(number)
    assert process.wait() == 128 + number
    assert waits(home)
    process.communicate()


def test_ctrl_c_in_a_pipe_keeps_what_was_done(home: Home) -> None:
    process = piped(home, "go", "wall-push-up")
    heard(process, b"2 of 8.")
    process.send_signal(signal.SIGINT)
    assert process.wait() == 130
    assert len(home.coach().history()) == 1
    process.communicate()


def test_without_a_valid_check_in_nothing_begins_in_a_pipe(tmp_path: Path) -> None:
    home = Home(tmp_path / "new", clock=SystemClock())  # type: ignore[arg-type]
    process = piped(home, "go", "wall-push-up")
    out, err = process.communicate()
    assert (process.returncode, out, err) == (3, b"", b"trainer: Check in first: 'trainer check-in 2'.\n")


def test_a_keyboard_is_not_asked_where_what_is_said_goes_into_a_pipe(home: Home) -> None:
    ours, theirs = pty.openpty()
    process = piped(home, "go", "wall-push-up", stdin=theirs)
    os.write(ours, b"q\n")
    said = heard(process, b"2 of 8.")
    process.kill()
    process.communicate()
    os.close(ours)
    os.close(theirs)
    assert b"Enter" not in said
    assert b"Finish here?" not in said
