"""Cues: what of a session is heard, flashed, noticed and said, and by which ways.

`Herald` is what a front end holds; nothing that makes a sound is imported or opened before its first use.
"""

from trainer.cues.herald import BELL, Call, Herald, chime
from trainer.cues.ladder import EXERCISE, FINISH, HOLD, PATTERNS, SWITCH, Cue, Moment, bells, hear
from trainer.cues.words import said

__all__ = [
    "BELL",
    "EXERCISE",
    "FINISH",
    "HOLD",
    "PATTERNS",
    "SWITCH",
    "Call",
    "Cue",
    "Herald",
    "Moment",
    "bells",
    "chime",
    "hear",
    "said",
]
