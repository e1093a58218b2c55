"""A real terminal for a real process: a pty, what the process prints, and how its screen looks to a person."""

from __future__ import annotations

import fcntl
import os
import pty
import select
import signal
import struct
import sys
import termios
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import pyte

PATIENCE = 40.0
"""Seconds until what is waited for counts as never coming; only a failing test takes that long."""
ANSWERS = {b"\x1b[?2026$p": b"\x1b[?2026;2$y", b"\x1b[6n": b"\x1b[1;1R"}
"""What a modern terminal answers: it knows synchronised output, and where its cursor is."""
MODES = {b"1049": "the other screen", b"1000": "mouse", b"1003": "mouse moves", b"1006": "mouse", b"2004": "paste"}
"""Modes of the terminal that a program has to leave as it found them."""


class Terminal:
    """One process in a pty of its own."""

    def __init__(self, argv: Sequence[str], *, size: tuple[int, int], data: Path, **environment: str) -> None:
        columns, rows = size
        self.raw = b""
        self._screen = pyte.Screen(columns, rows)
        self._stream = pyte.ByteStream(self._screen)
        kept = {name: os.environ[name] for name in ("PATH", "HOME", "USER") if name in os.environ}
        known = {"TERM": "xterm-256color", "LANG": "C.UTF-8", "TRAINER_DATA": str(data), **environment}
        self._ended = False
        self.answers = True
        """Whether it answers what it is asked, as a terminal does that is still reached."""
        self.pid, self._fd = pty.fork()
        if not self.pid:
            fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
            os.execve(argv[0], [*argv], kept | known)
        self._process = os.pidfd_open(self.pid)
        self.before = termios.tcgetattr(self._fd)

    @property
    def modes(self) -> list[Any]:
        """How the line is set: echo, line by line, and so on."""
        return termios.tcgetattr(self._fd)

    @property
    def text(self) -> str:
        """What a person sees."""
        return "\n".join(line.rstrip() for line in self._screen.display)

    def type(self, keys: str) -> None:
        """Press keys."""
        os.write(self._fd, keys.encode())

    def until(self, text: str) -> str:
        """Read until a text can be seen."""
        self._read(lambda: text in self.text)
        assert text in self.text, f"'{text}' never came; there is:\n{self.text}"
        return self.text

    def until_gone(self, text: str) -> None:
        """Read until a text can no more be seen."""
        self._read(lambda: text not in self.text)
        assert text not in self.text, self.text

    def wait(self) -> int:
        """Read until the process has ended by itself; returns its exit code."""
        self._read(lambda: self._ended)
        assert self._ended, f"it does not end; there is:\n{self.text}"
        return os.waitstatus_to_exitcode(os.waitpid(self.pid, 0)[1])

    def until_true(self, found: Callable[[], bool]) -> None:
        """Read until something is so."""
        end = time.monotonic() + PATIENCE
        while not found() and time.monotonic() < end and not self._ended:
            self._read(found, within=0.02)
        assert found(), f"it never comes to that; there is:\n{self.text}"

    def stall(self) -> None:
        """Stop reading, and wait until the process waits for that."""
        end = time.monotonic() + PATIENCE
        taller = 0
        while not self._waits() and time.monotonic() < end:
            taller = 1 - taller
            self.resize(self._screen.columns, self._screen.lines + taller)
            select.select([], [], [], 0.02)
        assert self._waits(), "it never has to wait"

    def resize(self, columns: int, rows: int) -> None:
        """Give the terminal another size."""
        fcntl.ioctl(self._fd, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))

    def _waits(self) -> bool:
        """Whether a thread waits for the terminal to take what it writes."""
        tasks = Path(f"/proc/{self.pid}/task").iterdir()
        return any((task / "syscall").read_text().startswith("1 ") for task in tasks)

    def send(self, number: int) -> None:
        """Send a signal."""
        os.kill(self.pid, number)

    def hang_up(self) -> None:
        """Take the terminal away, as a line that is dropped does."""
        os.close(self._fd)
        self._fd = -1

    def end(self) -> tuple[int, float]:
        """Wait for the process's end without reading what it prints; returns its exit code and the seconds."""
        began = time.monotonic()
        ready, _, _ = select.select([self._process], [], [], PATIENCE)
        assert ready, "it does not end"
        seconds = time.monotonic() - began
        self._ended = True
        return os.waitstatus_to_exitcode(os.waitpid(self.pid, 0)[1]), seconds

    def pass_by(self, seconds: float) -> None:
        """Let time pass that is to pass, reading on."""
        end = time.monotonic() + seconds
        while (left := end - time.monotonic()) > 0:
            self._read(lambda: False, within=left)

    @property
    def threads(self) -> int:
        """How many threads the process has."""
        return len(list(Path(f"/proc/{self.pid}/task").iterdir()))

    def drain(self) -> None:
        """Read what an ended process has left."""
        self._read(lambda: False, within=0.2)

    def used(self) -> float:
        """Return the processor's seconds the process has used."""
        fields = Path(f"/proc/{self.pid}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def kill(self) -> None:
        """End the process as a power cut would."""
        os.kill(self.pid, signal.SIGKILL)
        os.waitpid(self.pid, 0)
        self._ended = True

    def close(self) -> None:
        """Leave nothing behind."""
        with suppress(ProcessLookupError, ChildProcessError):
            os.kill(self.pid, signal.SIGKILL)
            os.waitpid(self.pid, 0)
        os.close(self._process)
        if self._fd >= 0:
            os.close(self._fd)

    def _read(self, enough: Callable[[], bool], within: float = PATIENCE) -> None:
        end = time.monotonic() + within
        while not enough() and (left := end - time.monotonic()) > 0:
            if not select.select([self._fd], [], [], left)[0]:
                return
            try:
                piece = os.read(self._fd, 65536)
            except OSError:  # the process has ended
                piece = b""
            if not piece:
                self._ended = True
                return
            self.raw += piece
            self._stream.feed(piece)
            for question, answer in ANSWERS.items():
                if question in piece and self.answers:
                    os.write(self._fd, answer)


@contextmanager
def shell(*, data: Path, size: tuple[int, int] = (80, 24), **environment: str) -> Iterator[Terminal]:
    """Start a shell in a terminal, for what needs one: stopped and started again in its foreground."""
    bash = ["/bin/bash", "--norc", "--noprofile", "-i"]
    python = Path(sys.executable).parent
    path = f"{python}{os.pathsep}{os.environ['PATH']}"
    terminal = Terminal(bash, size=size, data=data, PS1="ready> ", **environment | {"PATH": path})
    try:
        terminal.until("ready>")
        yield terminal
    finally:
        terminal.close()


@contextmanager
def trainer(
    *words: str, data: Path, size: tuple[int, int] = (80, 24), first: str = "", **environment: str
) -> Iterator[Terminal]:
    """Start the trainer in a terminal; `first` is Python that is run before it in the same process."""
    start = ["-c", f"{first}\nfrom trainer.cli import main\nmain()"] if first else ["-m", "trainer"]
    terminal = Terminal([sys.executable, *start, *words], size=size, data=data, **environment)
    try:
        yield terminal
    finally:
        terminal.close()
