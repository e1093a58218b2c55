"""The guard: it ends the app when its terminal hangs up or a signal asks for it, whatever the app is stuck in.

Nothing here depends on the event loop: a stalled terminal blocks that, and with it every handler that runs in it.
"""

from __future__ import annotations

import os
import select
import signal
import sys
import termios
from collections.abc import Callable
from contextlib import suppress
from threading import Event as Flag
from threading import Thread
from types import FrameType, TracebackType
from typing import Any, Self

from trainer.errors import TrainerError

GRACE = 1.5
"""Seconds in which the app may end by itself; with what follows, it is gone within two."""
LAST = 0.3
"""Seconds for the last words to the journal, where it did not."""
_TRIES = 10
_PAUSE = 0.01
SIGNALS = (signal.SIGHUP, signal.SIGTERM, signal.SIGINT)
RESTORE = (
    b"\x18\x1b[?2026l\x1b[?2004l\x1b[?7h\x1b[?2048l\x1b[?1000l\x1b[?1003l\x1b[?1015l\x1b[?1006l\x1b[?1016l"
    b"\x1b[0m\x1b[<u\x1b[?1049l\x1b[?25h\x1b[?1004l"
)
"""Ends a sequence cut short and undoes what Textual sets: paste, wrapping, mouse, keyboard, screen, cursor, focus."""


class EndedError(TrainerError):
    """The terminal hung up, or the system asked the trainer to end."""

    def __init__(self, number: int) -> None:
        super().__init__("it was told to end. What was done is kept; a session can be gone on with for four hours.")
        self.exit_code = 128 + number


class Guard:
    """Watches over an app while it runs.

    `end` asks the app to end, from any thread; `save` is called where it does not, and writes down what can be lost.
    """

    def __init__(self, *, end: Callable[[int], None], save: Callable[[], None]) -> None:
        self._end = end
        self._save = save
        self._terminal = sys.__stdin__.fileno() if sys.__stdin__ is not None else 0
        self._screen = sys.__stderr__.fileno() if sys.__stderr__ is not None else 2
        self._modes: list[Any] | None = None
        self._before: dict[int, Any] = {}
        self._ends = (-1, -1)
        self._before_fd = -1
        self._leaving = False
        self.why: int | None = None
        """The signal that ended the app, SIGHUP where its terminal is gone; None while nothing did."""

    def __enter__(self) -> Self:
        """Begin to watch."""
        with suppress(termios.error):
            self._modes = termios.tcgetattr(self._terminal)
        self._ends = os.pipe()
        for end in self._ends:
            os.set_blocking(end, False)
        self._before_fd = signal.set_wakeup_fd(self._ends[1], warn_on_full_buffer=False)
        self._before = {number: signal.signal(number, _pass) for number in SIGNALS}
        Thread(target=self._watch, name="guard", daemon=True).start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        """Cease to watch; where the app is being ended, what is left of it has to end in time too."""
        if self.why is None:
            signal.set_wakeup_fd(self._before_fd)
            for number, before in self._before.items():
                signal.signal(number, before)
            os.write(self._ends[1], b"\0")
        elif self._leaving:
            Flag().wait()  # the guard has the last word

    def check(self) -> None:
        """Raise EndedError where the app was ended."""
        if self.why is not None:
            raise EndedError(self.why)

    def _watch(self) -> None:
        """Wait for a signal or the hang-up, without a processor's time."""
        poll = select.poll()
        poll.register(self._ends[0], select.POLLIN)
        poll.register(self._terminal, 0)
        while self.why is None:
            for fd, event in poll.poll():
                if fd == self._terminal:
                    poll.unregister(fd)  # where it cannot be watched (macOS), the signal has to do
                    if event & (select.POLLHUP | select.POLLERR):
                        self.why = int(signal.SIGHUP)
                elif not self._read():
                    for end in self._ends:
                        os.close(end)
                    return
        with suppress(RuntimeError):  # the loop has ended by itself
            self._end(self.why)
        Flag().wait(GRACE)
        self._leave(128 + self.why)

    def _read(self) -> bool:
        """Read which signals came; False when the watch is over."""
        came = os.read(self._ends[0], 4096)
        self.why = next((number for number in came if number in SIGNALS), self.why)
        return 0 not in came

    def _leave(self, code: int) -> None:
        """End the process, come what may."""
        self._leaving = True
        last = Thread(target=self._save, daemon=True)
        last.start()
        last.join(LAST)
        with suppress(OSError, termios.error):
            self._restore()
        os._exit(code)

    def _restore(self) -> None:
        """Give the terminal back without waiting for it, if it is ours to give; what it has not taken is dropped."""
        signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGTTOU})
        if os.tcgetpgrp(self._terminal) != os.getpgrp():
            return
        os.set_blocking(self._screen, False)
        for _ in range(_TRIES):
            termios.tcflush(self._screen, termios.TCOFLUSH)
            with suppress(BlockingIOError):  # a write that waited ends first
                os.write(self._screen, RESTORE)
                break
            Flag().wait(_PAUSE)
        os.set_blocking(self._screen, True)  # the shell has the same terminal open
        if self._modes is not None:
            termios.tcsetattr(self._terminal, termios.TCSANOW, self._modes)


def _pass(_: int, __: FrameType | None) -> None:
    """Leave the signal to the guard, which reads it from its pipe."""
