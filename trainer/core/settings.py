"""Settings: what the person chose about the trainer itself."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from trainer.core.pace import Pace
from trainer.core.text import find_hostile

MOST_COMMAND = 200
"""The most characters of a command line."""


class Look(StrEnum):
    """How the screens are coloured."""

    DARK = "dark"
    LIGHT = "light"
    TERMINAL = "terminal"
    """The terminal's own colours and background."""


class Figures(StrEnum):
    """How exercises are shown by a body."""

    MOVING = "moving"
    """The movement is shown, where the line and the terminal are for it."""
    STILL = "still"
    """Its poses only."""
    NONE = "none"


class Notice(StrEnum):
    """The sequence by which a terminal is asked for a desktop notice; terminals know one or the other, many neither."""

    OFF = "off"
    OSC_9 = "OSC 9"
    OSC_777 = "OSC 777"


class Speech(StrEnum):
    """Where a voice speaks."""

    OFF = "off"
    HERE = "here"
    """Not over SSH: it would be heard where the trainer runs, not where the person is."""
    ALWAYS = "always"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sounds:
    """How cues are given besides the bell."""

    flash: bool = True
    """The phase's band flashes with each cue that rings."""
    notice: Notice = Notice.OFF
    speech: Speech = Speech.OFF
    voice: str = ""
    """The person's own command line that speaks; empty for the first program that is found."""
    hook: str = ""
    """The person's own command line for each cue; empty for none."""

    def __post_init__(self) -> None:
        for name in ("voice", "hook"):
            line = getattr(self, name)
            if len(line) > MOST_COMMAND:
                raise ValueError(f"{name} has {len(line)} characters; it may have {MOST_COMMAND}")
            if found := find_hostile(line, newlines=False):
                raise ValueError(f"{name} contains {found}, which could steer the terminal")


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """The person's choices; all have a default."""

    look: Look = Look.DARK
    slow: bool | None = None
    """Whether the line is a slow one: the terminal's own colours and no motion; None where it was never asked."""
    figures: Figures = Figures.MOVING
    bell: bool = True
    """The terminal's bell marks hold, switch, end of an exercise and finish."""
    tick: bool = False
    """A bell on each of the last three seconds of a hold."""
    sounds: Sounds = field(default_factory=Sounds)
    pace: Pace = field(default_factory=Pace)

    @property
    def shown(self) -> Look:
        """How the screens are coloured, whatever the line is like."""
        return Look.TERMINAL if self.slow else self.look
