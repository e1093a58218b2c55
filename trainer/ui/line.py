"""The line: Textual's driver for a terminal that may stall, stop answering, be taken away, or come back.

Textual's own stops the event loop for good when the terminal is gone with output waiting, spins where nothing can be
read any more, and starts a second time on any SIGCONT.
"""

from __future__ import annotations

import os
import select
import signal
import sys
import termios
from codecs import getincrementaldecoder
from collections.abc import Callable
from contextlib import suppress
from threading import get_ident
from typing import Any

from textual._xterm_parser import XTermParser
from textual.app import App
from textual.drivers.linux_driver import LinuxDriver

from trainer.clock import SystemClock
from trainer.core.clock import Clock

ASK = "\x1b[?2026$p"
"""DECRQM for synchronised output: a question that terminals answer by themselves and Textual understands."""
REPLY = b"\x1b[?2026;"
BELL = "\x07"
_CHUNK = 4096
_TURN = 0.1
"""Seconds after which reading looks whether the app leaves, or a lone Esc was all."""


class Outlet:
    """Where the app's output goes. Writing waits for a terminal that stalls, and never fails for one that is gone."""

    def __init__(self, fd: int, clock: Clock) -> None:
        self._fd = fd
        self._clock = clock
        self._waiting: list[str] = []
        self._since: float | None = None
        self._gone = False
        self._writer = 0

    @property
    def stuck(self) -> float:
        """Seconds for which the terminal has taken nothing of what waits for it."""
        since = self._since
        return 0.0 if since is None else self._clock.seconds() - since

    def abandon(self) -> None:
        """Write nothing more, and break off a write that waits, so that the guard can have the last word.

        Only a signal does that, and only where the terminal need not be waited for; the guard handles this one.
        """
        self._gone = True
        if self._since is not None:
            os.set_blocking(self._fd, False)
            signal.pthread_kill(self._writer, signal.SIGTERM)

    def fileno(self) -> int:
        """Return the terminal's file descriptor."""
        return self._fd

    def write(self, text: str) -> int:
        """Take text, to be brought out with the next `flush`."""
        self._waiting.append(text)
        return len(text)

    def ring(self) -> bool:
        """Ring the bell at once, past what waits; False where the terminal takes nothing just now."""
        try:
            if not select.select([], [self._fd], [], 0)[1] or self._since is not None or self._gone:
                return False
            return os.write(self._fd, BELL.encode()) > 0
        except OSError:
            return False

    def flush(self) -> None:
        """Bring out what waits; dropped where the terminal is gone."""
        data = "".join(self._waiting).encode(errors="replace")
        self._waiting.clear()
        self._writer = get_ident()
        while data and not self._gone:
            self._since = self._clock.seconds()
            try:
                data = data[os.write(self._fd, data[:_CHUNK]) :]
            except BlockingIOError:  # somebody has set the terminal so
                select.select([], [self._fd], [])
            except OSError:
                self._gone = True
        self._since = None


class LineDriver(LinuxDriver):
    """Textual's driver for Unix terminals, which outlives the terminal and tells whether somebody answers."""

    def __init__(
        self, app: App[Any], *, debug: bool = False, mouse: bool = True, size: tuple[int, int] | None = None
    ) -> None:
        super().__init__(app, debug=debug, mouse=mouse, size=size)
        self._outlet = Outlet(sys.__stderr__.fileno() if sys.__stderr__ else 2, SystemClock())
        self._file = self._outlet  # type: ignore[assignment]
        self.answers = False
        """Whether the terminal has ever answered what it is asked."""
        self._heed: Callable[[], None] | None = None
        self._tail = b""
        self._raw: list[Any] | None = None

    @property
    def stuck(self) -> float:
        """Seconds for which the terminal has taken nothing."""
        return self._outlet.stuck

    def abandon(self) -> None:
        """Write nothing more."""
        self._outlet.abandon()

    def write(self, data: str) -> None:
        """Write to the terminal; a bell is on time, whatever is painted before it."""
        if data != BELL or not self._outlet.ring():
            super().write(data)

    def repaint(self) -> None:
        """Paint everything anew: another program may have had the terminal."""
        self._app.refresh(layout=True)

    def ask(self) -> None:
        """Ask what the terminal answers without a person."""
        self.write(ASK)

    def listen(self, heed: Callable[[], None]) -> None:
        """Have `heed` called in the event loop whenever anything comes from the terminal."""
        self._heed = heed

    def start_application_mode(self) -> None:
        """Take the terminal."""
        super().start_application_mode()  # type: ignore[no-untyped-call]
        with suppress(termios.error):
            self._raw = termios.tcgetattr(self.fileno)

    def stop_application_mode(self) -> None:
        """Give the terminal back."""
        self._raw = None
        super().stop_application_mode()

    def run_input_thread(self) -> None:
        """Read until the app leaves, or nothing can come any more."""
        parser = XTermParser(self._debug)
        decode = getincrementaldecoder("utf-8")("replace").decode
        while not self.exit_event.is_set():
            if select.select([self.fileno], [], [], _TURN)[0]:
                data = self._receive()
                if not data:
                    return
                self._hear(data)
                for message in parser.feed(decode(data)):
                    self.process_message(message)
            for message in parser.tick():
                self.process_message(message)

    def _receive(self) -> bytes:
        try:
            return os.read(self.fileno, _CHUNK)
        except OSError:
            return b""

    def _hear(self, data: bytes) -> None:
        self._tail = self._tail[-len(REPLY) :] + data
        self.answers = self.answers or REPLY in self._tail
        if self._heed is not None:
            with suppress(RuntimeError):  # the loop has ended
                self._loop.call_soon_threadsafe(self._heed)

    def _sigcont_application(self, *_: object) -> None:
        """Take the terminal again after a suspension of ours; after any other stop only set it right and repaint."""
        if self._must_signal_resume:
            super()._sigcont_application()
        elif self._raw is not None:
            with suppress(termios.error):
                termios.tcsetattr(self.fileno, termios.TCSANOW, self._raw)
            self._loop.call_soon_threadsafe(self.repaint)
