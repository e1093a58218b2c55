"""The console: standard input and output as a line to one person, waited on without a busy moment."""

from __future__ import annotations

import os
import select
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from types import FrameType, TracebackType
from typing import Any, Self

from trainer import output
from trainer.core.clock import Clock
from trainer.plain.line import GoneError, InterruptError, KilledError, Line

SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
MOST = 4096
"""Bytes of one line that are kept; what is longer can mean nothing."""
BELL = "\a"


class Console(Line):
    """The process's own terminal or pipes, while it is entered.

    Signals are heard only while it waits or writes: whatever else happens, such as a line of the journal, is done
    whole. Without `heeds` input is only taken from a person who types and reads at a terminal.
    """

    def __init__(self, clock: Clock, *, heeds: bool) -> None:
        self._clock = clock
        self._in = _number(sys.stdin)
        self._person = self._in is not None and os.isatty(self._in)
        out = _number(sys.stdout)
        self._rings = out is not None and os.isatty(out)
        self.answers = self._in is not None and (heeds or (self._person and self._rings))
        self._held = b""
        self._lines: list[bytes] = []
        self._caught: list[int] = []
        self._attending = False
        self._before: dict[int, Any] = {}
        self._wake: tuple[int, int] | None = None
        self._woken = -1

    def __enter__(self) -> Self:
        """Begin to hear signals; one that is ignored, as under nohup, stays so."""
        self._wake = os.pipe()
        for fd in self._wake:
            os.set_blocking(fd, False)
        self._woken = signal.set_wakeup_fd(self._wake[1], warn_on_full_buffer=False)
        for number in SIGNALS:
            if signal.getsignal(number) is not signal.SIG_IGN:
                self._before[number] = signal.signal(number, self._catch)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Leave signals as they were."""
        for number, before in self._before.items():
            signal.signal(number, before)
        signal.set_wakeup_fd(self._woken)
        for fd in self._wake or ():
            os.close(fd)
        self._wake = None

    def put(self, text: str) -> None:
        """Write a line; in letters that the encoding has."""
        with self._attention():
            output.tell([text])

    def ring(self) -> None:
        """Ring the terminal's bell; nothing in a pipe."""
        if self._rings:
            with self._attention(), suppress(OSError):
                sys.stdout.write(BELL)
                sys.stdout.flush()

    def rest(self, seconds: float) -> None:
        """Wait for nothing but time and signals."""
        with self._attention():
            self._select(seconds, [])

    def hear(self, seconds: float | None) -> str | None:
        """Wait for a line; a part of one waits for its rest."""
        end = None if seconds is None else self._clock.seconds() + seconds
        while True:
            if self._lines:
                return self._lines.pop(0).decode("utf-8", "replace")
            left = None if end is None else max(0.0, end - self._clock.seconds())
            with self._attention():
                ready = self._select(left, [self._in] if self._in is not None and self.answers else [])
            if self._in is not None and self._in in ready:
                self._read(self._in)
            elif not ready and left is not None and end is not None and self._clock.seconds() >= end:
                return None

    def _select(self, seconds: float | None, heard: list[int]) -> list[int]:
        """Wait until something can be read; a signal wakes too, and is raised on the way."""
        wake = [] if self._wake is None else [self._wake[0]]
        ready = select.select([*wake, *heard], [], [], seconds)[0]
        if self._wake is not None and self._wake[0] in ready:
            with suppress(BlockingIOError):
                os.read(self._wake[0], MOST)
        return ready

    def _read(self, source: int) -> None:
        try:
            piece = os.read(source, MOST)
        except BlockingIOError:
            return
        except OSError:  # the terminal is gone
            piece = b""
        if not piece:
            self._end()
            return
        *whole, rest = (self._held + piece).split(b"\n")
        self._lines += [one[:MOST] for one in whole]
        self._held = rest[:MOST]

    def _end(self) -> None:
        """Take what came without a line's end as a line; then nothing more is heard."""
        if self._held:
            self._lines, self._held = [self._held], b""
            return
        self.answers = False
        raise GoneError(person=self._person)

    @contextmanager
    def _attention(self) -> Iterator[None]:
        """Let signals interrupt; those that came before do so at once."""
        self._attending = True
        try:
            self._heed()
            yield
        finally:
            self._attending = False

    def _catch(self, number: int, frame: FrameType | None) -> None:
        self._caught.append(number)
        if self._attending:
            self._heed()

    def _heed(self) -> None:
        if not self._caught:
            return
        number = next((one for one in self._caught if one != signal.SIGINT), None)
        if number is not None:
            raise KilledError(number)
        self._caught.pop()
        raise InterruptError


def _number(stream: Any) -> int | None:
    """Return a stream's file descriptor; None where it has none."""
    try:
        number = stream.fileno()
        os.fstat(number)
    except (AttributeError, OSError, ValueError):
        return None
    return int(number)
