"""The parts of the line that need no terminal: what is written where nothing takes it, and what the guard undoes."""

from __future__ import annotations

import os
import pty
import signal
from collections.abc import Iterator
from contextlib import suppress
from threading import Event as Flag
from threading import Thread

import pytest

from tests.fakes import FakeClock
from trainer.ui.guard import SIGNALS, EndedError, Guard
from trainer.ui.line import BELL, Outlet

PATIENCE = 20.0


@pytest.fixture
def pipe() -> Iterator[tuple[int, int]]:
    """Return a pipe's end to read from and one to write to."""
    reading, writing = os.pipe()
    yield reading, writing
    for end in (reading, writing):
        with suppress(OSError):
            os.close(end)


def test_what_is_written_comes_out_whole_and_in_order(pipe: tuple[int, int]) -> None:
    outlet = Outlet(pipe[1], FakeClock())
    for text in ("é", "\x1b[1m", "█" * 5000):
        outlet.write(text)
    outlet.flush()
    assert os.read(pipe[0], 65536).decode() == "é\x1b[1m" + "█" * 5000
    assert outlet.stuck == 0


def test_a_terminal_that_is_gone_takes_everything_and_nothing_fails() -> None:
    master, slave = pty.openpty()
    os.close(master)
    outlet = Outlet(slave, FakeClock())
    for _ in range(3):
        outlet.write("text")
        outlet.flush()
    assert outlet.stuck == 0
    os.close(slave)


def test_the_bell_waits_for_nothing_that_is_yet_to_be_written(pipe: tuple[int, int]) -> None:
    outlet = Outlet(pipe[1], FakeClock())
    outlet.write("painted later")
    assert outlet.ring()
    assert os.read(pipe[0], 65536) == BELL.encode()


def test_no_bell_is_rung_where_the_terminal_takes_nothing_or_is_gone(pipe: tuple[int, int]) -> None:
    outlet = Outlet(pipe[1], FakeClock())
    os.set_blocking(pipe[1], False)
    with suppress(BlockingIOError):
        while True:
            os.write(pipe[1], b"x" * 4096)
    assert not outlet.ring()
    os.close(pipe[0])
    assert not outlet.ring()


@pytest.mark.parametrize("blocking", [True, False])
def test_a_terminal_that_takes_nothing_is_noticed_and_waited_for(pipe: tuple[int, int], blocking: bool) -> None:
    os.set_blocking(pipe[1], blocking)
    clock, begun = FakeClock(), Flag()
    outlet = Outlet(pipe[1], clock)
    outlet.write("x" * 200_000)

    def write() -> None:
        begun.set()
        outlet.flush()

    writer = Thread(target=write, daemon=True)
    writer.start()
    assert begun.wait(PATIENCE)
    stuck = Flag()
    while outlet.stuck < 5:
        assert not stuck.wait(0.01)
        clock.advance(1)
    came = b""
    while len(came) < 200_000:
        came += os.read(pipe[0], 65536)
    writer.join(PATIENCE)
    assert not writer.is_alive()
    assert outlet.stuck == 0


def test_the_guard_leaves_signals_as_it_found_them() -> None:
    before = [signal.getsignal(number) for number in SIGNALS]
    with Guard(end=lambda _: None, save=lambda: None) as guard:
        assert [signal.getsignal(number) for number in SIGNALS] != before
    assert [signal.getsignal(number) for number in SIGNALS] == before
    assert signal.set_wakeup_fd(-1) == -1
    guard.check()


def test_the_end_has_a_sentence_and_the_code_of_its_signal() -> None:
    error = EndedError(signal.SIGTERM)
    assert error.exit_code == 143
    assert "told to end" in error.sentence
