"""The line between the trainer and one person: what is said, what is heard, and how either can end."""

from __future__ import annotations

from abc import ABC, abstractmethod

from trainer.plain.aloud import aloud


class GoneError(Exception):
    """Nothing more will ever be heard."""

    def __init__(self, *, person: bool) -> None:
        super().__init__()
        self.person = person
        """Whether somebody sat there, so that they are gone; a pipe that ends only has no more to say."""


class InterruptError(Exception):
    """The person wants to stop: Ctrl+C."""


class KilledError(Exception):
    """The system wants the process to end."""

    def __init__(self, number: int) -> None:
        super().__init__()
        self.number = number
        """The signal."""


class Line(ABC):
    """A line to one person. Only `hear` and `say` raise InterruptError and KilledError: nothing else is cut in two."""

    answers = True
    """Whether somebody may answer; what nobody can answer is not asked."""

    def say(self, *texts: str) -> None:
        """Say texts, a line each, as they are read aloud."""
        for text in texts:
            self.put(aloud(text))

    @abstractmethod
    def put(self, text: str) -> None:
        """Put a line out as it is."""

    @abstractmethod
    def ring(self) -> None:
        """Ring the bell once, where there is one."""

    @abstractmethod
    def hear(self, seconds: float | None) -> str | None:
        """Wait for a line for at most so many seconds, for ever without; None when none came. Raises GoneError once."""

    @abstractmethod
    def rest(self, seconds: float) -> None:
        """Let time pass; what is typed meanwhile is heard later."""

    def answer(self) -> str:
        """Wait for an answer; raises GoneError where none can come."""
        while self.answers:
            said = self.hear(None)
            if said is not None:
                return said.strip()
        raise GoneError(person=False)
