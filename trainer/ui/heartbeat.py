"""The heartbeat: whether anybody can still see a running session, and what becomes of it when nobody can.

Nobody tells a program that the network is gone. So the terminal is asked what it answers by itself.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from textual.screen import Screen

from trainer.core.clock import Clock
from trainer.core.events import Cause, Events
from trainer.core.session import GAP
from trainer.run import Run
from trainer.ui.line import LineDriver

EVERY = 20.0
"""Seconds of silence after which the terminal is asked."""
PATIENCE = 20.0
"""Seconds after which a question counts as not answered."""
BEAT = 1.0
"""Seconds between looks at the line."""
FINAL = 6.0
"""Seconds before a session's end at which the terminal is asked once more: what is over cannot be taken back."""
LAST = 2.0
"""Seconds before a session's end at which an answer must have come."""


class Line(Protocol):
    """What can be known of the line to the person."""

    @property
    def answers(self) -> bool:
        """Whether the terminal has ever answered."""

    @property
    def stuck(self) -> float:
        """Seconds for which it has taken nothing."""

    def ask(self) -> None:
        """Ask what it answers without a person."""

    def listen(self, heed: Callable[[], None]) -> None:
        """Have `heed` called whenever anything comes from it."""


class Heartbeat:
    """Asks while a session runs; any key is an answer too. Nothing is asked while it is paused."""

    def __init__(self, line: Line, run: Run, clock: Clock) -> None:
        self._line = line
        self._run = run
        self._clock = clock
        self._heard = clock.seconds()
        self._asked: float | None = None
        line.listen(self.heard)

    def heard(self) -> None:
        """Take note of an answer: what was done until now was seen."""
        self._heard, self._asked = self._clock.seconds(), None
        self._run.doubted = False
        self._run.session.seen()

    def beat(self) -> Events:
        """Ask when it is time to; a running session that nobody sees is interrupted as of the last answer."""
        events = self._run.look()
        now, session = self._clock.seconds(), self._run.session
        if not session.running:
            self._heard, self._asked, self._run.doubted = now, None, False
        elif self._line.stuck > GAP:
            events += self._run.do(session.lost if self._line.answers else lambda: session.pause(Cause.SILENT))
        elif self._asked is not None:
            self._run.doubted = now - self._asked > GAP
            late = self._run.doubted and session.total_left <= LAST
            events += self._run.do(session.lost) if late or now - self._asked >= PATIENCE else ()
        elif self._line.answers and now - self._heard >= self._silence():
            self._asked = now
            self._line.ask()
        return events

    def _silence(self) -> float:
        """Say how long it may be silent before it is asked; once more shortly before the end."""
        left = self._run.session.total_left
        return EVERY if left > FINAL else min(EVERY, FINAL - left + BEAT / 2)


def attach(screen: Screen[None], run: Run, clock: Clock, tell: Callable[[Events], None]) -> None:
    """Watch over the line while a screen shows a session, and pause that when the app is suspended."""
    app, driver = screen.app, screen.app._driver
    app.app_suspend_signal.subscribe(screen, lambda _: tell(run.do(run.session.pause)), immediate=True)
    if isinstance(driver, LineDriver):
        heart = Heartbeat(driver, run, clock)

        def beat() -> None:
            if events := heart.beat():
                tell(events)

        screen.set_interval(BEAT, beat)
