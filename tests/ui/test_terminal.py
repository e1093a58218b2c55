"""The trainer as a process in a real terminal: killed and started again, refused, restored, and fed with poison."""

from __future__ import annotations

import re

import pytest

from tests.ui.support import House, named
from tests.ui.terminal import MODES, trainer
from trainer.core.log import SessionLog

ESCAPES = re.compile(rb"\x1b\[[0-?]*[ -/]*[@-~]|\x1b\]22;[a-z-]+\x07|\x1b[=>78]")
"""What Textual writes to steer the terminal."""

POISON = "\x1b]0;owned\x07\x9b2J\x1b[41m"
RIGHT = "\x1b[C"


def test_a_session_killed_in_a_hold_is_offered_at_the_next_start(home: House) -> None:
    with trainer(data=home.root) as terminal:
        terminal.until("Ready to train")
        terminal.type("\r")
        terminal.until("HOLD")
        terminal.type(RIGHT)
        terminal.until("LET GO")
        terminal.type(RIGHT)
        terminal.until("2 of 2")
        terminal.kill()
    with trainer(data=home.root) as terminal:
        terminal.until("A session was interrupted")
        terminal.until("Go on with Back stretches")
        terminal.until("You were at Overhead stretch, 2 of 2.")
        terminal.type("\r")
        terminal.until("PAUSED")
        terminal.until("Welcome back")
        terminal.type(" ")
        terminal.until("GET READY")
        terminal.type("q")
        terminal.until("Finish here?")
        terminal.type("1")
        terminal.until("How hard was it?")
        terminal.type("6\r")
        terminal.until("Ready to train")
        terminal.type("q")
        assert terminal.wait() == 0
    [one] = home.coach().history()
    assert isinstance(one.what, SessionLog)
    assert (one.what.name, one.what.exertion, len(one.what.items[0].marks)) == ("Back stretches", 6, 1)


def test_leaving_gives_the_terminal_back_as_it_was(home: House) -> None:
    with trainer(data=home.root) as terminal:
        terminal.until("Ready to train")
        assert terminal.modes != terminal.before
        terminal.type("q")
        assert terminal.wait() == 0
        assert terminal.modes == terminal.before
        for mode, what in MODES.items():
            assert terminal.raw.count(b"?" + mode + b"h") <= terminal.raw.count(b"?" + mode + b"l"), what
        assert terminal.raw.rindex(b"?1049l") > terminal.raw.rindex(b"?1049h")
        assert terminal.raw.rindex(b"?25h") > terminal.raw.rindex(b"?25l")
        assert terminal.raw.count(b"\x1b[>") <= terminal.raw.count(b"\x1b[<")


def test_a_session_named_on_the_command_line_begins_at_once(home: House) -> None:
    with trainer("go", "wall-push-up", data=home.root) as terminal:
        terminal.until("MOVE")
        terminal.type("p")
        terminal.until("What do you feel?")
        terminal.type("8")
        terminal.until("STOP. Contact a doctor.")
        terminal.type("\r")
        terminal.until("stopped: ")
        terminal.type("\r")
        terminal.until_gone("How hard was it?")
        terminal.type("q")
        assert terminal.wait() == 0


@pytest.mark.parametrize(
    ("size", "environment", "sentence"),
    [
        ((80, 24), {"TERM": "dumb"}, "TERM=dumb"),
        ((20, 5), {}, "20×5"),
        ((80, 24), {"PYTHONIOENCODING": "latin-1"}, "UTF-8"),
    ],
    ids=["dumb", "small", "latin-1"],
)
def test_where_no_screen_can_be_shown_a_sentence_says_why(
    size: tuple[int, int], environment: dict[str, str], sentence: str, home: House
) -> None:
    with trainer(data=home.root, size=size, **environment) as terminal:
        code = terminal.wait()
        said = terminal.raw.decode("utf-8" if "PYTHONIOENCODING" not in environment else "latin-1")
        assert sentence in said
        assert "\x1b" not in said
        assert "Traceback" not in said
        assert code == 0


def test_a_terminal_too_small_for_a_session_says_so(home: House) -> None:
    with trainer("go", "bridge", data=home.root, size=(20, 5)) as terminal:
        assert terminal.wait() == 2
        assert "20×5" in terminal.raw.decode()


def test_poison_from_files_history_and_clipboard_never_reaches_the_terminal(home: House) -> None:
    exercises = home.root / "exercises"
    exercises.mkdir()
    (exercises / "bad.toml").write_text(f'name = "x{POISON}"\n')
    (exercises / f"worse{POISON}.toml").write_text("name = 3\n")
    coach = home.coach()
    run = coach.begin(named("overhead-stretch"))
    for command in (run.session.start, run.session.next, run.session.finish):
        run.do(command)
    run.rate(note=f"note{POISON}")
    with trainer(data=home.root) as terminal:
        terminal.until("bad.toml")
        terminal.type("4vvvv")
        terminal.until("Overhead")
        terminal.type("\r")
        terminal.until("note")
        terminal.type("q3/")
        terminal.until("23 exercises")
        terminal.type(f"\x1b[200~pasted{POISON}\x1b[201~")
        terminal.until("pasted")
        terminal.until("Nothing fits")
        terminal.type("\x1b")
        terminal.until_gone("Nothing fits")
        terminal.type("1q")
        assert terminal.wait() == 0
    assert b"\x1b]0" not in terminal.raw
    assert b"\x1b[41m" not in terminal.raw
    rest = ESCAPES.sub(b"", terminal.raw).decode()
    assert {char for char in rest if not char.isprintable()} <= {"\r", "\n"}


def test_a_line_that_is_dropped_leaves_a_session_that_can_be_gone_on_with(home: House) -> None:
    with trainer("go", "overhead-stretch", data=home.root) as terminal:
        terminal.until("HOLD")
    found = home.coach().interruption.found()
    assert found is not None
    assert found.exercise == "Overhead stretch"
