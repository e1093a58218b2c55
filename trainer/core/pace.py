"""The trainer's own timings, none of which a handout states; the person may change them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class FirstSide(StrEnum):
    """The side that starts."""

    LEFT = "left"
    RIGHT = "right"


@dataclass(frozen=True, slots=True, kw_only=True)
class Pace:
    """Seconds around the work. All of them are ours."""

    prepare: int = 10
    """Seconds to get ready before an exercise; 0 for none."""
    fetch: int = 20
    """Seconds to get ready when the position changes or equipment is fetched; 0 for none."""
    release: int = 4
    """Seconds to let go between holds."""
    switch: int = 6
    """Seconds to change sides."""
    move: int = 4
    """Seconds for one repetition that has neither hold nor tempo."""
    own_pace: bool = False
    """Repetitions wait for the person instead of being paced."""
    count: int = 2
    """Seconds for one count of a tempo."""
    breath: int = 4
    """Seconds for one breath in or out, where breathing sets the tempo."""
    rest: int = 30
    """Seconds between sets, where the person asks for more than one."""
    wait: bool = False
    """Each exercise waits for the person before it starts."""
    first_side: FirstSide = FirstSide.LEFT
    """The side that starts; the log follows the side, not the order."""

    def __post_init__(self) -> None:
        for name, most in LIMITS.items():
            value = getattr(self, name)
            low = 0 if name in {"prepare", "fetch"} else 1
            if not low <= value <= most:
                raise ValueError(f"{name} is {value}; it may be {low} to {most} seconds")


LIMITS = {
    "prepare": 60,
    "fetch": 120,
    "release": 30,
    "switch": 60,
    "move": 30,
    "count": 10,
    "breath": 15,
    "rest": 300,
}
"""The longest each timing may be, in seconds."""
