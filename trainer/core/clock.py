"""The clock that everything is given: what it can be asked, and nothing about where it comes from."""

from __future__ import annotations

from datetime import datetime
from typing import Protocol


class Clock(Protocol):
    """A source of time; only `trainer.clock` reads the machine's."""

    def seconds(self) -> float:
        """Monotonic seconds; they stand still while the machine is suspended."""

    def awake(self) -> float:
        """Monotonic seconds that go on while the machine is suspended, where the system has such a clock."""

    def now(self) -> datetime:
        """The person's wall clock: an aware datetime in the local zone."""
