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
        self.pid, self._fd = pty.fork()
        if not self.pid:
            fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
            os.execve(argv[0], [*argv], kept | known)
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
        os.close(self._fd)

    def _read(self, enough: Callable[[], bool]) -> None:
        end = time.monotonic() + PATIENCE
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
                if question in piece:
                    os.write(self._fd, answer)


@contextmanager
def trainer(*words: str, data: Path, size: tuple[int, int] = (80, 24), **environment: str) -> Iterator[Terminal]:
    """Start the trainer in a terminal."""
    terminal = Terminal([sys.executable, "-m", "trainer", *words], size=size, data=data, **environment)
    try:
        yield terminal
    finally:
        terminal.close()
