"""Settings: what the person chose about the trainer itself."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from trainer.core.pace import Pace


class Look(StrEnum):
    """How the screens are coloured."""

    DARK = "dark"
    LIGHT = "light"
    TERMINAL = "terminal"
    """The terminal's own colours and background."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """The person's choices; all have a default."""

    look: Look = Look.DARK
    bell: bool = True
    """The terminal's bell marks hold, switch, end of an exercise and finish."""
    tick: bool = False
    """A bell on each of the last three seconds of a hold."""
    pace: Pace = field(default_factory=Pace)
