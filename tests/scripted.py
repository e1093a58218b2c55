"""A person on a line: what they type and when, and what they hear, on a clock that only moves while they wait."""

from __future__ import annotations

from collections.abc import Iterable

from tests.fakes import FakeClock
from trainer.plain.line import GoneError, InterruptError, KilledError, Line

CTRL_C = "\x03"
TERM = "\x0f"
SUSPEND = "\x1a"
"""What a script can hold beside words: the keys and signals of a terminal, and a machine that falls asleep."""
OPTIONAL = "What follows is up to you; Enter skips a question."
"""What is said before questions that somebody who only listens answers with Enter."""
Script = Iterable[tuple[float, str]]
"""After so many seconds, this line."""


class Person(Line):
    """One person, or with `answers` False a pipe that only listens."""

    def __init__(self, clock: FakeClock, script: Script = (), *, answers: bool = True, person: bool = True) -> None:
        self.clock = clock
        self.answers = answers
        self.person = person
        self.code: int | None = None
        """How the visit ended, where it did."""
        self.heard: list[str] = []
        self.times: list[float] = []
        self.bells: list[float] = []
        self.waits: list[float | None] = []
        self.stays = False
        """Whether the person listens to the end when the script is over, rather than going away."""
        self._script = list(script)
        self._since = clock.seconds()

    @property
    def said(self) -> str:
        """Everything that was said."""
        return "\n".join(self.heard)

    def put(self, text: str) -> None:
        self.heard.append(text)
        self.times.append(self.clock.seconds())

    def ring(self) -> None:
        self.bells.append(self.clock.seconds())

    def rest(self, seconds: float) -> None:
        self.clock.advance(seconds)

    def hear(self, seconds: float | None) -> str | None:
        self.waits.append(seconds)
        if not self.answers or (self.stays and not self._script):
            if seconds is None and self.answers and OPTIONAL in self.heard:
                return ""
            assert seconds is not None, f"waits for ever for nobody:\n{self.said[-400:]}"
            self.clock.advance(seconds)
            return None
        ahead = self._next()
        if seconds is not None and ahead > seconds:
            self.clock.advance(seconds)
            return None
        self.clock.advance(ahead)
        self._since = self.clock.seconds()
        if not self._script:
            self.answers = False
            raise GoneError(person=self.person)
        return self._typed(self._script.pop(0)[1])

    def _next(self) -> float:
        """Return the seconds until something comes; the end of the script comes at once."""
        after = self._script[0][0] if self._script else 0.0
        return max(0.0, self._since + after - self.clock.seconds())

    def _typed(self, word: str) -> str | None:
        if word == CTRL_C:
            raise InterruptError
        if word == TERM:
            raise KilledError(15)
        if word == SUSPEND:
            self.clock.suspend(3600)
            return None
        return word
